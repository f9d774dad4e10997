package comparison

import (
	"fmt"

	"clausewright/internal/document"
)

// refusing is what takes a change back in a redline: what it put goes, and what it took
// stays.
func (w *walker) refusing(marks []*document.Mark) func() {
	return func() {
		for _, m := range marks {
			if m.Change == document.MovedHere && w.left[m.Move] != nil {
				w.left[m.Move].Change = document.MovedHere
			}
			m.Change = opposite[m.Change]
		}
	}
}

// opposite is the mark of a piece whose change is taken back.
var opposite = map[document.Change]document.Change{
	document.Inserted: document.Deleted, document.Deleted: document.Inserted, document.MovedHere: document.MovedAway, document.MovedAway: document.MovedHere,
}

// Settled is the newer document without the changes that are refused. The redline of the
// report is used up. The error is that a move is refused and a change in what it moved
// is not.
func (r *Report) Settled(refused func(Change) bool) (*document.Document, error) {
	back := map[int]string{}
	for _, c := range r.Changes {
		if c.move > 0 && refused(c) {
			back[c.move] = c.Key
		}
	}
	for _, c := range r.Changes {
		switch key := back[c.inside]; {
		case c.inside > 0 && key != "" && !refused(c):
			return nil, fmt.Errorf("%s: the passage stays where it was, and what was changed in it at its new place is not refused", c.Section)
		case c.inside > 0 && key != "":
		case refused(c):
			c.refuse()
		}
	}
	return document.Accept(r.Document), nil
}
