package deal

import "slices"

// Paths of the questions that the program itself looks at, whatever else a
// library asks. A library that does not ask one goes without it.
const (
	StylePath     = "deal.law_family"    // the style pack
	SidePath      = "deal.drafting_side" // the side for which the draft is made
	CurrencyPath  = "deal.currency"      // of amounts that name none
	DraftDatePath = "deal.draft_date"    // of the draft, for the date on its pages
	DraftNoPath   = "deal.draft_no"      // of the draft, for its pages
	ReferencePath = "deal.reference"     // how the parties call the matter, for its pages
)

// OwnPaths lists the questions that the program itself looks at.
func OwnPaths() []string {
	return []string{StylePath, SidePath, CurrencyPath, DraftDatePath, DraftNoPath, ReferencePath}
}

// Reserved reports whether a key at the top of a deal file holds no answers.
func Reserved(key string) bool { return slices.Contains(topKeys, key) }
