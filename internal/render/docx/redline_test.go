package docx

import (
	"bytes"
	"strings"
	"testing"

	d "clausewright/internal/document"
	"clausewright/internal/markdown"
	"clausewright/internal/redline"

	"pgregory.net/rapid"
)

// sides fails the test unless a file of a redline is a sound file, and gives
// the new document when its changes are taken and the old one when they are refused.
func sides(t tester, data []byte, older, newer *d.Document) {
	t.Helper()
	if found := checkFile(data); len(found) > 0 {
		t.Fatalf("%s", strings.Join(found, "\n"))
	}
	for side, want := range []*d.Document{newer, older} {
		got, err := Read(data, Side(side))
		if err != nil {
			t.Fatalf("%v", err)
		}
		same(t, [...]string{"taken", "refused"}[side], asMarkdown(t, pointed(want)), asMarkdown(t, pointed(got.Document)))
	}
}

// pointed is a document whose references show only that they are there: their
// numbers are worked out anew wherever a file is opened.
func pointed(doc *d.Document) *d.Document {
	d.Walk(doc, func(n any) bool {
		if r, ok := n.(*d.Reference); ok {
			r.Text = "→"
		}
		return true
	})
	return doc
}

// changer changes a document here and there, as a person or a new draft does.
type changer struct{ *sketch }

// Text that follows a section is the section's: a division says its own before.
func (c changer) blocks(blocks []d.Block) []d.Block {
	var out []d.Block
	section := false
	for _, b := range blocks {
		after := section
		_, section = b.(*d.Division)
		switch n := rapid.IntRange(0, 14).Draw(c.T, "change"); {
		case n == 0 && !section:
			continue
		case n == 1 && !after:
			out = append(out, &d.Paragraph{Inlines: append(c.inlines(1), &d.Text{Text: "added"})})
		}
		c.block(b)
		out = append(out, b)
	}
	return out
}

func (c changer) block(block d.Block) {
	switch b := block.(type) {
	case *d.Division:
		if c.chance(15) {
			b.Heading += " changed"
		}
		b.Blocks = c.blocks(b.Blocks)
	case *d.Paragraph:
		b.Inlines = c.words(b.Inlines)
	case *d.List:
		c.list(b)
	case *d.Table:
		for _, row := range b.Rows {
			for i := range row.Cells {
				row.Cells[i] = c.words(row.Cells[i])
			}
		}
		if len(b.Rows) > 1 && c.chance(20) {
			b.Rows = b.Rows[1:]
		}
	case *d.Definitions:
		for _, e := range b.Entries {
			c.block(e.Blocks[0])
		}
		if len(b.Entries) > 1 && c.chance(20) {
			b.Entries = b.Entries[1:]
		}
	}
}

func (c changer) list(b *d.List) {
	for _, item := range b.Items {
		c.block(item.Blocks[0])
		item.Blocks = append(item.Blocks[:1:1], c.blocks(item.Blocks[1:])...)
	}
	if n := len(b.Items); n > 1 && c.chance(20) {
		b.Items[0], b.Items[n-1] = b.Items[n-1], b.Items[0]
	}
	if len(b.Items) > 1 && c.chance(20) {
		b.Items = b.Items[1:]
	}
	if c.chance(20) {
		id := c.id()
		if b.Marker == d.Bulleted {
			id = ""
		}
		b.Items = append(b.Items, &d.Item{ID: id, Blocks: []d.Block{&d.Paragraph{Inlines: []d.Inline{&d.Text{Text: "an item more"}}}}})
	}
}

func (c changer) words(list []d.Inline) []d.Inline {
	var out []d.Inline
	for _, inline := range list {
		if t, ok := inline.(*d.Text); ok && c.chance(30) {
			inline = &d.Text{Text: t.Text + " or else"}
		}
		out = append(out, inline)
		if c.chance(10) {
			out = append(out, &d.Text{Text: " and "})
			out = append(out, c.inlines(0)...)
		}
	}
	return out
}

// TestSides: of any two documents, the redline in Word is sound and gives both.
func TestSides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t, readable: true, headed: true}
		older := s.document()
		newer := d.Accept(older)
		for _, div := range newer.Body {
			if div.ID != d.ContentsPart && div.ID != d.CoverPart {
				changer{s}.block(div)
			}
		}
		s.finish(newer)
		var b bytes.Buffer
		if err := Render(&b, redline.Documents(older, newer), Options{Author: "B", Date: "2026-11-23T00:00:00Z"}); err != nil {
			t.Fatal(err)
		}
		sides(t, b.Bytes(), older, newer)
	})
}

// TestSidesOf: words, an item, a definition, a row, an id and a heading that
// changed, and a section that moved.
func TestSidesOf(t *testing.T) {
	for _, style := range []string{"us", "uk", "eu-civil"} {
		older, newer := changedPair(t, style)
		sides(t, rendered(t, redline.Documents(older, newer), Options{}), older, newer)
	}
}

// changedPair is a document and what somebody made of it.
func changedPair(t testing.TB, style string) (older, newer *d.Document) {
	older = everything(t, style)
	for _, div := range older.Body { // LibreOffice loses an empty paragraph before a table, in which the number of a section stands
		if div.ID == "register" {
			div.Blocks = div.Blocks[:1]
		}
	}
	newer = d.Accept(older)
	d.Walk(newer, func(n any) bool {
		switch n := n.(type) {
		case *d.Division:
			switch {
			case n.ID == "fees":
				n.ID, n.Heading = "payment", "Payment"
			case n.ID == "fees-article":
				n.Blocks[0], n.Blocks[1] = n.Blocks[1], n.Blocks[0]
			}
		case *d.List:
			if len(n.Items) > 1 {
				n.Items = append(n.Items[1:], &d.Item{Blocks: []d.Block{&d.Paragraph{Inlines: []d.Inline{&d.Text{Text: "something new."}}}}})
			}
		case *d.Table:
			if n.Class == d.KeyTermsTable {
				n.Rows = append(n.Rows, d.Row{Cells: []d.Cell{{&d.Text{Text: "Royalty"}}, {&d.Text{Text: "4%"}}, nil}})
			}
		case *d.Paragraph:
			if first, ok := n.Inlines[0].(*d.Text); ok && len(n.Inlines) > 1 {
				n.Inlines[0] = &d.Text{Text: "now " + first.Text}
			}
		}
		return true
	})
	(&sketch{readable: true}).finish(newer)
	(&sketch{readable: true}).finish(older)
	return older, newer
}

// TestSidesOfTexts: what random documents have shown to be hard, as texts.
func TestSidesOfTexts(t *testing.T) {
	for _, c := range []struct{ name, older, newer string }{
		{"and from the first of two that follow each other", "| A | B |; | --- | --- |; | a | WIDE |; | b | b |; ; <!-- table: addresses -->; | A | B |; | --- | --- |; | WIDE | a |", "| A | B |; | --- | --- |; | b | b |; ; <!-- table: addresses -->; | A | B |; | --- | --- |; | WIDE | a |"},
		{"a row comes before the first", "| A | B |; | --- | --- |; | b | WIDE |; ; <!-- table: addresses -->; | A | B |; | --- | --- |; | WIDE | a |", "| A | B |; | --- | --- |; | a | a |; | b | WIDE |; ; <!-- table: addresses -->; | A | B |; | --- | --- |; | WIDE | a |"},
		{"a place to sign without a name goes", "One.; ; <!-- table: signature -->; |  |  |; | --- | --- |; ; Two.", "One.; ; Two."},
		{"what ties", "Pay EUR 500 in 10 Business Days under Section 4 – or T-1.", "Pay EUR 600 in 20 Business Days under Section 5 – or T-2."},
	} {
		older, newer := textOf(t, c.older), textOf(t, c.newer)
		t.Run(c.name, func(t *testing.T) { sides(t, rendered(t, redline.Documents(older, newer), Options{}), older, newer) })
	}
}

// TestSidesOfDefinitions: the last paragraph of a definition in an item comes,
// stays or goes, and the next item is none of the definition's.
func TestSidesOfDefinitions(t *testing.T) {
	defines := func(texts ...string) *d.Document {
		doc := textOf(t, "- one; - a Term")
		item := doc.Body[0].Blocks[0].(*d.Division).Blocks[0].(*d.List).Items[0]
		entry := &d.Entry{Blocks: []d.Block{&d.Paragraph{Inlines: []d.Inline{&d.Definition{Term: "Term"}, &d.Text{Text: " means this."}}}}}
		for _, text := range texts {
			entry.Blocks = append(entry.Blocks, &d.Paragraph{Inlines: []d.Inline{&d.Text{Text: text}}})
		}
		item.Blocks = append(item.Blocks, &d.Definitions{Entries: []*d.Entry{entry}})
		d.Resolve(doc, d.Options{})
		return doc
	}
	for _, c := range [][2]*d.Document{
		{defines(), defines("In.")},
		{defines("Out."), defines()},
		{defines("One."), defines("Two.")},
		{defines("One."), defines("Another thing.", "One.")},
	} {
		sides(t, rendered(t, redline.Documents(c[0], c[1]), Options{}), c[0], c[1])
	}
}

// textOf is a document whose only section says a text of Markdown: "; " ends a
// line, WIDE is a word wider than a page.
func textOf(t testing.TB, text string) *d.Document {
	t.Helper()
	text = strings.NewReplacer("WIDE", strings.Repeat("w", 300), "; ", "\n").Replace(text)
	doc, problems := markdown.Parse([]byte("<!-- clausewright: {\"style\":\"us\",\"lang\":\"en-US\"} -->\n\n# T\n\n<!-- article: a -->\n## Article 1. A\n\n### 1.1 S <a id=\"s\"></a>\n\n"+text+"\n"), nil)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	d.Resolve(doc, d.Options{})
	return doc
}
