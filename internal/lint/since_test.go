package lint_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/library"
	"clausewright/internal/lint"
)

const parties = `title: Parties
summary: Who.
parameters:
  party.name: {kind: text, ask: Who?}
variants:
  balanced: {gives: Nothing.}
edition: {number: 1, changes: [{date: 2026-11-23, what: First, why: New}]}
`

func openClause(t *testing.T, id, clause, wording string) *library.Library {
	t.Helper()
	fsys := fstest.MapFS{
		"clauses/" + id + "/clause.yaml": {Data: []byte(clause)},
		"clauses/" + id + "/balanced.md": {Data: []byte(wording)},
		"templates/t/template.yaml":      {Data: []byte("title: T\narticles: [{id: a, title: A, clauses: [" + id + "]}]\n")},
	}
	l, _ := library.Open(fsys, "lib")
	problems := l.Check()
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	return l
}

func TestSince(t *testing.T) {
	const wording = "## Parties\n\n{{.party.name}}.\n"
	const second = `edition: {number: 2, changes: [{date: 2026-11-23, what: First, why: New}, {date: 2026-12-01, what: Wording, why: Clearer}]}`
	rise := func(s string) string {
		at := strings.Index(s, "edition:")
		return s[:at] + second + "\n"
	}
	tests := []struct{ name, id, old, clause, wording, want string }{
		{"nothing changed", "parties", parties, parties, wording, ""},
		{"wording changed", "parties", parties, parties, "## Parties\n\n{{.party.name}} and others.\n",
			`lib/clauses/parties/clause.yaml:7:10: error: clause "parties" changed since v1 (variant balanced), but not its edition [edition]`},
		{"wording changed and edition rose", "parties", parties, rise(parties), "## Parties\n\nOthers.\n", ""},
		{"several parts changed", "parties", parties, strings.Replace(parties, "title: Parties", "title: Party", 1), "## Parties\n\nOthers.\n",
			`lib/clauses/parties/clause.yaml:7:10: error: clause "parties" changed since v1 (title, variant balanced), but not its edition [edition]`},
		{"question changed", "parties", parties, strings.Replace(parties, "Who?", "Who is it?", 1), wording,
			`lib/clauses/parties/clause.yaml:7:10: error: clause "parties" changed since v1 (parameter party.name), but not its edition [edition]`},
		{"summary changed", "parties", parties, strings.Replace(parties, "Who.", "Whoever.", 1), wording, ""},
		{"edition fell", "parties", rise(parties), parties, wording,
			`lib/clauses/parties/clause.yaml:7:10: error: clause "parties" is in edition 1, but was in edition 2 in v1 [edition]`},
		{"no edition", "parties", parties[:strings.Index(parties, "edition:")], parties[:strings.Index(parties, "edition:")], "## Parties\n\nOthers.\n",
			`lib/clauses/parties/clause.yaml:1:1: error: clause "parties" changed since v1 (variant balanced), but not its edition [edition]`},
		{"new clause", "people", parties, parties, wording, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, p := range lint.Since(openClause(t, "parties", test.old, wording), openClause(t, test.id, test.clause, test.wording), "v1") {
				got = append(got, p.Error())
			}
			if strings.Join(got, "\n") != test.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), test.want)
			}
		})
	}
}
