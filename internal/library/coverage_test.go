package library_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/library"
)

// TestCoverage keeps the table in clauses/README.md true: every idea of the
// guide names clauses that the library and its full agreement have.
func TestCoverage(t *testing.T) {
	lib, _ := library.Open(os.DirFS("../.."), "")
	text, err := os.ReadFile("../../clauses/README.md")
	if err != nil {
		t.Fatal(err)
	}
	template := lib.Templates["exclusive-licence"]
	paragraphs := map[string]int{}
	id := regexp.MustCompile("`([a-z-]+)`")
	for line := range strings.SplitSeq(string(text), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || !regexp.MustCompile(`^ P\d+ $`).MatchString(cells[1]) {
			continue
		}
		paragraphs[strings.TrimSpace(cells[1])]++
		ids := id.FindAllStringSubmatch(cells[3], -1)
		if len(ids) == 0 {
			t.Errorf("no clause carries %q", strings.TrimSpace(cells[2]))
		}
		for _, m := range ids {
			if lib.Clauses[m[1]] == nil || !template.Lists(m[1]) {
				t.Errorf("%s: there is no clause %q", strings.TrimSpace(cells[2]), m[1])
			}
		}
	}
	for n := 1; n <= 12; n++ {
		if paragraphs[fmt.Sprintf("P%d", n)] == 0 {
			t.Errorf("no idea of paragraph %d is in the table", n)
		}
	}
	for _, clause := range lib.ClauseIDs() {
		if !slices.ContainsFunc(lib.TemplateIDs(), func(id string) bool { return lib.Templates[id].Lists(clause) }) {
			t.Errorf("clause %q is in no template", clause)
		}
	}
}
