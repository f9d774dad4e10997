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
		p.line()
		p.paragraph(b, span{start: true})
		p.end()
	case *document.Table:
		p.table(b)
	case *document.Picture:
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
	p.comment("definitions")
	for _, e := range d.Entries {
		p.gap()
		forms := make([]string, len(e.Forms))
		for i, form := range e.Forms {
			forms[i] = " " + escapeComment(form)
		}
		p.comment("definition:" + strings.Join(forms, " |"))
		p.blocks(e.Blocks, true)
	}
	p.gap()
	p.comment("/definitions")
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
	p.line()
	if item.Label != "" {
		p.buf = append(p.buf, item.Label...)
		p.buf = append(p.buf, ' ')
	}
	first, ok := (*document.Paragraph)(nil), false
	blocks := item.Blocks
	if len(blocks) > 0 {
		first, ok = blocks[0].(*document.Paragraph)
	}
	switch {
	case ok && len(first.Inlines) > 0:
		p.paragraph(first, span{start: item.Label == "", item: item.Label == "", titled: item.ID != ""})
	case item.Label == "" && item.ID == "":
		p.buf = append(p.buf, "<!-- -->"...)
	}
	p.anchor(item.ID)
	p.buf = trimSpaces(p.buf)
	p.end()
	if !ok {
		first = new(document.Paragraph)
		blocks = append([]document.Block{first}, blocks...)
	}
	p.itemRest(blocks)
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
		p.comment("table: " + t.Class)
	}
	p.row(t.Head)
	p.line()
	p.buf = append(p.buf, '|')
	for range t.Head {
		p.buf = append(p.buf, " --- |"...)
	}
	p.end()
	for _, row := range t.Rows {
		p.row(row.Cells)
	}
}

func (p *printer) row(cells []document.Cell) {
	p.line()
	p.buf = append(p.buf, '|')
	for _, cell := range cells {
		p.buf = append(p.buf, ' ')
		p.inlines(cell, span{opens: true, closes: true, table: true})
		p.buf = append(p.buf, " |"...)
	}
	p.end()
}
