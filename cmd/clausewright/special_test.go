//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSpecialFiles: what is no regular file, and one of 500 MB, is refused by
// name wherever a library, its cases or a deal is read: nothing is waited for,
// nothing read without end.
func TestSpecialFiles(t *testing.T) {
	specials := []struct {
		name string
		make func(path string) error
		want string
	}{
		{"a pipe", func(path string) error { return syscall.Mkfifo(path, 0o644) }, "is a pipe or a device"},
		{"a sparse file of 500 MB", sparse, "512000 KiB"},
		{"a link to itself", func(path string) error { return os.Symlink(filepath.Base(path), path) }, "link"},
		{"a device", func(path string) error { return os.Symlink("/dev/zero", path) }, "link"},
		{"a folder", func(path string) error { return os.Mkdir(path, 0o755) }, "is a folder"},
	}
	deal := writeDeal(t, "deal.yaml", "template: nda\nparty: {holder: Acme, receiver: Bolt}\nsecrecy: {places: [Lima]}\nfees: {amount: 5, steps: [{name: one, due: 2027-02-01, sum: 5}]}\n")
	dir, aside := filepath.Join(t.TempDir(), "library"), filepath.Join(t.TempDir(), "aside")
	if err := os.CopyFS(dir, os.DirFS("../../internal/lint/testdata/small")); err != nil {
		t.Fatal(err)
	}
	for _, special := range specials {
		for _, read := range []struct{ file, by string }{
			{"clauses/secrecy/balanced.md", "lint"},
			{"clauses/secrecy/clause.yaml", "lint"},
			{"clauses/definitions/secrets.md", "lint"},
			{"templates/nda/template.yaml", "lint"},
			{"templates/nda/cover.md", "lint"},
			{"clauses/library.yaml", "lint"},
			{"clauses/secrecy/balanced.md", "test"},
			{"clauses/secrecy/cases/wording.yaml", "test"},
			{"clauses/secrecy/balanced.md", "draft"},
			{"clauses/secrecy/balanced.md", "impact"},
		} {
			path := filepath.Join(dir, filepath.FromSlash(read.file))
			must(os.Rename(path, aside))
			must(special.make(path))
			args := map[string][]string{
				"lint":   {"lint", dir},
				"test":   {"test", dir, "--quick", "--run", "secrecy"},
				"impact": {"impact", "../../internal/lint/testdata/small", dir},
				"draft":  {"draft", deal, "--library", dir, "-o", filepath.Join(t.TempDir(), "out"), "-f", "md"},
			}[read.by]
			told := soon(t, special.name+" "+read.file, args)
			if !strings.Contains(told, filepath.Base(read.file)) || !strings.Contains(told, special.want) && !strings.Contains(told, "escapes") {
				t.Errorf("%s as %s: %v does not tell\n%s", special.name, read.file, args, told)
			}
			must(os.Remove(path))
			must(os.Rename(aside, path))
		}
		path := filepath.Join(t.TempDir(), "deal.yaml")
		if err := special.make(path); err != nil {
			t.Fatal(err)
		}
		if told := soon(t, special.name, []string{"check", path}); !strings.Contains(told, "deal.yaml") {
			t.Errorf("%s as a deal: %s", special.name, told)
		}
	}
}

// sparse makes a file that is 500 MB long and takes no room.
func sparse(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := f.Truncate(500 << 20 / 1024 * 1024); err != nil {
		return err
	}
	return f.Close()
}

// soon is what a command prints. It must end at once, and not well.
func soon(t *testing.T, name string, args []string) string {
	t.Helper()
	type result struct {
		status int
		text   string
	}
	done := make(chan result, 1)
	go func() {
		status, stdout, stderr := runFor(t, "", args...)
		done <- result{status, stdout + stderr}
	}()
	select {
	case r := <-done:
		if r.status == exitDone && args[0] != "impact" {
			t.Errorf("%s: %v ends well", name, args)
		}
		return r.text
	case <-time.After(20 * time.Second):
		t.Fatalf("%s: %v does not end", name, args)
	}
	return ""
}
