package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// usedByTests are exported names that only tests use, and why they are exported all the
// same.
var usedByTests = map[string]string{
	"internal/amend#Amended":           byOwnTests,
	"internal/amend#ChangesClause":     byOwnTests,
	"internal/amend#Fill":              byOwnTests,
	"internal/amend#FormsOf":           byOwnTests,
	"internal/amend#Instructions":      byOwnTests,
	"internal/amend#Omitted":           byOwnTests,
	"internal/amend#Untouched":         byOwnTests,
	"internal/cases#NewRandom":         "whole deals at random, for the properties of many packages",
	"internal/cases#Random.Make":       "the same",
	"internal/cases#Random.YAML":       "the same",
	"internal/deal#Kinds":              "form and sample are held to all kinds",
	"internal/document#At":             "the places of texts that tests build",
	"internal/document#Equal":          "what is read back is held to what was written",
	"internal/document#Reject":         "the other half of Accept: a redline is held to both of its sides",
	"internal/document#RowsOf":         "formats are held to show all rows",
	"internal/language#Body.Spelled":   "drafts are held to text/template, which runs the same words",
	"internal/language#Function.Arity": byOwnTests,
	"internal/language#Function.Usage": byOwnTests,
	"internal/language#FunctionNames":  byOwnTests,
	"internal/language#Functions":      "drafts are held to text/template, which calls the same functions",
	"internal/language#Groups":         byOwnTests,
	"internal/language#Respell":        byOwnTests,
	"internal/language#Run.Call":       "drafts are held to text/template, which calls the same functions",
	"internal/markdown#Limit":          byOwnTests,
	"internal/measure#Opens":           "the pages of a PDF are held to it",
	"internal/measure#Outlines":        "the fonts of a PDF are read again by tests",
	"internal/redline#Words":           byOwnTests,
}

// byOwnTests: tests in a package of their own use it as another package would.
const byOwnTests = "the tests of the package"

// calledByName are methods that somebody calls who does not name them: interfaces of the
// standard library and of modules.
var calledByName = []string{"String", "Error", "Unwrap", "Write", "Read", "Close", "Len", "Less", "Swap", "MarshalJSON", "MarshalText", "UnmarshalJSON", "ServeHTTP", "Open", "Parse", "Trigger", "Transform", "Format"}

// TestExported: the functions, methods and variables that a package exports, another
// package of the program uses. A method counts as used if a method of its name is.
func TestExported(t *testing.T) {
	w := &exports{declared: map[string]token.Position{}, used: map[string]bool{}, selected: map[string]map[string]bool{}, fset: token.NewFileSet()}
	for _, name := range calledByName {
		w.calls(name, "")
	}
	for _, name := range goFiles(t, false) {
		file, err := parser.ParseFile(w.fset, filepath.Join("..", "..", filepath.FromSlash(name)), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		w.declare(path.Dir(name), file)
		w.use(path.Dir(name), file)
	}
	for _, text := range pageTemplates(t) {
		for _, m := range templateName.FindAllStringSubmatch(text, -1) {
			w.calls(m[1], "")
		}
	}
	for name := range usedByTests {
		if _, ok := w.declared[name]; !ok {
			t.Errorf("%s is not exported: take it from the list", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.declared)) {
		pkg, exported, _ := strings.Cut(name, "#")
		isUsed := w.used[name]
		if _, method, ok := strings.Cut(exported, "."); ok {
			for from := range w.selected[method] {
				isUsed = isUsed || from != pkg
			}
		}
		if why := usedByTests[name]; !isUsed && why == "" {
			t.Errorf("%s: %s is used by no other package", w.declared[name], exported)
		} else if isUsed && why != "" {
			t.Errorf("%s is used: take it from the list", name)
		}
	}
}

// exports are what packages export, and what others name of it.
type exports struct {
	fset     *token.FileSet
	declared map[string]token.Position  // "internal/deal#Read", "internal/deal#Deal.Answer"
	used     map[string]bool            // declared names that another package names
	selected map[string]map[string]bool // by which packages a method's name is called
}

// calls notes that a package calls a method of a name; "" for one that does not name it.
func (w *exports) calls(name, by string) {
	if w.selected[name] == nil {
		w.selected[name] = map[string]bool{}
	}
	w.selected[name][by] = true
}

// declare notes the exported functions, methods, variables and constants of a file.
func (w *exports) declare(pkg string, file *ast.File) {
	if !strings.HasPrefix(pkg, "internal/") {
		return
	}
	note := func(n *ast.Ident, of string) {
		if n.IsExported() {
			w.declared[pkg+"#"+of+n.Name] = w.fset.Position(n.Pos())
		}
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			of := receiver(d)
			if of == "" || ast.IsExported(of) {
				if of != "" {
					of += "."
				}
				note(d.Name, of)
			}
		case *ast.GenDecl:
			if d.Tok == token.CONST && len(d.Specs) > 1 {
				continue // a closed set is exported whole
			}
			for _, s := range d.Specs {
				if v, ok := s.(*ast.ValueSpec); ok {
					for _, n := range v.Names {
						note(n, "")
					}
				}
			}
		}
	}
}

func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	of := d.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	if g, ok := of.(*ast.IndexExpr); ok {
		of = g.X
	}
	return of.(*ast.Ident).Name
}

// use notes what a file names of other packages, and the methods that it calls or wants.
func (w *exports) use(pkg string, file *ast.File) {
	imports := map[string]string{}
	for _, i := range file.Imports {
		p := strings.TrimPrefix(strings.Trim(i.Path.Value, `"`), "clausewright/")
		name := path.Base(p)
		if i.Name != nil {
			name = i.Name.Name
		}
		imports[name] = p
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if of, ok := n.X.(*ast.Ident); ok && imports[of.Name] != "" {
				w.used[imports[of.Name]+"#"+n.Sel.Name] = true
				return true
			}
			w.calls(n.Sel.Name, pkg)
		case *ast.InterfaceType:
			for _, m := range n.Methods.List {
				for _, name := range m.Names {
					w.calls(name.Name, "")
				}
			}
		}
		return true
	})
}

var templateName = regexp.MustCompile(`\.([A-Z]\w*)`)

// pageTemplates are the texts of the pages, which call methods by name.
func pageTemplates(t *testing.T) (texts []string) {
	t.Helper()
	for _, pattern := range []string{"../../internal/page/*.html", "../../internal/page/*/*.html", "../../internal/render/html/*.html"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(text))
		}
	}
	return texts
}
