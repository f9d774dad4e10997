package merge

import (
	"slices"

	"clausewright/internal/redline"
)

// side is one of the two texts that come from the base.
type side int

const (
	mineSide side = iota
	theirSide
)

// Part is a run of words of a merged paragraph: words that stand, or a conflict
// over what should stand there.
type Part struct {
	Words    redline.Paragraph
	Conflict *Conflict // nil where the words stand
}

// Conflict is a place where the two sides want different words. Each of the
// three texts may be empty: nothing stands there.
type Conflict struct{ Base, Mine, Theirs redline.Paragraph }

// Take is the text of the side that a person decided for.
func (c *Conflict) Take(mine bool) redline.Paragraph {
	if mine {
		return c.Mine
	}
	return c.Theirs
}

// hunk is a stretch of the base that one side or both sides changed.
type hunk struct {
	low, high int                 // words of the base
	changes   [2][]redline.Change // what each side did inside
}

// mergeWords merges two revisions of one paragraph word by word. review is true
// if both sides changed one sentence in different places, or added to the same
// place: every word stands, and a person should read what they say together.
func mergeWords(base, own, other redline.Paragraph) (parts []Part, review bool) {
	switch {
	case slices.Equal(own, other), len(base) > 0 && slices.Equal(own, base):
		return []Part{{Words: other}}, false
	case len(base) > 0 && slices.Equal(other, base):
		return []Part{{Words: own}}, false
	}
	if head, one := oneHead(base, own, other); one {
		parts, review = mergeWords(base[1:], own[1:], other[1:])
		return append([]Part{{Words: head}}, parts...), review
	}
	sides := [2]redline.Paragraph{own, other}
	hunks := group([2][]redline.Change{redline.Changes(base, own), redline.Changes(base, other)})
	var m mergedWords
	at := 0
	for _, h := range hunks {
		m.stand(base[at:h.low])
		review = m.settle(base, sides, h) || review
		at = h.high
	}
	m.stand(base[at:])
	return m.parts, review || sharedSentence(base, hunks)
}

// oneHead is the first word of lines of a document, which says where they stand,
// if at most one side changed it: then it is no neighbour of the words behind it.
func oneHead(base, own, other redline.Paragraph) (head redline.Paragraph, one bool) {
	for _, line := range []redline.Paragraph{base, own, other} {
		if len(line) == 0 || line[0].Text != "" || line[0].Key == "" {
			return nil, false
		}
	}
	switch {
	case own[0] == base[0]:
		return other[:1], true
	case other[0] == base[0], own[0] == other[0]:
		return own[:1], true
	}
	return nil, false
}

// group puts changes of both sides that overlap or touch into one hunk, in
// order. Two changes touch where one ends and the other begins at the same
// word.
func group(changes [2][]redline.Change) []hunk {
	var list []hunk
	next := [2]int{}
	for {
		s, c, ok := firstChange(changes, next)
		if !ok {
			return list
		}
		next[s]++
		if n := len(list); n > 0 && c.OldLow <= list[n-1].high && len(list[n-1].changes[1-s]) > 0 {
			h := &list[n-1]
			h.high = max(h.high, c.OldHigh)
			h.changes[s] = append(h.changes[s], c)
			continue
		}
		h := hunk{low: c.OldLow, high: c.OldHigh}
		h.changes[s] = []redline.Change{c}
		list = append(list, h)
	}
}

// firstChange is the change that begins earliest, of those not yet taken.
func firstChange(changes [2][]redline.Change, next [2]int) (side, redline.Change, bool) {
	best, found := side(0), false
	for _, s := range [...]side{mineSide, theirSide} {
		if next[s] == len(changes[s]) {
			continue
		}
		if !found || changes[s][next[s]].OldLow < changes[best][next[best]].OldLow {
			best, found = s, true
		}
	}
	if !found {
		return 0, redline.Change{}, false
	}
	return best, changes[best][next[best]], true
}

// mergedWords is a merged paragraph in the making.
type mergedWords struct{ parts []Part }

func (m *mergedWords) stand(p redline.Paragraph) {
	if len(p) == 0 {
		return
	}
	if n := len(m.parts); n > 0 && m.parts[n-1].Conflict == nil {
		m.parts[n-1].Words = append(m.parts[n-1].Words, p...)
		return
	}
	m.parts = append(m.parts, Part{Words: append(redline.Paragraph(nil), p...)})
}

// settle decides one hunk. What only one side changed stands; what both changed
// alike stands once; what one side only adds to the change of the other stands
// and is to be read; all else is a conflict.
func (m *mergedWords) settle(base redline.Paragraph, sides [2]redline.Paragraph, h hunk) (review bool) {
	was := base[h.low:h.high]
	is := [2]redline.Paragraph{reading(base, sides[mineSide], h, mineSide), reading(base, sides[theirSide], h, theirSide)}
	switch {
	case len(h.changes[theirSide]) == 0:
		m.stand(is[mineSide])
		return false
	case len(h.changes[mineSide]) == 0 || is[mineSide].Trim().Same(is[theirSide].Trim()):
		m.stand(is[theirSide]) // with its spaces: people do not see which of them let a line break
		return false
	}
	if len(was) > 0 {
		m.clash(was, is[mineSide], is[theirSide])
		return false
	}
	return m.bothAdded(is[mineSide], is[theirSide])
}

// bothAdded settles what both sides added to one place: what they have in common
// stands once, and what only one of them has besides stands too.
func (m *mergedWords) bothAdded(own, other redline.Paragraph) (review bool) {
	before, after := common(own, other)
	ownRest, otherRest := own[before:len(own)-after], other[before:len(other)-after]
	m.stand(own[:before])
	if len(ownRest) > 0 && len(otherRest) > 0 {
		m.clash(nil, ownRest, otherRest)
	} else {
		review = true
		m.stand(ownRest)
		m.stand(otherRest)
	}
	m.stand(own[len(own)-after:])
	return review
}

func (m *mergedWords) clash(base, own, other redline.Paragraph) {
	m.parts = append(m.parts, Part{Conflict: &Conflict{Base: base, Mine: own, Theirs: other}})
}

// reading is how the hunk's stretch of the base reads on one side.
func reading(base, text redline.Paragraph, h hunk, s side) redline.Paragraph {
	var p redline.Paragraph
	at := h.low
	for _, c := range h.changes[s] {
		p = append(p, base[at:c.OldLow]...)
		p = append(p, text[c.NewLow:c.NewHigh]...)
		at = c.OldHigh
	}
	return append(p, base[at:h.high]...)
}

// common counts the words that two texts share at the beginning and, after
// those, at the end.
func common(a, b redline.Paragraph) (before, after int) {
	for before < len(a) && before < len(b) && a[before:before+1].Same(b[before:before+1]) {
		before++
	}
	for after < len(a)-before && after < len(b)-before && a[len(a)-after-1:len(a)-after].Same(b[len(b)-after-1:len(b)-after]) {
		after++
	}
	return before, after
}

// sharedSentence reports whether each side changed the same sentence of the
// base, in different places.
func sharedSentence(base redline.Paragraph, hunks []hunk) bool {
	sentence := base.Sentences()
	touched := [2]map[int]bool{{}, {}}
	for _, h := range hunks {
		if len(h.changes[mineSide]) > 0 && len(h.changes[theirSide]) > 0 {
			continue
		}
		for s, list := range h.changes {
			for _, c := range list {
				touched[s][sentence[c.OldLow]] = true
				touched[s][sentence[max(c.OldLow, c.OldHigh-1)]] = true
			}
		}
	}
	for n := range touched[mineSide] {
		if touched[theirSide][n] {
			return true
		}
	}
	return false
}
