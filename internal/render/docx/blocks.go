package docx

import (
	"strconv"

	"clausewright/internal/document"
)

// bodyStyles are the styles of running text by steps of indentation.
var bodyStyles = [...]string{"BodyText", "BodyTextIndent", "ListContinue", "ListContinue2", "ListContinue3", "ListContinue4", "ListContinue5"}

// blocks prints a sequence of blocks.
func (p *printer) blocks(list []document.Block) {
	for i := range list {
		p.block(list, i)
	}
}

// block prints one block of a sequence.
func (p *printer) block(list []document.Block, i int) {
	switch b := list[i].(type) {
	case *document.Paragraph:
		l := p.bodyLook()
		l.lead(list, i)
		p.paragraph(l, b.Mark, func() { p.prose(b.Inlines) })
	case *document.List:
		table := false
		if i+1 < len(list) {
			_, table = list[i+1].(*document.Table)
		}
		p.list(b, table)
	case *document.Table:
		p.table(b, i+1 < len(list) && document.IsSignature(list[i+1]))
	case *document.Picture:
		p.picture(b)
	case *document.Definitions:
		p.definitions(b)
	case *document.Note:
		p.note(b)
	}
}

// bodyLook is how running text looks here.
func (p *printer) bodyLook() look {
	l := look{style: bodyStyles[min(p.place.steps, len(bodyStyles)-1)], left: -1}
	if p.place.steps >= len(bodyStyles) {
		l.left = stepLeft(p.place.steps)
	}
	if p.place.entry && p.place.depth == 0 {
		l.style = "DefinitionText"
		if p.place.steps != 1 {
			l.left = stepLeft(p.place.steps)
		}
	}
	return l
}

// list prints an enumeration; Word numbers its items. A table may follow it.
func (p *printer) list(l *document.List, table bool) {
	outer := p.place
	p.place.depth++
	for n, item := range l.Items {
		s := p.anchors.counters.spots[item]
		p.place.steps = s.step()
		p.item(item, s, table && n == len(l.Items)-1)
	}
	p.place = outer
}

// step is how many steps the text of an item is indented.
func (s spot) step() int {
	l := lists[s.kind]
	return s.level - l.firstItems() + 2 - l.outdent
}

// item prints one item. A table may follow it.
func (p *printer) item(item *document.Item, s spot, table bool) {
	defer p.marked(item.Mark)()
	p.starts = append(p.starts, p.anchors.of[item]...)
	blocks, mark := item.Blocks, document.Mark{}
	first, ok := firstBlock(blocks).(*document.Paragraph)
	l := s.look()
	if ok {
		l.lead(blocks, 0)
		mark, blocks = first.Mark, blocks[1:]
		l.beforeTable = l.beforeTable || table && len(blocks) == 0
	}
	p.paragraph(l, mark, func() {
		if s.num == typedNumber {
			p.typedLabel(item.Label, l)
		}
		if ok {
			p.prose(first.Inlines)
		}
	})
	p.blocks(blocks)
}

// look is how the paragraph of an item looks that bears its number. The style
// numbers it where it stands in the list of the style.
func (s spot) look() look {
	styles := lists[s.kind].styles
	l := look{style: styles[min(s.level, len(styles)-1)], left: -1}
	if s.num != int(s.kind) || s.level >= len(styles) {
		l.num, l.level = s.num, s.level
	}
	if s.num == typedNumber {
		l.left, l.hanging = s.kind.indents(s.level, false)
	}
	return l
}

// typedLabel prints a number that Word does not count.
func (p *printer) typedLabel(label string, l look) {
	p.phrase(label)
	if l.hanging > 0 {
		p.put(`<w:r><w:tab/></w:r>`)
		return
	}
	p.phrase(" ")
}

// definitions prints the compiled list. Each entry begins with a paragraph of
// its own style; the bookmark tells where the list ends.
func (p *printer) definitions(b *document.Definitions) {
	if len(b.Entries) == 0 {
		return
	}
	defer p.marked(b.Mark)()
	outer := p.place
	id := p.open(p.anchors.give(entriesMark, strconv.Itoa(p.place.depth)))
	for _, e := range b.Entries {
		p.place = outer
		p.place.depth, p.place.entry = 0, true
		p.entryBlocks(e)
	}
	p.end(id)
	p.place = outer
}

// forms begins the bookmarks of the other forms of a term.
func (p *printer) forms(kind string, forms []string) {
	for i, form := range forms {
		p.starts = append(p.starts, p.anchors.give(kind+orderLetter(i), form))
	}
}

// orderLetter tells which of several bookmarks of a kind one is: programs write
// those that begin in one place in any order.
func orderLetter(i int) string {
	if i >= 25 {
		return "Z" + orderLetter(i-25)
	}
	return string(rune('A' + i))
}

func (p *printer) entryBlocks(e *document.Entry) {
	defer p.marked(e.Mark)()
	blocks := e.Blocks
	first, ok := firstBlock(blocks).(*document.Paragraph)
	if ok {
		p.forms(formMark, e.Forms)
		if e.Was != nil {
			p.starts = append(p.starts, p.anchors.give(wasForm, "")) // there may be none
			p.forms(wasForm, e.Was.Forms)
		}
		l := look{style: "Definition", left: -1}
		l.lead(blocks, 0)
		if p.place.steps != 1 {
			l.left = stepLeft(p.place.steps)
		}
		p.paragraph(l, first.Mark, func() { p.prose(first.Inlines) })
		blocks = blocks[1:]
	}
	p.blocks(blocks)
}
