package comparison

import (
	"cmp"
	"fmt"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/render"
	"clausewright/internal/render/docx"
)

// Files are the files of a redline in some formats, in their order. By default its changes
// were made on the date of the newer side. The Word file is checked before it is handed over.
func (r *Report) Files(older, newer Side, formats []render.Format, changedOnly bool, opts render.Options) ([][]byte, error) {
	opts.Digest = newer.Digest
	opts.Date = cmp.Or(opts.Date, MadeOn(newer.Document.Date))
	shown := r.withPage()
	if changedOnly {
		shown = ChangedOnly(shown)
	}
	var files [][]byte
	for _, f := range formats {
		doc := shown
		if f.Name == "docx" {
			doc = r.Document
		}
		contents, err := render.All(doc, []render.Format{f}, opts)
		if err != nil {
			return nil, err
		}
		if f.Name == "docx" {
			if err := checkTracked(contents[0], older.Document, newer.Document); err != nil {
				return nil, err
			}
		}
		files = append(files, contents[0])
	}
	return files, nil
}

// MadeOn is a day, YYYY-MM-DD, as the date of changes; empty if there is none.
func MadeOn(day string) string {
	if day == "" {
		return ""
	}
	return day + "T00:00:00Z"
}

// checkTracked makes sure that a Word file gives the one document when its
// changes are accepted, and the other when they are rejected.
func checkTracked(file []byte, older, newer *document.Document) error {
	for _, side := range []struct {
		what string
		take docx.Side
		want *document.Document
	}{{"accepted", docx.Accepted, newer}, {"rejected", docx.Rejected, older}} {
		got, err := docx.Read(file, side.take)
		if err != nil {
			return fmt.Errorf("the Word file cannot be read back: %w", err)
		}
		if !says(got.Document, side.want) {
			return fmt.Errorf("nothing written: with its changes %s, the Word file would not say what the draft says", side.what)
		}
	}
	return nil
}

// said is a word of a document, or a reference: what it refers to, and how it
// is printed.
type said struct{ text, target string }

// saidIn are what a document says.
func saidIn(doc *document.Document) []said {
	var list []said
	add := func(text string) {
		for _, w := range strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")) {
			list = append(list, said{text: w})
		}
	}
	refers := func(r *document.Reference) {
		list = append(list, said{strings.ReplaceAll(r.Text, "\u00a0", " "), strings.Join(r.Targets, " ")})
	}
	document.EachRun(doc, add, refers)
	return list
}

// says reports whether one document says what the other does. A reference is
// what it refers to, because Word works out its number, or else how it reads.
func says(got, want *document.Document) bool {
	have := saidIn(got)
	for _, w := range saidIn(want) {
		switch {
		case len(have) > 0 && w.target != "" && have[0].target == w.target:
			have = have[1:]
		default:
			for _, text := range strings.Fields(w.text) {
				if len(have) == 0 || have[0].text != text {
					return false
				}
				have = have[1:]
			}
		}
	}
	return len(have) == 0
}
