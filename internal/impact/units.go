package impact

import (
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/redline"
)

// unit is what a clause says in a draft, wherever it stands; or a part of the
// draft that is of no clause.
type unit struct {
	id, title  string
	paragraphs []paragraph
}

// paragraph is a paragraph, heading, item or table row of a draft.
type paragraph struct {
	number, heading string // of its section
	item            string // label of the items it stands in: "(b)(i)"
	isHeading       bool
	words           redline.Paragraph
}

// reader collects the units of a document.
type reader struct {
	units []*unit
	unit  *unit
	place paragraph // where it has come to, without words
}

// units cuts a document into its units, in reading order. Its title and what
// stands on every page are the first.
func units(doc *document.Document) []*unit {
	r := &reader{}
	r.enter("title", "Title")
	for _, text := range []string{doc.Title, strings.TrimPrefix(doc.ID, doc.Title), doc.Legend, doc.Date} { // a title in the footer is no second difference
		r.add(redline.Cut(text))
	}
	for _, d := range doc.Body {
		r.division(d)
	}
	return r.units
}

// enter makes the unit of that id the one that paragraphs are added to.
func (r *reader) enter(id, title string) {
	if r.unit = findUnit(r.units, id); r.unit == nil {
		r.unit = &unit{id: id, title: title}
		r.units = append(r.units, r.unit)
	}
}

func (r *reader) add(words redline.Paragraph) {
	if len(words) > 0 {
		p := r.place
		p.words = words
		r.unit.paragraphs = append(r.unit.paragraphs, p)
	}
}

func (r *reader) division(d *document.Division) {
	outer := *r
	id := d.Clause
	if id == "" {
		id = d.ID
	}
	r.enter(id, d.Heading)
	r.place = paragraph{number: d.Label, heading: d.Heading, isHeading: true}
	r.add(redline.Cut(d.Heading))
	r.place.isHeading = false
	r.blocks(d.Blocks)
	r.unit, r.place = outer.unit, outer.place
}

func (r *reader) blocks(blocks []document.Block) {
	for _, block := range blocks {
		switch b := block.(type) {
		case *document.Division:
			r.division(b)
		case *document.Paragraph:
			r.add(inlineWords(b.Inlines))
		case *document.List:
			for _, item := range b.Items {
				outer := r.place.item
				r.place.item += item.Label
				r.blocks(item.Blocks)
				r.place.item = outer
			}
		case *document.Table:
			r.row(b.Head)
			for _, row := range b.Rows {
				r.row(row.Cells)
			}
		case *document.Definitions:
			for _, e := range b.Entries {
				r.blocks(e.Blocks)
			}
		case *document.Note:
			r.blocks(b.Blocks)
		}
	}
}

// row adds a row of a table as one paragraph.
func (r *reader) row(cells []document.Cell) {
	var words redline.Paragraph
	for i, cell := range cells {
		if i > 0 {
			words = append(words, redline.Cut(" | ")...)
		}
		words = append(words, inlineWords(cell)...)
	}
	r.add(words)
}

// inlineWords cuts running text into words. A reference is one word, compared
// by its target: its number follows from the rest of the draft. A value that
// is open is compared by its name.
func inlineWords(inlines []document.Inline) redline.Paragraph {
	var c collector
	c.inlines(inlines)
	c.cut()
	return c.words
}

// collector gathers running text and cuts it where a word must not be split.
type collector struct {
	words redline.Paragraph
	text  strings.Builder
}

func (c *collector) cut() {
	c.words = append(c.words, redline.Cut(c.text.String())...)
	c.text.Reset()
}

func (c *collector) atom(text, key string) {
	c.cut()
	c.words = append(c.words, redline.Word{Text: text, Key: key})
}

func (c *collector) inlines(inlines []document.Inline) {
	for _, inline := range inlines {
		switch n := inline.(type) {
		case *document.Text:
			c.text.WriteString(n.Text)
		case *document.Use:
			c.text.WriteString(n.Text)
		case *document.Definition:
			c.text.WriteString("“" + n.Term + "”")
		case *document.Strong:
			c.inlines(n.Inlines)
		case *document.Emphasis:
			c.inlines(n.Inlines)
		case *document.Break:
			c.text.WriteByte(' ')
		case *document.Reference:
			c.atom(n.Text, "#"+strings.Join(n.Targets, ","))
		case *document.Blank:
			c.atom(document.OpenMark, document.OpenMark+n.Name)
		}
	}
}
