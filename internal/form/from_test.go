package form_test

import (
	"os"
	"strings"
	"testing"

	"clausewright/internal/draft"
	"clausewright/internal/form"
	"clausewright/internal/library"
)

// TestFrom: a deal file goes on to another form as it stands, with what is still
// missing there, and nothing is asked twice.
func TestFrom(t *testing.T) {
	lib := forms()
	const file = "# ours\ntemplate: full\nparty: {licensor: \"Acme, Inc.\"} # the owner\npublicity: {who: Bob}\nclauses: {omit: [audit]}\n"
	want := strings.Replace(file, "full", "short", 1) + "grant:\n  # How many sites?\n  number: TBD\n"
	got, asked, problems := form.From(lib, lib.Templates["short"], "deal.yaml", []byte(file))
	if string(got) != want || len(problems) > 0 || strings.Join(asked, " ") != "grant.number" {
		t.Errorf("got\n%s\n%v %v, want\n%s", got, asked, problems, want)
	}
	if _, _, problems := form.From(lib, lib.Templates["short"], "deal.yaml", []byte("template: full\nparti: {}\n")); !problems.HasErrors() {
		t.Error("a file with errors is taken on")
	}
	shipped, _ := library.Open(os.DirFS("../.."), "")
	text := form.Deal(shipped, shipped.Templates["heads-of-terms"], form.Beginning{Extent: form.Minimal})
	for _, id := range shipped.TemplateIDs() {
		next, asked, problems := form.From(shipped, shipped.Templates[id], "deal.yaml", text)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		if _, problems := draft.Make(shipped, "deal.yaml", next, draft.Options{}); problems.HasErrors() {
			t.Errorf("%s: %v in\n%s", id, problems, next)
		}
		if _, again, _ := form.From(shipped, shipped.Templates[id], "deal.yaml", next); len(again) > 0 || id == "exclusive-licence" && len(asked) == 0 {
			t.Errorf("%s: asked %v, and again %v", id, asked, again)
		}
	}
}
