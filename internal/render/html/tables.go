package html

import (
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/document"
)

// table writes a table in the manner of its class.
func (p *printer) table(t *document.Table) {
	switch t.Class {
	case document.SignatureTable:
		p.signature(t)
	case document.KeyTermsTable:
		p.put(`<table class="key-terms">`, "\n")
		p.columnHeads(t.Head)
		p.keyTerms(t)
		p.put("</table>\n")
	case document.OpenPoints:
		p.scrolling("open-points", "Open points", t, false)
	case document.TermIndex:
		p.scrolling("term-index", "Table: "+p.whereabouts(), t, true)
	default:
		p.scrolling("plain"+breadth(len(t.Head)), "Table: "+p.whereabouts(), t, len(t.Head) > 1)
	}
}

// breadth is the class of a table that needs more room than a column of text:
// on a screen, or even on paper.
func breadth(columns int) string {
	switch {
	case columns > 8:
		return " wide broad"
	case columns > 4:
		return " wide"
	}
	return ""
}

// scrolling writes a table in a frame that scrolls sideways when the table is
// wider than the page. The frame takes the keyboard's focus, so it has a name.
func (p *printer) scrolling(class, name string, t *document.Table, rowHeads bool) {
	p.put(`<div class="table `, class, `" role="group" tabindex="0" aria-label="`)
	p.text(name)
	p.put("\"><table>\n")
	p.columnHeads(t.Head)
	p.rows(t.Rows, rowHeads)
	p.put("</table></div>\n")
}

// whereabouts names the division being printed, or the document.
func (p *printer) whereabouts() string {
	if p.place.within != nil && p.place.within.Heading != "" {
		return p.place.within.Name()
	}
	return p.title()
}

// columnHeads writes the head row. A head row that says nothing is left out.
func (p *printer) columnHeads(head []document.Cell) {
	if allEmpty(head) {
		return
	}
	p.put("<thead><tr>")
	for _, c := range head {
		p.cell(c, "col")
	}
	p.put("</tr></thead>\n")
}

// allEmpty reports whether none of the cells says anything.
func allEmpty(cells []document.Cell) bool {
	for _, c := range cells {
		if !empty(c) {
			return false
		}
	}
	return true
}

// empty reports whether c says nothing.
func empty(c document.Cell) bool {
	for _, in := range c {
		if t, ok := in.(*document.Text); !ok || strings.TrimSpace(t.Text) != "" {
			return false
		}
	}
	return true
}

// rows writes the body; with heads, the first cell of each row is its header.
func (p *printer) rows(rows []document.Row, heads bool) {
	if len(rows) == 0 {
		return
	}
	p.put("<tbody>\n")
	for _, row := range rows {
		p.row(row)
		p.holding(row.Mark, func() {
			for i, c := range row.Cells {
				if heads && i == 0 {
					p.cell(c, "row")
				} else {
					p.cell(c, "")
				}
			}
		})
		p.put("</tr>\n")
	}
	p.put("</tbody>\n")
}

// keyTerms writes the body of the key terms. A last cell that is no reference,
// such as No, carries the head of its column, which a narrow screen shows
// beside it in place of the head row.
func (p *printer) keyTerms(t *document.Table) {
	if len(t.Rows) == 0 {
		return
	}
	p.put("<tbody>\n")
	for _, row := range t.Rows {
		p.row(row)
		p.holding(row.Mark, func() {
			for i, c := range row.Cells {
				switch {
				case i == 0:
					p.cell(c, "row")
				case i > 1 && i < len(t.Head) && !refers(c) && !empty(c):
					p.put(`<td data-head="`)
					p.text(document.PlainText(t.Head[i]))
					p.put(`">`)
					p.words(c)
					p.put("</td>")
				default:
					p.cell(c, "")
				}
			}
		})
		p.put("</tr>\n")
	}
	p.put("</tbody>\n")
}

// refers reports whether c holds a reference.
func refers(c document.Cell) bool {
	return slices.ContainsFunc(c, func(in document.Inline) bool {
		_, ok := in.(*document.Reference)
		return ok
	})
}

// row opens a row; one of the open points has an id.
func (p *printer) row(row document.Row) {
	if len(row.Cells) > 0 {
		if id, ok := p.anchors.rows[&row.Cells[0]]; ok {
			p.put(`<tr id="`, id, `">`)
			return
		}
	}
	p.put("<tr>")
}

// cell writes one cell, as a header of the given scope unless scope or the
// cell is empty: an empty header names nothing.
func (p *printer) cell(c document.Cell, scope string) {
	if scope == "" || empty(c) {
		p.put("<td>")
		p.words(c)
		p.put("</td>")
		return
	}
	p.put(`<th scope="`, scope, `">`)
	p.words(c)
	p.put("</th>")
}

// signature writes the block of one signatory. The party spans the block;
// a row without a value gets a line to write on.
func (p *printer) signature(t *document.Table) {
	p.put(`<table class="signature">`, "\n")
	if len(t.Head) > 1 && !allEmpty(t.Head[:1]) && allEmpty(t.Head[1:]) {
		p.put(`<thead><tr><th scope="colgroup" colspan="`, strconv.Itoa(len(t.Head)), `">`)
		p.words(t.Head[0])
		p.put("</th></tr></thead>\n")
	} else {
		p.columnHeads(t.Head)
	}
	p.signatureRows(t.Rows)
	p.put("</table>\n")
}

func (p *printer) signatureRows(rows []document.Row) {
	if len(rows) == 0 {
		return
	}
	p.put("<tbody>\n")
	for _, row := range rows {
		p.put("<tr>")
		p.holding(row.Mark, func() {
			for i, c := range row.Cells {
				switch {
				case i == 0:
					p.cell(c, "row")
				case empty(c):
					p.put(`<td class="line"></td>`)
				default:
					p.cell(c, "")
				}
			}
		})
		p.put("</tr>\n")
	}
	p.put("</tbody>\n")
}
