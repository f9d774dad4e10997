package logic

import (
	"slices"
	"strconv"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
)

// Formula is the formula of a condition.
func (w *Drafts) Formula(e condition.Expr) *Formula {
	switch e := e.(type) {
	case condition.All:
		return All(w.formulas(e)...)
	case condition.Any:
		return Any(w.formulas(e)...)
	case condition.Not:
		return Not(w.Formula(e.Of))
	case condition.Has:
		return w.In(e.Clause)
	case condition.Short:
		return w.said(e)
	case condition.Provides:
		return w.Formula(choose.Promised(w.lib, e))
	case condition.Omitted:
		return w.omitted(e.Clause)
	case condition.Wanted:
		return w.wanted(e.Clause)
	case condition.Given:
		if w.parameter(e.Path) == nil && !w.lib.Schema.HasGroup(e.Path) {
			return w.unsure("given " + e.Path)
		}
		return isTrue(w.answers.isGiven(e.Path))
	case condition.Truth:
		return w.True(e.Path)
	case condition.Compare:
		return w.compare(e)
	case condition.Includes:
		return w.includes(e)
	case condition.Opaque:
		return w.opaque(e)
	}
	return Always
}

func (w *Drafts) formulas(list []condition.Expr) []*Formula {
	formulas := make([]*Formula, len(list))
	for i, e := range list {
		formulas[i] = w.Formula(e)
	}
	return formulas
}

// parameter is the parameter at a path, or nil.
func (w *Drafts) parameter(path string) *deal.Parameter {
	p, _ := w.lib.Schema.Find(path)
	return p
}

// True holds if an answer counts as true.
func (w *Drafts) True(path string) *Formula {
	if p := w.parameter(path); p != nil {
		v := w.answers.Of(p)
		return among(v.Variable, v.truth())
	}
	if w.lib.Schema.HasGroup(path) {
		return w.opaque(condition.Opaque{Key: "." + path, Text: "." + path})
	}
	return w.unsure(path)
}

// opaque is a condition that is not looked into: the same words hold or not
// together. Nothing is found in a list left out.
func (w *Drafts) opaque(e condition.Opaque) *Formula {
	holds := isTrue(w.answers.Holds(e.Key, e.Text))
	if w.parameter(e.Within) == nil {
		return holds
	}
	return All(holds, w.True(e.Within))
}

// includes is the formula of a word in a list; one answer is a list of one.
func (w *Drafts) includes(e condition.Includes) *Formula {
	if p := w.parameter(e.Path); p != nil && !many(p.Kind) {
		if f := w.against(p, e.Word, condition.Equal); f != nil {
			return f
		}
	}
	text := "includes ." + e.Path + " " + strconv.Quote(e.Word)
	return w.opaque(condition.Opaque{Key: text, Text: text, Within: e.Path})
}

// compare is the formula of a comparison. With an answer that is open none
// holds; with one that was left out only ne.
func (w *Drafts) compare(c condition.Compare) *Formula {
	if c.Op == condition.Different {
		same := c
		same.Op = condition.Equal
		return All(Not(w.compare(same)), Not(Any(w.open(c.Left), w.open(c.Right))))
	}
	if p := w.parameter(c.Left.Path); p != nil && c.Right.Constant != nil {
		if f := w.against(p, c.Right.Word(), c.Op); f != nil {
			return f
		}
	}
	x, y, flip := c.Left, c.Right, 1
	if y.Text < x.Text {
		x, y, flip = y, x, -1
	}
	v := w.answers.order(x.Text, y.Text, x.Local+y.Local)
	var signs Set
	for i, order := range [...]int{-1, 0, +1} {
		if c.Op.Holds(flip * order) {
			signs |= 1 << i
		}
	}
	return All(among(v, signs), w.judged(x), w.judged(y))
}

// order is the variable of how two expressions compare: less, equal, more, or
// not at all.
func (a *Answers) order(x, y, local string) *Variable {
	key := "order " + x + " | " + y + local
	if v := a.other[key]; v != nil {
		return v
	}
	v := &Variable{name: x}
	v.add("less than " + y)
	v.add("equal to " + y)
	v.add("more than " + y)
	v.add("not comparable with " + y)
	a.other[key] = v
	return v
}

// against compares a parameter with a constant; nil if its values do not tell.
func (w *Drafts) against(p *deal.Parameter, word string, op condition.Op) *Formula {
	v := w.answers.Of(p)
	if v.numbers != nil {
		limit, ok := number(word)
		if !ok || !slices.ContainsFunc(w.answers.limits[p.Path], func(l deal.Value) bool { return compareValues(l, limit) == 0 }) {
			return nil
		}
		return among(v.Variable, v.compare(limit, w.answers.limits[p.Path], op.Holds))
	}
	if op != condition.Equal || many(p.Kind) {
		return nil
	}
	if _, offered := v.words[word]; !offered {
		if p.TakesText() {
			return nil // one of too many words
		}
		return w.unsure(p.Path + " is " + word) // told elsewhere
	}
	return among(v.Variable, v.words[word])
}

// open holds if an operand is an answer that is still open.
func (w *Drafts) open(o condition.Operand) *Formula {
	p := w.parameter(o.Path)
	if p == nil {
		return Never
	}
	v := w.answers.Of(p)
	return among(v.Variable, v.open)
}

// judged holds if an operand is an answer that is there to judge.
func (w *Drafts) judged(o condition.Operand) *Formula {
	p := w.parameter(o.Path)
	if p == nil {
		return Always
	}
	v := w.answers.Of(p)
	return among(v.Variable, v.full&^v.none&^v.open)
}

// Filled holds in every draft that prints an answer: a list that no deal may
// leave empty has entries.
func (w *Drafts) Filled(path string) *Formula {
	if p := w.parameter(path); p != nil {
		return w.answers.filled(p)
	}
	return Always
}

// Closed holds if an answer is not open.
func (w *Drafts) Closed(path string) *Formula {
	return Not(w.open(condition.Operand{Path: path}))
}
