package comparison

import (
	"fmt"
	"slices"

	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/document"
)

// findAnswers notes the questions that are answered differently, and those that
// come out differently by a default.
func (c *causes) findAnswers() {
	was, is := c.older.Draft, c.newer.Draft
	var differ []*deal.Parameter
	for _, p := range c.newer.Library.Schema.Parameters {
		before, after := written(was.Deal, p.Path), written(is.Deal, p.Path)
		if before != after {
			c.answers[p.Path] = document.Cause{Kind: document.AnswerCause, Path: p.Path, Old: before, New: after}
		}
		x, _ := was.Choices.Value(p.Path)
		y, _ := is.Choices.Value(p.Path)
		if rawText(x) != rawText(y) {
			differ = append(differ, p)
		}
	}
	for _, p := range differ {
		c.roots[p.Path] = c.rootsOf(p.Path, map[string]bool{})
	}
}

// rootsOf are the answers that make a question come out differently: its own,
// or those that its default is worked out from.
func (c *causes) rootsOf(path string, seen map[string]bool) []string {
	if seen[path] {
		return nil
	}
	seen[path] = true
	if _, ok := c.answers[path]; ok {
		return []string{path}
	}
	var roots []string
	for _, side := range []Side{c.older, c.newer} {
		if b := side.Library.Default(path); b != nil {
			for _, used := range pathsOf(side.Library, b) {
				roots = appendNew(roots, c.rootsOf(used, seen)...)
			}
		}
	}
	return roots
}

// written is an answer as a deal file holds it; empty if the deal gives none.
func written(d *deal.Deal, path string) string {
	v, ok := d.Answer(path)
	if !ok {
		return ""
	}
	return choose.Shown(v)
}

// rawText tells two values apart.
func rawText(v deal.Value) string {
	if v == nil {
		return ""
	}
	return fmt.Sprintf("%T %s", v, v.Raw())
}

// findClauses notes the clauses that came in, left or are worded otherwise, and
// the answers that decided it.
func (c *causes) findClauses() {
	was, is := c.older.Draft.Choices, c.newer.Draft.Choices
	var ids []string
	for _, list := range [][]*choose.Choice{is.List, was.List} {
		for _, choice := range list {
			ids = appendNew(ids, choice.Clause.ID)
		}
	}
	for _, id := range ids {
		before, after := was.Find(id), is.Find(id)
		old, now := variantName(before), variantName(after)
		if old == now {
			continue
		}
		m := Clause{ID: id, Old: old, New: now, Why: []string{}}
		kind := document.ClauseCause
		switch {
		case old == "":
			m.What, m.Title = "in", after.Clause.Title
		case now == "":
			m.What, m.Title = "out", before.Clause.Title
		default:
			m.What, m.Title, kind = "reworded", after.Clause.Title, document.VariantCause
		}
		path := ""
		for _, r := range differing(before, after) {
			r.Pos.Line = 0 // a line of which file?
			m.Why = append(m.Why, r.String())
			if path == "" {
				path = r.Path
			}
		}
		c.clauses[id] = document.Cause{Kind: kind, Clause: id, Path: path, Old: old, New: now}
		c.moved = append(c.moved, m)
	}
}

// differing are the reasons of the newer choice that the older one does not
// have, or else those that only the older has.
func differing(before, after *choose.Choice) []choose.Reason {
	of := func(c *choose.Choice) []choose.Reason {
		if c == nil {
			return nil
		}
		return c.Because
	}
	lacks := func(list []choose.Reason, r choose.Reason) bool {
		return !slices.ContainsFunc(list, func(o choose.Reason) bool { return o.Path == r.Path && o.Value == r.Value })
	}
	var found []choose.Reason
	for _, r := range of(after) {
		if lacks(of(before), r) {
			found = append(found, r)
		}
	}
	if found == nil {
		for _, r := range of(before) {
			if lacks(of(after), r) {
				found = append(found, r)
			}
		}
	}
	return found
}
