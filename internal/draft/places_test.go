package draft_test

import (
	"slices"
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/draft"
)

// A rule fires at an answer of the deal. Where it is about a default, it says
// so, and fires at an answer because of which the default applies.
func TestPlaceOfDefault(t *testing.T) {
	const rights = "rights: [patents, know-how]"
	for _, test := range []struct{ name, to, rule, want, related string }{
		{"another answer that the rule looks at", "rights: [patents]", "TRAP-13", "deal.yaml:17:11: royalty_term.formula", "clauses/royalty-term/clause.yaml:4:3: royalty_term.formula is last-of-claim-exclusivity-years by default"},
		{"the answer of which the default is made", "rights: [patents]", "F-90", "deal.yaml:20:12: exclusivity.rights_exclusive", "clauses/exclusive-grant/clause.yaml:20:3: exclusivity.rights_exclusive is [patents] by default"},
	} {
		_, problems := changed(t, rights, test.to)
		at := slices.IndexFunc(problems, func(p *diag.Problem) bool { return p.Rule == test.rule })
		if at < 0 {
			t.Errorf("%s does not fire: %v", test.rule, problems)
			continue
		}
		p := problems[at]
		if got := p.Pos.String() + ": " + p.Path; got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
		if got := p.Related[0].Pos.String() + ": " + p.Related[0].Text; got != test.related {
			t.Errorf("%s: %s, want %s", test.name, got, test.related)
		}
	}
}

// TestPlacesOfRules: no rule fires at the beginning of the file, which is the
// place of nothing, in any deal.
func TestPlacesOfRules(t *testing.T) {
	spoke := map[string]bool{}
	for _, d := range randoms(t) {
		for _, p := range d.problems {
			if !ruleOfLibrary.MatchString(p.Rule) {
				continue
			}
			spoke[p.Rule] = true
			if fault := misplaced(d.made, p); fault != "" {
				t.Errorf("%v: %s\n%s", p, fault, d.YAML())
			}
		}
	}
	if len(spoke) < 50 {
		t.Errorf("only %d rules spoke", len(spoke))
	}
}

// misplaced is what is wrong with the place of a finding.
func misplaced(made *draft.Draft, p *diag.Problem) string {
	if p.Pos.File != made.Deal.File || p.Pos.Line < 1 || p.Pos.Line == 1 && p.Pos.Column == 1 {
		return "it has no place in the deal"
	}
	parameter, _, _ := strings.Cut(p.Path, "[")
	if _, answered := made.Deal.Answer(parameter); answered || p.Path == "" || made.Deal.Given(parameter) {
		return ""
	}
	for _, r := range p.Related {
		if strings.Contains(r.Text, parameter+" is ") {
			return ""
		}
	}
	return "it does not say that it is about a default"
}
