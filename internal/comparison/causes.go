package comparison

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/document"
)

// causes knows what differs between two sides, and so what can have made a
// passage change.
type causes struct {
	older, newer Side
	list         []document.Cause
	index        map[document.Cause]int

	answers map[string]document.Cause // by path, of questions that the deals answer differently
	roots   map[string][]string       // path of what comes out differently -> the answers that make it so
	moved   []Clause                  // clauses that came in, left or are worded otherwise
	clauses map[string]document.Cause // the same, by id
	seen    map[site][]document.Cause // what looked found, for many passages stand at one site
	owner   map[string]string         // id of a division -> its clause
}

func findCauses(older, newer Side) *causes {
	c := &causes{
		older: older, newer: newer, index: map[document.Cause]int{}, answers: map[string]document.Cause{}, roots: map[string][]string{},
		clauses: map[string]document.Cause{}, seen: map[site][]document.Cause{}, owner: map[string]string{}, moved: []Clause{},
	}
	for _, doc := range []*document.Document{older.Document, newer.Document} {
		for _, clause := range doc.Clauses() {
			for _, d := range clause.Divisions {
				c.owner[d.ID] = clause.ID
			}
		}
	}
	if whole(older, newer) {
		c.findAnswers()
		c.findClauses()
	}
	return c
}

// note gives the number of a cause among those of the document.
func (c *causes) note(cause document.Cause) int {
	if n, ok := c.index[cause]; ok {
		return n
	}
	c.list = append(c.list, cause)
	c.index[cause] = len(c.list)
	return len(c.list)
}

// site is where a passage stands.
type site struct {
	clause string // whose wording it is; empty in what the program makes
	part   string // id of the part of the draft, outside clauses
	term   string // that it defines, in the compiled definitions
	row    string // the row of the key terms
}

// mostCauses is how many causes one passage is given.
const mostCauses = 3

// of are the causes of a passage that changed, the nearest first: the answers
// that it prints, the clause that came or left with it, those to which it
// refers, what its wording looks at.
func (c *causes) of(at site, changed []document.Inline) []document.Cause {
	if !whole(c.older, c.newer) {
		return []document.Cause{{Kind: document.EditCause, Old: c.older.Name, New: c.newer.Name}}
	}
	const certain = 4 // of these; the others may not have made this change
	for i, find := range []func() []document.Cause{
		func() []document.Cause { return c.printed(changed) },
		func() []document.Cause { return c.defaulted(changed) },
		func() []document.Cause { return c.decided(at) },
		func() []document.Cause { return c.referred(changed) },
		func() []document.Cause { return c.looked(at) },
		func() []document.Cause { return c.beyond(changed) },
		func() []document.Cause { return c.listed(at) },
		c.everywhere,
	} {
		found := find()
		found = slices.Clip(found[:min(len(found), mostCauses)])
		switch {
		case len(found) > 0 && i < certain:
			return found
		case len(found) > 0:
			return append(found, c.otherwise(at)...)
		}
	}
	return c.otherwise(at)
}

// otherwise is the library or the program, where either is another.
func (c *causes) otherwise(at site) []document.Cause {
	if c.older.Otherwise == nil {
		return nil
	}
	cause := *c.older.Otherwise
	if cause.Kind == document.EditionCause {
		cause = c.edition(at)
	}
	return []document.Cause{cause}
}

// edition is the other edition of the library: that of the clause whose words
// stand at a site, unless both libraries are at hand and it is the same in both.
func (c *causes) edition(at site) document.Cause {
	cause := document.Cause{Kind: document.EditionCause}
	if !c.bothLibraries() {
		cause.Clause = at.clause
		return cause
	}
	numbered := c.editionsOf(at.clause)
	if numbered.Old != "" || c.sourceAt(c.older, at) != c.sourceAt(c.newer, at) {
		return numbered
	}
	return cause
}

// bothLibraries reports whether each side is what its draft comes to with a library
// of its own. Of a draft that was written earlier the library is not at hand: its
// answers are drafted with that of today.
func (c *causes) bothLibraries() bool {
	own := func(s Side) bool { return s.Document == s.Draft.Document }
	return own(c.older) && own(c.newer) && c.older.Library != c.newer.Library
}

// editionsOf is another edition of a clause, with its numbers where they differ.
func (c *causes) editionsOf(clause string) document.Cause {
	cause := document.Cause{Kind: document.EditionCause, Clause: clause}
	was, is := c.older.Library.Clauses[clause], c.newer.Library.Clauses[clause]
	if was != nil && is != nil && was.Edition().Number != is.Edition().Number {
		cause.Old, cause.New = strconv.Itoa(was.Edition().Number), strconv.Itoa(is.Edition().Number)
	}
	return cause
}

// sourceAt is what a library says at a site.
func (c *causes) sourceAt(side Side, at site) string {
	var b strings.Builder
	for _, body := range c.bodies(side, at) {
		b.WriteString(body.Source() + "\x00")
	}
	return b.String()
}

// defaulted are the defaults of another edition that stand in the words that
// changed.
func (c *causes) defaulted(changed []document.Inline) []document.Cause {
	var found []document.Cause
	if !c.bothLibraries() {
		return nil
	}
	for _, path := range pathsIn(changed) {
		p, ok := c.newer.Library.Schema.Find(path)
		if _, differs := c.roots[path]; !ok || !differs {
			continue
		}
		cause := c.editionsOf(p.Clause)
		cause.Path = path
		found = appendNew(found, cause)
	}
	return found
}

// printed are the answers that stand in the words that changed.
func (c *causes) printed(changed []document.Inline) []document.Cause {
	var roots []string
	for _, path := range pathsIn(changed) {
		roots = appendNew(roots, c.roots[path]...)
	}
	return c.byPath(roots)
}

// pathsIn are the questions whose answers stand in words.
func pathsIn(words []document.Inline) []string {
	var paths []string
	eachInline(words, func(n any) {
		switch n := n.(type) {
		case *document.Text:
			paths = appendNew(paths, n.Origin.Path())
		case *document.Use:
			paths = appendNew(paths, n.Origin.Path())
		case *document.Blank:
			paths = appendNew(paths, n.Name)
		}
	})
	return slices.DeleteFunc(paths, func(path string) bool { return path == "" })
}

// bringer is the clause that brings a schedule.
func (c *causes) bringer(id string) string {
	for _, side := range []Side{c.newer, c.older} {
		if side.Library != nil {
			if s := side.Library.Schedule(id); s != nil {
				return s.Clause.ID
			}
		}
	}
	return ""
}

// decided is that the clause came in, left or is worded otherwise.
func (c *causes) decided(at site) []document.Cause {
	if cause, ok := c.clauses[at.clause]; ok && at.term == "" {
		return []document.Cause{cause}
	}
	return nil
}

// looked are the answers and clauses at which the wording looks.
func (c *causes) looked(at site) []document.Cause {
	if found, ok := c.seen[at]; ok {
		return found
	}
	var found []document.Cause
	for _, side := range []Side{c.newer, c.older} {
		for _, b := range c.bodies(side, at) {
			var paths []string
			for _, path := range pathsOf(side.Library, b) {
				paths = appendNew(paths, c.roots[path]...)
			}
			found = appendNew(found, c.byPath(paths)...)
			for _, id := range clausesOf(side.Library, b) {
				if cause, ok := c.clauses[id]; ok && cause.Kind == document.ClauseCause { // in which variant it is, no text asks
					found = appendNew(found, cause)
				}
			}
		}
	}
	c.seen[at] = found
	return found
}

// referred are the clauses to which words that changed refer, that came in or
// left.
func (c *causes) referred(changed []document.Inline) []document.Cause {
	var found []document.Cause
	for _, clause := range c.targets(changed) {
		if cause, ok := c.clauses[clause]; ok {
			found = appendNew(found, cause)
		}
	}
	return found
}

// beyond are the causes of a change in the clauses to which words that changed
// refer: a list names a section that came in or left.
func (c *causes) beyond(changed []document.Inline) []document.Cause {
	var found []document.Cause
	for _, clause := range c.targets(changed) {
		found = appendNew(found, c.looked(site{clause: clause})...)
	}
	return found
}

// targets are the clauses to which words refer.
func (c *causes) targets(words []document.Inline) []string {
	var clauses []string
	eachInline(words, func(n any) {
		if r, ok := n.(*document.Reference); ok {
			for _, id := range r.Targets {
				id = strings.TrimSuffix(id, document.WholeClause)
				clauses = appendNew(clauses, cmp.Or(c.owner[id], id))
			}
		}
	})
	return clauses
}

// everywhere are the answers that change the words of a draft wherever they
// stand: the style in which it is spelt, and its currency.
func (c *causes) everywhere() []document.Cause {
	var paths []string
	for _, path := range []string{deal.StylePath, deal.CurrencyPath} {
		paths = appendNew(paths, c.roots[path]...)
	}
	return c.byPath(paths)
}

// listed are the causes of what the program compiles from all that is in the
// draft: a defined term comes in with the wordings that use it, the lists of
// schedules and of surviving provisions with the clauses in them.
func (c *causes) listed(at site) []document.Cause {
	var found []document.Cause
	for _, side := range []Side{c.newer, c.older} {
		for _, choice := range side.Draft.Choices.List {
			if !choice.Taken || choice.Variant == nil || at.term != "" && !mentions(side.Library, choice.Variant.Body, at.term) {
				continue
			}
			if cause, ok := c.clauses[choice.Clause.ID]; ok {
				found = appendNew(found, cause)
			} else if at.term != "" {
				found = appendNew(found, c.looked(site{clause: choice.Clause.ID})...)
			}
		}
	}
	if raw := (deal.Blank{}).Raw(); at.part == document.CoverPart { // the open points
		for path, cause := range c.answers {
			if cause.Old == raw || cause.New == raw {
				found = appendNew(found, c.byPath([]string{path})...)
			}
		}
		slices.SortFunc(found, func(a, b document.Cause) int { return strings.Compare(a.Path, b.Path) })
	}
	if found == nil && at.term != "" { // a term that another term needs
		for _, m := range c.moved {
			found = appendNew(found, c.clauses[m.ID])
		}
		for _, p := range c.newer.Library.Schema.Parameters {
			found = appendNew(found, c.byPath([]string{p.Path})...)
		}
	}
	return found
}

// byPath are the causes of answers.
func (c *causes) byPath(paths []string) []document.Cause {
	var found []document.Cause
	for _, path := range paths {
		if cause, ok := c.answers[path]; ok {
			found = append(found, cause)
		}
	}
	return found
}

// terms lists the answers that differ, with the sections that changed because
// of each.
func (c *causes) terms(changes []Change) []Term {
	reached := map[string][]string{}
	for _, change := range changes {
		for _, cause := range change.Causes {
			paths := []string{cause.Path}
			if _, ok := c.answers[cause.Path]; !ok {
				paths = c.roots[cause.Path]
			}
			for _, path := range paths {
				reached[path] = appendNew(reached[path], change.Section)
			}
		}
	}
	list := []Term{}
	if !whole(c.older, c.newer) {
		return list
	}
	for _, p := range c.newer.Library.Schema.Parameters {
		if cause, ok := c.answers[p.Path]; ok {
			list = append(list, Term{Path: p.Path, Old: cause.Old, New: cause.New, Reaches: append([]string{}, reached[p.Path]...)})
		}
	}
	return list
}
