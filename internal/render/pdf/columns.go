package pdf

import (
	"math"

	"clausewright/internal/measure"
)

// shape measures the text.
func (t *text) shape() measure.Shape {
	const endless = math.MaxInt / 4 // a measure that no text fills
	s := measure.Shape{Lines: make([]length, 0, len(t.ends)+1)}
	for from, to := range t.stretches {
		c := t.candidates(from, to, endless)
		for i := 1; i < len(c); i++ {
			s.Word = max(s.Word, em(c[i].width-c[i-1].nextWidth, t.size))
		}
		s.Lines = append(s.Lines, em(c[len(c)-1].width, t.size))
	}
	return s
}

// fit sets the table in a frame and chooses the column widths, so that it
// becomes as low as may be. It reports whether each column can hold its longest
// word and none is so narrow that words stand in tall stacks.
func (g *grid) fit(f frame) bool {
	g.resize(f)
	t := g.measured()
	columns, ok := t.Columns(len(g.columns))
	if !ok || t.Squeezed(columns.Widths) {
		return false
	}
	g.columns = columns.Widths
	if columns.Blank {
		g.least = handwriting
	}
	return true
}

// measured is the table as its columns depend on it.
func (g *grid) measured() *measure.Table {
	shapes := func(r []*text) []measure.Shape {
		if r == nil {
			return nil
		}
		set := make([]measure.Shape, len(r))
		for i, t := range r {
			set[i] = t.shape()
		}
		return set
	}
	t := &measure.Table{Width: g.frame.width, Space: cellSpace, Size: g.frame.size, Head: shapes(g.head)}
	for _, r := range g.rows {
		t.Rows = append(t.Rows, shapes(r))
	}
	return t
}
