package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"clausewright/internal/document"
	"clausewright/internal/lazy"
)

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// isPunct reports whether c is one of the 32 characters that a backslash makes
// literal.
func isPunct(c byte) bool { return c > ' ' && c < 0x7f && !isAlnum(c) }

// text reads source text, in pieces that are answers or wording.
func (p *run) text(from, to int) {
	if p.reader.at == nil {
		p.piece(from, to)
		return
	}
	for from < to {
		origin := p.reader.origin(from)
		end := p.pieceEnd(from, to, origin.Answer)
		if len(p.buf) == 0 && p.plain == "" || p.origin.Answer != origin.Answer {
			p.flush()
			p.origin = origin
		}
		p.piece(from, end)
		from = end
	}
}

// pieceEnd is where an answer, or the wording, ends.
func (p *run) pieceEnd(from, to int, answer bool) int {
	for from < to {
		is, end := p.reader.stretch(from)
		if is != answer {
			return from
		}
		from = end
	}
	return to
}

// piece reads text of one origin: escapes and entities become characters,
// straight quotation marks of the wording typographic ones, marks of open
// values blanks.
func (p *run) piece(from, to int) {
	text := p.reader.text
	for i := from; i < to; {
		plain := i
		for i < to && !special[text[i]] {
			i++
		}
		if i > plain {
			p.copy(plain, i)
		}
		if i < to {
			i += p.special(text[i:to], i)
		}
	}
}

// special marks the bytes that may stand for something else.
var special = [256]bool{'\\': true, '&': true, '"': true, '\'': true, '[': true}

// special reads what a special byte at offset begins and returns its size.
func (p *run) special(text []byte, offset int) int {
	switch c := text[0]; c {
	case '\\':
		if len(text) > 1 && isPunct(text[1]) {
			p.put(string(text[1:2]))
			return 2
		}
	case '&':
		if s, size := entity(text); size > 0 {
			p.put(s)
			return size
		}
	case '"', '\'':
		if !p.origin.Answer {
			p.put(p.quotes.typographic(c, p.prev, p.reader.text[offset+1:]))
			return 1
		}
	case '[':
		if !p.origin.Answer && bytes.HasPrefix(text, []byte(document.OpenMark)) {
			b := &document.Blank{Origin: p.reader.origin(offset)}
			p.add(b)
			p.blank, p.blankAt = b, offset+len(document.OpenMark)
			if p.reader.at != nil {
				p.origin = p.reader.origin(p.blankAt)
			}
			return len(document.OpenMark)
		}
	}
	p.copy(offset, offset+1)
	return 1
}

// literal reads source text without escapes.
func (p *run) literal(from, to int) {
	p.literalText(strings.Join(strings.Fields(string(p.reader.text[from:to])), " "), p.reader.origin(from))
}

func (p *run) literalText(s string, origin document.Origin) {
	p.flush()
	p.origin = origin
	if s != "" {
		p.put(s)
	}
	p.flush()
}

// quotes are the quotation marks that are open.
type quotes struct{ double, single bool }

// typographic is the quotation mark, apostrophe or prime that a straight one
// stands for between a character and what follows.
func (q *quotes) typographic(c byte, prev rune, after []byte) string {
	next, _ := utf8.DecodeRune(after)
	opens := prev == 0 || unicode.IsSpace(prev) || strings.ContainsRune("([{“‘—–/", prev)
	measure := unicode.IsDigit(prev) && !unicode.IsLetter(next)
	switch {
	case c == '"' && opens:
		q.double = true
		return "“"
	case c == '"' && measure && !q.double:
		return "″"
	case c == '"':
		q.double = false
		return "”"
	case opens && unicode.IsLetter(next) && !elided.Match(after):
		q.single = true
		return "‘"
	case measure && !q.single:
		return "′"
	}
	q.single = q.single && unicode.IsLetter(next)
	return "’"
}

// Typeset is a text of the library, such as a note, with the quotation marks and
// apostrophes that a wording prints.
func Typeset(text string) string {
	if !strings.ContainsAny(text, `"'`) {
		return text
	}
	var b strings.Builder
	q, prev := &quotes{}, rune(0)
	for i, c := range text {
		set := string(c)
		if c == '"' || c == '\'' {
			set = q.typographic(byte(c), prev, []byte(text[i+1:]))
		}
		b.WriteString(set)
		prev, _ = utf8.DecodeLastRuneInString(set)
	}
	return b.String()
}

// elided matches words whose beginning an apostrophe stands for.
var elided = lazy.Regexp(`^(?i:(tis|twas|twill|til|em|cause|bout)\b|n')`)

// entity reads the character reference at the start of text: what it stands
// for and its size, or 0 if it is none.
func entity(text []byte) (string, int) {
	end := bytes.IndexByte(text[:min(len(text), 40)], ';')
	if end < 2 {
		return "", 0
	}
	name := string(text[1:end])
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), end + 1
		}
		return "", 0
	}
	digits, base := name[1:], 10
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base = digits[1:], 16
	}
	if digits == "" || digits[0] == '+' || digits[0] == '-' || len(digits) > 7 {
		return "", 0
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "", 0
	}
	if r := rune(n); r != 0 && utf8.ValidRune(r) {
		return string(r), end + 1
	}
	return "\uFFFD", end + 1
}

// writeEntity writes a character so that it is never markup.
func writeEntity(b *strings.Builder, r rune) {
	b.WriteString("&#")
	b.WriteString(strconv.Itoa(int(r)))
	b.WriteByte(';')
}

// Escape makes any string plain text of a draft, inline and at the start of a
// block: a backslash before each mark, white space collapsed. A no-break space
// is no white space.
func Escape(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	words := strings.FieldsFunc(s, func(r rune) bool { return r != '\u00a0' && r != '\u202f' && unicode.IsSpace(r) })
	for i, word := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		for j := 0; j < len(word); j++ {
			if isPunct(word[j]) {
				b.WriteByte('\\')
			}
			b.WriteByte(word[j])
		}
	}
	return b.String()
}

// isPlain reports whether a text needs no escape: letters and digits of ASCII with single
// spaces between them.
func isPlain(s string) bool {
	for i := range len(s) {
		switch {
		case isAlnum(s[i]):
		case s[i] != ' ' || i == 0 || i == len(s)-1 || s[i-1] == ' ':
			return false
		}
	}
	return true
}
