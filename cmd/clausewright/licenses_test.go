package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
)

// testOnly are modules that are in the tests and not in the program.
var testOnly = []string{"github.com/google/go-cmp", "github.com/rogpeppe/go-internal", "github.com/santhosh-tekuri/jsonschema/v6", "pgregory.net/rapid"}

// TestNotices: the licences that the program prints are those of the modules
// it is made of, in their versions, and of no others.
func TestNotices(t *testing.T) {
	if *update {
		writeNotices(t)
	}
	text, err := os.ReadFile("notices.txt")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for _, m := range regexp.MustCompile(`(?m)^=== (\S+ v\S+)$`).FindAllSubmatch(text, -1) {
		listed = append(listed, string(m[1]))
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || len(info.Deps) == 0 {
		t.Fatal("the test does not know its modules")
	}
	for _, m := range info.Deps {
		if name := m.Path + " " + m.Version; !slices.Contains(listed, name) && !slices.Contains(testOnly, m.Path) {
			t.Errorf("%s is in the program and not in notices.txt; run go test ./cmd/clausewright -run Notices -update", name)
		}
	}
	modules, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range listed {
		if !bytes.Contains(modules, []byte("\t"+name)) {
			t.Errorf("%s is in notices.txt and not in go.mod", name)
		}
	}
}

// writeNotices collects the licences of the modules that the program is built
// from on any system.
func writeNotices(t *testing.T) {
	found := map[string]string{} // module and version to its folder
	for _, system := range []string{"linux", "darwin", "windows"} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}", ".")
		cmd.Env = append(os.Environ(), "GOOS="+system)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			if name, dir, _ := strings.Cut(strings.TrimSpace(line), "\t"); strings.Contains(name, " v") {
				found[name] = dir
			}
		}
	}
	var b bytes.Buffer
	b.WriteString("clausewright is built from the fonts and modules below. Each stands under its own licence.\n")
	names := make([]string, 0, len(found))
	for name := range found {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "\n=== %s\n\n%s", name, licencesIn(t, found[name]))
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "\n=== Go standard library\n\n%s", licencesIn(t, strings.TrimSpace(string(root))))
	if err := os.WriteFile("notices.txt", b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// licencesIn is the text of the licences and notices in a folder.
func licencesIn(t *testing.T, dir string) string {
	var b strings.Builder
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		upper := strings.ToUpper(e.Name())
		if e.IsDir() || !strings.HasPrefix(upper, "LICEN") && !strings.HasPrefix(upper, "NOTICE") && !strings.HasPrefix(upper, "COPYING") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(strings.ReplaceAll(string(text), "\r\n", "\n")) {
			b.WriteString(strings.TrimRight(line, " \t\n") + "\n")
		}
		b.WriteByte('\n')
	}
	if b.Len() == 0 {
		t.Errorf("%s has no licence", dir)
	}
	return b.String()
}
