package document

import "clausewright/internal/diag"

// checkEmpty reports articles, sections and schedules that say nothing.
func checkEmpty(doc *Document) diag.List {
	var problems diag.List
	eachDivision(doc, func(d *Division) {
		if d.Kind != Part && len(d.Blocks) == 0 {
			problems.Errorf(d.Origin.Pos(), EmptySection, "%q has no text", title(d))
		}
	})
	return problems
}

// checkIDs reports ids that stand in two places.
func checkIDs(doc *Document) diag.List {
	var problems diag.List
	first := make(map[string]Origin, 512)
	check := func(id string, origin Origin) {
		if id == "" {
			return
		}
		if other, ok := first[id]; ok {
			problems.Errorf(origin.Pos(), DuplicateID, "the id %q stands in two places", id).
				See(other.Pos(), "the other place")
			return
		}
		first[id] = origin
	}
	Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *Division:
			check(n.ID, n.Origin)
		case *Item:
			check(n.ID, n.Origin)
		case *Paragraph, *Table:
			return false
		}
		return true
	})
	return problems
}
