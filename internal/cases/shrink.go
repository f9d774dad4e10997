package cases

import (
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/sample"
)

// shrink leaves out every level that an attempt does not need, and gives the
// others fitting answers where these do as well.
func (s *search) shrink(a *attempt, write bool, reaches func(*attempt) bool) *attempt {
	change := func(i int, to level) bool {
		smaller := *a
		smaller.levels = slices.Clone(a.levels)
		smaller.levels[i] = to
		b := s.try(smaller, write)
		if b == nil || !reaches(b) {
			return false
		}
		a = b
		return true
	}
	for i, old := range a.levels {
		if old == (level{}) || change(i, level{}) || old.with != "" {
			continue
		}
		q, _ := s.lib.Schema.Find(old.path)
		fit := sample.Fitting(q)
		if q.MayStayOpen() && fit != old.text {
			change(i, answer(q, fit))
		}
	}
	for i := range a.levels {
		s.shorten(i, func() level { return a.levels[i] }, change)
	}
	a.levels = slices.DeleteFunc(slices.Clone(a.levels), func(s level) bool { return s == level{} })
	return a
}

// shorten leaves out the rows of a table that are not needed, and gives the
// cells of the others fitting answers.
func (s *search) shorten(i int, now func() level, change func(int, level) bool) {
	rows := splitRows(now().text)
	q, ok := s.lib.Schema.Find(now().path)
	if !ok || q.Kind != deal.KindTable {
		return
	}
	with := func(rows []string) bool {
		to := answer(q, "["+strings.Join(rows, ", ")+"]")
		return to.value != nil && change(i, to)
	}
	for n := len(rows) - 1; n >= 0; n-- {
		if fewer := slices.Delete(slices.Clone(rows), n, n+1); len(fewer) > 0 && with(fewer) {
			rows = fewer
		}
	}
	for n := range rows {
		table, _ := now().value.(deal.Table)
		for _, c := range q.Columns {
			plainer := slices.Clone(rows)
			plainer[n] = sample.Row(q, n+1, func(_, other *deal.Parameter, _ int) string {
				if other.Path == c.Path {
					return sample.FittingCell(q, other, n+1)
				}
				return cellText(table[n][other.Path])
			})
			if plainer[n] != rows[n] && with(plainer) {
				rows = plainer
				table, _ = now().value.(deal.Table)
			}
		}
	}
}

// cellText is a cell as a row in braces holds it; "" for none.
func cellText(cell any) string {
	switch v := cell.(type) {
	case deal.Text:
		return sample.Quoted(string(v))
	case deal.Chosen:
		return sample.Quoted(v.Word)
	case deal.Percent:
		return strings.TrimSuffix(v.Raw(), "%")
	case deal.Money:
		return strings.TrimPrefix(v.Raw(), "EUR ")
	case deal.None, nil:
		return ""
	case deal.Value:
		return v.Raw()
	}
	return ""
}

// splitRows cuts the text of a table at the ends of its rows.
func splitRows(text string) []string {
	var rows []string
	depth, start, quote := 0, 0, false
	for i, c := range text {
		switch {
		case c == '\'':
			quote = !quote
		case quote:
		case c == '{':
			if depth++; depth == 1 {
				start = i
			}
		case c == '}':
			if depth--; depth == 0 {
				rows = append(rows, text[start:i+1])
			}
		}
	}
	return rows
}
