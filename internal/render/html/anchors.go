package html

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"

	"clausewright/internal/document"
)

// anchors holds the ids of a page: every division, every item and every
// defined term has one, no two are the same, and each is safe to stand in an
// attribute, a fragment or a selector as it is.
type anchors struct {
	taken     map[string]int // ids given out, with the last suffix tried for each
	targets   map[string]target
	divisions map[*document.Division]string
	terms     map[string]*term
	order     []*term                   // terms in the order of their definitions
	open      map[string]string         // question to the id of its row among the open points
	rows      map[*document.Cell]string // first cell of such a row to the id of the row
}

// target is where a reference leads.
type target struct {
	anchor  string
	heading string         // of the target, or of the division around an item
	item    *document.Item // nil when the target is a division
}

// term is where a defined term is defined, and what says its meaning: the
// blocks of an entry, or the text around a definition made on the spot.
type term struct {
	anchor     string
	definition *document.Definition
	blocks     []document.Block
	text       []document.Inline
}

// unnamed is a division without an id of its own, and the one around it.
type unnamed struct{ division, around *document.Division }

// newAnchors gives ids to doc. Ids that the document chose are given first,
// so that no derived id can displace one of them.
func newAnchors(doc *document.Document) *anchors {
	a := &anchors{
		taken:     make(map[string]int, 1024),
		targets:   make(map[string]target, 256),
		divisions: make(map[*document.Division]string, 256),
		terms:     make(map[string]*term, 128),
		open:      make(map[string]string),
		rows:      make(map[*document.Cell]string),
	}
	for _, own := range []string{mainAnchor, previewAnchor, barAnchor, onlyAnchor, keysAnchor} {
		a.unique(own)
	}
	s := survey{anchors: a}
	for _, d := range doc.Body {
		s.division(d, nil)
	}
	for _, u := range s.unnamed {
		a.divisions[u.division] = a.unique(a.derived(u))
	}
	for _, t := range a.order {
		t.anchor = a.unique("term-" + anchorName(strings.ToLower(t.definition.Term)))
	}
	for i, row := range s.open {
		if _, ok := a.open[asked(row)]; !ok {
			id := a.unique("open-point-" + strconv.Itoa(i+1))
			a.open[asked(row)], a.rows[&row[0]] = id, id
		}
	}
	return a
}

// derived is the id for a division that has none: its number, or else its
// heading, after the id of what it stands in.
func (a *anchors) derived(u unnamed) string {
	d, kind := u.division, kinds[u.division.Kind]
	key := cmp.Or(anchorName(d.Label), anchorName(strings.ToLower(d.Heading)), "unnumbered")
	switch {
	case d.Kind == document.Section && u.around != nil && u.around.Kind != document.Article:
		return a.divisions[u.around] + "-" + key
	case d.Kind == document.Part, strings.HasPrefix(strings.ToLower(key), kind):
		return strings.ToLower(key)
	}
	return kind + "-" + strings.ToLower(key)
}

// item is the id of an item: its own, or its key after the place it is in.
func (a *anchors) item(item *document.Item, within, key string) string {
	if item.ID != "" {
		if t := a.targets[item.ID]; t.item == item {
			return t.anchor
		}
	}
	return a.unique(within + "-" + key)
}

// unique is id itself or, where that is taken, id with a number after it.
func (a *anchors) unique(id string) string {
	if _, ok := a.taken[id]; !ok {
		a.taken[id] = 1
		return id
	}
	for n := a.taken[id] + 1; ; n++ {
		next := id + "-" + strconv.Itoa(n)
		if _, ok := a.taken[next]; !ok {
			a.taken[id], a.taken[next] = n, 1
			return next
		}
	}
}

// survey walks a document once to find ids and definitions.
type survey struct {
	*anchors
	unnamed []unnamed
	open    [][]document.Cell // rows of open points that ask something
	gone    int               // pieces around that are only in the old document of a redline
}

func (s *survey) division(d, around *document.Division) {
	defer s.enter(d.Mark)()
	_, known := s.targets[d.ID]
	if d.ID == "" || known || s.gone > 0 {
		s.unnamed = append(s.unnamed, unnamed{d, around})
	} else {
		anchor := s.unique(cmp.Or(anchorName(d.ID), kinds[d.Kind]))
		s.divisions[d] = anchor
		s.targets[d.ID] = target{anchor: anchor, heading: d.Heading}
	}
	s.blocks(d.Blocks, d)
}

func (s *survey) blocks(blocks []document.Block, within *document.Division) {
	for _, b := range blocks {
		leave := s.enter(document.MarkOf(b))
		switch b := b.(type) {
		case *document.Division:
			s.division(b, within)
		case *document.Paragraph:
			s.inlines(b.Inlines, b.Inlines)
		case *document.List:
			for _, item := range b.Items {
				leave := s.enter(item.Mark)
				s.item(item, within)
				s.blocks(item.Blocks, within)
				leave()
			}
		case *document.Table:
			s.row(b.Head)
			for _, row := range b.Rows {
				leave := s.enter(row.Mark)
				s.row(row.Cells)
				leave()
			}
			if b.Class == document.OpenPoints {
				s.openPoints(b)
			}
		case *document.Definitions:
			for _, entry := range b.Entries {
				leave := s.enter(entry.Mark)
				if d := leading(entry.Blocks); d != nil {
					s.define(&term{definition: d, blocks: entry.Blocks})
				}
				s.blocks(entry.Blocks, within)
				leave()
			}
		case *document.Note:
			s.blocks(b.Blocks, within)
		}
		leave()
	}
}

// enter begins what a mark holds. Ids lead to what is in the new document of a
// redline.
func (s *survey) enter(m document.Mark) (leave func()) {
	if m.New() {
		return func() {}
	}
	s.gone++
	return func() { s.gone-- }
}

func (s *survey) item(item *document.Item, within *document.Division) {
	if _, known := s.targets[item.ID]; item.ID == "" || known || s.gone > 0 {
		return
	}
	s.targets[item.ID] = target{s.unique(cmp.Or(anchorName(item.ID), "item")), within.Heading, item}
}

func (s *survey) row(cells []document.Cell) {
	for _, c := range cells {
		s.inlines(c, c)
	}
}

// openPoints notes the rows of a table of open points.
func (s *survey) openPoints(t *document.Table) {
	for _, row := range t.Rows {
		if s.gone == 0 && row.Mark.New() && asked(row.Cells) != "" {
			s.open = append(s.open, row.Cells)
		}
	}
}

// asked is the question of a row of the open points: the text of its second
// cell.
func asked(row []document.Cell) string {
	if len(row) < 2 {
		return ""
	}
	var b strings.Builder
	for _, in := range row[1] {
		switch in := in.(type) {
		case *document.Text:
			b.WriteString(in.Text)
		case *document.Use:
			b.WriteString(in.Text)
		}
	}
	return b.String()
}

// inlines notes the definitions in a piece of the text that says what they
// mean.
func (s *survey) inlines(piece, text []document.Inline) {
	for _, in := range piece {
		switch in := in.(type) {
		case *document.Definition:
			s.define(&term{definition: in, text: text})
		case *document.Revision:
			if in.Mark.New() {
				s.inlines(in.Inlines, text)
			}
		case *document.Strong:
			s.inlines(in.Inlines, text)
		case *document.Emphasis:
			s.inlines(in.Inlines, text)
		}
	}
}

// define keeps t unless its term has been defined before.
func (s *survey) define(t *term) {
	if _, ok := s.terms[t.definition.Term]; !ok && s.gone == 0 {
		s.terms[t.definition.Term] = t
		s.order = append(s.order, t)
	}
}

// leading is the definition that begins an entry of the compiled list, or nil.
func leading(blocks []document.Block) *document.Definition {
	if !startsWithParagraph(blocks) {
		return nil
	}
	for _, in := range blocks[0].(*document.Paragraph).Inlines {
		if d, ok := in.(*document.Definition); ok {
			return d
		}
	}
	return nil
}

// anchorName keeps the letters, digits, hyphens and underlines of s and
// joins what lies between with hyphens. It is empty when nothing is left.
func anchorName(s string) string {
	s = strings.TrimFunc(s, unfit)
	if strings.IndexFunc(s, unfit) < 0 {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, unfit), "-")
}

func unfit(r rune) bool {
	return r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}
