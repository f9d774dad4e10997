package deal

import (
	"fmt"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Bounds are the least and the most that an answer may be; of a text they
// count its characters, of a list or a table its entries. An end that is
// missing is open.
type Bounds struct{ Min, Max Value }

// ordinaryBounds hold where a question states none of its own: nothing is
// negative, a percentage is a part of a whole, a period lasts at least a day, a
// list names something,
// and a day lies where a calendar can still reach it from any answer.
var ordinaryBounds = [...]Bounds{
	KindText:      {Max: Integer(1000)},
	KindLongText:  {Max: Integer(20_000)},
	KindInteger:   {Integer(0), Integer(1_000_000_000)},
	KindNumber:    {Integer(0), Integer(1_000_000_000_000_000)},
	KindPercent:   {Percent{decimal.Zero}, Percent{decimal.NewFromInt(100)}},
	KindMoney:     {Integer(0), Integer(1_000_000_000_000_000)},
	KindDate:      {Date{1900, 1, 1}, Date{2199, 12, 31}},
	KindDuration:  {Duration{1, Day}, Duration{100, Year}},
	KindTerritory: {Integer(1), Integer(MaxItems)},
	KindList:      {Integer(1), Integer(MaxItems)},
	KindTable:     {Integer(1), Integer(MaxItems)},
	KindTriggers:  {Integer(1), Integer(MaxItems)},
	KindReference: {},
}

// Bounds are those that the question states, and for an end that it does not
// state the ordinary one of its kind.
func (p *Parameter) Bounds() Bounds {
	b := ordinaryBounds[p.Kind.valid()]
	if v, f := p.readBound(p.Min); f == nil && v != nil {
		b.Min = v
	}
	if v, f := p.readBound(p.Max); f == nil && v != nil {
		b.Max = v
	}
	return b
}

// CheckBounds tells what is wrong with the bounds that a question states.
func (p *Parameter) CheckBounds() error {
	if p.Min == "" && p.Max == "" {
		return nil
	}
	for _, text := range []string{p.Min, p.Max} {
		if v, f := p.readBound(text); f != nil {
			return f
		} else if v == nil && text != "" {
			return fmt.Errorf("an answer of the kind %s has no bounds", p.Kind)
		}
	}
	b := p.Bounds()
	if b.Min == nil || b.Max == nil {
		return nil
	}
	if order, err := Compare(b.Min, b.Max); err != nil || order > 0 {
		return fmt.Errorf("the least, %s, is more than the most, %s", b.Min.Raw(), b.Max.Raw())
	}
	return nil
}

// readBound reads what a question states as an end of its bounds; nil for
// nothing, and for kinds of which no answer is more than another.
func (p *Parameter) readBound(text string) (Value, *fault) {
	if text == "" {
		return nil, nil
	}
	switch p.Kind {
	case KindText, KindLongText, KindList, KindTable, KindTerritory, KindTriggers:
		return parseInteger(text)
	case KindInteger, KindNumber, KindPercent, KindDate, KindDuration:
		return parseKind(p, text, "")
	case KindMoney:
		return wrap(text, KindMoney, func(d decimal.Decimal) Value { return Number{d} })
	}
	return nil, nil
}

// outside tells that an answer lies outside of the bounds of its question.
func (p *Parameter) outside(v Value) *fault {
	b, measured := p.Bounds(), measure(v)
	if measured == nil {
		return nil
	}
	if below(measured, b.Min) {
		return p.outOfBounds("the least is "+p.bound(b.Min, v), b.Min, v)
	}
	if below(b.Max, measured) {
		return p.outOfBounds("the most is "+p.bound(b.Max, v), b.Max, v)
	}
	return nil
}

// below reports whether a value is less than another; an end that is missing
// is neither more nor less.
func below(a, b Value) bool {
	if a == nil || b == nil {
		return false
	}
	order, err := Compare(a, b)
	return err == nil && order < 0
}

// measure is what the bounds of a question are compared with: the value, or
// how long it is; nil for an answer that has no measure.
func measure(v Value) Value {
	switch v := v.(type) {
	case Integer, Number, Percent, Date, Duration:
		return v
	case Money:
		return Number{v.Amount}
	case Text:
		return Integer(utf8.RuneCountInString(string(v)))
	case List:
		return Integer(len(v))
	case Table:
		return Integer(len(v))
	case Triggers:
		return Integer(len(v))
	case Territory:
		return Integer(len(v))
	}
	return nil
}

// outOfBounds is the rule of answers outside of the bounds of their question.
const outOfBounds = "out-of-bounds"

func (p *Parameter) outOfBounds(limit string, nearest, v Value) *fault {
	switch v.(type) {
	case Text:
		return &fault{outOfBounds, fmt.Sprintf("the text has %s characters: %s", measure(v).Raw(), limit), "shorten it, or lengthen it, to " + nearest.Raw() + " characters"}
	case List, Table, Triggers, Territory:
		return &fault{outOfBounds, fmt.Sprintf("has %s entries: %s", measure(v).Raw(), limit), "an answer here has " + p.Range()}
	}
	return &fault{outOfBounds, fmt.Sprintf("%s is out of bounds: %s", v.Raw(), limit), "write " + p.Range()}
}

// bound writes an end of the bounds as the answer is written.
func (p *Parameter) bound(end, v Value) string {
	if m, ok := v.(Money); ok {
		if d, ok := numberIn(end); ok {
			return Money{d, m.Currency}.Raw()
		}
	}
	return end.Raw()
}

// Range says in words what bounds a question has: "0 to 100%", "1d or more".
// It is empty where nothing bounds the answer.
func (p *Parameter) Range() string {
	b := p.Bounds()
	unit := ""
	switch p.Kind {
	case KindText, KindLongText:
		unit = " characters"
	case KindList, KindTable, KindTriggers, KindTerritory:
		unit = " entries"
	}
	switch {
	case unit == " entries" && b.Min == Value(Integer(0)) && p.Max == "":
		return "or none"
	case b.Min != nil && b.Max != nil:
		return b.Min.Raw() + " to " + b.Max.Raw() + unit
	case b.Min != nil:
		return b.Min.Raw() + unit + " or more"
	case b.Max != nil:
		return "at most " + b.Max.Raw() + unit
	}
	return ""
}

// Admits reports whether an answer lies within the bounds of the question.
func (p *Parameter) Admits(v Value) bool { return p.outside(v) == nil }

// MinorUnit counts the decimals of a currency by ISO 4217.
func MinorUnit(currency string) int { return int(minorUnit(currency)) }
