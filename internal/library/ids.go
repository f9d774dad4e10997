package library

import (
	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// partIDs are the ids of what every draft has.
var partIDs = []string{document.CoverPart, document.KeyTermsPart, document.ContentsPart}

// IDs are all ids that a reference can lead to: of clauses, sections, items,
// articles, schedules and parts.
func (l *Library) IDs() map[string]bool {
	ids := map[string]bool{}
	for _, id := range partIDs {
		ids[id] = true
	}
	for id := range l.Clauses {
		ids[id] = true
	}
	for id := range l.schedules {
		ids[id] = true
	}
	for _, b := range l.Bodies() {
		for m := range markdown.Naming.All(b.Source()) {
			ids[m.Inside] = true
		}
	}
	for _, t := range l.Templates {
		for _, a := range t.Articles {
			ids[a.ID] = true
		}
	}
	return ids
}
