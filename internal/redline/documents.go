package redline

import (
	"fmt"
	"slices"
	"strconv"

	"clausewright/internal/document"
)

// Documents compares two resolved documents and returns one that carries
// marks: document.Accept gives newer back, and document.Reject older.
//
// Divisions are paired by id, blocks, items, rows and definitions by id, by
// what they say, then by likeness; inside a pair, words are compared. Numbers
// are not compared, and references by their target. What has its pair in
// another place is moved. Both documents stay as they are; of one that is a
// redline itself, every change counts as taken.
func Documents(older, newer *document.Document) *document.Document {
	older, newer = apart(older), apart(newer)
	c := &comparison{older: sectionsOf(older), newer: sectionsOf(newer), moves: map[string]int{}}
	out := *newer
	out.Causes, out.Was = nil, nil
	if head(older) != head(newer) {
		was := *older
		was.Body, was.Causes, was.Was = nil, nil, nil
		out.Was = &was
	}
	out.Body = compose(c, older.Body, newer.Body, divisionUnit, c.division, markDivision)
	document.Tidy(&out)
	document.LinkTerms(&out)
	return &out
}

// apart is a copy of a document to take pieces from.
func apart(doc *document.Document) *document.Document {
	if document.Redlined(doc) {
		return document.Accept(doc)
	}
	return document.Copy(doc)
}

// head is what a document says of itself.
func head(d *document.Document) [7]string {
	return [...]string{d.Title, d.Style, d.Lang, d.ID, d.Legend, d.Date, strconv.FormatBool(d.Conformed)}
}

// comparison is one comparison of two documents.
type comparison struct {
	older, newer map[string]*document.Division // sections by clause and id, where no other has both
	moves        map[string]int                // of sections that stand in another division now
	count        int                           // of moves
}

// sectionsOf lists the sections that have an id of their own. Those of parts
// are labelled otherwise than the rest, and so do not move out of their part.
func sectionsOf(doc *document.Document) map[string]*document.Division {
	found, seen := map[string]*document.Division{}, map[string]bool{}
	for _, d := range doc.Body {
		if d.Kind == document.Part {
			continue
		}
		for _, s := range d.Sections() {
			if s.ID == "" {
				continue
			}
			key := sectionKey(s)
			if found[key] = s; seen[key] {
				delete(found, key)
			}
			seen[key] = true
		}
	}
	return found
}

func sectionKey(s *document.Division) string { return s.Clause + "#" + s.ID }

// compose is the pieces of one place: those of both documents in one order,
// each as what became of it. Pair compares two states of a piece, mark puts a
// mark on one.
func compose[T any](c *comparison, older, newer []T, unitOf func(T) unit, pair func(older, newer T) T, mark func(T, document.Mark) T) []T {
	is := units(newer, unitOf)
	matches := alignUnits(units(older, unitOf), is)
	first := c.count
	for _, m := range matches {
		c.count = max(c.count, first+m.move)
	}
	out := make([]T, 0, len(matches))
	for _, m := range matches {
		switch {
		case m.older >= 0 && m.newer >= 0 && m.move == 0:
			out = append(out, pair(older[m.older], newer[m.newer]))
		case m.move > 0 && m.away:
			out = append(out, mark(older[m.older], document.Mark{Change: document.MovedAway, Move: first + m.move}))
		case m.move > 0 && is[m.newer].markless:
			out = append(out, mark(newer[m.newer], document.Mark{Change: document.MovedHere, Move: first + m.move}))
		case m.move > 0:
			out = append(out, mark(pair(older[m.older], newer[m.newer]), document.Mark{Change: document.MovedHere, Move: first + m.move}))
		case m.newer < 0:
			out = append(out, mark(older[m.older], document.Mark{Change: document.Deleted}))
		default:
			out = append(out, mark(newer[m.newer], document.Mark{Change: document.Inserted}))
		}
	}
	return out
}

func units[T any](list []T, unitOf func(T) unit) []unit {
	out := make([]unit, len(list))
	for i, piece := range list {
		out[i] = unitOf(piece)
	}
	return out
}

// divisionUnit is a part, an article or a schedule, which keeps its id.
func divisionUnit(d *document.Division) unit {
	return unit{
		kind: fmt.Sprint("division", d.Kind, d.ID), id: d.ID,
		key:  func() string { return document.Key(d) },
		text: func() Paragraph { return blockText(d) },
	}
}

func markDivision(d *document.Division, m document.Mark) *document.Division {
	out := *d
	out.Mark = m
	return &out
}

// division compares two divisions.
func (c *comparison) division(older, newer *document.Division) *document.Division {
	out := *newer
	if older.ID != newer.ID || older.Clause != newer.Clause || older.Heading != newer.Heading {
		out.Was = &document.Division{ID: older.ID, Clause: older.Clause, Heading: older.Heading}
	}
	was, is := older.Own(), newer.Own()
	out.Blocks = append(c.blocks(was, is), c.blocks(older.Blocks[len(was):], newer.Blocks[len(is):])...)
	return &out
}

func (c *comparison) blocks(older, newer []document.Block) []document.Block {
	return compose(c, older, newer, c.blockUnit, c.block, c.markBlock)
}

func (c *comparison) blockUnit(b document.Block) unit {
	u := unit{kind: fmt.Sprintf("%T", b), key: func() string { return document.Key(b) }, text: func() Paragraph { return blockText(b) }}
	switch b := b.(type) {
	case *document.Division:
		u.kind += b.Clause
		if b.ID != "" {
			u.id = sectionKey(b)
			u.elsewhere = c.older[u.id] != nil && c.newer[u.id] != nil
		}
	case *document.List:
		u.kind += fmt.Sprint(b.Marker)
		u.markless = true
	case *document.Note:
		u.markless = true
	case *document.Table:
		u.kind += fmt.Sprint(b.Class, len(b.Head))
	case *document.Picture:
		u.kind += u.key()
	case *document.Definitions:
		u.id = "definitions"
	}
	return u
}

// block compares two blocks of one kind.
func (c *comparison) block(older, newer document.Block) document.Block {
	switch b := newer.(type) {
	case *document.Division:
		return c.division(older.(*document.Division), b)
	case *document.Paragraph:
		return &document.Paragraph{Inlines: compareInlines(older.(*document.Paragraph).Inlines, b.Inlines)}
	case *document.List:
		return &document.List{Marker: b.Marker, Items: compose(c, older.(*document.List).Items, b.Items, itemUnit, c.item, markItem)}
	case *document.Table:
		return c.table(older.(*document.Table), b)
	case *document.Definitions:
		return &document.Definitions{Entries: compose(c, older.(*document.Definitions).Entries, b.Entries, entryUnit, c.entry, markEntry)}
	case *document.Note:
		return &document.Note{Blocks: c.blocks(older.(*document.Note).Blocks, b.Blocks)}
	}
	return newer
}

// markBlock marks a block. A section that is not in its place any more, or was
// not before, may stand in another division.
func (c *comparison) markBlock(block document.Block, m document.Mark) document.Block {
	s, ok := block.(*document.Division)
	if !ok {
		return markBlock(block, m)
	}
	older, newer := c.older[sectionKey(s)], c.newer[sectionKey(s)]
	switch {
	case m.Change == document.Deleted && older == s && newer != nil:
		m = document.Mark{Change: document.MovedAway, Move: c.moveOf(s)}
	case m.Change == document.Inserted && newer == s && older != nil:
		m = document.Mark{Change: document.MovedHere, Move: c.moveOf(s)}
		s = c.division(older, s)
	}
	return markDivision(s, m)
}

// moveOf is the number of a section's move from one division to another.
func (c *comparison) moveOf(s *document.Division) int {
	key := sectionKey(s)
	if c.moves[key] == 0 {
		c.count++
		c.moves[key] = c.count
	}
	return c.moves[key]
}

// markBlock is a copy of a block that carries a mark; in a list or a note, what it
// holds carries the mark.
func markBlock(block document.Block, m document.Mark) document.Block {
	switch b := block.(type) {
	case *document.Division:
		return markDivision(b, m)
	case *document.Paragraph:
		return &document.Paragraph{Inlines: b.Inlines, Mark: m}
	case *document.List:
		out := &document.List{Marker: b.Marker}
		for _, item := range b.Items {
			out.Items = append(out.Items, markItem(item, m))
		}
		return out
	case *document.Table:
		out := *b
		out.Mark = m
		return &out
	case *document.Picture:
		out := *b
		out.Mark = m
		return &out
	case *document.Definitions:
		return &document.Definitions{Entries: b.Entries, Mark: m}
	case *document.Note:
		out := &document.Note{}
		for _, inner := range b.Blocks {
			out.Blocks = append(out.Blocks, markBlock(inner, m))
		}
		return out
	}
	return block
}

func itemUnit(item *document.Item) unit {
	return unit{
		kind: "item", id: item.ID,
		key:  func() string { return document.Key(&document.List{Items: []*document.Item{item}}) },
		text: func() Paragraph { return blocksText(item.Blocks) },
	}
}

func markItem(item *document.Item, m document.Mark) *document.Item {
	out := *item
	out.Mark = m
	return &out
}

func (c *comparison) item(older, newer *document.Item) *document.Item {
	out := *newer
	if older.ID != newer.ID {
		out.Was = &document.Item{ID: older.ID}
	}
	out.Blocks = c.led(older.Blocks, newer.Blocks)
	return &out
}

// led compares the blocks of an item or a definition, whose first paragraph is
// one with it, however it changed.
func (c *comparison) led(older, newer []document.Block) []document.Block {
	was, before := firstWords(older)
	is, after := firstWords(newer)
	return append([]document.Block{&document.Paragraph{Inlines: compareInlines(was, is)}}, c.blocks(before, after)...)
}

// firstWords parts the paragraph that blocks begin with from the others.
func firstWords(blocks []document.Block) (first []document.Inline, rest []document.Block) {
	if len(blocks) > 0 {
		if p, ok := blocks[0].(*document.Paragraph); ok {
			return p.Inlines, blocks[1:]
		}
	}
	return nil, blocks
}

func (c *comparison) table(older, newer *document.Table) *document.Table {
	out := *newer
	out.Head = cells(older.Head, newer.Head)
	out.Rows = compose(c, older.Rows, newer.Rows, rowUnit, pairRow, markRow)
	return &out
}

func rowUnit(r document.Row) unit {
	u := unit{
		kind: fmt.Sprint("row", len(r.Cells)),
		key:  func() string { return document.Key(&document.Table{Rows: []document.Row{r}}) },
		text: func() Paragraph {
			var text Paragraph
			for _, cell := range r.Cells {
				text = append(text, wordsOf(cutTokens(cell, ""))...)
			}
			return text
		},
	}
	if len(r.Cells) > 0 {
		u.name = document.PlainText(r.Cells[0])
	}
	return u
}

func pairRow(older, newer document.Row) document.Row {
	return document.Row{Cells: cells(older.Cells, newer.Cells)}
}

func markRow(r document.Row, m document.Mark) document.Row {
	return document.Row{Cells: r.Cells, Mark: m}
}

// cells compares the cells of two rows of one width.
func cells(older, newer []document.Cell) []document.Cell {
	out := make([]document.Cell, len(newer))
	for i := range newer {
		out[i] = compareInlines(older[i], newer[i])
	}
	return out
}

func entryUnit(e *document.Entry) unit {
	return unit{
		kind: "entry", id: document.TermOf(e),
		key:  func() string { return document.Key(&document.Definitions{Entries: []*document.Entry{e}}) },
		text: func() Paragraph { return blocksText(e.Blocks) },
	}
}

func markEntry(e *document.Entry, m document.Mark) *document.Entry {
	out := *e
	out.Mark = m
	return &out
}

func (c *comparison) entry(older, newer *document.Entry) *document.Entry {
	out := *newer
	if !slices.Equal(older.Forms, newer.Forms) {
		out.Was = &document.Entry{Forms: older.Forms}
	}
	out.Blocks = c.led(older.Blocks, newer.Blocks)
	return &out
}
