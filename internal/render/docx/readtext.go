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

// reference is the bookmark that the code of a field refers or links to, if it
// does.
func reference(code string) string {
	words := strings.Fields(code)
	switch {
	case len(words) > 1 && words[0] == "REF":
		return words[1]
	case len(words) > 2 && words[0] == "HYPERLINK" && words[1] == `\l`:
		return strings.Trim(words[2], `"`)
	}
	return ""
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

// references completes the references: a noun before a number and what holds
// its target after it are part of them.
func (r *reader) references() {
	places := document.PlacesOf(r.doc)
	document.Runs(r.doc, func(inlines *[]document.Inline) { *inlines = r.complete(*inlines, places) })
}

func (r *reader) complete(inlines []document.Inline, places *document.Places) []document.Inline {
	var out []document.Inline
	repeated := "" // the noun that a program repeats in the list of references that is being read
	for i := 0; i < len(inlines); i++ {
		switch n := inlines[i].(type) {
		case *document.Strong:
			n.Inlines = r.complete(n.Inlines, places)
		case *document.Emphasis:
			n.Inlines = r.complete(n.Inlines, places)
		case *document.Reference:
			named, many, ok := places.Named(n.Targets[0])
			if ok && r.worked[n] {
				n.Text = shown(n.Text, named)
				if nounBefore(out, many) || repeated != "" && repeated == many && separated(out) {
					repeated = ""
					if named.Noun != "" && strings.HasPrefix(n.Text, named.Noun) { // it does not know the switch that takes the noun off
						repeated, n.Text = many, named.Number
					}
				}
			}
			if !ok || named.Title {
				break
			}
			out = takeNoun(out, n, strings.TrimSuffix(named.Noun, " "), many)
			i = takeHolder(inlines, i, n, named)
		}
		out = append(out, inlines[i:i+1]...)
		if n, ok := inlines[i].(*document.Text); ok && n.Text == "" {
			out = out[:len(out)-1]
		}
	}
	return out
}

// shown is what fields show once they are brought up to date. The word before a
// number may be part of it, and is tied to it.
func shown(text string, named document.Printed) string {
	text = strings.ReplaceAll(text, "\u00a0", " ")
	if k := len(named.Noun); k > 0 && len(text) > k && strings.EqualFold(text[:k], named.Noun) {
		return text[:k] + named.Number
	}
	return named.Number
}

// textBefore is the text at the end of what stands before a reference, or "".
func textBefore(out []document.Inline) string {
	if len(out) > 0 {
		if t, ok := out[len(out)-1].(*document.Text); ok {
			return t.Text
		}
	}
	return ""
}

// nounBefore reports whether what stands before a reference ends in a noun.
func nounBefore(out []document.Inline, noun string) bool {
	text := textBefore(out)
	n := len(text) - len(noun) - 1
	return noun != "" && n >= 0 && strings.EqualFold(text[n:], noun+" ")
}

// separated reports whether what stands before a reference parts it from
// another of the same list.
func separated(out []document.Inline) bool {
	if len(out) < 2 {
		return false
	}
	_, after := out[len(out)-2].(*document.Reference)
	return after && slices.Contains([]string{",", "and", ", and", "or", ", or", "to"}, strings.TrimSpace(textBefore(out)))
}

// takeNoun moves a noun at the end of what stands before a reference into it.
func takeNoun(out []document.Inline, r *document.Reference, nouns ...string) []document.Inline {
	for _, noun := range nouns {
		if !nounBefore(out, noun) {
			continue
		}
		text := textBefore(out)
		n := len(text) - len(noun) - 1
		r.Text = text[n:] + r.Text
		if n == 0 {
			return out[:len(out)-1]
		}
		out[len(out)-1] = &document.Text{Text: text[:n]}
		return out
	}
	return out
}

// takeHolder takes what holds the target of the reference at i into it: text,
// or text and another reference. It returns where the inlines go on, and puts
// the reference there.
func takeHolder(inlines []document.Inline, i int, r *document.Reference, named document.Printed) int {
	const joint = " of "
	of := named.Of
	if of == "" || i+1 >= len(inlines) {
		return i
	}
	t, ok := inlines[i+1].(*document.Text)
	if !ok {
		return i
	}
	if rest, found := strings.CutPrefix(t.Text, of); found {
		r.Text += of
		inlines[i+1] = &document.Text{Text: rest}
		return i
	}
	if i+2 < len(inlines) && t.Text == joint {
		if holder, ok := inlines[i+2].(*document.Reference); ok && (joint+holder.Text == of || named.Within != nil && holder.Targets[0] == named.Within.ID) {
			r.Text += of
			inlines[i+2] = r
			return i + 2
		}
	}
	return i
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
