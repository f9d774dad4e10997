package edits

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/merge"
)

// Take tells who wins where two sides cannot both stand.
type Take struct {
	all   map[string]bool   // sides that win everywhere
	names map[string]string // of single places, or of what they stand in
}

// The sides that can win: the edits, the new draft, and what another person wrote
// into the same draft.
const (
	Mine   = "mine"
	Deal   = "deal"
	Theirs = "theirs"
)

// ParseTake reads "mine", "deal" and "theirs", and "mine=NAME,…".
func ParseTake(words []string) (Take, error) {
	t := Take{all: map[string]bool{}, names: map[string]string{}}
	for _, word := range words {
		side, names, some := strings.Cut(strings.TrimSpace(word), "=")
		if side != Mine && side != Deal && side != Theirs {
			return t, fmt.Errorf("%q is none of mine, deal and theirs", word)
		}
		if !some {
			t.all[side] = true
			if t.all[Mine] && len(t.all) > 1 {
				return t, errors.New("both mine and another are to win everywhere")
			}
			continue
		}
		for id := range strings.SplitSeq(names, ",") {
			id = strings.TrimSpace(id)
			if id == "" {
				return t, fmt.Errorf("%q names nothing", word)
			}
			if other := t.names[id]; other != "" && other != side {
				return t, fmt.Errorf("both %s and %s are to win in %s", other, side, id)
			}
			t.names[id] = side
		}
	}
	return t, nil
}

// of is who wins in a place between mine and the second side; Both if that is not
// decided, and for what can be read as it stands unless it is named.
func (t Take) of(c merge.Clash, second string) merge.Taken {
	side := ""
	for _, all := range []string{Mine, second} {
		if t.all[all] && !c.Stands() {
			side = all
		}
	}
	for _, name := range append([]string{c.Name}, c.IDs...) {
		if own := t.names[name]; own != "" {
			side = own
			break
		}
	}
	switch side {
	case Mine:
		return merge.Mine
	case second:
		return merge.Theirs
	}
	return merge.Both
}

// Unmet lists what a decision names and where there is nothing to decide, by
// name.
func (out *Outcome) Unmet(take Take) []string {
	var ids []string
	for id := range take.names {
		if !out.met[id] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
