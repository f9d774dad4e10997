// Package picture lays out the pictures of a draft as lines, boxes and texts,
// once for all formats that draw. It knows no format: a text's width is told by
// who draws it. Whole numbers make the same picture on every machine.
package picture

import (
	"clausewright/internal/document"
)

// Point is a point of type: all lengths are in hundredths of it. A format that
// measures in pixels takes one for a point.
const Point = 100

// Type is the type that a picture is lettered in.
type Type struct {
	Size  int                   // of the letters
	Width func(text string) int // of a text on one line in that size
}

// Sheet is a picture laid out: rows from top to bottom. A format may put rows
// on two pages if one page cannot hold them all.
type Sheet struct {
	Width  int
	Rows   []Row
	Rulers []Ruler // upright lines through all rows but the first, under what the rows hold
}

// Height is the height of all rows.
func (s *Sheet) Height() int {
	total := 0
	for _, r := range s.Rows {
		total += r.Height
	}
	return total
}

// Row is one strip of a picture. Its shapes are placed from its own top, are
// drawn in order, and stay inside it.
type Row struct {
	Height int
	Shapes []Shape
}

// Ink is how a line is drawn.
type Ink int

// Faint lines guide the eye, strong ones are part of what is shown; a dashed
// line is strong.
const (
	Faint Ink = iota
	Strong
	Dashed
)

// Fill is how a box or a symbol is filled.
type Fill int

// Solid is dark, Pale is light, Hollow is an outline on paper, Open a dashed
// outline on paper, and Paper the colour of the paper without an outline.
const (
	Solid Fill = iota
	Pale
	Hollow
	Open
	Paper
)

// Anchor tells which point of a text stands at its X.
type Anchor int

// The anchors of a text.
const (
	Start Anchor = iota
	Middle
	End
)

// Ruler is an upright line through the picture.
type Ruler struct {
	X   int
	Ink Ink
}

// Shape is a *Line, *Box, *Symbol or *Text.
type Shape interface{ shape() }

// Line is a straight line.
type Line struct {
	X1, Y1, X2, Y2 int
	Ink            Ink
}

// Box is a rectangle.
type Box struct {
	X, Y, Width, Height int
	Fill                Fill
}

// Symbol is a small closed figure; its corners are X, Y, X, Y and so on.
type Symbol struct {
	Corners []int
	Fill    Fill
}

// Text is words on one line; Base is the height of its base line.
type Text struct {
	X, Base int
	Anchor  Anchor
	Text    string
}

func (*Line) shape()   {}
func (*Box) shape()    {}
func (*Symbol) shape() {}
func (*Text) shape()   {}

// Draw lays a picture without fault (see document.Picture.Check) out in a
// width. Texts do not overlap, and nothing reaches out of the sheet; labels of
// more than 200 characters are cut short.
func Draw(p *document.Picture, width int, t Type) *Sheet {
	s := &sheet{Sheet: Sheet{Width: width}, Type: t, line: t.Size * 13 / 10}
	switch d := p.Drawing.(type) {
	case *document.Timeline:
		s.timeline(d)
	case *document.Chart:
		s.chart(d)
	}
	return &s.Sheet
}

// Words are the texts of a sheet in the order in which they are drawn.
func (s *Sheet) Words() []string {
	var words []string
	for _, r := range s.Rows {
		for _, shape := range r.Shapes {
			if t, ok := shape.(*Text); ok {
				words = append(words, t.Text)
			}
		}
	}
	return words
}

// sheet is a picture in the making.
type sheet struct {
	Sheet
	Type
	line int // from one line of text to the next
}

// row adds a row.
func (s *sheet) row(height int, shapes ...Shape) {
	s.Rows = append(s.Rows, Row{height, shapes})
}

// base is the base line of text in a line that begins at top.
func (s *sheet) base(top int) int { return top + s.Size }

// lettering writes lines of text one below the other from top, on paper that
// covers the rulers behind them.
func (s *sheet) lettering(lines []string, x, top int, anchor Anchor) []Shape {
	var shapes []Shape
	for i, line := range lines {
		left, width := x, s.Type.Width(line)
		switch anchor {
		case Middle:
			left -= width / 2
		case End:
			left -= width
		}
		from, to := max(0, left-s.Size/4), min(s.Sheet.Width, left+width+s.Size/4)
		shapes = append(shapes,
			&Box{X: from, Y: top + i*s.line, Width: to - from, Height: s.line, Fill: Paper},
			&Text{X: x, Base: s.base(top + i*s.line), Anchor: anchor, Text: line})
	}
	return shapes
}

// arrow is the head of an arrow that points right, its point at x, y.
func (s *sheet) arrow(x, y int) *Symbol {
	h := s.Size * 4 / 10
	return &Symbol{Corners: []int{x, y, x - 2*h, y - h, x - 2*h, y + h}, Fill: Solid}
}
