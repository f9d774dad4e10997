package deal

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"clausewright/internal/lazy"
)

// Value is one answer: a Text, Chosen, Flag, Integer, Number, Percent, Money,
// Date, Duration, Party, Territory, List, Table, Triggers, Reference, Blank or
// None.
type Value interface {
	// Raw is what one could write in the deal file for the value. Read under
	// the kind it came from, it gives an equal value.
	Raw() string
	noun() string // how a message calls the kind of the value
}

// Text is an answer in words: normalised (NFC), each run of white space one
// space, none at the ends.
type Text string

// Chosen is one word of a parameter's choices. Label is what it prints as; an
// empty Label prints the word.
type Chosen struct{ Word, Label string }

// Flag is an answer to a yes-or-no question.
type Flag bool

// Integer is a whole number.
type Integer int64

// Number is a decimal number in the precision in which it was written.
type Number struct{ Amount decimal.Decimal }

// Percent is a rate of which 100 is the whole.
type Percent struct{ Amount decimal.Decimal }

// Money is an amount in a currency, in the precision in which it was written.
// An empty Currency means that neither the answer nor the deal names one.
type Money struct {
	Amount   decimal.Decimal
	Currency string // ISO 4217 code
}

// Date is a calendar day without a time zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Unit is the unit of a Duration.
type Unit int

// The units of durations. Months and years are those of the calendar.
const (
	Day Unit = iota
	BusinessDay
	Week
	Month
	Year
)

// units tells, in the order of the constants, how a unit is written in a deal
// file and in a contract.
var units = [...]struct{ short, word string }{
	Day: {"d", "day"}, BusinessDay: {"bd", "Business Day"}, Week: {"w", "week"}, Month: {"mo", "month"}, Year: {"y", "year"},
}

func (u Unit) valid() Unit {
	if u < 0 || int(u) >= len(units) {
		return Day
	}
	return u
}

// Duration is a whole number of units. It may be negative only as the outcome
// of a subtraction.
type Duration struct {
	N    int
	Unit Unit
}

// Party is "licensor" or "licensee".
type Party string

// Territory is a set of countries: ISO 3166 alpha-2 codes and the words EEA,
// EU, UK and WORLD, in the order of the answer. The United Kingdom is UK.
type Territory []string

// List is a sequence of answers: each a Text, Chosen or Blank in a deal; any
// Value when it is a column of a table.
type List []Value

// Row is one row of a table: a Value for each column the table declares. It
// is a map of any so that a template reaches a cell by the column's name.
type Row map[string]any

// Table is a sequence of rows.
type Table []Row

// Triggers is a set of ids of the Trigger Register, in the order of the answer.
type Triggers []string

// Reference is the id of a clause.
type Reference string

// Blank is an answer that is still open.
type Blank struct {
	Path string // the parameter, or the cell: "royalty.tiers[1].rate"
	Ask  string // the question
}

// None is an optional answer that was left out, or that says there is none.
type None struct{ Path string }

func (v Text) Raw() string      { return quote(string(v)) }
func (v Chosen) Raw() string    { return quote(v.Word) }
func (v Flag) Raw() string      { return fmt.Sprint(bool(v)) }
func (v Integer) Raw() string   { return fmt.Sprint(int64(v)) }
func (v Number) Raw() string    { return digits(v.Amount) }
func (v Percent) Raw() string   { return digits(v.Amount) + "%" }
func (v Money) Raw() string     { return strings.TrimSpace(v.Currency + " " + digits(v.Amount)) }
func (v Date) Raw() string      { return fmt.Sprintf("%04d-%02d-%02d", v.Year, v.Month, v.Day) }
func (v Duration) Raw() string  { return fmt.Sprint(v.N, units[v.Unit.valid()].short) }
func (v Party) Raw() string     { return string(v) }
func (v Territory) Raw() string { return "[" + strings.Join(v, ", ") + "]" }
func (v Triggers) Raw() string  { return "[" + strings.Join(v, ", ") + "]" }
func (v Reference) Raw() string { return string(v) }
func (v Blank) Raw() string     { return OpenWord }
func (v None) Raw() string      { return "null" }

func (v List) Raw() string {
	items := make([]string, len(v))
	for i, item := range v {
		items[i] = item.Raw()
	}
	return "[" + strings.Join(items, ", ") + "]"
}

func (v Table) Raw() string {
	rows := make([]string, len(v))
	for i, row := range v {
		rows[i] = row.raw()
	}
	return "[" + strings.Join(rows, ", ") + "]"
}

// raw writes a row that is open as a whole in one word, because a choice
// among its cells could not be answered so.
func (r Row) raw() string {
	var cells []string
	open := len(r) > 0
	for _, name := range slices.Sorted(maps.Keys(r)) {
		v := r.cell(name)
		_, blank := v.(Blank)
		open = open && blank
		cells = append(cells, name+": "+v.Raw())
	}
	if open {
		return OpenWord
	}
	return "{" + strings.Join(cells, ", ") + "}"
}

// OpenWithin reports whether a value or a part of it is still open.
func OpenWithin(v Value) bool {
	switch v := v.(type) {
	case Blank:
		return true
	case List:
		return slices.ContainsFunc(v, OpenWithin)
	case Table:
		return slices.ContainsFunc(v, func(r Row) bool {
			for name := range r {
				if OpenWithin(r.cell(name)) {
					return true
				}
			}
			return false
		})
	}
	return false
}

// cell returns the value of a column; None where the row has no such column.
func (r Row) cell(name string) Value {
	if v, ok := r[name].(Value); ok {
		return v
	}
	return None{Path: name}
}

func (Text) noun() string      { return KindText.noun() }
func (Chosen) noun() string    { return KindChoice.noun() }
func (Flag) noun() string      { return KindFlag.noun() }
func (Integer) noun() string   { return KindInteger.noun() }
func (Number) noun() string    { return KindNumber.noun() }
func (Percent) noun() string   { return KindPercent.noun() }
func (Money) noun() string     { return "money" }
func (Date) noun() string      { return KindDate.noun() }
func (Duration) noun() string  { return KindDuration.noun() }
func (Party) noun() string     { return KindParty.noun() }
func (Territory) noun() string { return KindTerritory.noun() }
func (List) noun() string      { return KindList.noun() }
func (Table) noun() string     { return KindTable.noun() }
func (Triggers) noun() string  { return KindTriggers.noun() }
func (Reference) noun() string { return KindReference.noun() }
func (Blank) noun() string     { return "an open value" }
func (None) noun() string      { return "an answer that was left out" }

// Noun is how a message calls the kind of a value.
func Noun(v Value) string { return v.noun() }

// digits writes a decimal with every digit it was written with: 7.50 stays
// 7.50.
func digits(d decimal.Decimal) string { return d.StringFixed(max(0, -d.Exponent())) }

// plainText matches texts that mean themselves anywhere in a YAML file
// without quotation marks, apart from the words in reservedWords.
var plainText = lazy.Regexp(`^[A-Za-z]([A-Za-z0-9 ./()_-]*[A-Za-z0-9)])?$`)

var reservedWords = []string{"null", "Null", "NULL"}

var quoteEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// quote writes a text as YAML, in quotation marks where it needs them.
func quote(s string) string {
	if plainText.MatchString(s) && !slices.Contains(reservedWords, s) {
		return s
	}
	return quoteText(s)
}

// WithCurrency returns v in which every amount of money that names no
// currency is in the given one.
func WithCurrency(v Value, currency string) Value {
	switch v := v.(type) {
	case Money:
		if v.Currency == "" {
			v.Currency = currency
		}
		return v
	case List:
		out := make(List, len(v))
		for i, item := range v {
			out[i] = WithCurrency(item, currency)
		}
		return out
	case Table:
		out := make(Table, len(v))
		for i, row := range v {
			out[i] = make(Row, len(row))
			for name := range row {
				out[i][name] = WithCurrency(row.cell(name), currency)
			}
		}
		return out
	}
	return v
}
