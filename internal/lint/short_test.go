package lint_test

import (
	"strings"
	"testing"

	"clausewright/internal/lint"
)

// What is wrong with a compound clause or a short form is told, and what its full
// form says and it does not decide about.
func TestShortForms(t *testing.T) {
	const (
		licence, rest, short = "clauses/short-licence/clause.yaml", "clauses/short-rest/clause.yaml", "templates/short/template.yaml"
		words, books         = "clauses/short-licence/balanced.md", "clauses/short-rest/balanced.md"
	)
	sound := filesIn(t, "../draft/testdata/forms")
	if _, problems := lint.Library(sound, ""); len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, test := range []struct{ file, old, text, want string }{
		{licence, "royalty: payment", "royalti: payment", `unknown-clause: there is no clause "royalti"`},
		{licence, "royalty: payment", "royalty: pay", `unknown-id: clause "short-licence" has no section "pay"`},
		{licence, "outside: limits", "inside: limits", `unknown-id: clause "grant" has nothing with the id "inside"`},
		{licence, "outside: limits", "outside: limit", `unknown-id: clause "short-licence" has no section "limit"`},
		{licence, "royalty: payment", "short-rest:", `stands-for: "short-rest" stands for other clauses itself`},
		{licence, "variants:", "when: .grant.exclusive\nvariants:", `stands-for: clause "short-licence" is in a draft where one is for which it stands`},
		{licence, "variants:", "parameters: {grant.extra: {kind: text, ask: What?, optional: true}}\nvariants:", `stands-for: clause "short-licence" stands for others, and asks their questions only`},
		{rest, "audit:", "royalty:\n  audit:", `stands-for: "short-licence" and "short-rest" stand for clause "royalty"`},
		{short, "clauses: [short-rest", "clauses: [audit, short-rest", `stands-for: clause "audit" is listed, and "short-rest" stands for it`},
		{short, "full_form: full", "full_form: fool", `unknown-template: there is no template "fool"`},
		{short, "full_form: full\n", "", `stands-for: what is not carried is measured by the full form`},
		{short, "full_form: full", "full_form: short", `stands-for: template "short" is a short form itself`},
		{short, "  insurance: it needs a broker\n", "", `not-decided: template "short" does not decide about clause "insurance"`},
		{short, "it needs a broker", "''", `library: say why the form does not carry "insurance"`},
		{short, "not_carried:", "not_carried:\n  audit: none", `stands-for: the template does carry clause "audit"`},
		{short, "royalty.steps.note:", "royalty.steps.rate: none\n  royalty.steps.note:", `stands-for: every row has "royalty.steps.rate": no deal with the table could be carried`},
		{short, "not_carried:", "not_carried:\n  royalty.flor: none", `unknown-parameter: no clause declares the parameter "royalty.flor"`},
		{short, "secrets, both", "secrets, all", `unknown-word: "all" is no word of "grant.basis"`},
		{short, "secrets, both", "secrets", `not-decided: template "short" does not say grant.basis`},
		{short, "  royalty.floor: the rate is the whole price\n", "", `not-decided: template "short" does not say royalty.floor`},
		{short, "  royalty.steps.note: the steps speak for themselves\n", "", `not-decided: template "short" does not say royalty.steps.note`},
		{words, "{{if .grant.exclusive}}, exclusively{{end}}", "", `not-decided: template "short" does not say grant.exclusive`},
		{words, "sold outside", "sold outside {{the .grant.field}}", `operative-value: grant.field stands in the key terms too in every draft`},
		{words, "## Payment {#payment}", "## Payment {#payments}", `unknown-id: clause "short-licence" has no section "payment"`},
		{words, `short "royalty"`, `short "short-rest"`, `unknown-clause: no compound clause stands for "short-rest"`},
		{books, `{{if short "publicity"}}`, `{{if .publicity.who}}`, `stands-for: clause "short-rest" says the same whether "publicity" is in the draft or not`},
		{"clauses/royalty/balanced.md", "{{.note}}", "{{.note}}, {{$.deal.law_family}}", `not-decided: template "short" does not say deal.law_family`},
		{"clauses/royalty/clause.yaml", "variants:", "  royalty.cap: {kind: money, ask: Which cap?, optional: true}\nvariants:", `unused-parameter: the answer to "royalty.cap" has no effect`},
	} {
		_, problems := lint.Library(seed(t, sound, test.file, test.old, test.text), "")
		var got []string
		for _, p := range problems {
			got = append(got, p.Rule+": "+p.Message)
		}
		if text := strings.Join(got, "\n"); !strings.Contains(text, test.want) {
			t.Errorf("%s: %q for %q\ngot  %s\nwant %s", test.file, test.text, test.old, text, test.want)
		}
	}
}
