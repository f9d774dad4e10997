package document

import (
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/style"
)

// Number is the place of a division or an item in a sequence of numbers. The
// zero Number is that of a unit without one. Labels are numbers as printed.
type Number struct {
	Scheme Scheme
	Level  int // in the scheme, from 0
	N      int // from 1; 0 for a label that is typed by hand and is none of its scheme
}

// Scheme is a kind of sequence: which units count together.
type Scheme int

// Articles count through the whole document, and sections within each article;
// schedules and their sections do so likewise. A list counts within the
// innermost division, item or definition that holds it; lists of a part have
// schemes of their own.
const (
	Unnumbered     Scheme = iota
	ArticleScheme         // articles; their sections
	ScheduleScheme        // schedules; their sections
	LetteredScheme        // items of Lettered lists, by depth
	NumberedScheme        // items of Numbered lists, by depth
	PartLetteredScheme
	PartNumberedScheme
)

// Level is how the numbers of one level of a scheme print in a label: "4.2" of
// a section is Outer, "(a)" of an item has Before and After.
type Level struct {
	Before string
	Outer  bool // the number of the level above goes before, and a full stop
	Format Format
	After  string
}

// label is the n-th number of the level; outer is that of the level above.
func (l Level) label(outer string, n int) string {
	number := l.Format.Write(n)
	if l.Outer {
		number = outer + "." + number
	}
	return l.Before + number + l.After
}

// MaxDepth is how deep labelled lists may nest. Lists nested deeper are
// labelled as those of the deepest level.
const MaxDepth = 4

// Levels is how the numbers of a scheme print under a style pack, from the
// outermost level.
func Levels(styleName string, s Scheme) []Level {
	pack := style.Of(styleName)
	switch s {
	case ArticleScheme:
		return []Level{{Before: pack.ArticleBefore}, {Outer: true}}
	case ScheduleScheme:
		return []Level{{Before: pack.ScheduleBefore, Format: countOf(pack)}, {}}
	case Unnumbered:
		return nil
	}
	levels := make([]Level, MaxDepth)
	for depth, format := range listFormats[s] {
		levels[depth] = Level{Before: "(", Format: format, After: ")"}
	}
	return levels
}

// countOf is how schedules are counted.
func countOf(pack *style.Pack) Format {
	if pack.ScheduleLetters {
		return UpperLetter
	}
	return Decimal
}

// listFormats is how items count by depth. At each depth one marker counts in
// digits and the other in letters, so that a label tells its marker.
var listFormats = [...][MaxDepth]Format{
	LetteredScheme:     {LowerLetter, LowerRoman, UpperLetter, UpperRoman},
	NumberedScheme:     {Decimal, Decimal, Decimal, Decimal},
	PartLetteredScheme: {UpperLetter, Decimal, LowerLetter, LowerRoman},
	PartNumberedScheme: {Decimal, LowerRoman, Decimal, Decimal},
}

// listScheme is the scheme of a list, in a part or elsewhere.
func listScheme(part bool, marker Marker) Scheme {
	switch {
	case marker == Bulleted:
		return Unnumbered
	case part:
		return [...]Scheme{Lettered: PartLetteredScheme, Numbered: PartNumberedScheme}[marker]
	}
	return [...]Scheme{Lettered: LetteredScheme, Numbered: NumberedScheme}[marker]
}

// itemNumber is the number of the n-th item of a list at a depth, from 0, with
// its label.
func itemNumber(part bool, marker Marker, depth, n int) (Number, string) {
	scheme := listScheme(part, marker)
	if scheme == Unnumbered {
		return Number{}, ""
	}
	level := min(depth, MaxDepth-1)
	return Number{scheme, level, n}, "(" + listFormats[scheme][level].Write(n) + ")"
}

// ItemLabel is a number of an item as its label.
func ItemLabel(n Number) string {
	return "(" + listFormats[n.Scheme][n.Level].Write(n.N) + ")"
}

// ItemNumber is the number that an item's label stands for, at a depth, from
// 0, in a part or elsewhere.
func ItemNumber(part bool, marker Marker, depth int, label string) Number {
	scheme := listScheme(part, marker)
	if scheme == Unnumbered || len(label) < 3 {
		return Number{}
	}
	level := min(depth, MaxDepth-1)
	return Number{scheme, level, listFormats[scheme][level].Read(label[1 : len(label)-1])}
}

// DivisionNumber is the number that the label of a division stands for, which
// stands in a division of the outer kind.
func DivisionNumber(styleName string, outer, kind DivisionKind, label string) Number {
	number := Number{Scheme: ArticleScheme}
	switch {
	case label == "":
		return Number{}
	case kind == Schedule || outer == Schedule:
		number.Scheme = ScheduleScheme
	}
	if kind == Section {
		number.Level = 1
	}
	level := Levels(styleName, number.Scheme)[number.Level]
	text := strings.TrimPrefix(label, level.Before)
	if level.Outer {
		outer, last := cutNumber(text)
		if _, n := cutInserted(strings.TrimSuffix(outer, ".")); n > 0 {
			return number // no sequence counts what stands in an article that came in
		}
		text = last
	}
	number.N = level.Format.Read(text)
	return number
}

// Format is how a number is written.
type Format int

// The formats of numbers: 1, a, A, i, I. After z comes aa, then ab.
const (
	Decimal Format = iota
	LowerLetter
	UpperLetter
	LowerRoman
	UpperRoman
)

// Write is the number n, from 1, as text.
func (f Format) Write(n int) string {
	switch f {
	case LowerLetter:
		return countLetters(n)
	case UpperLetter:
		return strings.ToUpper(countLetters(n))
	case LowerRoman:
		return roman(n)
	case UpperRoman:
		return strings.ToUpper(roman(n))
	}
	return strconv.Itoa(n)
}

// Read is the number that Write writes as text, or 0.
func (f Format) Read(text string) int {
	n := 0
	switch f {
	case LowerLetter, UpperLetter:
		n = fromLetters(strings.ToLower(text))
	case LowerRoman, UpperRoman:
		n = fromRoman(strings.ToLower(text))
	default:
		n, _ = strconv.Atoi(text)
	}
	if n < 1 || f.Write(n) != text {
		return 0
	}
	return n
}

// countLetters counts on after z as lawyers and word processors do: aa, bb, cc.
func countLetters(n int) string {
	if n < 1 {
		return ""
	}
	return strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
}

func fromLetters(text string) int {
	if text == "" {
		return 0
	}
	return (len(text)-1)*26 + int(text[0]-'a') + 1
}

var romans = []struct {
	value int
	text  string
}{
	{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"},
	{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
}

func roman(n int) string {
	var b strings.Builder
	for _, r := range romans {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.text)
		}
	}
	return b.String()
}

func fromRoman(text string) int {
	n := 0
	for _, r := range romans {
		for ; strings.HasPrefix(text, r.text); text = text[len(r.text):] {
			n += r.value
		}
	}
	return n
}

// LongestLabel is how many letters the label of an item has at most: that of the
// 780th, up to which word processors count in letters.
const LongestLabel = 32

// MarkerOf is the marker of a list at a depth, from 0, whose items are
// labelled like label, and whether label is a label at all.
func MarkerOf(part bool, depth int, label string) (Marker, bool) {
	if len(label) < 3 || label[0] != '(' || label[len(label)-1] != ')' || len(label) > LongestLabel {
		return Bulleted, false
	}
	inner, _ := cutInserted(label[1 : len(label)-1])
	digits := digitsOnly(inner)
	if !digits && !mayCount(inner) {
		return Bulleted, false
	}
	numbered := listFormats[listScheme(part, Numbered)][min(depth, MaxDepth-1)] == Decimal
	if digits == numbered {
		return Numbered, true
	}
	return Lettered, true
}

// mayCount reports whether letters may count: a number in letters or in Roman
// numerals, or two letters of one case, which older drafts have after z.
func mayCount(s string) bool {
	oneCase := s == strings.ToLower(s) || s == strings.ToUpper(s)
	if !oneCase || !lettersOnly(s) {
		return false
	}
	return len(s) <= 2 || LowerLetter.Read(strings.ToLower(s)) > 0 || LowerRoman.Read(strings.ToLower(s)) > 0
}

// lettersOnly reports whether s has only letters of the English alphabet.
func lettersOnly(s string) bool {
	return !slices.ContainsFunc([]byte(s), func(c byte) bool { return c < 'A' || c > 'Z' && c < 'a' || c > 'z' })
}
