package lint

import (
	"text/template/parse"

	"clausewright/internal/language"
)

// A path is one way through the branches of a text. A few paths take every branch
// at least once.

// segment is a piece of one path: literal text, or a value that is printed.
type segment struct {
	text   string
	offset int
	value  *parse.PipeNode // nil for literal text
}

// maxPaths bounds how often one text is read.
const maxPaths = 60

// pathsThrough are ways through a text that together take every branch.
func pathsThrough(b *language.Body) [][]segment {
	r := &pathFinder{body: b, taken: map[*parse.ListNode]bool{}}
	var ways [][]segment
	for len(ways) == 0 || !r.done(b.Tree()) && len(ways) < maxPaths {
		r.out = nil
		r.list(b.Tree())
		ways = append(ways, r.out)
	}
	return ways
}

type pathFinder struct {
	body  *language.Body
	taken map[*parse.ListNode]bool
	out   []segment
}

func (r *pathFinder) list(list *parse.ListNode) {
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
func (r *pathFinder) next(branches []*parse.ListNode) *parse.ListNode {
	for _, b := range branches {
		if !r.done(b) {
			return b
		}
	}
	return branches[0]
}

// done reports whether a list and every branch in it have been read.
func (r *pathFinder) done(list *parse.ListNode) bool {
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
