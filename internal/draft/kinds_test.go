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
		"  patents: [{ref: CW-1, jurisdiction: US, number: 18/653214, title: Multi-layer optical coating, filed: 2024-05-02, expires: 2044-05-02}]\n", "",
		"it owns the Licensed Patents, ", "", "tests: [infringement, know-how]", "tests: [derivative]"}
	trigger := func(more, direction string) []string {
		return []string{"definitions: {", `triggers: {` + more + `register: [{id: T1, name: Sales, metric: units sold, unit: units, direction: ` + direction +
			`, threshold: 500, start: 2028-06-01, test_date: 2029-05-31, source: sales ledger, method: as invoiced, consequence: benchmark}]}
benchmarks: {triggers: [T1]}
definitions: {`}
	}
	more := func(group string) []string { return []string{"definitions: {", group + "\ndefinitions: {"} }
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
		{"A2: a protocol stands in sentences of its own", more("joint_development: {plan: [{workstream: tests, lead: licensor, deliverable: report, due: 2028-12-31}], info_protocol: access at the site, term: 12mo}"), `joint work\. Access at the site\.`, ``},
		{"A4: a name keeps its article small", []string{"expert_body: American", "expert_body: The American"}, `question, the American Arbitration Association appoints`, ` The American`},
		{"A4: regions by their names", []string{"region: US,", "region: US and Japan,"}, `\| The United States of America and Japan \|`, ``},
		{"A5: one time for both cures", []string{"definitions: {", "termination: {cure: 30d, cure_payment: 30d}\ndefinitions: {"}, `does not cure it within 30\x{a0}days`, `that time is 30`},
		{"A5: within so many days after an event", []string{"fees: {upfront: 250000}", "fees: {upfront: 250000, instalments: [{amount: 250000, due: 20 days after signature}]}"}, `\$250,000 within 20 days after signature as`, `on 20 days`},
		{"A5: one mark", more("brand: {marks: [{mark: CLEAR, number: 1, jurisdiction: US, goods: lenses}]}"), `not required to use a Licensed Mark\. Licensee may use its own marks beside a Licensed Mark`, `Licensed Marks belong`},
		{"A6: one style of money", nil, `up to \$10,000,000<br>4% of Net Sales above \$10,000,000`, `USD\x{a0}?10,000,000`},
		{"A7: the law of a state", nil, `governed by the laws of the State of New York, whatever`, `the law of New York`},
		{"B1: costs that one party bears", more("cost_sharing: {licensor_pct: 0, licensee_pct: 100, budget: 60000}"), `Licensee bears all of them`, `parties share the costs`},
		{"B1: a funder of another country", more("government_rights: {funded: true, agency: Department for Research, award: CR 1, us_licence: false, march_in: false, us_manufacture: not-required}"), `what was made with its funding`, `subject invention|March-in|License of the United States`},
		{"B2: what survives is no duty to perform", more("research: {subject: coatings, budget: [{year: Year 1, amount: 30000, due: 2028-09-01}]}\ndata_sets: {table: [{name: Tests, content: readings}], uses: [design lenses]}"),
			`\(#data-use\)[^\n]*\(#research-results\)|\(#research-results\)[^\n]*\(#data-use\)|survive the end[^\n]*#data-use`, `survive the end[^\n]*(#data-sets|#sponsored-research|#research-end)`},
		{"B2: data that a right still needs", more("data_sets: {table: [{name: Tests, content: readings}], uses: [design lenses]}"), `as far as its rights have ended, delete the Licensed Data`, ``},
		{"B6: a patent by its number", nil, `\| CW-1 \| US \| 18/653214 \|`, ``},
		{"B6: a patent without its number", []string{", number: 18/653214", ""}, `\[●\]<!-- technology.patents\[1\].number: Under which number`, `Open points: none`},
		{"B6: a reference that is a number", []string{"ref: CW-1, jurisdiction: US, number: 18/653214", "ref: US 11/223344, jurisdiction: US"}, `\| US 11/223344 \| US \| US 11/223344 \|`, `●`},
		{"B7: a register number in the United Kingdom", []string{"law_family: us", "law_family: uk"}, `registered under number \[●\]<!-- party.licensor.reg_no`, `Open points: none`},
		{"B7: a register number in the United States", nil, `Open points: none`, `registered under number`},
		{"B7: the licensor knows its own grants", []string{"law_family: us", "drafting_side: licensor\n  law_family: us", "level: exclusive,", "level: exclusive, existing_rights: [license to Orion Optics],"}, `to no other that Licensor or its Affiliates have granted: license to Orion`, `officers of Licensor actually know`},
		{"B9: a supply to a Sublicensee whose sales bear no Royalty", more("sublicence_income: {table: [{before: FCS, share_pct: 20}], royalty_passthrough: share}"), `supply among Licensee and its Affiliates for resale does not count`, `Affiliates and Sublicensees for resale`},
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
