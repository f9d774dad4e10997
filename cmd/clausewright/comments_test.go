package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// TestComments: a comment that begins with a name begins with that of what
// stands under it. What is renamed or moved takes its comment along.
func TestComments(t *testing.T) {
	for _, name := range slices.Concat(goFiles(t, false), goFiles(t, true)) {
		source, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for _, told := range misnamed(t, name, string(source)) {
			t.Error(told)
		}
	}
}

func TestCommentsAreFound(t *testing.T) {
	const source = `package small

// row is where a cell stands.
type line int

// Line is where a cell stands.
type Row int

// Wide and narrow.
const (
	// smallWidth is that of a phone.
	narrow = 1
	wide   = 2 // width of a screen
)

// narrowRow makes a row narrow.
// widen makes it wide.
func (r Row) widen() {}

// The Width of a row.
func Width() int { return wide }

// TestWide and more: a sentence that begins with a name of its own.
func narrowest() {}
`
	want := []string{
		"small.go:3:1: a comment on row stands above line",
		"small.go:6:1: a comment on Line stands above Row",
		"small.go:11:2: a comment on smallWidth stands above narrow",
		"small.go:16:1: a comment on narrowRow stands above widen",
		"small.go:23:1: a comment on TestWide stands above narrowest",
	}
	if got := misnamed(t, "small.go", source); !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// misnamed tells the comments of a file that are on another name.
func misnamed(t *testing.T, name, source string) []string {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, name, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	look := func(doc *ast.CommentGroup, declared ...*ast.Ident) {
		words := strings.Fields(doc.Text())
		if len(words) == 0 || len(declared) == 0 {
			return
		}
		of := strings.TrimSuffix(strings.TrimRight(words[0], ".,:;"), "'s")
		if !isOn(of, declared) {
			told = append(told, set.Position(doc.Pos()).String()+": a comment on "+of+" stands above "+declared[0].Name)
		}
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			look(d.Doc, d.Name)
		case *ast.GenDecl:
			var all []*ast.Ident
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					look(spec.Doc, spec.Name)
					all = append(all, spec.Name)
				case *ast.ValueSpec:
					look(spec.Doc, spec.Names...)
					all = append(all, spec.Names...)
				}
			}
			look(d.Doc, all...)
		}
	}
	return told
}

// isOn reports whether a comment that begins with a word is on one of the names
// declared under it. A sentence begins with a capital; what begins otherwise, or
// has a capital inside, is a name. One name that others may use is always the
// beginning, but for an article.
func isOn(first string, declared []*ast.Ident) bool {
	if slices.ContainsFunc(declared, func(id *ast.Ident) bool { return id.Name == first }) {
		return true
	}
	initial, size := utf8.DecodeRuneInString(first)
	rest := first[size:]
	switch {
	case unicode.IsLower(initial):
		return false
	case strings.ToLower(rest) != rest && strings.ToUpper(rest) != rest:
		return false
	case len(declared) == 1 && declared[0].IsExported():
		return slices.Contains([]string{"A", "An", "The"}, first) || strings.HasPrefix(declared[0].Name, "Test")
	}
	return true
}
