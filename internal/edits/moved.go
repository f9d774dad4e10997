package edits

import "clausewright/internal/document"

// Moved gives divisions that came back without their id, as a program leaves one that
// was moved with changes tracked, the id that they had in base: each that has the
// heading of the one division of its kind that went, with its items. It returns these
// ids.
func Moved(own, base *document.Document) map[string]bool {
	known := targetsOf(own)
	given := map[string]bool{}
	was := called(base, func(d *document.Division) bool { return d.ID != "" && !known[d.ID] })
	is := called(own, func(d *document.Division) bool { return d.ID == "" })
	for name, d := range is {
		from := was[name]
		if d == nil || from == nil {
			continue
		}
		d.ID = from.ID
		given[d.ID] = true
		items := itemsOf(d)
		for text, item := range itemsOf(from) {
			if to := items[text]; item != nil && to != nil && to.ID == "" && !known[item.ID] {
				to.ID = item.ID
				given[to.ID] = true
			}
		}
	}
	return given
}

// named is what a division is called.
type named struct {
	kind    document.DivisionKind
	heading string
}

// called are some divisions of a document by kind and heading; nil where several
// bear it.
func called(doc *document.Document, which func(d *document.Division) bool) map[named]*document.Division {
	found := map[named]*document.Division{}
	document.Walk(doc, func(node any) bool {
		if d, ok := node.(*document.Division); ok && d.Heading != "" && which(d) {
			name := named{d.Kind, d.Heading}
			if _, twice := found[name]; twice {
				d = nil
			}
			found[name] = d
		}
		return true
	})
	return found
}

// itemsOf are the items of a division by how they begin; nil where several do.
func itemsOf(d *document.Division) map[string]*document.Item {
	found := map[string]*document.Item{}
	document.WalkBlock(d, func(node any) bool {
		item, ok := node.(*document.Item)
		if !ok || len(item.Blocks) == 0 {
			return true
		}
		if p, ok := item.Blocks[0].(*document.Paragraph); ok {
			text := document.PlainText(p.Inlines)
			if _, twice := found[text]; twice {
				item = nil
			}
			found[text] = item
		}
		return true
	})
	return found
}
