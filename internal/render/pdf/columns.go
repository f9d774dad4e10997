package pdf

import (
	"cmp"
	"slices"
)

// shape is what the text of a cell measures: its longest word, and each of its
// lines as long as it is if nothing breaks it.
type shape struct {
	word  length
	lines []length
}

// whole is the longest of the lines.
func (s shape) whole() length {
	longest := length(0)
	for _, l := range s.lines {
		longest = max(longest, l)
	}
	return longest
}

// count is about how many lines the text takes in a measure.
func (s shape) count(measure length) int {
	n := 0
	for _, l := range s.lines {
		n++
		if l > measure {
			n += int((l*17/16 - 1) / measure) // lines end early by a sixteenth
		}
	}
	return n
}

// shape measures the text.
func (t *text) shape() shape {
	const endless = 1 << 40 // a measure that no text fills
	s := shape{lines: make([]length, 0, len(t.ends)+1)}
	from := 0
	for _, to := range append(t.ends, len(t.glyphs)) {
		c := t.candidates(from, to, endless)
		for i := 1; i < len(c); i++ {
			s.word = max(s.word, em(c[i].width-c[i-1].nextWidth, t.size))
		}
		s.lines = append(s.lines, em(c[len(c)-1].width, t.size))
		from = to
	}
	return s
}

// column is what a column of a grid asks for.
type column struct {
	need, want length // widths that hold the longest word and the longest line
	blank      bool   // nothing but a head: to be filled in by hand
}

// Limits of the search for the best column widths.
const (
	judgedRows = 100 // of a longer table only a sample is looked at
	coarsest   = 16  // the first step is this part of the width
	finest     = 128 // and the last is this one
	passes     = 4   // at most, for each step
)

// fit chooses the column widths, so that the table becomes as low as may be,
// and reports whether each column can hold its longest word.
func (g *grid) fit() bool {
	list, shapes := g.ask()
	spare := g.frame.width
	for _, c := range list {
		spare -= c.need
	}
	if spare < 0 {
		return false
	}
	g.columns = share(list, spare)
	improve(g.columns, list, shapes)
	if slices.ContainsFunc(list, func(c column) bool { return c.blank }) {
		g.least = handwriting
	}
	return true
}

// ask measures the cells: what each column asks for, and the shapes of the
// rows, or of a sample of them.
func (g *grid) ask() ([]column, [][]shape) {
	n := len(g.columns)
	list := make([]column, n)
	var shapes [][]shape
	stride := 1 + len(g.rows)/judgedRows
	for i := range list {
		list[i].blank = len(g.rows) > 0
	}
	measure := func(row []*text) []shape {
		set := make([]shape, n)
		for i, t := range row {
			set[i] = t.shape()
			list[i].need, list[i].want = max(list[i].need, set[i].word), max(list[i].want, set[i].whole())
		}
		return set
	}
	if g.head != nil {
		shapes = append(shapes, measure(g.head))
	}
	for k, row := range g.rows {
		set := measure(row)
		for i, t := range row {
			list[i].blank = list[i].blank && len(t.glyphs) == 0
		}
		if k%stride == 0 {
			shapes = append(shapes, set)
		}
	}
	for i := range list {
		c := &list[i]
		if c.need += cellSpace; c.blank {
			c.need = max(c.need, g.frame.width/length(2*n))
			c.want = 0 // one line for its head is no aim
		}
		c.want = max(c.want+cellSpace, c.need)
	}
	return list, shapes
}

// share gives each column what it needs, and of the spare width what it wants:
// the modest columns first, the others equally. What nobody wants goes to the
// blank columns, or else to all in proportion.
func share(list []column, spare length) []length {
	order := make([]int, len(list))
	blank := length(0)
	for i, c := range list {
		order[i] = i
		if c.blank {
			blank++
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(list[i].want-list[i].need, list[j].want-list[j].need) })
	given, total := make([]length, len(list)), length(0)
	for k, i := range order {
		extra := min(list[i].want-list[i].need, spare/length(len(order)-k))
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
func improve(given []length, list []column, shapes [][]shape) {
	width := length(0)
	for _, w := range given {
		width += w
	}
	least := tallness(given, shapes)
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
				if cost := tallness(given, shapes); cost < least {
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
func tallness(given []length, shapes [][]shape) int {
	cost := 0
	for _, row := range shapes {
		tallest := 0
		for i, s := range row {
			n := s.count(given[i] - cellSpace)
			tallest = max(tallest, n)
			cost += n * n
		}
		cost += 4 * tallest
	}
	return cost
}

// squeezed reports whether a column is so narrow that some cell stands in it
// as a tall stack of single words.
func (g *grid) squeezed() bool {
	for _, row := range g.rows {
		for i, t := range row {
			inner := g.columns[i] - cellSpace
			if inner < 5*g.frame.size && t.width(0, len(t.glyphs)) > 5*inner {
				return true
			}
		}
	}
	return false
}
