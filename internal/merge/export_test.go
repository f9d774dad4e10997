package merge

import "clausewright/internal/redline"

// Texts merges two revisions of a text in which all that both added to one place belongs
// together.
func Texts(base, own, other []redline.Paragraph) Result {
	return texts(base, own, other, redline.Paragraph.Same, func(int, int) bool { return true })
}
