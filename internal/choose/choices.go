package choose

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/calendar"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// Choice is what became of one clause of the template.
type Choice struct {
	Clause  *library.Clause
	Taken   bool             // it is in the draft
	By      *library.StandIn // the compound clause that says it; nil if it is printed in its own words, or not taken
	Variant *library.Variant // the variant that is printed; nil if none is
	Notice  string           // printed in place of a clause that the deal omits; may be empty
	Because []Reason         // the answers that decided it; none if nothing had to be decided
}

// Choices is what became of every clause of the template, in order.
type Choices struct {
	Template *library.Template
	List     []*Choice
	Missing  []Missing               // answers that are needed and not there
	Unused   []Unused                // answers that nothing in the draft uses, in the order of the deal
	Accepted []Accepted              // what rules found and the deal accepts, in the order of the deal
	Said     []string                // answers that a text prints or that decide what is printed, sorted; nil unless that was asked for
	Unsaid   []string                // the other answers that say more than what holds without them, in the order of the deal; likewise
	Dates    func() []calendar.Entry // what falls due under the draft: on days, again and again, upon events, over periods; worked out when it is asked for
	byID     map[string]*Choice
	answers  Answers
	by       *Selection
}

// Value is what the deal comes to for a question: the answer, its default, or a
// deal.None. It is false for what is no question.
func (c *Choices) Value(path string) (deal.Value, bool) { return c.answers.Value(path) }

// Holds reports whether a condition of the library holds in the draft.
func (c *Choices) Holds(b *language.Body) bool { return c.by.Holds(b) == condition.Yes }

// Accepted is a remark or a warning of a rule that the deal accepts.
type Accepted struct {
	Finding *diag.Problem
	By      deal.Acceptance
}

// Find returns what became of a clause, or nil if the template does not list it.
func (c *Choices) Find(id string) *Choice { return c.byID[id] }

// Answers are what a whole deal comes to.
type Answers interface {
	// Value is the answer to a question, else its default, else a deal.None. It
	// is false for what is no question.
	Value(path string) (deal.Value, bool)
	// Run reports whether a condition holds.
	Run(b *language.Body) bool
}

// Selection decides for one whole deal.
type Selection struct {
	*Chooser
	Choices  *Choices
	Problems diag.List

	deal    *deal.Deal
	answers Answers
}

// NewSelection prepares to choose the clauses of a template for a deal.
func NewSelection(lib *library.Library, t *library.Template, d *deal.Deal, answers Answers) *Selection {
	s := &Selection{deal: d, answers: answers, Choices: &Choices{Template: t, byID: map[string]*Choice{}, answers: answers}}
	s.Chooser, s.Choices.by = New(lib, t, s), s
	return s
}

// All chooses all clauses and variants and notes the answers that they miss.
func (s *Selection) All() {
	s.checkNames()
	for _, id := range s.template.All() {
		if s.template.Lists(id) || s.wanted(id) != nil {
			s.choose(id)
		}
	}
	s.checkWanted()
	s.askMissing()
}

// Assume takes clauses to be in the draft, whatever their conditions say.
func (s *Selection) Assume(with map[string]bool) {
	for id := range with {
		s.decided[id] = condition.Yes
	}
}

// ChooseOne chooses a clause by itself, with those for which it stands. Every other
// clause of the template is out, but for those that are taken to be in.
func (s *Selection) ChooseOne(id string) *Choice {
	stood := map[string]bool{}
	for _, other := range s.template.Order() {
		by := s.template.StandIn(other)
		stood[other] = by != nil && by.By == id
		if _, assumed := s.decided[other]; other != id && !stood[other] && !assumed {
			s.decided[other] = condition.No
		}
	}
	s.choose(id)
	for _, other := range s.template.Order() {
		if stood[other] {
			s.choose(other)
		}
	}
	s.askMissing()
	return s.Choices.Find(id)
}

// In reports whether a clause is in the draft.
func (s *Selection) In(id string) bool { return s.Has(id) == condition.Yes }

// choose notes what becomes of a clause and why.
func (s *Selection) choose(id string) {
	clause := s.lib.Clauses[id]
	if clause == nil {
		return
	}
	c := &Choice{Clause: clause, Taken: s.In(id)}
	if o := s.Omission(id); o != nil {
		c.Notice = o.Notice
		c.Because = []Reason{{Path: deal.OmitPath, Value: id, From: "answer", Pos: o.Pos}}
	} else {
		c.Because = s.Why(condition.Of(clause.When))
	}
	if c.Taken {
		s.wording(c)
	}
	s.Choices.byID[id] = c
	s.Choices.List = append(s.Choices.List, c)
}

// wording notes which words of the library say a clause that is in the draft: those
// of a compound clause, or its own in one of its variants.
func (s *Selection) wording(c *Choice) {
	if w := s.wanted(c.Clause.ID); w != nil {
		c.Because = append(c.Because, Reason{Path: s.wantedIn(w), Value: c.Clause.ID, From: "answer", Pos: w.Pos})
	} else {
		c.By = s.template.StandIn(c.Clause.ID)
	}
	if c.By == nil {
		s.variant(c)
	}
}

func (s *Selection) variant(c *Choice) {
	way := s.Chooser.Variant(c.Clause)
	c.Variant = way.Variant
	switch {
	case way.When != nil:
		c.Because = append(c.Because, s.Why(condition.Of(way.When))...)
	case way.BySide:
		c.Because = append(c.Because, s.reason(deal.SidePath))
	default:
		if p := s.variantNamed(c.Clause); p != nil {
			c.Because = append(c.Because, Reason{Path: deal.VariantPath(p.Clause), Value: p.Variant, From: "answer", Pos: p.VariantPos})
		}
	}
}

// What is known of a whole deal is everything.

// Value is the answer to a question, its default, or a deal.None.
func (s *Selection) Value(path string) (deal.Value, bool) { return s.answers.Value(path) }

// Given tells whether the deal answers a question, or holds the group.
func (s *Selection) Given(path string) condition.Verdict {
	return condition.VerdictOf(s.deal.Given(path))
}

// Omitted tells whether the deal leaves a clause out.
func (s *Selection) Omitted(clause string) condition.Verdict {
	return condition.VerdictOf(s.Omission(clause) != nil)
}

// Wanted tells whether the deal wants a clause in its own words.
func (s *Selection) Wanted(clause string) condition.Verdict {
	return condition.VerdictOf(s.wanted(clause) != nil)
}

// Named is the variant that the deal names for a clause.
func (s *Selection) Named(c *library.Clause) *library.Variant {
	if p := s.variantNamed(c); p != nil {
		return c.Variant(p.Variant)
	}
	return nil
}

// Run runs the text of a condition.
func (s *Selection) Run(b *language.Body) condition.Verdict {
	return condition.VerdictOf(s.answers.Run(b))
}

// Circular reports a condition that asks whether its own clause is in.
func (s *Selection) Circular(c *library.Clause) condition.Verdict {
	s.Problems.Errorf(c.When.Start(), "circular-condition", "whether clause %q is in the draft depends on itself", c.ID)
	return condition.No
}

// Omission is the deal's word that a clause is left out, or nil.
func (s *Selection) Omission(id string) *deal.Omission {
	for i := len(s.deal.Omit) - 1; i >= 0; i-- {
		if s.deal.Omit[i].Clause == id {
			return &s.deal.Omit[i]
		}
	}
	return nil
}

// variantNamed is the variant that the deal chooses for a clause, nil if it chooses
// none that there is.
func (s *Selection) variantNamed(c *library.Clause) *deal.NamedVariant {
	for i, p := range s.deal.Variants {
		if p.Clause == c.ID && c.Variant(p.Variant) != nil {
			return &s.deal.Variants[i]
		}
	}
	return nil
}

// checkNames reports clauses, variants and, in approvals, rules that the deal names and
// the library does not have.
func (s *Selection) checkNames() {
	for _, o := range s.deal.Omit {
		s.clauseNamed(o.Clause, o.Pos)
		if w := s.wanted(o.Clause); w != nil {
			s.Problems.Errorf(w.Pos, library.UnknownClause, "clause %q is wanted here and left out", o.Clause).See(o.Pos, "it is left out here").WithHint("take one of them out")
		}
	}
	for _, w := range slices.Concat(s.deal.Add, s.deal.Full) {
		s.clauseNamed(w.Clause, w.Pos)
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
		s.Problems.Errorf(v.VariantPos, "unknown-variant", "clause %q has no variant %q", v.Clause, v.Variant).
			WithHint("it has: %s", strings.Join(names, ", "))
	}
	for _, a := range s.deal.Approve {
		switch kind, of, ok := deal.CutDeparture(a.Departure); {
		case !ok || kind == deal.EditDeparture && of == deal.OutsideClauses:
		case kind != deal.RuleDeparture:
			s.clauseNamed(of, a.Pos)
		default:
			if p := UnknownRule(s.lib, of, "approve."+a.Departure, a.Pos); p != nil {
				s.Problems = append(s.Problems, p)
			}
		}
	}
}

// UnknownRule is the problem that a deal names a rule which the library does not have;
// nil if it has it.
func UnknownRule(lib *library.Library, name, path string, pos diag.Position) *diag.Problem {
	ids := lib.RuleIDs()
	if slices.Contains(ids, name) {
		return nil
	}
	p := &diag.Problem{Pos: pos, Rule: "unknown-rule", Path: path, Message: fmt.Sprintf("the library has no rule %q", name)}
	if near := diag.Nearest(name, ids); near != "" {
		return p.WithHint("did you mean %q?", near)
	}
	return p.WithHint("check tells the id of a rule between brackets, such as F-56")
}

func (s *Selection) clauseNamed(id string, pos diag.Position) *library.Clause {
	c := s.lib.Clauses[id]
	if c == nil {
		p := s.Problems.Errorf(pos, library.UnknownClause, "there is no clause %q", id)
		if near := diag.Nearest(id, s.lib.ClauseIDs()); near != "" {
			p.WithHint("did you mean %q?", near)
		} else {
			p.WithHint("\"clausewright list clauses\" names them")
		}
	}
	return c
}
