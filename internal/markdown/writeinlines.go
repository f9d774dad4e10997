package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/document"
	"clausewright/internal/lazy"
)

// span tells where a run of text stands, which decides what is markup there.
type span struct {
	start   bool // at the start of a line
	item    bool // at the start of an item that has no label
	opens   bool // nothing stands before it in its block or mark
	closes  bool // nothing stands after it in its block or mark
	table   bool
	link    bool
	heading bool
	titled  bool // an anchor follows
	inner   bool // inside strong or emphasised text
}

// paragraph writes one line, or several with breaks.
func (p *printer) paragraph(b *document.Paragraph, s span) {
	if p.within != (document.Mark{}) {
		p.buf = append(p.buf, tag(p.within, false)...)
		p.inlines(b.Inlines, span{titled: s.titled})
		p.buf = append(p.buf, endTag(p.within)...)
		return
	}
	s.opens, s.closes = true, true
	p.inlines(b.Inlines, s)
}

// inlines writes a run. Texts and uses that follow each other are written as
// one text, since together they may be markup.
func (p *printer) inlines(inlines []document.Inline, s span) {
	closes := s.closes
	marked := false // the inline before is strong, emphasised or a definition
	for i := 0; i < len(inlines); i++ {
		switch n := inlines[i].(type) {
		case *document.Text, *document.Use:
			text, next := joined(inlines, i)
			i = next - 1
			s.closes = i == len(inlines)-1 && closes || i < len(inlines)-1 && isBreak(inlines[i+1])
			p.text(text, s)
			marked = false
		case *document.Strong, *document.Emphasis, *document.Definition:
			if marked {
				p.buf = append(p.buf, nothing...)
			}
			p.marked(n, s)
			marked = true
		case *document.Reference:
			p.reference(n, s.table)
			marked = false
		case *document.Blank:
			p.blank(n)
			marked = false
		case *document.Revision:
			p.buf = append(p.buf, tag(n.Mark, false)...)
			p.inlines(n.Inlines, span{item: s.item, table: s.table, inner: s.inner})
			p.buf = append(p.buf, endTag(n.Mark)...)
			marked = false
		case *document.Break:
			p.lineBreak(s)
			s.start, s.opens, s.item = !s.table, true, false
			marked = false
			continue
		}
		s.start, s.opens, s.item = false, false, false
	}
}

// joined is the text from inlines[i] up to the next inline that is no text.
func joined(inlines []document.Inline, i int) (text string, next int) {
	size := 0
	for next = i; next < len(inlines); next++ {
		piece, ok := textOf(inlines[next])
		if !ok {
			break
		}
		text, size = piece, size+len(piece)
	}
	if next == i+1 {
		return text, next
	}
	var all strings.Builder
	all.Grow(size)
	for _, inline := range inlines[i:next] {
		piece, _ := textOf(inline)
		all.WriteString(piece)
	}
	return all.String(), next
}

// textOf is the text of an inline that is nothing but text.
func textOf(inline document.Inline) (string, bool) {
	switch n := inline.(type) {
	case *document.Text:
		return n.Text, true
	case *document.Use:
		return n.Text, true
	}
	return "", false
}

func isBreak(inline document.Inline) bool {
	_, ok := inline.(*document.Break)
	return ok
}

func (p *printer) lineBreak(s span) {
	if s.table {
		p.buf = append(p.buf, "<br>"...)
		return
	}
	p.buf = append(p.buf, '\\')
	p.end()
	p.line()
}

func (p *printer) blank(b *document.Blank) {
	p.buf = append(p.buf, BlankMark(b.Name, b.Ask)...)
}

func (p *printer) reference(n *document.Reference, table bool) {
	if p.bare {
		p.buf = append(p.buf, ReferenceTo(n.Targets...)...)
		return
	}
	p.buf = append(p.buf, '[')
	p.text(n.Text, span{link: true, table: table, opens: true, closes: true})
	p.buf = append(p.buf, "](#"+strings.Join(n.Targets, ",")...)
	if n.Was != "" {
		p.buf = append(p.buf, wasTitle(n.Was)...)
	}
	p.buf = append(p.buf, ')')
}

// marked writes strong or emphasised text, or a definition. Marks inside marks
// are underscores. Where the characters around a mark would keep it from being
// one, the one outside is written as an entity.
func (p *printer) marked(inline document.Inline, s span) {
	mark, inner := "**", []document.Inline(nil)
	switch n := inline.(type) {
	case *document.Strong:
		inner = n.Inlines
	case *document.Emphasis:
		mark, inner = "*", n.Inlines
	}
	if s.inner {
		mark = strings.ReplaceAll(mark, "*", "_")
	}
	before := len(p.buf)
	p.buf = append(p.buf, mark...)
	from := len(p.buf)
	if d, ok := inline.(*document.Definition); ok {
		p.buf = append(p.buf, "“"...)
		p.text(d.Term, span{table: s.table, inner: true, link: true, closes: true})
		p.buf = append(p.buf, "”"...)
	} else {
		p.inlines(inner, span{opens: true, closes: true, table: s.table, inner: true})
		p.unquote(from)
	}
	first, _ := utf8.DecodeRune(p.buf[from:])
	last, _ := utf8.DecodeLastRune(p.buf[from:])
	if s.inner || !wordish(first) {
		p.detach(before)
	}
	p.buf = append(p.buf, mark...)
	if s.inner || !wordish(last) {
		p.detached = len(p.buf)
	}
}

// unquote keeps strong text between quotation marks from being a definition.
func (p *printer) unquote(from int) {
	content := string(p.buf[from:])
	if rest, ok := strings.CutPrefix(content, "“"); ok && strings.HasSuffix(rest, "”") {
		p.buf = p.buf[:from]
		p.entity('“')
		p.buf = append(p.buf, rest...)
	}
}

// wordish reports whether a character is neither space nor punctuation.
func wordish(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r)
}

// detach writes the character that ends at offset as an entity if it is part
// of a word.
func (p *printer) detach(offset int) {
	r, size := utf8.DecodeLastRune(p.buf[:offset])
	if size == 0 || !wordish(r) {
		return
	}
	rest := string(p.buf[offset:])
	p.buf = p.buf[:offset-size]
	p.entity(r)
	p.buf = append(p.buf, rest...)
}

func (p *printer) entity(r rune) {
	p.buf = append(p.buf, "&#"...)
	p.buf = strconv.AppendInt(p.buf, int64(r), 10)
	p.buf = append(p.buf, ';')
}

// text writes plain text with the fewest escapes.
func (p *printer) text(text string, s span) {
	escape := -1
	if s.start {
		escape = blockMark(text)
	}
	if escape < 0 && s.item && labelAtStart(text) != "" {
		escape = 0
	}
	detached := p.detached == len(p.buf)
	_, lastSize := utf8.DecodeLastRuneInString(text)
	for i := 0; i < len(text); {
		if end := plainEnd(text, i, len(text)-lastSize, s.link); i > 0 && end > i && (escape < i || escape >= end) {
			p.buf = append(p.buf, text[i:end]...)
			i = end
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case i == 0 && s.opens && (r == ' ' || s.inner && unicode.IsSpace(r)),
			i+size == len(text) && s.closes && (r == ' ' || s.inner && unicode.IsSpace(r)),
			i == 0 && detached && wordish(r),
			s.inner && s.link && (r == '“' || r == '”'),
			r < ' ' && r != 0, i+size == len(text) && r == '\\':
			p.entity(r)
		case r < utf8.RuneSelf && (i == escape || isMarkup(text, i, s)):
			p.buf = append(p.buf, '\\', byte(r))
		case r == 0:
			p.buf = append(p.buf, "\uFFFD"...)
		default:
			p.buf = append(p.buf, text[i:i+size]...)
		}
		i += size
	}
}

// plainEnd is the end of the run of characters from i, before limit, that mean
// themselves inside any text. Within a link quotation marks are looked at.
func plainEnd(text string, i, limit int, link bool) int {
	for i < limit && (plainChars[text[i]] || text[i] >= utf8.RuneSelf && !link) {
		i++
	}
	return i
}

var plainChars = func() (plain [utf8.RuneSelf + utf8.RuneSelf]bool) {
	for c := range byte(utf8.RuneSelf) {
		plain[c] = isAlnum(c) || c == ' ' || bytes.IndexByte([]byte(",()/%"), c) >= 0
	}
	return plain
}()

// emoji is the beginning of a text that some readers take for a picture.
var emoji = lazy.Regexp(`^:(100|1234|[0-9_+-]*[a-z][a-z0-9_+-]*|[+-]1):`)

// What some readers take for a drawn face where it stands by itself: after a
// colon or a semicolon, and after a letter and a hyphen.
var (
	colonFace  = lazy.Regexp(`^:,?-?[)(/|@DPoOsSzZ$*]`)
	winkFace   = lazy.Regexp(`^;-?[)(]`)
	hyphenFace = lazy.Regexp(`^-\)`)
)

// isFace reports whether the mark at text[i] makes a face of what stands there,
// which may begin with the character before it, one of those given.
func isFace(text string, i int, form *lazy.Expression, firsts string, must bool) bool {
	face := form.FindString(text[i:])
	start := i
	if i > 0 && strings.IndexByte(firsts, text[i-1]) >= 0 {
		start--
	} else if must {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[i+len(face):])
	return face != "" && (start == 0 || apart(before)) && (i+len(face) == len(text) || apart(after))
}

// apart reports whether a face may stand beside r.
func apart(r rune) bool { return unicode.In(r, unicode.Z, unicode.P, unicode.Cc) }

// escaped reports whether an address needs escapes. Some readers make a link of
// what looks like an address, and show the backslashes in it.
func escaped(address string) bool {
	word, _, _ := strings.Cut(address, " ")
	return strings.ContainsAny(word, "\\`\"'*~_[]!<&|{")
}

// isMarkup reports whether the character at text[i] would be read as markup.
func isMarkup(text string, i int, s span) bool {
	next, ends := byte(0), i+1 == len(text)
	if !ends {
		next = text[i+1]
	}
	switch text[i] {
	case '\\', '`', '"', '\'':
		return true
	case '*':
		return i < 2 || i+2 >= len(text) || text[i-1] != ' ' || next != ' '
	case '~': // struck out, or set low, by readers that know more than this dialect
		return true
	case ':':
		return emoji.MatchString(text[i:]) || isFace(text, i, colonFace, "oO0>", false) || strings.HasPrefix(text[i:], "://") && escaped(text[i+3:])
	case ';':
		return isFace(text, i, winkFace, "", false)
	case '-':
		return isFace(text, i, hyphenFace, "8BxX", true)
	case '.':
		return i >= 3 && strings.EqualFold(text[i-3:i], "www") && escaped(text[i+1:])
	case '_':
		return i < 2 || i+2 >= len(text) || !isAlnum(text[i-1]) || !isAlnum(next)
	case '[': // an open bracket far before a link keeps goldmark from seeing the link
		return true
	case ']':
		return s.link || ends && !s.closes || next == '(' || next == '[' || next == ':'
	case '!':
		return ends && !s.closes || next == '['
	case '<':
		return ends && !s.closes || isAlnum(next) || next == '/' || next == '!' || next == '?'
	case '&':
		_, size := entity([]byte(text[i:min(len(text), i+40)]))
		return size > 0
	case '|':
		return s.table
	case '{':
		return next == '#'
	case '#':
		return s.heading && ends
	}
	return false
}

// blockMark is the offset of the character that would make the start of text
// the start of a list, a heading or another block, or -1.
func blockMark(text string) int {
	if text == "" {
		return -1
	}
	then := func(i int) bool { return i == len(text) || text[i] == ' ' || text[i] == '\t' }
	i := 0
	switch c := text[0]; {
	case c == '>' || c == '=' || c == '|', c == '+' && then(1), strings.HasPrefix(text, "~~~"),
		c == '-' && (then(1) || strings.IndexByte("-|:", text[1]) >= 0), strings.HasPrefix(text, ":-"):
		return 0
	case c == '#':
		for i < len(text) && text[i] == '#' {
			i++
		}
		if i < 7 && then(i) {
			return 0
		}
	case '0' <= c && c <= '9':
		for i < len(text) && '0' <= text[i] && text[i] <= '9' {
			i++
		}
		if i < 10 && i < len(text) && (text[i] == '.' || text[i] == ')') && then(i+1) {
			return i
		}
	}
	return -1
}
