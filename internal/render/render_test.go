package render

import (
	"errors"
	"io"
	"strings"
	"testing"

	"clausewright/internal/document"
)

var errPaper = errors.New("no paper")

func failing(w io.Writer, _ *document.Document, _ Options) error {
	_, _ = io.WriteString(w, "half")
	return errPaper
}

func titled(w io.Writer, doc *document.Document, _ Options) error {
	_, err := io.WriteString(w, doc.Title)
	return err
}

// TestAll: each format's bytes stand where the format stands in the list.
func TestAll(t *testing.T) {
	formats := []Format{
		{Name: "a", Title: "A", Write: titled},
		{Name: "b", Title: "B", Write: titled},
	}
	files, err := All(&document.Document{Title: "Licence"}, formats, Options{})
	if err != nil || len(files) != 2 || string(files[0]) != "Licence" || string(files[1]) != "Licence" {
		t.Errorf("got %q, %v", files, err)
	}
}

// TestAllTellsEveryFormat: one format that fails hides no other one.
func TestAllTellsEveryFormat(t *testing.T) {
	formats := []Format{
		{Name: "a", Title: "Alpha", Write: failing},
		{Name: "b", Title: "Beta", Write: titled},
		{Name: "c", Title: "Gamma", Write: failing},
	}
	_, err := All(&document.Document{}, formats, Options{})
	if !errors.Is(err, errPaper) || !strings.Contains(err.Error(), "Alpha: no paper") || !strings.Contains(err.Error(), "Gamma: no paper") || strings.Contains(err.Error(), "Beta") {
		t.Errorf("got %v", err)
	}
}

// TestFind: a format is found by the name that --format takes, and by nothing
// else.
func TestFind(t *testing.T) {
	for _, name := range Names() {
		if f, ok := Find(name); !ok || f.Name != name || f.Title == "" {
			t.Errorf("%s: %v, %v", name, f, ok)
		}
	}
	if _, ok := Find("Markdown"); ok {
		t.Error("a title is no name")
	}
}
