package document

import "strings"

// What a block is to those around it is told by how it is written, so that all
// formats set it alike.

// IsName reports whether a block is a name, as of a party on the cover: a paragraph
// of strong text.
func IsName(b Block) bool {
	p, ok := b.(*Paragraph)
	if !ok || len(p.Inlines) != 1 {
		return false
	}
	_, ok = p.Inlines[0].(*Strong)
	return ok
}

// Introduces reports whether a block must stay with the next one: a paragraph before
// a signature, one that ends in a colon before a list, a table or a picture.
func Introduces(b, next Block) bool {
	p, ok := b.(*Paragraph)
	if !ok {
		return false
	}
	switch next := next.(type) {
	case *List, *Picture:
	case *Table:
		if next.Class == SignatureTable {
			return true
		}
	default:
		return false
	}
	return strings.HasSuffix(strings.TrimSpace(PlainText(p.Inlines)), ":")
}
