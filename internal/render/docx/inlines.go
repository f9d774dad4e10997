package docx

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"clausewright/internal/document"

	"golang.org/x/text/unicode/bidi"
)

// format is how a run of text looks beyond its paragraph.
type format struct {
	style        string // of characters
	bold, italic bool
	rightLeft    bool
	ties         bool // a space or hyphen at which a line does not end, though the document does not say so
}

// inlines prints running text.
func (p *printer) inlines(list []document.Inline, f format) {
	for _, inline := range list {
		switch n := inline.(type) {
		case *document.Text:
			p.run(n.Text, f)
		case *document.Use:
			p.run(n.Text, f)
		case *document.Strong:
			bold := f
			bold.bold = true
			p.inlines(n.Inlines, bold)
		case *document.Emphasis:
			italic := f
			italic.italic = true
			p.inlines(n.Inlines, italic)
		case *document.Definition:
			p.definition(n, f)
		case *document.Reference:
			p.reference(n, f)
		case *document.Blank:
			p.blank(n, f)
		case *document.Break:
			p.put(`<w:r>`)
			p.properties(f)
			p.put(`<w:br/></w:r>`)
			p.ties.skip(1)
		case *document.Revision:
			p.changed(n.Mark, func() { p.inlines(n.Inlines, f) })
		}
	}
}

// run prints text in one look. A space or hyphen that ties is a run of its own,
// whose look tells it from one that ties in the document.
func (p *printer) run(s string, f format) {
	for s != "" {
		n := p.ties.pass(len(s))
		p.directed(s[:n], f)
		if s = s[n:]; s != "" {
			p.ties.tie()
			tie := f
			tie.ties = true
			p.piece(tying[s[0]], tie)
			s = s[1:]
		}
	}
}

// tying are a space and a hyphen at which no line ends.
var tying = map[byte]string{' ': "\u00a0", '-': noBreakHyphen}

const noBreakHyphen = "\u2011"

// directed prints text. What is written from right to left is a run of its own,
// so that Word sets it as such.
func (p *printer) directed(s string, f format) {
	for s != "" {
		n, rightLeft := direction(s)
		f.rightLeft = rightLeft
		p.piece(s[:n], f)
		s = s[n:]
	}
}

// direction is how much of s, from its start, is written in one direction.
func direction(s string) (n int, rightLeft bool) {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf
	}
	if ascii {
		return len(s), false
	}
	for i, r := range s {
		p, _ := bidi.LookupRune(r)
		switch class := p.Class(); {
		case class == bidi.R || class == bidi.AL:
			if i > 0 && !rightLeft {
				return i, false
			}
			rightLeft = true
		case class == bidi.L || !rightLeft:
			if rightLeft {
				return i, true
			}
		}
	}
	return len(s), rightLeft
}

// piece prints a run. Many faces lack the hyphen at which no line ends: Word has a mark for it.
func (p *printer) piece(s string, f format) {
	p.put(`<w:r>`)
	p.properties(f)
	tag := `w:t`
	if p.deleting() {
		tag = `w:delText`
	}
	first := true
	for part := range strings.SplitSeq(s, noBreakHyphen) {
		if !first {
			p.put(`<w:noBreakHyphen/>`)
		}
		first = false
		if part != "" || s == "" {
			p.put(`<`, tag, space(part), `>`)
			p.xml.text(part)
			p.put(`</`, tag, `>`)
		}
	}
	p.put(`</w:r>`)
}

// properties prints the look of a run.
func (p *printer) properties(f format) {
	if f == (format{}) && !p.moving() {
		return
	}
	p.put(`<w:rPr>`)
	if f.style != "" {
		p.put(`<w:rStyle w:val="`, f.style, `"/>`)
	}
	if f.bold {
		p.put(`<w:b/><w:bCs/>`)
	}
	if f.italic {
		p.put(`<w:i/><w:iCs/>`)
	}
	if p.moving() {
		p.put(`<w:color w:val="2E7D32"/>`)
	}
	if f.ties {
		p.put(tiedLook)
	}
	if f.rightLeft {
		p.put(`<w:rtl/>`)
	}
	p.put(`</w:rPr>`)
}

// bookmark prints a bookmark around what content prints.
func (p *printer) bookmark(name string, content func()) {
	id := p.id()
	p.put(`<w:bookmarkStart w:id="`, id, `" w:name="`, name, `"/>`)
	content()
	p.put(`<w:bookmarkEnd w:id="`, id, `"/>`)
}

// definition prints the term being defined. In a change there are no
// bookmarks: accepting and rejecting would leave them behind.
func (p *printer) definition(d *document.Definition, f format) {
	f.style = "DefinedTerm"
	if changeTag(p.mark) != "" {
		p.run("“"+d.Term+"”", f)
		return
	}
	p.bookmark(p.anchors.give(termMark, d.Term), func() { p.run("“"+d.Term+"”", f) })
}

// reference prints a cross-reference as text and fields.
func (p *printer) reference(r *document.Reference, f format) {
	fields := p.anchors.fields(r)
	if p.place.comment { // where programs bring no field up to date, and some show none
		fields = p.anchors.linked(r)
	}
	for _, one := range fields {
		if one.bookmark == "" {
			p.run(one.shown, f)
			continue
		}
		code := `REF ` + one.bookmark + one.switches
		if one.switches == "" && changeTag(p.mark) != "" { // a change holds runs only, which a field is
			code = `HYPERLINK \l ` + one.bookmark
		} else if one.switches == "" {
			p.put(`<w:hyperlink w:anchor="`, one.bookmark, `" w:history="1">`)
			p.run(one.shown, f)
			p.put(`</w:hyperlink>`)
			continue
		}
		p.fieldMark("begin", f)
		tag := `w:instrText`
		if p.deleting() {
			tag = `w:delInstrText`
		}
		p.put(`<w:r>`)
		p.properties(f)
		p.put(`<`, tag, ` xml:space="preserve"> `, code, ` </`, tag, `></w:r>`)
		p.fieldMark("separate", f)
		p.run(one.shown, f)
		p.fieldMark("end", f)
	}
}

// fieldMark prints where a field begins, is separated or ends, in the look of
// its result: programs give the result that look when they work it out.
func (p *printer) fieldMark(kind string, f format) {
	p.put(`<w:r>`)
	p.properties(f)
	p.put(`<w:fldChar w:fldCharType="`, kind, `"/></w:r>`)
}

// blank prints a value still open, with the question that asks for it as a
// comment where the value is first missing, in what stays and in what changes.
func (p *printer) blank(b *document.Blank, f format) {
	f.style = "OpenPoint"
	question := cmp.Or(b.Ask, b.Name)
	key := [3]string{b.Name, b.Ask, changeTag(p.mark)}
	first := !p.asked[key] && !p.asked[[3]string{b.Name, b.Ask}] && !p.place.comment
	id := ""
	if first {
		p.asked[key] = true
		id = p.comments.next(p)
		p.comments.line(id, openPoint, p.doc.Date, question)
		p.put(`<w:commentRangeStart w:id="`, id, `"/>`)
	}
	p.bookmark(p.anchors.give(blankMark, b.Name), func() { p.run(document.OpenMark, f) })
	if first {
		p.put(`<w:commentRangeEnd w:id="`, id, `"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="`, id, `"/></w:r>`)
	}
}
