package library

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
)

// Rank is where a variant stands on the ladder of a side: what it asks for first, what
// it can sign instead, and what it signs only if somebody decides so. The zero Rank is
// none.
type Rank int

// The ranks, from the top of a ladder down.
const (
	Unranked Rank = iota
	Preferred
	Acceptable
	WalkAway
)

// ranks are the words of the ranks, in order.
var ranks = [...]string{Preferred: "preferred", Acceptable: "acceptable", WalkAway: "walk-away"}

// String is the word of a rank that stands in clause.yaml.
func (r Rank) String() string { return ranks[r] }

// MarshalText writes a rank as its word.
func (r Rank) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// Ladder is the fallback ladder of a side: the variants that have a rank for it, from
// the preferred down. It is empty where nobody ranked them.
func (c *Clause) Ladder(side deal.Party) []*Variant {
	list := slices.DeleteFunc(slices.Clone(c.Variants), func(v *Variant) bool { return v.Ranks[side] == Unranked })
	slices.SortStableFunc(list, func(v, w *Variant) int { return cmp.Compare(v.Ranks[side], w.Ranks[side]) })
	return list
}

// ranks reads the rank of a variant: one for both sides, or one for each.
func (n node) ranks() map[deal.Party]Rank {
	if n.Node == nil {
		return nil
	}
	list := map[deal.Party]Rank{}
	if n.Kind != yaml.MappingNode {
		if r, ok := n.rank(); ok {
			list[deal.Licensor], list[deal.Licensee] = r, r
		}
		return list
	}
	sides := slices.Sorted(maps.Keys(Sides))
	each := n.fields(sides...)
	for _, side := range sides {
		if each.get(side).Node == nil {
			continue
		}
		if r, ok := each.get(side).rank(); ok {
			list[deal.Party(side)] = r
		}
	}
	return list
}

func (n node) rank() (Rank, bool) {
	word := n.text()
	if r := slices.Index(ranks[Preferred:], word); r >= 0 {
		return Rank(r) + Preferred, true
	}
	if n.Kind == yaml.ScalarNode {
		p := n.fault("unknown-rank", "there is no rank %q", word)
		if near := diag.Nearest(word, ranks[Preferred:]); near != "" {
			p.WithHint("did you mean %q?", near)
		} else {
			p.WithHint("ranks: %s", strings.Join(ranks[Preferred:], ", "))
		}
	}
	return Unranked, false
}

// Ranked is the ranks of a variant in one text; empty if it has none.
func (v *Variant) Ranked() string {
	var words []string
	for _, side := range slices.Sorted(maps.Keys(v.Ranks)) {
		words = append(words, string(side)+": "+v.Ranks[side].String())
	}
	return strings.Join(words, ", ")
}
