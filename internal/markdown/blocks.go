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
	case *ast.Paragraph, *ast.TextBlock:
		inlines, id := r.inlines(n, 0, false)
		if id != "" {
			r.problem(start(n), "only a heading or an item can have an id here, not a paragraph")
		}
		return one(&document.Paragraph{Inlines: inlines})
	case *ast.List:
		return one(r.list(n, depth))
	case *ast.Blockquote:
		return one(&document.Note{Blocks: r.blocks(n, 0)})
	case *tables.Table:
		return one(r.table(n))
	case *ast.HTMLBlock:
		return r.innerComments(n)
	case *ast.ThematicBreak:
		r.problem(start(n), "a rule has no place in a draft").WithHint("put a backslash before it if it is text")
		return nil
	case *ast.Heading:
		r.problem(start(n), "a heading has no place in a list or a note")
		inlines, _ := r.inlines(n, 0, false)
		return one(&document.Paragraph{Inlines: inlines})
	}
	if n.Kind() == ast.KindLinkReferenceDefinition {
		r.problem(start(n), "a link definition has no place in a draft").WithHint("write [](#id) for a cross-reference")
	} else {
		r.problem(start(n), "code has no place in a draft").WithHint("take the spaces or marks before it away if it is text")
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
			if label := r.label(c); label != "" {
				list.Marker, _ = document.MarkerOf(r.inPart(), depth, label)
			}
		}
	}
	if list.Marker != document.Bulleted && depth == document.MaxDepth {
		r.problem(start(n), "lists nest more than %d levels deep", document.MaxDepth)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		label := ""
		if list.Marker != document.Bulleted && !n.IsOrdered() {
			label = r.label(c)
		}
		item := r.item(c, label, depth)
		item.Number = document.ItemNumber(r.inPart(), list.Marker, depth, label)
		list.Items = append(list.Items, item)
	}
	return list
}

// label is the label that an item's text begins with, such as "(a)".
func (r *reader) label(item ast.Node) string {
	first := item.FirstChild()
	if first == nil || first.Type() == ast.TypeInline || first.Lines() == nil || first.Lines().Len() == 0 {
		return ""
	}
	switch first.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		line := first.Lines().At(0)
		return labelAtStart(r.text[line.Start:line.Stop])
	}
	return ""
}

// labelAtStart is the label before the first space or the end of text.
func labelAtStart[T string | []byte](text T) string {
	if len(text) == 0 || text[0] != '(' {
		return ""
	}
	end := 0
	for end < len(text) && text[end] != ' ' && text[end] != '\n' && end < 16 {
		end++
	}
	label := string(text[:end])
	if _, ok := document.MarkerOf(false, 0, label); !ok {
		return ""
	}
	return label
}

func (r *reader) item(n ast.Node, label string, depth int) *document.Item {
	item := &document.Item{Label: label, Origin: r.origin(start(n))}
	first := n.FirstChild()
	switch f := first.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		p := &document.Paragraph{}
		p.Inlines, item.ID = r.inlines(f, len(label), true)
		item.Blocks = append(item.Blocks, p)
		first = f.NextSibling()
	case *ast.HTMLBlock:
		if content, _, ok := comment(r.text[start(f):]); ok && content == "" {
			item.Blocks = append(item.Blocks, &document.Paragraph{})
		}
	case nil:
		r.problem(start(n), "an item has no text")
	}
	if first != nil && first == n.FirstChild() && len(item.Blocks) == 0 {
		r.problem(start(n), "an item begins with a paragraph")
		item.Blocks = append(item.Blocks, &document.Paragraph{})
	}
	for c := first; c != nil; c = c.NextSibling() {
		item.Blocks = append(item.Blocks, r.block(c, depth+1)...)
	}
	return item
}

// table reads a table, under the class that a comment before it gave.
func (r *reader) table(n *tables.Table) *document.Table {
	t := &document.Table{Class: r.class, Origin: r.origin(start(n))}
	r.class = ""
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		cells := make([]document.Cell, 0, len(n.Alignments))
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			inlines, id := r.inlines(c, 0, false)
			if id != "" {
				r.problem(start(c), "a cell cannot have an id")
			}
			cells = append(cells, inlines)
		}
		if _, head := row.(*tables.TableHeader); head {
			t.Head = cells
			continue
		}
		if pos := row.Pos(); pos >= 0 && countCells(r.text[pos:]) > len(n.Alignments) {
			r.problem(pos, "this row has more cells than the head of its table").
				WithHint(`write \| for a bar that is text`)
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	return t
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
