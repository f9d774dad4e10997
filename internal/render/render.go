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
	"clausewright/internal/render/html"
	"clausewright/internal/render/pdf"
)

// Format is one way to write a document.
type Format struct {
	Name      string // as --format names it; also the ending of the file
	Title     string
	Binary    bool // not to be shown on a terminal
	Write     func(w io.Writer, doc *document.Document) error
	Printable func(r rune) (reason string, ok bool) // nil: the format can hold every character
}

// Formats are all formats, in the order in which help lists them.
var Formats = []Format{
	{Name: "md", Title: "Markdown", Write: markdown.Write},
	{Name: "html", Title: "HTML", Write: html.Render},
	{Name: "pdf", Title: "PDF", Binary: true, Write: pdf.Render, Printable: pdf.Printable},
}

// All writes a document in several formats at once and returns what each holds.
// The formats only read the document, so they are written side by side.
func All(doc *document.Document, formats []Format) ([][]byte, error) {
	files, errs := make([][]byte, len(formats)), make([]error, len(formats))
	var wg sync.WaitGroup
	for i, f := range formats {
		wg.Go(func() {
			var b bytes.Buffer
			if err := f.Write(&b, doc); err != nil {
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
