package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"clausewright/internal/scaffold"
)

// TestWriteFolderAllOrNone: when one file cannot get its place, none is there,
// nor anything that was made on the way.
func TestWriteFolderAllOrNone(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "clauses"), []byte("a file"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := writeFolder(dir, []scaffold.File{{Name: "README.md"}, {Name: "more/deep.md"}, {Name: "clauses/escrow/clause.yaml"}})
	var usage *usageError
	if !errors.As(err, &usage) {
		t.Fatalf("%v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != "clauses" {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	if err := writeFolder(filepath.Join(dir, "clauses", "below"), []scaffold.File{{Name: "a"}}); err == nil {
		t.Error("a folder was made below a file")
	}
	if err := writeFolder(filepath.Join(dir, "new"), []scaffold.File{{Name: "a/b", Text: []byte("text")}, {Name: "a/c"}}); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "new", "a", "b")); string(text) != "text" {
		t.Errorf("%q, %v", text, err)
	}
	if entries, _ := os.ReadDir(filepath.Join(dir, "new")); len(entries) != 1 {
		t.Errorf("more than the files: %v", entries)
	}
}

func TestDay(t *testing.T) {
	var d day
	if got := d.orToday(); got != time.Now().Format(time.DateOnly) && got != time.Now().Add(-time.Minute).Format(time.DateOnly) {
		t.Errorf("today is %s", got)
	}
	for _, wrong := range []string{"", "2027-02-30", "1 March 2027"} {
		if d.Set(wrong) == nil {
			t.Errorf("%q is a day", wrong)
		}
	}
	if err := d.Set("2027-03-01"); err != nil || d.orToday() != "2027-03-01" {
		t.Errorf("%v, %v", d, err)
	}
}
