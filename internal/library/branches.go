package library

import (
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// Branch is one way that a text or a decision of the library can go. Two
// branches are the same if they are equal.
type Branch struct {
	Of    any  // *language.Body: the Index-th condition or loop in it; else *Variant, *Schedule, *Definition or *Rule
	Index int  // from 0; of a body only
	Yes   bool // the condition is met, the loop has entries, the thing is printed, the rule speaks
}

// BranchPoint is a branch with its place and what it is, in words.
type BranchPoint struct {
	Branch
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

// Branches lists the branches that a clause can take: its wordings, schedules,
// rules and computed defaults, and for the definitions clause the defined
// terms. A branch that no answer can take, because conditions around it rule
// it out, is not among them.
func (l *Library) Branches(c *Clause) []BranchPoint {
	w := &branchWalk{library: l}
	for _, p := range c.Parameters {
		w.body(l.Default(p.Path))
	}
	for _, v := range c.Variants {
		w.add(Branch{Of: v, Yes: true}, v.Body.Start(), "the wording "+v.Name+" is printed")
		w.body(v.Body, c.When, v.When)
	}
	for _, s := range c.Schedules {
		w.add(Branch{Of: s, Yes: true}, s.Body.Start(), "the schedule "+s.ID+" is printed")
		if s.When != nil {
			w.add(Branch{Of: s}, s.When.Start(), "the schedule "+s.ID+" is left out")
		}
		w.body(s.Body, c.When, s.When)
	}
	for _, r := range c.Rules {
		w.add(Branch{Of: r, Yes: true}, r.Pos, "rule "+r.ID+" speaks")
		w.add(Branch{Of: r}, r.Pos, "rule "+r.ID+" looks and does not speak")
		w.body(r.Message)
		w.body(r.Hint)
	}
	if c.ID == definitionsClause {
		for _, d := range l.Definitions {
			w.add(Branch{Of: d, Yes: true}, d.Pos, "the definition of "+d.Term+" is printed")
			w.body(d.Body, d.When)
		}
	}
	return w.points
}

// TemplateBranches lists the branches of a template's own texts: legend, cover
// and key terms.
func (l *Library) TemplateBranches(t *Template) []BranchPoint {
	w := &branchWalk{library: l}
	w.body(t.Legend)
	w.body(t.Cover)
	for _, k := range t.KeyTerms {
		w.body(k.Value, k.When)
	}
	return w.points
}

// branchWalk lists branches and leaves out those that conditions before them
// rule out.
type branchWalk struct {
	library *Library
	points  []BranchPoint
	at      *language.Body
	next    int // index of the next condition or loop
}

func (w *branchWalk) add(b Branch, pos diag.Position, text string) {
	w.points = append(w.points, BranchPoint{b, pos, text})
}

// body lists the branches of a text that is run only where conditions hold;
// each may be nil.
func (w *branchWalk) body(b *language.Body, where ...*language.Body) {
	if b == nil {
		return
	}
	k := known{}
	for _, when := range where {
		if when == nil {
			continue
		}
		if pipe := when.Expression(); pipe != nil && len(pipe.Cmds) == 1 {
			k, _ = w.suppose(k, pipe.Cmds[0], condition(when, pipe), true)
		}
	}
	w.at, w.next = b, 0
	w.list(b.Tree(), k)
}

// known is what holds at a place of a text: for a condition, whether it is met;
// for a choice, the words that are still possible.
type known struct {
	conditions map[string]bool
	words      map[string][]string
}

func (w *branchWalk) list(list *parse.ListNode, k known) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.IfNode:
			w.branch(&n.BranchNode, k, true)
		case *parse.RangeNode:
			w.branch(&n.BranchNode, k, false)
		}
	}
}

func (w *branchWalk) branch(n *parse.BranchNode, k known, isIf bool) {
	index, b := w.next, w.at
	w.next++
	pos := b.Position(int(n.Pipe.Cmds[0].Pos))
	source := condition(b, n.Pipe)
	arms := []struct {
		yes  bool
		list *parse.ListNode
		text string
	}{{true, n.List, "the condition " + source + " is met"}, {false, n.ElseList, "the condition " + source + " is not met"}}
	if !isIf {
		arms[0].text, arms[1].text = "the loop over "+source+" has entries", "the loop over "+source+" has no entry"
	}
	for _, arm := range arms {
		inner, possible := k, true
		if !arm.yes && w.neverEmpty(n.Pipe, isIf) {
			possible = false
		} else if !isIf && !arm.yes && n.ElseList == nil && !loopsParameter(n.Pipe) {
			possible = false // what a function makes is empty for want of an answer, which shows elsewhere
		} else if (isIf || !arm.yes) && len(n.Pipe.Cmds) == 1 {
			inner, possible = w.suppose(k, n.Pipe.Cmds[0], source, arm.yes)
		}
		if possible {
			w.add(Branch{b, index, arm.yes}, pos, arm.text)
			w.list(arm.list, inner)
		} else {
			w.next += len(branchNodes(arm.list, nil))
		}
	}
}

// neverEmpty reports whether a condition or a loop is a list that its question
// lets nobody answer by nothing. A loop over one that may be left out stands
// where it is given.
func (w *branchWalk) neverEmpty(p *parse.PipeNode, isIf bool) bool {
	if !loopsParameter(p) {
		return false
	}
	q, ok := w.library.Schema.Find(strings.TrimPrefix(strings.TrimPrefix(p.Cmds[0].Args[0].String(), "$"), "."))
	if !ok || q.Optional && isIf {
		return false
	}
	switch q.Kind {
	case deal.KindList, deal.KindTable, deal.KindTriggers:
		return !q.Admits(deal.List{})
	}
	return false
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

// condition is the text of the condition or loop that begins at a place of a
// body, as it stands there.
func condition(b *language.Body, n *parse.PipeNode) string {
	text := b.Source()[n.Pos:]
	if end := strings.Index(text, "}}"); end >= 0 {
		text = text[:end]
	}
	if _, after, ok := strings.Cut(text, ":="); ok {
		text = after // what a loop goes over
	}
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "-"))
}

// suppose adds to what is known that a condition is met or not, and reports
// whether that can be. Conditions that name a loop's row or a variable are not
// looked at: they can differ from place to place.
func (w *branchWalk) suppose(k known, c *parse.CommandNode, source string, yes bool) (known, bool) {
	if before, ok := k.conditions[source]; ok && before != yes {
		return k, false
	}
	out := known{map[string]bool{}, map[string][]string{}}
	if !differs(source) {
		out.conditions[source] = yes
	}
	for s, v := range k.conditions {
		out.conditions[s] = v
	}
	for p, v := range k.words {
		out.words[p] = v
	}
	possible := w.narrow(&out, c, yes)
	return out, possible
}

// differs reports whether a condition can differ from place to place.
func differs(source string) bool {
	return strings.Contains(source, "$") || strings.Contains(source+" ", " . ")
}

// narrow follows eq, ne, not, and, or of choices.
func (w *branchWalk) narrow(k *known, c *parse.CommandNode, yes bool) bool {
	name, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok {
		return true
	}
	switch name.Ident {
	case "not":
		return w.operand(k, c.Args[1], !yes)
	case "and", "or":
		if yes != (name.Ident == "and") {
			return true
		}
		for _, arg := range c.Args[1:] {
			if !w.operand(k, arg, yes) {
				return false
			}
		}
	case "gt": // a list with more than some entries has entries
		if p, ok := c.Args[1].(*parse.PipeNode); ok && yes && len(p.Cmds) == 1 && len(p.Cmds[0].Args) == 2 && p.Cmds[0].Args[0].String() == "len" {
			return w.operand(k, p.Cmds[0].Args[1], true)
		}
	case "ne":
		return len(c.Args) != 3 || w.chosen(k, c.Args[1], c.Args[2:], !yes)
	case "eq":
		return w.chosen(k, c.Args[1], c.Args[2:], yes)
	}
	return true
}

func (w *branchWalk) operand(k *known, n parse.Node, yes bool) bool {
	if differs(n.String()) {
		return true
	}
	p, ok := n.(*parse.PipeNode)
	if !ok || len(p.Cmds) != 1 {
		source := n.String()
		before, known := k.conditions[source]
		k.conditions[source] = yes
		return !known || before == yes
	}
	source := p.Cmds[0].String()
	if before, ok := k.conditions[source]; ok && before != yes {
		return false
	}
	k.conditions[source] = yes
	return w.narrow(k, p.Cmds[0], yes)
}

// chosen narrows the words of a choice to those listed, or to the others.
func (w *branchWalk) chosen(k *known, field parse.Node, words []parse.Node, yes bool) bool {
	f, ok := field.(*parse.FieldNode)
	if !ok {
		return true
	}
	path := strings.Join(f.Ident, ".")
	p, ok := w.library.Schema.Find(path)
	if !ok || p.Kind != deal.KindChoice || p.Optional {
		return true
	}
	var named []string
	for _, word := range words {
		s, ok := word.(*parse.StringNode)
		if !ok {
			return true
		}
		named = append(named, s.Text)
	}
	left, ok := k.words[path]
	if !ok {
		for _, c := range p.Choices {
			left = append(left, c.Word)
		}
	}
	left = slices.DeleteFunc(slices.Clone(left), func(word string) bool { return slices.Contains(named, word) != yes })
	k.words[path] = left
	return len(left) > 0
}

// Compared tells for each parameter (by path) and column (by name) that a body
// names what it is compared with: the texts and numbers in the same call. The
// entry of a list is called ".".
func (l *Library) Compared(b *language.Body) map[string][]string {
	compared := map[string][]string{}
	var pipe func(p *parse.PipeNode) []string
	operand := func(n parse.Node) (fields []string, constant string) {
		switch n := n.(type) {
		case *parse.FieldNode:
			return []string{strings.Join(n.Ident, ".")}, ""
		case *parse.DotNode:
			return []string{"."}, ""
		case *parse.VariableNode:
			return []string{strings.Join(n.Ident[1:], ".")}, ""
		case *parse.ChainNode:
			if p, ok := n.Node.(*parse.PipeNode); ok {
				return append(pipe(p), n.Field...), ""
			}
		case *parse.PipeNode:
			return pipe(n), ""
		case *parse.StringNode:
			return nil, n.Text
		case *parse.NumberNode:
			return nil, n.Text
		}
		return nil, ""
	}
	pipe = func(p *parse.PipeNode) []string {
		var all []string
		for _, c := range p.Cmds {
			var fields, constants []string
			for _, arg := range c.Args {
				more, constant := operand(arg)
				if fields = append(fields, more...); constant != "" {
					constants = append(constants, constant)
				}
			}
			if name, ok := c.Args[0].(*parse.IdentifierNode); ok && len(constants) > 0 {
				switch name.Ident {
				case "before":
					fields, constants = append(fields, constants...), nil
				case "column", "rows", "row", "sorted": // the first names a column
					constants = constants[1:]
				}
			}
			for _, f := range fields {
				compared[f] = append(compared[f], constants...)
			}
			all = append(all, fields...)
		}
		return all
	}
	eachPipe(b.Tree(), func(p *parse.PipeNode) { pipe(p) })
	return compared
}

// eachPipe visits the pipelines of a list.
func eachPipe(list *parse.ListNode, visit func(*parse.PipeNode)) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			visit(n.Pipe)
		case *parse.IfNode:
			visit(n.Pipe)
			eachPipe(n.List, visit)
			eachPipe(n.ElseList, visit)
		case *parse.RangeNode:
			visit(n.Pipe)
			eachPipe(n.List, visit)
			eachPipe(n.ElseList, visit)
		}
	}
}

var idMark = regexp.MustCompile(`\{#([a-z0-9-]+)\}`)

// IDs are all ids that a reference can lead to: of clauses, sections, items,
// articles, schedules and parts.
func (l *Library) IDs() map[string]bool {
	ids := map[string]bool{}
	for id := range l.Clauses {
		ids[id] = true
	}
	for id := range l.schedules {
		ids[id] = true
	}
	for _, b := range l.Bodies() {
		for _, m := range idMark.FindAllStringSubmatch(b.Source(), -1) {
			ids[m[1]] = true
		}
	}
	for _, t := range l.Templates {
		for _, a := range t.Articles {
			ids[a.ID] = true
		}
	}
	return ids
}

// BranchBodies lists the texts of a clause that hold its branches, and the
// conditions of its variants and schedules: what decides how it reads.
func (l *Library) BranchBodies(c *Clause) []*language.Body {
	list := []*language.Body{c.When}
	for _, v := range c.Variants {
		list = append(list, v.When, v.Body)
	}
	for _, s := range c.Schedules {
		list = append(list, s.When, s.Body)
	}
	for _, p := range c.Parameters {
		list = append(list, l.defaults[p.Path])
	}
	if c.ID == definitionsClause {
		for _, d := range l.Definitions {
			list = append(list, d.Body)
		}
	}
	return slices.DeleteFunc(list, func(b *language.Body) bool { return b == nil })
}
