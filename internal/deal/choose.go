package deal

import (
	"errors"
	"fmt"
)

// Column lists the cells of one column, from the first row to the last, as a
// List. It returns an error if v is no table or a row has no such column. A
// value that is still open gives that value; None has no rows.
func Column(v any, name string) (Value, error) {
	if b, ok := v.(Blank); ok {
		return b, nil
	}
	table, err := tableOf(v)
	if err != nil {
		return nil, err
	}
	cells := make(List, len(table))
	for i, row := range table {
		if _, ok := row[name]; !ok {
			return nil, fmt.Errorf("the table has no column %q", name)
		}
		cells[i] = row.cell(name)
	}
	return cells, nil
}

// Rows lists the rows in which a column equals x. Rows that are still open
// there are not among them. It returns an error if v is no table, a row has no
// such column, or the column cannot be compared with x.
func Rows(v any, column string, x any) (Table, error) {
	table, err := tableOf(v)
	if err != nil {
		return nil, err
	}
	rows := Table{}
	for _, row := range table {
		if _, ok := row[column]; !ok {
			return nil, fmt.Errorf("the table has no column %q", column)
		}
		equal, err := Equal(row.cell(column), x)
		if err != nil && !errors.Is(err, ErrOpen) {
			return nil, err
		}
		if equal {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// tableOf returns the rows of a table; none of None and of a Blank.
func tableOf(v any) (Table, error) {
	switch v := v.(type) {
	case Table:
		return v, nil
	case None, Blank, nil:
		return nil, nil
	case Value:
		return nil, fmt.Errorf("a table is wanted here, not %s", v.noun())
	}
	return nil, fmt.Errorf("a table is wanted here, not %s", show(fmt.Sprint(v)))
}

// Includes reports whether x is among the entries of a list, a territory or
// trigger ids, or equals a single value. Entries that are still open are not
// x. It returns an error if an entry cannot be compared with x.
func Includes(list, x any) (bool, error) {
	v, err := operand(list)
	if err != nil {
		return false, err
	}
	if code, ok := x.(string); ok && code == "GB" {
		if _, territory := v.(Territory); territory {
			x = "UK"
		}
	}
	for _, part := range parts(v) {
		equal, err := Equal(part, x)
		if err != nil && !errors.Is(err, ErrOpen) {
			return false, err
		}
		if equal {
			return true, nil
		}
	}
	return false, nil
}

// Sum adds up a list, such as a column, or a single value. Entries that are
// None are left out; the sum of nothing is 0. A value that is still open gives
// that value.
func Sum(list any) (Value, error) {
	v, err := operand(list)
	if err != nil {
		return nil, err
	}
	var total Value = Integer(0)
	first := true
	for _, part := range parts(v) {
		if _, none := part.(None); none {
			continue
		}
		if first {
			total, first = numeric(part), false
			continue
		}
		if total, err = Add(total, part); err != nil {
			return nil, err
		}
	}
	return total, nil
}

// Min returns the least of values and of the entries of lists, as Compare
// orders them; None of nothing. A value that is still open gives that value.
func Min(values ...any) (Value, error) { return extreme(-1, values) }

// Max returns the greatest, as Min returns the least.
func Max(values ...any) (Value, error) { return extreme(+1, values) }

func extreme(sign int, values []any) (Value, error) {
	best, kind := Value(None{}), Value(None{})
	for _, value := range values {
		v, err := operand(value)
		if err != nil {
			return nil, err
		}
		for _, part := range parts(v) {
			if blank, open := isBlank(part); open {
				return blank, nil
			}
			if isNone(part) {
				continue
			}
			switch part.(type) {
			case Money, Percent:
				kind = part
			}
			if isNone(best) {
				best = numeric(part)
				continue
			}
			order, err := Compare(part, best)
			if err != nil {
				return nil, err
			}
			if order == sign {
				best = numeric(part)
			}
		}
	}
	switch best.(type) {
	case Integer, Number:
		if !isNone(kind) { // 5000 beside an amount of money is one
			d, _ := numberIn(best)
			return like(kind, best, kind, d)
		}
	}
	return best, nil
}
