// Package terms makes data of the key terms of deals: a row for each deal, a column for
// each question that the key terms of the library print.
package terms

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// Columns that are not answers.
const (
	dealColumn     = "deal"
	templateColumn = "template"
)

// Column is a column of the data. Its name is the path of the question; what is counted
// in units of its own, such as money, has a second column for these.
type Column struct {
	Name     string
	about    string          // what it holds
	question *deal.Parameter // nil for the columns that are not answers
	dataType dataType
	value    func(deal.Value) any
}

// dataType is what a program finds in a column.
type dataType int

const (
	asText dataType = iota
	asNumber
	asDate
	asFlag
	asList
	asTable
)

// Row is the terms of a deal: for each column the value, nil where there is none.
type Row []any

// Usual are the columns that are made unless others are asked for: those of the
// questions that the key terms of any template print, in the order in which they do.
func Usual(lib *library.Library) []Column {
	columns := own()
	seen := map[string]bool{}
	for _, id := range lib.TemplateIDs() {
		for _, k := range lib.Templates[id].KeyTerms {
			for _, use := range k.Value.Uses() {
				q, ok := lib.Schema.Find(use.Question())
				if !ok || seen[q.Path] {
					continue
				}
				seen[q.Path] = true
				columns = append(columns, columnsOf(q)...)
			}
		}
	}
	return columns
}

// Named are the columns that names mean: a column, a question, or a group of questions.
func Named(lib *library.Library, names []string) ([]Column, error) {
	var columns []Column
	for _, name := range names {
		found := find(lib, strings.TrimSpace(name))
		if len(found) == 0 {
			return nil, unknown(lib, name)
		}
		for _, c := range found {
			if !slices.ContainsFunc(columns, func(other Column) bool { return other.Name == c.Name }) {
				columns = append(columns, c)
			}
		}
	}
	return columns, nil
}

// find are the columns that one name means.
func find(lib *library.Library, name string) []Column {
	for _, c := range own() {
		if c.Name == name {
			return []Column{c}
		}
	}
	var all []Column
	for _, q := range lib.Schema.Under(name) {
		all = append(all, columnsOf(q)...)
	}
	if len(all) > 0 {
		return all
	}
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		if q, ok := lib.Schema.Find(name[:i]); ok {
			all = columnsOf(q)
		}
	}
	return slices.DeleteFunc(all, func(c Column) bool { return c.Name != name })
}

// unknown says that no column has a name, and which one was meant.
func unknown(lib *library.Library, name string) error {
	names := []string{dealColumn, templateColumn}
	for _, q := range lib.Schema.Parameters {
		names = append(names, q.Path)
	}
	if near := diag.Nearest(name, names); near != "" {
		return fmt.Errorf("there is no column %q; did you mean %q?", name, near)
	}
	return fmt.Errorf("there is no column %q; the columns are deal, template and the questions of the library", name)
}

// own are the columns that are not answers.
func own() []Column {
	return []Column{{Name: dealColumn, about: "The deal file."}, {Name: templateColumn, about: "The template that the deal names."}}
}

// columnsOf are the columns of a question.
func columnsOf(q *deal.Parameter) []Column {
	c := Column{Name: q.Path, about: q.Ask, question: q, dataType: dataTypeOf(q.Kind), value: data(q)}
	switch q.Kind {
	case deal.KindMoney:
		return []Column{c, {Name: q.Path + ".currency", about: "Currency of " + q.Path + " (ISO 4217).", question: q, value: func(v deal.Value) any {
			m, ok := v.(deal.Money)
			return given(m.Currency, ok && m.Currency != "")
		}}}
	case deal.KindDuration:
		return []Column{c, {Name: q.Path + ".unit", about: "Unit of " + q.Path + ".", question: q, value: func(v deal.Value) any {
			d, ok := v.(deal.Duration)
			return given(strings.TrimLeft(d.Raw(), "-0123456789"), ok)
		}}}
	}
	return []Column{c}
}

// given is a value, nil if it is not there.
func given(v any, there bool) any {
	if !there {
		return nil
	}
	return v
}

// dataTypeOf is what a program finds in the column of a kind.
func dataTypeOf(k deal.Kind) dataType {
	switch k {
	case deal.KindMoney, deal.KindPercent, deal.KindInteger, deal.KindNumber, deal.KindDuration:
		return asNumber
	case deal.KindDate:
		return asDate
	case deal.KindFlag:
		return asFlag
	case deal.KindList, deal.KindTerritory, deal.KindTriggers:
		return asList
	case deal.KindTable:
		return asTable
	}
	return asText
}

// data makes the values of a question what another program reads.
func data(q *deal.Parameter) func(deal.Value) any {
	return func(v deal.Value) any {
		switch v := v.(type) {
		case nil, deal.None:
			return nil
		case deal.Blank:
			return deal.OpenWord
		case deal.Money:
			return json.Number(v.Amount.String())
		case deal.Percent:
			return json.Number(v.Amount.String())
		case deal.Number:
			return json.Number(v.Amount.String())
		case deal.Duration:
			return json.Number(fmt.Sprint(v.N))
		case deal.List:
			items := []any{}
			for _, item := range v {
				items = append(items, data(q)(item))
			}
			return items
		case deal.Table:
			return rows(q, v)
		}
		return deal.JSON(v)
	}
}

// rows are the rows of a table: each cell by the name of its column.
func rows(q *deal.Parameter, t deal.Table) []map[string]any {
	all := []map[string]any{}
	for _, row := range t {
		one := map[string]any{}
		for i := range q.Columns {
			cell, _ := row[q.Columns[i].Path].(deal.Value)
			for _, c := range columnsOf(&q.Columns[i]) {
				one[c.Name] = c.value(cell)
			}
		}
		all = append(all, one)
	}
	return all
}

// Of are the terms of a draft. An answer whose clause is not in the draft is no term.
func Of(d *draft.Draft, name string, columns []Column) Row {
	row := Row{}
	for _, c := range columns {
		switch {
		case c.Name == dealColumn:
			row = append(row, name)
		case c.Name == templateColumn:
			row = append(row, d.Template.ID)
		default:
			row = append(row, termOf(d, c))
		}
	}
	return row
}

func termOf(d *draft.Draft, c Column) any {
	if by := d.Choices.Find(c.question.Clause); by == nil || !by.Taken {
		return nil
	}
	v, ok := d.Choices.Value(c.question.Path)
	return given(c.value(v), ok)
}

// Sort orders rows by a column: numbers by size, all else by its text; what is open or
// not there comes last. A hyphen before the name turns the order round.
func Sort(list []Row, columns []Column, by string) error {
	name, down := strings.CutPrefix(by, "-")
	at := slices.IndexFunc(columns, func(c Column) bool { return c.Name == name })
	if at < 0 {
		return fmt.Errorf("the rows have no column %q", name)
	}
	slices.SortStableFunc(list, func(a, b Row) int {
		x, y := a[at], b[at]
		if unknownX, unknownY := absent(x), absent(y); unknownX || unknownY {
			return last(unknownX) - last(unknownY)
		}
		order := compared(x, y)
		if down {
			order = -order
		}
		return order
	})
	return nil
}

func absent(v any) bool { return v == nil || v == deal.OpenWord }

func last(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
