package lint

import (
	"text/template/parse"

	"clausewright/internal/language"
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
func readings(b *language.Body) [][]segment {
	r := &reading{body: b, taken: map[*parse.ListNode]bool{}}
	var ways [][]segment
	for len(ways) == 0 || !r.done(b.Tree()) && len(ways) < maxReadings {
		r.out = nil
		r.list(b.Tree())
		ways = append(ways, r.out)
	}
	return ways
}

type reading struct {
	body  *language.Body
	taken map[*parse.ListNode]bool
	out   []segment
}

func (r *reading) list(list *parse.ListNode) {
	r.taken[list] = true
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			for _, p := range r.body.Literal(n) {
				r.out = append(r.out, segment{text: p.Text, offset: p.Offset})
			}
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 {
				r.out = append(r.out, segment{offset: int(n.Pos), value: n.Pipe})
			}
		default:
			if branches := branchesOf(n); len(branches) > 0 {
				r.list(r.next(branches))
			}
		}
	}
}

// next is the first branch that has not been read whole, or the first.
func (r *reading) next(branches []*parse.ListNode) *parse.ListNode {
	for _, b := range branches {
		if !r.done(b) {
			return b
		}
	}
	return branches[0]
}

// done reports whether a list and every branch in it have been read.
func (r *reading) done(list *parse.ListNode) bool {
	if !r.taken[list] {
		return false
	}
	for _, n := range list.Nodes {
		for _, b := range branchesOf(n) {
			if !r.done(b) {
				return false
			}
		}
	}
	return true
}

// branchesOf are the lists of which a node runs one.
func branchesOf(n parse.Node) []*parse.ListNode {
	var yes, no *parse.ListNode
	switch n := n.(type) {
	case *parse.IfNode:
		yes, no = n.List, n.ElseList
	case *parse.RangeNode:
		yes, no = n.List, n.ElseList
	}
	switch {
	case yes == nil:
		return nil
	case no == nil:
		return []*parse.ListNode{yes}
	}
	return []*parse.ListNode{yes, no}
}
