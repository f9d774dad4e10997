package draft_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// changed drafts the shortest sample with some of its words replaced.
func changed(t *testing.T, replace ...string) (*document.Document, diag.List) {
	t.Helper()
	data, err := os.ReadFile("../../samples/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(replace); i += 2 {
		if !strings.Contains(string(data), replace[i]) {
			t.Fatalf("the sample does not hold %q", replace[i])
		}
	}
	made, problems := draft.Make(openShipped(t), "deal.yaml", []byte(strings.NewReplacer(replace...).Replace(string(data))), draft.Options{})
	return made.Document, problems
}

func written(t *testing.T, doc *document.Document) string {
	t.Helper()
	var b strings.Builder
	if err := markdown.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// No term is looked for in the names of the parties, in their addresses and in
// the names of those who sign; also not when the written draft is read back.
func TestPartyNameAsTerm(t *testing.T) {
	doc, problems := changed(t, "name: Harrow Lens LLC", "name: Trigger Labs Inc.", "20 Canal Street", "20 Stage Street")
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	again, _ := markdown.Parse([]byte(written(t, doc)), nil)
	for _, doc := range []*document.Document{doc, again} {
		document.Walk(doc, func(node any) bool {
			if u, ok := node.(*document.Use); ok && (u.Term == "Trigger" || u.Term == "Stage") {
				t.Errorf("%q is taken for the term %s", u.Text, u.Term)
			}
			return true
		})
		if text := written(t, doc); !strings.Contains(text, "Trigger Labs Inc.") || strings.Contains(text, "**“Trigger”**") {
			t.Error("the name is lost, or a term is defined that only a name holds")
		}
	}
}

// What an answer says in words that the agreement does not know is told at the
// answer, with what to write.
func TestRemarksOnAnswers(t *testing.T) {
	purpose := "Licensor has developed a coating for optical glass."
	for _, test := range []struct{ from, to, rule string }{
		{"name: Harrow Lens LLC", "name: Licensee", "name-is-a-role"},
		{"name: Harrow Lens LLC", "name: Field", "name-is-a-term"},
		{purpose, "The materials are listed in Schedule B.", "foreign-reference"},
		{purpose, "This follows clause 7.2 of this Agreement.", "foreign-reference"},
		{purpose, "Section 365(n) of the Bankruptcy Code applies.", ""},
		{purpose, "GMP Annex 1 and Annex VI to Regulation (EU) 2017/745 apply.", ""},
		{purpose, "University exclusive in the Field.", "foreign-party"},
		{purpose, "Work of the Company.", "foreign-party"},
		{purpose, "A company and Prairie State University work with the University of Iowa.", ""},
		{purpose, "Harrow Lens LLC makes lenses.", "foreign-party"},
		{"name: Harrow Lens LLC", "reg_no: n/a, name: Harrow Lens LLC", "says-nothing"},
	} {
		_, problems := changed(t, test.from, test.to)
		found := ""
		for _, p := range problems {
			if strings.HasPrefix(p.Rule, "foreign-") || strings.HasPrefix(p.Rule, "name-") || p.Rule == "says-nothing" {
				found += p.Rule
				if p.Hint == "" || p.Pos.Line < 2 {
					t.Errorf("%s: without a hint or a place: %v", test.to, p)
				}
			}
		}
		if found != test.rule {
			t.Errorf("%s: %q, want %q", test.to, found, test.rule)
		}
	}
}

// A name that is a word of the agreement is told wherever the library asks for a
// name, at its row and column; a name that only holds such a word is none.
func TestNamesOfTheAgreement(t *testing.T) {
	licensors := "party:|party:\n  licensors: [{name: Quay B.V., form: Dutch company, address: 1 Quay, signatory: Jan Smit}, {name: %s, form: Delaware corporation, address: 2 Quay, signatory: %s}]"
	title := "title: Multi-layer optical coating|title: "
	for _, test := range []struct{ changes, told string }{
		{fmt.Sprintf(licensors, "Licensee", "Jo Burr"), "error party.licensors[2].name name-is-a-role"},
		{fmt.Sprintf(licensors, "LICENSOR", "Jo Burr"), "error party.licensors[2].name name-is-a-role"},
		{fmt.Sprintf(licensors, "Affiliate", "Jo Burr"), "warning party.licensors[2].name name-is-a-term"},
		{fmt.Sprintf(licensors, "Burr Inc.", "Licensor"), "warning party.licensors[2].signatory name-is-a-role"},
		{fmt.Sprintf(licensors, "Affiliate Holdings Inc.", "Jo Burr"), ""},
		{title + "Licensee", "warning technology.patents[1].title name-is-a-role"},
		{title + "Licensed Product", "warning technology.patents[1].title name-is-a-term"},
		{title + "Licensed Product and its coating", ""},
		{"law: {|escrow: {enabled: true, materials: [source code], agent: Licensee}\nlaw: {", "warning escrow.agent name-is-a-role"},
		{"law: {|notices: {copy_to: Territory}\nlaw: {", "warning notices.copy_to name-is-a-term"},
		{"market: camera lenses|market: Licensee", ""}, // no name
	} {
		var told []string
		for _, p := range changedDeal(t, test.changes, "") {
			if strings.HasPrefix(p.Rule, "name-is-") {
				told = append(told, p.Severity.String()+" "+p.Path+" "+p.Rule)
			}
		}
		if got := strings.Join(told, ", "); got != test.told {
			t.Errorf("%s: told %q, want %q", test.changes, got, test.told)
		}
	}
}

// An answer that says in words that there is none is no answer, for wordings
// and rules alike: two parties without a number are not the same party.
func TestSaysNothing(t *testing.T) {
	doc, problems := changed(t, "name: Harrow Lens LLC", "reg_no: not applicable, name: Harrow Lens LLC", `name: "Clearwater Optics, Inc."`, `reg_no: Not applicable, name: "Clearwater Optics, Inc."`)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	if text := written(t, doc); strings.Contains(strings.ToLower(text), "number not applicable") {
		t.Error("what says nothing is printed")
	}
	if _, problems := changed(t, "core_dependency: relies on the multi-layer coating for its effect", "core_dependency: not applicable"); !problems.HasErrors() {
		t.Error("a question that needs an answer takes one that says nothing")
	}
}

// Words that decide mean the same in any case and in one text.
func TestRightsCase(t *testing.T) {
	want, _ := changed(t)
	for _, rights := range []string{"rights: [Patents, Know-how]", "rights: patents, know-how\n#", "rights: [PATENTS, know how]", "rights: patents and know-how\n#"} {
		doc, problems := changed(t, "rights: [patents, know-how]", rights)
		if problems.HasErrors() || written(t, doc) != written(t, want) {
			t.Errorf("%s: another draft; %v", rights, problems)
		}
	}
	if _, problems := changed(t, "rights: [patents, know-how]", "rights: [patent]"); !problems.HasErrors() {
		t.Error("a word that resembles one is taken for none")
	}
	if _, problems := changed(t, "rights: [patents, know-how]", "rights: copyright, trade secrets\n#"); len(problems) != 1 || !strings.Contains(problems[0].Hint, `"software-copyright"`) {
		t.Errorf("a text of which one part is no word: %v", problems)
	}
}

// A list that another answers by default is that list, whatever stands in it.
func TestRightsByDefault(t *testing.T) {
	for _, own := range []string{"'rights in topographies, and in layouts'", "topographies", "'a: b'"} {
		doc, problems := changed(t, "rights: [patents, know-how]", "rights: [patents, {other: "+own+"}]")
		if problems.HasErrors() || !strings.Contains(written(t, doc), strings.Trim(own, "'")) {
			t.Errorf("%s: %v", own, problems)
		}
	}
}

// A name stands as it is registered, in the signature block too.
func TestUpperNames(t *testing.T) {
	doc, problems := changed(t, "name: Harrow Lens LLC", "name: Weiß ﬁrst Optik GmbH")
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	if text := written(t, doc); strings.Contains(text, "WEI") || !strings.Contains(text, "| Weiß ﬁrst Optik GmbH |") {
		t.Error("the name is written in other letters")
	}
}

// Nothing for what is required is an error at the answer; nothing for what may
// be left out is no answer.
func TestEmptyLists(t *testing.T) {
	for _, test := range []struct{ from, to, path string }{
		{"tests: [infringement, know-how]", "tests: []", "improvements.tests"},
		{"tests: [infringement, know-how]", "tests: none", "improvements.tests"},
		{"rights: [patents, know-how]", "rights: [n/a]", "technology.rights"},
		{"field_exclusions: [medical optics]", "field_exclusions: none", ""},
		{"know_how_items: [process sheets PS-1 to PS-9]", "know_how_items: []", ""},
	} {
		_, problems := changed(t, test.from, test.to)
		found := ""
		for _, p := range problems {
			if p.Rule == "empty-answer" {
				found = p.Path
			}
		}
		if found != test.path {
			t.Errorf("%s: %q, want %q", test.to, found, test.path)
		}
	}
}

// A draft that promises what no answer gives is refused, at the wording: here
// the list of a question that may be answered by none.
func TestPromiseWithoutList(t *testing.T) {
	lib, problems := library.Open(fstest.MapFS{
		"clauses/levels/clause.yaml":  {Data: []byte("title: Levels\nparameters:\n  levels.all: {kind: list, min: 0, ask: 'Which levels?'}\nvariants:\n  balanced: {}\n")},
		"clauses/levels/balanced.md":  {Data: []byte("## Levels\n\nThe levels are:\n\n{{range .levels.all}}\n1. {{.}};\n{{end}}\n")},
		"templates/nda/template.yaml": {Data: []byte("title: Secrecy\narticles:\n  - {id: main, title: Main, clauses: [levels]}\n")},
	}, "")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for deal, want := range map[string]string{
		"template: nda\nlevels: {all: [low]}\n": "",
		"template: nda\nlevels: {all: []}\n":    "clauses/levels/balanced.md:3:15: error: nothing follows the colon [unfinished]",
	} {
		_, problems := draft.Make(lib, "deal.yaml", []byte(deal), draft.Options{})
		if got := strings.TrimSuffix(fmt.Sprint(problems), "\n"); strings.Trim(got, "[]") != strings.Trim(want, "[]") {
			t.Errorf("%s: %v, want %s", deal, got, want)
		}
	}
}
