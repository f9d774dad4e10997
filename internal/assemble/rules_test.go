package assemble_test

import (
	"strings"
	"testing"

	"clausewright/internal/assemble"
	"clausewright/internal/deal"
)

// clauseWith is the clause grant of the small library with more questions, and
// rules before its variants.
func clauseWith(parameters, rules string) map[string]string {
	text := strings.Replace(small["clauses/grant/clause.yaml"], "variants:", parameters+rules+"variants:", 1)
	return map[string]string{"clauses/grant/clause.yaml": text}
}

// TestRuleOverComputedDefault: a default that is made of another answer moves a
// rule as an answer does. Half of 8 years is more than a year.
func TestRuleOverComputedDefault(t *testing.T) {
	files := clauseWith("", "rules:\n  - {id: F-1, severity: warning, if: gt .deal.half \"1y\", message: half is long, at: [deal.half]}\n")
	_, _, problems := run(t, files, "deal: {name: A, term: 8y}")
	if len(problems) != 1 || problems[0].Rule != "F-1" {
		t.Errorf("problems: %v", problems)
	}
}

// TestRuleOverFixedDefault: a rule that sees fixed defaults only would fire in
// every deal.
func TestRuleOverFixedDefault(t *testing.T) {
	files := clauseWith("  deal.years: {kind: integer, default: 5, ask: How many?}\n",
		"rules:\n  - {id: F-1, severity: warning, if: gt .deal.years 1, message: long, at: [deal.years]}\n")
	if _, _, problems := run(t, files, "deal: {name: A}"); len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
}

// TestRuleOverWrongAnswer: a rule says nothing of an answer that cannot be read, whose
// default would fire in its place.
func TestRuleOverWrongAnswer(t *testing.T) {
	lib := libraryWith(t, clauseWith("  deal.years: {kind: integer, default: 5, ask: How many?}\n",
		"rules:\n  - {id: F-1, severity: warning, if: gt .deal.years 1, message: long, at: [deal.years]}\n"))
	for answer, want := range map[string]int{"7": 1, "1": 0, "many": 0} {
		d, _ := deal.Read("deal.yaml", []byte("template: t\ndeal: {name: A, years: "+answer+"}"), lib.Schema)
		part := assemble.NewParts(lib).Run(assemble.Part{Template: lib.Templates["t"], Clause: "grant", Judge: true}, d)
		if len(part.Problems) != want {
			t.Errorf("%s: %v", answer, part.Problems)
		}
	}
}

// TestRowsAndAnswers: a rule over rows sees the cells of a row, and all answers by $,
// whatever the cells are called.
func TestRowsAndAnswers(t *testing.T) {
	const table = "  deal.steps: {kind: table, optional: true, columns: {at: {kind: integer, ask: When?}, deal: {kind: text, ask: What?}}, ask: Which?}\n"
	for condition, want := range map[string]string{
		`gt .at 1`:                             "2 3",
		`and (gt .at 1) (eq $.extra.note "x")`: "2 3",
		`and (gt .at 1) (ne $.extra.note "x")`: "",
		`and (gt .at 1) (eq $.deal.name "A")`:  "2 3",
		`gt (len $.deal.name) .at`:             "",
		`eq .deal "b"`:                         "2",
		`eq (index . "deal") "c"`:              "3",
		`eq (get . "at") 1`:                    "1",
		`and (hasKey . "at") (eq number 3)`:    "3",
		`gt .at (before "at")`:                 "2 3",
		`given "extra.note"`:                   "1 2 3",
		`and (gt .at 2) (provides "many")`:     "3",
	} {
		files := clauseWith("  extra.note: {kind: text, optional: true, ask: What else?}\n"+table,
			"rules:\n  - {id: F-1, severity: warning, each: deal.steps, if: '"+condition+"', message: 'row {{number}}'}\nprovides: {many: gt (len .deal.items) 1}\n")
		_, _, problems := run(t, files, "deal: {name: A, items: [x, y], steps: [{at: 1, deal: a}, {at: 2, deal: b}, {at: 3, deal: c}]}\nextra: {note: x}")
		var rows []string
		for _, p := range problems {
			if p.Rule == "F-1" {
				rows = append(rows, strings.TrimPrefix(p.Message, "row "))
			}
		}
		if got := strings.Join(rows, " "); got != want {
			t.Errorf("%s fires for the rows %q, not %q: %v", condition, got, want, problems)
		}
	}
}

// TestAnswersStayWithTheirDeal: what a deal answers does not hold for the next one.
func TestAnswersStayWithTheirDeal(t *testing.T) {
	lib := libraryWith(t, nil)
	for answers, want := range map[string]string{
		"deal: {name: A, term: 8y, items: [a]}": "8y [a] 4y",
		"deal: {name: A}":                       "null null null",
		"deal: {name: A, half: 1y}":             "null null 1y",
	} {
		for range 2 {
			d, _ := deal.Read("deal.yaml", []byte("template: t\n"+answers), lib.Schema)
			choices, _, _ := assemble.Run(lib, lib.Templates["t"], d, assemble.Options{})
			var got []string
			for _, path := range []string{"deal.term", "deal.items", "deal.half"} {
				v, _ := choices.Value(path)
				got = append(got, v.Raw())
			}
			if strings.Join(got, " ") != want {
				t.Errorf("%s: %s, not %s", answers, strings.Join(got, " "), want)
			}
		}
	}
}

// TestWordInPlaceOfDate: a date is neither before nor after a word that stands
// in place of one, whichever comes first.
func TestWordInPlaceOfDate(t *testing.T) {
	files := clauseWith("  deal.from: {kind: date, ask: When?}\n  deal.to: {kind: date, choices: [last-signature], ask: Until when?}\n", "")
	for wording, want := range map[string]string{
		"{{if lt .deal.from .deal.to}}before{{else}}neither{{end}}": "neither",
		"{{if gt .deal.from .deal.to}}after{{else}}neither{{end}}":  "neither",
		"{{if lt .deal.to .deal.from}}before{{else}}neither{{end}}": "neither",
		"{{if ge .deal.to .deal.from}}after{{else}}neither{{end}}":  "neither",
	} {
		files["clauses/grant/balanced.md"] = wording
		_, source, problems := run(t, files, "deal: {name: A, from: 2027-01-31, to: last-signature}")
		if source == nil {
			t.Fatal(problems[0])
		}
		if !strings.HasSuffix(strings.TrimSpace(string(source.Text())), want) {
			t.Errorf("%s: %s", wording, source.Text())
		}
	}
}

// TestTermInLabel: a defined term that only the label of a choice uses is
// defined.
func TestTermInLabel(t *testing.T) {
	files := clauseWith("  deal.where: {kind: choice, choices: {here: at the Plant, there: elsewhere}, ask: Where?}\n", "")
	files["clauses/grant/balanced.md"] = "## Grant\n\nIt is made {{.deal.where}}.\n"
	files["clauses/definitions/clause.yaml"] = "title: Definitions\nvariants:\n  balanced: {}\n"
	files["clauses/definitions/balanced.md"] = "## Definitions\n\nTerms:\n\n{{definitions}}\n"
	files["clauses/definitions/plant.md"] = "---\nterm: Plant\n---\n**\"Plant\"** means the works in Lisbon.\n"
	files["templates/t/template.yaml"] = "title: Licence\narticles:\n  - {id: one, title: One, clauses: [definitions, grant, extra]}\n"
	for where, want := range map[string]bool{"here": true, "there": false} {
		_, source, problems := run(t, files, "deal: {name: A, where: "+where+"}")
		if source == nil {
			t.Fatal(problems[0])
		}
		if got := strings.Contains(string(source.Text()), "the works in Lisbon"); got != want {
			t.Errorf("%s: the Plant is defined: %v\n%s", where, got, source.Text())
		}
	}
}

// TestRuleHidesNothing: the error of a rule does not keep a missing answer from
// being told.
func TestRuleHidesNothing(t *testing.T) {
	files := clauseWith("", "rules:\n  - {id: F-1, severity: error, if: gt .deal.term \"1y\", message: long, at: [deal.term]}\n")
	files["clauses/grant/balanced.md"] = "## Grant\n\n{{.deal.name}} grants {{.deal.items}} for {{.deal.term}}.\n"
	_, _, problems := run(t, files, "deal: {name: A, term: 8y}")
	var rules []string
	for _, p := range problems {
		rules = append(rules, p.Rule)
	}
	if got := strings.Join(rules, " "); got != "missing-answer F-1" {
		t.Errorf("problems: %v", problems)
	}
}
