package page

import (
	"clausewright/internal/document"
)

// spot is a place of the draft at which an answer shows.
type spot struct{ ID, Label string }

// printsOpen reports whether the draft prints that the answer to a question is open.
func (s *state) printsOpen(path string) bool {
	if s.open == nil {
		s.open = map[string]bool{}
		document.Walk(s.doc, func(node any) bool {
			if blank, ok := node.(*document.Blank); ok {
				s.open[blank.Name] = true
			}
			return true
		})
	}
	return s.open[path]
}

// places lists for each question where the draft prints its answer, or that it is open,
// and which clauses it brings in.
func (s *state) places() map[string][]spot {
	if s.spots != nil || s.doc == nil {
		return s.spots
	}
	s.spots = map[string][]spot{}
	at := spot{}
	note := func(path string) {
		if list := s.spots[path]; path != "" && at.ID != "" && (len(list) == 0 || list[len(list)-1] != at) {
			s.spots[path] = append(list, at)
		}
	}
	document.Walk(s.doc, func(node any) bool {
		switch n := node.(type) {
		case *document.Division:
			if n.ID == document.CoverPart || n.ID == document.ContentsPart {
				return false // the cover repeats
			}
			at = spot{n.ID, document.NumberedHeading(n)}
		case *document.Text:
			if n.Origin.Answer {
				note(n.Origin.Path())
			}
		case *document.Blank:
			note(n.Name)
		}
		return true
	})
	return s.spots
}
