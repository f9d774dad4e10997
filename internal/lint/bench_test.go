package lint_test

import (
	"os"
	"testing"

	"clausewright/internal/lint"
)

// BenchmarkLibrary looks at the shipped library.
func BenchmarkLibrary(b *testing.B) {
	for b.Loop() {
		if _, problems := lint.Library(os.DirFS("../.."), ""); len(problems) > 0 {
			b.Fatal(problems[0])
		}
	}
}
