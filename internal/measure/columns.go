package measure

import (
	"cmp"
	"slices"
)

// A Length is a distance on the page in ten-thousandths of a point. Whole
// numbers make the same page on every machine.
type Length int64

// Units of length.
const (
	Point      Length = 10000
	Millimetre Length = 28346
)

// Points is the distance in points, as a PDF counts it.
func (l Length) Points() float64 { return float64(l) / float64(Point) }

// Em is the distance of w thousandths of the type size.
func Em(w int, size Length) Length { return Length(w) * (size / 1000) }

// Shape is what the text of a cell measures: its longest word, and each of its
// lines as long as it is if nothing breaks it.
type Shape struct {
	Word  Length
	Lines []Length
}

// Whole is the longest of the lines.
func (s Shape) Whole() Length {
	longest := Length(0)
	for _, l := range s.Lines {
		longest = max(longest, l)
	}
	return longest
}

// empty reports whether the cell has no text.
func (s Shape) empty() bool { return s.Whole() == 0 }

// count is about how many lines the text takes in a measure.
func (s Shape) count(width Length) int {
	n := 0
	for _, l := range s.Lines {
		n++
		if l > width {
			n += int((l*17/16 - 1) / width) // lines end early by a sixteenth
		}
	}
	return n
}

// Table is what the columns of a table depend on.
type Table struct {
	Width Length    // of the table
	Space Length    // what a column is wider than its text
	Size  Length    // of the type
	Head  []Shape   // nil for none
	Rows  [][]Shape // as long as the head
}

// column is what a column of a table asks for.
type column struct {
	need, want Length // widths that hold the longest word and the longest line
	blank      bool   // nothing but a head: to be filled in by hand
}

// Limits of the search for the best column widths.
const (
	judgedRows = 100 // of a longer table only a sample is looked at
	coarsest   = 16  // the first step is this part of the width
	finest     = 128 // and the last is this one
	passes     = 4   // at most, for each step
)

// Columns are the widths of columns, and whether one of them is blank, to be
// filled in by hand.
type Columns struct {
	Widths []Length
	Blank  bool
}

// Columns chooses the widths of n columns so that the table becomes as low as
// may be. It reports false if a column cannot hold its longest word.
func (t *Table) Columns(n int) (Columns, bool) {
	list, shapes := t.ask(n)
	spare := t.Width
	for _, c := range list {
		spare -= c.need
	}
	if spare < 0 {
		return Columns{}, false
	}
	widths := share(list, spare)
	t.improve(widths, list, shapes)
	return Columns{widths, slices.ContainsFunc(list, func(c column) bool { return c.blank })}, true
}

// ask says what each column asks for, and gives the shapes of the rows, or of a
// sample of them.
func (t *Table) ask(n int) ([]column, [][]Shape) {
	list := make([]column, n)
	var shapes [][]Shape
	stride := 1 + len(t.Rows)/judgedRows
	for i := range list {
		list[i].blank = len(t.Rows) > 0
	}
	look := func(row []Shape) {
		for i, s := range row {
			list[i].need, list[i].want = max(list[i].need, s.Word), max(list[i].want, s.Whole())
		}
	}
	if t.Head != nil {
		shapes = append(shapes, t.Head)
		look(t.Head)
	}
	for k, row := range t.Rows {
		look(row)
		for i, s := range row {
			list[i].blank = list[i].blank && s.empty()
		}
		if k%stride == 0 {
			shapes = append(shapes, row)
		}
	}
	for i := range list {
		c := &list[i]
		if c.need += t.Space; c.blank {
			c.need = max(c.need, t.Width/Length(2*n))
			c.want = 0 // one line for its head is no aim
		}
		c.want = max(c.want+t.Space, c.need)
	}
	return list, shapes
}

// share gives each column what it needs, and of the spare width what it wants:
// the modest columns first, the others equally. What nobody wants goes to the
// blank columns, or else to all in proportion.
func share(list []column, spare Length) []Length {
	order := make([]int, len(list))
	blank := Length(0)
	for i, c := range list {
		order[i] = i
		if c.blank {
			blank++
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(list[i].want-list[i].need, list[j].want-list[j].need) })
	given, total := make([]Length, len(list)), Length(0)
	for k, i := range order {
		extra := min(list[i].want-list[i].need, spare/Length(len(order)-k))
		given[i] = list[i].need + extra
		spare -= extra
		total += given[i]
	}
	for i, c := range list {
		switch {
		case blank == 0:
			given[i] += spare * given[i] / total
		case c.blank:
			given[i] += spare / blank
		}
	}
	return given
}

// improve moves width from one column to another as long as that makes the
// table lower, in smaller and smaller steps.
func (t *Table) improve(given []Length, list []column, shapes [][]Shape) {
	width := Length(0)
	for _, w := range given {
		width += w
	}
	least := t.tallness(given, shapes)
	for step := width / coarsest; step >= width/finest && step > 0; step /= 2 {
		for range passes {
			before := least
			for k := range len(list) * len(list) {
				from, to := k/len(list), k%len(list)
				if from == to || list[from].blank || given[from]-step < list[from].need || given[to] >= list[to].want {
					continue
				}
				given[from] -= step
				given[to] += step
				if cost := t.tallness(given, shapes); cost < least {
					least = cost
				} else {
					given[from] += step
					given[to] -= step
				}
			}
			if least == before {
				break
			}
		}
	}
}

// tallness is how tall rows of these shapes are in columns so wide: their lines,
// and the squares of the lines of each cell, so that no cell stands out.
func (t *Table) tallness(given []Length, shapes [][]Shape) int {
	cost := 0
	for _, row := range shapes {
		tallest := 0
		for i, s := range row {
			n := s.count(given[i] - t.Space)
			tallest = max(tallest, n)
			cost += n * n
		}
		cost += 4 * tallest
	}
	return cost
}

// Squeezed reports whether a column is so narrow that some cell stands in it
// as a tall stack of single words.
func (t *Table) Squeezed(widths []Length) bool {
	for _, row := range t.Rows {
		for i, s := range row {
			total := Length(0)
			for _, l := range s.Lines {
				total += l
			}
			if inner := widths[i] - t.Space; inner < 5*t.Size && total > 5*inner {
				return true
			}
		}
	}
	return false
}
