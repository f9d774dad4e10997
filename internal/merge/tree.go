package merge

import (
	"fmt"
	"strconv"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/redline"
)

// tree builds a document of merged lines. What a line stands in is opened if
// it is not open yet, so that an item whose first paragraph went still holds
// the rest.
type tree struct {
	atoms   *atoms
	title   string
	body    []*document.Division
	section *document.Division // the innermost, nil before the first heading
	open    []container
	table   *document.Table // the table that rows go to, nil after anything else
}

// container is an item, an entry or a note that lines go into.
type container struct {
	step   step
	blocks *[]document.Block
}

// documentOf is the tree of the lines, with the title and the rest of what a
// document says outside its body taken from like. Numbers, and what references
// print, are those of the lines; document.Resolve makes them right.
func documentOf(text []redline.Paragraph, a *atoms, like *document.Document) (*document.Document, error) {
	t := &tree{atoms: a}
	for _, line := range text {
		if err := t.line(line); err != nil {
			return nil, err
		}
	}
	doc := *like
	doc.Title, doc.Body = t.title, t.body
	return &doc, nil
}

func (t *tree) line(line redline.Paragraph) error {
	if len(line) == 0 {
		return nil
	}
	s, ok := t.atoms.shapes[line[0].Key]
	if !ok {
		return fmt.Errorf("a line does not say where it stands: %s", line.Text())
	}
	words := line[1:]
	switch s.kind {
	case titleLine:
		t.title = words.Text()
		return nil
	case headLine:
		t.head(s, words)
		return nil
	}
	if t.section == nil {
		return fmt.Errorf("text stands before the first heading: %s", line.Text())
	}
	blocks := t.enter(s)
	switch s.kind {
	case paragraphLine:
		t.table = nil
		*blocks = append(*blocks, &document.Paragraph{Inlines: t.atoms.read(words)})
	case tableLine:
		t.table = &document.Table{Class: s.about, Head: t.atoms.cells(words)}
		*blocks = append(*blocks, t.table)
	case rowLine:
		cells := t.atoms.cells(words)
		if t.table == nil || len(cells) != len(t.table.Head) {
			return fmt.Errorf("a row does not fit its table: %s", line.Text())
		}
		t.table.Rows = append(t.table.Rows, document.Row{Cells: cells})
	case pictureLine:
		t.table = nil
		*blocks = append(*blocks, t.atoms.draws[s.about])
	}
	return nil
}

func (t *tree) head(s shape, words redline.Paragraph) {
	d := *t.atoms.heads[s.about]
	d.Blocks, d.Heading = nil, words.Text()
	t.open, t.table, t.section = nil, nil, &d
	if d.Kind == document.Section && len(t.body) > 0 {
		outer := t.body[len(t.body)-1]
		outer.Blocks = append(outer.Blocks, t.section)
		return
	}
	t.body = append(t.body, t.section)
}

// enter is the list of blocks that a line goes to.
func (t *tree) enter(s shape) *[]document.Block {
	about, first := strings.CutPrefix(s.about, opened)
	first = first && s.kind == paragraphLine
	same := 0
	for same < len(t.open) && same < len(s.in) && t.open[same].step == s.in[same] {
		same++
	}
	if first && same == len(s.in) {
		same--
	}
	t.open = t.open[:same]
	for _, inner := range s.in[same:] {
		t.open = append(t.open, container{inner, t.begin(inner, about, first)})
		t.table = nil
	}
	return t.blocks()
}

// blocks is where the next block goes.
func (t *tree) blocks() *[]document.Block {
	if n := len(t.open); n > 0 {
		return t.open[n-1].blocks
	}
	return &t.section.Blocks
}

// begin puts a new item, entry or note at the end of what is open. An item
// goes into the list before it, if that is of its kind.
func (t *tree) begin(s step, about string, first bool) *[]document.Block {
	outer := t.blocks()
	var before document.Block
	if n := len(*outer); n > 0 {
		before = (*outer)[n-1]
	}
	if !first {
		about = ""
	}
	switch {
	case s == entryStep:
		list, ok := before.(*document.Definitions)
		if !ok {
			list = &document.Definitions{}
			*outer = append(*outer, list)
		}
		e := &document.Entry{Forms: t.atoms.entries[about]}
		list.Entries = append(list.Entries, e)
		return &e.Blocks
	case s == noteStep:
		note := &document.Note{}
		*outer = append(*outer, note)
		return &note.Blocks
	}
	number, _ := strconv.Atoi(strings.TrimPrefix(string(s), string(itemStep)))
	marker := document.Marker(number)
	list, ok := before.(*document.List)
	if !ok || list.Marker != marker {
		list = &document.List{Marker: marker}
		*outer = append(*outer, list)
	}
	item := &document.Item{ID: about}
	list.Items = append(list.Items, item)
	return &item.Blocks
}

// cells parts the words of a row.
func (a *atoms) cells(words redline.Paragraph) []document.Cell {
	var cells []document.Cell
	from := 0
	for i, w := range words {
		if w.Key == cellMark {
			cells = append(cells, a.read(words[from:i]))
			from = i + 1
		}
	}
	return append(cells, a.read(words[from:]))
}

// read is the running text of words.
func (a *atoms) read(words redline.Paragraph) []document.Inline {
	return a.styled(words, 0)
}

// styled reads words whose first depth letters of style are spoken for.
func (a *atoms) styled(words redline.Paragraph, depth int) []document.Inline {
	var list []document.Inline
	for len(words) > 0 {
		style := styleOf(words[0])
		n := 1
		if len(style) <= depth {
			for n < len(words) && len(styleOf(words[n])) <= depth {
				n++
			}
			list = append(list, a.plain(words[:n])...)
		} else {
			for n < len(words) && len(styleOf(words[n])) > depth && styleOf(words[n])[depth] == style[depth] {
				n++
			}
			inner := a.styled(words[:n], depth+1)
			if style[depth:depth+1] == strong {
				list = append(list, &document.Strong{Inlines: inner})
			} else {
				list = append(list, &document.Emphasis{Inlines: inner})
			}
		}
		words = words[n:]
	}
	return list
}

// styleOf is the type of a word: "" for plain text.
func styleOf(w redline.Word) string {
	style, _, ok := strings.Cut(strings.TrimPrefix(w.Key, "§"), " ")
	if w.Key == "" || !ok {
		return ""
	}
	return style
}

// plain reads words of one type.
func (a *atoms) plain(words redline.Paragraph) []document.Inline {
	var list []document.Inline
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			list = append(list, &document.Text{Text: text.String()})
		}
		text.Reset()
	}
	for _, w := range words {
		if n := a.inlines[w.Key]; w.Key != "" && n != nil {
			flush()
			list = append(list, again(n, w.Text))
			continue
		}
		text.WriteString(w.Text)
	}
	flush()
	return list
}

// again is a copy of an inline. A reference reads as it did at its own place:
// the noun before it stands once for a whole list of references.
func again(inline document.Inline, text string) document.Inline {
	switch n := inline.(type) {
	case *document.Reference:
		return &document.Reference{Targets: n.Targets, Text: text}
	case *document.Blank:
		return &document.Blank{Name: n.Name, Ask: n.Ask}
	case *document.Definition:
		return &document.Definition{Term: n.Term}
	}
	return &document.Break{}
}
