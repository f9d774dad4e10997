package docx

import (
	"clausewright/internal/document"
	"clausewright/internal/measure"
)

// Sizes of the type of tables, tried in turn until the columns are wide enough.
var tableSizes = [...]measure.Length{95 * measure.Point / 10, 85 * measure.Point / 10}

// textSize is that of running text, as the styles have it.
const textSize = 11 * measure.Point

// twip is a twentieth of a point, in which Word measures.
const twip = measure.Point / 20

// columns chooses the widths of a table's columns, beside the text or over the
// whole page; nil for a table too wide for that. It reports whether the type is
// the smaller one, and whether a column is to be filled in by hand.
func (p *printer) columns(t *document.Table) (widths []int, small, blank bool) {
	var measured [len(tableSizes)]*measure.Table
	for _, room := range []int{p.page.measure - stepLeft(p.place.steps), p.page.measure} {
		for i, size := range tableSizes {
			if measured[i] == nil {
				measured[i] = p.measured(t, size)
			}
			table := measured[i]
			table.Width = measure.Length(room) * twip
			columns, ok := table.Columns(len(t.Head))
			if !ok || table.Squeezed(columns.Widths) {
				continue
			}
			for _, w := range columns.Widths {
				widths = append(widths, int(w/twip))
			}
			return widths, i > 0, columns.Blank
		}
	}
	if len(t.Rows) == 0 { // nothing to set as records
		return even(p.page.measure-stepLeft(p.place.steps), len(t.Head)), true, false
	}
	return nil, false, false
}

// even parts a width into columns.
func even(width, columns int) []int {
	widths := make([]int, columns)
	for i := range widths {
		widths[i] = width / columns
	}
	return widths
}

// measured is a table as its columns depend on it.
func (p *printer) measured(t *document.Table, size measure.Length) *measure.Table {
	m := &measure.Table{Space: (2*cellPad + 20) * twip, Size: size}
	shapes := func(row []document.Cell, bold int) []measure.Shape {
		set := make([]measure.Shape, len(t.Head))
		for i := range set {
			if i < len(row) {
				face := measure.Roman
				if i < bold {
					face = measure.Bold
				}
				set[i] = p.shape(row[i], face, size)
			}
		}
		return set
	}
	if !allEmpty(t.Head) {
		m.Head = shapes(t.Head, len(t.Head))
	}
	for _, row := range t.Rows {
		m.Rows = append(m.Rows, shapes(row.Cells, headCells(t.Class)))
	}
	return m
}

// shape measures the text of a cell.
func (p *printer) shape(cell document.Cell, face measure.Face, size measure.Length) measure.Shape {
	s := shaper{book: p.book, shape: measure.Shape{Lines: []measure.Length{0}}, size: size, ties: p.tiesOf(cell)}
	s.inlines(cell, face)
	s.word()
	return s.shape
}

// shaper measures text word by word.
type shaper struct {
	book    *measure.Book
	shape   measure.Shape
	size    measure.Length
	current measure.Length // the word so far
	ties    ties
}

func (s *shaper) inlines(list []document.Inline, face measure.Face) {
	for _, inline := range list {
		switch n := inline.(type) {
		case *document.Strong:
			s.inlines(n.Inlines, face|measure.Bold)
		case *document.Emphasis:
			s.inlines(n.Inlines, face|measure.Italic)
		case *document.Revision:
			s.inlines(n.Inlines, face)
		case *document.Definition:
			s.text("“"+n.Term+"”", face|measure.Bold)
		case *document.Break:
			s.word()
			s.shape.Lines = append(s.shape.Lines, 0)
			s.ties.skip(1)
		default:
			s.text(document.PlainText([]document.Inline{n}), face)
		}
	}
}

// text adds text; Word parts it after a space and a hyphen that do not tie.
func (s *shaper) text(text string, face measure.Face) {
	for text != "" {
		n := s.ties.pass(len(text))
		s.parted(text[:n], face)
		if text = text[n:]; text != "" {
			s.ties.tie()
			s.current += s.letter(rune(text[0]), face)
			text = text[1:]
		}
	}
}

// parted adds text in which nothing ties.
func (s *shaper) parted(text string, face measure.Face) {
	for _, r := range text {
		width := s.letter(r, face)
		if r == ' ' {
			s.word()
			continue
		}
		s.current += width
		if r == '-' || r == '–' || r == '—' || r == '/' {
			s.word()
		}
	}
}

// letter adds a letter to the line.
func (s *shaper) letter(r rune, face measure.Face) measure.Length {
	_, w, ok := s.book.Choose(face, r)
	if !ok {
		w = 1000
	}
	width := measure.Em(w, s.size)
	s.shape.Lines[len(s.shape.Lines)-1] += width
	return width
}

// word ends a word.
func (s *shaper) word() {
	s.shape.Word = max(s.shape.Word, s.current)
	s.current = 0
}

// width is how wide text is on one line.
func (p *printer) width(text string, face measure.Face, size measure.Length) measure.Length {
	s := shaper{book: p.book, shape: measure.Shape{Lines: []measure.Length{0}}, size: size}
	s.text(text, face)
	return s.shape.Lines[0]
}
