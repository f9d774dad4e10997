package docx

import (
	"slices"
	"strconv"

	"clausewright/internal/document"
	"clausewright/internal/measure"
)

// tableStyles are the styles of tables by class.
var tableStyles = map[string]string{
	document.KeyTermsTable:  "KeyTermsTable",
	document.OpenPoints:     "OpenPointsTable",
	document.SignatureTable: "SignatureTable",
}

// cellPad is the white left and right of a cell's text.
const cellPad = 80

// table prints a table, after which one may be signed.
func (p *printer) table(t *document.Table, signed bool) {
	defer p.marked(t.Mark)()
	if t.IsSignature() {
		p.signature(t, signed)
		return
	}
	columns, small, blank := p.columns(t)
	if columns == nil {
		p.records(t)
		return
	}
	class := t.Class
	rows := rowsOf(t)
	p.beginTable(tableStyle(class), columns, p.tableLeft(columns))
	first, former := firstRows(rows)
	short := len(rows) <= shortTable
	for i, row := range rows {
		last := i == len(rows)-1
		if i == first || i == former {
			p.named(class)
		}
		p.row(row, columns, cellLook{head: i == 0 && headed(t), heads: headCells(class), keep: !last && (short || i <= 1 || i == len(rows)-2), small: small, blank: blank && i > 0})
	}
	p.endTable(false)
}

// shortTable is how many rows a table has at most that is never parted.
const shortTable = 8

// headCells is how many cells of each row head it.
func headCells(class string) int {
	if class == document.KeyTermsTable {
		return 1
	}
	return 0
}

func tableStyle(class string) string {
	if s, ok := tableStyles[class]; ok {
		return s
	}
	return "AgreementTable"
}

// rowsOf is the rows of a table, with its head where that is printed.
func rowsOf(t *document.Table) []document.Row {
	if !headed(t) {
		return t.Rows
	}
	return append([]document.Row{{Cells: t.Head}}, t.Rows...)
}

// headed reports whether the head of a table is printed: one that says nothing
// is left out, unless nothing else is there.
func headed(t *document.Table) bool { return !allEmpty(t.Head) || len(t.Rows) == 0 }

// allEmpty reports whether no cell says anything.
func allEmpty(cells []document.Cell) bool {
	for _, c := range cells {
		if len(c) > 0 {
			return false
		}
	}
	return true
}

// tableLeft is where a table stands: with its text, or at the margin if it is
// too wide for that.
func (p *printer) tableLeft(columns []int) int {
	left, total := stepLeft(p.place.steps), 0
	for _, w := range columns {
		total += w
	}
	if left+total > p.page.measure {
		return 0
	}
	return left
}

// firstRows are the first rows of a table as it is and as it was: there stands
// what the table carries, which goes with a row that goes.
func firstRows(rows []document.Row) (now, before int) {
	now = slices.IndexFunc(rows, func(r document.Row) bool { return r.Mark.New() })
	before = slices.IndexFunc(rows, func(r document.Row) bool { return r.Mark.Old() })
	return now, before
}

// named tells the class of a table, and where it stands.
func (p *printer) named(class string) {
	if class != "" {
		p.starts = append(p.starts, p.anchors.give(tableMark, class))
	}
	p.stand()
}

// stand tells how many items hold a table or a picture, which is seen from
// where it stands only outside lists.
func (p *printer) stand() {
	if p.place.depth > 0 || p.place.entry {
		p.starts = append(p.starts, p.anchors.give(depthMark, strconv.Itoa(p.place.depth)))
	}
}

func (p *printer) beginTable(style string, columns []int, left int) {
	total := 0
	for _, w := range columns {
		total += w
	}
	p.put(`<w:tbl><w:tblPr><w:tblStyle w:val="`, style, `"/><w:tblW w:w="`, strconv.Itoa(total), `" w:type="dxa"/>`)
	p.put(`<w:tblInd w:w="`, strconv.Itoa(left), `" w:type="dxa"/>`)
	p.put(`<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>`)
	for _, w := range columns {
		p.put(`<w:gridCol w:w="`, strconv.Itoa(w), `"/>`)
	}
	p.put(`</w:tblGrid>`)
}

// endTable ends a table, which may have to stay with what follows. Word joins
// tables between which no paragraph stands.
func (p *printer) endTable(keep bool) {
	p.put(`</w:tbl>`)
	p.paragraph(look{style: "TableEnd", left: -1, keepNext: keep}, document.Mark{}, func() {})
}

// cellLook is how the cells of a row look.
type cellLook struct {
	head  bool // of the table, repeated on each page
	heads int  // how many cells, from the left, head the row
	keep  bool // with the next row
	small bool
	blank bool // to be filled in by hand
}

// row prints one row, which no page break parts.
func (p *printer) row(row document.Row, columns []int, l cellLook) {
	defer p.marked(row.Mark)()
	p.put(`<w:tr><w:trPr><w:cantSplit/>`)
	if l.blank {
		p.put(`<w:trHeight w:val="440"/>`)
	}
	if l.head {
		p.put(`<w:tblHeader/>`)
	}
	if tag := changeTag(p.mark); tag != "" {
		p.change(tag, p.mark)
		p.put(`/>`)
	}
	p.put(`</w:trPr>`)
	for i, width := range columns {
		var cell document.Cell
		if i < len(row.Cells) {
			cell = row.Cells[i]
		}
		style := "TableText"
		if l.head || i < l.heads {
			style = "TableHeading"
		}
		if l.small {
			style += "Small"
		}
		p.cell(cell, width, look{style: style, left: -1, keepNext: l.keep})
	}
	p.put(`</w:tr>`)
}

func (p *printer) cell(cell document.Cell, width int, l look) {
	p.put(`<w:tc><w:tcPr><w:tcW w:w="`, strconv.Itoa(width), `" w:type="dxa"/></w:tcPr>`)
	p.paragraph(l, document.Mark{}, func() { p.prose(cell) })
	p.put(`</w:tc>`)
}

// signature prints the block of one signatory: the party, then labels with
// their values or with lines to write on. It is never parted, and stays with the
// block of the next signatory, so that none stands alone on a page.
func (p *printer) signature(t *document.Table, next bool) {
	labels := p.signLabels(t)
	columns := []int{labels, min(5600, p.page.measure-stepLeft(p.place.steps)-labels)}
	p.beginTable("SignatureTable", columns, p.tableLeft(columns))
	rows := rowsOf(t)
	first, former := firstRows(rows)
	for i, row := range rows {
		if i == first || i == former {
			p.named(t.Class)
		}
		p.signatureRow(row, p.signing[t].Field(row), columns, i == 0 && headed(t), next || i < len(rows)-1)
	}
	p.endTable(next)
}

// signLabels is how wide the labels of a signature block are, within reason.
func (p *printer) signLabels(t *document.Table) int {
	widest := 1200
	for _, row := range t.Rows {
		widest = max(widest, int(p.shape(row.Cells[0], measure.Roman, textSize).Whole()/twip))
	}
	return min(widest, p.page.measure*3/10) + 2*cellPad
}

// signatureRow prints a row of a signature block. The name of the party spans
// it; an empty value is a line to write on. Behind the value stands, in white, the
// text by which a service for signatures finds its field.
func (p *printer) signatureRow(row document.Row, fieldText string, columns []int, head, keep bool) {
	defer p.marked(row.Mark)()
	p.put(`<w:tr><w:trPr><w:cantSplit/>`)
	if tag := changeTag(p.mark); tag != "" {
		p.change(tag, p.mark)
		p.put(`/>`)
	}
	p.put(`</w:trPr>`)
	if head && allEmpty(row.Cells[1:]) {
		p.put(`<w:tc><w:tcPr><w:tcW w:w="`, strconv.Itoa(columns[0]+columns[1]), `" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>`)
		p.paragraph(look{style: "SignatureParty", left: -1, keepNext: keep}, document.Mark{}, func() { p.prose(row.Cells[0]) })
		p.put(`</w:tc></w:tr>`)
		return
	}
	for i, width := range columns {
		cell := row.Cells[i]
		style := "Signature"
		if head {
			style = "SignatureParty"
		}
		p.put(`<w:tc><w:tcPr><w:tcW w:w="`, strconv.Itoa(width), `" w:type="dxa"/>`)
		if len(row.Cells[1]) == 0 && !head {
			style = "SignatureLine"
			if i == 1 {
				p.put(`<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>`)
			}
		}
		p.put(`</w:tcPr>`)
		p.paragraph(look{style: style, left: -1, keepNext: keep}, document.Mark{}, func() {
			p.prose(cell)
			if i == 1 && fieldText != "" && !head {
				p.put(`<w:r><w:rPr><w:rStyle w:val="SigningField"/></w:rPr><w:t>`, fieldText, `</w:t></w:r>`)
			}
		})
		p.put(`</w:tc>`)
	}
	p.put(`</w:tr>`)
}

// records prints each row as labels and values, since the page is too narrow
// for the columns. The first pair names the record.
func (p *printer) records(t *document.Table) {
	width := p.page.measure - stepLeft(p.place.steps)
	columns := []int{width * 3 / 10, width - width*3/10}
	first, former := firstRows(t.Rows)
	for k, row := range t.Rows {
		if k == first || k == former {
			kind := recordsMark
			switch {
			case k != first:
				kind = wasRecords
			case k != former:
				kind = nowRecords
			}
			p.starts = append(p.starts, p.anchors.give(kind, t.Class))
			p.stand()
		}
		p.record(t, row, columns, k)
	}
}

func (p *printer) record(t *document.Table, row document.Row, columns []int, k int) {
	defer p.marked(row.Mark)()
	p.beginTable("KeyTermsTable", columns, stepLeft(p.place.steps))
	for i := range t.Head {
		var pair document.Row
		label := t.Head[i]
		if p.mark != (document.Mark{}) { // marks do not nest
			label = document.Taken(label, p.mark.New())
		}
		pair.Cells = []document.Cell{label, nil}
		if i < len(row.Cells) {
			pair.Cells[1] = row.Cells[i]
		}
		heads := 1
		if i == 0 {
			heads = 2
		}
		p.row(pair, columns, cellLook{heads: heads, keep: i < len(t.Head)-1})
	}
	p.endTable(false)
}
