package choose

import (
	"slices"
	"strings"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// Printed reports whether a clause is in the draft in its own words.
func (c *Choice) Printed() bool { return c.Taken && c.By == nil }

// wanted is the deal's word that a clause is to be in the draft in its own words;
// nil if it does not say so, and where the template has it so anyway.
func (s *Selection) wanted(id string) *deal.Wanted {
	if s.template.Prints(id) {
		return nil
	}
	for _, list := range [][]deal.Wanted{s.deal.Full, s.deal.Add} {
		for i := range list {
			if list[i].Clause == id {
				return &list[i]
			}
		}
	}
	return nil
}

// wantedIn is the list of the deal that has such a word.
func (s *Selection) wantedIn(w *deal.Wanted) string {
	if slices.ContainsFunc(s.deal.Full, func(other deal.Wanted) bool { return other == *w }) {
		return deal.FullPath
	}
	return deal.AddPath
}

// checkWanted reports clauses that the deal adds, wants in full, leaves out or
// words in a way that a short form cannot follow. A form that is no short one has
// them all in full.
func (s *Selection) checkWanted() {
	for _, w := range slices.Concat(s.deal.Add, s.deal.Full) {
		s.checkOne(w)
	}
	for _, o := range s.deal.Omit {
		if by := s.inseparable(o.Clause); by != nil && s.In(by.By) && !s.outAnyway(o.Clause) {
			s.Problems.Errorf(o.Pos, "omitted-clause", "%q cannot be left out alone: clause %q says it together with others", o.Clause, by.By).
				WithPath(deal.OmitPath).WithHint("%s", s.wayOut(by))
		}
	}
	for _, v := range s.deal.Variants {
		if c := s.Choices.Find(v.Clause); c != nil && c.By != nil {
			s.Problems.Errorf(v.Pos, "not-carried", "clause %q says %q in one wording for all", c.By.By, v.Clause).
				WithPath(deal.VariantPath(v.Clause)).WithHint("clauses: {full: [%s]} prints the wording that is chosen here%s", v.Clause, orFullForm(s.template))
		}
	}
}

// checkOne looks at one clause that the deal wants.
func (s *Selection) checkOne(w deal.Wanted) {
	switch c, by := s.Choices.Find(w.Clause), s.inseparable(w.Clause); {
	case s.lib.Clauses[w.Clause] == nil || s.Omission(w.Clause) != nil: // told
	case s.template.Prints(w.Clause): // in full, if it enters
		s.checkEnters(w, c)
	case by != nil && s.In(by.By):
		s.Problems.Errorf(w.Pos, "not-carried", "%q cannot be printed in full alone: clause %q says it together with others", w.Clause, by.By).
			WithHint("%s", s.wayOut(by))
	case s.misplaced(w.Clause):
		s.Problems.Errorf(w.Pos, "not-carried", "%q cannot be printed in full: it stands apart from the articles, and what says it here does not", w.Clause).
			WithHint("take the full form: template: %s", s.template.FullForm)
	case s.template.StandIn(w.Clause) == nil && !s.template.Adds(w.Clause):
		if s.template.FullForm != "" {
			s.Problems.Errorf(w.Pos, library.UnknownClause, "template %q cannot have clause %q", s.template.ID, w.Clause).WithHint("its full form has no such clause")
		}
	default:
		s.checkEnters(w, c)
	}
}

// checkEnters tells of a clause that the deal wants and that does not enter.
func (s *Selection) checkEnters(w deal.Wanted, c *Choice) {
	if c == nil || c.Taken {
		return
	}
	p := s.Problems.Add(w.Pos, diag.Warning, UnusedAnswer, "clause %q is wanted here and does not enter", w.Clause)
	for _, r := range s.WhyOut(c) {
		p.See(r.Pos, "%s", r)
	}
	p.WithHint("answer its questions, or take it out here")
}

// inseparable is the compound clause that says a clause together with others, so
// that its wording cannot do without it; nil if there is none.
func (s *Selection) inseparable(id string) *library.StandIn {
	by := s.template.StandIn(id)
	if by == nil {
		return nil
	}
	for _, v := range s.lib.Clauses[by.By].Variants {
		if !library.AsksShort(v.Body, id) {
			return by
		}
	}
	return nil
}

// misplaced reports whether a clause is a part of its own in the full form, and
// what says it here stands in an article, or the other way round.
func (s *Selection) misplaced(id string) bool {
	full, by := s.lib.Templates[s.template.FullForm], s.template.StandIn(id)
	return full != nil && by != nil && full.Prints(id) && full.Apart(id) != s.template.Apart(by.By)
}

// outAnyway reports whether a clause would not enter if the deal did not leave it out.
func (s *Selection) outAnyway(id string) bool {
	return s.Holds(s.lib.Clauses[id].When) == condition.No
}

// wayOut is what to do instead of parting what a compound clause says.
func (s *Selection) wayOut(by *library.StandIn) string {
	var all []string
	for _, other := range s.lib.Clauses[by.By].StandsFor {
		if s.In(other.For) || s.Omission(other.For) != nil {
			all = append(all, other.For)
		}
	}
	return "put all of it in full: clauses: {full: [" + strings.Join(all, ", ") + "]}" + orFullForm(s.template)
}

// WayOutOf is what to do where a short form does not carry what a clause says: to
// add the clause, or to have it in full.
func WayOutOf(t *library.Template, clause string) string {
	key := "add"
	if t.Lists(clause) {
		key = "full"
	}
	return "clauses: {" + key + ": [" + clause + "]}" + orFullForm(t)
}

// orFullForm names the full form as another way; "" if there is none.
func orFullForm(t *library.Template) string {
	if t.FullForm == "" {
		return ""
	}
	return ", or take the full form: template: " + t.FullForm
}
