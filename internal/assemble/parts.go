package assemble

import (
	"maps"
	"slices"

	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// alone is what there is where a part is assembled by itself. A whole draft has
// none: nobody asks which branches it takes.
type alone struct {
	with  map[string]bool              // clauses that are taken to be in the draft beside it
	terms map[*library.Definition]bool // the definitions to print
	taken map[library.Branch]bool      // the branches of the library that it takes
}

// take notes a branch that is taken.
func (a *alone) take(b library.Branch) {
	if a != nil {
		a.taken[b] = true
	}
}

// besides lists the clauses that are taken to be in the draft beside the part.
func (a *alone) besides() []string {
	if a == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(a.with))
}

// Part is a clause with the schedules that it brings, or the legend, cover and
// key terms of a template.
type Part struct {
	Template *library.Template
	Clause   string                // id of a clause that the template lists; "" for the template's own texts
	With     map[string]bool       // other clauses taken to be in the draft, whatever their conditions say
	Terms    []*library.Definition // the definitions to print where the clause prints definitions
	Judge    bool                  // run the rules of the clause
	Write    bool                  // write its wording
}

// Parts assembles parts of an agreement by themselves and notes which branches
// of the library they take. It is not shared between goroutines.
type Parts struct {
	lib   *library.Library
	needs map[string][]string // clause or template -> paths and groups that its texts look at
}

// NewParts prepares to assemble parts by themselves.
func NewParts(lib *library.Library) *Parts {
	return &Parts{lib, map[string][]string{}}
}

// PartDraft is what a part comes to by itself.
type PartDraft struct {
	Choice   *choose.Choice          // what became of the clause; nil for a template's own texts
	Source   *markdown.Builder       // nil where the wording itself is at fault
	Taken    map[library.Branch]bool // the branches of the library that it takes
	Missing  []choose.Missing        // answers that it needs
	Problems diag.List               // else; rules are told like any other problem, and do not keep the part from being written
}

// Run assembles a part for a deal.
func (s *Parts) Run(p Part, d *deal.Deal) *PartDraft {
	e := newEngine(s.lib, d)
	e.alone = &alone{p.With, map[*library.Definition]bool{}, map[library.Branch]bool{}}
	e.texts.Branch = func(b *language.Body, index int, yes bool) {
		e.alone.take(library.Branch{Of: b, Index: index, Yes: yes})
	}
	e.answers(s.needed(p))
	for _, t := range p.Terms {
		e.alone.terms[t] = true
	}
	e.choose(p.Template)
	e.choosing.Assume(p.With)
	out := &PartDraft{Taken: e.alone.taken}
	if p.Clause != "" {
		out.Choice = e.choosing.ChooseOne(p.Clause)
	}
	e.problems = append(e.problems, e.choosing.Problems...)
	if !e.stopped() && p.Judge {
		e.checkRules()
	}
	faults, missing := len(e.problems), len(e.choices.Missing)
	if p.Write {
		e.writePart(p, out.Choice)
	}
	if !e.problems[faults:].HasErrors() && len(e.choices.Missing) == missing {
		out.Source = &e.out
	}
	out.Missing, out.Problems = e.choices.Missing, e.problems
	return out
}

// needed lists the parameters that the texts of a part look at.
func (s *Parts) needed(p Part) []string {
	key := p.Clause
	if key == "" {
		key = "template " + p.Template.ID
	}
	if paths, ok := s.needs[key]; ok {
		return paths
	}
	paths := []string{deal.SidePath}
	lib := s.lib
	bodies := []*language.Body{p.Template.Legend}
	if c := lib.Clauses[p.Clause]; c != nil {
		bodies = append(bodies, lib.BodiesOf(c)...)
		for _, q := range c.Parameters {
			paths = append(paths, q.Path)
		}
	} else {
		bodies = append(bodies, p.Template.Bodies()...)
	}
	for _, b := range slices.Clone(bodies) {
		if b != nil {
			for _, promise := range lib.Relied(b) {
				bodies = append(bodies, promise.When)
			}
			for _, d := range lib.DatesFor(b) {
				bodies = append(bodies, d.Bodies()...)
			}
		}
	}
	for _, b := range bodies {
		if b == nil {
			continue
		}
		for _, u := range b.Uses() {
			if path := u.Question(); path != "" {
				paths = append(paths, path)
			}
		}
	}
	slices.Sort(paths)
	s.needs[key] = slices.Compact(paths)
	return s.needs[key]
}

// writePart writes what a draft would hold of the clause, or of the template.
func (e *engine) writePart(p Part, c *choose.Choice) {
	e.header(p.Template)
	if c == nil {
		e.cover(p.Template)
		e.keyTerms(p.Template)
		return
	}
	if !c.Taken {
		return
	}
	e.alone.take(library.Branch{Of: c.Variant, Yes: true})
	e.parts(p.Template.Opening)
	for _, article := range p.Template.Articles {
		e.article(article, article.Clauses)
	}
	e.parts(p.Template.Closing)
	for _, schedule := range c.Clause.Schedules {
		taken := e.holds(schedule.When)
		e.alone.take(library.Branch{Of: schedule, Yes: taken})
		if taken {
			e.schedule(schedule)
		}
	}
}
