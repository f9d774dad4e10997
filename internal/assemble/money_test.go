package assemble_test

import (
	"strings"
	"testing"
)

// TestMoneyInWordings: amounts keep their currency beside the plain numbers
// that a wording writes out.
func TestMoneyInWordings(t *testing.T) {
	clause := strings.Replace(small["clauses/grant/clause.yaml"], "variants:", "  deal.currency: {kind: text, ask: c}\n  deal.fee: {kind: money, ask: How much?}\nvariants:", 1)
	for wording, want := range map[string]string{
		"{{mul .deal.fee 0.5}}":                  "$500",
		"{{mul 0.5 .deal.fee}}":                  "$500",
		"{{mul .deal.fee 2}}":                    "$2,000",
		"{{max .deal.fee 5000}}":                 "$5,000",
		"{{max 5000 .deal.fee}}":                 "$5,000",
		"{{min .deal.fee 5000}}":                 "$1,000",
		"{{add .deal.fee 5000}}":                 "$6,000",
		"{{max .deal.fee (list 5000 7000)}}":     "$7,000",
		"{{div .deal.fee 3}}":                    "$333.33",
		"{{if gt .deal.fee 999.5}}more{{end}}":   "more",
		"{{if lt .deal.fee 1000.5}}less{{end}}":  "less",
		"{{if eq .deal.fee 1000.0}}equal{{end}}": "equal",
	} {
		_, source, problems := run(t, map[string]string{"clauses/grant/clause.yaml": clause, "clauses/grant/balanced.md": wording},
			"deal: {name: A, currency: USD, fee: 1000}")
		if source == nil {
			t.Errorf("%s: %v", wording, problems)
			continue
		}
		_, text, _ := strings.Cut(string(source.Text()), "<!-- clause: grant -->\n\n")
		if got := strings.ReplaceAll(strings.TrimSpace(text), `\`, ""); got != want {
			t.Errorf("%s is %q, want %q", wording, got, want)
		}
	}
}
