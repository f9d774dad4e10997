package assemble

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// finding is what a rule said.
type finding struct {
	problem *diag.Problem
	rule    *library.Rule
}

// accept takes what the deal accepts out of the problems and tells entries that
// accept nothing. Every other remark or warning of a rule carries the entry that
// would accept it.
func (e *engine) accept() {
	for _, a := range e.deal.Accept {
		if e.knownRule(a) {
			e.acceptBy(a)
		}
	}
	for _, f := range e.judging.findings {
		if f.problem.Severity != diag.Error && slices.Contains(e.problems, f.problem) {
			f.problem.Accept = e.offer(f)
		}
	}
}

// knownRule reports whether the library has the rule that an entry names, and
// the problem if not.
func (e *engine) knownRule(a deal.Acceptance) bool {
	p := choose.UnknownRule(e.lib, a.Rule, "accept."+a.Rule, a.Pos)
	if p != nil {
		e.problems = append(e.problems, p)
	}
	return p == nil
}

// acceptBy applies one entry to what its rule said.
func (e *engine) acceptBy(a deal.Acceptance) {
	changed := e.changedSince(a)
	spoke := false
	for _, f := range e.judging.findings {
		switch p := f.problem; {
		case p.Rule != a.Rule:
			continue
		case p.Severity == diag.Error:
			e.problems.Add(a.Pos, diag.Warning, "accepted-error", "what rule %s finds is an error, and cannot be accepted", a.Rule).
				WithPath("accept."+a.Rule).WithHint("mend it, or draft with --force, which lists it on the cover").See(p.Pos, "%s", p.Message)
		case changed != "":
			p.See(a.Pos, "it was accepted when %s", changed)
		default:
			e.problems = slices.DeleteFunc(e.problems, func(other *diag.Problem) bool { return other == p })
			e.choices.Accepted = append(e.choices.Accepted, choose.Accepted{Finding: p, By: a})
		}
		spoke = true
	}
	if !spoke {
		e.problems.Add(a.Pos, diag.Info, "accepts-nothing", "rule %s has nothing to say of this deal", a.Rule).WithPath("accept." + a.Rule).WithHint("leave the entry out")
	}
}

// changedSince tells the first answer that is not what it was when a remark was
// accepted.
func (e *engine) changedSince(a deal.Acceptance) string {
	for _, c := range a.When {
		if c.Holds(e.get(c.Path)) {
			continue
		}
		if c.Value == nil {
			return c.Path + " was another"
		}
		return fmt.Sprintf("%s was %s", c.Path, choose.Shown(c.Value))
	}
	return ""
}

// offer is the entry that accepts a finding while the answers because of which
// the rule fires, and those that it tells, are what they are.
func (e *engine) offer(f finding) string {
	paths := looksAt(f.rule)
	if f.rule.Each == "" {
		paths = nil
		for _, part := range condition.Deciding(condition.Of(f.rule.If), e.choosing) {
			paths = append(paths, condition.Paths(part)...)
		}
	}
	var when []string
	for _, path := range append(paths, usedBy(f.rule.Message)...) {
		if _, ok := e.lib.Schema.Find(path); !ok {
			continue
		}
		if entry := path + ": " + deal.Consider(e.get(path)); !slices.Contains(when, entry) {
			when = append(when, entry)
		}
	}
	if len(when) == 0 {
		return fmt.Sprintf("%s: …", f.problem.Rule)
	}
	return fmt.Sprintf("%s: {reason: …, when: {%s}}", f.problem.Rule, strings.Join(when, ", "))
}
