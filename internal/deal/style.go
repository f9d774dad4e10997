package deal

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"clausewright/internal/style"
)

// noBreak is the no-break space between a number and its unit.
const noBreak = "\u00a0"

// OpenMark is how a Blank prints.
const OpenMark = style.OpenMark

// Style writes values as a style pack has it. The zero Style writes as that of a
// family that has none.
type Style struct{ pack *style.Pack }

// StyleOf returns the style of a law family.
func StyleOf(lawFamily string) *Style { return &Style{style.Of(lawFamily)} }

// Pack is the style pack.
func (s *Style) Pack() *style.Pack {
	if s.pack == nil {
		return style.Of("")
	}
	return s.pack
}

// Write is the plain text that a contract prints for a value. A Blank is [●]
// and a None is "". A table, which is no part of a sentence, is its cells in
// the order of their columns' names.
func (s *Style) Write(v Value) string {
	switch v := v.(type) {
	case Text:
		return string(v)
	case Chosen:
		if v.Label != "" {
			return v.Label
		}
		return v.Word
	case Flag:
		if v {
			return "yes"
		}
		return "no"
	case Integer:
		return integer(v)
	case Number:
		return grouped(digits(v.Amount))
	case Percent:
		return grouped(digits(v.Amount)) + "%"
	case Money:
		return s.money(v)
	case Date:
		return s.date(v)
	case Duration:
		return duration(v)
	case Party:
		return party(v)
	case Reference:
		return string(v)
	case Blank:
		return OpenMark
	}
	return s.writeMany(v)
}

// countries writes the names of the entries of a territory.
func (s *Style) countries(codes Territory) string {
	names := make([]string, len(codes))
	for i, code := range codes {
		names[i] = CountryName(code)
	}
	return s.Join(names, "and")
}

// writeMany writes the values with parts.
func (s *Style) writeMany(v Value) string {
	switch v := v.(type) {
	case Territory:
		named, left := v.parted()
		text := s.countries(named)
		if len(left) > 0 {
			if len(named) > 1 {
				text += ","
			}
			text += " except " + s.countries(left)
		}
		return text
	case Triggers:
		switch len(v) {
		case 0:
			return ""
		case 1:
			return "Trigger " + v[0]
		}
		return "Triggers " + s.Join(v, "and")
	case List:
		return s.Join(s.Items(v), "and")
	case Table:
		rows := make([]string, len(v))
		for i, row := range v {
			rows[i] = s.row(row)
		}
		return strings.Join(rows, "; ")
	}
	return ""
}

// Items writes each item of a list, without those that are None.
func (s *Style) Items(list List) []string {
	items := make([]string, 0, len(list))
	for _, item := range list {
		if text := s.Write(item); text != "" {
			items = append(items, text)
		}
	}
	return items
}

func (s *Style) row(r Row) string {
	var cells []string
	for _, name := range slices.Sorted(maps.Keys(r)) {
		cells = append(cells, s.Write(r.cell(name)))
	}
	return strings.Join(cells, ", ")
}

// Join writes items as one enumeration: "a, b and c", in us "a, b, and c".
// Items that hold commas or "and" themselves are set apart by semicolons:
// "a; b, c; and d". The conjunction is a word such as "and" or "or".
func (s *Style) Join(items []string, conjunction string) string {
	var b strings.Builder
	joints := s.Joints(items, conjunction)
	for i, item := range items {
		if i > 0 {
			b.WriteString(joints[i-1])
		}
		b.WriteString(item)
	}
	return b.String()
}

// Joints are what Join sets between each item and the next.
func (s *Style) Joints(items []string, conjunction string) []string {
	last := len(items) - 1
	if last < 1 {
		return nil
	}
	if slices.ContainsFunc(items, isEnumeration) {
		joints := slices.Repeat([]string{"; "}, last)
		joints[last-1] += conjunction + " "
		return joints
	}
	joints := make([]string, last)
	for i := range joints {
		joints[i] = s.Pack().Before(i+1, len(items), conjunction)
	}
	return joints
}

func isEnumeration(item string) bool {
	return strings.Contains(item, ",") || strings.Contains(item, ";") || strings.Contains(item, " and ") || strings.Contains(item, " or ")
}

func (s *Style) date(d Date) string {
	if d == (Date{}) {
		return ""
	}
	if s.Pack().MonthDay {
		return fmt.Sprintf("%s %d, %d", d.Month, d.Day, d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year)
}

func (s *Style) money(m Money) string {
	sign := ""
	if m.Amount.IsNegative() {
		sign = "-"
	}
	amount := grouped(digits(m.rounded().Amount.Abs()))
	switch m.Currency {
	case "":
		return sign + amount
	case s.Pack().Home:
		return sign + s.Pack().Symbol + amount
	}
	return m.Currency + noBreak + sign + amount
}

// integer sets off thousands from 10,000 on, so that the number of a year
// reads as one.
func integer(i Integer) string {
	if -10_000 < i && i < 10_000 {
		return i.Raw()
	}
	return grouped(i.Raw())
}

// grouped sets off the thousands of a decimal text by commas.
func grouped(text string) string {
	text, negative := strings.CutPrefix(text, "-")
	whole, fraction, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if negative {
		return "-" + whole
	}
	return whole
}

func duration(d Duration) string {
	text := integer(Integer(d.N)) + noBreak + units[d.Unit.valid()].word
	if d.N != 1 {
		text += "s"
	}
	return text
}

func party(p Party) string {
	if p == "" {
		return ""
	}
	return strings.ToUpper(string(p[:1])) + string(p[1:])
}
