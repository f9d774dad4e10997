package cases

import (
	"fmt"
	"regexp"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/draft"
	"clausewright/internal/library"
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
			d.Fill(path, fittingValue(q, currencyOf(d)))
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
					fit, err := deal.ReadText(&c, fittingCell(q, &c, n+1), currencyOf(d))
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
	return knownAnswers[deal.CurrencyPath]
}

// fillCurrency answers that question, so that all amounts of a case can be
// compared.
func fillCurrency(lib *library.Library, d *deal.Deal) {
	if p, ok := lib.Schema.Find(deal.CurrencyPath); ok && !d.Given(deal.CurrencyPath) {
		d.Fill(p.Path, deal.Text(currencyOf(d)))
	}
}

// fittingValue is the fitting answer to a question.
func fittingValue(p *deal.Parameter, currency string) deal.Value {
	v, err := deal.ReadText(p, fitting(p), currency)
	if err != nil {
		return deal.Blank{Path: p.Path, Ask: p.Ask} // a kind of answer that only people can give
	}
	return v
}

// knownAnswers are the answers to the questions that the program itself looks at.
var knownAnswers = map[string]string{deal.CurrencyPath: "EUR", deal.DraftDatePath: "2026-11-23", "deal.effective_date": "2027-02-01"}

// fits are answers of each kind.
var fits = map[deal.Kind]string{
	deal.KindFlag: "false", deal.KindInteger: "2", deal.KindNumber: "1", deal.KindPercent: "50", deal.KindMoney: "100000",
	deal.KindDate: "2030-06-30", deal.KindDuration: "30d", deal.KindParty: "licensor", deal.KindTerritory: "[US]",
	deal.KindTriggers: "[T1]", deal.KindReference: "grant-back",
}

var (
	typicalNumber   = regexp.MustCompile(`^\d+(\.\d+)?\b`)
	typicalDuration = regexp.MustCompile(`^\d+ ?(bd|d|w|mo|y|days|weeks|months|years)\b`)
	typicalText     = regexp.MustCompile(`^"([^"]+)"`)
)

// fitting is the text of a fitting answer as a deal file would hold it.
func fitting(p *deal.Parameter) string {
	if text, ok := knownAnswers[p.Path]; ok {
		return text
	}
	switch p.Kind {
	case deal.KindChoice:
		return quoted(p.Choices[0].Word)
	case deal.KindText, deal.KindLongText:
		if m := typicalText.FindStringSubmatch(p.Typical); m != nil {
			return quoted(m[1])
		}
		return quoted("the " + nameOf(p.Path))
	case deal.KindList:
		if p.Closed {
			return "[" + quoted(p.Choices[0].Word) + "]"
		}
		return "[" + quoted("the first of the "+nameOf(p.Path)) + ", " + quoted("the second of the "+nameOf(p.Path)) + "]"
	case deal.KindTable:
		return "[" + rowText(p, 1, fittingCell) + "]"
	case deal.KindInteger, deal.KindNumber, deal.KindPercent:
		if text := typicalNumber.FindString(p.Typical); text != "" {
			return text
		}
	case deal.KindDuration:
		if text := typicalDuration.FindString(p.Typical); text != "" {
			return text
		}
	}
	text := fits[p.Kind]
	if _, err := deal.ReadText(p, text, ""); err != nil && p.Bounds().Min != nil {
		return p.Bounds().Min.Raw()
	}
	return text
}

// nameOf is the last part of a path in words.
func nameOf(path string) string {
	return strings.ReplaceAll(path[strings.LastIndexByte(path, '.')+1:], "_", " ")
}

// rowText is one row of a table in braces, its cells made by cell.
func rowText(table *deal.Parameter, n int, cell func(table, column *deal.Parameter, n int) string) string {
	var cells []string
	for i := range table.Columns {
		c := &table.Columns[i]
		if text := cell(table, c, n); text != "" {
			cells = append(cells, c.Path+": "+text)
		}
	}
	return "{" + strings.Join(cells, ", ") + "}"
}

// fittingCell is the fitting text of a cell of the n-th row, "" for none.
func fittingCell(table, c *deal.Parameter, n int) string {
	group, _, _ := strings.Cut(table.Path, ".")
	switch {
	case c.Optional:
		return ""
	case (c.Path == "id" || c.Path == "ref") && c.Kind == deal.KindText:
		return fmt.Sprintf("%s%d", strings.ToUpper(group[:1]), n)
	}
	return fitting(c)
}

func quoted(s string) string {
	if plainYAML.MatchString(s) && !yamlWords[strings.ToLower(s)] {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// plainYAML matches texts that YAML reads as they are, in brackets too.
var plainYAML = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_/-]*( [A-Za-z0-9_/-]+)*$`)

// yamlWords are texts that YAML takes for something else.
var yamlWords = map[string]bool{"true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "null": true, "y": true, "n": true, "none": true}
