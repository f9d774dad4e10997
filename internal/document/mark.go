package document

import (
	"cmp"
	"slices"
	"strings"
)

// A redline is one document made of two: each piece carries a Mark that tells
// in which of them it stands. Accept gives the new document, Reject the old one.
//
// A mark holds for all that its piece holds. Inside a piece that is Inserted,
// Deleted or MovedAway nothing else is marked; a piece that is MovedHere may
// hold changes of its own. Lists and notes have no mark: they are where their
// items and blocks are. A paragraph that is an item's first, and a cell, are
// where the item and the row are; a revision marks their words.
//
// Numbers and labels are those of the new document, and in what is only in the
// old one, those of the old.

// Change tells what became of a piece. The zero Change is Kept.
type Change int

// A moved piece stands twice: as it was at its old place, and as it is now at
// its new one.
const (
	Kept Change = iota
	Inserted
	Deleted
	MovedHere
	MovedAway
)

// Mark is what a redline says of a piece.
type Mark struct {
	Change Change
	Move   int // of a moved piece, which move it is, from 1
	Cause  int // which of the document's causes, from 1; 0 for a piece that is kept, or whose cause nobody has named yet
}

// Old reports whether the piece is in the old document.
func (m Mark) Old() bool { return m.Change != Inserted && m.Change != MovedHere }

// New reports whether the piece is in the new document.
func (m Mark) New() bool { return m.Change != Deleted && m.Change != MovedAway }

// Revision is a run of inlines that a redline marks. It stands in a paragraph,
// a cell, or strong or emphasised text, and not in another Revision.
type Revision struct {
	Inlines []Inline
	Mark    Mark
}

// CauseKind tells what made a redline's piece change.
type CauseKind string

// The causes of changes: an answer of the deal, a clause that came in or left
// and another wording taken, which an answer or the template decided; a new
// edition of the library; a person's edit; the program itself.
const (
	AnswerCause  CauseKind = "answer"
	ClauseCause  CauseKind = "clause"
	VariantCause CauseKind = "variant"
	EditionCause CauseKind = "edition"
	EditCause    CauseKind = "edit"
	ProgramCause CauseKind = "program"
)

// Cause is why a piece changed. Old and New are what was and is: the answer as
// printed, the variant, the edition or the version; empty for what was not
// there before or is not there now.
type Cause struct {
	Kind   CauseKind `json:"kind"`
	Path   string    `json:"path,omitempty"`   // of the parameter that was answered otherwise
	Clause string    `json:"clause,omitempty"` // that came in, left or is worded otherwise
	Old    string    `json:"old,omitempty"`
	New    string    `json:"new,omitempty"`
	Author string    `json:"author,omitempty"` // who edited
	Date   string    `json:"date,omitempty"`   // when, YYYY-MM-DD
}

// String is the cause in words: "payment.due: 30 days → 45 days".
func (c Cause) String() string {
	words := cmp.Or(c.Path, c.Clause, string(c.Kind))
	switch {
	case c.Old != "" && c.New != "":
		words += ": " + c.Old + " → " + c.New
	case c.New != "":
		words += ": " + c.New
	case c.Old != "":
		words += ": " + c.Old + " no more"
	}
	if c.Author != "" {
		words += " (" + strings.TrimSpace(c.Author+" "+c.Date) + ")"
	}
	return words
}

// Redlined reports whether a document carries marks.
func Redlined(doc *Document) bool {
	return doc.Was != nil || len(doc.Causes) > 0 || slices.ContainsFunc(doc.Body, func(d *Division) bool { return RedlinedBlock(d) })
}

// RedlinedBlock reports whether a block, or something in it, carries marks.
func RedlinedBlock(block Block) bool {
	found := false
	WalkBlock(block, func(node any) bool {
		switch n := node.(type) {
		case *Division:
			found = found || n.Was != nil
		case *Item:
			found = found || n.Was != nil
		case *Entry:
			found = found || n.Was != nil
		case *Table:
			for _, row := range n.Rows {
				found = found || row.Mark != Mark{}
			}
		case *Reference:
			found = found || n.Was != ""
		case *Revision:
			found = true
		}
		found = found || MarkOf(node) != Mark{}
		return !found
	})
	return found
}

// MarkOf is the mark of a node that Walk visits; Kept for those without one.
func MarkOf(node any) Mark {
	switch n := node.(type) {
	case *Division:
		return n.Mark
	case *Paragraph:
		return n.Mark
	case *Item:
		return n.Mark
	case *Table:
		return n.Mark
	case *Picture:
		return n.Mark
	case *Definitions:
		return n.Mark
	case *Entry:
		return n.Mark
	case *Revision:
		return n.Mark
	}
	return Mark{}
}

// RowsOf makes rows of cells, none of them marked.
func RowsOf(cells [][]Cell) []Row {
	rows := make([]Row, len(cells))
	for i, c := range cells {
		rows[i].Cells = c
	}
	return rows
}
