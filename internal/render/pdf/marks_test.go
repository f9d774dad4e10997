package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	d "clausewright/internal/document"
)

// TestMarks: marked text is set with the lines of its mark, its bar and its
// colour, and the structure says what happened to it.
func TestMarks(t *testing.T) {
	mark := func(c d.Change, text string) d.Inline {
		return &d.Revision{Inlines: reads(text), Mark: d.Mark{Change: c}}
	}
	tests := []struct {
		change d.Change
		ink    ink
		lines  int // under or through the word
		said   string
	}{
		{d.Inserted, green, 2, "inserted"},
		{d.Deleted, red, 1, "deleted"},
		{d.MovedHere, violet, 1, "moved here"},
		{d.MovedAway, violet, 2, "moved from here"},
	}
	for _, test := range tests {
		book, err := newFontBook(&workspace{})
		if err != nil {
			t.Fatal(err)
		}
		set := book.set("", []d.Inline{&d.Text{Text: "Within "}, mark(test.change, "forty"), &d.Text{Text: " days."}}, roman, textSize)
		set.tag = newTree(&workspace{}).add(roleParagraph)
		rows := set.rows(frame{left: margin, width: 400 * point, size: textSize, lead: textLead})
		if len(rows) != 1 || len(rows[0].runs) != 3 {
			t.Fatalf("%v: %d rows", test.said, len(rows))
		}
		bars, lines := 0, 0
		for _, l := range rows[0].rules {
			if l.x1 == l.x2 && l.x1 < margin && l.y2-l.y1 == textLead {
				bars++
			} else if word := rows[0].runs[1]; l.x1 == word.x && l.x2 == word.x+word.width {
				lines++
			}
		}
		word := rows[0].runs[1]
		if got := fmt.Sprint(word.ink, lines, bars, word.tag.about); got != fmt.Sprint(test.ink, test.lines, 1, test.said) {
			t.Errorf("%s: ink, lines, bars, words are %s", test.said, got)
		}
		if rows[0].runs[0].ink != black || rows[0].runs[2].ink != black {
			t.Errorf("%s: what stands beside is marked too", test.said)
		}
	}
}

// TestRedline: each marked piece says its mark in the structure, and the file
// of a redline reads back as sound as any.
func TestRedline(t *testing.T) {
	gone, come := d.Mark{Change: d.Deleted}, d.Mark{Change: d.Inserted}
	doc := &d.Document{Title: "New title", Style: "us", Was: &d.Document{Title: "Old title", Style: "us"}, Body: []*d.Division{{
		Kind: d.Article, ID: "a", Label: "Article 1", Heading: "Licence", Was: &d.Division{ID: "a", Heading: "Grant"}, Blocks: []d.Block{
			&d.Paragraph{Inlines: reads("paragraph"), Mark: gone},
			&d.List{Items: []*d.Item{{Label: "(a)", Blocks: []d.Block{para(reads("item")...)}, Mark: come}}},
			&d.Table{Head: cells("head", ""), Rows: []d.Row{{Cells: cells("cell", "other"), Mark: come}}},
			&d.Table{Class: d.SignatureTable, Head: cells("party", ""), Rows: []d.Row{{Cells: cells("Name:", "Ada"), Mark: gone}}},
			&d.Division{Kind: d.Section, ID: "s", Label: "1.1", Heading: "Section", Blocks: []d.Block{para(reads("text")...)}, Mark: gone},
		}}}}
	v, err := layOut(doc, paperOf(Options{}), &workspace{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.draw(fileInfo{lang: "en"}); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	var each func(e *element)
	each = func(e *element) {
		if e.role == roleSpan && e.about != "" {
			fmt.Fprintf(&said, "[%s: %s]", e.about, e.words)
		}
		for _, k := range e.kids {
			if k.element != nil {
				each(k.element)
			}
		}
	}
	each(v.tree)
	want := "[deleted: Old title][inserted: New title][deleted: Grant][inserted: Licence][deleted: paragraph]" +
		"[inserted: (a) ][inserted: item][inserted: cell][inserted: other][deleted: Name:][deleted: Ada][deleted: 1.1 ][deleted: Section][deleted: text]"
	if got := said.String(); got != want {
		t.Errorf("said\n%s\nwant\n%s", got, want)
	}
	var b bytes.Buffer
	if err := Render(&b, doc, Options{}); err != nil {
		t.Error(err)
	}
}
