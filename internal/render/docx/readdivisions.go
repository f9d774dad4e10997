package docx

import "clausewright/internal/document"

// heading reads the heading of a division. One that Word does not number may begin
// with a number that is typed.
func (r *reader) heading(p *element, kind document.DivisionKind, text string) {
	d := &document.Division{Kind: kind, ID: r.id(), Clause: r.clause(kind), Heading: text}
	outer := document.Part
	if kind == document.Section && r.top != nil {
		outer = r.top.Kind
	}
	if uncounted(p) {
		d.Label, d.Heading, _ = document.CutLabel(r.doc.Style, outer, kind, text)
		d.Number = document.DivisionNumber(r.doc.Style, outer, kind, d.Label)
	}
	r.divide(d)
}

// uncounted reports whether a paragraph has no number of its style.
func uncounted(p *element) bool {
	n := p.child("w:pPr").child("w:numPr")
	return n != nil && n.val("w:numId") == "0"
}

// title reads the legend and the title; with them a cover begins.
func (r *reader) title(style, text string) {
	if r.id() == document.CoverPart {
		r.divide(&document.Division{Kind: document.Part, ID: document.CoverPart, Clause: r.clause(document.Part)})
	}
	if style == "title" {
		r.doc.Title = text
	}
}

// divide begins a division.
func (r *reader) divide(d *document.Division) {
	r.end()
	if d.Kind == document.Section && r.top != nil {
		r.section = d
		r.top.Blocks = append(r.top.Blocks, d)
		return
	}
	r.opened = nil // programs may have moved the ends of bookmarks on
	r.top, r.section = d, nil
	r.doc.Body = append(r.doc.Body, d)
}

// end ends what is being read.
func (r *reader) end() {
	r.closeEntries()
	r.items = nil
	r.flush()
	r.section = nil
}

// flush puts the notes where the text of the division goes on.
func (r *reader) flush() {
	for _, n := range r.waiting {
		r.add(n)
	}
	r.waiting = nil
}

// within is the blocks that text of the depth of the items being read stands in.
func (r *reader) within() *[]document.Block {
	switch {
	case len(r.items) > 0:
		return &r.items[len(r.items)-1].Blocks
	case r.entry != nil:
		return &r.entry.Blocks
	case r.section != nil:
		return &r.section.Blocks
	case r.top == nil:
		r.divide(&document.Division{Kind: document.Part})
	}
	return &r.top.Blocks
}

func (r *reader) add(b document.Block) {
	blocks := r.within()
	*blocks = append(*blocks, b)
}

// at goes back to a depth of lists.
func (r *reader) at(depth int) {
	r.items = r.items[:min(depth, len(r.items))]
	if len(r.items) == 0 && r.entry == nil {
		r.flush()
	}
}

func (r *reader) text(depth int, inlines []document.Inline) {
	r.at(depth)
	if len(inlines) > 0 {
		r.add(&document.Paragraph{Inlines: inlines})
	}
}

// inPart reports whether a part is being read, whose lists stand further left.
func (r *reader) inPart() bool { return r.top == nil || r.top.Kind == document.Part }

// headings are the kinds of divisions by the styles of their headings.
var headings = map[string]document.DivisionKind{
	"heading1": document.Article, "heading2": document.Section, "partheading": document.Part, "partheading2": document.Section,
	"scheduleheading": document.Schedule, "scheduleheading2": document.Section, "tocheading": document.Part, "sectiontext": document.Section,
}
