package sample

import (
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/lazy"
)

// Compared is what texts of a library compare answers with, by the path of the
// parameter or the name of the column. The entry of a list is called ".".
type Compared map[string][]string

// Candidates are answers to a question that conditions may tell apart: its
// words, those of its kind, and what texts compare answers with; of a table,
// none, one row, and rows that hold the candidates of each column.
func (compared Compared) Candidates(q *deal.Parameter) []string {
	constants := compared[q.Path]
	var list []string
	add := func(text string) {
		if text != "" && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	for _, c := range q.Choices {
		add(Quoted(c.Word))
	}
	switch q.Kind {
	case deal.KindChoice:
	case deal.KindTable:
		return compared.tables(q)
	case deal.KindText, deal.KindLongText:
		add(Fitting(q))
		for _, text := range constants {
			if found := matching(text); isWords.MatchString(found) {
				add(Quoted(found))
			}
			if isPattern(text) { // and what it may not match
				for _, other := range []string{"company", "a company", "English company", "university"} {
					add(other)
				}
			}
		}
	case deal.KindList:
		for _, text := range compared.lists(q) {
			add(text)
		}
	default:
		for _, text := range kinds[q.Kind].Turning {
			add(text)
		}
		for _, text := range constants {
			if isNumber.MatchString(text) && (q.Kind == deal.KindInteger || q.Kind == deal.KindNumber || q.Kind == deal.KindPercent) {
				add(text)
			}
		}
	}
	return list
}

var isNumber = lazy.Regexp(`^\d{1,6}(\.\d+)?$`)

// isWords matches texts that can stand as an answer in a sentence.
var isWords = lazy.Regexp(`^[\pL\pN].*[\pL\pN]$`)

// lists are answers to a list: none, its words and what entries are compared
// with, together and one by one, and one and three entries of any text.
func (compared Compared) lists(q *deal.Parameter) []string {
	list := []string{"[]"}
	var words []string
	for _, c := range q.Choices {
		words = append(words, Quoted(c.Word))
	}
	for _, text := range slices.Concat(compared[q.Path], compared["."]) {
		if found := matching(text); isWords.MatchString(found) && !slices.Contains(words, Quoted(found)) {
			words = append(words, Quoted(found))
		}
	}
	if len(words) > 0 {
		list = append(list, "["+strings.Join(words, ", ")+"]", "["+words[0]+"]", "["+words[len(words)-1]+"]")
	}
	name := nameOf(q.Path)
	return append(list, "["+Quoted("the "+name)+"]",
		"["+Quoted("the first of the "+name)+", "+Quoted("the second of the "+name)+", "+Quoted("the third of the "+name)+"]")
}

// tables are answers to a table: none, one row, and as many rows as a column
// has candidates, each row with the next of every column.
func (compared Compared) tables(q *deal.Parameter) []string {
	cells, most := compared.Cells(q), 2
	for _, texts := range cells {
		most = max(most, min(len(texts), 5))
	}
	list := []string{"[]", "[" + Row(q, 1, FittingCell) + "]"}
	var rows []string
	for n := range most {
		rows = append(rows, Row(q, n+1, func(table, c *deal.Parameter, n int) string {
			i := slices.IndexFunc(q.Columns, func(other deal.Parameter) bool { return other.Path == c.Path })
			structural := c.Kind == deal.KindChoice || c.Kind == deal.KindFlag || c.Kind == deal.KindParty
			switch {
			case structural && len(cells[i]) > 0:
				return cells[i][(n-1)%len(cells[i])]
			case c.Optional && n%2 == 0 && len(cells[i]) > 0:
				return cells[i][0]
			}
			return FittingCell(table, c, n)
		}))
	}
	return append(list, "["+strings.Join(rows, ", ")+"]")
}

// Cells are the candidates of each column of a table.
func (compared Compared) Cells(q *deal.Parameter) [][]string {
	cells := make([][]string, len(q.Columns))
	for i, c := range q.Columns {
		cells[i] = compared.Candidates(&c)
		if c.Kind == deal.KindText || c.Kind == deal.KindLongText {
			for _, text := range compared[q.Path] {
				if found := matching(text); isWords.MatchString(found) && !slices.Contains(cells[i], Quoted(found)) {
					cells[i] = append(cells[i], Quoted(found))
				}
			}
		}
	}
	return cells
}
