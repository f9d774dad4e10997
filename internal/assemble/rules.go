package assemble

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// checkRules runs the rules of the clauses taken. A rule that looks at an
// answer which is wrong, open or missing says nothing.
func (e *engine) checkRules() {
	for _, c := range e.choices.List {
		if !c.Taken {
			continue
		}
		e.problems = append(e.problems, c.Clause.Faults()...)
		for _, r := range c.Clause.Rules() {
			e.rule(r)
		}
	}
}

// rule runs one rule, if it can be judged.
func (e *engine) rule(r *library.Rule) {
	if !e.moved(r) || !e.known(r.If) {
		return
	}
	before := len(e.problems)
	e.ruling = r
	e.checkRule(r)
	e.ruling = nil
	unjudged(r, e.problems[before:])
}

// unjudged makes a warning of a rule that fails for the answers of a deal: a
// fault in a rule must not keep anybody from a draft.
func unjudged(r *library.Rule, problems diag.List) {
	for _, p := range problems {
		if p.Rule == "template" {
			p.Severity = diag.Warning
			p.Message = fmt.Sprintf("rule %s cannot be judged: %s", r.ID, p.Message)
		}
	}
}

// checkRule runs one rule, over each row of its table if it has one.
func (e *engine) checkRule(r *library.Rule) {
	if r.Each == "" {
		e.judge(r, "")
		return
	}
	table, ok := e.get(r.Each).(deal.Table)
	if !ok {
		return
	}
	for i := range table {
		e.texts.At(table, i)
		e.judge(r, fmt.Sprintf("%s[%d]", r.Each, i+1))
	}
	e.texts.Leave()
}

// judge lets a rule speak if its condition holds.
func (e *engine) judge(r *library.Rule, row string) {
	speaks := e.Run(r.If)
	e.trace.note(library.Branch{Of: r, Yes: speaks})
	if speaks {
		e.spoke = append(e.spoke, r)
		e.speak(r, row)
	}
}

// moved reports whether the deal has a say in what a rule looks at. A rule that
// sees fixed defaults only would speak of every deal or of none.
func (e *engine) moved(r *library.Rule) bool {
	varies := func(path string) bool { return e.Given(path) || e.lib.Default(path) != nil }
	if r.Each != "" && varies(r.Each) {
		return true
	}
	for _, c := range r.If.Calls() {
		if c.Name == "has" || c.Name == "given" || c.Name == "provides" {
			return true
		}
	}
	return slices.ContainsFunc(r.If.Uses(), func(u language.Use) bool { return u.Table == "" && varies(u.Path) })
}

// known reports whether every answer that a rule looks at is there to judge.
func (e *engine) known(b *language.Body) bool {
	for _, u := range b.Uses() {
		if u.Table != "" {
			continue
		}
		if _, blank := e.get(u.Path).(deal.Blank); blank || e.deal.Faulty(u.Path) {
			return false
		}
	}
	return true
}

// speak notes a rule's message at the row or the answer at fault, and names
// the other answers that the rule looks at.
func (e *engine) speak(r *library.Rule, row string) {
	text, ok := e.message(r.Message)
	if !ok {
		return
	}
	at := r.At
	if row != "" {
		at = append([]string{row}, at...)
	}
	pos := r.Pos
	if len(at) > 0 {
		pos = e.deal.Pos(at[0])
	}
	id, _, _ := strings.Cut(r.ID, ".") // F-27.2 is a part of F-27
	p := e.problems.Add(pos, r.Severity, id, "%s", strings.TrimSuffix(strings.TrimSpace(text), "."))
	if len(at) > 0 {
		p.WithPath(at[0])
		for _, path := range at[1:] {
			if e.deal.Given(path) {
				p.See(e.deal.Pos(path), "%s is answered here", path)
			}
		}
	}
	if r.Hint != nil {
		hint, _ := e.message(r.Hint)
		p.WithHint("%s", strings.TrimSpace(hint))
	}
	if r.Authority != "" {
		p.See(r.Pos, "%s", r.Authority)
	}
}
