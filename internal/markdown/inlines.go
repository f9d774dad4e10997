package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"clausewright/internal/document"
)

// run reads the inlines of one paragraph, cell or heading.
type run struct {
	*reader
	out     []document.Inline
	plain   string // text read and not yet in out, as long as it is as in the source
	buf     []byte // otherwise that text
	origin  document.Origin
	prev    rune            // the character before, for quotation marks; 0 at the start
	quotes  quotes          // that are open
	blank   *document.Blank // read last, while its comment may follow
	blankAt int             // where it ended
	id      string
	strong  bool
	opened  []opened // the revisions around what is being read
	floor   int      // how many of them stand outside the mark being read
	entire  bool     // a revision marks more than its words
	was     *string  // the id in the old document, if another
}

// inlines reads the children of a block, which have no id.
func (r *reader) inlines(n ast.Node) []document.Inline {
	p := r.titled(n, 0)
	if p.id != "" {
		r.problem(textStart(n), "only a heading or an item can have an id, not a paragraph or a cell")
	}
	return p.out
}

// titled reads the children of a block at whose end an id may stand. What
// stands before the offset skip is left out.
func (r *reader) titled(n ast.Node, skip int) run {
	p := run{reader: r, buf: r.scratch[:0]}
	first := n.FirstChild()
	words, plain := n.(*plainLine)
	switch {
	case plain:
		p.plainLine(words, skip)
	case first == nil:
		return p
	case first.NextSibling() == nil:
		p.out = make([]document.Inline, 0, 1)
		fallthrough
	default:
		p.nodes(first, skip, true)
	}
	p.flush()
	p.closeAll(n)
	r.scratch = p.buf
	return p
}

// nodes reads a chain of siblings, leaving out what stands before offset skip.
// Texts that follow each other in the source are read as one.
func (p *run) nodes(n ast.Node, skip int, titled bool) {
	for n != nil {
		t, ok := n.(*ast.Text)
		if !ok {
			p.node(n)
			n = n.NextSibling()
			continue
		}
		from, to := max(t.Segment.Start, skip), t.Segment.Stop
		for !t.SoftLineBreak() && !t.HardLineBreak() {
			next, ok := n.NextSibling().(*ast.Text)
			if !ok || next.Segment.Start != to {
				break
			}
			n, t, to = next, next, next.Segment.Stop
		}
		n = n.NextSibling()
		if titled {
			to = p.trailing(from, to, n)
		}
		p.text(from, to)
		switch {
		case t.HardLineBreak():
			p.add(&document.Break{})
			p.prev = 0
		case t.SoftLineBreak():
			p.put(" ")
		}
	}
}

// trailing cuts an id like {#grant-back} off a text that ends its block, and
// the spaces before an anchor. It returns the end of the text.
func (p *run) trailing(from, to int, next ast.Node) int {
	text := p.reader.text[min(from, to):to]
	if next == nil && bytes.HasSuffix(text, []byte("}")) {
		open := bytes.LastIndex(text, []byte("{#"))
		if open >= 0 && (open == 0 || text[open-1] == ' ') {
			id := string(text[open+2 : len(text)-1])
			p.id = p.reader.id(id, from+open)
			return from + len(bytes.TrimRight(text[:open], " "))
		}
	}
	if html, ok := next.(*ast.RawHTML); ok && isAnchor(p.html(html)) {
		return from + len(bytes.TrimRight(text, " "))
	}
	return to
}

// add ends the text before and adds an inline.
func (p *run) add(inline document.Inline) {
	p.flush()
	p.out = append(p.out, inline)
	p.prev = 'x'
}

// flush ends the text read so far.
func (p *run) flush() {
	if p.plain != "" {
		p.out = append(p.out, &document.Text{Text: p.plain, Origin: p.origin})
		p.plain = ""
	} else if len(p.buf) > 0 {
		p.out = append(p.out, &document.Text{Text: string(p.buf), Origin: p.origin})
		p.buf = p.buf[:0]
	}
}

// put adds text that is written otherwise in the source.
func (p *run) put(s string) {
	p.buf = append(p.buf, p.plain...)
	p.buf = append(p.buf, s...)
	p.plain = ""
	p.prev, _ = utf8.DecodeLastRuneInString(s)
}

// copy adds text that is written so in the source.
func (p *run) copy(from, to int) {
	s := p.whole[from:to]
	if p.plain == "" && len(p.buf) == 0 {
		p.plain = s
		p.prev, _ = utf8.DecodeLastRuneInString(s)
		return
	}
	p.put(s)
}

func (p *run) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Emphasis:
		p.emphasis(n)
	case *ast.Link:
		p.link(n)
	case *ast.RawHTML:
		p.rawHTML(n)
	case *ast.Image:
		p.problem(p.offset(n), "an image has no place in a draft")
		p.nodes(n.FirstChild(), 0, false)
	case *ast.CodeSpan:
		p.problem(p.offset(n), "code has no place in a draft").WithHint("put a backslash before ` if it is text")
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				p.literal(t.Segment.Start, t.Segment.Stop)
			}
		}
	case *ast.AutoLink:
		p.problem(p.offset(n), "a link to a web page has no place in a draft").WithHint("put a backslash before < if it is text")
		p.literalText(string(n.Label(p.reader.text)), p.reader.origin(p.offset(n)))
	}
}

func (p *run) offset(n ast.Node) int { return max(0, n.Pos()) }

// emphasis reads emphasised or strong text, or a definition.
func (p *run) emphasis(n *ast.Emphasis) {
	if n.Level == 2 && !p.strong {
		if term, origin, ok := p.term(n); ok {
			p.add(&document.Definition{Term: term, Origin: origin})
			return
		}
	}
	p.flush()
	outer, strong, floor := p.out, p.strong, p.floor
	p.out, p.strong, p.floor = nil, strong || n.Level == 2, len(p.opened)
	p.nodes(n.FirstChild(), 0, false)
	p.flush()
	p.closeAll(n)
	inner := p.out
	p.out, p.strong, p.floor = outer, strong, floor
	if n.Level == 2 {
		p.out = append(p.out, &document.Strong{Inlines: inner})
	} else {
		p.out = append(p.out, &document.Emphasis{Inlines: inner})
	}
}

// term reads strong text that is exactly one quoted string of the wording.
func (p *run) term(n *ast.Emphasis) (term string, origin document.Origin, ok bool) {
	first, ok := n.FirstChild().(*ast.Text)
	if !ok {
		return "", origin, false
	}
	to := first.Segment.Stop
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok || t.Segment.Start != to {
			return "", origin, false
		}
		to = t.Segment.Stop
	}
	raw := p.reader.text[first.Segment.Start:to]
	inner, quoted := unquote(raw)
	if !quoted || bytes.Contains(inner, []byte(document.OpenMark)) {
		return "", origin, false
	}
	origin = p.reader.origin(first.Segment.Start)
	if origin.Answer {
		return "", origin, false
	}
	from := first.Segment.Start + bytes.Index(raw, inner)
	q := run{reader: p.reader}
	q.text(from, from+len(inner))
	q.flush()
	return document.PlainText(q.out), origin, true
}

// unquote takes the quotation marks off a string that has no others.
func unquote(raw []byte) (inner []byte, ok bool) {
	for _, q := range []string{`"`, "“"} {
		inner, ok = bytes.CutPrefix(raw, []byte(q))
		if ok {
			break
		}
	}
	if !ok {
		return nil, false
	}
	trimmed, typographic := bytes.CutSuffix(inner, []byte("”"))
	if !typographic {
		if trimmed, ok = bytes.CutSuffix(inner, []byte(`"`)); !ok || bytes.HasSuffix(trimmed, []byte(`\`)) {
			return nil, false
		}
	}
	for i, c := range trimmed {
		if c == '"' && (i == 0 || trimmed[i-1] != '\\') {
			return nil, false
		}
	}
	if len(trimmed) == 0 || bytes.Contains(trimmed, []byte("“")) || bytes.Contains(trimmed, []byte("”")) {
		return nil, false
	}
	return trimmed, true
}
