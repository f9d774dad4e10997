package cases

import (
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/sample"
)

// A case holds only the answers that it is about. The others are filled as they
// turn out to be needed, each with a fitting value that depends on the question
// alone: so a case reads the same wherever it is run.

// rounds is how often a deal is filled at most: an answer can make a clause
// enter, which asks further questions.
const rounds = 20

// fill answers the questions whose answers are missing, and reports whether
// there were any.
func fill(lib *library.Library, d *deal.Deal, missing []choose.Missing) bool {
	filled := false
	for _, m := range missing {
		path, _, _ := strings.Cut(m.Path, "[")
		q, ok := lib.Schema.Find(path)
		if !ok || m.Rule != nil && q.Optional {
			continue // a rule that looks at an optional answer does without it
		}
		if !d.Given(path) && !d.Faulty(path) {
			d.Fill(path, sample.Value(q, currencyOf(d)))
			filled = true
		}
	}
	return filled
}

// missingAnswers are the answers that a draft needs and does not have.
func missingAnswers(made *draft.Draft) []choose.Missing {
	if made.Choices == nil {
		return nil
	}
	return made.Choices.Missing
}

// fillRows answers the columns that the rows of a case leave out.
func fillRows(lib *library.Library, d *deal.Deal) {
	for _, path := range d.Answers() {
		v, _ := d.Answer(path)
		table, _ := v.(deal.Table)
		for n, row := range table {
			q, _ := lib.Schema.Find(path)
			for i := range q.Columns {
				c := q.Columns[i]
				if _, none := row[c.Path].(deal.None); none && !c.Optional {
					fit, err := deal.ReadText(&c, sample.FittingCell(q, &c, n+1), currencyOf(d))
					if err == nil {
						row[c.Path] = fit
					}
				}
			}
		}
	}
}

// currencyOf is the currency of amounts that name none.
func currencyOf(d *deal.Deal) string {
	if code, ok := d.Answer(deal.CurrencyPath); ok {
		return code.Raw()
	}
	return sample.Known[deal.CurrencyPath]
}

// fillCurrency answers that question, so that all amounts of a case can be
// compared.
func fillCurrency(lib *library.Library, d *deal.Deal) {
	if p, ok := lib.Schema.Find(deal.CurrencyPath); ok && !d.Given(deal.CurrencyPath) {
		d.Fill(p.Path, deal.Text(currencyOf(d)))
	}
}
