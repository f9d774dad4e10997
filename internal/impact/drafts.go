package impact

import (
	"slices"

	"clausewright/internal/choose"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/redline"
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
	Deal       string         `json:"deal"`
	Outcome    Outcome        `json:"outcome"`
	New        diag.List      `json:"new_problems"`
	Gone       diag.List      `json:"gone_problems"`
	Clauses    []ClauseImpact `json:"clauses"`    // what reads differently, in the order of the draft
	Numbers    int            `json:"numbers"`    // numbers of sections and items that shifted
	References int            `json:"references"` // references that print another number
}

// ClauseImpact is a clause that reads differently in a draft; or a part of the
// draft that is of no clause, such as the cover.
type ClauseImpact struct {
	Status     library.Status `json:"status"`
	ID         string         `json:"id"`
	Title      string         `json:"title"`
	OldWording string         `json:"old_wording,omitempty"` // the wordings taken, if they are not the same
	NewWording string         `json:"new_wording,omitempty"`
	Passages   []Passage      `json:"passages"`
}

// Passage is a paragraph, heading, item or table row that reads differently.
type Passage struct {
	Number    string         `json:"number,omitempty"`     // of the section: "4.2"
	Heading   string         `json:"heading,omitempty"`    // of the section
	Item      string         `json:"item,omitempty"`       // "(b)(i)"
	IsHeading bool           `json:"is_heading,omitempty"` // the passage is the heading itself
	Spans     []redline.Span `json:"spans"`
}

func compareDrafts(file string, was, is *draft.Draft, wasProblems, isProblems diag.List) DealImpact {
	d := DealImpact{Deal: file, Clauses: []ClauseImpact{}, New: without(isProblems, wasProblems), Gone: without(wasProblems, isProblems)}
	if was.Document != nil && is.Document != nil {
		d.compareUnits(units(was.Document), units(is.Document))
		d.nameWordings(was.Choices, is.Choices)
	}
	differs := len(d.Clauses)+len(d.New)+len(d.Gone) > 0
	switch {
	case was.Document != nil && is.Document == nil:
		d.Outcome = Fails
	case was.Document == nil && is.Document != nil:
		d.Outcome = Succeeds
	case differs:
		d.Outcome = Differs
	case is.Document == nil:
		d.Outcome = NoDraft
	default:
		d.Outcome = Same
	}
	return d
}

// without lists the problems of list that others does not tell. Their places
// do not count: a problem in the library moves with every line above it.
func without(list, others diag.List) diag.List {
	key := func(p *diag.Problem) string {
		return (&diag.Problem{Severity: p.Severity, Rule: p.Rule, Path: p.Path, Message: p.Message}).Error()
	}
	told := map[string]int{}
	for _, p := range others {
		told[key(p)]++
	}
	left := diag.List{}
	for _, p := range list {
		if told[key(p)]--; told[key(p)] < 0 {
			left = append(left, p)
		}
	}
	return left
}

// compareUnits compares the clauses of two drafts: those of the new draft in
// its order, then those that are gone.
func (d *DealImpact) compareUnits(older, newer []*unit) {
	for _, is := range newer {
		was := findUnit(older, is.id)
		if was == nil {
			d.add(library.Added, &unit{id: is.id, title: is.title}, is)
			continue
		}
		d.add(library.Changed, was, is)
	}
	for _, was := range older {
		if findUnit(newer, was.id) == nil {
			d.add(library.Removed, was, &unit{id: was.id, title: was.title})
		}
	}
}

func (d *DealImpact) add(s library.Status, was, is *unit) {
	passages := d.compareParagraphs(was.paragraphs, is.paragraphs)
	if len(passages) > 0 {
		d.Clauses = append(d.Clauses, ClauseImpact{Status: s, ID: is.id, Title: is.title, Passages: passages})
	}
}

// nameWordings tells where another wording of a clause was taken, and the
// titles of clauses.
func (d *DealImpact) nameWordings(was, is *choose.Choices) {
	for i := range d.Clauses {
		c := &d.Clauses[i]
		before, after := choice(was, c.ID), choice(is, c.ID)
		for _, taken := range []*choose.Choice{after, before} {
			if taken != nil {
				c.Title = taken.Clause.Title
				break
			}
		}
		if a, b := wordingName(before), wordingName(after); a != b && a != "" && b != "" {
			c.OldWording, c.NewWording = a, b
		}
	}
}

func choice(c *choose.Choices, id string) *choose.Choice {
	if c == nil {
		return nil
	}
	return c.Find(id)
}

func wordingName(c *choose.Choice) string {
	if c == nil || c.Variant == nil {
		return ""
	}
	return c.Variant.Name
}

// compareParagraphs lists the paragraphs that differ, and counts the numbers
// and references that shifted in the others.
func (d *DealImpact) compareParagraphs(older, newer []paragraph) (passages []Passage) {
	shifted := map[string]bool{}
	for _, p := range redline.Compare(paragraphWords(older), paragraphWords(newer)) {
		switch {
		case p.Changed() && p.New >= 0:
			passages = append(passages, newer[p.New].passage(p.Spans))
		case p.Changed():
			passages = append(passages, older[p.Old].passage(p.Spans))
		default:
			was, is := older[p.Old], newer[p.New]
			if was.number != is.number {
				shifted[was.number] = true
			}
			if was.item != is.item {
				shifted[was.number+was.item] = true
			}
			for i, w := range was.words {
				if w.Text != is.words[i].Text {
					d.References++
				}
			}
		}
	}
	d.Numbers += len(shifted)
	return passages
}

func (p paragraph) passage(spans []redline.Span) Passage {
	return Passage{Number: p.number, Heading: p.heading, Item: p.item, IsHeading: p.isHeading, Spans: spans}
}

func paragraphWords(list []paragraph) []redline.Paragraph {
	out := make([]redline.Paragraph, len(list))
	for i, p := range list {
		out[i] = p.words
	}
	return out
}

func findUnit(list []*unit, id string) *unit {
	if i := slices.IndexFunc(list, func(u *unit) bool { return u.id == id }); i >= 0 {
		return list[i]
	}
	return nil
}
