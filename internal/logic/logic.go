// Package logic finds out whether there are answers under which a condition
// holds. Conditions become formulas over variables that each have one of a few
// values: the words of a choice, given or not, and so on. Whether a formula can
// hold is found by search, not by trying samples.
package logic

import (
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"strings"
)

// Set is a set of the values of one variable.
type Set uint64

// maxValues is how many values a variable can have.
const maxValues = 64

// Variable is one thing that a deal decides.
type Variable struct {
	name   string
	values []string // how a witness calls them; the phrase is name and value
	full   Set
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

// Formula is a condition in negation normal form. The zero Formula holds Always.
type Formula struct {
	op   operator
	of   *Variable
	in   Set
	args []*Formula
}

// IsAlways reports whether a formula says nothing.
func (f *Formula) IsAlways() bool { return f.op == opTrue }

// What always and what never holds.
var (
	Always = &Formula{op: opTrue}
	Never  = &Formula{op: opFalse}
)

// among holds if the variable has one of the values.
func among(v *Variable, in Set) *Formula {
	switch in &= v.full; in {
	case 0:
		return Never
	case v.full:
		return Always
	}
	return &Formula{op: opIs, of: v, in: in}
}

func All(args ...*Formula) *Formula { return join(opAnd, opTrue, opFalse, args) }

func Any(args ...*Formula) *Formula { return join(opOr, opFalse, opTrue, args) }

func join(op, unit, zero operator, args []*Formula) *Formula {
	var kept []*Formula
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
		return &Formula{op: unit}
	case 1:
		return kept[0]
	}
	return &Formula{op: op, args: kept}
}

// merge makes one of the members about one variable and drops repeats.
func merge(op operator, args []*Formula) []*Formula {
	about, seen := map[*Variable]int{}, map[*Formula]bool{}
	var merged []*Formula
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
			merged[at] = among(f.of, merged[at].in&f.in)
		default:
			merged[at] = among(f.of, merged[at].in|f.in)
		}
		if ok && merged[at].op != opIs { // it decides the whole
			return merged[at : at+1]
		}
	}
	return merged
}

// Not holds if f does not.
func Not(f *Formula) *Formula {
	switch f.op {
	case opTrue:
		return Never
	case opFalse:
		return Always
	case opIs:
		return among(f.of, f.of.full&^f.in)
	}
	args := make([]*Formula, len(f.args))
	for i, a := range f.args {
		args[i] = Not(a)
	}
	if f.op == opAnd {
		return Any(args...)
	}
	return All(args...)
}

func implies(a, b *Formula) *Formula { return Any(Not(a), b) }

// variablesOf lists the variables of formulas, each once, in order of mention.
func variablesOf(formulas ...*Formula) []*Variable {
	var list []*Variable
	seen := map[*Variable]bool{}
	var visit func(f *Formula)
	visit = func(f *Formula) {
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

// Assignment tells which values each variable can still have; one that is not
// in it can have all.
type Assignment map[*Variable]Set

// maxSearch bounds the work of one search. A formula that takes more counts as
// one that cannot hold: no alarm is better than a false one.
const maxSearch = 20000

// search looks for values under which all formulas hold; nil if there are none.
// It is not sure of that if it gave up.
func search(formulas ...*Formula) (found Assignment, sure bool) {
	s := searcher{left: maxSearch}
	found = s.solve(Assignment{}, formulas)
	return found, s.left >= 0
}

type searcher struct{ left int }

func (s *searcher) solve(known Assignment, todo []*Formula) Assignment {
	var choices []*Formula
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

func (a Assignment) of(v *Variable) Set {
	if in, ok := a[v]; ok {
		return in
	}
	return v.full
}

// reduce drops the members of an or that cannot hold any more; it is always if
// one holds already.
func (a Assignment) reduce(f *Formula) *Formula {
	var open []*Formula
	for _, arg := range f.args {
		if arg.op == opIs {
			in := a.of(arg.of)
			if in&arg.in == 0 {
				continue
			}
			if in&^arg.in == 0 {
				return Always
			}
		}
		open = append(open, arg)
	}
	if len(open) == len(f.args) {
		return f
	}
	return Any(open...)
}

// count is the number of values in a set.
func (s Set) count() int { return bits.OnesCount64(uint64(s)) }

// Witness tells, in words, the answers under which f holds: those of the
// variables that f names.
func (found Assignment) Witness(f *Formula) string {
	var parts []string
	for _, v := range variablesOf(f) {
		in := found.of(v)
		if in == v.full {
			continue
		}
		parts = append(parts, v.phrase(in))
	}
	if len(parts) == 0 {
		return "in every draft"
	}
	slices.Sort(parts)
	return "if " + strings.Join(parts, " and ")
}

// phrase says that the variable has one of the values.
func (v *Variable) phrase(in Set) string {
	if v.path == "" && len(v.values) == 2 && v.values[1] == "true" {
		if in == 1 {
			return "not " + v.name
		}
		return v.name
	}
	if out := v.full &^ in; out.count() < in.count() {
		return fmt.Sprintf("%s is not %s", v.name, v.list(out))
	}
	return fmt.Sprintf("%s is %s", v.name, v.list(in))
}

func (v *Variable) list(in Set) string {
	var words []string
	for i, word := range v.values {
		if in&(1<<i) != 0 {
			words = append(words, word)
		}
	}
	return strings.Join(words, " or ")
}
