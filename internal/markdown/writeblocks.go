package markdown

import (
	"strings"

	"clausewright/internal/document"
)

// blocks writes blocks with a blank line between them. Inside something that
// has begun, none stands before the first.
func (p *printer) blocks(blocks []document.Block, inside bool) {
	var before document.Block
	mark := byte('-')
	for i, block := range blocks {
		list, isList := block.(*document.List)
		_, wasList := before.(*document.List)
		if _, division := block.(*document.Division); !division && (i > 0 || !inside) {
			p.gap()
		}
		if isList {
			if wasList && mark == '-' {
				mark = '*'
			} else {
				mark = '-'
			}
			p.list(list, mark)
		} else {
			p.block(block)
		}
		before = block
	}
}

func (p *printer) block(block document.Block) {
	switch b := block.(type) {
	case *document.Division:
		p.division(b, p.top)
	case *document.Paragraph:
		around := p.enter(b.Mark, false)
		p.line()
		p.paragraph(b, span{start: true})
		p.end()
		p.within = around
	case *document.Table:
		around := p.enter(b.Mark, true)
		p.table(b)
		p.within = around
	case *document.Picture:
		p.within = p.enter(b.Mark, true)
		p.line()
		p.buf = append(p.buf, PictureComment(b)...)
		p.end()
	case *document.Definitions:
		p.definitions(b)
	case *document.Note:
		prefix := p.prefix
		p.prefix += "> "
		p.blocks(b.Blocks, true)
		p.prefix = prefix
	}
}

func (p *printer) definitions(d *document.Definitions) {
	around := p.enter(d.Mark, true)
	p.comment(definitionsComment)
	for _, e := range d.Entries {
		p.gap()
		p.entry(e)
	}
	p.gap()
	p.comment(definitionsEnd)
	p.within = around
}

func (p *printer) entry(e *document.Entry) {
	around := p.enter(e.Mark, true)
	if e.Was != nil {
		p.comment(wasComment + ":" + formsText(e.Was.Forms))
	}
	p.comment(definitionComment + ":" + formsText(e.Forms))
	p.blocks(e.Blocks, true)
	p.within = around
}

func formsText(forms []string) string {
	list := make([]string, len(forms))
	for i, form := range forms {
		list[i] = " " + escapeComment(form)
	}
	return strings.Join(list, " |")
}

// list writes a list of labelled items or bullets. Lists that follow each
// other have different marks.
func (p *printer) list(list *document.List, mark byte) {
	prefix := p.prefix
	for i, item := range list.Items {
		if i > 0 && len(list.Items[i-1].Blocks) > 1 && !simple(list.Items[i-1]) {
			p.gap()
		}
		p.lead = prefix + string(mark) + " "
		p.prefix = prefix + "  "
		p.item(item)
		p.prefix = prefix
	}
}

// simple reports whether an item is a paragraph, or one with a list.
func simple(item *document.Item) bool {
	if len(item.Blocks) != 2 {
		return len(item.Blocks) < 2
	}
	_, list := item.Blocks[1].(*document.List)
	return list
}

func (p *printer) item(item *document.Item) {
	around := p.enter(item.Mark, false)
	p.line()
	if p.within != (document.Mark{}) {
		p.buf = append(p.buf, tag(p.within, item.Mark != document.Mark{})...)
	}
	if item.Label != "" {
		p.buf = append(p.buf, item.Label...)
		p.buf = append(p.buf, ' ')
	}
	first, ok := (*document.Paragraph)(nil), false
	blocks := item.Blocks
	if len(blocks) > 0 {
		first, ok = blocks[0].(*document.Paragraph)
	}
	var was *string
	if item.Was != nil {
		was = &item.Was.ID
	}
	marked := p.within != (document.Mark{})
	switch {
	case ok && len(first.Inlines) > 0:
		unlabelled := item.Label == ""
		p.inlines(first.Inlines, span{start: unlabelled && !marked, item: unlabelled, titled: item.ID != "" && !marked, opens: !marked || !unlabelled, closes: !marked})
	case item.Label == "" && item.ID == "" && was == nil && !marked:
		p.buf = append(p.buf, nothing...)
	}
	if marked {
		p.buf = append(p.buf, endTag(p.within)...)
	}
	p.anchor(item.ID, was)
	p.buf = trimSpaces(p.buf)
	p.end()
	if !ok {
		first = new(document.Paragraph)
		blocks = append([]document.Block{first}, blocks...)
	}
	p.itemRest(blocks)
	p.within = around
}

// itemRest writes what follows an item's first paragraph.
func (p *printer) itemRest(blocks []document.Block) {
	if len(blocks) < 2 {
		return
	}
	if _, list := blocks[1].(*document.List); !list {
		p.gap()
	}
	p.blocks(blocks[1:], true)
}

// table writes a pipe table, with a comment that gives its class.
func (p *printer) table(t *document.Table) {
	if t.Class == document.OpenPoints && len(t.Head) == 0 {
		p.comment("open-points")
		return
	}
	if t.Class != "" {
		p.comment(tableComment + ": " + t.Class)
	}
	p.row(document.Row{Cells: t.Head})
	p.line()
	p.buf = append(p.buf, '|')
	for range t.Head {
		p.buf = append(p.buf, " --- |"...)
	}
	p.end()
	for _, row := range t.Rows {
		p.row(row)
	}
}

func (p *printer) row(row document.Row) {
	around := p.enter(row.Mark, false)
	p.line()
	p.buf = append(p.buf, '|')
	for i, cell := range row.Cells {
		whole := i == 0 && row.Mark != document.Mark{}
		p.buf = append(p.buf, ' ')
		if p.within == (document.Mark{}) || len(cell) == 0 && !whole {
			p.inlines(cell, span{opens: true, closes: true, table: true})
		} else {
			p.buf = append(p.buf, tag(p.within, whole)...)
			p.inlines(cell, span{table: true})
			p.buf = append(p.buf, endTag(p.within)...)
		}
		p.buf = append(p.buf, " |"...)
	}
	p.end()
	p.within = around
}
