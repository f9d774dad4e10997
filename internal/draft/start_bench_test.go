package draft_test

import (
	"io"
	"os"
	"testing"
	"time"

	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// BenchmarkStart is the whole work of a first draft in Markdown, with nothing
// warm: what opening the library takes of it is printed beside it.
func BenchmarkStart(b *testing.B) {
	text, err := os.ReadFile("../../samples/minimal.yaml")
	if err != nil {
		b.Fatal(err)
	}
	var opening time.Duration
	b.ReportAllocs()
	for b.Loop() {
		began := time.Now()
		lib, _ := library.Open(os.DirFS("../.."), "")
		opening += time.Since(began)
		made, problems := draft.Make(lib, "minimal.yaml", text, draft.Options{})
		if problems.HasErrors() {
			b.Fatal(problems[0])
		}
		if err := markdown.Write(io.Discard, made.Document); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100*opening.Seconds()/b.Elapsed().Seconds(), "%opening")
}
