package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"

	"clausewright/internal/document"
)

// block turns one block of goldmark's into ours. Depth is the number of lists
// around it.
func (r *reader) block(n ast.Node, depth int) []document.Block {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *plainLine:
		inlines, mark := r.unmark(r.inlines(n))
		return one(&document.Paragraph{Inlines: inlines, Mark: mark})
	case *ast.List:
		return one(r.list(n, depth))
	case *ast.Blockquote:
		return one(&document.Note{Blocks: r.blocks(n, 0)})
	case *tables.Table:
		return one(r.table(n))
	case *ast.HTMLBlock:
		return r.innerComments(n)
	case *ast.ThematicBreak:
		r.problem(textStart(n), "a rule has no place in a draft").WithHint("put a backslash before it if it is text")
		return nil
	case *ast.Heading:
		r.problem(textStart(n), "a heading has no place in a list or a note")
		return one(&document.Paragraph{Inlines: r.titled(n, 0).out})
	}
	if n.Kind() == ast.KindLinkReferenceDefinition {
		r.problem(textStart(n), "a link definition has no place in a draft").WithHint("write [](#id) for a cross-reference")
	} else {
		r.problem(textStart(n), "code has no place in a draft").WithHint("take the spaces or marks before it away if it is text")
	}
	return r.rawBlock(n)
}

// innerComments reads the comments before a table in a list, a note or a
// definition.
func (r *reader) innerComments(n *ast.HTMLBlock) []document.Block {
	var pictures []document.Block
	rest := r.comments(n, func(content string, offset int) {
		if p := r.beforeTable(content, offset); p != nil {
			pictures = append(pictures, p)
		}
	})
	return append(pictures, rest...)
}

func one(b document.Block) []document.Block { return []document.Block{b} }

// rawBlock keeps the lines of a block as a paragraph of plain text.
func (r *reader) rawBlock(n ast.Node) []document.Block {
	if n.Type() == ast.TypeInline || n.Lines() == nil || n.Lines().Len() == 0 {
		return nil
	}
	lines := n.Lines()
	return one(&document.Paragraph{Inlines: r.raw(lines.At(0).Start, lines.At(lines.Len()-1).Stop)})
}

// raw is source text as it stands, with white space collapsed.
func (r *reader) raw(from, to int) []document.Inline {
	words := string(bytes.Join(bytes.Fields(r.text[from:to]), []byte(" ")))
	return []document.Inline{&document.Text{Text: words, Origin: r.origin(from)}}
}

// blocks turns the children of a container into blocks.
func (r *reader) blocks(n ast.Node, depth int) []document.Block {
	var blocks []document.Block
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		blocks = append(blocks, r.block(c, depth)...)
	}
	return blocks
}

// inPart reports whether lists are labelled as in a part.
func (r *reader) inPart() bool {
	return r.top != nil && r.top.Kind == document.Part
}

// list reads a list. A bullet list whose items begin with labels is a list as
// Write writes it.
func (r *reader) list(n *ast.List, depth int) *document.List {
	list := &document.List{Marker: document.Bulleted}
	switch n.Marker {
	case '.':
		list.Marker = document.Lettered
	case ')':
		list.Marker = document.Numbered
	default:
		for c := n.FirstChild(); c != nil && list.Marker == document.Bulleted; c = c.NextSibling() {
			if label, _ := r.label(c); label != "" {
				list.Marker, _ = document.MarkerOf(r.inPart(), depth, label)
			}
		}
	}
	if list.Marker != document.Bulleted && depth == document.MaxDepth {
		r.problem(textStart(n), "lists nest more than %d levels deep", document.MaxDepth)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		label, end := "", 0
		if list.Marker != document.Bulleted && !n.IsOrdered() {
			label, end = r.label(c)
		}
		item := r.item(c, label, end, depth)
		item.Number = document.ItemNumber(r.inPart(), list.Marker, depth, label)
		list.Items = append(list.Items, item)
	}
	return list
}

// label is the label that an item's text begins with, such as "(a)", and the
// offset of what follows it.
func (r *reader) label(item ast.Node) (label string, end int) {
	first := item.FirstChild()
	if first == nil || first.Type() == ast.TypeInline || first.Lines() == nil || first.Lines().Len() == 0 {
		return "", 0
	}
	switch first.(type) {
	case *ast.Paragraph, *ast.TextBlock, *plainLine:
	default:
		return "", 0
	}
	line := first.Lines().At(0)
	at := line.Start
	if r.at == nil {
		at += tagAtStart(r.whole[line.Start:line.Stop])
	}
	label = labelAtStart(r.whole[at:line.Stop])
	end = at + len(label)
	for label != "" && end < len(r.text) && r.text[end] == ' ' {
		end++
	}
	return label, end
}

// labelAtStart is the label before the first space or the end of text.
func labelAtStart[T string | []byte](text T) string {
	if len(text) == 0 || text[0] != '(' {
		return ""
	}
	end := 0
	for end < len(text) && text[end] != ' ' && text[end] != '\n' && end <= document.LongestLabel {
		end++
	}
	label := string(text[:end])
	if _, ok := document.MarkerOf(false, 0, label); !ok {
		return ""
	}
	return label
}

// item reads an item; its text begins at the offset from, after its label.
func (r *reader) item(n ast.Node, label string, from, depth int) *document.Item {
	item := &document.Item{Label: label, Origin: r.origin(textStart(n))}
	first := n.FirstChild()
	switch f := first.(type) {
	case *ast.Paragraph, *ast.TextBlock, *plainLine:
		r.firstParagraph(item, f, from)
		first = f.NextSibling()
	case *ast.HTMLBlock:
		if content, _, ok := cutComment(r.text[textStart(f):]); ok && content == "" {
			item.Blocks = append(item.Blocks, &document.Paragraph{})
		}
	case nil:
		r.problem(textStart(n), "an item has no text")
	}
	if first != nil && first == n.FirstChild() && len(item.Blocks) == 0 {
		r.problem(textStart(n), "an item begins with a paragraph")
		item.Blocks = append(item.Blocks, &document.Paragraph{})
	}
	r.inside(item.Mark, func() {
		for c := first; c != nil; c = c.NextSibling() {
			item.Blocks = append(item.Blocks, r.block(c, depth+1)...)
		}
	})
	return item
}

// firstParagraph reads the paragraph that an item begins with. Its words may
// tell the item's mark.
func (r *reader) firstParagraph(item *document.Item, n ast.Node, from int) {
	words := r.titled(n, from)
	item.ID = words.id
	if words.was != nil {
		item.Was = &document.Item{ID: *words.was}
	}
	inlines, mark := r.unmark(words.out)
	if words.entire {
		item.Mark = mark
	} else if mark != (document.Mark{}) {
		inlines = words.out
	}
	item.Blocks = append(item.Blocks, &document.Paragraph{Inlines: inlines})
}

// table reads a table, under the class that a comment before it gave.
func (r *reader) table(n *tables.Table) *document.Table {
	t := &document.Table{Class: r.class, Origin: r.origin(textStart(n)), Mark: r.takeMark()}
	r.class = ""
	r.inside(t.Mark, func() { r.rows(t, n) })
	return t
}

func (r *reader) rows(t *document.Table, n *tables.Table) {
	for node := n.FirstChild(); node != nil; node = node.NextSibling() {
		row := r.row(node, len(n.Alignments))
		if _, head := node.(*tables.TableHeader); head {
			t.Head = row.Cells
			continue
		}
		if pos := node.Pos(); pos >= 0 {
			switch cells := countCells(r.text[pos:]); {
			case cells > len(n.Alignments):
				r.problem(pos, "this row has more cells than the head of its table").
					WithHint(`write \| for a bar that is text`)
			case cells < len(n.Alignments) && r.at != nil: // who edits a draft may leave cells out
				r.problem(pos, "this row has fewer cells than the head of its table").WithHint("write an empty cell where there is nothing to say")
			}
		}
		t.Rows = append(t.Rows, row)
	}
}

// row reads a row; the words of its first cell may tell its mark.
func (r *reader) row(n ast.Node, columns int) document.Row {
	row := document.Row{Cells: make([]document.Cell, 0, columns)}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p := r.titled(c, 0)
		if p.id != "" {
			r.problem(textStart(c), "a cell cannot have an id")
		}
		if p.entire && c == n.FirstChild() {
			p.out, row.Mark = r.unmark(p.out)
		}
		r.inside(row.Mark, func() {
			if inlines, mark := r.unmark(p.out); mark == (document.Mark{}) {
				p.out = inlines
			}
		})
		row.Cells = append(row.Cells, p.out)
	}
	return row
}

// countCells is the number of cells in the table row at the start of text.
func countCells(text []byte) int {
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		text = text[:end]
	}
	text = bytes.TrimSpace(text)
	text = bytes.TrimPrefix(text, []byte("|"))
	cells := 0
	for len(text) > 0 {
		cells++
		bar := 0
		for bar < len(text) && (text[bar] != '|' || bar > 0 && text[bar-1] == '\\') {
			bar++
		}
		text = text[min(bar+1, len(text)):]
	}
	return cells
}
