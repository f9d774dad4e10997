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
		p.table(b, i+1 < len(list) && isSignature(list[i+1]))
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
	return l
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

func (p *printer) entryBlocks(e *document.Entry) {
	defer p.marked(e.Mark)()
	blocks := e.Blocks
	first, ok := firstBlock(blocks).(*document.Paragraph)
	if ok {
		for _, form := range e.Forms {
			p.starts = append(p.starts, p.anchors.give(formMark, form))
		}
		if e.Was != nil {
			for _, form := range append([]string{""}, e.Was.Forms...) { // the first tells that there may be none
				p.starts = append(p.starts, p.anchors.give(wasForm, form))
			}
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

// note prints guidance as a comment at the paragraph before it, so that all
// guidance can be removed at once.
func (p *printer) note(b *document.Note) {
	id := p.comments.next(p)
	p.comments.begin(id, noteToDraft, p.doc.Date)
	outer, body, starts, openers, opening := p.place, p.xml, p.starts, p.openers, p.opening
	p.starts, p.openers, p.opening = nil, nil, nil
	p.place, p.xml = place{part: p.place.part, comment: true}, xml{}
	closed := p.closed
	p.closed = 0
	p.blocks(b.Blocks)
	if p.endsInTable() {
		p.paragraph(look{style: "CommentText", left: -1}, document.Mark{}, func() {})
	}
	text := p.xml.buf
	p.place, p.xml, p.closed, p.starts, p.openers, p.opening = outer, body, closed, starts, openers, opening
	p.comments.put(string(text), `</w:comment>`)
	p.attach(id)
}

// attach hangs a comment at the end of the last paragraph.
func (p *printer) attach(id string) {
	p.insert(`<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="` + id + `"/></w:r>`)
}

// comments are those of one file.
type comments struct {
	xml
	last int // number of comments
}

// next is the number of a new comment.
func (c *comments) next(p *printer) string {
	c.last++
	return p.id()
}

// speaker is whom a comment of the draft itself names as its author.
type speaker struct{ author, initials string }

var (
	openPoint   = speaker{"Open point", "OP"}
	noteToDraft = speaker{"Note to Draft", "ND"}
)

// speaks reports whether a comment is one of the draft itself and not of a person.
func speaks(comment *element, s speaker) bool {
	return comment.attr["w:author"] == s.author && comment.attr["w:initials"] == s.initials
}

// begin begins a comment.
func (c *comments) begin(id string, s speaker, date string) {
	c.put(`<w:comment w:id="`, id, `" w:author="`, s.author, `"`)
	if date != "" {
		c.put(` w:date="`, date, `T00:00:00Z"`)
	}
	c.put(` w:initials="`, s.initials, `">`)
}

// line adds a comment of one line.
func (c *comments) line(id string, s speaker, date, text string) {
	c.begin(id, s, date)
	c.put(`<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r><w:r><w:t`, space(text), `>`)
	c.text(text)
	c.put(`</w:t></w:r></w:p></w:comment>`)
}

// part is the part that holds the comments.
func (c *comments) part() filePart {
	var x xml
	x.put(declaration, `<w:comments xmlns:w="`, wordNamespace, `" xmlns:r="`, linkNamespace, `" xmlns:wp="`, drawNamespace, `">`, string(c.buf), `</w:comments>`)
	return filePart{name: "word/comments.xml", kind: wordContent + "comments+xml", link: officeRelationships + "comments", of: mainPart, id: "rIdComments", data: x.buf}
}
