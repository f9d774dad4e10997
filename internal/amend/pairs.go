package amend

import (
	"strconv"

	"clausewright/internal/document"
)

// pairs are the divisions of two documents that are the same one, in both
// directions.
type pairs struct {
	was, is map[*document.Division]*document.Division
}

// pairsOf pairs the divisions of two documents: by kind and id, sections by clause
// and id wherever they stand, or without an id by their heading.
func pairsOf(signed, newer *document.Document) pairs {
	p := pairs{map[*document.Division]*document.Division{}, map[*document.Division]*document.Division{}}
	others := named(newer)
	for name, s := range named(signed) {
		if n := others[name]; n != nil {
			p.was[n], p.is[s] = s, n
		}
	}
	return p
}

// named are the divisions of a document by what pairs them; those that share a name
// are named by their order too.
func named(doc *document.Document) map[string]*document.Division {
	found := map[string]*document.Division{}
	note := func(name string, d *document.Division) {
		for n := 1; ; n++ {
			if key := name + "#" + strconv.Itoa(n); found[key] == nil {
				found[key] = d
				return
			}
		}
	}
	for _, d := range doc.Body {
		note("division "+strconv.Itoa(int(d.Kind))+" "+d.ID, d)
		for _, s := range d.Sections() {
			switch {
			case s.ID != "" && d.Kind == document.Part: // is labelled otherwise than elsewhere
				note("part "+d.ID+" "+s.ID, s)
			case s.ID != "":
				note("section "+s.ID, s)
			default:
				note("section in "+d.ID+" "+s.Clause+" "+s.Heading, s)
			}
		}
	}
	return found
}
