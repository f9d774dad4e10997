package lint

import (
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/language"
	"clausewright/internal/logic"
)

// visitor is told what stands in a text, with the condition under which it is
// printed. Its functions may be nil.
type visitor struct {
	piece  func(p language.Piece, when *logic.Formula)
	call   func(c *parse.CommandNode, name string, when *logic.Formula)
	branch func(n *parse.IfNode, when, holds *logic.Formula)
	value  func(p *parse.PipeNode, when *logic.Formula) // what is printed
	loop   func(n *parse.RangeNode, in condition.Scope, when *logic.Formula)
}

// walk visits a text that is run if when holds.
func (w *drafts) walk(b *language.Body, when *logic.Formula, visit visitor) {
	t := walker{drafts: w, body: b, visit: visit}
	t.list(b.Tree(), condition.ScopeOf(b), when)
}

type walker struct {
	*drafts
	body  *language.Body
	visit visitor
	over  string // the list over which the innermost loop runs; "" if it is no answer
}

func (t *walker) list(list *parse.ListNode, in condition.Scope, when *logic.Formula) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			t.literal(t.body.Literal(n), when)
		case *parse.ActionNode:
			t.pipe(n.Pipe, when)
			if t.visit.value != nil && len(n.Pipe.Decl) == 0 {
				t.visit.value(n.Pipe, when)
			}
		case *parse.IfNode:
			t.pipe(n.Pipe, when)
			read := condition.Read(n.Pipe, in)
			holds := t.Formula(read)
			if t.visit.branch != nil {
				t.visit.branch(n, when, holds)
			}
			t.list(n.List, in, logic.All(when, holds, t.Formula(condition.OfEntries(t.over, read))))
			t.list(n.ElseList, in, logic.All(when, logic.Not(holds)))
		case *parse.RangeNode:
			t.pipe(n.Pipe, when)
			if t.visit.loop != nil {
				t.visit.loop(n, in, when)
			}
			entries := t.Formula(condition.Read(n.Pipe, in))
			inner, outer := in, t.over
			inner.Loop, t.over = n.Pos, in.Path(n.Pipe)
			t.list(n.List, inner, logic.All(when, entries))
			t.over = outer
			t.list(n.ElseList, in, logic.All(when, logic.Not(entries)))
		}
	}
}

func (t *walker) literal(l language.Literal, when *logic.Formula) {
	if t.visit.piece == nil {
		return
	}
	for _, p := range l {
		t.visit.piece(p, when)
	}
}

// pipe visits the calls of a pipeline.
func (t *walker) pipe(p *parse.PipeNode, when *logic.Formula) {
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
