package draft_test

import (
	"regexp"
	"strings"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/draft"
)

// TestKindsE: notes are about the wording and the answers taken, and advise the
// side whose draft it is.
func TestKindsE(t *testing.T) {
	lib := openShipped(t)
	notes := func(text string) (said string) {
		made, problems := draft.Make(lib, "deal.yaml", []byte(text), draft.Options{Notes: true})
		if made.Document == nil {
			t.Fatal(problems)
		}
		document.Walk(made.Document, func(node any) bool {
			if n, ok := node.(*document.Note); ok {
				for _, b := range n.Blocks {
					if p, ok := b.(*document.Paragraph); ok {
						said += plain(document.PlainText(p.Inlines)) + "\n"
					}
				}
			}
			return true
		})
		return said
	}
	t.Run("E a side is not told where the other gives way", func(t *testing.T) {
		for _, side := range []string{"licensor", "licensee"} {
			said := notes(find(t, "battery.yaml for "+side+" in eu-civil").yaml)
			advised := 0
			for _, id := range lib.ClauseIDs() {
				for _, n := range lib.Clauses[id].Notes() {
					switch there := strings.Contains(said, plain(n.Say)); {
					case there && n.For == side:
						advised++
					case there && n.For != "":
						t.Errorf("for %s: clause %s: %q", side, id, n.Say)
					}
				}
			}
			if advised < 5 {
				t.Errorf("only %d notes advise %s", advised, side)
			}
		}
	})
	t.Run("E the wording taken, not the default", func(t *testing.T) {
		const words = "Final-offer arbitration by an expert"
		text := find(t, "battery.yaml for neutral in eu-civil").yaml
		if !strings.Contains(text, "default: baseball") || !strings.Contains(notes(text), words) {
			t.Error("the note on the wording taken is not there")
		}
		if other := strings.Replace(text, "default: baseball", "default: status-quo", 1); strings.Contains(notes(other), words) {
			t.Error("the note on another wording is there")
		}
	})
}

// TestKindsF: heads of terms state what the deal answers, in words, in the
// order in which parties read them.
func TestKindsF(t *testing.T) {
	heads := func(more ...string) *drafted {
		doc, problems := changed(t, append([]string{"template: exclusive-licence", "template: heads-of-terms"}, more...)...)
		if doc == nil {
			t.Fatal(problems)
		}
		return newDrafted("heads", "", draftOf(doc), problems)
	}
	const end = "definitions: {"
	t.Run("F no term is missing", func(t *testing.T) {
		for _, test := range []struct{ what, deal, words string }{
			{"the share in sublicence income", "sublicence_income: {table: [{before: the first sale, share_pct: 30}, {before: thereafter, share_pct: 10}]}", `30%`},
			{"past patent cost", "prosecution: {past_costs: 40000}", `\$40,000`},
			{"future patent cost", "prosecution: {cost: licensor}", `(?i)patent cost`},
			{"government funding", "government_rights: {funded: true, agency: Department of Energy, award: DE-1, us_licence: true, march_in: true, us_manufacture: statutory}", `Department of Energy`},
			{"reserved research", "", `(?i)research`},
			{"publication", "academic_publication: {enabled: true}", `(?i)publication`},
			{"what follows a missed target", oneTrigger + "\nbenchmarks: {triggers: [T1]}", `(?i)miss`},
			{"the royalty after the sunset", "", `50% of the royalty`},
			{"the rate without a claim", "", `(?i)without a valid patent claim`},
			{"minimum royalties", "minimum_royalty: {table: [{year: 2029, amount: 5000}]}", `\$5,000`},
		} {
			if d := heads(end, test.deal+"\n"+end); !regexp.MustCompile(test.words).MatchString(d.text) {
				t.Errorf("%s: nothing reads %s", test.what, test.words)
			}
		}
		d := heads("fees: {upfront: 250000}", "fees: {upfront: 250000, equity_pct: 4, equity_cap: 3000000}")
		if !strings.Contains(d.text, "4%") {
			t.Error("shares in Licensee: nothing reads 4%")
		}
		if d := heads("period: 5y", "period: 5y, lead_time_mode: true"); !strings.Contains(d.text, "until 5 years after the first commercial sale") {
			t.Error("exclusivity that lasts from the first sale: nothing says so")
		}
	})
	t.Run("F events, not codes", func(t *testing.T) {
		d := heads(end, oneTrigger+"\nbenchmarks: {triggers: [T1]}\nmilestones: {table: [{id: M1, trigger: T1, amount: 100000}]}\n"+end)
		for _, l := range d.lines {
			if code := regexp.MustCompile(`\bT1: \$|\bM1\b|from 0\b|from USD 0`).FindString(l.words); code != "" {
				t.Errorf("%q in %q", code, l.words)
			}
		}
	})
	t.Run("F an article before the form of a party", func(t *testing.T) {
		if d := heads(); !strings.Contains(d.text, "a Delaware corporation") {
			t.Errorf("no article: %s", d.text[:600])
		}
	})
}
