package assemble

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// functions binds every name of language.Functions, and the functions that a
// rewritten body calls, to this engine. The and and or of text/template serve
// as they are.
func (e *engine) functions() template.FuncMap {
	funcs := e.sprigFunctions()
	for name, f := range (template.FuncMap{
		language.LiteralFunc: e.literal, language.PutFunc: e.put, language.IfFunc: e.decide, language.EachFunc: e.each, language.TruthFunc: truth,

		"not": func(v any) bool { return !truth(v) },
		"eq":  equal, "ne": different,
		"lt": e.compare(func(c int) bool { return c < 0 }), "le": e.compare(func(c int) bool { return c <= 0 }),
		"gt": e.compare(func(c int) bool { return c > 0 }), "ge": e.compare(func(c int) bool { return c >= 0 }),
		"len": length, "printf": e.printf, "print": e.print,

		"has": e.has, "given": func(path string) bool { return e.deal.Given(path) }, "ref": ref,
		"includes": includes, "touches": deal.Touches,
		"add": answered2(deal.Add), "sub": answered2(deal.Sub), "mul": answered2(deal.Mul), "div": answered2(deal.Div),
		"sum": answered1(deal.Sum), "min": least(deal.Min), "max": least(deal.Max),
		"column": deal.Column, "rows": deal.Rows, "row": row, "first": first, "last": last,
		"lastday": answered2(deal.End), "days": answered1(deal.Days),
		"count": e.count, "times": e.times, "ordinal": ordinal, "adjective": e.adjective,
		"sentence": e.sentence, "capital": e.capital, "either": e.either, "join": e.join, "other": other,
		"before": e.before, "number": func() int { return e.row + 1 }, "common": common, "lacking": lacking, "flat": flat, "sorted": sorted,
		"signatories": signatories, "definitions": e.definitions, "surviving": e.surviving,
		"schedules": e.schedules, "open_points": openPoints, "timeline": e.timeline, "chart": e.chart,

		"default": func(d, v any) any {
			if truth(v) {
				return v
			}
			return d
		},
		"coalesce": coalesce, "empty": func(v any) bool { return !truth(v) },
		"ternary": func(yes, no, condition any) any {
			if truth(condition) {
				return yes
			}
			return no
		},
	}) {
		funcs[name] = f
	}
	return funcs
}

// answeredAll lets a calculation give back an answer that was left out, so
// that whoever prints the outcome learns which answer is missing. What is
// calculated from amounts in two currencies is open.
func answeredAll(f func(...any) (deal.Value, error)) func(...any) (any, error) {
	return func(args ...any) (any, error) {
		for _, arg := range args {
			if none, ok := arg.(deal.None); ok {
				return none, nil
			}
		}
		v, err := f(args...)
		if errors.Is(err, deal.ErrCurrencies) {
			return deal.Blank{}, nil
		}
		return v, err
	}
}

// least makes min or max take lists among its arguments.
func least(f func(...any) (deal.Value, error)) func(...any) (any, error) {
	return func(args ...any) (any, error) {
		all, err := flat(args...)
		if err != nil || len(all) == 0 {
			return deal.None{}, err
		}
		return answeredAll(f)(all...)
	}
}

func answered1(f func(any) (deal.Value, error)) func(any) (any, error) {
	all := answeredAll(func(args ...any) (deal.Value, error) { return f(args[0]) })
	return func(a any) (any, error) { return all(a) }
}

func answered2(f func(a, b any) (deal.Value, error)) func(a, b any) (any, error) {
	all := answeredAll(func(args ...any) (deal.Value, error) { return f(args[0], args[1]) })
	return func(a, b any) (any, error) { return all(a, b) }
}

// truth is what an if sees: see deal.Truth; a list that a function made holds
// if it is not empty, and so does markup.
func truth(v any) bool {
	switch list := v.(type) {
	case []any:
		return len(list) > 0
	case []string:
		return len(list) > 0
	case []int:
		return len(list) > 0
	case markup:
		return list != ""
	}
	return deal.Truth(v)
}

// equal reports whether a equals one of the others. A value that is still
// open equals nothing.
func equal(a any, others ...any) (bool, error) {
	for _, b := range others {
		ok, err := deal.Equal(a, b)
		if ok || err != nil && !errors.Is(err, deal.ErrOpen) {
			return ok, err
		}
	}
	return false, nil
}

// different reports whether two values differ. A value that is still open does
// not differ from anything.
func different(a, b any) (bool, error) {
	_, openA := a.(deal.Blank)
	_, openB := b.(deal.Blank)
	same, err := equal(a, b)
	return !same && !openA && !openB, err
}

// compare makes a comparison of two values. With a value that is still open
// or was left out, of amounts in two currencies, and of a date with a word in
// place of a date, no comparison holds.
func (e *engine) compare(holds func(int) bool) func(a, b any) (bool, error) {
	return func(a, b any) (bool, error) {
		if undecided(a) || undecided(b) || otherCurrency(a, b) || wordForDate(a, b) || wordForDate(b, a) {
			return false, nil
		}
		c, err := deal.Compare(a, b)
		return err == nil && holds(c), err
	}
}

// wordForDate reports whether a word, such as "last-signature", stands where
// another value has a date.
func wordForDate(word, date any) bool {
	switch word.(type) {
	case deal.Text, deal.Chosen:
		_, ok := date.(deal.Date)
		return ok
	}
	return false
}

// otherCurrency reports whether two amounts are in different currencies, so
// that neither is more.
func otherCurrency(a, b any) bool {
	x, ok := a.(deal.Money)
	y, also := b.(deal.Money)
	return ok && also && x.Currency != y.Currency
}

func undecided(v any) bool {
	switch v.(type) {
	case deal.Blank, deal.None:
		return true
	}
	return false
}

// decide is whether the i-th branch of the running body is taken, a condition.
func (e *engine) decide(i int, v any) bool {
	yes := truth(v)
	e.trace.note(library.Branch{Of: e.body, Index: i, Yes: yes})
	return yes
}

// each is what the i-th branch of the running body, a range, loops over: the
// rows of a table or the entries of a list.
func (e *engine) each(i int, v any) (any, error) {
	entries, err := entries(v)
	if err != nil {
		return nil, err
	}
	e.trace.note(library.Branch{Of: e.body, Index: i, Yes: len(entries) > 0})
	return entries, e.step(len(entries))
}

// entries lists what is in a list, table, territory or set of triggers; an
// answer that was left out holds nothing.
func entries(v any) ([]any, error) {
	switch v := v.(type) {
	case deal.Table:
		return anys(v), nil
	case deal.List:
		return anys(v), nil
	case deal.Territory:
		return wrapped(v, func(code string) any { return deal.Territory{code} }), nil
	case deal.Triggers:
		return wrapped(v, func(id string) any { return deal.Text(id) }), nil
	case deal.None:
		return nil, nil
	case deal.Blank:
		return []any{v}, nil
	case []any:
		return v, nil
	case []string:
		return anys(v), nil
	case []int:
		return anys(v), nil
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
	if v, ok := v.(deal.Value); ok {
		return fmt.Sprintf("%q", v.Raw())
	}
	return fmt.Sprintf("%v", v)
}

func length(v any) (int, error) {
	if s, ok := v.(string); ok {
		return utf8.RuneCountInString(s), nil
	}
	if s, ok := v.(deal.Text); ok {
		return utf8.RuneCountInString(string(s)), nil
	}
	list, err := entries(v)
	return len(list), err
}

func first(v any) (any, error) { return entry(v, func(n int) int { return 0 }) }

func last(v any) (any, error) { return entry(v, func(n int) int { return n - 1 }) }

func entry(v any, at func(n int) int) (any, error) {
	list, err := entries(v)
	if err != nil || len(list) == 0 {
		return deal.None{}, err
	}
	return list[at(len(list))], nil
}

// row is the first row whose cell in the column equals x; a row of cells that
// were left out where there is none.
func row(table any, column string, x any) (any, error) {
	rows, err := deal.Rows(table, column, x)
	if err != nil {
		return nil, err
	}
	if len(rows) > 0 {
		return rows[0], nil
	}
	all, _ := table.(deal.Table)
	if len(all) == 0 {
		return deal.None{}, nil
	}
	empty := deal.Row{}
	for name := range all[0] {
		empty[name] = deal.None{Path: name}
	}
	return empty, nil
}

// includes reports whether an entry of a list equals x.
func includes(list, x any) (bool, error) {
	x = code(x)
	if _, ok := list.(deal.Value); ok {
		return deal.Includes(list, x)
	}
	entries, err := entries(list)
	if err != nil {
		return false, err
	}
	for _, entry := range entries {
		if same, err := equal(code(entry), x); same || err != nil {
			return same, err
		}
	}
	return false, nil
}

// code is the code of a territory of one country, any other value as it is.
func code(v any) any {
	if t, ok := v.(deal.Territory); ok && len(t) == 1 {
		return t[0]
	}
	return v
}

// before is a cell of the row before the one that a rule is at.
func (e *engine) before(column string) (any, error) {
	if e.row == 0 || e.rows == nil {
		return deal.None{}, nil
	}
	cell, ok := e.rows[e.row-1][column]
	if !ok {
		return nil, fmt.Errorf("the table has no column %q", column)
	}
	return cell, nil
}

// common lists the entries of a that are also in b.
func common(a, b any) (any, error) { return filter(a, b, true) }

// lacking lists the entries of a that are not in b.
func lacking(a, b any) (any, error) { return filter(a, b, false) }

func filter(a, b any, in bool) (any, error) {
	list, err := entries(a)
	if err != nil {
		return nil, err
	}
	kept := []any{}
	for _, x := range list {
		found, err := includes(b, x)
		if err != nil {
			return nil, err
		}
		if found == in && !undecided(x) {
			kept = append(kept, x)
		}
	}
	return kept, nil
}

// flat lists all entries of lists and of the lists in them.
func flat(lists ...any) ([]any, error) {
	all := []any{}
	for _, v := range lists {
		if !many(v) {
			all = append(all, v)
			continue
		}
		inner, err := entries(v)
		if err != nil {
			return nil, err
		}
		deeper, err := flat(inner...)
		if err != nil {
			return nil, err
		}
		all = append(all, deeper...)
	}
	return all, nil
}

// many reports whether a value has entries other than itself.
func many(v any) bool {
	switch v := v.(type) {
	case deal.Territory:
		return len(v) != 1
	case deal.List, deal.Table, deal.Triggers, deal.None, []any, []string, []int:
		return true
	}
	return false
}

// sorted orders dicts by the date at a key. Those with something else there
// follow in the order they had.
func sorted(key string, list any) ([]any, error) {
	entries, err := entries(list)
	if err != nil {
		return nil, err
	}
	date := func(entry any) (deal.Date, bool) {
		m, _ := entry.(map[string]any)
		d, ok := m[key].(deal.Date)
		return d, ok
	}
	out := slices.Clone(entries)
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
	return out, nil
}

// coalesce is the first argument that is not empty.
func coalesce(args ...any) any {
	for _, v := range args {
		if truth(v) {
			return v
		}
	}
	return deal.None{}
}

// has reports whether a clause is in the draft.
func (e *engine) has(id string) (bool, error) {
	if e.choosing == nil {
		return false, fmt.Errorf("has cannot be used in a default: the clauses are chosen after the defaults are known")
	}
	return e.choosing.has(id), nil
}

// ref makes a reference to one or several places.
func ref(ids ...string) (markup, error) {
	for _, id := range ids {
		if !library.ValidID(id) {
			return "", fmt.Errorf("%q is not an id", id)
		}
	}
	if len(ids) == 0 {
		return "", fmt.Errorf("ref needs an id")
	}
	return markup("[](#" + strings.Join(ids, ",") + ")"), nil
}

func openPoints() markup { return "<!-- open-points -->" }

// count writes a number with its noun: "1 member", "3 members".
func (e *engine) count(n any, noun string, plural ...string) (string, error) {
	text, err := e.plain(n)
	if err != nil {
		return "", err
	}
	if one, _ := deal.Equal(n, 1); one {
		return text + "\u00a0" + noun, nil
	}
	if len(plural) > 0 {
		return text + "\u00a0" + plural[0], nil
	}
	return text + "\u00a0" + document.Plural(noun), nil
}

// times is "once", "twice" or "three times".
func (e *engine) times(n any) (string, error) {
	for i, word := range []string{"once", "twice", "three times", "four times"} {
		if same, _ := deal.Equal(n, i+1); same {
			return word, nil
		}
	}
	text, err := e.plain(n)
	return text + " times", err
}

var ordinals = []string{"zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// ordinal is "first", "second", and so on; digits after the tenth.
func ordinal(n any) (any, error) {
	if undecided(n) {
		return n, nil
	}
	for i, word := range ordinals {
		if same, _ := deal.Equal(n, i); same {
			return word, nil
		}
	}
	text := fmt.Sprint(n)
	ending := "th"
	if !strings.HasSuffix(text, "11") && !strings.HasSuffix(text, "12") && !strings.HasSuffix(text, "13") {
		switch text[len(text)-1] {
		case '1':
			ending = "st"
		case '2':
			ending = "nd"
		case '3':
			ending = "rd"
		}
	}
	return text + ending, nil
}

// adjective writes a duration before a noun, in the singular: "60-day",
// "10-Business-Day".
func (e *engine) adjective(v any) (any, error) {
	d, ok := v.(deal.Duration)
	if !ok {
		return v, nil
	}
	words := strings.TrimSuffix(e.style.Write(d), "s")
	return strings.ReplaceAll(strings.ReplaceAll(words, "\u00a0", "-"), " ", "-"), nil
}

// sentence makes a text a sentence: a capital first letter and one full stop.
func (e *engine) sentence(v any) (any, error) {
	if undecided(v) {
		return v, nil
	}
	text, err := e.capital(v)
	if err != nil {
		return nil, err
	}
	s := strings.TrimRight(fmt.Sprint(text), " ")
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") {
		return deal.Text(s), nil
	}
	return deal.Text(s + "."), nil
}

// capital writes a text with a capital first letter. A first word with a
// capital letter further on, such as kWh or mRNA, stays as it is.
func (e *engine) capital(v any) (any, error) {
	if undecided(v) {
		return v, nil
	}
	s, err := e.plain(v)
	if err != nil {
		return nil, err
	}
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 || strings.HasPrefix(s, blankStart) || mixed(s) {
		return s, nil
	}
	return string(unicode.ToUpper(r)) + s[size:], nil
}

// mixed reports whether the first word of a text, up to the first character
// that is no letter, begins with a small letter and holds a capital one.
func mixed(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(first) && strings.ContainsFunc(s[:end], unicode.IsUpper)
}

// either joins a list with "or".
func (e *engine) either(v any) (any, error) {
	items, err := e.items(v)
	if err != nil {
		return nil, err
	}
	return e.style.Join(items, "or"), nil
}

// join sets a separator between the entries of a list.
func (e *engine) join(separator string, v any) (any, error) {
	items, err := e.items(v)
	if err != nil {
		return nil, err
	}
	return strings.Join(items, separator), nil
}

// items are the entries of a list as a contract prints them.
func (e *engine) items(v any) ([]string, error) {
	list, err := entries(v)
	if err != nil {
		return nil, err
	}
	items := make([]string, len(list))
	for i, item := range list {
		if items[i], err = e.plain(item); err != nil {
			return nil, err
		}
	}
	return items, nil
}

// other is the other party.
func other(v any) (any, error) {
	for _, pair := range [...][2]deal.Party{{"licensor", "licensee"}, {"licensee", "licensor"}} {
		if same, _ := deal.Equal(v, string(pair[0])); same {
			return pair[1], nil
		}
	}
	if undecided(v) {
		return v, nil
	}
	return nil, fmt.Errorf("%s is not a party", describe(v))
}

// signatories are the people of "Ada Byron, Director; B. Roe, Secretary" as
// rows with name and title.
func signatories(v any) (any, error) {
	text, ok := v.(deal.Text)
	if !ok {
		return deal.Table{{"name": v, "title": v}}, nil
	}
	var rows deal.Table
	for person := range strings.SplitSeq(string(text), ";") {
		name, title, _ := strings.Cut(person, ",")
		rows = append(rows, deal.Row{"name": deal.Text(strings.TrimSpace(name)), "title": deal.Text(strings.TrimSpace(title))})
	}
	return rows, nil
}
