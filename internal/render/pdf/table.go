package pdf

import "clausewright/internal/document"

// Measures of tables.
const (
	cellPad     = 4 * point         // white left and right of a cell's text
	cellSpace   = 2*cellPad + point // what a column is wider than its text: the rounding of a measure must not part a word
	cellPadTall = 25 * point / 10   // and above and below it
	tableGap    = 9 * point
	handwriting = 22 * point // height of a row to be filled in by hand
)

// tableSizes are tried in turn until the columns are wide enough.
var tableSizes = []length{95 * point / 10, 85 * point / 10}

// grid is a table whose cells are set but not yet placed.
type grid struct {
	head     []*text
	rows     [][]*text
	columns  []length // widths, padding included
	frame    frame
	shade    shade  // behind the head
	labelled bool   // the first column holds labels, and is shaded
	heads    int    // how many cells of a row, from the left, are its heads
	least    length // height of a row, for writing by hand
}

// table sets a table as a grid: beside its text, or over the whole measure if
// that is too narrow. Where even there its columns would be narrower than
// their longest word, or hold words in tall stacks, each row becomes a record
// of labels and values, which reads better than a page turned on its side.
func (c *compositor) table(t *document.Table, f frame) {
	c.flush(f)
	c.above(tableGap)
	if t.IsSignature() {
		c.signature(t, f)
		return
	}
	g, rooms := c.grid(t, f), []frame{f}
	if full := c.full(f); full != f {
		rooms = append(rooms, full)
	}
	for _, room := range rooms {
		for _, size := range tableSizes {
			if g.fit(cellFrame(room, size)) {
				c.setGrid(g)
				return
			}
		}
	}
	g.resize(cellFrame(f, tableSizes[0]))
	c.records(t, g)
}

// cellFrame is the frame of a table's text: ragged, upright, small.
func cellFrame(f frame, size length) frame {
	f.size, f.lead, f.align = size, size*5/4, left
	return f
}

// grid sets the cells of a table. A table is as wide as its widest row, so
// that no cell is ever left out. Of the frame only the face counts: how large the
// cells are is said later.
func (c *compositor) grid(t *document.Table, f frame) *grid {
	columns := len(t.Head)
	for _, r := range t.Rows {
		columns = max(columns, len(r.Cells))
	}
	size := tableSizes[0]
	g := &grid{columns: make([]length, columns), shade: paleGrey}
	if t.Class == document.OpenPoints {
		g.shade = paleYellow
	}
	g.head = c.cells(t.Head, columns, bold, bold, size)
	first := f.face
	if t.Class == document.KeyTermsTable {
		first |= bold
		g.labelled, g.heads = true, 1
	}
	for _, r := range t.Rows {
		c.holding(r.Mark, func() { g.rows = append(g.rows, c.cells(r.Cells, columns, first, f.face, size)) })
	}
	if isEmpty(g.head) {
		g.head = nil
	}
	return g
}

// resize puts the cells into a frame, in its size of type.
func (g *grid) resize(f frame) {
	g.frame = f
	for _, t := range g.head {
		t.size = f.size
	}
	for _, r := range g.rows {
		for _, t := range r {
			t.size = f.size
		}
	}
}

// cells sets one row, the first cell in a face of its own.
func (c *compositor) cells(r []document.Cell, columns int, first, rest face, size length) []*text {
	list := make([]*text, columns)
	for i := range list {
		var cell document.Cell
		if i < len(r) {
			cell = r[i]
		}
		list[i] = c.book.set("", cell, first, size)
		first = rest
	}
	return list
}

// isEmpty reports whether no cell of the row has text.
func isEmpty(r []*text) bool {
	for _, t := range r {
		if len(t.glyphs) > 0 {
			return false
		}
	}
	return true
}

// records sets each row as a small table of labels and values, since the
// page is too narrow for the columns. The first pair names the record.
func (c *compositor) records(t *document.Table, wide *grid) {
	if len(wide.rows) == 0 {
		wide.rows = [][]*text{c.cells(nil, len(wide.columns), roman, roman, wide.frame.size)}
	}
	labels := wide.frame.width * 3 / 10
	for k, r := range wide.rows {
		g := &grid{frame: wide.frame, columns: []length{labels, wide.frame.width - labels}, shade: wide.shade, labelled: true, heads: 1}
		for i, value := range r {
			label := c.book.set("", nil, roman, g.frame.size)
			if wide.head != nil {
				label = wide.head[i]
			}
			if i == 0 && k < len(t.Rows) && len(t.Rows[k].Cells) > 0 {
				c.holding(t.Rows[k].Mark, func() { value = c.book.set("", t.Rows[k].Cells[0], wide.frame.face|bold, g.frame.size) })
			}
			g.rows = append(g.rows, []*text{label, value})
		}
		from := len(c.rows)
		c.setGrid(g)
		keepTogether(c.rows[from:], c.body, whole)
	}
}

// keepTogether holds rows together if they take no more than limit.
func keepTogether(rows []*row, limit length, h keepStrength) {
	if len(rows) == 0 || stack(rows, false) > limit {
		return
	}
	for _, r := range rows[:len(rows)-1] {
		r.keep = max(r.keep, h)
	}
}
