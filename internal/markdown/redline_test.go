package markdown_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// redlined is each mark of a redline as it is written.
var redlined = []struct{ name, written string }{
	{"words", "<!-- part: p -->\n\nWithin <del data-cause=\"1\">30</del><ins data-cause=\"1\">45</ins> days, **and <ins>more</ins>**.\n"},
	{"a paragraph", "<!-- part: p -->\n\n<ins>One.</ins>\n\n<del data-move=\"2\">Two.</del>\n"},
	{"a section", "<!-- article: a -->\n## Article 1.\n\n<!-- mark: deleted cause=3 -->\n### <del data-cause=\"3\">1.1 Gone</del> <a id=\"gone\"></a>\n\n<del data-cause=\"3\">Text.</del>\n\n### 1.1 <del>Grant</del><ins>Licence</ins> <a id=\"b\" data-was=\"a\"></a>\n\nText.\n"},
	{"an article", "<!-- article: a; mark: inserted; was: x -->\n## <ins>Article 1. Licence</ins>\n\n<ins>Text.</ins>\n"},
	{"a moved section with a change of its own", "<!-- article: a -->\n## Article 1.\n\n<!-- mark: moved-here move=1 -->\n### <ins data-move=\"1\">1.1 <del>Old</del><ins>New</ins></ins>\n\n<ins data-move=\"1\">Within <del>30</del><ins>45</ins> days.</ins>\n"},
	{"items", "<!-- article: a -->\n## Article 1.\n\n- <ins data-whole>(a) one:</ins> <a id=\"one\"></a>\n  - <ins>(i) deep;</ins>\n- <del data-whole>(a) old;</del>\n- (b) two <del>or three</del>; <a id=\"x\" data-was=\"y\"></a>\n"},
	{"rows", "<!-- article: a -->\n## Article 1.\n\n| a | b |\n| --- | --- |\n| <ins data-whole>x</ins> |  |\n| <del data-whole></del> | <del>y</del> |\n| x<del>y</del> | z |\n"},
	{"a table", "<!-- article: a -->\n## Article 1.\n\n<!-- mark: inserted -->\n<!-- table: key-terms -->\n| <ins>a</ins> |\n| --- |\n| <ins>x</ins> |\n"},
	{"definitions", "<!-- article: a -->\n## Article 1.\n\n<!-- definitions -->\n\n<!-- was: Widgetry -->\n<!-- definition: -->\n**“Widget”** means a thing.\n\n<!-- mark: inserted -->\n<!-- definition: -->\n<ins>**“Gadget”** means another.</ins>\n\n<!-- /definitions -->\n"},
	{"a number that shifted", "<!-- article: a -->\n## Article 2.\n\nSee [Article 2](#a \"was Article 1\").\n"},
	{"what describes the drafts, and causes", "<!-- clausewright: {\"style\":\"uk\",\"was\":{\"title\":\"Old\",\"style\":\"us\",\"lang\":\"\",\"id\":\"\",\"legend\":\"\",\"date\":\"\"},\"causes\":[{\"kind\":\"answer\",\"path\":\"payment.due\",\"old\":\"30 days\",\"new\":\"45 days\"}]} -->\n\n# <del>Old</del><ins>New</ins>\n\n<!-- article: a; mark: deleted -->\n## <del>Article 1. Gone</del>\n"},
}

// TestRedlined: what is written of a redline reads back as it stands.
func TestRedlined(t *testing.T) {
	for _, test := range redlined {
		t.Run(test.name, func(t *testing.T) {
			doc, problems := markdown.Parse([]byte(test.written), nil)
			if len(problems) > 0 {
				t.Errorf("problems: %v", problems)
			}
			if got := write(t, doc); got != test.written {
				t.Errorf("wrote\n%s\nwant\n%s", got, test.written)
			}
		})
	}
}

// marker marks pieces of a document at random, within the rules of marks.
type marker struct {
	*grower
	moves int
}

func (m *marker) mark() document.Mark {
	if m.chance(70) {
		return document.Mark{}
	}
	k := document.Mark{Change: document.Change(rapid.IntRange(1, 4).Draw(m.T, "change")), Cause: rapid.IntRange(0, 2).Draw(m.T, "cause")}
	if k.Change >= document.MovedHere {
		m.moves++
		k.Move = m.moves
	}
	return k
}

// document marks a resolved document.
func (m *marker) document(doc *document.Document) {
	if m.chance(30) {
		doc.Was = &document.Document{Title: texts.Draw(m.T, "title"), Style: doc.Style, Legend: texts.Draw(m.T, "legend")}
		doc.Causes = []document.Cause{{Kind: document.AnswerCause, Path: "a.b", Old: "-->", New: texts.Draw(m.T, "new")}}
	}
	for _, d := range doc.Body {
		m.division(d)
	}
}

// open reports whether pieces inside one of that mark may have marks.
func open(k document.Mark) bool { return k.Change == document.Kept || k.Change == document.MovedHere }

func (m *marker) division(d *document.Division) {
	d.Mark = m.mark()
	if !open(d.Mark) {
		return
	}
	if m.chance(30) {
		d.Was = &document.Division{ID: m.id(), Clause: d.Clause, Heading: m.heading()}
		if d.Kind != document.Section {
			d.Was.ID, d.Was.Clause = d.ID, m.id()
		}
	}
	m.blocks(d.Blocks, false)
}

func (m *marker) blocks(blocks []document.Block, item bool) {
	for i, block := range blocks {
		switch b := block.(type) {
		case *document.Division:
			m.division(b)
		case *document.Paragraph:
			if !item || i > 0 {
				b.Mark = m.mark()
			}
			if open(b.Mark) {
				b.Inlines = m.inlines(b.Inlines)
			}
		case *document.List:
			for _, it := range b.Items {
				if it.Mark = m.mark(); !open(it.Mark) {
					continue
				}
				if m.chance(20) {
					it.Was = &document.Item{ID: m.id()}
				}
				m.blocks(it.Blocks, true)
			}
		case *document.Table:
			m.table(b)
		case *document.Picture:
			b.Mark = m.mark()
		case *document.Definitions:
			if b.Mark = m.mark(); open(b.Mark) {
				m.entries(b)
			}
		case *document.Note:
			m.blocks(b.Blocks, false)
		}
	}
}

func (m *marker) table(t *document.Table) {
	if len(t.Head) == 0 {
		return // the place of the open points
	}
	if t.Mark = m.mark(); !open(t.Mark) {
		return
	}
	rows := append([]document.Row{{Cells: t.Head}}, t.Rows...)
	for i := range rows {
		if i > 0 {
			rows[i].Mark = m.mark()
		}
		for c, cell := range rows[i].Cells {
			if open(rows[i].Mark) {
				rows[i].Cells[c] = m.inlines(cell)
			}
		}
	}
	copy(t.Rows, rows[1:])
}

func (m *marker) entries(d *document.Definitions) {
	for _, e := range d.Entries {
		if e.Mark = m.mark(); !open(e.Mark) {
			continue
		}
		if m.chance(30) {
			e.Was = &document.Entry{Forms: []string{"a | b"}}
		}
		m.blocks(e.Blocks, false)
	}
}

func (m *marker) inlines(list []document.Inline) []document.Inline {
	var out []document.Inline
	for _, inline := range list {
		switch n := inline.(type) {
		case *document.Strong:
			n.Inlines = m.inlines(n.Inlines)
		case *document.Emphasis:
			n.Inlines = m.inlines(n.Inlines)
		case *document.Reference:
			if m.chance(30) {
				n.Was = strings.TrimSpace("was " + texts.Draw(m.T, "was"))
			}
		}
		if k := m.mark(); k != (document.Mark{}) && !nested(inline) {
			inline = &document.Revision{Inlines: []document.Inline{inline}, Mark: k}
		}
		out = append(out, inline)
	}
	return out
}

// nested reports whether a revision stands in strong or emphasised text.
func nested(inline document.Inline) bool {
	found := false
	document.Walk(&document.Document{Body: []*document.Division{{Blocks: []document.Block{&document.Paragraph{Inlines: []document.Inline{inline}}}}}}, func(node any) bool {
		_, revision := node.(*document.Revision)
		found = found || revision
		return true
	})
	return found
}

// TestRedlineRoundTrip: what is written of a redline reads back equal, marks
// and all.
func TestRedlineRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := &grower{T: t}
		doc := g.document()
		document.Resolve(doc, document.Options{})
		(&marker{grower: g}).document(doc)
		document.Tidy(doc)
		document.LinkTerms(doc)
		var b strings.Builder
		if err := markdown.Write(&b, doc); err != nil {
			t.Fatal(err)
		}
		got, _ := markdown.Parse([]byte(b.String()), nil)
		differ(t, dump(doc), dump(got), b.String())
	})
}
