// Package issues lists what the other side wrote into a draft, for the parties to
// settle point by point, and reads back what they settled.
package issues

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// Status is what was agreed about an issue.
type Status string

// An issue that is accepted stands as the other side wrote it, one that is refused as
// drafted. While it is open, nobody has decided.
const (
	Open     Status = "open"
	Accepted Status = "accepted"
	Refused  Status = "refused"
)

// Issue is one thing that somebody wrote into a draft.
type Issue struct {
	Ref      string   `json:"ref"` // the same as long as its words are
	Section  string   `json:"section"`
	Clause   string   `json:"clause,omitempty"`
	Ours     string   `json:"ours"`   // as drafted; empty if nothing stood there
	Theirs   string   `json:"theirs"` // as they want it; empty if nothing is to stand there
	From     []string `json:"from"`   // the files that have it
	Why      []string `json:"why"`
	Fallback []string `json:"fallback"`
	Owner    string   `json:"owner,omitempty"`
	Status   Status   `json:"status"`
}

// List are the issues of a draft, in its order.
type List struct {
	Deal   string     `json:"deal"`
	Title  string     `json:"title"`
	Date   string     `json:"date"` // of the draft, YYYY-MM-DD; may be empty
	Side   deal.Party `json:"side"` // for whom it is; empty: for nobody in particular
	Issues []*Issue   `json:"issues"`

	style string // style pack of the draft
}

// Edited is what somebody wrote, in one file.
type Edited struct {
	Name    string
	Changes []comparison.Change
}

// Made is the draft into which it was written, with what is known of its clauses.
type Made struct {
	Name    string
	Draft   *draft.Draft
	Library *library.Library
	Side    deal.Party
	Owner   func(clause string) string // who decides what is written into a clause; nil: nobody says
}

// Of lists what was written into a draft. What several files have is one issue.
func Of(m Made, files []Edited) *List {
	l := &List{Deal: m.Name, Title: m.Draft.Document.Title, Date: m.Draft.Document.Date, Side: m.Side, Issues: []*Issue{}, style: m.Draft.Document.Style}
	if m.Draft.Document.ID != "" {
		l.Title = m.Draft.Document.ID
	}
	for _, f := range files {
		for i, ref := range Refs(f.Changes) {
			at := slices.IndexFunc(l.Issues, func(other *Issue) bool { return other.Ref == ref })
			if at >= 0 {
				l.Issues[at].From = append(l.Issues[at].From, f.Name)
				continue
			}
			l.Issues = append(l.Issues, m.issue(f.Changes[i], ref, f.Name))
		}
	}
	return l
}

// issue is one change with what there is to say of its clause.
func (m Made) issue(c comparison.Change, ref, from string) *Issue {
	older, newer := c.Sides()
	if c.What == "moved" {
		older, newer = "(at its place)", "moved here: "+newer
	}
	is := &Issue{Ref: ref, Section: c.Section, Clause: c.Clause, Ours: older, Theirs: newer, From: []string{from}, Why: []string{}, Fallback: []string{}, Status: Open}
	clause := m.Library.Clauses[c.Clause]
	if clause == nil {
		is.Clause = ""
		return is
	}
	is.Why = m.why(clause)
	is.Fallback = fallback(clause, m.Side, m.Draft.Choices.Find(clause.ID))
	if m.Owner != nil {
		is.Owner = m.Owner(clause.ID)
	}
	return is
}

// why are the notes of a clause for a side; where it has none, the first for both.
func (m Made) why(c *library.Clause) []string {
	own, all := []string{}, []string{}
	for _, n := range c.Notes() {
		switch {
		case n.When != nil && !m.Draft.Choices.Holds(n.When):
		case n.For == "":
			all = append(all, n.Say)
		case n.For == string(m.Side):
			own = append(own, n.Say)
		}
	}
	if len(own) == 0 && len(all) > 0 {
		return all[:1]
	}
	return own
}

// fallback are the wordings of a clause to which a side can go instead of the one that
// the draft has: those that are no higher on its ladder.
func fallback(c *library.Clause, side deal.Party, choice *choose.Choice) []string {
	list, from := []string{}, library.Unranked
	if choice != nil && choice.Variant != nil {
		from = choice.Variant.Ranks[side]
	}
	for _, v := range c.Ladder(side) {
		if v.Ranks[side] >= from && (choice == nil || v != choice.Variant) {
			list = append(list, strings.TrimSuffix(fmt.Sprintf("%s: the wording “%s”. %s", v.Ranks[side], v.Name, v.Gives), " "))
		}
	}
	return list
}

// Refs tells changes from others by their words, in whatever draft: a name for each,
// which bears a number where one clause has the same change several times.
func Refs(changes []comparison.Change) []string {
	refs, count := make([]string, len(changes)), map[string]int{}
	for i, c := range changes {
		taken, put := c.Words()
		sum := sha256.Sum256([]byte(strings.Join([]string{c.Clause, c.What, taken, put}, "\n")))
		ref := hex.EncodeToString(sum[:3])
		if count[ref]++; count[ref] > 1 {
			refs[i] = fmt.Sprintf("%s-%d", ref, count[ref])
		} else {
			refs[i] = ref
		}
	}
	return refs
}

// Keep takes what was settled before over into the list.
func (l *List) Keep(settled *Settled) {
	for _, is := range l.Issues {
		if row, ok := settled.rows[is.Ref]; ok {
			is.Status = row.status
			if row.owner != "" {
				is.Owner = row.owner
			}
		}
	}
}
