package lint_test

import (
	"slices"
	"strings"
	"testing"

	"clausewright/internal/lint"
)

// TestMissingClause: a clause whose folder was renamed is one fault, told where
// a template lists it, with all that follows; another fault is told beside it.
func TestMissingClause(t *testing.T) {
	files := small(t)
	for name, file := range files {
		if rest, ok := strings.CutPrefix(name, "clauses/secrecy/"); ok {
			files["clauses/secret/"+rest] = file
			delete(files, name)
		}
	}
	at := strings.Index(string(files["clauses/fees/balanced.md"].Data), "\n\n")
	files["clauses/fees/balanced.md"].Data = slices.Insert(files["clauses/fees/balanced.md"].Data, at, []byte(" See [](#secrecy) and [](#nowhere).")...)
	_, problems := lint.Library(files, "")
	want := []string{
		`clauses/fees/balanced.md: error: nothing in the library has the id "nowhere" [unknown-id]`,
		`templates/letter/template.yaml: error: there is no clause "secrecy" [unknown-clause]`,
	}
	var got []string
	for _, p := range problems {
		q := *p
		q.Pos.Line = 0
		got = append(got, q.Error())
	}
	if !slices.Equal(got, want) {
		t.Fatalf("%s", strings.Join(got, "\n"))
	}
	missing := problems[1]
	if missing.Hint != `did you mean "secret"?` {
		t.Errorf("the hint is %q", missing.Hint)
	}
	var places []string
	for _, r := range missing.Related {
		places = append(places, r.Pos.File)
	}
	if !slices.Contains(places, "clauses/fees/balanced.md") || !slices.Contains(places, "templates/nda/template.yaml") || !slices.IsSorted(places) {
		t.Errorf("what follows stands in %v", places)
	}
}
