package document

// Accept is the new document of a redline: what a reader gets who takes every
// change. The redline stays as it is.
func Accept(doc *Document) *Document { return taken(doc, true) }

// Reject is the old document of a redline.
func Reject(doc *Document) *Document { return taken(doc, false) }

// Copy is a document that shares nothing with the one it is a copy of. Its terms
// are linked as they are there.
func Copy(doc *Document) *Document { return copied(doc, true) }

func taken(doc *Document, accept bool) *Document {
	out := copied(doc, accept)
	LinkTerms(out)
	return out
}

// copied is one of the documents of a redline, its terms still to be linked.
func copied(doc *Document, accept bool) *Document {
	out := *doc
	if doc.Was != nil && !accept {
		out = *doc.Was
	}
	out.Was, out.Causes, out.Body = nil, nil, nil
	t := taker{accept}
	for _, b := range doc.Body {
		if d := t.division(b); d != nil {
			out.Body = append(out.Body, d)
		}
	}
	Tidy(&out)
	numberAll(&out)
	return &out
}

// Taken is running text of a redline as it is in the new document, or in the
// old one.
func Taken(inlines []Inline, accept bool) []Inline { return taker{accept}.inlines(inlines) }

// taker copies what stands in the new document, or in the old one.
type taker struct{ accept bool }

func (t taker) takes(m Mark) bool {
	if t.accept {
		return m.New()
	}
	return m.Old()
}

func (t taker) division(d *Division) *Division {
	if !t.takes(d.Mark) {
		return nil
	}
	c := *d
	if d.Was != nil && !t.accept {
		c.ID, c.Clause, c.Heading = d.Was.ID, d.Was.Clause, d.Was.Heading
	}
	c.Mark, c.Was, c.Blocks = Mark{}, nil, t.blocks(d.Blocks)
	return &c
}

func (t taker) blocks(blocks []Block) []Block {
	var out []Block
	for _, b := range blocks {
		if t.takes(MarkOf(b)) {
			out = append(out, t.block(b))
		}
	}
	return out
}

// block copies a block that is taken.
func (t taker) block(block Block) Block {
	switch b := block.(type) {
	case *Division:
		return t.division(b)
	case *Paragraph:
		return &Paragraph{Inlines: t.inlines(b.Inlines)}
	case *List:
		return t.list(b)
	case *Table:
		return t.table(b)
	case *Picture:
		c := *b
		c.Mark = Mark{}
		return &c
	case *Definitions:
		return t.definitions(b)
	case *Note:
		return &Note{t.blocks(b.Blocks)}
	}
	return block
}

func (t taker) list(list *List) *List {
	c := &List{Marker: list.Marker}
	for _, item := range list.Items {
		if t.takes(item.Mark) {
			c.Items = append(c.Items, t.item(item))
		}
	}
	return c
}

// item copies an item that is taken.
func (t taker) item(item *Item) *Item {
	i := *item
	if item.Was != nil && !t.accept {
		i.ID = item.Was.ID
	}
	i.Mark, i.Was, i.Blocks = Mark{}, nil, t.blocks(item.Blocks)
	return &i
}

func (t taker) table(table *Table) *Table {
	c := &Table{Class: table.Class, Head: t.cells(table.Head), Origin: table.Origin}
	for _, row := range table.Rows {
		if t.takes(row.Mark) {
			c.Rows = append(c.Rows, Row{Cells: t.cells(row.Cells)})
		}
	}
	return c
}

func (t taker) cells(cells []Cell) []Cell {
	var out []Cell
	for _, cell := range cells {
		out = append(out, t.inlines(cell))
	}
	return out
}

func (t taker) definitions(d *Definitions) *Definitions {
	c := &Definitions{}
	for _, entry := range d.Entries {
		if t.takes(entry.Mark) {
			c.Entries = append(c.Entries, t.entry(entry))
		}
	}
	return c
}

// entry copies a definition that is taken.
func (t taker) entry(entry *Entry) *Entry {
	e := *entry
	if entry.Was != nil && !t.accept {
		e.Forms = entry.Was.Forms
	}
	e.Mark, e.Was, e.Blocks = Mark{}, nil, t.blocks(entry.Blocks)
	return &e
}

func (t taker) inlines(inlines []Inline) []Inline {
	var out []Inline
	for _, inline := range inlines {
		switch n := inline.(type) {
		case *Revision:
			if t.takes(n.Mark) {
				out = append(out, t.inlines(n.Inlines)...)
			}
		case *Strong:
			out = append(out, &Strong{t.inlines(n.Inlines)})
		case *Emphasis:
			out = append(out, &Emphasis{t.inlines(n.Inlines)})
		case *Reference:
			r := *n
			if n.Was != "" && !t.accept {
				r.Text = n.Was
			}
			r.Was = ""
			out = append(out, &r)
		default:
			out = append(out, inline)
		}
	}
	return out
}
