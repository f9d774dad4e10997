package assemble_test

import (
	"strings"
	"testing"
)

// TestPromises: a text knows which provisions of the draft do something, and
// refers to those, in the order of the draft.
func TestPromises(t *testing.T) {
	files := map[string]string{
		"clauses/grant/clause.yaml": small["clauses/grant/clause.yaml"] + "provides:\n  end: {when: .deal.items, at: items-end}\n",
		"clauses/extra/clause.yaml": small["clauses/extra/clause.yaml"] + "provides: {end: gt .extra.fee 5}\n",
		"clauses/extra/balanced.md": "## Extra\n\nIt has {{if provides \"end\" \"grant\"}}items{{else}}none{{end}}.\n",
		"clauses/grant/balanced.md": "## Grant\n\n{{if provides \"end\"}}It ends under {{providing \"end\"}}.{{else}}It never ends.{{end}}\n\n{{if .deal.items}}\n## Items {#items-end}\n\nSo.\n{{end}}\n",
	}
	for _, test := range []struct{ answers, want string }{
		{"{name: A}", "It never ends."},
		{"{name: A, items: [x]}", "It ends under [](#items-end)."},
		{"{name: A, flag: true}\nextra: {fee: EUR 5}", "It never ends."},
		{"{name: A, flag: true}\nextra: {fee: EUR 6}", "It ends under [](#extra)."},
		{"{name: A, flag: true, items: [x]}\nextra: {fee: EUR 6}", "It ends under [](#items-end,extra)."},
		{"{name: A, flag: true, items: [x]}\nextra: {fee: EUR 6}", "It has items."},
		{"{name: A, flag: true}\nextra: {fee: EUR 6}\nclauses: {omit: extra}", "It never ends."},
	} {
		_, source, problems := run(t, files, "deal: "+test.answers)
		if problems.HasErrors() || !strings.Contains(string(source.Text()), test.want) {
			t.Errorf("%s: %s %v, want %s", test.answers, source.Text(), problems, test.want)
		}
	}
}

// TestProvisions: a list of what provides something is made from the draft, with
// the words that the clauses have for themselves, in the spelling of the draft.
func TestProvisions(t *testing.T) {
	files := map[string]string{
		"clauses/library.yaml":      "spelling:\n  us: {ordinary shares: shares of common stock}\n",
		"clauses/grant/clause.yaml": small["clauses/grant/clause.yaml"] + "provides:\n  end: {when: .deal.items, at: items-end, as: the sale of ordinary shares}\n",
		"clauses/extra/clause.yaml": small["clauses/extra/clause.yaml"] + "provides: {end: {when: gt .extra.fee 5, as: a fee}}\n",
		"clauses/grant/balanced.md": "## Grant\n\n{{if provides \"end\"}}\nIt ends under:\n\n{{range provisions \"end\"}}\n1. {{.where}} ({{.what}}); or\n{{end}}\n\nThe grounds are {{column (provisions \"end\") \"what\"}}.\n{{else}}\nIt never ends.\n{{end}}\n\n{{if .deal.items}}\n## Items {#items-end}\n\nSo.\n{{end}}\n",
	}
	for answers, want := range map[string][]string{
		"{name: A}":             {"It never ends."},
		"{name: A, items: [x]}": {"1. [](#items-end) (the sale of shares of common stock); or", "The grounds are the sale of shares of common stock."},
		"{name: A, flag: true, items: [x]}\nextra: {fee: EUR 6}": {"1. [](#extra) (a fee); or", "The grounds are the sale of shares of common stock and a fee."},
	} {
		_, source, problems := run(t, files, "deal: "+answers)
		for _, w := range want {
			if problems.HasErrors() || !strings.Contains(string(source.Text()), w) {
				t.Errorf("%s: %s %v, want %s", answers, source.Text(), problems, w)
			}
		}
	}
}

// TestPromiseDecides: a clause can enter because another provides something,
// and explain names the answers behind it.
func TestPromiseDecides(t *testing.T) {
	files := map[string]string{
		"clauses/grant/clause.yaml": small["clauses/grant/clause.yaml"] + "provides: {end: .deal.items}\n",
		"clauses/extra/clause.yaml": strings.Replace(small["clauses/extra/clause.yaml"], "when: .deal.flag", `when: provides "end"`, 1),
	}
	choices, _, _ := run(t, files, "deal: {name: A, items: [x]}\nextra: {fee: EUR 5}")
	extra := choices.Find("extra")
	var because []string
	for _, r := range extra.Because {
		because = append(because, r.String())
	}
	if got, want := strings.Join(because, "; "), "clause grant is in the draft; deal.items is [x] (line 2)"; !extra.Taken || got != want {
		t.Errorf("taken %v because %s, want %s", extra.Taken, got, want)
	}
}
