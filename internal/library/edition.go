package library

import (
	"strings"
	"time"

	"clausewright/internal/diag"
)

// Edition tells how many times a clause was changed, and how. It covers every
// file in the clause's folder: the edition of the definitions clause covers all
// defined terms. The zero Edition is that of a clause that names none.
type Edition struct {
	Number  int      // 1 for the first
	Changes []Change // one for each edition, in order: the last describes the present one
	Pos     diag.Position
}

// Change is one entry of an edition's history.
type Change struct {
	Date string `json:"date"` // YYYY-MM-DD
	What string `json:"what"`
	Why  string `json:"why"`
}

func readEdition(n node) Edition {
	if n.Node == nil {
		return Edition{}
	}
	f := n.fields("number", "changes")
	e := Edition{Number: f.get("number").integer(), Pos: n.pos()}
	before := ""
	for _, item := range f.get("changes").items() {
		e.Changes = append(e.Changes, readChange(item, &before))
	}
	switch number := f.get("number"); {
	case number.Node == nil:
		n.fault("edition", "the edition has no number").WithHint("write number: 1, and one higher with each change")
	case e.Number < 1:
		number.fault("edition", "an edition's number is 1 or more")
	case len(e.Changes) != e.Number:
		noun := "changes"
		if len(e.Changes) == 1 {
			noun = "change"
		}
		number.fault("edition", "edition %d with %d %s", e.Number, len(e.Changes), noun).
			WithHint("there is one entry for each edition; the last describes the present one")
	}
	return e
}

// readChange reads one change, which must not be dated earlier than the one
// before it.
func readChange(n node, before *string) Change {
	f := n.fields("date", "what", "why")
	c := Change{f.get("date").text(), f.get("what").text(), f.get("why").text()}
	if c.Date == "" || c.What == "" || c.Why == "" {
		n.fault("edition", "a change has a date, what was changed and why").WithHint("{date: 2026-11-23, what: …, why: …}")
		return c
	}
	if _, err := time.Parse(time.DateOnly, c.Date); err != nil {
		f.get("date").fault("edition", "%q is not a date", c.Date).WithHint("write year, month and day: 2026-11-23")
		return c
	}
	if strings.Compare(c.Date, *before) < 0 {
		f.get("date").fault("edition", "this change is dated before the one above it").WithHint("changes stand in order, the latest last")
	}
	*before = c.Date
	return c
}
