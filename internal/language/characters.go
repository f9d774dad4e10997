package language

import (
	"unicode"
)

// characters reports characters that no contract holds: controls, marks that
// turn the direction of reading, so that a person reads what is not there, and
// characters without a meaning that all share, which word processors use for
// the signs of their own fonts.
func (r *reader) characters() {
	told := map[rune]bool{}
	for offset, c := range r.body.source {
		if ' ' <= c && c <= '~' {
			continue
		}
		what, hint := foreign(c)
		if what == "" || told[c] {
			continue
		}
		told[c] = true
		r.out.faults.Errorf(r.body.Position(offset), "encoding", "%s stands here: U+%04X", what, c).WithHint("%s", hint)
	}
}

// foreign is what a character is that no contract holds, and what to do; "" if
// it is an ordinary one.
func foreign(c rune) (what, hint string) {
	const remove = "take it out"
	switch {
	case c == '\n' || c == '\t':
	case c == '\v':
		return "a line break of a word processor", "write a backslash and a new line"
	case unicode.IsControl(c):
		return "a control character", remove
	case unicode.Is(unicode.Bidi_Control, c):
		return "a mark that turns the direction of reading", remove
	case unicode.Is(unicode.Co, c):
		return "a sign of a word processor's own font", "write what it stands for: - for a bullet"
	case c == '\ufffd' || c&0xfffe == 0xfffe || c >= 0xfdd0 && c <= 0xfdef:
		return "what is no character", remove
	}
	return "", ""
}
