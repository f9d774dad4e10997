// Package pdf sets a resolved document as a PDF: it breaks paragraphs into
// lines, lines into pages, draws the pages, and says what each mark on them is.
//
//	document ── compositor ──▶ rows ── binder ──▶ pages ── canvas ──▶ painting ── finish ──▶ file
//	                  └──────▶ structure tree ────────────────┘
//
// The same document and options always give the same bytes.
package pdf

import (
	"fmt"
	"io"
	"time"

	"clausewright/internal/document"
	"clausewright/internal/style"
)

// producer is how the files name their maker.
const producer = "clausewright"

// Options are what may be asked of a file beside the document. The zero value
// asks for nothing.
type Options struct {
	Letter     bool // the paper; else A4
	Attachment Attachment
}

// Attachment is a file that is carried inside the PDF: the source that it was
// made from. Without a name there is none.
type Attachment struct {
	Name string // such as "battery.yaml"
	Data []byte // is only read
}

// paperOf is the size of the pages.
func paperOf(opts Options) paper {
	sheet := style.SheetOf(opts.Letter)
	return paper{length(sheet.Width) * point / 100, length(sheet.Height) * point / 100}
}

// Render writes doc, which must be resolved, as a PDF. It fails if the
// document holds a character that the PDF cannot show (see Check), if its date
// is not YYYY-MM-DD, or if w fails.
func Render(w io.Writer, doc *document.Document, opts Options) error {
	if bad := Check(doc); len(bad) > 0 {
		return fmt.Errorf("%s: the character %q (%U) %s", bad[0].Origin.Pos(), bad[0].Rune, bad[0].Rune, bad[0].Reason)
	}
	space := workspaces.Get().(*workspace)
	defer workspaces.Put(space)
	return space.render(w, doc, opts)
}

// render writes doc, of which every character can be shown, and leaves the
// workspace empty.
func (w *workspace) render(out io.Writer, doc *document.Document, opts Options) error {
	defer w.empty()
	info, err := describe(doc)
	if err != nil {
		return err
	}
	v, err := layOut(doc, paperOf(opts), w)
	if err != nil {
		return err
	}
	drawn, err := v.draw(info)
	if err != nil {
		return err
	}
	w.painted()
	finished, err := finish(drawn, info, opts.Attachment)
	if err != nil {
		return err
	}
	_, err = out.Write(finished)
	return err
}

// draw paints the pages.
func (v *volume) draw(info fileInfo) (drawn *painting, err error) {
	panicked := guard(func() {
		c := newCanvas(v.paper, v.book, info)
		v.paint(c)
		drawn, err = c.painting(v.tree)
	})
	if panicked != nil {
		return nil, panicked
	}
	return drawn, err
}

// describe is what the file says about itself. A document without a date is
// dated to a fixed day, so that its bytes do not depend on the clock.
func describe(doc *document.Document) (fileInfo, error) {
	info := fileInfo{title: plainLine(doc.Title), subject: plainLine(doc.ID), producer: producer, lang: doc.Lang,
		date: time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)}
	if info.lang == "" {
		info.lang = "en"
	}
	if doc.Date == "" {
		return info, nil
	}
	date, err := time.Parse(time.DateOnly, doc.Date)
	if err != nil {
		return info, fmt.Errorf("date of the document: %w", err)
	}
	info.date = date
	return info, nil
}
