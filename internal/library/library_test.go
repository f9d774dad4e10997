package library_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// small is a sound library; tests spoil one file of it.
var small = map[string]string{
	"clauses/parties/clause.yaml": `title: Parties
parameters:
  party.name: {kind: text, ask: Who?}
  party.kind: {kind: choice, choices: [company, person], default: company, ask: What?}
  party.rows: {kind: table, optional: true, ask: Which?, columns: {n: {kind: integer}, due: {kind: date}}}
variants:
  balanced: {gives: Nothing.}
`,
	"clauses/parties/balanced.md":     "## Parties\n\n{{.party.name}} is a Person.\n\n{{range .party.rows}}\n1. {{.n}};\n{{end}}\n",
	"clauses/definitions/clause.yaml": "title: Definitions\nvariants:\n  balanced: {}\n",
	"clauses/definitions/balanced.md": "## Definitions\n\nTerms:\n\n{{definitions}}\n",
	"clauses/definitions/person.md":   "---\nterm: Person\nforms: [Somebody]\n---\n**\"Person\"** means a human being.\n",
	"templates/small/template.yaml":   "title: Small\narticles:\n  - {id: one, title: One, clauses: [definitions, parties]}\n",
}

func open(files map[string]string) []string {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, _ := library.Open(fsys, "lib")
	var lines []string
	for _, p := range lib.Check() {
		line := p.Error()
		if p.Hint != "" {
			line += " | " + p.Hint
		}
		lines = append(lines, line)
	}
	return lines
}

func TestOpenSound(t *testing.T) {
	if lines := open(small); len(lines) > 0 {
		t.Errorf("problems in a sound library:\n%s", strings.Join(lines, "\n"))
	}
}

// TestFaults spoils one file at a time: an old text is replaced by a new one,
// or a whole file is added (old is "") or removed (new is "").
func TestFaults(t *testing.T) {
	const clause, wording = "clauses/parties/clause.yaml", "clauses/parties/balanced.md"
	const template = "templates/small/template.yaml"
	tests := []struct{ name, file, old, new, want string }{
		{"misspelt parameter", wording, ".party.name", ".party.nmae",
			`lib/clauses/parties/balanced.md:3:3: error: no clause declares the parameter "party.nmae" [unknown-parameter] | did you mean "party.name"?`},
		{"misspelt column", wording, "{{.n}}", "{{.m}}",
			`lib/clauses/parties/balanced.md:6:6: error: "party.rows" has no column "m" [unknown-parameter]`},
		{"parameter inside a loop", wording, "{{.n}}", "{{.party.name}}",
			`lib/clauses/parties/balanced.md:6:6: error: "party.rows" has no column "party" [unknown-parameter] | inside a loop, write $.party for a parameter`},
		{"unknown function", wording, "{{.party.name}}", "{{uper .party.name}}",
			`lib/clauses/parties/balanced.md:3:3: error: there is no function "uper" [unknown-function] | did you mean "upper"?`},
		{"missing end", wording, "{{end}}", "",
			`lib/clauses/parties/balanced.md:5:1: error: unexpected EOF [template] | each {{if}} and {{range}} needs its {{end}}, each {{ its }}`},
		{"swapped brackets", wording, "{{.party.name}}", "}}.party.name{{",
			`lib/clauses/parties/balanced.md:3:14: error: unexpected <.> in operand`},
		{"with", wording, "{{.party.name}}", "{{with .party.name}}x{{end}}",
			`lib/clauses/parties/balanced.md:3:8: error: "with" is not part of the clause language [template] | use if, and name the parameter in full`},
		{"define", wording, "## Parties", `{{define "x"}}y{{end}}## Parties`,
			`lib/clauses/parties/balanced.md:1:1: error: the balanced wording replaces nothing [passage] | mark a passage with {{block "x"}}`},
		{"clause that is not there", wording, "{{.party.name}}", `{{if has "partys"}}x{{end}}`,
			`lib/clauses/parties/balanced.md:3:6: error: there is no clause "partys" [unknown-clause] | did you mean "parties"?`},
		{"unknown kind", clause, "kind: text", "kind: txt",
			`lib/clauses/parties/clause.yaml:3:22: error: the parameter "party.name" has no known kind [unknown-kind] | did you mean "text"?`},
		{"unknown key", clause, "ask: Who?", "aks: Who?",
			`lib/clauses/parties/clause.yaml:3:28: error: unknown key "aks" [unknown-key] | did you mean "ask"?`},
		{"default of another kind", clause, "default: company", "default: firm",
			`lib/clauses/parties/clause.yaml:4:67: error: the default of "party.kind" does not fit its kind: "firm" is not one of the allowed words`},
		{"parameter declared twice", clause, "  party.kind:", "  party.name:",
			`lib/clauses/parties/clause.yaml:4:3: error: the key "party.name" is there twice [duplicate-id] | remove one of them`},
		{"broken YAML", clause, "title: Parties", "title: [Parties",
			`lib/clauses/parties/clause.yaml:2:`},
		{"merge key", clause, "variants:\n", "<<: {a: 1}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:6:5: error: aliases, merge keys and complex keys are not used in a library`},
		{"no balanced wording", clause, "balanced:", "licensor:",
			`lib/clauses/parties/clause.yaml:1:1: error: clause "parties" has no balanced variant [library] | add balanced.md and list it under variants`},
		{"wording that no variant names", "clauses/parties/licensor.md", "", "x",
			`lib/clauses/parties/licensor.md: error: no variant of clause "parties" is called "licensor" [library] | list it under variants in clause.yaml`},
		{"missing wording", wording, small[wording], "",
			`lib/clauses/parties/balanced.md: error: cannot be read: file does not exist [file] | write the file, or take out what names it`},
		{"clause folder deleted", clause, small[clause], "",
			`lib/clauses/parties/clause.yaml: error: cannot be read: file does not exist [file] | write the file, or take out what names it`},
		{"clause in no folder", template, "[definitions, parties]", "[definitions, partis]",
			`lib/templates/small/template.yaml:3:50: error: there is no clause "partis" [unknown-clause] | did you mean "parties"?`},
		{"clause listed twice", template, "[definitions, parties]", "[parties, definitions, parties]",
			`lib/templates/small/template.yaml:3:59: error: "parties" is there twice [duplicate-id]`},
		{"schedule that no clause brings", template, "title: Small\n", "title: Small\nschedules: [register]\n",
			`lib/templates/small/template.yaml:2:13: error: no clause brings a schedule "register" [unknown-schedule]`},
		{"rows of key terms of no template", template, "title: Small\n", "title: Small\nkey_terms: smal\n",
			`lib/templates/small/template.yaml:2:12: error: no template "smal" has rows of key terms to share [unknown-template]`},
		{"schedule that the template does not place", clause, "variants:\n", "schedules:\n  register: {title: Register}\nvariants:\n",
			`lib/templates/small/template.yaml:1:1: error: clause "parties" brings the schedule "register", which template "small" does not list [unplaced-schedule] | add register under schedules`},
		{"term defined twice", "clauses/definitions/human.md", "", "---\nterm: Person\n---\n**\"Person\"** means x.\n",
			`lib/clauses/definitions/person.md:2:7: error: "Person" is defined twice [defined-twice]`},
		{"definition without a term", "clauses/definitions/person.md", "term: Person\n", "",
			`lib/clauses/definitions/person.md:2:1: error: the definition has no term [library]`},
		{"definition without dashes", "clauses/definitions/person.md", "---\nterm", "term",
			`lib/clauses/definitions/person.md:1:1: error: a definition begins with its term between two lines of three dashes`},
		{"comparison by a sign", clause, "variants:\n", "rules:\n  - {id: F-1, severity: error, if: .party.name > 3, message: x}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:7:36: error: unexpected ">" in operand [template] | compare by words that stand first: eq, ne, lt, le, gt, ge, such as gt .fees.upfront 1000`},
		{"rule without message", clause, "variants:\n", "rules:\n  - {id: F-1, severity: error, if: .party.name}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:7:5: error: a rule has an id, a severity (error, warning, info), if and message [library]`},
		{"rule about an unknown parameter", clause, "variants:\n", "rules:\n  - {id: F-1, severity: error, if: .party.nam, message: x}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:7:36: error: no clause declares the parameter "party.nam" [unknown-parameter] | did you mean "party.name"?`},
		{"edition below 1", clause, "variants:\n", "edition: {number: 0, changes: [{date: 2026-11-23, what: a, why: b}]}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:6:19: error: an edition's number is 1 or more [edition]`},
		{"edition without number", clause, "variants:\n", "edition: {changes: [{date: 2026-11-23, what: a, why: b}]}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:6:10: error: the edition has no number [edition] | write number: 1, and one higher with each change`},
		{"edition without changes", clause, "variants:\n", "edition: {number: 1}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:6:19: error: edition 1 with 0 changes [edition] | there is one entry for each edition; the last describes the present one`},
		{"edition that rose without a change", clause, "variants:\n", "edition: {number: 2, changes: [{date: 2026-11-23, what: a, why: b}]}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:6:19: error: edition 2 with 1 change [edition] | there is one entry for each edition; the last describes the present one`},
		{"change without a reason", clause, "variants:\n", "edition: {number: 1, changes: [{date: 2026-11-23, what: a}]}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:6:32: error: a change has a date, what was changed and why [edition] | {date: 2026-11-23, what: …, why: …}`},
		{"change on no day", clause, "variants:\n", "edition: {number: 1, changes: [{date: 2026-02-30, what: a, why: b}]}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:6:39: error: "2026-02-30" is not a date [edition] | write year, month and day: 2026-11-23`},
		{"changes out of order", clause, "variants:\n", "edition:\n  number: 2\n  changes:\n    - {date: 2026-11-23, what: a, why: b}\n    - {date: 2026-11-22, what: c, why: d}\nvariants:\n",
			`lib/clauses/parties/clause.yaml:10:14: error: this change is dated before the one above it [edition] | changes stand in order, the latest last`},
		{"invalid UTF-8", wording, "is a", "is \xff a",
			`lib/clauses/parties/balanced.md:3:20: error: is not UTF-8 here [encoding] | save the file as UTF-8`},
		{"a huge clause", wording, "is a", strings.Repeat("x", 300<<10),
			`lib/clauses/parties/balanced.md: error: is 300 KiB long; a file of a library may have 256 KiB [file]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := maps.Clone(small)
			switch {
			case test.old == "":
				files[test.file] = test.new
			case test.new == "" && test.old == files[test.file]:
				delete(files, test.file)
			default:
				spoilt := strings.Replace(files[test.file], test.old, test.new, 1)
				if spoilt == files[test.file] {
					t.Fatalf("%q is not in %s", test.old, test.file)
				}
				files[test.file] = spoilt
			}
			lines := open(files)
			for _, line := range lines {
				if strings.HasPrefix(line, test.want) {
					return
				}
			}
			t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), test.want)
		})
	}
}

// TestCauseAlone: what follows from a file that cannot be read is not told beside it.
func TestCauseAlone(t *testing.T) {
	for _, c := range []struct{ name, gone, spoilt, want string }{
		{"a clause that is no YAML", "clauses/parties/clause.yaml", "title: [", "lib/clauses/parties/clause.yaml:1:9: error: "},
		{"an empty clause", "clauses/parties/clause.yaml", "", "lib/clauses/parties/clause.yaml: error: is empty"},
		{"no clauses", "clauses/", "", "lib/clauses: error: cannot be read"},
		{"an empty template", "templates/small/template.yaml", "", "lib/templates/small/template.yaml: error: is empty"},
		{"no templates", "templates/", "", "lib/templates: error: cannot be read"},
	} {
		fsys := fstest.MapFS{"templates/short/template.yaml": {Data: []byte("title: Short\nfull_form: small\narticles:\n  - {id: one, title: One, clauses: [definitions, parties]}\n")}}
		for name, text := range small {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		if folder := strings.HasSuffix(c.gone, "/"); !folder {
			fsys[c.gone] = &fstest.MapFile{Data: []byte(c.spoilt)}
		} else {
			maps.DeleteFunc(fsys, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, c.gone) })
		}
		lib, opened := library.Open(fsys, "lib")
		for _, problems := range []diag.List{opened, lib.Check()} {
			if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), c.want) {
				t.Errorf("%s: %v", c.name, problems)
			}
		}
	}
}
