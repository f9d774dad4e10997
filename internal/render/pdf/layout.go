package pdf

import (
	"slices"
	"strings"

	"clausewright/internal/document"
)

// Sizes of the page and of type.
const (
	margin      = 25 * millimetre
	textSize    = 11 * point
	textLead    = 13 * point
	noteSize    = 10 * point
	noteLead    = 13 * point
	smallSize   = 8 * point
	smallLead   = 10 * point
	titleSize   = 24 * point
	headSize    = 13 * point
	partSize    = 14 * point
	numberWidth = 40 * point // margin column for the numbers of sections
	labelWidth  = 26 * point // margin column for the labels of items
	labelSpace  = 5 * point  // least white between a label and its text
	paraGap     = 6 * point
	itemGap     = 4 * point
)

// A compositor turns the document into rows. What it has been told but cannot
// place yet waits for the next row.
type compositor struct {
	doc  *document.Document
	book *fontBook
	rows []*row

	signing map[*document.Table]document.Signatory // blocks in which a service is to find its fields

	places    []place
	bookmarks []bookmark
	labels    []hung // labels to hang beside the next line of text
	leadIn    string // labels too wide to hang, set before the next text
	gap       length // least gap above the next row
	newPage   bool
	begun     bool   // the next paragraph begins an item, which has its gap already
	level     int    // of the last bookmark; -1 before the first
	body      length // height of a page without its margins
	measure   frame  // the column of the whole page

	at    *element // innermost open element of the structure
	next  *element // of the next text; nil for a paragraph of its own
	depth int      // of headings: how many divisions are open, and the title
	heads int      // level of the last heading
}

// full is f as wide as the page allows.
func (c *compositor) full(f frame) frame {
	f.left, f.width = c.measure.left, c.measure.width
	return f
}

// hung is a label that stands beside the first line of its text.
type hung struct {
	text *text
	left length
}

// compose sets the whole document in a column of the given frame.
func (c *compositor) compose(f frame) {
	c.measure = f
	if len(c.doc.Body) == 0 || c.doc.Body[0].ID != document.CoverPart {
		c.title(f, 0)
	}
	alone := false // the division before has its pages to itself
	schedules, terms := 0, false
	runsOn := document.RunsOn(c.doc)
	for _, d := range c.doc.Body {
		own := d.ID == document.CoverPart || d.ID == document.KeyTermsPart && !runsOn || d.ID == document.ContentsPart
		follows := d.ID == document.ContentsPart && terms // the contents run on after the key terms
		terms = d.ID == document.KeyTermsPart
		if d.Kind == document.Schedule {
			schedules++
		}
		first := schedules == 1 && d.Kind == document.Schedule && !runsOn // the others run on
		c.newPage = c.newPage || len(c.rows) > 0 && !follows && (own || alone || first)
		c.division(d, f, 0)
		c.flush(f)
		alone = own
	}
}

// emit appends a row with everything that was waiting for one.
func (c *compositor) emit(r *row) {
	r.gap = max(r.gap, c.gap)
	r.newPage = r.newPage || c.newPage
	r.places = append(c.places, r.places...)
	r.bookmarks = append(c.bookmarks, r.bookmarks...)
	c.gap, c.newPage, c.places, c.bookmarks = 0, false, nil, nil
	c.rows = append(c.rows, r)
}

// flush gives labels and places that found no row of text one of their own.
func (c *compositor) flush(f frame) {
	if c.leadIn != "" {
		c.text(nil, f)
	}
	if len(c.labels) > 0 {
		r := &row{height: f.lead, keep: always}
		c.hangOn(r, f, nil)
		c.emit(r)
	}
	if len(c.places) > 0 || len(c.bookmarks) > 0 {
		c.emit(&row{keep: always})
	}
}

// hangOn draws the waiting labels on a row, before its text. Labels without
// an element of their own belong to that of the text, or to a new one.
func (c *compositor) hangOn(r *row, f frame, of *element) {
	for _, h := range c.labels {
		if h.text.tag == nil {
			if of == nil {
				of = c.tag()
			}
			h.text.tag = of
		}
		for _, l := range h.text.lines(f.width, false) {
			at := f
			at.left, at.align = h.left, left
			h.text.draw(r, l, at, 0)
			r.spaceLast()
		}
	}
	c.labels = nil
}

// label hangs a label at the left of f, and gives the frame of the text
// beside it. A label too wide for its column runs into the text.
func (c *compositor) label(label string, f frame, column length, typeface face) frame {
	t := c.book.set("", []document.Inline{&document.Text{Text: label}}, typeface, f.size)
	switch w := t.width(0, len(t.glyphs)); {
	case label == "":
	case f.width-column < 20*textSize: // the page is too narrow to indent further
		c.leadIn = strings.TrimSpace(c.leadIn + " " + label)
		return f
	case w+labelSpace > column:
		c.leadIn = strings.TrimSpace(c.leadIn + " " + label)
	default:
		if c.leadIn != "" { // it was there first, and is printed first
			c.flush(f)
		}
		c.labels = append(c.labels, hung{t, f.left})
	}
	return f.inset(column)
}

// text sets inlines as rows and emits them. It reports whether any was.
func (c *compositor) text(inlines []document.Inline, f frame) bool {
	t := c.book.set(c.leadIn, inlines, f.face, f.size)
	c.leadIn = ""
	if len(t.glyphs) > 0 {
		t.tag = c.tag()
	}
	list := t.rows(f)
	for i, r := range list {
		if i == 0 && len(c.labels) > 0 {
			first := t.work.rows.one()
			first.height, first.keep = r.height, r.keep
			c.hangOn(first, f, t.tag)
			for _, piece := range r.runs {
				first.runs = t.work.runs.add(first.runs, piece)
			}
			first.rules = append(first.rules, r.rules...)
			first.boxes, first.links, first.places = r.boxes, r.links, r.places
			r = first
		}
		c.emit(r)
	}
	return len(list) > 0
}

// heading sets a heading; all of it stays with what follows.
func (c *compositor) heading(heading []document.Inline, f frame) {
	from := len(c.rows)
	c.text(heading, f)
	c.flush(f)
	c.next = nil
	for _, r := range c.rows[from:] {
		r.keep = always
	}
}

// above asks for white above the next row.
func (c *compositor) above(gap length) { c.gap = max(c.gap, gap) }

// place marks the next row as where links to id lead.
func (c *compositor) place(id string) {
	if id != "" && !c.book.gone() {
		c.places = append(c.places, place{id: id})
	}
}

// bookmark adds an outline entry; the outline never skips a level.
func (c *compositor) bookmark(d *document.Division, level int) {
	if name := plainLine(d.PrintedHeading()); name != "" {
		if level > c.level+1 {
			level = c.level + 1
		}
		c.bookmarks = append(c.bookmarks, bookmark{name, level})
		c.level = level
	}
}

// division sets a division of any kind; depth counts divisions around it.
func (c *compositor) division(d *document.Division, f frame, depth int) {
	c.holding(d.Mark, func() { c.divisionBody(d, f, depth) })
}

func (c *compositor) divisionBody(d *document.Division, f frame, depth int) {
	start := len(c.rows)
	c.place(d.ID)
	c.places = append(c.places, place{division: d})
	c.open(roleSection)
	c.depth++
	defer func() { c.depth--; c.close() }()
	if !c.book.gone() && (d.Kind != document.Part || d.Heading != "") {
		c.bookmark(d, depth)
	}
	switch {
	case d.ID == document.CoverPart:
		c.cover(d, f)
		return
	case d.Kind == document.Part || d.Kind == document.Schedule:
		c.partHeading(d, f)
	case d.Kind == document.Article:
		c.articleHeading(d, f)
	default:
		f = c.sectionHeading(d, f)
	}
	from := len(c.rows)
	c.blocks(d.Blocks, f, depth)
	c.flush(f)
	if d.ID == document.ContentsPart {
		c.contents(f)
	}
	if n := len(c.rows); n > from+1 {
		c.rows[n-2].keep = max(c.rows[n-2].keep, whole) // no division ends with one line on a page
	}
	if slices.ContainsFunc(d.Blocks, document.IsSignature) {
		keepTogether(c.rows[start:], c.body, together)
	}
}

// partHeading sets the heading of a part or a schedule, centred.
func (c *compositor) partHeading(d *document.Division, f frame) {
	f.size, f.lead, f.face, f.align = partSize, 18*point, bold, centred
	c.above(24 * point)
	c.tagHeading(d.PrintedHeading())
	words := renamed(nil, d.PrintedHeading())
	if d.Was != nil && d.Was.Heading != d.Heading {
		words = append(renamed(nil, d.PrintedLabel()+" "), headingWords(d)...)
	}
	c.heading(words, f)
	c.above(10 * point)
}

// articleHeading sets the heading of an article: its number in the margin
// column where that is short, else before the heading.
func (c *compositor) articleHeading(d *document.Division, f frame) {
	f.size, f.lead, f.face, f.align = headSize, 17*point, bold, left
	c.above(18 * point)
	f = c.headingLabel(d.PrintedLabel(), f, numberWidth)
	c.tagHeading(d.PrintedHeading())
	c.heading(headingWords(d), f)
	c.above(6 * point)
}

// headingLabel hangs the label of a heading in a column of its own if it is
// short enough for that, else sets it before the heading.
func (c *compositor) headingLabel(label string, f frame, column length) frame {
	t := c.book.set(label, nil, f.face, f.size)
	if label != "" && t.width(0, len(t.glyphs)) <= column {
		return c.label(label, f, column, f.face)
	}
	c.leadIn = label
	return f
}

// sectionHeading hangs the number of a section and sets its heading; it gives
// the frame for what the section holds.
func (c *compositor) sectionHeading(d *document.Division, f frame) frame {
	c.above(11 * point)
	inner := c.label(d.Label, f, numberWidth, bold)
	if d.Heading != "" || d.Was != nil && d.Was.Heading != "" {
		bolder := inner
		bolder.face, bolder.align = f.face|bold, left
		c.tagHeading(d.PrintedHeading())
		c.heading(headingWords(d), bolder)
		c.above(2 * point)
	}
	return inner
}
