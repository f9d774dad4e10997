package merge

import (
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/redline"
)

// Merged is the outcome of merging two revisions of a document.
type Merged struct {
	Clashes []Clash // what both sides want differently, in reading order
	Reviews []Place // where both sides changed one sentence, or added to one place: a person should read it
	Deleted []Place // what mine deleted and theirs still has: it stays deleted

	result Result
	atoms  *atoms
	like   *document.Document
}

// Place is where something stands in a draft, and how it reads.
type Place struct {
	Clause  string // id of the clause; empty outside of clauses
	Label   string // number of the Section, with the item's: "4.2(b)"
	Heading string // of the Section
	Text    string
}

// Clash is a conflict with its place. Each text is empty where nothing stands.
type Clash struct {
	Place
	Base, Mine, Theirs string

	conflict *Conflict
}

// Documents merges two revisions of base: own, which people edited, and other,
// which the program would write now. Each is a finished document as read from
// its Markdown; all three are used up. The outcome is unfinished: Resolve
// numbers it, fills its references and punctuates its lists.
func Documents(base, own, other *document.Document) (*Merged, error) {
	a := newAtoms()
	for _, doc := range []*document.Document{base, own, other} {
		document.Unfinish(doc)
	}
	was, mine, theirs := linesOf(base, a), linesOf(own, a), linesOf(other, a)
	m := &Merged{result: Texts(was.text, mine.text, theirs.text), atoms: a, like: other}
	if err := m.result.Check(was.text, mine.text, theirs.text); err != nil {
		return nil, err
	}
	for _, p := range m.result.Pieces {
		at := placed(p, was, mine, theirs)
		for _, c := range p.Conflicts() {
			m.Clashes = append(m.Clashes, Clash{Place: at, Base: reads(c.Base), Mine: reads(c.Mine), Theirs: reads(c.Theirs), conflict: c})
		}
		if p.Review {
			m.Reviews = append(m.Reviews, at)
		}
	}
	for _, i := range m.result.Deleted {
		m.Deleted = append(m.Deleted, was.places[i].with(was.text[i]))
	}
	return m, nil
}

// placed is where a piece stands: in the edited draft, if it is there.
func placed(p Piece, base, own, other *lines) Place {
	switch {
	case p.Mine >= 0:
		return own.places[p.Mine].with(p.Text(true))
	case p.Theirs >= 0:
		return other.places[p.Theirs].with(p.Text(false))
	}
	return base.places[p.Base].with(nil)
}

func (p place) with(line redline.Paragraph) Place {
	return Place{p.clause, p.label, p.heading, reads(line)}
}

// reads is how words read, in one line.
func reads(p redline.Paragraph) string {
	return strings.TrimSpace(strings.ReplaceAll(p.Text(), "⏎", " "))
}

// Document is the merged document if each clash goes to the side that mine
// decides: true for the edit. It fails if the two sides changed one table so
// that a row no longer fits it.
func (m *Merged) Document(mine func(Clash) bool) (*document.Document, error) {
	decided := map[*Conflict]bool{}
	for _, c := range m.Clashes {
		decided[c.conflict] = mine(c)
	}
	var text []redline.Paragraph
	for _, p := range m.result.Pieces {
		var line redline.Paragraph
		for _, part := range p.Parts {
			if part.Conflict != nil {
				line = append(line, part.Conflict.Take(decided[part.Conflict])...)
				continue
			}
			line = append(line, part.Words...)
		}
		text = append(text, line)
	}
	return documentOf(text, m.atoms, m.like)
}
