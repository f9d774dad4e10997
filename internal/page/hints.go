package page

import (
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/lazy"
)

// linkedProblem is a problem, with a link to the question that it is about where there is one.
type linkedProblem struct {
	*diag.Problem
	Link  string
	Parts []hintPart // of the hint
}

// hintPart is a part of a hint, and the question to which it leads; empty for none.
type hintPart struct{ Text, Link string }

// inHints are the words of a hint that may be a question or a group of questions.
var inHints = lazy.Regexp(`[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+|\bgroup [a-z][a-z0-9_]*`)

// hintOn is a hint with each question and group that it names as a link.
func (p *Page) hintOn(hint string, linkOf func(*deal.Parameter) string) []hintPart {
	var pieces []hintPart
	at := 0
	for _, m := range inHints.FindAllStringIndex(hint, -1) {
		path, isGroup := strings.CutPrefix(hint[m[0]:m[1]], "group ")
		i := slices.IndexFunc(p.lib.Schema.Parameters, func(q *deal.Parameter) bool {
			return q.Path == path || isGroup && strings.HasPrefix(q.Path, path+".")
		})
		if i < 0 {
			continue
		}
		pieces = append(pieces, hintPart{Text: hint[at:m[0]]}, hintPart{hint[m[0]:m[1]], linkOf(p.lib.Schema.Parameters[i])})
		at = m[1]
	}
	return append(pieces, hintPart{Text: hint[at:]})
}
