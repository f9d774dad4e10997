// Package render is the table of formats that a document can be written in.
package render

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
	"clausewright/internal/render/docx"
	"clausewright/internal/render/html"
	"clausewright/internal/render/pdf"
	"clausewright/internal/style"
)

// Format is one way to write a document.
type Format struct {
	Name      string // as --format names it; also the ending of the file
	Title     string
	Binary    bool // not to be shown on a terminal
	Write     func(w io.Writer, doc *document.Document, opts Options) error
	Printable func(r rune) (reason string, ok bool) // nil: the format can hold every character
	Check     func(doc *document.Document) []pdf.Unprintable
}

// Options are what may be asked of a file beside its document. Only PDF and Word
// have pages, only a PDF can carry another file, and only Word signs the changes
// of a redline and comes back with edits; the text formats ask for nothing.
type Options struct {
	Paper      style.Paper // by default the style of the document decides
	Attachment Attachment
	Author     string // of the changes; may be empty
	Date       string // of the changes, as RFC 3339 writes it; may be empty
	Digest     string // of the draft, by which it is known again; may be empty
}

// Attachment is a file to be carried inside another.
type Attachment = pdf.Attachment

// plain is a format that has no options.
func plain(write func(io.Writer, *document.Document) error) func(io.Writer, *document.Document, Options) error {
	return func(w io.Writer, doc *document.Document, _ Options) error { return write(w, doc) }
}

// Formats are all formats, in the order in which help lists them.
var Formats = []Format{
	{Name: "md", Title: "Markdown", Write: plain(markdown.Write)},
	{Name: "html", Title: "HTML", Write: plain(html.Render)},
	{Name: "pdf", Title: "PDF", Binary: true, Write: pages, Printable: pdf.Printable, Check: pdf.Check},
	{Name: "docx", Title: "Word", Binary: true, Write: word},
}

// pages writes a document as a PDF.
func pages(w io.Writer, doc *document.Document, opts Options) error {
	return pdf.Render(w, doc, pdf.Options{Letter: opts.Paper.IsLetter(doc.Style), Attachment: opts.Attachment})
}

// word writes a document for Word.
func word(w io.Writer, doc *document.Document, opts Options) error {
	return docx.Render(w, doc, docx.Options{Letter: opts.Paper.IsLetter(doc.Style), Author: opts.Author, Date: opts.Date, Digest: opts.Digest})
}

// All writes a document in several formats at once and returns what each holds.
// The formats only read the document, so they are written side by side.
func All(doc *document.Document, formats []Format, opts Options) ([][]byte, error) {
	files, errs := make([][]byte, len(formats)), make([]error, len(formats))
	var wg sync.WaitGroup
	for i, f := range formats {
		wg.Go(func() {
			var b bytes.Buffer
			if err := f.Write(&b, doc, opts); err != nil {
				errs[i] = fmt.Errorf("%s: %w", f.Title, err)
			}
			files[i] = b.Bytes()
		})
	}
	wg.Wait()
	return files, errors.Join(errs...)
}

// Find returns the format of that name.
func Find(name string) (Format, bool) {
	for _, f := range Formats {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Names lists the formats.
func Names() []string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return names
}
