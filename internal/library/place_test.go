package library_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// TestPlaces: every parameter and function that a text of the shipped library
// names stands in its file where the library says.
func TestPlaces(t *testing.T) {
	root := os.DirFS("../..")
	lib, _ := library.Open(root, "")
	files := map[string][]string{}
	at := func(pos diag.Position) string {
		if files[pos.File] == nil {
			text, err := os.ReadFile("../../" + pos.File)
			if err != nil {
				t.Fatal(err)
			}
			files[pos.File] = strings.Split(string(text), "\n")
		}
		return string([]rune(files[pos.File][pos.Line-1])[pos.Column-1:])
	}
	looked := 0
	for _, b := range lib.Bodies() {
		for _, u := range b.Uses() {
			looked++
			if rest := at(b.Position(u.Offset)); !strings.HasPrefix(rest, "."+u.Path) && !strings.HasPrefix(rest, "$."+u.Path) {
				t.Errorf("%s: %q stands at the place of %q", b.Position(u.Offset), rest, u.Path)
			}
		}
		for _, c := range b.Calls() {
			looked++
			if rest := at(b.Position(c.Offset)); !strings.HasPrefix(rest, c.Name) {
				t.Errorf("%s: %q stands at the place of %q", b.Position(c.Offset), rest, c.Name)
			}
		}
	}
	if looked < 10000 {
		t.Errorf("looked at %d places only", looked)
	}
}

// TestScalarPlaces: YAML folds, indents and escapes; places stay true.
func TestScalarPlaces(t *testing.T) {
	const head = "title: T\nvariants:\n  balanced: {}\n"
	for _, text := range []string{
		"when: and .a.b FAULT",
		"when: 'and (eq .a.b \"it''s\") FAULT'",
		`when: "and (eq .a.b \"x\\\"\u00e9\") FAULT"`,
		"when: \"and .a.b \\\n  FAULT\"",
		"when: >-\n  and .a.b\n\n    .a.b\n  FAULT",
		"when: |\n    and .a.b\n    FAULT",
		"when: and .a.b\n  .a.b\n  FAULT",
		"when:   '.é.ü' # not this\nsurvives: 'and \"é\" FAULT'",
	} {
		source := head + strings.ReplaceAll(text, "FAULT", "faulty")
		fsys := fstest.MapFS{
			"clauses/a/clause.yaml": {Data: []byte(source)}, "clauses/a/balanced.md": {Data: []byte("## A\n\nB.\n")},
			"templates/t/template.yaml": {Data: []byte("title: T\narticles:\n  - {id: x, title: X, clauses: [a]}\n")},
		}
		lib, _ := library.Open(fsys, "")
		problems := lib.Check()
		found := false
		for _, p := range problems {
			if p.Rule == "unknown-function" {
				found = true
				line := strings.Split(source, "\n")[p.Pos.Line-1]
				if rest := string([]rune(line)[p.Pos.Column-1:]); !strings.HasPrefix(rest, "faulty") {
					t.Errorf("%s\nthe place is at %q", text, rest)
				}
			}
		}
		if !found {
			t.Errorf("%s\nnothing found: %v", text, problems)
		}
	}
}
