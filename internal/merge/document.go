package merge

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/redline"
)

// Merged is the outcome of merging two revisions of a document.
type Merged struct {
	Clashes []Clash // what both sides want differently, in reading order
	Reviews []Clash // where both sides changed one sentence, or added to one place: all of it stands, and a person should read it
	Deleted []Place // what mine deleted and theirs still has: it stays deleted

	result             Result
	base, mine, theirs *lines
	atoms              *atoms
	like               *document.Document
}

// Place is where something stands in a draft, and how it reads.
type Place struct {
	// Name is how a person names it to settle it: the clause, or the part, article
	// or schedule, with a number where several places bear that name.
	Name    string
	IDs     []string // of the clause, the section and what they stand in, the innermost first
	Clause  string   // id of the clause; empty outside of clauses
	Label   string   // number of the Section, with the item's: "4.2(b)"
	Heading string   // of the Section
	Text    string
}

// Clash is a conflict, or what is to be read, with its place. Each text is empty
// where nothing stands.
type Clash struct {
	Place
	Base, Mine, Theirs string
	Before, After      string // of what stands around a conflict in its line
	Sign               string // of what is to be read: the same as long as its words are

	conflict *Conflict
	pieces   []int // of what is to be read
}

// Stands reports whether both revisions stand there, and are only to be read.
func (c Clash) Stands() bool { return c.conflict == nil }

// Taken is the revision that stands: one of the two, or both.
type Taken int

// Where a person decides for neither side, what can stand beside the other does.
const (
	Both Taken = iota
	Mine
	Theirs
)

// Documents merges two revisions of base: own, which people edited, and other,
// which the program would write now. Each is a finished document as read from
// its Markdown; all three are used up. The outcome is unfinished: Resolve
// numbers it, fills its references and punctuates its lists. What bears one of
// the signs in own was to be read before, and still is.
func Documents(base, own, other *document.Document, unread ...string) (*Merged, error) {
	a := newAtoms()
	for _, doc := range []*document.Document{own, other, base} {
		document.Unfinish(doc)
		a.places = append(a.places, document.PlacesOf(doc))
	}
	m := &Merged{base: linesOf(base, a), mine: linesOf(own, a), theirs: linesOf(other, a), atoms: a, like: other}
	m.result = texts(m.base.text, m.mine.text, m.theirs.text, a.same, func(i, j int) bool {
		return m.mine.places[i].clause == m.theirs.places[j].clause // a clause that comes in begins behind what a person added to the one before
	})
	if err := m.result.Check(m.base.text, m.mine.text, m.theirs.text); err != nil {
		return nil, err
	}
	m.find(unread)
	for _, i := range m.result.Deleted {
		m.Deleted = append(m.Deleted, m.base.places[i].with(m.base.text[i]))
	}
	return m, nil
}

// Places are what references could point at in the two revisions and in the base.
func (m *Merged) Places() []*document.Places { return m.atoms.places }

// find lists what a person has to decide and to read.
func (m *Merged) find(unread []string) {
	named := map[string]int{}
	var list []*Clash
	for i, p := range m.result.Pieces {
		at := m.placed(p)
		for j, part := range p.Parts {
			if c := part.Conflict; c != nil {
				list = append(list, &Clash{Place: at, Base: reads(c.Base), Mine: reads(c.Mine), Theirs: reads(c.Theirs), Before: oneLine(forMine(p.Parts[:j])), After: oneLine(forMine(p.Parts[j+1:])), conflict: c})
			}
		}
		if p.Review || p.Mine >= 0 && len(unread) > 0 && m.edited(p) && slices.Contains(unread, sign(m.mine.text[p.Mine])) {
			list = append(list, m.review(i, at))
		}
	}
	for _, c := range list {
		named[c.IDs[0]]++
	}
	count := map[string]int{}
	for _, c := range list {
		c.Name = c.IDs[0]
		if count[c.Name]++; named[c.Name] > 1 {
			c.Name += "/" + strconv.Itoa(count[c.Name])
		}
		if c.conflict != nil {
			m.Clashes = append(m.Clashes, *c)
		} else {
			m.Reviews = append(m.Reviews, *c)
		}
	}
}

// forMine are parts as they read if every conflict goes to the edited text.
func forMine(parts []Part) redline.Paragraph { return Piece{Parts: parts}.Text(true) }

// edited reports whether the edited text has a paragraph otherwise than the new.
func (m *Merged) edited(p Piece) bool {
	return p.Theirs < 0 || !m.mine.text[p.Mine].Same(m.theirs.text[p.Theirs])
}

// review is what is to be read at a piece: it, and the one before where each
// side added one of the two.
func (m *Merged) review(i int, at Place) *Clash {
	p := m.result.Pieces[i]
	c := &Clash{Place: at, pieces: []int{i}, Sign: sign(p.Text(true))}
	if p.Base < 0 && p.Theirs < 0 && i > 0 && m.result.Pieces[i-1].Base < 0 && m.result.Pieces[i-1].Mine < 0 {
		c.pieces = []int{i - 1, i}
	}
	for _, i := range c.pieces {
		p := m.result.Pieces[i]
		c.Base += reads(paragraphAt(m.base.text, p.Base))
		c.Mine += reads(paragraphAt(m.mine.text, p.Mine))
		c.Theirs += reads(paragraphAt(m.theirs.text, p.Theirs))
	}
	return c
}

// sign tells the words of a line from others, whatever its numbers and points.
func sign(line redline.Paragraph) string {
	var words []string
	for _, w := range line[min(1, len(line)):] {
		if (redline.Paragraph{w}).Words() > 0 {
			words = append(words, cmp.Or(w.Key, w.Text))
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(words, " ")))
	return hex.EncodeToString(sum[:8])
}

// placed is where a piece stands: in the edited draft, if it is there.
func (m *Merged) placed(p Piece) Place {
	switch {
	case p.Mine >= 0:
		return m.mine.places[p.Mine].with(p.Text(true))
	case p.Theirs >= 0:
		return m.theirs.places[p.Theirs].with(p.Text(false))
	}
	return m.base.places[p.Base].with(nil)
}

func (p place) with(line redline.Paragraph) Place {
	at := Place{IDs: p.ids, Clause: p.clause, Label: p.label, Heading: p.heading, Text: reads(line)}
	if len(at.IDs) == 0 {
		at.IDs = []string{"draft"}
	}
	at.Name = at.IDs[0]
	return at
}

// reads is how words read, in one line.
func reads(p redline.Paragraph) string { return strings.TrimSpace(oneLine(p)) }

func oneLine(p redline.Paragraph) string { return strings.ReplaceAll(p.Text(), "⏎", " ") }

// Document is the merged document if each clash, and each place to be read, goes
// to the revision that decide names. It fails if the two sides changed one table so
// that a row no longer fits it.
func (m *Merged) Document(decide func(Clash) Taken) (*document.Document, error) {
	decided := map[*Conflict]bool{}
	for _, c := range m.Clashes {
		decided[c.conflict] = decide(c) == Mine
	}
	whole := map[int]Taken{}
	for _, c := range m.Reviews {
		for _, i := range c.pieces {
			whole[i] = decide(c)
		}
	}
	var text []redline.Paragraph
	for i, p := range m.result.Pieces {
		switch whole[i] {
		case Mine:
			text = append(text, paragraphAt(m.mine.text, p.Mine))
			continue
		case Theirs:
			text = append(text, paragraphAt(m.theirs.text, p.Theirs))
			continue
		}
		text = append(text, p.text(func(c *Conflict) bool { return decided[c] }))
	}
	return documentOf(text, m.atoms, m.like)
}
