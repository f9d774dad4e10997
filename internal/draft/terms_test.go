package draft_test

import (
	"strings"
	"testing"

	"clausewright/internal/draft"
)

// Terms of deals of real life: each stands in the Section named, in these words.
func TestTermsAreSaid(t *testing.T) {
	deals := map[string]*drafted{}
	for _, d := range corpus(t) {
		if d.made.Document != nil {
			deals[d.name] = d
		}
	}
	for _, test := range []struct{ deal, section, words string }{
		{"plant-variety.yaml", "head-licence", "the licence of 3 June 2019 from Cambrian Research Council"},
		{"plant-variety.yaml", "head-licence", "the Head Licence prevails"},
		{"plant-variety.yaml", "head-licence-terms", "publication of agronomic results"},
		{"plant-variety.yaml", "head-licence-payments", "below that royalty plus 2% of Net Sales"},
		{"plant-variety.yaml", "head-licence-end", "grant Licensee a direct licence"},
		{"plant-variety.yaml", "sublicensing-terms", "the Head Licence"},
		{"plant-variety.yaml", "licensed-varieties", "EU 54321"},
		{"plant-variety.yaml", "variety-benefit", "0.5% of Net Sales of Licensed Varieties"},
		{"plant-variety.yaml", "materials-end", "return the Licensed Materials"},
		{"plant-variety.yaml", "brand", "an exclusive licence"},
		{"plant-variety.yaml", "brand-quality", "meets the certification rules for propagating material"},
		{"software-platform.yaml", "software-terms", "a hosted service"},
		{"software-platform.yaml", "end-user-licences", "is not a Sublicence"},
		{"software-platform.yaml", "service-levels", "99.5% of each month"},
		{"software-platform.yaml", "service-credits", "do not exceed 15%"},
		{"software-platform.yaml", "change-control", "both have signed the request"},
		{"software-platform.yaml", "brand-end", "for 90 days after the end"},
		{"university-data.yaml", "data-sets", "at least once in every 12 months"},
		{"university-data.yaml", "data-use", "re-identify an individual"},
		{"university-data.yaml", "research-budget", "$30,000"},
		{"university-data.yaml", "research-results", "negotiate only with Licensee"},
		{"device-start-up.yaml", "equity", "shares of common stock equal to 4%"},
		{"device-start-up.yaml", "equity-protection", "Until Licensee has raised a total of $3,000,000"},
		{"device-start-up.yaml", "equity-protection", "shall offer Licensor the part that keeps its percentage"},
		{"device-start-up.yaml", "exit-fee", "1% of the consideration"},
		{"battery-japan.yaml", "equity", "Licensee shall invest $25,000,000 in Licensor"},
		{"battery-japan.yaml", "option-fee", "100% of the fees paid for the Option"},
		{"battery-japan.yaml", "option-exercise", "negotiate the terms for the Optioned Rights"},
		{"co-owned-sensor.yaml", "parties", "Bodensee University"},
		{"co-owned-sensor.yaml", "licensor-representative", "Sensorik Lindau GmbH acts for all Co-Licensors"},
		{"co-owned-sensor.yaml", "several-licensors", "none is liable for another"},
		{"co-owned-sensor.yaml", "among-licensors", "Bodensee University receives 40%"},
		{"co-owned-sensor.yaml", "signature", "Prof. Karl Amann"},
		{"co-owned-sensor.yaml", "notices", "recht@lindau.example"},
		{"co-owned-sensor.yaml", "option", "an exclusive option to take a licence for leak detectors for industry"},
	} {
		if d := deals[test.deal]; d == nil || !strings.Contains(d.sections[test.section], test.words) {
			said := "no draft"
			if d != nil {
				said = d.sections[test.section]
			}
			t.Errorf("%s: %s does not say %q:\n%s", test.deal, test.section, test.words, said)
		}
	}
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
