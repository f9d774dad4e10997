package redline

import "slices"

// edit says that words low to high of the old text became words low to high of
// the new one. One of the two runs may be empty.
type edit struct{ oldLow, oldHigh, newLow, newHigh int }

// maxEdits bounds the work of a comparison: two texts that differ in more
// places have nothing in common that a reader would look for.
const maxEdits = 1000

// shortest finds a shortest list of edits from a to b, in order (Myers, 1986).
// If it takes more than maxEdits deletions and insertions, all between the
// common beginning and the common end is one edit.
func shortest(a, b []string) []edit {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	a, b = a[start:len(a)-end], b[start:len(b)-end]
	if len(a)+len(b) == 0 {
		return nil
	}
	edits, ok := myers(a, b)
	if !ok {
		edits = []edit{{0, len(a), 0, len(b)}}
	}
	for i := range edits {
		edits[i].oldLow += start
		edits[i].oldHigh += start
		edits[i].newLow += start
		edits[i].newHigh += start
	}
	return edits
}

// myers walks the edit graph: ends[k] is how far the furthest path with a
// given number of edits comes on diagonal k, and trace keeps ends for each
// number.
func myers(a, b []string) ([]edit, bool) {
	most := min(len(a)+len(b), maxEdits)
	ends := make([]int, 2*most+2)
	at := func(k int) int { return k + most }
	var trace [][]int
	for d := 0; d <= most; d++ {
		trace = append(trace, slices.Clone(ends[at(-d):at(d)+1]))
		for k := -d; k <= d; k += 2 {
			var x int
			if k == -d || k != d && ends[at(k-1)] < ends[at(k+1)] {
				x = ends[at(k+1)]
			} else {
				x = ends[at(k-1)] + 1
			}
			if d == 0 {
				x = 0
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			ends[at(k)] = x
			if x >= len(a) && x-k >= len(b) {
				return retrace(trace, len(a), len(b)), true
			}
		}
	}
	return nil, false
}

// retrace follows the path back from the end and joins neighbouring edits.
func retrace(trace [][]int, x, y int) []edit {
	var edits []edit
	for d := len(trace) - 1; d > 0; d-- {
		ends := trace[d] // as they were after d-1 edits; ends[k+d] belongs to diagonal k
		k := x - y
		before := k - 1
		if k == -d || k != d && ends[k-1+d] < ends[k+1+d] {
			before = k + 1
		}
		fromX := ends[before+d]
		fromY := fromX - before
		e := edit{fromX, fromX + 1, fromY, fromY}
		if before == k+1 {
			e = edit{fromX, fromX, fromY, fromY + 1}
		}
		if n := len(edits); n > 0 && edits[n-1].oldLow == e.oldHigh && edits[n-1].newLow == e.newHigh {
			edits[n-1].oldLow, edits[n-1].newLow = e.oldLow, e.newLow
		} else {
			edits = append(edits, e)
		}
		x, y = fromX, fromY
	}
	slices.Reverse(edits)
	return edits
}

// Words compares two paragraphs.
func Words(older, newer Paragraph) []Span { return spans(changes(older, newer), older, newer) }

// changes are the edits that a reader sees between two paragraphs.
func changes(older, newer Paragraph) []edit {
	edits := shortest(keys(older), keys(newer))
	edits = coalesce(edits, older, newer)
	for i := range edits {
		slide(edits, i, older, newer)
	}
	if rewritten(edits, older, newer) {
		edits = []edit{{0, len(older), 0, len(newer)}}
	}
	return edits
}

func keys(p Paragraph) []string {
	list := make([]string, len(p))
	for i, w := range p {
		list[i] = w.key()
	}
	return list
}

// coalesce joins edits that are easier to read as one, until there are none: those
// with nothing but space or punctuation between them, and those around an island
// of one or two words that is no longer than what changes on either side.
func coalesce(edits []edit, older, newer Paragraph) []edit {
	for {
		var joined []edit
		for _, e := range edits {
			n := len(joined)
			if n > 0 && isIsland(joined[n-1], e, older, newer) {
				joined[n-1].oldHigh, joined[n-1].newHigh = e.oldHigh, e.newHigh
				continue
			}
			if n > 0 && countWords(older[joined[n-1].oldHigh:e.oldLow]) == 0 {
				if one, ok := slideTogether(joined[n-1], e, older, newer); ok {
					joined[n-1] = one
					continue
				}
			}
			joined = append(joined, e)
		}
		if len(joined) == len(edits) {
			return edits
		}
		edits = joined
	}
}

// isIsland reports whether what stands between two edits reads better as a part
// of them.
func isIsland(before, after edit, older, newer Paragraph) bool {
	const most, least = 2, 4 // words of the island, and of what changes around it
	between := older[before.oldHigh:after.oldLow]
	words := countWords(between)
	if words > most || slices.ContainsFunc(between, isWeighty) {
		return false
	}
	if words == 0 {
		return before.replaces() || after.replaces()
	}
	a, b := before.words(older, newer), after.words(older, newer)
	return words <= a && words <= b && a+b >= least
}

// slideTogether is two edits as one, where both only insert or both only delete and
// one of them can stand right beside the other as well.
func slideTogether(before, after edit, older, newer Paragraph) (one edit, ok bool) {
	n := after.oldLow - before.oldHigh
	between := keys(older[before.oldHigh:after.oldLow])
	text, first, second := newer, [2]int{before.newLow, before.newHigh}, [2]int{after.newLow, after.newHigh}
	switch {
	case before.oldLow < before.oldHigh && after.oldLow < after.oldHigh && before.newLow == before.newHigh && after.newLow == after.newHigh:
		text, first, second = older, [2]int{before.oldLow, before.oldHigh}, [2]int{after.oldLow, after.oldHigh}
	case before.oldLow < before.oldHigh || after.oldLow < after.oldHigh:
		return one, false
	}
	one = edit{before.oldLow, after.oldHigh, before.newLow, after.newHigh}
	switch {
	case second[1]-second[0] >= n && slices.Equal(keys(text[second[1]-n:second[1]]), between):
		one.oldHigh, one.newHigh = one.oldHigh-n, one.newHigh-n
		return one, true
	case first[1]-first[0] >= n && slices.Equal(keys(text[first[0]:first[0]+n]), between):
		one.oldLow, one.newLow = one.oldLow+n, one.newLow+n
		return one, true
	}
	return one, false
}

// words is how many words an edit deletes and inserts.
func (e edit) words(older, newer Paragraph) int {
	return countWords(older[e.oldLow:e.oldHigh]) + countWords(newer[e.newLow:e.newHigh])
}

// replaces reports whether the edit both deletes and inserts.
func (e edit) replaces() bool { return e.oldLow < e.oldHigh && e.newLow < e.newHigh }

// slide moves an edit that only deletes or only inserts to where it reads
// best. A passage that begins with the words that follow it can stand further
// on as well, and the other way round.
func slide(edits []edit, i int, older, newer Paragraph) {
	e := &edits[i]
	if e.replaces() {
		return
	}
	text, low, high := older, e.oldLow, e.oldHigh
	if low == high {
		text, low, high = newer, e.newLow, e.newHigh
	}
	back, on := e.oldLow, len(older)-e.oldHigh // words that stay before and after
	if i > 0 {
		back = e.oldLow - edits[i-1].oldHigh
	}
	if i+1 < len(edits) {
		on = edits[i+1].oldLow - e.oldHigh
	}
	best, most := 0, ease(text, low, high)
	for n := 1; n <= back && text[low-n].key() == text[high-n].key(); n++ {
		if v := ease(text, low-n, high-n); v > most {
			best, most = -n, v
		}
	}
	for n := 1; n <= on && text[low+n-1].key() == text[high+n-1].key(); n++ {
		if v := ease(text, low+n, high+n); v > most {
			best, most = n, v
		}
	}
	e.oldLow, e.oldHigh, e.newLow, e.newHigh = e.oldLow+best, e.oldHigh+best, e.newLow+best, e.newHigh+best
}

// ease tells how well the passage low to high of a text reads as a change:
// best from the start of a sentence to its end, or to the space behind it.
func ease(text Paragraph, low, high int) int {
	v := 0
	if startsSentence(text, low) {
		v += 4
	}
	if endsSentence(text, high) {
		v += 2
	}
	if isSpace(text[low]) != isSpace(text[high-1]) {
		v++
	}
	return v
}

func startsSentence(text Paragraph, i int) bool {
	if i == 0 {
		return true
	}
	return isSpace(text[i-1]) && endsSentence(text, i-1)
}

// endsSentence reports whether a sentence ends before word i, or before the
// space in front of it.
func endsSentence(text Paragraph, i int) bool {
	if i > 0 && isSpace(text[i-1]) {
		i--
	}
	return i > 0 && (text[i-1].Text == "." || text[i-1].Text == ";")
}

// rewritten reports whether so little of a long paragraph is left that it
// reads better struck out and written anew.
func rewritten(edits []edit, older, newer Paragraph) bool {
	const few = 8
	kept, all := 0, max(countWords(older), countWords(newer))
	at := 0
	for _, e := range edits {
		kept += countWords(older[at:e.oldLow])
		at = e.oldHigh
	}
	kept += countWords(older[at:])
	return len(edits) > 1 && all > few && kept*10 < all*3
}

// countWords is the number of words that are more than space or punctuation.
func countWords(p Paragraph) int {
	n := 0
	for _, w := range p {
		if isWord(w) {
			n++
		}
	}
	return n
}

func spans(edits []edit, older, newer Paragraph) []Span {
	var list []Span
	add := func(mark Mark, p Paragraph) { list = append(list, whole(mark, p)...) }
	at := 0
	for _, e := range edits {
		add(Same, newer[at:e.newLow])
		add(Deleted, older[e.oldLow:e.oldHigh])
		add(Inserted, newer[e.newLow:e.newHigh])
		at = e.newHigh
	}
	add(Same, newer[at:])
	return list
}
