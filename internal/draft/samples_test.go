package draft_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/draft"
)

func sample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// rulesOf lists what the rules and everything else say, as "F-12 error".
func rulesOf(problems diag.List) []string {
	var list []string
	for _, p := range problems {
		list = append(list, fmt.Sprintf("%s %s", p.Rule, p.Severity))
	}
	slices.Sort(list)
	return list
}

// spokenOfSamples is what check says of each sample, all of it.
var spokenOfSamples = map[string][]string{
	"minimal.yaml": nil,
	"battery.yaml": {"TRAP-07 info", "TRAP-10 info", "TRAP-43 warning", "TRAP-56 info", "TRAP-61 info"},
	"ai-module.yaml": {"F-89 warning", "TRAP-02 info", "TRAP-07 info", "TRAP-40 info", "TRAP-54 warning", "TRAP-55 info", "TRAP-56 info",
		"TRAP-59 info"},
}

func TestSampleProblems(t *testing.T) {
	lib := openShipped(t)
	for name, want := range spokenOfSamples {
		_, problems := draft.Make(lib, name, []byte(sample(t, name)), draft.Options{})
		if got := rulesOf(problems); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// TestMutations changes one answer of a sample and expects the rules named to
// fire that did not fire before, and no fault of another kind.
func TestMutations(t *testing.T) {
	lib := openShipped(t)
	tests := []struct {
		sample, old, new string
		rules            []string
	}{
		{"battery.yaml", "grant_back: {type: non-exclusive", "grant_back: {type: assignment", []string{"TRAP-01"}},
		{"battery.yaml", "  no_claim_factor: 50", "  no_claim_factor: 100", []string{"TRAP-13"}},
		{"battery.yaml", "{from: 2000000, to: 10000000, rate: 1.20}", "{from: 2500000, to: 10000000, rate: 1.20}", []string{"F-27"}},
		{"battery.yaml", "transfer, amount: 1500000}", "transfer, amount: 1400000}", []string{"F-26"}},
		{"battery.yaml", "  date: 2035-01-31", "  date: 2033-06-30", []string{"F-11", "F-12", "F-14", "F-67"}},
		{"battery.yaml", "licensor_pct: 40, licensee_pct: 60", "licensor_pct: 40, licensee_pct: 50", []string{"F-31"}},
		{"battery.yaml", "lookback: 3y, retention: 6y", "lookback: 3y, retention: 2y", []string{"F-24"}},
		{"battery.yaml", "  effective_date: 2027-02-01", "  effective_date: 2026-02-01", []string{"F-01"}},
		{"battery.yaml", "  quorum_each: 2", "  quorum_each: 4", []string{"F-38"}},
		{"battery.yaml", "trigger: T2, amount: 2000000", "trigger: T22, amount: 2000000", []string{"F-33"}},
		{"battery.yaml", "benchmarks:\n  triggers: [T1, T2, T3, T4, T7]", "benchmarks:\n  triggers: [T1, T2, T3, T4, T7, T99]", []string{"F-10"}},
		{"ai-module.yaml", "  institution: WIPO", "  institution: LCIA\n  expedited: opt-in", []string{"TRAP-49", "F-63"}},
		{"ai-module.yaml", "  affiliates: sublicense-only", "  affiliates: extend-by-notice", []string{"TRAP-38"}},
		{"ai-module.yaml", "  law_of_arbitration_agreement: the law of England and Wales\n", "", []string{"TRAP-48"}},
		{"ai-module.yaml", "max_per_year: 4, lapse: 6mo", "max_per_year: 4, lapse: 3mo", []string{"F-45"}},
		{"ai-module.yaml", "up_at: 35, down_at: 25", "up_at: 35, down_at: 40", []string{"F-15"}},
		{"ai-module.yaml", "{ref: LA-07, jurisdiction: GB,", "{ref: LA-07, jurisdiction: US,", []string{"TRAP-13", "F-56"}},
	}
	unchanged := map[string]diag.List{}
	for name := range spokenOfSamples {
		_, unchanged[name] = draft.Make(lib, name, []byte(sample(t, name)), draft.Options{})
	}
	for _, test := range tests {
		text := sample(t, test.sample)
		changed := strings.Replace(text, test.old, test.new, 1)
		if changed == text {
			t.Errorf("%q is not in %s", test.old, test.sample)
			continue
		}
		if strings.Contains(test.new, "expedited: opt-in") {
			changed = strings.Replace(changed, "  expedited: institution-default\n", "", 1)
		}
		before := unchanged[test.sample]
		_, problems := draft.Make(lib, test.sample, []byte(changed), draft.Options{Force: true})
		for _, rule := range test.rules {
			if spoken(problems, rule) <= spoken(before, rule) {
				t.Errorf("%s, %q: %s does not fire: %v", test.sample, test.new, rule, rulesOf(problems))
			}
		}
		for _, p := range problems {
			if !ruleOfLibrary.MatchString(p.Rule) && p.Rule != "missing-answer" {
				t.Errorf("%s, %q: %v", test.sample, test.new, p)
			}
		}
	}
}

func spoken(problems diag.List, rule string) int {
	n := 0
	for _, p := range problems {
		if p.Rule == rule {
			n++
		}
	}
	return n
}

// TestSidesAndStyles: every sample is drafted for every side in every style, as
// licence and as heads of terms, and nothing but rules speaks of it.
func TestSidesAndStyles(t *testing.T) {
	lib := openShipped(t)
	licences := 0
	for _, licence := range corpus(t) {
		if !licence.sample {
			continue
		}
		licences++
		for _, template := range lib.TemplateIDs() {
			made, problems := licence.made, licence.problems
			if template != "exclusive-licence" {
				text := strings.Replace(licence.yaml, "template: exclusive-licence", "template: "+template, 1)
				if template == "option-agreement" && !strings.Contains(text, "\noption:") {
					text += "\noption: {fee: 1000, period: 6mo}\n"
				}
				made, problems = draft.Make(lib, licence.name, []byte(text), draft.Options{})
			}
			short := lib.Templates[template].FullForm != ""
			for _, p := range problems {
				if short && p.Rule == "not-carried" {
					continue // what a short form cannot say, it refuses (TestDealsInShort)
				}
				beyond := p.Rule == "unused-answer" && template != "exclusive-licence"
				if p.Severity == diag.Error || !ruleOfLibrary.MatchString(p.Rule) && !beyond {
					t.Errorf("%s as %s: %v", licence.name, template, p)
				}
			}
			refused := short && slices.ContainsFunc(problems, func(p *diag.Problem) bool { return p.Rule == "not-carried" })
			if made.Document == nil && !refused {
				t.Errorf("%s as %s: no draft", licence.name, template)
			}
		}
	}
	if licences != 27 {
		t.Errorf("%d licences of samples", licences)
	}
}

// TestMissingBesideRule: an answer that a wording needs is asked for, even if a
// rule could not be judged without it.
func TestMissingBesideRule(t *testing.T) {
	lib := openShipped(t)
	text := strings.Replace(sample(t, "minimal.yaml"), "royalty: {base: net-sales", "royalty: {base: per-unit", 1)
	_, problems := draft.Make(lib, "minimal.yaml", []byte(text), draft.Options{})
	for _, p := range problems {
		if p.Rule == "missing-answer" && p.Path == "royalty.unit" && p.Severity == diag.Error {
			return
		}
	}
	t.Errorf("royalty.unit is not asked for: %v", rulesOf(problems))
}
