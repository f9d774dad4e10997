package deal

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// maxCount bounds the whole numbers that arithmetic gives.
const maxCount = 1_000_000_000_000_000

// Add adds numbers, percentages, amounts of one currency, durations, or a
// duration to a date; months end at the last day of a shorter month. A value
// that is still open gives that value.
func Add(a, b any) (Value, error) { return arithmetic("add", a, b, add) }

// Sub subtracts as Add adds. The difference of two dates is a Duration in days.
func Sub(a, b any) (Value, error) { return arithmetic("subtract", a, b, sub) }

// Mul multiplies. A percentage counts in hundredths beside money, durations
// and numbers. A duration is given in whole units, in a smaller unit if need
// be (8y × 0.1875 = 18mo), and else rounded. The result is money or a
// duration if one factor is, and else of the kind of the first. Every amount of
// money that is computed is rounded to the minor unit of its currency, half to even.
func Mul(a, b any) (Value, error) { return arithmetic("multiply", readFactor(a), readFactor(b), mul) }

// Div divides as Mul multiplies. The ratio of two values of one kind is a
// Number. A quotient that has no end within 6 decimals is rounded to 4.
func Div(a, b any) (Value, error) { return arithmetic("divide", readFactor(a), readFactor(b), div) }

// readFactor reads a text of digits as a plain number, also beside money: 0.5 times
// a fee is half of it.
func readFactor(a any) any {
	v, err := operand(a)
	if text, ok := v.(Text); ok && err == nil {
		if n, ok := numeric(text).(Number); ok {
			return n
		}
	}
	return a
}

// arithmetic prepares the operands of an operation, which returns nil if it
// is not for values of their kinds.
func arithmetic(verb string, a, b any, do func(x, y Value) (Value, error)) (Value, error) {
	x, y, err := operands(a, b)
	if err != nil {
		return nil, err
	}
	if blank, open := isBlank(x, y); open {
		return blank, nil
	}
	if err := sameCurrency(x, y); err != nil {
		return nil, err
	}
	x, y = numeric(x), numeric(y)
	v, err := do(x, y)
	if v == nil && err == nil {
		return nil, fmt.Errorf("cannot %s %s and %s", verb, x.noun(), y.noun())
	}
	return v, err
}

// numeric reads a text of digits as a number, and a text that is a duration
// or a date as such.
func numeric(v Value) Value {
	text, ok := v.(Text)
	if !ok {
		return v
	}
	for _, k := range []Kind{KindNumber, KindDuration, KindDate} {
		if v, f := parse(&Parameter{Kind: k}, string(text), ""); f == nil {
			return v
		}
	}
	return v
}

func add(x, y Value) (Value, error) {
	switch x := x.(type) {
	case Date:
		if y, ok := y.(Duration); ok {
			return x.plus(y)
		}
	case Duration:
		switch y := y.(type) {
		case Date:
			return y.plus(x)
		case Duration:
			return addDurations(x, y)
		}
	}
	return combine(x, y, decimal.Decimal.Add)
}

func sub(x, y Value) (Value, error) {
	switch x := x.(type) {
	case Date:
		switch y := y.(type) {
		case Duration:
			return x.plus(Duration{-y.N, y.Unit})
		case Date:
			return Duration{int(x.time().Sub(y.time()).Hours() / 24), Day}, nil
		}
	case Duration:
		if y, ok := y.(Duration); ok {
			return addDurations(x, Duration{-y.N, y.Unit})
		}
	}
	return combine(x, y, decimal.Decimal.Sub)
}

// combine adds or subtracts two amounts: of the same kind, or a plain number with
// another kind.
func combine(x, y Value, do func(a, b decimal.Decimal) decimal.Decimal) (Value, error) {
	a, ok := numberIn(x)
	b, also := numberIn(y)
	if !ok || !also {
		return nil, nil
	}
	_, moneyX := x.(Money)
	_, moneyY := y.(Money)
	_, percentX := x.(Percent)
	_, percentY := y.(Percent)
	if moneyX && percentY || percentX && moneyY {
		return nil, nil
	}
	kind := x
	if moneyY || percentY {
		kind = y
	}
	return like(kind, x, y, do(a, b))
}

func mul(x, y Value) (Value, error) {
	switch y.(type) {
	case Duration, Money:
		x, y = y, x
	}
	factor, ok := factorOf(y)
	if !ok {
		return nil, nil
	}
	if d, is := x.(Duration); is {
		return d.times(factor, decimal.NewFromInt(1))
	}
	if a, ok := numberIn(x); ok {
		return like(x, x, y, a.Mul(factor))
	}
	return nil, nil
}

func div(x, y Value) (Value, error) {
	a, ok, b, err := ratio(x, y)
	switch {
	case err != nil:
		return nil, err
	case ok:
		return like(Number{}, x, y, quotient(a, b, 4))
	}
	factor, ok := factorOf(y)
	if !ok {
		return nil, nil
	}
	if factor.IsZero() {
		return nil, errDivideByZero
	}
	switch x := x.(type) {
	case Duration:
		return x.times(decimal.NewFromInt(1), factor)
	case Money:
		return like(x, x, y, x.Amount.DivRound(factor, 12))
	}
	if a, ok := numberIn(x); ok {
		return like(x, x, y, quotient(a, factor, 4))
	}
	return nil, nil
}

var errDivideByZero = errors.New("cannot divide by zero")

// ratio returns what to divide for the ratio of two values of one kind that
// has a unit: money, percentages or durations. It returns false for others.
func ratio(x, y Value) (a decimal.Decimal, ok bool, b decimal.Decimal, err error) {
	switch x := x.(type) {
	case Money:
		if y, is := y.(Money); is {
			a, b, ok = x.Amount, y.Amount, true
		}
	case Percent:
		if y, is := y.(Percent); is {
			a, b, ok = x.Amount, y.Amount, true
		}
	case Duration:
		if y, is := y.(Duration); is {
			m, n := lengths(x, y)
			a, b, ok = decimal.NewFromInt(int64(m)), decimal.NewFromInt(int64(n)), true
		}
	}
	if ok && b.IsZero() {
		err = errDivideByZero
	}
	return a, ok, b, err
}

// factorOf returns what a plain number or a percentage multiplies by.
func factorOf(v Value) (decimal.Decimal, bool) {
	switch v := v.(type) {
	case Percent:
		return v.Amount.Shift(-2), true
	case Integer, Number:
		return numberIn(v)
	}
	return decimal.Decimal{}, false
}

// quotient divides exactly if the result ends within 6 decimals, and else
// rounds it, half away from zero.
func quotient(a, b decimal.Decimal, places int32) decimal.Decimal {
	if q := a.DivRound(b, 6); q.Mul(b).Equal(a) {
		return q
	}
	return a.DivRound(b, places)
}

// like makes an outcome of the kind of a value, in the currency of either
// operand. It is an Integer if both operands are and it is whole.
func like(kind, x, y Value, d decimal.Decimal) (Value, error) {
	d = tidy(d)
	switch kind.(type) {
	case Money:
		currency := ""
		for _, v := range []Value{x, y} {
			if m, ok := v.(Money); ok && currency == "" {
				currency = m.Currency
			}
		}
		return Money{d, currency}.rounded(), nil
	case Percent:
		return Percent{d}, nil
	}
	_, intX := x.(Integer)
	_, intY := y.(Integer)
	if intX && intY && d.Exponent() >= 0 && d.Abs().LessThan(decimal.NewFromInt(maxCount)) {
		return Integer(d.IntPart()), nil
	}
	return Number{d}, nil
}

// tidy drops the zeros at the end of a computed fraction.
func tidy(d decimal.Decimal) decimal.Decimal {
	text := digits(d)
	if !strings.Contains(text, ".") {
		return d
	}
	tidied, err := decimal.NewFromString(strings.TrimRight(strings.TrimRight(text, "0"), "."))
	if err != nil {
		return d
	}
	return tidied
}
