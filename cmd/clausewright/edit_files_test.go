package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"clausewright/internal/page"
)

// TestDealFolder: only deal files of the folder itself are opened or begun.
func TestDealFolder(t *testing.T) {
	dir := t.TempDir()
	must(os.WriteFile(filepath.Join(dir, "one.yaml"), []byte("template: short-form\n"), 0o644))
	must(os.Mkdir(filepath.Join(dir, "two.yaml"), 0o755))
	f := &dealFolder{&app{}, dir, editFlags{output: filepath.Join(dir, "drafts")}}
	for _, name := range []string{"one.yaml", "new", "new.yml", "a deal.yaml"} {
		if _, _, err := f.Open(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, name := range []string{"", "..", ".", ".hidden.yaml", "../one.yaml", "a/b.yaml", `a\b.yaml`, "/etc/x.yaml", "C:x.yaml", "a\nb.yaml", "two.yaml"} {
		if file, _, err := f.Open(name); err == nil {
			t.Errorf("%q opens %s", name, file.Name())
		}
	}
	if names, err := f.List(); err != nil || len(names) != 1 || names[0] != "one.yaml" {
		t.Errorf("%q %v", names, err)
	}
}

// TestLibraryFolder: a file is replaced if it holds what was read; no link is followed,
// and nothing is left behind.
func TestLibraryFolder(t *testing.T) {
	dir := t.TempDir()
	clauses := filepath.Join(dir, "library", "clauses")
	must(os.MkdirAll(clauses, 0o755))
	must(os.WriteFile(filepath.Join(clauses, "a.md"), []byte("one"), 0o600))
	must(os.WriteFile(filepath.Join(dir, "outside.md"), []byte("one"), 0o644))
	if err := os.Symlink(filepath.Join(dir, "outside.md"), filepath.Join(clauses, "link.md")); err != nil {
		t.Skip(err)
	}
	library := filepath.Join(dir, "library")
	fsys, name, err := folderFS(library)
	must(err)
	root, err := os.OpenRoot(library)
	must(err)
	f := &libraryFolder{root, fsys, name}
	for _, test := range []struct {
		name, before string
		err          error
	}{
		{"clauses/a.md", "other", page.ErrChanged},
		{"clauses/link.md", "one", os.ErrInvalid},
		{"clauses/none.md", "", os.ErrNotExist},
		{"../outside.md", "one", os.ErrInvalid},
		{"clauses", "", os.ErrInvalid},
		{"clauses/a.md", "one", nil},
	} {
		got := f.Write(test.name, []byte(test.before), []byte("two"))
		if (got == nil) != (test.err == nil) || test.err == page.ErrChanged && !errors.Is(got, test.err) {
			t.Errorf("%s: %v, want %v", test.name, got, test.err)
		}
	}
	entries, _ := os.ReadDir(clauses)
	info, _ := os.Stat(filepath.Join(clauses, "a.md"))
	text, _ := os.ReadFile(filepath.Join(clauses, "a.md"))
	outside, _ := os.ReadFile(filepath.Join(dir, "outside.md"))
	if len(entries) != 2 || info.Mode().Perm() != 0o600 || string(text) != "two" || string(outside) != "one" {
		t.Errorf("%v %v %q %q", entries, info.Mode(), text, outside)
	}
}
