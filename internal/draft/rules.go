package draft

import (
	"fmt"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
)

// The rules that are not in the library: no clause can keep them, because they
// look at every answer of a deal, or at the whole draft.
const (
	ruleCurrencies = "F-04"
	RuleOpen       = "F-65" // values are still open
)

// Unconfirmed is the rule that answers are given by somebody, not by a new deal
// file.
const Unconfirmed = "pre-filled"

// UnknownTemplate is the rule of a form that the library does not have.
const UnknownTemplate = "unknown-template"

// Rules are the ids of the rules that are not in the library.
func Rules() []string { return []string{ruleCurrencies, RuleOpen} }

// otherCurrencies reports amounts in another currency than the deal's, also those in
// the rows of a table, where no exchange rule is given.
func otherCurrencies(d *deal.Deal, schema *deal.Schema) diag.List {
	answer, _ := d.Answer(deal.CurrencyPath)
	code, known := answer.(deal.Text)
	if _, ok := d.Answer(deal.ExchangePath); ok || !known {
		return nil
	}
	var problems diag.List
	look := func(path string, v any) {
		if m, ok := v.(deal.Money); ok && m.Currency != string(code) {
			problems.Errorf(d.Pos(path), ruleCurrencies, "the sum is in %s, but the deal is in %s", m.Currency, code).WithPath(path).
				WithHint("add an exchange-rate rule: %s", deal.ExchangePath).See(d.Pos(deal.CurrencyPath), "%s is answered here", deal.CurrencyPath)
		}
	}
	for _, path := range d.Answers() {
		answer, _ := d.Answer(path)
		look(path, answer)
		rows, _ := answer.(deal.Table)
		for i, row := range rows {
			for _, column := range schema.Question(path).Columns {
				look(fmt.Sprintf("%s[%d].%s", path, i+1, column.Path), row[column.Path])
			}
		}
	}
	return problems
}

// stillOpen reports the values that are still open, at the first of them.
func stillOpen(d *deal.Deal, schema *deal.Schema, doc *document.Document) diag.List {
	var problems diag.List
	var first *diag.Problem
	seen := map[string]bool{}
	for _, b := range document.Blanks(doc) {
		if seen[b.Name] {
			continue
		}
		seen[b.Name] = true
		if first == nil {
			first = problems.Add(d.Pos(b.Name), diag.Warning, RuleOpen, "").WithPath(b.Name).WithHint("the cover lists them")
		}
		why := ""
		if question, _, _ := strings.Cut(b.Name, "["); !d.Given(question) {
			if why = question + " is worked out from answers that are open: "; withoutDefault(schema.Question(b.Name)) {
				why = question + " is not answered: "
			}
		}
		first.See(d.Pos(b.Name), "%s%s", why, b.Ask)
	}
	if first != nil {
		first.Message = fmt.Sprintf("%d values are still open", len(seen))
		if len(seen) == 1 {
			first.Message = "1 value is still open"
		}
	}
	return problems
}

// withoutDefault reports whether nothing stands in place of an answer.
func withoutDefault(q *deal.Parameter) bool { return q != nil && q.Default == "" }

// notConfirmed tells which answers the deal marks as pre-filled, at the first of
// them.
func notConfirmed(d *deal.Deal) diag.List {
	paths := d.Prefilled()
	if len(paths) == 0 {
		return nil
	}
	count := fmt.Sprintf("%d answers are", len(paths))
	if len(paths) == 1 {
		count = "1 answer is"
	}
	var problems diag.List
	problems.Add(d.Pos(paths[0]), diag.Warning, Unconfirmed, "%s pre-filled, and nobody has confirmed that: %s", count, strings.Join(paths, ", ")).WithPath(paths[0]).
		WithHint("read each; if it is what you want, delete %q behind it", deal.Prefilled)
	return problems
}
