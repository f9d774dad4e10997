package condition

import (
	"text/template/parse"

	"clausewright/internal/language"
)

// EachPipe visits every pipeline of a text, and every beginning of one, with
// what dot is there.
func EachPipe(b *language.Body, visit func(*parse.PipeNode, Scope)) {
	eachPipe(b.Tree(), ScopeOf(b), visit)
}

func eachPipe(n parse.Node, in Scope, visit func(*parse.PipeNode, Scope)) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, inner := range n.Nodes {
				eachPipe(inner, in, visit)
			}
		}
	case *parse.ActionNode:
		eachPipe(n.Pipe, in, visit)
	case *parse.IfNode:
		eachPipe(n.Pipe, in, visit)
		eachPipe(n.List, in, visit)
		eachPipe(n.ElseList, in, visit)
	case *parse.RangeNode:
		eachPipe(n.Pipe, in, visit)
		inner := in
		inner.Loop = n.Pos
		eachPipe(n.List, inner, visit)
		eachPipe(n.ElseList, in, visit)
	case *parse.PipeNode:
		for i, c := range n.Cmds {
			visit(&parse.PipeNode{NodeType: parse.NodePipe, Pos: n.Pos, Cmds: n.Cmds[:i+1]}, in)
			for _, arg := range c.Args {
				eachPipe(arg, in, visit)
			}
		}
	case *parse.ChainNode:
		eachPipe(n.Node, in, visit)
	}
}

// OfEntries is what a condition that holds of an entry of a list, as dot in a loop
// over it, says of the list: it has an entry that is the word.
func OfEntries(list string, e Expr) Expr {
	switch e := e.(type) {
	case All:
		return All(ofEach(list, e))
	case Any:
		return Any(ofEach(list, e))
	case Compare:
		if word, ok := e.Right.Constant.(string); ok && list != "" && e.Op == Equal && e.Left.Text == "." {
			return Includes{list, word}
		}
	}
	return All{}
}

func ofEach(list string, parts []Expr) []Expr {
	said := make([]Expr, len(parts))
	for i, part := range parts {
		said[i] = OfEntries(list, part)
	}
	return said
}

// Printed is the word of a pipeline whose value it prints; nil if it calculates.
// Functions may stand one in the other: {{capital (the .law)}}.
func Printed(p *parse.PipeNode) parse.Node {
	args := p.Cmds[0].Args
	if name, ok := args[0].(*parse.IdentifierNode); ok {
		if f := language.Find(name.Ident); f != nil && (f.Prints || f.Gives == language.CellsOf) {
			for _, arg := range args[1:] {
				switch arg := arg.(type) {
				case *parse.StringNode: // words of the function, no value
				case *parse.PipeNode:
					return Printed(arg)
				default:
					return arg
				}
			}
		}
	}
	if len(p.Cmds) == 1 && len(p.Decl) == 0 && len(args) == 1 {
		return args[0]
	}
	return nil
}
