package assemble_test

import (
	"strings"
	"testing"

	"clausewright/internal/assemble"
	"clausewright/internal/deal"
)

// A note is about the wording and the answers that were taken, and a draft for
// one side has the advice for that side only.
func TestNotes(t *testing.T) {
	lib := libraryWith(t, map[string]string{
		"clauses/grant/clause.yaml": small["clauses/grant/clause.yaml"] + `notes:
  - Read it twice.
  - {for: licensor, say: Ask for more.}
  - {for: licensee, say: Give less.}
  - {when: .deal.items, say: Count the items.}
`})
	for _, test := range []struct{ answers, has, lacks string }{
		{"{name: A}", "Wording: balanced. Read it twice. For Licensor: Ask for more. For Licensee: Give less.", "Count"},
		{"{name: A, drafting_side: licensor}", "Wording: licensor. Read it twice. For Licensor: Ask for more.", "Give less"},
		{"{name: A, drafting_side: licensee}", "Wording: balanced. Read it twice. For Licensee: Give less.", "Ask for more"},
		{"{name: A, items: [x]}", "Count the items.", "map["},
	} {
		d, _ := deal.Read("deal.yaml", []byte("template: t\ndeal: "+test.answers), lib.Schema)
		_, source, problems := assemble.Run(lib, lib.Templates["t"], d, assemble.Options{Notes: true})
		if text := strings.ReplaceAll(string(source.Text()), `\`, ""); problems.HasErrors() || !strings.Contains(text, test.has) || strings.Contains(text, test.lacks) {
			t.Errorf("%s: %s %v, want %q without %q", test.answers, text, problems, test.has, test.lacks)
		}
	}
}
