package language

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"clausewright/internal/deal"
)

// maxMade is how many entries or repetitions a function makes from a number.
const maxMade = 1000

// entries lists what is in a list, table, territory or set of triggers; an
// answer that was left out holds nothing.
func entries(v any) ([]any, error) {
	switch v := v.(type) {
	case deal.Table:
		return anys(v), nil
	case deal.List:
		return anys(v), nil
	case deal.Territory:
		return wrapped(v.Named(), func(code string) any { return deal.Territory{code} }), nil
	case deal.Triggers:
		return wrapped(v, func(id string) any { return deal.Text(id) }), nil
	case deal.None:
		return nil, nil
	case deal.Blank:
		return []any{v}, nil
	case []any:
		return v, nil
	}
	return nil, fmt.Errorf("range needs a list or a table, not %s", describe(v))
}

func anys[S ~[]E, E any](list S) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

func wrapped(list []string, wrap func(string) any) []any {
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = wrap(s)
	}
	return out
}

// describe names a value in a message.
func describe(v any) string {
	const most = 60
	text := fmt.Sprint(v)
	switch v := v.(type) {
	case deal.Value:
		text = v.Raw()
	case []any:
		return fmt.Sprintf("a list of %d", len(v))
	case map[string]any:
		return "a group of answers"
	}
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	if _, ok := v.(deal.Value); ok {
		return fmt.Sprintf("%q", text)
	}
	return text
}

// wholeNumber is a whole number from the least to the most that a function takes.
func wholeNumber(v any, least, most int64) (int, error) {
	var n int64
	switch v := v.(type) {
	case int:
		n = int64(v)
	case deal.Integer:
		n = int64(v)
	default:
		return 0, fmt.Errorf("a whole number is wanted here, not %s", describe(v))
	}
	if n < least || n > most {
		return 0, &OutOfBounds{Text: fmt.Sprintf("%d is out of bounds: at most %d", n, most)}
	}
	return int(n), nil
}

func (*Run) length(args []any) (any, error) {
	switch v := args[0].(type) {
	case string:
		return utf8.RuneCountInString(v), nil
	case deal.Text:
		return utf8.RuneCountInString(string(v)), nil
	}
	list, err := entries(args[0])
	return len(list), err
}

// index is the entry of a list at a place, of a dict or a row at a key, and so
// on inwards.
func (r *Run) index(args []any) (any, error) {
	v := args[0]
	for _, key := range args[1:] {
		switch v.(type) {
		case deal.Row, map[string]any:
			word, err := nameOf(key)
			if err != nil {
				return nil, err
			}
			if v, err = field(v, []string{word}); err != nil {
				return nil, err
			}
			continue
		}
		list, err := entries(v)
		if err != nil {
			return nil, err
		}
		at, err := wholeNumber(key, 0, int64(len(list))-1)
		if err != nil {
			return nil, fmt.Errorf("there is no entry %s in a list of %d", describe(key), len(list))
		}
		v = list[at]
	}
	return v, nil
}

func (r *Run) cells(args []any) (any, error) {
	column, err := nameOf(args[1])
	if err != nil {
		return nil, err
	}
	r.passed(args[0])
	if dicts, ok := args[0].([]any); ok {
		return cellsOfDicts(dicts, column)
	}
	return deal.Column(args[0], column)
}

// ownWords are the entries that are none of the words that the question offers.
func ownWords(all []any) []any {
	return slices.DeleteFunc(slices.Clone(all), func(v any) bool { _, offered := v.(deal.Chosen); return offered })
}

// cellsOfDicts are the values at a key of dicts, as the cells of a column are.
func cellsOfDicts(dicts []any, key string) ([]any, error) {
	cells := make([]any, len(dicts))
	for i, v := range dicts {
		dict, ok := v.(map[string]any)
		if cells[i] = dict[key]; !ok || cells[i] == nil {
			return nil, fmt.Errorf("%s has no %q", describe(v), key)
		}
	}
	return cells, nil
}

func (r *Run) rows(args []any) (any, error) {
	column, err := nameOf(args[1])
	if err != nil {
		return nil, err
	}
	found, err := deal.Rows(args[0], column, args[2])
	if err == nil {
		all, _ := args[0].(deal.Table)
		err = r.charge(len(all), 0)
	}
	return found, err
}

// row is the first row whose cell in the column equals x; a row of cells that
// were left out where there is none.
func (r *Run) row(args []any) (any, error) {
	found, err := r.rows(args)
	if err != nil {
		return nil, err
	}
	if table := found.(deal.Table); len(table) > 0 {
		return table[0], nil
	}
	all, _ := args[0].(deal.Table)
	if len(all) == 0 {
		return deal.None{}, nil
	}
	empty := deal.Row{}
	for name := range all[0] {
		empty[name] = deal.None{Path: name}
	}
	return empty, nil
}

func entryAt(at func(n int) int) func(*Run, []any) (any, error) {
	return onlyEntries(func(list []any) any {
		if len(list) == 0 {
			return deal.None{}
		}
		return list[at(len(list))]
	})
}

// onlyEntries is a function that looks at the entries of its argument.
func onlyEntries(f func([]any) any) func(*Run, []any) (any, error) {
	return func(r *Run, args []any) (any, error) {
		list, err := entries(args[0])
		if err != nil {
			return nil, err
		}
		return f(list), r.charge(len(list), 0)
	}
}

// onEntries is a function that makes a list of the entries of its argument.
func onEntries(f func([]any) []any) func(*Run, []any) (any, error) {
	return onlyEntries(func(list []any) any { return slices.Clone(f(list)) })
}

func reversed(list []any) []any {
	out := slices.Clone(list)
	slices.Reverse(out)
	return out
}

func compacted(list []any) []any {
	return slices.DeleteFunc(slices.Clone(list), func(v any) bool { return !IsTrue(v) })
}

// before is a cell of the row before the one that a rule is at.
func (r *Run) before(args []any) (any, error) {
	column, err := nameOf(args[0])
	if err != nil {
		return nil, err
	}
	if r.ruledAt == 0 || r.ruled == nil {
		return deal.None{}, nil
	}
	cell, ok := r.ruled[r.ruledAt-1][column]
	if !ok {
		return nil, fmt.Errorf("the table has no column %q", column)
	}
	return cell, nil
}

// filter lists the entries of the first argument that are in the second, or
// are not.
func filter(in bool) func(*Run, []any) (any, error) {
	return func(r *Run, args []any) (any, error) {
		list, err := entries(args[0])
		if err != nil {
			return nil, err
		}
		return r.kept(list, func(x any) (bool, error) {
			found, err := includes(args[1], x)
			return found == in && !undecided(x), err
		}, args[1])
	}
}

// kept lists the entries that a test keeps, which compares each with all of
// some others.
func (r *Run) kept(list []any, keep func(any) (bool, error), others ...any) ([]any, error) {
	cost := len(others)
	for _, other := range others {
		if all, err := entries(other); err == nil {
			cost += len(all)
		}
	}
	kept := []any{}
	for _, x := range list {
		if err := r.charge(cost, 0); err != nil {
			return nil, err
		}
		ok, err := keep(x)
		if err != nil {
			return nil, err
		}
		if ok {
			kept = append(kept, x)
		}
	}
	return kept, nil
}

func (r *Run) uniq(args []any) (any, error) {
	list, err := entries(args[0])
	if err != nil {
		return nil, err
	}
	var seen []any
	return r.kept(list, func(x any) (bool, error) {
		for _, other := range seen {
			if sameEntry(x, other) {
				return false, nil
			}
		}
		seen = append(seen, x)
		return true, r.charge(len(seen), 0)
	})
}

func (r *Run) without(args []any) (any, error) {
	list, err := entries(args[0])
	if err != nil {
		return nil, err
	}
	return r.kept(list, func(x any) (bool, error) {
		return !slices.ContainsFunc(args[1:], func(other any) bool { return sameEntry(x, other) }), nil
	}, args[1:]...)
}

// sameEntry reports whether two entries say the same; values that have nothing to
// do with each other do not.
func sameEntry(x, y any) bool {
	equal, err := equalsOne(countryCode(x), countryCode(y))
	return equal && err == nil
}

// concat puts lists one after the other.
func concat(listsOf func(args []any) []any) func(*Run, []any) (any, error) {
	return func(r *Run, args []any) (any, error) {
		all := []any{}
		for _, v := range listsOf(args) {
			list, err := entries(v)
			if err != nil {
				return nil, err
			}
			if err := r.charge(len(list), 0); err != nil {
				return nil, err
			}
			all = append(all, list...)
		}
		return all, nil
	}
}

// flat lists all entries of lists and of the lists in them.
func flat(r *Run, nested []any) ([]any, error) {
	all := []any{}
	for _, v := range nested {
		if err := r.charge(1, sizeOf(nested[:1])); err != nil {
			return nil, err
		}
		if !hasMany(v) {
			all = append(all, v)
			continue
		}
		inner, err := entries(v)
		if err != nil {
			return nil, err
		}
		deeper, err := flat(r, inner)
		if err != nil {
			return nil, err
		}
		all = append(all, deeper...)
	}
	return all, nil
}

// hasMany reports whether a value has entries other than itself.
func hasMany(v any) bool {
	switch v := v.(type) {
	case deal.Territory:
		return len(v) != 1
	case deal.List, deal.Table, deal.Triggers, deal.None, []any:
		return true
	}
	return false
}

// sorted orders dicts by the date at a key. Those with something else there
// follow in the order they had.
func (r *Run) sorted(args []any) (any, error) {
	key, err := nameOf(args[0])
	if err != nil {
		return nil, err
	}
	all, err := entries(args[1])
	if err != nil {
		return nil, err
	}
	date := func(entry any) (deal.Date, bool) {
		m, _ := entry.(map[string]any)
		d, ok := m[key].(deal.Date)
		return d, ok
	}
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b any) int {
		x, xOK := date(a)
		y, yOK := date(b)
		switch {
		case xOK && yOK:
			return strings.Compare(x.Raw(), y.Raw())
		case xOK:
			return -1
		case yOK:
			return 1
		}
		return 0
	})
	return out, r.charge(len(out)*10, 0)
}

func (r *Run) sortAlpha(args []any) (any, error) {
	list, err := entries(args[0])
	if err != nil {
		return nil, err
	}
	items, err := r.phrases(list)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(items, func(a, b Phrase) int { return strings.Compare(a.String(), b.String()) })
	out := make([]any, len(items))
	for i, item := range items {
		out[i] = item.value()
	}
	return out, r.charge(len(out)*10, 0)
}

func (*Run) until(args []any) (any, error) {
	n, err := wholeNumber(args[0], 0, maxMade)
	return numbersFrom(0, n-1), err
}

// sequence lists the whole numbers from one to another.
func (*Run) sequence(args []any) (any, error) {
	const farthest = 1 << 40 // so that no difference overflows
	from, err := wholeNumber(args[0], -farthest, farthest)
	if err != nil {
		return nil, err
	}
	to, err := wholeNumber(args[1], -farthest, farthest)
	if err != nil {
		return nil, err
	}
	if to-from >= maxMade {
		return nil, fmt.Errorf("seq makes at most %d numbers", maxMade)
	}
	return numbersFrom(from, to), nil
}

func numbersFrom(from, to int) []any {
	list := []any{}
	for i := from; i <= to; i++ {
		list = append(list, i)
	}
	return list
}
