package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"clausewright/internal/diag"
	"clausewright/internal/document"
)

// Limit is the size of the largest text that Parse reads, in bytes.
const Limit = 4 << 20

// maxNesting is how many list and quotation marks may open one line.
const maxNesting = 200

// Origins knows where the bytes of a text came from.
type Origins interface {
	// Origin is where the byte at offset came from.
	Origin(offset int) document.Origin
	// Stretch is whether the byte at offset came from an answer, and an offset
	// after it before which this does not change.
	Stretch(offset int) (answer bool, end int)
}

// source is a text made fit for parsing, and where its bytes came from.
type source struct {
	text []byte
	at   Origins // nil if nobody asked
	from []int   // offsets in text after which the given text is ahead
	skew []int   // by how many bytes it is ahead there
}

// origin is the place of a byte; the zero Origin if nobody asked.
func (s *source) origin(offset int) document.Origin {
	if s.at == nil {
		return document.Origin{}
	}
	return s.at.Origin(s.given(offset))
}

// given is the offset that a byte has in the given text.
func (s *source) given(offset int) int {
	if i := sort.SearchInts(s.from, offset+1); i > 0 {
		return offset + s.skew[i-1]
	}
	return offset
}

// stretch is whether a byte came from an answer, and an offset after it before which
// this does not change.
func (s *source) stretch(offset int) (answer bool, end int) {
	answer, end = s.at.Stretch(s.given(offset))
	if len(s.from) > 0 {
		end = offset + 1
	}
	return answer, end
}

// clean makes every line end in a line feed and every byte part of a
// character. Most texts need nothing.
func clean(text []byte, at Origins, problems *diag.List) *source {
	s := &source{text: text, at: at}
	if i, r, found := control(text); found {
		problems.Errorf(s.originAt(i), BadMark, "U+%04X is a control character", r).WithHint("delete it")
	}
	if bytes.IndexByte(text, '\r') < 0 && bytes.IndexByte(text, 0) < 0 && utf8.Valid(text) {
		return s
	}
	s.text = make([]byte, 0, len(text))
	reported := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			if !reported {
				problems.Errorf(s.originAt(i), BadMark, "this byte is not part of a UTF-8 character").WithHint("save the file as UTF-8")
				reported = true
			}
			s.replace(i, size, "\uFFFD")
		case r == 0:
			s.replace(i, size, "\uFFFD")
		case r == '\r' && bytes.HasPrefix(text[i:], []byte("\r\n")):
			s.replace(i, 2, "\n")
			size = 2
		case r == '\r':
			s.replace(i, size, "\n")
		default:
			s.text = append(s.text, text[i:i+size]...)
		}
		i += size
	}
	return s
}

// control finds the first character that nobody sees and no format of a draft can hold:
// one that steers a machine, but for those that end lines and set off columns.
func control(text []byte) (offset int, char rune, found bool) {
	for i, b := range text {
		switch {
		case b < ' ' && b != '\t' && b != '\n' && b != '\r', b == 0x7F:
			return i, rune(b), true
		case b == 0xC2 && i+1 < len(text) && text[i+1] >= 0x80 && text[i+1] < 0xA0:
			return i, rune(text[i+1]), true
		}
	}
	return 0, 0, false
}

func (s *source) originAt(offset int) diag.Position {
	if s.at == nil {
		return diag.Position{}
	}
	return s.at.Origin(offset).Pos()
}

// replace writes other bytes for size bytes at an offset of the given text.
func (s *source) replace(offset, size int, by string) {
	s.text = append(s.text, by...)
	s.from = append(s.from, len(s.text))
	s.skew = append(s.skew, offset+size-len(s.text))
}

// tooDeep finds a line that opens with more marks than anyone nests.
func tooDeep(text []byte) (offset int, found bool) {
	for start := 0; start < len(text); {
		marks, i := 0, start
	line:
		for ; i < len(text); i++ {
			switch c := text[i]; {
			case c == '>' || c == '-' || c == '+' || c == '*' || c == ')' || c == '.':
				marks++
			case c != ' ' && c != '\t' && (c < '0' || c > '9'):
				break line
			}
		}
		if marks > maxNesting && bytes.ContainsAny(text[start:i], " >") {
			return start, true
		}
		next := bytes.IndexByte(text[i:], '\n')
		if next < 0 {
			break
		}
		start = i + next + 1
	}
	return 0, false
}
