package lint_test

import (
	"maps"
	"strings"
	"testing"

	"clausewright/internal/lint"
)

// TestConstant: a condition that no answers can make fail, or hold, is told;
// any other is not.
func TestConstant(t *testing.T) {
	for _, test := range []struct{ outer, inner, want string }{
		{`.secrecy.end`, `.secrecy.level`, "always"}, // it has a default
		{`.secrecy.end`, `.secrecy.note`, ""},        // it has one too, but a deal may say null
		{`.secrecy.end`, `.secrecy.begin`, ""},

		{`eq .secrecy.level "high"`, `eq .secrecy.level "low"`, "never"},
		{`ne .secrecy.level "high"`, `eq "low" .secrecy.level`, "always"},
		{`gt .secrecy.fee 10`, `lt 5 .secrecy.fee`, "always"},
		{`gt .secrecy.fee 10`, `gt 5 .secrecy.fee`, "never"},

		// of two answers, whichever stands first
		{`lt .secrecy.begin .secrecy.end`, `gt .secrecy.end .secrecy.begin`, "always"},
		{`lt .secrecy.begin .secrecy.end`, `lt .secrecy.end .secrecy.begin`, "never"},
		{`lt .secrecy.end .secrecy.begin`, `ge .secrecy.begin .secrecy.end`, "always"},
		{`le .secrecy.begin .secrecy.end`, `lt .secrecy.begin .secrecy.end`, ""},
	} {
		files := maps.Clone(tiny)
		files["clauses/secrecy/clause.yaml"] = strings.Replace(files["clauses/secrecy/clause.yaml"], "variants:", `  secrecy.note: {kind: choice, choices: [short, long], default: short, optional: true, ask: Which note?}
  secrecy.begin: {kind: date, optional: true, ask: From when?}
  secrecy.fee: {kind: money, optional: true, ask: How much?}
variants:`, 1)
		files["clauses/secrecy/balanced.md"] += "\nThis is so{{if " + test.outer + "}} here{{if " + test.inner + "}} and there{{end}}{{end}}.\n"
		_, problems := lint.Library(libraryOf(files), "")
		got := ""
		for _, p := range problems {
			if p.Rule == "constant-condition" && p.Pos.File == "clauses/secrecy/balanced.md" {
				got = strings.Fields(strings.TrimPrefix(p.Message, "this condition "))[0]
			}
		}
		if got != test.want {
			t.Errorf("{{if %s}} in {{if %s}}: %q, want %q; %v", test.inner, test.outer, got, test.want, lines(problems))
		}
	}
}
