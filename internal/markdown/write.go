package markdown

import (
	"encoding/json"
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
	p := &printer{style: doc.Style, buf: (*kept)[:0]}
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
	detached int // offset at which no part of a word may follow
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
	p.buf = append(p.buf, "<!-- "+content+" -->"...)
	p.end()
}

// front writes what describes the draft, and its title.
func (p *printer) front(doc *document.Document) {
	m := metadata{doc.Style, doc.Lang, doc.ID, doc.Legend, doc.Date}
	if m != (metadata{}) {
		text, err := json.Marshal(m)
		if err == nil { // strings always marshal
			p.comment("clausewright: " + string(text))
		}
	}
	if doc.Title != "" {
		p.gap()
		p.heading("# ", "", doc.Title, "", false)
	}
}

var kindNames = [...]string{document.Part: "part", document.Article: "article", document.Schedule: "schedule"}

// division writes a division that stands in one of the outer kind.
func (p *printer) division(d *document.Division, outer document.DivisionKind) {
	if d.Kind == document.Section {
		p.section(d, outer)
		return
	}
	p.top, p.clause = d.Kind, ""
	p.gap()
	p.comment(kindNames[d.Kind] + ": " + d.ID)
	if d.Label != "" || d.Heading != "" {
		p.heading("## ", number(d), d.Heading, "", p.looksNumbered(d, outer))
	}
	if d.Clause != "" {
		p.startClause(d.Clause)
	}
	p.blocks(d.Blocks, false)
}

func (p *printer) section(d *document.Division, outer document.DivisionKind) {
	if d.Clause != p.clause {
		p.startClause(d.Clause)
	}
	p.gap()
	p.heading("### ", number(d), d.Heading, d.ID, p.looksNumbered(d, outer))
	p.blocks(d.Blocks, false)
}

func (p *printer) startClause(id string) {
	p.clause = id
	p.gap()
	p.comment("clause: " + id)
}

// number is a division's label as it stands in its heading.
func number(d *document.Division) string {
	return document.NumberedHeading(&document.Division{Label: d.Label})
}

// looksNumbered reports whether a heading without number reads as if it had one.
func (p *printer) looksNumbered(d *document.Division, outer document.DivisionKind) bool {
	_, _, ok := document.CutLabel(p.style, outer, d.Kind, d.Heading)
	return ok && d.Label == ""
}

// heading writes a heading line; numbered tells that its words look like a
// number and are none.
func (p *printer) heading(marks, number, heading, id string, numbered bool) {
	p.line()
	p.buf = append(p.buf, marks...)
	p.buf = append(p.buf, number...)
	if number != "" && heading != "" {
		p.buf = append(p.buf, ' ')
	}
	if numbered {
		first, size := utf8.DecodeRuneInString(heading)
		p.entity(first)
		heading = heading[size:]
	}
	p.text(heading, span{heading: true, opens: !numbered, closes: true})
	p.anchor(id)
	p.buf = trimSpaces(p.buf)
	p.end()
}

func trimSpaces(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}

func (p *printer) anchor(id string) {
	if id == "" {
		return
	}
	if n := len(p.buf); n > 0 && p.buf[n-1] != ' ' {
		p.buf = append(p.buf, ' ')
	}
	p.buf = append(p.buf, `<a id="`+id+`"></a>`...)
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
			var sections []*document.Division
			for _, b := range d.Blocks {
				if s, ok := b.(*document.Division); ok {
					sections = append(sections, s)
				}
			}
			p.prefix += "  "
			list(sections)
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
