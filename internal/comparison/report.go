// Package comparison tells what changed between two drafts, where and why.
package comparison

import (
	"cmp"
	"fmt"
	"slices"

	"clausewright/internal/choose"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/redline"
	"clausewright/internal/style"
)

// Side is one of the two that are compared: the draft of a deal, or a file that
// somebody may have edited.
type Side struct {
	Name     string
	Document *document.Document
	Draft    *draft.Draft     // nil for a file
	Library  *library.Library // of the draft
	Digest   string           // by which a file that was written is known again; may be empty
	// Otherwise is what made the draft of the file differ from that of the deal
	// drafted now: another edition of the library, or another version of the
	// program. Nil if it was neither.
	Otherwise *document.Cause
}

// Report is what changed. Document is both sides in one, with marks that name
// their causes.
type Report struct {
	Old      string             `json:"old"`
	New      string             `json:"new"`
	Terms    []Term             `json:"terms"`
	Clauses  []Clause           `json:"clauses"`
	Changes  []Change           `json:"changes"`
	Shifted  int                `json:"shifted"` // numbers and references that changed only because others came or went
	Totals   Totals             `json:"totals"`
	Document *document.Document `json:"-"`

	was, is string // how the documents call themselves
}

// Term is an answer that the two deals give differently.
type Term struct {
	Path    string   `json:"path"`
	Old     string   `json:"old"` // as a deal file holds it; empty if the deal does not answer it
	New     string   `json:"new"`
	Reaches []string `json:"reaches"` // the sections that changed because of it; none if it reaches nothing
}

// Clause is a clause that came in, left or is worded otherwise.
type Clause struct {
	ID    string   `json:"clause"`
	Title string   `json:"title"`
	What  string   `json:"what"`          // "in", "out" or "reworded"
	Old   string   `json:"old,omitempty"` // the variant
	New   string   `json:"new,omitempty"`
	Why   []string `json:"why"`
}

// Change is one passage that changed.
type Change struct {
	Key     string           `json:"key"`              // such as "C12", in the order of the document
	Section string           `json:"section"`          // where it stands: "Section 9.1 Upfront Fee"
	Clause  string           `json:"clause,omitempty"` // whose words it are, or that brings the schedule; empty outside of clauses
	What    string           `json:"what"`             // "inserted", "deleted", "changed", "moved" or "renamed"
	Old     string           `json:"old,omitempty"`
	New     string           `json:"new,omitempty"`
	Causes  []document.Cause `json:"causes"`

	passage      []document.Inline // with its marks, of one that changed
	move, inside int               // the number of the move that it is, and of that in which it is; 0 for none
	refuse       func()            // takes it back in the redline
}

// Totals count the changes.
type Totals struct {
	Changes  int `json:"changes"`
	Inserted int `json:"inserted"` // words
	Deleted  int `json:"deleted"`  // words
}

// Empty reports whether nothing changed at all.
func (r *Report) Empty() bool {
	return len(r.Terms)+len(r.Clauses)+len(r.Changes)+r.Shifted == 0
}

// Compare tells what changed from one side to the other.
func Compare(older, newer Side) *Report {
	doc := redline.Documents(older.Document, newer.Document)
	r := &Report{Old: older.Name, New: newer.Name, Terms: []Term{}, Clauses: []Clause{}, Changes: []Change{}, Document: doc}
	r.was, r.is = called(older.Document), called(newer.Document)
	c := findCauses(older, newer)
	r.Clauses = c.moved
	w := &walker{report: r, causes: c, doc: doc, left: map[int]*document.Mark{}}
	w.head()
	for _, d := range doc.Body {
		w.division(d, site{})
	}
	doc.Causes = c.list
	r.Terms = c.terms(r.Changes)
	r.Shifted = shifted(older.Document, newer.Document, doc)
	for _, change := range r.Changes {
		r.Totals.Changes++
		r.Totals.Inserted += change.inserted()
		r.Totals.Deleted += change.deleted()
	}
	return r
}

// called is how a document calls itself: a file that is sent names no other file.
func called(doc *document.Document) string {
	name := cmp.Or(doc.ID, doc.Title, "the draft")
	if doc.Date != "" {
		name += " of " + doc.Date
	}
	return name
}

// whole reports whether both sides are drafts of deals.
func whole(sides ...Side) bool {
	return !slices.ContainsFunc(sides, func(s Side) bool { return s.Draft == nil || s.Draft.Choices == nil })
}

// shifted counts the divisions and references that only have another number.
func shifted(older, newer, both *document.Document) int {
	labels := func(doc *document.Document) map[string]string {
		found := map[string]string{}
		document.Walk(doc, func(node any) bool {
			if d, ok := node.(*document.Division); ok && d.ID != "" {
				found[d.ID] = d.Label
			}
			return true
		})
		return found
	}
	was, is := labels(older), labels(newer)
	n := 0
	for id, label := range is {
		if before, ok := was[id]; ok && before != label {
			n++
		}
	}
	document.Walk(both, func(node any) bool {
		if r, ok := node.(*document.Reference); ok && r.Was != "" {
			n++
		}
		return true
	})
	return n
}

// sectionName is how a report calls a division where the walk is: as a reference would,
// with its heading.
func (w *walker) sectionName(d *document.Division) string {
	label := d.Label
	switch {
	case d.Kind != document.Section || d.Label == "":
	case w.outer != nil && w.outer.Kind == document.Schedule:
		label = document.Capitalised(style.Paragraph.One) + " " + d.Label + " of " + w.outer.Label
	default:
		label = document.Capitalised(style.Of(w.doc.Style).Section.One) + " " + d.Label
	}
	switch {
	case label == "":
		return cmp.Or(d.Heading, d.ID)
	case d.Heading == "":
		return label
	}
	return fmt.Sprintf("%s %s", label, d.Heading)
}

// variantName is the variant of a choice; empty for a clause that is out.
func variantName(c *choose.Choice) string {
	if c == nil || !c.Taken || c.Variant == nil {
		return ""
	}
	return c.Variant.Name
}
