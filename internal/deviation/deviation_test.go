package deviation_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/deviation"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

var update = flag.Bool("update", false, "write the expected sheet anew")

// small is a sound library with something of everything that a house looks at.
var small = map[string]string{
	"clauses/parties/clause.yaml": `title: Parties
parameters:
  deal.law_family: {kind: choice, choices: [us, uk, eu-civil], default: eu-civil, ask: Which style?}
  deal.currency: {kind: text, default: EUR, ask: Which currency?}
variants: {balanced: {}}
`,
	"clauses/parties/balanced.md": "## Parties\n\nThere are two.\n",
	"clauses/fees/clause.yaml": `title: Fees
summary: Something is paid.
parameters:
  fees.upfront: {kind: money, ask: How much at once?}
  fees.due: {kind: duration, default: 30d, ask: When?}
  fees.steps:
    kind: table
    optional: true
    ask: Which steps?
    columns:
      what: {kind: text}
      rate: {kind: percent, ask: At which rate?}
  fees.bonus: {kind: money, optional: true, ask: How much more?}
variants:
  balanced: {gives: Payment in time., rank: acceptable}
  licensor: {gives: Payment at once., rank: {licensor: preferred, licensee: walk-away}}
  licensee: {gives: Payment one day., rank: {licensor: walk-away, licensee: preferred}}
rules:
  - {id: F-1.2, severity: error, if: gt (days .fees.due) 90, message: 'Nobody waits for {{.fees.due}}', at: [fees.due]}
  - {id: F-2, severity: warning, if: gt (days .fees.due) 50, message: 'Some wait no {{.fees.due}}', at: [fees.due]}
`,
	"clauses/fees/balanced.md": "## Fees\n\n{{block \"all\"}}Pay {{.fees.upfront}} within {{.fees.due}}.{{end}}\n{{range .fees.steps}}\n1. {{.what}} at {{.rate}};\n{{end}}{{if .fees.bonus}}\nPay {{.fees.bonus}} more.\n{{end}}\n",
	"clauses/fees/licensor.md": "{{define \"all\"}}Pay {{.fees.upfront}} at once, or within {{.fees.due}}.{{end}}\n",
	"clauses/fees/licensee.md": "{{define \"all\"}}Pay {{.fees.upfront}} one day, within {{.fees.due}}.{{end}}\n",
	"clauses/escrow/clause.yaml": `title: Escrow
summary: A copy is deposited.
when: given "escrow"
parameters:
  escrow.agent: {kind: text, ask: With whom?}
variants: {balanced: {}}
`,
	"clauses/escrow/balanced.md":      "## Escrow\n\nA copy is deposited with {{.escrow.agent}}.\n",
	"clauses/definitions/clause.yaml": "title: Definitions\nvariants:\n  balanced: {}\n",
	"clauses/definitions/balanced.md": "## Definitions\n\nNone are needed.\n",
	"templates/large/template.yaml":   "title: Large\narticles:\n  - {id: one, title: One, clauses: [definitions, parties, fees, escrow]}\n",
	"templates/small/template.yaml":   "title: Small\narticles:\n  - {id: one, title: One, clauses: [definitions, parties, fees, escrow]}\n",
}

func open(t testing.TB) *library.Library {
	t.Helper()
	fsys := fstest.MapFS{}
	for file, text := range small {
		fsys[file] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, _ := library.Open(fsys, "")
	if problems := lib.Check(); problems.HasErrors() {
		t.Fatal(problems.FirstError())
	}
	return lib
}

// sheet holds a deal against a house position. What stands behind a line of dashes is
// what somebody made of the draft.
func sheet(t testing.TB, house, answers string, edit ...string) *deviation.Sheet {
	t.Helper()
	lib := open(t)
	h, problems := deviation.Read(lib, "house.yaml", []byte("side: licensor\n"+house+"\n"))
	if problems.HasErrors() {
		t.Fatalf("%s: %v", house, problems.FirstError())
	}
	made, problems := draft.Make(lib, "deal.yaml", []byte("template: small\n"+answers+"\n"), draft.Options{Force: true})
	if made.Document == nil {
		t.Fatalf("%s: %v", answers, problems.FirstError())
	}
	m := deviation.Made{Name: "deal", Draft: made, Library: lib, Problems: problems}
	if len(edit) > 0 {
		var b strings.Builder
		if err := markdown.Write(&b, made.Document); err != nil {
			t.Fatal(err)
		}
		edited, _ := markdown.Parse([]byte(strings.NewReplacer(edit...).Replace(b.String())), nil)
		base, _ := markdown.Parse([]byte(b.String()), nil)
		m.Edits = comparison.Compare(comparison.Side{Document: base}, comparison.Side{Document: edited}).Changes
	}
	return deviation.Against(h, m)
}

// told is a sheet in a line for each departure.
func told(s *deviation.Sheet) string {
	var lines []string
	for _, d := range s.Departures {
		var who []string
		for _, a := range d.Approvals {
			who = append(who, strings.TrimSpace(a.Who+" "+string(a.Status)))
		}
		lines = append(lines, fmt.Sprintf("%s: %s / %s / %s / %s", d.Name, d.House, strings.Join(d.Deal, "; "), strings.Join(d.Gained, "; "), strings.Join(who, ", ")))
	}
	for _, o := range s.Open {
		lines = append(lines, "open: "+o.Path)
	}
	for _, p := range s.Problems {
		lines = append(lines, p.Path+": "+p.Message+" ["+p.Rule+"]")
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), "\u00a0", " ")
}

const fees = "fees: {upfront: 100, due: 30d}"

// Each thing in which a deal can leave a house position is told, with what the other
// side gains and who has to agree; what it keeps is counted.
func TestDepartures(t *testing.T) {
	for _, test := range []struct{ name, house, deal, want string }{
		{"nothing", "fees: {upfront: {min: 100}}", fees, ""},
		{"a sum", "fees: {upfront: {min: 150}}", fees, "fees.upfront: at least 150 / EUR 100 / EUR 50 less / open"},
		{"another currency", "fees: {upfront: {min: USD 50}}", fees, "fees.upfront: at least USD 50 / EUR 100 /  / open"},
		{"a default", "fees: {due: {max: 20d}}", "fees: {upfront: 100}", "fees.due: at most 20 days / 30 days / 10 days more / open"},
		{"still open", "fees: {upfront: {min: 150}}", "fees: {upfront: TBD}", "open: fees.upfront"},
		{"left out", "fees: {bonus: {max: 5}}", fees, "fees.bonus: at most 5 / nothing /  / open"},
		{"may be left out", "fees: {bonus: {max: 5, any of: none}}", fees, ""},
		{"each row", "fees: {steps: {rate: {min: 4}}}", "fees: {upfront: 1, steps: [{what: a, rate: 3}, {what: b, rate: 5}, {what: c, rate: 2.5}]}", "fees.steps: at least 4% / row 1: 3%; row 3: 2.5% / row 1: 1% less; row 3: 1.5% less / open"},
		{"no row", "fees: {steps: {rate: {min: 4}}}", fees, "fees.steps: at least 4% / nothing /  / open"},
		{"the answer of a clause that is left out", "escrow: {agent: {any of: [NCC, none]}}", fees, ""},
		{"an answer of no clause", "escrow: {agent: NCC}", fees, "escrow.agent: NCC / nothing: escrow is not in the draft /  / open"},
		{"an answer that nothing uses", "escrow: {agent: NCC}", fees + "\nescrow: {agent: NCC}\nclauses: {omit: [escrow]}", "escrow.agent: NCC / nothing: escrow is not in the draft /  / open"},
		{"a clause too few", "clauses: {add: [escrow]}", fees, "clauses.escrow: in every draft / not in the draft /  / open"},
		{"a clause too many", "clauses: {omit: [escrow]}", fees + "\nescrow: {agent: NCC}", "clauses.escrow: in no draft / in the draft / A copy is deposited. / open"},
		{"a wording", "variants: {fees: [licensor]}", fees, "variants.fees: the wording “licensor” / the wording “balanced” / Payment in time. / open"},
		{"one of the wordings", "variants: {fees: {any of: [licensor, balanced]}}", fees, ""},
		{"a warning", "fees: {upfront: {min: 1}}", "fees: {upfront: 100, due: 60d}", "rules.F-2: the rule is met / Some wait no 60 days /  / open"},
		{"errors are on the sheet too", "fees: {upfront: {min: 1}}", "fees: {upfront: 100, due: 100d}", "rules.F-1: the rule is met / Nobody waits for 100 days /  / open\nrules.F-2: the rule is met / Some wait no 100 days /  / open"},
		{"a warning that the deal accepts", "fees: {upfront: {min: 1}}", "fees: {upfront: 100, due: 60d}\naccept: {F-2: they asked}", "rules.F-2: the rule is met / Some wait no 60 days; Accepted in the deal: they asked /  / open"},
		{"another form", "templates: large", fees, "template: large / small /  / open"},
		{"one of the forms", "templates: [large, small]", fees, ""},
	} {
		if got := told(sheet(t, test.house, test.deal)); got != test.want {
			t.Errorf("%s\n got: %s\nwant: %s", test.name, got, test.want)
		}
	}
}

// What somebody wrote into the draft is a departure of the clause that it is in.
func TestEdits(t *testing.T) {
	const house = "approvals: [{who: CFO, for: [fees.bonus]}, {who: Counsel, for: edits}, {who: Head}]"
	for _, test := range []struct {
		name string
		edit []string
		want string
	}{
		{"words of a clause", []string{"within 30", "within 300"}, "edits.fees: as drafted / Section 1.3 Fees: “Pay EUR 100 within 300 days.” in place of “Pay EUR 100 within 30 days.” /  / CFO open, Counsel open"},
		{"words that are new", []string{"days.", "days.\n\nOr never."}, "edits.fees: as drafted / Section 1.3 Fees: added: “Or never.” /  / CFO open, Counsel open"},
		{"words that are gone", []string{"There are two.\n\n", ""}, "edits.parties: as drafted / Section 1.2 Parties: struck: “There are two.” /  / Counsel open"},
	} {
		if got := told(sheet(t, house, fees, test.edit...)); got != test.want {
			t.Errorf("%s\n got: %s\nwant: %s", test.name, got, test.want)
		}
	}
}

// Who has to agree: each rule of approval that names a departure, a group of them, their
// clause or their kind; one that names nothing, where no other does; and for an answer
// beyond a sum, departure or not.
func TestWhoApproves(t *testing.T) {
	const departing = "fees: {upfront: {min: 150}, steps: {rate: {min: 4}}}\nvariants: {fees: licensor}\n"
	const answers = "fees: {upfront: 100, steps: [{what: a, rate: 3}]}"
	for _, test := range []struct{ rules, want string }{
		{"[]", "fees.upfront open | fees.steps open | variants.fees open"},
		{"[{who: CFO}]", "fees.upfront CFO | fees.steps CFO | variants.fees CFO"},
		{"[{who: CFO, for: fees.upfront}, {who: Head}]", "fees.upfront CFO | fees.steps Head | variants.fees Head"},
		{"[{who: CFO, for: [answers]}, {who: Counsel, for: [variants]}]", "fees.upfront CFO | fees.steps CFO | variants.fees Counsel"},
		{"[{who: CFO, for: [fees]}, {who: Board, for: fees.steps.rate}]", "fees.upfront CFO | fees.steps CFO, Board | variants.fees CFO"},
		{"[{who: CFO, for: variants.fees}, {who: cfo, for: variants}, {who: Head}]", "fees.upfront Head | fees.steps Head | variants.fees CFO"},
		{"[{who: Board, for: [fees.upfront], below: 120}, {who: CFO, for: [fees.upfront]}, {who: Head}]", "fees.upfront Board, CFO | fees.steps Head | variants.fees Head"},
		{"[{who: Board, for: [fees.due], above: 20d}, {who: Head}]", "fees.upfront Head | fees.steps Head | variants.fees Head | fees.due Board"},
		{"[{who: Board, for: [fees.due], above: 30d}, {who: Head}]", "fees.upfront Head | fees.steps Head | variants.fees Head"},
		{"[{who: Board, for: [fees.steps.rate], below: 3.5}, {who: Head}]", "fees.upfront Head | fees.steps Board | variants.fees Head"},
		{"[{who: Board, for: [fees.bonus], above: 3}, {who: Head}]", "fees.upfront Head | fees.steps Head | variants.fees Head"},
		{"[{who: Board, for: [fees.upfront], above: USD 3}, {who: Head}]", "fees.upfront Board | fees.steps Head | variants.fees Head"},
	} {
		s := sheet(t, departing+"approvals: "+test.rules, answers)
		var list []string
		for _, d := range s.Departures {
			var who []string
			for _, a := range d.Approvals {
				if a.Who == "" {
					a.Who = string(a.Status)
				}
				who = append(who, a.Who)
			}
			list = append(list, d.Name+" "+strings.Join(who, ", "))
		}
		if got := strings.Join(list, " | "); got != test.want {
			t.Errorf("%s\n got: %s\nwant: %s", test.rules, got, test.want)
		}
	}
}

// An approval holds for the departure that it names, if it is given by who is asked and
// while the answers and the words are what they were.
func TestApproved(t *testing.T) {
	const house = "fees: {upfront: {min: 150}}\nvariants: {fees: licensor}\napprovals: [{who: CFO, for: [fees.upfront]}, {who: Counsel, for: [variants]}]"
	const rest = "variants.fees: the wording “licensor” / the wording “balanced” / Payment in time. / Counsel "
	for _, test := range []struct{ name, approve, upfront, wording, told string }{
		{"nothing", "{}", "open", "open", ""},
		{"one", "{fees.upfront: {by: CFO, on: 2026-12-01}}", "given", "open", ""},
		{"in other letters", "{fees.upfront: {by: cfo, on: 2026-12-01}}", "given", "open", ""},
		{"under this answer", "{fees.upfront: {by: CFO, on: 2026-12-01, when: {fees.upfront: EUR 100}}}", "given", "open", ""},
		{"under another answer", "{fees.upfront: {by: CFO, on: 2026-12-01, when: {fees.upfront: 120}}}", "lapsed", "open", "approve.fees.upfront: CFO approved it on 2026-12-01 when fees.upfront was EUR 120 [lapsed-approval]"},
		{"under another answer, and again", "{fees.upfront: [{by: CFO, on: 2026-12-01, when: {fees.upfront: 120}}, {by: CFO, on: 2026-12-02, when: {fees.upfront: 100}}]}", "given", "open", "approve.fees.upfront: CFO approved it on 2026-12-01 when fees.upfront was EUR 120 [lapsed-approval]"},
		{"this wording", "{variants.fees: {by: Counsel, on: 2026-12-01, words: balanced}}", "open", "given", ""},
		{"another wording", "{variants.fees: {by: Counsel, on: 2026-12-01, words: licensee}}", "open", "lapsed", "approve.variants.fees: Counsel approved it on 2026-12-01 when it was licensee [lapsed-approval]"},
		{"by somebody else", "{fees.upfront: {by: CEO, on: 2026-12-01}}", "open", "open", "approve.fees.upfront: CEO does not decide this [not-asked]"},
		{"no departure", "{fees.due: {by: CFO, on: 2026-12-01}}", "open", "open", "approve.fees.due: the deal does not depart from the house position there [approves-nothing]"},
	} {
		s := sheet(t, house, "fees: {upfront: 100}\napprove: "+test.approve)
		want := "fees.upfront: at least 150 / EUR 100 / EUR 50 less / CFO " + test.upfront + "\n" + rest + test.wording
		if test.told != "" {
			want += "\n" + test.told
		}
		if got := told(s); got != want {
			t.Errorf("%s\n got: %s\nwant: %s", test.name, got, want)
		}
	}
}

// Pasted into the deal, the entries that go with the departures approve all of them,
// and open again when what they approve is another.
func TestEntries(t *testing.T) {
	const house = "fees: {upfront: {min: 150}, steps: {rate: {min: 4}}, bonus: {min: 1}, due: {max: 20d}}\nvariants: {fees: licensor}\nclauses: {add: [escrow]}\napprovals: [{who: '`Chief` of Finance', for: [fees]}, {who: 'Counsel, General', for: [variants, edits]}]"
	const answers = "fees: {upfront: 100, due: 60d, steps: [{what: 'a: b', rate: 3}]}"
	edit := []string{"There are two.", "There are three."}
	s := sheet(t, house, answers, edit...)
	if s.OpenApprovals() != len(s.Departures) || len(s.Departures) != 8 {
		t.Fatalf("open are %d of %d:\n%s", s.OpenApprovals(), len(s.Departures), told(s))
	}
	var entries []string
	for _, d := range s.Departures {
		entries = append(entries, strings.ReplaceAll(strings.ReplaceAll(d.Entry, "by: …", "by: Head"), "on: …", "on: 2026-12-01"))
	}
	approved := "\napprove:\n  " + strings.Join(entries, "\n  ")
	if s := sheet(t, house, answers+approved, edit...); s.OpenApprovals() > 0 || len(s.Problems) > 0 {
		t.Errorf("still open:\n%s\n%s", told(s), approved)
	}
	for _, test := range []struct {
		was, is string
		edit    []string
		lapsed  string
	}{
		{"upfront: 100", "upfront: 90", edit, "fees.upfront"},
		{"due: 60d", "due: 70d", edit, "fees.due rules.F-2"},
		{"rate: 3", "rate: 2", edit, "fees.steps"},
		{"fees: {upfront", "variants: {fees: licensee}\nfees: {upfront", edit, "variants.fees"},
		{"x", "x", []string{"There are two.", "There are four."}, "edits.parties"},
	} {
		var lapsed []string
		for _, d := range sheet(t, house, strings.Replace(answers, test.was, test.is, 1)+approved, test.edit...).Departures {
			if d.Open() {
				lapsed = append(lapsed, d.Name)
			}
		}
		if got := strings.Join(lapsed, " "); got != test.lapsed {
			t.Errorf("%s: open again is %q, want %q", test.is, got, test.lapsed)
		}
	}
}

// Names of a house file that the library does not have are all told, with near ones.
func TestNames(t *testing.T) {
	_, problems := deviation.Read(open(t), "house.yaml", []byte(`side: licensor
templates: [smal]
clauses: {add: [escrw], omit: [parties]}
variants: {fees: [licensor, licencee], fes: balanced}
approvals: [{who: CFO, for: [fees, fee, fees.upfront, fees.steps.rate, F-2, F-3, rules.F-1, rules.F-9, variants.fees, variants.escroww, edits.draft, escrow, variants, zebra]}]
`))
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%d:%d: %s: %s (%s)", p.Pos.Line, p.Pos.Column, p.Path, p.Message, p.Hint))
	}
	want := `2:13: templates: there is no template called "smal" (did you mean "small"?)
3:17: clauses: there is no clause called "escrw" (did you mean "escrow"?)
4:29: variants.fees: there is no variant of it called "licencee" (did you mean "licensee"?)
4:40: variants.fes: there is no clause called "fes" (did you mean "fees"?)
5:36: approvals: there is no question, group of questions, clause or rule called "fee" (did you mean "fees"?)
5:77: approvals: there is no question, group of questions, clause or rule called "F-3" (did you mean "F-1"?)
5:93: approvals: there is no rule called "F-9" (did you mean "F-1"?)
5:119: approvals: there is no clause called "escroww" (did you mean "escrow"?)
5:168: approvals: there is no question, group of questions, clause or rule called "zebra" (name what is departed from, such as fees.upfront, royalty, grant-back or F-56, or one of: answers, template, variants, clauses, rules, edits)`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

// The sheet says what it is about, who has to agree, each departure and the ladder of
// its clause.
func TestSheet(t *testing.T) {
	const house = "fees: {upfront: {min: 150}, bonus: {max: 5, any of: none}}\nvariants: {fees: licensor}\napprovals: [{who: CFO, for: [fees.upfront]}, {who: Counsel, for: [variants]}]"
	s := sheet(t, house, "fees: {upfront: 100, bonus: TBD}\napprove: {fees.upfront: {by: CFO, on: 2026-12-01, reason: an old friend}}")
	var b strings.Builder
	if err := markdown.Write(&b, s.Document()); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/sheet.md")
	if err != nil || b.String() != string(want) {
		if *update {
			err = os.WriteFile("testdata/sheet.md", []byte(b.String()), 0o666)
		}
		t.Errorf("not as in testdata/sheet.md (%v):\n%s", err, b.String())
	}
	if _, problems := markdown.Parse([]byte(b.String()), nil); problems.HasErrors() {
		t.Error(problems.FirstError())
	}
	if s.Side != deal.Licensor || s.Within != 0 {
		t.Errorf("%s, %d within", s.Side, s.Within)
	}
}
