package docx

import "clausewright/internal/document"

// note prints guidance as a comment at the paragraph before it, so that all
// guidance can be removed at once.
func (p *printer) note(b *document.Note) {
	id := p.comments.next(p)
	p.comments.begin(id, noteToDraft, p.doc.Date)
	outer := *p
	p.xml, p.starts, p.openers, p.opening, p.closed, p.mark = xml{}, nil, nil, nil, 0, document.Mark{}
	p.place = place{part: outer.place.part, comment: true}
	p.blocks(b.Blocks)
	if p.endsInTable() {
		p.paragraph(look{style: "CommentText", left: -1}, document.Mark{}, func() {})
	}
	text := p.xml.buf
	p.place, p.xml, p.closed, p.starts, p.openers, p.opening, p.mark = outer.place, outer.xml, outer.closed, outer.starts, outer.openers, outer.opening, outer.mark
	p.comments.put(string(text), `</w:comment>`)
	p.attach(id, p.notes[b])
}

// attach hangs a comment at the end of the last paragraph. What is marked comes
// or goes with its mark.
func (p *printer) attach(id string, mark document.Mark) {
	outer := p.xml
	p.xml = xml{}
	p.changed(mark, func() {
		p.put(`<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="`, id, `"/></w:r>`)
	})
	markup := string(p.buf)
	p.xml = outer
	p.insert(markup)
}

// sideNotes has each note of a redline that changed stand as it was and as it
// is, and returns the marks of the two: programs do not track changes inside of
// comments.
func sideNotes(doc *document.Document) map[*document.Note]document.Mark {
	s := noteSides{}
	for _, d := range doc.Body {
		d.Blocks = s.blocks(d.Blocks)
	}
	return s
}

type noteSides map[*document.Note]document.Mark

func (s noteSides) blocks(blocks []document.Block) []document.Block {
	var list []document.Block
	for _, block := range blocks {
		switch b := block.(type) {
		case *document.Division:
			b.Blocks = s.blocks(b.Blocks)
		case *document.List:
			for _, item := range b.Items {
				item.Blocks = s.blocks(item.Blocks)
			}
		case *document.Definitions:
			for _, e := range b.Entries {
				e.Blocks = s.blocks(e.Blocks)
			}
		case *document.Note:
			list = append(list, s.note(b)...)
			continue
		}
		list = append(list, block)
	}
	return list
}

// note is a note as it was, if it changed, and as it is.
func (s noteSides) note(b *document.Note) []document.Block {
	before, now := &document.Note{Blocks: sideOf(b.Blocks, false)}, &document.Note{Blocks: sideOf(b.Blocks, true)}
	if document.Key(before) == document.Key(now) {
		return []document.Block{now}
	}
	cause := document.MarkOf(firstBlock(b.Blocks)).Cause
	s[before], s[now] = document.Mark{Change: document.Deleted, Cause: cause}, document.Mark{Change: document.Inserted, Cause: cause}
	switch {
	case len(before.Blocks) == 0:
		return []document.Block{now}
	case len(now.Blocks) == 0:
		return []document.Block{before}
	}
	return []document.Block{before, now}
}

// sideOf is blocks of a note in the new document or in the old one.
func sideOf(blocks []document.Block, accept bool) []document.Block {
	taken := func(m document.Mark) bool { return accept && m.New() || !accept && m.Old() }
	var list []document.Block
	for _, block := range blocks {
		if !taken(document.MarkOf(block)) {
			continue
		}
		switch b := block.(type) {
		case *document.Paragraph:
			block = &document.Paragraph{Inlines: document.Taken(b.Inlines, accept)}
		case *document.List:
			l := &document.List{Marker: b.Marker}
			for _, item := range b.Items {
				if taken(item.Mark) {
					one := *item
					one.Mark, one.Was, one.Blocks = document.Mark{}, nil, sideOf(item.Blocks, accept)
					l.Items = append(l.Items, &one)
				}
			}
			if block = l; len(l.Items) == 0 {
				continue
			}
		}
		list = append(list, block)
	}
	return list
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

// isBy reports whether a comment is one of the draft itself and not of a person.
func isBy(comment *element, s speaker) bool {
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
