package assemble_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"clausewright/internal/assemble"
	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// small is a library of two clauses; tests change its files.
var small = map[string]string{
	"clauses/grant/clause.yaml": `title: Grant
parameters:
  deal.name: {kind: text, ask: Who is it?}
  deal.law_family: {kind: choice, choices: [us, uk, eu-civil], default: us, ask: Which law?}
  deal.drafting_side: {kind: choice, choices: [licensor, neutral, licensee], default: neutral, ask: Whose draft?}
  deal.items: {kind: list, optional: true, ask: What?}
  deal.term: {kind: duration, optional: true, ask: How long?}
  deal.half: {kind: duration, optional: true, default: '{{mul .deal.term 0.5}}', ask: How long is half?}
  deal.flag: {kind: flag, default: "false", ask: Is it?}
variants:
  balanced: {gives: Both sides something.}
  licensor: {gives: More to Licensor.}
`,
	"clauses/grant/balanced.md": "## Grant\n\n{{.deal.name}} grants.\n",
	"clauses/grant/licensor.md": "## Grant\n\n{{.deal.name}} may grant.\n",
	"clauses/extra/clause.yaml": "title: Extra\nwhen: .deal.flag\nparameters:\n  extra.fee: {kind: money, ask: How much?}\nvariants:\n  balanced: {}\n",
	"clauses/extra/balanced.md": "## Extra\n\nThe fee is {{.extra.fee}}.\n",
	"templates/t/template.yaml": "title: Licence\narticles:\n  - {id: one, title: One, clauses: [grant, extra]}\n",
}

// libraryWith is the small library with the given files in it.
func libraryWith(t testing.TB, files map[string]string) *library.Library {
	t.Helper()
	all := maps.Clone(small)
	maps.Copy(all, files)
	fsys := fstest.MapFS{}
	for name, text := range all {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, problems := library.Open(fsys, "")
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	return lib
}

// run assembles a deal with the small library and the given files in it.
func run(t testing.TB, files map[string]string, answers string) (*choose.Choices, *markdown.Builder, diag.List) {
	t.Helper()
	lib := libraryWith(t, files)
	d, problems := deal.Read("deal.yaml", []byte("template: t\n"+answers), lib.Schema)
	choices, source, more := assemble.Run(lib, lib.Templates["t"], d, assemble.Options{Faulty: problems.HasErrors()})
	problems = append(problems, more...)
	problems.Sort()
	return choices, source, problems
}

// body is the text of a draft after its article's heading.
func body(t testing.TB, wording, answers string) string {
	t.Helper()
	_, source, problems := run(t, map[string]string{"clauses/grant/balanced.md": wording}, answers)
	if source == nil {
		t.Fatal(problems[0])
	}
	_, text, _ := strings.Cut(string(source.Text()), "<!-- clause: grant -->\n\n")
	return strings.TrimSpace(text)
}

func TestWording(t *testing.T) {
	tests := []struct{ name, wording, answers, want string }{
		{"headings move one level down", "## Grant\n\nText.\n", "deal: {name: A}", "### Grant\n\nText."},
		{"an answer is literal", "{{.deal.name}} grants.", `deal: {name: "*A* & <b> {{.x}} [a](b)"}`,
			`\*A\* \& \<b\> \{\{\.x\}\} \[a\]\(b\) grants.`},
		{"a line of logic leaves no trace", "## G\n\n{{if .deal.flag}}\nyes\n{{else}}\nno\n{{end}}\nend\n", "deal: {name: A}", "### G\n\nno\nend"},
		{"a loop", "{{range .deal.items}}\n1. {{.}};\n{{end}}", "deal: {name: A, items: [a, b]}", "1. a;\n1. b;"},
		{"a loop over an open list", "{{range .deal.items}}\n1. {{.}};\n{{end}}", "deal: {name: A, items: TBD}",
			"1. [●]<!-- deal.items[1]: What? -->;"},
		{"an open value", "It is {{.deal.name}}.", "deal: {name: TBD}", "It is [●]<!-- deal.name: Who is it? -->."},
		{"a capital", "{{capital .deal.name}}", "deal: {name: unit cost}", "Unit cost"},
		{"a capital after a hyphen", "{{capital .deal.name}}", "deal: {name: non-EU sales}", "Non-EU sales"},
		{"a word of mixed letters has no other capital", "{{capital .deal.name}}", "deal: {name: kWh shipped}", "kWh shipped"},
		{"an open value in a sentence", "{{sentence .deal.name}}", "deal: {name: TBD}", "[●]<!-- deal.name: Who is it? -->"},
		{"no second full stop", "It is {{.deal.name}}.", `deal: {name: "Acme Inc."}`, `It is Acme Inc\.`},
		{"a left-out word leaves no gap", "A {{if .deal.flag}}big {{end}} house {{if .deal.flag}}here{{end}}, yes.", "deal: {name: A}", "A house, yes."},
		{"a list in words", "{{.deal.items}}", "deal: {name: A, items: [a, b, c]}", `a\, b\, and c`},
		{"alternatives", "{{either .deal.items}}", "deal: {name: A, items: [a, b]}", "a or b"},
		{"a duration before a noun", "a {{adjective .deal.term}} period", "deal: {name: x, term: 30d}", "a 30-day period"},
		{"what the style calls a unit", "{{unit \"schedules\"}}, {{a (unit \"schedule\")}}", "deal: {name: x, law_family: us}", "exhibits, an exhibit"},
		{"what another calls it", "{{unit \"sections\"}}", "deal: {name: x, law_family: uk}", "clauses"},
		{"Business Days before a noun", "a {{adjective .deal.term}} period", "deal: {name: x, term: 10bd}", "a 10-Business-Day period"},
		{"a decimal that a wording writes out", "{{mul .deal.term 0.5}}", "deal: {name: x, term: 30d}", "15\u00a0days"},
		{"a capital letter", "{{capital .deal.name}}, {{sentence .deal.name}}", "deal: {name: own use}", `Own use, Own use\.`},
		{"a unit keeps its letters", "{{capital .deal.name}}", "deal: {name: kWh shipped}", "kWh shipped"},
		{"a joined list", `{{join "; " .deal.items}}`, "deal: {name: A, items: [from 2026-06-30, TBD]}", "from June 30\\, 2026\\; [●]<!-- deal.items[2]: What? -->"},
		{"numbers agree", `{{count 1 "year"}}, {{count 2 "party"}}`, "deal: {name: A}", "1\u00a0year\\, two\u00a0parties"},
		{"decimals are exact", "{{mul .deal.term 0.1875}}", "deal: {name: A, term: 8y}", "18\u00a0months"},
		{"a reference", `see {{ref "extra" "grant"}}`, "deal: {name: A}", "see [](#extra,grant)"},
		{"a pipeline", `{{upper .deal.name}} {{list "a" "b" | join "-"}}`, "deal: {name: acme}", `ACME a\-b`},
		{"default for what is not answered", `{{default "x" .deal.items}}`, "deal: {name: A}", "x"},
		{"flat takes everything", `{{len (flat .deal.items (list "x" (list "y")) .deal.law_family)}}`, "deal: {name: A, items: [a, TBD]}", "5"},
		{"a literal in the style's spelling is not an answer", "{{.deal.name}} licence", "deal: {name: licence}", "licence licence"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := body(t, test.wording, test.answers)
			got = strings.ReplaceAll(strings.ReplaceAll(got, `\-`, "-"), `\,`, ",")
			want := strings.ReplaceAll(strings.ReplaceAll(test.want, `\-`, "-"), `\,`, ",")
			if got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

func TestSpelling(t *testing.T) {
	files := map[string]string{
		"clauses/library.yaml":      "spelling:\n  us: {licence: license}\n",
		"clauses/grant/balanced.md": "## Licence\n\nThe licence of {{.deal.name}}.\n",
	}
	_, source, problems := run(t, files, "deal: {name: Licence Ltd}")
	if source == nil {
		t.Fatal(problems[0])
	}
	text := string(source.Text())
	for _, want := range []string{"# License\n", "### License\n", "The license of Licence Ltd."} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	at := strings.Index(text, " of Licence Ltd")
	if got, want := source.Origin(at).Pos().String(), "clauses/grant/balanced.md:3:12"; got != want {
		t.Errorf("the text after a respelt word is placed at %s, want %s", got, want)
	}
	if o := source.Origin(at + len(" of ")); !o.Answer || o.Pos().String() != "clauses/grant/balanced.md:3:18" {
		t.Errorf("the answer is placed at %v (answer: %v)", o.Pos(), o.Answer)
	}
}

// TestMissingHints: what a missing answer could be is said as its kind is answered.
func TestMissingHints(t *testing.T) {
	for _, test := range []struct{ name, question, want string }{
		{"a text", "{kind: text, ask: Who?}", "Who? (text; write TBD to leave it open)"},
		{"a flag", "{kind: flag, ask: Is it?}", "Is it? (flag; write true or false)"},
		{"a choice", "{kind: choice, choices: [red, blue], ask: Which?}", "Which? (choice; one of: red, blue)"},
	} {
		files := map[string]string{"clauses/grant/clause.yaml": strings.Replace(small["clauses/grant/clause.yaml"], "variants:", "  deal.more: "+test.question+"\nvariants:", 1)}
		_, _, problems := run(t, files, "deal: {name: A}")
		if len(problems) != 1 || problems[0].Path != "deal.more" || problems[0].Hint != test.want {
			t.Errorf("%s: %v, want the hint %q", test.name, problems, test.want)
		}
	}
}

// TestApprovalsNamed: an approval names what there is. What was written outside of any
// clause has the place of a clause, but is none.
func TestApprovalsNamed(t *testing.T) {
	for _, test := range []struct{ departure, want string }{
		{deal.EditDeparture + deal.OutsideClauses, ""},
		{"edits.grant", ""},
		{"edits.grnt", "unknown-clause"},
		{"variants.grant", ""},
		{"variants.grnt", "unknown-clause"},
		{"deal.term", ""},
		{"rules.F-1", "unknown-rule"},
	} {
		_, _, problems := run(t, nil, "deal: {name: A}\napprove: {"+test.departure+": {by: CFO, on: 2026-12-01}}")
		got := ""
		for _, p := range problems {
			got += p.Rule
		}
		if got != test.want {
			t.Errorf("%s: %v, want %q", test.departure, problems, test.want)
		}
	}
}

func TestProblems(t *testing.T) {
	wording := func(text string) map[string]string { return map[string]string{"clauses/grant/balanced.md": text} }
	clause := func(old, new string) map[string]string {
		return map[string]string{"clauses/grant/clause.yaml": strings.Replace(small["clauses/grant/clause.yaml"], old, new, 1)}
	}
	const named = "deal: {name: A}"
	tests := []struct {
		name    string
		files   map[string]string
		answers string
		want    string
	}{
		{"a missing answer", nil, "deal: {law_family: us}", "deal.yaml:2:1: error: deal.name: an answer is needed [missing-answer]"},
		{"an optional answer that is printed", wording("{{.deal.term}}"), named, "deal.yaml:2:1: error: deal.term: an answer is needed [missing-answer]"},
		{"an optional answer that is counted with", wording("{{add .deal.term \"1y\"}}"), named, "deal.yaml:2:1: error: deal.term: an answer is needed [missing-answer]"},
		{"a clause that is not there", nil, named + "\nclauses: {omit: [extr]}", `deal.yaml:3:18: error: there is no clause "extr" [unknown-clause]`},
		{"a wording that is not there", nil, named + "\nvariants: {grant: licensee}", `deal.yaml:3:19: error: clause "grant" has no variant "licensee" [unknown-variant]`},
		{"a flag is not printed", wording("{{.deal.flag}}"), named, "clauses/grant/balanced.md:1:3: error: a flag has no words of its own: write them with if [template]"},
		{"a wrong comparison", wording("{{if lt .deal.term .deal.name}}x{{end}}"), "deal: {name: A, term: 1y}", "clauses/grant/balanced.md:1:6: error: error calling lt: cannot compare"},
		{"a huge range", wording("{{range until 100000}}x{{end}}"), named, "clauses/grant/balanced.md:1:9: error: error calling until: 100000 is out of bounds: at most 1000 [template]"},
		{"loops in loops", wording("{{range until 1000}}{{range until 1000}}{{range until 1000}}{{end}}{{end}}{{end}}"), named,
			"clauses/grant/balanced.md:1:49: error: the draft grows out of bounds here"},
		{"a runaway text", wording("{{range until 1000}}{{repeat 1000 \"xxxxxxxxxx\"}}{{end}}"), named, "clauses/grant/balanced.md:1:23: error: the draft grows out of bounds here"},
		{"range over a number", wording("{{range 5}}x{{end}}"), named, "clauses/grant/balanced.md:1:"},
		{"a default that depends on itself", clause("{{mul .deal.term 0.5}}", "{{mul .deal.half 0.5}}"), named,
			`clauses/grant/clause.yaml:8:3: error: the default of "deal.half" depends on itself [circular-default]`},
		{"a default of the wrong kind", clause("{{mul .deal.term 0.5}}", "{{.deal.name}} years"), named,
			`clauses/grant/clause.yaml:8:57: error: the default of "deal.half" comes out as "A years"`},
		{"clauses that wait for each other", map[string]string{
			"clauses/grant/clause.yaml": "when: has \"extra\"\n" + small["clauses/grant/clause.yaml"],
			"clauses/extra/clause.yaml": strings.Replace(small["clauses/extra/clause.yaml"], "when: .deal.flag", "when: has \"grant\"", 1),
		}, named, `clauses/grant/clause.yaml:1:7: error: whether clause "grant" is in the draft depends on itself [circular-condition]`},
		{"a rule", clause("variants:", "rules:\n  - {id: F-1, severity: error, if: gt .deal.term \"2y\", message: '{{.deal.term}} is long', hint: shorten it, at: [deal.term]}\nvariants:"),
			"deal: {name: A, term: 5y}", "deal.yaml:2:23: error: deal.term: 5\u00a0years is long [F-1]"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, source, problems := run(t, test.files, test.answers)
			if source != nil {
				t.Errorf("a draft in spite of the fault")
			}
			for _, p := range problems {
				if strings.HasPrefix(p.Error(), test.want) {
					return
				}
			}
			t.Errorf("got %v\nwant %s", problems, test.want)
		})
	}
}

// TestRuleOverRows: a rule with each looks at every row, knows the row before,
// and is told at the row's place.
func TestRuleOverRows(t *testing.T) {
	files := map[string]string{"clauses/grant/clause.yaml": strings.Replace(small["clauses/grant/clause.yaml"], "variants:", `  tiers.rows: {kind: table, ask: Tiers?, columns: {from: {kind: number}, to: {kind: number, optional: true}}}
rules:
  - {id: F-27.1, severity: warning, each: tiers.rows, if: and (before "to") (ne .from (before "to")), message: 'row {{number}} starts at {{.from}}', at: [deal.name]}
variants:`, 1)}
	_, source, problems := run(t, files, "deal: {name: A}\ntiers:\n  rows:\n    - {from: 0, to: 5}\n    - {from: 5, to: 8}\n    - {from: 9, to: null}\n")
	if source == nil {
		t.Fatal(problems[0])
	}
	if len(problems) != 1 || problems[0].Error() != "deal.yaml:7:7: warning: tiers.rows[3]: row 3 starts at 9 [F-27]" || len(problems[0].Related) != 1 {
		t.Errorf("problems: %v", problems)
	}
}

// spoken are the problems that rules of the library find.
func spoken(problems diag.List) diag.List {
	return slices.DeleteFunc(problems, func(p *diag.Problem) bool { return p.Rule == "unused-answer" })
}

// TestRuleNeedsAnswers: a rule says nothing about answers that are open.
func TestRuleNeedsAnswers(t *testing.T) {
	files := map[string]string{"clauses/grant/clause.yaml": strings.Replace(small["clauses/grant/clause.yaml"], "variants:",
		"rules:\n  - {id: F-1, severity: error, if: not (lt .deal.term \"2y\"), message: long}\nvariants:", 1)}
	if _, source, problems := run(t, files, "deal: {name: A, term: TBD}"); source == nil || len(spoken(problems)) > 0 {
		t.Errorf("problems: %v", problems)
	}
}

// TestRuleMoved: a rule looks at a deal that has a say in it: by an answer, or
// by an answer from which a default is worked out.
func TestRuleMoved(t *testing.T) {
	for _, test := range []struct{ answers, want string }{
		{"deal: {name: A}", ""}, // the term is left out, and the half of it with it
		{"deal: {name: A, term: 1y}", ""},
		{"deal: {name: A, term: 6y}", "half is long"},
		{"deal: {name: A, half: 3y}", "half is long"},
	} {
		files := map[string]string{"clauses/grant/clause.yaml": strings.Replace(small["clauses/grant/clause.yaml"], "variants:",
			"rules:\n  - {id: F-1, severity: warning, if: gt .deal.half \"2y\", message: half is long}\n  - {id: F-2, severity: warning, if: not .deal.flag, message: every deal has this default}\nvariants:", 1)}
		_, _, problems := run(t, files, test.answers)
		got := ""
		for _, p := range spoken(problems) {
			got += p.Message
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.answers, got, test.want)
		}
	}
}

// TestAnswersAreLiteral: whatever an answer says comes out as text, at the
// start of a paragraph, inside one, in an item, a cell and a heading.
func TestAnswersAreLiteral(t *testing.T) {
	files := map[string]string{"clauses/grant/balanced.md": "## {{.deal.name}}\n\n{{.deal.name}} and {{.deal.name}} end.\n\n1. {{.deal.name}}\n\n| A |\n|---|\n| {{.deal.name}} |\n"}
	rapid.Check(t, func(rt *rapid.T) {
		name := strings.Join(strings.Fields(rapid.StringOf(rapid.RuneFrom([]rune("ab 1.*_#[](){}<>!&|`~\\-+=:;'\"$%/@^éΩ"))).Draw(rt, "name")), " ")
		if strings.Trim(name, "-/.") == "" || name == "TBD" { // a dash says nothing
			rt.Skip()
		}
		_, source, problems := run(t, files, "deal: {name: "+quoted(name)+"}")
		if source == nil {
			rt.Fatal(problems[0])
		}
		doc, problems := markdown.Parse(source.Text(), source)
		if len(problems) > 0 {
			rt.Fatal(problems[0])
		}
		section := doc.Body[len(doc.Body)-1].Blocks[0].(*document.Division)
		got := []string{
			section.Heading, document.PlainText(section.Blocks[0].(*document.Paragraph).Inlines),
			document.PlainText(section.Blocks[1].(*document.List).Items[0].Blocks[0].(*document.Paragraph).Inlines),
			document.PlainText(section.Blocks[2].(*document.Table).Rows[0].Cells[0]),
		}
		want := []string{name, name + " and " + name + " end.", name, name}
		for i := range want {
			if got[i] != want[i] {
				rt.Fatalf("%q came out as %q", want[i], got[i])
			}
		}
	})
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
