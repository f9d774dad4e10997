package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/redline"
)

// A document is merged as lines: a heading, a paragraph, the head or a row of a
// table is one line, and where it stands in the tree is its first word, which
// is compared and merged as a word is. So a paragraph that became an item, and
// an item that was reworded, are changes in two places of one line.

// shape is where a line stands: the containers around it, from the division
// inwards, and what it is itself.
type shape struct {
	in    []step
	kind  lineKind
	about string // a division's kind, id and clause; a table's class; an entry's forms; an item's id
}

type lineKind string

const (
	titleLine     lineKind = "title"
	headLine      lineKind = "heading"
	paragraphLine lineKind = "paragraph"
	tableLine     lineKind = "table"
	rowLine       lineKind = "row"
	pictureLine   lineKind = "picture"
)

// step is one container: an item of a list, an entry of the definitions, a
// note. A line with opens is the first of its innermost container.
type step string

const (
	entryStep step = "entry"
	noteStep  step = "note"
	itemStep  step = "item " // and the list's marker
)

// key is the shape as one word.
func (s shape) key() string {
	var b strings.Builder
	for _, inner := range s.in {
		b.WriteString(string(inner) + "/")
	}
	return "§" + b.String() + string(s.kind) + " " + s.about
}

// lines is a document in lines, with what the keys of its words stand for.
type lines struct {
	text   []redline.Paragraph
	atoms  *atoms
	places []place
}

// place is where a line of a document stands, for who reads about it.
type place struct {
	clause, label, heading string
	ids                    []string // of the clause, the section and what they stand in, the innermost first
}

// atoms keeps what words stand for that are more than their text.
type atoms struct {
	inlines map[string]document.Inline
	shapes  map[string]shape
	heads   map[string]*document.Division
	tables  map[string]*document.Table
	entries map[string][]string
	draws   map[string]*document.Picture
	cut     map[string]redline.Paragraph // the words of runs of text
	lines   map[lineKey]redline.Paragraph
	places  []*document.Places // of the documents
}

func newAtoms() *atoms {
	return &atoms{map[string]document.Inline{}, map[string]shape{}, map[string]*document.Division{}, map[string]*document.Table{}, map[string][]string{}, map[string]*document.Picture{}, map[string]redline.Paragraph{}, map[lineKey]redline.Paragraph{}, nil}
}

// same reports whether two lines are equal, or the heading of one division by its id: one
// that moved may belong to another clause, or be called otherwise.
func (a *atoms) same(was, is redline.Paragraph) bool {
	if was.Same(is) {
		return true
	}
	from, to := a.headed(was), a.headed(is)
	return from != nil && to != nil && from.ID != "" && from.ID == to.ID && from.Kind == to.Kind
}

// headed is the division whose heading a line is; nil if it is none.
func (a *atoms) headed(line redline.Paragraph) *document.Division {
	s := a.shapes[line[0].Key]
	if s.kind != headLine {
		return nil
	}
	return a.heads[s.about]
}

// opened marks the shape of a line that begins its innermost container.
const opened = "+"

// linesOf cuts a document into lines.
func linesOf(doc *document.Document, a *atoms) *lines {
	l := &lines{atoms: a}
	l.add(place{heading: doc.Title}, shape{kind: titleLine}, redline.Cut(doc.Title))
	for _, d := range doc.Body {
		l.division(d, place{})
	}
	return l
}

func (l *lines) add(at place, s shape, words redline.Paragraph) {
	key := s.key()
	l.places = append(l.places, at)
	known := lineKey{shape: key}
	if len(words) > 0 {
		known.words, known.count = &words[0], len(words)
	}
	line, same := l.atoms.lines[known]
	if !same { // most lines are in all three documents
		l.atoms.shapes[key] = s
		line = make(redline.Paragraph, 1, len(words)+1)
		line[0].Key = key
		line = append(line, words...)
		l.atoms.lines[known] = line
	}
	l.text = append(l.text, line)
}

// lineKey tells lines apart by their shape and by the place of their words, which
// are cut once.
type lineKey struct {
	shape string
	words *redline.Word
	count int
}

func (l *lines) division(d *document.Division, outer place) {
	at := place{clause: cmp.Or(d.Clause, outer.clause), label: d.Label, heading: d.Heading}
	for _, id := range append([]string{at.clause, d.ID}, outer.ids...) {
		if id != "" && !slices.Contains(at.ids, id) {
			at.ids = append(at.ids, id)
		}
	}
	about := strconv.Itoa(int(d.Kind)) + " " + d.ID + " " + d.Clause
	l.atoms.heads[about] = d
	l.add(at, shape{kind: headLine, about: about}, redline.Cut(d.Heading))
	l.blocks(d.Blocks, nil, at)
}

func (l *lines) blocks(blocks []document.Block, in []step, at place) {
	for _, block := range blocks {
		switch b := block.(type) {
		case *document.Division:
			l.division(b, at)
		case *document.Paragraph:
			l.add(at, shape{in: in, kind: paragraphLine}, l.atoms.words(b.Inlines))
		case *document.List:
			for _, item := range b.Items {
				itemAt := at
				itemAt.label += item.Label
				l.contained(item.Blocks, in, itemStep+step(strconv.Itoa(int(b.Marker))), item.ID, itemAt)
			}
		case *document.Table:
			l.table(b, in, at)
		case *document.Picture:
			key := fmt.Sprintf("%s %s %v", b.Title, b.Alt, b.Drawing)
			l.atoms.draws[key] = b
			l.add(at, shape{in: in, kind: pictureLine, about: key}, nil)
		case *document.Definitions:
			for _, e := range b.Entries {
				forms := strings.Join(e.Forms, "|")
				l.atoms.entries[forms] = e.Forms
				l.contained(e.Blocks, in, entryStep, forms, at)
			}
		case *document.Note:
			l.contained(b.Blocks, in, noteStep, "", at)
		}
	}
}

// contained adds the blocks of an item, an entry or a note; the first of them
// is a paragraph and tells about the container.
func (l *lines) contained(blocks []document.Block, in []step, s step, about string, at place) {
	in = append(append([]step(nil), in...), s)
	for i, block := range blocks {
		if p, ok := block.(*document.Paragraph); ok && i == 0 {
			l.add(at, shape{in, paragraphLine, opened + about}, l.atoms.words(p.Inlines))
			continue
		}
		l.blocks([]document.Block{block}, in, at)
	}
}

func (l *lines) table(t *document.Table, in []step, at place) {
	l.atoms.tables[t.Class] = t
	l.add(at, shape{in, tableLine, t.Class}, l.atoms.row(t.Head))
	for _, row := range t.Rows {
		l.add(at, shape{in, rowLine, t.Class}, l.atoms.row(row.Cells))
	}
}

// cellMark is the word between two cells of a row.
const cellMark = "§cell"

func (a *atoms) row(cells []document.Cell) redline.Paragraph {
	var words redline.Paragraph
	for i, cell := range cells {
		if i > 0 {
			words = append(words, redline.Word{Text: " | ", Key: cellMark})
		}
		words = append(words, a.words(cell)...)
	}
	return words
}

// words cuts running text. A word in bold or italics, a reference, a defined
// term and an open value are compared by a key that tells them from plain text.
func (a *atoms) words(inlines []document.Inline) redline.Paragraph {
	key, plain := onlyText(inlines)
	if words, known := a.cut[key]; plain && known { // most of a draft is in all three
		return words
	}
	var p redline.Paragraph
	a.collect(inlines, "", &p)
	if plain {
		a.cut[key] = p
	}
	return p
}

// onlyText is a run of nothing but text, references and uses of terms, in one
// text.
func onlyText(inlines []document.Inline) (text string, plain bool) {
	var b strings.Builder
	for _, inline := range inlines {
		switch n := inline.(type) {
		case *document.Text:
			b.WriteString(n.Text)
		case *document.Use:
			b.WriteString(n.Text)
		case *document.Reference:
			b.WriteString("\x02" + n.Text + "\x02" + strings.Join(n.Targets, ",") + "\x02")
		default:
			return "", false
		}
	}
	return b.String(), true
}

// Type of a word, as a part of its key.
const (
	strong   = "*"
	emphasis = "_"
)

func (a *atoms) collect(inlines []document.Inline, style string, p *redline.Paragraph) {
	text := ""
	flush := func() {
		words := redline.Cut(text)
		for i := range words {
			if style != "" {
				words[i].Key = "§" + style + " " + words[i].Text
				a.inlines[words[i].Key] = nil
			}
		}
		*p = append(*p, words...)
		text = ""
	}
	atom := func(shown, key string, n document.Inline) {
		flush()
		key = "§" + style + " " + key
		a.inlines[key] = n
		*p = append(*p, redline.Word{Text: shown, Key: key})
	}
	for _, inline := range inlines {
		switch n := inline.(type) {
		case *document.Text:
			text += n.Text
		case *document.Use:
			text += n.Text
		case *document.Strong:
			flush()
			a.collect(n.Inlines, style+strong, p)
		case *document.Emphasis:
			flush()
			a.collect(n.Inlines, style+emphasis, p)
		case *document.Definition:
			atom("“"+n.Term+"”", "“"+n.Term, n)
		case *document.Reference:
			key := "#" + strings.Join(n.Targets, ",")
			if !document.WorkedOut(n, a.places...) { // words that a person wrote are compared
				key += " " + n.Text
			}
			atom(n.Text, key, n)
		case *document.Blank:
			atom(document.OpenMark, document.OpenMark+n.Name, n)
		case *document.Break:
			atom("⏎", "break", n)
		}
	}
	flush()
}
