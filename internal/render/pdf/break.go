package pdf

import (
	"slices"
	"unicode"

	"clausewright/internal/measure"
)

// line is glyphs[from:to] of a text: one printed line without the spaces
// around it.
type line struct {
	from, to int
	width    int  // natural, in thousandths of the type size
	spaces   int  // that can stretch
	end      bool // last of the paragraph, or before a forced break: never stretched
}

// candidate is a place where a line may end. Sums count from the start of
// the text: of width, in thousandths of the type size, and of spaces.
type candidate struct {
	to, next           int // where the line ends, and where the next one starts
	width, nextWidth   int
	spaces, nextSpaces int
	penalty            int64
}

// best is the cheapest way to break a text up to a candidate: its cost, and
// the candidate where its last line begins.
type best struct {
	cost int64
	from int
}

// Word spaces, in thousandths of the type size.
const (
	stretch     = 125  // what a space may grow by at ordinary cost
	shrink      = 62   // what a space may give at most
	loosest     = 1000 // a line whose spaces would grow by more is left ragged
	wordPenalty = 25_000_000
)

// lines breaks the text into lines of the width of the room. Justified text is
// broken for the least total cost over each paragraph (Knuth and Plass);
// ragged text takes as much on each line as fits.
func (t *text) lines(room length, justify bool) []line {
	width, w := int(room/(t.size/1000)), t.work
	w.lines = w.lines[:0]
	for from, to := range t.stretches {
		if c := t.candidates(from, to, width); justify {
			w.totalFit(c, width)
		} else {
			w.firstFit(c, width)
		}
	}
	return w.broken.keep(w.lines)
}

// stretches yields the bounds of what stands between the places where a line
// must end.
func (t *text) stretches(yield func(from, to int) bool) {
	from := 0
	for _, to := range t.ends {
		if !yield(from, to) {
			return
		}
		from = to
	}
	yield(from, len(t.glyphs))
}

// balanced breaks the text anew, into no more lines than it takes in the room
// but as equally long as may be.
func (t *text) balanced(room length, list []line) []line {
	for low, high := room/2, room; len(list) > len(t.ends)+1 && high-low > t.size; {
		middle := (low + high) / 2
		if tighter := t.lines(middle, false); len(tighter) > len(list) {
			low = middle
		} else {
			list, high = tighter, middle
		}
	}
	return list
}

// candidates lists the places between from and to where a line may end; the
// first is the start itself and the last the end. A word wider than the
// room may be broken inside, at a high penalty. The list holds until the
// next call for a text of the same book.
func (t *text) candidates(from, to, room int) []candidate {
	for from < to && t.breakingSpace(from) {
		from++
	}
	for from < to && t.breakingSpace(to-1) {
		to--
	}
	c := candidate{to: from, next: from}
	list := append(t.work.candidates[:0], c)
	for i := from; i < to; {
		word := i
		c.width, c.spaces = c.nextWidth, c.nextSpaces
		for i < to {
			c.width += int(t.glyphs[i].width)
			if t.glyphs[i].space() {
				c.spaces++
			}
			i++
			if i == to || !t.inWord(i) && t.breakable(i, from, to) {
				break
			}
		}
		c.to, c.next, c.nextWidth, c.nextSpaces = i, i, c.width, c.spaces
		if i < to && t.breakingSpace(i) {
			c.next, c.nextWidth, c.nextSpaces = i+1, c.width+int(t.glyphs[i].width), c.spaces+1
			i++
		}
		if last := list[len(list)-1]; c.width-last.nextWidth > room {
			list = t.insideWord(list, word, c.to, room)
		}
		list = append(list, c)
	}
	t.work.candidates = list
	return list
}

// insideWord adds a candidate at each glyph of an over-long word: at a space,
// which is left out where the line ends, and before any other glyph except a
// combining mark, and except punctuation unless the line would overflow.
func (t *text) insideWord(list []candidate, from, to, room int) []candidate {
	last := list[len(list)-1]
	c := candidate{width: last.nextWidth, spaces: last.nextSpaces, penalty: wordPenalty}
	begun := c.width
	for i := from; i < to; i++ {
		g := t.glyphs[i]
		c.to, c.next, c.nextWidth, c.nextSpaces = i, i, c.width, c.spaces
		tight := c.width+int(g.width)-begun > room
		switch {
		case i == from:
		case g.space():
			c.next, c.nextWidth, c.nextSpaces = i+1, c.width+int(g.width), c.spaces+1
			list, begun = append(list, c), c.nextWidth
		case g.width > 0 && !unicode.Is(unicode.M, g.r) && !t.glyphs[i-1].space() && (tight || !measure.NoLineStart(g.r)):
			begun = c.width
			c.width -= int(t.glyphs[i-1].kern) // which is to the next line
			list = append(list, c)
			c.width = begun
		}
		c.width += int(g.width)
		if g.space() {
			c.spaces++
		}
	}
	return list
}

// breakingSpace reports whether the glyph at i is an ordinary space.
func (t *text) breakingSpace(i int) bool {
	return t.glyphs[i].space() && t.glyphs[i].bond != tied
}

// inWord reports whether glyph i and the one before stand in one word of plain
// letters and digits, as most do.
func (t *text) inWord(i int) bool {
	before, at := &t.glyphs[i-1], &t.glyphs[i]
	return before.bond == usual && isAlphanumeric(before.r) && isAlphanumeric(at.r)
}

// isAlphanumeric holds letters and digits of ASCII.
func isAlphanumeric(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// breakable reports whether a line may end before glyph i, which lies inside
// glyphs[from:to].
func (t *text) breakable(i, from, to int) bool {
	before, at := t.glyphs[i-1], t.glyphs[i]
	if t.breakingSpace(i) {
		return i+1 < to && !measure.TiedSpace(t, i, from, to)
	}
	switch {
	case before.bond == tied || measure.NoLineStart(at.r) || before.space():
		return false
	case before.bond == loose:
		return true
	case before.r == '-' || before.r == '\u2010' || before.r == '/':
		return !measure.TiedHyphen(t, i-1, from)
	}
	return before.r == '–' || before.r == '—'
}

// between is the line from candidate a to candidate b.
func between(a, b *candidate, end bool) line {
	return line{a.next, b.to, b.width - a.nextWidth, b.spaces - a.nextSpaces, end}
}

// firstFit fills each line as far as it goes, and adds it to the lines.
func (w *workspace) firstFit(c []candidate, room int) {
	for from := 0; from < len(c)-1; {
		to := from + 1
		for to+1 < len(c) && c[to+1].width-c[from].nextWidth <= room {
			to++
		}
		w.lines = append(w.lines, between(&c[from], &c[to], to == len(c)-1))
		from = to
	}
}

// totalFit chooses the line ends whose costs add up to the least, and adds the
// lines.
func (w *workspace) totalFit(c []candidate, room int) {
	w.bests = slices.Grow(w.bests[:0], len(c))
	table := w.bests[:len(c)]
	table[0] = best{}
	first := 0 // of the candidates that are near enough
	for to := 1; to < len(c); to++ {
		end, last := &c[to], to == len(c)-1
		for first < to-1 && end.width-c[first].nextWidth-(end.spaces-c[first].nextSpaces)*shrink > room {
			first++
		}
		least := best{-1, first}
		for from := first; from < to; from++ {
			cost := costOf(end.width-c[from].nextWidth, end.spaces-c[from].nextSpaces, last, room)
			if cost == worst && least.cost >= 0 && least.cost <= worst {
				break // it gets no better
			}
			if cost += table[from].cost; least.cost < 0 || cost < least.cost {
				least = best{cost, from}
			}
		}
		least.cost += c[to].penalty
		table[to] = least
	}
	begun := len(w.lines)
	for to := len(c) - 1; to > 0; to = table[to].from {
		w.lines = append(w.lines, between(&c[table[to].from], &c[to], to == len(c)-1))
	}
	slices.Reverse(w.lines[begun:])
}

// A last line shorter than shortest, in thousandths of the type size, holds one
// lonely word; that costs as much as a line whose spaces grow by almost a fifth
// of the type size.
const (
	shortest = 3500
	lonely   = 300 * 300
)

// worst is the cost of a line that could not be worse.
const (
	worstRatio = 800 // in hundredths
	worst      = (10 + worstRatio*worstRatio*worstRatio/10000) * (10 + worstRatio*worstRatio*worstRatio/10000)
)

// costOf is how bad a line of a natural width with so many spaces looks, which is
// the last of its paragraph or not: (10 + 100 r³)², where r is the share of the
// ordinary stretch, or shrink, that each space takes. Whole numbers only.
func costOf(width, spaces int, last bool, room int) int64 {
	slack, give := room-width, stretch
	switch {
	case slack >= 0 && last && width < shortest:
		return lonely
	case slack >= 0 && last:
		return 0
	case slack < 0:
		slack, give = -slack, shrink
	}
	r := int64(min(slack*100/(max(spaces, 1)*give), worstRatio))
	badness := 10 + r*r*r/10000
	return badness * badness
}
