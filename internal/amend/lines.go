package amend

import (
	"strings"

	"clausewright/internal/document"
)

// line is one paragraph, item or row of a text, under its label.
type line struct{ label, text string }

// linesOf are the lines of blocks, without those of sections.
func linesOf(blocks []document.Block) []line {
	var lines []line
	var read func(blocks []document.Block, label string)
	read = func(blocks []document.Block, label string) {
		for _, block := range blocks {
			switch b := block.(type) {
			case *document.Paragraph:
				lines = append(lines, line{label, document.PlainText(b.Inlines)})
			case *document.List:
				for _, item := range b.Items {
					read(item.Blocks, label+item.Label)
				}
			case *document.Table:
				lines = append(lines, line{label, rowText(b.Head)})
				for _, row := range b.Rows {
					lines = append(lines, line{label, rowText(row.Cells)})
				}
			case *document.Definitions:
				for _, e := range b.Entries {
					read(e.Blocks, label)
				}
			case *document.Note:
				read(b.Blocks, label)
			case *document.Picture:
				lines = append(lines, line{label, document.Key(b)})
			}
		}
	}
	read(blocks, "")
	return lines
}

func rowText(cells []document.Cell) string { return document.PlainText(document.RowText(cells)) }

// wholeText is all that blocks say, without labels.
func wholeText(blocks []document.Block) string {
	var list []string
	for _, l := range linesOf(blocks) {
		list = append(list, l.text)
	}
	return strings.Join(list, " ")
}
