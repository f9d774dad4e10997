package library

import "regexp"

var idMark = regexp.MustCompile(`\{#([a-zA-Z0-9_-]+)\}`)

// partIDs are the ids of what every draft has.
var partIDs = []string{"cover", "key-terms", "contents"}

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
		for _, m := range idMark.FindAllStringSubmatch(b.Source(), -1) {
			ids[m[1]] = true
		}
	}
	for _, t := range l.Templates {
		for _, a := range t.Articles {
			ids[a.ID] = true
		}
	}
	return ids
}
