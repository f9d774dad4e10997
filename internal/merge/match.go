package merge

import "clausewright/internal/redline"

// match tells which paragraph of a revision is which paragraph of the base.
type match struct {
	to    []int // for each paragraph of the base: its place in the revision, or -1
	base  []int // for each paragraph of the revision: its place in the base, or -1
	moved map[int]bool
}

// matched matches a revision with the base. same reports whether one paragraph of the
// base and one of the revision that stands elsewhere are the same for sure.
func matched(base, text []redline.Paragraph, same func(was, is redline.Paragraph) bool) match {
	m := match{to: make([]int, len(base)), base: make([]int, len(text)), moved: map[int]bool{}}
	for _, p := range redline.Align(base, text) {
		if p.Old >= 0 {
			m.to[p.Old] = p.New
		}
		if p.New >= 0 {
			m.base[p.New] = p.Old
		}
	}
	m.move(base, text, func(i, j int) bool { return same(base[i], text[j]) })
	was, is := bags(base, m.to), bags(text, m.base)
	m.move(base, text, func(i, j int) bool {
		return base[i].Words() >= fewest && was[i].Likeness(is[j]) >= alike
	})
	return m
}

// A paragraph that went and one that came are one that moved if they are the same,
// or long enough and alike enough.
const (
	fewest = 8
	alike  = 0.8
)

func (m *match) move(base, text []redline.Paragraph, fits func(i, j int) bool) {
	for i, to := range m.to {
		if to >= 0 || base[i].Words() == 0 {
			continue
		}
		for j, from := range m.base {
			if from < 0 && fits(i, j) {
				m.to[i], m.base[j], m.moved[i] = j, i, true
				break
			}
		}
	}
}

// gap is the paragraph of the base behind which an added paragraph stands, or
// -1 at the beginning.
func (m *match) gap(j int) int {
	for j--; j >= 0; j-- {
		if i := m.base[j]; i >= 0 && !m.moved[i] {
			return i
		}
	}
	return -1
}

// bags counts the words of the paragraphs that have no partner.
func bags(text []redline.Paragraph, partner []int) map[int]redline.Bag {
	list := map[int]redline.Bag{}
	for i, p := range partner {
		if p < 0 {
			list[i] = text[i].Bag()
		}
	}
	return list
}
