package pdf

// setGrid emits the rows of a grid whose column widths are chosen. The head
// is repeated on each further page, unless it is too tall for that. A table of
// less than a third of a page stays whole.
func (c *compositor) setGrid(g *grid) {
	if len(g.columns) == 0 {
		return
	}
	tag := c.open(roleTable)
	defer c.close()
	table := &tableFrame{foot: &rule{x1: g.frame.left, x2: g.right()}}
	room, from := c.body, len(c.rows)
	if g.head != nil {
		tagRow(tag, g.head, len(g.head), "Column")
		head := c.gridRow(g, g.head, 0, room, g.headBoxes())
		if len(head) == 1 && head[0].height < c.body/3 {
			if len(g.rows) > 0 {
				head[0].keep = always
			}
			room -= head[0].height
			table.head = head
		}
		c.emitTable(table, head)
	}
	for _, r := range g.rows {
		tagRow(tag, r, g.heads, "Row")
		c.emitTable(table, c.gridRow(g, r, g.least, room, g.rowBoxes()))
	}
	keepTogether(c.rows[from:], c.body/3, whole)
	keepEnds(c.rows[from:], len(table.head))
	c.above(tableGap)
}

// keepEnds keeps the first two and the last two rows below the head together,
// so that no row of a table stands alone on a page.
func keepEnds(rows []*row, head int) {
	if n := len(rows); n > head+1 {
		rows[head].keep = max(rows[head].keep, whole)
		rows[n-2].keep = max(rows[n-2].keep, whole)
	}
}

// emitTable emits rows of one table.
func (c *compositor) emitTable(table *tableFrame, rows []*row) {
	for _, r := range rows {
		r.table = table
		c.emit(r)
	}
}

// headBoxes is the shading of a head row.
func (g *grid) headBoxes() []box {
	return []box{{x: g.frame.left, width: g.right() - g.frame.left, shade: g.shade}}
}

// rowBoxes is the shading of any other row.
func (g *grid) rowBoxes() []box {
	if !g.labelled {
		return nil
	}
	return []box{{x: g.frame.left, width: g.columns[0], shade: g.shade}}
}

// gridRow places the cells of one row side by side. A row that fits into the
// room is one piece, its cells in reading order; a taller one is cut into a
// piece for each line.
func (c *compositor) gridRow(g *grid, cells []*text, least, room length, shaded []box) []*row {
	broken, count := make([][]line, len(cells)), 1
	for i, t := range cells {
		broken[i] = t.lines(g.columns[i]-2*cellPad, false)
		count = max(count, len(broken[i]))
	}
	if height := max(length(count)*g.frame.lead+2*cellPadTall, least); height <= room {
		r := g.piece(height, shaded)
		r.rules = append(r.rules, rule{x1: g.frame.left, x2: g.right()})
		for i, t := range cells {
			for k, l := range broken[i] {
				t.draw(r, l, g.cell(i), cellPadTall+length(k)*g.frame.lead)
			}
		}
		return []*row{r}
	}
	return g.slices(cells, broken, count, shaded)
}

// slices is a tall row as one piece for each line.
func (g *grid) slices(cells []*text, broken [][]line, count int, shaded []box) []*row {
	list := make([]*row, count)
	for k := range list {
		r := g.piece(g.frame.lead+cellPadTall, shaded)
		if k == 0 {
			r.rules = append(r.rules, rule{x1: g.frame.left, x2: g.right()})
		}
		for i, t := range cells {
			if k < len(broken[i]) {
				t.draw(r, broken[i][k], g.cell(i), cellPadTall/2)
			}
		}
		if k == 0 || k == count-2 {
			r.keep = always
		}
		list[k] = r
	}
	return list
}

// piece is an empty row with the lines between the columns and its shading.
func (g *grid) piece(height length, shaded []box) *row {
	r := &row{height: height}
	for _, b := range shaded {
		b.height = height
		r.boxes = append(r.boxes, b)
	}
	x := g.frame.left
	r.rules = append(r.rules, rule{x1: x, x2: x, y2: height})
	for _, w := range g.columns {
		x += w
		r.rules = append(r.rules, rule{x1: x, x2: x, y2: height})
	}
	return r
}

// right is the right edge of the grid.
func (g *grid) right() length {
	x := g.frame.left
	for _, w := range g.columns {
		x += w
	}
	return x
}

// cell is the frame of the text in column i.
func (g *grid) cell(i int) frame {
	f := g.frame
	for _, w := range g.columns[:i] {
		f.left += w
	}
	f.left += cellPad
	f.width = g.columns[i] - 2*cellPad
	return f
}
