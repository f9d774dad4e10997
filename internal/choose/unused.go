package choose

import (
	"fmt"
	"strings"

	"clausewright/internal/condition"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// Unused is an answer that nothing in the draft uses.
type Unused struct {
	Path    string
	Pos     diag.Position
	Clause  string   // that would use it and is not in the draft
	Variant string   // that is taken in place of one which would use it: "escrow: licensor"
	Because []Reason // what makes it idle
}

// Beyond reports whether the template has no clause for the answer.
func (u Unused) Beyond() bool { return u.Clause != "" && len(u.Because) == 0 }

// Why is what makes the answer idle.
func (u Unused) Why() string {
	var reasons []string
	for _, r := range u.Because {
		reasons = append(reasons, r.String())
	}
	because := strings.Join(reasons, "; ")
	switch {
	case u.Beyond():
		return fmt.Sprintf("clause %q is not in this template", u.Clause)
	case u.Clause != "":
		return fmt.Sprintf("clause %q is not in it (%s)", u.Clause, because)
	case u.Variant != "":
		return fmt.Sprintf("the variant taken does without it (%s)", u.Variant)
	case because != "":
		return because
	}
	return "no wording of the draft reads it"
}

// WhyOut lists the answers that keep a clause out of the draft; none if the
// template does not have it.
func (s *Selection) WhyOut(c *Choice) []Reason {
	if c == nil {
		return nil
	}
	if s.Omission(c.Clause.ID) != nil {
		return c.Because
	}
	return s.Why(condition.Of(c.Clause.When))
}

// Tried lists the conditions of variants that decide which variant of a clause
// in the draft is taken.
func (s *Selection) Tried(c *library.Clause) []*language.Body {
	if s.Named(c) != nil {
		return nil
	}
	taken := s.Variant(c)
	var list []*language.Body
	for _, way := range Ways(s.lib, c) {
		if way.When != nil {
			list = append(list, way.When)
		}
		if taken != nil && way.Variant == taken.Variant && way.When == taken.When {
			break
		}
	}
	return list
}
