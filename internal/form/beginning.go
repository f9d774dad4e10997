package form

import (
	"strings"
	"text/template/parse"

	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// beginning is a deal that answers only what must be answered: the answers
// that it has to give, found by deciding what can be decided without drafting.
type beginning struct {
	*agreement
	groups  map[string]bool       // groups that are present, whatever they answer
	answers map[string]deal.Value // what the new deal answers
	working map[string]bool       // defaults and clauses being worked out
}

// agreement is a template of a library, read for its questions.
type agreement struct {
	lib      *library.Library
	template *library.Template
	asked    map[string][]*deal.Parameter // by clause
}

func newAgreement(lib *library.Library, t *library.Template) *agreement {
	return &agreement{lib: lib, template: t, asked: asked(lib, t)}
}

// begin finds the answers that a deal must give if these optional groups are
// in it.
func (a *agreement) begin(groups ...string) *beginning {
	b := &beginning{agreement: a, groups: map[string]bool{}, answers: map[string]deal.Value{}, working: map[string]bool{}}
	for _, g := range groups {
		b.groups[g] = true
		b.switchOn(g)
	}
	for before := -1; before < len(b.answers); {
		before = len(b.answers)
		b.round()
	}
	return b
}

// switchOn answers what brings the clauses of a group into the draft: flags
// that would keep them out, and choices whose default would.
func (b *beginning) switchOn(group string) {
	for _, c := range clausesOf(b.lib, b.template) {
		when := b.condition(c.When)
		if b.judge(when) == yes || !b.asks(c, group) {
			continue
		}
		b.allow(group, when)
	}
}

// asks reports whether a clause has a question in the group.
func (a *agreement) asks(c *library.Clause, group string) bool {
	for _, p := range a.asked[c.ID] {
		if groupOf(p.Path) == group {
			return true
		}
	}
	return false
}

func (b *beginning) allow(group string, c condition) {
	if b.judge(c) == yes {
		return
	}
	switch c := c.(type) {
	case every:
		for _, part := range c {
			b.allow(group, part)
		}
	case some:
		for _, part := range c {
			b.allow(group, part)
		}
	case holding:
		if p, ok := b.lib.Schema.Find(c.path); ok && p.Kind == deal.KindFlag && groupOf(c.path) == group {
			b.answers[c.path] = deal.Flag(true)
		}
	case different:
		p, ok := b.lib.Schema.Find(c.path)
		if !ok || groupOf(c.path) != group {
			return
		}
		for _, choice := range p.Choices {
			if choice.Word != c.one {
				b.answers[c.path] = deal.Chosen(choice)
				return
			}
		}
	}
}

// round asks what the clauses, as far as they are known to enter, need.
func (b *beginning) round() {
	for _, c := range clausesOf(b.lib, b.template) {
		if b.takes(c.ID) == no {
			continue
		}
		for _, p := range c.Parameters {
			if b.needs(p) {
				b.answers[p.Path] = firstAnswer(p)
			}
		}
		if v := b.wording(c); v != nil {
			b.printed(c.ID, v.Body)
		}
		for _, s := range c.Schedules {
			if b.judge(b.condition(s.When)) == yes {
				b.printed(c.ID, s.Body)
			}
		}
	}
	for _, k := range b.template.KeyTerms {
		if b.takes(k.Clause) == yes && b.judge(b.condition(k.When)) == yes {
			b.printed(k.Clause, k.Value)
		}
	}
	for _, id := range b.template.Order()[:min(1, len(b.template.Order()))] {
		b.printed(id, b.template.Cover)
		b.printed(id, b.template.Legend)
	}
}

// isAsked reports whether a clause asks the question.
func (a *agreement) isAsked(path string) bool {
	for _, list := range a.asked {
		for _, p := range list {
			if p.Path == path {
				return true
			}
		}
	}
	return false
}

// needs reports whether a question has neither an answer nor a default.
func (b *beginning) needs(p *deal.Parameter) bool {
	v, known := b.value(p.Path)
	_, none := v.(deal.None)
	return known && none && !p.Optional
}

// firstAnswer is what a new deal says where an answer is needed: TBD, or where
// that is not possible the word that is typical, or else the first.
func firstAnswer(p *deal.Parameter) deal.Value {
	switch p.Kind {
	case deal.KindChoice:
		for _, c := range p.Choices {
			if c.Word == p.Typical {
				return deal.Chosen(c)
			}
		}
		return deal.Chosen(p.Choices[0])
	case deal.KindFlag:
		return deal.Flag(false)
	}
	return deal.Blank{Path: p.Path, Ask: p.Ask}
}

// takes tells whether a clause enters.
func (b *beginning) takes(id string) verdict {
	c := b.lib.Clauses[id]
	if c == nil || !b.template.Lists(id) {
		return no
	}
	if c.When == nil {
		return yes
	}
	if b.working[id] {
		return maybe
	}
	b.working[id] = true
	defer delete(b.working, id)
	return b.judge(b.condition(c.When))
}

// wording is the variant that the deal takes as far as it is known, or nil.
func (b *beginning) wording(c *library.Clause) *library.Variant {
	for _, v := range c.Variants {
		if v.When == nil {
			continue
		}
		switch b.judge(b.condition(v.When)) {
		case yes:
			return v
		case maybe:
			return nil
		}
	}
	if side, known := b.value(deal.SidePath); known {
		if word, ok := side.(deal.Chosen); ok {
			if v := c.Variant(word.Word); v != nil {
				return v
			}
		}
	}
	return c.Variant("balanced")
}

// given reports whether the deal answers a question, or holds the group.
func (b *beginning) given(path string) bool {
	if b.groups[path] {
		return true
	}
	for answered := range b.answers {
		if answered == path || strings.HasPrefix(answered, path+".") {
			return true
		}
	}
	return false
}

// value is what the deal comes to for a question: its answer, else the
// default, else deal.None. It is false if the default cannot be worked out.
func (b *beginning) value(path string) (deal.Value, bool) {
	p, ok := b.lib.Schema.Find(path)
	if !ok {
		return nil, false
	}
	if v, ok := b.answers[path]; ok {
		return v, true
	}
	body := b.lib.Default(path)
	if body == nil {
		if v, ok := b.lib.FixedDefaults("", "")[path]; ok {
			return v, true
		}
		return deal.None{Path: path}, true
	}
	if b.working[path] {
		return nil, false
	}
	b.working[path] = true
	defer delete(b.working, path)
	return b.computed(p, body.Tree())
}

// computed is the value of a default that holds actions.
func (b *beginning) computed(p *deal.Parameter, body *parse.ListNode) (deal.Value, bool) {
	var text strings.Builder
	written := b.write(body, &text)
	if written == maybe {
		return nil, false
	}
	word := strings.TrimSpace(text.String())
	if written == no || word == "" || word == "null" {
		return deal.None{Path: p.Path}, true
	}
	v, err := deal.ReadText(p, word, "")
	return v, err == nil
}

// write writes what a text prints. It comes to maybe if that is not known, and
// to no if an answer that the text prints is left out.
func (b *beginning) write(list *parse.ListNode, to *strings.Builder) verdict {
	if list == nil {
		return yes
	}
	written := yes
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.TextNode:
			to.Write(n.Text)
		case *parse.ActionNode:
			v, known := b.value(pathOf(single(n.Pipe)))
			if !known {
				return maybe
			}
			if _, none := v.(deal.None); none {
				written = no
			}
			to.WriteString(v.Raw())
		case *parse.IfNode:
			branch := n.List
			switch b.judge(pipeCondition(n.Pipe)) {
			case maybe:
				return maybe
			case no:
				branch = n.ElseList
			}
			if inner := b.write(branch, to); inner != yes {
				return inner
			}
		default:
			return maybe
		}
	}
	return written
}

// single is the only word of a pipeline, or nil.
func single(p *parse.PipeNode) parse.Node {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 || len(p.Cmds[0].Args) != 1 {
		return nil
	}
	return p.Cmds[0].Args[0]
}
