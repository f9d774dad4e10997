package library_test

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// watched notes which files are read.
type watched struct {
	fstest.MapFS
	mu   sync.Mutex
	read map[string]bool
}

func (w *watched) Open(name string) (fs.File, error) {
	w.mu.Lock()
	w.read[name] = true
	w.mu.Unlock()
	return w.MapFS.Open(name)
}

func watch(files map[string]string) *watched {
	w := &watched{MapFS: fstest.MapFS{}, read: map[string]bool{}}
	for name, text := range files {
		w.MapFS[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return w
}

// TestReadLater: opening reads no wording; a wording that is used is read, and
// those beside it are not.
func TestReadLater(t *testing.T) {
	files := maps.Clone(small)
	files["clauses/parties/clause.yaml"] += "  licensor: {gives: More.}\n  licensee: {gives: Less.}\n"
	files["clauses/parties/licensor.md"] = "## Parties\n\nOther words.\n"
	files["clauses/parties/licensee.md"] = "## Parties\n\nMore words.\n"
	fsys := watch(files)
	lib, problems := library.Open(fsys, "")
	if len(problems) > 0 || fsys.read["clauses/parties/balanced.md"] {
		t.Fatalf("problems %v, read %v", problems, fsys.read)
	}
	if got := lib.Clauses["parties"].Variant("licensor").Body.Source(); got != "## Parties\n\nOther words.\n" {
		t.Errorf("read %q", got)
	}
	if !fsys.read["clauses/parties/licensor.md"] || fsys.read["clauses/parties/licensee.md"] {
		t.Errorf("read %v", fsys.read)
	}
}

// TestToldWhenUsed: opening tells what every draft depends on; what is wrong
// with a part is told by whoever uses the part, and all of it by Check, at the
// same place.
func TestToldWhenUsed(t *testing.T) {
	rules := "rules:\n  - {id: R-1, severity: error, if: .party.name, message: 'No {{.party.nme}}'}\n"
	for _, test := range []struct {
		name, file, old, new string
		atOnce               bool
		want                 string
	}{
		{"a wording", "clauses/parties/balanced.md", "{{.party.name}}", "{{.party.nam}}", false, `clauses/parties/balanced.md:3:3: error: no clause declares the parameter "party.nam" [unknown-parameter]`},
		{"a file that is not there", "clauses/parties/balanced.md", "", "", false, "clauses/parties/balanced.md: error: cannot be read: file does not exist [file]"},
		{"a condition", "clauses/parties/clause.yaml", "title: Parties\n", "title: Parties\nwhen: .party.nam\n", true, `clauses/parties/clause.yaml:2:7: error: no clause declares the parameter "party.nam" [unknown-parameter]`},
		{"a rule", "clauses/parties/clause.yaml", "title: Parties\n", "title: Parties\n" + rules, false, `clauses/parties/clause.yaml:3:64: error: no clause declares the parameter "party.nme" [unknown-parameter]`},
		{"the form of a rule", "clauses/parties/clause.yaml", "title: Parties\n", "title: Parties\nrules:\n  - {id: R-1}\n", false, `clauses/parties/clause.yaml:3:5: error: a rule has an id, a severity (error, warning, info), if and message [library]`},
		{"the YAML of a rule", "clauses/parties/clause.yaml", "{gives: Nothing.}\n", "{gives: Nothing.}\nrules:\n  - {id: R-1\n", false, `clauses/parties/clause.yaml:9:13: error: did not find expected ',' or '}' [yaml]`},
		{"the YAML of a rule before the questions", "clauses/parties/clause.yaml", "title: Parties\n", "title: Parties\nrules:\n  - {id: R-1\nsummary: Who\n", true, `clauses/parties/clause.yaml:`},
		{"the YAML of a question", "clauses/parties/clause.yaml", "ask: Who?}", "ask: Who?", true, `clauses/parties/clause.yaml:4:13: error: `},
		{"an edition", "clauses/parties/clause.yaml", "title: Parties\n", "title: Parties\nedition: {number: 2}\n", false, `clauses/parties/clause.yaml:2:19: error: edition 2 with 0 changes [edition]`},
		{"an unknown key", "clauses/parties/clause.yaml", "title: Parties\n", "title: Parties\nnots: x\n", true, `clauses/parties/clause.yaml:2:1: error: unknown key "nots" [unknown-key]`},
	} {
		files := maps.Clone(small)
		if files[test.file] = strings.Replace(files[test.file], test.old, test.new, 1); test.new == "" {
			delete(files, test.file)
		}
		lib, problems := library.Open(watch(files), "")
		tells := func(list diag.List) bool {
			return slices.ContainsFunc(list, func(p *diag.Problem) bool { return strings.HasPrefix(p.Error(), test.want) })
		}
		if tells(problems) != test.atOnce {
			t.Errorf("%s: opening tells %v", test.name, problems)
		}
		if all := lib.Check(); !tells(all) {
			t.Errorf("%s: all that is told: %v, want %s", test.name, all, test.want)
		}
		if c := lib.Clauses["parties"]; c != nil && !test.atOnce && !tells(slices.Concat(lib.Faults(c.Variant("balanced").Body), c.Faults(), faultsOfRules(lib, c))) {
			t.Errorf("%s is not told where it is used", test.name)
		}
	}
}

func faultsOfRules(lib *library.Library, c *library.Clause) diag.List {
	var list diag.List
	for _, r := range c.Rules() {
		list = append(list, lib.Faults(r.Message)...)
	}
	return list
}

// TestHalves: a clause.yaml means the same however its keys are ordered, and
// whatever its lines look like.
func TestHalves(t *testing.T) {
	rule := "rules:\n  - {id: R-1, severity: error, if: .party.name, message: No}\n"
	notes := "notes: >-\n  Many words,\n\n  in two paragraphs.\n"
	for _, text := range []string{
		rule + notes + small["clauses/parties/clause.yaml"],
		small["clauses/parties/clause.yaml"] + notes + rule,
		strings.Replace(small["clauses/parties/clause.yaml"], "variants:", notes+"# a remark\n"+rule+"variants:", 1),
		strings.ReplaceAll(strings.Replace(small["clauses/parties/clause.yaml"], "variants:", notes+rule+"variants:", 1), "\n", "\r\n"),
		"\"rules\": [{id: R-1, severity: error, if: .party.name, message: No}]\n" + notes + small["clauses/parties/clause.yaml"],
		strings.TrimSuffix(small["clauses/parties/clause.yaml"]+rule+notes, "\n"),
	} {
		files := maps.Clone(small)
		files["clauses/parties/clause.yaml"] = text
		lib, problems := library.Open(watch(files), "")
		if all := lib.Check(); len(problems)+len(all) > 0 {
			t.Errorf("%s\nis told: %v", text, all)
			continue
		}
		c := lib.Clauses["parties"]
		if len(c.Parameters) != 3 || len(c.Variants) != 1 || len(c.Rules()) != 1 || c.Rules()[0].ID != "R-1" || len(c.Notes()) != 1 || c.Notes()[0].Say != "Many words, in two paragraphs." {
			t.Errorf("%s\nis %d questions, %d rules and %q", text, len(c.Parameters), len(c.Rules()), c.Notes())
		}
	}
}
