package form_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/deal"
	"clausewright/internal/draft"
	"clausewright/internal/form"
	"clausewright/internal/library"
)

// begun is the deal with which a licence of an asset begins.
func begun(t *testing.T, lib *library.Library, template string, known map[string]string) string {
	t.Helper()
	answers := map[string]deal.Value{}
	for path, text := range known {
		q, ok := lib.Schema.Find(path)
		if !ok {
			t.Fatalf("there is no question %q", path)
		}
		v, err := deal.ReadText(q, text, "")
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		answers[path] = v
	}
	return string(form.Deal(lib, lib.Templates[template], form.Options{Answers: answers}))
}

// TestBeginnings: whatever is licensed, in each sector and style, a new deal is
// short, drafts as it is, and no rule stops it; what nobody has answered is open or
// marked. In short each asset is tried in one sector.
func TestBeginnings(t *testing.T) {
	const longest = 200
	lib := shipped()
	begins, problems := lib.Beginning()
	if problems.HasErrors() || len(begins.Assets) != 7 {
		t.Fatalf("%d assets: %v", len(begins.Assets), problems)
	}
	words := func(path string) []string {
		q, _ := lib.Schema.Find(path)
		return q.Words()
	}
	for i, asset := range begins.Assets {
		for j, sector := range words("deal.sector") {
			if testing.Short() && j != i%len(words("deal.sector")) {
				continue // each asset, and each in another sector
			}
			law := []string{"us", "uk", "eu-civil"}[(i+j)%3]
			kind := words("party.licensor.kind")[(i+2*j)%2]
			known := map[string]string{"deal.sector": sector, "deal.law_family": law, "party.licensor.kind": kind}
			for path, text := range asset.Answers {
				known[path] = text
			}
			name := fmt.Sprintf("%s in %s, %s, of a %s", asset.Name, sector, law, kind)
			text := begun(t, lib, "exclusive-licence", known)
			if lines := strings.Count(text, "\n"); lines > longest {
				t.Errorf("%s: %d lines", name, lines)
			}
			made, problems := draft.Make(lib, "deal.yaml", []byte(text), draft.Options{})
			if problems.HasErrors() {
				t.Fatalf("%s: %v", name, problems)
			}
			for _, path := range made.Deal.Answers() {
				_, given := known[path]
				v, _ := made.Deal.Answer(path)
				if open := strings.Contains(v.Raw(), "TBD"); given == slices.Contains(made.Deal.Prefilled(), path) && !open {
					t.Errorf("%s: %s is %s: given %v", name, path, v.Raw(), given)
				}
			}
		}
	}
}

// TestPresetsFollow: what is commonly agreed follows the answers that are known.
func TestPresetsFollow(t *testing.T) {
	lib := shipped()
	for _, c := range []struct{ path, answer, want string }{
		{"deal.law_family", "uk", "\n  currency: GBP  # pre-filled\n"},
		{"deal.law_family", "eu-civil", "\n  institution: ICC  # pre-filled\n"},
		{"deal.law_family", "eu-civil", "\n  seat: TBD\n"},
		{"deal.sector", "pharma", "\n  field_test: indication  # pre-filled\n"},
		{"technology.rights", "patents", "\n  patents:\n    - ref: TBD"},
		{"technology.rights", "software-copyright", "\n  tests: [derivative, know-how]  # pre-filled\n"},
		{"party.licensor.kind", "university", "\n  capture_period: 3y  # pre-filled\n"},
		{"exclusivity.period", "5y", "\n  period: 5y\n"},
		{"deal.currency", "TBD", "\n  cap: TBD\n"},
	} {
		if got := begun(t, lib, "exclusive-licence", map[string]string{c.path: c.answer}); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s lacks %q", c.path, c.answer, c.want)
		}
	}
}
