package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// replacement stands for a character that XML cannot hold.
const replacement = "\uFFFD"

// xml is a part of the file in the making.
type xml struct{ buf []byte }

// put writes markup of our own, in which nothing needs escaping.
func (x *xml) put(markup ...string) {
	for _, s := range markup {
		x.buf = append(x.buf, s...)
	}
}

// number writes a whole number.
func (x *xml) number(n int) { x.buf = strconv.AppendInt(x.buf, int64(n), 10) }

// text writes words of the document so that they are read as those words,
// between tags and in quoted attributes alike. Invalid UTF-8, controls and
// noncharacters are replaced; white space is a space.
func (x *xml) text(s string) {
	from := 0
	for i := 0; i < len(s); {
		instead, size := special(s[i:])
		if instead != "" {
			x.buf = append(x.buf, s[from:i]...)
			x.buf = append(x.buf, instead...)
			from = i + size
		}
		i += size
	}
	x.buf = append(x.buf, s[from:]...)
}

// special is what stands instead of the first character of s, or nothing, and
// the size of that character.
func special(s string) (instead string, size int) {
	switch c := s[0]; {
	case c == '&':
		return "&amp;", 1
	case c == '<':
		return "&lt;", 1
	case c == '>':
		return "&gt;", 1
	case c == '"':
		return "&quot;", 1
	case c == '\t' || c == '\n' || c == '\r' || c == '\f':
		return " ", 1
	case c < ' ' || c == 0x7F:
		return replacement, 1
	case c < utf8.RuneSelf:
		return "", 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && size == 1 || r < 0xA0 || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE {
		return replacement, size
	}
	return "", size
}

// space is the attribute that keeps white space at the ends of a text, where
// there is any.
func space(s string) string {
	if s != "" && (s[0] <= ' ' || s[len(s)-1] <= ' ' || strings.HasPrefix(s, "\u00a0") || strings.HasSuffix(s, "\u00a0")) {
		return ` xml:space="preserve"`
	}
	return ""
}
