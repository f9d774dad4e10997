package docx

import (
	"clausewright/internal/document"
)

// within is the mark that holds for a piece marked so, inside what is being
// printed: changes do not nest. What is marked outside holds for all inside.
func (p *printer) within(mark document.Mark) document.Mark {
	if p.mark != (document.Mark{}) {
		return p.mark
	}
	return mark
}

// marked marks all that is printed until the function that it returns is
// called.
func (p *printer) marked(mark document.Mark) (restore func()) {
	outer := p.mark
	p.mark = p.within(mark)
	return func() { p.mark = outer }
}

// changeTag is the element of a change, or nothing. A move is a deletion and an
// insertion: Word's own marks of moves are known to break files.
func changeTag(mark document.Mark) string {
	switch mark.Change {
	case document.Inserted, document.MovedHere:
		return "w:ins"
	case document.Deleted, document.MovedAway:
		return "w:del"
	}
	return ""
}

// deleting reports whether what is printed is deleted text.
func (p *printer) deleting() bool { return changeTag(p.mark) == "w:del" }

// moving reports whether what is printed moved.
func (p *printer) moving() bool { return p.mark.Move > 0 }

// change begins the element of a change, up to its last attribute.
func (p *printer) change(tag string, mark document.Mark) {
	p.put(`<`, tag, ` w:id="`, p.id(), `" w:author="`)
	p.xml.text(p.author(mark))
	p.put(`"`)
	if p.opts.Date != "" {
		p.put(` w:date="`)
		p.xml.text(p.opts.Date)
		p.put(`"`)
	}
}

// author is who made a change: the person whose edit it is, where that is known.
func (p *printer) author(mark document.Mark) string {
	if i := mark.Cause; i > 0 && i <= len(p.doc.Causes) && p.doc.Causes[i-1].Author != "" {
		return p.doc.Causes[i-1].Author
	}
	return p.opts.Author
}

// changed prints runs in a change, unless one is being printed already.
func (p *printer) changed(mark document.Mark, content func()) {
	tag := changeTag(p.within(mark))
	if tag == "" || p.inChange {
		content()
		return
	}
	restore := p.marked(mark)
	p.inChange = true
	p.change(tag, p.mark)
	p.put(`>`)
	at := len(p.buf)
	content()
	if len(p.buf) == at { // nothing is changed
		p.buf = p.buf[:p.changeStart(at)]
	} else {
		p.put(`</`, tag, `>`)
	}
	p.inChange = false
	restore()
}

// changeStart is where the element begins whose start tag ends at an offset.
func (p *printer) changeStart(end int) int {
	for end--; p.buf[end] != '<'; end-- {
	}
	return end
}
