package amend

import (
	"strings"

	"clausewright/internal/document"
)

// LinesOf are the lines of blocks, such as those of a division apart from its sections,
// each with its label.
func LinesOf(blocks []document.Block) []string {
	var list []string
	for _, l := range linesOf(blocks) {
		list = append(list, strings.TrimSpace(l.label+" "+plainSpace(l.text)))
	}
	return list
}
