package assemble

import (
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/language"
)

// reads notes what a draft ran, so that it can be told which answers it read.
type reads struct {
	schema *deal.Schema
	ways   map[*language.Body][]outcome // of the texts that were printed: which way each branch went
	asked  []*language.Body             // the conditions that were judged, each once
	seen   map[*language.Body]bool
}

// outcome is which ways a condition or a loop went, over all times it was run.
type outcome struct{ yes, no bool }

func newReads(s *deal.Schema) *reads {
	return &reads{schema: s, ways: map[*language.Body][]outcome{}, seen: map[*language.Body]bool{}}
}

// branch notes which way a branch of a text went.
func (r *reads) branch(b *language.Body, index int, yes bool) {
	went := &r.waysOf(b)[index]
	went.yes, went.no = went.yes || yes, went.no || !yes
}

// waysOf are the ways of a text that is printed.
func (r *reads) waysOf(b *language.Body) []outcome {
	ways := r.ways[b]
	if ways == nil {
		ways = make([]outcome, b.Branches())
		r.ways[b] = ways
	}
	return ways
}

// print notes that a text is printed.
func (r *reads) print(b *language.Body) {
	if r != nil {
		r.waysOf(b)
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

// site is a place in a text that names answers, as a draft came to it or not.
type site struct {
	*naming
	unmet *gate // the condition that kept the draft from it; nil: the draft came here
}

// gate is a condition that is not met.
type gate struct {
	when *language.Body // nil: the site states it
	site site
}

func (g *gate) condition() condition.Expr {
	if g.when != nil {
		return condition.Of(g.when)
	}
	return g.site.states
}

// A naming is a place in a text that names answers: the text's own, the same for
// every draft.
type naming struct {
	paths   []string          // answers and groups, in full
	names   []*deal.Parameter // the questions of these
	weighs  []*deal.Parameter // of a condition, the questions in it
	only    bool              // of a condition: nothing but these can decide it
	asked   []condition.Expr  // conditions that its calls ask for by name
	branch  int               // of a condition or a loop, its index, in the order in which a draft counts
	states  condition.Expr    // of a condition or a loop, what it states
	decides bool              // it is a condition; else its value is used
	yes, no []*naming         // on its ways
}

// namings are the places of a text that name answers.
func (r *reads) namings(b *language.Body) []*naming {
	return b.Once(namesOf{r.schema}, func() any {
		return (&outliner{schema: r.schema}).list(b.Tree(), condition.ScopeOf(b))
	}).([]*naming)
}

// namesOf is the key of the namings of a text.
type namesOf struct{ schema *deal.Schema }

// outliner finds the namings of a text.
type outliner struct {
	schema   *deal.Schema
	branches int // so far
}

func (o *outliner) list(list *parse.ListNode, in condition.Scope) []*naming {
	if list == nil {
		return nil
	}
	var found []*naming
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			found = append(found, o.named(n.Pipe, in))
		case *parse.IfNode:
			found = append(found, o.ways(&n.BranchNode, in, in, true))
		case *parse.RangeNode:
			inner := in
			inner.Loop = n.Pos
			found = append(found, o.ways(&n.BranchNode, in, inner, false))
		}
	}
	return found
}

// ways is a condition or a loop with what is on its ways; inner is the scope of
// the first.
func (o *outliner) ways(b *parse.BranchNode, in, inner condition.Scope, decides bool) *naming {
	n := o.named(b.Pipe, in)
	n.branch, n.decides, n.states = o.branches, decides, condition.Read(b.Pipe, in)
	n.weighs, n.only = o.weighed(n.states)
	o.branches++
	n.yes, n.no = o.list(b.List, inner), o.list(b.ElseList, in)
	return n
}

// weighed are the questions in a condition; only is true if nothing else can decide it.
func (o *outliner) weighed(e condition.Expr) (questions []*deal.Parameter, only bool) {
	only = true
	weigh := func(path string) { questions = append(questions, o.schema.Under(path)...) }
	condition.Each(e, func(part condition.Expr) {
		switch part := part.(type) {
		case condition.Truth, condition.Compare, condition.Includes:
		case condition.Opaque:
			weigh(part.Within)
		default:
			only = false
		}
		condition.EachPath(part, weigh)
	})
	return questions, only
}

// named is what a pipeline names.
func (o *outliner) named(pipe *parse.PipeNode, in condition.Scope) *naming {
	found := &naming{branch: -1}
	var visit func(n parse.Node)
	visit = func(n parse.Node) {
		if path := in.Path(n); path != "" {
			found.paths, found.names = append(found.paths, path), append(found.names, o.schema.Under(path)...)
			return
		}
		switch n := n.(type) {
		case *parse.PipeNode:
			for i, c := range n.Cmds {
				found.asked = append(found.asked, asks(n, i)...)
				for _, arg := range c.Args {
					visit(arg)
				}
			}
		case *parse.ChainNode:
			visit(n.Node)
		}
	}
	visit(pipe)
	return found
}

// each visits the places of a text that name answers, as far as the draft came to
// them.
func (r *reads) each(b *language.Body, visit func(*naming)) {
	visitTaken(r.namings(b), r.ways[b], visit)
}

// visitTaken visits places and what is on the ways that were taken from them.
func visitTaken(list []*naming, went []outcome, visit func(*naming)) {
	for _, n := range list {
		visit(n)
		of := n.outcome(went)
		if of.yes {
			visitTaken(n.yes, went, visit)
		}
		if of.no {
			visitTaken(n.no, went, visit)
		}
	}
}

// outcome is which ways a condition or a loop went; none, if it was not run or the
// place is neither.
func (n *naming) outcome(went []outcome) outcome {
	if n.branch < 0 || went == nil {
		return outcome{}
	}
	return went[n.branch]
}

// walk visits the places of a text that name answers, and tells what kept the draft
// from them. unmet keeps it from all of the text; nil: nothing does.
func (r *reads) walk(b *language.Body, unmet *gate, visit func(site)) {
	visitAll(r.namings(b), r.ways[b], unmet, visit)
}

// visitAll visits places and what is on their ways, which went so.
func visitAll(list []*naming, went []outcome, unmet *gate, visit func(site)) {
	for _, n := range list {
		s := site{n, unmet}
		visit(s)
		if n.branch < 0 {
			continue
		}
		of := n.outcome(went)
		visitAll(n.yes, went, s.beyond(of.yes), visit)
		visitAll(n.no, went, s.beyond(of.no), visit)
	}
}

// beyond is what kept the draft from a way on from here.
func (s site) beyond(taken bool) *gate {
	if s.unmet != nil || taken {
		return s.unmet
	}
	return &gate{site: s}
}

// asks is the condition that the i-th command of a pipeline asks for by words.
func asks(p *parse.PipeNode, i int) []condition.Expr {
	switch a, _ := language.AskedIn(p, i); {
	case a.Path != "":
		return []condition.Expr{condition.Given{Path: a.Path}}
	case a.Promise != "":
		return []condition.Expr{condition.Provides{Promise: a.Promise, Clause: a.Clause}}
	}
	return nil
}
