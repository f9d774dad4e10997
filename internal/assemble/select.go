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

// Choice is what became of one clause of the template.
type Choice struct {
	Clause  *library.Clause
	Taken   bool
	Variant *library.Variant // the wording taken; nil if the clause is left out
	Notice  string           // printed in place of a clause that the deal omits; may be empty
	Because []Reason         // the answers that decided it; none if nothing had to be decided
}

// Reason is an answer that decided something.
type Reason struct {
	Path  string        // a parameter, a group, or "clauses.omit", "variants"
	Value string        // the answer as a deal file would hold it; "not given" if there is none
	From  string        // "answer", "default" or "not given"
	Pos   diag.Position // of the answer, if the deal gives it
}

// Choices is the outcome of selection: every clause of the template in order.
type Choices struct {
	Template *library.Template
	List     []Choice
	byID     map[string]*Choice
}

// Find returns what became of a clause, or nil if the template does not list it.
func (c *Choices) Find(id string) *Choice { return c.byID[id] }

// selection decides which clauses enter. A condition may ask has about
// another clause, so each is decided when it is first needed.
type selection struct {
	*engine
	template *library.Template
	omitted  map[string]deal.Omission
	decided  map[string]*Choice
	deciding []string
	with     map[string]bool // clauses taken to be in the draft beside a clause that is assembled alone
}

// choose selects clauses and wordings and notes answers that are missing.
func (e *engine) choose(t *library.Template) *Choices {
	s := &selection{engine: e, template: t, omitted: map[string]deal.Omission{}, decided: map[string]*Choice{}}
	e.choosing = s
	s.checkNames()
	for _, o := range e.deal.Omit {
		s.omitted[o.Clause] = o
	}
	choices := &Choices{Template: t, byID: s.decided}
	for _, id := range t.Order() {
		if c := s.decide(id); c != nil {
			choices.List = append(choices.List, *c)
		}
	}
	s.askMissing(choices)
	return choices
}

// checkNames reports clauses and wordings that the deal names and the library
// does not have.
func (s *selection) checkNames() {
	for _, o := range s.deal.Omit {
		s.clauseNamed(o.Clause, o.Pos)
	}
	for _, v := range s.deal.Variants {
		c := s.clauseNamed(v.Clause, v.Pos)
		if c == nil || c.Variant(v.Variant) != nil {
			continue
		}
		var names []string
		for _, w := range c.Variants {
			names = append(names, w.Name)
		}
		s.problems.Errorf(v.VariantPos, "unknown-variant", "clause %q has no wording %q", v.Clause, v.Variant).
			WithHint("it has: %s", strings.Join(names, ", "))
	}
}

func (s *selection) clauseNamed(id string, pos diag.Position) *library.Clause {
	c := s.lib.Clauses[id]
	if c == nil {
		p := s.problems.Errorf(pos, "unknown-clause", "there is no clause %q", id)
		if near := diag.Nearest(id, s.lib.ClauseIDs()); near != "" {
			p.WithHint("did you mean %q?", near)
		} else {
			p.WithHint("\"clausewright list clauses\" names them")
		}
	}
	return c
}

// has reports whether a clause is in the draft.
func (s *selection) has(id string) bool {
	if s.with[id] {
		return true
	}
	if !s.template.Lists(id) {
		return false
	}
	c := s.decide(id)
	return c != nil && c.Taken
}

// decide finds out about one clause; nil if the library does not have it.
func (s *selection) decide(id string) *Choice {
	if c, ok := s.decided[id]; ok {
		return c
	}
	clause := s.lib.Clauses[id]
	if clause == nil {
		return nil
	}
	if slices.Contains(s.deciding, id) {
		s.problems.Errorf(clause.When.Start(), "circular-condition", "whether clause %q is in the draft depends on itself", id)
		return &Choice{Clause: clause}
	}
	s.deciding = append(s.deciding, id)
	c := &Choice{Clause: clause}
	s.inclusion(c)
	if c.Taken {
		s.wording(c)
	}
	s.deciding = s.deciding[:len(s.deciding)-1]
	s.decided[id] = c
	return c
}

// inclusion decides whether a clause enters.
func (s *selection) inclusion(c *Choice) {
	if o, ok := s.omitted[c.Clause.ID]; ok {
		c.Notice = o.Notice
		c.Because = []Reason{{Path: "clauses.omit", Value: c.Clause.ID, From: "answer", Pos: o.Pos}}
		return
	}
	c.Taken = s.holds(c.Clause.When)
	c.Because = s.reasons(c.Clause.When)
}

// wording decides which variant of a clause that enters is taken: the one the
// deal names, else the first whose condition holds, else the drafting side's,
// else the balanced one.
func (s *selection) wording(c *Choice) {
	for _, v := range s.deal.Variants {
		if v.Clause == c.Clause.ID {
			if c.Variant = c.Clause.Variant(v.Variant); c.Variant != nil {
				c.Because = append(c.Because, Reason{Path: "variants." + v.Clause, Value: v.Variant, From: "answer", Pos: v.VariantPos})
				return
			}
		}
	}
	for _, v := range c.Clause.Variants {
		if v.When != nil && s.holds(v.When) {
			c.Variant = v
			c.Because = append(c.Because, s.reasons(v.When)...)
			return
		}
	}
	if side, ok := s.get(sidePath).(deal.Chosen); ok {
		if c.Variant = c.Clause.Variant(side.Word); c.Variant != nil {
			c.Because = append(c.Because, s.reason(sidePath))
			return
		}
	}
	c.Variant = c.Clause.Variant("balanced")
}

// reasons are the answers that a condition looks at.
func (s *selection) reasons(b *language.Body) []Reason {
	if b == nil {
		return nil
	}
	var list []Reason
	add := func(r Reason) {
		if !slices.ContainsFunc(list, func(other Reason) bool { return other.Path == r.Path }) {
			list = append(list, r)
		}
	}
	for _, c := range b.Calls() {
		switch {
		case len(c.Args) == 0:
		case c.Name == "given":
			add(s.reason(c.Args[0]))
		case c.Name == "has":
			add(Reason{Path: "clause " + c.Args[0], Value: inOrOut(s.has(c.Args[0])), From: "answer"})
		}
	}
	for _, u := range b.Uses() {
		add(s.reason(u.Path))
	}
	return list
}

func inOrOut(in bool) string {
	if in {
		return "in the draft"
	}
	return "not in the draft"
}

// reason tells how a parameter or group is answered.
func (s *selection) reason(path string) Reason {
	r := Reason{Path: path, From: "not given", Value: "not given"}
	if _, isParameter := s.lib.Schema.Find(path); !isParameter {
		if s.deal.Given(path) {
			r.From, r.Value, r.Pos = "answer", "given", s.deal.Pos(path)
		}
		return r
	}
	v := s.get(path)
	if _, ok := s.deal.Answer(path); ok {
		r.From, r.Pos, r.Value = "answer", s.deal.Pos(path), short(v.Raw())
	} else if _, none := v.(deal.None); !none {
		r.From, r.Value = "default", short(v.Raw())
	}
	return r
}

// short cuts the text of an answer for a list of reasons.
func short(text string) string {
	const most = 60
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-1]) + "…"
}

// askMissing notes, for every clause taken, questions that have neither an
// answer nor a default.
func (s *selection) askMissing(choices *Choices) {
	for _, c := range choices.List {
		if !c.Taken {
			continue
		}
		for _, p := range c.Clause.Parameters {
			if s.unanswered(p) && !s.waits(p) {
				s.missing(p.Path).See(p.Pos, "clause %q asks this", c.Clause.ID)
			}
		}
	}
}

// unanswered reports whether a question that must have an answer has none.
func (s *selection) unanswered(p *deal.Parameter) bool {
	_, none := s.get(p.Path).(deal.None)
	return none && !p.Optional && !s.deal.Faulty(p.Path)
}

// waits reports whether a default could not be computed because an answer that
// it needs is missing or wrong; that answer is asked for instead.
func (s *selection) waits(p *deal.Parameter) bool { return len(s.waitsFor(p)) > 0 }

// waitsFor lists the answers, missing or wrong, for which a default waits.
func (s *selection) waitsFor(p *deal.Parameter) []string {
	body := s.lib.Default(p.Path)
	if body == nil {
		return nil
	}
	var paths []string
	for _, u := range body.Uses() {
		q, ok := s.lib.Schema.Find(u.Path)
		if !ok || u.Table != "" || slices.Contains(paths, q.Path) {
			continue
		}
		if _, none := s.get(q.Path).(deal.None); none && (s.deal.Faulty(q.Path) || s.unanswered(q)) {
			paths = append(paths, q.Path)
		}
	}
	return paths
}

// checkRules runs the rules of the clauses taken. A rule that looks at an
// answer which is wrong, open or missing says nothing.
func (e *engine) checkRules(choices *Choices) {
	for _, c := range choices.List {
		if !c.Taken {
			continue
		}
		for _, r := range c.Clause.Rules {
			if e.moved(r) && e.known(r.If) {
				before := len(e.problems)
				e.checkRule(r)
				unjudged(r, e.problems[before:])
			}
		}
	}
}

// unjudged makes a warning of a rule that fails for the answers of a deal: a
// fault in a rule must not keep anybody from a draft.
func unjudged(r *library.Rule, problems diag.List) {
	for _, p := range problems {
		if p.Rule == "template" || p.Rule == missingAnswer {
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
	speaks := e.holds(r.If)
	e.trace.note(library.Branch{Of: r, Yes: speaks})
	if speaks {
		e.speak(r, row)
	}
}

// moved reports whether the deal has a say in what a rule looks at. A rule that
// sees fixed defaults only would speak of every deal or of none.
func (e *engine) moved(r *library.Rule) bool {
	varies := func(path string) bool { return e.deal.Given(path) || e.lib.Default(path) != nil }
	if r.Each != "" && varies(r.Each) {
		return true
	}
	for _, c := range r.If.Calls() {
		if c.Name == "has" || c.Name == "given" {
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

// String is a reason as explain prints it.
func (r Reason) String() string {
	switch r.From {
	case "default":
		return fmt.Sprintf("%s is %s by default", r.Path, r.Value)
	case "answer":
		if r.Pos.Line > 0 {
			return fmt.Sprintf("%s is %s (line %d)", r.Path, r.Value, r.Pos.Line)
		}
		return fmt.Sprintf("%s is %s", r.Path, r.Value)
	}
	return fmt.Sprintf("%s is not given", r.Path)
}
