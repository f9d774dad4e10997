package comparison_test

import (
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausewright/internal/comparison"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

var shipped = sync.OnceValue(func() *library.Library {
	lib, _ := library.Open(os.DirFS("../.."), "")
	return lib
})

// drafted is the draft of minimal with answers changed.
func drafted(t testing.TB, replacements ...string) comparison.Side {
	t.Helper()
	text, err := os.ReadFile("../../samples/minimal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	changed := string(text)
	for i := 0; i < len(replacements); i += 2 {
		if !strings.Contains(changed, replacements[i]) {
			t.Fatalf("%q is not in the deal", replacements[i])
		}
		changed = strings.Replace(changed, replacements[i], replacements[i+1], 1)
	}
	made, problems := draft.Make(shipped(), "minimal.yaml", []byte(changed), draft.Options{})
	if problems.HasErrors() {
		t.Fatal(problems[0])
	}
	return comparison.Side{Name: "minimal.yaml", Document: made.Document, Draft: made, Library: shipped()}
}

// TestCompare: each passage names the answer behind it, and each answer the
// Sections that it reaches.
func TestCompare(t *testing.T) {
	r := comparison.Compare(drafted(t), drafted(t, "upfront: 250000", "upfront: 300000", "capture_period: 3y", "capture_period: 2y"))
	var lines []string
	for _, c := range r.Changes {
		line := c.Section + ": " + c.What
		for _, cause := range c.Causes {
			line += ", " + cause.String()
		}
		lines = append(lines, line)
	}
	want := []string{
		"Key Terms: changed, fees.upfront: USD 250000 → USD 300000",
		"Section 9.1 Upfront Fee: changed, fees.upfront: USD 250000 → USD 300000",
		"Section 11.1 Improvements: changed, improvements.capture_period: 3y → 2y",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	terms := []comparison.Term{
		{Path: "improvements.capture_period", Old: "3y", New: "2y", Reaches: []string{"Section 11.1 Improvements"}},
		{Path: "fees.upfront", Old: "USD 250000", New: "USD 300000", Reaches: []string{"Key Terms", "Section 9.1 Upfront Fee"}},
	}
	if diff := cmp.Diff(terms, r.Terms); diff != "" {
		t.Error(diff)
	}
	if want := (comparison.Totals{Changes: 3, Inserted: 3, Deleted: 3}); r.Totals != want || r.Shifted != 0 {
		t.Errorf("%+v, %d shifted, want %+v", r.Totals, r.Shifted, want)
	}
}

// TestPlacesNamed: a report calls a place as a reference in that style does.
func TestPlacesNamed(t *testing.T) {
	written := func(style, words string) comparison.Side {
		section := func() *document.Division {
			text := []document.Inline{&document.Text{Text: "The parties " + words + "."}}
			return &document.Division{Kind: document.Section, Heading: "Peace", Blocks: []document.Block{&document.Paragraph{Inlines: text}}}
		}
		doc := &document.Document{Title: "Peace", Style: style}
		for _, outer := range []*document.Division{{Kind: document.Article, ID: "peace", Heading: "Peace"}, {Kind: document.Schedule, ID: "list", Heading: "List"}} {
			inner := section()
			inner.ID = outer.ID + "-one"
			outer.Blocks = []document.Block{inner}
			doc.Body = append(doc.Body, outer)
		}
		document.Resolve(doc, document.Options{})
		return comparison.Side{Document: doc}
	}
	for _, test := range []struct{ style, article, schedule string }{
		{"us", "Section 1.1 Peace", "Paragraph 1 of Exhibit A Peace"},
		{"uk", "Clause 1.1 Peace", "Paragraph 1 of Schedule 1 Peace"},
		{"eu-civil", "Section 1.1 Peace", "Paragraph 1 of Annex A Peace"},
	} {
		var places []string
		for _, c := range comparison.Compare(written(test.style, "keep it"), written(test.style, "make it")).Changes {
			places = append(places, c.Section)
		}
		if diff := cmp.Diff([]string{test.article, test.schedule}, places); diff != "" {
			t.Errorf("%s: %s", test.style, diff)
		}
	}
}

// TestNothing: an answer that reaches nothing is told, and nothing else.
func TestNothing(t *testing.T) {
	r := comparison.Compare(drafted(t), drafted(t, "sector: industrial", "sector: other"))
	if len(r.Changes) > 0 || len(r.Terms) != 1 || len(r.Terms[0].Reaches) > 0 {
		t.Errorf("%+v %+v", r.Terms, r.Changes)
	}
	if r := comparison.Compare(drafted(t), drafted(t)); !r.Empty() || document.Redlined(r.Document) {
		t.Errorf("a draft differs from itself: %+v", r)
	}
}

// pairs are changes of answers, of clauses and of wordings.
var pairs = map[string][]string{
	"a sum":                 {"upfront: 250000", "upfront: 1000"},
	"an open value":         {"upfront: 250000", "upfront: TBD"},
	"a level":               {"level: exclusive", "level: sole"},
	"a clause in":           {"definitions:", "export: {regimes: [EAR]}\ndefinitions:"},
	"a clause out":          {"definitions:", "anti_shelving: {enabled: false}\ndefinitions:"},
	"a side":                {"sector: industrial", "sector: industrial\n  drafting_side: licensor"},
	"a wording":             {"definitions:", "variants: {grant-back: licensee, royalty-term: licensor}\ndefinitions:"},
	"a style":               {"law_family: us", "law_family: uk"},
	"rights":                {"rights: [patents, know-how]", "rights: [patents, know-how, trade-secrets]"},
	"a list":                {"field_exclusions: [medical optics]", "field_exclusions: [medical optics, military optics]"},
	"tiers":                 {"to: 10000000, rate: 5", "to: 20000000, rate: 6", "from: 10000000", "from: 20000000"},
	"courts":                {"disputes: {", "jurisdiction: {courts: the courts of New York}\ndisputes: {final: court, "},
	"a date":                {"effective_date: 2027-03-01", "effective_date: 2027-02-01"},
	"the number of a draft": {"draft_date: 2026-11-23", "draft_date: 2026-12-24\n  draft_no: 2"},
	"another sunset":        {"type: hard", "type: extendable, extension: 1y, max_extensions: 1"},
}

// TestCauses: no passage changes without a cause, in either direction.
func TestCauses(t *testing.T) {
	for name, replacements := range pairs {
		t.Run(name, func(t *testing.T) {
			older, newer := drafted(t), drafted(t, replacements...)
			for _, r := range []*comparison.Report{comparison.Compare(older, newer), comparison.Compare(newer, older)} {
				if r.Empty() {
					t.Fatal("nothing changed")
				}
				for _, c := range r.Changes {
					if len(c.Causes) == 0 {
						t.Errorf("%s, %s: %s has no cause: %q → %q", c.Key, c.Section, c.What, c.Old, c.New)
					}
				}
				document.Walk(r.Document, func(node any) bool {
					if m := document.MarkOf(node); m.Change != document.Kept && (m.Cause < 1 || m.Cause > len(r.Document.Causes)) {
						t.Errorf("a mark without a cause: %+v of %T", m, node)
						return false
					}
					return document.MarkOf(node).Change == document.Kept
				})
			}
		})
	}
}

// TestCausesBesideAnotherEdition: what an answer printed changed because of it. What
// only looks at answers names three of them at most, and the other edition of the
// library, which may have made the change as well.
func TestCausesBesideAnotherEdition(t *testing.T) {
	older := drafted(t)
	older.Otherwise = &document.Cause{Kind: document.EditionCause}
	newer := drafted(t, "upfront: 250000", "upfront: 1000", "level: exclusive", "level: sole", "rights: [patents, know-how]", "rights: [patents, know-how, trade-secrets]",
		"type: hard", "type: extendable, extension: 1y, max_extensions: 1", "field_exclusions: [medical optics]", "field_exclusions: [medical optics, military optics]")
	found := map[string]string{}
	for _, c := range comparison.Compare(older, newer).Changes {
		var causes []string
		for _, cause := range c.Causes {
			name := cause.Path
			if cause.Kind == document.EditionCause {
				name = "another edition of " + cause.Clause
			}
			causes = append(causes, name)
		}
		found[c.Section+": "+c.What] = strings.Join(causes, ", ")
	}
	for change, want := range map[string]string{
		"Section 9.1 Upfront Fee: changed":      "fees.upfront",
		"Section 8.3 Extension: inserted":       "sunset.extension",
		"Section 4.1 Reserved Rights: changed":  "exclusivity.level, another edition of reserved-rights",
		"Section 3.2 Excluded Fields: inserted": "exclusivity.field_exclusions, sunset.type, technology.rights, another edition of field-of-use",
	} {
		if found[change] != want {
			t.Errorf("%s: %q, want %q", change, found[change], want)
		}
	}
}
