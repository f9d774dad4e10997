package draft_test

import (
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"clausewright/internal/draft"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// TestRulesThatAsk: a rule that asks what every deal decides fires in every deal that
// decides so, whichever function asks.
func TestRulesThatAsk(t *testing.T) {
	asked := map[string]bool{}
	for condition, fires := range map[string]bool{
		`has "audit"`:                       true,
		`has "insurance"`:                   false,
		`short "audit"`:                     true,
		`short "royalty"`:                   false,
		`provides "permits"`:                true,
		`given "grant.number"`:              true,
		`given "publicity"`:                 false,
		`"audit" | short`:                   true,
		`and (short "audit") (has "audit")`: true,
		`not (provides "permits" "grant")`:  false,
	} {
		text, err := os.ReadFile("testdata/forms/clauses/grant/clause.yaml")
		if err != nil {
			t.Fatal(err)
		}
		rule := "  - {id: G-2, severity: warning, if: '" + condition + "', message: 'asked', at: [grant.number]}\n"
		lib, problems := library.Open(fstest.MapFS(formsWith("clauses/grant/clause.yaml", string(text)+rule)), "")
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		for _, r := range lib.Clauses["grant"].Rules() {
			for _, a := range r.If.Asks() {
				asked[a.By.Name] = true
			}
		}
		_, problems = draft.Make(lib, "deal.yaml", []byte("template: short\nparty: {licensor: Acme}\ngrant: {number: 3}\nclauses: {full: [royalty]}\n"), draft.Options{})
		if got := len(problems) > 0 && problems[0].Rule == "G-2"; got != fires {
			t.Errorf("%s fires: %v; %v", condition, got, problems)
		}
	}
	for _, f := range language.Functions() {
		if f.Gives == language.Truth && asks(f) && !asked[f.Name] {
			t.Errorf("no rule asks by %s", f.Name)
		}
	}
}

// asks reports whether a function asks for something by a word.
func asks(f *language.Function) bool {
	for _, p := range f.Takes {
		switch p.Kind {
		case language.Clause, language.Promise, language.Path, language.Dues:
			return true
		}
	}
	return false
}

// formsWith are the files of the small library, one of which says something else.
func formsWith(name, text string) map[string]*fstest.MapFile {
	files := map[string]*fstest.MapFile{}
	root := os.DirFS("testdata/forms")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		panic(err)
	}
	files[name] = &fstest.MapFile{Data: []byte(text)}
	return files
}
