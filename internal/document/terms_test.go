package document

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// marked is inlines with uses in brackets: "[Affiliates:Affiliate]".
func marked(inlines []Inline) string {
	var b strings.Builder
	for _, inline := range inlines {
		if u, ok := inline.(*Use); ok {
			b.WriteString("[" + u.Text + ":" + u.Term + "]")
			continue
		}
		b.WriteString(PlainText([]Inline{inline}))
	}
	return b.String()
}

func TestLinkTerms(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Affiliates' rights", "[Affiliates':Affiliate] rights"},
		{"an Affiliate’s right", "an [Affiliate’s:Affiliate] right"},
		{"affiliate AFFILIATE Affiliated xAffiliate", "affiliate AFFILIATE Affiliated xAffiliate"},
		{"each Party, the Parties’ books", "each [Party:Party], the [Parties’:Party] books"},
		{"Net Sales Report", "[Net Sales Report:Net Sales Report]"},
		{"Net Sales Reporting", "[Net Sales:Net Sales] Reporting"},
		{"Net\u00a0Sales’ sum", "[Net\u00a0Sales’:Net Sales] sum"},
		{"a Net Sale", "a [Net Sale:Net Sales]"},
		{"Non-Affiliate and Affiliate-owned", "Non-Affiliate and [Affiliate:Affiliate]-owned"},
		{"Net  Sales", "Net  Sales"},
		{"(Affiliate)", "([Affiliate:Affiliate])"},
		{"Licensee's Group", "[Licensee's Group:Licensee’s Group]"},
	}
	for _, test := range tests {
		for cut := range test.text {
			doc := draft("us", article("a", &Definitions{Entries: []*Entry{
				{Forms: []string{"Net Sale"}, Blocks: []Block{para(define("Net Sales"))}},
				{Blocks: []Block{para(define("Affiliate"), define("Party"), define("Net Sales Report"), define("Licensee’s Group"))}},
			}}, para(text(test.text[:cut]), text(test.text[cut:]))))
			for range 2 {
				LinkTerms(doc)
				if got := marked(doc.Body[0].Blocks[1].(*Paragraph).Inlines); got != test.want {
					t.Errorf("%q cut at %d: %q, want %q", test.text, cut, got, test.want)
				}
			}
		}
	}
}

// TestUsePlaces: a use and the text after it keep their columns.
func TestUsePlaces(t *testing.T) {
	p := para(&Text{"dé Affiliate é", at(3, 5)})
	LinkTerms(draft("us", article("a", para(define("Affiliate")), p)))
	before, use, after := p.Inlines[0].(*Text), p.Inlines[1].(*Use), p.Inlines[2].(*Text)
	if before.Origin.Pos() != at(3, 5).Pos() || use.Origin.Pos() != at(3, 8).Pos() || after.Origin.Pos() != at(3, 17).Pos() {
		t.Errorf("places %v, %v, %v", before.Origin, use.Origin, after.Origin)
	}
}

func TestPrune(t *testing.T) {
	entry := func(term, means string) *Entry {
		return &Entry{Blocks: []Block{para(define(term), text(" means "+means))}}
	}
	doc := draft("us", article("a",
		&Definitions{Entries: []*Entry{
			entry("zeta", "the Beta"), entry("Beta", "Beta of Gamma"), entry("Gamma", "x"),
			entry("Lonely", "Lonely and Delta"), entry("Delta", "x"), entry("Alpha", "x"),
		}},
		para(text("an Alpha, a zeta, "), define("On The Spot"), text(" On The Spot"))))
	for range 2 {
		Resolve(doc, Options{})
		var terms []string
		for _, e := range doc.Body[0].Blocks[0].(*Definitions).Entries {
			terms = append(terms, firstTerm(e))
		}
		if got := strings.Join(terms, " "); got != "Alpha Beta Gamma zeta" {
			t.Errorf("kept %s", got)
		}
		index, ok := doc.Body[0].Blocks[3].(*Table)
		if !ok || len(index.Rows) != 1 || len(doc.Body[0].Blocks) != 4 || PlainText(index.Rows[0].Cells[1]) != "Article 1" {
			t.Errorf("index: %v", doc.Body[0].Blocks)
		}
	}
}

// TestNoFalseAlarm: text made of known terms, small words and sentences is
// free of findings.
func TestNoFalseAlarm(t *testing.T) {
	terms := []string{"Net Sales", "Affiliate", "Party", "Licensed Product", "Joint IP Committee", "Field"}
	words := []string{"the", "of", "a", "Affiliates’", "Parties", "Licensed Products", "EU", "T1", "30", "and", "so."}
	words = append(words, terms...)
	rapid.Check(t, func(t *rapid.T) {
		drawn := rapid.SliceOfN(rapid.SampledFrom(words), 1, 30).Draw(t, "words")
		for i := 1; i < len(drawn); i++ {
			if drawn[i] == drawn[i-1] {
				drawn[i] = "it"
			}
		}
		first := para(text("each"))
		for _, term := range terms {
			first.Inlines = append(first.Inlines, define(term))
		}
		doc := draft("us", article("a", first, line(strings.Join(terms, " or ")), line(strings.Join(drawn, " "))))
		if problems := Resolve(doc, Options{}); len(problems) > 0 {
			t.Fatalf("%q: %v", strings.Join(drawn, " "), problems)
		}
	})
}

func TestOpenPoints(t *testing.T) {
	blank := func(name, ask string) *Blank { return &Blank{Name: name, Ask: ask} }
	doc := draft("us",
		&Division{Kind: Part, ID: "cover", Blocks: []Block{&Table{Class: OpenPoints}}},
		article("a", section("", para(blank("fee", "What fee?"), blank("term", "")), para(blank("fee", "What fee?")))))
	for range 2 {
		Resolve(doc, Options{})
		blocks := doc.Body[0].Blocks
		if got := PlainText(blocks[0].(*Paragraph).Inlines); got != "Open points: 2" || len(blocks) != 2 {
			t.Fatalf("%q in %d blocks", got, len(blocks))
		}
		var cells []string
		for _, row := range blocks[1].(*Table).Rows {
			for _, cell := range row.Cells {
				cells = append(cells, PlainText(cell))
			}
		}
		if got := strings.Join(cells, "|"); got != "1|What fee?|Section 1.1|2|term|Section 1.1" {
			t.Errorf("rows %s", got)
		}
	}
	if n := len(Blanks(doc)); n != 3 {
		t.Errorf("%d blanks, want 3", n)
	}
	none := draft("us", &Division{Kind: Part, ID: "cover", Blocks: []Block{&Table{Class: OpenPoints}}})
	Resolve(none, Options{})
	if got := outline(none.Body[0].Blocks); got != "Open points: none\n" {
		t.Errorf("without blanks: %q", got)
	}
}

func BenchmarkLinkTerms(b *testing.B) {
	body := strings.Repeat("Licensor's Affiliates may sell each Licensed Product in the Territory and report Net Sales of it to the other party in each quarter. ", 5)
	doc := benchmarkDocument(body)
	b.SetBytes(int64(len(body)) * 100)
	for b.Loop() {
		LinkTerms(doc)
	}
}

func BenchmarkResolve(b *testing.B) {
	body := strings.Repeat("Licensor's Affiliates may sell each Licensed Product in the Territory and report Net Sales of it to the other party in each quarter. ", 5)
	doc := benchmarkDocument(body)
	for b.Loop() {
		Resolve(doc, Options{})
	}
}

func benchmarkDocument(body string) *Document {
	block := &Definitions{}
	for _, term := range []string{"Affiliate", "Licensed Product", "Territory", "Net Sales", "Licensor"} {
		block.Entries = append(block.Entries, &Entry{Blocks: []Block{para(define(term), text(" means this."))}})
	}
	doc := draft("us", article("definitions", block))
	for range 100 {
		doc.Body = append(doc.Body, article("", section("", line(body))))
	}
	return doc
}
