package docx

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	d "clausewright/internal/document"

	"pgregory.net/rapid"
)

// hostile is text that would break out of an element, an attribute or a line.
var hostile = []string{"]]>", "<w:t>", "&amp;", `"x"`, "a\u0007b", "\ufffe", "a\tb", " x ", strings.Repeat("w", 300), "שלום עולם 12", "مرحبا", "😀", "é", "=SUM(A1)", "{ REF x }", "Net Sales", "Section 1.1", "one", "two:", "and", "in 10 Business Days", "EUR\u00a05 – T-1", "a\u2011b"}

type sketch struct {
	*rapid.T
	ids      int
	defining bool // definitions are being drawn, which hold no others
	headed   bool // every section has a heading
	readable bool // without what the page does not tell
	drafted  bool // definitions stand in sections only, and no terms in heads of tables, as in drafts
	style    string
}

func (s *sketch) chance(percent int) bool { return rapid.IntRange(0, 99).Draw(s.T, "chance") < percent }

// text is hostile text; a readable one has no characters that XML cannot hold.
func (s *sketch) text() string {
	text := rapid.SampledFrom(hostile).Draw(s.T, "text")
	if s.readable {
		return strings.Trim(strings.NewReplacer("\u0007", "", "\ufffe", "x", "\t", " ").Replace(text), " ")
	}
	return text
}

func (s *sketch) id() string {
	s.ids++
	return fmt.Sprintf([]string{"id-%d", "a-very-long-id-of-more-than-forty-letters-%d", "odd_id.%d", "ä%d"}[s.ids%4], s.ids)
}

func (s *sketch) inlines(depth int) []d.Inline {
	if s.readable {
		depth = min(depth, 1) // of bold in italics, nobody sees which is in which
	}
	var list []d.Inline
	for range rapid.IntRange(1, 3).Draw(s.T, "inlines") {
		switch n := rapid.IntRange(0, 9).Draw(s.T, "inline"); {
		case n == 0 && depth > 0:
			list = append(list, &d.Strong{Inlines: s.inlines(depth - 1)})
		case n == 1 && depth > 0:
			list = append(list, &d.Emphasis{Inlines: s.inlines(depth - 1)})
		case n == 2:
			list = append(list, &d.Definition{Term: rapid.SampledFrom([]string{"Net Sales", "Person", "Ö"}).Draw(s.T, "term")})
		case n == 3:
			list = append(list, &d.Reference{Targets: rapid.SliceOfN(rapid.SampledFrom([]string{"id-4", "odd_id.2", "ä3", "id-8", "a-very-long-id-of-more-than-forty-letters-1", "a-very-long-id-of-more-than-forty-letters-5"}), 1, 3).Draw(s.T, "targets")}, &d.Text{Text: " x"})
		case n == 4:
			list = append(list, &d.Blank{Name: rapid.SampledFrom([]string{"fees.upfront", "x", "", "a_b.c"}).Draw(s.T, "name"), Ask: "What?"})
		case n == 5:
			list = append(list, &d.Break{})
		default:
			list = append(list, &d.Text{Text: s.text()})
		}
	}
	return list
}

func (s *sketch) blocks(depth, least int) []d.Block {
	var blocks []d.Block
	for range rapid.IntRange(least, 3).Draw(s.T, "blocks") {
		switch n := rapid.IntRange(0, 6).Draw(s.T, "block"); {
		case n <= 1 && depth > 0:
			list := &d.List{Marker: d.Marker(rapid.IntRange(0, 2).Draw(s.T, "marker"))}
			for range rapid.IntRange(1, 3).Draw(s.T, "items") {
				id := s.id()
				if s.readable && list.Marker == d.Bulleted {
					id = "" // a reference prints only what holds it
				}
				list.Items = append(list.Items, &d.Item{ID: id, Blocks: append([]d.Block{&d.Paragraph{Inlines: s.inlines(1)}}, s.blocks(depth-1, 0)...)})
			}
			if n := len(blocks); n > 0 && s.readable {
				if last, ok := blocks[n-1].(*d.List); ok && last.Marker == list.Marker {
					blocks = append(blocks, &d.Paragraph{Inlines: []d.Inline{&d.Text{Text: "Between."}}})
				}
			}
			blocks = append(blocks, list)
		case n == 2:
			width := rapid.IntRange(1, 3).Draw(s.T, "width")
			row := func() []d.Cell {
				row := make([]d.Cell, width)
				for i := range row {
					row[i] = s.inlines(1)
				}
				return row
			}
			t := &d.Table{Class: rapid.SampledFrom([]string{"", d.KeyTermsTable, d.SignatureTable, "addresses"}).Draw(s.T, "class"), Head: row()}
			if s.drafted {
				for i := range t.Head {
					t.Head[i] = d.Cell{&d.Text{Text: "Head"}}
				}
			}
			for range rapid.IntRange(0, 3).Draw(s.T, "rows") {
				t.Rows = append(t.Rows, d.Row{Cells: row()})
			}
			blocks = append(blocks, t)
		case n == 3 && depth > 1 && !s.readable:
			blocks = append(blocks, &d.Note{Blocks: s.blocks(depth-1, 1)})
		case n == 4:
			blocks = append(blocks, timeline())
		case n == 5 && !s.defining && !s.drafted && s.chance(20):
			blocks = append(blocks, s.definitions(depth-1))
		default:
			says := s.inlines(2)
			if s.readable {
				says = append(says, &d.Text{Text: "end"}) // a paragraph of breaks is none
			}
			blocks = append(blocks, &d.Paragraph{Inlines: says})
		}
	}
	return blocks
}

func (s *sketch) definitions(depth int) *d.Definitions {
	s.defining = true
	defer func() { s.defining = false }()
	list := &d.Definitions{}
	for _, term := range []string{"Net Sales", "Person"} {
		first := &d.Paragraph{Inlines: append([]d.Inline{&d.Definition{Term: term}}, s.inlines(1)...)}
		list.Entries = append(list.Entries, &d.Entry{Forms: rapid.SampledFrom([][]string{nil, {"Net Sale"}, {"Ünet", "x - y"}}).Draw(s.T, "forms"), Blocks: append([]d.Block{first}, s.blocks(min(1, max(0, depth)), 0)...)})
	}
	return list
}

func (s *sketch) document() *d.Document {
	doc := &d.Document{Title: s.text(), Legend: s.text(), ID: "x", Date: "2027-02-01", Lang: "en-GB", Style: rapid.SampledFrom([]string{"us", "uk", "eu-civil"}).Draw(s.T, "style")}
	if s.chance(50) {
		doc.Body = append(doc.Body, &d.Division{ID: d.CoverPart, Blocks: s.blocks(1, 0)}, &d.Division{ID: d.ContentsPart, Heading: "Contents"})
	}
	for range rapid.IntRange(1, 4).Draw(s.T, "divisions") {
		div := &d.Division{Kind: rapid.SampledFrom([]d.DivisionKind{d.Part, d.Article, d.Schedule}).Draw(s.T, "kind"), ID: s.id(), Heading: "H" + s.text(), Blocks: s.blocks(3, 0)}
		if len(div.Blocks) > 0 && s.chance(40) {
			div.Clause = s.id()
		}
		for range rapid.IntRange(0, 3).Draw(s.T, "sections") {
			section := &d.Division{Kind: d.Section, ID: s.id(), Heading: "S" + s.text(), Clause: rapid.SampledFrom([]string{"", "grant", "fees", "a-clause-of-more-than-forty-letters-in-its-id"}).Draw(s.T, "clause"), Blocks: s.blocks(3, 0)}
			if div.Kind != d.Part && !s.headed && s.chance(30) {
				section.Heading = ""
			}
			if s.chance(30) {
				section.Blocks = append(section.Blocks, s.definitions(2))
			}
			div.Blocks = append(div.Blocks, section)
		}
		doc.Body = append(doc.Body, div)
	}
	if s.style != "" {
		doc.Style = s.style
	}
	s.finish(doc)
	return doc
}

// randomDocument is one of many that can be read back, the same each time.
func randomDocument(style string, number int) *d.Document {
	return rapid.Custom(func(t *rapid.T) *d.Document {
		return (&sketch{T: t, readable: true, headed: true, drafted: true, style: style}).document()
	}).Example(number)
}

// finish resolves a document; a readable one has nothing that no page shows.
func (s *sketch) finish(doc *d.Document) {
	d.Resolve(doc, d.Options{})
	if !s.readable {
		return
	}
	for range 2 { // what is taken out may have been the only use of a term
		for _, div := range doc.Body {
			div.Blocks = said(div.Blocks)
		}
		places := d.PlacesOf(doc)
		d.Runs(doc, func(list *[]d.Inline) { *list = printed(*list, places) })
		d.Resolve(doc, d.Options{})
	}
	d.Tidy(doc)
}

// said is blocks without lists of definitions that list none, and with lists
// that nothing parts as one.
func said(blocks []d.Block) []d.Block {
	var kept []d.Block
	for _, block := range blocks {
		switch b := block.(type) {
		case *d.Division:
			b.Blocks = said(b.Blocks)
		case *d.List:
			for _, item := range b.Items {
				item.Blocks = said(item.Blocks)
			}
			if n := len(kept); n > 0 {
				if last, ok := kept[n-1].(*d.List); ok && last.Marker == b.Marker {
					last.Items = append(last.Items, b.Items...)
					continue
				}
			}
		case *d.Definitions:
			if len(b.Entries) == 0 {
				continue
			}
			for _, e := range b.Entries {
				e.Blocks = said(e.Blocks)
			}
		}
		kept = append(kept, block)
	}
	return kept
}

// printed is inlines without references to what is not there.
func printed(list []d.Inline, places *d.Places) []d.Inline {
	var kept []d.Inline
	for _, inline := range list {
		switch n := inline.(type) {
		case *d.Reference:
			if _, _, there := places.Named(n.Targets[0]); n.Text == "" || !there {
				continue
			}
		case *d.Strong:
			n.Inlines = printed(n.Inlines, places)
		case *d.Emphasis:
			n.Inlines = printed(n.Inlines, places)
		}
		kept = append(kept, inline)
	}
	return kept
}

// TestAnyDocument: whatever the document, nothing is wrong with its file, words
// and numbers are its own, and the file is the same each time.
func TestAnyDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := (&sketch{T: t}).document()
		var first, second bytes.Buffer
		if err := Render(&first, doc, Options{Letter: doc.Style == "us"}); err != nil {
			t.Fatal(err)
		}
		if err := Render(&second, doc, Options{Letter: doc.Style == "us"}); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Fatalf("not the same bytes twice: %v", err)
		}
		if found := checkFile(first.Bytes()); len(found) > 0 {
			t.Fatalf("%s", strings.Join(found, "\n"))
		}
		v, err := viewOf(first.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range v.faults {
			t.Error(f)
		}
		sameLines(t, "file", v.lines, linesOf(doc))
	})
}
