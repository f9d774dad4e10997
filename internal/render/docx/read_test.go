package docx

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	d "clausewright/internal/document"
	"clausewright/internal/markdown"
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
var nothing = regexp.MustCompile(`<!-- definitions -->\n\n<!-- /definitions -->\n*`)

// readBack fails the test unless a file reads back as the document.
func readBack(t tester, data []byte, doc *d.Document) {
	t.Helper()
	reading, err := Read(data, Accepted)
	if err != nil {
		t.Fatalf("%v", err)
	}
	got := reading.Document
	a, b := strings.Split(asMarkdown(t, doc), "\n"), strings.Split(asMarkdown(t, got), "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Fatalf("line %d differs:\n- %s\n+ %s", i+1, strings.Join(a[i:min(len(a), i+3)], "\n- "), strings.Join(b[min(i, len(b)):min(len(b), i+3)], "\n+ "))
		}
	}
}

func TestReadBack(t *testing.T) {
	for _, style := range []string{"us", "uk", "eu-civil"} {
		doc := everything(t, style)
		readBack(t, rendered(t, doc, Options{}), doc)
	}
}
