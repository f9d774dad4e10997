package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers are the packages of the program from the bottom up: each imports only
// packages of rows above its own.
var layers = [][]string{
	{"internal/lazy"},
	{"internal/diag", "internal/drafts", "internal/fastyaml", "internal/git", "internal/style"},
	{"internal/deal", "internal/document"},
	{"internal/calendar", "internal/markdown", "internal/measure", "internal/picture", "internal/sample"},
	{"internal/language", "internal/redline", "internal/render/docx", "internal/render/html", "internal/render/pdf"},
	{"internal/condition", "internal/merge", "internal/render"},
	{"internal/library"},
	{"internal/choose"},
	{"internal/logic"},
	{"internal/assemble", "internal/form", "internal/lint", "internal/scaffold"},
	{"internal/draft"},
	{"internal/amend", "internal/cases", "internal/comparison", "internal/edits"},
	{"internal/deviation", "internal/impact", "internal/issues", "internal/terms", "internal/verify"},
	{"internal/page"},
	{"clauses", "templates"},
	{"cmd/clausewright"},
}

// outside are imports of the world outside, which only cmd may have.
var outside = []string{"os", "os/exec", "net", "net/http", "math/rand", "math/rand/v2", "crypto/rand", "syscall"}

// serves is the one package below cmd that answers a browser: over net/http, by what
// cmd hands it, of disk, clock and chance as little as the others.
const serves = "internal/page"

func row(pkg string) int {
	return slices.IndexFunc(layers, func(names []string) bool { return slices.Contains(names, pkg) })
}

func TestLayers(t *testing.T) {
	for _, name := range goFiles(t, false) {
		checkImports(t, filepath.Join("..", ".."), name)
	}
}

// TestLayersTold: the page on the architecture shows the same rows.
func TestLayersTold(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "internal", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "\n1  ")
	table, _, _ = strings.Cut("1  "+table, "\n```")
	told := make([][]string, len(layers))
	at := -1
	for _, line := range strings.Split(table, "\n") {
		if n, err := strconv.Atoi(strings.TrimSpace(line[:min(2, len(line))])); err == nil {
			at = n - 1
		}
		for _, field := range strings.Split(line[min(2, len(line)):], "  ") {
			name := strings.TrimSpace(field)
			for _, pkg := range []string{name, "internal/" + name} {
				if own := row(pkg); own >= 0 && at >= 0 && at < len(told) {
					told[at] = append(told[at], pkg)
				}
			}
		}
	}
	for i := range layers {
		slices.Sort(told[i])
		if !slices.Equal(told[i], layers[i]) {
			t.Errorf("row %d: internal/README.md shows %q, the layers are %q", i+1, told[i], layers[i])
		}
	}
}

// goFiles are the Go files of the program, or those of its tests.
func goFiles(t *testing.T, tests bool) []string {
	t.Helper()
	root := filepath.Join("..", "..")
	var names []string
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && name != root && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") != tests {
			return err
		}
		rel, err := filepath.Rel(root, name)
		names = append(names, filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(names) < 20 {
		t.Fatalf("found %d files only", len(names))
	}
	return names
}

func checkImports(t *testing.T, root, name string) {
	pkg := path.Dir(name)
	own := row(pkg)
	if own < 0 {
		t.Errorf("%s: package %s is in no row of the layers", name, pkg)
		return
	}
	source, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range f.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		if inner, ok := strings.CutPrefix(imported, "clausewright/"); ok && row(inner) >= own {
			t.Errorf("%s: %s must not import %s", name, pkg, inner)
		}
		if pkg != "cmd/clausewright" && slices.Contains(outside, imported) && (pkg != serves || imported != "net/http") {
			t.Errorf("%s: only cmd/clausewright may import %s", name, imported)
		}
	}
	if pkg != "cmd/clausewright" && strings.Contains(string(source), "time.Now") {
		t.Errorf("%s: only cmd/clausewright may read the clock", name)
	}
}

// quotedNames finds the files and tests that a page names in backquotes.
var quotedNames = regexp.MustCompile("`([a-z_/]*[a-z_0-9]+\\.go|(?:Test|Benchmark|Fuzz)[A-Za-z]+)`")

// TestNamesTold: what the page on the architecture names is there.
func TestNamesTold(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "internal", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	tests := goFiles(t, true)
	files := append(goFiles(t, false), tests...)
	var functions strings.Builder
	for _, name := range tests {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		functions.Write(text)
	}
	found := quotedNames.FindAllStringSubmatch(string(page), -1)
	if len(found) < 50 {
		t.Fatalf("the page names %d things only", len(found))
	}
	for _, m := range found {
		is := func(file string) bool { return strings.HasSuffix("/"+file, "/"+m[1]) }
		if !slices.ContainsFunc(files, is) && !strings.Contains(functions.String(), "\nfunc "+m[1]+"(") {
			t.Errorf("internal/README.md names %s, which is not there", m[1])
		}
	}
}
