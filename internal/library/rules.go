package library

import (
	"path"
	"slices"

	"clausewright/internal/diag"
)

// Rules of what is wrong with a library by which others act.
const (
	UnknownClause    = "unknown-clause"
	UnknownID        = "unknown-id"
	UnknownKind      = "unknown-kind"
	UnknownParameter = "unknown-parameter"
	UnknownPromise   = "unknown-promise"
	UnknownSchedule  = "unknown-schedule"
	unknownTemplate  = "unknown-template"

	BadFile     = "file" // cannot be read at all
	badEncoding = "encoding"
	badYAML     = "yaml"
)

// Unread reports whether a problem is that a file of a library could not be read.
func Unread(p *diag.Problem) bool {
	return slices.Contains([]string{BadFile, badEncoding, badYAML}, p.Rule)
}

// WithoutConsequences takes out of the problems of a library what follows from a file that
// could not be read: what seems not to be there may stand in it.
func WithoutConsequences(problems diag.List) diag.List {
	follows := map[string]bool{}
	for _, p := range problems {
		switch file := path.Base(p.Pos.File); {
		case !Unread(p):
		case file == "clause.yaml" || file == "clauses":
			follows[UnknownParameter], follows[UnknownClause], follows[UnknownSchedule] = true, true, true
		case file == "template.yaml" || file == "templates":
			follows[unknownTemplate] = true
		}
	}
	return slices.DeleteFunc(problems, func(p *diag.Problem) bool { return follows[p.Rule] })
}
