package docx

import (
	"strings"
	"testing"

	d "clausewright/internal/document"
	"clausewright/internal/measure"
)

// linesOf is what a document prints, a line for each paragraph and cell, with
// the numbers that the other formats print.
func linesOf(doc *d.Document) []string {
	book, err := measure.NewBook()
	if err != nil {
		panic(err)
	}
	p := &plainer{doc: doc, fit: &printer{book: book, anchors: anchor(doc, count(doc)), page: paperOf(Options{Letter: doc.Style == "us"})}}
	if len(doc.Body) == 0 || doc.Body[0].ID != d.CoverPart {
		p.line(doc.Title)
	}
	for _, div := range doc.Body {
		p.division(div, d.Part)
	}
	return p.lines
}

type plainer struct {
	doc   *d.Document
	lines []string
	label string   // of what comes next
	fit   *printer // knows which tables are too wide
}

// records are the rows of a table too wide for the page, as labels and values.
func (p *plainer) records(t *d.Table) {
	for _, row := range t.Rows {
		for i, head := range t.Head {
			p.line(d.PlainText(head))
			p.line(d.PlainText(row.Cells[i]))
		}
	}
}

func (p *plainer) line(text string) {
	text = clean(p.label + " " + text)
	p.label = ""
	if text != "" {
		p.lines = append(p.lines, text)
	}
}

func (p *plainer) division(div *d.Division, outer d.DivisionKind) {
	label := div.Label
	if label != "" && !strings.Contains(label, ".") {
		label += "."
	}
	p.label = label
	switch {
	case div.ID == d.CoverPart:
		p.line(p.doc.Legend)
		p.line(p.doc.Title)
	case div.Heading != "" || div.Kind != d.Section:
		p.line(div.Heading)
	case len(div.Blocks) > 0:
		if _, ok := div.Blocks[0].(*d.Paragraph); !ok {
			p.line("")
		}
	default:
		p.line("")
	}
	if div.ID == d.ContentsPart {
		for _, entry := range p.doc.Body {
			p.entry(entry)
		}
	}
	p.blocks(div.Blocks, div.Kind)
}

func (p *plainer) entry(div *d.Division) {
	if div.Heading != "" && div.ID != d.CoverPart && div.ID != d.ContentsPart {
		p.line(d.NumberedHeading(div))
	}
}

func (p *plainer) blocks(blocks []d.Block, outer d.DivisionKind) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *d.Division:
			p.division(b, outer)
		case *d.Paragraph:
			p.line(d.PlainText(b.Inlines))
		case *d.List:
			for _, item := range b.Items {
				if p.label = item.Label; b.Marker == d.Bulleted {
					p.label = bulletText
				}
				if _, ok := firstBlock(item.Blocks).(*d.Paragraph); !ok {
					p.line("")
				}
				p.blocks(item.Blocks, outer)
			}
		case *d.Table:
			if widths, _, _ := p.fit.columns(b); widths == nil && !d.IsSignature(b) {
				p.records(b)
				continue
			}
			for _, row := range rowsOf(b) {
				for _, cell := range row.Cells {
					p.line(d.PlainText(cell))
				}
			}
		case *d.Picture:
			p.line(b.Title)
		case *d.Definitions:
			for _, e := range b.Entries {
				p.blocks(e.Blocks, outer)
			}
		}
	}
}

// verify fails the test unless the file of a document is sound, shows its words
// and numbers, and reads back as it.
func verify(t *testing.T, doc *d.Document) {
	t.Helper()
	data := rendered(t, doc, Options{Letter: doc.Style == "us"})
	if found := checkFile(data); len(found) > 0 {
		t.Errorf("%s", strings.Join(found, "\n"))
	}
	sameWords(t, "shown", data, doc)
	readBack(t, data, doc)
}

// sameWords compares what a file shows with what the document prints.
func sameWords(t testing.TB, name string, data []byte, doc *d.Document) {
	t.Helper()
	v, err := viewOf(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range v.faults {
		t.Errorf("%s: %s", name, f)
	}
	sameLines(t, name, v.lines, linesOf(doc))
}

func sameLines(t tester, name string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		g, w := "nothing", "nothing"
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Fatalf("%s, line %d: shows %q where the document says %q", name, i+1, g, w)
		}
	}
}

// clean is text as XML holds it, on one line.
func clean(s string) string {
	var x xml
	x.text(s)
	return shownLine(unescaped.Replace(string(x.buf)))
}

// shownLine is text as one sees it: spaces and hyphens that tie look like others.
func shownLine(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), noBreakHyphen, "-")
}

var unescaped = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`)

// tester is what a test and a property have in common.
type tester interface {
	Helper()
	Fatalf(format string, args ...any)
}

// TestNumberAfterDefinition: a list in an item goes on from the item, also where
// a definition with a list stands between.
func TestNumberAfterDefinition(t *testing.T) {
	says := func(list ...d.Inline) *d.Paragraph { return &d.Paragraph{Inlines: list} }
	item := func(id string, blocks ...d.Block) *d.Item { return &d.Item{ID: id, Blocks: blocks} }
	entry := &d.Entry{Blocks: []d.Block{says(&d.Definition{Term: "Term"}, &d.Text{Text: " is:"}), &d.List{Items: []*d.Item{item("", says(&d.Text{Text: "one; or"})), item("", says(&d.Text{Text: "two."}))}}}}
	doc := &d.Document{Title: "T", Style: "us", Body: []*d.Division{{ID: "p", Heading: "Part", Blocks: []d.Block{&d.List{Items: []*d.Item{
		item("a", says(&d.Text{Text: "A Term:"}), &d.Definitions{Entries: []*d.Entry{entry}}, &d.List{Items: []*d.Item{item("b", says(&d.Text{Text: "see "}, &d.Reference{Targets: []string{"b"}}))}})}}}}}}
	d.Resolve(doc, d.Options{})
	sameWords(t, "after a definition", rendered(t, doc, Options{Letter: true}), doc)
}

// TestDeepLists: lists that are nested deeper than a list of Word has levels keep
// their numbers, in a section and in a part.
func TestDeepLists(t *testing.T) {
	for _, marker := range []d.Marker{d.Lettered, d.Numbered, d.Bulleted} {
		nested := func() []d.Block {
			var inner []d.Block
			for range deepest + 3 {
				outer := &d.Item{Blocks: append([]d.Block{&d.Paragraph{Inlines: []d.Inline{&d.Text{Text: "one"}}}}, inner...)}
				next := &d.Item{Blocks: []d.Block{&d.Paragraph{Inlines: []d.Inline{&d.Text{Text: "two"}}}}}
				inner = []d.Block{&d.List{Marker: marker, Items: []*d.Item{outer, next}}}
			}
			return inner
		}
		doc := &d.Document{Title: "T", Style: "us", Body: []*d.Division{
			{ID: "background", Heading: "Background", Blocks: nested()},
			{Kind: d.Article, ID: "licence", Heading: "Licence", Blocks: []d.Block{&d.Division{Kind: d.Section, ID: "grant", Heading: "Grant", Blocks: nested()}}},
		}}
		d.Resolve(doc, d.Options{})
		data := rendered(t, doc, Options{Letter: true})
		if found := checkFile(data); len(found) > 0 {
			t.Errorf("%s", strings.Join(found, "\n"))
		}
		sameWords(t, "nested", data, doc)
	}
}

// TestIndents: how far text stands from the margin, and how far before it the number.
func TestIndents(t *testing.T) {
	for _, test := range []struct {
		what          string
		kind          listKind
		level         int
		bare          bool
		left, hanging int
	}{
		{"Article 1.", agreement, 0, false, 0, 0},
		{"1. of an article", agreement, 0, true, numberWidth, numberWidth},
		{"1.1", agreement, 1, true, numberWidth, numberWidth},
		{"(a)", agreement, 2, false, numberWidth + labelWidth, labelWidth},
		{"(i)", agreement, 3, false, numberWidth + 2*labelWidth, labelWidth},
		{"(a) of a definition", lettered, 0, false, numberWidth + labelWidth, labelWidth},
		{"(A) of a recital", recitals, 0, false, numberWidth, labelWidth},
	} {
		if left, hanging := test.kind.indents(test.level, test.bare); left != test.left || hanging != test.hanging {
			t.Errorf("%s: %d, %d, want %d, %d", test.what, left, hanging, test.left, test.hanging)
		}
	}
}

// TestWords: the words, numbers and references are those of the document, as
// Word works them out by itself.
func TestWords(t *testing.T) {
	for _, style := range []string{"us", "uk", "eu-civil"} {
		doc := everything(t, style)
		sameWords(t, style, rendered(t, doc, Options{Letter: style == "us"}), doc)
	}
}
