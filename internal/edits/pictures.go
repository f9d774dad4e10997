package edits

import (
	"slices"

	"clausewright/internal/document"
)

// Redraw puts the pictures of base back into a draft that came from a program
// which does not keep them. A picture is drawn from the table behind it, and is
// no text that a person edits: where that table is, the picture is.
func Redraw(own, base *document.Document) {
	sections := map[string]*document.Division{}
	document.Walk(own, func(node any) bool {
		if d, ok := node.(*document.Division); ok && d.ID != "" {
			sections[d.ID] = d
		}
		return true
	})
	document.Walk(base, func(node any) bool {
		d, ok := node.(*document.Division)
		if !ok || sections[d.ID] == nil {
			return true
		}
		for i, b := range d.Blocks {
			picture, drawn := b.(*document.Picture)
			if !drawn || i+1 == len(d.Blocks) {
				continue
			}
			if table, ok := d.Blocks[i+1].(*document.Table); ok {
				sections[d.ID].Blocks = redrawn(sections[d.ID].Blocks, picture, table)
			}
		}
		return true
	})
}

// redrawn are blocks with a picture before the table of those columns, unless
// one is there.
func redrawn(blocks []document.Block, picture *document.Picture, like *document.Table) []document.Block {
	heads := func(t *document.Table) []string {
		var list []string
		for _, cell := range t.Head {
			list = append(list, document.PlainText(cell))
		}
		return list
	}
	for i, b := range blocks {
		if t, ok := b.(*document.Table); ok && slices.Equal(heads(t), heads(like)) {
			if i > 0 {
				if _, there := blocks[i-1].(*document.Picture); there {
					return blocks
				}
			}
			return slices.Insert(slices.Clone(blocks), i, document.Block(picture))
		}
	}
	return blocks
}
