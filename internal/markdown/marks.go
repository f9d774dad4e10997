package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"clausewright/internal/document"
	"clausewright/internal/lazy"
)

// link reads a cross-reference.
func (p *run) link(n *ast.Link) {
	was, old := readWas(string(n.Title))
	if len(n.Title) > 0 && (!old || p.at != nil) || n.Reference != nil {
		p.noReference(n.Destination, p.offset(n), n.FirstChild())
		return
	}
	p.reference(n.Destination, p.offset(n), n.FirstChild(), was)
}

// reference reads the cross-reference at an offset, with its words.
func (p *run) reference(destination []byte, offset int, words ast.Node, was string) {
	ids, ok := bytes.CutPrefix(destination, []byte("#"))
	targets := strings.Split(string(ids), ",")
	for i, id := range targets {
		targets[i] = strings.TrimSpace(id)
		ok = ok && validID(strings.TrimSuffix(targets[i], document.WholeClause))
	}
	if !ok {
		p.noReference(destination, offset, words)
		return
	}
	inner := run{reader: p.reader}
	inner.nodes(words, 0, false)
	inner.flush()
	p.add(&document.Reference{Targets: targets, Text: document.PlainText(inner.out), Was: was, Origin: p.reader.origin(offset)})
}

// noReference reads the words of a link that is none to a place in the draft.
func (p *run) noReference(destination []byte, offset int, words ast.Node) {
	p.problem(offset, "a link to %q has no place in a draft", destination).
		WithHint("write [](#id) for a cross-reference, and the address of a web page as text")
	p.nodes(words, 0, false)
}

// rawHTML reads the few tags and comments that the dialect has.
func (p *run) rawHTML(n *ast.RawHTML) {
	html := p.html(n)
	from := n.Segments.At(0).Start
	if content, _, ok := cutComment(html); ok {
		p.inlineComment(content, from)
		return
	}
	switch {
	case string(html) == "<br>":
		p.add(&document.Break{})
		p.prev = 0
	case string(html) == "</a>" && (p.id != "" || p.was != nil):
	case isAnchor(html):
		p.anchor(html, from)
	case p.revision(string(html)):
	default:
		p.problem(from, "HTML has no place in a draft").WithHint("put a backslash before <")
		p.literalText(string(bytes.Join(bytes.Fields(html), []byte(" "))), p.reader.origin(from))
	}
}

func (p *run) html(n *ast.RawHTML) []byte {
	segments := n.Segments
	return p.reader.text[segments.At(0).Start:segments.At(segments.Len()-1).Stop]
}

// An anchor is <a id="grant-back">. In a redline, data-was is the id that the
// place had before, if another.
var anchorTag = lazy.Regexp(`^<a(?: id="([^"]+)")?(?: data-was="([^"]*)")?>$`)

func isAnchor(html []byte) bool { return bytes.HasPrefix(html, []byte("<a ")) && anchorTag.Match(html) }

func (p *run) anchor(html []byte, from int) {
	if p.id != "" {
		p.problem(from, "two ids in one place")
	}
	at := anchorTag.FindSubmatchIndex(html)
	if at[2] >= 0 {
		p.id = p.reader.id(string(html[at[2]:at[3]]), from)
	}
	if at[4] >= 0 {
		was := string(html[at[4]:at[5]])
		p.was = &was
	}
}

// inlineComment reads the name and question of the blank before it. An empty
// comment only keeps apart what stands around it.
func (p *run) inlineComment(content string, from int) {
	switch {
	case content == "":
	case p.blank != nil && p.blankAt == from:
		name, ask, _ := strings.Cut(content, ": ")
		p.blank.Name, p.blank.Ask = unescapeComment(strings.TrimSuffix(name, ":")), unescapeComment(trim(ask))
		if strings.HasPrefix(content, ": ") {
			p.blank.Name = ""
		}
	default:
		p.problem(from, "this comment means nothing here: %q", content)
	}
	p.blank = nil
}
