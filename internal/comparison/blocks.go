package comparison

import (
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// Plain is text without marks.
func Plain(text string) []document.Inline { return []document.Inline{&document.Text{Text: text}} }

// Say is a paragraph of text without marks.
func Say(text string) *document.Paragraph { return &document.Paragraph{Inlines: Plain(text)} }

// Bulleted is a list of items.
func Bulleted(items []*document.Item) *document.List {
	return &document.List{Marker: document.Bulleted, Items: items}
}

// Item is an item that says a line, with items below it.
func Item(line []document.Inline, below ...*document.Item) *document.Item {
	item := &document.Item{Blocks: []document.Block{&document.Paragraph{Inlines: line}}}
	for _, b := range below {
		Put(item, b)
	}
	return item
}

// Put puts an item below another, after those that are there.
func Put(item, below *document.Item) {
	if len(item.Blocks) == 1 {
		item.Blocks = append(item.Blocks, Bulleted(nil))
	}
	list := item.Blocks[1].(*document.List)
	list.Items = append(list.Items, below)
}

// Table begins a table under its heads.
func Table(heads ...string) *document.Table {
	t := &document.Table{}
	for _, head := range heads {
		t.Head = append(t.Head, Plain(head))
	}
	return t
}

// Cell is a cell of a table: texts of the library and of deals, one a line, set as a
// draft sets them; a dash where there is nothing to say.
func Cell(texts ...string) document.Cell {
	text := strings.Join(texts, "\n")
	if text == "" {
		text = "–"
	}
	var cell document.Cell
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			cell = append(cell, &document.Break{})
		}
		cell = append(cell, Plain(markdown.Typeset(line))...)
	}
	return cell
}
