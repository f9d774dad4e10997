package main

import (
	"go/ast"
	"go/constant"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// mostAtStart is how many bytes a package of ours may allocate before the program begins,
// whatever it is asked to do.
const mostAtStart = 20_000

// initialised is what Go tells of the start of a package: its name and the bytes.
var initialised = regexp.MustCompile(`(?m)^init clausewright/(internal/\S+|clauses|templates) @.* (\d+) bytes, \d+ allocs$`)

// TestStart: no package makes at start what is big, since each run would pay for it.
func TestStart(t *testing.T) {
	begin := exec.Command("clausewright", "--version")
	begin.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	told, err := begin.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, told)
	}
	packages := initialised.FindAllStringSubmatch(string(told), -1)
	if len(packages) < 10 {
		t.Fatalf("looked at %d packages only:\n%s", len(packages), told)
	}
	for _, p := range packages {
		if bytes, _ := strconv.Atoi(p[2]); bytes > mostAtStart {
			t.Errorf("%s takes %d bytes at start: make it when it is asked for (sync.OnceValue, lazy.Regexp)", p[1], bytes)
		}
	}
}

// collection is what Go tells of one run of the garbage collector.
var collection = regexp.MustCompile(`(?m)^gc \d+ @`)

// TestCollectedLate: a short draft is written before much is collected.
func TestCollectedLate(t *testing.T) {
	draft := exec.Command("clausewright", "draft", filepath.Join("..", "..", "samples", "minimal.yaml"), "-qq", "-o", t.TempDir())
	draft.Env = append(os.Environ(), "GOGC=", "GODEBUG=gctrace=1")
	told, err := draft.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, told)
	}
	if n := len(collection.FindAll(told, -1)); n > 2 {
		t.Errorf("collected %d times:\n%s", n, told)
	}
}

// assembled are how many regular expressions are made of lists of words; the tests of their
// packages use them.
const assembled = 4

// TestExpressions: each text that is compiled when it is first used is a regular expression.
func TestExpressions(t *testing.T) {
	constants, others := 0, 0
	for _, dir := range packageFolders(t) {
		files, set := parsePackage(t, dir)
		info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		config := types.Config{Importer: unread{}, Error: func(error) {}} // what is imported is not looked into
		_, _ = config.Check("p", set, files, &info)
		for _, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok || types.ExprString(call.Fun) != "lazy.Regexp" {
					return true
				}
				text := info.Types[call.Args[0]].Value
				if text == nil {
					others++
					return true
				}
				constants++
				if _, err := regexp.Compile(constant.StringVal(text)); err != nil {
					t.Errorf("%s: %v", set.Position(call.Pos()), err)
				}
				return true
			})
		}
	}
	if constants < 100 || others > assembled {
		t.Errorf("%d texts are constants and %d are assembled", constants, others)
	}
}

// packageFolders are the folders that hold Go files.
func packageFolders(t *testing.T) []string {
	var dirs []string
	seen := map[string]bool{}
	for _, name := range goFiles(t, false) {
		if dir := filepath.Join("..", "..", filepath.Dir(filepath.FromSlash(name))); !seen[dir] {
			seen[dir] = true
			dirs = append(dirs, dir)
		}
	}
	return dirs
}
