package redline

import "slices"

// Change says that words OldLow to OldHigh of a text became words NewLow to
// NewHigh of another. One of the two runs may be empty.
type Change struct{ OldLow, OldHigh, NewLow, NewHigh int }

// Align pairs the paragraphs of two texts as Compare does, without comparing
// their words.
func Align(older, newer []Paragraph) []Pair { return align(older, newer) }

// Changes lists what differs between two paragraphs, in order and as small as
// it can be: what a merge needs, where a reader is better served by Words.
// Changes with nothing but space between them are one. Runs of space are equal
// whatever their length.
func Changes(older, newer Paragraph) []Change {
	var list []Change
	for _, e := range shortest(spaced(older), spaced(newer)) {
		if n := len(list); n > 0 && allSpace(older[list[n-1].OldHigh:e.oldLow]) {
			list[n-1].OldHigh, list[n-1].NewHigh = e.oldHigh, e.newHigh
			continue
		}
		list = append(list, Change{e.oldLow, e.oldHigh, e.newLow, e.newHigh})
	}
	return list
}

func spaced(p Paragraph) []string {
	list := keys(p)
	for i, w := range p {
		if isPlainSpace(w) {
			list[i] = " "
		}
	}
	return list
}

// isPlainSpace reports whether w is a space that is compared by nothing else.
func isPlainSpace(w Word) bool { return w.Key == "" && isSpace(w) }

func allSpace(p Paragraph) bool {
	for _, w := range p {
		if !isSpace(w) {
			return false
		}
	}
	return true
}

// Same reports whether two paragraphs differ in nothing but the length of
// their spaces.
func (p Paragraph) Same(q Paragraph) bool {
	return slices.EqualFunc(p, q, func(v, w Word) bool {
		return v.key() == w.key() || isPlainSpace(v) && isPlainSpace(w)
	})
}

// Trim is the paragraph without space at either end.
func (p Paragraph) Trim() Paragraph {
	for len(p) > 0 && isSpace(p[0]) {
		p = p[1:]
	}
	for len(p) > 0 && isSpace(p[len(p)-1]) {
		p = p[:len(p)-1]
	}
	return p
}

// Bag counts the words of a paragraph, whatever their order.
type Bag map[string]int

// Bag is the bag of the paragraph's words.
func (p Paragraph) Bag() Bag { return bag(p) }

// Likeness is the share of words that two paragraphs have in common, 0 to 1.
func (b Bag) Likeness(other Bag) float64 { return likeness(b, other) }

// Words is the number of words of a paragraph that are more than space or
// punctuation.
func (p Paragraph) Words() int { return countWords(p) }

// Sentences numbers the words of a paragraph by the sentence they stand in; the
// last entry belongs to the end of the paragraph.
func (p Paragraph) Sentences() []int {
	list := make([]int, len(p)+1)
	for i := 1; i <= len(p); i++ {
		list[i] = list[i-1]
		if i < len(p) && startsSentence(p, i) {
			list[i]++
		}
	}
	return list
}
