package lint

import (
	"maps"
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/logic"
)

// references reports references that lead nowhere: to an id that is not in the
// library, or that under some answers is not in the draft.
func (l *linter) references(f *facts) {
	needed := f.needed()
	targets := f.targets()
	for _, r := range f.references {
		if l.unknownID(r.name, r.pos()) {
			continue
		}
		when := r.when
		if r.in != nil {
			when = logic.All(when, needed[r.in])
		}
		dangling := logic.All(when, logic.Not(f.reached(targets, r.name)))
		if found := f.Find(dangling); found != nil {
			l.once(r.pos(), diag.Error, document.DanglingReference, "the reference to %q leads nowhere %s%s", r.name, found.Witness(dangling), l.inTemplate(f.template)).
				WithHint("%s", l.guard(f, r.name))
		}
	}
}

// inTemplate names the template, if the library has several.
func (l *linter) inTemplate(t *library.Template) string {
	if len(l.lib.Templates) < 2 {
		return ""
	}
	return " (template " + t.ID + ")"
}

// guard is the hint for a reference that can dangle.
func (l *linter) guard(f *facts, id string) string {
	if l.lib.Clauses[id] != nil && f.template.Lists(id) {
		return "guard it: {{if has \"" + id + "\"}} … {{end}}"
	}
	return "guard it with the condition under which its target is printed"
}

// unknownID reports a reference to an id that nothing in the library has.
func (l *linter) unknownID(id string, pos diag.Position) bool {
	if l.allIDs[id] {
		return false
	}
	p := l.once(pos, diag.Error, library.UnknownID, "nothing in the library has the id %q", id)
	p.About = id
	if near := diag.Nearest(id, slices.Sorted(maps.Keys(l.allIDs))); near != "" {
		p.WithHint("did you mean %q?", near)
	} else {
		p.WithHint("references lead to clauses, to sections and items with an id, to articles and to schedules")
	}
	return true
}

// targets is, for each id, the condition under which a draft has it.
func (f *facts) targets() map[string]*logic.Formula {
	at := map[string]*logic.Formula{}
	add := func(id string, when *logic.Formula) { at[id] = logic.Any(orNever(at[id]), when) }
	for id, list := range f.ids {
		for _, found := range list {
			if found.in == nil {
				add(id, found.when)
			}
		}
	}
	for _, id := range f.template.Order() {
		if c := f.lib.Clauses[id]; c != nil {
			add(id, logic.All(f.Printed(id), f.printed(c)))
			for _, s := range c.Schedules { // one that the template does not list is told elsewhere
				add(s.ID, logic.All(f.brings(s), f.When(s.When)))
			}
		}
	}
	for _, a := range f.template.Articles {
		for _, id := range a.Clauses {
			add(a.ID, f.In(id))
		}
	}
	for part, shown := range map[string]bool{"cover": f.template.Cover != nil, "key-terms": len(f.template.KeyTerms) > 0, "contents": f.template.Contents} {
		if shown {
			add(part, logic.Always)
		}
	}
	return at
}

// reached is the condition under which a reference to an id leads somewhere: to
// it, or to what says the same in its place.
func (f *facts) reached(targets map[string]*logic.Formula, id string) *logic.Formula {
	at := orNever(targets[id])
	for _, instead := range f.lib.Leads(f.template, id) {
		at = logic.Any(at, orNever(targets[instead]))
	}
	return at
}

// brings holds if a draft has a place for a schedule, and the clause that brings it.
func (w *drafts) brings(s *library.Schedule) *logic.Formula {
	if slices.Contains(w.template.Schedules, s.ID) {
		return w.In(s.Clause.ID)
	}
	return w.Printed(s.Clause.ID)
}

// printed holds if a clause is in the draft with a section of its own.
func (f *facts) printed(c *library.Clause) *logic.Formula {
	if f.standsApart(c.ID) {
		return f.In(c.ID)
	}
	return orNever(f.headings[c.ID])
}

// standsApart reports whether a clause is a part of its own, outside articles.
func (f *facts) standsApart(id string) bool {
	return slices.Contains(f.template.Opening, id) || slices.Contains(f.template.Closing, id)
}

// emptyRows reports rows of the key terms that a draft can print without a
// value: those whose every word stands under a condition.
func (l *linter) emptyRows(w *drafts) {
	for _, k := range w.template.KeyTerms {
		in := logic.All(w.In(k.Clause), w.When(k.When))
		for _, u := range k.Value.Uses() {
			if u.Table == "" {
				in = logic.All(in, w.Filled(u.Path))
			}
		}
		shown := logic.Never
		w.walk(k.Value, logic.Always, visitor{
			piece: func(p language.Piece, when *logic.Formula) {
				if strings.TrimSpace(p.Text) != "" {
					shown = logic.Any(shown, when)
				}
			},
			value: func(_ *parse.PipeNode, when *logic.Formula) { shown = logic.Any(shown, when) },
		})
		empty := logic.All(in, logic.Not(shown))
		if found := w.Find(empty); found != nil {
			l.once(k.Pos, diag.Error, document.Unfinished, "the key term %q has no value %s", k.Term, found.Witness(empty)).
				WithHint("give the row a when, or the condition an else")
		}
	}
}

// duplicateIDs reports ids that two places of one draft have.
func (l *linter) duplicateIDs(f *facts) {
	taken := map[string]string{}
	for _, a := range f.template.Articles {
		taken[a.ID] = "an article"
	}
	for _, id := range f.template.Schedules {
		taken[id] = "a schedule"
	}
	for _, id := range f.template.Order() {
		if other := taken[id]; other != "" {
			l.once(f.template.Place(id), diag.Error, document.DuplicateID, "the clause %q has the id of %s", id, other)
		}
		taken[id] = "a clause"
	}
	for _, id := range slices.Sorted(maps.Keys(f.ids)) {
		list := f.ids[id]
		for i, later := range list {
			if other := taken[id]; other != "" && !l.firstSection(later, id) {
				l.once(later.pos(), diag.Error, document.DuplicateID, "%q is the id of %s", id, other)
			}
			for _, earlier := range list[:i] {
				both := logic.All(earlier.when, later.when)
				if found := f.Find(both); found != nil {
					l.once(later.pos(), diag.Error, document.DuplicateID, "the id %q stands in two places %s", id, found.Witness(both)).
						See(earlier.pos(), "the other place")
				}
			}
		}
	}
}

// firstSection reports whether a clause writes its own id at its own section.
func (l *linter) firstSection(f fact, id string) bool {
	return f.owner != nil && f.owner.ID == id
}
