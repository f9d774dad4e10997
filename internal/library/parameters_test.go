package library_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// TestNoDeadParameter: every question has an effect on a wording, a selection,
// a default or a rule, and is asked in words.
func TestNoDeadParameter(t *testing.T) {
	lib, _ := library.Open(os.DirFS("../.."), "")
	problems := lib.Check()
	if problems.HasErrors() {
		t.Fatal(problems[0])
	}
	used := map[string]bool{}
	for _, b := range lib.Bodies() {
		for _, u := range b.Uses() {
			if u.Table == "" {
				used[u.Path] = true
			}
		}
		for _, c := range b.Calls() {
			for _, arg := range c.Args {
				if c.Name == "given" {
					used[arg] = true
				}
			}
		}
	}
	for _, p := range lib.Schema.Parameters {
		group, _ := deal.CutLast(p.Path)
		if !used[p.Path] && !used[group] && !slices.Contains(deal.OwnPaths(), p.Path) {
			t.Errorf("%s: %s has no effect", p.Pos, p.Path)
		}
		if !strings.HasSuffix(p.Ask, "?") {
			t.Errorf("%s: %s is asked as %q", p.Pos, p.Path, p.Ask)
		}
	}
}
