package document

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// format writes the n-th number of a sequence, from 1.
type format func(n int) string

func decimal(n int) string { return strconv.Itoa(n) }

// letters runs a to z, then aa, ab.
func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
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

func upper(f format) format { return func(n int) string { return strings.ToUpper(f(n)) } }

// MaxDepth is how deep labelled lists may nest.
const MaxDepth = 4

// scheme is the formats of a list's labels by depth, for each marker. At each
// depth one marker counts in digits and the other in letters, so that a label
// tells its marker.
type scheme [2][MaxDepth]format

var (
	bodyScheme = scheme{
		Lettered: {letters, roman, upper(letters), upper(roman)},
		Numbered: {decimal, decimal, decimal, decimal},
	}
	partScheme = scheme{
		Lettered: {upper(letters), decimal, letters, roman},
		Numbered: {decimal, roman, decimal, decimal},
	}
)

// schemeOf is how lists are labelled, in a part and elsewhere.
func schemeOf(part bool) *scheme {
	if part {
		return &partScheme
	}
	return &bodyScheme
}

// label is how the n-th item of a list at a depth, from 0, is labelled. Lists
// nested too deep go on as at the deepest level.
func (s *scheme) label(marker Marker, depth, n int) string {
	if marker == Bulleted {
		return ""
	}
	return "(" + s[marker][min(depth, MaxDepth-1)](n) + ")"
}

// MarkerOf is the marker of a list at a depth, from 0, whose items are
// labelled like label, and whether label is a label at all.
func MarkerOf(part bool, depth int, label string) (Marker, bool) {
	if len(label) < 3 || label[0] != '(' || label[len(label)-1] != ')' || len(label) > 12 {
		return Bulleted, false
	}
	digits, small := 0, 0
	for _, c := range []byte(label[1 : len(label)-1]) {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case 'a' <= c && c <= 'z':
			small++
		case c < 'A' || c > 'Z':
			return Bulleted, false
		}
	}
	if digits != 0 && digits != len(label)-2 || digits == 0 && small != 0 && small != len(label)-2 {
		return Bulleted, false
	}
	numbered := schemeOf(part)[Numbered][min(depth, MaxDepth-1)](1) == "1"
	if (digits > 0) == numbered {
		return Numbered, true
	}
	return Lettered, true
}

// style is how a style pack counts and names the units of an agreement.
type style struct {
	article   string // before an article's number in its label
	schedule  string // before a schedule's number in its label
	schedules format
	oxford    bool // a comma before "and" in a list of three or more
	nouns     [3]noun
}

// noun names a unit in a reference.
type noun struct{ one, many string }

// The nouns of a style: an article, a section, a schedule.
const (
	articleNoun = iota
	sectionNoun
	scheduleNoun
)

// paragraphNoun names a section of a schedule, in every style.
var paragraphNoun = noun{"paragraph", "paragraphs"}

var styles = map[string]*style{
	"us": {"Article ", "Exhibit ", upper(letters), true,
		[3]noun{{"Article", "Articles"}, {"Section", "Sections"}, {"Exhibit", "Exhibits"}}},
	"uk": {"", "Schedule ", decimal, false,
		[3]noun{{"clause", "clauses"}, {"clause", "clauses"}, {"Schedule", "Schedules"}}},
	"eu-civil": {"Article ", "Annex ", upper(letters), false,
		[3]noun{{"Article", "Articles"}, {"Section", "Sections"}, {"Annex", "Annexes"}}},
}

// styleOf is the style of that name; an unknown one counts as "us" does.
func styleOf(name string) *style {
	if s := styles[name]; s != nil {
		return s
	}
	return styles["us"]
}

// CutLabel splits a heading as written in Markdown, "Article 4. Licence" or
// "4.2 Sublicences", into the label and the rest. In an article and a schedule
// a full stop ends the label; a section's has one only in a schedule, where it
// is a single number. Without a label ok is false.
func CutLabel(styleName string, outer, kind DivisionKind, heading string) (label, rest string, ok bool) {
	s := styleOf(styleName)
	prefix, number := "", decimal
	switch {
	case kind == Article:
		prefix = s.article
	case kind == Schedule:
		prefix, number = s.schedule, s.schedules
	case kind == Section && outer == Part, kind == Part:
		return "", heading, false
	}
	if !strings.HasPrefix(heading, prefix) {
		return "", heading, false
	}
	end := len(prefix) + labelLength(heading[len(prefix):], number(1) == "1")
	label, rest = heading[:end], heading[end:]
	dotted := strings.Count(label, ".") == 1
	if end == len(prefix) || dotted != (kind == Section && outer == Article) {
		return "", heading, false
	}
	if !dotted {
		if !strings.HasPrefix(rest, ".") {
			return "", heading, false
		}
		rest = rest[1:]
	}
	if rest != "" && rest[0] != ' ' {
		return "", heading, false
	}
	return label, strings.TrimPrefix(rest, " "), true
}

// labelLength is the length of the number at the start of s: digits, with a
// full stop between two of them, or capital letters.
func labelLength(s string, digits bool) int {
	n := 0
	for n < len(s) && n < 12 {
		c := s[n]
		inner := c == '.' && n > 0 && s[n-1] != '.' && n+1 < len(s) && '0' <= s[n+1] && s[n+1] <= '9'
		if digits && !('0' <= c && c <= '9' || inner) || !digits && !('A' <= c && c <= 'Z') {
			break
		}
		n++
	}
	return n
}

// NumberedHeading is a division's heading as it prints in one line, and in
// Markdown: "Article 4. Licence", "4.2 Sublicences".
func NumberedHeading(d *Division) string {
	label := d.Label
	if label != "" && !strings.Contains(label, ".") {
		label += "."
	}
	if label == "" || d.Heading == "" {
		return label + d.Heading
	}
	return label + " " + d.Heading
}

// title is what a part is called where it has no number.
func title(d *Division) string {
	if d.Heading != "" {
		return d.Heading
	}
	words := strings.ReplaceAll(d.ID, "-", " ")
	first, size := utf8.DecodeRuneInString(words)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + words[size:]
}
