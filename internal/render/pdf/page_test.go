package pdf

import (
	"fmt"
	"strings"
	"testing"

	d "clausewright/internal/document"
)

// manyLines is a paragraph of n forced lines: "name 0", "name 1" and so on.
func manyLines(name string, n int) *d.Paragraph {
	p := &d.Paragraph{}
	for i := range n {
		p.Inlines = append(p.Inlines, &d.Text{Text: fmt.Sprint(name, " ", i)}, &d.Break{})
	}
	return p
}

// TestPageEnds slides headings, a paragraph and a list over the end of a
// page, and holds that no page ends with a heading, an introduction or one
// line of a paragraph, and that none begins with the last line of one.
func TestPageEnds(t *testing.T) {
	ends := map[string]bool{}
	for n := 30; n < 60; n++ {
		doc := &d.Document{Body: []*d.Division{{ID: "filler", Blocks: []d.Block{manyLines("filler", n)}},
			{Kind: d.Article, ID: "a", Label: "Article 1", Heading: "Outer heading", Blocks: []d.Block{
				&d.Division{Kind: d.Section, Label: "1.1", Heading: "Inner heading", Blocks: []d.Block{manyLines("text", 5), says("As follows:"),
					&d.List{Items: []*d.Item{{Label: "(a)", Blocks: []d.Block{manyLines("item", 3)}}}}}}}}}}
		r, _ := verify(t, doc)
		for page, p := range r.pages[:len(r.pages)-1] {
			last, next := lastText(p), lineAt(r.pages[page+1], 0)
			ends[last] = true
			switch {
			case strings.Contains(last, "heading"), last == "As follows:", last == "text 0", last == "text 3", last == "item 0", last == "item 1",
				next == fmt.Sprint("filler ", n-1):
				t.Errorf("%d lines before: page %d ends with %q, the next begins with %q", n, page+1, last, next)
			}
		}
	}
	if len(ends) < 10 {
		t.Errorf("only %d different page ends were tried", len(ends))
	}
}

func lastText(p readPage) string {
	last := ""
	for _, s := range p.shown {
		if !s.grey {
			last = s.text
		}
	}
	return last
}

func allText(p readPage) string {
	var b strings.Builder
	for _, s := range p.shown {
		b.WriteString(s.text + " ")
	}
	return b.String()
}

// TestTableAcrossPages holds that the head is printed on every page of a
// table, and that rows stay whole.
func TestTableAcrossPages(t *testing.T) {
	table := &d.Table{Head: cells("Region", "Reach")}
	for n := range 120 {
		table.Rows = append(table.Rows, d.Row{Cells: cells(fmt.Sprint("R", n), lorem(1))})
	}
	r, v := verify(t, &d.Document{Body: []*d.Division{{ID: "t", Blocks: []d.Block{table}}}})
	if len(r.pages) < 4 {
		t.Fatalf("%d pages, want at least 4", len(r.pages))
	}
	for n, p := range r.pages {
		if !strings.Contains(allText(p), "Region Reach R") {
			t.Errorf("page %d does not begin with the head", n+1)
		}
		for _, row := range v.pages[n].rows {
			if row.top+row.height > v.paper.height-margin {
				t.Errorf("page %d: a row reaches below the body", n+1)
			}
		}
	}
}

// TestTallRow holds that a row taller than a page goes on over the pages.
func TestTallRow(t *testing.T) {
	r, _ := verify(t, &d.Document{Body: []*d.Division{{ID: "t", Blocks: []d.Block{
		&d.Table{Head: cells("Left", "Right"), Rows: d.RowsOf([][]d.Cell{cells(lorem(120), lorem(20)), cells("after", "it")})}}}}})
	if len(r.pages) < 3 {
		t.Errorf("%d pages, want at least 3", len(r.pages))
	}
	for n, p := range r.pages {
		if !strings.Contains(allText(p), "Left Right") {
			t.Errorf("page %d does not repeat the head", n+1)
		}
	}
}

// TestWideTable holds that twelve columns become records, each on one page.
func TestWideTable(t *testing.T) {
	r, v := verify(t, &d.Document{Body: []*d.Division{register("uk")}})
	for n, p := range r.pages {
		all := allText(p)
		if got, want := strings.Count(all, "Consequence"), strings.Count(all, "Id T"); got != want {
			t.Errorf("page %d holds the ends of %d records and the beginnings of %d", n+1, got, want)
		}
	}
	if got := len(v.pages); got < 3 || got > 4 {
		t.Errorf("nine records take %d pages", got)
	}
}

// TestSignatureUnsplit slides signature blocks over the end of a page.
func TestSignatureUnsplit(t *testing.T) {
	for n := 20; n < 50; n++ {
		doc := &d.Document{Body: []*d.Division{{ID: "filler", Blocks: []d.Block{manyLines("filler", n)}}, signatures()}}
		r, _ := verify(t, doc)
		for page, p := range r.pages {
			all := allText(p)
			if strings.Count(all, "By:") != strings.Count(all, "Date:") {
				t.Errorf("%d lines before: a block is split on page %d", n, page+1)
			}
			if strings.Contains(all, "The parties are signing") && !strings.Contains(all, "By:") {
				t.Errorf("%d lines before: page %d ends before the first block", n, page+1)
			}
		}
	}
}

func TestLinkWithoutTarget(t *testing.T) {
	r, _ := verify(t, &d.Document{Body: []*d.Division{{ID: "p", Blocks: []d.Block{
		para(&d.Reference{Targets: []string{"nowhere"}, Text: "Section 9"}, &d.Use{Term: "Undefined", Text: "Undefined"}, &d.Reference{Text: "Section 8"})}}}})
	if len(r.pages[0].links) > 0 {
		t.Errorf("%d links that lead nowhere", len(r.pages[0].links))
	}
}

func TestLongHeader(t *testing.T) {
	r, v := verify(t, &d.Document{Title: lorem(1), Legend: lorem(1), ID: lorem(2), Body: []*d.Division{{ID: "p", Blocks: []d.Block{says(lorem(60))}}}})
	if len(r.pages) < 2 {
		t.Fatal("want two pages")
	}
	for n, p := range v.pages {
		if first := p.rows[0].top; first < headerTop+4*smallLead {
			t.Errorf("page %d: the body begins at %.1f, inside the header", n+1, first.Points())
		}
	}
}
