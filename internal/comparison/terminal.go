package comparison

import (
	"fmt"
	"io"
	"strings"

	"clausewright/internal/document"
)

// Terminal writes a report for a terminal: its parts under headings in capital
// letters, what is below something indented, deleted words between [- and -],
// inserted words between {+ and +}; in colour too if color is set. A report is a
// document of parts, sections, paragraphs and bulleted lists.
func Terminal(w io.Writer, doc *document.Document, color bool) error {
	t := &terminal{color: color}
	t.line(0, Plain(doc.Title))
	for i, part := range doc.Body {
		depth := 0
		if i > 0 || part.Heading != "" {
			t.b.WriteByte('\n')
		}
		if part.Heading != "" {
			t.line(0, Plain(strings.ToUpper(part.Heading)))
			depth = 1
		}
		t.blocks(depth, part.Blocks)
	}
	_, err := io.WriteString(w, t.b.String())
	return err
}

type terminal struct {
	b     strings.Builder
	color bool
}

func (t *terminal) line(depth int, inlines []document.Inline) {
	fmt.Fprintf(&t.b, "%s%s\n", strings.Repeat("  ", depth), strings.TrimRight(marked(inlines, t.color), " "))
}

func (t *terminal) blocks(depth int, list []document.Block) {
	for _, block := range list {
		switch b := block.(type) {
		case *document.Division:
			t.b.WriteByte('\n')
			t.line(depth, []document.Inline{&document.Strong{Inlines: Plain(b.Heading)}})
			t.blocks(depth+1, b.Blocks)
		case *document.Paragraph:
			t.line(depth, b.Inlines)
		case *document.List:
			for _, item := range b.Items {
				t.blocks(depth, item.Blocks[:1])
				t.blocks(depth+1, item.Blocks[1:])
			}
		}
	}
}

// Marked is a passage as a terminal without colour shows it.
func Marked(inlines []document.Inline) string { return marked(inlines, false) }

// marked is a passage with marks, in colour too if color is set. No text brings a
// colour of its own.
func marked(inlines []document.Inline, color bool) string {
	var b strings.Builder
	for _, n := range inlines {
		open, shut, paint := "", "", ""
		inner := []document.Inline{n}
		switch n := n.(type) {
		case *document.Strong:
			inner, paint = n.Inlines, "\x1b[1m"
		case *document.Revision:
			inner, open, shut, paint = n.Inlines, "{+", "+}", "\x1b[32;4m"
			if !n.Mark.New() {
				open, shut, paint = "[-", "-]", "\x1b[31;9m"
			}
		}
		text := open + strings.ReplaceAll(document.PlainText(inner), "\n", " ") + shut
		if color {
			text = strings.ReplaceAll(text, "\x1b", `\x1b`)
		}
		if color && paint != "" {
			text = paint + text + "\x1b[0m"
		}
		b.WriteString(text)
	}
	return b.String()
}
