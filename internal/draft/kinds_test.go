package draft_test

import (
	"regexp"
	"strings"
	"testing"
)

// What the deal does not have is not printed, and an answer fits the sentence
// that takes it. Each name is a kind of fault; each row one place of it.
func TestKinds(t *testing.T) {
	know := []string{"rights: [patents, know-how]", "rights: [software-copyright, know-how]",
		"  patents: [{ref: CW-1, jurisdiction: US, title: Multi-layer optical coating, filed: 2024-05-02, expires: 2044-05-02}]\n", "",
		"it owns the Licensed Patents, ", "", "tests: [infringement, know-how]", "tests: [derivative]"}
	trigger := func(more, direction string) []string {
		return []string{"definitions: {", `triggers: {` + more + `register: [{id: T1, name: Sales, metric: units sold, unit: units, direction: ` + direction +
			`, threshold: 500, start: 2028-06-01, test_date: 2029-05-31, source: sales ledger, method: as invoiced, consequence: benchmark}]}
benchmarks: {triggers: [T1]}
definitions: {`}
	}
	for _, test := range []struct {
		kind      string
		deal      []string
		has, lack string
	}{
		{"A3: an act with its own object", []string{"level: exclusive,", "level: exclusive, acts: [resell access, connect to other systems],"}, `to resell access and connect to other systems, in each case in relation to Licensed Products, in the Field`, `systems Licensed Products`},
		{"A3: acts without an object", nil, `to make, have made, use, offer for sale, sell,? and import Licensed Products in the Field`, `in each case in relation`},
		{"A3: each step for the title is a duty", []string{"Delaware corporation", "a company incorporated in England and Wales"}, `\(b\) pay the compensation that`, `\(b\) compensation`},
		{"A5: the later of two", nil, `ends on the later of:`, `ends on the latest of`},
		{"A5: the latest of three", []string{"sector: industrial", "sector: pharma"}, `ends on the latest of:`, `ends on the later of`},
		{"A5: no tolerance", trigger("grace_pct: 0, ", "min"), `Trigger Register`, `Achieved Percentage falls short`},
		{"A5: a tolerance", trigger("grace_pct: 5, ", "min"), `Achieved Percentage falls short`, ``},
		{"A5: the ways of change", trigger("", "min"), `only by an amendment of this Agreement or by an extension`, `Agreement, by an extension or`},
		{"A5: one party bears all", []string{"definitions: {", "cost_sharing: {licensor_pct: 0, licensee_pct: 100, budget: 60000}\ndefinitions: {"}, `Licensee bears all of them`, `bears 0%`},
		{"B1: no event", trigger("", "min"), `Shortfall Band`, `Days after the Test Date`},
		{"B1: an event", trigger("", "event"), `Days after the Test Date`, ``},
		{"B1: an extension without a fee", trigger("", "event"), `\| Extension \|`, `[Pp]aid extension`},
		{"B1: an extension with a fee", trigger("extension_fee: 1000, ", "event"), `\| Paid extension \|`, ``},
		{"B2: claims on validity", nil, `conducted under \[Section [\d.]+\]\(#validity-defence\)`, ``},
		{"B6: no patents", know, `a right in the Licensed Technology, or of a claim`, `Licensed Patent|[Pp]atent application|\{#validity|#royalty-during-attack|whether a patent is valid`},
		{"B9: whose applications", nil, `[Uu]npublished applications within the Licensed Patents are Confidential Information of Licensor`, ``},
	} {
		doc, problems := changed(t, test.deal...)
		if problems.HasErrors() {
			t.Errorf("%s: %v", test.kind, problems)
			continue
		}
		text := written(t, doc)
		if !regexp.MustCompile(test.has).MatchString(text) {
			t.Errorf("%s: nothing reads %s", test.kind, test.has)
		}
		if found := regexp.MustCompile(test.lack).FindStringIndex(text); test.lack != "" && found != nil {
			t.Errorf("%s: it reads %q", test.kind, text[max(0, strings.LastIndex(text[:found[0]], "\n")):found[1]])
		}
	}
}
