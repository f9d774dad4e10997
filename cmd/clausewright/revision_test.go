package main

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// gitObject writes an object of a repository and returns its name.
func gitObject(t *testing.T, dir, kind, data string) [sha1.Size]byte {
	t.Helper()
	whole := fmt.Appendf(nil, "%s %d\x00%s", kind, len(data), data)
	sum := sha1.Sum(whole)
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(whole)
	z.Close()
	name := fmt.Sprintf("%x", sum)
	writeFile(t, filepath.Join(dir, ".git", "objects", name[:2], name[2:]), b.String())
	return sum
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o777); err != nil {
		t.Fatal(err)
	}
}

// gitTree writes a folder and what is in it as objects.
func gitTree(t *testing.T, dir, folder string) [sha1.Size]byte {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var tree strings.Builder
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		switch {
		case e.Name() == ".git":
		case e.IsDir():
			sum := gitTree(t, dir, name)
			fmt.Fprintf(&tree, "40000 %s\x00%s", e.Name(), sum[:])
		default:
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			sum := gitObject(t, dir, "blob", string(data))
			fmt.Fprintf(&tree, "100644 %s\x00%s", e.Name(), sum[:])
		}
	}
	return gitObject(t, dir, "tree", tree.String())
}

// smallLibrary writes a library of one clause.
func smallLibrary(t *testing.T, dir string) {
	t.Helper()
	for name, text := range map[string]string{
		"clauses/parties/clause.yaml":   "title: Parties\nparameters:\n  party.name: {kind: text, ask: Who?}\nvariants: {balanced: {gives: Nothing.}}\n",
		"clauses/parties/balanced.md":   "## Parties\n\n{{.party.name}} keeps secrets.\n",
		"templates/small/template.yaml": "title: Small\narticles:\n  - {id: one, title: One, clauses: [parties]}\n",
	} {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
}

// hostile are settings of a repository that make git run a command or open a
// connection when a revision is read or checked out. OWNED is what they leave.
var hostile = map[string]map[string]string{
	"archive command": {"config": "[tar \"zip\"]\n\tcommand = touch OWNED; cat\n[tar \"tar\"]\n\tcommand = touch OWNED; cat\n"},
	"filter":          {"config": "[filter \"x\"]\n\tsmudge = touch OWNED\n\tclean = touch OWNED\n\trequired = true\n", "info/attributes": "* filter=x\n"},
	"process filter":  {"config": "[filter \"x\"]\n\tprocess = touch OWNED\n", "info/attributes": "* filter=x\n"},
	"textconv":        {"config": "[diff \"x\"]\n\ttextconv = touch OWNED\n", "info/attributes": "* diff=x\n"},
	"ssh command":     {"config": "[core]\n\tsshCommand = touch OWNED\n[remote \"origin\"]\n\turl = ssh://host/x\n\tpromisor = true\n[extensions]\n\tpartialClone = origin\n"},
	"upload-pack":     {"config": "[remote \"origin\"]\n\turl = /elsewhere\n\tuploadpack = touch OWNED\n\tpromisor = true\n[extensions]\n\tpartialClone = origin\n"},
	"promisor":        {"config": "[remote \"origin\"]\n\turl = http://127.0.0.1:9/x\n\tpromisor = true\n[extensions]\n\tpartialClone = origin\n"},
	"credential":      {"config": "[credential]\n\thelper = !touch OWNED\n"},
	"include":         {"config": "[include]\n\tpath = other\n", "other": "[tar \"zip\"]\n\tcommand = touch OWNED; cat\n"},
	"fsmonitor":       {"config": "[core]\n\tfsmonitor = touch OWNED\n"},
	"pager":           {"config": "[core]\n\tpager = touch OWNED\n\teditor = touch OWNED\n[pager]\n\tlog = touch OWNED\n"},
	"alias":           {"config": "[alias]\n\tarchive = !touch OWNED\n\trev-parse = !touch OWNED\n"},
	"hooks path":      {"config": "[core]\n\thooksPath = .git/mine\n", "mine/post-checkout": "#!/bin/sh\ntouch OWNED\n", "mine/post-index-change": "#!/bin/sh\ntouch OWNED\n"},
	"hooks":           {"hooks/post-checkout": "#!/bin/sh\ntouch OWNED\n", "hooks/reference-transaction": "#!/bin/sh\ntouch OWNED\n"},
	"alternates":      {"objects/info/alternates": "/elsewhere/objects\n"},
	"broken":          {"config": "[core\n\tthis is no configuration"},
}

// TestHostileRepository reads a revision of repositories with each hostile
// setting: it works as if the setting were not there, and nothing is run. A git
// program stands on PATH that tells if it is asked.
func TestHostileRepository(t *testing.T) {
	bin := t.TempDir()
	for _, name := range []string{"git", "ssh", "sh"} {
		writeFile(t, filepath.Join(bin, name), "#!/bin/sh\n: > "+filepath.Join(bin, "OWNED")+"\n")
	}
	t.Setenv("PATH", bin)
	for name, files := range hostile {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Chdir(dir)
			smallLibrary(t, dir)
			tree := gitTree(t, dir, dir)
			commit := gitObject(t, dir, "commit", fmt.Sprintf("tree %x\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nfirst\n", tree))
			writeFile(t, ".git/HEAD", "ref: refs/heads/main\n")
			writeFile(t, ".git/refs/heads/main", fmt.Sprintf("%x\n", commit))
			for file, text := range files {
				writeFile(t, filepath.Join(".git", filepath.FromSlash(file)), text)
			}
			writeFile(t, "clauses/parties/balanced.md", "## Parties\n\n{{.party.name}} keeps silence.\n")
			status, stdout, stderr := runFor(t, "", "impact", "HEAD")
			if status != exitDone || !strings.Contains(stdout, "keeps [-secrets-]{+silence+}") {
				t.Errorf("exit %d: %s%s", status, stdout, stderr)
			}
			if status, _, stderr := runFor(t, "", "lint", "--since", "HEAD"); status == exitUsage {
				t.Errorf("lint: %s", stderr)
			}
			for _, place := range []string{dir, filepath.Join(dir, ".git"), bin} {
				if _, err := os.Stat(filepath.Join(place, "OWNED")); err == nil {
					t.Errorf("something was run: %s/OWNED", place)
				}
			}
		})
	}
}
