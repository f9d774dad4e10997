package picture

import (
	"strconv"
	"time"

	"clausewright/internal/document"
)

// axis maps days to places between two ends.
type axis struct {
	first, last int // days
	left, right int
}

// dayCount counts the days to a date since a fixed one.
func dayCount(date string) int {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil { // Check has refused it
		return 0
	}
	return int(t.Unix() / (24 * 60 * 60))
}

func newYear(year int) int {
	return int(time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

func (a axis) at(day int) int {
	return a.left + (day-a.first)*(a.right-a.left)/(a.last-a.first)
}

// timeline draws a scale of years, then a bar for each span with its label
// above, then the series of days, then the single days, each with its label
// beside it, as many in a row as have room, and at the foot those on which
// something ends.
func (s *sheet) timeline(t *document.Timeline) {
	a := s.years(t)
	for _, span := range t.Spans {
		s.span(span, a)
	}
	s.row(s.Size / 2)
	var single, ends []document.Milestone
	for _, m := range t.Marks {
		if m.Kind == document.EndDay {
			for _, date := range m.Dates {
				s.Rulers = append(s.Rulers, Ruler{a.at(dayCount(date)), Dashed})
			}
		}
		switch {
		case len(m.Dates) > 1:
			s.series(m, a)
		case m.Kind == document.EndDay:
			ends = append(ends, m)
		default:
			single = append(single, m)
		}
	}
	s.marks(single, a)
	s.marks(ends, a)
}

// years draws the scale, from the beginning of the first year to the end of
// the last.
func (s *sheet) years(t *document.Timeline) axis {
	first, last := t.Spans[0].From, t.Spans[0].From
	see := func(date string) {
		if date != "" {
			first, last = min(first, date), max(last, date)
		}
	}
	for _, span := range t.Spans {
		see(span.From)
		see(span.To)
	}
	for _, m := range t.Marks {
		see(m.Dates[0])
		see(m.Dates[len(m.Dates)-1])
	}
	from, to := yearOf(first), yearOf(last)+1
	edge := s.Size * 5 / 4 // room for the head of an arrow
	a := axis{newYear(from), newYear(to), edge, s.Sheet.Width - edge}
	r := Row{Height: s.line + s.Size/3}
	room := s.Type.Width("0000") + s.Size
	step := stepFor(to-from, room, a.right-a.left)
	for year := from; year <= to; year += step {
		x, label := a.at(newYear(year)), strconv.Itoa(year)
		half := (s.Type.Width(label) + 1) / 2
		r.Shapes = append(r.Shapes,
			&Text{X: min(max(x, half), s.Sheet.Width-half), Base: s.base(0), Anchor: Middle, Text: label},
			&Line{x, s.line, x, r.Height, Faint})
		s.Rulers = append(s.Rulers, Ruler{x, Faint})
	}
	r.Shapes = append(r.Shapes, &Line{a.left, r.Height, a.right, r.Height, Strong})
	s.Rows = append(s.Rows, r)
	return a
}

func yearOf(date string) int { return time.Unix(int64(dayCount(date))*24*60*60, 0).UTC().Year() }

// stepFor is the least round number of years between labels that leaves each
// the room it needs.
func stepFor(years, room, width int) int {
	for decade := 1; ; decade *= 10 {
		for _, n := range []int{1, 2, 5} {
			if step := n * decade; width*step/years >= room || step >= years {
				return step
			}
		}
	}
}

// span draws a bar under its label. The bar of a span without end points on.
func (s *sheet) span(span document.Span, a axis) {
	from, to := a.at(dayCount(span.From)), a.right
	if span.To != "" {
		to = a.at(dayCount(span.To) + 1)
	}
	to = max(to, from+s.Size/4)
	lines := s.wrap(span.Label, s.Sheet.Width)
	top := s.Size * 3 / 10
	shapes := s.lettering(lines, s.beside(from, lines), top, Start)
	top += len(lines)*s.line + s.Size/10
	height := s.Size * 6 / 10
	s.row(top+height+s.Size*2/10, append(shapes, s.bar(span, from, to, top, height)...)...)
}

// beside is where lines start: at x, or further left if they would reach out
// of the sheet.
func (s *sheet) beside(x int, lines []string) int {
	return max(0, min(x, s.Sheet.Width-s.widest(lines)))
}

func (s *sheet) bar(span document.Span, from, to, top, height int) []Shape {
	middle := top + height/2
	if span.Kind == document.FrameSpan {
		shapes := []Shape{&Line{from, top, from, top + height, Strong}, &Line{from, middle, to, middle, Strong}}
		if span.To == "" {
			return append(shapes, s.arrow(to, middle))
		}
		return append(shapes, &Line{to, top, to, top + height, Strong})
	}
	box := &Box{from, top, to - from, height, Solid}
	if span.Kind == document.PossibleSpan {
		box.Fill = Open
	}
	if span.To == "" {
		box.Width = max(box.Width-s.Size*8/10, s.Size/4)
		return []Shape{box, s.arrow(max(to, box.X+box.Width+s.Size*8/10), middle)}
	}
	return []Shape{box}
}

// symbol is the sign of a kind of mark around x, y.
func (s *sheet) symbol(kind document.MilestoneKind, x, y int) Shape {
	h := s.Size * 4 / 10
	switch kind {
	case document.WindowDay:
		return &Symbol{[]int{x, y - h, x + h, y + h, x - h, y + h}, Hollow}
	case document.EndDay:
		return &Symbol{[]int{x - h, y - h, x + h, y - h, x + h, y + h, x - h, y + h}, Solid}
	}
	return &Symbol{[]int{x, y - h, x + h, y, x, y + h, x - h, y}, Solid}
}

// series draws days of one kind on a line under their label. Where they lie
// too close for symbols, strokes stand for them.
func (s *sheet) series(m document.Milestone, a axis) {
	places := make([]int, len(m.Dates))
	dense := false
	for i, date := range m.Dates {
		places[i] = a.at(dayCount(date))
		dense = dense || i > 0 && places[i]-places[i-1] < s.Size
	}
	lines := s.wrap(m.Label, s.Sheet.Width)
	top := s.Size * 3 / 10
	shapes := s.lettering(lines, s.beside(max(0, places[0]-s.Size/2), lines), top, Start)
	middle := top + len(lines)*s.line + s.Size/2
	shapes = append(shapes, &Line{places[0], middle, places[len(places)-1], middle, Faint})
	for i, x := range places {
		if dense && i > 0 {
			shapes = append(shapes, &Line{x, middle - s.Size*3/10, x, middle + s.Size*3/10, Strong})
		} else {
			shapes = append(shapes, s.symbol(m.Kind, x, middle))
		}
	}
	s.row(middle+s.Size*9/10, shapes...)
}

// note is a single day with the place of its label.
type note struct {
	mark   document.Milestone
	x      int
	lines  []string
	text   int // where the lines are anchored
	anchor Anchor
	left   int // what the note takes up
	right  int
}

// marks draws single days with their labels beside them. A note goes into the
// first row in which it keeps clear of the others.
func (s *sheet) marks(marks []document.Milestone, a axis) {
	var rows [][]note
	for _, m := range marks {
		n := s.note(m, a.at(dayCount(m.Dates[0])))
		k := 0
		for k < len(rows) && s.collides(n, rows[k]) {
			k++
		}
		if k == len(rows) {
			rows = append(rows, nil)
		}
		rows[k] = append(rows[k], n)
	}
	for _, notes := range rows {
		s.notes(notes)
	}
}

// note places a label: on the right of its day, or on the left, or broken into
// lines on the side with more room.
func (s *sheet) note(m document.Milestone, x int) note {
	gap := s.Size * 8 / 10
	label := shorten(m.Label)
	n := note{mark: m, x: x, lines: []string{label}, text: x + gap, left: x - s.Size/2}
	right, left := s.Sheet.Width-n.text, x-gap
	width := s.Type.Width(label)
	if width > right && (width <= left || left > right) {
		n.text, n.anchor, right = x-gap, End, left
	}
	if width > right {
		n.lines = s.wrap(label, right)
		width = s.widest(n.lines)
	}
	n.right = n.text + width
	if n.anchor == End {
		n.left, n.right = n.text-width, x+s.Size/2
	}
	return n
}

func (s *sheet) collides(n note, others []note) bool {
	for _, o := range others {
		if n.left < o.right+s.Size && o.left < n.right+s.Size {
			return true
		}
	}
	return false
}

func (s *sheet) notes(notes []note) {
	var shapes []Shape
	lines := 0
	for _, n := range notes {
		shapes = append(shapes, s.lettering(n.lines, n.text, 0, n.anchor)...)
		shapes = append(shapes, s.symbol(n.mark.Kind, n.x, s.line/2))
		lines = max(lines, len(n.lines))
	}
	s.row(lines*s.line+s.Size/5, shapes...)
}
