package pdf

import (
	"clausewright/internal/document"
	"clausewright/internal/picture"
)

// Measures of pictures.
const (
	pictureSize = 85 * point / 10
	hundredth   = point / picture.Point // what a picture is measured in
	stroke      = point / 2             // thickness of its lines
	dash        = 3 * point             // of a broken line, and the white after it
)

// polygon is a filled figure, with an outline where it is white; its corners
// are x, y, x, y and so on.
type polygon struct {
	corners []length
	shade   shade
}

// picture sets a picture under its title, in one piece that stays with the
// table after it. Only a picture taller than a page is parted, between rows.
func (c *compositor) picture(p *document.Picture, f frame) {
	c.flush(f)
	c.above(tableGap)
	title := cellFrame(f, tableSizes[0])
	title.face = bold
	c.heading(renamed(nil, p.Title), title)
	sheet := picture.Draw(p, int(f.width/hundredth), picture.Type{Size: int(pictureSize / hundredth), Width: func(label string) int {
		return int(c.book.widthOf(label, roman, pictureSize)/hundredth) + 1
	}})
	shown := c.figure(p.Alt)
	for i, drawn := range sheet.Rows {
		s := strip{row: &row{height: inHundredths(drawn.Height), keep: whole, figure: shown}, left: f.left, by: c}
		if i > 0 {
			s.rulers(sheet)
		}
		for _, shape := range drawn.Shapes {
			s.shape(shape)
		}
		c.emit(s.row)
	}
}

func inHundredths(n int) length { return length(n) * hundredth }

// strip is a row of a picture being drawn. All its lines are upright or
// level, and boxes here: what is drawn later covers them.
type strip struct {
	*row
	left length
	by   *compositor
}

// rulers draws the upright lines that go through all rows.
func (s *strip) rulers(sheet *picture.Sheet) {
	for _, r := range sheet.Rulers {
		s.line(&picture.Line{X1: r.X, X2: r.X, Y2: int(s.height / hundredth), Ink: r.Ink})
	}
}

func (s *strip) shape(shape picture.Shape) {
	switch n := shape.(type) {
	case *picture.Line:
		s.line(n)
	case *picture.Box:
		s.box(n)
	case *picture.Symbol:
		s.symbol(n)
	case *picture.Text:
		s.text(n)
	}
}

// lineShades are the shades of lines.
var lineShades = [...]shade{picture.Faint: faintGrey, picture.Strong: darkGrey, picture.Dashed: darkGrey}

// line draws a line as a box, or a broken one as a box for each dash.
func (s *strip) line(l *picture.Line) {
	x, y := s.left+inHundredths(min(l.X1, l.X2)), inHundredths(min(l.Y1, l.Y2))
	right, bottom := s.left+inHundredths(max(l.X1, l.X2)), inHundredths(max(l.Y1, l.Y2))
	step := max(right-x, bottom-y) + stroke
	if l.Ink == picture.Dashed {
		step = dash
	}
	if right > x {
		for ; x < right; x += 2 * step {
			s.boxes = append(s.boxes, box{x: x, y: y - stroke/2, width: min(step, right-x), height: stroke, shade: lineShades[l.Ink]})
		}
		return
	}
	for ; y < bottom; y += 2 * step {
		s.boxes = append(s.boxes, box{x: x - stroke/2, y: y, width: stroke, height: min(step, bottom-y), shade: lineShades[l.Ink]})
	}
}

// fillShades are the shades of boxes and symbols.
var fillShades = [...]shade{picture.Solid: darkBlue, picture.Pale: paleBlue, picture.Hollow: white, picture.Open: white, picture.Paper: white}

// box fillShades a rectangle; one that is open gets a broken outline.
func (s *strip) box(b *picture.Box) {
	s.boxes = append(s.boxes, box{x: s.left + inHundredths(b.X), y: inHundredths(b.Y), width: inHundredths(b.Width), height: inHundredths(b.Height), shade: fillShades[b.Fill]})
	if b.Fill != picture.Open {
		return
	}
	side := func(x1, y1, x2, y2 int) {
		s.line(&picture.Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Ink: picture.Dashed})
	}
	right, bottom := b.X+b.Width, b.Y+b.Height
	side(b.X, b.Y, right, b.Y)
	side(b.X, bottom, right, bottom)
	side(b.X, b.Y, b.X, bottom)
	side(right, b.Y, right, bottom)
}

func (s *strip) symbol(n *picture.Symbol) {
	p := polygon{corners: make([]length, len(n.Corners)), shade: fillShades[n.Fill]}
	for i, at := range n.Corners {
		p.corners[i] = inHundredths(at)
		if i%2 == 0 {
			p.corners[i] += s.left
		}
	}
	s.polygons = append(s.polygons, p)
}

// text draws a label. It is never broken: the picture has left it its room.
func (s *strip) text(n *picture.Text) {
	t := s.by.book.set("", []document.Inline{&document.Text{Text: n.Text}}, roman, pictureSize)
	f := frame{left: s.left + inHundredths(n.X), width: 1000 * pictureSize, size: pictureSize, align: left}
	switch width := t.width(0, len(t.glyphs)); n.Anchor {
	case picture.Middle:
		f.left -= width / 2
	case picture.End:
		f.left -= width
	}
	for _, l := range t.lines(f.width, false) {
		t.draw(s.row, l, f, inHundredths(n.Base)-f.base())
	}
}
