package markdown_test

import (
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// wording is a text of a library of which every action prints one parameter.
type wording string

func (w wording) Position(offset int) diag.Position {
	return diag.Position{File: string(w), Line: 1, Column: offset + 1}
}
func (w wording) Printed(int) string { return "fees.upfront" }

// TestBuilder: what is built reads as it was meant, and every piece knows its
// place.
func TestBuilder(t *testing.T) {
	b := &markdown.Builder{}
	b.Head(markdown.Head{Style: "uk", Lang: "en-GB", Legend: "DRAFT", Names: []string{"Acme"}})
	b.Title(`Licence of "Cells" #1`)
	b.Division(document.Part, "terms", "Key Terms")
	b.Table("key-terms", "Term", "Agreed")
	b.RowAround(func() { b.Put("Fee", markdown.Place{}) }, func() { b.Put("EUR 5", markdown.Place{Wording: wording("row"), Offset: 2, Answer: true}) }, markdown.ReferenceTo("fees"))
	b.End()
	b.Division(document.Article, "money", "Money")
	b.Clause("fees")
	b.Put("### Fees\n\nThe fee is ", markdown.Place{Wording: wording("fees")})
	b.Put("EUR 5.", markdown.Place{Wording: wording("fees"), Offset: 30, Answer: true})
	b.Put(". It is paid ", markdown.Place{Wording: wording("fees"), Offset: 40})
	b.Put(", at once.", markdown.Place{Wording: wording("fees"), Offset: 60})
	b.End()
	const want = "<!-- clausewright: {\"style\":\"uk\",\"lang\":\"en-GB\",\"legend\":\"DRAFT\",\"names\":[\"Acme\"]} -->\n\n" +
		"# Licence of \"Cells\" \\#1\n\n" +
		"<!-- part: terms -->\n\n## Key Terms\n\n<!-- table: key-terms -->\n| Term | Agreed |\n|---|---|\n| Fee | EUR 5 | [](#fees) |\n\n\n" +
		"<!-- article: money -->\n\n## Money\n\n<!-- clause: fees -->\n\n" +
		"### Fees\n\nThe fee is EUR 5. It is paid, at once.\n\n"
	if got := string(b.Text()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, test := range []struct {
		at   string
		want document.Origin
		path string
	}{
		{"Licence", document.Origin{Answer: true}, ""}, // a name
		{"EUR 5 |", document.Origin{Source: wording("row"), Offset: 2, Answer: true}, "fees.upfront"},
		{"fee is", document.Origin{Source: wording("fees"), Offset: 14}, ""},
		{"5. It", document.Origin{Source: wording("fees"), Offset: 30, Answer: true}, "fees.upfront"},
		{"It is", document.Origin{Source: wording("fees"), Offset: 42}, ""},
		{"at once", document.Origin{Source: wording("fees"), Offset: 62}, ""},
	} {
		if got := b.Origin(strings.Index(want, test.at)); got != test.want || got.Path() != test.path {
			t.Errorf("%q comes from %v, of %q, want %v, of %q", test.at, got, got.Path(), test.want, test.path)
		}
	}
}

// TestExcerpt: a document as its wordings are written.
func TestExcerpt(t *testing.T) {
	const written = "<!-- clausewright: {\"style\":\"us\"} -->\n\n<!-- article: a -->\n## Article 4. Licence\n\n<!-- clause: grant -->\n\n" +
		"### 4.1 A grant <a id=\"grant\"></a>\n\nSee [Section 4.2](#more):\n\n- (a) one. <a id=\"one\"></a>\n\n<!-- clause: other -->\n\n### 4.2 More <a id=\"more\"></a>\n\nText.\n\n" +
		"<!-- schedule: list -->\n## Exhibit A. List\n\nText.\n"
	const want = "### A grant {#grant}\n\nSee [](#more):\n\n- (a) one. {#one}\n\n<!-- clause: other -->\n\n### More {#more}\n\nText.\n\n<!-- schedule: list -->\n## List\n\nText.\n"
	doc, problems := markdown.Parse([]byte(written), nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := markdown.Excerpt(doc); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
