package redline

// maxGap bounds the pairs of paragraphs that are compared for likeness between
// two paragraphs that both texts have. In a larger gap every paragraph stays
// alone.
const maxGap = 100_000

// align pairs the paragraphs of two texts: equal ones first, then, between
// those, the ones that are most alike, in order.
func align(older, newer []Paragraph) []Pair {
	known := map[stretch]string{}
	a, b := paragraphKeys(older, known), paragraphKeys(newer, known)
	var pairs []Pair
	i, j := 0, 0
	same := func(until int) {
		for ; i < until; i, j = i+1, j+1 {
			pairs = append(pairs, Pair{Old: i, New: j})
		}
	}
	for _, e := range shortest(a, b) {
		same(e.oldLow)
		pairs = append(pairs, alike(older, newer, e)...)
		i, j = e.oldHigh, e.newHigh
	}
	same(len(older))
	return pairs
}

// stretch is where the words of a paragraph are: two paragraphs of one stretch are
// one.
type stretch struct {
	first *Word
	count int
}

// paragraphKeys are the keys of paragraphs.
func paragraphKeys(list []Paragraph, known map[stretch]string) []string {
	out := make([]string, len(list))
	for i, p := range list {
		if len(p) == 0 {
			continue
		}
		at := stretch{&p[0], len(p)}
		key, ok := known[at]
		if !ok {
			key = p.key()
			known[at] = key
		}
		out[i] = key
	}
	return out
}

// alike pairs the paragraphs of a gap so that their likeness adds up to the
// most. Paragraphs that have less than leastLikeness in common stay alone.
func alike(older, newer []Paragraph, gap edit) []Pair {
	a, b := older[gap.oldLow:gap.oldHigh], newer[gap.newLow:gap.newHigh]
	if len(a) == 1 && len(b) == 1 && max(countWords(a[0]), countWords(b[0])) <= short {
		return []Pair{{Old: gap.oldLow, New: gap.newLow}}
	}
	var best [][]step
	if len(a)*len(b) <= maxGap {
		best = bestLikeness(a, b)
	}
	var pairs []Pair
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && (j == len(b) || best == nil || best[i][j].take == fromOld):
			pairs = append(pairs, Pair{Old: gap.oldLow + i, New: -1})
			i++
		case i == len(a) || best[i][j].take == fromNew:
			pairs = append(pairs, Pair{Old: -1, New: gap.newLow + j})
			j++
		default:
			pairs = append(pairs, Pair{Old: gap.oldLow + i, New: gap.newLow + j})
			i, j = i+1, j+1
		}
	}
	return pairs
}

// short is the number of words up to which a paragraph is as short as a
// heading: one word in common is then much, and another one in its place is its
// new state even if they have no word in common.
const (
	short        = 6
	leastOfShort = 0.2
)

// leastLikeness is the share of words that two paragraphs must have in common
// to be two states of one.
const leastLikeness = 0.4

// step is the best way on from a place in a gap, and the likeness it adds up to.
type step struct {
	total float64
	take  byte
}

const (
	fromOld byte = iota // the old paragraph stays alone: deletions come first
	fromNew
	fromBoth
)

// bestLikeness works out the best way from every place of a gap, from its end.
func bestLikeness(a, b []Paragraph) [][]step {
	best := make([][]step, len(a)+1)
	bags := make([]map[string]int, len(b))
	for j, p := range b {
		bags[j] = bag(p)
	}
	best[len(a)] = make([]step, len(b)+1)
	for i := len(a) - 1; i >= 0; i-- {
		best[i] = make([]step, len(b)+1)
		words := bag(a[i])
		for j := len(b) - 1; j >= 0; j-- {
			s := step{best[i+1][j].total, fromOld}
			if t := best[i][j+1].total; t > s.total {
				s = step{t, fromNew}
			}
			l := likeness(words, bags[j])
			least := leastLikeness
			if max(countWords(a[i]), countWords(b[j])) <= short {
				least = leastOfShort
			}
			if l >= least && l+best[i+1][j+1].total > s.total {
				s = step{l + best[i+1][j+1].total, fromBoth}
			}
			best[i][j] = s
		}
	}
	return best
}

// bag counts the words of a paragraph.
func bag(p Paragraph) map[string]int {
	words := map[string]int{}
	for _, w := range p {
		if isWord(w) {
			words[w.key()]++
		}
	}
	return words
}

// likeness is the share of words that two paragraphs have in common, 0 to 1.
func likeness(a, b map[string]int) float64 {
	all, common := 0, 0
	for word, n := range a {
		all += n
		common += min(n, b[word])
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(common) / float64(all)
}
