package scaffold_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
	"clausewright/internal/scaffold"
)

// shipped is the shipped library.
var shipped = sync.OnceValue(func() *library.Library {
	lib, _ := library.Open(os.DirFS("../.."), "")
	return lib
})

// TestNewClause: in the shipped library, and alone, a new clause is without
// fault and prints what its case expects.
func TestNewClause(t *testing.T) {
	files, err := scaffold.NewClause(shipped(), "exit-support", "2027-03-01")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"templates/letter/template.yaml": {Data: []byte("title: Letter\nsummary: One.\narticles: [{id: one, title: Support, clauses: [exit-support]}]\n")}}
	named := map[string]string{}
	for _, f := range files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Text}
		named[strings.TrimPrefix(f.Name, "clauses/exit-support/")] = string(f.Text)
	}
	lib := opened(t, fsys)
	if e := lib.Clauses["exit-support"].Edition(); e.Number != 1 || len(e.Changes) != 1 || e.Changes[0].Date != "2027-03-01" {
		t.Errorf("edition %v", e)
	}
	made, problems := draft.Make(lib, "case.yaml", []byte("template: letter\nexit_support: {notice: 60d}\n"), draft.Options{})
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	_, wording, _ := strings.Cut(named["cases/wording.md"], "{#exit-support}\n")
	wording = strings.ReplaceAll(strings.ReplaceAll(wording, "[](#", "[Section 1.1](#"), "\n", "\n\n")
	if got := write(t, made.Document); !strings.HasSuffix(got, "\n\n"+strings.TrimSuffix(wording, "\n")) {
		t.Errorf("the draft is\n%s", got)
	}
	for name, text := range readTree(t, "../..", "clauses", "templates") {
		if _, ok := fsys[name]; !ok {
			fsys[name] = &fstest.MapFile{Data: text}
		}
	}
	lib, _ = library.Open(fsys, "")
	if problems := lib.Check(); len(problems) > 0 {
		t.Errorf("%v", problems[0])
	}
}

func opened(t *testing.T, fsys fs.FS) *library.Library {
	t.Helper()
	lib, _ := library.Open(fsys, "")
	problems := lib.Check()
	for _, p := range problems {
		t.Fatalf("%v; %s", p, p.Hint)
	}
	return lib
}

func readTree(t *testing.T, root string, dirs ...string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	fsys := os.DirFS(root)
	for _, dir := range dirs {
		err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				files[name], err = fs.ReadFile(fsys, name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func write(t *testing.T, doc *document.Document) string {
	t.Helper()
	var b strings.Builder
	if err := markdown.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(b.String(), "\u00a0", " ") // a case is written with plain spaces
}

// TestNewClauseRefused: an id that would get in the way of something is refused
// in words that say why.
func TestNewClauseRefused(t *testing.T) {
	for id, want := range map[string]string{
		"escrow":          "already",
		"":                "not \"\"",
		"Exit":            "small letters",
		"9-lives":         "begins with a letter",
		"exit_support":    "small letters",
		"exit--support":   "hyphens between words",
		"-exit":           "small letters",
		"exit/support":    "small letters",
		"../x":            "small letters",
		"variants":        "in the group",
		"tiers":           "in the group",
		"grant-back":      "already",
		"minimum-royalty": "in the group",
	} {
		files, err := scaffold.NewClause(shipped(), id, "2027-03-01")
		if err == nil || !strings.Contains(err.Error(), want) || files != nil {
			t.Errorf("%q: %v, %d files", id, err, len(files))
		}
	}
}

func TestLibraryFiles(t *testing.T) {
	files := scaffold.LibraryFiles("1.2.3")
	at := slices.IndexFunc(files, func(f scaffold.File) bool { return f.Name == "README.md" })
	if at < 0 {
		t.Fatalf("no README.md in %v", files)
	}
	if text := string(files[at].Text); !strings.Contains(text, "clausewright 1.2.3\"") || strings.Contains(text, "VERSION") {
		t.Errorf("%s", text)
	}
}
