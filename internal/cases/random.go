package cases

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// Random is a whole deal drawn from a library's own parameters.
type Random struct {
	lib      *library.Library
	template string
	rand     splitmix
	answers  map[string]string
	plain    bool
}

// NewRandom draws a deal for a template. The same seed gives the same deal. If
// plain is set, every text is plain words; otherwise some look like Markdown,
// HTML, templates and labels of lists.
func NewRandom(lib *library.Library, template string, seed uint64, plain bool) *Random {
	g := &Random{lib: lib, template: template, rand: splitmix(seed), answers: map[string]string{}, plain: plain}
	g.draw()
	return g
}

// drawn are texts that stand for the answers of random deals.
var drawn = map[deal.Kind][]string{
	deal.KindText: {
		"steel plates", "ABC-12 units", "the registered office", "a, b and c",
		`*Acme* & <b>Söhne</b> #1 {{.x}} [a](b) 1. \`, "1986. A year", "(a) first", "| cell |", "Ελληνικά", "# 5 rue d'Été",
	},
	deal.KindLongText: {
		"the first purpose of the work", "One sentence. Another, which is longer; it goes on.", "an outcome of at least 5% more, measured as agreed",
	},
	deal.KindNumber: {"1", "0.5", "12.75", "40"}, deal.KindInteger: {"1", "2", "3", "12"}, deal.KindPercent: {"5", "12.5%", "50", "100"},
	deal.KindMoney: {"0", "1", "250000", "USD 1500000.50"}, deal.KindDate: {"2027-02-01", "2031-12-31", "2040-02-29"},
	deal.KindDuration: {"1d", "30d", "10bd", "1mo", "6mo", "1 year", "5y"}, deal.KindParty: {"licensor", "licensee"},
	deal.KindTerritory: {"[US]", "[EEA, CH, UK]", "[WORLD]", "[DE, FR]"}, deal.KindTriggers: {"[T1]", "[T1, T2]", "[T1, T2, T3]"},
	deal.KindReference: {"grant-back"}, deal.KindFlag: {"true", "false"},
}

// plainTexts look like nothing but words.
var plainTexts = []string{"steel plates", "a pilot plant", "lenses for cameras", "premises in Lisbon"}

// currencies are answers to the one text that needs a certain form.
var currencies = []string{"EUR", "USD", "GBP", "CHF"}

// draw answers every parameter of the groups it takes, leaving optional and
// defaulted ones out at times.
func (g *Random) draw() {
	taken := map[string]bool{}
	for _, p := range g.lib.Schema.Parameters {
		group, _, _ := strings.Cut(p.Path, ".")
		if _, ok := taken[group]; !ok {
			taken[group] = g.always(group) || g.rand.below(3) > 0
		}
		needed := p.Default == "" && !p.Optional
		if taken[group] && (needed || g.rand.below(2) > 0) {
			g.answers[p.Path] = g.answer(p)
		}
	}
}

// always reports whether a clause without a condition asks a question of the
// group that has no default.
func (g *Random) always(group string) bool {
	for _, id := range g.lib.ClauseIDs() {
		c := g.lib.Clauses[id]
		for _, p := range c.Parameters {
			if c.When == nil && strings.HasPrefix(p.Path, group+".") && p.Default == "" && !p.Optional {
				return true
			}
		}
	}
	return false
}

func (g *Random) answer(p *deal.Parameter) string {
	if p.Path == deal.CurrencyPath {
		return pick(&g.rand, currencies)
	}
	structural := p.Kind == deal.KindChoice || p.Kind == deal.KindFlag
	if !structural && !slices.Contains([]string{deal.DraftDatePath, "deal.effective_date"}, p.Path) && g.rand.below(16) == 0 {
		return "TBD"
	}
	switch p.Kind {
	case deal.KindChoice:
		return always(pick(&g.rand, p.Choices).Word)
	case deal.KindList:
		least := 0
		if !p.Optional && !p.Admits(deal.List{}) {
			least = 1
		}
		if p.Closed {
			return g.several(least, func(int) string { return always(pick(&g.rand, p.Choices).Word) })
		}
		return g.several(least, func(int) string { return always(g.text(deal.KindText)) })
	case deal.KindTable:
		return g.several(1, func(n int) string { return g.row(p, n) })
	case deal.KindText, deal.KindLongText:
		return always(g.text(p.Kind))
	}
	return pick(&g.rand, admitted(p, drawn[p.Kind]))
}

// admitted are the texts that answer a question, within its bounds; all of them
// if none does.
func admitted(p *deal.Parameter, texts []string) []string {
	var list []string
	for _, text := range texts {
		if _, err := deal.ReadText(p, text, ""); err == nil {
			list = append(list, text)
		}
	}
	if list == nil {
		return texts
	}
	return list
}

func (g *Random) text(k deal.Kind) string {
	if g.plain {
		return pick(&g.rand, plainTexts)
	}
	return pick(&g.rand, drawn[k])
}

// several is a list of up to three entries, at least as many as told.
func (g *Random) several(least int, entry func(n int) string) string {
	var list []string
	for n := range least + g.rand.below(4-least) {
		list = append(list, entry(n+1))
	}
	return "[" + strings.Join(list, ", ") + "]"
}

func (g *Random) row(table *deal.Parameter, n int) string {
	return rowText(table, n, func(table, c *deal.Parameter, n int) string {
		switch {
		case c.Path == "id" && table.Path == "triggers.register":
			return fmt.Sprintf("T%d", n)
		case c.Optional && g.rand.below(2) == 0:
			return "null"
		}
		return g.answer(c)
	})
}

// always puts a text between quotation marks.
func always(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// YAML is the deal file, its keys in the order of the alphabet.
func (g *Random) YAML() string {
	var b strings.Builder
	fmt.Fprintf(&b, "template: %s\n", g.template)
	writeGroup(&b, "", g.answers, "")
	return b.String()
}

// Make drafts the deal, whatever its rules say, and answers what a wording
// turns out to need.
func (g *Random) Make() (*draft.Draft, diag.List) {
	for range rounds {
		made, problems := draft.Make(g.lib, "random.yaml", []byte(g.YAML()), draft.Options{Force: true})
		added := false
		for _, m := range missingAnswers(made) {
			if q, ok := g.lib.Schema.Find(m.Path); ok && g.answers[m.Path] == "" {
				g.answers[m.Path] = g.answer(q)
				added = true
			}
		}
		if !added {
			return made, problems
		}
	}
	return draft.Make(g.lib, "random.yaml", []byte(g.YAML()), draft.Options{Force: true})
}

// Without is the deal file without the answers to some questions.
func (g *Random) Without(paths ...string) string {
	rest := *g
	rest.answers = maps.Clone(g.answers)
	for _, path := range paths {
		delete(rest.answers, path)
	}
	return rest.YAML()
}
