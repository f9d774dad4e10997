package assemble

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// judging is what the judging of rules knows and has found.
type judging struct {
	facts    *facts          // by which rules are judged
	rule     *library.Rule   // that is being judged
	choice   *choose.Choice  // the clause that has it
	fired    []*library.Rule // the rules that fired
	findings []finding       // what they said
}

// checkRules judges the rules of the clauses taken. A rule that looks at an
// answer which is wrong or open says nothing.
func (e *engine) checkRules() {
	for _, c := range e.choices.List {
		if !c.Taken {
			continue
		}
		e.problems = append(e.problems, c.Clause.Faults()...)
		rules := e.ruledBy(c.Clause)
		for i := range rules {
			e.rule(c, &rules[i])
		}
	}
}

// dropUnjudged takes back the errors of rules that look at a missing answer: the
// answer is asked for, and they fire when it is there.
func (e *engine) dropUnjudged() {
	missing := func(path string) bool {
		return slices.ContainsFunc(e.choices.Missing, func(m choose.Missing) bool { return m.Path == path })
	}
	for _, f := range e.judging.findings {
		if f.rule.Severity == diag.Error && slices.ContainsFunc(looksAt(f.rule), missing) {
			e.problems = slices.DeleteFunc(e.problems, func(p *diag.Problem) bool { return p == f.problem })
		}
	}
}

// ruled is a rule with what is known of it before any deal.
type ruled struct {
	*library.Rule
	states condition.Expr // what its condition states; Opaque where the text is at fault, and tells it when it is run
	names  []string       // answers that its condition names
	looks  []string       // answers that it looks at
	always bool           // every deal has a say in it
}

// ruledBy are the rules of a clause.
func (e *engine) ruledBy(c *library.Clause) []ruled {
	return e.lib.Once(rulesOf{c}, func() any {
		var list []ruled
		for _, r := range c.Rules() {
			rule := ruled{r, condition.Of(r.If), usedBy(r.If), looksAt(r), asksOfAll(r.If)}
			for _, path := range rule.looks {
				rule.always = rule.always || e.lib.Default(path) != nil
			}
			if len(e.lib.Faults(r.If)) > 0 {
				rule.states = condition.Opaque{}
			}
			list = append(list, rule)
		}
		return list
	}).([]ruled)
}

// rulesOf is the key of the rules of a clause.
type rulesOf struct{ clause *library.Clause }

// asksOfAll reports whether a condition asks what every deal decides: which clauses
// are in, and what is given.
func asksOfAll(b *language.Body) bool { return len(b.Asks()) > 0 }

// moved reports whether the deal has a say in what a rule looks at. A rule that
// sees fixed defaults only would fire in every deal or of none.
func (e *engine) moved(r *ruled) bool { return r.always || slices.ContainsFunc(r.looks, e.Given) }

// known reports whether every answer that the condition of a rule names is there to
// judge.
func (e *engine) known(r *ruled) bool {
	for _, path := range r.names {
		if _, blank := e.get(path).(deal.Blank); blank || e.deal.Faulty(path) {
			return false
		}
	}
	return true
}

// rule judges one rule of a clause, if it can be.
func (e *engine) rule(c *choose.Choice, r *ruled) {
	if !e.moved(r) || !e.known(r) {
		return
	}
	before := len(e.problems)
	e.judging.choice, e.judging.rule = c, r.Rule
	e.checkRule(r)
	e.judging.choice, e.judging.rule = nil, nil
	if !e.texts.Budget.Spent() { // else nothing more can be drafted, and that is an error
		unjudged(r.Rule, e.problems[before:])
	}
}

// unjudged makes a warning of a rule that fails for the answers of a deal: a
// fault in a rule must not keep anybody from a draft.
func unjudged(r *library.Rule, problems diag.List) {
	for _, p := range problems {
		if p.Rule == language.BadAction {
			p.Severity = diag.Warning
			p.Message = fmt.Sprintf("rule %s cannot be judged: %s", r.ID, p.Message)
		}
	}
}

// checkRule judges one rule, over each row of its table if it has one.
func (e *engine) checkRule(r *ruled) {
	verdict := condition.Judge(r.states, e.judging.facts)
	if r.Each == "" {
		e.judge(r.Rule, verdict, 0)
		return
	}
	table, ok := e.get(r.Each).(deal.Table)
	if !ok {
		return
	}
	for i := range table {
		e.texts.At(table, i)
		e.judge(r.Rule, verdict, i+1)
	}
	e.texts.Leave()
}

// judge lets a rule fire if its condition holds, of a row if it has a number. The text
// is run where the facts do not tell.
func (e *engine) judge(r *library.Rule, verdict condition.Verdict, row int) {
	met := verdict == condition.Yes || verdict == condition.Maybe && e.Run(r.If)
	e.alone.take(library.Branch{Of: r, Yes: met})
	if met {
		e.judging.fired = append(e.judging.fired, r)
		e.fire(r, row)
	}
}

// facts are those of a whole deal, as a rule sees them: without the answer that is
// taken not to be given.
type facts struct {
	*choose.Selection
	engine *engine
}

// Given tells whether the deal answers a question, or holds the group.
func (f *facts) Given(path string) condition.Verdict {
	return condition.VerdictOf(f.engine.Given(path))
}

// fire notes a rule's message at the row or the answer at fault, and names
// the other answers that the rule looks at.
func (e *engine) fire(r *library.Rule, row int) {
	text, ok := e.message(r.Message)
	if !ok {
		return
	}
	at := r.At
	if row > 0 {
		at = append([]string{fmt.Sprintf("%s[%d]", r.Each, row)}, at...)
	}
	pos, from := e.placeOf(r, at)
	p := e.problems.Add(pos, r.Severity, r.Name(), "%s", strings.TrimSuffix(strings.TrimSpace(text), "."))
	e.judging.findings = append(e.judging.findings, finding{p, r})
	switch {
	case from == deal.OmitPath:
		p.WithPath(from)
	case len(at) > 0:
		p.WithPath(at[0])
	}
	for i, path := range at {
		switch {
		case path != from && e.answered(path):
			p.See(e.deal.Pos(path), "%s is answered here", path)
		case i == 0 && path != from:
			e.seeDefault(p, path)
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

// placeOf is where a rule fires: where the deal leaves a clause out, if that is
// why it does; at the first of the answers at fault that the deal gives, else at
// one that the rule looks at or tells, else at the one that made the clause
// enter. from is the path of that answer.
func (e *engine) placeOf(r *library.Rule, at []string) (pos diag.Position, from string) {
	for _, part := range condition.Deciding(condition.Of(r.If), e.choosing) {
		if has, ok := part.(condition.Has); ok && e.choosing.Omission(has.Clause) != nil {
			return e.choosing.Omission(has.Clause).Pos, deal.OmitPath
		}
	}
	for _, path := range slices.Concat(at, looksAt(r), usedBy(r.Message)) {
		if e.answered(path) {
			return e.deal.Pos(path), path
		}
	}
	if len(at) > 0 {
		for group := at[0]; group != ""; group = group[:max(0, strings.LastIndexByte(group, '.'))] {
			if e.deal.Given(group) {
				return e.deal.Pos(group), group
			}
		}
	}
	return e.entered(e.judging.choice, map[string]bool{})
}

// usedBy lists the answers that a text names, each once. The list is shared: it must
// not be changed.
func usedBy(b *language.Body) []string {
	return b.Once(answersUsed{}, func() any {
		var paths []string
		for _, u := range b.Uses() {
			if u.Table == "" && !slices.Contains(paths, u.Path) {
				paths = append(paths, u.Path)
			}
		}
		return paths
	}).([]string)
}

// answersUsed is the key of the answers that a text names.
type answersUsed struct{}

// answered reports whether the deal answers a question, of which a path may be
// a row or a cell, or holds the group.
func (e *engine) answered(path string) bool {
	if _, ok := e.deal.Answer(parameterOf(path)); ok {
		return true
	}
	return e.lib.Schema.HasGroup(path) && e.deal.Given(path)
}

// entered is the place of the answer that made a clause enter: its own, that of
// a clause on which it depends, or the name of the template that has it.
func (e *engine) entered(c *choose.Choice, seen map[string]bool) (pos diag.Position, from string) {
	if c == nil || seen[c.Clause.ID] {
		return e.deal.TemplatePos, "template"
	}
	seen[c.Clause.ID] = true
	for _, r := range c.Because {
		if r.Pos.Line > 0 {
			return r.Pos, r.Path
		}
	}
	for _, r := range c.Because {
		if r.Clause != "" && e.choosing.In(r.Clause) {
			return e.entered(e.choices.Find(r.Clause), seen)
		}
	}
	return e.deal.TemplatePos, "template"
}

// seeDefault says what holds for a question that a rule is about and that the
// deal does not answer.
func (e *engine) seeDefault(p *diag.Problem, path string) {
	q, ok := e.lib.Schema.Find(parameterOf(path))
	if !ok {
		return
	}
	switch v := e.get(q.Path).(type) {
	case deal.None:
		p.See(q.Pos, "%s is not answered", q.Path)
	default:
		p.See(q.Pos, "%s is %s by default", q.Path, choose.Shown(v))
	}
}
