package draft_test

import (
	"os"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/draft"
)

// TestPaths: a piece that one answer printed tells its path.
func TestPaths(t *testing.T) {
	lib, problems := shipped()
	data, err := os.ReadFile("../../samples/battery.yaml")
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	d, problems := draft.Make(lib, "battery.yaml", data, draft.Options{})
	if d.Document == nil {
		t.Fatal(problems)
	}
	printed := map[string]string{}
	document.Walk(d.Document, func(node any) bool {
		if n, ok := node.(*document.Text); ok && n.Origin.Path() != "" {
			printed[n.Origin.Path()] = n.Text
			if !n.Origin.Answer {
				t.Errorf("%q is wording, and of %s", n.Text, n.Origin.Path())
			}
		}
		return true
	})
	for path, want := range map[string]string{"party.licensor.name": "Fjellvik Cell Chemistry AB", "exclusivity.field": ""} {
		if got := printed[path]; got == "" || want != "" && got != want {
			t.Errorf("%s printed %q, want %q", path, got, want)
		}
	}
}
