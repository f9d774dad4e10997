package html

import (
	"bytes"
	"fmt"
	"html"
	"testing"

	"clausewright/internal/document"
)

// long is an agreement of about 65 KB of text.
func long() *document.Document {
	doc := sample("us")
	for i := range 52 {
		a := licenceArticle(fmt.Sprintf("Article %d", i+3))
		a.ID = fmt.Sprintf("licence-%d", i)
		for j, s := range a.Sections() {
			s.ID, s.Label = fmt.Sprintf("section-%d-%d", i, j), fmt.Sprintf("%d.%d", i+3, j+1)
		}
		doc.Body = append(doc.Body, a)
	}
	return doc
}

func BenchmarkRender(b *testing.B) {
	doc := long()
	b.SetBytes(int64(len(saidBy(doc))))
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if err := Render(&out, doc); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "page-bytes")
}

// BenchmarkFloor escapes and writes the same words without any markup.
func BenchmarkFloor(b *testing.B) {
	text := saidBy(long())
	b.SetBytes(int64(len(text)))
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		out.WriteString(html.EscapeString(text))
	}
}
