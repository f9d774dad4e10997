package pdf

import (
	"slices"

	"clausewright/internal/document"
)

// What a redline marks is underlined or struck out, with a bar in the margin
// beside it; the structure says it in words.

// markWords are what is said of marked text.
var markWords = [...]string{
	document.Inserted: "inserted", document.Deleted: "deleted",
	document.MovedHere: "moved here", document.MovedAway: "moved from here",
}

// markInks are the colours of marked text, which only help.
var markInks = [...]ink{
	document.Inserted: green, document.Deleted: red, document.MovedHere: violet, document.MovedAway: violet,
}

// Measures of the lines under and through marked text, from its base line.
const (
	underline  = 15 * point / 10
	underlines = point // between the two lines under inserted text
	barSpace   = 10 * point
)

// decorate draws the lines of a mark under or through a run, and the bar.
func (r *row) decorate(m document.Change, piece run, y, lead length) {
	if m == document.Kept {
		return
	}
	r.runs[len(r.runs)-1].ink = markInks[m]
	across := func(y length, dotted bool) {
		r.rules = append(r.rules, rule{x1: piece.x, y1: y, x2: piece.x + piece.width, y2: y, dotted: dotted, change: true})
	}
	switch m {
	case document.Inserted:
		across(piece.base+underline, false)
		across(piece.base+underline+underlines, false)
	case document.MovedHere:
		across(piece.base+underline, true)
	case document.Deleted, document.MovedAway:
		across(piece.base-piece.size*3/10, false)
	}
	if m == document.MovedAway {
		across(piece.base+underline, true)
	}
	bar := rule{x1: margin - barSpace, y1: y, x2: margin - barSpace, y2: y + lead, change: true}
	if !slices.Contains(r.rules, bar) {
		r.rules = append(r.rules, bar)
	}
}

// holding sets what a piece of that mark holds.
func (c *compositor) holding(m document.Mark, set func()) {
	outer := c.book.mark
	if m.Change != document.Kept {
		c.book.mark = m.Change
	}
	set()
	c.book.mark = outer
}

// gone reports whether what is being set is only in the old document: links
// lead to what is in the new one.
func (b *fontBook) gone() bool { return !document.Mark{Change: b.mark}.New() }

// renamed is a heading or a title, and the one before it if it was another.
func renamed(was *string, is string) []document.Inline {
	now := []document.Inline{&document.Text{Text: is}}
	if was == nil || *was == is {
		return now
	}
	return []document.Inline{
		&document.Revision{Inlines: []document.Inline{&document.Text{Text: *was}}, Mark: document.Mark{Change: document.Deleted}},
		&document.Revision{Inlines: now, Mark: document.Mark{Change: document.Inserted}},
	}
}

// headingWords is the heading of a division.
func headingWords(d *document.Division) []document.Inline {
	if d.Was == nil {
		return renamed(nil, d.Heading)
	}
	return renamed(&d.Was.Heading, d.Heading)
}

// marked is the element of glyphs[from:to], which have one mark: text that goes
// on over the end of a line is one.
func (t *text) marked(from, to int, m document.Change) *element {
	goesOn := t.revision.tag != nil && t.revision.to <= from && t.revision.mark == m
	for _, g := range t.glyphs[min(t.revision.to, from):from] {
		goesOn = goesOn && t.styles[g.style].mark == m
	}
	if !goesOn {
		t.revision = revision{mark: m, tag: t.tag.inline(roleSpan)}
		t.revision.tag.about = markWords[m]
	}
	t.revision.to = to
	return t.revision.tag
}

// revision is a stretch of a text under one mark, glyphs[:to] of which are drawn.
type revision struct {
	to   int
	mark document.Change
	tag  *element
}
