package document

import "slices"

// Tidy brings a tree into the one shape that each text has, so that equal
// drafts are equal trees: neighbouring texts of one kind are one, emphasis
// does not repeat inside or beside itself, a definition stands outside strong
// text, breaks stand between words, empty blocks are gone, every row of a
// table is as long as its head, the first section of a clause has the clause's
// id unless it has its own, and an article, part or schedule names a clause
// only if it holds wording outside its sections. A paragraph that is one
// revision carries its mark. Nothing that prints is lost.
func Tidy(doc *Document) {
	for _, d := range doc.Body {
		d.Blocks = tidyBlocks(d.Blocks)
		nameClauses(d.Blocks)
		if !slices.ContainsFunc(d.Blocks, func(b Block) bool { _, inner := b.(*Division); return !inner }) {
			d.Clause = ""
		}
	}
	forgetSame(doc)
}

// forgetSame takes out what a redline says of the old document where it is the
// same as in the new one.
func forgetSame(doc *Document) {
	Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *Division:
			if w := n.Was; w != nil && w.ID == n.ID && w.Clause == n.Clause && w.Heading == n.Heading {
				n.Was = nil
			}
		case *Item:
			if n.Was != nil && n.Was.ID == n.ID {
				n.Was = nil
			}
		case *Entry:
			if n.Was != nil && slices.Equal(n.Was.Forms, n.Forms) {
				n.Was = nil
			}
		case *Paragraph, *Table:
			return false
		}
		return true
	})
}

// nameClauses gives the first section of each clause its id.
func nameClauses(blocks []Block) {
	clause := ""
	for _, b := range blocks {
		if d, ok := b.(*Division); ok && d.Mark.New() {
			if d.Clause != clause && d.ID == "" {
				d.ID = d.Clause
			}
			clause = d.Clause
		}
	}
}

func tidyBlocks(blocks []Block) []Block {
	kept := blocks[:0]
	for _, b := range blocks {
		if tidyBlock(b) {
			kept = append(kept, b)
		}
	}
	clear(blocks[len(kept):])
	return kept
}

// tidyBlock reports whether anything of the block is left.
func tidyBlock(block Block) bool {
	switch b := block.(type) {
	case *Division:
		b.Blocks = tidyBlocks(b.Blocks)
	case *Paragraph:
		b.Inlines = tidyRun(b.Inlines)
		if r, whole := wholly(b.Inlines); whole && b.Mark == (Mark{}) {
			b.Inlines, b.Mark = r.Inlines, r.Mark
		}
		return len(b.Inlines) > 0
	case *List:
		for _, item := range b.Items {
			tidyItem(item)
		}
		return len(b.Items) > 0
	case *Table:
		tidyTable(b)
	case *Definitions:
		for _, e := range b.Entries {
			e.Blocks = tidyBlocks(e.Blocks)
		}
		b.Entries = slices.DeleteFunc(b.Entries, func(e *Entry) bool { return len(e.Blocks) == 0 })
	case *Note:
		b.Blocks = tidyBlocks(b.Blocks)
		return len(b.Blocks) > 0
	}
	return block != nil
}

// wholly is the revision that a run consists of.
func wholly(inlines []Inline) (*Revision, bool) {
	if len(inlines) != 1 {
		return nil, false
	}
	r, ok := inlines[0].(*Revision)
	return r, ok
}

// tidyItem keeps a first paragraph, empty if need be: the label stands in it.
func tidyItem(item *Item) {
	var first *Paragraph
	if len(item.Blocks) > 0 {
		first, _ = item.Blocks[0].(*Paragraph)
	}
	if first == nil {
		first = new(Paragraph)
		item.Blocks = append([]Block{first}, item.Blocks...)
	}
	first.Inlines = tidyRun(first.Inlines)
	rest := tidyBlocks(item.Blocks[1:])
	item.Blocks = item.Blocks[:1+len(rest)]
}

func tidyTable(t *Table) {
	for i := range t.Head {
		t.Head[i] = tidyRun(t.Head[i])
	}
	for r, row := range t.Rows {
		for i := range row.Cells {
			row.Cells[i] = tidyRun(row.Cells[i])
		}
		for len(row.Cells) < len(t.Head) {
			row.Cells = append(row.Cells, nil)
		}
		t.Rows[r] = row
	}
}

// tidyRun tidies one paragraph or cell, without breaks at its ends.
func tidyRun(inlines []Inline) []Inline {
	if tidyAlready(inlines) {
		return inlines
	}
	run := tidier{}
	run.add(inlines, false, false)
	_, middle, _ := splitBreaks(run.out)
	return middle
}

// tidyAlready recognises the common case, which needs no work: texts, marks
// and no two neighbours that could be one.
func tidyAlready(inlines []Inline) bool {
	var last *Text // right before
	for _, inline := range inlines {
		switch n := inline.(type) {
		case *Text:
			if n.Text == "" || last != nil && oneText(last, n) {
				return false
			}
			last = n
		case *Strong, *Emphasis, *Break, *Revision:
			return false
		default:
			last = nil
		}
	}
	return true
}

// oneText reports whether two neighbouring texts are of one kind.
func oneText(a, b *Text) bool {
	return a.Origin.Answer == b.Origin.Answer && a.Origin.Path() == b.Origin.Path()
}

// tidier builds one tidy run.
type tidier struct{ out []Inline }

// add appends inlines that stand inside strong or emphasised text.
func (t *tidier) add(inlines []Inline, strong, emphasis bool) {
	for _, inline := range inlines {
		switch n := inline.(type) {
		case nil:
		case *Text:
			t.text(n)
		case *Strong:
			if strong {
				t.add(n.Inlines, strong, emphasis)
			} else {
				t.strong(n, emphasis)
			}
		case *Emphasis:
			if emphasis {
				t.add(n.Inlines, strong, emphasis)
			} else {
				t.emphasis(n, strong)
			}
		case *Revision:
			t.revision(n, strong, emphasis)
		default:
			t.out = append(t.out, inline)
		}
	}
}

func (t *tidier) text(n *Text) {
	if n.Text == "" {
		return
	}
	if len(t.out) > 0 {
		if last, ok := t.out[len(t.out)-1].(*Text); ok && oneText(last, n) {
			t.out[len(t.out)-1] = &Text{last.Text + n.Text, last.Origin}
			return
		}
	}
	t.out = append(t.out, n)
}

// strong adds strong text in pieces, since a definition ends it.
func (t *tidier) strong(n *Strong, emphasis bool) {
	inner := tidier{}
	inner.add(n.Inlines, true, emphasis)
	from := 0
	for i, inline := range inner.out {
		if _, ok := inline.(*Definition); ok {
			t.strongPiece(inner.out[from:i])
			t.out = append(t.out, inline)
			from = i + 1
		}
	}
	t.strongPiece(inner.out[from:])
}

func (t *tidier) strongPiece(inlines []Inline) {
	before, middle, after := splitBreaks(inlines)
	t.out = append(t.out, before...)
	if len(middle) > 0 {
		if last, ok := t.last().(*Strong); ok {
			joined := tidier{}
			joined.add(last.Inlines, true, false)
			joined.add(middle, true, false)
			t.out[len(t.out)-1] = &Strong{joined.out}
		} else {
			t.out = append(t.out, &Strong{middle})
		}
	}
	t.out = append(t.out, after...)
}

func (t *tidier) emphasis(n *Emphasis, strong bool) {
	inner := tidier{}
	inner.add(n.Inlines, strong, true)
	before, middle, after := splitBreaks(inner.out)
	t.out = append(t.out, before...)
	if len(middle) > 0 {
		if last, ok := t.last().(*Emphasis); ok {
			joined := tidier{}
			joined.add(last.Inlines, strong, true)
			joined.add(middle, strong, true)
			t.out[len(t.out)-1] = &Emphasis{joined.out}
		} else {
			t.out = append(t.out, &Emphasis{middle})
		}
	}
	t.out = append(t.out, after...)
}

// revision adds a revision in pieces where others stand in it, and joins it to
// one before it of the same mark.
func (t *tidier) revision(n *Revision, strong, emphasis bool) {
	inner := tidier{}
	inner.add(n.Inlines, strong, emphasis)
	from := 0
	for i, inline := range inner.out {
		if r, ok := inline.(*Revision); ok {
			t.revisionPiece(n.Mark, inner.out[from:i], strong, emphasis)
			t.revisionPiece(r.Mark, r.Inlines, strong, emphasis)
			from = i + 1
		}
	}
	t.revisionPiece(n.Mark, inner.out[from:], strong, emphasis)
}

func (t *tidier) revisionPiece(mark Mark, inlines []Inline, strong, emphasis bool) {
	last, ok := t.last().(*Revision)
	switch {
	case len(inlines) == 0:
	case mark == Mark{}:
		t.add(inlines, strong, emphasis)
	case ok && last.Mark == mark:
		joined := tidier{}
		joined.add(last.Inlines, strong, emphasis)
		joined.add(inlines, strong, emphasis)
		t.out[len(t.out)-1] = &Revision{joined.out, mark}
	default:
		t.out = append(t.out, &Revision{inlines, mark})
	}
}

func (t *tidier) last() Inline {
	if len(t.out) == 0 {
		return nil
	}
	return t.out[len(t.out)-1]
}

// splitBreaks parts the breaks at the ends of a run from its middle.
func splitBreaks(inlines []Inline) (before, middle, after []Inline) {
	from, to := 0, len(inlines)
	for from < to && isBreak(inlines[from]) {
		from++
	}
	for to > from && isBreak(inlines[to-1]) {
		to--
	}
	return inlines[:from], inlines[from:to:to], inlines[to:]
}

func isBreak(inline Inline) bool {
	_, ok := inline.(*Break)
	return ok
}
