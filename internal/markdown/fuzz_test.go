package markdown_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// FuzzRoundTrip: any bytes parse without panic; what is written of the
// resolved document reads back equal, and is written the same again.
func FuzzRoundTrip(f *testing.F) {
	for _, pair := range pairs {
		f.Add(pair.assembled)
		f.Add(pair.written)
	}
	for _, s := range []string{
		"", "\r\n\x00\xff", "[a]: b\n\n[a] ![x](y) `c` <http://x.y>", "    code\n\n~~~\nx\n~~~\n\n---\n\nA\n===\n\nB\n---",
		"<div>\nx", "<!-- definitions -->\n\nx", "<!-- part: background -->\n\n1. a\n   1. b\n      1. c\n         1. d\n            1. e",
		"- (a) x\n- y\n* z\n1) w", "***a** b*__c__", "a\\\nb  \nc", "| a | b |\n|:-|-:|\n| x \\| y | z | w |", "### 4.2 x {#a} <a id=\"b\"></a>",
		`<!-- part: p -->` + "\n\n" + `<!-- picture: {"title":"a--b","alt":"\u0000>","timeline":{"spans":[{"from":"2027-01-01","label":"x","kind":"firm"}]}} -->` + "\n| x |\n| --- |",
		"<!-- article: a -->\n## Article 1. x\n<!-- clause: c -->\n### y\n\nz\n\n<!-- clause: d -->\n\nw",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 4000 {
			return
		}
		doc, _ := markdown.Parse([]byte(source), nil)
		document.Resolve(doc, document.Options{})
		written := write(t, doc)
		again, _ := markdown.Parse([]byte(written), nil)
		differ(t, dump(doc), dump(again), written)
		if second := write(t, again); second != written {
			t.Fatalf("written otherwise the second time:\n%q\n%q", written, second)
		}
	})
}

// FuzzEscape: text written inline, in a cell, an item, a heading and a
// reference reads back as the text it was.
func FuzzEscape(f *testing.F) {
	f.Add("[", strings.Repeat("0", 1200)) // goldmark gives up on links far behind an open bracket
	for _, s := range odd {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 2000 {
			return
		}
		a, b = strings.ReplaceAll(strings.ToValidUTF8(a, "?"), "\x00", "?"), strings.ReplaceAll(strings.ToValidUTF8(b, "?"), "\x00", "?")
		run := func() []document.Inline {
			return []document.Inline{&document.Text{Text: a}, &document.Strong{Inlines: []document.Inline{&document.Text{Text: b}}},
				&document.Text{Text: a}, &document.Break{}, &document.Text{Text: b}, &document.Reference{Targets: []string{"x"}, Text: a}}
		}
		doc := &document.Document{Title: a, Style: "uk", Body: []*document.Division{{ID: "x", Heading: b, Blocks: []document.Block{
			&document.Paragraph{Inlines: run()},
			&document.List{Marker: document.Bulleted, Items: []*document.Item{{Blocks: []document.Block{&document.Paragraph{Inlines: run()}}}}},
			&document.Table{Head: []document.Cell{run()}, Rows: document.RowsOf([][]document.Cell{{run()}})},
		}}}}
		document.Tidy(doc)
		written := write(t, doc)
		got, _ := markdown.Parse([]byte(written), nil)
		differ(t, dump(doc), dump(got), written)
	})
}

// TestEscape: an inserted value is plain text, inline and at the start of each
// kind of block, whatever it says.
func TestEscape(t *testing.T) {
	check := func(t interface{ Fatalf(string, ...any) }, value string) {
		want := strings.Join(strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(" \t\n\v\f\r\u0085\u2028", r) }), " ")
		escaped := markdown.Escape(value)
		source := "<!-- part: p -->\n\n" + escaped + "\n\nx " + escaped + " x\n\n- " + escaped + "\n\n| " + escaped + " |\n| --- |\n\n### x " + escaped + " x\n"
		at := origins(func(int) document.Origin { return document.Origin{Answer: true} })
		doc, problems := markdown.Parse([]byte(source), at)
		blocks := doc.Body[0].Blocks
		if want == "" {
			return
		}
		if len(blocks) != 5 || len(problems) > 0 {
			t.Fatalf("%q made %d blocks, problems %v", value, len(blocks), problems)
		}
		read := []string{
			document.PlainText(blocks[0].(*document.Paragraph).Inlines),
			document.PlainText(blocks[1].(*document.Paragraph).Inlines),
			document.PlainText(blocks[2].(*document.List).Items[0].Blocks[0].(*document.Paragraph).Inlines),
			document.PlainText(blocks[3].(*document.Table).Head[0]),
			blocks[4].(*document.Division).Heading,
		}
		for i, got := range read {
			if got != want && got != "x "+want+" x" {
				t.Fatalf("place %d: %q reads %q", i, want, got)
			}
		}
	}
	for _, value := range odd {
		check(t, value)
	}
	letters := rapid.StringOfN(rapid.SampledFrom([]rune("\\`*_{}[]()<>#+-.!|~=:;&\"'/@$%^?, \n\tab1é●“😀\u00a0")), 0, 12, -1)
	// One check draws two hundred values: a thousand checks are two hundred thousand.
	for range 10 {
		rapid.Check(t, func(t *rapid.T) {
			for _, value := range rapid.SliceOfN(letters, 200, 200).Draw(t, "values") {
				check(t, value)
			}
		})
	}
}
