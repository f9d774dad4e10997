package deal

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/shopspring/decimal"
)

// ErrOpen tells that a question cannot be decided because a value that it
// depends on is still open.
var ErrOpen = errors.New("a value that this depends on is still open")

// operand turns what a template hands to a function into a Value: a Value as
// it is, a Go integer, a bool, a text, or a decimal that a template writes out,
// which is taken by the digits that write it.
func operand(x any) (Value, error) {
	switch x := x.(type) {
	case nil:
		return None{}, nil
	case Value:
		return x, nil
	case string:
		return Text(x), nil
	case bool:
		return Flag(x), nil
	case int:
		return Integer(x), nil
	case int64:
		return Integer(x), nil
	case decimal.Decimal:
		return Number{x}, nil
	case float64:
		if math.Abs(x) < 1e15 {
			return Number{decimal.NewFromFloat(x)}, nil
		}
		return nil, fmt.Errorf("the number %v is too long: write it in quotation marks", x)
	}
	return nil, fmt.Errorf("a value of type %T is no answer", x)
}

// operands turns two arguments into Values. A text beside a value of another
// kind is read under that kind, so that "2027-01-01" is a date beside a date
// and "0.5" a number beside a number.
func operands(a, b any) (Value, Value, error) {
	x, err := operand(a)
	if err != nil {
		return nil, nil, err
	}
	y, err := operand(b)
	if err != nil {
		return nil, nil, err
	}
	return readLike(x, y), readLike(y, x), nil
}

// readLike reads x, if it is a text, under the kind of other. A text that is
// not of that kind stays a text.
func readLike(x, other Value) Value {
	text, ok := x.(Text)
	if !ok {
		return x
	}
	p, money := Parameter{}, ""
	switch other := other.(type) {
	case Flag:
		p.Kind = KindFlag
	case Integer, Number:
		if d, ok := parseDecimal(string(text)); ok {
			return Number{d}
		}
		if !isOpen(string(text)) {
			return x // as a duration, which is multiplied
		}
		p.Kind = KindNumber
	case Percent:
		p.Kind = KindPercent
	case Money:
		p.Kind, money = KindMoney, other.Currency
	case Date:
		if !strings.ContainsAny(string(text), "0123456789") {
			return x // a word in place of a date
		}
		p.Kind = KindDate
	case Duration:
		p.Kind = KindDuration
	case Party:
		p.Kind = KindParty
	case Reference:
		p.Kind = KindReference
	case Territory: // of one entry
		if code, f := parseCode(string(text)); f == nil {
			return Territory{code}
		}
		return x
	default:
		return x
	}
	if v, f := parse(&p, string(text), money); f == nil {
		return v
	}
	return x
}

// numberIn returns the number in a value that is one: an Integer, a Number, a
// Percent (7.5 for 7.5%), Money, or a text of digits.
func numberIn(v Value) (decimal.Decimal, bool) {
	switch v := v.(type) {
	case Integer:
		return decimal.NewFromInt(int64(v)), true
	case Number:
		return v.Amount, true
	case Percent:
		return v.Amount, true
	case Money:
		return v.Amount, true
	case Text:
		return parseDecimal(string(v))
	}
	return decimal.Decimal{}, false
}

func isBlank(values ...Value) (Blank, bool) {
	for _, v := range values {
		if b, ok := v.(Blank); ok {
			return b, true
		}
	}
	return Blank{}, false
}

// parts lists the values that v is made of: the items of a list, or v itself.
func parts(v Value) []Value {
	switch v := v.(type) {
	case List:
		return v
	case Triggers:
		return texts(v)
	case Territory:
		return texts(v)
	case None:
		return nil
	}
	return []Value{v}
}

func texts(words []string) []Value {
	values := make([]Value, len(words))
	for i, w := range words {
		values[i] = Text(w)
	}
	return values
}
