package document

import "strings"

// unitStyle is how a style pack counts and names the units of an agreement.
type unitStyle struct {
	article   string // before an article's number in its label
	schedule  string // before a schedule's number in its label
	schedules Format
	oxford    bool // a comma before "and" in a list of three or more
	nouns     [3]unitNoun
}

// unitNoun names a unit in a reference.
type unitNoun struct{ one, many string }

// The nouns of a style: an article, a section, a schedule.
const (
	articleNoun = iota
	sectionNoun
	scheduleNoun
)

// paragraphNoun names a section of a schedule, in every style.
var paragraphNoun = unitNoun{"paragraph", "paragraphs"}

var styles = map[string]*unitStyle{
	"us": {"Article ", "Exhibit ", UpperLetter, true,
		[3]unitNoun{{"Article", "Articles"}, {"Section", "Sections"}, {"Exhibit", "Exhibits"}}},
	"uk": {"", "Schedule ", Decimal, false,
		[3]unitNoun{{"clause", "clauses"}, {"clause", "clauses"}, {"Schedule", "Schedules"}}},
	"eu-civil": {"Article ", "Annex ", UpperLetter, false,
		[3]unitNoun{{"Article", "Articles"}, {"Section", "Sections"}, {"Annex", "Annexes"}}},
}

// styleOf is the style of that name; an unknown one counts as "us" does.
func styleOf(name string) *unitStyle {
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
	prefix, format := "", Decimal
	switch {
	case kind == Article:
		prefix = s.article
	case kind == Schedule:
		prefix, format = s.schedule, s.schedules
	case kind == Section && outer == Part, kind == Part:
		return "", heading, false
	}
	if !strings.HasPrefix(heading, prefix) {
		return "", heading, false
	}
	end := len(prefix) + labelLength(heading[len(prefix):], format == Decimal)
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

// PrintedLabel is a division's number as it stands before the heading: "Article
// 4." and "4.", but "4.2".
func (d *Division) PrintedLabel() string {
	if d.Kind == Section || d.Label == "" {
		return d.Label
	}
	return d.Label + "."
}
