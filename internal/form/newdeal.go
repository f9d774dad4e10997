package form

import (
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// newDeal is a deal that answers only what must be answered: the answers
// that it has to give, found by deciding what can be decided without drafting.
type newDeal struct {
	*templateQuestions
	choices   *choose.Chooser
	groups    map[string]bool       // groups that are present, whatever they answer
	answers   map[string]deal.Value // what the new deal answers
	present   map[string]bool       // their paths, and the groups in which they stand
	prefilled map[string]bool       // those answers that nobody gave
	working   map[string]bool       // defaults and presets being worked out
	workedOut map[string]readValue  // defaults that were worked out from these answers
}

// begin finds the answers that a deal must give if these optional groups are
// in it.
func (a *templateQuestions) begin(groups ...string) *newDeal {
	b := emptyDeal(a)
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

// emptyDeal is a deal that answers nothing.
func emptyDeal(a *templateQuestions) *newDeal {
	b := &newDeal{templateQuestions: a, groups: map[string]bool{}, answers: map[string]deal.Value{}, present: map[string]bool{},
		prefilled: map[string]bool{}, working: map[string]bool{}, workedOut: map[string]readValue{}}
	for path, v := range a.given {
		b.set(path, v)
	}
	b.choices = choose.Changing(a.lib, a.template, b)
	return b
}

// switchOn answers what brings the clauses of a group into the draft: flags
// that would keep them out, and choices whose default would.
func (b *newDeal) switchOn(group string) {
	for _, c := range clausesOf(b.lib, b.template) {
		if b.asks(c, group) {
			b.allow(group, condition.Of(c.When))
		}
	}
}

func (b *newDeal) allow(group string, e condition.Expr) {
	if condition.Judge(e, b.choices) == condition.Yes {
		return
	}
	switch e := e.(type) {
	case condition.All:
		for _, part := range e {
			b.allow(group, part)
		}
	case condition.Any:
		for _, part := range e {
			b.allow(group, part)
		}
	case condition.Truth:
		if p, ok := b.lib.Schema.Find(e.Path); ok && p.Kind == deal.KindFlag && topGroup(e.Path) == group {
			b.set(e.Path, deal.Flag(true))
		}
	case condition.Compare:
		p, ok := b.lib.Schema.Find(e.Left.Path)
		if !ok || e.Op != condition.Different || e.Right.Constant == nil || topGroup(p.Path) != group {
			return
		}
		for _, choice := range p.Choices {
			if choice.Word != e.Right.Word() {
				b.set(p.Path, deal.Chosen(choice))
				return
			}
		}
	}
}

// round asks what the clauses, as far as they are known to enter, need.
func (b *newDeal) round() {
	for _, c := range clausesOf(b.lib, b.template) {
		if b.choices.Has(c.ID) == condition.No {
			continue
		}
		for _, p := range b.template.CarriedBy(c) {
			b.answerIf(p)
			b.offer(p)
		}
		if way := b.choices.Variant(c); way != nil && b.template.Prints(c.ID) {
			b.printed(c.ID, way.Variant.Body)
		}
		for _, s := range schedulesOf(b.template, c) {
			if b.choices.Holds(s.When) == condition.Yes {
				b.printed(c.ID, s.Body)
			}
		}
	}
	for _, k := range b.template.KeyTerms {
		if b.choices.Has(k.Clause) == condition.Yes && b.choices.Holds(k.When) == condition.Yes {
			b.printed(k.Clause, k.Value)
		}
	}
	if order := b.template.Order(); len(order) > 0 {
		b.printed(order[0], b.template.Cover)
		b.printed(order[0], b.template.Legend)
	}
}

// needs reports whether a question has neither an answer nor a default.
func (b *newDeal) needs(p *deal.Parameter) bool {
	v, known := b.Value(p.Path)
	_, none := v.(deal.None)
	return known && none && !p.Optional
}

// answerIf answers a question that needs it.
func (b *newDeal) answerIf(p *deal.Parameter) {
	if b.needs(p) {
		b.answer(p)
	}
}

// offer answers a question that may be left out, if parties commonly answer it.
func (b *newDeal) offer(p *deal.Parameter) {
	if _, answered := b.answers[p.Path]; answered || !p.Optional {
		return
	}
	switch v := b.preset(p); {
	case v == nil:
	case deal.OpenWithin(v): // what is on the list is for the parties to say
		b.put(p, p.Provisional())
	default:
		b.put(p, v)
	}
}

// answer answers a question as is commonly agreed, else as every new deal does.
func (b *newDeal) answer(p *deal.Parameter) {
	v := b.preset(p)
	if v == nil {
		v = p.Provisional()
	}
	b.put(p, v)
}

// put writes an answer that nobody gave.
func (b *newDeal) put(p *deal.Parameter, v deal.Value) {
	_, open := v.(deal.Blank)
	b.set(p.Path, v)
	b.prefilled[p.Path] = !open
}

// set answers a question. Defaults that look at it are worked out again.
func (b *newDeal) set(path string, v deal.Value) {
	b.answers[path] = v
	clear(b.workedOut)
	for group := path; group != ""; group, _ = deal.CutLast(group) {
		b.present[group] = true
	}
}

// preset is what is commonly agreed on a question, given the answers on which that
// depends; nil if nothing is, or if the deal begins without presets and TBD would do.
func (b *newDeal) preset(p *deal.Parameter) deal.Value {
	begins, _ := b.lib.Beginning()
	body := begins.Preset(p.Path)
	if !b.presets && p.MayStayOpen() || body == nil || b.working[p.Path] {
		return nil
	}
	b.working[p.Path] = true
	defer delete(b.working, p.Path)
	for _, path := range pathsIn(body) {
		if q, ok := b.lib.Schema.Find(path); ok && b.presets && b.isAsked(path) {
			b.answerIf(q)
		}
		used, _ := b.Value(path)
		if _, open := used.(deal.Blank); open {
			return nil
		}
	}
	v, known := b.compute(p, body)
	if _, none := v.(deal.None); !known || none {
		return nil
	}
	family, _ := b.Value(deal.StylePath)
	if word, chosen := family.(deal.Chosen); chosen {
		v = language.RespellValue(v, b.lib.Spelling[word.Word])
	}
	return v
}

// Given tells whether the deal answers a question, or holds the group.
func (b *newDeal) Given(path string) condition.Verdict {
	return condition.VerdictOf(b.groups[path] || b.present[path])
}

// A new deal names no variant, and no clause but as the deal with which it begins.
// What only a whole deal can tell is not known.
func (b *newDeal) Omitted(id string) condition.Verdict {
	return condition.VerdictOf(b.deal.LeavesOut(id))
}
func (b *newDeal) Wanted(id string) condition.Verdict         { return condition.VerdictOf(b.deal.Wants(id)) }
func (b *newDeal) Named(*library.Clause) *library.Variant     { return nil }
func (b *newDeal) Run(*language.Body) condition.Verdict       { return condition.Maybe }
func (b *newDeal) Circular(*library.Clause) condition.Verdict { return condition.Maybe }

// Value is what the deal comes to for a question: its answer, else the
// default, else deal.None. It is false if the default cannot be worked out.
func (b *newDeal) Value(path string) (deal.Value, bool) {
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
	if v, ok := b.workedOut[path]; ok {
		return v.Value, v.known
	}
	if b.working[path] {
		return nil, false
	}
	alone := len(b.working) == 0 // else what is being worked out is not known to it
	b.working[path] = true
	defer delete(b.working, path)
	v, known := b.compute(p, body)
	if alone {
		b.workedOut[path] = readValue{v, known}
	}
	return v, known
}

// restsOnNothing reports whether a default looks only at optional questions that this
// deal leaves out, so that it is as if there were none.
func (b *newDeal) restsOnNothing(body *language.Body) bool {
	paths := pathsIn(body)
	answered := func(path string) bool {
		q, ok := b.lib.Schema.Find(path)
		v, known := b.Value(path)
		_, none := v.(deal.None)
		return !ok || !q.Optional || !known || !none
	}
	return len(paths) > 0 && !slices.ContainsFunc(paths, answered)
}

// compute is the value of a default that holds actions.
func (b *newDeal) compute(p *deal.Parameter, body *language.Body) (deal.Value, bool) {
	var text strings.Builder
	written := b.write(body.Tree(), condition.ScopeOf(body), &text)
	if written == condition.Maybe {
		return deal.None{Path: p.Path}, b.restsOnNothing(body)
	}
	word := strings.TrimSpace(text.String())
	if written == condition.No || word == "" || word == "null" {
		return deal.None{Path: p.Path}, true
	}
	return b.read(p, word)
}

// write writes what a text prints. It comes to maybe if that is not known, and
// to no if an answer that the text prints is left out.
func (b *newDeal) write(list *parse.ListNode, in condition.Scope, to *strings.Builder) condition.Verdict {
	if list == nil {
		return condition.Yes
	}
	written := condition.Yes
	for _, child := range list.Nodes {
		switch n := child.(type) {
		case *parse.TextNode:
			to.Write(n.Text)
		case *parse.ActionNode:
			v, known := b.Value(in.Path(n.Pipe))
			if !known {
				return condition.Maybe
			}
			if _, none := v.(deal.None); none {
				written = condition.No
			}
			to.WriteString(v.Raw())
		case *parse.IfNode:
			branch := n.List
			switch condition.Judge(b.condition(n.Pipe, in), b.choices) {
			case condition.Maybe:
				return condition.Maybe
			case condition.No:
				branch = n.ElseList
			}
			if inner := b.write(branch, in, to); inner != condition.Yes {
				return inner
			}
		default:
			return condition.Maybe
		}
	}
	return written
}
