package deal

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/style"
)

// Paths of the questions that the program itself looks at, whatever else a
// library asks. A library that does not ask one goes without it.
const (
	StylePath     = "deal.law_family"    // the style pack
	SidePath      = "deal.drafting_side" // the side for which the draft is made
	CurrencyPath  = "deal.currency"      // of amounts that name none
	DraftDatePath = "deal.draft_date"    // of the draft, for the date on its pages
	DraftNoPath   = "deal.draft_no"      // of the draft, for its pages
	AnchorsPath   = "signature.anchors"  // the service for electronic signatures that is to find its fields
	ReferencePath = "deal.reference"     // how the parties call the matter, for its pages
)

// OwnPaths lists the questions that the program itself looks at.
func OwnPaths() []string {
	return []string{StylePath, SidePath, CurrencyPath, DraftDatePath, DraftNoPath, ReferencePath, AnchorsPath}
}

// Reserved reports whether a key at the top of a deal file, or of a house file, holds
// no answers.
func Reserved(key string) bool {
	return slices.Contains(topKeys, key) || slices.Contains(houseKeys, key)
}

// ownKinds are the kinds of the questions that the program itself looks at.
var ownKinds = map[string]Kind{
	StylePath: KindChoice, SidePath: KindChoice, CurrencyPath: KindText, DraftDatePath: KindDate, DraftNoPath: KindInteger, ReferencePath: KindText, AnchorsPath: KindChoice,
}

// CheckOwn reports why the program would not understand the answers to a
// question that it looks at itself.
func (p *Parameter) CheckOwn() error {
	kind, own := ownKinds[p.Path]
	switch {
	case !own:
		return nil
	case p.Kind != kind:
		return fmt.Errorf("the program itself looks at %q, which is of kind %s", p.Path, kind)
	case p.Path == StylePath:
		for _, word := range p.Words() {
			if !style.Known(word) {
				return fmt.Errorf("there is no style %q: %s", word, strings.Join(style.Names(), ", "))
			}
		}
	case p.Path == CurrencyPath && p.Default != "":
		if f := checkCurrency(p.Default); f != nil {
			return f
		}
	}
	return nil
}
