// Package docx writes a resolved document as a Word file, as counsel would have
// typed it there, and reads such a file back.
//
// No number is typed: Word's own lists number headings and items, and fields
// refer to them, with the result that the other formats print. The identity of
// divisions, items and terms is in hidden bookmarks. The same document and
// options always give the same bytes.
package docx

import (
	"fmt"
	"io"
	"sync"
	"time"

	"clausewright/internal/document"
	"clausewright/internal/measure"
	"clausewright/internal/style"
)

// Options are what may be asked of a file beside the document.
type Options struct {
	Letter bool   // the paper; else A4
	Author string // of the marked changes of a redline
	Date   string // when they were made, as RFC 3339 writes it; may be empty
	Digest string // by which the file is known again when it comes back; may be empty
}

// defaultAuthor signs the changes of a redline whose author is not told.
const defaultAuthor = "clausewright"

// Namespaces of the parts.
const (
	wordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	linkNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	drawNamespace = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
)

// Render writes doc, which must be resolved. Any document renders; the error is
// that of w, or of a date that is not YYYY-MM-DD.
func Render(w io.Writer, doc *document.Document, opts Options) error {
	if doc.Date != "" {
		if _, err := time.Parse(time.DateOnly, doc.Date); err != nil {
			return fmt.Errorf("date of the document: %w", err)
		}
	}
	var notes map[*document.Note]document.Mark
	if document.Redlined(doc) {
		doc = document.Whole(doc)
		notes = sideNotes(doc)
	}
	book, err := measure.NewBook()
	if err != nil {
		return err
	}
	sequences := count(doc)
	p := &printer{doc: doc, book: book, signing: doc.Signatories(), opts: opts, anchors: anchor(doc, sequences), page: paperOf(opts), notes: notes, asked: map[[3]string]bool{}}
	if p.opts.Author == "" {
		p.opts.Author = defaultAuthor
	}
	drawer := drawers.Get().(*[]byte)
	defer drawers.Put(drawer)
	p.buf = *drawer
	main := p.body()
	*drawer = main
	parts := append(documentProperties(doc, opts.Digest),
		filePart{name: mainPart, kind: wordContent + "document.main+xml", link: officeRelationships + "officeDocument", id: "rId1", data: main},
		p.styles(), sequences.part(doc.Style), settings(doc), fonts())
	parts = append(parts, p.headers()...)
	if p.comments.last > 0 {
		parts = append(parts, p.comments.part())
	}
	if len(p.anchors.held)+len(doc.Names) > 0 {
		parts = append(parts, p.heldParts()...)
	}
	return pack(w, parts)
}

// drawers hold the memory of main parts that are written.
var drawers = sync.Pool{New: func() any { return new([]byte) }}

// paper is the size of a page and of what may be printed on it, in twentieths
// of a point.
type paper struct{ width, height, measure int }

const margin = 1417 // 25 millimetres

func paperOf(opts Options) paper {
	sheet := style.SheetOf(opts.Letter)
	p := paper{width: (sheet.Width + 2) / 5, height: (sheet.Height + 2) / 5}
	p.measure = p.width - 2*margin
	return p
}
