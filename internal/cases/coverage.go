package cases

import (
	"cmp"
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/logic"
)

// BranchPoint is a branch with its place and what it is, in words.
type BranchPoint struct {
	library.Branch
	Pos  diag.Position
	Text string // "the condition eq .escrow.verify "none" is met"
}

// branchNodes adds the conditions and loops of a list in the order of the text.
func branchNodes(list *parse.ListNode, nodes []*parse.BranchNode) []*parse.BranchNode {
	if list == nil {
		return nodes
	}
	for _, n := range list.Nodes {
		var b *parse.BranchNode
		switch n := n.(type) {
		case *parse.IfNode:
			b = &n.BranchNode
		case *parse.RangeNode:
			b = &n.BranchNode
		default:
			continue
		}
		nodes = branchNodes(b.ElseList, branchNodes(b.List, append(nodes, b)))
	}
	return nodes
}

// branches lists the branches that a clause can take: its variants, schedules,
// rules and computed defaults, and for the definitions clause the defined
// terms. A branch that no answer can take, because conditions around it rule
// it out, is not among them.
func branches(l *library.Library, a *logic.Answers, c *library.Clause) []BranchPoint {
	w := newBranchWalk(l, a, c.ID)
	for _, p := range c.Parameters {
		w.body(l.Default(p.Path))
	}
	for _, v := range c.Variants {
		w.add(library.Branch{Of: v, Yes: true}, v.Body.Start(), "the variant "+v.Name+" is printed")
		w.body(v.Body, c.When, v.When)
	}
	for _, s := range c.Schedules {
		w.add(library.Branch{Of: s, Yes: true}, s.Body.Start(), "the schedule "+s.ID+" is printed")
		if s.When != nil {
			w.add(library.Branch{Of: s}, s.When.Start(), "the schedule "+s.ID+" is left out")
		}
		w.body(s.Body, c.When, s.When)
	}
	for _, r := range c.Rules() {
		w.add(library.Branch{Of: r, Yes: true}, r.Pos, "rule "+r.ID+" fires")
		w.add(library.Branch{Of: r}, r.Pos, "rule "+r.ID+" looks and does not fire")
		w.body(r.Message)
		w.body(r.Hint)
	}
	if c.ID == library.DefinitionsClause {
		for _, d := range l.Definitions {
			w.add(library.Branch{Of: d, Yes: true}, d.Pos, "the definition of "+d.Term+" is printed")
			w.body(d.Body, d.When)
		}
	}
	return w.points
}

// templateBranches lists the branches of a template's own texts: legend, cover
// and key terms, unless they are those of another template.
func templateBranches(l *library.Library, a *logic.Answers, t *library.Template) []BranchPoint {
	w := newBranchWalk(l, a, "")
	w.body(t.Legend)
	w.body(t.Cover)
	if t.KeyTermsOf != "" {
		return w.points
	}
	for _, k := range t.KeyTerms {
		w.body(k.Value, k.When)
	}
	return w.points
}

// branchWalk lists branches and leaves out those that no answers can take.
type branchWalk struct {
	*logic.Drafts
	schema *deal.Schema
	points []BranchPoint
	at     *language.Body
	next   int // index of the next condition or loop
}

func newBranchWalk(l *library.Library, a *logic.Answers, clause string) *branchWalk {
	return &branchWalk{Drafts: logic.NewPart(l, a, clause), schema: l.Schema}
}

func (w *branchWalk) add(b library.Branch, pos diag.Position, text string) {
	w.points = append(w.points, BranchPoint{b, pos, text})
}

// body lists the branches of a text that is run only where conditions hold;
// each may be nil.
func (w *branchWalk) body(b *language.Body, where ...*language.Body) {
	if b == nil {
		return
	}
	when := logic.Always
	for _, outer := range where {
		when = logic.All(when, w.When(outer))
	}
	w.at, w.next = b, 0
	w.list(b.Tree(), condition.ScopeOf(b), when)
}

func (w *branchWalk) list(list *parse.ListNode, in condition.Scope, when *logic.Formula) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.IfNode:
			w.branch(&n.BranchNode, in, in, when, true)
		case *parse.RangeNode:
			inner := in
			inner.Loop = n.Pos
			w.branch(&n.BranchNode, in, inner, when, false)
		}
	}
}

// branch lists both ways of a condition or loop, and what is inside them.
func (w *branchWalk) branch(n *parse.BranchNode, in, inner condition.Scope, when *logic.Formula, isIf bool) {
	index, b := w.next, w.at
	w.next++
	pos := b.Position(int(n.Pipe.Cmds[0].Pos))
	source := conditionText(b, n.Pipe)
	holds := w.Formula(condition.Read(n.Pipe, in))
	yes, no := "the condition "+source+" is met", "the condition "+source+" is not met"
	if !isIf {
		yes, no = "the loop over "+source+" has entries", "the loop over "+source+" has no entry"
	}
	empty := isIf || w.mayLoopNothing(n, in)
	w.arm(library.Branch{Of: b, Index: index, Yes: true}, pos, yes, n.List, inner, logic.All(when, holds), true)
	w.arm(library.Branch{Of: b, Index: index}, pos, no, n.ElseList, in, logic.All(when, logic.Not(holds)), empty)
}

// mayLoopNothing reports whether a loop without entries counts. What a function
// makes is empty for want of an answer, which shows elsewhere; and a loop over
// a list that may be left out, but not be empty, stands where it is given.
func (w *branchWalk) mayLoopNothing(n *parse.BranchNode, in condition.Scope) bool {
	if q, ok := w.schema.Find(in.Path(n.Pipe)); ok {
		return logic.MayBeEmpty(q)
	}
	return n.ElseList != nil || loopsParameter(n.Pipe)
}

// arm lists one way of a condition or loop, unless it cannot be taken.
func (w *branchWalk) arm(b library.Branch, pos diag.Position, text string, list *parse.ListNode, in condition.Scope, when *logic.Formula, counts bool) {
	if !counts || !w.Possible(when) {
		w.next += len(branchNodes(list, nil))
		return
	}
	w.add(b, pos, text)
	w.list(list, in, when)
}

// loopsParameter reports whether a loop goes over a parameter, as it is answered.
func loopsParameter(p *parse.PipeNode) bool {
	if len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return false
	}
	switch n := p.Cmds[0].Args[0].(type) {
	case *parse.FieldNode:
		return true
	case *parse.VariableNode:
		return n.Ident[0] == "$"
	}
	return false
}

// conditionText is the text of the condition or loop that begins at a place of a
// body, as it stands there.
func conditionText(b *language.Body, n *parse.PipeNode) string {
	text := b.Source()[n.Pos:]
	if end := strings.Index(text, "}}"); end >= 0 {
		text = text[:end]
	}
	if _, after, ok := strings.Cut(text, ":="); ok {
		text = after // what a loop goes over
	}
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "-"))
}

// coverage tells which branches no case has reached. A case reaches only
// branches of the clause that it is about.
func (r *Report) coverage(lib *library.Library, all []*Case, taken []map[library.Branch]bool) {
	reached := map[string]map[library.Branch]bool{} // by clause, or template
	for i, c := range all {
		if reached[ownerFolder(c)] == nil {
			reached[ownerFolder(c)] = map[library.Branch]bool{}
		}
		for b := range taken[i] {
			reached[ownerFolder(c)][b] = true
		}
	}
	count := func(owner string, points []BranchPoint) {
		for _, p := range points {
			r.Branches++
			if !reached[owner][p.Branch] {
				r.Missing = append(r.Missing, p)
			}
		}
	}
	answers := logic.NewAnswers(lib)
	for _, id := range lib.ClauseIDs() {
		count("clauses/"+id, branches(lib, answers, lib.Clauses[id]))
	}
	for _, id := range lib.TemplateIDs() {
		count("templates/"+id, templateBranches(lib, answers, lib.Templates[id]))
	}
	slices.SortStableFunc(r.Missing, func(a, b BranchPoint) int {
		return cmp.Or(a.Pos.Compare(b.Pos), strings.Compare(a.Text, b.Text))
	})
}
