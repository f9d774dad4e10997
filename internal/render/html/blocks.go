package html

import (
	"strconv"

	"clausewright/internal/document"
)

// kinds are the classes of the divisions.
var kinds = [...]string{
	document.Part:     "part",
	document.Article:  "article",
	document.Section:  "section",
	document.Schedule: "schedule",
}

// division writes a part, an article, a section or a schedule. Its heading,
// if it has one, is one level below the heading around it; without one, its
// label runs in. Each has a link to itself.
func (p *printer) division(d *document.Division) {
	p.put(`<section class="`, kinds[d.Kind], `" id="`, p.anchors.divisions[d], "\">\n")
	p.holding(d.Mark, func() {
		if headed(d) {
			p.heading(d)
			p.inside(d, "", min(p.place.level+1, 6))
		} else {
			p.self(d)
			p.inside(d, d.Label, p.place.level)
		}
	})
	p.put("</section>\n")
}

// headed reports whether d has a heading of its own; the number of a section
// alone is none.
func headed(d *document.Division) bool {
	return d.Heading != "" || d.Label != "" && d.Kind != document.Section
}

// inside writes the blocks of d, with label before them and headings at level.
func (p *printer) inside(d *document.Division, label string, level int) {
	outer := p.place
	p.place = place{within: d, anchor: p.anchors.divisions[d], level: level}
	p.blocks(label, d.Blocks)
	p.place = outer
}

// heading writes the heading of d and the link to d itself.
func (p *printer) heading(d *document.Division) {
	level := strconv.Itoa(p.place.level)
	p.put("<h", level, ">")
	var was *string
	if d.Was != nil {
		was = &d.Was.Heading
	}
	p.marked(p.within, func() { p.caption(d, was) })
	p.put("</h", level, ">")
	p.self(d)
}

// self writes the link of d to itself; the style sheet draws its mark. A
// division that has no name has no such link.
func (p *printer) self(d *document.Division) {
	name := d.Name()
	if name == "" {
		return
	}
	p.put(`<a class="self" href="#`, p.anchors.divisions[d], `" aria-label="Link to `)
	p.text(name)
	p.put("\"></a>\n")
}

// caption writes the label and the heading of d: "4.2 Sunset", "Article 4.
// Licence". Was is the heading before, in a redline.
func (p *printer) caption(d *document.Division, was *string) {
	if d.Label != "" {
		p.label(d.PrintedLabel())
	}
	p.renamed(was, d.Heading)
}

// label writes a number as text; the style sheet hangs it in the margin.
func (p *printer) label(label string) {
	p.put(`<span class="label">`)
	p.text(label)
	p.put("</span> ")
}

// blocks writes blocks in order. A label that is not empty runs in at the
// start of the first paragraph.
func (p *printer) blocks(label string, blocks []document.Block) {
	if label != "" && !startsWithParagraph(blocks) {
		p.put("<p>")
		p.marked(p.within, func() { p.label(label) })
		p.put("</p>\n")
		label = ""
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Division:
			p.division(b)
		case *document.Paragraph:
			p.holding(b.Mark, func() { p.paragraph(label, b) })
			label = ""
		case *document.List:
			p.list(b)
		case *document.Table:
			p.holding(b.Mark, func() { p.table(b) })
		case *document.Picture:
			p.holding(b.Mark, func() { p.marked(p.within, func() { p.picture(b) }) })
		case *document.Definitions:
			p.holding(b.Mark, func() { p.definitions(b) })
		case *document.Note:
			p.put(`<aside class="note" role="note">`, "\n")
			p.blocks("", b.Blocks)
			p.put("</aside>\n")
		}
	}
}

func startsWithParagraph(blocks []document.Block) bool {
	if len(blocks) == 0 {
		return false
	}
	_, ok := blocks[0].(*document.Paragraph)
	return ok
}

func (p *printer) paragraph(label string, b *document.Paragraph) {
	p.put("<p>")
	p.marked(p.within, func() {
		if label != "" {
			p.label(label)
		}
		p.inlines(b.Inlines)
	})
	p.put("</p>\n")
}

// list writes an enumeration whose labels are text.
func (p *printer) list(l *document.List) {
	open, end := `<ol class="items">`, "</ol>\n"
	if l.Marker == document.Bulleted {
		open, end = "<ul>", "</ul>\n"
	}
	p.put(open, "\n")
	for _, item := range l.Items {
		p.item(item)
	}
	p.put(end)
}

// item writes one item; the ids of the items inside it begin with its own.
func (p *printer) item(item *document.Item) {
	key := anchorName(item.Label)
	if key == "" {
		p.place.items++
		key = strconv.Itoa(p.place.items)
	}
	anchor := p.anchors.item(item, p.place.anchor, key)
	p.put(`<li id="`, anchor, `">`)
	p.holding(item.Mark, func() { p.at(anchor, item.Label, item.Blocks) })
	p.put("</li>\n")
}

// definitions writes the compiled list, one block for each term.
func (p *printer) definitions(list *document.Definitions) {
	p.put(`<div class="definitions">`, "\n")
	for _, entry := range list.Entries {
		anchor := p.place.anchor
		if d := leading(entry.Blocks); d != nil && p.anchors.terms[d.Term] != nil {
			anchor = p.anchors.terms[d.Term].anchor
		}
		p.put(`<div class="entry">`)
		p.holding(entry.Mark, func() { p.at(anchor, "", entry.Blocks) })
		p.put("</div>\n")
	}
	p.put("</div>\n")
}

// at writes blocks whose items take ids that begin with anchor.
func (p *printer) at(anchor, label string, blocks []document.Block) {
	outer := p.place
	p.place.anchor, p.place.items = anchor, 0
	p.blocks(label, blocks)
	p.place = outer
}
