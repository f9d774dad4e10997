package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTables: the cases of a test table stand one a line where they do not all
// fit on a short one: so it is seen which case is missing.
func TestTables(t *testing.T) {
	looked := 0
	for _, name := range goFiles(t, true) {
		source, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range packed(t, name, string(source)) {
			t.Errorf("%s: several cases on one long line", at)
		}
		looked++
	}
	if looked < 100 {
		t.Errorf("looked at %d files only", looked)
	}
	long := "var x = map[string]string{\n\t" + strings.Repeat(`"a": "b", `, 20) + "\n}\n"
	if found := packed(t, "x_test.go", "package x\n\n"+long); len(found) != 1 {
		t.Errorf("found %v", found)
	}
}

// packed are the places of lines of more than 160 characters that hold several
// cases of a table.
func packed(t *testing.T, name, source string) []token.Position {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(source, "\n")
	var found []token.Position
	ast.Inspect(f, func(n ast.Node) bool {
		table, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		for i := 1; i < len(table.Elts); i++ {
			before, at := fset.Position(table.Elts[i-1].End()), fset.Position(table.Elts[i].Pos())
			if before.Line == at.Line && len(lines[at.Line-1]) > 160 && isCase(table, i-1) && isCase(table, i) {
				found = append(found, at)
				return false
			}
		}
		return true
	})
	return found
}

// isCase reports whether an element of a literal is a case of a table: an entry
// of a map, or several values of a list's element.
func isCase(table *ast.CompositeLit, i int) bool {
	e := table.Elts[i]
	switch table.Type.(type) {
	case *ast.MapType:
		return true
	case *ast.ArrayType:
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		c, ok := e.(*ast.CompositeLit)
		return ok && c.Type == nil && len(c.Elts) > 1
	}
	return false
}
