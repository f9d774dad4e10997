package deal

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"clausewright/internal/lazy"
)

// Read reads an answer from words as a contract prints them: "45 days", "a
// 45-day period", "$275,000", "3 members", "twice". It is the way back of Write
// and of the functions that print a value in a sentence; what it is not sure of
// it does not read.
func (s *Style) Read(p *Parameter, text string) (Value, bool) {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, noBreak, " ")), " ")
	if text == "" {
		return nil, false
	}
	for _, c := range p.Choices {
		if label := s.Write(Chosen(c)); strings.EqualFold(text, label) {
			return Chosen(c), true
		}
	}
	switch p.Kind {
	case KindText, KindLongText:
		return Text(text), true
	case KindInteger:
		return readCount(text)
	case KindNumber:
		if d, ok := parseDecimal(text); ok {
			return Number{d}, true
		}
	case KindPercent:
		if rate, is := strings.CutSuffix(text, "%"); is {
			if d, ok := parseDecimal(strings.TrimSpace(rate)); ok {
				return Percent{d}, true
			}
		}
	case KindMoney:
		return s.readMoney(text)
	case KindDate:
		return readDate(text)
	case KindDuration:
		return readDuration(text)
	case KindParty:
		v, f := parseParty(strings.ToLower(text))
		return v, f == nil
	}
	return nil, false
}

// readMoney reads an amount behind the sign of the style's currency or behind a
// code. A bare amount is in no currency: it is that of the deal.
func (s *Style) readMoney(text string) (Value, bool) {
	code, amount, pack := "", text, s.Pack()
	switch m := moneyText.FindStringSubmatch(text); {
	case m != nil:
		code, amount = m[1], m[2]
	case pack.Symbol != "" && strings.HasPrefix(text, pack.Symbol):
		code, amount = pack.Home, strings.TrimPrefix(text, pack.Symbol)
	}
	d, ok := parseDecimal(amount)
	if !ok || d.IsNegative() {
		return nil, false
	}
	if code != "" && checkCurrency(code) != nil {
		return nil, false
	}
	v, f := inMinorUnits(d, code)
	return v, f == nil
}

// readDate reads "February 1, 2027" and "1 February 2027".
func readDate(text string) (Value, bool) {
	for _, layout := range []string{"January 2, 2006", "2 January 2006"} {
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1000 {
			return dateOf(t), true
		}
	}
	return nil, false
}

var printedDates = lazy.Regexp(`[A-Z][a-z]+ \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4}`)

// DatesIn are the days that a text names as a contract prints them, one after the other.
func DatesIn(text string) []Date {
	var days []Date
	for _, words := range printedDates.FindAllString(strings.Join(strings.Fields(text), " "), -1) {
		if v, ok := readDate(words); ok {
			days = append(days, v.(Date))
		}
	}
	return days
}

var printedDuration = lazy.Regexp(`^(\S+?)[ -]((?i:business )?[A-Za-z]+)$`)

// readDuration reads "45 days", "10 Business Days" and "60-day".
func readDuration(text string) (Value, bool) {
	m := printedDuration.FindStringSubmatch(text)
	if m == nil {
		return nil, false
	}
	n, ok := wholeNumber(m[1])
	if !ok {
		return nil, false
	}
	unit := strings.ReplaceAll(m[2], "-", " ")
	for u, words := range units {
		if strings.EqualFold(unit, words.word) || strings.EqualFold(unit, words.word+"s") {
			return Duration{n, Unit(u)}, true
		}
	}
	return nil, false
}

// numberWords are numbers as they are spelt in a sentence.
var numberWords = []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

// wholeNumber reads digits, or a word for a small number.
func wholeNumber(text string) (int, bool) {
	if n := slices.Index(numberWords, strings.ToLower(text)); n >= 0 {
		return n, true
	}
	d, ok := parseDecimal(text)
	if !ok || d.Exponent() < 0 || d.IsNegative() || d.GreaterThan(decimal.NewFromInt(9999)) {
		return 0, false
	}
	return int(d.IntPart()), true
}

var (
	counted  = lazy.Regexp(`^(\S+) [a-z]+( [a-z]+)*$`)
	digitsTh = lazy.Regexp(`^(\d{1,4})(st|nd|rd|th)$`)
)

// ordinals are the words of ordinals up to the tenth.
var ordinals = []string{"zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// ordinalEndings are what is written behind the last digit of an ordinal, if not "th".
var ordinalEndings = map[string]string{"1": "st", "2": "nd", "3": "rd"}

// Ordinal is the ordinal of a whole number: "first", "second"; digits after the tenth.
func Ordinal(number string) string {
	if n, err := strconv.Atoi(number); err == nil && n >= 0 && n < len(ordinals) {
		return ordinals[n]
	}
	last := max(0, len(number)-1)
	if ending, ok := ordinalEndings[number[last:]]; ok && !strings.HasSuffix(number[:last], "1") {
		return number + ending
	}
	return number + "th"
}

// readCount reads a whole number, alone or before what is counted: "3", "12,000",
// "3 members", "twice", "three times", "third", "11th".
func readCount(text string) (Value, bool) {
	if d, ok := parseDecimal(text); ok && d.Exponent() >= 0 {
		return Integer(d.IntPart()), true
	}
	lower := strings.ToLower(text)
	if n := slices.Index(ordinals, lower); n > 0 {
		return Integer(n), true
	}
	if m := digitsTh.FindStringSubmatch(lower); m != nil {
		n, _ := strconv.Atoi(m[1])
		return Integer(n), true
	}
	switch lower {
	case "once":
		return Integer(1), true
	case "twice":
		return Integer(2), true
	}
	if m := counted.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	n, ok := wholeNumber(text)
	return Integer(n), ok
}
