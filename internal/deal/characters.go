package deal

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean normalises the text of an answer: composed characters, each run of
// white space one space, none at the ends.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Join(strings.Fields(norm.NFC.String(s)), " ")
}

// isClean reports whether a text is one of ASCII in which clean changes nothing, as
// nearly all are.
func isClean(s string) bool {
	space := true
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || space && s[i] == ' ' {
			return false
		}
		space = s[i] == ' '
	}
	return !space || s == ""
}

// refusedIn returns the first character of s that an answer may not hold.
func refusedIn(s string) (rune, bool) {
	for _, r := range s {
		if WhyRefused(r) != "" {
			return r, true
		}
	}
	return 0, false
}

// WhyRefused tells why an answer may not hold a character; "" when it may.
// Every refused character is one that a reader of the agreement could not see
// or that programs show in different ways.
func WhyRefused(r rune) string {
	switch {
	case r >= ' ' && r <= '~', r == '\t', r == '\n', r == '\r':
		return ""
	case r == unicode.ReplacementChar:
		return "stands for a character that was lost"
	case r == 0x00AD:
		return "is a soft hyphen, which cannot be seen"
	case r == 0xFEFF:
		return "is a byte order mark, which cannot be seen"
	case r >= 0x200B && r <= 0x200D, r >= 0x2060 && r <= 0x2064, r == 0x180E:
		return "has no width and cannot be seen"
	case unicode.Is(unicode.Bidi_Control, r):
		return "changes the direction of the text and cannot be seen"
	case r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
		return "is not a character"
	case unicode.Is(unicode.Cc, r):
		return "is a control character"
	case unicode.Is(unicode.Cf, r):
		return "is a format character, which cannot be seen"
	case unicode.Is(unicode.Co, r):
		return "is a private character that other computers do not know"
	}
	return ""
}

// whyUnreadable tells why a deal file may not hold a character anywhere, not
// even in a comment: YAML forbids it, or programs disagree whether it ends a
// line, so that no line number could be trusted.
func whyUnreadable(r rune) string {
	switch {
	case r >= ' ' && r <= '~', r == '\t', r == '\n':
		return ""
	case r == '\r':
		return "is a carriage return without a line feed"
	case r == 0x85, r == 0x2028, r == 0x2029:
		return "is an unusual line separator"
	case r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
		return "is not a character"
	case unicode.Is(unicode.Cc, r):
		return "is a control character"
	}
	return ""
}

// codePoint writes a character as messages name it: U+00AD.
func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }

// show quotes what a deal says for a message, shortened and with invisible
// characters written out.
func show(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
