package lint_test

import (
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/lint"
	"clausewright/internal/markdown"
)

// shipped is the shipped library, file by file.
var shipped = sync.OnceValue(func() fstest.MapFS {
	files := fstest.MapFS{}
	root := os.DirFS("../..")
	for _, dir := range []string{"clauses", "templates"} {
		err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.Count(name, "/") < 2 && name != "clauses/library.yaml" {
				return err
			}
			data, err := fs.ReadFile(root, name)
			files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			panic(err)
		}
	}
	return files
})

func TestMain(m *testing.M) {
	debug.SetGCPercent(1000) // as the program does
	os.Exit(m.Run())
}

// TestShippedLibrary: nothing is wrong with it, not even a warning.
func TestShippedLibrary(t *testing.T) {
	lib, problems := lint.Library(os.DirFS("../.."), "")
	for _, p := range problems {
		t.Errorf("%v | %s", p, p.Hint)
	}
	if len(lib.Clauses) < 80 || len(lib.Bodies()) < 1000 {
		t.Errorf("looked at %d clauses and %d texts only", len(lib.Clauses), len(lib.Bodies()))
	}
}

// edit replaces the first old text of a file by a new one; an empty old text
// adds the file, an empty new one of a whole file removes it.
type edit struct{ file, old, new string }

func spoil(t testing.TB, edits ...edit) fstest.MapFS {
	t.Helper()
	files := maps.Clone(shipped())
	for _, e := range edits {
		switch before, ok := files[e.file]; {
		case e.new == "delete":
			maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, e.file) })
		case e.old == "":
			files[e.file] = &fstest.MapFile{Data: []byte(e.new)}
		case !ok || !strings.Contains(string(before.Data), e.old):
			t.Fatalf("%q is not in %s", e.old, e.file)
		default:
			files[e.file] = &fstest.MapFile{Data: []byte(strings.Replace(string(before.Data), e.old, e.new, 1))}
		}
	}
	return files
}

func lines(problems diag.List) []string {
	var list []string
	for _, p := range problems {
		list = append(list, p.Error())
	}
	return list
}

var update = flag.Bool("update", false, "rewrite "+faultsFile)

// faultsFile holds what lint finds of each fault, when it is the only one.
const faultsFile = "testdata/faults.txt"

// TestFaults spoils the shipped library in a few places at a time. What is found
// is exactly what faultsFile holds of each fault, and stands at the word at fault.
func TestFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("lints the shipped library many times: run without -short")
	}
	if *update {
		writeFaults(t)
	}
	want := readFaults(t)
	for _, group := range together() {
		name := ""
		var edits []edit
		var expected []string
		for _, f := range group {
			name += " + " + f.name
			edits = append(edits, f.edits...)
			found, ok := want[f.name]
			if !ok {
				t.Fatalf("%s has no %q: go test ./internal/lint -run Faults -update", faultsFile, f.name)
			}
			expected = append(expected, found...)
		}
		t.Run(name[3:], func(t *testing.T) {
			t.Parallel()
			files := spoil(t, edits...)
			_, problems := lint.Library(files, "")
			found := lines(problems)
			slices.Sort(found)
			slices.Sort(expected)
			if diff := cmp.Diff(slices.Compact(expected), found); diff != "" {
				t.Error(diff)
			}
			for _, f := range group {
				if f.at != "" && !slices.ContainsFunc(problems, func(p *diag.Problem) bool { return strings.HasPrefix(textAt(files, p.Pos), f.at) }) {
					t.Errorf("no finding stands at %q", f.at)
				}
			}
		})
	}
}

// together are the faults in groups of one library: each in the first in which no
// other is in its files, unless it must be alone.
func together() [][]fault {
	var groups [][]fault
	var files []map[string]bool
	for _, f := range faults {
		own := map[string]bool{}
		for _, e := range f.edits {
			own[e.file] = true
		}
		i := slices.IndexFunc(files, func(taken map[string]bool) bool {
			return !taken[""] && !slices.ContainsFunc(f.edits, func(e edit) bool { return taken[e.file] })
		})
		if alone[f.name] {
			i, own[""] = -1, true
		}
		if i < 0 {
			groups, files = append(groups, []fault{f}), append(files, own)
			continue
		}
		groups[i] = append(groups[i], f)
		maps.Copy(files[i], own)
	}
	return groups
}

// writeFaults writes what is found of each fault by itself.
func writeFaults(t *testing.T) {
	t.Helper()
	var text strings.Builder
	for _, f := range faults {
		_, problems := lint.Library(spoil(t, f.edits...), "")
		fmt.Fprintf(&text, "# %s\n%s\n\n", f.name, strings.Join(lines(problems), "\n"))
	}
	if err := os.WriteFile(faultsFile, []byte(text.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// readFaults is what is found of each fault, by its name.
func readFaults(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(faultsFile)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	name := ""
	for row := range strings.Lines(string(text)) {
		row = strings.TrimSuffix(row, "\n")
		if title, ok := strings.CutPrefix(row, "# "); ok {
			name, found[title] = title, nil
		} else if row != "" {
			found[name] = append(found[name], row)
		}
	}
	return found
}

// textAt is the rest of the line at a place.
func textAt(files fstest.MapFS, pos diag.Position) string {
	rows := strings.Split(string(files[pos.File].Data), "\n")
	if pos.Line < 1 || pos.Line > len(rows) {
		return ""
	}
	return string([]rune(rows[pos.Line-1])[pos.Column-1:])
}

var ruleName = regexp.MustCompile(`(?:Errorf\([^"]*|once\([^"]*|fault\()"([a-z]+(?:-[a-z]+)*)"`)

// ruleConstant is a rule by which others act.
var ruleConstant = regexp.MustCompile(`(?:Unknown\w+|[bB]ad\w+|unsupportedDate|brokenPromise|idleSwitch) += "([a-z]+(?:-[a-z]+)*)"`)

// TestRules: every finding that lint or the library can make is in the list of
// rules, once, and every rule but those of language is in the source.
func TestRules(t *testing.T) {
	source := ""
	for _, dir := range []string{".", "../library", "../language", "../logic"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), ".go") && !strings.HasSuffix(e.Name(), "_test.go") && (dir != "." || e.Name() != "rules.go") {
				text, err := os.ReadFile(dir + "/" + e.Name())
				if err != nil {
					t.Fatal(err)
				}
				source += string(text)
			}
		}
	}
	ofDocuments := []string{document.UndefinedTerm, document.DanglingReference, document.DuplicateID, document.DoubledWord, document.EmptySection, document.Unfinished, markdown.BadMark}
	var names []string
	for _, r := range lint.Rules {
		names = append(names, r.Name)
		if !strings.Contains(source, `"`+r.Name+`"`) && !slices.Contains(ofDocuments, r.Name) {
			t.Errorf("nothing reports %q", r.Name)
		}
	}
	if sorted := slices.Compact(slices.Sorted(slices.Values(names))); !slices.Equal(sorted, names) {
		t.Error("the rules are not sorted, or one is there twice")
	}
	found := append(ruleName.FindAllStringSubmatch(source, -1), ruleConstant.FindAllStringSubmatch(source, -1)...)
	if len(found) < 40 {
		t.Errorf("found %d reports only", len(found))
	}
	for _, m := range found {
		if !slices.Contains(names, m[1]) {
			t.Errorf("%q is reported and not in the list of rules", m[1])
		}
	}
}
