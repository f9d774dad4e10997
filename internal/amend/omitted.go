package amend

import (
	"slices"

	"clausewright/internal/document"
)

// Omitted stands where something signed was deleted, so that its number stays.
const Omitted = "[Intentionally Omitted]"

// omitted is what stays of a division that was deleted.
func omitted(s *document.Division) *document.Division {
	return &document.Division{Kind: s.Kind, ID: s.ID, Clause: s.Clause, Number: s.Number, Label: s.Label, Heading: Omitted}
}

// isOmitted reports whether nothing but the number stands here.
func isOmitted(d *document.Division) bool { return d.Heading == Omitted }

// WithoutOmitted takes what was omitted out of a conformed copy, so that it can be held
// against a draft, in which nothing is.
func WithoutOmitted(doc *document.Document) *document.Document {
	out := document.Copy(doc)
	out.Conformed = false
	out.Body = slices.DeleteFunc(out.Body, isOmitted)
	var within func(blocks []document.Block) []document.Block
	within = func(blocks []document.Block) []document.Block {
		return slices.DeleteFunc(blocks, func(b document.Block) bool {
			switch b := b.(type) {
			case *document.Division:
				b.Blocks = within(b.Blocks)
				return isOmitted(b)
			case *document.List:
				b.Items = slices.DeleteFunc(b.Items, func(item *document.Item) bool { return itemText(item) == Omitted })
				for _, item := range b.Items {
					item.Blocks = within(item.Blocks)
				}
				return len(b.Items) == 0
			case *document.Definitions:
				for _, e := range b.Entries {
					e.Blocks = within(e.Blocks)
				}
			}
			return false
		})
	}
	for _, d := range out.Body {
		d.Blocks = within(d.Blocks)
	}
	return out
}

// omittedItem is what stays of an item that was deleted. Its id may be that of
// another now.
func (m *amender) omittedItem(signed *document.Item) *document.Item {
	out := &document.Item{Number: signed.Number, Label: signed.Label, Blocks: []document.Block{say(Omitted)}}
	if !m.ids[signed.ID] {
		out.ID = signed.ID
	}
	return out
}
