package docx

import (
	"slices"
	"strconv"

	"clausewright/internal/document"
	"clausewright/internal/measure"
)

// printer is the text of one file in the making. Bookmarks, comments and marked
// changes take their numbers from one sequence: Word takes a file in which two
// of them are alike for a broken one.
type printer struct {
	xml
	doc      *document.Document
	opts     Options
	anchors  *anchors
	page     paper
	comments comments
	notes    map[*document.Note]document.Mark // those that changed
	ids      int

	starts   []string // bookmarks of the next paragraph
	opening  []int    // bookmarks that begin in the next paragraph and end later
	openers  []string // their names
	closed   int      // offset at which the last paragraph ends
	place    place
	mark     document.Mark // of all that is being printed
	ties     ties
	words    []byte // of the paragraph whose ties were looked for last
	running  int    // the bookmark of the clause whose sections are being printed
	inChange bool
	book     *measure.Book
	pictures int
	asked    map[[3]string]bool                     // the open values whose comment is printed
	signing  map[*document.Table]document.Signatory // blocks in which a service is to find its fields
}

// place is where in the document the printer is.
type place struct {
	part    bool // in a part, whose lists stand further left
	steps   int  // of indentation of the text here
	depth   int  // of lists
	entry   bool // in a definition
	comment bool // in a note
}

// id is a new number.
func (p *printer) id() string {
	p.ids++
	return strconv.Itoa(p.ids)
}

// look is how a paragraph looks beyond its style.
type look struct {
	style       string
	num         int // of a sequence of numbers that the style does not name; -1 for no number
	level       int
	left        int // how far from the margin; -1 as the style says
	keepNext    bool
	pageBreak   bool
	hanging     int  // how far before the text its first line begins
	beforeTable bool // which needs white above it
}

// paragraph prints one paragraph; content prints what is in it.
func (p *printer) paragraph(l look, mark document.Mark, content func()) {
	mark = p.within(mark)
	p.put(`<w:p><w:pPr><w:pStyle w:val="`, l.style, `"/>`)
	if l.keepNext {
		p.put(`<w:keepNext/>`)
	}
	if l.pageBreak {
		p.put(`<w:pageBreakBefore/>`)
	}
	switch {
	case l.num < 0:
		p.put(`<w:numPr><w:numId w:val="0"/></w:numPr>`)
	case l.num > 0:
		p.put(`<w:numPr><w:ilvl w:val="`, strconv.Itoa(l.level), `"/><w:numId w:val="`, strconv.Itoa(l.num), `"/></w:numPr>`)
	}
	switch {
	case l.beforeTable:
		p.put(`<w:spacing w:after="120"/>`)
	case l.pageBreak: // the page has white enough above
		p.put(`<w:spacing w:before="0"/>`)
	}
	switch {
	case l.hanging > 0:
		p.put(`<w:ind w:left="`, strconv.Itoa(l.left), `" w:hanging="`, strconv.Itoa(l.hanging), `"/>`)
	case l.left >= 0:
		p.put(`<w:ind w:left="`, strconv.Itoa(l.left), `" w:firstLine="0"/>`)
	}
	if tag := changeTag(mark); tag != "" {
		p.put(`<w:rPr>`)
		p.change(tag, mark)
		p.put(`/></w:rPr>`)
	}
	p.put(`</w:pPr>`)
	ends := p.begin()
	p.changed(mark, content)
	for _, id := range ends {
		p.put(`<w:bookmarkEnd w:id="`, id, `"/>`)
	}
	p.closed = len(p.buf)
	p.put(`</w:p>`)
}

// begin begins the bookmarks that wait for a paragraph, and returns those that
// end with it.
func (p *printer) begin() (ends []string) {
	for i, name := range p.openers {
		p.put(`<w:bookmarkStart w:id="`, strconv.Itoa(p.opening[i]), `" w:name="`, name, `"/>`)
	}
	p.openers, p.opening = nil, nil
	for _, name := range p.starts {
		id := p.id()
		p.put(`<w:bookmarkStart w:id="`, id, `" w:name="`, name, `"/>`)
		ends = append(ends, id)
	}
	p.starts = nil
	return ends
}

// open begins a bookmark with the next paragraph.
func (p *printer) open(name string) (id int) {
	p.ids++
	p.openers, p.opening = append(p.openers, name), append(p.opening, p.ids)
	return p.ids
}

// end ends a bookmark with the last paragraph. One that has not begun, since
// nothing was printed, is dropped.
func (p *printer) end(id int) {
	if i := slices.Index(p.opening, id); i >= 0 {
		p.openers, p.opening = slices.Delete(p.openers, i, i+1), slices.Delete(p.opening, i, i+1)
		return
	}
	p.insert(`<w:bookmarkEnd w:id="` + strconv.Itoa(id) + `"/>`)
}

// insert puts markup at the end of the last paragraph.
func (p *printer) insert(markup string) {
	p.buf = slices.Insert(p.buf, p.closed, []byte(markup)...)
	p.closed += len(markup)
}

// body prints the main part.
func (p *printer) body() []byte {
	p.buf = slices.Grow(p.buf[:0], lengthOf(p.doc))
	p.put(declaration, `<w:document xmlns:w="`, wordNamespace, `" xmlns:r="`, linkNamespace, `" xmlns:wp="`, drawNamespace,
		`" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`,
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><w:body>`)
	if !p.covered() {
		p.title()
	}
	alone, scheduled := false, document.RunsOn(p.doc) // the division before has its pages to itself; the schedules run on
	for i, d := range p.doc.Body {
		own := d.Kind == document.Part && (d.ID == document.CoverPart || d.ID == document.KeyTermsPart && !document.RunsOn(p.doc) || d.ID == document.ContentsPart)
		first := d.Kind == document.Schedule && !scheduled
		scheduled = scheduled || first
		p.division(d, nil, i > 0 && (own || alone || first))
		alone = own
	}
	if len(p.starts)+len(p.openers) > 0 || len(p.doc.Body) == 0 || p.endsInTable() {
		p.paragraph(look{style: "BodyText", left: -1}, document.Mark{}, func() {})
	}
	p.section()
	p.put(`</w:body></w:document>`)
	return p.buf
}

// lengthOf is about how long the main part is.
func lengthOf(doc *document.Document) int {
	size := 8000
	document.Walk(doc, func(node any) bool {
		size += 100
		switch n := node.(type) {
		case *document.Text:
			size += len(n.Text)
		case *document.Use:
			size += len(n.Text)
		}
		return true
	})
	return size
}

// covered reports whether the document begins with a cover.
func (p *printer) covered() bool {
	return len(p.doc.Body) > 0 && p.doc.Body[0].ID == document.CoverPart
}

// endsInTable reports whether the last thing printed is no paragraph: a file
// has to end in one.
func (p *printer) endsInTable() bool { return len(p.buf) != p.closed+len(`</w:p>`) }

// section prints the paper and what runs on every page.
func (p *printer) section() {
	p.put(`<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>`)
	if p.covered() {
		p.put(`<w:headerReference w:type="first" r:id="rIdFirstHeader"/>`)
	}
	p.put(`<w:footerReference w:type="default" r:id="rIdFooter"/>`)
	if p.covered() {
		p.put(`<w:footerReference w:type="first" r:id="rIdFirstFooter"/>`)
	}
	m := strconv.Itoa(margin)
	p.put(`<w:pgSz w:w="`, strconv.Itoa(p.page.width), `" w:h="`, strconv.Itoa(p.page.height), `"/><w:pgMar w:top="`, m, `" w:right="`, m, `" w:bottom="`, m, `" w:left="`, m,
		`" w:header="680" w:footer="680" w:gutter="0"/>`)
	if p.covered() {
		p.put(`<w:titlePg/>`)
	}
	p.put(`</w:sectPr>`)
}
