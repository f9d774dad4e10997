package redline

// unit is a piece of a document that is paired with another: a block, an item,
// a row, a definition.
type unit struct {
	kind string // units of different kinds are no pair
	id   string // two units of one id are a pair; may be empty
	name string // units of one name are alike; may be empty

	markless  bool             // what it holds carries its mark, so that it can hold no other marks
	elsewhere bool             // its pair stands in another list, unless one of its id stands in this one
	key       func() string    // what it says: units of one key are a pair
	text      func() Paragraph // its words, for likeness
}

// match is a unit and what became of it. A unit that moved has two matches:
// one at its old place, which is away, and one at its new place.
type match struct {
	older, newer int // index in either list, -1 where it is missing
	move         int // from 1; 0 for a unit that did not move
	away         bool
}

// alignUnits pairs two lists of units. Every unit of both is in one match, and
// in two if it moved. The matches stand in an order in which those of either
// list stand in theirs; what went stands before what took its place.
func alignUnits(older, newer []unit) []match {
	a := aligner{older: older, newer: newer, oldBags: make([]map[string]int, len(older)), newBags: make([]map[string]int, len(newer))}
	oldNames, newNames := a.symbols()
	i, j := 0, 0
	same := func(until int) {
		for ; i < until; i, j = i+1, j+1 {
			a.matches = append(a.matches, match{older: i, newer: j})
		}
	}
	for _, e := range shortest(oldNames, newNames) {
		same(e.oldLow)
		a.gap(e)
		i, j = e.oldHigh, e.newHigh
	}
	same(len(older))
	a.findMoves()
	return a.matches
}

type aligner struct {
	older, newer     []unit
	oldBags, newBags []map[string]int
	byID             map[string][2]int // index in both lists of the units that are a pair by id
	matches          []match
}

// symbols names each unit so that those of one name are a pair in order: by id
// where exactly one unit of each list has it, else by what it says.
func (a *aligner) symbols() (older, newer []string) {
	count := func(list []unit) map[string]int {
		n := map[string]int{}
		for _, u := range list {
			n[u.kind+"\x00"+u.id]++
		}
		return n
	}
	in, also := count(a.older), count(a.newer)
	a.byID = map[string][2]int{}
	name := func(list []unit, side int) []string {
		names := make([]string, len(list))
		for i, u := range list {
			id := u.kind + "\x00" + u.id
			if u.id == "" || in[id] != 1 || also[id] != 1 {
				names[i] = u.kind + "\x01" + u.key()
				continue
			}
			places := a.byID[id]
			places[side] = i
			names[i], a.byID[id] = id, places
		}
		return names
	}
	return name(a.older, 0), name(a.newer, 1)
}

// twin is the index in the other list of a unit that is a pair by id.
func (a *aligner) twin(u unit, other int) (int, bool) {
	if u.id == "" {
		return 0, false
	}
	places, ok := a.byID[u.kind+"\x00"+u.id]
	return places[other], ok
}

// gap pairs the units between two pairs so that their likeness adds up to the
// most.
func (a *aligner) gap(e edit) {
	best := a.best(e)
	i, j := e.oldLow, e.newLow
	for i < e.oldHigh || j < e.newHigh {
		take := fromOld
		switch {
		case i == e.oldHigh:
			take = fromNew
		case j < e.newHigh && best != nil:
			take = best[i-e.oldLow][j-e.newLow].take
		}
		m := match{older: i, newer: j}
		switch take {
		case fromOld:
			m.newer = -1
			i++
		case fromNew:
			m.older = -1
			j++
		default:
			i, j = i+1, j+1
		}
		a.matches = append(a.matches, m)
	}
}

// best works out the best way from every place of a gap, from its end; nil if
// the gap is too large to look for one.
func (a *aligner) best(e edit) [][]step {
	m, n := e.oldHigh-e.oldLow, e.newHigh-e.newLow
	if m*n > maxGap {
		return nil
	}
	best := make([][]step, m+1)
	best[m] = make([]step, n+1)
	for i := m - 1; i >= 0; i-- {
		best[i] = make([]step, n+1)
		best[i][n] = step{0, fromOld}
		for j := n - 1; j >= 0; j-- {
			s := step{best[i+1][j].total, fromOld}
			if t := best[i][j+1].total; t > s.total {
				s = step{t, fromNew}
			}
			if l := a.alike(e.oldLow+i, e.newLow+j, m == 1 && n == 1); l > 0 && l+best[i+1][j+1].total > s.total {
				s = step{l + best[i+1][j+1].total, fromBoth}
			}
			best[i][j] = s
		}
	}
	return best
}

// alike is how alike two units are that stand in one gap, 0 if they are no
// pair. Only tells that nothing else stands there.
func (a *aligner) alike(i, j int, only bool) float64 {
	was, is := a.older[i], a.newer[j]
	if was.kind != is.kind || a.paired(was) || a.paired(is) || was.elsewhere || is.elsewhere {
		return 0
	}
	if was.name != "" && was.name == is.name {
		return 1
	}
	words, others := a.bags(i, j)
	l := likeness(words, others)
	least := leastLikeness
	if max(total(words), total(others)) <= short {
		if least = leastOfShort; only {
			return max(l, leastOfShort)
		}
	}
	if l < least {
		return 0
	}
	return l
}

// paired reports whether a unit has its pair by id.
func (a *aligner) paired(u unit) bool {
	_, ok := a.twin(u, 0)
	return ok
}

func (a *aligner) bags(i, j int) (was, is map[string]int) {
	if a.oldBags[i] == nil {
		a.oldBags[i] = bag(a.older[i].text())
	}
	if a.newBags[j] == nil {
		a.newBags[j] = bag(a.newer[j].text())
	}
	return a.oldBags[i], a.newBags[j]
}

func total(words map[string]int) int {
	n := 0
	for _, count := range words {
		n += count
	}
	return n
}

// What is left alone in both lists has moved if it is a pair by id, says the
// same in a few words at least, or nearly the same in many.
const (
	fewWords   = 4
	manyWords  = 8
	nearlySame = 0.8
)

// findMoves pairs what is left alone.
func (a *aligner) findMoves() {
	var gone, come []int // indexes of matches
	for k, m := range a.matches {
		switch {
		case m.newer < 0:
			gone = append(gone, k)
		case m.older < 0:
			come = append(come, k)
		}
	}
	bounded := len(gone)*len(come) <= maxGap
	moves := 0
	for _, k := range come {
		for g, at := range gone {
			if at < 0 || !a.moved(a.matches[at].older, a.matches[k].newer, bounded) {
				continue
			}
			moves++
			older, newer := a.matches[at].older, a.matches[k].newer
			a.matches[at] = match{older, newer, moves, true}
			a.matches[k] = match{older, newer, moves, false}
			gone[g] = -1
			break
		}
	}
}

// moved reports whether the one unit is the other at another place.
func (a *aligner) moved(i, j int, bounded bool) bool {
	was, is := a.older[i], a.newer[j]
	if twin, ok := a.twin(was, 1); ok || a.paired(is) {
		return ok && twin == j
	}
	if !bounded || was.kind != is.kind || was.elsewhere || is.elsewhere {
		return false
	}
	words, others := a.bags(i, j)
	switch n := min(total(words), total(others)); {
	case n < fewWords:
		return false
	case n < manyWords:
		return was.key() == is.key()
	}
	return likeness(words, others) >= nearlySame
}
