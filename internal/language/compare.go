package language

import (
	"errors"
	"fmt"

	"clausewright/internal/deal"
)

// IsTrue is what an if sees: see deal.Truth. A list that a function made holds
// if it is not empty, and so does a passage. A phrase in which something is
// open is there.
func IsTrue(v any) bool {
	switch v := v.(type) {
	case []any:
		return len(v) > 0
	case Markup:
		return v != ""
	case Phrase:
		return true
	}
	return deal.Truth(v)
}

// undecided reports whether a value is still open, as a whole or in a part, or
// was left out.
func undecided(v any) bool {
	_, none := v.(deal.None)
	return none || isOpen(v)
}

func isOpen(v any) bool {
	switch v.(type) {
	case deal.Blank, Phrase:
		return true
	}
	return false
}

// equalsOne reports whether a equals one of the others. A value that is still
// open equals nothing.
func equalsOne(a any, others ...any) (bool, error) {
	for _, b := range others {
		if isOpen(a) || isOpen(b) {
			continue
		}
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
	same, err := equalsOne(a, b)
	return !same && !isOpen(a) && !isOpen(b), err
}

// compare makes a comparison of two values. With a value that is still open
// or was left out, of amounts in two currencies, and of a date with a word in
// place of a date, no comparison holds.
func compare(holds func(int) bool) func(*Run, []any) (any, error) {
	return func(_ *Run, args []any) (any, error) {
		a, b := args[0], args[1]
		if undecided(a) || undecided(b) || otherCurrency(a, b) || WordForDate(a, b) || WordForDate(b, a) {
			return false, nil
		}
		c, err := deal.Compare(a, b)
		return err == nil && holds(c), err
	}
}

// Holds reports whether two values go together as the function of that name
// says: eq, ne, lt, le, gt, ge, includes.
func Holds(function string, a, b any) (bool, error) {
	switch function { // as most are
	case "eq":
		return equalsOne(a, b)
	case "ne":
		return different(a, b)
	case "includes":
		return includes(a, b)
	}
	v, err := Find(function).call(nil, []any{a, b}) // it asks nothing of a draft
	holds, _ := v.(bool)
	return holds, err
}

// WordForDate reports whether a word, such as "last-signature", stands where
// another value has a date.
func WordForDate(word, date any) bool {
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

// includes reports whether an entry of a list equals x.
func includes(list, x any) (bool, error) {
	x = countryCode(x)
	if _, ok := list.(deal.Value); ok && !isOpen(x) {
		return deal.Includes(list, x)
	}
	all, err := entries(list)
	if err != nil {
		return false, err
	}
	for _, entry := range all {
		if same, err := equalsOne(countryCode(entry), x); same || err != nil {
			return same, err
		}
	}
	return false, nil
}

// countryCode is the code of a territory of one country, any other value as it is.
func countryCode(v any) any {
	if t, ok := v.(deal.Territory); ok && len(t) == 1 {
		return t[0]
	}
	return v
}

// firstTrue is the first value that is not empty, or the last.
func firstTrue(values ...any) any {
	for _, v := range values {
		if IsTrue(v) {
			return v
		}
	}
	return values[len(values)-1]
}

func (*Run) ternary(args []any) (any, error) {
	if IsTrue(args[2]) {
		return args[0], nil
	}
	return args[1], nil
}

// nameOf is the word that an argument gives: an id, a path, a column.
func nameOf(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case deal.Text:
		return string(v), nil
	case deal.Chosen:
		return v.Word, nil
	case deal.Party:
		return string(v), nil
	case deal.Reference:
		return string(v), nil
	}
	return "", fmt.Errorf("a name is wanted here, not %s", describe(v))
}

// has reports whether a clause is in the draft. One that is still open is in none.
func (r *Run) has(args []any) (any, error) { return askOfClause(args[0], r.Draft.Has) }

// short reports whether a compound clause of the draft says a clause.
func (r *Run) short(args []any) (any, error) { return askOfClause(args[0], r.Draft.Short) }

// askOfClause asks something of the clause that a value names.
func askOfClause(v any, ask func(clause string) (bool, error)) (any, error) {
	if isOpen(v) {
		return false, nil
	}
	id, err := nameOf(v)
	if err != nil {
		return nil, err
	}
	return ask(id)
}

// provides reports whether a promise is kept in the draft.
func (r *Run) provides(args []any) (any, error) {
	promise, err := nameOf(args[0])
	if err != nil {
		return nil, err
	}
	clause := ""
	if len(args) > 1 {
		if clause, err = nameOf(args[1]); err != nil {
			return nil, err
		}
	}
	return r.Draft.Provides(promise, clause)
}

func (r *Run) given(args []any) (any, error) {
	path, err := nameOf(args[0])
	if err != nil {
		return nil, err
	}
	return r.Draft.Given(path), nil
}

func (*Run) touches(args []any) (any, error) {
	if isOpen(args[1]) {
		return false, nil
	}
	group, err := nameOf(countryCode(args[1]))
	if err != nil {
		return nil, err
	}
	return deal.Touches(args[0], group), nil
}

func (r *Run) seated(args []any) (any, error) {
	words, err := r.words(args[0])
	if err != nil || isOpen(args[1]) {
		return false, err
	}
	group, err := nameOf(countryCode(args[1]))
	if err != nil {
		return nil, err
	}
	last := len(words) - 1
	return last >= 0 && words[last].Open == "" && deal.Seated(words[last].Text, group), nil
}

func (*Run) beyond(args []any) (any, error) {
	part, one := args[0].(deal.Territory)
	whole, other := args[1].(deal.Territory)
	return one && other && part.Beyond(whole), nil
}

// regions makes dicts of the regions that territories name, each once.
func (*Run) regions(args []any) (any, error) {
	var territories []deal.Territory
	add := func(v any) {
		if territory, ok := v.(deal.Territory); ok {
			territories = append(territories, territory)
		}
	}
	for _, v := range args {
		if many, ok := v.([]any); ok {
			for _, one := range many {
				add(one)
			}
			continue
		}
		add(v)
	}
	var list []any
	for _, r := range deal.Regions(territories...) {
		list = append(list, map[string]any{"name": deal.Text(r.Name), "countries": r.Countries})
	}
	return list, nil
}
