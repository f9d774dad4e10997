package main

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausewright/internal/library"
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

// TestBudget holds the length of the shortest deal's draft: what an institution
// would sign, apart from the list of contents. Longer means that a clause says
// more than this deal asks for.
func TestBudget(t *testing.T) {
	const mostWords, mostPages = 13500, 36
	out := t.TempDir()
	if status, _, stderr := runFor(t, "", "draft", filepath.Join("..", "..", "samples", "minimal.yaml"), "-o", out, "-f", "md,pdf"); status != exitDone {
		t.Fatalf("exit %d\n%s", status, stderr)
	}
	text, err := os.ReadFile(filepath.Join(out, "minimal.md"))
	if err != nil {
		t.Fatal(err)
	}
	if words := agreementWords(string(text)); words > mostWords || words < mostWords/2 {
		t.Errorf("the draft has %d words; at most %d", words, mostWords)
	}
	file, err := os.ReadFile(filepath.Join(out, "minimal.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if pages := pdfPages(file); pages > mostPages || pages < mostPages/2 {
		t.Errorf("the draft has %d pages; at most %d", pages, mostPages)
	}
}

// TestShortBudget holds the pages of the short form of the shortest deal, whatever
// its style, and of how many compound clauses the form is made. How many words it
// has is a case of the template.
func TestShortBudget(t *testing.T) {
	const leastPages, mostPages, mostClauses = 14, 16, 15
	lib, problems := library.Open(os.DirFS(filepath.Join("..", "..")), "")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	compound := 0
	for _, id := range lib.Templates["short-form"].All() {
		if len(lib.Clauses[id].StandsFor) > 0 {
			compound++
		}
	}
	if compound == 0 || compound > mostClauses {
		t.Errorf("the short form has %d compound clauses; at most %d", compound, mostClauses)
	}
	for family, law := range map[string]string{"us": "New York", "uk": "England and Wales", "eu-civil": "Germany"} {
		out := t.TempDir()
		if status, _, stderr := runFor(t, dealUnder(t, "minimal", "short-form", family, law), "draft", "-", "-o", out, "-f", "pdf", "-qq"); status != exitDone {
			t.Fatalf("%s: exit %d\n%s", family, status, stderr)
		}
		made, _ := filepath.Glob(filepath.Join(out, "*.pdf"))
		if len(made) != 1 {
			t.Fatalf("%s: %v", family, made)
		}
		file, err := os.ReadFile(made[0])
		if err != nil {
			t.Fatal(err)
		}
		if pages := pdfPages(file); pages < leastPages || pages > mostPages {
			t.Errorf("%s: %d pages; %d to %d are meant", family, pages, leastPages, mostPages)
		}
	}
}

// The heads of terms of a deal fit on two pages, and name its events and not
// their numbers.
func TestHeads(t *testing.T) {
	for _, test := range []struct {
		name, more string
		has, lacks []string
	}{
		{"minimal", "", []string{"Without a valid patent claim 50% of the rate", "| Patent cost | Borne by Licensee", "Research in the field, but no sale there"}, []string{"Shares in Licensee", "Public funding"}},
		{"minimal", "academic_publication: {enabled: true}\ngovernment_rights: {funded: true, agency: National Science Foundation, award: NSF-1, us_licence: true, march_in: true, us_manufacture: statutory}\nsublicence_income: {table: [{before: the first sale, share_pct: 30}, {before: thereafter, share_pct: 10}]}\nprosecution: {past_costs: 40000}\n",
			[]string{"Publication of results after a review of 45", "National Science Foundation, award NSF-1", "Share of Licensor in income from sublicenses: 30% (before the first sale). 10% (thereafter)", "Licensee refunds $40,000 of past cost"}, nil},
		{"battery", "", []string{"Volume 2030: EUR", "If one is missed: four\u00a0steps", "30% (before Start of production Europe)", "Development cost | Licensor 40%, Licensee 60%", "Then a non-exclusive licence at 65% of the royalty"}, []string{"T4: ", "T3 achieved"}},
		{"ai-module", "", []string{"Revenue year 3: "}, []string{"T6: "}},
	} {
		file, err := os.ReadFile(filepath.Join("..", "..", "samples", test.name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		out := t.TempDir()
		deal := strings.Replace(string(file), "template: exclusive-licence", "template: heads-of-terms", 1) + test.more
		if status, _, stderr := runFor(t, deal, "draft", "-", "-o", out, "-f", "md,pdf", "-qq"); status != exitDone {
			t.Fatalf("%s: exit %d\n%s", test.name, status, stderr)
		}
		made, _ := filepath.Glob(filepath.Join(out, "[a-z]*.*"))
		for _, name := range made {
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if pages := pdfPages(file); filepath.Ext(name) == ".pdf" && pages != 2 {
				t.Errorf("%s: %d pages", test.name, pages)
			}
			if filepath.Ext(name) != ".md" {
				continue
			}
			for _, has := range test.has {
				if !strings.Contains(string(file), has) {
					t.Errorf("%s: no %q in\n%s", test.name, has, file)
				}
			}
			for _, lacks := range test.lacks {
				if strings.Contains(string(file), lacks) {
					t.Errorf("%s: it has %q", test.name, lacks)
				}
			}
		}
	}
}

// pdfPages counts the page objects of a PDF, packed or not.
func pdfPages(file []byte) int {
	page := regexp.MustCompile(`/Type ?/Page\b`)
	pages := len(page.FindAll(file, -1))
	for _, packed := range bytes.Split(file, []byte("stream\n")) {
		if r, err := zlib.NewReader(bytes.NewReader(packed)); err == nil {
			objects, _ := io.ReadAll(r)
			pages += len(page.FindAll(objects, -1))
		}
	}
	return pages
}

var (
	mark     = regexp.MustCompile(`(?s)<!--.*?-->|<a id="[^"]*"></a>|\]\(#[^)]*\)`)
	contents = regexp.MustCompile(`(?ms)^## Contents\n.*?^## `)
	word     = regexp.MustCompile(`[A-Za-z0-9$€£%][\w’'.,/$%-]*`)
)

// agreementWords counts the words of a draft without its list of contents.
func agreementWords(markdown string) int {
	return len(word.FindAllString(contents.ReplaceAllString(mark.ReplaceAllString(markdown, "]"), "## "), -1))
}

func TestAgreementWords(t *testing.T) {
	text := "# Deed\n\n<!-- part: contents -->\n\n## Contents\n\n- [1 Fee](#fee)\n\n## 1 Fee <a id=\"fee\"></a>\n\n| Sum | $5,000 |\n|---|---|\n"
	if got := agreementWords(text); got != 5 {
		t.Errorf("%d words, want 5: Deed, 1, Fee, Sum, $5,000", got)
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
func runFor(t testing.TB, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = runProgram(args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}
