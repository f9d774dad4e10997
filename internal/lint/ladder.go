package lint

import (
	"maps"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// ladders reports clauses whose variants have a rank for a side and that leave one out
// which the side could be asked to sign, or say of none that the side prefers it. A
// variant that answers choose is no step of a negotiation.
func (l *linter) ladders() {
	for _, id := range l.lib.ClauseIDs() {
		c := l.lib.Clauses[id]
		for _, side := range slices.Sorted(maps.Keys(library.Sides)) {
			ladder := c.Ladder(deal.Party(side))
			if len(ladder) == 0 {
				continue
			}
			var unranked []string
			for _, v := range c.Variants {
				if v.When == nil && !slices.Contains(ladder, v) {
					unranked = append(unranked, v.Name)
				}
			}
			if len(unranked) > 0 {
				l.once(ladder[0].Pos, diag.Warning, "broken-ladder", "for the %s, clause %q ranks %s and not %s", side, id, ladder[0].Name, strings.Join(unranked, ", ")).
					WithHint("rank them too: rank: {%s: acceptable}", side)
				continue
			}
			if ladder[0].Ranks[deal.Party(side)] != library.Preferred {
				l.once(ladder[0].Pos, diag.Warning, "broken-ladder", "for the %s, clause %q has no preferred variant", side, id).
					WithHint("rank what the side asks for first: rank: {%s: preferred}", side)
			}
		}
	}
}
