package lint

import (
	"maps"
	"math/bits"
	"slices"
)

// Conditions are formulas over variables that each have one of a few values:
// the words of a choice, given or not, and so on. Whether a formula can hold is
// found by search, not by trying samples.

// set is a set of the values of one variable.
type set uint64

// maxValues is how many values a variable can have.
const maxValues = 64

// variable is one thing that a deal decides.
type variable struct {
	name   string
	values []string // how a witness calls them; the phrase is name and value
	full   set
	path   string // of the parameter or group, if it is about one
	given  bool   // about whether path is given, not about its answer
	unsure bool   // it stands for something that the library misnames: nothing can be concluded from it
}

// operator tells what a formula is.
type operator int

const (
	opTrue operator = iota
	opFalse
	opIs // the variable has a value of the set
	opAnd
	opOr
)

// formula is a condition in negation normal form. The zero formula holds always.
type formula struct {
	op   operator
	of   *variable
	in   set
	args []*formula
}

var (
	always = &formula{op: opTrue}
	never  = &formula{op: opFalse}
)

// is holds if the variable has one of the values.
func is(v *variable, in set) *formula {
	switch in &= v.full; in {
	case 0:
		return never
	case v.full:
		return always
	}
	return &formula{op: opIs, of: v, in: in}
}

func all(args ...*formula) *formula { return join(opAnd, opTrue, opFalse, args) }

func either(args ...*formula) *formula { return join(opOr, opFalse, opTrue, args) }

func join(op, unit, zero operator, args []*formula) *formula {
	var kept []*formula
	for _, a := range args {
		switch a.op {
		case unit:
		case zero:
			return a
		case op:
			kept = append(kept, a.args...)
		default:
			kept = append(kept, a)
		}
	}
	kept = merge(op, kept)
	switch len(kept) {
	case 0:
		return &formula{op: unit}
	case 1:
		return kept[0]
	}
	return &formula{op: op, args: kept}
}

// merge makes one of the members about one variable and drops repeats.
func merge(op operator, args []*formula) []*formula {
	about, seen := map[*variable]int{}, map[*formula]bool{}
	var merged []*formula
	for _, f := range args {
		if seen[f] {
			continue
		}
		seen[f] = true
		at, ok := about[f.of]
		switch {
		case f.op != opIs:
			merged = append(merged, f)
		case !ok:
			about[f.of] = len(merged)
			merged = append(merged, f)
		case op == opAnd:
			merged[at] = is(f.of, merged[at].in&f.in)
		default:
			merged[at] = is(f.of, merged[at].in|f.in)
		}
		if ok && merged[at].op != opIs { // it decides the whole
			return merged[at : at+1]
		}
	}
	return merged
}

// not holds if f does not.
func not(f *formula) *formula {
	switch f.op {
	case opTrue:
		return never
	case opFalse:
		return always
	case opIs:
		return is(f.of, f.of.full&^f.in)
	}
	args := make([]*formula, len(f.args))
	for i, a := range f.args {
		args[i] = not(a)
	}
	if f.op == opAnd {
		return either(args...)
	}
	return all(args...)
}

func implies(a, b *formula) *formula { return either(not(a), b) }

// variables lists the variables of formulas, each once, in order of mention.
func variables(formulas ...*formula) []*variable {
	var list []*variable
	seen := map[*variable]bool{}
	var visit func(f *formula)
	visit = func(f *formula) {
		if f.op == opIs && !seen[f.of] {
			seen[f.of] = true
			list = append(list, f.of)
		}
		for _, a := range f.args {
			visit(a)
		}
	}
	for _, f := range formulas {
		visit(f)
	}
	return list
}

// assignment tells which values each variable can still have; one that is not
// in it can have all.
type assignment map[*variable]set

// maxSearch bounds the work of one search. A formula that takes more counts as
// one that cannot hold: no alarm is better than a false one.
const maxSearch = 20000

// search looks for values under which all formulas hold; nil if there are none.
func search(formulas ...*formula) assignment {
	s := searcher{left: maxSearch}
	return s.solve(assignment{}, formulas)
}

type searcher struct{ left int }

func (s *searcher) solve(known assignment, todo []*formula) assignment {
	var choices []*formula
	for changed := true; changed; {
		changed = false
		rest := append(choices, todo...)
		choices, todo = nil, nil
		for len(rest) > 0 {
			f := rest[len(rest)-1]
			rest = rest[:len(rest)-1]
			if s.left--; s.left < 0 {
				return nil
			}
			switch f.op {
			case opTrue:
			case opFalse:
				return nil
			case opAnd:
				rest = append(rest, f.args...)
			case opIs:
				before := known.of(f.of)
				now := before & f.in
				if now == 0 {
					return nil
				}
				if now != before {
					known[f.of] = now
					changed = true
				}
			case opOr:
				open := known.reduce(f)
				switch open.op {
				case opOr:
					choices = append(choices, open)
				default:
					rest = append(rest, open)
				}
			}
		}
	}
	if len(choices) == 0 {
		return known
	}
	least := 0
	for i, c := range choices {
		if len(c.args) < len(choices[least].args) {
			least = i
		}
	}
	chosen := choices[least]
	others := slices.Delete(slices.Clone(choices), least, least+1)
	for _, arg := range chosen.args {
		if found := s.solve(maps.Clone(known), append(slices.Clone(others), arg)); found != nil {
			return found
		}
	}
	return nil
}

func (a assignment) of(v *variable) set {
	if in, ok := a[v]; ok {
		return in
	}
	return v.full
}

// reduce drops the members of an or that cannot hold any more; it is always if
// one holds already.
func (a assignment) reduce(f *formula) *formula {
	var open []*formula
	for _, arg := range f.args {
		if arg.op == opIs {
			in := a.of(arg.of)
			if in&arg.in == 0 {
				continue
			}
			if in&^arg.in == 0 {
				return always
			}
		}
		open = append(open, arg)
	}
	if len(open) == len(f.args) {
		return f
	}
	return either(open...)
}

// count is the number of values in a set.
func (s set) count() int { return bits.OnesCount64(uint64(s)) }
