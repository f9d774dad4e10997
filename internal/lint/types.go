package lint

import (
	"slices"

	"clausewright/internal/deal"
	"clausewright/internal/sample"
)

// valueType is what is known of the value of an expression before any deal: values
// that stand for all that it can have. The zero type can be anything.
//
// Operations on values are judged by doing them with the samples, so that lint
// and a draft agree on what goes with what.
type valueType struct {
	samples []deal.Value
	any     bool            // samples are only some: any other text is possible too
	list    bool            // samples are those of its entries
	table   *deal.Parameter // it is this table, or a row of it
	row     bool
	words   *deal.Parameter // the choice whose words it can have
	truth   bool            // a condition: true or false
	markup  bool            // Markdown that a function makes
	group   string          // path of the group of answers that it is; nothing else is known
}

// unknown reports whether nothing is known of the value.
func (s valueType) unknown() bool {
	return s.samples == nil && s.table == nil && !s.truth && !s.markup && !s.list
}

// typeOf is the type of a parameter, or of a column.
func typeOf(p *deal.Parameter) valueType {
	s := valueType{}
	switch p.Kind {
	case deal.KindTable:
		return valueType{table: p}
	case deal.KindList:
		s = valueType{samples: []deal.Value{deal.Text("x")}, list: true}
	case deal.KindChoice:
	default:
		v, err := deal.ReadText(&deal.Parameter{Kind: p.Kind, Path: p.Path}, sample.Of(p.Kind).Judging, "USD")
		if err != nil {
			return valueType{}
		}
		s.samples = []deal.Value{v}
	}
	if p.OrText {
		s.samples = append(s.samples, deal.Text("x"))
	}
	for _, c := range p.Choices {
		s.samples = append(s.samples, deal.Chosen(c))
	}
	if len(p.Choices) > 0 && !p.OrText {
		s.words = p
	}
	return s
}

// ofKind is the type of a kind.
func ofKind(k deal.Kind) valueType { return typeOf(&deal.Parameter{Kind: k}) }

// anyText is a text that a function makes: it may be digits or a date.
func anyText() valueType {
	s := valueType{any: true}
	for _, k := range []deal.Kind{deal.KindText, deal.KindInteger, deal.KindDate, deal.KindDuration} {
		s.samples = append(s.samples, deal.Text(sample.Of(k).Judging))
	}
	return s
}

// entry is the type of an entry of a list or of a row of a table.
func (s valueType) entry() valueType {
	switch {
	case s.table != nil && !s.row:
		return valueType{table: s.table, row: true}
	case s.list:
		s.list = false
		return s
	}
	for _, v := range s.samples {
		switch v.(type) {
		case deal.Territory:
			return ofKind(deal.KindTerritory)
		case deal.Triggers:
			return valueType{samples: []deal.Value{deal.Text("T1")}, any: true}
		}
	}
	return valueType{}
}

// hasEntries reports whether a loop can run over the value.
func (s valueType) hasEntries() bool {
	if s.unknown() || s.list || s.table != nil && !s.row {
		return true
	}
	return slices.ContainsFunc(s.samples, func(v deal.Value) bool {
		switch v.(type) {
		case deal.Territory, deal.Triggers, deal.List:
			return true
		}
		return false
	})
}

// column is the type of a cell of a row.
func (s valueType) column(name string) (valueType, bool) {
	for i := range s.table.Columns {
		if s.table.Columns[i].Path == name {
			return typeOf(&s.table.Columns[i]), true
		}
	}
	return valueType{}, false
}

// columns are the names of a table's columns.
func (s valueType) columns() []string {
	var names []string
	for _, c := range s.table.Columns {
		names = append(names, c.Path)
	}
	return names
}

// union is the type of a value that is one or the other.
func union(types ...valueType) valueType {
	out := valueType{}
	for i, s := range types {
		if s.unknown() {
			return valueType{}
		}
		if i == 0 {
			out = s
			out.samples = slices.Clone(s.samples)
			continue
		}
		if s.list != out.list || s.table != out.table || s.row != out.row || s.truth != out.truth || s.markup != out.markup {
			return valueType{}
		}
		out.samples = append(out.samples, s.samples...)
		out.any = out.any || s.any
		if s.words != out.words {
			out.words = nil
		}
	}
	return out
}

// noun is how a message calls the value.
func (s valueType) noun() string {
	switch {
	case s.table != nil && s.row:
		return "a row"
	case s.table != nil:
		return "a table"
	case s.list:
		return "a list"
	case s.truth:
		return "a condition"
	case s.markup:
		return "a passage"
	case len(s.samples) > 0:
		return deal.Noun(s.samples[0])
	}
	return "a value"
}
