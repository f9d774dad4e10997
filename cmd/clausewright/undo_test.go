package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestUndo: however a draft came to replace another, --undo brings back each file
// as it was, what is known of edits and all, and once more takes that back.
func TestUndo(t *testing.T) {
	start := t.TempDir()
	inDraft := filepath.Join(start, "drafts", "deal.md")
	deal := filepath.Join(start, "deal.yaml")
	draftIn := func(dir string, more ...string) {
		t.Helper()
		args := append([]string{"draft", filepath.Join(dir, "deal.yaml"), "-o", filepath.Join(dir, "drafts"), "-f", "md", "-qq"}, more...)
		if status, _, stderr := runFor(t, "", args...); status != exitDone {
			t.Fatalf("%v: exit %d\n%s", more, status, stderr)
		}
	}
	must(os.WriteFile(deal, []byte(sample(t, "minimal.yaml")), 0o666))
	draftIn(start)
	must(os.CopyFS(filepath.Join(start, "sent"), os.DirFS(filepath.Dir(inDraft))))
	inMarkdown(t, filepath.Join(start, "sent", "deal.md"), "prime rate plus 2 percentage points", "prime rate plus 4 percentage points")
	inMarkdown(t, inDraft, "Any other result is not", "Any other result, however close, is not")
	inMarkdown(t, inDraft, "prime rate plus 2 percentage points", "prime rate plus 3 percentage points")
	for _, test := range []struct {
		name      string
		old, text string // what changes in the deal
		flags     []string
		want      string // what the draft says then
	}{
		{"an edit that is kept", "upfront: 250000", "upfront: 300000", nil, "$300,000"},
		{"mine", "prime rate plus 2", "prime rate plus 5", []string{"--take", "mine"}, "prime rate plus 3"},
		{"the deal's", "prime rate plus 2", "prime rate plus 5", []string{"--take", "deal"}, "prime rate plus 5"},
		{"theirs", "", "", []string{"--theirs", "sent/deal.md", "--take", "theirs"}, "prime rate plus 4"},
		{"a value", "upfront: 250000", "upfront: 300000", []string{"--accept-values"}, "prime rate plus 3"},
		{"no edits", "upfront: 250000", "upfront: 300000", []string{"--discard-edits"}, "prime rate plus 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			must(os.CopyFS(dir, os.DirFS(start)))
			if test.old != "" {
				inMarkdown(t, filepath.Join(dir, "deal.yaml"), test.old, test.text)
			}
			for i, flag := range test.flags {
				if strings.HasPrefix(flag, "sent/") {
					test.flags[i] = filepath.Join(dir, flag)
				}
			}
			before := draftFiles(t, dir)
			draftIn(dir, test.flags...)
			after := draftFiles(t, dir)
			if !strings.Contains(after["deal.md"], test.want) || maps.Equal(before, after) {
				t.Fatalf("the draft does not say %q", test.want)
			}
			draftIn(dir, "--undo")
			back := draftFiles(t, dir)
			for name, text := range before {
				if back[name] != text {
					t.Errorf("%s is not as it was", name)
				}
			}
			draftIn(dir, "--undo")
			if again := draftFiles(t, dir); !maps.Equal(again, after) {
				t.Errorf("once more brings back other files: %v", slices.Sorted(maps.Keys(again)))
			}
		})
	}
}

// TestUndoThenWord: what an undo brought back as edited is an edit, also where
// somebody then writes into the Word file, which began without it.
func TestUndoThenWord(t *testing.T) {
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	out := filepath.Join(t.TempDir(), "drafts")
	md := filepath.Join(out, "deal.md")
	draftTo := func(more ...string) {
		t.Helper()
		if status, _, stderr := runFor(t, "", append([]string{"draft", deal, "-o", out, "-f", "md,docx", "-qq"}, more...)...); status != exitDone {
			t.Fatal(stderr)
		}
	}
	draftTo()
	inMarkdown(t, md, "Any other result is not", "Any other result, however close, is not")
	draftTo()
	draftTo("--undo")
	inWord(t, filepath.Join(out, "deal.docx"), "prime rate plus 2", "prime rate plus 7")
	draftTo()
	text, err := os.ReadFile(md)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"however close", "prime rate plus 7"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the draft does not say %q", want)
		}
	}
}

// draftFiles are the files of a draft and what is known of it, but for what is
// kept of the draft before and the record of all that.
func draftFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	root := filepath.Join(dir, "drafts")
	must(filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch name := d.Name(); {
		case d.IsDir() && name == "old":
			return fs.SkipDir
		case d.IsDir() || name == "lock.json" || name == "busy":
			return nil
		}
		data, err := os.ReadFile(file)
		files[file[len(root)+1:]] = string(data)
		return err
	}))
	return files
}
