package draft_test

import (
	"cmp"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// shipped opens the library of the program once for all tests.
var shipped = sync.OnceValues(func() (*library.Library, diag.List) { return library.Open(os.DirFS("../.."), "") })

func openShipped(t testing.TB) *library.Library {
	t.Helper()
	lib, problems := shipped()
	for _, p := range problems {
		t.Errorf("%v", p)
	}
	return lib
}

// answersOf are texts that stand for the answers of random deals. The odd ones
// look like Markdown, HTML, templates and list labels.
var answersOf = map[deal.Kind][]string{
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

// fixed are answers that need a certain form, which their kind does not tell.
var fixed = map[string][]string{"deal.currency": {"EUR", "USD", "GBP", "CHF"}}

// dealGen draws deals from a library's own parameters.
type dealGen struct {
	t       *rapid.T
	lib     *library.Library
	answers map[string]string
	plain   bool // texts are plain words
}

// plainTexts are texts that look like nothing but words.
var plainTexts = []string{"steel plates", "a pilot plant", "lenses for cameras", "premises in Lisbon"}

// texts are the texts to choose from.
func (g *dealGen) texts(k deal.Kind) []string {
	if g.plain {
		return plainTexts
	}
	return answersOf[k]
}

func (g *dealGen) pick(label string, from []string) string {
	return rapid.SampledFrom(from).Draw(g.t, label)
}

// draw answers every parameter of the groups it takes, leaving optional and
// defaulted ones out at times.
func (g *dealGen) draw() {
	taken := map[string]bool{}
	for _, p := range g.lib.Schema.Parameters {
		group, _, _ := strings.Cut(p.Path, ".")
		if _, ok := taken[group]; !ok {
			taken[group] = g.always(group) || rapid.IntRange(0, 2).Draw(g.t, "take "+group) > 0
		}
		needed := p.Default == "" && !p.Optional
		if taken[group] && (needed || rapid.Bool().Draw(g.t, "give "+p.Path)) {
			g.answers[p.Path] = g.answer(p)
		}
	}
}

// always reports whether a clause without a condition asks a question of the
// group that has no default.
func (g *dealGen) always(group string) bool {
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

func (g *dealGen) answer(p *deal.Parameter) string {
	if from, ok := fixed[p.Path]; ok {
		return g.pick(p.Path, from)
	}
	structural := p.Kind == deal.KindChoice || p.Kind == deal.KindFlag
	if !structural && !slices.Contains([]string{"deal.draft_date", "deal.effective_date"}, p.Path) && rapid.IntRange(0, 15).Draw(g.t, "open "+p.Path) == 0 {
		return "TBD"
	}
	switch p.Kind {
	case deal.KindChoice:
		var words []string
		for _, c := range p.Choices {
			words = append(words, c.Word)
		}
		return quoted(g.pick(p.Path, words))
	case deal.KindList:
		return "[" + strings.Join(g.several(p.Path, 0, func(string) string { return quoted(g.pick("item", g.texts(deal.KindText))) }), ", ") + "]"
	case deal.KindTable:
		return "[" + strings.Join(g.several(p.Path, 1, func(n string) string { return g.row(p, n) }), ", ") + "]"
	case deal.KindText, deal.KindLongText:
		return quoted(g.pick(p.Path, g.texts(p.Kind)))
	}
	return g.pick(p.Path, answersOf[p.Kind])
}

func (g *dealGen) several(label string, least int, make func(n string) string) []string {
	var list []string
	for i := range rapid.IntRange(least, 3).Draw(g.t, "size of "+label) {
		list = append(list, make(fmt.Sprint(i+1)))
	}
	return list
}

func (g *dealGen) row(table *deal.Parameter, n string) string {
	var cells []string
	for _, c := range table.Columns {
		cell := ""
		switch {
		case c.Path == "id" && table.Path == "triggers.register":
			cell = "T" + n
		case c.Optional && rapid.Bool().Draw(g.t, "leave "+c.Path):
			cell = "null"
		default:
			cell = g.answer(&c)
		}
		cells = append(cells, c.Path+": "+cell)
	}
	return "{" + strings.Join(cells, ", ") + "}"
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// yaml writes the deal with its keys in the order of the library.
func (g *dealGen) yaml() string {
	var b strings.Builder
	b.WriteString("template: exclusive-licence\n")
	writeGroup(&b, "", g.answers, "")
	return b.String()
}

func writeGroup(b *strings.Builder, prefix string, answers map[string]string, indent string) {
	var keys []string
	for path := range answers {
		if rest, ok := strings.CutPrefix(path, prefix); ok {
			key, _, _ := strings.Cut(rest, ".")
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		if value, ok := answers[prefix+key]; ok {
			fmt.Fprintf(b, "%s%s: %s\n", indent, key, value)
			continue
		}
		fmt.Fprintf(b, "%s%s:\n", indent, key)
		writeGroup(b, prefix+key+".", answers, indent+"  ")
	}
}

var ruleOfLibrary = regexp.MustCompile(`^(F|TRAP|R)-\d+`)

// TestRandomDeals drafts random deals over the whole parameter space. Nothing
// but a rule of the library may speak against one: no reference may dangle, no
// term be undefined, nothing be left over.
func TestRandomDeals(t *testing.T) {
	lib := openShipped(t)
	pictures := 0
	rapid.Check(t, func(rt *rapid.T) {
		g := &dealGen{t: rt, lib: lib, answers: map[string]string{}}
		g.draw()
		made, problems := g.make()
		for _, p := range problems {
			if !ruleOfLibrary.MatchString(p.Rule) {
				rt.Fatalf("%v\n%s", p, g.yaml())
			}
		}
		if made.Document == nil {
			return
		}
		checkNumbers(rt, made.Document)
		pictures += checkPictures(rt, made.Document)
	})
	if pictures == 0 {
		t.Error("no deal had a picture")
	}
}

// checkPictures reports pictures that cannot be drawn, and those that say what
// the table after them does not. It counts the pictures.
func checkPictures(t *rapid.T, doc *document.Document) (pictures int) {
	document.Walk(doc, func(node any) bool {
		d, ok := node.(*document.Division)
		if !ok {
			return false
		}
		for i, b := range d.Blocks {
			p, ok := b.(*document.Picture)
			if !ok {
				continue
			}
			pictures++
			if err := p.Check(); err != nil {
				t.Fatal(err)
			}
			table, ok := d.Blocks[min(i+1, len(d.Blocks)-1)].(*document.Table)
			if !ok {
				t.Fatalf("no table follows the picture %q", p.Title)
			}
			checkStated(t, p, table)
		}
		return true
	})
	return pictures
}

// checkStated reports a label or a number of a picture that no row of the
// table states.
func checkStated(t *rapid.T, p *document.Picture, table *document.Table) {
	rows := map[string]bool{}
	for _, row := range table.Rows {
		var b strings.Builder
		for _, cell := range row {
			b.WriteString(document.PlainText(cell) + "|")
		}
		rows[strings.ToLower(strings.ReplaceAll(b.String(), "\u00a0", " "))] = true
	}
	stated := func(cells ...string) {
		said := strings.ToLower(strings.ReplaceAll(strings.Join(cells, "|"), "\u00a0", " "))
		for row := range rows {
			if strings.Contains(row, said) {
				return
			}
		}
		t.Fatalf("the table does not state %q", said)
	}
	switch d := p.Drawing.(type) {
	case *document.Timeline:
		for _, label := range p.Words()[2:] {
			at := strings.LastIndex(label, ": ")
			stated(label[:at], label[at+2:])
		}
	case *document.Chart:
		for _, s := range d.Steps {
			stated(s.FromText, cmp.Or(s.ToText, "no limit"), s.RateText)
		}
	}
}

// bad is what no sentence of a draft may hold: gaps and marks that a condition
// or an empty answer leaves behind.
var bad = regexp.MustCompile(`\s[,.;:)]|\.\.|[,;:][,;:.]|\(\s|\(\)|\b(and and|or or|the the|of of|to to|a a|is is)\b|\s\s|^[,.;]|\b1 (days|months|years|members|Business Days)\b`)

// TestRandomProse drafts random deals whose texts are plain words and reads
// every paragraph, item and cell.
func TestRandomProse(t *testing.T) {
	lib := openShipped(t)
	rapid.Check(t, func(rt *rapid.T) {
		g := &dealGen{t: rt, lib: lib, answers: map[string]string{}, plain: true}
		g.draw()
		made, _ := g.make()
		if made.Document == nil {
			return
		}
		document.Walk(made.Document, func(node any) bool {
			if p, ok := node.(*document.Paragraph); ok {
				text := strings.ReplaceAll(document.PlainText(p.Inlines), "\u00a0", " ")
				if at := bad.FindStringIndex(text); at != nil {
					rt.Fatalf("%q in %q\n%s", text[at[0]:at[1]], text, g.yaml())
				}
			}
			return true
		})
	})
}

// make drafts the deal and answers whatever a wording turns out to need.
func (g *dealGen) make() (*draft.Draft, diag.List) {
	for range 20 {
		made, problems := draft.Make(g.lib, "random.yaml", []byte(g.yaml()), draft.Options{Force: true})
		added := false
		for _, p := range problems {
			if q, ok := g.lib.Schema.Find(p.Path); ok && p.Rule == "missing-answer" && g.answers[p.Path] == "" {
				g.answers[p.Path] = g.answer(q)
				added = true
			}
		}
		if !added {
			return made, problems
		}
	}
	return draft.Make(g.lib, "random.yaml", []byte(g.yaml()), draft.Options{Force: true})
}

// checkNumbers reports labels that repeat, and references without text.
func checkNumbers(t *rapid.T, doc *document.Document) {
	labels := map[string]bool{}
	document.Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *document.Division:
			if n.Kind != document.Section || !strings.Contains(n.Label, ".") {
				break
			}
			if labels[n.Label] {
				t.Fatalf("two sections are numbered %q", n.Label)
			}
			labels[n.Label] = true
		case *document.Reference:
			if n.Text == "" || len(n.Targets) != 1 {
				t.Fatalf("a reference to %v has the text %q", n.Targets, n.Text)
			}
		}
		return true
	})
}
