package deal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"clausewright/internal/diag"
)

func describe(problems diag.List) string {
	var lines []string
	for _, p := range problems {
		line := fmt.Sprintf("%d:%d: ", p.Pos.Line, p.Pos.Column)
		if p.Path != "" {
			line += p.Path + ": "
		}
		line += p.Message + " [" + p.Rule + "]"
		if p.Hint != "" {
			line += " (" + p.Hint + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestFaults(t *testing.T) {
	s := declare(t, smallQuestions)
	for _, test := range faults {
		t.Run(test.name, func(t *testing.T) {
			_, problems := Read("deal.yaml", []byte(test.file), s)
			if got, want := describe(problems), strings.TrimSpace(test.want); got != want {
				t.Errorf("%s\n got: %s\nwant: %s", test.file, got, want)
			}
		})
	}
}

// Whatever a hostile file holds, one clear problem comes at once.
func TestHostileFiles(t *testing.T) {
	s := declare(t, smallQuestions)
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'i'; c++ {
		bomb += fmt.Sprintf("%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", c, c, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1)
	}
	many := func(line string) string {
		var b strings.Builder
		for i := 0; b.Len() < maxSize-100; i++ {
			fmt.Fprintf(&b, line, i)
		}
		return b.String()
	}
	for _, test := range []struct{ name, file, rule string }{
		{"nested lists", strings.Repeat("[", 20_000), "yaml"},
		{"nested lists below the limit", "fees: {due: " + strings.Repeat("[", 9_000) + strings.Repeat("]", 9_000) + "}", "wrong-kind"},
		{"nested mappings", strings.Repeat("{a: ", 20_000), "yaml"},
		{"nested blocks", strings.Repeat("- ", 20_000), "yaml"},
		{"alias bomb", bomb, "unknown-key"},
		{"alias bomb in an answer", strings.NewReplacer("a: &a", "exclusivity:\n  field_exclusions: &a").Replace("a: &a [*a, *a]\n"), "alias"},
		{"50 MB", strings.Repeat("a", 50<<20), "file-size"},
		{"unknown keys", many("key%d: 1\n"), "unknown-key"},
		{"unknown columns", "royalty:\n  tiers:\n    - {from: 0, " + strings.ReplaceAll(many("k%d: 1, "), "\n", "") + "}", "unknown-key"},
		{"bad codes", "exclusivity:\n  territory:\n" + strings.Repeat("  - Xanadu\n", 900), "not-a-code"},
		{"long list", "exclusivity:\n  field_exclusions: [" + many("%d,") + "]", "too-many-items"},
		{"long table", "royalty:\n  tiers: [" + many("{a: %d},") + "]", "too-many-items"},
		{"long key", "{? " + strings.Repeat("a", maxSize-100) + " : 1}", "unknown-key"},
		{"bad omissions", "clauses:\n  omit: [" + strings.Repeat("A b,", 900) + "]", "wrong-kind"},
		{"bad omissions with notices", "clauses:\n  omit:\n" + many("    a%d: {x: y}\n"), "wrong-kind"},
		{"omissions", "clauses:\n  omit: [" + many("a%d,") + "]", "too-many-items"},
		{"variants", "variants:\n" + many("  a%d: B\n"), "wrong-kind"},
		{"longest number", "fees: {extra: " + strings.Repeat("9", maxSize-100) + "}", "wrong-kind"},
		{"long exponent", "fees: {extra: 1e999999999}", "wrong-kind"},
	} {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			d, problems := Read("deal.yaml", []byte(test.file), s)
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
			if d == nil || len(problems) == 0 || len(problems) > maxProblems+1 {
				t.Fatalf("%d problems", len(problems))
			}
			if problems[0].Rule != test.rule || len(problems[0].Error()) > 400 {
				t.Errorf("first problem: %.400v", problems[0])
			}
		})
	}
}

// A file names a template in whatever way it is written; of one that is no text nobody can
// tell.
func TestNamesTemplate(t *testing.T) {
	for file, want := range map[string]bool{
		"deal: {}\ntemplate: short-form\n":          true,
		"\ufefftemplate: short-form\n":              true,
		"# a deal\rtemplate: short-form\r":          true,
		"template : short-form\n":                   true,
		"\"template\": short-form\n":                true,
		"Template: short-form\n":                    true,
		"  template: short-form\n":                  true,
		`{"deal": {}, "template": "short-form"}`:    true,
		"'template': short-form\ndeal: [\n":         true,
		"t\x00e\x00m\x00p\x00l\x00a\x00t\x00e\x00":  true,
		"name: Soci\xe9t\xe9\n":                     true,
		"":                                          false,
		"side: licensor\n":                          false,
		"spec:\n  template: {}\n":                   false,
		"# template: short-form\nside: licensor\n":  false,
		"side: licensor\nnote: [the template: it\n": false,
		"side: |\n  a\n  template: short-form\n":    false,
		"- template: short-form\n":                  false,
	} {
		if NamesTemplate([]byte(file)) != want {
			t.Errorf("%q: %v", file, !want)
		}
	}
}

// A byte order mark and the line ends of Windows change nothing, columns
// included.
func TestLineEnds(t *testing.T) {
	s := declare(t, smallQuestions)
	file := "fees:\n  due: »x«  # é\n  upfront: none\n"
	_, want := Read("f", []byte(file), s)
	for _, other := range []string{"\ufeff" + file, strings.ReplaceAll(file, "\n", "\r\n"), "\ufeff" + strings.ReplaceAll(file, "\n", "\r\n")} {
		d, got := Read("f", []byte(other), s)
		if describe(got) != describe(want) || len(want) != 1 || want[0].Pos != (diag.Position{File: "f", Line: 3, Column: 12}) {
			t.Errorf("%q: %s", other, describe(got))
		}
		if v, _ := d.Answer("fees.due"); v != Value(Text("»x«")) {
			t.Errorf("%q: due is %v", other, v)
		}
	}
}

func TestOmissionsAndVariants(t *testing.T) {
	s := declare(t, smallQuestions)
	for _, test := range []struct{ file, want string }{
		{"clauses: {omit: escrow}\n", "escrow  1:17"},
		{"clauses: {omit: [marking, escrow]}\n", "marking  1:18;escrow  1:27"},
		{"clauses:\n  omit:\n    escrow: \"[Intentionally  Omitted]\"\n    marking:\n", "escrow [Intentionally Omitted] 3:5;marking  4:5"},
		{"clauses: {omit: }\n", ""},
		{"clauses:\n", ""},
		{"clauses: {omit: []}\n", ""},
	} {
		d, problems := Read("f", []byte(test.file), s)
		var got []string
		for _, o := range d.Omit {
			got = append(got, fmt.Sprintf("%s %s %d:%d", o.Clause, o.Notice, o.Pos.Line, o.Pos.Column))
		}
		if strings.Join(got, ";") != test.want || len(problems) > 0 {
			t.Errorf("%q: %q\n%s", test.file, got, describe(problems))
		}
	}
	d, problems := Read("f", []byte("variants:\n  sunset: licensor\n  grant-back: option\n"), s)
	want := []NamedVariant{{"sunset", "licensor", diag.Position{File: "f", Line: 2, Column: 3}, diag.Position{File: "f", Line: 2, Column: 11}},
		{"grant-back", "option", diag.Position{File: "f", Line: 3, Column: 3}, diag.Position{File: "f", Line: 3, Column: 15}}}
	if !slices.Equal(d.Variants, want) || len(problems) > 0 {
		t.Errorf("%v %v", d.Variants, problems)
	}
}

// A deal tells what it gives, where, and which missing answers have a problem
// of their own.
func TestPlaces(t *testing.T) {
	s := declare(t, smallQuestions)
	file := `party:
  licensor: {nmae: X}
fees: {upfront: 5, due: 2027-02-30}
royalty:
  tiers:
    - {from: 0, to: 5, rate: 7.50}
    - {from: 5, rate: 5}
exclusivity: {territory: [US, DE], cap: ~}
sunset:
audti: {per_year: 1}
`
	d, _ := Read("f", []byte(file), s)
	for path, want := range map[string]string{
		"fees":                     "3:1",
		"fees.upfront":             "3:17",
		"fees.extra":               "3:1",
		"royalty.tiers":            "6:5",
		"royalty.tiers[2]":         "7:7",
		"royalty.tiers[1].rate":    "6:30",
		"royalty.tiers[2].to":      "7:7",
		"royalty.tiers[9].to":      "6:5",
		"exclusivity.territory[2]": "8:31",
		"zebra.stripes":            "1:1",
		"":                         "1:1",
		"party.licensor.name":      "2:3",
		"sunset.on":                "9:1",
	} {
		if p := d.Pos(path); fmt.Sprintf("%d:%d", p.Line, p.Column) != want || p.File != "f" {
			t.Errorf("Pos(%q) = %v, want %s", path, p, want)
		}
	}
	for path, want := range map[string]bool{
		"fees":            true,
		"fees.upfront":    true,
		"fees.due":        true,
		"fees.extra":      false,
		"exclusivity.cap": false,
		"exclusivity":     true,
		"sunset":          false,
		"escrow":          false,
	} {
		if got := d.Given(path); got != want {
			t.Errorf("Given(%q) = %v", path, got)
		}
	}
	for path, want := range map[string]bool{
		"fees.due":            true,
		"fees.upfront":        false,
		"party.licensor.name": true,
		"audit.per_year":      true,
		"audit.burden":        true,
		"escrow.agent":        false,
	} {
		if got := d.Faulty(path); got != want {
			t.Errorf("Faulty(%q) = %v", path, got)
		}
	}
	if got := strings.Join(d.Answers(), " "); got != "fees.upfront royalty.tiers exclusivity.territory exclusivity.cap" {
		t.Errorf("Answers: %s", got)
	}
	if _, ok := d.Answer("fees.due"); ok {
		t.Error("a wrong answer is an answer")
	}
	var texts []string
	for w := range d.Texts() {
		texts = append(texts, fmt.Sprintf("%s=%s@%d:%d", w.Path, w.Text, w.Pos.Line, w.Pos.Column))
	}
	if got := strings.Join(texts[:4], " "); got != "fees.upfront=5@3:17 fees.due=2027-02-30@3:25 royalty.tiers[1].from=0@6:14 royalty.tiers[1].to=5@6:21" {
		t.Errorf("Texts: %s", got)
	}
	broken, _ := Read("f", []byte("fees: ["), s)
	if !broken.Faulty("fees.upfront") {
		t.Error("a broken file explains no missing answer")
	}
}

// Amounts that name no currency are in that of the deal, wherever it stands.
func TestDealCurrency(t *testing.T) {
	s := declare(t, smallQuestions)
	for file, want := range map[string]string{
		"fees: {upfront: 5}\ndeal: {currency: EUR}\n":            "EUR 5",
		"fees: {upfront: USD 5}\ndeal: {currency: EUR}\n":        "USD 5",
		"fees: {upfront: {amount: 7.50}}\ndeal: {currency: GBP}": "GBP 7.50",
		"fees: {upfront: {amount: 5, currency: CHF}}\n":          "CHF 5",
		"fees: {upfront: 5}\n":                                   "5",
	} {
		d, problems := Read("f", []byte(file), s)
		if v, ok := d.Answer("fees.upfront"); !ok || v.Raw() != want || len(problems) > 0 {
			t.Errorf("%q: %v %v", file, v, problems)
		}
	}
	s = declare(t, smallQuestions)
	p, _ := s.Find("deal.currency")
	p.Default = "SEK"
	d, _ := Read("f", []byte("fees: {upfront: 5}"), s)
	if v, _ := d.Answer("fees.upfront"); v.Raw() != "SEK 5" {
		t.Errorf("with a default: %v", v)
	}
	row := Table{{"a": Money{}, "b": List{Money{}, Text("x")}}}
	if got := WithCurrency(row, "USD").Raw(); got != "[{a: USD 0, b: [USD 0, x]}]" {
		t.Errorf("WithCurrency: %s", got)
	}
}
