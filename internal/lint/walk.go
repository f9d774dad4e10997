package lint

import (
	"strconv"
	"text/template/parse"

	"clausewright/internal/library"
)

// visitor is told what stands in a text, with the condition under which it is
// printed. Its functions may be nil.
type visitor struct {
	piece  func(p library.Piece, when *formula)
	call   func(c *parse.CommandNode, name string, when *formula)
	branch func(n *parse.IfNode, when, condition *formula)
}

// walk visits a text that is run if when holds.
func (w *world) walk(b *library.Body, when *formula, visit visitor) {
	t := walker{w, b, visit}
	t.list(b.Tree().Root, scope{body: b}, when)
}

type walker struct {
	*world
	body  *library.Body
	visit visitor
}

func (t *walker) list(list *parse.ListNode, in scope, when *formula) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if literal, ok := literalOf(t.body, n); ok {
				t.literal(literal, when)
			}
			t.pipe(n.Pipe, when)
		case *parse.IfNode:
			t.pipe(n.Pipe, when)
			condition := t.condition(n.Pipe, in)
			if t.visit.branch != nil {
				t.visit.branch(n, when, condition)
			}
			t.list(n.List, in, all(when, condition))
			t.list(n.ElseList, in, all(when, not(condition)))
		case *parse.RangeNode:
			t.pipe(n.Pipe, when)
			entries := t.condition(n.Pipe, in)
			inner := in
			inner.loop = n.Pos
			t.list(n.List, inner, all(when, entries))
			t.list(n.ElseList, in, all(when, not(entries)))
		}
	}
}

func (t *walker) literal(l library.Literal, when *formula) {
	if t.visit.piece == nil {
		return
	}
	for _, p := range l {
		t.visit.piece(p, when)
	}
}

// pipe visits the calls of a pipeline.
func (t *walker) pipe(p *parse.PipeNode, when *formula) {
	if t.visit.call == nil {
		return
	}
	for _, c := range p.Cmds {
		if id, ok := c.Args[0].(*parse.IdentifierNode); ok {
			t.visit.call(c, id.Ident, when)
		}
		for _, arg := range c.Args {
			if inner, ok := arg.(*parse.PipeNode); ok {
				t.pipe(inner, when)
			}
		}
	}
}

// literalOf is the literal text that an action writes, if the library made the
// action of literal text.
func literalOf(b *library.Body, n *parse.ActionNode) (library.Literal, bool) {
	c := n.Pipe.Cmds[0]
	id, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok || id.Ident != library.LiteralFunc {
		return library.Literal{}, false
	}
	i, err := strconv.Atoi(c.Args[1].String())
	if err != nil || i >= len(b.Literals) {
		return library.Literal{}, false
	}
	return b.Literals[i], true
}

// expression is the pipeline of a text that is one expression; nil if it is not.
func expression(b *library.Body) *parse.PipeNode {
	for _, n := range b.Tree().Root.Nodes {
		if a, ok := n.(*parse.ActionNode); ok {
			return a.Pipe
		}
	}
	return nil
}
