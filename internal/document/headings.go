package document

import (
	"strings"

	"clausewright/internal/style"
)

// CutLabel splits a heading as written in Markdown, "Article 4. Licence" or
// "4.2 Sublicences", into the label and the rest. In an article and a schedule
// a full stop ends the label; a section's has one only in a schedule, where it
// is a single number. Without a label ok is false.
func CutLabel(styleName string, outer, kind DivisionKind, heading string) (label, rest string, ok bool) {
	s := style.Of(styleName)
	prefix, format := "", Decimal
	switch {
	case kind == Article:
		prefix = s.ArticleBefore
	case kind == Schedule:
		prefix, format = s.ScheduleBefore, countOf(s)
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
// full stop between two numbers, or capital letters; each may have come in after
// another.
func labelLength(s string, digits bool) int {
	const most = 16
	s = s[:min(len(s), most)]
	n := numberLength(s, digits)
	if digits && n > 0 && strings.HasPrefix(s[n:], ".") {
		if inner := numberLength(s[n+1:], true); inner > 0 {
			n += 1 + inner
		}
	}
	return n
}

// numberLength is the length of a number at the start of s, with what tells that it
// came in after a signed one: "2A", "C-1".
func numberLength(s string, digits bool) int {
	run := func(at int, in string) int { return len(s[at:]) - len(strings.TrimLeft(s[at:], in)) }
	if digits {
		n := run(0, decimals)
		if n > 0 {
			n += run(n, capitalLetters)
		}
		return n
	}
	n := run(0, capitalLetters)
	if n > 0 && strings.HasPrefix(s[n:], "-") {
		if inner := run(n+1, decimals); inner > 0 {
			n += 1 + inner
		}
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

// PrintedHeading is the heading behind the number as it stands before it: "Article
// 4. Licence", "4.2 Sublicences".
func (d *Division) PrintedHeading() string {
	return strings.TrimSpace(d.PrintedLabel() + " " + d.Heading)
}

// Name is what a division is called in a sentence or beside a table: "Article 4
// Licence", "4.2 Sublicences".
func (d *Division) Name() string { return strings.TrimSpace(d.Label + " " + d.Heading) }
