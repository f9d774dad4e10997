package html

import (
	"pgregory.net/rapid"

	"clausewright/internal/document"
)

// Texts, ids and terms of random documents: ordinary ones, and those that try
// to break out of a tag, an attribute, the style sheet or an id.
var (
	randomTexts = []string{
		"plain words", " spaced ", "*Acme* <b> & Sons #1", `"><script>alert(1)</script>`, "' onmouseover='x", "&lt;&amp;",
		"</style><h1>", "</title>", `\22 ; } body { display: none } `, "<!-- clause: x -->", "]]>", "\x00\x07\x1b", "\xff\xc3", "\u0085\ufdd0\ufffe",
		"Ω ü 漢 e\u0301", "a\u00a0b", "line\nline\rline\fline", "\x90\xef\xbe", "", "[●]", "{{.x}}",
	}
	randomIDs    = []string{"", "", "grant-back", "main", "a b", "a-b", "a.b", `"><i>`, "term-net-sales", "item", "漢字", "contents", "cover", "section-4-2"}
	randomTerms  = []string{"Net Sales", "net sales", "Licensor", `"x"</style>`, "", "漢", "Blank"}
	randomLabels = []string{"", "4", "4.2", "Article 4", "Schedule 1", "(a)", "(A)", "(a)", "<4>"}
)

func draw[T any](t *rapid.T, from []T) T { return rapid.SampledFrom(from).Draw(t, "one") }

func some[T any](t *rapid.T, most int, one func() T) []T {
	list := make([]T, rapid.IntRange(0, most).Draw(t, "count"))
	for i := range list {
		list[i] = one()
	}
	return list
}

func randomDocument(t *rapid.T) *document.Document {
	doc := &document.Document{
		Title: draw(t, randomTexts), Style: draw(t, []string{"us", "uk", "eu-civil", "", `"x y`}), Lang: draw(t, []string{"en-GB", "", `"`}),
		ID: draw(t, randomTexts), Legend: draw(t, randomTexts), Date: draw(t, []string{"2026-11-23", "", "<"}),
	}
	doc.Body = some(t, 4, func() *document.Division { return randomDivision(t, 3) })
	return doc
}

func randomDivision(t *rapid.T, depth int) *document.Division {
	return &document.Division{
		Kind: document.DivisionKind(rapid.IntRange(0, 3).Draw(t, "kind")), ID: draw(t, randomIDs),
		Label: draw(t, randomLabels), Heading: draw(t, randomTexts), Blocks: randomBlocks(t, depth),
	}
}

func randomBlocks(t *rapid.T, depth int) []document.Block {
	return some(t, 3, func() document.Block { return randomBlock(t, depth-1) })
}

func randomBlock(t *rapid.T, depth int) document.Block {
	kind := 0
	if depth > 0 {
		kind = rapid.IntRange(0, 7).Draw(t, "block")
	}
	switch kind {
	case 1:
		return randomDivision(t, depth)
	case 2, 3:
		return &document.List{Marker: document.Marker(rapid.IntRange(0, 2).Draw(t, "marker")), Items: some(t, 3, func() *document.Item {
			return &document.Item{ID: draw(t, randomIDs), Label: draw(t, randomLabels), Blocks: randomBlocks(t, depth)}
		})}
	case 4:
		return &document.Definitions{Entries: some(t, 3, func() *document.Entry {
			return &document.Entry{Blocks: append([]document.Block{para(defining(draw(t, randomTerms)), words(" means"))}, randomBlocks(t, depth)...)}
		})}
	case 5:
		return &document.Note{Blocks: randomBlocks(t, depth)}
	case 6:
		return randomTable(t)
	case 7:
		return randomPicture(t)
	}
	return para(randomInlines(t, 2)...)
}

// randomPicture is a picture whose texts try to break out of it.
func randomPicture(t *rapid.T) *document.Picture {
	said := func() string { return "x" + draw(t, randomTexts) }
	p := &document.Picture{Title: said(), Alt: said()}
	if rapid.Bool().Draw(t, "chart") {
		p.Drawing = &document.Chart{X: said(), Y: said(), Steps: []document.Step{
			{From: "0", To: "5", Rate: "2", FromText: said(), ToText: said(), RateText: said()}, {From: "5", Rate: "1.5", FromText: said(), RateText: said()}}}
		return p
	}
	line := &document.Timeline{Spans: []document.Span{{From: "2027-02-01", Label: said(), Kind: document.FrameSpan},
		{From: "2027-02-01", To: "2030-12-31", Label: said(), Kind: draw(t, []document.SpanKind{document.FirmSpan, document.PossibleSpan})}}}
	line.Marks = some(t, 3, func() document.Milestone {
		return document.Milestone{Dates: draw(t, [][]string{{"2029-06-30"}, {"2028-01-01", "2029-01-01"}}), Label: said(), Kind: draw(t, []document.MilestoneKind{document.TestDay, document.WindowDay, document.EndDay})}
	})
	p.Drawing = line
	return p
}

func randomTable(t *rapid.T) *document.Table {
	width := rapid.IntRange(0, 3).Draw(t, "width")
	row := func() []document.Cell {
		cells := make([]document.Cell, width)
		for i := range cells {
			cells[i] = randomInlines(t, 1)
		}
		return cells
	}
	class := draw(t, []string{"", document.KeyTermsTable, document.SignatureTable, document.OpenPoints, document.TermIndex, `"other`})
	return &document.Table{Class: class, Head: row(), Rows: document.RowsOf(some(t, 3, row))}
}

func randomInlines(t *rapid.T, depth int) []document.Inline {
	return some(t, 3, func() document.Inline { return randomInline(t, depth) })
}

func randomInline(t *rapid.T, depth int) document.Inline {
	last := 5
	if depth > 0 {
		last = 7
	}
	switch rapid.IntRange(0, last).Draw(t, "inline") {
	case 1:
		return &document.Use{Term: draw(t, randomTerms), Text: draw(t, randomTexts)}
	case 2:
		return &document.Reference{Targets: some(t, 2, func() string { return draw(t, randomIDs) }), Text: draw(t, randomTexts)}
	case 3:
		return &document.Blank{Name: draw(t, randomTexts), Ask: draw(t, randomTexts)}
	case 4:
		return &document.Break{}
	case 5:
		return defining(draw(t, randomTerms))
	case 6:
		return &document.Strong{Inlines: randomInlines(t, depth-1)}
	case 7:
		return &document.Emphasis{Inlines: randomInlines(t, depth-1)}
	}
	return words(draw(t, randomTexts))
}
