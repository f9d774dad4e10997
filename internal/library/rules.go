package library

import (
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

	BadFile     = "file" // cannot be read at all
	badEncoding = "encoding"
	badYAML     = "yaml"
)

// Unread reports whether a problem is that a file of a library could not be read.
func Unread(p *diag.Problem) bool {
	return slices.Contains([]string{BadFile, badEncoding, badYAML}, p.Rule)
}
