// Package pdf sets a resolved document as a PDF: it breaks paragraphs into
// lines, lines into pages, and draws the pages.
//
//	document ── compositor ──▶ rows ── binder ──▶ pages ── canvas ──▶ bytes ── finish ──▶ file
//
// The same document always gives the same bytes.
package pdf

import (
	"fmt"
	"io"
	"time"

	"clausewright/internal/document"
)

// producer is how the files name their maker.
const producer = "clausewright"

// Render writes doc, which must be resolved, as a PDF: on Letter paper in the
// style "us", else on A4. It fails if the document holds a character that the
// PDF cannot show (see Check), if its date is not YYYY-MM-DD, or if w fails.
func Render(w io.Writer, doc *document.Document) error {
	if bad := Check(doc); len(bad) > 0 {
		return fmt.Errorf("%s: the character %q (%U) %s", bad[0].Origin.Pos(), bad[0].Rune, bad[0].Rune, bad[0].Reason)
	}
	info, err := describe(doc)
	if err != nil {
		return err
	}
	v, err := layOut(doc)
	if err != nil {
		return err
	}
	drawn, err := v.draw(info)
	if err != nil {
		return err
	}
	finished, err := finish(drawn, info)
	if err != nil {
		return err
	}
	_, err = w.Write(finished)
	return err
}

// draw paints the pages and gives the file as gofpdf writes it.
func (v *volume) draw(info information) (drawn []byte, err error) {
	panicked := guard(func() {
		c := newCanvas(v.paper, info)
		v.paint(c)
		drawn, err = c.bytes()
	})
	if panicked != nil {
		return nil, panicked
	}
	return drawn, err
}

// describe is what the file says about itself. A document without a date is
// dated to a fixed day, so that its bytes do not depend on the clock.
func describe(doc *document.Document) (information, error) {
	info := information{title: plain(doc.Title), subject: plain(doc.ID), producer: producer, lang: doc.Lang,
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
