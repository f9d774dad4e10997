package html

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clausewright/internal/document"
	"clausewright/internal/redline"
)

// TestMarks: what a redline marks is told in words as well as shown.
func TestMarks(t *testing.T) {
	deleted, inserted := document.Mark{Change: document.Deleted}, document.Mark{Change: document.Inserted, Cause: 1}
	doc := &document.Document{
		Causes: []document.Cause{{Kind: document.AnswerCause, Path: "payment.due", Old: "30 days", New: "45 days"}},
		Body: []*document.Division{article("pay", "Article 1", "Payment",
			para(words("Within "), &document.Revision{Inlines: []document.Inline{words("30")}, Mark: deleted},
				&document.Revision{Inlines: []document.Inline{words("45")}, Mark: inserted}, words(" days.")),
			&document.Paragraph{Inlines: []document.Inline{words("Gone.")}, Mark: deleted},
			items(&document.Item{Label: "(a)", Blocks: []document.Block{saying("one")}, Mark: document.Mark{Change: document.MovedHere, Move: 1}}),
			&document.Table{Head: cells(words("a")), Rows: []document.Row{{Cells: cells(words("x")), Mark: inserted}}},
			&document.Division{Kind: document.Section, ID: "s", Label: "1.1", Heading: "New", Was: &document.Division{Heading: "Old"}})},
	}
	page := render(t, doc)
	for _, want := range []string{
		`<p>Within <del><span class="said">[deleted: </span>30<span class="said">]</span></del><ins title="payment.due: 30 days → 45 days"><span class="said">[inserted: </span>45<span class="said">]</span></ins> days.</p>`,
		`<p><del><span class="said">[deleted: </span>Gone.<span class="said">]</span></del></p>`,
		`<li id="pay-a"><p><ins class="moved"><span class="said">[moved here: </span><span class="label">(a)</span> one<span class="said">]</span></ins></p>`,
		`<td><ins title="payment.due: 30 days → 45 days"><span class="said">[inserted: </span>x<span class="said">]</span></ins></td>`,
		`<span class="label">1.1</span> <del><span class="said">[deleted: </span>Old<span class="said">]</span></del><ins><span class="said">[inserted: </span>New<span class="said">]</span></ins></h3>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not hold\n%s\n%s", want, page[strings.Index(page, "<main"):])
		}
	}
}

var (
	hidden   = regexp.MustCompile(`<span class="said">[^<]*</span>`)
	struck   = regexp.MustCompile(`(?s)<del[^>]*>.*?</del>`)
	entering = regexp.MustCompile(`<ins[^>]*>|</ins>`)
)

// TestRedlinesAreSoundPages: a page of any redline is sound, and what it does
// not strike out is the new document.
func TestRedlinesAreSoundPages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		older, newer := randomDocument(t), randomDocument(t)
		for _, doc := range []*document.Document{older, newer} { // cover and contents have a place of their own on a page, and only there
			doc.Body = slices.DeleteFunc(doc.Body, func(d *document.Division) bool { return d.ID == document.CoverPart || d.ID == document.ContentsPart })
		}
		document.Resolve(older, document.Options{})
		document.Resolve(newer, document.Options{})
		both := redline.Documents(older, newer)
		var b strings.Builder
		if err := Render(&b, both); err != nil {
			t.Fatal(err)
		}
		if _, err := readPage(b.String()); err != nil {
			t.Fatal(err)
		}
		left := struck.ReplaceAllString(hidden.ReplaceAllString(b.String(), ""), "")
		page, err := readPage(entering.ReplaceAllString(left, ""))
		if err != nil {
			t.Fatal(err)
		}
		taken := document.Accept(both)
		taken.Title = (&printer{doc: taken}).title()
		if got, want := normal(page.said), saidBy(taken); got != want {
			t.Fatalf("left is %q\nwant %q", got, want)
		}
	})
}
