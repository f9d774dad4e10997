package draft_test

import (
	"os"
	"strings"
	"testing"

	"clausewright/internal/draft"
)

// Terms of deals of real life and of other sectors: each stands in the Section
// named, in these words.
func TestTermsAreSaid(t *testing.T) {
	deals := map[string]*drafted{"university-option": optioned(t)}
	for _, d := range corpus(t) {
		if d.made.Document != nil {
			deals[strings.TrimSuffix(d.name, ".yaml")] = d
		}
	}
	list, err := os.ReadFile("testdata/terms.txt")
	if err != nil {
		t.Fatal(err)
	}
	deal := ""
	for _, line := range strings.Split(string(list), "\n") {
		if name, ok := strings.CutPrefix(line, "== "); ok {
			deal = name
			continue
		}
		section, words, ok := strings.Cut(line, " | ")
		if strings.HasPrefix(line, "#") || !ok {
			continue
		}
		words, _, _ = strings.Cut(words, " | ")
		said := "no draft"
		if d := deals[deal]; d != nil {
			said = strings.ReplaceAll(d.sections[section], "\u00a0", " ")
		}
		if !strings.Contains(said, words) {
			t.Errorf("%s: %s does not say %q:\n%s", deal, section, words, said)
		}
	}
}

// optioned is the option that was exercised before: the deal file of the licence
// drafts it too.
func optioned(t *testing.T) *drafted {
	for _, d := range sampleDeals(t) {
		if d.name != "university-licence.yaml" {
			continue
		}
		text := strings.NewReplacer("template: exclusive-licence", "template: option-agreement", "effective_date: 2028-01-17", "effective_date: 2027-01-15",
			"  exercised: 2028-01-10", "  exercise: plan\n  negotiation: 60d\n  patent_cost: licensee\n  package: [the invention disclosure, test data]").Replace(d.yaml)
		made, problems := draft.Make(openShipped(t), d.name, []byte(text), draft.Options{})
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		return newDrafted(d.name, text, made, problems)
	}
	t.Fatal("no such deal")
	return nil
}

// The deal file of a licence is that of the option on it.
func TestOptionAgreement(t *testing.T) {
	lib := openShipped(t)
	for _, d := range sampleDeals(t) {
		if d.name != "co-owned-sensor.yaml" {
			continue
		}
		text := strings.Replace(d.yaml, "template: exclusive-licence", "template: option-agreement", 1)
		made, problems := draft.Make(lib, d.name, []byte(text), draft.Options{})
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		option := newDrafted(d.name, text, made, problems)
		for section, words := range map[string]string{
			"option":          "to take a licence of the Technology on the terms in Article 4, for leak detectors for industry",
			"option-exercise": "From that day the terms in Article 4 bind the parties",
			"heads-key-terms": "EUR per alarm",
			"signature":       "Prof. Karl Amann",
		} {
			if !strings.Contains(option.sections[section], words) {
				t.Errorf("%s does not say %q:\n%s", section, words, option.sections[section])
			}
		}
		return
	}
	t.Error("no such deal")
}
