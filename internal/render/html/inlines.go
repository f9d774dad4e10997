package html

import (
	"cmp"
	"unicode/utf8"

	"clausewright/internal/document"
)

// inlines writes running text.
func (p *printer) inlines(inlines []document.Inline) {
	for _, in := range inlines {
		switch in := in.(type) {
		case *document.Text:
			p.answer(in)
		case *document.Strong:
			p.put("<strong>")
			p.inlines(in.Inlines)
			p.put("</strong>")
		case *document.Emphasis:
			p.put("<em>")
			p.inlines(in.Inlines)
			p.put("</em>")
		case *document.Revision:
			p.marked(in.Mark, func() { p.inlines(in.Inlines) })
		case *document.Definition:
			p.definition(in)
		case *document.Use:
			p.use(in)
		case *document.Reference:
			p.reference(in)
		case *document.Blank:
			p.blank(in)
		case *document.Break:
			p.put("<br>\n")
		}
	}
}

// answer writes text, with the path of the question that printed it where that is
// wanted.
func (p *printer) answer(t *document.Text) {
	path := ""
	if p.asked {
		path = t.Origin.Path()
	}
	if path == "" {
		p.text(t.Text)
		return
	}
	p.put(`<span data-path="`, path, `">`)
	p.text(t.Text)
	p.put("</span>")
}

// definition writes the term being defined. The first definition of a term is
// the one its uses lead to.
func (p *printer) definition(d *document.Definition) {
	p.put("<dfn")
	if t := p.anchors.terms[d.Term]; t != nil && t.definition == d {
		p.put(` id="`, t.anchor, `"`)
	}
	p.put(">“")
	p.text(d.Term)
	p.put("”</dfn>")
}

// use writes a term in use as a link to its definition; a term that the
// document does not define is plain text. In the text, a link without a class
// is a use: nothing else is as frequent.
func (p *printer) use(u *document.Use) {
	t, ok := p.anchors.terms[u.Term]
	if !ok {
		p.text(u.Text)
		return
	}
	p.put(`<a href="#`, t.anchor, `">`)
	p.text(u.Text)
	p.put("</a>")
}

// reference writes a cross-reference as a link that tells the heading of its
// target; a reference to nothing in the document is plain text.
func (p *printer) reference(r *document.Reference) {
	var t target
	if len(r.Targets) > 0 {
		t = p.anchors.targets[r.Targets[0]]
	}
	if t.anchor == "" {
		p.text(r.Text)
		return
	}
	p.put(`<a class="ref" href="#`, t.anchor, `"`)
	if t.heading != "" {
		p.put(` title="`)
		p.text(t.heading)
		p.put(`"`)
	}
	p.put(">")
	p.text(r.Text)
	p.put("</a>")
}

// blank writes a value still open, named by the question that asks for it, as
// a link to its row among the open points. A draft without such a row has a
// mark; the role lets it have a name. The title shows the name to a reader
// with a pointer.
func (p *printer) blank(b *document.Blank) {
	question := cmp.Or(b.Ask, b.Name)
	open, end := `<mark class="blank" role="img"`, `</mark>`
	if row, ok := p.anchors.open[question]; ok {
		open, end = `<a class="blank" href="#`+row+`"`, `</a>`
	}
	if p.asked {
		open += ` data-path="` + b.Name + `"`
	}
	p.put(open, ` aria-label="Open point: `)
	p.text(question)
	p.put(`" title="Open point: `)
	p.text(question)
	p.put(`">`, document.OpenMark, end)
}

// put writes markup of our own, in which nothing needs escaping.
func (p *printer) put(markup ...string) {
	buf := p.buf
	for _, s := range markup {
		buf = append(buf, s...)
	}
	p.buf = buf
}

// text writes words of the document so that they are read as those words,
// between tags and in quoted attributes alike.
func (p *printer) text(s string) { p.escaped(s, &htmlEscapes) }

// cssText writes words of the document inside a quoted string of the style
// sheet, where they can end neither the string nor the style element.
func (p *printer) cssText(s string) { p.escaped(s, &cssEscapes) }

// replacement stands for a character that no HTML file may hold.
const replacement = "\uFFFD"

// escapes tells which bytes need a look, and what each ASCII character is
// written as if not as itself.
type escapes struct {
	look    [256]bool
	instead [utf8.RuneSelf]string
}

var htmlEscapes = newEscapes(map[byte]string{
	'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;",
	'\t': "", '\n': "", '\f': " ", '\r': " ",
})

var cssEscapes = newEscapes(map[byte]string{
	'"': `\22 `, '\\': `\5c `, '<': `\3c `,
	'\t': " ", '\n': " ", '\f': " ", '\r': " ",
})

// newEscapes adds the given entries to one that replaces control characters.
// Beyond ASCII every byte needs a look.
func newEscapes(entries map[byte]string) (e escapes) {
	for c := range e.instead {
		if c < ' ' || c == 0x7F {
			e.instead[c] = replacement
		}
	}
	for c, s := range entries {
		e.instead[c] = s
	}
	for c := range e.look {
		e.look[c] = c >= utf8.RuneSelf || e.instead[c] != ""
	}
	return e
}

// escaped writes s with its special characters as e tells, and with invalid
// UTF-8, controls and noncharacters replaced.
func (p *printer) escaped(s string, e *escapes) {
	buf, from := p.buf, 0
	for i := 0; i < len(s); {
		if !e.look[s[i]] {
			i++
			continue
		}
		instead, size := e.special(s[i:])
		if instead != "" {
			buf = append(buf, s[from:i]...)
			buf = append(buf, instead...)
			from = i + size
		}
		i += size
	}
	p.buf = append(buf, s[from:]...)
}

// special returns what stands instead of the first character of s, if
// anything does, and the size of that character in bytes.
func (e *escapes) special(s string) (instead string, size int) {
	if s[0] < utf8.RuneSelf {
		return e.instead[s[0]], 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if forbidden(r, size) {
		return replacement, size
	}
	return "", size
}

// forbidden reports whether r, decoded from size bytes, may not stand in an
// HTML file: invalid UTF-8, a C1 control or a noncharacter.
func forbidden(r rune, size int) bool {
	return r == utf8.RuneError && size == 1 || r < 0xA0 || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE
}
