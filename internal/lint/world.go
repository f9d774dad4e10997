package lint

import (
	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/logic"
)

// world is all drafts that one template can make.
type world struct {
	*logic.World
	lib      *library.Library
	template *library.Template
}

func newWorld(l *library.Library, t *library.Template, a *logic.Answers, problems *diag.List, free bool) *world {
	return &world{logic.NewWorld(l, t, a, problems, free), l, t}
}
