package edits

import (
	"strings"

	"clausewright/internal/document"
)

// fewWords is how many words a paragraph has that hardly stands in two documents by chance.
const fewWords = 6

// Akin reports whether a draft that came back still holds a paragraph of the one that was
// written. Without any it is another document, and not that one with all of it deleted.
func Akin(came, written *document.Document) bool {
	own := map[string]bool{}
	paragraphs(written, func(text string) bool {
		own[text] = true
		return true
	})
	found := false
	paragraphs(came, func(text string) bool {
		found = found || own[text]
		return !found
	})
	return found
}

// paragraphs gives the text of each longer paragraph of a document, until told to stop.
func paragraphs(doc *document.Document, yield func(text string) bool) {
	document.Walk(doc, func(node any) bool {
		if p, ok := node.(*document.Paragraph); ok {
			if words := strings.Fields(document.PlainText(p.Inlines)); len(words) >= fewWords {
				return yield(strings.Join(words, " "))
			}
		}
		return true
	})
}
