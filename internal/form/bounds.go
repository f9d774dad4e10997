package form

import (
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"clausewright/internal/deal"
)

// bounded is what an answer of a kind looks like to JSON between the bounds of
// a question; false for the kinds whose answers have no size.
func bounded(q *deal.Parameter) (object, bool) {
	b := q.Bounds()
	switch q.Kind {
	case deal.KindText, deal.KindLongText:
		o := object{{"type", []string{"string", "number", "boolean"}}, {"pattern", `\S`}, message(q.Kind)}
		return append(o, counted("Length", b)...), true
	case deal.KindInteger:
		return anyOf(append(object{{"type", "integer"}}, between(b)...), append(pattern(`^\s*\+?(`+wholeBetween(b)+`)\s*$`), message(q.Kind))), true
	case deal.KindNumber:
		return anyOf(append(object{{"type", "number"}}, between(b)...), append(pattern(`^\s*\+?(`+decimalBetween(b)+`)\s*$`), message(q.Kind))), true
	case deal.KindPercent:
		return anyOf(append(object{{"type", "number"}}, between(b)...), append(pattern(`^\s*\+?(`+decimalBetween(b)+`)\s*%?\s*$`), message(q.Kind))), true
	case deal.KindMoney:
		return money(amount(b)), true
	case deal.KindDate:
		return allOf(append(pattern(dateText), message(q.Kind)), pattern(`^\s*(`+wholeNumbers(dated(b.Min).Year, dated(b.Max).Year)+`)-`)), true
	case deal.KindDuration:
		return append(pattern(`^\s*(`+strings.Join(lasting(q), "|")+`)\s*$`), message(q.Kind)), true
	}
	return nil, false
}

// ofKind is bounded, under the name of the kind where the bounds are the
// ordinary ones.
func ofKind(q *deal.Parameter) object {
	if q.Min == "" && q.Max == "" {
		return ref(q.Kind.String())
	}
	if o, ok := bounded(q); ok {
		return o
	}
	return ref(q.Kind.String())
}

// ordinary is bounded for a question that states no bounds.
func ordinary(k deal.Kind) object {
	o, _ := bounded(&deal.Parameter{Kind: k})
	return o
}

// counted bounds a length: of a text, or of a list.
func counted(of string, b deal.Bounds) object {
	var o object
	if n, ok := b.Min.(deal.Integer); ok && n > 0 {
		o = append(o, member{"min" + of, int64(n)})
	}
	if n, ok := b.Max.(deal.Integer); ok {
		o = append(o, member{"max" + of, int64(n)})
	}
	return o
}

// between bounds a number.
func between(b deal.Bounds) object {
	return object{{"minimum", json.Number(amountOf(b.Min))}, {"maximum", json.Number(amountOf(b.Max))}}
}

func amountOf(v deal.Value) string { return strings.TrimSuffix(v.Raw(), "%") }

func dated(v deal.Value) deal.Date {
	d, _ := v.(deal.Date)
	return d
}

// ends are the bounds in whole numbers, the least rounded up.
func ends(b deal.Bounds) (low, high int) {
	whole, fraction, _ := strings.Cut(amountOf(b.Min), ".")
	low, _ = strconv.Atoi(whole)
	if strings.Trim(fraction, "0") != "" {
		low++
	}
	whole, _, _ = strings.Cut(amountOf(b.Max), ".")
	high, _ = strconv.Atoi(whole)
	return max(low, 0), high
}

// wholeBetween matches the whole numbers between bounds, with or without
// commas between the thousands.
func wholeBetween(b deal.Bounds) string {
	low, high := ends(b)
	text := wholeNumbers(low, high)
	if low == 0 {
		text += "|-0{1,18}"
	}
	return text
}

// decimalBetween matches the decimal numbers between bounds.
func decimalBetween(b deal.Bounds) string {
	low, high := ends(b)
	text := "(" + wholeNumbers(high, high) + `)(\.0{1,12})?`
	if low < high {
		text = "(" + wholeNumbers(low, high-1) + `)(\.[0-9]{1,12})?|` + text
	}
	if low == 0 {
		text += `|-0{1,18}(\.0{1,12})?`
	}
	return text
}

// longest is the longest period of each unit that an answer can be.
const longest = 9999

// lasting matches, for each unit, the periods between the bounds of a question.
func lasting(q *deal.Parameter) []string {
	var units []string
	for u := deal.Day; u <= deal.Year; u++ {
		low := 0
		for low <= longest && !q.Admits(deal.Duration{N: low, Unit: u}) {
			low++
		}
		if low <= longest { // what is admitted has no gaps
			more := sort.Search(longest-low, func(n int) bool { return !q.Admits(deal.Duration{N: low + n + 1, Unit: u}) })
			units = append(units, "("+wholeShort(low, low+more)+`)\s*`+unitText[u])
		}
	}
	return units
}

// wholeNumbers matches the whole numbers from low to high, with zeros before them and
// with or without commas between the thousands.
func wholeNumbers(low, high int) string {
	var forms []string
	for _, digits := range ranges(low, high) {
		forms = append(forms, "0{0,9}"+strings.Join(digits, ""))
		if len(digits) > 3 {
			forms = append(forms, commas(digits))
		}
	}
	return strings.Join(forms, "|")
}

// wholeShort is whole for numbers of at most four digits, without commas.
func wholeShort(low, high int) string {
	var forms []string
	for _, digits := range ranges(low, high) {
		forms = append(forms, fmt.Sprintf("0{0,%d}", 4-len(digits))+strings.Join(digits, ""))
	}
	return strings.Join(forms, "|")
}

// commas sets commas between the thousands of a pattern of digits.
func commas(digits []string) string {
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteString(d)
	}
	return b.String()
}

// ranges splits the whole numbers from low to high into runs of which each is
// one pattern of digits: 8 to 123 is [89], [1-9][0-9], 1[01][0-9] and 12[0-3].
func ranges(low, high int) [][]string {
	var runs [][]string
	for low <= high {
		step := 1
		for low%(step*10) == 0 && low+step*10-1 <= high && (low > 0 || step == 1 && high >= 9) {
			step *= 10
			if low == 0 {
				break
			}
		}
		last := low + step - 1
		for digit := low / step % 10; digit < 9 && last+step <= high && low > 0; digit++ {
			last += step
		}
		runs = append(runs, digitsOf(strconv.Itoa(low), strconv.Itoa(last)))
		low = last + 1
	}
	return runs
}

// digitsOf writes the digits that two numbers of one length share, and the
// ranges of those in which they differ.
func digitsOf(low, high string) []string {
	digits := make([]string, len(low))
	if len(low) < len(high) { // 0 to 9 and more begin with one digit
		low = strings.Repeat("0", len(high)-len(low)) + low
		digits = make([]string, len(low))
	}
	for i := range low {
		if low[i] == high[i] {
			digits[i] = low[i : i+1]
		} else {
			digits[i] = "[" + low[i:i+1] + "-" + high[i:i+1] + "]"
		}
	}
	return digits
}
