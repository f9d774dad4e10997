package lint_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/lint"
)

// promising is the tiny library with two clauses that end a licence, one of
// them under one answer only, and a text that tells what ends it.
func promising(text string, ends ...string) map[string]string {
	files := maps.Clone(tiny)
	files["clauses/secrecy/clause.yaml"] = strings.Replace(files["clauses/secrecy/clause.yaml"], `, when: eq .secrecy.level "high"}`, "}", 1)
	files["clauses/secrecy/balanced.md"] += "\nThe level is {{.secrecy.level}}. " + text + "\n"
	files["clauses/secrecy/strict.md"] = files["clauses/secrecy/balanced.md"]
	for i, name := range []string{"breach", "sale"} {
		files["clauses/"+name+"/clause.yaml"] = "title: " + name + "\nwhen: given \"" + name + "\"\nparameters:\n  " + name + ".effect: {kind: choice, choices: [end, none], ask: What happens?}\n" +
			ends[i] + "\nvariants:\n  balanced: {gives: Nothing.}\n"
		files["clauses/"+name+"/balanced.md"] = "## Title\n\n{{if eq ." + name + ".effect \"end\"}}\nIt ends.\n\n## The end {#" + name + "-end}\n\nNow.\n{{end}}\n"
	}
	files["templates/nda/template.yaml"] = strings.Replace(files["templates/nda/template.yaml"], "definitions]", "definitions, breach, sale]", 1)
	return files
}

// TestPromises: what a text says others provide, they provide, under all
// answers.
func TestPromises(t *testing.T) {
	const (
		breach   = `provides: {end: {when: eq .breach.effect "end", at: breach-end}}`
		sale     = `provides: {end: {when: eq .sale.effect "end", at: sale-end}}`
		noRules  = "provides: {}"
		guarded  = `{{if provides "end"}}It ends under {{providing "end"}}.{{end}}`
		complete = `{{if provides "end" "breach"}}It ends so. {{end}}{{if provides "end" "sale"}}It ends then.{{end}}`
	)
	for _, test := range []struct{ name, text, breach, sale, want string }{
		{"guarded", guarded, breach, sale, ""},
		{"not guarded", `It ends under {{providing "end"}}.`, breach, noRules, `broken-promise: nothing provides "end" if breach`},
		{"a list that is not guarded", `It ends under:{{range provisions "end"}} {{.where}}{{end}}.`, breach, noRules, `broken-promise: nothing provides "end" if breach`},
		{"guarded by has alone", `{{if has "breach"}}It ends under {{providing "end"}}.{{end}}`, breach, noRules, `broken-promise: nothing provides "end" if breach`},
		{"guarded by the answer", `{{if has "breach"}}{{if eq .breach.effect "end"}}It ends under {{providing "end"}}.{{end}}{{end}}`, breach, noRules, ""},
		{"the section is not there", guarded, `provides: {end: {at: breach-end}}`, sale, `broken-promise: "end" is said to stand in "breach-end", which is not in the draft if breach`},
		{"no such section", guarded, `provides: {end: {at: breach-ned}}`, sale, `unknown-id: nothing in the library has the id "breach-ned"`},
		{"no such promise", `{{if provides "ned"}}So.{{end}}` + guarded, breach, sale, `unknown-promise: no clause provides "ned"`},
		{"not by that clause", `{{if provides "end" "sale"}}So.{{end}}` + guarded, breach, noRules, `unknown-promise: clause "sale" does not provide "end"`},
		{"a whole list", complete, breach, sale, ""},
		{"nobody asks", "So.", breach, noRules, `unused-promise: no text asks whether clause "breach" provides "end"`},
		{"under answers that cannot be", guarded, `provides: {end: {when: and (eq .breach.effect "end") (eq .breach.effect "none"), at: breach-end}}`, sale, `constant-condition: `},
		{"on another", guarded, breach, `provides: {end: provides "end" "breach"}`, `dependent-promise: what a clause provides cannot depend on what another provides`},
	} {
		_, problems := lint.Library(libraryOf(promising(test.text, test.breach, test.sale)), "")
		var got []string
		for _, p := range problems {
			got = append(got, p.Rule+": "+p.Message)
		}
		if test.want == "" && len(got) > 0 || test.want != "" && !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, test.want) }) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestIncompleteList: a text that lists who provides something leaves nobody
// out.
func TestIncompleteList(t *testing.T) {
	files := promising(`{{if provides "end" "breach"}}It ends so. {{end}}{{if provides "end" "sale"}}It ends then.{{end}}`,
		`provides: {end: eq .breach.effect "end"}`, `provides: {end: eq .sale.effect "end"}`)
	files["clauses/definitions/clause.yaml"] = "title: Definitions\nprovides: {end: true}\nvariants:\n  balanced: {gives: Nothing.}\n"
	_, problems := lint.Library(libraryOf(files), "")
	found := slices.ContainsFunc(problems, func(p *diag.Problem) bool {
		return p.Rule == "incomplete-list" && p.Message == `the list of what provides "end" leaves out definitions`
	})
	if !found {
		t.Error(lines(problems))
	}
}
