package markdown_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// dump writes everything of a document but its origins, one node a line.
// Neighbouring texts are one, whatever pieces they came in.
func dump(doc *document.Document) string {
	var d dumper
	d.line("document %q %q %q %q %q %q", doc.Title, doc.Style, doc.Lang, doc.ID, doc.Legend, doc.Date)
	if w := doc.Was; w != nil {
		d.line("was %q %q %q %q %q %q", w.Title, w.Style, w.Lang, w.ID, w.Legend, w.Date)
	}
	if len(doc.Causes) > 0 {
		d.line("causes %+v", doc.Causes)
	}
	for _, div := range doc.Body {
		d.block(div)
	}
	return d.String()
}

type dumper struct {
	strings.Builder
	depth int
}

func (d *dumper) line(format string, args ...any) {
	fmt.Fprintf(d, "%s%s\n", strings.Repeat("  ", d.depth), fmt.Sprintf(format, args...))
}

func (d *dumper) mark(m document.Mark) {
	if m != (document.Mark{}) {
		d.line("mark %v", m)
	}
}

func (d *dumper) blocks(blocks []document.Block) {
	d.depth++
	for _, b := range blocks {
		d.block(b)
	}
	d.depth--
}

func (d *dumper) block(block document.Block) {
	switch b := block.(type) {
	case *document.Division:
		d.mark(b.Mark)
		if b.Was != nil {
			d.line("was id=%q clause=%q heading=%q", b.Was.ID, b.Was.Clause, b.Was.Heading)
		}
		d.line("division %d id=%q clause=%q number=%v label=%q heading=%q", b.Kind, b.ID, b.Clause, b.Number, b.Label, b.Heading)
		d.blocks(b.Blocks)
	case *document.Paragraph:
		d.mark(b.Mark)
		d.line("paragraph %s", inlines(b.Inlines))
	case *document.List:
		d.line("list %d", b.Marker)
		for _, item := range b.Items {
			d.mark(item.Mark)
			if item.Was != nil {
				d.line("was id=%q", item.Was.ID)
			}
			d.line("item id=%q number=%v label=%q", item.ID, item.Number, item.Label)
			d.blocks(item.Blocks)
		}
	case *document.Table:
		d.mark(b.Mark)
		d.line("table class=%q", b.Class)
		for _, row := range append([]document.Row{{Cells: b.Head}}, b.Rows...) {
			d.mark(row.Mark)
			d.line("row")
			for _, cell := range row.Cells {
				d.line("  cell %s", inlines(cell))
			}
		}
	case *document.Picture:
		d.mark(b.Mark)
		d.line("picture %q %q %+v", b.Title, b.Alt, b.Drawing)
	case *document.Definitions:
		d.mark(b.Mark)
		d.line("definitions")
		for _, e := range b.Entries {
			d.mark(e.Mark)
			if e.Was != nil {
				d.line("was %q", e.Was.Forms)
			}
			d.line("entry %q", e.Forms)
			d.blocks(e.Blocks)
		}
	case *document.Note:
		d.line("note")
		d.blocks(b.Blocks)
	}
}

func inlines(list []document.Inline) string {
	var b strings.Builder
	text := ""
	flush := func() {
		if text != "" {
			fmt.Fprintf(&b, " %q", text)
		}
		text = ""
	}
	for _, inline := range list {
		if t, ok := inline.(*document.Text); ok {
			text += t.Text
			continue
		}
		flush()
		switch n := inline.(type) {
		case *document.Revision:
			fmt.Fprintf(&b, " revision(%v%s)", n.Mark, inlines(n.Inlines))
		case *document.Strong:
			fmt.Fprintf(&b, " strong(%s)", inlines(n.Inlines))
		case *document.Emphasis:
			fmt.Fprintf(&b, " emphasis(%s)", inlines(n.Inlines))
		case *document.Definition:
			fmt.Fprintf(&b, " define(%q)", n.Term)
		case *document.Use:
			fmt.Fprintf(&b, " use(%q %q)", n.Term, n.Text)
		case *document.Reference:
			fmt.Fprintf(&b, " reference(%q %q %q)", n.Targets, n.Text, n.Was)
		case *document.Blank:
			fmt.Fprintf(&b, " blank(%q %q)", n.Name, n.Ask)
		case *document.Break:
			b.WriteString(" break")
		}
	}
	flush()
	return b.String()
}

func write(t testing.TB, doc *document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := markdown.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// differ fails the test if two dumps are not the same, with the lines that
// differ and the Markdown they are about.
func differ(t interface{ Fatalf(string, ...any) }, want, got, source string) {
	if want == got {
		return
	}
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for len(a) > 1 && len(b) > 1 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 1 && len(b) > 1 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	t.Fatalf("different:\n-%s\n+%s\n%s", strings.Join(a, "\n-"), strings.Join(b, "\n+"), source)
}
