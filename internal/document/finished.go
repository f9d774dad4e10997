package document

import (
	"strings"

	"clausewright/internal/diag"
)

// checkFinished reports sentences that say less than they promise, because a
// condition was not met or an answer names nothing: a colon with nothing after
// it, a table with a head only, a key term without a value, an empty item. A part of a document may lead into what is
// not in it.
func checkFinished(doc *Document, part bool) diag.List {
	f := omissions{}
	for i, d := range doc.Body {
		if !part {
			f.division(d, d.Kind == Part && i+1 < len(doc.Body))
		}
	}
	return f.problems
}

// omissions are what a document promises and does not keep.
type omissions struct{ problems diag.List }

// division looks at a division; leads says that what comes after it may be what
// its last words lead into, as the articles do after "agree as follows:".
func (f *omissions) division(d *Division, leads bool) {
	f.blocks(d.Blocks, leads)
	for i, b := range d.Blocks {
		if inner, ok := b.(*Division); ok {
			f.division(inner, leads && i+1 == len(d.Blocks))
		}
	}
}

// blocks looks at blocks that follow one another.
func (f *omissions) blocks(list []Block, leads bool) {
	for i, block := range list {
		switch b := block.(type) {
		case *Paragraph:
			if len(b.Inlines) == 0 {
				continue
			}
			if t, ok := b.Inlines[0].(*Text); ok && !t.Origin.Answer && strings.HasPrefix(t.Text, "|") {
				f.problems.Errorf(t.Origin.Pos(), Unfinished, "these are the rows of a table without a head")
			}
			last := i+1 == len(list)
			if endsInColon(b) && !(last && leads || !last && comesAfter(list[i+1])) {
				f.problems.Errorf(lastOrigin(b.Inlines).Pos(), Unfinished, "nothing follows the colon")
			}
		case *List:
			for _, item := range b.Items {
				if p, ok := item.Blocks[0].(*Paragraph); ok && len(item.Blocks) == 1 && strings.Trim(PlainText(p.Inlines), " .;:,\u00a0") == "" {
					f.problems.Errorf(item.Origin.Pos(), "leftover", "an item of a list is empty")
				}
				f.blocks(item.Blocks, false)
			}
		case *Table:
			f.table(b)
		case *Definitions:
			for _, e := range b.Entries {
				f.blocks(e.Blocks, false)
			}
		case *Note:
			f.blocks(b.Blocks, false)
		}
	}
}

// endsInColon reports whether the wording, and not an answer, leads into what
// follows a paragraph.
func endsInColon(p *Paragraph) bool {
	t, ok := p.Inlines[len(p.Inlines)-1].(*Text)
	return ok && !t.Origin.Answer && strings.HasSuffix(strings.TrimRight(t.Text, " \u00a0"), ":")
}

// comesAfter reports whether a block can be what a colon promises.
func comesAfter(b Block) bool {
	switch b := b.(type) {
	case *Division:
		return false
	case *Paragraph:
		return strings.HasPrefix(strings.TrimLeft(PlainText(b.Inlines), " "), "“")
	}
	return true
}

func (f *omissions) table(t *Table) {
	if len(t.Rows) == 0 && len(t.Head) > 0 {
		f.problems.Errorf(t.Origin.Pos(), Unfinished, "the table has no rows")
	}
	if t.Class != KeyTermsTable {
		return
	}
	for _, row := range t.Rows {
		for i, cell := range row.Cells[:min(2, len(row.Cells))] {
			if strings.TrimSpace(PlainText(cell)) == "" {
				f.problems.Errorf(t.Origin.Pos(), Unfinished, "the key term %q has no %s", PlainText(row.Cells[0]), [2]string{"name", "value"}[i])
			}
		}
	}
}

// lastOrigin is where the end of a run of text comes from.
func lastOrigin(inlines []Inline) Origin {
	var at Origin
	WalkInlines(inlines, func(node any) bool {
		if t, ok := node.(*Text); ok && !t.Origin.Answer {
			at = originAt(t, len(strings.TrimRight(t.Text, " \u00a0:")))
		}
		return true
	})
	return at
}
