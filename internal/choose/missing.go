package choose

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
)

// Missing is an answer that a deal needs and does not give.
type Missing struct {
	Path string
	By   diag.Position // what needs it
	Why  string        // "printed here"
}

// MissingAnswer is the rule of answers that are needed and not given.
const MissingAnswer = "missing-answer"

// Problem tells of a missing answer, and what could be one.
func (m Missing) Problem(d *deal.Deal, s *deal.Schema) *diag.Problem {
	var list diag.List
	p := list.Errorf(d.Pos(m.Path), MissingAnswer, "an answer is needed").WithPath(m.Path).See(m.By, "%s", m.Why)
	q, ok := s.Find(m.Path)
	if !ok {
		return p
	}
	hint := "write TBD to leave it open"
	if q.Kind == deal.KindChoice || q.Kind == deal.KindFlag {
		hint = q.Kind.Example()
		if len(q.Choices) > 0 {
			hint = "one of: " + strings.Join(q.Words(), ", ")
		}
	}
	return p.WithHint("%s (%s; %s)", q.Ask, q.Kind, hint)
}

// Needs lists the answers that the deal would have to give for one that is
// needed and not there: that one, or those for which its default waits. There
// are none where another problem of the deal file explains it.
func (s *Selection) Needs(path string) []string {
	if s.deal.Faulty(path) {
		return nil
	}
	list := []string{path}
	if p, ok := s.lib.Schema.Find(path); ok {
		if waited := s.waitsFor(p); len(waited) > 0 {
			list = waited
		}
	}
	return slices.DeleteFunc(list, s.deal.Faulty)
}

// Miss notes that an answer is needed and not there.
func (s *Selection) Miss(path string, by diag.Position, why string) {
	for _, path := range s.Needs(path) {
		if !slices.ContainsFunc(s.Missing, func(m Missing) bool { return m.Path == path }) {
			s.Missing = append(s.Missing, Missing{path, by, why})
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
			if s.unanswered(p) && len(s.waitsFor(p)) == 0 {
				s.Missing = append(s.Missing, Missing{p.Path, p.Pos, fmt.Sprintf("clause %q asks this", c.Clause.ID)})
			}
		}
	}
}

// unanswered reports whether a question that must have an answer has none.
func (s *Selection) unanswered(p *deal.Parameter) bool {
	return s.none(p.Path) && !p.Optional && !s.deal.Faulty(p.Path)
}

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
