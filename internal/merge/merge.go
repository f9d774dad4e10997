// Package merge puts two revisions of one text into one: what people wrote into
// a draft, and what the program would write now. Both are measured against the
// base, the text that both come from. Nothing that either side wrote is lost:
// it stands in the result or in a conflict.
package merge

import (
	"slices"

	"clausewright/internal/redline"
)

// Piece is one paragraph of the result.
type Piece struct {
	Base, Mine, Theirs int // index of the paragraph in each text, -1 where it has none
	Parts              []Part
	// Review is true where both sides changed one sentence in different places
	// or added to the same place. All of it stands; a person should read it.
	Review bool
}

// Text is the paragraph as it reads if every conflict in it goes to one side.
func (p Piece) Text(own bool) redline.Paragraph {
	return p.text(func(*Conflict) bool { return own })
}

// text is the paragraph as it reads if the conflicts for which mine says so go to
// the edited text, and the others to the new one.
func (p Piece) text(mine func(*Conflict) bool) redline.Paragraph {
	if len(p.Parts) == 1 && p.Parts[0].Conflict == nil {
		return slices.Clip(p.Parts[0].Words)
	}
	var text redline.Paragraph
	for _, part := range p.Parts {
		if part.Conflict != nil {
			text = append(text, part.Conflict.Take(mine(part.Conflict))...)
			continue
		}
		text = append(text, part.Words...)
	}
	return text
}

// Conflicts lists what both sides want differently in the paragraph.
func (p Piece) Conflicts() []*Conflict {
	var list []*Conflict
	for _, part := range p.Parts {
		if part.Conflict != nil {
			list = append(list, part.Conflict)
		}
	}
	return list
}

// Result is the merged text.
type Result struct {
	Pieces []Piece
	// Deleted are the paragraphs of the base that mine deleted and theirs still
	// has as they were. They stay deleted.
	Deleted []int
}

// Conflicts lists what both sides want differently, in reading order.
func (r Result) Conflicts() []*Conflict {
	var list []*Conflict
	for _, p := range r.Pieces {
		list = append(list, p.Conflicts()...)
	}
	return list
}

// Text is the result as it reads if every conflict goes to one side. A
// paragraph of which nothing is left is left out.
func (r Result) Text(own bool) []redline.Paragraph {
	var list []redline.Paragraph
	for _, p := range r.Pieces {
		if text := p.Text(own); len(text) > 0 {
			list = append(list, text)
		}
	}
	return list
}

// texts merges two revisions of base, paragraph by paragraph and, inside a
// paragraph, word by word. The order is that of other, unless only own moved a
// paragraph. What own added stays behind its neighbour, after what other added
// there if the two belong together. same is that of matched.
func texts(base, own, other []redline.Paragraph, same func(was, is redline.Paragraph) bool, together func(mine, theirs int) bool) Result {
	m := &merger{base: base, own: own, other: other, fromOwn: matched(base, own, same), fromOther: matched(base, other, same), together: together}
	m.twins()
	m.skeleton()
	m.place()
	return m.result()
}

// merger holds one merge on its way.
type merger struct {
	base, own, other   []redline.Paragraph
	fromOwn, fromOther match
	together           func(mine, theirs int) bool
	twin               map[int]int // own paragraph to the paragraph of other that was added like it
	order              []*node
	ofBase, ofOther    map[int]*node
	result_            Result
}

// node is a place in the order of the result. Each index is -1 where that text
// has no such paragraph.
type node struct{ base, own, other int }

// twins finds what both sides added: the same paragraph anywhere, or much the
// same one at the same place.
func (m *merger) twins() {
	m.twin = map[int]int{}
	taken := map[int]bool{}
	pair := func(fits func(j, k int) bool) {
		for j := range m.own {
			if _, done := m.twin[j]; done || m.fromOwn.base[j] >= 0 {
				continue
			}
			for k := range m.other {
				if m.fromOther.base[k] < 0 && !taken[k] && fits(j, k) {
					m.twin[j], taken[k] = k, true
					break
				}
			}
		}
	}
	pair(func(j, k int) bool { return m.own[j].Same(m.other[k]) })
	own, other := bags(m.own, m.fromOwn.base), bags(m.other, m.fromOther.base)
	pair(func(j, k int) bool {
		return m.fromOwn.gap(j) == m.fromOther.gap(k) && own[j].Likeness(other[k]) >= muchAlike
	})
}

// muchAlike is the share of words that two added paragraphs have in common if
// they are two wordings of one.
const muchAlike = 0.6

// skeleton is the order of other, without what own deleted and other left as
// it was.
func (m *merger) skeleton() {
	m.ofBase, m.ofOther = map[int]*node{}, map[int]*node{}
	twinOf := map[int]int{}
	for j, k := range m.twin {
		twinOf[k] = j
	}
	for k, text := range m.other {
		i := m.fromOther.base[k]
		n := &node{base: i, own: -1, other: k}
		if j, ok := twinOf[k]; ok {
			n.own = j
		}
		if i >= 0 {
			n.own = m.fromOwn.to[i]
			if n.own < 0 && text.Same(m.base[i]) {
				m.result_.Deleted = append(m.result_.Deleted, i)
				continue
			}
			m.ofBase[i] = n
		}
		m.ofOther[k] = n
		m.order = append(m.order, n)
	}
}

// place goes through own in its order and puts in what the skeleton lacks: what
// own added, what own moved, and what own changed and other removed.
func (m *merger) place() {
	var before *node
	for j, text := range m.own {
		i := m.fromOwn.base[j]
		n := m.ofBase[i]
		if k, ok := m.twin[j]; ok {
			n = m.ofOther[k]
		}
		switch {
		case i >= 0 && n == nil && text.Same(m.base[i]):
			continue // removed by other, not touched by own
		case n == nil:
			n = &node{base: i, own: j, other: -1}
			m.insert(n, before)
		case i >= 0 && m.fromOwn.moved[i] && !m.fromOther.moved[i]:
			m.remove(n)
			m.insert(n, before)
		}
		before = n
	}
}

// insert puts a node behind another one (nil: at the beginning), after what
// other added there.
func (m *merger) insert(n, before *node) {
	at := 0
	for at < len(m.order) && before != nil && m.order[at] != before {
		at++
	}
	if before != nil {
		at++
	}
	for at < len(m.order) && m.order[at].base < 0 && m.order[at].own < 0 && m.together(n.own, m.order[at].other) {
		at++
	}
	m.order = append(m.order[:at], append([]*node{n}, m.order[at:]...)...)
}

func (m *merger) remove(n *node) {
	for at, other := range m.order {
		if other == n {
			m.order = append(m.order[:at], m.order[at+1:]...)
			return
		}
	}
}

func (m *merger) result() Result {
	for i, n := range m.order {
		m.result_.Pieces = append(m.result_.Pieces, m.piece(n))
		if i > 0 && m.sharePlace(m.order[i-1], n) {
			m.result_.Pieces[i].Review = true
		}
	}
	return m.result_
}

// sharePlace reports whether each side added one of two neighbours.
func (m *merger) sharePlace(a, b *node) bool {
	return a.base < 0 && b.base < 0 && a.own < 0 && b.other < 0
}

func (m *merger) piece(n *node) Piece {
	p := Piece{Base: n.base, Mine: n.own, Theirs: n.other}
	base, own, other := paragraphAt(m.base, n.base), paragraphAt(m.own, n.own), paragraphAt(m.other, n.other)
	switch {
	case n.base >= 0 && (n.own < 0 || n.other < 0):
		p.Parts = []Part{{Conflict: &Conflict{Base: base, Mine: own, Theirs: other}}}
	case n.own < 0:
		p.Parts = []Part{{Words: other}}
	case n.other < 0:
		p.Parts = []Part{{Words: own}}
	default:
		p.Parts, p.Review = mergeWords(base, own, other)
	}
	return p
}

func paragraphAt(list []redline.Paragraph, i int) redline.Paragraph {
	if i < 0 {
		return nil
	}
	return list[i]
}
