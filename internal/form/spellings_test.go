package form_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"clausewright/internal/draft"
	"clausewright/internal/form"
	"clausewright/internal/library"
	"clausewright/internal/lint"
)

// spelled is a library with a clause that enters in the strict mode, and a
// reference to it under the same condition.
func spelled(condition string) fstest.MapFS {
	return fstest.MapFS{
		"clauses/base/clause.yaml": {Data: []byte(`title: Base
summary: One.
parameters: {base.mode: {kind: choice, choices: [lax, strict], typical: lax, ask: How strict?}}
variants: {balanced: {gives: One.}}
edition: {number: 1, changes: [{date: 2026-11-23, what: First edition, why: New}]}
`)},
		"clauses/base/balanced.md": {Data: []byte("## Base\n\nThe rule holds{{if " + condition + "}}, and [](#extra) too{{end}}.\n")},
		"clauses/extra/clause.yaml": {Data: []byte(`title: Extra
summary: Two.
when: '` + condition + `'
parameters: {extra.sum: {kind: money, ask: How much?}}
variants: {balanced: {gives: Two.}}
edition: {number: 1, changes: [{date: 2026-11-23, what: First edition, why: New}]}
`)},
		"clauses/extra/balanced.md":    {Data: []byte("## Extra\n\nThe sum is {{.extra.sum}}.\n")},
		"templates/one/template.yaml":  {Data: []byte("title: One\nsummary: One.\narticles: [{id: main, title: Main, clauses: [base, extra]}]\n")},
		"clauses/extra/cases/one.yaml": {Data: []byte("base: {mode: strict}\n")},
	}
}

// TestSpellings: however a condition is spelled, drafts, lint, new deals and
// the schema take it to mean the same.
func TestSpellings(t *testing.T) {
	for _, condition := range []string{
		`eq .base.mode "strict"`,
		`eq "strict" .base.mode`,
		`.base.mode | eq "strict"`,
		`"strict" | eq .base.mode`,
		`eq $.base.mode "strict"`,
		`(eq .base.mode "strict")`,
		`not (ne "strict" .base.mode)`,
		`ne .base.mode "lax"`,
		`.base.mode | ne "lax"`,
		`or (eq "strict" .base.mode) false`,
		`and (.base.mode | eq "strict") true`,
	} {
		t.Run(condition, func(t *testing.T) {
			lib := openLibrary(t, func() fstest.MapFS { return spelled(condition) })
			enters(t, lib)
			understood(t, condition)
			if deal := string(form.Deal(lib, lib.Templates["one"], form.Options{Extent: form.Minimal})); strings.Contains(deal, "\nextra:") {
				t.Errorf("new asks what a lax deal does not need:\n%s", deal)
			}
			schema := compiled(t, lib, lib.Templates["one"])
			for text, fits := range map[string]bool{
				"template: one\nbase: {mode: lax}\n":                                  true,
				"template: one\nbase: {mode: strict}\n":                               false,
				"template: one\nbase: {mode: strict}\nextra: {sum: USD 5}\n":          true,
				"template: one\nbase: {mode: strict}\nclauses: {omit: [extra]}\n":     true,
				"template: one\nbase: {mode: lax}\nclauses: {omit: [extra]}\n":        true,
				"template: one\nbase: {mode: strict}\nclauses: {omit: {extra: Gone}}": true,
			} {
				if err := schema.Validate(asJSON(t, text)); (err == nil) != fits {
					t.Errorf("the schema says %v of\n%s", err, text)
				}
			}
		})
	}
}

// enters fails unless the clause is in strict drafts only.
func enters(t *testing.T, lib *library.Library) {
	t.Helper()
	for mode, in := range map[string]bool{"lax": false, "strict": true} {
		made, problems := draft.Make(lib, "deal.yaml", []byte("template: one\nbase: {mode: "+mode+"}\nextra: {sum: USD 5}\n"), draft.Options{})
		if problems.HasErrors() {
			t.Fatalf("%s: %v", mode, problems)
		}
		if c := made.Choices.Find("extra"); c.Taken != in {
			t.Errorf("%s: the clause is in: %v", mode, c.Taken)
		}
	}
}

// understood fails unless lint finds the reference where it leads nowhere, and
// only there.
func understood(t *testing.T, condition string) {
	t.Helper()
	files := spelled(condition)
	dangling := func() (found []string) {
		_, problems := lint.Library(files, "")
		for _, p := range problems {
			if p.Rule == "dangling-reference" || p.Rule == "constant-condition" {
				found = append(found, p.Message)
			}
		}
		return found
	}
	if found := dangling(); len(found) > 0 {
		t.Errorf("lint finds %v", found)
	}
	files["clauses/base/balanced.md"] = &fstest.MapFile{Data: []byte("## Base\n\nThe rule holds, and [](#extra) too.\n")}
	if found := dangling(); len(found) != 1 || !strings.Contains(found[0], "if base.mode is lax") {
		t.Errorf("lint finds %v of a reference without a guard", found)
	}
}

// TestUnsure: what the schema cannot tell of, it does not demand. A question is
// answered or not by more words than a schema can list, so that nothing follows
// from a deal in which it finds no answer.
func TestUnsure(t *testing.T) {
	for condition, states := range map[string]bool{
		`given "base.note"`:                                   true,
		`not (given "base.note")`:                             false,
		`or (given "base.note") (eq .base.mode "strict")`:     true,
		`not (or (given "base.note") (eq .base.mode "lax"))`:  false,
		`not (or (eq .base.mode "lax") (given "base.note"))`:  false,
		`not (and (given "base.note") (eq .base.mode "lax"))`: false,
		`not (eq .base.mode "lax")`:                           true,
		`contains "x" .base.note`:                             false,
		`or (contains "x" .base.note) (eq .base.mode "lax")`:  true,
		`and (contains "x" .base.note) (eq .base.mode "lax")`: false,
	} {
		files := spelled(condition)
		base := files["clauses/base/clause.yaml"]
		base.Data = []byte(strings.Replace(string(base.Data), "parameters: {", "parameters: {base.note: {kind: text, optional: true, ask: What?}, ", 1))
		lib := openLibrary(t, func() fstest.MapFS { return files })
		text, err := form.Schema(lib, lib.Templates["one"])
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(text), `"Clause extra"`); got != states {
			t.Errorf("%s: the schema states it: %v", condition, got)
		}
	}
}
