package condition

import (
	"fmt"
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/deal"
	"clausewright/internal/language"
)

// Scope is where an expression stands.
type Scope struct {
	Body *language.Body
	Loop parse.Pos // of the innermost loop; ofRow in a text of a rule or a date that looks at rows; 0 where dot is all answers
}

// ScopeOf is where a text begins.
func ScopeOf(b *language.Body) Scope {
	if b.OfRow() {
		return Scope{Body: b, Loop: ofRow}
	}
	return Scope{Body: b}
}

// ofRow stands for the loop over the rows that a rule or a date looks at.
const ofRow = 1

// Of is the condition of a clause, a variant, a schedule, a row of the key terms, a
// rule or a date. A body that is not there always holds.
func Of(b *language.Body) Expr {
	if b == nil {
		return All{}
	}
	return b.Once(entire{}, func() any {
		if pipe := b.Expression(); pipe != nil {
			return Read(pipe, ScopeOf(b))
		}
		return Opaque{Key: b.Text(), Text: b.Text()}
	}).(Expr)
}

// entire is the key of the condition that a whole text states.
type entire struct{}

// Read is the condition that a pipeline states.
func Read(p *parse.PipeNode, in Scope) Expr { return in.truth(p) }

// truth is the condition that an operand counts as true.
func (in Scope) truth(n parse.Node) Expr {
	o := in.operand(n)
	switch {
	case o.Constant != nil:
		return constant(deal.Truth(o.Constant))
	case o.Path != "":
		return Truth{o.Path}
	}
	if name, args := callOf(n); name != "" {
		if e := in.call(name, args); e != nil {
			return e
		}
	}
	return in.opaque(o, "")
}

func constant(holds bool) Expr {
	if holds {
		return All{}
	}
	return Any{}
}

func (in Scope) opaque(o Operand, within string) Expr {
	return Opaque{Key: o.Text + o.Local, Text: o.Text, Within: within}
}

// call is the condition that a call of a function states; nil for one of
// which nothing is known but its text.
func (in Scope) call(name string, args []parse.Node) Expr {
	switch {
	case name == "and" && len(args) > 0:
		return All(in.truths(args))
	case name == "or" && len(args) > 0:
		return Any(in.truths(args))
	case (name == "not" || name == "empty") && len(args) == 1:
		return Not{in.truth(args[0])}
	case (name == "has" || name == "short") && len(args) == 1:
		if id, ok := in.operand(args[0]).Constant.(string); ok && name == "has" {
			return Has{id}
		} else if ok {
			return Short{id}
		}
	case name == "provides" && len(args) > 0 && len(args) <= 2:
		return in.provides(args)
	case name == "given" && len(args) == 1:
		if path, ok := in.operand(args[0]).Constant.(string); ok {
			return Given{path}
		}
	case name == "eq" && len(args) == 2, flipped[Op(name)] != "" && name != "eq" && len(args) == 2:
		return in.compare(Op(name), args[0], args[1])
	case name == "eq" && len(args) > 2:
		var either Any
		for _, other := range args[1:] {
			either = append(either, in.compare(Equal, args[0], other))
		}
		return either
	case (name == "includes" || name == "touches" || name == "rows") && len(args) > 1:
		return in.search(name, args)
	}
	return nil
}

// provides is the condition that a promise is kept, where its name and that of
// the clause are words.
func (in Scope) provides(args []parse.Node) Expr {
	var names [2]string
	for i, arg := range args {
		name, ok := in.operand(arg).Constant.(string)
		if !ok {
			return nil
		}
		names[i] = name
	}
	return Provides{names[0], names[1]}
}

func (in Scope) truths(args []parse.Node) []Expr {
	list := make([]Expr, len(args))
	for i, arg := range args {
		list[i] = in.truth(arg)
	}
	return list
}

func (in Scope) compare(op Op, a, b parse.Node) Expr {
	c := Compare{in.operand(a), op, in.operand(b)}
	if c.Left.Constant != nil && c.Right.Constant == nil {
		c = Compare{c.Right, flipped[op], c.Left}
		a = b
	}
	if c.Left.Constant != nil {
		if holds, err := language.Holds(string(op), c.Left.Constant, c.Right.Constant); err == nil {
			return constant(holds)
		}
	}
	if of := in.counted(c, a); of != "" {
		return All{Truth{of}, c}
	}
	return c
}

// counted is the list of which a comparison says that it has more than so many
// entries, which is a list that has any; "" if it says nothing of the kind.
func (in Scope) counted(c Compare, left parse.Node) string {
	name, args := callOf(left)
	least, whole := c.Right.Constant.(int)
	if name == "len" && len(args) == 1 && whole && (c.Op == More && least >= 0 || c.Op == AtLeast && least > 0) {
		return in.operand(args[0]).Path
	}
	return ""
}

// search is the condition that something is found in a list or table.
func (in Scope) search(name string, args []parse.Node) Expr {
	list, word := in.operand(args[0]), in.operand(args[len(args)-1])
	if list.Path == "" {
		return nil
	}
	if text, ok := word.Constant.(string); ok && name == "includes" && len(args) == 2 {
		return Includes{list.Path, text}
	}
	return in.opaque(Operand{Text: name + " " + in.texts(args), Local: in.locals(args)}, list.Path)
}

// operand is what an argument says by itself.
func (in Scope) operand(n parse.Node) Operand {
	switch n := n.(type) {
	case *parse.StringNode:
		return Operand{Constant: n.Text, Text: n.String()}
	case *parse.BoolNode:
		return Operand{Constant: n.True, Text: n.String()}
	case *parse.NumberNode:
		if n.IsInt {
			return Operand{Constant: int(n.Int64), Text: n.Text}
		}
		return Operand{Constant: n.Text, Text: n.Text} // as a draft hands it over
	case *parse.PipeNode:
		if words := commandOf(n); len(words) == 1 {
			return in.operand(words[0])
		}
	}
	return Operand{Path: in.Path(n), Text: in.text(n), Local: in.local(n)}
}

// Path is the path of the question or group that a node names in full; "" if
// it names none.
func (in Scope) Path(n parse.Node) string {
	switch n := n.(type) {
	case *parse.FieldNode:
		if in.Loop == 0 {
			return strings.Join(n.Ident, ".")
		}
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return strings.Join(n.Ident[1:], ".")
		}
	case *parse.PipeNode:
		if len(n.Cmds) == 1 && len(n.Cmds[0].Args) == 1 {
			return in.Path(n.Cmds[0].Args[0])
		}
	}
	return ""
}

// callOf is the function that an expression calls last, with its arguments:
// the outcome of the command before is the last of them. name is "" if it
// calls none.
func callOf(n parse.Node) (name string, args []parse.Node) {
	switch n := n.(type) {
	case *parse.IdentifierNode:
		return n.Ident, nil
	case *parse.PipeNode:
		words := commandOf(n)
		if len(words) == 1 {
			return callOf(words[0])
		}
		if function, ok := words[0].(*parse.IdentifierNode); ok {
			return function.Ident, words[1:]
		}
	}
	return "", nil
}

// commandOf is the last command of a pipeline, with the commands before it as
// its last word.
func commandOf(p *parse.PipeNode) []parse.Node {
	last := len(p.Cmds) - 1
	if last == 0 {
		return p.Cmds[0].Args
	}
	before := &parse.PipeNode{NodeType: parse.NodePipe, Pos: p.Pos, Cmds: p.Cmds[:last]}
	return append(slices.Clone(p.Cmds[last].Args), before)
}

// text writes an expression in one way, whether it names an answer by . or by
// $, and whether it calls a function in a pipeline or in brackets.
func (in Scope) text(n parse.Node) string {
	if path := in.Path(n); path != "" {
		return "." + path
	}
	switch n := n.(type) {
	case *parse.PipeNode:
		words := commandOf(n)
		if len(words) == 1 {
			return in.text(words[0])
		}
		return "(" + in.texts(words) + ")"
	case *parse.ChainNode:
		return in.text(n.Node) + "." + strings.Join(n.Field, ".")
	}
	return n.String()
}

func (in Scope) texts(args []parse.Node) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = in.text(a)
	}
	return strings.Join(parts, " ")
}

// local sets an expression that names a row or a variable apart from the same
// words in another place.
func (in Scope) local(n parse.Node) string {
	switch n := n.(type) {
	case *parse.DotNode, *parse.FieldNode:
		if in.Loop > 0 {
			return fmt.Sprintf(" @%s:%d", in.Body.File, in.Loop)
		}
	case *parse.VariableNode:
		if n.Ident[0] != "$" {
			return fmt.Sprintf(" @%s:%d", in.Body.File, n.Pos)
		}
	case *parse.ChainNode:
		return in.local(n.Node)
	case *parse.PipeNode:
		text := ""
		for _, c := range n.Cmds {
			text += in.locals(c.Args)
		}
		return text
	}
	return ""
}

func (in Scope) locals(args []parse.Node) string {
	text := ""
	for _, a := range args {
		text += in.local(a)
	}
	return text
}
