package draft_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/assemble"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// forms is a small library with a full form and a short one.
func forms(t *testing.T) *library.Library {
	t.Helper()
	lib, problems := library.Open(os.DirFS("testdata/forms"), "")
	if problems = append(problems, lib.Check()...); len(problems) > 0 {
		t.Fatal(problems)
	}
	return lib
}

// inForm drafts a deal of the small library.
func inForm(t *testing.T, template, answers string) (text string, problems diag.List) {
	t.Helper()
	const least = "party: {licensor: Acme}\n"
	if !strings.HasPrefix(answers, "grant:") {
		answers = "grant: {number: 3}\n" + answers
	}
	made, problems := draft.Make(forms(t), "deal.yaml", []byte("template: "+template+"\n"+least+answers+"\n"), draft.Options{})
	if made.Document != nil {
		var b strings.Builder
		if err := markdown.Write(&b, made.Document); err != nil {
			t.Fatal(err)
		}
		text = b.String()
	}
	return text, problems
}

// A compound clause stands for clauses of the full form, alone or beside them.
func TestShortForm(t *testing.T) {
	for name, test := range map[string]struct {
		answers string
		has     string // parts of the draft, in this order, between bars
		hasNot  string
	}{
		"short": {"", "**“Field”** | cells | [Section 2.1](#short-licence)|licensed by [Section 2.1](#short-licence) and sold as [Section 2.2](#limits)|### 2.3 Payment|3.1 Books|[Section 3.2](#general) survive. [Section 2.2](#limits) is strict",
			"means cells|Press|Exhibit|Contents"},
		"a clause in full after what remains":                        {"clauses: {full: [royalty]}", "2.1 Licence|2.2 Limits|2.3 Royalty <a id=\"royalty\"|The royalty is 5%", "Payment"},
		"all in full, the compound clause is gone":                   {"clauses: {full: [grant, royalty]}", "[Section 2.1](#grant)|2.1 Grant|2.2 Outside sales|2.3 Royalty|[Section 2.2](#outside) is strict", "short-licence|Limits"},
		"with its schedule, and references to what is said in short": {"clauses: {full: [audit]}", "3.1 Records|royalty ([Section 2.3](#payment), the **“Books”**)|3.2 Audit|Exhibit A|The books were seen", "3.1 Books"},
		"in full where the compound clause is left out":              {"clauses: {omit: [short-rest], full: [audit]}", "3.1 Records|3.2 Audit|Exhibit A|The books were seen", "3.1 Books"},
		"an optional clause":                                         {"publicity: {who: Bob}", "3.2 Press|Bob alone|as does [Section 3.2](#press)", "3.3 Publicity"},
		"an optional clause in full":                                 {"publicity: {who: Bob}\nclauses: {full: publicity}", "3.1 Books|3.2 Publicity|Only Bob|as does [Section 3.2](#publicity)", "Press"},
		"one that is left out":                                       {"clauses: {omit: [publicity]}", "3.1 Books|3.2 General", "Bob"},
		"one that always enters":                                     {"publicity: {who: Bob}\nclauses: {omit: [audit]}", "3.1 Press", "Books"},
		"one that is added":                                          {"insurance: {sum: 100}\nclauses: {add: [insurance]}", "3.1 Books|3.2 Insurance|$100, and [Section 3.1](#short-rest) applies|3.3 General|[Section 3.2](#insurance) ends", ""},
		"what only the full form prints, in full":                    {"royalty: {floor: 100, steps: [{from: 1, rate: 4, note: big}]}\nclauses: {full: [royalty]}", "at least $100|4% from 1 (big)", "Payment"},
		"with a schedule of what is said in short":                   {"visits: {notice: 6d}\nclauses: {add: [visits]}", "3.1 Books|Visitors sign [Exhibit A](#audit-form)|Exhibit A. Audit Form|The books were seen", "3.1 Records"},
		"what says the same as its default":                          {"grant: {number: 3, basis: patents}\nroyalty: {rate: 5}", "The royalty is 5%", ""},
		"sides":                                                      {"deal: {drafting_side: licensor}", "exclusively, narrowly", ""},
	} {
		t.Run(name, func(t *testing.T) {
			text, problems := inForm(t, "short", test.answers)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			rest := text
			for part := range strings.SplitSeq(test.has, "|") {
				_, after, found := strings.Cut(rest, part)
				if !found {
					t.Errorf("%q is not there, or not in its place, in\n%s", part, text)
				}
				rest = after
			}
			for part := range strings.SplitSeq(test.hasNot, "|") {
				if part != "" && strings.Contains(text, part) {
					t.Errorf("%q is there in\n%s", part, text)
				}
			}
			full, problems := inForm(t, "full", test.answers)
			if problems = slices.DeleteFunc(problems, isInfo); len(problems) > 0 || !strings.Contains(full, "Contents") {
				t.Errorf("the full form does not draft: %v", problems)
			}
		})
	}
}

func isInfo(p *diag.Problem) bool { return p.Severity == diag.Info }

// What a short form does not carry is refused where the deal answers it, with the
// ways out, and never left out in silence.
func TestNotCarried(t *testing.T) {
	for answers, want := range map[string]string{
		"insurance: {sum: 100}": `4:18: insurance.sum: this form does not have clause "insurance", which this answer brings: it needs a broker [not-carried] (clauses: {add: [insurance]}, or take the full form: template: full)`,
		"royalty: {floor: 100}": `4:18: royalty.floor: this form does not say it: the rate is the whole price [not-carried] (clauses: {full: [royalty]}, or take the full form: template: full)`,
		"royalty: {floor: TBD}": `4:18: royalty.floor: this form does not say it: the rate is the whole price [not-carried] (clauses: {full: [royalty]}, or take the full form: template: full)`,
		"royalty: {steps: [{from: 1, rate: 4}, {from: 2, rate: 3, note: big}]}": `4:64: royalty.steps: this form does not carry the column "note": the steps speak for themselves [not-carried] (clauses: {full: [royalty]}, or take the full form: template: full)`,
		"grant: {number: 3, basis: both}":                                       `3:27: grant.basis: this form does not carry "both": secrets need more words [not-carried] (clauses: {full: [grant]}, or take the full form: template: full)`,
		"clauses: {full: [grant]}":                                              `4:18: "grant" cannot be printed in full alone: clause "short-licence" says it together with others [not-carried] (put all of it in full: clauses: {full: [grant, royalty]}, or take the full form: template: full)`,
		"clauses: {omit: [grant]}":                                              `4:18: clauses.omit: "grant" cannot be left out alone: clause "short-licence" says it together with others [omitted-clause] (put all of it in full: clauses: {full: [grant, royalty]}, or take the full form: template: full)`,
		"variants: {grant: licensor}":                                           `4:12: variants.grant: clause "short-licence" says "grant" in one wording for all [not-carried] (clauses: {full: [grant]} prints the wording that is chosen here, or take the full form: template: full)`,
		"clauses: {add: [insurence]}":                                           `4:17: there is no clause "insurence" [unknown-clause] (did you mean "insurance"?)`,
		"visits: {guests: 2}\nclauses: {add: [visits]}":                         `5:17: clauses: "visits" cannot be in full alone: it uses "Books", which clause "audit" defines and this form says otherwise [not-carried] (clauses: {full: [audit]}, or take the full form: template: full)`,
		"visits: {guests: 2}\nclauses: {add: [visits], full: audit}":            ``,
		"clauses: {add: [short-rest]}":                                          ``, // it is there anyway
		"clauses: {add: [audit], omit: [audit]}":                                `4:17: clause "audit" is wanted here and left out [unknown-clause] (take one of them out)`,
		"clauses: {full: [insurance]}":                                          `4:18: warning: clause "insurance" is wanted here and does not enter [unused-answer] (answer its questions, or take it out here)`,
		"grant: {number: 10}":                                                   `3:17: grant.number: there are too many sites [G-1]`, // rules hold
		"grant: {basis: patents}":                                               `3:1: grant.number: an answer is needed [missing-answer] (How many sites? (integer; write TBD to leave it open))`,
		"royalty: {floor: 100}\nclauses: {full: [royalty]}":                     ``,
		"royalty: {steps: [{code: A, from: 1, rate: 4}]}":                       ``, // harmless
		"royalty: {steps: [{from: 1, rate: 4}, {by: year, from: 1, rate: 4}]}":  `4:44: royalty.steps: this form does not carry "year": steps follow volume [not-carried] (clauses: {full: [royalty]}, or take the full form: template: full)`,
		"insurance: {sum: null}":                                                ``,
		"insurance: {sum: 100}\nclauses: {omit: [insurance]}":                   ``, // as in the full form
	} {
		_, problems := inForm(t, "short", answers)
		var got []string
		for _, p := range problems {
			if p.Severity != diag.Info {
				got = append(got, strings.TrimPrefix(p.Error(), "deal.yaml:")+strings.TrimSuffix(" ("+p.Hint+")", " ()"))
			}
		}
		if text := strings.ReplaceAll(strings.Join(got, "\n"), "error: ", ""); text != want {
			t.Errorf("%s\ngot  %s\nwant %s", answers, text, want)
		}
	}
}

// In a form that has every clause in full, too, it is told that a clause that the deal
// wants does not enter.
func TestWantedAndOut(t *testing.T) {
	for answers, want := range map[string]bool{
		"clauses: {add: [insurance]}":                          true,
		"clauses: {full: [insurance]}":                         true,
		"insurance: {sum: 5}\nclauses: {add: [insurance]}":     false,
		"clauses: {add: [audit]}":                              false, // it is there anyway
		"clauses: {add: [insurance], omit: {insurance: 'no'}}": false, // which is another fault
	} {
		_, problems := inForm(t, "full", answers)
		got := slices.ContainsFunc(problems, func(p *diag.Problem) bool { return strings.Contains(p.Message, "is wanted here and does not enter") })
		if got != want {
			t.Errorf("%s: told %t\n%v", answers, got, problems)
		}
	}
}

// Another form is remarked upon where it says that it is customary, and could say all
// of the deal.
func TestCustomaryForm(t *testing.T) {
	for _, test := range []struct{ template, answers, want string }{
		{"full", "grant: {number: 3}", `the form "short" is customary for such a deal: it has few sites`},
		{"full", "grant: {number: 4}", ""},
		{"full", "grant: {number: 3}\ninsurance: {sum: 5}", ""}, // the short form would refuse it
		{"short", "grant: {number: 3}", ""},
		{"short", "grant: {number: 6}", `the form "full" is customary for such a deal: it has many sites`},
	} {
		_, problems := draft.Make(forms(t), "deal.yaml", []byte("template: "+test.template+"\nparty: {licensor: Acme}\n"+test.answers+"\n"), draft.Options{Forms: true})
		got := ""
		for _, p := range problems {
			if p.Rule == "customary-form" {
				got += p.Message
			}
		}
		if got != test.want {
			t.Errorf("%s, %s: %q, want %q", test.template, test.answers, got, test.want)
		}
	}
}

// The shipped forms: the short one is customary for a small deal, the full one for a
// large one, and between them nobody says. A fee that is open is no small one.
func TestCustomaryShipped(t *testing.T) {
	lib := openShipped(t)
	minimal, err := os.ReadFile("../../samples/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ template, fee, want string }{
		{"exclusive-licence", "250000", "short-form"},
		{"exclusive-licence", "TBD", ""},
		{"exclusive-licence", "900000", ""},
		{"exclusive-licence", "6000000", ""},
		{"short-form", "250000", ""},
		{"short-form", "900000", ""},
		{"short-form", "6000000", "exclusive-licence"},
	} {
		text := strings.Replace(string(minimal), "template: exclusive-licence", "template: "+test.template, 1)
		text = strings.Replace(text, "upfront: 250000", "upfront: "+test.fee, 1)
		_, problems := draft.Make(lib, "deal.yaml", []byte(text), draft.Options{Forms: true})
		got := ""
		for _, p := range problems {
			if p.Rule == "customary-form" {
				got += p.Message
			}
		}
		if (got != "") != (test.want != "") || !strings.Contains(got, test.want) {
			t.Errorf("%s, %s: %q, want %q", test.template, test.fee, got, test.want)
		}
	}
}

// With notes, a compound clause has the guidance of the clauses that it says.
func TestShortNotes(t *testing.T) {
	made, problems := draft.Make(forms(t), "deal.yaml", []byte("template: short\nparty: {licensor: Acme}\ngrant: {number: 3}\n"), draft.Options{Notes: true})
	var b strings.Builder
	if len(problems) > 0 || markdown.Write(&b, made.Document) != nil || !strings.Contains(b.String(), "Wording: balanced. Grant: Grant with care.") {
		t.Errorf("%v in\n%s", problems, b.String())
	}
}

// wayOut is the hint of what is refused: to add a clause, or to take it in full.
var wayOut = regexp.MustCompile(`clauses: \{(add|full): \[([a-z, -]*)\]\}`)

// Deals of real life draft in each short form, or are refused with the list of what it
// cannot carry; as its hints say, they draft.
func TestDealsInShort(t *testing.T) {
	lib, _ := shipped()
	files, _ := filepath.Glob("testdata/deals/*.yaml")
	samples, _ := filepath.Glob("../../samples/*.yaml")
	for _, id := range lib.TemplateIDs() {
		if lib.Templates[id].FullForm == "" {
			continue
		}
		for _, file := range append(files, samples...) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d, problems := deal.Read(file, data, lib.Schema)
			const rounds = 6
			for n := 0; n < rounds && !problems.HasErrors(); n++ {
				made, found := draft.From(lib, d, draft.Options{Template: id})
				if made.Document != nil {
					break
				}
				found = slices.DeleteFunc(found, func(p *diag.Problem) bool { return p.Severity != diag.Error })
				problems = append(problems, refused(d, found)...)
				if n == rounds-1 {
					problems = append(problems, found...)
				}
			}
			if problems.HasErrors() {
				t.Errorf("%s as %s: %v", file, id, problems)
			}
		}
	}
}

// refused does with a deal as the hints of what is refused say, and returns the other
// errors.
func refused(d *deal.Deal, found diag.List) diag.List {
	var others diag.List
	for _, p := range found {
		way := wayOut.FindStringSubmatch(p.Hint)
		switch {
		case p.Rule != assemble.NotCarried || way == nil:
			others = append(others, p)
		default:
			for clause := range strings.SplitSeq(way[2], ", ") {
				if w := (deal.Wanted{Clause: clause, Pos: p.Pos}); !d.Wants(clause) && way[1] == "add" {
					d.Add = append(d.Add, w)
				} else if !d.Wants(clause) {
					d.Full = append(d.Full, w)
				}
			}
		}
	}
	return others
}
