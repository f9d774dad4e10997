package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files and scripts")

// TestGolden drafts every sample and compares it with the draft kept beside
// it, so that a change of wording is seen as one.
func TestGolden(t *testing.T) {
	deals, err := filepath.Glob(filepath.Join("..", "..", "samples", "*.yaml"))
	if err != nil || len(deals) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, deal := range deals {
		t.Run(filepath.Base(deal), func(t *testing.T) {
			out := t.TempDir()
			status, _, stderr := runFor(t, "", "draft", deal, "-o", out, "-f", "md,html")
			if status != exitDone {
				t.Fatalf("exit %d\n%s", status, stderr)
			}
			base := strings.TrimSuffix(deal, ".yaml")
			for _, ext := range []string{".md", ".html"} {
				compareGolden(t, base+ext, filepath.Join(out, filepath.Base(base)+ext))
			}
		})
	}
}

func compareGolden(t *testing.T, golden, made string) {
	got, err := os.ReadFile(made)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(golden)
	if bytes.Equal(got, want) {
		return
	}
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Errorf("%s differs from its draft; run go test ./cmd/clausewright -run Golden -update and read the difference\n%s",
		filepath.Base(golden), firstDifference(string(want), string(got)))
}

// firstDifference shows the first lines that differ.
func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return cmp.Diff(w[i], g[i])
		}
	}
	return cmp.Diff(len(w), len(g))
}

// runFor runs the program in this process.
func runFor(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}
