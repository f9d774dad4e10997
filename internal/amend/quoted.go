package amend

import (
	"clausewright/internal/document"
)

// What an instruction quotes is typed as it stands in the agreement: its numbers are
// counted by no sequence of the amendment, and its references lead nowhere in it.

// quotedDivision is a division that comes in, under its heading.
func quotedDivision(d *document.Division) []document.Block {
	own, _ := ownBlocks(d)
	text := append([]document.Block{quotedHeading(d)}, quotedBlocks(own)...)
	for _, s := range d.Sections() {
		text = append(text, quotedDivision(s)...)
	}
	return text
}

// quotedHeading is a heading with its number.
func quotedHeading(d *document.Division) document.Block {
	return &document.Paragraph{Inlines: []document.Inline{&document.Strong{Inlines: []document.Inline{&document.Text{Text: document.NumberedHeading(d)}}}}}
}

func quotedBlocks(blocks []document.Block) []document.Block {
	var out []document.Block
	for _, block := range blocks {
		switch b := block.(type) {
		case *document.Paragraph:
			out = append(out, &document.Paragraph{Inlines: quotedInlines(b.Inlines)})
		case *document.List:
			out = append(out, quotedList(b))
		case *document.Table:
			out = append(out, quotedTable(b, b.Rows))
		case *document.Definitions:
			for _, e := range b.Entries {
				out = append(out, quotedBlocks(e.Blocks)...)
			}
		case *document.Note:
			out = append(out, &document.Note{Blocks: quotedBlocks(b.Blocks)})
		default:
			out = append(out, block)
		}
	}
	return out
}

func quotedList(list *document.List) *document.List {
	out := &document.List{Marker: list.Marker}
	for _, item := range list.Items {
		number := item.Number
		number.N = 0
		out.Items = append(out.Items, &document.Item{Number: number, Label: item.Label, Blocks: quotedBlocks(item.Blocks)})
	}
	return out
}

// quotedTable is a table with some rows.
func quotedTable(t *document.Table, rows []document.Row) *document.Table {
	out := &document.Table{Head: quotedCells(t.Head)}
	if t.Class == document.SignatureTable {
		out.Class = t.Class
	}
	for _, row := range rows {
		out.Rows = append(out.Rows, document.Row{Cells: quotedCells(row.Cells)})
	}
	return out
}

func quotedCells(cells []document.Cell) []document.Cell {
	out := make([]document.Cell, len(cells))
	for i, c := range cells {
		out[i] = quotedInlines(c)
	}
	return out
}

func quotedInlines(inlines []document.Inline) []document.Inline {
	var out []document.Inline
	add := func(text string) {
		if n := len(out); n > 0 {
			if last, ok := out[n-1].(*document.Text); ok {
				out[n-1] = &document.Text{Text: last.Text + text}
				return
			}
		}
		out = append(out, &document.Text{Text: text})
	}
	for _, inline := range inlines {
		switch n := inline.(type) {
		case *document.Text:
			add(n.Text)
		case *document.Use:
			add(n.Text)
		case *document.Reference:
			add(n.Text)
		case *document.Definition:
			out = append(out, &document.Strong{Inlines: []document.Inline{&document.Text{Text: "“" + n.Term + "”"}}})
		case *document.Strong:
			out = append(out, &document.Strong{Inlines: quotedInlines(n.Inlines)})
		case *document.Emphasis:
			out = append(out, &document.Emphasis{Inlines: quotedInlines(n.Inlines)})
		default:
			out = append(out, inline)
		}
	}
	return out
}
