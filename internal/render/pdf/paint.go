package pdf

import (
	"cmp"
	"fmt"
	"strconv"

	"clausewright/internal/document"
)

// paper is the size of a page.
type paper struct{ width, height length }

// A volume is a document laid out in pages, with what runs on each of them.
type volume struct {
	paper  paper
	pages  []*page
	where  map[place]spot
	header []*row
	id     *text
	book   *fontBook
	tree   *element // root of the structure
}

// Measures of what runs on every page, from the edges of the paper.
const (
	headerTop    = 34 * point
	headerSpace  = 14 * point // least white between header and body
	footerBase   = 40 * point // of the base line, from below
	headerLimit  = 6          // lines of a running header
	pageNumbers  = 90 * point // room for "Page X of Y"
	headerRuleBy = 3 * point
)

// layOut composes the document and binds it into pages, in a workspace that
// nobody else uses.
func layOut(doc *document.Document, p paper, w *workspace) (*volume, error) {
	book, err := newFontBook(w)
	if err != nil {
		return nil, err
	}
	v := &volume{paper: p, book: book, tree: newTree(w)}
	f := frame{left: margin, width: v.paper.width - 2*margin, size: textSize, lead: textLead}
	top := v.runningHeader(doc, f)
	v.id = book.set("", []document.Inline{&document.Text{Text: doc.ID}}, roman, smallSize)
	b := &paginator{top: top, bottom: v.paper.height - margin, where: map[place]spot{}, stock: &w.placed}
	c := &compositor{doc: doc, book: book, signing: doc.Signatories(), level: -1, body: b.bottom - b.top, at: v.tree}
	c.compose(f)
	b.paginate(c.rows)
	b.pages[0].plain = len(doc.Body) > 0 && doc.Body[0].ID == document.CoverPart
	v.pages, v.where = b.pages, b.where
	return v, nil
}

// runningHeader sets title and legend on one line, or one below the other
// where they are too long for that. It gives the top of the body.
func (v *volume) runningHeader(doc *document.Document, f frame) length {
	f.size, f.lead, f.align = smallSize, smallLead, left
	title := v.book.set("", []document.Inline{&document.Text{Text: doc.Title}}, roman, smallSize)
	legend := v.book.set("", []document.Inline{&document.Text{Text: doc.Legend}}, roman, smallSize)
	wide := legend.width(0, len(legend.glyphs))
	if title.width(0, len(title.glyphs))+wide+20*point <= f.width {
		v.header = append(title.rows(f), legend.rows(f.inset(f.width-wide))...)
		return v.underHeader(f, min(1, len(v.header)))
	}
	v.header = append(title.rows(f), legend.rows(f)...)
	v.header = v.header[:min(len(v.header), headerLimit)]
	for i, r := range v.header {
		r.gap = length(i) * f.lead
	}
	return v.underHeader(f, len(v.header))
}

// underHeader draws the line below a header of so many lines, and gives the
// top of the body.
func (v *volume) underHeader(f frame, lines int) length {
	if lines == 0 {
		return margin
	}
	y := length(lines)*f.lead + headerRuleBy
	v.header = append(v.header, &row{rules: []rule{{x1: f.left, y1: y, x2: f.left + f.width, y2: y, grey: true}}})
	return max(margin, headerTop+y+headerSpace)
}

// paint draws every page on the canvas, and gives the elements of the
// structure their content. What only adorns a page is drawn first, so that
// text stands on it and is not parted by it.
func (v *volume) paint(c *canvas) {
	for n, p := range v.pages {
		c.newPage()
		if !p.plain {
			for _, r := range v.header {
				v.adorn(c, r, headerTop+r.gap, 0)
			}
		}
		for i, r := range p.rows {
			if r.figure == nil {
				v.adorn(c, r.row, r.top, r.gap)
			}
			if p.closes(i) {
				c.mark(layoutArtifact)
				c.rule(*r.table.foot, r.top+r.height)
			}
		}
		if !p.plain {
			for _, r := range v.header {
				v.write(c, r, headerTop+r.gap, headerArtifact)
			}
		}
		for _, r := range p.rows {
			v.paintRow(c, r)
		}
		v.paintFooter(c, n+1)
	}
	v.tree.prune()
}

// adorn draws the boxes and rules of a row whose top is at y.
func (v *volume) adorn(c *canvas, r *row, y, gap length) {
	for _, b := range r.boxes {
		if b.bridge {
			b.y, b.height = b.y-gap, b.height+gap
		}
		c.mark(cmp.Or(r.figure, layoutArtifact))
		c.box(b, y)
	}
	for _, l := range r.rules {
		c.mark(cmp.Or(r.figure, layoutArtifact))
		c.rule(l, y)
	}
	for _, p := range r.polygons {
		c.mark(cmp.Or(r.figure, layoutArtifact))
		c.polygon(p, y)
	}
}

// paintRow writes what stands in a row; a figure is drawn here as a whole.
func (v *volume) paintRow(c *canvas, r placed) {
	switch {
	case r.repeat:
		v.write(c, r.row, r.top, repeatArtifact)
		return
	case r.figure != nil:
		bottom := v.paper.height - r.top - r.height
		r.figure.reach(bounds{margin, bottom, v.paper.width - margin, bottom + r.height})
		v.adorn(c, r.row, r.top, r.gap)
	}
	for _, m := range r.bookmarks {
		c.bookmark(m, r.top)
	}
	v.write(c, r.row, r.top, r.figure)
}

// write writes the text of a row, and its links. With as, an artifact or a
// figure, the whole row is that, and nothing in it is a link.
func (v *volume) write(c *canvas, r *row, y length, as *element) {
	for _, l := range r.links {
		if _, ok := v.where[l.to]; !ok {
			l.tag.role = roleSpan // it leads nowhere
		}
	}
	for _, t := range r.runs {
		if as == headerArtifact || as == footerArtifact {
			t.ink = grey
		}
		if t.pageNumber != nil {
			t = v.numberRun(t, strconv.Itoa(v.where[*t.pageNumber].page))
		}
		c.mark(cmp.Or(as, t.tag, layoutArtifact))
		c.run(t, y)
	}
	for _, l := range r.links {
		if to, ok := v.where[l.to]; ok && as == nil {
			c.link(l, y, to)
		}
	}
}

// numberRun is t with the given text, moved so that it ends where t begins.
func (v *volume) numberRun(t run, number string) run {
	set := v.book.set("", []document.Inline{&document.Text{Text: number}}, t.face, t.size)
	t.glyphs, t.width = set.glyphs, set.width(0, len(set.glyphs))
	t.x -= t.width
	return t
}

// paintFooter draws the document's id and the page number.
func (v *volume) paintFooter(c *canvas, n int) {
	base := v.paper.height - footerBase
	f := frame{left: margin, width: v.paper.width - 2*margin - pageNumbers, size: smallSize, align: left}
	if lines := v.id.lines(f.width, false); len(lines) > 0 {
		r := &row{}
		v.id.draw(r, lines[0], f, base-f.base())
		v.write(c, r, 0, footerArtifact)
	}
	right := run{x: v.paper.width - margin, base: base, size: smallSize, face: roman, ink: grey}
	c.mark(footerArtifact)
	c.run(v.numberRun(right, fmt.Sprintf("Page %d of %d", n, len(v.pages))), 0)
}
