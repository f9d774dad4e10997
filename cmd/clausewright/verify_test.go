package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/edits"
	"clausewright/internal/render"
	"clausewright/internal/verify"
)

// TestVerify: one word that was changed, left out or put in is found in each format, and
// nothing where nothing was: 200 changes in the gate, a quarter of them in Word and PDF
// too; some elsewhere.
func TestVerify(t *testing.T) {
	t.Parallel()
	written, err := os.ReadFile("../../samples/minimal.md")
	if err != nil {
		t.Fatal(err)
	}
	agreed := readAgain(t, written)
	for _, format := range []string{"md", "docx", "pdf"} {
		if found := differencesOf(t, agreed, agreed, format); len(found) > 0 {
			t.Errorf("%s: %d differences where there are none: %+v", format, len(found), found[0])
		}
	}
	step, every := 10, 40 // of each kind of change
	if os.Getenv("CI") == "true" && !testing.Short() {
		step, every = 1, 4
	}
	for seed := 0; seed < 200; seed += step {
		came := readAgain(t, written)
		change := changeWord(came, seed)
		formats := []string{"md"}
		if seed%every == 0 {
			formats = []string{"md", "docx", "pdf"}
		}
		for _, format := range formats {
			switch found := differencesOf(t, agreed, came, format); {
			case len(found) == 0:
				t.Errorf("%s, change %d: %s is not found", format, seed, change)
			case format != "pdf" && len(found) > 1:
				t.Errorf("%s, change %d: %s is found in %d places", format, seed, change, len(found))
			case format != "pdf" && !strings.Contains(found[0].Agreed+" "+found[0].Came, "altered") && seed%3 != 1:
				t.Errorf("%s, change %d: %s is told as %+v", format, seed, change, found[0])
			}
		}
	}
}

// TestVerifyWithoutProperties: a Word file that lost what says in which style it is written
// still says word for word what was agreed, and a word that was changed is found in it.
func TestVerifyWithoutProperties(t *testing.T) {
	written, err := os.ReadFile("../../samples/minimal.md")
	must(err)
	agreed, came := readAgain(t, written), readAgain(t, written)
	changeWord(came, 0)
	for doc, want := range map[*document.Document]int{agreed: 0, came: 1} {
		data, err := render.All(doc, []render.Format{mustFormat("docx")}, render.Options{})
		must(err)
		found, err := new(app).wordDifferences(agreed, "came.docx", withoutProperties(t, data[0]))
		if err != nil || len(found) != want {
			t.Errorf("%d differences, want %d: %+v, %v", len(found), want, found, err)
		}
	}
}

// TestVerifyPrinted: what LibreOffice prints of a Word file is what was agreed, though it
// sets marks apart and draws pictures elsewhere; a word and a number in the head of the
// pages that differ are found in it.
func TestVerifyPrinted(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it takes LibreOffice ten seconds")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("soffice is not installed")
		}
		t.Skip("soffice is not installed; apt-get install libreoffice-writer")
	}
	dir := t.TempDir()
	arguments := []string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", "pdf", "--outdir", dir}
	type printed struct {
		name   string
		agreed *document.Document
		found  int
	}
	var files []printed
	add := func(name string, agreed, came *document.Document, found int) {
		data, err := render.All(came, []render.Format{mustFormat("docx")}, render.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".docx"), data[0], 0o600); err != nil {
			t.Fatal(err)
		}
		files, arguments = append(files, printed{name, agreed, found}), append(arguments, filepath.Join(dir, name+".docx"))
	}
	for _, name := range []string{"minimal", "battery", "ai-module"} {
		written, err := os.ReadFile("../../samples/" + name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		agreed, other, head := readAgain(t, written), readAgain(t, written), readAgain(t, written)
		add(name, agreed, agreed, 0)
		if name == "minimal" {
			changeWord(other, 3)
			add("word", agreed, other, 1)
			head.Legend = strings.Replace(head.Legend, "2026", "2027", 1)
			add("head", agreed, head, 1)
		}
	}
	if out, err := exec.Command("soffice", arguments...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, f.name+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		list, err := pdfDifferences(f.agreed, f.name+".pdf", data)
		if err != nil || (len(list) > 0) != (f.found > 0) || len(list) > 2*f.found {
			t.Errorf("%s: %v, %+v", f.name, err, list)
		}
	}
}

func readAgain(t *testing.T, written []byte) *document.Document {
	t.Helper()
	doc, err := edits.Read(written)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// changeWord changes, leaves out or puts in a word of a document.
func changeWord(doc *document.Document, seed int) string {
	var texts []*document.Text
	document.Walk(doc, func(node any) bool {
		if text, ok := node.(*document.Text); ok && len(strings.Fields(text.Text)) > 2 {
			texts = append(texts, text)
		}
		return true
	})
	text := texts[seed*7919%len(texts)]
	words := strings.Split(text.Text, " ")
	i := 1 + seed*31%(len(words)-2)
	was := words[i]
	switch seed % 3 {
	case 0:
		words[i] = "altered"
	case 1:
		words = slices.Delete(words, i, i+1)
	default:
		words = slices.Insert(words, i, "altered")
	}
	text.Text = strings.Join(words, " ")
	return fmt.Sprintf("%q in %q", was, text.Text)
}

// differencesOf is what a document in a format says otherwise than another.
func differencesOf(t *testing.T, agreed, came *document.Document, format string) (found []verify.Difference) {
	t.Helper()
	files, err := render.All(came, []render.Format{mustFormat(format)}, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := &app{stdout: io.Discard, stderr: io.Discard, files: io.Discard}
	switch format {
	case "docx":
		found, err = a.wordDifferences(agreed, "came.docx", files[0])
	case "pdf":
		found, err = pdfDifferences(agreed, "came.pdf", files[0])
	default:
		found, err = a.compared(agreed, readAgain(t, files[0]), true)
	}
	if err != nil {
		t.Fatal(err)
	}
	return found
}
