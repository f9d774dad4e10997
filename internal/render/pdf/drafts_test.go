package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"sync"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/render/pdf"
)

// files are the repository, in which a library lies.
var files = os.DirFS(filepath.Join("..", "..", ".."))

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // tests have room
	os.Exit(m.Run())
}

// shipped opens the library of the program once for all tests.
var shipped = sync.OnceValues(func() (*library.Library, diag.List) { return library.Open(files, "") })

func openLibrary(t testing.TB) *library.Library {
	t.Helper()
	lib, problems := shipped()
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	return lib
}

// drafted is a sample as a document in the given style; "" keeps its own.
func drafted(t testing.TB, lib *library.Library, name, style string, notes bool) (*document.Document, []byte) {
	t.Helper()
	deal, err := os.ReadFile(filepath.Join("..", "..", "..", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	if style != "" {
		deal = regexp.MustCompile(`(?m)^  law_family: .*$`).ReplaceAll(deal, []byte("  law_family: "+style))
	}
	made, problems := draft.Make(lib, name, deal, draft.Options{Notes: notes, Force: true})
	if made.Document == nil {
		t.Fatal(problems)
	}
	return made.Document, deal
}

// TestDrafts holds of every sample in every style and on every paper what
// must hold of any PDF, with the notes and the deal inside and without; in
// short, on one paper each.
func TestDrafts(t *testing.T) {
	lib := openLibrary(t)
	for i, name := range []string{"minimal.yaml", "battery.yaml", "ai-module.yaml"} {
		for j, style := range []string{"us", "uk", "eu-civil"} {
			doc, deal := drafted(t, lib, name, style, style == "uk")
			for _, letter := range []bool{false, true} {
				if testing.Short() && letter != ((i+j)%2 == 0) {
					continue
				}
				t.Run(fmt.Sprint(name, " ", style, " letter ", letter), func(t *testing.T) {
					t.Parallel()
					opts := pdf.Options{Letter: letter}
					if !letter {
						opts.Attachment = pdf.Attachment{Name: name, Data: deal}
					}
					var b bytes.Buffer
					if err := pdf.Render(&b, doc, opts); err != nil {
						t.Fatal(err)
					}
					pdf.Verify(t, b.Bytes(), doc, opts)
				})
			}
		}
	}
}

// TestPopplerReadsDraft compares poppler's reading of a sample's structure with
// our own, which TestDrafts compares with the document. The time that poppler
// takes grows with the square of the length, so that of the articles a few must
// do, and in short none.
func TestPopplerReadsDraft(t *testing.T) {
	doc, _ := drafted(t, openLibrary(t), "minimal.yaml", "", true)
	articles := 4
	if testing.Short() {
		articles = 0
	}
	doc.Body = slices.DeleteFunc(doc.Body, func(div *document.Division) bool {
		if div.Kind != document.Article {
			return false
		}
		articles--
		return articles < 0
	})
	var b bytes.Buffer
	if err := pdf.Render(&b, doc, pdf.Options{}); err != nil {
		t.Fatal(err)
	}
	pdf.VerifyStructure(t, b.Bytes())
}
