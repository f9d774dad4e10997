package docx

import (
	"slices"
	"strings"

	"clausewright/internal/document"
)

// piece is a stretch of text in one look, or something else that stands in it.
type piece struct {
	bold, italic bool
	term         bool // the text is a term being defined
	inline       document.Inline
}

// openBookmark is a bookmark that begins in a paragraph.
type openBookmark struct {
	node  *element
	at    int  // how many pieces stand before it
	empty bool // it ends where it begins
}

// named reports whether it tells what the paragraph is, and neither what a word
// is nor where several paragraphs begin.
func (b openBookmark) named(r *reader) bool {
	kind, _, ok := r.cut(b.node.attr["w:name"])
	return ok && !slices.Contains([]string{termMark, blankMark, clauseMark, entriesMark}, kind)
}

// textReader reads the runs of one paragraph.
type textReader struct {
	*reader
	pieces []piece
	notes  []*document.Note
	starts []openBookmark
	ends   []*element
	code   string   // of the field being read
	result bool     // the result of the field is being read
	shown  string   // the result so far
	look   *element // of the result
	open   []*document.Blank
	marked string // the beginning of an open value, as far as it is read
	blank  string // the name of the open value whose bookmark began last
}

// inlines reads the text of a paragraph, with the notes that hang on it and the
// bookmarks that end in it. Where one names the paragraph, an empty one is what a
// program left of a paragraph that is gone.
func (r *reader) inlines(p *element) ([]document.Inline, []*document.Note, []*element) {
	t := &textReader{reader: r}
	for id, quote := range r.quotes {
		if quote != "" {
			r.quotes[id] += " "
		}
	}
	t.content(p)
	if t.marked != "" {
		t.add(&document.Text{Text: t.marked}, nil)
	}
	named := slices.ContainsFunc(t.starts, func(b openBookmark) bool { return !b.empty && b.named(r) })
	for _, b := range t.starts {
		if !b.empty || !named {
			r.bookmark(b.node)
		}
	}
	return nest(t.pieces), t.notes, t.ends
}

func (t *textReader) content(n *element) {
	for _, c := range n.nodes {
		switch c.name {
		case "w:r":
			t.run(c)
		case "w:hyperlink":
			t.link(c)
		case "w:commentRangeStart":
			t.quotes[c.attr["w:id"]] = ""
		case "w:commentRangeEnd":
			if id := c.attr["w:id"]; t.comments[id] != nil {
				t.quoted[id] = strings.TrimSpace(t.quotes[id])
				delete(t.quotes, id)
			}
		case "w:ins", "w:moveTo", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml":
			t.content(c)
		case "w:bookmarkStart":
			if kind, value, ok := t.cut(c.attr["w:name"]); ok && kind == blankMark {
				t.blank = value
			}
			t.starts = append(t.starts, openBookmark{node: c, at: len(t.pieces)})
		case "w:bookmarkEnd":
			for i, b := range t.starts {
				if b.node.attr["w:id"] == c.attr["w:id"] {
					t.starts[i].empty = b.at == len(t.pieces) && !t.result
				}
			}
			t.ends = append(t.ends, c)
		}
	}
}

func (t *textReader) run(n *element) {
	props := n.child("w:rPr")
	if t.styles[props.val("w:rStyle")] == "signingfield" {
		return // no words of the document
	}
	for _, c := range n.nodes {
		switch c.name {
		case "w:t":
			t.text(c.text, props)
		case "w:noBreakHyphen":
			t.text(noBreakHyphen, props)
		case "w:br", "w:cr":
			if kind := c.attr["w:type"]; kind != "page" && kind != "column" { // where somebody began a page
				t.add(&document.Break{}, props)
			}
		case "w:tab":
			t.text(" ", props)
		case "w:instrText":
			t.code += c.text
		case "w:fldChar":
			t.field(c.attr["w:fldCharType"], props)
		case "w:commentReference":
			t.comment(t.comments[c.attr["w:id"]])
		case "w:footnoteReference", "w:endnoteReference":
			t.aside("Footnote", t.feet[c.name+c.attr["w:id"]], props)
		case "w:drawing", "w:pict", "w:object", drawingChoice:
			t.boxes(c, props)
		}
	}
}

// on reports whether a property of a run is set.
func on(props *element, name string) bool {
	p := props.child(name)
	return p != nil && p.attr["w:val"] != "0" && p.attr["w:val"] != "false"
}

func (t *textReader) add(inline document.Inline, props *element) {
	t.pieces = append(t.pieces, piece{bold: on(props, "w:b"), italic: on(props, "w:i"), inline: inline})
}

func (t *textReader) text(s string, props *element) {
	s = untied(s, props)
	t.quote(s)
	if t.result && reference(t.code) != "" {
		t.shown, t.look = t.shown+s, props
		return
	}
	style := t.styles[props.val("w:rStyle")]
	if style == "openpoint" {
		s = t.blanks(t.marked+s, props)
	} else if t.marked != "" {
		t.add(&document.Text{Text: t.marked}, props)
	}
	t.marked = ""
	if style == "openpoint" && strings.HasPrefix(document.OpenMark, s) {
		t.marked = s // the rest may be a run of its own
		return
	}
	t.add(&document.Text{Text: s}, props)
	t.pieces[len(t.pieces)-1].term = style == "definedterm"
}

// blanks adds the open values that text in their style begins with, and returns
// the rest.
func (t *textReader) blanks(s string, props *element) string {
	for strings.HasPrefix(s, document.OpenMark) {
		b := &document.Blank{Name: t.blank, Ask: t.asks[t.blank]}
		t.open = append(t.open, b)
		t.add(b, props)
		s = s[len(document.OpenMark):]
	}
	return s
}

// field reads where a field begins, where its result begins, and its end.
func (t *textReader) field(kind string, props *element) {
	switch kind {
	case "begin":
		t.result, t.code, t.shown = false, "", ""
	case "separate":
		t.result = true
	case "end":
		if name := reference(t.code); name != "" {
			t.refer(name, t.look)
		}
		t.result = false
	}
}

// refer adds a reference. Several fields that follow each other are one number.
func (t *textReader) refer(name string, props *element) {
	kind, id, ok := t.cut(name)
	if !ok || kind != refMark && kind != stepMark && kind != wasRefMark {
		t.add(&document.Text{Text: t.shown}, props)
		return
	}
	if n := len(t.pieces); n > 0 {
		if before, ok := t.pieces[n-1].inline.(*document.Reference); ok {
			before.Text += t.shown
			before.Targets = []string{id}
			return
		}
	}
	ref := &document.Reference{Targets: []string{id}, Text: t.shown}
	t.worked[ref] = strings.Fields(t.code)[0] == "REF"
	t.add(ref, props)
}

// link reads a link: one to a division is a reference.
func (t *textReader) link(n *element) {
	kind, id, ok := t.cut(n.attr["w:anchor"])
	if !ok || kind != refMark {
		t.content(n)
		return
	}
	from := len(t.pieces)
	t.content(n)
	text := ""
	for _, p := range t.pieces[from:] {
		text += document.PlainText([]document.Inline{p.inline})
	}
	if len(t.pieces) > from {
		t.pieces = append(t.pieces[:from], piece{bold: t.pieces[from].bold, italic: t.pieces[from].italic, inline: &document.Reference{Targets: []string{id}, Text: text}})
	}
}

// comment reads a note, or the question of the open value before it.
func (t *textReader) comment(n *element) {
	switch {
	case n == nil:
	case isBy(n, openPoint):
		if len(t.open) == 0 {
			return
		}
		ask := ""
		n.running(func(c *element) {
			if c.name == "w:t" {
				ask += c.text
			}
		})
		b := t.open[len(t.open)-1]
		b.Ask, t.asks[b.Name] = ask, ask
	case isBy(n, noteToDraft):
		inner := newReader()
		inner.styles, inner.held, inner.asks, inner.worked = t.styles, t.held, t.asks, t.worked
		inner.divide(&document.Division{Kind: t.kind()})
		inner.body(n)
		inner.end()
		t.notes = append(t.notes, &document.Note{Blocks: inner.top.Blocks})
	default:
		t.remarks = append(t.remarks, &Comment{Author: n.attr["w:author"], Date: n.attr["w:date"], Text: lines(n), Quote: t.quoted[n.attr["w:id"]]})
	}
}

// quote adds text to what the comments are about that have begun.
func (t *textReader) quote(s string) {
	for id := range t.quotes {
		t.quotes[id] += s
	}
}

// lines is the text of a comment, a line for each paragraph.
func lines(comment *element) string {
	var list []string
	for _, p := range comment.nodes {
		line := ""
		p.running(func(n *element) {
			switch n.name {
			case "w:t":
				line += n.text
			case "w:br", "w:tab":
				line += " "
			}
		})
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return strings.Join(list, "\n")
}

// kind is that of the division being read.
func (r *reader) kind() document.DivisionKind {
	if r.inPart() {
		return document.Part
	}
	return r.top.Kind
}

// nest makes inlines of pieces. Neighbours of one look are one, and of two looks
// that begin together the one that ends first is inside.
func nest(pieces []piece) []document.Inline {
	var list []document.Inline
	for from := 0; from < len(pieces); {
		bold, italic := from, from
		for bold < len(pieces) && pieces[bold].bold {
			bold++
		}
		for italic < len(pieces) && pieces[italic].italic {
			italic++
		}
		to := max(bold, italic)
		switch {
		case to == from:
			for to < len(pieces) && !pieces[to].bold && !pieces[to].italic {
				to++
			}
			list = append(list, plain(pieces[from:to])...)
		case to == bold:
			list = append(list, &document.Strong{Inlines: nest(without(pieces[from:to], true))})
		default:
			list = append(list, &document.Emphasis{Inlines: nest(without(pieces[from:to], false))})
		}
		from = to
	}
	return list
}

// without is pieces without one of their looks.
func without(pieces []piece, bold bool) []piece {
	list := make([]piece, len(pieces))
	for i, p := range pieces {
		if bold {
			p.bold = false
		} else {
			p.italic = false
		}
		list[i] = p
	}
	return list
}

// plain makes inlines of pieces of one look. A term being defined is what
// stands between quotation marks in the style of terms.
func plain(pieces []piece) []document.Inline {
	var list []document.Inline
	for from := 0; from < len(pieces); from++ {
		if !pieces[from].term {
			list = append(list, pieces[from].inline)
			continue
		}
		text := ""
		for ; from < len(pieces) && pieces[from].term; from++ {
			text += pieces[from].inline.(*document.Text).Text
		}
		from--
		list = append(list, terms(text)...)
	}
	return list
}

// terms are the terms of text in the style of terms, each between quotation
// marks; text that is none stays text.
func terms(text string) []document.Inline {
	inner, opens := strings.CutPrefix(text, "“")
	inner, closes := strings.CutSuffix(inner, "”")
	if !opens || !closes {
		return []document.Inline{&document.Text{Text: text}}
	}
	var list []document.Inline
	for _, term := range strings.Split(inner, "”“") {
		list = append(list, &document.Definition{Term: term})
	}
	return list
}
