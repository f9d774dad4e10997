package deal

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrCurrencies says that amounts in two currencies were set side by side.
var ErrCurrencies = errors.New("different currencies")

// Compare orders two values: -1, 0 or +1. Numbers, percentages and amounts of
// money compare by amount, dates by the calendar, durations by length, texts
// by their letters. A text beside another kind is read under that kind. The
// error is ErrOpen if one of them is still open, and tells otherwise why the
// two have no order.
func Compare(a, b any) (int, error) {
	x, y, err := operands(a, b)
	if err != nil {
		return 0, err
	}
	if _, open := isBlank(x, y); open {
		return 0, ErrOpen
	}
	if err := sameCurrency(x, y); err != nil {
		return 0, err
	}
	if m, ok := numberIn(x); ok {
		if n, ok := numberIn(y); ok {
			return m.Cmp(n), nil
		}
	}
	switch x := x.(type) {
	case Date:
		if y, ok := y.(Date); ok {
			return x.time().Compare(y.time()), nil
		}
	case Duration:
		if y, ok := y.(Duration); ok {
			m, n := lengths(x, y)
			return cmp.Compare(m, n), nil
		}
	case Text:
		if y, ok := y.(Text); ok {
			return strings.Compare(string(x), string(y)), nil
		}
	}
	return 0, fmt.Errorf("cannot compare %s with %s", x.noun(), y.noun())
}

func sameCurrency(x, y Value) error {
	m, ok := x.(Money)
	n, also := y.(Money)
	if ok && also && m.Currency != "" && n.Currency != "" && m.Currency != n.Currency {
		return fmt.Errorf("%w: %s and %s", ErrCurrencies, m.Currency, n.Currency)
	}
	return nil
}

// Equal reports whether two values say the same. A choice, a party, a clause
// id and a text equal their word; 7.5 equals 7.50; 12mo equals 1y. Values of
// kinds that cannot be the same are an error, but a word is merely different
// from a value that may stand in its place: "last-signature" and a date. The
// error is ErrOpen if one of the two is still open.
func Equal(a, b any) (bool, error) {
	if v, _ := wordIn(a); v != "" { // as mostly, both are words
		if w, _ := wordIn(b); w != "" {
			return v == w, nil
		}
	}
	x, y, err := operands(a, b)
	if err != nil {
		return false, err
	}
	if _, open := isBlank(x, y); open {
		return false, ErrOpen
	}
	v, isWord := wordIn(x)
	w, also := wordIn(y)
	if isWord || also || isNone(x) || isNone(y) {
		return isNone(x) == isNone(y) && isWord == also && v == w, nil
	}
	if equal, ok, err := equalParts(x, y); ok {
		return equal, err
	}
	order, err := Compare(x, y)
	return err == nil && order == 0, err
}

// wordIn is the word of a value or a text that is one; false if it is none.
func wordIn(x any) (string, bool) {
	switch x := x.(type) {
	case string:
		return x, true
	case Text:
		return string(x), true
	case Chosen:
		return x.Word, true
	case Party:
		return string(x), true
	case Reference:
		return string(x), true
	}
	return "", false
}

// isNone reports whether a value says nothing: None or an empty text.
func isNone(v Value) bool {
	_, none := v.(None)
	return none || v == Value(Text(""))
}

// equalParts compares the kinds that have no order. It returns false in the
// second place for all others.
func equalParts(x, y Value) (equal, ok bool, err error) {
	switch x := x.(type) {
	case Flag:
		if y, is := y.(Flag); is {
			return x == y, true, nil
		}
	case Territory:
		if y, is := y.(Territory); is {
			return sameSet(x, y), true, nil
		}
	case Triggers:
		if y, is := y.(Triggers); is {
			return sameSet(x, y), true, nil
		}
	case List:
		if y, is := y.(List); is {
			equal, err := equalLists(x, y)
			return equal, true, err
		}
	case Table:
		if y, is := y.(Table); is {
			equal, err := equalTables(x, y)
			return equal, true, err
		}
	}
	return false, false, nil
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Compact(slices.Sorted(slices.Values(a))), slices.Compact(slices.Sorted(slices.Values(b))))
}

func equalLists(x, y List) (bool, error) {
	if len(x) != len(y) {
		return false, nil
	}
	for i := range x {
		if equal, err := Equal(x[i], y[i]); err != nil || !equal {
			return false, err
		}
	}
	return true, nil
}

func equalTables(x, y Table) (bool, error) {
	if len(x) != len(y) {
		return false, nil
	}
	for i, row := range x {
		if len(row) != len(y[i]) {
			return false, nil
		}
		for name := range row {
			if equal, err := Equal(row.cell(name), y[i].cell(name)); err != nil || !equal {
				return false, err
			}
		}
	}
	return true, nil
}

// Truth reports whether a value counts as true in a condition: a flag that is
// set, a number other than zero, a text, list, table or territory that is not
// empty, and everything else that is an answer, even one that is still open.
// None, nil and what is no answer at all count as false.
func Truth(v any) bool {
	x, err := operand(v)
	if err != nil {
		return false
	}
	switch x := x.(type) {
	case None:
		return false
	case Flag:
		return bool(x)
	case Text:
		return x != ""
	case Integer, Number, Percent, Money:
		d, _ := numberIn(x)
		return !d.IsZero()
	case Duration:
		return x.N != 0
	case Territory:
		return len(x) > 0
	case Triggers:
		return len(x) > 0
	case List:
		return len(x) > 0
	case Table:
		return len(x) > 0
	}
	return true
}
