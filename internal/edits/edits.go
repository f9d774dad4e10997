// Package edits keeps what people wrote into a draft when the program writes it
// anew: what they changed since it was written last is put into the new draft.
package edits

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/markdown"
	"clausewright/internal/merge"
)

// Edited is a draft that a person worked on.
type Edited struct {
	Name     string // how messages call it
	Document *document.Document
	From     *document.Document // what it was before, if that is not the draft without edits
}

// Began is what a person began to work on.
func (e Edited) Began(base *document.Document) *document.Document {
	if e.From != nil {
		return e.From
	}
	return base
}

// Conflict is a place where two sides cannot both stand, or that is to be read
// because both stand. Mine is the first of Between, Theirs the second: the deal,
// or what somebody else wrote.
type Conflict struct {
	merge.Clash
	Between [2]string
}

// Second is how --take calls the second side.
func (c Conflict) Second() string {
	if c.Between[1] == TheDeal {
		return Deal
	}
	return Theirs
}

// Outcome is what became of the edits.
type Outcome struct {
	Document  *document.Document // nil while conflicts are open
	Conflicts []Conflict         // that nobody has decided
	Decided   int                // conflicts that were decided
	Reviews   []Conflict         // where an edit and the deal changed one sentence, and nobody has decided for one of them: please read
	Deleted   []merge.Place      // what was deleted by hand and stays deleted
	Linked    []Linked           // numbers that were typed by hand
	Problems  diag.List          // that the edits bring: an error is a reference whose target left

	met     map[string]bool            // names and ids of what there is to decide
	people  []string                   // who edited, where several did
	touched map[string]map[string]bool // and the sections that each of them changed
}

// Unread is a sentence to be read, as it is recorded until somebody has read it.
type Unread struct {
	Place string `json:"place"` // by which --take names it
	Text  string `json:"text"`
	Sign  string `json:"sign"` // by which it is known again
}

// Unread lists what is still to be read.
func (out *Outcome) Unread() []Unread {
	list := []Unread{}
	for _, c := range out.Reviews {
		list = append(list, Unread{c.Name, c.Text, c.Sign})
	}
	return list
}

// TheDeal is how messages call what the program would write now.
const TheDeal = "the deal"

// Keep puts edits of base into newer, which the program would write now. Each
// document is as read from Markdown. Edits of several people are put together
// first. What was unread when the draft was written last still is,
// unless its words changed. The error says that the edits do not fit into one document.
func Keep(base, newer *document.Document, list []Edited, take Take, options document.Options, unread ...Unread) (*Outcome, error) {
	var signs []string
	for _, u := range unread {
		signs = append(signs, u.Sign)
	}
	out := &Outcome{met: map[string]bool{}}
	docs := []*document.Document{base, newer}
	for _, e := range list {
		docs = append(docs, e.Document)
	}
	taken := idsOf(docs...)
	for _, e := range list {
		linked, problems := link(e.Began(base), e.Document, taken)
		out.Linked, out.Problems = append(out.Linked, linked...), append(out.Problems, problems...)
	}
	if len(list) > 1 {
		out.touched = map[string]map[string]bool{}
		for _, e := range list {
			out.touched[e.Name] = touched(e.Began(base), e.Document)
			out.people = append(out.people, e.Name)
		}
	}
	own := list[0]
	for _, more := range list[1:] {
		doc, err := out.step(more.Began(base), own, more, take, options, nil)
		if err != nil || doc == nil {
			return out, err
		}
		if doc, err = Reread(doc); err != nil {
			return out, err
		}
		own = Edited{Name: own.Name, Document: doc}
	}
	doc, err := out.step(base, own, Edited{Name: TheDeal, Document: newer}, take, options, signs)
	if err != nil || doc == nil {
		return out, err
	}
	out.Document = doc
	return out, nil
}

// step merges two revisions of base; nil if a conflict is open.
func (out *Outcome) step(base *document.Document, own, other Edited, take Take, options document.Options, unread []string) (*document.Document, error) {
	options.Edited = true
	written := inserted(base, own.Document)
	was := base
	if other.Name != TheDeal { // it is measured against once more
		var err error
		if was, err = Reread(base); err != nil {
			return nil, err
		}
	}
	m, err := merge.Documents(was, own.Document, other.Document, unread...)
	if err != nil {
		return nil, err
	}
	for _, p := range m.Deleted { // against several sides it is told once
		if !slices.ContainsFunc(out.Deleted, func(q merge.Place) bool { return q.Clause == p.Clause && q.Heading == p.Heading && q.Text == p.Text }) {
			out.Deleted = append(out.Deleted, p)
		}
	}
	between := [2]string{own.Name, other.Name}
	second := Conflict{Between: between}.Second()
	of := func(c merge.Clash) merge.Taken { return take.of(c, second) }
	for _, c := range m.Clashes {
		if out.decided(c, of) == merge.Both {
			out.Conflicts = append(out.Conflicts, Conflict{c, out.origin(c, between)})
		}
	}
	for _, c := range m.Reviews {
		if out.decided(c, of) == merge.Both {
			out.Reviews = append(out.Reviews, Conflict{c, out.origin(c, between)})
		}
	}
	if len(out.Conflicts) > 0 {
		return nil, nil
	}
	doc, err := m.Document(of)
	if err != nil {
		return nil, err
	}
	found := document.Resolve(doc, options)
	document.Reprint(doc, m.Places()...)
	if lost := missing(written, doc, slices.Concat(m.Clashes, m.Reviews)); lost != nil {
		return nil, fmt.Errorf("these words of %s would be lost: %s", own.Name, strings.Join(lost, " "))
	}
	undefinedTerms := undefined(own.Document, doc, found)
	known := sync.OnceValues(func() (diag.List, error) { return usual(other.Document, options) })
	problems, err := brought(append(found, undefinedTerms...), doc, other.Document, known)
	for _, p := range problems {
		if !out.Problems.Tells(p) {
			out.Problems = append(out.Problems, p)
		}
	}
	return doc, err
}

// decided is who was decided for in a place; Both if nobody was.
func (out *Outcome) decided(c merge.Clash, of func(merge.Clash) merge.Taken) merge.Taken {
	out.met[c.Name] = true
	for _, id := range c.IDs {
		out.met[id] = true
	}
	taken := of(c)
	if taken != merge.Both {
		out.Decided++
	}
	return taken
}

// origin names the sides of a place: of several people, those who changed the
// section against the deal.
func (out *Outcome) origin(c merge.Clash, between [2]string) [2]string {
	if between[1] != TheDeal {
		return between
	}
	var names []string
	for _, name := range out.people {
		if out.touched[name][c.Clause+" "+c.Heading] {
			names = append(names, name)
		}
	}
	if names != nil {
		between[0] = strings.Join(names, " and ")
	}
	return between
}

// touched are the sections in which a document differs from its base.
func touched(base, doc *document.Document) map[string]bool {
	texts := func(doc *document.Document) map[string]bool {
		found := map[string]bool{}
		eachSection(doc, func(at, text string) { found[at+"\n"+text] = true })
		return found
	}
	was, is := texts(base), texts(doc)
	sections := map[string]bool{}
	for _, pair := range [][2]map[string]bool{{was, is}, {is, was}} {
		for line := range pair[0] {
			if !pair[1][line] {
				at, _, _ := strings.Cut(line, "\n")
				sections[at] = true
			}
		}
	}
	return sections
}

// eachSection visits each text of a document with the clause and the heading of
// the section that it stands in.
func eachSection(doc *document.Document, visit func(at, text string)) {
	for _, top := range doc.Body {
		at, clause := "", ""
		document.WalkBlock(top, func(node any) bool {
			switch n := node.(type) {
			case *document.Division:
				clause = cmp.Or(n.Clause, clause)
				at = clause + " " + n.Heading
			case *document.Paragraph:
				visit(at, document.PlainText(n.Inlines))
			case *document.Table:
				for _, row := range n.Rows {
					for _, cell := range row.Cells {
						visit(at, document.PlainText(cell))
					}
				}
			}
			return true
		})
	}
}

// wordsOf counts the words of a document. The number of a reference is worked out
// and is none.
func wordsOf(doc *document.Document) map[string]int {
	count := map[string]int{}
	add := func(text string) {
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !inWord(r) }) {
			count[word]++
		}
	}
	document.Walk(doc, func(node any) bool {
		if d, ok := node.(*document.Division); ok {
			add(d.Heading)
		}
		return true
	})
	document.Runs(doc, func(inlines *[]document.Inline) { add(withoutNumbers(*inlines)) })
	return count
}

// withoutNumbers is a run of text without what references print.
func withoutNumbers(inlines []document.Inline) string {
	if len(inlines) == 1 {
		if t, ok := inlines[0].(*document.Text); ok {
			return t.Text
		}
	}
	var b strings.Builder
	document.WalkInlines(inlines, func(node any) bool {
		switch n := node.(type) {
		case *document.Strong, *document.Emphasis:
		case *document.Text:
			b.WriteString(n.Text)
		case *document.Reference:
			b.WriteByte(' ')
		default:
			b.WriteString(document.PlainText([]document.Inline{n.(document.Inline)}))
		}
		return true
	})
	return b.String()
}

// inserted are the words that an edited draft holds more often than its base.
func inserted(base, own *document.Document) []string {
	was, is := wordsOf(base), wordsOf(own)
	var words []string
	for word, n := range is {
		if n > was[word] {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	return words
}

// missing are the words that a person wrote and that are neither in the outcome
// nor in what both sides want differently.
func missing(written []string, doc *document.Document, clashes []merge.Clash) []string {
	there := wordsOf(doc)
	document.Walk(doc, func(node any) bool { // the noun of a number that was typed where the program puts a reference
		if r, ok := node.(*document.Reference); ok {
			noun, _, _ := strings.Cut(r.Text, " ")
			there[noun]++
		}
		return true
	})
	var disputed strings.Builder
	for _, c := range clashes {
		disputed.WriteString(c.Mine + " ")
	}
	var lost []string
	for _, word := range written {
		if there[word] == 0 && !strings.Contains(disputed.String(), word) {
			lost = append(lost, word)
		}
	}
	return lost
}

// usual are the problems that a draft shows when it is read from a file, in
// which nothing tells answers from the words around them.
func usual(doc *document.Document, options document.Options) (diag.List, error) {
	read, err := Reread(doc)
	if err != nil {
		return nil, err
	}
	document.Unfinish(read)
	return document.Resolve(read, options), nil
}

// Reread is a document as it is read from its own Markdown. The error is that it
// cannot be written, or is no draft when it is read.
func Reread(doc *document.Document) (*document.Document, error) {
	var b bytes.Buffer
	if err := markdown.Write(&b, doc); err != nil {
		return nil, err
	}
	return Read(b.Bytes())
}

// Read is a draft as the program wrote it. The error is that it is none.
func Read(written []byte) (*document.Document, error) {
	doc, problems := markdown.Parse(written, nil)
	if p := problems.FirstError(); p != nil {
		return nil, p
	}
	return doc, nil
}
