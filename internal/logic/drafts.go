package logic

import (
	"fmt"
	"slices"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// Drafts is all drafts that one template can make: which clauses and variants
// are in them under which answers.
type Drafts struct {
	lib      *library.Library
	template *library.Template
	answers  *Answers
	problems *diag.List
	free     bool // a deal may also leave out any clause and name any variant
	part     bool // clause is in, and each of the others may be
	clause   string

	taken    map[string]*Formula // by clause
	deciding []string
	variants map[string]*Variable // by clause: which variant is taken
	known    map[*Variable]*variableLaws
}

func NewDrafts(l *library.Library, t *library.Template, a *Answers, problems *diag.List, free bool) *Drafts {
	return &Drafts{
		lib: l, template: t, answers: a, problems: problems, free: free,
		taken: map[string]*Formula{}, variants: map[string]*Variable{}, known: map[*Variable]*variableLaws{},
	}
}

// NewPart is the drafts that hold one clause, with or without each of the
// others, or that are about the own texts of a template, if clause is "".
func NewPart(l *library.Library, a *Answers, clause string) *Drafts {
	w := NewDrafts(l, nil, a, nil, false)
	w.part, w.clause = true, clause
	return w
}

// In holds if a clause is in the draft.
func (w *Drafts) In(id string) *Formula {
	c := w.lib.Clauses[id]
	if w.part && c != nil {
		switch {
		case id == w.clause:
			return Always
		case w.standsFor(id):
			return w.When(c.When)
		}
		return isTrue(w.answers.Holds("in "+id, "with "+id))
	}
	if c == nil || w.free && !w.listed(id) {
		return w.unsure("in " + id) // told elsewhere
	}
	if f := w.taken[id]; f != nil {
		return f
	}
	if slices.Contains(w.deciding, id) {
		w.problems.Errorf(c.When.Start(), "circular-condition", "whether clause %q is in a draft depends on itself", id).
			WithHint("take has %q out of the condition", w.deciding[len(w.deciding)-1])
		return w.unsure("in " + id)
	}
	w.deciding = append(w.deciding, id)
	f := w.Formula(choose.Enters(w.lib, w.template, id))
	if slices.ContainsFunc(c.StandsFor, func(s *library.StandIn) bool { return w.lib.Clauses[s.For] == nil }) {
		f = Any(f, w.unsure("in "+id)) // it may say that one
	}
	w.deciding = w.deciding[:len(w.deciding)-1]
	w.taken[id] = f
	return f
}

// unsure is a condition about something that the library misnames.
func (w *Drafts) unsure(key string) *Formula {
	v := w.answers.Holds(key, key)
	v.unsure = true
	return isTrue(v)
}

// listed reports whether some template has a place for a clause.
func (w *Drafts) listed(id string) bool {
	for _, t := range w.lib.Templates {
		if t.Lists(id) {
			return true
		}
	}
	return false
}

// When is the formula of a condition of clause.yaml; none holds always.
func (w *Drafts) When(b *language.Body) *Formula { return w.Formula(condition.Of(b)) }

// omitted holds if a deal leaves a clause out by name.
func (w *Drafts) omitted(id string) *Formula {
	if !w.free {
		return Never
	}
	return isTrue(w.answers.Holds("omit "+id, fmt.Sprintf("%q is omitted", id)))
}

// wanted holds if a deal wants a clause in its own words.
func (w *Drafts) wanted(id string) *Formula {
	if !w.free {
		return Never
	}
	return isTrue(w.answers.Holds("wanted "+id, fmt.Sprintf("%q is wanted in full", id)))
}

// said holds if a compound clause says another.
func (w *Drafts) said(s condition.Short) *Formula {
	switch {
	case w.part:
		return w.In(s.Clause)
	case w.lib.Clauses[s.Clause] == nil:
		return w.unsure("short " + s.Clause)
	}
	return w.Formula(choose.Said(w.template, s))
}

// standsFor reports whether the clause of a part stands for another.
func (w *Drafts) standsFor(id string) bool {
	c := w.lib.Clauses[w.clause]
	return c != nil && slices.ContainsFunc(c.StandsFor, func(s *library.StandIn) bool { return s.For == id })
}

// Printed holds if a clause is in the draft in its own words.
func (w *Drafts) Printed(id string) *Formula {
	if w.part || w.template.StandIn(id) == nil {
		return w.In(id)
	}
	return All(w.In(id), w.wanted(id))
}

// Chosen holds if the i-th variant of a clause is taken: the first whose
// condition holds, else any of those without one, because a deal may name it.
func (w *Drafts) Chosen(c *library.Clause, i int) *Formula {
	if w.free {
		return w.variant(c, i)
	}
	var before []*Formula
	for _, way := range choose.Ways(w.lib, c) {
		switch {
		case way.When == nil:
		case way.Variant == c.Variants[i]:
			return All(append(before, w.Formula(way.If))...)
		default:
			before = append(before, Not(w.Formula(way.If)))
		}
	}
	return All(append(before, w.variant(c, i))...)
}

// variant holds if the i-th variant is the one that the deal or the drafting
// side takes where no condition decides.
func (w *Drafts) variant(c *library.Clause, i int) *Formula {
	v := w.variants[c.ID]
	if v == nil {
		v = &Variable{name: fmt.Sprintf("the variant of %q", c.ID)}
		for _, variant := range c.Variants[:min(len(c.Variants), maxValues)] {
			v.add(variant.Name)
		}
		for n, variant := range c.Variants[:len(v.values)] {
			if variant.When != nil && !w.free {
				v.full &^= 1 << n
			}
		}
		w.variants[c.ID] = v
	}
	if i >= maxValues {
		return w.unsure(fmt.Sprintf("the variant %q of %q", c.Variants[i].Name, c.ID))
	}
	return among(v, 1<<i)
}

// Find looks for a deal in which f holds; nil if there is none, or if nobody can
// tell because the library misnames something.
func (w *Drafts) Find(f *Formula) Assignment {
	found, _ := w.find(f)
	return found
}

// Possible reports whether a formula holds for some deal, as far as one can tell.
func (w *Drafts) Possible(f *Formula) bool {
	found, sure := w.find(f)
	return found != nil || !sure
}

// find looks for a deal in which f holds. It is not sure that there is none if
// the library misnames something, or if the search takes too long.
func (w *Drafts) find(f *Formula) (found Assignment, sure bool) {
	if f.op == opTrue {
		return Assignment{}, true
	}
	if f.op == opFalse {
		return nil, true
	}
	todo := variablesOf(f)
	if slices.ContainsFunc(todo, func(v *Variable) bool { return v.unsure }) {
		return nil, false
	}
	laws := []*Formula{f}
	seen := map[*Variable]bool{}
	for len(todo) > 0 {
		v := todo[0]
		todo = todo[1:]
		if seen[v] {
			continue
		}
		seen[v] = true
		about := w.laws(v)
		laws = append(laws, about.laws...)
		todo = append(todo, about.others...)
	}
	return search(laws...)
}

// variableLaws is what holds of a variable in every draft, and the other variables
// that it has to do with.
type variableLaws struct {
	laws   []*Formula
	others []*Variable
}

// laws are what holds of a variable in every draft: a question that must be
// answered is answered if its clause is in.
func (w *Drafts) laws(v *Variable) *variableLaws {
	if known := w.known[v]; known != nil {
		return known
	}
	found := &variableLaws{laws: w.answers.lawsOf(v)}
	p, ok := w.lib.Schema.Find(v.path)
	if ok && !p.Optional {
		value := w.answers.Of(p)
		found.laws = append(found.laws, implies(w.asks(p), among(value.Variable, value.full&^value.none)))
	}
	if ok {
		found.laws = append(found.laws, w.answers.bounded(p))
	}
	if ok && w.part {
		found.laws = append(found.laws, w.answers.narrow(p))
	}
	found.others = variablesOf(found.laws...)
	w.known[v] = found
	return found
}

// asks holds if a deal must answer a question, or its default does. A case of a
// clause answers its own questions, and those of others that are never empty.
func (w *Drafts) asks(p *deal.Parameter) *Formula {
	if !w.part {
		return w.In(p.Clause)
	}
	if w.standsFor(p.Clause) {
		return w.In(p.Clause)
	}
	if p.Clause == w.clause || p.Kind == deal.KindChoice || !MayBeEmpty(p) {
		return Always
	}
	return Never
}
