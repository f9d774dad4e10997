package docx

import (
	"slices"
	"strings"

	"clausewright/internal/document"
)

// division prints a division of any kind; outer holds it, or is nil.
func (p *printer) division(d, outer *document.Division, newPage bool) {
	defer p.marked(d.Mark)()
	p.place = place{part: d.Kind == document.Part || outer != nil && outer.Kind == document.Part}
	p.starts = append(p.starts, p.anchors.of[d]...)
	if d.Was != nil && d.Was.Clause != d.Clause {
		p.starts = append(p.starts, p.anchors.give(wasClause, d.Was.Clause))
	}
	ends := p.clause(d, outer)
	first := look{style: "BodyText", left: -1, pageBreak: newPage}
	blocks := d.Blocks
	switch {
	case d.ID == document.CoverPart && outer == nil:
		p.cover(d)
		p.finish(ends)
		return
	case d.Kind == document.Section:
		blocks = p.sectionHeading(d)
	case d.Kind == document.Article:
		p.heading(d, look{style: "Heading1", left: -1, pageBreak: newPage})
	case d.Kind == document.Schedule:
		p.heading(d, look{style: "ScheduleHeading", left: -1, pageBreak: newPage})
	case d.ID == document.ContentsPart && len(d.Blocks) == 0:
		first.style = "TOCHeading"
		p.heading(d, first)
		p.contents()
	case d.Heading != "":
		first.style = "PartHeading"
		p.heading(d, first)
	default:
		p.starts = append(p.starts, p.anchors.give(partMark, d.ID))
	}
	p.finish(ends)
	inside := p.place
	for i, b := range blocks {
		if s, ok := b.(*document.Division); ok {
			p.division(s, d, false)
			p.place = inside
			continue
		}
		p.block(blocks, i)
	}
}

// finish ends bookmarks with the last paragraph.
func (p *printer) finish(ids []int) {
	for _, id := range ids {
		p.end(id)
	}
}

// clause begins the bookmark of the clause that a division holds the wording
// of, unless the division before has begun it, and returns those that end with
// the heading of this one.
func (p *printer) clause(d, outer *document.Division) []int {
	if d.Clause == "" {
		return nil
	}
	var before, after *document.Division
	if outer != nil {
		sections := outer.Sections()
		i := slices.Index(sections, d)
		if i > 0 {
			before = sections[i-1]
		}
		if i+1 < len(sections) {
			after = sections[i+1]
		}
	}
	if !onward(before, d) {
		p.running = p.open(p.anchors.give(clauseMark, d.Clause))
	}
	if !onward(d, after) {
		return []int{p.running}
	}
	return nil
}

// onward reports whether the bookmark of a clause goes on from one section to the
// next. One that comes or goes has a bookmark of its own, which goes with it.
func onward(d, next *document.Division) bool {
	return d != nil && next != nil && d.Clause == next.Clause && d.Mark == (document.Mark{}) && next.Mark == (document.Mark{})
}

// heading prints the heading of a division.
func (p *printer) heading(d *document.Division, l look) {
	typed := p.anchors.counters.typed[d]
	if k := headingList(d); typed && k != noList {
		l.num = typedNumber
		l.left, l.hanging = k.indents(d.Number.Level, !strings.Contains(d.Label, " "))
	}
	p.paragraph(l, document.Mark{}, func() {
		if typed {
			p.typedLabel(tocLabel(d), l)
		}
		p.headingText(d)
	})
}

// headingText prints the words of a heading, with those of the old document.
func (p *printer) headingText(d *document.Division) {
	if d.Was == nil || d.Was.Heading == d.Heading || p.mark != (document.Mark{}) {
		p.phrase(d.Heading)
		return
	}
	p.changed(document.Mark{Change: document.Deleted}, func() { p.phrase(d.Was.Heading) })
	p.changed(document.Mark{Change: document.Inserted}, func() { p.phrase(d.Heading) })
}

// sectionHeading prints the heading of a section, or has the section's number
// stand before its first paragraph. It returns the blocks still to be printed.
func (p *printer) sectionHeading(d *document.Division) []document.Block {
	list := headingList(d)
	heading, text := "PartHeading2", "SectionText"
	switch list {
	case agreement:
		heading, p.place.steps = "Heading2", 1
	case schedules:
		heading, p.place.steps = "ScheduleHeading2", 1
	}
	if d.Heading != "" || p.anchors.counters.typed[d] {
		l := look{style: heading, left: -1}
		_, l.beforeTable = firstBlock(d.Blocks).(*document.Table)
		p.heading(d, l)
		return d.Blocks
	}
	l := look{style: text, left: -1, num: -1}
	if list != noList {
		l.num, l.level = int(list), 1
	}
	if first, ok := firstBlock(d.Blocks).(*document.Paragraph); ok {
		l.lead(d.Blocks, 0)
		p.paragraph(l, first.Mark, func() { p.prose(first.Inlines) })
		return d.Blocks[1:]
	}
	p.paragraph(l, document.Mark{}, func() {})
	return d.Blocks
}

func firstBlock(blocks []document.Block) document.Block {
	if len(blocks) == 0 {
		return nil
	}
	return blocks[0]
}

// title prints the title of the document.
func (p *printer) title() {
	p.paragraph(look{style: "Title", left: -1}, document.Mark{}, func() { p.phrase(p.doc.Title) })
}

// cover prints the first page: the legend, the title, the parties, and below
// them what else the part says.
func (p *printer) cover(d *document.Division) {
	p.paragraph(look{style: "DraftLegend", left: -1}, document.Mark{}, func() { p.phrase(p.doc.Legend) })
	p.title()
	names := 0 // the blocks up to the last name
	for i, b := range d.Blocks {
		if document.IsName(b) {
			names = i + 1
		}
	}
	for i, b := range d.Blocks {
		paragraph, ok := b.(*document.Paragraph)
		if !ok {
			p.block(d.Blocks, i)
			continue
		}
		style := "CoverNote"
		switch {
		case document.IsName(b):
			style = "CoverParty"
		case i < names:
			style = "CoverText"
		}
		l := look{style: style, left: -1}
		l.lead(d.Blocks, i)
		p.paragraph(l, paragraph.Mark, func() { p.prose(paragraph.Inlines) })
	}
}

// lead makes the look of block i of a sequence that of a paragraph which leads
// to the next.
func (l *look) lead(blocks []document.Block, i int) {
	if i+1 < len(blocks) {
		l.keepNext = document.Introduces(blocks[i], blocks[i+1])
		_, l.beforeTable = blocks[i+1].(*document.Table)
	}
}

// contents prints the table of contents: a field that Word can bring up to
// date, with an entry for each part, article and schedule. It has no pages, which nobody knows
// before Word has set the text.
func (p *printer) contents() {
	begun := false
	for _, d := range p.doc.Body {
		p.entry(d, &begun)
	}
	if begun {
		p.paragraph(look{style: "TOCEnd", left: -1}, document.Mark{}, func() { p.put(`<w:r><w:fldChar w:fldCharType="end"/></w:r>`) })
	}
}

// contentsField lists the headings of the first level, as links: those of
// sections would fill pages.
const contentsField = ` TOC \o "1-1" \h \z \u `

// entry prints one entry of the contents. What has no heading has none.
func (p *printer) entry(d *document.Division, begun *bool) {
	if d.Heading == "" || d.ID == document.CoverPart || d.ID == document.ContentsPart || !d.Mark.New() {
		return
	}
	p.paragraph(look{style: "TOC1", left: -1}, document.Mark{}, func() {
		if !*begun {
			p.put(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">`)
			p.xml.text(contentsField)
			p.put(`</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`)
			*begun = true
		}
		p.put(`<w:hyperlink w:anchor="`, p.anchors.name(d), `" w:history="1">`)
		if d.Label != "" {
			p.run(tocLabel(d), format{})
			if !strings.Contains(d.Label, " ") {
				p.put(`<w:r><w:tab/></w:r>`)
			} else {
				p.run(" ", format{})
			}
		}
		p.run(d.Heading, format{})
		p.put(`</w:hyperlink>`)
	})
}

// tocLabel is the number of a division with the full stop that Word prints.
func tocLabel(d *document.Division) string {
	if strings.Contains(d.Label, ".") {
		return d.Label
	}
	return d.Label + "."
}
