package page

import (
	"cmp"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// option is a word of a choice.
type option struct {
	Word, Label string
	Chosen      bool
	Means       []string // what it brings
}

// row is a row of a table, or an empty one.
type row struct {
	N     int
	Cells []cell
}

// Nth is the number of the row as people count.
func (r row) Nth() int { return r.N + 1 }

// cell is a field of a row.
type cell struct {
	Name, ID, Label, Value string
	Options                []option
}

// ask says how a question is asked.
func (q *question) ask() {
	answer := q.answer
	typed := q.Notice != nil && q.Notice.Typed.Has("value")
	if typed {
		q.Lines = q.Notice.Typed["value"]
	} else {
		q.Lines = linesOf(answer)
	}
	switch q.Kind {
	case deal.KindChoice:
		q.Field, q.Options = "radios", q.options()
		if len(q.Options) > 8 {
			q.Field = "select"
		}
	case deal.KindFlag:
		q.Field = "radios"
		q.Options = q.words("true", "Yes", "false", "No")
	case deal.KindParty:
		q.Field = "radios"
		q.Options = q.words(string(deal.Licensor), library.Sides[string(deal.Licensor)], string(deal.Licensee), library.Sides[string(deal.Licensee)])
	case deal.KindList:
		q.Field = "area"
		if q.Closed && !q.Other {
			q.Field, q.Options = "checks", q.options()
		}
	case deal.KindLongText:
		q.Field = "area"
	case deal.KindDate:
		q.Field = "line"
		if !q.OrText {
			q.Field = "date"
			q.orWord(answer)
		}
	case deal.KindDuration:
		q.Field = "line"
		d, ok := answer.(deal.Duration)
		if _, word := answer.(deal.Chosen); !q.OrText && (ok || word || answer == nil) {
			q.orWord(answer)
			if q.duration(d, ok); typed {
				q.Number = q.Text()
			}
		}
	case deal.KindTable:
		q.Field = "table"
		rows, _ := answer.(deal.Table)
		q.table(rows)
	default:
		q.Field = "line"
	}
}

// orWord offers the words that stand in place of a value.
func (q *question) orWord(answer deal.Value) {
	q.Words = q.options()
	if _, word := answer.(deal.Chosen); word {
		q.Lines = nil
	}
}

// options are the words of a choice.
func (q *question) options() []option {
	var list []option
	for _, c := range q.Choices {
		label := c.Label
		if label == "" {
			label = words(c.Word)
		}
		list = append(list, q.words(c.Word, label)...)
	}
	return list
}

// words are options from words and their labels.
func (q *question) words(pairs ...string) []option {
	var list []option
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, option{Word: pairs[i], Label: pairs[i+1], Chosen: slices.Contains(q.Lines, pairs[i])})
	}
	return list
}

// words are those of a name in a deal file.
func words(name string) string {
	return strings.NewReplacer("_", " ", "-", " ").Replace(name)
}

// linesOf are the parts of an answer as a person types them.
func linesOf(v deal.Value) []string {
	switch v := v.(type) {
	case nil, deal.None, deal.Blank:
		return nil
	case deal.List:
		var list []string
		for _, item := range v {
			list = append(list, linesOf(item)...)
		}
		return list
	case deal.Territory:
		return []string{strings.Join(v, ", ")}
	case deal.Triggers:
		return []string{strings.Join(v, ", ")}
	case deal.Text:
		return []string{string(v)}
	case deal.Chosen:
		return []string{v.Word}
	}
	return []string{v.Raw()}
}

// duration asks for a number and a unit.
func (q *question) duration(d deal.Duration, answered bool) {
	q.Field = "duration"
	for _, u := range []option{{Word: "d", Label: "days"}, {Word: "bd", Label: "Business Days"}, {Word: "w", Label: "weeks"}, {Word: "mo", Label: "months"}, {Word: "y", Label: "years"}} {
		number, ok := strings.CutSuffix(d.Raw(), u.Word)
		if ok && answered && strings.Trim(number, "0123456789-") == "" {
			q.Number, u.Chosen = number, true
		} else if !answered && strings.HasSuffix(q.Default, u.Word) && strings.Trim(strings.TrimSuffix(q.Default, u.Word), "0123456789") == "" {
			u.Chosen = true
		}
		q.Options = append(q.Options, u)
	}
	if !slices.ContainsFunc(q.Options, func(u option) bool { return u.Chosen }) { // no unit is meant that nobody chose
		q.Options = slices.Insert(q.Options, 0, option{Label: "unit", Chosen: true})
	}
}

// table asks for rows; there is an empty one for one more.
func (q *question) table(rows deal.Table) {
	for i := range len(rows) + 1 {
		r := row{N: i}
		for c := range q.Columns {
			column := &q.Columns[c]
			one := cell{Name: cellName(i, column.Path), Label: labelOf(column)}
			one.ID = q.ID + "-" + strings.ReplaceAll(one.Name, ".", "-")
			if i < len(rows) {
				v, _ := rows[i][column.Path].(deal.Value)
				if _, open := v.(deal.Blank); open {
					one.Value = deal.OpenWord
				} else {
					one.Value = strings.Join(linesOf(v), ", ")
				}
			}
			if q.Notice != nil && q.Notice.Typed.Has(one.Name) {
				one.Value = q.Notice.Typed.Get(one.Name)
			}
			if column.Kind == deal.KindChoice {
				for _, choice := range column.Choices {
					one.Options = append(one.Options, option{Word: choice.Word, Label: words(choice.Word), Chosen: choice.Word == one.Value})
				}
			}
			r.Cells = append(r.Cells, one)
		}
		q.Rows = append(q.Rows, r)
	}
}

// labelOf is what a column asks for.
func labelOf(column *deal.Parameter) string {
	label := cmp.Or(column.Ask, words(column.Path))
	if column.Optional {
		label += " (need not be filled in)"
	}
	return label
}

// Text is the answer on one line.
func (q *question) Text() string { return strings.Join(q.Lines, ", ") }

// Area is the answer with one entry a line.
func (q *question) Area() string { return strings.Join(q.Lines, "\n") }

// OfCountries reports whether the answer is made of countries, which can be searched.
func (q *question) OfCountries() bool { return q.Kind == deal.KindTerritory }

// Unfilled is the row for one more.
func (q *question) Unfilled() int { return len(q.Rows) - 1 }
