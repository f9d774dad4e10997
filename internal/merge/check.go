package merge

import (
	"fmt"
	"slices"

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
			was := paragraphAt(base, p.Base)
			if slices.Equal(was, s.text[j]) {
				continue
			}
			if word := missing(was, s.text[j], p.Text(s.own)); word != "" {
				return fmt.Errorf("the word %q of paragraph %d of %s is lost", word, j+1, s.name)
			}
		}
		for j, text := range s.text {
			if !found[j] && !slices.ContainsFunc(base, text.Same) { // the other side took out what is as it was in the base
				return fmt.Errorf("paragraph %d of %s is lost: %s", j+1, s.name, text.Text())
			}
		}
	}
	return nil
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
