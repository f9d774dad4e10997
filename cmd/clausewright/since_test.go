package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausewright/internal/library"
)

// TestChangedSince: the cases of what changed are run, and of what looks at it.
func TestChangedSince(t *testing.T) {
	for _, test := range []struct{ name, file, old, new, run, not string }{
		{"nothing", "", "", "", "", "clauses/"},
		{"a wording", "clauses/closing/balanced.md", "On ", "Upon ", "clauses/closing/cases/a.yaml", "clauses/parties/cases/a.yaml"},
		{"of a clause that another refers to", "clauses/closing/balanced.md", "On ", "Upon ", "clauses/secrecy/cases/a.yaml", "clauses/fees/cases/a.yaml"},
		{"a case", "clauses/secrecy/cases/wording.yaml", "Lima", "Rome", "clauses/secrecy/cases/wording.yaml", "clauses/parties/cases/a.yaml"},
	} {
		dir := filepath.Join(t.TempDir(), "library")
		if err := os.CopyFS(dir, os.DirFS("../../internal/lint/testdata/small")); err != nil {
			t.Fatal(err)
		}
		if test.file != "" {
			path := filepath.Join(dir, filepath.FromSlash(test.file))
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(strings.Replace(string(data), test.old, test.new, 1)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		a := app{library: dir}
		lib, _ := library.Open(os.DirFS(dir), dir)
		only, changed, err := a.changedSince("../../internal/lint/testdata/small", lib, os.DirFS(dir))
		if err != nil {
			t.Fatal(err)
		}
		if changed != (test.run != "") || changed && (!only.MatchString(test.run) || only.MatchString(test.not)) {
			t.Errorf("%s: %v, %v", test.name, changed, only)
		}
	}
}
