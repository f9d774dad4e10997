package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestShadows: no local name hides a name of its package, an import of its
// file, or a name that Go predeclares. Whoever reads a line need not look
// whether the name means what it means elsewhere.
func TestShadows(t *testing.T) {
	root := filepath.Join("..", "..")
	packages := 0
	err := filepath.WalkDir(root, func(dir string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if d.Name() == "testdata" || dir != root && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		files, set := parsePackage(t, dir)
		if len(files) == 0 {
			return nil
		}
		packages++
		for _, told := range shadows(set, files) {
			t.Error(told)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if packages < 20 {
		t.Errorf("looked at %d packages only", packages)
	}
}

func TestShadowsAreFound(t *testing.T) {
	const source = `package small

import "strings"

type row struct{ width int }

func width(r row) (len int) {
	strings := r.width
	for width, row := range []int{strings} {
		len += width + row
	}
	return len
}
`
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, "small.go", source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"small.go:7:20: len hides what Go predeclares",
		"small.go:8:2: strings hides the import",
		"small.go:9:6: width hides the name of the package",
		"small.go:9:13: row hides the name of the package",
	}
	if got := strings.Join(shadows(set, []*ast.File{f}), "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
}

// parsePackage parses the files of a folder that are no tests.
func parsePackage(t *testing.T, dir string) ([]*ast.File, *token.FileSet) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	set := token.NewFileSet()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(set, name, source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files, set
}

// shadows lists the local names of a package that hide another, in the order of
// the files.
func shadows(set *token.FileSet, files []*ast.File) []string {
	info := types.Info{Defs: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: unread{}, Error: func(error) {}} // what is imported is not looked into
	pkg, _ := config.Check("p", set, files, &info)
	var told []string
	for _, f := range files {
		imports := map[string]bool{}
		for _, spec := range f.Imports {
			name, _ := strconv.Unquote(spec.Path.Value)
			name = path.Base(name)
			if spec.Name != nil {
				name = spec.Name.Name
			}
			imports[name] = true
		}
		ast.Inspect(f, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok || !isLocal(info.Defs[id], pkg) {
				return true
			}
			what := ""
			switch {
			case pkg.Scope().Lookup(id.Name) != nil:
				what = "the name of the package"
			case imports[id.Name]:
				what = "the import"
			case types.Universe.Lookup(id.Name) != nil:
				what = "what Go predeclares"
			default:
				return true
			}
			told = append(told, set.Position(id.Pos()).String()+": "+id.Name+" hides "+what)
			return true
		})
	}
	return told
}

// isLocal reports whether a name is declared inside a function.
func isLocal(o types.Object, pkg *types.Package) bool {
	if v, ok := o.(*types.Var); ok && v.IsField() {
		return false
	}
	return o != nil && o.Parent() != nil && o.Parent() != pkg.Scope() && o.Parent().Parent() != pkg.Scope()
}

// unread gives packages of which nothing is known.
type unread struct{}

func (unread) Import(name string) (*types.Package, error) {
	pkg := types.NewPackage(name, path.Base(name))
	pkg.MarkComplete()
	return pkg, nil
}
