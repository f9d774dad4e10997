package docx

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	d "clausewright/internal/document"
	"clausewright/internal/markdown"

	"pgregory.net/rapid"
)

// asMarkdown is all of a document that can be read back: Markdown holds every
// id, number, reference and class. Spaces that do not break are spaces.
func asMarkdown(t tester, doc *d.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := markdown.Write(&b, doc); err != nil {
		t.Fatalf("%v", err)
	}
	return strings.TrimSpace(nothing.ReplaceAllString(b.String(), ""))
}

// nothing is a list of definitions without a definition, which prints nothing.
var nothing = regexp.MustCompile(`(?m)^ *<!-- definitions -->\n\n *<!-- /definitions -->\n*`)

// readBack fails the test unless a file reads back as the document.
func readBack(t tester, data []byte, doc *d.Document) {
	t.Helper()
	reading, err := Read(data, Accepted)
	if err != nil {
		t.Fatalf("%v", err)
	}
	got := reading.Document
	same(t, "read back", asMarkdown(t, doc), asMarkdown(t, got))
}

// same fails the test unless two texts are one, and shows where they part.
func same(t tester, what, want, got string) {
	t.Helper()
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	around := func(lines []string, i int) []string { return lines[min(max(0, i-9), len(lines)):min(len(lines), i+6)] }
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Fatalf("%s: line %d differs:\n- %s\n+ %s", what, i+1, strings.Join(around(a, i), "\n- "), strings.Join(around(b, i), "\n+ "))
		}
	}
}

func TestReadBack(t *testing.T) {
	for _, style := range []string{"us", "uk", "eu-civil"} {
		doc := everything(t, style)
		readBack(t, rendered(t, doc, Options{}), doc)
	}
}

// TestReadAny: any document reads back from its file.
func TestReadAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := (&sketch{T: t, readable: true}).document()
		var b bytes.Buffer
		if err := Render(&b, doc, Options{}); err != nil {
			t.Fatal(err)
		}
		readBack(t, b.Bytes(), doc)
	})
}

// TestReadLong: an id too long for the name of a bookmark, of a clause that is
// an article, a part and a schedule, and definitions in an item read back.
func TestReadLong(t *testing.T) {
	long := strings.Repeat("long-", 9) + "id"
	doc := &d.Document{Title: "T", Style: "us", Lang: "en", Body: []*d.Division{
		{ID: "a" + long, Clause: "b" + long, Heading: "Part", Blocks: []d.Block{&d.Paragraph{Inlines: []d.Inline{&d.Text{Text: "One Term."}}}}},
		{Kind: d.Article, ID: "c" + long, Clause: "d" + long, Heading: "Article", Blocks: []d.Block{&d.List{Items: []*d.Item{{ID: "e" + long, Blocks: []d.Block{&d.Paragraph{Inlines: []d.Inline{&d.Text{Text: "Here:"}}},
			&d.Definitions{Entries: []*d.Entry{{Blocks: []d.Block{&d.Paragraph{Inlines: []d.Inline{&d.Definition{Term: "Term"}, &d.Text{Text: " means this."}}}}}}}}}}}}},
		{Kind: d.Schedule, ID: "f" + long, Clause: "g" + long, Heading: "Schedule"}}}
	d.Resolve(doc, d.Options{})
	readBack(t, rendered(t, doc, Options{}), doc)
}
