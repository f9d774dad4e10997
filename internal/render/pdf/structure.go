package pdf

import (
	"strconv"
	"strings"
	"unicode"

	"clausewright/internal/document"
)

// A role is a standard structure type of PDF.
type role string

// Roles of elements.
const (
	roleDocument  role = "Document"
	roleSection   role = "Sect"
	roleParagraph role = "P"
	roleList      role = "L"
	roleItem      role = "LI"
	roleLabel     role = "Lbl"
	roleBody      role = "LBody"
	roleTable     role = "Table"
	roleRow       role = "TR"
	roleHead      role = "TH"
	roleCell      role = "TD"
	roleContents  role = "TOC"
	roleEntry     role = "TOCI"
	roleReference role = "Reference"
	roleLink      role = "Link"
	roleSpan      role = "Span"
	roleNote      role = "Note"
	roleFigure    role = "Figure"
)

// deepestHeading is the lowest level that has a role of its own.
const deepestHeading = 6

// An element is a node of the structure tree, which says what each piece of
// the pages is, in the order of reading.
type element struct {
	role     role
	parent   *element
	kids     []kid
	about    string  // of a figure, what it shows; of a head cell, its scope; of a list, how its labels count; of marked text, its mark
	bounds   *bounds // of a figure that was drawn
	words    []byte  // of a link, and of marked text
	hanging  bool    // becomes a kid of its parent when it is first drawn
	number   int     // of the object, once it has one
	artifact string  // if set, this is no element, but marks of which readers are not told
	work     *workspace
}

// newTree is the root of a structure tree.
func newTree(w *workspace) *element { return &element{role: roleDocument, work: w} }

// kid is an element, or else, if that is nil, marked content of a page or,
// if link is set, an annotation on it.
type kid struct {
	element *element
	link    *annotation
	page    int32 // counted from 1
	mark    int32 // number of the marked content on its page
}

// bounds is the smallest rectangle around a figure, in the page's own
// coordinates, which count from its lower left corner.
type bounds struct{ left, bottom, right, top length }

// Artifacts, by the entry that begins them in a page.
var (
	layoutArtifact = &element{artifact: "/Artifact BMC"}
	headerArtifact = &element{artifact: "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC"}
	footerArtifact = &element{artifact: "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC"}
	repeatArtifact = &element{artifact: "/Artifact <</Type /Pagination>> BDC"}
)

// add appends a new element to e.
func (e *element) add(r role) *element {
	child := e.inside(r)
	e.kids = e.work.kids.add(e.kids, kid{element: child})
	return child
}

// inline is a new element inside e, placed where it is first drawn.
func (e *element) inline(r role) *element {
	child := e.inside(r)
	child.hanging = true
	return child
}

// inside is a new element whose parent is e.
func (e *element) inside(r role) *element {
	child := e.work.elements.one()
	child.role, child.parent, child.work = r, e, e.work
	return child
}

// append adds content to e.
func (e *element) append(k kid) {
	if e.hanging {
		e.hanging = false
		e.parent.append(kid{element: e})
	}
	e.kids = e.work.kids.add(e.kids, k)
}

// prune removes elements without content, but not the cells of tables. It
// reports whether e is left.
func (e *element) prune() bool {
	kept := e.kids[:0]
	for _, k := range e.kids {
		if k.element == nil || k.element.prune() {
			kept = append(kept, k)
		}
	}
	e.kids = kept
	return len(kept) > 0 || e.role == roleCell || e.role == roleHead || e.role == roleDocument
}

// open begins an element that holds what follows. A number that still waits
// for its text stands before it, in a paragraph of its own.
func (c *compositor) open(r role) *element {
	var alone *element
	for i := range c.labels {
		if c.labels[i].text.tag == nil {
			if alone == nil {
				alone = c.at.add(roleParagraph)
			}
			c.labels[i].text.tag = alone
		}
	}
	c.at = c.at.add(r)
	return c.at
}

// close ends the innermost open element.
func (c *compositor) close() { c.at = c.at.parent }

// tagNext makes the next text, and the number beside it, the content of e.
func (c *compositor) tagNext(e *element) { c.next = e }

// tagLabel makes the label that was hung last the label of the open list item.
func (c *compositor) tagLabel() {
	if n := len(c.labels); n > 0 && c.labels[n-1].text.tag == nil {
		c.labels[n-1].text.tag = c.at.add(roleLabel)
	}
}

// tag is the element of a text that is set now: what tagNext has said, else
// a new paragraph.
func (c *compositor) tag() *element {
	e := c.next
	c.next = nil
	switch {
	case e != nil:
		return e
	case c.at.role == roleItem: // a number that found no room before its list
		return c.at.add(roleBody).add(roleParagraph)
	}
	return c.at.add(roleParagraph)
}

// tagHeading makes the next text, if there is one, a heading a level below
// those around it. No level is skipped on the way down.
func (c *compositor) tagHeading(heading string) {
	if plainLine(heading) == "" {
		return
	}
	c.heads = min(c.depth, c.heads+1, deepestHeading)
	c.tagNext(c.at.add(role("H" + strconv.Itoa(c.heads))))
}

// listNumbering is how the labels of a list count, by the names that PDF has.
func listNumbering(l *document.List) string {
	if l.Marker == document.Bulleted {
		return "Disc"
	}
	label := func(i int) string {
		if i >= len(l.Items) {
			return ""
		}
		return strings.Trim(l.Items[i].Label, "().")
	}
	first, second := label(0), label(1)
	isRoman := first == "i" && (second == "" || second == "ii")
	switch {
	case first == "":
		return "None"
	case unicode.IsDigit(rune(first[0])):
		return "Decimal"
	case isRoman:
		return "LowerRoman"
	case unicode.IsUpper(rune(first[0])):
		return "UpperAlpha"
	}
	return "LowerAlpha"
}

// tagRow makes each cell of a row of a table an element. Heads says how many
// of them, from the left, are heads of the scope given.
func tagRow(table *element, cells []*text, heads int, scope string) {
	r := table.add(roleRow)
	for i, t := range cells {
		if i < heads {
			t.tag = r.add(roleHead)
			t.tag.about = scope
			continue
		}
		t.tag = r.add(roleCell)
	}
}

// span is a stretch of a text in one style, glyphs[:to] of which are drawn.
type span struct {
	to    int
	style int16
	tag   *element
}

// element is what glyphs[from:to], which have one style, belong to: a link of
// their own, or the text. A link that goes on over the end of a line is one.
func (t *text) element(from, to int) *element {
	index := t.glyphs[from].style
	if m := t.styles[index].mark; m != document.Kept && t.tag != nil {
		return t.marked(from, to, m)
	}
	if t.tag == nil || t.styles[index].link == (place{}) {
		return t.tag
	}
	goesOn := t.span.tag != nil && t.span.to <= from
	for _, g := range t.glyphs[min(t.span.to, from):from] {
		goesOn = goesOn && g.style == index
	}
	if !goesOn || t.span.style != index {
		t.span = span{style: index, tag: t.tag.inline(roleLink)}
	}
	t.span.to = to
	return t.span.tag
}

// figure opens an element for a drawing that the words of alt describe. Rows
// whose figure it is are drawn as its content, text included.
func (c *compositor) figure(alt string) *element {
	e := c.open(roleFigure)
	e.about = alt
	c.close()
	return e
}

// reach widens the bounds of a figure so that they hold b.
func (e *element) reach(b bounds) {
	if a := e.bounds; a != nil {
		b = bounds{min(a.left, b.left), min(a.bottom, b.bottom), max(a.right, b.right), max(a.top, b.top)}
	}
	e.bounds = &b
}
