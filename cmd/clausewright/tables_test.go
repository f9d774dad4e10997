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

// TestTables: the cases of a test table stand one a line where they are more
// than a few that fit on one: so it is seen which case is missing.
func TestTables(t *testing.T) {
	looked := 0
	for _, name := range goFiles(t, true) {
		source, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range packed(t, name, string(source)) {
			t.Errorf("%s: several cases on one line", at)
		}
		looked++
	}
	if looked < 100 {
		t.Errorf("looked at %d files only", looked)
	}
}

func TestTablesAreFound(t *testing.T) {
	for _, test := range []struct {
		table string
		found int
	}{
		{`map[int]bool{1: true, 2: true, 3: false}`, 0},
		{"map[int]bool{\n1: true,\n2: true,\n3: false,\n}", 0},
		{"map[int]bool{\n1: true, 2: true,\n3: false,\n}", 1},
		{"[]pair{\n{1, 2}, {2, 3},\n{3, 4},\n}", 1},
		{`[]pair{{1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {6, 7}, {7, 8}}`, 1},
		{"[]word{\n\"one\", \"two\",\n\"three\",\n}", 0},
		{"[]pair{{" + strings.Repeat("1", 160) + ", 2}, {2, 3}}", 1},
	} {
		if got := packed(t, "small_test.go", "package small\n\nvar table = "+test.table+"\n"); len(got) != test.found {
			t.Errorf("%s: found %v", test.table, got)
		}
	}
}

// few are so many cases as may share a line of at most so many characters.
const (
	few       = 6
	shortLine = 160
)

// packed are the places of lines that hold several cases of a table, where the
// table stands on more than one line, has more cases than a few, or the line is
// long.
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
		apart := fset.Position(table.Lbrace).Line < fset.Position(table.Rbrace).Line && len(table.Elts) > 2
		for i := 1; i < len(table.Elts); i++ {
			before, at := fset.Position(table.Elts[i-1].End()), fset.Position(table.Elts[i].Pos())
			many := apart || len(table.Elts) > few || len(lines[at.Line-1]) > shortLine
			if before.Line == at.Line && many && isCase(table, i-1) && isCase(table, i) {
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
