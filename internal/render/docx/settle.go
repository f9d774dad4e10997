package docx

import "slices"

// Side is which of the two documents that tracked changes hold together is read.
type Side int

// Accepted is the document with every tracked change taken, Rejected the one
// before anything was changed.
const (
	Accepted Side = iota
	Rejected
)

// settle takes or refuses every tracked change of a part, as Word does, and
// returns how many there were. What is left holds none.
//
// A comment of a person on text that goes is held: it may say why.
func settle(part *element, side Side, held map[string]bool) int {
	s := settler{gone: map[string]bool{"w:del": true, "w:moveFrom": true, "w:cellDel": true}, stays: map[string]bool{"w:ins": true, "w:moveTo": true, "w:cellIns": true}, side: side, held: held}
	if side == Rejected {
		s.gone, s.stays = s.stays, s.gone
	}
	s.settle(part)
	return s.changes
}

// settler holds the elements of changes whose content goes and of those whose
// content stays.
type settler struct {
	gone, stays map[string]bool
	side        Side
	held        map[string]bool // comments that stay when their text goes, by number
	changes     int
}

// formerly are the elements that hold how something looked before a change.
var formerly = map[string]bool{"w:rPrChange": true, "w:pPrChange": true, "w:tblPrChange": true, "w:tblPrExChange": true, "w:tblGridChange": true, "w:trPrChange": true,
	"w:tcPrChange": true, "w:sectPrChange": true, "w:numberingChange": true}

// settle settles what is inside a node.
func (s *settler) settle(n *element) {
	var kept []*element
	for _, c := range n.nodes {
		switch {
		case s.gone[c.name] || s.stays[c.name]:
			s.changes++
			if s.stays[c.name] {
				s.settle(c)
				kept = append(kept, c.nodes...)
			} else {
				kept = append(kept, s.left(c)...)
			}
		case formerly[c.name]:
			s.changes++
			if before := firstNode(c); s.side == Rejected && before != nil {
				kept = slices.Clone(before.nodes)
			}
		case c.name == "w:tr" && s.removed(c.child("w:trPr")), c.name == "w:tc" && s.removed(c.child("w:tcPr")):
			s.changes++
			kept = append(kept, s.left(c)...)
		default:
			marked := c.name == "w:p" && s.removed(c.child("w:pPr").child("w:rPr"))
			s.settle(c)
			c.name = settledName(c.name)
			c.joined = marked
			if c.name == "w:tbl" && c.child("w:tr") == nil {
				kept = append(kept, s.left(c)...)
				continue
			}
			kept = append(kept, c)
		}
	}
	n.nodes = s.join(kept)
}

// removed reports whether the mark of a paragraph or a row, whose properties
// these are, goes.
func (s *settler) removed(properties *element) bool {
	if properties == nil {
		return false
	}
	return slices.ContainsFunc(properties.nodes, func(n *element) bool { return s.gone[n.name] })
}

// settledName is the name of an element outside a deletion.
func settledName(name string) string {
	switch name {
	case "w:delText":
		return "w:t"
	case "w:delInstrText":
		return "w:instrText"
	}
	return name
}

func firstNode(n *element) *element {
	if len(n.nodes) == 0 {
		return nil
	}
	return n.nodes[0]
}

// left is what is left of nodes that go: bookmarks that begin or end in them,
// and not both, and comments that are held.
func (s *settler) left(nodes ...*element) []*element {
	var found []*element
	gone := &element{nodes: nodes}
	gone.all(func(c, _ *element) {
		switch c.name {
		case "w:commentReference":
			if s.held[c.attr["w:id"]] {
				found = append(found, &element{name: "w:r", nodes: []*element{c}})
			}
		case "w:commentRangeStart", "w:commentRangeEnd":
			if s.held[c.attr["w:id"]] {
				found = append(found, c)
			}
		case "w:bookmarkStart":
			found = append(found, c)
		case "w:bookmarkEnd":
			at := slices.IndexFunc(found, func(b *element) bool { return b.name == "w:bookmarkStart" && b.attr["w:id"] == c.attr["w:id"] })
			if at < 0 {
				found = append(found, c)
			} else {
				found = slices.Delete(found, at, at+1)
			}
		}
	})
	return found
}

// join puts paragraphs whose mark is gone before what is in the next one, whose
// look they take. One without a next paragraph stays, unless nothing is in it.
func (s *settler) join(nodes []*element) []*element {
	var kept, before []*element
	for _, n := range nodes {
		switch {
		case n.name == "w:p" && n.joined:
			n.joined = false
			before = append(before, n)
			continue
		case n.name == "w:p":
			kept = append(kept, s.prepend(n, before)...)
			before = nil
		case n.name != "w:bookmarkStart" && n.name != "w:bookmarkEnd":
			kept = append(kept, s.unfollowed(before)...)
			before = nil
		}
		kept = append(kept, n)
	}
	return append(kept, s.unfollowed(before)...)
}

// unfollowed is what is left of paragraphs that no other follows.
func (s *settler) unfollowed(before []*element) []*element {
	var kept, silent []*element
	for _, p := range before {
		if saying(p) {
			kept = append(kept, p)
		} else {
			silent = append(silent, p)
		}
	}
	return append(kept, s.left(silent...)...)
}

// prepend puts what is in paragraphs before what is in another. Of one that says
// nothing, only what leads beyond it is left; bookmarks that end there end
// before the other, and are returned.
func (s *settler) prepend(p *element, before []*element) (ends []*element) {
	var inside, silent []*element
	for _, b := range before {
		if !saying(b) {
			silent = append(silent, b)
			continue
		}
		for _, c := range b.nodes {
			if c.name != "w:pPr" {
				inside = append(inside, c)
			}
		}
	}
	for _, n := range s.left(silent...) {
		if n.name == "w:bookmarkEnd" {
			ends = append(ends, n)
		} else {
			inside = append(inside, n)
		}
	}
	at := 0
	if len(p.nodes) > 0 && p.nodes[0].name == "w:pPr" {
		at = 1
	}
	p.nodes = slices.Insert(p.nodes, at, inside...)
	return ends
}

// saying reports whether a paragraph holds anything that is read.
func saying(p *element) bool {
	says := false
	p.all(func(n, _ *element) {
		switch n.name {
		case "w:t", "w:br", "w:tab", "w:noBreakHyphen", "w:drawing", "w:commentReference", "w:instrText":
			says = true
		}
	})
	return says
}
