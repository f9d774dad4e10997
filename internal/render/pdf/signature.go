package pdf

import (
	"slices"

	"clausewright/internal/document"
)

// Measures of a signature block.
const (
	signColumn = 280 * point
	signLine   = 30 * point // height of a line to write on
	fieldSize  = 7 * point  // of texts by which a service for signatures finds its fields
)

// signature sets the block of one signatory: the party in bold, then labels
// with their values or with lines to write on.
func (c *compositor) signature(t *document.Table, f frame) {
	f.align = left
	from := len(c.rows)
	for _, cell := range t.Head {
		strong := f
		strong.face |= bold
		c.text(cell, strong)
	}
	labels := c.signLabels(t, f)
	table := c.open(roleTable)
	for _, r := range t.Rows {
		c.holding(r.Mark, func() { c.signatureRow(table, r, c.signing[t].Field(r), f, labels) })
	}
	c.close()
	keepTogether(c.rows[from:], c.body, whole)
	c.above(3 * tableGap)
}

// signLabels is how wide the labels of a signature block are, within reason.
func (c *compositor) signLabels(t *document.Table, f frame) length {
	widest := 60 * point
	for _, r := range t.Rows {
		if len(r.Cells) > 0 {
			widest = max(widest, c.book.set("", r.Cells[0], f.face, f.size).shape().Whole())
		}
	}
	return min(widest, f.width*2/5) + 2*labelSpace
}

// signatureRow sets a label and its value; an empty value is a line. At the value
// stands the text by which a service for signatures finds its field.
func (c *compositor) signatureRow(table *element, signed document.Row, field string, f frame, labels length) {
	cells := signed.Cells
	g := &grid{frame: f.inset(-cellPad), columns: []length{labels, f.width + cellPad - labels}}
	texts := c.cells(cells, 2, f.face, f.face, f.size)
	tagRow(table, texts, 1, "Row")
	for i, r := range c.gridRow(g, texts, 0, c.body, nil) {
		r.rules = slices.DeleteFunc(r.rules, func(l rule) bool { return !l.change })
		if len(texts[1].glyphs) == 0 {
			r.lower(signLine - r.height)
			y, start := r.height-cellPadTall-g.frame.lead+g.frame.base()+2*point, f.left+labels
			r.rules = []rule{{x1: start, y1: y, x2: min(start+signColumn, f.left+f.width), y2: y}}
		}
		if i == 0 && field != "" {
			c.unseen(r, field, f.left+labels, r.height-cellPadTall-g.frame.lead+g.frame.base())
		}
		c.emit(r)
	}
}

// unseen writes a text for programs in white, behind the words of the line.
func (c *compositor) unseen(r *row, words string, x, base length) {
	t := c.book.set("", []document.Inline{&document.Text{Text: words}}, roman, fieldSize)
	for _, earlier := range r.runs {
		x = max(x, earlier.x+earlier.width+labelSpace)
	}
	r.runs = append(r.runs, run{x: x, base: base, size: fieldSize, face: roman, ink: unseen, glyphs: t.glyphs, width: t.width(0, len(t.glyphs)), tag: layoutArtifact})
}
