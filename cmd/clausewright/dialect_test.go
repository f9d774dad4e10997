package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// spelled finds marks of the dialect in a text: comments, ids, targets of
// references, headings of divisions and sections.
var spelled = regexp.MustCompile(`<!--|\{#|\]\(#|(?m:^#{2,3} )`)

// ownMarkdown are the packages that write marks of Markdown by hand, and why.
var ownMarkdown = map[string]string{
	"internal/markdown": "it owns the dialect",
	"internal/scaffold": "the files of a new library are what an author writes",
}

// TestDialect: only package markdown spells the dialect. Everybody else builds,
// writes and reads drafts and the texts of a library through it.
func TestDialect(t *testing.T) {
	for _, bad := range []string{"<!-- clause: %s -->", "x\n### %s\n", "a {#b}", "[](#a)"} {
		if !spelled.MatchString(bad) {
			t.Errorf("%q is not found", bad)
		}
	}
	seen := map[string]bool{}
	for _, name := range goFiles(t, false) {
		pkg := path.Dir(name)
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, filepath.Join("..", "..", name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, _ := strconv.Unquote(lit.Value)
			if mark := spelled.FindString(text); mark != "" {
				seen[pkg] = true
				if ownMarkdown[pkg] == "" {
					t.Errorf("%s: %q is spelled by hand: package markdown has it", fset.Position(lit.Pos()), mark)
				}
			}
			return true
		})
	}
	for pkg, why := range ownMarkdown {
		if !seen[pkg] {
			t.Errorf("%s spells no mark any more: take it from the list (%s)", pkg, why)
		}
	}
}
