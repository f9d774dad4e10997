package docx

import "clausewright/internal/document"

// table reads a table.
func (r *reader) table(n *element) {
	r.begin()
	t := &document.Table{}
	head := false
	var styles []string
	var left int
	if ind := n.child("w:tblPr").child("w:tblInd"); ind != nil {
		left = readNumber(ind.attr["w:w"])
	}
	for _, row := range n.nodes {
		if row.name != "w:tr" {
			r.marks(row)
			continue
		}
		var cells []document.Cell
		for _, c := range row.nodes {
			r.marks(c)
			if c.name == "w:tc" {
				cell, style := r.cell(c)
				cells, styles = append(cells, cell), append(styles, style)
				if span := c.child("w:tcPr").child("w:gridSpan"); span != nil {
					cells = append(cells, nil)
				}
			}
		}
		if len(t.Rows) == 0 && !head && (on(row.child("w:trPr"), "w:tblHeader") || styles[0] == "signatureparty") {
			t.Head, head = cells, true
			continue
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	if !head && len(t.Rows) > 0 {
		t.Head = make([]document.Cell, len(t.Rows[0].Cells))
	}
	r.place(t, left)
	r.settleRemarks()
}

// marks keeps a bookmark that begins or ends between rows, cells or paragraphs.
func (r *reader) marks(n *element) {
	if n.name == "w:bookmarkStart" || n.name == "w:bookmarkEnd" {
		r.bookmark(n)
	}
}

// cell reads a cell, and the style of its first paragraph. Paragraphs that
// somebody added are lines of it.
func (r *reader) cell(n *element) (document.Cell, string) {
	var cell document.Cell
	style := ""
	for i, p := range n.nodes {
		if p.name != "w:p" {
			r.marks(p)
			continue
		}
		inlines, notes, ends := r.inlines(p)
		if style == "" {
			style = r.style(p)
		} else if i > 0 && len(cell) > 0 {
			cell = append(cell, &document.Break{})
		}
		cell = append(cell, inlines...)
		r.waiting = append(r.waiting, notes...)
		for _, e := range ends {
			r.bookmark(e)
		}
	}
	return cell, style
}

// place puts a table where its text stands: beside an item or in the division.
func (r *reader) place(t *document.Table, left int) {
	t.Class, _ = r.carried(tableMark)
	if id, ok := r.carried(partMark); ok {
		r.divide(&document.Division{Kind: document.Part, ID: id})
	}
	r.beginRecords(left)
	if r.recorded != nil && len(t.Head) == 2 && (r.recorded.Rows == nil || len(t.Rows) == len(r.recorded.Head)) && allEmpty(t.Head) {
		r.record(t)
		return
	}
	r.stand(t, left)
}

// beginRecords begins a table that is set as records, where one begins here.
func (r *reader) beginRecords(left int) {
	side := nowRecords
	if r.side == Rejected {
		side = wasRecords
	}
	for _, kind := range []string{recordsMark, side} {
		if class, begins := r.carried(kind); begins {
			r.recorded = &document.Table{Class: class}
			r.stand(r.recorded, left)
		}
	}
}

// record reads labels and values as a row of the table that was too wide.
func (r *reader) record(t *document.Table) {
	row := document.Row{}
	first := r.recorded.Rows == nil
	for _, pair := range t.Rows {
		if first {
			r.recorded.Head = append(r.recorded.Head, pair.Cells[0])
		}
		row.Cells = append(row.Cells, pair.Cells[1])
	}
	r.recorded.Rows = append(r.recorded.Rows, row)
}

// stand puts a block that begins so far from the margin beside the item whose
// text does, or in the division.
func (r *reader) stand(b document.Block, left int) {
	if told, ok := r.carried(depthMark); ok {
		r.at(readNumber(told))
		r.add(b)
		return
	}
	depth := 0
	for depth < len(r.items) && left >= stepLeft(depth+1)-labelWidth/2 {
		depth++
	}
	if !r.inPart() && depth > 0 {
		depth = min(len(r.items), max(0, (left-numberWidth+labelWidth/2)/labelWidth))
	}
	r.at(depth)
	r.add(b)
}
