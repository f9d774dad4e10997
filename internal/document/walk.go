package document

import "strings"

// Walk visits every division, block, item, entry and inline of doc in reading
// order. When visit returns false for a node, its content is left out.
func Walk(doc *Document, visit func(node any) bool) {
	for _, d := range doc.Body {
		WalkBlock(d, visit)
	}
}

func walkBlocks(blocks []Block, visit func(node any) bool) {
	for _, b := range blocks {
		WalkBlock(b, visit)
	}
}

// WalkBlock is Walk for one block, a division for one.
func WalkBlock(block Block, visit func(node any) bool) {
	if !visit(block) {
		return
	}
	switch b := block.(type) {
	case *Division:
		walkBlocks(b.Blocks, visit)
	case *Paragraph:
		WalkInlines(b.Inlines, visit)
	case *List:
		for _, item := range b.Items {
			if visit(item) {
				walkBlocks(item.Blocks, visit)
			}
		}
	case *Table:
		walkTable(b, visit)
	case *Definitions:
		for _, e := range b.Entries {
			if visit(e) {
				walkBlocks(e.Blocks, visit)
			}
		}
	case *Note:
		walkBlocks(b.Blocks, visit)
	}
}

func walkTable(t *Table, visit func(node any) bool) {
	for _, cell := range t.Head {
		WalkInlines(cell, visit)
	}
	for _, row := range t.Rows {
		for _, cell := range row.Cells {
			WalkInlines(cell, visit)
		}
	}
}

// WalkInlines is Walk for a run of inlines.
func WalkInlines(inlines []Inline, visit func(node any) bool) {
	for _, inline := range inlines {
		if !visit(inline) {
			continue
		}
		switch n := inline.(type) {
		case *Strong:
			WalkInlines(n.Inlines, visit)
		case *Emphasis:
			WalkInlines(n.Inlines, visit)
		case *Revision:
			WalkInlines(n.Inlines, visit)
		}
	}
}

// EachRun visits what a document says, in reading order: each heading, each run
// of text up to a reference or the end of its block, and each reference. The
// cells of a table are one block.
func EachRun(doc *Document, text func(string), reference func(*Reference)) {
	var run strings.Builder // words may go on in the next inline
	end := func() {
		text(run.String())
		run.Reset()
	}
	Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *Division:
			end()
			text(n.Heading)
		case *Reference:
			end()
			reference(n)
		case *Text, *Use, *Definition, *Blank, *Break:
			run.WriteString(PlainText([]Inline{n.(Inline)}))
		default:
			if _, inline := node.(Inline); !inline {
				end()
			}
		}
		return true
	})
	end()
}

// RowText is what the cells of a row say, one after the other.
func RowText(cells []Cell) []Inline {
	var all []Inline
	for i, cell := range cells {
		if i > 0 {
			all = append(all, &Text{Text: " | "})
		}
		all = append(all, cell...)
	}
	return all
}

// PlainText is how inlines read without type: a definition in quotation marks,
// a blank as its mark, a break as a space. What a redline deletes is left out.
func PlainText(inlines []Inline) string {
	if len(inlines) == 1 {
		if t, ok := inlines[0].(*Text); ok {
			return t.Text
		}
	}
	var b strings.Builder
	writePlain(&b, inlines)
	return b.String()
}

func writePlain(b *strings.Builder, inlines []Inline) {
	for _, inline := range inlines {
		switch n := inline.(type) {
		case *Text:
			b.WriteString(n.Text)
		case *Use:
			b.WriteString(n.Text)
		case *Strong:
			writePlain(b, n.Inlines)
		case *Emphasis:
			writePlain(b, n.Inlines)
		case *Revision:
			if n.Mark.New() {
				writePlain(b, n.Inlines)
			}
		case *Definition:
			b.WriteString("“")
			b.WriteString(n.Term)
			b.WriteString("”")
		case *Reference:
			b.WriteString(n.Text)
		case *Blank:
			b.WriteString(OpenMark)
		case *Break:
			b.WriteByte(' ')
		}
	}
}

// Blanks lists the values still open, in reading order.
func Blanks(doc *Document) []*Blank {
	var blanks []*Blank
	Walk(doc, func(node any) bool {
		if b, ok := node.(*Blank); ok {
			blanks = append(blanks, b)
		}
		return true
	})
	return blanks
}

// Runs calls visit for every run of inlines, of a paragraph or a cell, in reading
// order. What it points at may be replaced.
func Runs(doc *Document, visit func(inlines *[]Inline)) {
	eachSite(doc, func(s *site) { visit(s.inlines) })
}

// site is one run of inlines, a paragraph's or a cell's, and where it stands.
type site struct {
	inlines  *[]Inline
	division *Division // the innermost
	item     *Item     // the innermost, or nil
	entry    *Entry    // the definition it belongs to, or nil
	table    *Table    // the table it is a cell of, or nil
	head     bool      // a cell of the table's head
	note     bool      // inside a note
}

// generated reports whether the site belongs to a table that Resolve makes
// from the rest of the document.
func (s *site) generated() bool {
	return s.table != nil && (s.table.Class == OpenPoints || s.table.Class == TermIndex)
}

// eachSite calls visit for every run of inlines in reading order. The site is
// valid only during the call; the inlines it points at may be replaced.
func eachSite(doc *Document, visit func(s *site)) {
	s := surveyor{visit: visit}
	for _, d := range doc.Body {
		s.block(d)
	}
}

// surveyor walks a document and keeps the site that it has come to.
type surveyor struct {
	site
	visit func(s *site)
}

func (s *surveyor) blocks(blocks []Block) {
	for _, b := range blocks {
		s.block(b)
	}
}

// block visits one block; what the block adds to the site ends with it.
func (s *surveyor) block(block Block) {
	switch b := block.(type) {
	case *Division:
		outer := s.site
		s.division, s.item = b, nil
		s.blocks(b.Blocks)
		s.site = outer
	case *Paragraph:
		s.inlines = &b.Inlines
		s.visit(&s.site)
	case *List:
		outer := s.item
		for _, item := range b.Items {
			s.item = item
			s.blocks(item.Blocks)
		}
		s.item = outer
	case *Table:
		s.cells(b)
	case *Definitions:
		for _, e := range b.Entries {
			s.entry = e
			s.blocks(e.Blocks)
		}
		s.entry = nil
	case *Note:
		outer := s.note
		s.note = true
		s.blocks(b.Blocks)
		s.note = outer
	}
}

func (s *surveyor) cells(t *Table) {
	s.table, s.head = t, true
	s.row(t.Head)
	s.head = false
	for _, row := range t.Rows {
		s.row(row.Cells)
	}
	s.table = nil
}

func (s *surveyor) row(cells []Cell) {
	for i := range cells {
		s.inlines = (*[]Inline)(&cells[i])
		s.visit(&s.site)
	}
}

// CountWords is how many words a document has: its title and headings, and all that
// stands under them.
func CountWords(doc *Document) int {
	n := len(strings.Fields(doc.Title))
	eachDivision(doc, func(d *Division) { n += len(strings.Fields(d.Heading)) })
	eachSite(doc, func(s *site) {
		if !s.note {
			n += len(strings.Fields(PlainText(*s.inlines)))
		}
	})
	return n
}
