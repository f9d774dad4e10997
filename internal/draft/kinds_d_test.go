package draft_test

import (
	"regexp"
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/draft"
)

// TestKindsD: rules that cry wolf, and silence where a rule should fire.
func TestKindsD(t *testing.T) {
	t.Run("D no false alarm", falseAlarms)
	t.Run("D no silence", silences)
	t.Run("D an exchange rate is missing", exchangeMissing)
	t.Run("D all problems at once", allAtOnce)
	t.Run("D a wrong word brings no consequences", oneWrongWord)
	t.Run("D a finding has a place in the deal", placed)
}

const (
	aUniversity = "kind: company}\n  licensee|kind: university}\n  licensee"
	noPatents   = "rights: [patents, know-how]|rights: [know-how, trade-secrets]|" + `  patents: [{ref: CW-1, jurisdiction: US, number: 18/653214, title: Multi-layer optical coating, filed: 2024-05-02, expires: 2044-05-02}]` + "\n||tests: [infringement, know-how]|tests: [know-how]|it owns the Licensed Patents, |"
)

// changedDeal is what is told of the shortest sample with changes, "from|to|from|to", and with
// more lines before its end.
func changedDeal(t *testing.T, changes, lines string) diag.List {
	t.Helper()
	text := sample(t, "minimal.yaml")
	if changes != "" {
		pairs := strings.Split(changes, "|")
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(text, pairs[i]) {
				t.Fatalf("the sample does not hold %q", pairs[i])
			}
		}
		text = strings.NewReplacer(pairs...).Replace(text)
	}
	_, problems := draft.Make(openShipped(t), "deal.yaml", []byte(text+lines), draft.Options{})
	return problems
}

const eventTrigger = "triggers: {%sregister: [{id: T1, name: Clearance, metric: FDA clearance of the first Licensed Product, unit: event, direction: event, threshold: 1, start: 2027-03-01, test_date: 2031-06-30, source: letter, method: 510(k) clearance, consequence: benchmark}]}\nbenchmarks: {triggers: [T1]}\n"

// falseAlarms: these rules have nothing to say of these deals.
func falseAlarms(t *testing.T) {
	event := func(more string) string { return strings.Replace(eventTrigger, "%s", more, 1) }
	for _, test := range []struct{ rule, changes, lines string }{
		{"F-03", `name: "Clearwater Optics, Inc."|reg_no: none, name: "Clearwater Optics, Inc."|name: Harrow Lens LLC|reg_no: none, name: Harrow Lens LLC`, ""},
		{"F-70", "sector: industrial|sector: medical-device", event("")},
		{"F-05", "reserved_rights: {fields: [medical optics]}|reserved_rights: {fields: [telescopes]}", ""},
		{"TRAP-23", "", "joint_ip: {model: subject-matter}\n"},
		{"F-18", "", event("grace_pct: 0, ")},
		{"F-32", "payment: {|payment: {due: 30d, ", ""},
		{"F-39", "sector: industrial|sector: pharma", "ip_committee: {members_each: 3, meetings: quarterly}\n"},
		{"F-73", aUniversity, "government_rights: {funded: true, agency: Department of Energy, award: DE-1, us_licence: true, march_in: true, us_manufacture: statutory}\n"},
		{"F-73", "kind: company}\n  licensee|kind: research-institute}\n  licensee", "government_rights: {funded: true, agency: Research England, award: RE-1, us_licence: false, march_in: false, us_manufacture: not-required}\n"},
		{"F-66", "", oneTrigger + "\nbenchmarks: {triggers: [T1]}\nremedies: {ladder: [{step: 1, band_from: 0, band_to: 100, remedy: conversion to non-exclusive, cure: 30d}]}\n"},
		{"F-58", "late_rate: prime rate plus 2 percentage points|late_rate: 6% per year", ""},
		{"F-58", "late_rate: prime rate plus 2 percentage points|late_rate: the rate fixed under the Penalty Interest Rates Act 1983", ""},
		{"TRAP-37", "sector: industrial|sector: pharma", "conditions: [{what: merger-control, by: 2027-06-30}]\n"},
		{"TRAP-37", noPatents + "|sector: industrial|sector: pharma", ""},
		{"TRAP-14", noPatents, ""},
		{"TRAP-10", noPatents + "|[US, CA]|[EEA]", ""},
		{"TRAP-10", "[US, CA]|[EEA]", ""},
		{"TRAP-10", "[US, CA]|[WORLD]", ""},
		{"TRAP-59", "law_family: us|law_family: uk|law: {governing: New York}|law: {governing: Ontario}", ""},
		{"TRAP-59", "law_family: us|law_family: uk|law: {governing: New York}|law: {governing: \"Victoria, Australia\"}", ""},
		{"F-86", "", "exclusivity_fee: {fee: 10000, from: 2028-03-01}\nminimum_royalty: {table: [{year: 2028, amount: 5000}]}\npricing: {matrix: [{scope: any, level: exclusive, factor_pct: 100}]}\n"},
		{"F-88", "", "minimum_royalty: {table: [{year: Payment Year 1, amount: 5000}, {year: Year 2 and each later year, amount: 6000}]}\n"},
		{"F-88", "", "minimum_royalty: {table: [{year: 2028, amount: 5000}, {year: 2029 and each later year, amount: 6000}]}\n"},
		{"F-90", noPatents, ""},
		{"F-56", "", ""},
	} {
		if problems := changedDeal(t, test.changes, test.lines); ruleSpeaks(problems, test.rule) {
			t.Errorf("%s fires on %q %q: %v", test.rule, test.changes, test.lines, problems)
		}
	}
}

func ruleSpeaks(problems diag.List, rule string) bool {
	for _, p := range problems {
		if p.Rule == rule || strings.HasPrefix(p.Rule, rule+".") {
			return true
		}
	}
	return false
}

// exchangeMissing: an amount in another currency than the deal's, wherever it stands,
// asks for an exchange-rate rule (F-04), and a deal that has one is left alone.
func exchangeMissing(t *testing.T) {
	const (
		fee  = "fees: {upfront: 250000}|fees: {upfront: EUR 250000}"
		own  = "fees: {upfront: 250000}|fees: {upfront: USD 250000}"
		row  = "minimum_royalty: {table: [{year: 2028, amount: 5000}, {year: 2029, amount: EUR 6000}]}\n"
		euro = "currency: USD|currency: EUR"
		rate = "payment: {late_rate: prime rate plus 2 percentage points, fx: the rate published by the Federal Reserve on the last Business Day of the quarter}|payment: {late_rate: prime rate plus 2 percentage points"
		none = rate + "}"
		open = rate + ", fx: TBD}"
		no   = rate + ", fx: null}"
	)
	for _, test := range []struct{ name, changes, lines, told string }{
		{"one currency", none, "", ""},
		{"one currency, named", none + "|" + own, "", ""},
		{"a fee in another", none + "|" + fee, "", "fees.upfront"},
		{"a fee in another, with a rule", fee, "", ""},
		{"a fee in another, the rule open", open + "|" + fee, "", ""},
		{"a fee in another, the rule left out by null", no + "|" + fee, "", "fees.upfront"},
		{"a row in another", none, row, "minimum_royalty.table[2].amount"},
		{"a row in another, with a rule", "", row, ""},
		{"both in another", none + "|" + fee, row, "fees.upfront minimum_royalty.table[2].amount"},
		{"both in the currency of the deal", none + "|" + euro + "|" + fee, "minimum_royalty: {table: [{year: 2028, amount: EUR 6000}]}\n", ""},
		{"the deal in another than its row", none + "|" + euro, "minimum_royalty: {table: [{year: 2028, amount: USD 6000}]}\n", "minimum_royalty.table[1].amount"},
		{"a currency left open", none + "|" + fee + "|currency: USD|currency: TBD", "", ""},
	} {
		var told []string
		for _, p := range changedDeal(t, test.changes, test.lines) {
			if p.Rule != "F-04" {
				continue
			}
			told = append(told, p.Path)
			if p.Severity != diag.Error || !strings.Contains(p.Hint, "payment.fx") || len(p.Related) != 1 || p.Related[0].Pos.Line < 2 {
				t.Errorf("%s: without a hint, or the place of the deal's currency: %+v", test.name, p)
			}
		}
		if got := strings.Join(told, " "); got != test.told {
			t.Errorf("%s: told of %q, want %q", test.name, got, test.told)
		}
	}
}

// silences: these deals are told of.
func silences(t *testing.T) {
	for _, test := range []struct{ name, rule, changes, lines string }{
		{"an answer that is lost", "unused-answer", "type: hard}|type: hard, extension: 2y}", ""},
		{"two names in one party", "F-95", "name: Harrow Lens LLC|name: Harrow Lens LLC and Lakeside University", ""},
		{"the royalty falls as sales rise", "F-87", "royalty: {base: net-sales,|royalty: {base: net-sales, method: whole,", ""},
		{"a year that is no year", "F-88", "", "minimum_royalty: {table: [{year: Q1 2028, amount: 5000}]}\n"},
		{"an agreement that ends with the claims of nobody", "F-109", noPatents, "term: {mode: last-patent}\n"},
		{"a test that no result meets", "F-108", strings.Replace(noPatents, "|tests: [know-how]", "|tests: [infringement]", 1), ""},
		{"a fee for exclusivity that nobody has", "F-107", "level: exclusive|level: non-exclusive", "exclusivity_fee: {fee: 10000, from: 2028-03-01}\n"},
		{"a country without a patent", "F-90", "rights: [patents, know-how]|rights: [patents]", ""},
		{"patents alone, and a royalty after them", "TRAP-13", "rights: [patents, know-how]|rights: [patents]", ""},
		{"patents listed and not licensed", "F-98", "rights: [patents, know-how]|rights: [know-how]", ""},
		{"exclusive rights that are not licensed", "F-97", "rights: [patents, know-how]|rights: [know-how]|level: exclusive,|level: exclusive, rights_exclusive: [patents],", ""},
		{"market shares that nobody states", "TRAP-06", "[US, CA]|[EEA]", ""},
		{"market shares of nothing", "TRAP-06", `kind: company}` + "\n  licensee|kind: company, market_share_pct: 0}\n  licensee|[US, CA]|[EEA]", ""},
		{"a stage in an excluded field", "F-99", "", "stages: {table: [{n: 1, name: One, field: interchangeable lenses for cameras, territory: [US, CA], level: exclusive}, {n: 2, name: Two, field: medical optics, territory: [US, CA], level: exclusive, expand_on: [T1], expand_by: 2030-12-31}]}\n" + oneTrigger + "\n"},
		{"tiers that lower the price only", "F-100", "", "stages: {table: [{n: 1, name: One, field: interchangeable lenses for cameras, territory: [US, CA], level: exclusive}]}\ntiers: {start: 2, first_review: 2029-01-31, precedence: stage-first, table: [{tier: 2, level: exclusive, metric: units, down_at: 100, royalty_factor: 100}, {tier: 1, level: non-exclusive, metric: units, royalty_factor: 50}]}\n"},
		{"a warranty without a verb", "F-96", "it has the right to grant the license|authority to grant", ""},
	} {
		if problems := changedDeal(t, test.changes, test.lines); !ruleSpeaks(problems, test.rule) {
			t.Errorf("%s: %s does not fire: %v", test.name, test.rule, rulesOf(problems))
		}
	}
}

// allAtOnce: what a rule finds hides no answer that is missing.
func allAtOnce(t *testing.T) {
	problems := changedDeal(t, "royalty: {base: net-sales|royalty: {base: per-unit|sunset: {date: 2032-02-29, type: hard}|sunset: {type: extendable}|{from: 10000000, to: null|{from: 12000000, to: null", "")
	for _, want := range []string{"royalty.unit", "sunset.extension"} {
		found := false
		for _, p := range problems {
			found = found || p.Rule == "missing-answer" && p.Path == want
		}
		if !found {
			t.Errorf("%s is not asked for: %v", want, problems)
		}
	}
	if !ruleSpeaks(problems, "F-27") {
		t.Errorf("the gap between tiers is not told: %v", rulesOf(problems))
	}
}

// oneWrongWord: a word that a choice does not offer is one problem.
func oneWrongWord(t *testing.T) {
	for _, changes := range []string{
		"disputes: {|disputes: {final: courts, ", "level: exclusive|level: exklusive", "base: net-sales|base: net-sale", "type: hard}|type: hardd}", "rights: [patents, know-how]|rights: [patent]",
	} {
		problems := changedDeal(t, changes, "")
		errors := 0
		for _, p := range problems {
			if p.Severity == diag.Error {
				errors++
			}
		}
		if errors != 1 {
			t.Errorf("%s: %d errors: %v", changes, errors, problems)
		}
	}
}

// placed: each finding of the corpus stands at an answer of its deal.
func placed(t *testing.T) {
	spoke := map[string]bool{}
	rule := regexp.MustCompile(`^(F|TRAP|R)-\d+`)
	for _, d := range corpus(t) {
		for _, p := range d.problems {
			if rule.MatchString(p.Rule) {
				spoke[p.Rule] = true
				if fault := misplaced(d.made, p); fault != "" {
					t.Errorf("%s: %v: %s", d.name, p, fault)
				}
			}
		}
	}
	if len(spoke) < 15 {
		t.Errorf("only %d rules spoke", len(spoke))
	}
}
