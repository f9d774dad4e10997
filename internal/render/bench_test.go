package render

import (
	"io"
	"os"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// BenchmarkFormats measures each format on the longest sample. Word is to take
// half as long as the PDF at most.
func BenchmarkFormats(b *testing.B) {
	text, err := os.ReadFile("../../samples/battery.md")
	if err != nil {
		b.Fatal(err)
	}
	doc, problems := markdown.Parse(text, nil)
	if len(problems) > 0 {
		b.Fatal(problems[0])
	}
	document.LinkTerms(doc)
	for _, f := range Formats {
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Write(io.Discard, doc, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
