package pdf

import (
	"clausewright/internal/document"
	"clausewright/internal/measure"
)

// A length is a distance on the page.
type length = measure.Length

// Units of length.
const (
	point      = measure.Point
	millimetre = measure.Millimetre
)

// em is the distance of w thousandths of the type size.
func em(w int, size length) length { return measure.Em(w, size) }

// The faces that a character is drawn in. The four text faces are the sums of
// bold and italic.
const (
	roman    = measure.Roman
	bold     = measure.Bold
	italic   = measure.Italic
	fallback = measure.Fallback
	faces    = len(measure.Files)
)

type face = measure.Face

// A fontBook is what one document is set with.
type fontBook struct {
	*measure.Book
	work *workspace
	mark document.Change // of what is being set, in a redline
}

// newFontBook is a book that sets its texts in a workspace; to look up characters it
// needs none. It fails only if a built-in font is damaged.
func newFontBook(w *workspace) (*fontBook, error) {
	book, err := measure.NewBook()
	return &fontBook{Book: book, work: w}, err
}
