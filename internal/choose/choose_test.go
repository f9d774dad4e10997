package choose_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/assemble"
	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// small is a library with a full form and a short one, in which one clause says two.
var small = map[string]string{
	"clauses/grant/clause.yaml": `title: Grant
parameters:
  deal.name: {kind: text, ask: Who is it?}
  deal.law_family: {kind: choice, choices: [us, uk, eu-civil], default: us, ask: Which law?}
  deal.drafting_side: {kind: choice, choices: [licensor, neutral, licensee], default: neutral, ask: Whose draft?}
variants:
  balanced: {gives: Both sides something.}
  licensor: {gives: More to Licensor.}
`,
	"clauses/grant/balanced.md": "## Grant\n\n{{.deal.name}} grants.\n",
	"clauses/grant/licensor.md": "## Grant\n\n{{.deal.name}} may grant.\n",
	"clauses/fee/clause.yaml": `title: Fee
when: given "fee"
parameters:
  fee.sum: {kind: money, optional: true, ask: How much?}
  fee.yearly: {kind: flag, default: "false", ask: Each year?}
variants:
  balanced: {gives: A sum once.}
  yearly: {when: .fee.yearly, gives: A sum each year.}
`,
	"clauses/fee/balanced.md":      "## Fee\n\n{{.fee.sum}}.\n",
	"clauses/fee/yearly.md":        "## Fee\n\n{{.fee.sum}} a year.\n",
	"clauses/interest/clause.yaml": "title: Interest\nwhen: and (has \"fee\") (eq .interest.due \"yes\" \"late\")\nparameters:\n  interest.due: {kind: choice, choices: [yes, no, late], default: yes, ask: Is it due?}\nvariants:\n  balanced: {}\n",
	"clauses/interest/balanced.md": "## Interest\n\nIt is due.\n",
	"clauses/visits/clause.yaml":   "title: Visits\nwhen: .visits.days\nparameters:\n  visits.days: {kind: integer, optional: true, ask: How often?}\n  visits.by: {kind: text, ask: Who comes?}\nvariants:\n  balanced: {}\n",
	"clauses/visits/balanced.md":   "## Visits\n\n{{.visits.by}} comes on {{.visits.days}} days.\n",
	"clauses/money/clause.yaml":    "title: Money\nstands_for:\n  fee: money\n  interest: money\nvariants:\n  balanced: {}\n",
	"clauses/money/balanced.md":    "## Money\n\n{{if short \"fee\"}}{{.fee.sum}}.{{end}}{{if short \"interest\"}} With interest.{{end}}\n",
	"templates/full/template.yaml": "title: Licence\narticles:\n  - {id: one, title: One, clauses: [grant, fee, interest, visits]}\n",
	"templates/brief/template.yaml": "title: Licence\nfull_form: full\noperative: true\narticles:\n  - {id: one, title: One, clauses: [grant, money]}\n" +
		"not_carried:\n  visits: nobody visits\n",
}

func open(t *testing.T) *library.Library {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range small {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, problems := library.Open(fsys, "")
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	return lib
}

// told is what became of a clause, and why: "fee as yearly: fee is given (line 3), …".
func told(c *choose.Choice) string {
	text := c.Clause.ID
	switch {
	case c.Printed():
		text += " as " + c.Variant.Name
	case c.Taken:
		text += " in " + c.By.By
	case c.Notice != "":
		text += " is " + c.Notice
	default:
		text += " is out"
	}
	var because []string
	for _, r := range c.Because {
		because = append(because, r.String())
	}
	if len(because) > 0 {
		text += ": " + strings.Join(because, ", ")
	}
	return text
}

// TestChoices: whether a clause is in the draft, in which variant, and the answers
// that decided it; then what is still to be answered, and what is wrong.
func TestChoices(t *testing.T) {
	lib := open(t)
	tests := []struct{ name, template, answers, about, want string }{
		{"a clause without a condition needs no reason", "full", "", "grant", "grant as balanced"},
		{"nothing is given", "full", "", "fee", "fee is out: fee is not given"},
		{"what is given brings its clause", "full", "fee: {sum: 5}", "fee", "fee as balanced: fee is given (line 4)"},
		{"and what hangs on it", "full", "fee: {sum: 5}", "interest", "interest as balanced: clause fee is in the draft, interest.due is yes by default"},
		{"only what decided is a reason", "full", "fee: {sum: 5}\ninterest: {due: no}", "interest", "interest is out: interest.due is no (line 5)"},
		{"a condition chooses the variant", "full", "fee: {sum: 5, yearly: yes}", "fee", "fee as yearly: fee is given (line 4), fee.yearly is true (line 4)"},
		{"a side has a variant of its own", "full", "  drafting_side: licensor", "grant", "grant as licensor: deal.drafting_side is licensor (line 4)"},
		{"a side without one", "full", "  drafting_side: licensee", "grant", "grant as balanced"},
		{"the deal names a variant", "full", "fee: {sum: 5}\nvariants: {fee: yearly}", "fee", "fee as yearly: fee is given (line 4), variants.fee is yearly (line 5)"},
		{"the deal leaves a clause out", "full", "clauses: {omit: {visits: Reserved}}", "visits", "visits is Reserved: clauses.omit is visits (line 4)"},
		{"what hangs on it goes with it", "full", "fee: {sum: 5}\nclauses: {omit: [fee]}", "interest", `interest is out: clause fee is not in the draft; unused-answer: nothing in the draft uses this answer: clause "fee" is not in it (clauses.omit is fee (line 5))`},
		{"a clause that enters asks its questions", "full", "visits: {days: 3}", "visits", "visits as balanced: visits.days is 3 (line 4); asks visits.by"},
		{"a compound clause says another", "brief", "fee: {sum: 5}", "fee", "fee in money: fee is given (line 4)"},
		{"it is in while it says one", "brief", "fee: {sum: 5}\ninterest: {due: no}", "money", "money as balanced"},
		{"it is out with nothing to say", "brief", "", "money", "money is out"},
		{"one clause in its own words", "brief", "fee: {sum: 5}\nclauses: {full: [fee]}", "fee", "fee as balanced: fee is given (line 4), clauses.full is fee (line 5)"},
		{"the other stays where it was", "brief", "fee: {sum: 5}\nclauses: {full: [fee]}", "interest", "interest in money: clause fee is in the draft, interest.due is yes by default"},
		{"a clause that a short form has not is added", "brief", "visits: {days: 3, by: Ann}\nclauses: {add: [visits]}", "visits", "visits as balanced: visits.days is 3 (line 4), clauses.add is visits (line 5)"},
		{"one that would not enter", "brief", "clauses: {add: [visits]}", "visits", `visits is out: visits.days is not given; unused-answer: clause "visits" is wanted here and does not enter`},
		{"wanted and left out", "brief", "clauses: {omit: [fee], full: [fee]}", "fee", `fee is out: clauses.omit is fee (line 4); unknown-clause: clause "fee" is wanted here and left out`},
		{"a clause that is none", "full", "clauses: {omit: [fees]}", "fee", `fee is out: fee is not given; unknown-clause: there is no clause "fees"`},
		{"a variant that is none", "full", "variants: {grant: licensee}", "grant", `grant as balanced; unknown-variant: clause "grant" has no variant "licensee"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, problems := deal.Read("deal.yaml", []byte("template: "+test.template+"\ndeal:\n  name: A\n"+test.answers), lib.Schema)
			choices, _, more := assemble.Run(lib, lib.Templates[d.Template], d, assemble.Options{})
			got := told(choices.Find(test.about))
			for _, m := range choices.Missing {
				got += "; asks " + m.Path
			}
			for _, p := range append(problems, more...) {
				if p.Rule != choose.MissingAnswer {
					got += fmt.Sprintf("; %s: %s", p.Rule, p.Message)
				}
			}
			if got != test.want {
				t.Errorf("%s\nwant %s", got, test.want)
			}
		})
	}
}
