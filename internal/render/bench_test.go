package render

import (
	"io"
	"os"
	"testing"
	"time"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// longest is the longest sample.
func longest(b *testing.B) *document.Document {
	text, err := os.ReadFile("../../samples/battery.md")
	if err != nil {
		b.Fatal(err)
	}
	doc, problems := markdown.Parse(text, nil)
	if len(problems) > 0 {
		b.Fatal(problems[0])
	}
	document.LinkTerms(doc)
	return doc
}

// BenchmarkFormats measures each format on the longest sample.
func BenchmarkFormats(b *testing.B) {
	doc := longest(b)
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

// BenchmarkWord measures the Word file of the longest sample beside its PDF in
// turn: it is to take half as long at most. What is told is of the quickest runs,
// which a busy machine changes least.
func BenchmarkWord(b *testing.B) {
	doc := longest(b)
	best := map[string]time.Duration{}
	for b.Loop() {
		for _, f := range Formats {
			if f.Name != "docx" && f.Name != "pdf" {
				continue
			}
			begun := time.Now()
			if err := f.Write(io.Discard, doc, Options{}); err != nil {
				b.Fatal(err)
			}
			if took := time.Since(begun); best[f.Name] == 0 || took < best[f.Name] {
				best[f.Name] = took
			}
		}
	}
	b.ReportMetric(best["docx"].Seconds()/best["pdf"].Seconds(), "docx/pdf")
	b.ReportMetric(best["docx"].Seconds()*1000, "docx-ms")
	b.ReportMetric(best["pdf"].Seconds()*1000, "pdf-ms")
}
