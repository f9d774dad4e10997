package library_test

import (
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/library"
)

// told writes a comparison as one line for each field.
func told(c *library.Comparison) []string {
	var lines []string
	add := func(entry string, list []library.Difference) {
		for _, d := range list {
			for _, f := range d.Fields {
				lines = append(lines, strings.ReplaceAll(fmt.Sprintf("%s %s %s %s %s: %q -> %q", entry, d.Status, d.Part, d.Name, f.Name, f.Old, f.New), "  ", " "))
			}
		}
	}
	for _, e := range append(c.Clauses, c.Templates...) {
		add(e.ID, e.Differences)
	}
	add("", c.Settings)
	return lines
}

func openFiles(files map[string]string) *library.Library {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	l, _ := library.Open(fsys, "lib")
	return l
}

// TestCompareSame: a library does not differ from itself.
func TestCompareSame(t *testing.T) {
	a, _ := library.Open(os.DirFS("../.."), "a")
	b, _ := library.Open(os.DirFS("../.."), "b")
	if c := library.Compare(a, b); !c.Empty() || len(a.Clauses) < 50 {
		t.Errorf("%v", told(c))
	}
}

// TestShippedEditions: every clause of the shipped library names its edition.
func TestShippedEditions(t *testing.T) {
	l, _ := library.Open(os.DirFS("../.."), "")
	problems := l.Check()
	for _, p := range problems {
		t.Error(p)
	}
	for _, id := range l.ClauseIDs() {
		if e := l.Clauses[id].Edition(); e.Number < 1 || len(e.Changes) == 0 || e.Changes[len(e.Changes)-1].What == "" {
			t.Errorf("%s: %+v", id, e)
		}
	}
}

// TestCompare changes one thing of a library at a time and expects exactly it.
func TestCompare(t *testing.T) {
	const clause, wording = "clauses/parties/clause.yaml", "clauses/parties/balanced.md"
	const template, person = "templates/small/template.yaml", "clauses/definitions/person.md"
	tests := []struct {
		name, file, old, new string
		drafts               bool // the change needs a new edition, if it is one of a clause
		want                 string
	}{
		{"variant", wording, "is a Person.", "is a human Person.", true, `parties changed variant balanced text: `},
		{"definition", person, "human", "living human", true, `definitions changed definition Person text: `},
		{"other form", person, "[Somebody]", "[Somebody, Anybody]", true, `definitions changed definition Person forms: "Somebody" -> "Somebody, Anybody"`},
		{"summary", clause, "title: Parties", "title: Parties\nsummary: Who.", false, `parties changed clause summary: "" -> "Who."`},
		{"notes", clause, "title: Parties", "title: Parties\nnotes: Ask.", false, `parties changed clause notes: "" -> "Ask."`},
		{"condition", clause, "title: Parties", "title: Parties\nwhen: given \"party.rows\"", true, `parties changed clause when: "" -> "given \"party.rows\""`},
		{"kind", clause, "kind: text", "kind: longtext", true, `parties changed parameter party.name kind: "text" -> "longtext"`},
		{"default", clause, "default: company", "default: person", true, `parties changed parameter party.kind default: "company" -> "person"`},
		{"choices", clause, "[company, person]", "{company: a company, person: a person}", true,
			`parties changed parameter party.kind choices: "company, person" -> "company (a company), person (a person)"`},
		{"column", clause, "due: {kind: date}", "due: {kind: text}", true, `parties changed parameter party.rows columns.due.kind: "date" -> "text"`},
		{"gives", clause, "gives: Nothing.", "gives: Little.", false, `parties changed variant balanced gives: "Nothing." -> "Little."`},
		{"title of an article", template, "title: One", "title: Two", true, `small changed article one title: "One" -> "Two"`},
		{"order of clauses", template, "[definitions, parties]", "[parties, definitions]", true,
			`small changed article one clauses: "definitions, parties" -> "parties, definitions"`},
		{"cover", "templates/small/cover.md", "", "A cover.", true, `small changed template cover: "" -> "A cover."`},
		{"names", "clauses/library.yaml", "", "names: [Monday]", true, ` changed settings names: "" -> "Monday"`},
		{"spelling", "clauses/library.yaml", "", "spelling: {us: {licence: license}}", true, ` added spelling us licence: "" -> "license"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := maps.Clone(small)
			files[test.file] = strings.Replace(files[test.file], test.old, test.new, 1)
			c := library.Compare(openFiles(small), openFiles(files))
			lines := told(c)
			if len(lines) != 1 || !strings.HasPrefix(lines[0], test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), test.want)
			}
			for _, e := range c.Clauses {
				if e.Drafts() != test.drafts {
					t.Errorf("%s: drafts %v", e.ID, e.Drafts())
				}
			}
		})
	}
}

// TestCompareParts: parts that are added, removed or stand in another order.
func TestCompareParts(t *testing.T) {
	files := maps.Clone(small)
	files["clauses/parties/clause.yaml"] = strings.ReplaceAll(`title: Parties
parameters:
  party.kind: {kind: choice, choices: [company, person], default: company, ask: What?}
  party.name: {kind: text, ask: Who?}
  party.town: {kind: text, ask: Where?}
rules:
  - {id: F-1, severity: error, if: .party.name, message: No.}
variants:
  balanced: {gives: Nothing.}
edition: {number: 1, changes: [{date: 2026-11-23, what: First, why: New}]}
`, "\t", "  ")
	files["clauses/parties/balanced.md"] = strings.Replace(small["clauses/parties/balanced.md"], "{{range .party.rows}}\n1. {{.n}};\n{{end}}\n", "", 1)
	files["clauses/extra/clause.yaml"] = "title: Extra\nvariants: {balanced: {}}\n"
	files["clauses/extra/balanced.md"] = "## Extra\n\nText.\n"
	c := library.Compare(openFiles(small), openFiles(files))
	var got []string
	for _, e := range c.Clauses {
		got = append(got, fmt.Sprintf("%s %s %d->%d %d", e.ID, e.Status, e.OldEdition, e.NewEdition, len(e.Changes)))
		for _, d := range e.Differences {
			got = append(got, fmt.Sprintf("  %s %s %s", d.Part, d.Name, d.Status))
		}
	}
	want := []string{"extra added 0->0 0", "  clause  added", "  variant balanced added", "parties changed 0->1 1", "  variant balanced changed",
		"  parameter party.town added", "  rule F-1 added", "  parameter party.rows removed", "  parameter  changed"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
