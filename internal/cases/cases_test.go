package cases

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/library"
)

// tiny is a library of two clauses and two templates.
func tiny(files map[string]string) fstest.MapFS {
	all := map[string]string{
		"templates/deal/template.yaml":  "title: Agreement\nlegend: Draft\narticles: [{id: one, title: One, clauses: [fee, stop, definitions]}]\nschedules: [bill]\n",
		"templates/short/template.yaml": "title: Letter\nlegend: Draft\narticles: [{id: one, title: One, clauses: [fee]}]\nschedules: [bill]\n",
		"clauses/fee/clause.yaml": `title: Fee
parameters:
  deal.law_family: {kind: choice, choices: [us, uk, eu-civil], default: us, ask: Style?}
  deal.drafting_side: {kind: choice, choices: [licensor, neutral, licensee], default: neutral, ask: Side?}
  deal.currency: {kind: text, default: EUR, ask: Currency?}
  fee.kind: {kind: choice, choices: [flat, none], default: '{{if .fee.places}}flat{{else}}none{{end}}', ask: Which?}
  fee.amount: {kind: money, ask: How much?}
  fee.places: {kind: list, min: 0, default: [], ask: Where?}
schedules: {bill: {title: Bill, when: 'eq .fee.kind "flat"'}}
variants: {balanced: {gives: a}, licensor: {gives: b}}
rules:
  - {id: F-01, severity: error, if: gt .fee.amount 500000, message: '{{if .fee.places}}Too much in {{.fee.places}}{{else}}Too much{{end}}', at: [fee.amount]}
  - {id: F-02, severity: warning, if: eq .fee.amount 0, message: Nothing is paid}
`,
		"clauses/fee/balanced.md":              "## Fee\n\n{{if eq .fee.kind \"flat\"}}\nLicensee shall pay {{.fee.amount}}.\n{{else}}\nThere is no fee.{{if has \"stop\"}} [](#stop) applies.{{end}}\n{{end}}\n\n{{if .fee.places}}\nPlaces are:\n\n{{range .fee.places}}\n1. {{.}};\n{{end}}\n{{end}}\n",
		"clauses/fee/licensor.md":              "## Fee\n\nLicensee shall pay in advance.\n",
		"clauses/fee/schedule-bill.md":         "The bill is attached.\n",
		"clauses/stop/clause.yaml":             "title: Stop\nwhen: given \"stop\"\nparameters: {stop.why: {kind: text, ask: Why?}}\nvariants: {balanced: {gives: a}}\n",
		"clauses/stop/balanced.md":             "## Stop\n\nThis ends because of {{.stop.why}}.\n",
		"clauses/definitions/clause.yaml":      "title: Definitions\nvariants: {balanced: {gives: a}}\n",
		"clauses/definitions/balanced.md":      "## Definitions\n\nWords mean:\n\n{{definitions}}\n",
		"clauses/definitions/licensed-bill.md": "---\nterm: Bill\n---\n**\"Bill\"** means a paper{{if .fee.places}} with places{{end}}.\n",
	}
	for name, text := range files {
		all[name] = text
	}
	fsys := fstest.MapFS{}
	for name, text := range all {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// test opens a tiny library and runs its tests.
func test(t *testing.T, files map[string]string, opts Options) *Report {
	t.Helper()
	fsys := tiny(files)
	lib, _ := library.Open(fsys, "")
	problems := lib.Check()
	for _, p := range problems {
		t.Fatalf("%v", p)
	}
	opts.Quick = true
	return Run(lib, fsys, "", opts)
}

// lines lists what is wrong, one problem a line.
func lines(r *Report) []string {
	var list []string
	for _, result := range r.Results {
		for _, p := range result.Problems {
			list = append(list, p.Error()+" | "+p.Hint)
		}
	}
	for _, p := range r.Problems {
		list = append(list, p.Error()+" | "+p.Hint)
	}
	return list
}

const flat = "A flat fee is printed:\n  fee: {kind: flat, amount: 5}\n"

var cases = regexp.MustCompile("/cases/")

func TestPasses(t *testing.T) {
	r := test(t, map[string]string{
		"clauses/fee/cases/flat.yaml": flat,
		"clauses/fee/cases/flat.md":   "<!-- case: A flat fee is printed -->\n### Fee {#fee}\nLicensee shall pay EUR 5.\n<!-- schedule: bill -->\n## Bill\nThe bill is attached.\n",
	}, Options{Only: cases})
	if got := lines(r); len(got) > 0 || len(r.Results) != 1 {
		t.Errorf("%d results: %s\n%s", len(r.Results), strings.Join(got, "\n"), r.Results[0].Diff)
	}
}

func TestFails(t *testing.T) {
	r := test(t, map[string]string{
		"clauses/fee/cases/flat.yaml": flat,
		"clauses/fee/cases/flat.md":   "<!-- case: A flat fee is printed -->\n### Fee {#fee}\nLicensee shall pay EUR 6.\n",
	}, Options{Only: cases})
	want := []string{`clauses/fee/cases/flat.md:3: error: the wording is not the one expected [case] | mend the wording, or accept it with "clausewright test --update"`}
	if got := lines(r); !slices.Equal(got, want) || r.Failed() != 1 {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	if diff := r.Results[0].Diff; !strings.Contains(diff, "- Licensee shall pay EUR 6.\n") || !strings.Contains(diff, "+ Licensee shall pay EUR 5.\n") {
		t.Errorf("%s", diff)
	}
}

func TestMissingWording(t *testing.T) {
	files := map[string]string{"clauses/fee/cases/flat.yaml": flat}
	want := []string{`clauses/fee/cases/flat.yaml:1:1: error: the wording to expect is missing [case] | "clausewright test --update" writes clauses/fee/cases/flat.md; read it before you keep it`}
	if got := lines(test(t, files, Options{Only: cases})); !slices.Equal(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	r := test(t, files, Options{Only: cases, Update: true})
	if len(lines(r)) > 0 || !strings.Contains(r.Results[0].Update, "Licensee shall pay EUR 5.") {
		t.Errorf("%s: %q", strings.Join(lines(r), "\n"), r.Results[0].Update)
	}
	if len(r.Updates) != 1 || r.Updates[0].Name != "clauses/fee/cases/flat.md" || !strings.HasPrefix(r.Updates[0].Text, "<!-- case: A flat fee is printed -->\n### Fee {#fee}\n") {
		t.Fatalf("%v", r.Updates)
	}
	files["clauses/fee/cases/flat.md"] = r.Updates[0].Text
	if r = test(t, files, Options{Only: cases, Update: true}); len(lines(r)) > 0 || r.Results[0].Update != "" || len(r.Updates) > 0 {
		t.Errorf("an update after an update changes something: %q", r.Results[0].Update)
	}
}

// TestAlone: what a clause prints by itself.
func TestAlone(t *testing.T) {
	for name, test1 := range map[string]struct{ file, text, want string }{
		"a reference to another clause": {"clauses/fee/cases/x.yaml", "x:\n  with: [stop]\n", "There is no fee. [](#stop) applies."},
		"an answer that is not given":   {"clauses/fee/cases/x.yaml", "x:\n  fee: {kind: flat}\n", "Licensee shall pay EUR 100,000."},
		"two variants":                  {"clauses/fee/cases/x.yaml", "x:\n  variant: [licensor, balanced]\n  fee: {kind: none}\n", "<!-- licensor -->\n### Fee {#fee}\nLicensee shall pay in advance.\n<!-- balanced -->\n### {#fee}\n~~Licensee shall pay …~~\nThere is no fee.\n"},
		"definitions":                   {"clauses/definitions/cases/x.yaml", "x:\n  terms: [Bill]\n  fee: {places: [Rome]}\n", "**“Bill”** means a paper with places."},
		"the text of a template":        {"templates/deal/cases/x.yaml", "x: {}\n", ""},
	} {
		r := test(t, map[string]string{test1.file: test1.text}, Options{Only: cases, Update: true})
		if got := lines(r); len(got) > 0 || !strings.Contains(r.Results[0].Update, test1.want) {
			t.Errorf("%s: %s\n%s", name, strings.Join(got, "\n"), r.Results[0].Update)
		}
	}
}

func TestRules(t *testing.T) {
	for text, want := range map[string]string{
		"x:\n  fee: {amount: 600000}\n  expect: {rules: [F-01]}\n":            "",
		"x:\n  fee: {amount: 0}\n  expect: {rules: [F-02], silent: [F-01]}\n": "",
		"x:\n  fee: {amount: 5}\n  expect: {rules: [F-01]}\n":                 "clauses/fee/cases/x.yaml:3:11: error: rule F-01 does not fire [case] | it fires when gt .fee.amount 500000",
		"x:\n  fee: {amount: 0}\n  expect: {silent: [F-02]}\n":                "clauses/fee/cases/x.yaml:3:11: error: rule F-02 is not silent: it fires [case]",
		"x:\n  fee: {amount: 600000}\n  expect: {rules: [F-02]}\n":            "rule F-01 fires on these answers [case] | mend the answers, or write expect: {rules: [F-01]}",
	} {
		got := strings.Join(lines(test(t, map[string]string{"clauses/fee/cases/x.yaml": text}, Options{Only: cases})), "\n")
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%q: %s", text, got)
		}
	}
}

// TestFaultyCases: each fault is told at its place, with what to do.
func TestFaultyCases(t *testing.T) {
	for text, want := range map[string]string{
		"[x]\n":     "x.yaml:1:1: error: cases are wanted, each under its name [case]",
		"x: flat\n": "x.yaml:1:4: error: answers are wanted here, one key a line [case]",
		"x:\n  fee: {amount: 5}\nx:\n  fee: {amount: 6}\n": `x.yaml:3:1: error: there are two cases "x" [case] | say what this one shows`,
		"'':\n  fee: {amount: 5}\n":                        "x.yaml:1:1: error: does not say what it shows [case] | name it in words",
		"x: {\n":                                           "x.yaml:",
		"x:\n  fee: {kind: flatt}\n":                       `x.yaml:2:15: error: fee.kind: "flatt" is not one of the allowed words [not-a-choice] | did you mean "flat"?`,
		"x:\n  variant: licenser\n":                        `x.yaml:2:12: error: there is no variant "licenser" here [case] | did you mean "licensor"?`,
		"x:\n  with: [stopp]\n":                            `x.yaml:2:10: error: there is no clause "stopp" here [case] | did you mean "stop"?`,
		"x:\n  with: {stop: 1}\n":                          "x.yaml:2:9: error: a list of names is wanted here [case] | [first, second]",
		"x:\n  with: [stop]\n  with: [stop]\n":             `"with" is there twice`,
		"x:\n  expect: {rules: [F-9]}\n":                   `x.yaml:2:20: error: there is no rule "F-9" here [case] | `,
		"x:\n  expect: {words: [a]}\n":                     `x.yaml:2:12: error: there is no "words" to expect [case] | expect: {rules: [F-12]}`,
		"x:\n  expect: F-01\n":                             "x.yaml:2:11: error: expect is a group of keys [case] | expect: {rules: [F-12]}",
		"x:\n  {with: [stop]}\n":                           `x.yaml:2:4: error: "with" stands between braces [case] | write one key a line`,
		"x:\n  template: lettter\n":                        `x.yaml:2:13: error: there is no template "lettter" that lists clause "fee" [case] | did you mean "letter"?`,
		"x:\n  fee: {kind: flat\n":                         "x.yaml:",
		"x:\n  # more\n  variant: balanced\n  fees: {}\n":  `x.yaml:4:3: error: fees: there is no such group of questions [unknown-key] | did you mean "fee"?`,
	} {
		files := map[string]string{"clauses/fee/cases/x.yaml": text}
		if strings.Contains(text, "lettter") {
			files["templates/letter/template.yaml"] = "title: Letter\nlegend: Draft\narticles: [{id: one, title: One, clauses: [stop]}]\n"
		}
		if got := strings.Join(lines(test(t, files, Options{Only: cases})), "\n"); !strings.Contains(got, want) {
			t.Errorf("%q:\n got %s\nwant %s", text, got, want)
		}
	}
	stray := lines(test(t, map[string]string{"clauses/fee/cases/x.md": "x", "clauses/fee/cases/notes.txt": "x"}, Options{Only: cases}))
	want := []string{
		"clauses/fee/cases/notes.txt: error: holds no cases [case] | cases stand in NAME.yaml, the wordings expected in NAME.md",
		"clauses/fee/cases/x.md: error: belongs to no cases [case] | add x.yaml with the answers, or remove the file",
	}
	if !slices.Equal(stray, want) {
		t.Errorf("%s", strings.Join(stray, "\n"))
	}
}

// TestLeftOut: a clause that does not enter is no case of it.
func TestLeftOut(t *testing.T) {
	got := strings.Join(lines(test(t, map[string]string{"clauses/stop/cases/x.yaml": "x: {}\n"}, Options{Only: cases})), "\n")
	if want := `the clause does not enter with these answers [case] | it enters when given "stop"`; !strings.Contains(got, want) {
		t.Errorf("%s", got)
	}
}

// TestCoverage: without cases everything is missing; proposed cases reach
// everything; each kind of branch is counted.
func TestCoverage(t *testing.T) {
	r := test(t, nil, Options{})
	if len(r.Missing) != r.Branches || r.Branches == 0 {
		t.Errorf("%d of %d branches are missing", len(r.Missing), r.Branches)
	}
	var got []string
	for _, p := range r.Missing {
		got = append(got, fmt.Sprintf("%s %s", p.Pos, p.Text))
	}
	for _, want := range []string{
		`clauses/fee/clause.yaml:6:66 the condition .fee.places is met`,
		`clauses/fee/balanced.md:3:6 the condition eq .fee.kind "flat" is not met`,
		`clauses/fee/balanced.md:6:22 the condition has "stop" is met`,
		`clauses/fee/balanced.md:12:9 the loop over .fee.places has entries`,
		`clauses/fee/licensor.md:1:1 the variant licensor is printed`,
		`clauses/fee/schedule-bill.md:1:1 the schedule bill is printed`,
		`the schedule bill is left out`,
		`the definition of Bill is printed`,
		`rule F-01 fires`, `rule F-02 looks and does not fire`,
		`the condition .fee.places is not met`,
	} {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("not among the branches: %s\n%s", want, strings.Join(got, "\n"))
		}
	}
	if slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "the loop over .fee.places has no entry") }) {
		t.Error("the loop stands inside its own condition: it cannot be empty")
	}
}

func TestPropose(t *testing.T) {
	fsys := tiny(nil)
	lib, _ := library.Open(fsys, "")
	made, count := Propose(lib, fsys, "", Options{Workers: 2})
	again, _ := Propose(lib, fsys, "", Options{Workers: 1})
	if !slices.Equal(made, again) || len(made) == 0 {
		t.Errorf("two runs propose different cases:\n%v\n%v", made, again)
	}
	files := map[string]string{}
	for _, p := range made {
		files[p.Name] = p.Text
	}
	r := test(t, files, Options{Update: true})
	if len(r.Missing) > 0 || r.HasErrors() {
		t.Errorf("%s\n%v", strings.Join(lines(r), "\n"), r.Missing)
	}
	if count > 10 {
		t.Errorf("%d cases for so small a library", count)
	}
	if want := "'F-02 fires: Nothing is paid':\n  fee: {amount: 0}\n  expect: {rules: [F-02]}\n"; !strings.Contains(files["clauses/fee/cases/rules.yaml"], want) {
		t.Errorf("the rule F-02: %v", made)
	}
}

// TestGrid: what only certain pairs of answers bring to light.
func TestGrid(t *testing.T) {
	r := test(t, map[string]string{
		"clauses/fee/licensor.md": "## Fee\n\nLicensee shall pay{{if and (eq .fee.kind \"none\") (eq .deal.law_family \"uk\")}} , at once{{end}} in advance of {{if eq .fee.kind \"flat\"}}[](#nowhere){{else}}it{{end}}.\n",
	}, Options{})
	got := strings.Join(lines(r), "\n")
	for _, want := range []string{"clauses/fee/licensor.md:3:", `nothing in the library has the id "nowhere"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if r.Rows == 0 || r.Deals == 0 {
		t.Errorf("%d rows, %d deals", r.Rows, r.Deals)
	}
}

// TestDeterminism: the number of workers changes nothing.
func TestDeterminism(t *testing.T) {
	files := map[string]string{"clauses/fee/cases/flat.yaml": flat, "clauses/fee/licensor.md": "## Fee\n\nLicensee shall pay [](#nowhere).\n"}
	first := test(t, files, Options{Workers: 1})
	for n := range 5 {
		if r := test(t, files, Options{Workers: n + 1}); told(r) != told(first) {
			t.Errorf("with %d workers: %s", n+1, told(r))
		}
	}
}

func told(r *Report) string {
	list := lines(r)
	for _, p := range r.Missing {
		list = append(list, p.Pos.String()+p.Text)
	}
	return strings.Join(list, "\n")
}

func TestDiff(t *testing.T) {
	long := strings.Repeat("word ", 40)
	text, line := diff("a\nb\nc\n"+long+"x "+long+"\nd", "a\nc\n"+long+"y "+long+"\ne\nd", 0)
	want := "  a\n- b\n  c\n  c\n- … word word word word word word word word word word word word x word word word word word word word word word word word word …\n" +
		"+ … word word word word word word word word word word word word y word word word word word word word word word word word word …\n+ e\n  d\n"
	if line != 2 || !strings.HasPrefix(text, "  a\n- b\n  c\n") || strings.Count(text, "\n") > strings.Count(want, "\n")+2 {
		t.Errorf("line %d:\n%s", line, text)
	}
	if text, _ := diff("a\nb\nc\nd\ne", "a\nx\nc\nd\ny", 1); text != "  a\n- b\n+ x\n  c\n  …\n" {
		t.Errorf("%s", text)
	}
}

// TestDepartures: a case holds only what differs from what stands above it.
func TestDepartures(t *testing.T) {
	base := []string{"### A {#a}", "One is so. Two is so.", "- (a) first;", "- (b) second.", "### B {#b}", "Three.", "Four."}
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"nothing", base, "…\n"},
		{"a sentence", []string{"### A {#a}", "One is so. Two is not so.", "- (a) first;", "- (b) second.", "### B {#b}", "Three.", "Four."}, "### {#a}\n… ~~Two is so.~~ Two is not so.\n…\n"},
		{"a sentence is gone", []string{"### A {#a}", "One is so.", "- (a) first;", "- (b) second.", "### B {#b}", "Three.", "Four."}, "### {#a}\n… ~~Two is so.~~\n…\n"},
		{"an item between", []string{"### A {#a}", "One is so. Two is so.", "- (a) first;", "- (b) new; and", "- (c) second.", "### B {#b}", "Three.", "Four."}, "### {#a}\n…\n- (b) new; and\n…\n"},
		{"two paragraphs are one", []string{"### A {#a}", "One is so. Two is so.", "- (a) first;", "- (b) second.", "### B {#b}", "Three. Four."}, "### {#b}\n…\n~~Four.~~ Four.\n"},
		{"a section is gone", base[:4], "~~{#b}~~\n"},
		{"a section is new", append(slices.Clone(base), "### C {#c}", "Five."), "### C {#c}\nFive.\n"},
	} {
		earlier := newPrinted()
		earlier.note(base)
		if got := strings.Join(sections(base, c.lines, earlier), ""); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// TestBelowOthers: a case is compared with the first of its file in the same
// variant; what variants share stands once.
func TestBelowOthers(t *testing.T) {
	r := test(t, map[string]string{"clauses/fee/cases/x.yaml": "first:\n  variant: [balanced, licensor]\nplaces:\n  variant: [balanced, licensor]\n  fee: {places: [Rome], kind: none}\n"}, Options{Only: cases, Update: true})
	want := "<!-- case: first -->\n<!-- balanced -->\n### Fee {#fee}\nThere is no fee.\n<!-- licensor -->\n### {#fee}\n~~There is no fee.~~\nLicensee shall pay in advance.\n" +
		"\n<!-- case: places -->\n<!-- balanced -->\n### {#fee}\n…\nPlaces are Rome.\n<!-- licensor -->\n…\n"
	if got := lines(r); len(got) > 0 || len(r.Updates) != 1 || r.Updates[0].Text != want {
		t.Errorf("%s\n%v", strings.Join(got, "\n"), r.Updates)
	}
}

// TestStale: a wording of a case that is no longer there is told, and left out
// by an update.
func TestStale(t *testing.T) {
	files := map[string]string{"clauses/fee/cases/flat.yaml": flat, "clauses/fee/cases/flat.md": "<!-- case: Gone -->\n…\n"}
	if got := strings.Join(lines(test(t, files, Options{Only: cases})), "\n"); !strings.Contains(got, `clauses/fee/cases/flat.md:1: error: there is no case "Gone" [case]`) {
		t.Error(got)
	}
	if r := test(t, files, Options{Only: cases, Update: true}); len(lines(r)) > 0 || strings.Contains(r.Updates[0].Text, "Gone") {
		t.Errorf("%v\n%v", lines(r), r.Updates)
	}
}

// TestBeginning: the first words, and a number where others begin so.
func TestBeginning(t *testing.T) {
	earlier := newPrinted()
	earlier.note([]string{"Licensee shall pay the fee on the first day of a quarter.", "Licensee shall pay the fee in advance, for each quarter.", "- (a) one thing that nobody else says;"})
	for text, want := range map[string]string{
		"Licensee shall pay the fee in advance, for each quarter.": "Licensee shall pay …2",
		"- (b) one thing that nobody else says; and":               "- (b) one thing …",
		"It is so.": "It is so.",
	} {
		if got := abbreviated(text, earlier); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

// TestUpdateKeeps: what is expected of a case that cannot be read is not lost.
func TestUpdateKeeps(t *testing.T) {
	files := map[string]string{
		"clauses/fee/cases/x.yaml": "odd:\n  fee: {amount: much}\neven:\n  fee: {amount: 5}\n",
		"clauses/fee/cases/x.md":   "<!-- case: odd -->\nof old\n\n<!-- case: even -->\nof old\n",
	}
	if r := test(t, files, Options{Only: cases, Update: true}); len(r.Updates) > 0 || !r.Problems.HasErrors() {
		t.Errorf("%v, %v", r.Updates, r.Problems)
	}
	files["clauses/fee/cases/x.yaml"] = "even:\n  fee: {amount: 5}\n"
	if r := test(t, files, Options{Only: cases, Update: true}); len(r.Updates) != 1 {
		t.Errorf("%v, %v", r.Updates, r.Problems)
	}
}

// TestUpdateBesideFaults: faults of cases that are not run do not stop an update.
func TestUpdateBesideFaults(t *testing.T) {
	files := map[string]string{
		"clauses/fee/cases/x.yaml": "even:\n  fee: {amount: 5}\n",
		"clauses/fee/cases/y.yaml": "odd:\n  fee: {amount: much}\n",
	}
	if r := test(t, files, Options{Only: regexp.MustCompile("even|x.yaml"), Update: true}); len(r.Updates) != 1 || len(r.Problems) > 0 {
		t.Errorf("%v, %v", r.Updates, r.Problems)
	}
}
