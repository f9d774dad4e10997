package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// habits are ways to write that say less than another does.
var habits = []struct {
	found  *regexp.Regexp
	like   string // what it finds
	better string
	tests  bool // holds of tests too
}{
	{regexp.MustCompile(`fmt\.Errorf\("[^"%]*"\)`), `fmt.` + `Errorf("none")`, "errors.New: nothing is put into the message", true},
	{regexp.MustCompile(`\.Rule (?:==|!=) "[^"]+"|switch \w+\.Rule \{\s*case "[^"]+"`), `p.Rule == "file"`, "the constant of the rule, which stands where the rule is made", false},
	{regexp.MustCompile(`\w\.(?:Message|Error\(\)) == \w+\.(?:Message|Error\(\))`), `p.Message == q.Message`, "Identity or SameAs: a sentence is for people", false},
	{regexp.MustCompile(`Kind (?:==|!=) (?:deal\.)?KindChoice (?:&&|\|\|) \w+\.Kind (?:==|!=) (?:deal\.)?KindFlag(?: \{\n|\n|;|\)| && \w+ )`), `q.Kind != deal.KindChoice && q.Kind != deal.KindFlag && fit != old`, "Parameter.MayStayOpen", false},
	{regexp.MustCompile(`map\[bool\]\w+\{[^}]*\}\[`), `map[` + `bool]string{true: "a"}[b]`, "an if: a map of two is one in disguise", true},
}

// TestHabits: the program is written as its other lines are.
func TestHabits(t *testing.T) {
	for _, h := range habits {
		if !h.found.MatchString(h.like) {
			t.Errorf("%q is not found", h.like)
		}
	}
	for _, name := range append(goFiles(t, false), goFiles(t, true)...) {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range habits {
			if !h.tests && strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, found := range h.found.FindAllString(string(text), -1) {
				t.Errorf("%s: %s; better %s", name, found, h.better)
			}
		}
	}
}

// screen is how many lines are read at a glance.
const screen = 60

// TestLongFunctions: a function is read on one screen.
func TestLongFunctions(t *testing.T) {
	for _, name := range goFiles(t, false) {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, filepath.Join("..", "..", filepath.FromSlash(name)), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if lines := set.Position(fn.End()).Line - set.Position(fn.Pos()).Line + 1; lines > screen {
				t.Errorf("%s: %s has %d lines, more than a screen of %d", name, fn.Name.Name, lines, screen)
			}
		}
	}
}
