package main

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
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
			read := func(ext string) []byte {
				data, err := os.ReadFile(filepath.Join(out, filepath.Base(base)+ext))
				if err != nil {
					t.Fatal(err)
				}
				return data
			}
			compareGolden(t, base+".md", read(".md"))
			if wholePage == filepath.Base(base) {
				compareGolden(t, base+".html", read(".html"))
			} else {
				compareGolden(t, base+".html.sums", sums(read(".html")))
			}
		})
	}
}

// wholePage is the sample whose page is kept whole. Of the others, whose words
// the Markdown holds, a sum of each section shows what changes.
const wholePage = "minimal"

var sectionStart = regexp.MustCompile(`<section class="[^"]*" id="([^"]*)"`)

// sums is a line for each section of a page: its id and a sum of what stands
// from there to the next.
func sums(page []byte) []byte {
	var b bytes.Buffer
	id, from := "page", 0
	add := func(to int) {
		sum := sha256.Sum256(page[from:to])
		fmt.Fprintf(&b, "%s %x\n", id, sum[:8])
	}
	for _, m := range sectionStart.FindAllSubmatchIndex(page, -1) {
		add(m[0])
		id, from = string(page[m[2]:m[3]]), m[0]
	}
	add(len(page))
	return b.Bytes()
}

// TestSums: a change of a section changes its sum and no other.
func TestSums(t *testing.T) {
	page := `<head><section class="part" id="a">one<section class="section" id="b">two`
	before, after := strings.Split(string(sums([]byte(page))), "\n"), strings.Split(string(sums([]byte(page+"!"))), "\n")
	if len(before) != 4 || !slices.Equal(before[:2], after[:2]) || before[2] == after[2] || !strings.HasPrefix(before[2], "b ") {
		t.Errorf("%q, %q", before, after)
	}
}

func compareGolden(t *testing.T, golden string, got []byte) {
	t.Helper()
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
