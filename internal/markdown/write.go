package markdown

import (
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"clausewright/internal/document"
)

// Write writes a resolved document: one paragraph a line, numbers as text, a
// backslash only where a character would be markup. It returns the error of w.
func Write(w io.Writer, doc *document.Document) error {
	kept, _ := buffers.Get().(*[]byte)
	if kept == nil {
		kept = new([]byte)
	}
	p := &printer{style: doc.Style, old: doc.Style, buf: (*kept)[:0]}
	if doc.Was != nil {
		p.old = doc.Was.Style
	}
	defer func() { *kept = p.buf; buffers.Put(kept) }()
	p.front(doc)
	for _, d := range doc.Body {
		p.division(d, document.Part)
		if d.Kind == document.Part && d.ID == document.ContentsPart {
			p.contents(doc)
		}
	}
	_, err := w.Write(p.buf)
	return err
}

// Excerpt is what a wording makes of a document, written as a library writes it:
// no first line, no numbers of divisions, places named by {#id}, references
// without words. Of an article that begins it, only what its clauses say stands
// there.
func Excerpt(doc *document.Document) string {
	p := &printer{style: doc.Style, old: doc.Style, bare: true}
	for i, d := range doc.Body {
		if i > 0 || d.Kind != document.Article {
			p.division(d, document.Part)
			continue
		}
		p.top, p.clause = d.Kind, d.Clause
		if s := d.Sections(); p.clause == "" && len(s) > 0 {
			p.clause = s[0].Clause
		}
		p.blocks(d.Blocks, false)
	}
	return string(p.buf)
}

// buffers are those of documents written before.
var buffers sync.Pool

// printer holds what has been written and how the next line begins.
type printer struct {
	buf      []byte
	style    string
	prefix   string // before each line of the block at hand
	lead     string // instead of the prefix, once: the mark of an item or note
	top      document.DivisionKind
	clause   string
	detached int           // offset at which no part of a word may follow
	within   document.Mark // of what holds what is being written
	old      string        // style of what is only in the old document
	bare     bool          // as a library writes: without what follows from the rest of a draft
}

// line starts a line.
func (p *printer) line() {
	if p.lead != "" {
		p.buf = append(p.buf, p.lead...)
		p.lead = ""
		return
	}
	p.buf = append(p.buf, p.prefix...)
}

func (p *printer) end() { p.buf = append(p.buf, '\n') }

// gap leaves a line blank, except at the start of the draft.
func (p *printer) gap() {
	if len(p.buf) > 0 {
		p.buf = append(p.buf, strings.TrimRight(p.prefix, " ")...)
		p.end()
	}
}

func (p *printer) comment(content string) {
	p.line()
	p.buf = append(p.buf, Comment(content, "")...)
	p.end()
}

var kindNames = [...]string{document.Part: "part", document.Article: "article", document.Schedule: "schedule"}

// division writes a division that stands in one of the outer kind.
func (p *printer) division(d *document.Division, outer document.DivisionKind) {
	if d.Kind == document.Section {
		p.section(d, outer)
		return
	}
	p.top, p.clause, p.within = d.Kind, "", d.Mark
	p.gap()
	comment := kindNames[d.Kind] + ": " + d.ID
	if d.Mark != (document.Mark{}) {
		comment += "; " + markText(d.Mark)
	}
	if d.Was != nil {
		comment += "; " + wasComment + ": " + d.Was.Clause
	}
	p.comment(strings.TrimRight(comment, " "))
	if h := p.headingOf(d, outer); h.number != "" || h.words != "" || h.differs() {
		p.heading("## ", h)
	}
	if d.Clause != "" {
		p.startClause(d.Clause)
	}
	p.blocks(d.Blocks, false)
	p.within = document.Mark{}
}

// headingOf is what is written of a division's heading.
func (p *printer) headingOf(d *document.Division, outer document.DivisionKind) headingLine {
	h := headingLine{number: p.number(d), words: d.Heading, numbered: p.looksNumbered(d, outer)}
	if d.Kind == document.Section {
		h.id = d.ID
	}
	if d.Was != nil {
		h.was = &d.Was.Heading
		_, _, numbered := document.CutLabel(p.style, outer, d.Kind, d.Was.Heading)
		h.wasNumbered = numbered && d.Label == ""
		if d.Kind == document.Section && d.Was.ID != d.ID {
			h.wasID = &d.Was.ID
		}
	}
	return h
}

func (p *printer) section(d *document.Division, outer document.DivisionKind) {
	if d.Clause != p.clause {
		p.startClause(d.Clause)
	}
	p.gap()
	around := p.enter(d.Mark, true)
	p.heading("### ", p.headingOf(d, outer))
	p.blocks(d.Blocks, false)
	p.within = around
}

func (p *printer) startClause(id string) {
	p.clause = id
	p.gap()
	p.comment(clauseComment + ": " + id)
}

// number is a division's label as it stands in its heading.
func (p *printer) number(d *document.Division) string {
	if p.bare {
		return ""
	}
	return document.NumberedHeading(&document.Division{Label: d.Label})
}

// looksNumbered reports whether a heading without number reads as if it had one.
func (p *printer) looksNumbered(d *document.Division, outer document.DivisionKind) bool {
	style := p.style
	if !p.within.New() {
		style = p.old
	}
	_, _, ok := document.CutLabel(style, outer, d.Kind, d.Heading)
	return ok && d.Label == ""
}

// headingLine is what stands in a heading line.
type headingLine struct {
	number, words string
	numbered      bool    // the words look like a number and are none
	id            string  // of a section
	was           *string // in a redline, the words in the old document
	wasNumbered   bool
	wasID         *string // in a redline, the id in the old document, if another
}

func (h headingLine) differs() bool { return h.was != nil && *h.was != h.words }

// heading writes a heading line.
func (p *printer) heading(marks string, h headingLine) {
	p.line()
	p.buf = append(p.buf, marks...)
	within := p.within != (document.Mark{})
	if within {
		p.buf = append(p.buf, tag(p.within, false)...)
	}
	p.buf = append(p.buf, h.number...)
	if h.number != "" && (h.words != "" || h.differs()) {
		p.buf = append(p.buf, ' ')
	}
	if h.differs() {
		p.halfHeading(document.Mark{Change: document.Deleted}, *h.was, h.wasNumbered)
		p.halfHeading(document.Mark{Change: document.Inserted}, h.words, h.numbered)
	} else {
		p.headingWords(h.words, h.numbered, !within)
	}
	if within {
		p.buf = append(p.buf, endTag(p.within)...)
	}
	p.anchor(h.id, h.wasID)
	p.buf = trimSpaces(p.buf)
	p.end()
}

// halfHeading writes the words that a heading has in one of two documents.
func (p *printer) halfHeading(mark document.Mark, words string, numbered bool) {
	if words == "" {
		return
	}
	p.buf = append(p.buf, tag(mark, false)...)
	p.headingWords(words, numbered, false)
	p.buf = append(p.buf, endTag(mark)...)
}

// headingWords writes the words of a heading; alone tells that nothing but a
// number and an anchor stands beside them.
func (p *printer) headingWords(words string, numbered, alone bool) {
	if numbered {
		first, size := utf8.DecodeRuneInString(words)
		p.entity(first)
		words = words[size:]
	}
	p.text(words, span{heading: true, opens: alone && !numbered, closes: alone})
}

// enter begins what a mark holds, with a comment if it is not told otherwise. It
// returns the mark around that, which is within again behind it.
func (p *printer) enter(m document.Mark, comment bool) (around document.Mark) {
	around = p.within
	if m != (document.Mark{}) {
		p.within = m
		if comment {
			p.comment(markText(m))
		}
	}
	return around
}

func trimSpaces(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}

// anchor writes an id, and the one before if there was another.
func (p *printer) anchor(id string, was *string) {
	if id == "" && was == nil {
		return
	}
	if n := len(p.buf); n > 0 && p.buf[n-1] != ' ' {
		p.buf = append(p.buf, ' ')
	}
	if p.bare {
		p.buf = append(p.buf, "{#"+id+"}"...)
		return
	}
	p.buf = append(p.buf, "<a"...)
	if id != "" {
		p.buf = append(p.buf, ` id="`+id+`"`...)
	}
	if was != nil {
		p.buf = append(p.buf, ` data-was="`+*was+`"`...)
	}
	p.buf = append(p.buf, "></a>"...)
}

// contents lists the headings, each with a link where it has an id.
func (p *printer) contents(doc *document.Document) {
	p.gap()
	p.prefix = ""
	var list func(blocks []*document.Division)
	list = func(divisions []*document.Division) {
		for _, d := range divisions {
			if heading := document.NumberedHeading(d); heading != "" && d.ID != document.ContentsPart && d.ID != document.CoverPart {
				p.contentsLine(heading, d.ID)
			}
			p.prefix += "  "
			list(d.Sections())
			p.prefix = p.prefix[2:]
		}
	}
	list(doc.Body)
}

func (p *printer) contentsLine(heading, id string) {
	p.line()
	p.buf = append(p.buf, "- "...)
	if id == "" {
		p.text(heading, span{opens: true, closes: true, start: true})
	} else {
		p.reference(&document.Reference{Targets: []string{id}, Text: heading}, false)
	}
	p.end()
}
