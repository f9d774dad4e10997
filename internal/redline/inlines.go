package redline

import (
	"slices"
	"strings"

	"clausewright/internal/document"
)

// token is a word of a paragraph and the inline that it is, or is part of.
type token struct {
	Word
	inline document.Inline // nil for a word of text
	origin document.Origin // of a word of text
}

// Styles of words, outermost first: "se" is emphasised inside strong text.
const (
	strongStyle   = 's'
	emphasisStyle = 'e'
)

// cutTokens cuts inlines that stand in text of a style into words. Whatever is no
// text is one word, compared by what it means.
func cutTokens(inlines []document.Inline, style string) []token {
	var list []token
	for i := 0; i < len(inlines); i++ {
		var inner []document.Inline
		switch n := inlines[i].(type) {
		case *document.Text, *document.Use:
			end := i + 1
			for end < len(inlines) && isText(inlines[end]) {
				end++
			}
			list = append(list, textTokens(inlines[i:end], style)...)
			i = end - 1
			continue
		case *document.Strong:
			inner, style = n.Inlines, style+string(strongStyle)
		case *document.Emphasis:
			inner, style = n.Inlines, style+string(emphasisStyle)
		case *document.Revision:
			inner = n.Inlines
		default:
			list = append(list, token{Word: atom(n, style), inline: n})
			continue
		}
		list = append(list, cutTokens(inner, style)...)
		if _, revision := inlines[i].(*document.Revision); !revision {
			style = style[:len(style)-1]
		}
	}
	return list
}

func isText(inline document.Inline) bool {
	switch inline.(type) {
	case *document.Text, *document.Use:
		return true
	}
	return false
}

// textTokens cuts neighbouring texts as one, since a word may stand in two.
func textTokens(pieces []document.Inline, style string) []token {
	var all strings.Builder
	type start struct {
		offset int
		origin document.Origin
	}
	var starts []start
	for _, piece := range pieces {
		text, origin := "", document.Origin{}
		switch n := piece.(type) {
		case *document.Text:
			text, origin = n.Text, n.Origin
		case *document.Use:
			text, origin = n.Text, n.Origin
		}
		starts = append(starts, start{all.Len(), origin})
		all.WriteString(text)
	}
	words := Cut(all.String())
	list := make([]token, len(words))
	at, piece := 0, 0
	for i, w := range words {
		for piece+1 < len(starts) && starts[piece+1].offset <= at {
			piece++
		}
		w.Style = style
		list[i] = token{Word: w, origin: starts[piece].origin}
		at += len(w.Text)
	}
	return list
}

// atom is an inline that is no text, as a word.
func atom(inline document.Inline, style string) Word {
	w := Word{Style: style}
	switch n := inline.(type) {
	case *document.Definition:
		w.Text, w.Key = n.Term, "\x02definition "+n.Term
	case *document.Reference:
		w.Text, w.Key = n.Text, "\x02reference "+strings.Join(n.Targets, ",")
		if n.Text == "" { // a reference to nothing has no number that could shift
			w.Key += " dangling"
		}
	case *document.Blank:
		w.Text, w.Key = document.OpenMark, "\x02blank "+n.Name+" "+n.Ask
	case *document.Break:
		w.Text, w.Key = "\n", "\x02break"
	}
	return w
}

func wordsOf(list []token) Paragraph {
	words := make(Paragraph, len(list))
	for i, t := range list {
		words[i] = t.Word
	}
	return words
}

// blockText is all words of a block, for likeness.
func blockText(block document.Block) Paragraph {
	var text Paragraph
	document.WalkBlock(block, func(node any) bool {
		switch n := node.(type) {
		case *document.Division:
			text = append(text, Cut(n.Heading)...)
		case *document.Paragraph:
			text = append(text, wordsOf(cutTokens(n.Inlines, ""))...)
			return false
		case *document.Table:
			for _, row := range append([]document.Row{{Cells: n.Head}}, n.Rows...) {
				for _, cell := range row.Cells {
					text = append(text, wordsOf(cutTokens(cell, ""))...)
				}
			}
			return false
		}
		return true
	})
	return text
}

// blocksText is all words of some blocks.
func blocksText(blocks []document.Block) Paragraph {
	var text Paragraph
	for _, b := range blocks {
		text = append(text, blockText(b)...)
	}
	return text
}

// markedToken is a token with its mark.
type markedToken struct {
	token
	mark document.Mark
}

// compareInlines compares two runs.
func compareInlines(older, newer []document.Inline) []document.Inline {
	if said(older) == said(newer) {
		return newer
	}
	was, is := cutTokens(older, ""), cutTokens(newer, "")
	var list []markedToken
	add := func(mark document.Mark, tokens []token) {
		for _, t := range tokens {
			list = append(list, markedToken{t, mark})
		}
	}
	from, to := 0, 0
	kept := func(until int) {
		for ; to < until; from, to = from+1, to+1 {
			list = append(list, markedToken{token: keep(was[from], is[to])})
		}
	}
	edits := changes(wordsOf(was), wordsOf(is))
	if len(edits) > 0 && (slices.ContainsFunc(was, styledBreak) || slices.ContainsFunc(is, styledBreak)) {
		edits = []edit{{0, len(was), 0, len(is)}}
	}
	for _, e := range edits {
		kept(e.newLow)
		add(document.Mark{Change: document.Deleted}, was[e.oldLow:e.oldHigh])
		add(document.Mark{Change: document.Inserted}, is[e.newLow:e.newHigh])
		from, to = e.oldHigh, e.newHigh
	}
	kept(len(is))
	return build(list, 0)
}

// said is all that a run says, in one text: most runs of two drafts are equal,
// and need not be cut into words for that.
func said(inlines []document.Inline) string {
	var b strings.Builder
	var write func(list []document.Inline)
	write = func(list []document.Inline) {
		for _, inline := range list {
			switch n := inline.(type) {
			case *document.Text:
				b.WriteString(n.Text)
			case *document.Use:
				b.WriteString(n.Text)
			case *document.Strong:
				b.WriteString("\x02strong(")
				write(n.Inlines)
				b.WriteString("\x02)")
			case *document.Emphasis:
				b.WriteString("\x02emphasis(")
				write(n.Inlines)
				b.WriteString("\x02)")
			case *document.Revision:
				b.WriteString("\x02revision(")
				write(n.Inlines)
				b.WriteString("\x02)")
			default:
				w := atom(n, "")
				b.WriteString(w.Key + "\x02" + w.Text + "\x02")
			}
		}
	}
	write(inlines)
	return b.String()
}

// styledBreak reports whether a break stands inside strong or emphasised text.
// Where it does, how the marks around it join depends on all of them, so that
// such a run is replaced as a whole.
func styledBreak(t token) bool {
	_, ok := t.inline.(*document.Break)
	return ok && t.Style != ""
}

// keep is a token that is in both runs, as in the new one. A reference tells
// how it read before. Where the new one was read from a file it comes from where
// the old one came from.
func keep(was, is token) token {
	if !is.origin.Answer {
		is.origin = was.origin
	}
	n, ok := is.inline.(*document.Reference)
	if old, also := was.inline.(*document.Reference); ok && also && old.Text != n.Text {
		r := *n
		r.Was = old.Text
		is.inline = &r
	}
	return is
}

// build makes inlines of tokens that share the first depth styles.
func build(list []markedToken, depth int) []document.Inline {
	var out []document.Inline
	for len(list) > 0 {
		n := 1
		if len(list[0].Style) > depth {
			style := list[0].Style[depth]
			for n < len(list) && len(list[n].Style) > depth && list[n].Style[depth] == style {
				n++
			}
			inner := build(list[:n], depth+1)
			if style == strongStyle {
				out = append(out, &document.Strong{Inlines: inner})
			} else {
				out = append(out, &document.Emphasis{Inlines: inner})
			}
		} else {
			for n < len(list) && len(list[n].Style) == depth && list[n].mark == list[0].mark {
				n++
			}
			out = append(out, revised(list[:n])...)
		}
		list = list[n:]
	}
	return out
}

// revised makes inlines of tokens of one mark and style.
func revised(list []markedToken) []document.Inline {
	var out []document.Inline
	for i := 0; i < len(list); i++ {
		if list[i].inline != nil {
			out = append(out, list[i].inline)
			continue
		}
		var text strings.Builder
		origin := list[i].origin
		for ; i < len(list) && list[i].inline == nil && list[i].origin.Answer == origin.Answer && list[i].origin.Path() == origin.Path(); i++ {
			text.WriteString(list[i].Text)
		}
		i--
		out = append(out, &document.Text{Text: text.String(), Origin: origin})
	}
	if list[0].mark == (document.Mark{}) {
		return out
	}
	return []document.Inline{&document.Revision{Inlines: out, Mark: list[0].mark}}
}
