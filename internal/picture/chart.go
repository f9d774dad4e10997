package picture

import (
	"math/big"
	"strings"

	"clausewright/internal/document"
)

// chart draws the steps to scale, or, where one would be too narrow for its
// numbers, as a bar for each.
func (s *sheet) chart(c *document.Chart) {
	rates := ratesOf(c)
	if columns := s.columns(c, rates); columns != nil {
		if ticks := s.ticks(c, columns); ticks != nil {
			s.steps(c, columns, ticks)
			return
		}
	}
	s.bars(c, rates)
}

// ratesOf are the rates of the steps, and the highest of them last.
func ratesOf(c *document.Chart) []*big.Int {
	numbers := make([]string, len(c.Steps))
	for i, step := range c.Steps {
		numbers[i] = step.Rate
	}
	rates := whole(numbers)
	highest := rates[0]
	for _, r := range rates {
		if r.Cmp(highest) > 0 {
			highest = r
		}
	}
	return append(rates, highest)
}

// column is a step with its place on the sheet.
type column struct {
	left, right int
	height      int
	label       string // the rate
}

// tick is a limit of a step, written under it on one of two lines.
type tick struct {
	x     int // of the limit
	text  int // of the middle of its words
	line  int
	label string
}

// tall is the height of the highest step, in sizes of type.
const tall = 8

// columns places the steps, or gives nil if one has no room for its rate. A
// last step without end is drawn half as far again as it begins.
func (s *sheet) columns(c *document.Chart, rates []*big.Int) []column {
	last := len(c.Steps) - 1
	numbers := make([]string, 0, len(c.Steps)+1)
	for _, step := range c.Steps {
		numbers = append(numbers, step.From)
	}
	limits := whole(append(numbers, c.Steps[last].To))
	end := limits[last+1]
	if c.Steps[last].To == "" {
		end.Quo(end.Mul(limits[last], big.NewInt(3)), big.NewInt(2))
	}
	left, width := s.Size, s.Sheet.Width-2*s.Size
	length := new(big.Int).Sub(end, limits[0])
	columns := make([]column, len(c.Steps))
	for i, step := range c.Steps {
		right := s.Size + share(new(big.Int).Sub(limits[i+1], limits[0]), length, width)
		columns[i] = column{left, right, share(rates[i], rates[last+1], tall*s.Size), step.RateText}
		if right-left < s.Type.Width(step.RateText)+s.Size/2 {
			return nil
		}
		left = right
	}
	return columns
}

// whole are decimal numbers that Check has read before, all multiplied by one
// power of ten that makes them whole.
func whole(decimals []string) []*big.Int {
	places := 0
	for _, d := range decimals {
		if point := strings.IndexByte(d, '.'); point >= 0 {
			places = max(places, len(d)-point-1)
		}
	}
	numbers := make([]*big.Int, len(decimals))
	for i, d := range decimals {
		before, after, _ := strings.Cut(d, ".")
		numbers[i], _ = new(big.Int).SetString("0"+before+after+strings.Repeat("0", places-len(after)), 10)
	}
	return numbers
}

// share is the part of a length; of nothing it is nothing.
func share(part, all *big.Int, length int) int {
	if all.Sign() == 0 {
		return 0
	}
	n := new(big.Int).Mul(part, big.NewInt(int64(length)))
	return int(n.Quo(n, all).Int64())
}

// ticks places the limits on two lines, or gives nil if that is not enough.
func (s *sheet) ticks(c *document.Chart, columns []column) []tick {
	var ticks []tick
	var free [2]int
	add := func(x int, label string) bool {
		half := s.Type.Width(label)/2 + 1
		t := tick{x: x, text: min(max(x, half), s.Sheet.Width-half), label: label}
		for t.line < len(free) && t.text-half < free[t.line] {
			t.line++
		}
		if t.line == len(free) || 2*half > s.Sheet.Width {
			return false
		}
		free[t.line] = t.text + half + s.Size/2
		ticks = append(ticks, t)
		return true
	}
	for i, step := range c.Steps {
		if !add(columns[i].left, step.FromText) {
			return nil
		}
	}
	if last := len(columns) - 1; c.Steps[last].To != "" && !add(columns[last].right, c.Steps[last].ToText) {
		return nil
	}
	return ticks
}

// steps draws the unit of the rates, the steps with their limits below, and
// what is counted.
func (s *sheet) steps(c *document.Chart, columns []column, ticks []tick) {
	s.heading(c.Y)
	floor := s.line + tall*s.Size
	var shapes []Shape
	for i, col := range columns {
		top := floor - col.height
		shapes = append(shapes, &Box{col.left, top, col.right - col.left, col.height, Pale},
			&Line{col.left, top, col.right, top, Strong},
			&Text{X: (col.left + col.right) / 2, Base: s.base(top - s.line), Anchor: Middle, Text: col.label})
		if i > 0 {
			shapes = append(shapes, &Line{col.left, min(top, floor-columns[i-1].height), col.left, floor, Faint})
		}
	}
	last := columns[len(columns)-1]
	shapes = append(shapes, &Line{columns[0].left, floor, last.right, floor, Strong})
	if c.Steps[len(c.Steps)-1].To == "" {
		shapes = append(shapes, s.arrow(last.right+s.Size*6/10, floor-last.height))
	}
	s.limits(ticks, floor, shapes)
	s.heading(c.X)
}

// limits ends the row of the steps with the limits under them.
func (s *sheet) limits(ticks []tick, floor int, shapes []Shape) {
	lines := 1
	for _, t := range ticks { // the strokes first, so that the words stand on them
		lines = max(lines, t.line+1)
		shapes = append(shapes, &Line{t.x, floor, t.x, floor + s.Size*4/10 + t.line*s.line, Strong})
	}
	top := floor + s.Size*4/10
	for _, t := range ticks {
		shapes = append(shapes, s.lettering([]string{t.label}, t.text, top+t.line*s.line, Middle)...)
	}
	s.row(top+lines*s.line+s.Size/5, shapes...)
}

// heading writes a text over the whole width.
func (s *sheet) heading(label string) {
	lines := s.wrap(label, s.Sheet.Width)
	s.row(len(lines)*s.line+s.Size/5, s.lettering(lines, 0, 0, Start)...)
}

// bars draws a bar for each step: its limits on the left, its rate at the end
// of the bar.
func (s *sheet) bars(c *document.Chart, numbers []*big.Int) {
	width := s.Sheet.Width
	names, rates := width*3/10, 0
	for _, step := range c.Steps {
		names = max(names, s.Type.Width(limitsOf(step)))
		rates = max(rates, s.Type.Width(step.RateText))
	}
	names, rates = min(names, width*45/100), min(rates, width*30/100)
	left := names + s.Size
	x, y := s.wrap(c.X, names), s.wrap(c.Y, width-left)
	s.row(max(len(x), len(y))*s.line+s.Size/3, append(s.lettering(x, 0, 0, Start), s.lettering(y, left, 0, Start)...)...)
	room := width - left - rates - s.Size
	for i, step := range c.Steps {
		name, rate := s.named(step, names), s.wrap(step.RateText, rates)
		bar := share(numbers[i], numbers[len(c.Steps)], room)
		height := s.Size * 7 / 10
		shapes := s.lettering(name, 0, 0, Start)
		shapes = append(shapes, &Box{left, (s.line - height) / 2, bar, height, Solid})
		shapes = append(shapes, s.lettering(rate, left+bar+s.Size/2, 0, Start)...)
		s.row(max(len(name), len(rate))*s.line+s.Size/5, shapes...)
	}
}

// named is a step's limits in a width: where they are too wide for one line,
// each has its own, so that no number is broken that fits.
func (s *sheet) named(step document.Step, width int) []string {
	limits := limitsOf(step)
	if step.To == "" || s.Type.Width(limits) <= width {
		return s.wrap(limits, width)
	}
	return append(s.wrap(step.FromText+"–", width), s.wrap(step.ToText, width)...)
}

// limitsOf writes a step's limits: "0–5,000,000", "> 10,000,000".
func limitsOf(s document.Step) string {
	if s.To == "" {
		return ">\u00a0" + s.FromText
	}
	return s.FromText + "–" + s.ToText
}
