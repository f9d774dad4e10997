package main

import (
	"io/fs"
	"path"
	"runtime"
	"strings"
	"testing"

	"clausewright/internal/cases"
	"clausewright/internal/markdown"
)

// TestCases runs the cases of the library that the program ships, each by
// itself, and wants every branch of the library shown by one. "clausewright
// test" does more.
func TestCases(t *testing.T) {
	lib, problems := openShipped()
	for _, p := range problems {
		t.Errorf("%v", p)
	}
	report := cases.Run(lib, shipped{}, "", cases.Options{CasesOnly: true, Workers: runtime.NumCPU()})
	for _, r := range report.Results {
		for _, p := range r.Problems {
			t.Errorf("%v\n%s", p, r.Diff)
		}
	}
	for _, p := range report.Problems {
		t.Errorf("%v", p)
	}
	for _, p := range report.Missing {
		t.Errorf("%s: no case shows that %s", p.Pos, p.Text)
	}
	if len(report.Results) < len(lib.Clauses) || report.Branches < 5000 {
		t.Errorf("%d cases, %d branches: something is not looked at", len(report.Results), report.Branches)
	}
}

// TestCasesWeigh: what cases expect weighs less than the library, and every
// section in it says what its case is about: sections that are the same are not
// there.
func TestCasesWeigh(t *testing.T) {
	library, expected := 0, 0
	for _, root := range []string{"clauses", "templates"} {
		err := fs.WalkDir(shipped{}, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(shipped{}, name)
			switch {
			case path.Base(path.Dir(name)) == cases.Folder:
				expected += len(text)
				for _, line := range idleSections(string(text)) {
					t.Errorf("%s:%d: a section that says nothing", name, line)
				}
			case path.Base(name) != "README.md":
				library += len(text)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("cases %d kB, library %d kB", expected>>10, library>>10)
	if expected >= library {
		t.Errorf("the cases weigh %d bytes, the library %d", expected, library)
	}
}

// idleSections are the lines of headings after which a text says only that the
// section is the same.
func idleSections(text string) []int {
	lines := append(strings.Split(text, "\n"), "")
	var found []int
	for i := 2; i < len(lines); i++ {
		heading, _ := markdown.CutHeading(lines[i-2])
		_, told := markdown.CutName(heading) // a heading in full is another than before
		if ends := lines[i] == "" || markdown.Commenting.In(lines[i]) && !strings.HasPrefix(strings.TrimLeft(lines[i], "~"), "<!-- definition") || markdown.IsHeading(lines[i]); ends && told && lines[i-1] == "…" {
			found = append(found, i-1)
		}
	}
	return found
}
