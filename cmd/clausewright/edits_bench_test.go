package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkEdits drafts a long agreement, without edits and with twenty, which
// may take 150 ms more.
func BenchmarkEdits(b *testing.B) {
	for _, edits := range []int{0, 20} {
		name := "plain"
		if edits > 0 {
			name = "edited"
		}
		b.Run(name, func(b *testing.B) {
			out := b.TempDir()
			deal := filepath.Join("..", "..", "samples", "battery.yaml")
			run := func() {
				status, _, stderr := runFor(b, "", "draft", deal, "-o", out, "-f", "md", "-qq")
				if status != exitDone {
					b.Fatal(stderr)
				}
			}
			run()
			file := filepath.Join(out, "battery.md")
			text, err := os.ReadFile(file)
			if err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(promptly(b, string(text), edits)), 0o644); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				run()
			}
		})
	}
}

// promptly adds a word to so many paragraphs of a draft.
func promptly(t testing.TB, text string, edits int) string {
	t.Helper()
	lines := strings.Split(text, "\n")
	n := 0
	for i, line := range lines {
		if n < edits && i > 700 && i%7 == 0 && strings.Contains(line, " shall ") && !strings.ContainsAny(line[:1], "<|#-") {
			lines[i] = strings.Replace(line, " shall ", " shall promptly ", 1)
			n++
		}
	}
	if n != edits {
		t.Fatalf("%d edits", n)
	}
	return strings.Join(lines, "\n")
}
