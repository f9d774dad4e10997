package impact

import (
	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
)

// Outcome tells what a change of the library does to one deal.
type Outcome string

// What becomes of a deal.
const (
	Same     Outcome = "same"     // the same words and problems; numbers may have shifted
	Differs  Outcome = "differs"  // other words or other problems
	Fails    Outcome = "fails"    // there was a draft, and now there is none
	Succeeds Outcome = "succeeds" // there was no draft, and now there is one
	NoDraft  Outcome = "no-draft" // there is no draft with either library; the problems are the same
)

func (o Outcome) differs() bool { return o != Same && o != NoDraft }

// DealImpact is what a change of the library does to one deal.
type DealImpact struct {
	Deal       string             `json:"deal"`
	Outcome    Outcome            `json:"outcome"`
	New        diag.List          `json:"new_problems"`
	Gone       diag.List          `json:"gone_problems"`
	Comparison *comparison.Report `json:"comparison"` // of the two drafts; nil where there are not both
}

// changes are the passages that read differently.
func (d DealImpact) changes() []comparison.Change {
	if d.Comparison == nil {
		return nil
	}
	return d.Comparison.Changes
}

// compareDrafts tells what one deal comes to with two libraries.
func compareDrafts(d Deal, base, head Side) DealImpact {
	was, wasProblems := draft.Make(base.Library, d.File, d.Data, draft.Options{})
	is, isProblems := draft.Make(head.Library, d.File, d.Data, draft.Options{})
	m := DealImpact{Deal: d.File, New: without(isProblems, wasProblems), Gone: without(wasProblems, isProblems)}
	if was.Document != nil && is.Document != nil {
		m.Comparison = comparison.Compare(
			comparison.Side{Name: base.Name, Document: was.Document, Draft: was, Library: base.Library, Otherwise: &document.Cause{Kind: document.EditionCause}},
			comparison.Side{Name: head.Name, Document: is.Document, Draft: is, Library: head.Library},
		)
	}
	differs := len(m.changes())+len(m.New)+len(m.Gone) > 0
	switch {
	case was.Document != nil && is.Document == nil:
		m.Outcome = Fails
	case was.Document == nil && is.Document != nil:
		m.Outcome = Succeeds
	case differs:
		m.Outcome = Differs
	case is.Document == nil:
		m.Outcome = NoDraft
	default:
		m.Outcome = Same
	}
	return m
}

// without lists the problems of list that others does not tell. Their places
// do not count: a problem in the library moves with every line above it.
func without(list, others diag.List) diag.List {
	told := map[diag.Identity]int{}
	for _, p := range others {
		told[p.Identity()]++
	}
	left := diag.List{}
	for _, p := range list {
		if told[p.Identity()]--; told[p.Identity()] < 0 {
			left = append(left, p)
		}
	}
	return left
}
