package draft_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/markdown"
	"clausewright/internal/redline"
)

// drafting is the answer that tells whose draft it is.
var drafting = regexp.MustCompile(`(?m)^  drafting_side:.*\n`)

// TestRedlines: between any two samples, and between two states of one, taking
// every change of the redline gives the new draft and refusing every change
// the old one; what is written of it reads back equal.
func TestRedlines(t *testing.T) {
	lib, problems := shipped()
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	files, err := filepath.Glob("../../samples/*.yaml")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d samples, %v", len(files), err)
	}
	docs := map[string]*document.Document{}
	make := func(name string, data []byte) {
		d, problems := draft.Make(lib, name, data, draft.Options{})
		if d.Document == nil {
			t.Fatal(problems)
		}
		docs[name] = d.Document
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		make(filepath.Base(file), data)
		edited := drafting.ReplaceAll(data, nil)
		edited = bytes.Replace(edited, []byte("\ndeal:\n"), []byte("\ndeal:\n  drafting_side: licensee\n"), 1)
		make(filepath.Base(file)+", the licensee's", edited)
	}
	for older, was := range docs {
		for newer, is := range docs {
			if testing.Short() && older != newer && !strings.HasPrefix(newer, older) {
				continue
			}
			both := redline.Documents(was, is)
			if !document.Equal(document.Accept(both), is) {
				t.Errorf("%s to %s: taking every change does not give the new draft", older, newer)
			}
			if !document.Equal(document.Reject(both), was) {
				t.Errorf("%s to %s: refusing every change does not give the old draft", older, newer)
			}
			var b bytes.Buffer
			if err := markdown.Write(&b, both); err != nil {
				t.Fatal(err)
			}
			again, problems := markdown.Parse(b.Bytes(), nil)
			if !document.Equal(again, both) {
				t.Errorf("%s to %s: the redline does not read back: %v", older, newer, problems)
			}
			if older == newer && document.Redlined(both) {
				t.Errorf("%s differs from itself", older)
			}
		}
	}
}
