package deviation

import (
	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// Ladder is the fallback ladder of a clause for the side whose position it is.
type Ladder struct {
	Clause string `json:"clause"`
	Title  string `json:"title"`
	Steps  []Step `json:"steps"`
}

// Step is a variant on a ladder.
type Step struct {
	Rank    library.Rank `json:"rank"`
	Variant string       `json:"variant"`
	Gives   string       `json:"gives"`
	Taken   bool         `json:"taken,omitempty"` // by the deal
}

// ladders are the fallback ladders of the clauses from which the deal departs.
func (f *finder) ladders() {
	seen := map[string]bool{}
	for _, d := range f.sheet.Departures {
		c := f.made.Library.Clauses[d.Clause]
		if c == nil || seen[c.ID] {
			continue
		}
		seen[c.ID] = true
		if steps := stepsOf(c, f.sheet.Side, f.made.Draft.Choices.Find(c.ID)); len(steps) > 0 {
			f.sheet.Ladders = append(f.sheet.Ladders, Ladder{c.ID, c.Title, steps})
		}
	}
}

// stepsOf are the steps of the ladder of a clause for a side. Choice is what became of
// the clause in the draft; it may be nil.
func stepsOf(c *library.Clause, side deal.Party, choice *choose.Choice) []Step {
	var steps []Step
	for _, v := range c.Ladder(side) {
		steps = append(steps, Step{v.Ranks[side], v.Name, v.Gives, choice != nil && choice.Variant == v})
	}
	return steps
}
