package cases

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"clausewright/internal/assemble"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/sample"
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
		if g.withheld(p) {
			continue
		}
		if taken[group] && (needed || g.rand.below(2) > 0) {
			g.answers[p.Path] = g.answer(p)
		}
	}
}

// withheld reports whether a template leaves a question to its full form.
func (g *Random) withheld(p *deal.Parameter) bool {
	t := g.lib.Templates[g.template]
	return t != nil && t.FullForm != "" && (!t.Lists(p.Clause) || t.Withholds(p.Path) != nil)
}

// words are the words of a choice, or of a closed list, at a path that the template
// carries.
func (g *Random) words(p *deal.Parameter, path string) []deal.Choice {
	t := g.lib.Templates[g.template]
	if t == nil {
		return p.Choices
	}
	return slices.DeleteFunc(slices.Clone(p.Choices), func(c deal.Choice) bool { return t.GivesUp(path, c.Word) })
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
		return pick(&g.rand, sample.Currencies)
	}
	if p.MayStayOpen() && !slices.Contains([]string{deal.DraftDatePath, deal.EffectivePath}, p.Path) && g.rand.below(16) == 0 {
		return deal.OpenWord
	}
	switch p.Kind {
	case deal.KindChoice:
		return sample.InQuotes(pick(&g.rand, g.words(p, p.Path)).Word)
	case deal.KindList:
		least := 0
		if !p.Optional && !p.Admits(deal.List{}) {
			least = 1
		}
		if p.Closed {
			return g.several(least, func(int) string { return sample.InQuotes(pick(&g.rand, g.words(p, p.Path)).Word) })
		}
		return g.several(least, func(int) string { return sample.InQuotes(g.text(deal.KindText)) })
	case deal.KindTable:
		return g.several(1, func(n int) string { return g.row(p, n) })
	case deal.KindText, deal.KindLongText:
		return sample.InQuotes(g.text(p.Kind))
	}
	return pick(&g.rand, sample.Admitted(p, sample.Of(p.Kind).Drawn))
}

func (g *Random) text(k deal.Kind) string {
	if g.plain {
		return pick(&g.rand, sample.PlainTexts)
	}
	return pick(&g.rand, sample.Of(k).Drawn)
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
	return sample.Row(table, n, func(table, c *deal.Parameter, n int) string {
		switch {
		case c.Path == deal.TriggerColumn && table.Path == deal.TriggersPath:
			return fmt.Sprintf("T%d", n)
		case c.Optional && g.withholdsCell(table, c), c.Optional && g.rand.below(2) == 0:
			return "null"
		case c.Kind == deal.KindChoice:
			return sample.InQuotes(pick(&g.rand, g.words(c, table.Path+"."+c.Path)).Word)
		}
		return g.answer(c)
	})
}

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
		added := g.giveUp(problems)
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

// giveUp takes out answers that a short form refuses, and reports whether there were
// any.
func (g *Random) giveUp(problems diag.List) bool {
	before := len(g.answers)
	for _, p := range problems {
		if p.Rule == assemble.NotCarried {
			maps.DeleteFunc(g.answers, func(path, _ string) bool { return path == p.Path || strings.HasPrefix(path, p.Path+".") })
		}
	}
	return len(g.answers) < before
}

// withholdsCell reports whether a template leaves a column to its full form.
func (g *Random) withholdsCell(table, column *deal.Parameter) bool {
	t := g.lib.Templates[g.template]
	return t != nil && t.Withholds(table.Path+"."+column.Path) != nil
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
