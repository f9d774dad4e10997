package docx_test

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"sync"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/render/docx"
)

// files are the repository, in which a library lies.
var files = os.DirFS(filepath.Join("..", "..", ".."))

// drafts are the samples, heads of terms, and a draft with notes and open
// values, in each style.
var drafts = sync.OnceValue(func() map[string]*document.Document {
	lib, problems := library.Open(files, "")
	if problems.HasErrors() {
		panic(problems)
	}
	heads := regexp.MustCompile(`(?m)^template: .*$`)
	open := regexp.MustCompile(`(notice_email|upfront|late_rate): [^,}]*`)
	family := regexp.MustCompile(`(?m)^  law_family: .*$`)
	docs := map[string]*document.Document{}
	for _, style := range []string{"us", "uk", "eu-civil"} {
		for _, sample := range []string{"minimal", "battery", "ai-module", "heads", "open"} {
			name := map[string]string{"heads": "battery", "open": "minimal"}[sample]
			if name == "" {
				name = sample
			}
			deal, err := os.ReadFile(filepath.Join("..", "..", "..", "samples", name+".yaml"))
			if err != nil {
				panic(err)
			}
			switch sample {
			case "heads":
				deal = heads.ReplaceAll(deal, []byte("template: heads-of-terms"))
			case "open":
				deal = open.ReplaceAll(deal, []byte("$1: TBD"))
			}
			made, problems := draft.Make(lib, name, family.ReplaceAll(deal, []byte("  law_family: "+style)), draft.Options{Notes: sample == "open", Force: true})
			if made.Document == nil {
				panic(problems)
			}
			docs[sample+"-"+style] = made.Document
		}
	}
	return docs
})

// eachKind names a draft of each kind, all styles among them: those that short
// tests and programs that take a second for each see instead of all.
var eachKind = []string{"open-us", "heads-eu-civil", "minimal-us", "battery-eu-civil", "ai-module-uk"}

func some(names ...string) map[string]*document.Document {
	docs := map[string]*document.Document{}
	for _, name := range names {
		docs[name] = drafts()[name]
	}
	return docs
}

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // tests have room
	os.Exit(m.Run())
}

// TestDrafts: drafts are sound files that show the words of the documents and
// read back as them.
func TestDrafts(t *testing.T) {
	docs := drafts()
	if testing.Short() {
		docs = some(eachKind...)
	}
	for name, doc := range docs {
		t.Run(name, func(t *testing.T) { docx.Verify(t, doc) })
	}
}

// TestLibreOfficeDrafts: LibreOffice numbers and refers in drafts as we do, and
// what it saves reads back.
func TestLibreOfficeDrafts(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes LibreOffice twenty seconds")
	}
	t.Parallel()
	docx.Agree(t, some(append([]string{"open-uk", "open-eu-civil", "heads-us", "heads-uk"}, eachKind...)...))
}

// TestValidator: a validator of the format that is not ours finds no fault in
// drafts, and none in redlines and in random documents.
func TestValidator(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a second for each file")
	}
	t.Parallel()
	docx.Validate(t, some(eachKind...))
}
