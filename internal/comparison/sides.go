package comparison

import (
	"strings"

	"clausewright/internal/document"
)

// Sides are how a change reads in the older document and in the newer one: of a passage
// that changed, what stands about the change; of what came or went as a whole, all of it.
// One is empty where nothing stands.
func (c Change) Sides() (older, newer string) {
	if c.passage == nil {
		return c.Old, c.New
	}
	excerpt := Excerpt(c.passage)
	return sideText(excerpt, document.Mark.Old), sideText(excerpt, document.Mark.New)
}

// Words are the words that a change takes and those that it puts, without what stands
// about them.
func (c Change) Words() (taken, put string) {
	if c.passage == nil {
		return c.Old, c.New
	}
	return revisedText(c.passage, document.Deleted), revisedText(c.passage, document.Inserted)
}

// revisedText is what the marks of one kind in a passage hold.
func revisedText(passage []document.Inline, what document.Change) string {
	var parts []string
	eachInline(passage, func(node any) {
		if r, ok := node.(*document.Revision); ok && r.Mark.Change == what {
			parts = append(parts, sideText(r.Inlines, func(document.Mark) bool { return true }))
		}
	})
	return strings.Join(parts, " ")
}
