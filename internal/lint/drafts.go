package lint

import (
	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/logic"
)

// drafts is all drafts that one template can make.
type drafts struct {
	*logic.Drafts
	lib      *library.Library
	template *library.Template
}

func newDrafts(l *library.Library, t *library.Template, a *logic.Answers, problems *diag.List, free bool) *drafts {
	return &drafts{logic.NewDrafts(l, t, a, problems, free), l, t}
}
