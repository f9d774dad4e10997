// Package condition holds what a library says of answers as data: read once
// from its author's text, judged for a deal or for a part of one, stated by a
// schema, turned into a formula by lint.
package condition

import (
	"fmt"
	"slices"
	"strconv"
)

// Expr is a condition: an All, Any, Not, Given, Has, Short, Provides, Omitted,
// Wanted, Truth, Compare, Includes or Opaque. How its author spelled it makes no difference: eq .x "a",
// eq "a" .x and .x | eq "a" are one Expr.
type Expr interface{ isExpr() }

type (
	// All holds if every part does; without parts, always.
	All []Expr
	// Any holds if a part does; without parts, never.
	Any []Expr
	// Not holds if the condition in it does not.
	Not struct{ Of Expr }
	// Given holds if the deal answers a question, or holds the group.
	Given struct{ Path string }
	// Has holds if a clause is in the draft.
	Has struct{ Clause string }
	// Short holds if a clause is in the draft and a compound clause says it.
	Short struct{ Clause string }
	// Provides holds if a clause of the draft keeps a promise: the one named, or any.
	Provides struct{ Promise, Clause string }
	// Omitted holds if the deal leaves a clause out, whatever its condition says.
	Omitted struct{ Clause string }
	// Wanted holds if the deal wants a clause in its own wording, which the
	// template says in short or leaves out.
	Wanted struct{ Clause string }
	// Truth holds if an answer counts as true: see deal.Truth.
	Truth struct{ Path string }
	// Compare holds if two values compare as Op says. A constant stands on the
	// right. With a value that is open nothing holds, with one that was left out
	// only ne, and eq beside another that was left out.
	Compare struct {
		Left  Operand
		Op    Op
		Right Operand
	}
	// Includes holds if an entry of a list, or the one answer, is the word.
	Includes struct{ Path, Word string }
	// Opaque is anything else. Only a whole deal can tell.
	Opaque struct {
		Key    string // the same for what holds or fails together
		Text   string // the expression, in one spelling
		Within string // path of the list or table that it searches: nothing is found in one that is empty
	}
)

func (All) isExpr()      {}
func (Any) isExpr()      {}
func (Not) isExpr()      {}
func (Given) isExpr()    {}
func (Has) isExpr()      {}
func (Short) isExpr()    {}
func (Provides) isExpr() {}
func (Omitted) isExpr()  {}
func (Wanted) isExpr()   {}
func (Truth) isExpr()    {}
func (Compare) isExpr()  {}
func (Includes) isExpr() {}
func (Opaque) isExpr()   {}

// Op is the function that compares two values.
type Op string

// The comparisons.
const (
	Equal     Op = "eq"
	Different Op = "ne"
	Less      Op = "lt"
	AtMost    Op = "le"
	More      Op = "gt"
	AtLeast   Op = "ge"
)

// flipped is the comparison with its sides exchanged.
var flipped = map[Op]Op{Equal: Equal, Different: Different, Less: More, AtMost: AtLeast, More: Less, AtLeast: AtMost}

// Holds reports whether a comparison holds for a left side that is less than
// (-1), equal to (0) or more than (+1) the right one.
func (o Op) Holds(order int) bool {
	switch o {
	case Equal:
		return order == 0
	case Different:
		return order != 0
	case Less:
		return order < 0
	case AtMost:
		return order <= 0
	case More:
		return order > 0
	}
	return order >= 0
}

// Operand is one side of a comparison: an answer, a constant, or what only a
// whole deal can tell.
type Operand struct {
	Path     string // of the answer; "" if it is none
	Constant any    // a string, int or bool; nil if it is none
	Text     string // the expression, in one spelling
	Local    string // sets a row or a variable apart from the same words in another place
}

// Word is a constant as a deal file would hold it.
func (o Operand) Word() string { return fmt.Sprint(o.Constant) }

// Is holds if an answer is a word.
func Is(path, word string) Expr {
	return Compare{Operand{Path: path, Text: "." + path}, Equal, Operand{Constant: word, Text: strconv.Quote(word)}}
}

// Constants tells for each answer that a condition compares with constants
// which these are, each once.
func Constants(e Expr) map[string][]string {
	found := map[string][]string{}
	note := func(path, word string) {
		if !slices.Contains(found[path], word) {
			found[path] = append(found[path], word)
		}
	}
	Each(e, func(part Expr) {
		switch part := part.(type) {
		case Compare:
			if part.Left.Path != "" && part.Right.Constant != nil {
				note(part.Left.Path, part.Right.Word())
			}
		case Includes:
			note(part.Path, part.Word)
		}
	})
	return found
}

// Each visits the parts of which a condition is made, that are not made of others.
func Each(e Expr, visit func(Expr)) {
	switch e := e.(type) {
	case All:
		for _, part := range e {
			Each(part, visit)
		}
	case Any:
		for _, part := range e {
			Each(part, visit)
		}
	case Not:
		Each(e.Of, visit)
	default:
		visit(e)
	}
}
