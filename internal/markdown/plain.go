package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// dialect is CommonMark with tables. It keeps no state between texts.
var dialect = goldmark.New(goldmark.WithExtensions(extension.Table),
	goldmark.WithParserOptions(parser.WithParagraphTransformers(util.Prioritized(plainParagraphs{}, 0)))).Parser()

// Most paragraphs of a draft are one line of words and references such as
// [](#grant-back). Goldmark need not look for marks in those: they become a node
// whose text nodes reads as it stands.

// plainLine is such a paragraph.
type plainLine struct{ ast.BaseBlock }

var plainLineKind = ast.NewNodeKind("PlainLine")

func (*plainLine) Kind() ast.NodeKind { return plainLineKind }

// IsRaw tells goldmark that nothing is to be read in it.
func (*plainLine) IsRaw() bool { return true }

func (n *plainLine) Dump(written []byte, level int) { ast.DumpHelper(n, written, level, nil, nil) }

// plainParagraphs makes paragraphs plain that are so, when goldmark has come to the
// line behind them.
type plainParagraphs struct{}

func (plainParagraphs) Transform(paragraph *ast.Paragraph, in text.Reader, _ parser.Context) {
	if paragraph.Lines().Len() != 1 || underlines(in) {
		return
	}
	line := paragraph.Lines().At(0)
	line = line.TrimLeftSpace(in.Source())
	line = line.TrimRightSpace(in.Source())
	if line.Padding > 0 || !isPlainLine(line.Value(in.Source())) {
		return
	}
	n := &plainLine{}
	n.SetPos(paragraph.Pos())
	n.SetBlankPreviousLines(paragraph.HasBlankPreviousLines())
	n.Lines().Append(line)
	paragraph.Parent().ReplaceChild(paragraph.Parent(), paragraph, n)
}

// underlines reports whether the line at which a reader is may make the one before it
// a heading.
func underlines(in text.Reader) bool {
	line, _ := in.PeekLine()
	line = bytes.TrimSpace(line)
	return len(line) > 0 && len(bytes.Trim(line, "=-")) == 0
}

// isPlainLine reports whether nothing in a line can be a mark but references.
func isPlainLine(line []byte) bool {
	for i := 0; i < len(line); i++ {
		if !markBytes[line[i]] {
			continue
		}
		size := plainReference(line[i:])
		if size == 0 || i > 0 && line[i-1] == '\\' {
			return false
		}
		i += size - 1
	}
	return true
}

// markBytes are the bytes at which goldmark looks for marks.
var markBytes = [256]bool{'*': true, '_': true, '`': true, '[': true, ']': true, '!': true, '<': true}

// plainReference is the size of the reference without words at the start of a line, or
// 0. Nothing in its ids needs an escape.
func plainReference(line []byte) int {
	if !bytes.HasPrefix(line, []byte("[](#")) {
		return 0
	}
	for i, c := range line[4:] {
		switch {
		case c == ')':
			return 4 + i + 1
		case !isAlnum(c) && bytes.IndexByte([]byte("-._,*"), c) < 0:
			return 0
		}
	}
	return 0
}

// plainLine reads a plain paragraph from an offset on.
func (p *run) plainLine(n *plainLine, skip int) {
	line := n.Lines().At(0)
	from := max(line.Start, skip)
	for from < line.Stop {
		next := bytes.IndexByte(p.reader.text[from:line.Stop], '[')
		if next < 0 {
			p.text(from, p.trailing(from, line.Stop, nil))
			return
		}
		start := from + next
		size := plainReference(p.reader.text[start:line.Stop])
		p.text(from, start)
		p.reference(p.reader.text[start+3:start+size-1], start, nil, "")
		from = start + size
	}
}
