package language

import (
	"fmt"
	"unicode/utf8"

	"clausewright/internal/deal"
)

// characters reports characters that no contract holds in a text that stands in
// a file of its own; those of YAML files are told where YAML is read, since an
// escape can hide them.
func (r *reader) characters() {
	if r.body.kind != Wording {
		return
	}
	told := map[rune]bool{}
	for offset, c := range r.body.source {
		if ' ' <= c && c <= '~' {
			continue
		}
		if _, size := utf8.DecodeRuneInString(r.body.source[offset:]); c == utf8.RuneError && size == 1 {
			continue // the file is told not to be UTF-8
		}
		what, hint := Foreign(c)
		if what == "" || told[c] {
			continue
		}
		told[c] = true
		r.out.faults.Errorf(r.body.Position(offset), "encoding", "%s", what).WithHint("%s", hint)
	}
}

// Foreign is why no contract holds a character, and what to do; "" if it is an
// ordinary one: controls, marks that turn the direction of reading, what cannot
// be seen, and what word processors use for the signs of their own fonts.
func Foreign(c rune) (what, hint string) {
	why := deal.WhyRefused(c)
	switch {
	case why == "" && c != '\r':
		return "", ""
	case c == '\v':
		return "a line break of a word processor stands here: U+000B", "write a backslash and a new line"
	case c >= 0xE000 && c <= 0xF8FF:
		return fmt.Sprintf("a sign of a word processor's own font stands here: U+%04X", c), "write what it stands for: - for a bullet"
	case why == "":
		why = "is a carriage return without a line feed"
	}
	return fmt.Sprintf("U+%04X %s", c, why), "take it out"
}
