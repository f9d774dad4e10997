package markdown_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// odd is text that is markup in one place or another.
var odd = []string{
	"*Acme* & <b>Söhne</b> #1 {{.x}} [a](b) 1. `", "`", `\`, "1986. A year", "1) x", "(a) x", "(a)", "(1) y", "[●]", "😀", "שלום",
	`"quoted"`, "it's", "“curly”", "&amp;", "&#35;", "&", ";", "amp;", " ", "  ", "trailing ", " leading", "~~~", "|", "||", "```", "#", "# x",
	"## y", "- z", "-", "--", "---", "+", "+ w", "* v", "*", "**", "***", "_", "__", "a_b", "_c_", "> q", "=", "===", "[", "]", "[x]: y", "]:", "](",
	"![", "!", "<!-- x -->", "<", "<a id=\"x\">", "</a>", "<http://x.y>", "{#id}", "{", "}", "4.2 x", "4.2", "Article 4. x", "Exhibit A. x",
	"a\tb", "line\nbreak", "\u00a0", "x\u00a0", "Net Sales", "Net Sales’", "Affiliates", "Affiliate", "e\u0301", "C#", "a #", ":", ":-", "-:", "|-|",
	"http://x.y", "(", ")", "a", "b c", ".", ",", "100%", "$5", "Aaa", "x*y", "5 * 3", "\\*", "a\\", "●", "ﬁ", "'", "rock 'n' roll", "\u200b",
}

var texts = rapid.Custom(func(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(odd), 1, 3).Draw(t, "words"), rapid.SampledFrom([]string{"", " "}).Draw(t, "joint"))
})

// grower grows random documents that Parse could have made.
type grower struct {
	*rapid.T
	ids   int
	terms int
}

func (g *grower) chance(percent int) bool { return rapid.IntRange(0, 99).Draw(g.T, "chance") < percent }

func (g *grower) id() string {
	if !g.chance(40) {
		return ""
	}
	return g.newID()
}

func (g *grower) newID() string {
	g.ids++
	return "id-" + string(rune('a'+g.ids%26)) + strings.Repeat("x", g.ids/26)
}

func (g *grower) inlines(least, depth int) []document.Inline {
	var list []document.Inline
	for range rapid.IntRange(least, 4).Draw(g.T, "inlines") {
		list = append(list, g.inline(depth))
	}
	return list
}

func (g *grower) inline(depth int) document.Inline {
	switch n := rapid.IntRange(0, 11).Draw(g.T, "inline"); {
	case n == 0 && depth > 0:
		return &document.Strong{Inlines: g.inlines(1, depth-1)}
	case n == 1 && depth > 0:
		return &document.Emphasis{Inlines: g.inlines(1, depth-1)}
	case n == 2 && depth > 1:
		g.terms++
		return &document.Definition{Term: rapid.SampledFrom([]string{"Net Sales", "Affiliate", "Stage's End", "*Odd* “T”", "X"}).Draw(g.T, "term")}
	case n == 3:
		return &document.Reference{Targets: []string{"id-b"}, Text: texts.Draw(g.T, "reference")}
	case n == 4:
		return &document.Reference{Targets: rapid.SliceOfN(rapid.SampledFrom([]string{"id-b", "id-c", "id-d", "nowhere"}), 1, 3).Draw(g.T, "targets")}
	case n == 5:
		return &document.Blank{Name: rapid.SampledFrom([]string{"", "fees.upfront", "a: b", "-x-", "<a|b>"}).Draw(g.T, "name"), Ask: texts.Draw(g.T, "ask")}
	case n == 6:
		return &document.Break{}
	}
	return &document.Text{Text: texts.Draw(g.T, "text"), Origin: document.Origin{Answer: g.chance(50)}}
}

func (g *grower) paragraph() *document.Paragraph {
	return &document.Paragraph{Inlines: g.inlines(1, 2)}
}

func (g *grower) blocks(depth int) []document.Block {
	var blocks []document.Block
	for range rapid.IntRange(0, 3).Draw(g.T, "blocks") {
		switch n := rapid.IntRange(0, 6).Draw(g.T, "block"); {
		case n == 0 && depth > 0:
			blocks = append(blocks, g.list(depth-1))
		case n == 1 && depth > 0:
			blocks = append(blocks, &document.Note{Blocks: g.blocks(depth - 1)})
		case n == 2:
			blocks = append(blocks, g.table())
		case n == 3:
			blocks = append(blocks, g.picture())
		default:
			blocks = append(blocks, g.paragraph())
		}
	}
	return blocks
}

func (g *grower) list(depth int) *document.List {
	list := &document.List{Marker: document.Marker(rapid.IntRange(0, 2).Draw(g.T, "marker"))}
	for range rapid.IntRange(1, 3).Draw(g.T, "items") {
		first := &document.Paragraph{Inlines: g.inlines(0, 2)}
		list.Items = append(list.Items, &document.Item{ID: g.id(), Blocks: append([]document.Block{first}, g.blocks(depth)...)})
	}
	return list
}

func (g *grower) table() *document.Table {
	width := rapid.IntRange(1, 3).Draw(g.T, "width")
	row := func() []document.Cell {
		cells := make([]document.Cell, width)
		for i := range cells {
			cells[i] = g.inlines(0, 2)
		}
		return cells
	}
	t := &document.Table{Class: rapid.SampledFrom([]string{"", "key-terms", "signature"}).Draw(g.T, "class"), Head: row()}
	for range rapid.IntRange(0, 3).Draw(g.T, "rows") {
		t.Rows = append(t.Rows, document.Row{Cells: row()})
	}
	return t
}

// picture is any picture without fault; its texts are as odd as all others.
func (g *grower) picture() *document.Picture {
	said := func(label string) string { return "x" + texts.Draw(g.T, label) }
	p := &document.Picture{Title: said("title"), Alt: said("alt")}
	if g.chance(50) {
		p.Drawing = &document.Chart{X: said("x"), Y: said("y"), Steps: []document.Step{
			{From: "0", To: "1000.50", Rate: "5", FromText: said("from"), ToText: said("to"), RateText: said("rate")},
			{From: "1000.5", Rate: "4.25", FromText: said("from"), RateText: said("rate")},
		}}
		return p
	}
	t := &document.Timeline{Spans: []document.Span{{From: "2027-02-01", Label: said("span"), Kind: document.FrameSpan}}}
	for range rapid.IntRange(0, 2).Draw(g.T, "spans") {
		t.Spans = append(t.Spans, document.Span{From: "2027-02-01", To: "2031-12-31", Label: said("span"), Kind: document.PossibleSpan})
	}
	for range rapid.IntRange(0, 2).Draw(g.T, "marks") {
		t.Marks = append(t.Marks, document.Milestone{Dates: []string{"2028-02-29", "2029-02-28"}, Label: said("mark"), Kind: document.WindowDay})
	}
	p.Drawing = t
	return p
}

func (g *grower) definitions() *document.Definitions {
	d := &document.Definitions{}
	for range rapid.IntRange(0, 3).Draw(g.T, "entries") {
		term := rapid.SampledFrom([]string{"Net Sales", "Affiliate", "Widget"}).Draw(g.T, "term")
		first := &document.Paragraph{Inlines: append([]document.Inline{&document.Definition{Term: term}}, g.inlines(1, 2)...)}
		d.Entries = append(d.Entries, &document.Entry{
			Forms:  rapid.SliceOfN(rapid.SampledFrom([]string{"Net Sale", "a | b", "-->", "-"}), 0, 2).Draw(g.T, "forms"),
			Blocks: append([]document.Block{first}, g.blocks(1)...),
		})
	}
	return d
}

func (g *grower) division() *document.Division {
	d := &document.Division{Kind: rapid.SampledFrom([]document.DivisionKind{document.Part, document.Article, document.Schedule}).Draw(g.T, "kind")}
	d.ID, d.Heading = g.newID(), g.heading()
	if d.Kind == document.Part && g.chance(50) {
		d.ID = rapid.SampledFrom([]string{"background", "cover", "key-terms"}).Draw(g.T, "part")
	}
	d.Blocks = g.blocks(3)
	if g.chance(20) {
		d.Blocks = append(d.Blocks, &document.Table{Class: document.OpenPoints})
	}
	if g.chance(30) {
		d.Blocks = append(d.Blocks, g.definitions())
	}
	if len(d.Blocks) > 0 && g.chance(30) {
		d.Clause = g.newID()
	}
	for range rapid.IntRange(0, 3).Draw(g.T, "sections") {
		s := &document.Division{Kind: document.Section, ID: g.id(), Heading: g.heading(), Blocks: g.blocks(3)}
		if g.chance(50) {
			s.Clause = g.newID()
		}
		d.Blocks = append(d.Blocks, s)
	}
	return d
}

func (g *grower) heading() string {
	if g.chance(20) {
		return ""
	}
	return texts.Draw(g.T, "heading")
}

func (g *grower) document() *document.Document {
	doc := &document.Document{
		Title: texts.Draw(g.T, "title"), Legend: texts.Draw(g.T, "legend"), Date: "2027-02-01", ID: "x -->",
		Style: rapid.SampledFrom([]string{"us", "uk", "eu-civil", ""}).Draw(g.T, "style"),
	}
	for range rapid.IntRange(0, 3).Draw(g.T, "divisions") {
		doc.Body = append(doc.Body, g.division())
	}
	return doc
}

// TestRoundTrip: what is written of a resolved document reads back equal.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := &grower{T: t}
		doc := g.document()
		document.Resolve(doc, document.Options{})
		var b strings.Builder
		if err := markdown.Write(&b, doc); err != nil {
			t.Fatal(err)
		}
		got, _ := markdown.Parse([]byte(b.String()), nil)
		differ(t, dump(doc), dump(got), b.String())
	})
}

// TestResolveTwice: resolving a resolved document changes nothing.
func TestResolveTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := &grower{T: t}
		doc := g.document()
		document.Resolve(doc, document.Options{})
		once := dump(doc)
		document.Resolve(doc, document.Options{})
		differ(t, once, dump(doc), "")
	})
}
