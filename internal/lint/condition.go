package lint

import (
	"slices"
	"strconv"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
)

// formula is the formula of a condition.
func (w *world) formula(e condition.Expr) *formula {
	switch e := e.(type) {
	case condition.All:
		return all(w.formulas(e)...)
	case condition.Any:
		return either(w.formulas(e)...)
	case condition.Not:
		return not(w.formula(e.Of))
	case condition.Has:
		return w.in(e.Clause)
	case condition.Omitted:
		return w.omitted(e.Clause)
	case condition.Given:
		if w.parameter(e.Path) == nil && !w.lib.Schema.HasGroup(e.Path) {
			return w.unsure("given " + e.Path)
		}
		return isTrue(w.answers.isGiven(e.Path))
	case condition.Truth:
		return w.truth(e.Path)
	case condition.Compare:
		return w.compare(e)
	case condition.Includes:
		return w.includes(e)
	case condition.Opaque:
		return w.opaque(e)
	}
	return always
}

func (w *world) formulas(list []condition.Expr) []*formula {
	formulas := make([]*formula, len(list))
	for i, e := range list {
		formulas[i] = w.formula(e)
	}
	return formulas
}

// parameter is the parameter at a path, or nil.
func (w *world) parameter(path string) *deal.Parameter {
	p, _ := w.lib.Schema.Find(path)
	return p
}

// truth holds if an answer counts as true.
func (w *world) truth(path string) *formula {
	if p := w.parameter(path); p != nil {
		v := w.answers.of(p)
		return is(v.variable, v.truth())
	}
	if w.lib.Schema.HasGroup(path) {
		return w.opaque(condition.Opaque{Key: "." + path, Text: "." + path})
	}
	return w.unsure(path)
}

// opaque is a condition that is not looked into: the same words hold or not
// together. Nothing is found in a list left out.
func (w *world) opaque(e condition.Opaque) *formula {
	holds := isTrue(w.answers.holds(e.Key, e.Text))
	if w.parameter(e.Within) == nil {
		return holds
	}
	return all(holds, w.truth(e.Within))
}

// includes is the formula of a word in a list; one answer is a list of one.
func (w *world) includes(e condition.Includes) *formula {
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
func (w *world) compare(c condition.Compare) *formula {
	if c.Op == condition.Different {
		same := c
		same.Op = condition.Equal
		return all(not(w.compare(same)), not(either(w.open(c.Left), w.open(c.Right))))
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
	var signs set
	for i, order := range [...]int{-1, 0, +1} {
		if c.Op.Holds(flip * order) {
			signs |= 1 << i
		}
	}
	return all(is(v, signs), w.judged(x), w.judged(y))
}

// order is the variable of how two expressions compare: less, equal, more, or
// not at all.
func (a *answers) order(x, y, local string) *variable {
	key := "order " + x + " | " + y + local
	if v := a.other[key]; v != nil {
		return v
	}
	v := &variable{name: x}
	v.add("less than " + y)
	v.add("equal to " + y)
	v.add("more than " + y)
	v.add("not comparable with " + y)
	a.other[key] = v
	return v
}

// against compares a parameter with a constant; nil if its values do not tell.
func (w *world) against(p *deal.Parameter, word string, op condition.Op) *formula {
	v := w.answers.of(p)
	if v.numbers != nil {
		limit, ok := number(word)
		if !ok || !slices.ContainsFunc(w.answers.limits[p.Path], func(l deal.Value) bool { return order(l, limit) == 0 }) {
			return nil
		}
		return is(v.variable, v.compare(limit, w.answers.limits[p.Path], op.Holds))
	}
	if op != condition.Equal || many(p.Kind) {
		return nil
	}
	if _, offered := v.words[word]; !offered {
		if textual(p) {
			return nil // one of too many words
		}
		return w.unsure(p.Path + " is " + word) // told elsewhere
	}
	return is(v.variable, v.words[word])
}

// open holds if an operand is an answer that is still open.
func (w *world) open(o condition.Operand) *formula {
	p := w.parameter(o.Path)
	if p == nil {
		return never
	}
	v := w.answers.of(p)
	return is(v.variable, v.open)
}

// judged holds if an operand is an answer that is there to judge.
func (w *world) judged(o condition.Operand) *formula {
	p := w.parameter(o.Path)
	if p == nil {
		return always
	}
	v := w.answers.of(p)
	return is(v.variable, v.full&^v.none&^v.open)
}
