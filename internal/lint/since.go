package lint

import (
	"fmt"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// Since reports each clause of newer that can draft differently than in older
// and whose edition did not rise, and each edition that fell. Clauses that
// older does not have are in whatever edition they say. Name is how messages
// call older.
func Since(older, newer *library.Library, name string) diag.List {
	var problems diag.List
	for _, e := range library.Compare(older, newer).Clauses {
		if e.Status != library.Changed {
			continue
		}
		c := newer.Clauses[e.ID]
		at := c.Edition().Pos
		if at.File == "" {
			at = c.Pos
		}
		switch {
		case e.NewEdition < e.OldEdition:
			problems.Errorf(at, "edition", "clause %q is in edition %d, but was in edition %d in %s", e.ID, e.NewEdition, e.OldEdition, name).
				WithHint("an edition never falls: add one and tell what was changed")
		case e.Drafts() && e.NewEdition == e.OldEdition:
			problems.Errorf(at, "edition", "clause %q changed since %s (%s), but not its edition", e.ID, name, changedParts(e)).
				WithHint("write number: %d and add a change with date, what and why", e.OldEdition+1)
		}
	}
	problems.Sort()
	return problems
}

// changedParts names the parts of a clause that can draft differently, the first few.
func changedParts(e library.Entry) string {
	const most = 3
	var names []string
	for _, d := range e.Differences {
		switch {
		case !d.Drafts():
		case d.Name != "":
			names = append(names, d.Part+" "+d.Name)
		default:
			for _, f := range d.Fields {
				names = append(names, f.Name)
			}
		}
	}
	if more := len(names) - most; more > 0 {
		names = append(names[:most], fmt.Sprintf("%d more", more))
	}
	return strings.Join(names, ", ")
}
