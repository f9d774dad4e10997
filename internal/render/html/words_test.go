package html

import (
	"strings"
	"unicode/utf8"

	"clausewright/internal/document"
)

// saidBy is the text of a document in its own order, told without the printer:
// what a reader of any format must find.
func saidBy(doc *document.Document) string {
	var w speaker
	w.say(doc.Legend, doc.Title)
	contents := false
	for i, d := range doc.Body {
		switch {
		case d.Kind == document.Part && d.ID == document.CoverPart && i == 0:
			w.blocks(d.Blocks)
		case d.Kind == document.Part && d.ID == document.ContentsPart && len(d.Blocks) == 0 && !contents:
			contents = true
		default:
			w.division(d)
		}
	}
	return normal(w.String())
}

type speaker struct{ strings.Builder }

func (w *speaker) say(paragraphs ...string) {
	for _, s := range paragraphs {
		w.WriteString(" " + valid(s) + " ")
	}
}

func (w *speaker) division(d *document.Division) {
	label := d.Label
	if label != "" && d.Kind != document.Section {
		label += "."
	}
	w.say(label, d.Heading)
	w.blocks(d.Blocks)
}

func (w *speaker) blocks(blocks []document.Block) {
	for _, b := range blocks {
		w.say()
		switch b := b.(type) {
		case *document.Division:
			w.division(b)
		case *document.Paragraph:
			w.paragraph(b.Inlines)
		case *document.List:
			for _, item := range b.Items {
				w.say(item.Label)
				w.blocks(item.Blocks)
			}
		case *document.Table:
			for _, row := range append([]document.Row{{Cells: b.Head}}, b.Rows...) {
				for _, c := range row.Cells {
					w.paragraph(c)
				}
			}
		case *document.Picture:
			w.say(b.Title)
		case *document.Definitions:
			for _, e := range b.Entries {
				w.blocks(e.Blocks)
			}
		case *document.Note:
			w.blocks(b.Blocks)
		}
	}
}

func (w *speaker) paragraph(inlines []document.Inline) {
	w.WriteByte(' ')
	w.inlines(inlines)
	w.WriteByte(' ')
}

func (w *speaker) inlines(inlines []document.Inline) {
	for _, in := range inlines {
		switch in := in.(type) {
		case *document.Text:
			w.WriteString(valid(in.Text))
		case *document.Strong:
			w.inlines(in.Inlines)
		case *document.Emphasis:
			w.inlines(in.Inlines)
		case *document.Definition:
			w.WriteString("“" + valid(in.Term) + "”")
		case *document.Use:
			w.WriteString(valid(in.Text))
		case *document.Reference:
			w.WriteString(valid(in.Text))
		case *document.Blank:
			w.WriteString("[●]")
		case *document.Break:
			w.WriteByte(' ')
		}
	}
}

// valid is s with each byte that is not UTF-8 replaced, so that pieces of a
// character in two texts do not join.
func valid(s string) string { return string([]rune(s)) }

// normal is s with single spaces and without characters that HTML forbids.
func normal(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune("\t\n\f\r", r):
			b.WriteByte(' ')
		case !allowed(r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// allowed reports whether r, which is no white space below 0x20, may stand in
// an HTML file.
func allowed(r rune) bool {
	control := r < 0x20 || r >= 0x7F && r < 0xA0
	noncharacter := r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFF >= 0xFFFE
	return !control && !noncharacter
}
