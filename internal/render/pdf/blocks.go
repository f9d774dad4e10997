package pdf

import "clausewright/internal/document"

// blocks sets a sequence of blocks.
func (c *compositor) blocks(list []document.Block, f frame, depth int) {
	for i, b := range list {
		from := len(c.rows)
		c.block(b, f, depth)
		if i+1 < len(list) && from < len(c.rows) && document.Introduces(b, list[i+1]) {
			c.rows[len(c.rows)-1].keep = always
		}
	}
}

func (c *compositor) block(b document.Block, f frame, depth int) {
	c.holding(document.MarkOf(b), func() { c.blockBody(b, f, depth) })
}

func (c *compositor) blockBody(b document.Block, f frame, depth int) {
	switch b := b.(type) {
	case *document.Division:
		c.division(b, f, depth+1)
	case *document.Paragraph:
		if !c.begun {
			c.above(paraGap)
		}
		c.begun = false
		c.text(b.Inlines, f)
	case *document.List:
		c.list(b, f, depth)
	case *document.Table:
		c.table(b, f)
	case *document.Picture:
		c.picture(b, f)
	case *document.Definitions:
		for _, e := range b.Entries {
			c.holding(e.Mark, func() { c.blocks(e.Blocks, f, depth) })
		}
	case *document.Note:
		c.note(b, f, depth)
	}
}

// list sets the items of a list, their labels in one column. A first or last
// item of one line stays with its neighbour.
func (c *compositor) list(l *document.List, f frame, depth int) {
	column, start := c.labelColumn(l, f), len(c.rows)
	c.open(roleList).about = listNumbering(l)
	defer c.close()
	for i, item := range l.Items {
		from := len(c.rows)
		c.holding(item.Mark, func() { c.item(item, l.Marker, column, f, depth) })
		if alone := len(c.rows) == from+1; alone && i == len(l.Items)-1 && from > start {
			c.rows[from-1].keep = always
		} else if alone && i == 0 && len(l.Items) > 1 {
			c.rows[from].keep = always
		}
	}
}

// item sets one item, its label in a column.
func (c *compositor) item(item *document.Item, marker document.Marker, column length, f frame, depth int) {
	label := item.Label
	if marker == document.Bulleted {
		label = "•"
	}
	c.place(item.ID)
	c.above(itemGap)
	c.open(roleItem)
	inner := c.label(label, f, column, f.face)
	c.tagLabel()
	c.open(roleBody)
	c.begun = true
	c.blocks(item.Blocks, inner, depth)
	c.begun = false
	c.flush(inner)
	c.close()
	c.close()
}

// labelColumn is wide enough for every label of the list, within reason.
func (c *compositor) labelColumn(l *document.List, f frame) length {
	column := labelWidth
	for _, item := range l.Items {
		if w := c.book.widthOf(item.Label, f.face, f.size) + labelSpace; w <= 2*labelWidth {
			column = max(column, w)
		}
	}
	return column
}

// note sets guidance in italics with a grey bar beside it. A note of less than
// a quarter of a page stays whole.
func (c *compositor) note(n *document.Note, f frame, depth int) {
	inner := f
	if f.width > 20*textSize {
		inner = f.inset(12 * point)
	}
	inner.size, inner.lead, inner.face = noteSize, noteLead, f.face|italic
	c.above(paraGap)
	from := len(c.rows)
	c.open(roleNote)
	defer c.close()
	c.blocks(n.Blocks, inner, depth)
	c.flush(inner)
	keepTogether(c.rows[from:], c.body/4, whole)
	for i, r := range c.rows[from:] {
		bar := box{x: inner.left - 8*point, width: 2 * point, height: r.height, shade: midGrey, bridge: i > 0}
		r.boxes = append(r.boxes, bar)
	}
}

// title sets the title of the document, if it has one, centred, with a rule
// below.
func (c *compositor) title(f frame, above length) {
	if plainLine(c.doc.Title) == "" {
		return
	}
	heading := f
	heading.size, heading.lead, heading.face, heading.align = titleSize, 30*point, bold, centred
	if above > 0 {
		c.emit(&row{height: above, keep: always})
	}
	c.depth++
	c.tagHeading(c.doc.Title)
	c.heading(renamed(c.formerTitle(), c.doc.Title), heading)
	middle := f.left + f.width/2
	under := rule{x1: middle - 60*point, y1: 10 * point, x2: middle + 60*point, y2: 10 * point}
	c.emit(&row{height: 20 * point, rules: []rule{under}, keep: always})
}

// formerTitle is the title of the old document of a redline.
func (c *compositor) formerTitle() *string {
	if c.doc.Was == nil {
		return nil
	}
	return &c.doc.Was.Title
}

// cover sets the first page: the legend, the title, the parties, and below
// them what else the part says.
func (c *compositor) cover(d *document.Division, f frame) {
	small := f
	small.size, small.lead, small.align = 9*point, 12*point, centred
	c.heading(renamed(nil, c.doc.Legend), small)
	c.title(f, 90*point)
	names := 0 // the blocks up to the last name
	for i, b := range d.Blocks {
		if document.IsName(b) {
			names = i + 1
		}
	}
	for i, b := range d.Blocks {
		p, ok := b.(*document.Paragraph)
		switch {
		case !ok:
			c.above(14 * point)
			c.block(b, f, 0)
			continue
		case i == names:
			c.above(40 * point)
		default:
			c.above(12 * point)
		}
		c.holding(p.Mark, func() { c.text(p.Inlines, coverFrame(f, b, i < names)) })
	}
	c.flush(f)
}

// coverFrame sets the names of the parties large, and what follows them small
// and narrow.
func coverFrame(f frame, b document.Block, amongNames bool) frame {
	f.align = centred
	switch {
	case document.IsName(b):
		f.size, f.lead = 15*point, 21*point
	case amongNames:
		f.size, f.lead = 12*point, 17*point
	default:
		f.size, f.lead = textSize, textLead
		f.left, f.width = f.left+f.width/10, f.width*8/10
	}
	return f
}

// The contents of a long agreement run over pages: they are set smaller and
// closer than the text.
const (
	contentsSize = 95 * point / 10
	contentsLead = 125 * point / 10
)

// contents lists articles, sections and schedules with the pages they are on.
func (c *compositor) contents(f frame) {
	f.align, f.size, f.lead = left, contentsSize, contentsLead
	c.open(roleContents)
	defer c.close()
	for _, d := range c.doc.Body {
		if d.Mark.New() {
			c.contentsEntries(d, f)
		}
	}
}

// contentsEntries adds the entries of a division and of articles and schedules
// inside it. Sections are found by the outline beside the page.
func (c *compositor) contentsEntries(d *document.Division, f frame) {
	if d.Kind != document.Part && d.PrintedHeading() != "" {
		c.contentsEntry(d, f)
	}
	c.open(roleContents)
	defer c.close()
	for _, b := range d.Blocks {
		if inner, ok := b.(*document.Division); ok && inner.Kind != document.Section && inner.Mark.New() {
			c.contentsEntries(inner, f)
		}
	}
}

// contentsEntry is one line of the contents, or more for a long heading:
// number, heading, dots and page number, all of it a link.
func (c *compositor) contentsEntry(d *document.Division, f frame) {
	const pageColumn = 30 * point
	target := place{division: d}
	inner := f
	inner.width -= pageColumn
	c.above(4 * point)
	inner.face = bold
	inner = c.headingLabel(d.PrintedLabel(), inner, labelWidth)
	from := len(c.rows)
	entry := c.at.add(roleEntry).add(roleReference).add(roleLink)
	c.tagNext(entry)
	c.heading(renamed(nil, d.Heading), inner)
	for i, r := range c.rows[from:] {
		r.links = append(r.links, link{f.left, 0, f.width, f.lead, target, entry})
		if i == len(c.rows[from:])-1 {
			c.leader(r, f, inner, target, entry)
			r.keep = free
		}
	}
}

// leader draws dots from the end of the entry's text to the page number. The
// dots of all entries stand in line.
func (c *compositor) leader(r *row, f, entry frame, target place, tag *element) {
	const pitch = 4 * point
	right, start := f.left+f.width, entry.left
	if len(r.runs) > 0 {
		last := r.runs[len(r.runs)-1]
		r.spaceLast()
		start = (last.x + last.width + 2*pitch) / pitch * pitch
	}
	if end := entry.left + entry.width + pitch; start < end {
		y := f.base() - point
		r.rules = append(r.rules, rule{x1: start, y1: y, x2: end / pitch * pitch, y2: y, dotted: true})
	}
	r.runs = append(r.runs, run{x: right, base: f.base(), size: f.size, face: entry.face, pageNumber: &target, tag: tag})
}
