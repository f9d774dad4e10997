package sample

import (
	"slices"
	"strings"
	"testing"

	"clausewright/internal/deal"
)

// TestRead: every sample answer is one of its kind; only what is there to break
// rules may be out of bounds.
func TestRead(t *testing.T) {
	for k, a := range kinds {
		p := &deal.Parameter{Path: "a.b", Kind: k}
		for name, texts := range map[string][]string{"judging": {a.Judging}, "turning": a.Turning} {
			for _, text := range texts {
				if _, err := deal.ReadText(p, text, "EUR"); err != nil {
					t.Errorf("%s, %s: %q cannot be read: %v", k, name, text, err)
				}
			}
		}
		if got := Admitted(p, a.Drawn); len(got) != len(a.Drawn) && k != deal.KindMoney && k != deal.KindText && k != deal.KindLongText {
			t.Errorf("%s: of %q only %q can be read", k, a.Drawn, got)
		}
	}
	for _, k := range deal.Kinds() {
		if a := Of(k); a.Judging == "" && !slices.Contains([]deal.Kind{deal.KindChoice, deal.KindList, deal.KindTable}, k) {
			t.Errorf("no sample of a %s", k)
		}
	}
}

func TestFitting(t *testing.T) {
	for _, test := range []struct {
		name string
		p    deal.Parameter
		want string
	}{
		{"a known question", deal.Parameter{Path: deal.CurrencyPath, Kind: deal.KindText}, "EUR"},
		{"the name of the question", deal.Parameter{Path: "escrow.release_test", Kind: deal.KindText}, "the release test"},
		{"what is typical", deal.Parameter{Path: "a.b", Kind: deal.KindText, Typical: `"a pilot plant", or none`}, "a pilot plant"},
		{"a typical number", deal.Parameter{Path: "a.b", Kind: deal.KindInteger, Typical: "12 to 24"}, "12"},
		{"a typical duration", deal.Parameter{Path: "a.b", Kind: deal.KindDuration, Typical: "60 days after the report"}, "60 days"},
		{"a closed word", deal.Parameter{Path: "a.b", Kind: deal.KindChoice, Choices: []deal.Choice{{Word: "no"}, {Word: "yes"}}}, "'no'"},
		{"within bounds", deal.Parameter{Path: "a.b", Kind: deal.KindInteger, Min: "7"}, "7"},
		{"a row", deal.Parameter{Path: "fees.stages", Kind: deal.KindTable, Columns: []deal.Parameter{
			{Path: "id", Kind: deal.KindText},
			{Path: "sum", Kind: deal.KindMoney},
			{Path: "note", Kind: deal.KindText, Optional: true},
		}}, "[{id: F1, sum: 100000}]"},
	} {
		if got := Fitting(&test.p); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestMatching(t *testing.T) {
	for _, test := range []struct{ constant, want string }{
		{"university", "university"},
		{"^an? ", ""}, // no answer ends in a space
		{`(?i)\b(company|corporation)$`, "COMPANY"},
		{"^[aeiou]", "a"},
		{"(x{3})", "xxx"},
		{"^(limited|plc)$", "limited"},
		{"(", ""}, // no pattern
	} {
		if got := matching(test.constant); got != test.want {
			t.Errorf("%q: %q, want %q", test.constant, got, test.want)
		}
	}
}

// TestCandidates: what a wording compares an answer with is among the answers
// that are tried, and something beside it.
func TestCandidates(t *testing.T) {
	compared := Compared{"a.count": {"5"}, "a.form": {"^an? "}, "a.list": {"x1"}, "kind": {"pilot"}}
	for _, test := range []struct {
		p    deal.Parameter
		want string
	}{
		{deal.Parameter{Path: "a.count", Kind: deal.KindInteger}, "0 1 3 5"},
		{deal.Parameter{Path: "a.form", Kind: deal.KindText}, "the form"},
		{deal.Parameter{Path: "a.list", Kind: deal.KindList}, "[] [x1] [the list] [the first of the list, the second of the list, the third of the list]"},
		{deal.Parameter{Path: "a.table", Kind: deal.KindTable, Columns: []deal.Parameter{{Path: "kind", Kind: deal.KindText}}},
			"[] [{kind: the kind}] [{kind: the kind}, {kind: the kind}]"},
	} {
		if got := strings.Join(compared.Candidates(&test.p), " "); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %s, want %s", test.p.Path, got, test.want)
		}
	}
}

func TestQuoted(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"steel plates", "steel plates"},
		{"no", "'no'"},
		{"d'Été", "'d''Été'"},
		{"a, b", "'a, b'"},
		{"5", "'5'"},
	} {
		if got := Quoted(test.text); got != test.want {
			t.Errorf("%s: %s, want %s", test.text, got, test.want)
		}
	}
}
