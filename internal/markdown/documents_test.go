package markdown_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
	"clausewright/internal/redline"
)

// editor changes a document here and there, as a new draft or a person does.
type editor struct{ *grower }

func (e editor) blocks(blocks []document.Block) []document.Block {
	var out []document.Block
	for _, b := range blocks {
		switch n := rapid.IntRange(0, 19).Draw(e.T, "edit"); {
		case n == 0:
			continue
		case n == 1:
			out = append(out, e.paragraph())
		case n == 2 && len(out) > 0:
			out = slices.Insert(out, rapid.IntRange(0, len(out)-1).Draw(e.T, "to"), b)
			continue
		}
		e.block(b)
		out = append(out, b)
	}
	return out
}

func (e editor) block(block document.Block) {
	switch b := block.(type) {
	case *document.Division:
		if e.chance(10) {
			b.Heading = e.heading()
		}
		b.Blocks = e.sectionsLast(e.blocks(b.Blocks))
	case *document.Paragraph:
		b.Inlines = e.words(b.Inlines)
	case *document.List:
		for _, item := range b.Items {
			first := e.words(item.Blocks[0].(*document.Paragraph).Inlines)
			item.Blocks = append([]document.Block{&document.Paragraph{Inlines: first}}, e.blocks(item.Blocks[1:])...)
		}
		if len(b.Items) > 1 && e.chance(20) {
			b.Items[0], b.Items[1] = b.Items[1], b.Items[0]
		}
		if e.chance(20) {
			b.Items = append(b.Items, &document.Item{ID: e.id(), Blocks: []document.Block{e.paragraph()}})
		}
	case *document.Table:
		for _, row := range b.Rows {
			for i := range row.Cells {
				row.Cells[i] = e.words(row.Cells[i])
			}
		}
		if len(b.Rows) > 0 && e.chance(20) {
			b.Rows = b.Rows[1:]
		}
	case *document.Definitions:
		if len(b.Entries) > 0 && e.chance(20) {
			b.Entries = b.Entries[1:]
		}
	case *document.Note:
		b.Blocks = e.blocks(b.Blocks)
	}
}

// sectionsLast keeps a division's own blocks before its sections.
func (e editor) sectionsLast(blocks []document.Block) []document.Block {
	section := func(b document.Block) int {
		if _, ok := b.(*document.Division); ok {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(blocks, func(a, b document.Block) int { return section(a) - section(b) })
	return blocks
}

func (e editor) words(inlines []document.Inline) []document.Inline {
	var out []document.Inline
	for _, inline := range inlines {
		if e.chance(10) {
			continue
		}
		if t, ok := inline.(*document.Text); ok && e.chance(30) {
			inline = &document.Text{Text: strings.Replace(t.Text, "a", "the ", 1)}
		}
		out = append(out, inline)
	}
	if e.chance(10) {
		out = append(out, e.inlines(1, 1)...)
	}
	return out
}

func (e editor) document(doc *document.Document) {
	if e.chance(20) {
		doc.Title = texts.Draw(e.T, "title")
	}
	for _, d := range doc.Body {
		e.block(d)
	}
	if n := len(doc.Body); n > 1 && e.chance(30) {
		from, to := doc.Body[0], doc.Body[n-1]
		if last := len(from.Blocks) - 1; last >= 0 {
			if s, ok := from.Blocks[last].(*document.Division); ok {
				from.Blocks, to.Blocks = from.Blocks[:last], append(to.Blocks, s)
			}
		}
		doc.Body[0], doc.Body[n-1] = to, from
	}
}

// TestDocuments: taking every change of a redline gives the new document,
// refusing every change the old one, and the redline reads back as written;
// for any two documents, and for two states of one.
func TestDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := &grower{T: t}
		older := g.document()
		document.Resolve(older, document.Options{})
		newer := g.document()
		if g.chance(80) {
			newer, _ = markdown.Parse([]byte(written(t, older)), nil)
			editor{g}.document(newer)
		}
		document.Resolve(newer, document.Options{})
		was, is := dump(older), dump(newer)
		changed := redline.Documents(older, newer)
		text := written(t, changed)
		differ(t, was, dump(document.Reject(changed)), "reject\n"+text)
		differ(t, is, dump(document.Accept(changed)), "accept\n"+text)
		differ(t, was, dump(older), "the old document has changed")
		differ(t, is, dump(newer), "the new document has changed")
		again, _ := markdown.Parse([]byte(text), nil)
		differ(t, dump(changed), dump(again), text)
		if !document.Equal(newer, document.Accept(changed)) {
			t.Fatal("not equal")
		}
	})
}

func written(t *rapid.T, doc *document.Document) string {
	var b strings.Builder
	if err := markdown.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
