package document

import (
	"fmt"
	"strconv"
	"strings"
)

// Equal reports whether two documents are the same: everything but origins,
// and the pieces that a text came in.
func Equal(a, b *Document) bool { return canonical(a) == canonical(b) }

// canonical is all that Equal looks at.
func canonical(doc *Document) string {
	c := canon{numbers: true}
	c.write("document", doc.Title, doc.Style, doc.Lang, doc.ID, doc.Legend, doc.Date, doc.Conformed, doc.Causes)
	if w := doc.Was; w != nil {
		c.write("was", w.Title, w.Style, w.Lang, w.ID, w.Legend, w.Date, w.Conformed)
	}
	for _, d := range doc.Body {
		c.block(d)
	}
	return c.String()
}

// Key is what a block says apart from numbers: two blocks with one key read
// alike wherever they stand. A reference counts by its target, not by what it
// prints.
func Key(block Block) string {
	c := canon{}
	c.block(block)
	return c.String()
}

// canon writes a document so that equal ones are equal texts.
type canon struct {
	strings.Builder
	numbers bool
}

func (c *canon) write(kind string, values ...any) {
	c.WriteString(kind)
	for _, v := range values {
		c.WriteByte(' ')
		if text, ok := v.(string); ok {
			c.WriteString(strconv.Quote(text))
		} else {
			fmt.Fprintf(c, "%#v", v)
		}
	}
	c.WriteByte('\n')
}

func (c *canon) mark(m Mark) {
	if m != (Mark{}) {
		c.write("mark", m)
	}
}

func (c *canon) number(n Number, label string) {
	if c.numbers {
		c.write("number", n, label)
	}
}

func (c *canon) blocks(blocks []Block) {
	c.WriteString("(\n")
	for _, b := range blocks {
		c.block(b)
	}
	c.WriteString(")\n")
}

func (c *canon) block(block Block) {
	c.mark(MarkOf(block))
	switch b := block.(type) {
	case *Division:
		c.write("division", b.Kind, b.ID, b.Clause, b.Heading)
		c.number(b.Number, b.Label)
		if b.Was != nil {
			c.write("was", b.Was.ID, b.Was.Clause, b.Was.Heading)
		}
		c.blocks(b.Blocks)
	case *Paragraph:
		c.inlines(b.Inlines)
	case *List:
		c.write("list", b.Marker)
		for _, item := range b.Items {
			c.item(item)
		}
	case *Table:
		c.write("table", b.Class, len(b.Rows))
		for _, row := range append([]Row{{Cells: b.Head}}, b.Rows...) {
			c.row(row)
		}
	case *Picture:
		c.write("picture", b.Title, b.Alt, fmt.Sprintf("%+v", b.Drawing))
	case *Definitions:
		c.write("definitions", len(b.Entries))
		for _, e := range b.Entries {
			c.entry(e)
		}
	case *Note:
		c.write("note")
		c.blocks(b.Blocks)
	}
}

func (c *canon) item(item *Item) {
	c.mark(item.Mark)
	c.write("item", item.ID)
	c.number(item.Number, item.Label)
	if item.Was != nil {
		c.write("was", item.Was.ID)
	}
	c.blocks(item.Blocks)
}

func (c *canon) row(row Row) {
	c.mark(row.Mark)
	c.write("row", len(row.Cells))
	for _, cell := range row.Cells {
		c.inlines(cell)
	}
}

func (c *canon) entry(e *Entry) {
	c.mark(e.Mark)
	c.write("entry", e.Forms)
	if e.Was != nil {
		c.write("was", e.Was.Forms)
	}
	c.blocks(e.Blocks)
}

func (c *canon) inlines(inlines []Inline) {
	c.WriteByte('[')
	text := ""
	flush := func() {
		if text != "" {
			c.write("text", text)
		}
		text = ""
	}
	for _, inline := range inlines {
		switch n := inline.(type) {
		case *Text:
			text += n.Text
			continue
		case *Use:
			if !c.numbers { // who uses a term says nothing else than its words
				text += n.Text
				continue
			}
		}
		flush()
		c.inline(inline)
	}
	flush()
	c.WriteString("]\n")
}

func (c *canon) inline(inline Inline) {
	switch n := inline.(type) {
	case *Use:
		c.write("use", n.Term, n.Text)
	case *Strong:
		c.WriteString("strong")
		c.inlines(n.Inlines)
	case *Emphasis:
		c.WriteString("emphasis")
		c.inlines(n.Inlines)
	case *Revision:
		c.write("revision", n.Mark)
		c.inlines(n.Inlines)
	case *Definition:
		c.write("definition", n.Term)
	case *Reference:
		c.write("reference", n.Targets)
		if c.numbers {
			c.write("reads", n.Text, n.Was)
		}
	case *Blank:
		c.write("blank", n.Name, n.Ask)
	case *Break:
		c.write("break")
	}
}
