package html

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clausewright/internal/document"
)

func render(t testing.TB, doc *document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// check reads the file of doc strictly and tests all that must hold of every
// document: its words, one first heading, no level left out, no dead link.
func check(t failer, doc *document.Document) *page {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, doc); err != nil {
		t.Fatalf("%v", err)
	}
	p, err := readPage(b.String())
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String()[strings.Index(b.String(), "</head>"):])
	}
	if err := checkStyle(p.style); err != nil {
		t.Fatalf("%v", err)
	}
	named := *doc
	named.Title = (&printer{doc: doc}).title()
	if got, want := normal(p.said), saidBy(&named); got != want {
		t.Fatalf("words\n got %q\nwant %q", got, want)
	}
	if got, want := normal(strings.Join(p.drawn, " ")), normal(drawnIn(doc)); got != want {
		t.Fatalf("words in pictures\n got %q\nwant %q", got, want)
	}
	level := 0
	for i, h := range p.headings {
		if h == 1 != (i == 0) || h > level+1 {
			t.Fatalf("heading levels %v", p.headings)
		}
		level = h
	}
	for _, to := range p.links {
		if _, ok := p.ids[to]; !ok {
			t.Fatalf("link to #%s leads nowhere", to)
		}
	}
	return p
}

func TestSamplesAreSoundPages(t *testing.T) {
	for _, style := range []string{"us", "uk", "eu-civil", ""} {
		p := check(t, sample(style))
		for _, landmark := range []string{"header", "nav", "main", "footer", "h1"} {
			n := 0
			for _, tag := range p.tags {
				if tag == landmark {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s: %d elements %s", style, n, landmark)
			}
		}
	}
}

func TestAnyDocumentIsASoundPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { check(t, randomDocument(t)) })
}

// Every division and every item can be linked to.
func TestEveryDivisionAndItemHasAnID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := randomDocument(t)
		p := check(t, doc)
		got := 0
		for _, element := range p.ids {
			switch element {
			case "section", "li", "header", "nav":
				got++
			}
		}
		if want := places(doc); got != want {
			t.Fatalf("%d of %d divisions and items have an id", got, want)
		}
	})
}

func places(doc *document.Document) (n int) {
	var count func(blocks []document.Block)
	count = func(blocks []document.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *document.Division:
				n++
				count(b.Blocks)
			case *document.List:
				for _, item := range b.Items {
					n++
					count(item.Blocks)
				}
			case *document.Definitions:
				for _, e := range b.Entries {
					count(e.Blocks)
				}
			case *document.Note:
				count(b.Blocks)
			}
		}
	}
	for _, d := range doc.Body {
		count([]document.Block{d})
	}
	return n
}

// A last cell of the key terms that is no reference says what it is, since a
// narrow screen shows no head row.
func TestKeyTermsOfWords(t *testing.T) {
	words := func(s string) document.Cell { return document.Cell{&document.Text{Text: s}} }
	p := &printer{anchors: &anchors{}}
	p.keyTerms(&document.Table{Class: document.KeyTermsTable, Head: []document.Cell{words("Term"), words("Position"), words("Binding & <so>")},
		Rows: document.RowsOf([][]document.Cell{{words("Field"), words("rail"), words("No")}, {words("Royalty"), words("5%"), nil}})})
	want := "<tbody>\n<tr><th scope=\"row\">Field</th><td>rail</td><td data-head=\"Binding &amp; &lt;so&gt;\">No</td></tr>\n" +
		"<tr><th scope=\"row\">Royalty</th><td>5%</td><td></td></tr>\n</tbody>\n"
	if got := string(p.buf); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestMarkup(t *testing.T) {
	file := render(t, sample("uk"))
	for what, want := range map[string]string{
		"policy":                 `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-`,
		"language":               `<html lang="en-GB" class="uk">`,
		"viewport":               `<meta name="viewport" content="width=device-width, initial-scale=1">`,
		"title":                  `<title>Exclusive Technology Licence Agreement</title>`,
		"legend on top":          `<p class="legend">DRAFT 1 – 23 November 2026 – Confidential – Subject to contract</p>`,
		"legend in print":        `@top-right { content: "DRAFT 1 – 23 November 2026 – Confidential – Subject to contract"; }`,
		"cover":                  `<header id="cover">`,
		"skip link":              `<a class="skip" href="#main">Skip to the text</a>`,
		"contents":               `<nav id="contents" aria-label="Contents"><details><summary>Contents</summary>`,
		"contents, article":      `<li><a href="#licence"><span class="label">2.</span> Licence</a><ol>`,
		"contents, section":      `<li><a href="#acts"><span class="label">2.2</span> Acts and Affiliates</a></li>`,
		"article":                `<h2><span class="label">2.</span> Licence</h2>`,
		"section":                `<h3><span class="label">2.2</span> Acts and Affiliates</h3><a class="self" href="#acts" aria-label="Link to 2.2 Acts and Affiliates"></a>`,
		"section without title":  `<section class="section" id="section-1-2">` + "\n" + `<a class="self" href="#section-1-2" aria-label="Link to 1.2"></a>` + "\n" + `<p><span class="label">1.2</span> Headings do`,
		"section in a schedule":  `<section class="section" id="trigger-register-1">`,
		"item":                   `<li id="acts-a"><p><span class="label">(a)</span> <a href="#term-licensee">Licensee</a> gives`,
		"item with its own id":   `<li id="acts-b"><p><span class="label">(b)</span> the Affiliate`,
		"item, deep":             `<li id="acts-b-i-A"><p><span class="label">(A)</span> in the form`,
		"item of a definition":   `<li id="term-net-sales-a"><p><span class="label">(a)</span> discounts`,
		"reference":              `<a class="ref" href="#exclusive-grant" title="Exclusive grant">Section 2.1</a>`,
		"reference to an item":   `<a class="ref" href="#acts-b" title="Acts and Affiliates">Section 2.2(b)</a>`,
		"definition":             `<dfn id="term-net-sales">“Net Sales”</dfn> means`,
		"use of a term":          `<a href="#term-affiliate">Affiliates</a>`,
		"text of a definition":   `a[href="#term-net-sales"]::after { content: "“Net Sales” means the amounts invoiced by Licensee and its Affiliates for Licensed Products, less:\a (a) discounts allowed and taken;\a (b) taxes`,
		"definition on the spot": `a[href="#term-licensee"]::after { content: "Aurora Mobility GmbH, a company`,
		"blank":                  `<a class="blank" href="#open-point-1" aria-label="Open point: What is the upfront fee?" title="Open point: What is the upfront fee?">[●]</a>`,
		"key terms":              `<tr><th scope="row">Field</th><td>cells for`,
		"open point":             `<tr id="open-point-1"><td>1</td><td>What is the upfront fee?</td>`,
		"ordinary table":         `<div class="table plain wide" role="group" tabindex="0" aria-label="Table: 2.3 Upfront fee"><table>` + "\n" + `<thead><tr><th scope="col">Tier</th>`,
		"open points":            `<div class="table open-points" role="group" tabindex="0" aria-label="Open points">`,
		"signature":              `<thead><tr><th scope="colgroup" colspan="2">FERROLYTE MATERIALS, INC.</th></tr></thead>`,
		"line to write on":       `<tr><th scope="row">By</th><td class="line"></td></tr>`,
		"note":                   `<aside class="note" role="note">`,
		"row of a table":         `<tr><th scope="row">1</th><td>up to EUR`,
		"box for previews":       `<div id="preview" role="tooltip" popover="auto"></div>`,
		"footer":                 `<footer><p>battery draft 1 · 2026-11-23</p></footer>`,
	} {
		if !strings.Contains(file, want) {
			t.Errorf("%s: not in the page: %s", what, want)
		}
	}
}

func TestPaper(t *testing.T) {
	for style, want := range map[string]string{"us": "size: letter;", "uk": "size: A4;", "eu-civil": "size: A4;"} {
		if !strings.Contains(render(t, sample(style)), want) {
			t.Errorf("%s: no %s", style, want)
		}
	}
}

// A document with nothing in it is still a page with a name.
func TestEmptyDocument(t *testing.T) {
	p := check(t, &document.Document{})
	if p.said = normal(p.said); p.said != "Draft" {
		t.Errorf("says %q", p.said)
	}
	for _, tag := range []string{"nav", "footer"} {
		if slices.Contains(p.tags, tag) {
			t.Errorf("an empty %s", tag)
		}
	}
}

// HTML has six levels of headings; deeper sections stay at the sixth.
func TestDeepSections(t *testing.T) {
	d := section("", "9", "Ninth")
	for n := 8; n > 0; n-- {
		d = section("", fmt.Sprint(n), "Above", d)
	}
	p := check(t, &document.Document{Body: []*document.Division{d}})
	if want := []int{1, 2, 3, 4, 5, 6, 6, 6, 6, 6}; !slices.Equal(p.headings, want) {
		t.Errorf("levels %v, want %v", p.headings, want)
	}
}

// What the document chose keeps its id, whatever else would derive the same.
func TestOwnIDsComeFirst(t *testing.T) {
	doc := &document.Document{Body: []*document.Division{
		article("", "Article 4", "", section("", "4.2", "", items(item("", "(a)", saying("x")), item("", "(a)", saying("y"))))),
		article("section-4-2", "Article 5", "Own"),
		article("section-4-2", "Article 6", "The same again"),
		article("main", "Article 7", "Reserved", para(defining("Net Sales"), refer("main", "Article 7"))),
		article("term-net-sales", "Article 8", ""),
	}}
	file := render(t, doc)
	for _, want := range []string{
		`class="article" id="article-4"`, `class="section" id="section-4-2-2"`, `<li id="section-4-2-2-a">`, `<li id="section-4-2-2-a-2">`,
		`class="article" id="section-4-2"`, `class="article" id="article-6"`, `class="article" id="main-2"`,
		`href="#main-2" title="Reserved"`, `<dfn id="term-net-sales-2">`, `class="article" id="term-net-sales"`,
	} {
		if !strings.Contains(file, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestSameBytesTwice(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		doc := randomDocument(rt)
		if first, second := render(t, doc), render(t, doc); first != second {
			rt.Fatalf("two renderings differ")
		}
	})
}

type broken struct{}

var errFull = errors.New("disk full")

func (broken) Write([]byte) (int, error) { return 0, errFull }

func TestErrorOfTheWriter(t *testing.T) {
	if err := Render(broken{}, sample("us")); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range randomTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		check(t, &document.Document{Title: "T" + s, Legend: s, ID: s, Lang: s, Style: s, Body: []*document.Division{
			section(s, s, "", para(defining(s), words(s), use(s), refer(s, s), &document.Blank{Ask: s})),
		}})
		p := &printer{}
		p.text(s)
		if got := html.UnescapeString(string(p.buf)); normal(got) != normal(s) {
			t.Errorf("%q reads as %q", s, got)
		}
		p = &printer{}
		p.cssText(s)
		if got := readCSS(string(p.buf)); normal(got) != normal(s) {
			t.Errorf("%q reads as %q in the style sheet", s, got)
		}
	})
}

// A blank leads to the row that lists it; the same question has one row, and a
// question without a row has a mark.
func TestBlanks(t *testing.T) {
	row := func(inlines ...document.Inline) []document.Cell { return []document.Cell{nil, inlines, nil} }
	doc := &document.Document{Body: []*document.Division{
		part("cover", "", &document.Table{Class: document.OpenPoints, Head: cells(nil, nil, nil), Rows: document.RowsOf([][]document.Cell{
			row(words("Who is "), use("Licensor"), words("?")), row(words("Who is Licensor?")), row(words("fees.upfront")),
		})}),
		section("", "1", "", para(&document.Blank{Ask: "Who is Licensor?"}, &document.Blank{Name: "fees.upfront"}, &document.Blank{Ask: "What else?"})),
	}}
	check(t, doc)
	file := render(t, doc)
	for want, times := range map[string]int{
		`<tr id="open-point-1">`: 1,
		`<tr id="open-point-3">`: 1,
		`<tr id=`:                2,
		`<a class="blank" href="#open-point-1" aria-label="Open point: Who is Licensor?"`: 1,
		`<a class="blank" href="#open-point-3" aria-label="Open point: fees.upfront"`:     1,
		`<mark class="blank" role="img" aria-label="Open point: What else?"`:              1,
	} {
		if n := strings.Count(file, want); n != times {
			t.Errorf("%d times %s, want %d", n, want, times)
		}
	}
}

// A table takes the room that its columns need.
func TestBreadth(t *testing.T) {
	for columns, want := range map[int]string{
		1:  "table plain",
		4:  "table plain",
		5:  "table plain wide",
		8:  "table plain wide",
		9:  "table plain wide broad",
		12: "table plain wide broad",
	} {
		head := cells(make([]document.Inline, columns)...)
		doc := &document.Document{Body: []*document.Division{part("", "Register", &document.Table{Head: head, Rows: document.RowsOf([][]document.Cell{head})})}}
		if check(t, doc); !strings.Contains(render(t, doc), `<div class="`+want+`" role="group"`) {
			t.Errorf("%d columns: no %q", columns, want)
		}
	}
}
