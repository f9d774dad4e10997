package draft_test

import (
	"cmp"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/cases"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
)

// The tests of what drafts say look at the same drafts: the samples for each
// side in each style, the deals of testdata/deals, and variations of both. They
// are made once, and so are the random deals that other tests look at. A hunt
// for rare faults asks for more: -variations 2000 -first 1000.
var (
	variations = flag.Int("variations", 0, "how many variations of deals, and how many random deals, the tests of drafts try; 0: 70, in short 15")
	firstDeal  = flag.Uint64("first", 1, "the seed of the first")
)

// seeds are those of the variations and of the random deals.
func seeds() (list []uint64) {
	n := *variations
	switch {
	case n == 0 && testing.Short():
		n = 15
	case n == 0:
		n = 70
	}
	for i := range n {
		list = append(list, *firstDeal+uint64(i))
	}
	return list
}

// drafted is a deal with its draft, and what the draft says.
type drafted struct {
	name, yaml string
	sample     bool // of a sample, for a side in a style
	made       *draft.Draft
	problems   diag.List
	lines      []line
	sections   map[string]string // the words of each section, article and schedule, by id
	text       string            // the words of all lines, one below the other
}

// line is a paragraph, a heading or a cell of a draft.
type line struct {
	section, clause string // ids; that of a schedule for what stands in one
	words           string // how it reads
	wording         string // the same, with a mark in place of each answer
	definition      string // the term that it defines
	cell            string // "" for no cell; else the head of its column
	inlines         []document.Inline
}

// answerMark stands for an answer.
const answerMark = "◊"

// varied is a deal with some answers of a random one in place of its own, if
// no rule has an error to tell of it.
func varied(t *testing.T, deals []*drafted, seed uint64) *drafted {
	lib := openShipped(t)
	r := rand.New(rand.NewPCG(seed, 0))
	of := deals[r.IntN(len(deals))]
	random := cases.NewRandom(lib, "exclusive-licence", seed, true).YAML()
	answers, _ := deal.Read("random.yaml", []byte(random), lib.Schema)
	var closed, other []string
	for _, path := range answers.Answers() {
		switch q, _ := lib.Schema.Find(path); {
		case strings.HasPrefix(path, "deal.") || strings.HasPrefix(path, "party.") || of.made.Choices.Find(q.Clause) == nil:
		case q.Kind == deal.KindChoice || q.Kind == deal.KindFlag || q.Closed:
			closed = append(closed, path)
		default:
			other = append(other, path)
		}
	}
	var with, from yaml.Node
	if yaml.Unmarshal([]byte(of.yaml), &with) != nil || yaml.Unmarshal([]byte(random), &from) != nil {
		t.Fatal("a deal is no YAML")
	}
	var paths []string
	for i := range 6 {
		list := closed
		if i%3 == 2 {
			list = other
		}
		path := strings.Split(list[r.IntN(len(list))], ".")
		*answerNode(with.Content[0], path) = *answerNode(from.Content[0], path)
		paths = append(paths, strings.Join(path, "."))
	}
	text, err := yaml.Marshal(&with)
	if err != nil {
		t.Fatal(err)
	}
	made, problems := draft.Make(lib, "varied.yaml", text, draft.Options{})
	if problems.HasErrors() {
		return nil
	}
	return newDrafted(fmt.Sprintf("variation %d of %s in %s", seed, of.name, strings.Join(paths, ", ")), string(text), made, problems)
}

// answerNode is the node of a deal file at a path, made if there is none.
func answerNode(n *yaml.Node, path []string) *yaml.Node {
	for _, key := range path {
		if n.Kind != yaml.MappingNode {
			*n = yaml.Node{Kind: yaml.MappingNode}
		}
		at := 0
		for at < len(n.Content) && n.Content[at].Value != key {
			at += 2
		}
		if at == len(n.Content) {
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"})
		}
		n = n.Content[at+1]
	}
	return n
}

// value is a word by which an answer is told, or a default where there is none.
func (d *drafted) value(path string) string {
	v, _ := d.made.Choices.Value(path)
	if v == nil {
		return ""
	}
	return v.Raw()
}

func (d *drafted) has(clause string) bool {
	c := d.made.Choices.Find(clause)
	return c != nil && c.Taken
}

// grants reports whether a kind of right is licensed.
func (d *drafted) grants(right string) bool {
	return regexp.MustCompile(`\b` + right + `\b`).MatchString(d.value("technology.rights"))
}

func (d *drafted) style() string { return d.made.Document.Style }

// clause is what the draft says in a clause.
func (d *drafted) clause(id string) string {
	var b strings.Builder
	for _, l := range d.lines {
		if l.clause == id {
			b.WriteString(l.words + "\n")
		}
	}
	return b.String()
}

var (
	corpusOnce  sync.Once
	corpusDeals []*drafted
)

// corpus are all drafts that the tests look at.
func corpus(t *testing.T) []*drafted {
	t.Helper()
	lib := openShipped(t)
	corpusOnce.Do(func() {
		for _, d := range sampleDeals(t) {
			made, problems := draft.Make(lib, d.name, []byte(d.yaml), draft.Options{})
			whole := newDrafted(d.name, d.yaml, made, problems)
			whole.sample = d.sample
			corpusDeals = append(corpusDeals, whole)
		}
		files := len(corpusDeals)
		for _, seed := range seeds() {
			if d := varied(t, corpusDeals[:files], seed); d != nil {
				corpusDeals = append(corpusDeals, d)
			}
		}
	})
	return corpusDeals
}

// randomDeal is a random deal of plain words, drafted whatever its rules say.
type randomDeal struct {
	*cases.Random
	made     *draft.Draft
	problems diag.List
}

var (
	randomOnce  sync.Once
	randomDeals []randomDeal
)

// randoms are random deals over the whole parameter space, drawn once. Most of
// them break a rule.
func randoms(t *testing.T) []randomDeal {
	t.Helper()
	lib := openShipped(t)
	randomOnce.Do(func() {
		for _, seed := range seeds() {
			g := cases.NewRandom(lib, "exclusive-licence", seed, true)
			made, problems := g.Make()
			randomDeals = append(randomDeals, randomDeal{g, made, problems})
		}
	})
	return randomDeals
}

// printed are the drafts of the corpus that were made.
func printed(t *testing.T) (list []*drafted) {
	t.Helper()
	for _, d := range corpus(t) {
		if d.made.Document != nil {
			list = append(list, d)
		}
	}
	return list
}

var (
	sideLine  = regexp.MustCompile(`(?m)^  drafting_side: .*\n`)
	styleLine = regexp.MustCompile(`(?m)^  law_family: .*\n`)
)

// sampleDeals are the samples for each side in each style, and the deals of
// testdata/deals as they are.
func sampleDeals(t *testing.T) (list []drafted) {
	for _, name := range []string{"minimal.yaml", "battery.yaml", "ai-module.yaml"} {
		for _, side := range []string{"neutral", "licensor", "licensee"} {
			for _, style := range []string{"us", "uk", "eu-civil"} {
				text := sideLine.ReplaceAllString(sample(t, name), "")
				text = styleLine.ReplaceAllString(text, fmt.Sprintf("  law_family: %s\n  drafting_side: %s\n", style, side))
				list = append(list, drafted{name: fmt.Sprintf("%s for %s in %s", name, side, style), yaml: text, sample: true})
			}
		}
	}
	files, _ := filepath.Glob("testdata/deals/*.yaml")
	if len(files) < 8 {
		t.Fatalf("%d deals", len(files))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, drafted{name: filepath.Base(file), yaml: string(text)})
	}
	return list
}

func newDrafted(name, yaml string, made *draft.Draft, problems diag.List) *drafted {
	d := &drafted{name: name, yaml: yaml, made: made, problems: problems, sections: map[string]string{}}
	if made.Document == nil {
		return d
	}
	r := reader{drafted: d}
	for _, division := range made.Document.Body {
		r.division(division, line{})
	}
	var all strings.Builder
	for _, l := range d.lines {
		all.WriteString(l.words + "\n")
	}
	d.text = all.String()
	return d
}

// reader collects what a draft says, line by line.
type reader struct{ *drafted }

func (r reader) division(d *document.Division, at line) {
	if d.Clause != "" {
		at.clause = d.Clause
	}
	if d.ID != "" {
		at.section = d.ID
	}
	first := len(r.lines)
	r.add(at, []document.Inline{&document.Text{Text: d.Heading}})
	r.blocks(d.Blocks, at)
	var words strings.Builder
	for _, l := range r.lines[first:] {
		words.WriteString(l.words + "\n")
	}
	r.sections[at.section] += words.String()
}

func (r reader) blocks(blocks []document.Block, at line) {
	for _, block := range blocks {
		switch b := block.(type) {
		case *document.Division:
			r.division(b, at)
		case *document.Paragraph:
			r.add(at, b.Inlines)
		case *document.List:
			for _, item := range b.Items {
				first := len(r.lines)
				r.blocks(item.Blocks, at)
				for _, l := range r.lines[first:] {
					r.sections[item.ID] += l.words + "\n"
				}
			}
		case *document.Definitions:
			for _, entry := range b.Entries {
				document.WalkInlines(entry.Blocks[0].(*document.Paragraph).Inlines, func(node any) bool {
					if def, ok := node.(*document.Definition); ok {
						at.definition = def.Term
					}
					return true
				})
				r.blocks(entry.Blocks, at)
			}
			at.definition = ""
		case *document.Table:
			for _, cell := range b.Head {
				r.add(at, cell)
			}
			for _, row := range b.Rows {
				for i, cell := range row.Cells {
					at.cell = cmp.Or(document.PlainText(b.Head[i]), "-")
					r.add(at, cell)
				}
			}
			at.cell = ""
		}
	}
}

func (r reader) add(at line, inlines []document.Inline) {
	at.inlines = inlines
	at.words = plain(document.PlainText(inlines))
	var b strings.Builder
	document.WalkInlines(inlines, func(node any) bool {
		switch n := node.(type) {
		case *document.Text:
			words := n.Text
			if n.Origin.Answer {
				words = answerMark
			}
			b.WriteString(words)
		case *document.Use:
			b.WriteString(n.Text)
		case *document.Reference:
			b.WriteString(n.Text)
		case *document.Definition:
			b.WriteString("“" + n.Term + "”")
		case *document.Blank:
			b.WriteString(answerMark)
		case *document.Break:
			b.WriteByte(' ')
		}
		return true
	})
	at.wording = plain(b.String())
	r.lines = append(r.lines, at)
}

// plain is a text without spaces that do not break.
func plain(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

// said is a line with the drafts that hold it.
type said struct {
	line
	in []*drafted
}

var (
	saidOnce  sync.Once
	saidLines []*said
)

// everyLine are the lines of all drafts of the corpus, each once.
func everyLine(t *testing.T) []*said {
	t.Helper()
	drafts := printed(t)
	saidOnce.Do(func() {
		type key struct{ section, definition, words, wording string }
		known := map[key]*said{}
		for _, d := range drafts {
			for _, l := range d.lines {
				if l.section == document.CoverPart {
					continue // what rules found, and what is open
				}
				k := key{l.section, l.definition, l.words, l.wording}
				if known[k] == nil {
					known[k] = &said{line: l}
					saidLines = append(saidLines, known[k])
				}
				if in := known[k].in; len(in) == 0 || in[len(in)-1] != d {
					known[k].in = append(in, d)
				}
			}
		}
	})
	return saidLines
}

// never reports the lines of a corpus in which words stand, in a draft for
// which they are wrong; in the sections named they may stand. Words that do not
// find the fault of which they were made, as a draft once said it, prove nothing.
func never(t *testing.T, expr, once, sections string, of *aspect, wrong func(d *drafted) bool) {
	t.Helper()
	pattern, may := searchFor(expr), regexp.MustCompile("^("+sections+")$")
	if !pattern.MatchString(once) {
		t.Errorf("%s does not find %q", expr, once)
	}
	told := map[string]bool{}
	for _, p := range of.each(t) {
		if !pattern.in(p.lower) {
			continue
		}
		at := pattern.FindStringIndex(p.text)
		if at == nil {
			continue
		}
		for _, l := range p.lines {
			key := l.section + l.definition
			if told[key] || may.MatchString(l.section) {
				continue
			}
			if i := slices.IndexFunc(l.in, wrong); i >= 0 {
				told[key] = true
				t.Errorf("%s: %s: …%s…", l.in[i].name, l.section, p.text[max(0, at[0]-80):min(len(p.text), at[1]+60)])
			}
		}
	}
}

func inAny(*drafted) bool { return true }

// find is the draft of the corpus with a name.
func find(t *testing.T, name string) *drafted {
	t.Helper()
	for _, d := range printed(t) {
		if d.name == name {
			return d
		}
	}
	t.Fatalf("there is no draft %q", name)
	return nil
}

// draftOf is a draft of which only the document is known.
func draftOf(doc *document.Document) *draft.Draft { return &draft.Draft{Document: doc} }
