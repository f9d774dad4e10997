package logic

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// holdsFor reports whether a formula holds for one value of each variable.
func holdsFor(f *Formula, values map[*Variable]Set) bool {
	switch f.op {
	case opTrue:
		return true
	case opFalse:
		return false
	case opIs:
		return values[f.of]&f.in != 0
	}
	for _, a := range f.args {
		if holdsFor(a, values) != (f.op == opAnd) {
			return f.op == opOr
		}
	}
	return f.op == opAnd
}

// TestSearch: a search finds values exactly if there are some, and those that
// it finds make the formula hold, however the open ones are chosen.
func TestSearch(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var vars []*Variable
		for i := range 4 {
			v := &Variable{name: fmt.Sprint("v", i)}
			for n := range rapid.IntRange(2, 4).Draw(rt, "values") {
				v.add(fmt.Sprint(n))
			}
			vars = append(vars, v)
		}
		var draw func(depth int) *Formula
		draw = func(depth int) *Formula {
			if depth == 0 || rapid.IntRange(0, 3).Draw(rt, "leaf") == 0 {
				v := rapid.SampledFrom(vars).Draw(rt, "variable")
				return among(v, Set(rapid.Uint64Range(0, uint64(v.full)).Draw(rt, "in")))
			}
			var args []*Formula
			for range rapid.IntRange(1, 4).Draw(rt, "members") {
				args = append(args, draw(depth-1))
			}
			switch rapid.IntRange(0, 3).Draw(rt, "operator") {
			case 0:
				return All(args...)
			case 1:
				return Any(args...)
			case 2:
				return Not(All(args...))
			}
			return implies(args[0], Any(args...))
		}
		f := draw(4)
		found, _ := search(f)
		some := false
		var try func(i int, values map[*Variable]Set)
		try = func(i int, values map[*Variable]Set) {
			if i < len(vars) {
				for n := range vars[i].values {
					values[vars[i]] = 1 << n
					try(i+1, values)
				}
				return
			}
			holds := holdsFor(f, values)
			if holds == holdsFor(Not(f), values) {
				rt.Fatalf("a formula and its opposite both hold or both fail")
			}
			some = some || holds
			within := found != nil
			for _, v := range vars {
				within = within && found.of(v)&values[v] != 0
			}
			if within && !holds {
				rt.Fatalf("%v is found, but the formula fails for %v", found, values)
			}
		}
		try(0, map[*Variable]Set{})
		if some != (found != nil) {
			rt.Fatalf("there are values: %v; found %v", some, found)
		}
	})
}
