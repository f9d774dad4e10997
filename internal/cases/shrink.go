package cases

import (
	"slices"
	"strings"

	"clausewright/internal/deal"
)

// shrink leaves out every setting that an attempt does not need, and gives the
// others fitting answers where these do as well.
func (s *search) shrink(a *attempt, write bool, reaches func(*attempt) bool) *attempt {
	change := func(i int, to setting) bool {
		smaller := *a
		smaller.settings = slices.Clone(a.settings)
		smaller.settings[i] = to
		b := s.try(smaller, write)
		if b == nil || !reaches(b) {
			return false
		}
		a = b
		return true
	}
	for i, old := range a.settings {
		if old == (setting{}) || change(i, setting{}) || old.with != "" {
			continue
		}
		q, _ := s.lib.Schema.Find(old.path)
		fit := fitting(q)
		if q.Kind != deal.KindChoice && q.Kind != deal.KindFlag && fit != old.text {
			change(i, answer(q, fit))
		}
	}
	for i := range a.settings {
		s.shorten(i, func() setting { return a.settings[i] }, change)
	}
	a.settings = slices.DeleteFunc(slices.Clone(a.settings), func(s setting) bool { return s == setting{} })
	return a
}

// answer is the setting of an answer; the zero setting if it cannot be read.
func answer(q *deal.Parameter, text string) setting {
	v, err := deal.ReadText(q, text, "EUR")
	if err != nil {
		return setting{}
	}
	return setting{path: q.Path, text: text, value: v}
}

// shorten leaves out the rows of a table that are not needed, and gives the
// cells of the others fitting answers.
func (s *search) shorten(i int, now func() setting, change func(int, setting) bool) {
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
			plainer[n] = rowText(q, n+1, func(_, other *deal.Parameter, _ int) string {
				if other.Path == c.Path {
					return fittingCell(q, other, n+1)
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
		return quoted(string(v))
	case deal.Chosen:
		return quoted(v.Word)
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
