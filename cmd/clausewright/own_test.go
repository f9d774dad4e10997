package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"
)

// TestOwnPaths: a question of the library at which the program itself looks is named in
// one place, deal/own.go. What is only an example, in help or in a hint, stands among words.
func TestOwnPaths(t *testing.T) {
	const place = "internal/deal/own.go"
	lib, problems := openShipped()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	named := 0
	for _, name := range goFiles(t, false) {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", filepath.FromSlash(name)), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, _ := strconv.Unquote(lit.Value)
			switch _, asked := lib.Schema.Find(text); {
			case asked && name == place:
				named++
			case asked:
				t.Errorf("%s spells the question %q: name it in %s", name, text, place)
			}
			return true
		})
	}
	if named < 20 {
		t.Errorf("%s names %d questions of the library", place, named)
	}
}
