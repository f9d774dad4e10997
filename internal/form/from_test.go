package form_test

import (
	"slices"
	"strings"
	"testing"

	"clausewright/internal/deal"
	"clausewright/internal/draft"
	"clausewright/internal/form"
)

// TestFrom: a deal file goes on to another form as it stands, with what is still
// missing there, and nothing is asked twice.
func TestFrom(t *testing.T) {
	lib := forms()
	const file = "# ours\ntemplate: full\nparty: {licensor: \"Acme, Inc.\"} # the owner\npublicity: {who: Bob}\nclauses: {omit: [audit]}\n"
	want := strings.Replace(file, "full", "short", 1) + "grant:\n  # How many sites?\n  number: TBD\n"
	got, asked, problems := form.From(lib, lib.Templates["short"], "deal.yaml", []byte(file), nil)
	if string(got) != want || len(problems) > 0 || strings.Join(asked, " ") != "grant.number" {
		t.Errorf("got\n%s\n%v %v, want\n%s", got, asked, problems, want)
	}
	if _, _, problems := form.From(lib, lib.Templates["short"], "deal.yaml", []byte("template: full\nparti: {}\n"), nil); !problems.HasErrors() {
		t.Error("a file with errors is taken on")
	}
	lib = shipped()
	text := newDeal(lib, lib.Templates["heads-of-terms"], form.Minimal)
	for _, id := range lib.TemplateIDs() {
		next, asked, problems := form.From(lib, lib.Templates[id], "deal.yaml", text, nil)
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		if _, problems := draft.Make(lib, "deal.yaml", next, draft.Options{}); problems.HasErrors() {
			t.Errorf("%s: %v in\n%s", id, problems, next)
		}
		if _, again, _ := form.From(lib, lib.Templates[id], "deal.yaml", next, nil); len(again) > 0 || id == "exclusive-licence" && len(asked) == 0 {
			t.Errorf("%s: asked %v, and again %v", id, asked, again)
		}
	}
}

// TestFromHeads: heads of terms go on to a longer form with what parties commonly
// agree, marked, and with what is known beside them, not marked.
func TestFromHeads(t *testing.T) {
	lib := shipped()
	heads := []byte("# Heads of Terms: what must be answered, in brief.\ntemplate: heads-of-terms\ndeal: {law_family: uk}\nparty:\n  relationship: competitors  # pre-filled\nexclusivity: {field: TBD}\n")
	known := map[string]deal.Value{}
	for path, text := range map[string]string{
		"deal.sector":         "pharma",
		"party.licensor.kind": "university",
		"exclusivity.field":   "stents",
		"party.relationship":  "non-competitors",
	} {
		q, _ := lib.Schema.Find(path)
		known[path], _ = deal.ReadText(q, text, "")
	}
	got, asked, problems := form.From(lib, lib.Templates["short-form"], "deal.yaml", heads, known)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, want := range []string{
		"# Exclusive Technology Licence Agreement: what must be answered, in brief.\n",
		"  sector: pharma\n",
		"    kind: university\n",
		"  field: stents\n",
		"  relationship: non-competitors\n",
		"  base: net-sales  # pre-filled\n",
		"  field_test: indication  # pre-filled\n",
		"  capture_period: 3y  # pre-filled\n",
		"  institution: LCIA  # pre-filled\n",
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("lacks %q:\n%s", want, got)
		}
	}
	if slices.Contains(asked, "deal.sector") || !slices.Contains(asked, "royalty.base") {
		t.Errorf("asked %v", asked)
	}
	known["deal.law_family"], _ = deal.ReadText(&deal.Parameter{Kind: deal.KindText}, "us", "")
	if _, _, problems := form.From(lib, lib.Templates["short-form"], "deal.yaml", heads, known); !problems.HasErrors() {
		t.Error("what is known overrules the file")
	}
	if left := form.NotAsked(lib, lib.Templates["heads-of-terms"], known); !slices.Contains(left, "deal.sector") || slices.Contains(left, "deal.law_family") {
		t.Errorf("not asked: %v", left)
	}
}
