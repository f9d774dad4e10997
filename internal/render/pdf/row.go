package pdf

// A row is what pages are filled with: one printed line of a paragraph, one
// row of a table. Marks are placed from the left edge of the page and from
// the top of the row.
type row struct {
	gap     length // white above, left out at the top of a page
	height  length
	keep    keepStrength // to the next row
	newPage bool         // begins a page
	table   *tableFrame
	figure  *element // what the marks of a picture show; nil for rows of text

	places    []place
	bookmarks []bookmark
	boxes     []box
	rules     []rule
	polygons  []polygon
	runs      []run
	links     []link
}

// keepStrength is how firmly a row is kept on the page of the next one. What does not
// fit on one page is parted where it is held least.
type keepStrength uint8

const (
	free     keepStrength = iota
	together              // parts of one thing that looks best on one page, as signatures do
	whole                 // rows of a block that stays whole
	always                // a heading with its text; the first and the last two lines of a paragraph
)

// tableFrame is what the rows of one table share: the head that is repeated
// at the top of each further page, and the line that closes it at the foot.
type tableFrame struct {
	head []*row
	foot *rule // drawn under the last row on each page; nil for none
}

// bookmark is an entry of the PDF outline; it leads to the top of its row.
type bookmark struct {
	text  string
	level int
}

// run is a piece of one line in one face.
type run struct {
	x, base    length // left end of the base line
	width      length // as drawn, with stretched spaces
	size       length
	glyphs     []glyph
	pageNumber *place // if set, the text is the number of the page this lies on, and ends at x
	tag        *element
	spaces     int32 // of a justified run
	missing    int32 // what they are widened by in all, in thousandths of the type size
	face       face
	ink        ink
	spaced     bool // a space follows, which the end of the line hides
}

// ink is the colour of text.
type ink uint8

const (
	black  ink = iota
	grey       // what runs on every page
	navy       // references, so that it shows that they can be followed
	green      // inserted
	red        // deleted
	violet     // moved
	unseen     // white: what only a program is to find
)

// box is a filled rectangle; bridge lets it grow over the row's gap.
type box struct {
	x, y, width, height length
	shade               shade
	bridge              bool
}

// shade is the colour of a box.
type shade uint8

const (
	paleYellow shade = iota
	paleGrey
	midGrey
	faintGrey // and the rest for pictures
	darkGrey
	darkBlue
	paleBlue
	white
)

// rule is a straight line, drawn thin, or as a row of dots.
type rule struct {
	x1, y1, x2, y2 length
	dotted         bool
	grey           bool
	change         bool // belongs to the text of a redline
}

// spaceLast lets a space follow the last run, so that it stays apart from what
// stands further on the line.
func (r *row) spaceLast() {
	if n := len(r.runs); n > 0 {
		r.runs[n-1].spaced = true
	}
}

// lower moves the text of a row down by d and makes it that much taller.
func (r *row) lower(d length) {
	if d <= 0 {
		return
	}
	r.height += d
	for i := range r.runs {
		r.runs[i].base += d
	}
	for i := range r.boxes {
		r.boxes[i].y += d
	}
	for i := range r.links {
		r.links[i].y += d
	}
	for i := range r.rules {
		if r.rules[i].change {
			r.rules[i].y1 += d
			r.rules[i].y2 += d
		}
	}
}

// link is a rectangle to click on.
type link struct {
	x, y, width, height length
	to                  place
	tag                 *element
}

// align says where a line stands in its measure.
type align uint8

const (
	justified align = iota
	left
	centred
)

// A frame is where and how text is set: the column, the type, the alignment.
type frame struct {
	left, width length
	size, lead  length
	face        face
	align       align
}

// inset is the frame moved right by d, its right edge where it was.
func (f frame) inset(d length) frame {
	f.left += d
	f.width -= d
	return f
}

// base is the distance from the top of a line to its base line.
func (f frame) base() length { return f.lead/2 + f.size*3/10 }

// draw adds the line's runs to r, its line top at y.
func (t *text) draw(r *row, l line, f frame, y length) {
	x, extra := f.left, 0.0
	slack := int(f.width/(t.size/1000)) - l.width
	switch {
	case f.align == centred:
		x += em(slack, t.size) / 2
	case l.spaces > 0 && (slack < 0 || f.align == justified && !l.end && slack <= l.spaces*loosest):
		extra = float64(slack) / float64(l.spaces)
	}
	natural, spaces := 0, 0
	for from := l.from; from < l.to; {
		to, w, n := t.run(from, l.to)
		start := stretched(natural, spaces, extra, t.size)
		natural, spaces = natural+w, spaces+n
		kern := int(t.glyphs[to-1].kern)
		piece := run{x: x + start, base: y + f.base(), size: t.size, face: t.glyphs[from].face,
			width:  stretched(natural, spaces, extra, t.size) - start - em(kern, t.size),
			glyphs: t.glyphs[from:to:to], tag: t.element(from, to),
			spaced: to == l.to && to < len(t.glyphs) && (l.end || t.glyphs[to].space())}
		if extra != 0 && n > 0 {
			piece.spaces, piece.missing = int32(n), int32(int(piece.width/(t.size/1000))-w+kern)
		}
		t.mark(r, piece, &t.styles[t.glyphs[from].style], y, f.lead)
		from = to
	}
}

// stretched is the width of natural thousandths of the size with its spaces
// widened by extra each.
func stretched(natural, spaces int, extra float64, size length) length {
	return em(natural, size) + length(float64(float64(spaces)*extra)*float64(size/1000))
}

// run is the end of the longest run of one face and style that starts at
// from, its natural width and its number of spaces.
func (t *text) run(from, to int) (end, width, spaces int) {
	first := &t.glyphs[from]
	for end = from; end < to; end++ {
		g := &t.glyphs[end]
		if g.face != first.face || g.style != first.style {
			break
		}
		width += int(g.width)
		if g.space() {
			spaces++
		}
	}
	return end, width, spaces
}

// mark adds a run with what its style asks for: the link over it, the box
// behind it, the place of a definition.
func (t *text) mark(r *row, piece run, s *look, y, lead length) {
	r.runs = t.work.runs.add(r.runs, piece)
	top := piece.base - t.size*8/10
	if s.blank {
		r.boxes = append(r.boxes, box{x: piece.x, y: top, width: piece.width, height: t.size * 11 / 10, shade: paleYellow})
	}
	if s.link != (place{}) {
		if s.link.id != "" {
			r.runs[len(r.runs)-1].ink = navy
		}
		r.links = t.work.links.add(r.links, link{piece.x, y, piece.width, lead, s.link, piece.tag})
	}
	r.decorate(s.mark, piece, y, lead)
	if s.term != "" {
		r.places = append(r.places, place{term: s.term})
	}
}

// rows sets the text in the frame, one row a line. The first two lines stay
// together, and so do the last two.
func (t *text) rows(f frame) []*row {
	lines := t.lines(f.width, f.align == justified)
	if f.align == centred {
		lines = t.balanced(f.width, lines)
	}
	list := t.work.lists.list(len(lines))
	for i, l := range lines {
		list[i] = t.work.rows.one()
		list[i].height = f.lead
		if i < len(lines)-1 && (i == 0 || i == len(lines)-2) {
			list[i].keep = always
		}
		t.draw(list[i], l, f, 0)
	}
	return list
}
