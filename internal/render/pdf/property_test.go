package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	d "clausewright/internal/document"

	"pgregory.net/rapid"
)

// A sketch draws documents that go to extremes that no template would.
type sketch struct{ *rapid.T }

var word = rapid.Custom(func(t *rapid.T) string {
	switch rapid.IntRange(0, 9).Draw(t, "sort of word") {
	case 0:
		return rapid.SampledFrom([]string{"“quoted”", "(see", "and/or", "non-exclusive", "non‑exclusive", "2027–2029", "ǅ", "☑", "…", "—", "fi\u00adve", "ze\u200bro",
			"e\u0301te\u0301", "Ade\u0323\u0301o\u0323\u0300", "X\u0302Y\u0306\u030a", "о\u0301н", "(\u0301", "f\u20d7", "Section\u00a04.2", "a\\b", "((", "))", "\r\n", "ĀĊ", "!!!!!!!!!!!!!!!!"}).Draw(t, "odd word")
	case 1:
		return strings.Repeat(rapid.StringMatching(`[a-z]{1,4}`).Draw(t, "syllable"), rapid.IntRange(1, 120).Draw(t, "times"))
	case 2:
		return rapid.SampledFrom([]string{"Section", "Schedule", "clause"}).Draw(t, "noun") + " " + rapid.StringMatching(`[0-9]{1,2}\.[0-9]`).Draw(t, "number")
	}
	return rapid.StringMatching(`[A-Za-z]{1,12}[,.;]?`).Draw(t, "word")
})

func (t sketch) int(low, high int, label string) int {
	return rapid.IntRange(low, high).Draw(t.T, label)
}

// prose is up to n words.
func (t sketch) prose(n int) string {
	var b strings.Builder
	words := rapid.SliceOfN(word, 1, 12).Draw(t.T, "words")
	for i := range t.int(0, n, "length") {
		fmt.Fprintf(&b, "%s ", words[i%len(words)])
	}
	return strings.TrimRight(b.String(), " ")
}

func (t sketch) inlines(n int) []d.Inline {
	var list []d.Inline
	for range t.int(0, 4, "inlines") {
		text := t.prose(n)
		switch t.int(0, 8, "inline") {
		case 0:
			list = append(list, &d.Strong{Inlines: reads(text)})
		case 1:
			list = append(list, &d.Emphasis{Inlines: reads(text)})
		case 2:
			list = append(list, &d.Definition{Term: text})
		case 3:
			list = append(list, &d.Use{Term: text, Text: text})
		case 4:
			list = append(list, &d.Reference{Targets: []string{"x1"}, Text: text})
		case 5:
			list = append(list, &d.Blank{})
		case 6:
			list = append(list, &d.Break{})
		default:
			list = append(list, &d.Text{Text: text})
		}
	}
	return list
}

func (t sketch) block(depth int) d.Block {
	switch kind := t.int(0, 10, "block"); {
	case kind <= 3 || depth > 12:
		return para(t.inlines(120)...)
	case kind <= 6:
		list := &d.List{Marker: d.Marker(t.int(0, 2, "marker"))}
		for n := range t.int(0, 3, "items") {
			item := &d.Item{ID: fmt.Sprint("x", n), Blocks: []d.Block{para(t.inlines(30)...), t.block(depth + 1)}}
			if list.Marker != d.Bulleted {
				item.Label = rapid.SampledFrom([]string{"(a)", "(xviii)", "", "(1234567890)"}).Draw(t.T, "label")
			}
			list.Items = append(list.Items, item)
		}
		return list
	case kind == 7:
		return &d.Note{Blocks: []d.Block{t.block(depth + 1), t.block(depth + 1)}}
	case kind == 8:
		return &d.Division{Kind: d.Section, ID: "s", Label: rapid.StringMatching(`[0-9]{0,9}`).Draw(t.T, "number"), Heading: t.prose(6), Blocks: []d.Block{t.block(depth + 1)}}
	case kind == 9:
		return pictures.Draw(t.T, "picture")
	}
	return t.table()
}

func (t sketch) table() *d.Table {
	table := &d.Table{Class: rapid.SampledFrom([]string{"", "", d.KeyTermsTable, d.SignatureTable, d.OpenPoints, d.TermIndex}).Draw(t.T, "class")}
	columns := t.int(0, 7, "columns")
	if table.Class == d.SignatureTable {
		columns = 2
	}
	row := func(n int) []d.Cell {
		var cells []d.Cell
		for range columns {
			cells = append(cells, t.inlines(n))
		}
		return cells
	}
	table.Head = row(3)
	for range t.int(0, 4, "rows") {
		cells := row(rapid.SampledFrom([]int{3, 10, 300}).Draw(t.T, "cell length"))
		for range t.int(1, 20, "repeated") {
			table.Rows = append(table.Rows, d.Row{Cells: cells})
		}
	}
	return table
}

func (t sketch) document() *d.Document {
	doc := &d.Document{Title: t.prose(20), Legend: t.prose(20), ID: t.prose(5), Style: rapid.SampledFrom([]string{"us", "uk", "eu-civil"}).Draw(t.T, "style")}
	for n := range t.int(0, 6, "divisions") {
		div := &d.Division{ID: fmt.Sprint("division-", n), Kind: rapid.SampledFrom([]d.DivisionKind{d.Part, d.Article, d.Schedule}).Draw(t.T, "kind"), Heading: t.prose(8)}
		switch {
		case div.Kind != d.Part:
			div.Label = rapid.SampledFrom([]string{"1", "Article 12", "Exhibit A"}).Draw(t.T, "label")
		case n == 0:
			div.ID = rapid.SampledFrom([]string{d.CoverPart, d.ContentsPart, d.KeyTermsPart}).Draw(t.T, "part")
		}
		if div.ID != d.ContentsPart {
			for range t.int(0, 4, "blocks") {
				div.Blocks = append(div.Blocks, t.block(0))
			}
		}
		doc.Body = append(doc.Body, div)
	}
	return doc
}

// TestAnyDocument holds that no word is lost or moved, nothing runs into a
// margin, every link and bookmark lands, all that is drawn is in the structure
// tree once or an artifact, and the attachment comes back, whatever the
// document.
func TestAnyDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := sketch{t}.document()
		opts := Options{Letter: rapid.Bool().Draw(t, "letter")}
		if rapid.Bool().Draw(t, "attached") {
			opts.Attachment = Attachment{Name: rapid.StringMatching(`[a-zA-Zäß合 ()_-]{1,12}\.yaml`).Draw(t, "name"), Data: rapid.SliceOf(rapid.Byte()).Draw(t, "attachment")}
		}
		verifyFile(t, rendered(t, doc, opts), doc, opts)
	})
}

// FuzzText holds that Render accepts what Check accepts, shows exactly that
// text, and refuses the rest.
func FuzzText(f *testing.F) {
	for _, s := range []string{"Acme & Sons", "*Acme* <b> #1", "a😀", "שלום", "ab\xe2cd", "合同", "\x00", "ä\u0308\u0308", "Ǆ‑\u2060–", strings.Repeat("x", 300), "\\(\r\n)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		doc := &d.Document{Title: "T", Body: []*d.Division{{ID: "p", Heading: "H", Blocks: []d.Block{says(s)}}}}
		if bad := Check(doc); len(bad) > 0 {
			if err := Render(&bytes.Buffer{}, doc, Options{}); err == nil {
				t.Errorf("Check refuses %q, Render does not", bad[0].Rune)
			}
			return
		}
		verify(t, doc)
	})
}
