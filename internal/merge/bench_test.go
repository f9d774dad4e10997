package merge_test

import (
	"strings"
	"testing"

	"clausewright/internal/merge"
)

// BenchmarkDocuments merges edits into the longest sample; Parse is reading the
// three texts, without which there is no merge.
func BenchmarkDocuments(b *testing.B) {
	base := sample(b, "battery")
	own := strings.ReplaceAll(base, "within 30 days after", "within 31 days after")
	other := strings.ReplaceAll(base, "reasonable", "fair")
	b.Run("Parse", func(b *testing.B) {
		for b.Loop() {
			parsed(b, base)
			parsed(b, own)
			parsed(b, other)
		}
	})
	b.Run("Merge", func(b *testing.B) {
		for b.Loop() {
			if _, err := merge.Documents(parsed(b, base), parsed(b, own), parsed(b, other)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
