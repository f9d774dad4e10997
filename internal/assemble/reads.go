package assemble

import (
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/language"
)

// reads notes what a draft ran, so that it can be told which answers it read.
type reads struct {
	ways  map[*language.Body][]outcome // of the texts that were printed: which way each branch went
	asked []*language.Body             // the conditions that were judged, each once
	seen  map[*language.Body]bool
}

// outcome is which ways a condition or a loop went, over all times it was run.
type outcome struct{ yes, no bool }

func newReads() *reads {
	return &reads{ways: map[*language.Body][]outcome{}, seen: map[*language.Body]bool{}}
}

// branch notes which way a branch of a text went.
func (r *reads) branch(b *language.Body, index int, yes bool) {
	list := r.ways[b]
	for len(list) <= index {
		list = append(list, outcome{})
	}
	list[index].yes = list[index].yes || yes
	list[index].no = list[index].no || !yes
	r.ways[b] = list
}

// print notes that a text is printed.
func (r *reads) print(b *language.Body) {
	if r != nil && r.ways[b] == nil {
		r.ways[b] = []outcome{}
	}
}

// printed reports whether a text was printed.
func (r *reads) printed(b *language.Body) bool { return r.ways[b] != nil }

// judge notes that a condition is judged.
func (r *reads) judge(b *language.Body) {
	if r != nil && b != nil && !r.seen[b] {
		r.seen[b] = true
		r.asked = append(r.asked, b)
	}
}

// site is a place in a text that names answers.
type site struct {
	scope   condition.Scope
	pipe    *parse.PipeNode
	decides bool  // it is a condition; else its value is used
	unmet   *gate // the condition that kept the draft from it; nil: the draft came here
}

// condition is what the site states, if it decides.
func (s site) condition() condition.Expr { return condition.Read(s.pipe, s.scope) }

// gate is a condition that is not met.
type gate struct {
	when *language.Body // nil: the site states it
	site site
}

func (g *gate) condition() condition.Expr {
	if g.when != nil {
		return condition.Of(g.when)
	}
	return g.site.condition()
}

// walk visits the places of a text that name answers. unmet keeps the draft
// from all of it; nil: nothing does.
func (r *reads) walk(b *language.Body, unmet *gate, visit func(site)) {
	w := &walker{ways: r.ways[b], visit: visit}
	w.list(b.Tree(), condition.Scope{Body: b}, unmet)
}

// walker counts the branches of a text in the order in which a draft does.
type walker struct {
	ways  []outcome
	next  int // index of the next branch
	visit func(site)
}

func (w *walker) list(list *parse.ListNode, in condition.Scope, unmet *gate) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			w.visit(site{in, n.Pipe, false, unmet})
		case *parse.IfNode:
			w.branch(site{in, n.Pipe, true, unmet}, n.List, n.ElseList, in)
		case *parse.RangeNode:
			inner := in
			inner.Loop = n.Pos
			w.branch(site{in, n.Pipe, false, unmet}, n.List, n.ElseList, inner)
		}
	}
}

// branch visits a condition or a loop, and its two ways.
func (w *walker) branch(s site, yes, no *parse.ListNode, inner condition.Scope) {
	w.visit(s)
	var went outcome
	if w.next < len(w.ways) {
		went = w.ways[w.next]
	}
	w.next++
	way := func(taken bool) *gate {
		if s.unmet != nil || taken {
			return s.unmet
		}
		return &gate{site: s}
	}
	w.list(yes, inner, way(went.yes))
	w.list(no, s.scope, way(went.no))
}

// names lists what a pipeline names: answers and groups in full, and the
// conditions that its calls ask for by name.
func (s site) names() (paths []string, asked []condition.Expr) {
	var visit func(n parse.Node)
	visit = func(n parse.Node) {
		if path := s.scope.Path(n); path != "" {
			paths = append(paths, path)
			return
		}
		switch n := n.(type) {
		case *parse.PipeNode:
			for _, c := range n.Cmds {
				asked = append(asked, asks(c)...)
				for _, arg := range c.Args {
					visit(arg)
				}
			}
		case *parse.ChainNode:
			visit(n.Node)
		}
	}
	visit(s.pipe)
	return paths, asked
}

// asks is the condition that a command asks for by a word.
func asks(c *parse.CommandNode) []condition.Expr {
	name, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok || len(c.Args) < 2 {
		return nil
	}
	word, ok := c.Args[1].(*parse.StringNode)
	switch {
	case !ok:
	case name.Ident == "given":
		return []condition.Expr{condition.Given{Path: word.Text}}
	case name.Ident == "provides" || language.ListsPromise(name.Ident):
		return []condition.Expr{condition.Provides{Promise: word.Text}}
	}
	return nil
}
