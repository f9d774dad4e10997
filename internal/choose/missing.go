package choose

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// Missing is an answer that is needed and not there.
type Missing struct {
	Path string
	By   diag.Position // what needs it
	Why  string        // "printed here"
	Rule *library.Rule // that cannot be judged without it; nil: no draft can be made without it
}

// MissingAnswer is the rule of answers that are needed and not given.
const MissingAnswer = "missing-answer"

// UnusedAnswer is the rule of answers that change nothing.
const UnusedAnswer = "unused-answer"

// Lacks reports whether an answer is missing without which there is no draft.
func (c *Choices) Lacks() bool {
	return slices.ContainsFunc(c.Missing, func(m Missing) bool { return m.Rule == nil })
}

// Problem tells of a missing answer, and what could be one. A rule that cannot
// be judged keeps nobody from a draft.
func (m Missing) Problem(d *deal.Deal, s *deal.Schema) *diag.Problem {
	severity, text := diag.Error, "an answer is needed"
	if m.Rule != nil {
		severity, text = diag.Warning, fmt.Sprintf("rule %s cannot be judged: %s", m.Rule.ID, text)
	}
	var list diag.List
	p := list.Add(d.Pos(m.Path), severity, MissingAnswer, "%s", text).WithPath(m.Path).See(m.By, "%s", m.Why)
	q, ok := s.Find(m.Path)
	if !ok {
		return p
	}
	hint := "write TBD to leave it open"
	if !q.MayStayOpen() {
		hint = q.Kind.Example()
		if len(q.Choices) > 0 {
			hint = "one of: " + strings.Join(q.Words(), ", ")
		}
	}
	return p.WithHint("%s (%s; %s)", q.Ask, q.Kind, hint)
}

// Miss notes that an answer is needed and not there: the answer itself, or
// those for which its default waits. Where another problem of the deal file
// explains it, nothing is noted. rule is what asks, if a rule does.
func (s *Selection) Miss(path string, by diag.Position, why string, rule *library.Rule) {
	if s.deal.Faulty(path) {
		return
	}
	needed := []string{path}
	if p, ok := s.lib.Schema.Find(path); ok {
		if waited := s.waitsFor(p); len(waited) > 0 {
			needed = waited
		}
	}
	for _, path := range needed {
		noted := func(m Missing) bool { return m.Path == path && (m.Rule == nil || m.Rule == rule) }
		if !s.deal.Faulty(path) && !slices.ContainsFunc(s.Choices.Missing, noted) {
			s.Choices.Missing = append(s.Choices.Missing, Missing{path, by, why, rule})
		}
	}
}

// askMissing notes, for every clause taken, questions that have neither an
// answer nor a default.
func (s *Selection) askMissing() {
	for _, c := range s.Choices.List {
		if !c.Taken {
			continue
		}
		for _, p := range c.Clause.Parameters {
			if (c.By == nil || s.template.Carries(p)) && s.unanswered(p) && len(s.waitsFor(p)) == 0 {
				s.Miss(p.Path, p.Pos, fmt.Sprintf("clause %q asks this", c.Clause.ID), nil)
			}
		}
	}
}

// unanswered reports whether a question that must have an answer has none. Miss tells
// nothing of one whose answer is at fault.
func (s *Selection) unanswered(p *deal.Parameter) bool { return s.none(p.Path) && !p.Optional }

func (s *Selection) none(path string) bool {
	v, known := s.Value(path)
	_, none := v.(deal.None)
	return !known || none
}

// waitsFor lists the answers, missing or wrong, for which a default waits: it
// could not be computed without them.
func (s *Selection) waitsFor(p *deal.Parameter) []string {
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
		if s.none(q.Path) && (s.deal.Faulty(q.Path) || s.unanswered(q)) {
			paths = append(paths, q.Path)
		}
	}
	return paths
}
