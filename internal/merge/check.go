package merge

import (
	"fmt"

	"clausewright/internal/redline"
)

// Check proves, without knowing how the merge was made, that nothing was lost:
// each paragraph that a side added or changed is in one piece, and the words
// that the side put into it stand there, or in a conflict there, in their
// order. The error names the first word that is missing.
func (r Result) Check(base, own, other []redline.Paragraph) error {
	for _, s := range [...]struct {
		name string
		text []redline.Paragraph
		at   func(Piece) int
		own  bool
	}{
		{"the edited text", own, func(p Piece) int { return p.Mine }, true},
		{"the new text", other, func(p Piece) int { return p.Theirs }, false},
	} {
		found := map[int]bool{}
		for _, p := range r.Pieces {
			j := s.at(p)
			if j < 0 {
				continue
			}
			if found[j] {
				return fmt.Errorf("paragraph %d of %s stands twice in the result", j+1, s.name)
			}
			found[j] = true
			if word := missing(paragraphAt(base, p.Base), s.text[j], p.Text(s.own)); word != "" {
				return fmt.Errorf("the word %q of paragraph %d of %s is lost", word, j+1, s.name)
			}
		}
		for _, pair := range redline.Align(base, s.text) {
			if pair.New >= 0 && !found[pair.New] && !r.dropped(base, s.text, pair) {
				return fmt.Errorf("paragraph %d of %s is lost: %s", pair.New+1, s.name, s.text[pair.New].Text())
			}
		}
	}
	return nil
}

// dropped reports whether the other side took a paragraph out that this side
// has as it was in the base.
func (r Result) dropped(base, text []redline.Paragraph, pair redline.Pair) bool {
	for _, b := range base {
		if b.Same(text[pair.New]) {
			return true
		}
	}
	return false
}

// missing is the first word that text puts in where base has it not and that
// does not stand in merged, in order; "" if there is none.
func missing(base, text, merged redline.Paragraph) string {
	i := 0
	for _, c := range redline.Changes(base, text) {
		for _, word := range text[c.NewLow:c.NewHigh] {
			one := redline.Paragraph{word}
			if one.Words() == 0 {
				continue
			}
			for i < len(merged) && !merged[i:i+1].Same(one) {
				i++
			}
			if i == len(merged) {
				return word.Text
			}
			i++
		}
	}
	return ""
}
