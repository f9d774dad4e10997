package lint_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/lint"
)

// renamed gives the folder of a clause another name.
func renamed(files fstest.MapFS, id, name string) fstest.MapFS {
	moved := fstest.MapFS{}
	for path, file := range files {
		if rest, ok := strings.CutPrefix(path, "clauses/"+id+"/"); ok {
			path = "clauses/" + name + "/" + rest
		}
		moved[path] = file
	}
	return moved
}

// TestEachMissingClause: whichever folder is renamed, nothing is told but that its
// clause is missing, at a template or at the clause that stands for it.
func TestEachMissingClause(t *testing.T) {
	for _, dir := range []string{"testdata/small", "../draft/testdata/forms"} {
		files := filesIn(t, dir)
		ids, err := fs.Glob(files, "clauses/*/clause.yaml")
		if err != nil || len(ids) < 3 {
			t.Fatal(ids, err)
		}
		for _, name := range ids {
			id := strings.Split(name, "/")[1]
			if id == "definitions" {
				continue // files of definitions have a folder of the same name
			}
			_, problems := lint.Library(renamed(files, id, id+"-renamed"), "")
			if len(problems) != 1 || problems[0].Message != fmt.Sprintf("there is no clause %q", id) {
				t.Errorf("%s without %s:\n%v", dir, id, problems)
			}
		}
	}
}

// TestMissingClause: a clause whose folder was renamed is one fault, told where
// a template lists it, with all that follows; another fault is told beside it.
func TestMissingClause(t *testing.T) {
	files := renamed(small(t), "secrecy", "secret")
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
