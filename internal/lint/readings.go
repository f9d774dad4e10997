package lint

import (
	"text/template/parse"

	"clausewright/internal/library"
)

// A reading is one way through the branches of a text. A few readings take
// every branch at least once.

// segment is a piece of one reading: literal text, or a value that is printed.
type segment struct {
	text   string
	offset int
	value  *parse.PipeNode // nil for literal text
}

// maxReadings bounds how often one text is read.
const maxReadings = 60

// readings are ways through a text that together take every branch.
func readings(b *library.Body) [][]segment {
	r := &reading{body: b, visits: map[parse.Node]int{}}
	var all [][]segment
	for len(all) == 0 || r.open && len(all) < maxReadings {
		r.open, r.out = false, nil
		r.list(b.Tree().Root)
		all = append(all, r.out)
	}
	return all
}

type reading struct {
	body   *library.Body
	visits map[parse.Node]int
	out    []segment
	open   bool // a branch that was met has not been taken yet
}

// list reads nodes and reports whether every branch below them has been taken.
func (r *reading) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			if literal, ok := literalOf(r.body, n); ok {
				for _, p := range literal.Pieces {
					r.out = append(r.out, segment{text: p.Text, offset: p.Offset})
				}
			} else if len(n.Pipe.Decl) == 0 {
				r.out = append(r.out, segment{offset: int(n.Pos), value: n.Pipe})
			}
		case *parse.IfNode:
			r.choose(n, n.List, n.ElseList)
		case *parse.RangeNode:
			r.choose(n, n.List, n.ElseList)
		}
	}
}

// choose takes one of two branches in turn.
func (r *reading) choose(n parse.Node, yes, no *parse.ListNode) {
	turn := r.visits[n]
	r.visits[n]++
	if turn == 0 {
		r.open = true
	}
	if turn%2 == 0 {
		r.list(yes)
		return
	}
	r.list(no)
}
