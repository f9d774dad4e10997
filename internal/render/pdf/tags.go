package pdf

import (
	"fmt"
	"strconv"
	"strings"
)

// A tagger writes the structure tree, and the annotations that belong to it,
// into a file.
type tagger struct {
	*file
	*painting
	root  int
	notes []int // object numbers of the notes, which have ids
	body  []byte
}

// pageObject is the number that gofpdf gives to a page, counted from 1.
func pageObject(pageNumber int) int { return 1 + 2*pageNumber }

// number gives the element and those inside it object numbers, in the order
// of reading.
func (t *tagger) number(e *element) {
	e.number = t.reserve()
	for _, k := range e.kids {
		if k.element != nil {
			t.number(k.element)
		}
	}
}

// write writes the whole tree and gives the number of its root.
func (t *tagger) write() int {
	t.root = t.reserve()
	t.number(t.tree)
	for _, p := range t.pages {
		for _, a := range p.links {
			a.number = t.reserve()
		}
	}
	t.element(t.tree, t.root)
	parents := t.reserve()
	body := fmt.Appendf(nil, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d", t.tree.number, parents, t.parents(parents))
	if len(t.notes) > 0 {
		body = append(body, "/IDTree<</Names["...)
		for i, n := range t.notes {
			body = fmt.Appendf(body, "%s %d 0 R", noteID(i), n)
		}
		body = append(body, "]>>"...)
	}
	t.object(t.root, append(body, ">>"...))
	return t.root
}

// noteID is what the note with the given index is called. Names sort as the
// notes do.
func noteID(i int) string { return fmt.Sprintf("(note-%06d)", i+1) }

// parents writes the tree that leads from pages and annotations to elements,
// and the annotations. It gives the first key that is not taken.
func (t *tagger) parents(n int) int {
	const entry = 12 // bytes, about
	size := 100
	for _, p := range t.pages {
		size += entry * (1 + len(p.elements) + 2*len(p.links))
	}
	body := append(make([]byte, 0, size), "<</Nums["...)
	for i, p := range t.pages {
		body = append(strconv.AppendInt(body, int64(i), 10), '[')
		for _, e := range p.elements {
			body = reference(body, e.number)
		}
		body = append(body, ']')
	}
	key := len(t.pages)
	for _, p := range t.pages {
		for _, a := range p.links {
			body = append(strconv.AppendInt(body, int64(key), 10), ' ')
			body = reference(body, a.of.number)
			t.annotation(a, key)
			key++
		}
	}
	t.object(n, append(body, "]>>"...))
	return key
}

// reference appends a reference to an object, and a space after it.
func reference(b []byte, n int) []byte {
	return append(strconv.AppendInt(b, int64(n), 10), " 0 R "...)
}

// annotation writes a link; its key leads to its element.
func (t *tagger) annotation(a *annotation, key int) {
	b := append(t.body[:0], "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect["...)
	for _, l := range [4]length{a.x, t.paper.height - a.y - a.height, a.x + a.width, t.paper.height - a.y} {
		b = append(appendPoints(b, l), ' ')
	}
	b = append(b, "]/Dest["...)
	b = reference(b, pageObject(a.to.page))
	b = append(appendPoints(append(b, "/XYZ 0 "...), t.paper.height-a.to.top), " null]/StructParent "...)
	b = strconv.AppendInt(b, int64(key), 10)
	b = appendWords(append(b, "/Contents"...), string(a.of.words))
	t.body = append(b, ">>"...)
	t.object(a.number, t.body)
}

// element writes e, whose parent has the given number, and all inside it.
func (t *tagger) element(e *element, parent int) {
	n := e.number
	b := append(t.body[:0], "<</S/"...)
	b = append(append(b, e.role...), "/P "...)
	b = reference(b, parent)
	pageNumber := e.page()
	if pageNumber > 0 {
		b = reference(append(b, "/Pg "...), pageObject(pageNumber))
	}
	b = t.attributes(b, e)
	if len(e.kids) > 0 {
		b = t.kids(append(b, "/K"...), e, pageNumber)
	}
	t.body = append(b, ">>"...)
	t.object(n, t.body)
	for _, k := range e.kids {
		if k.element != nil {
			t.element(k.element, n)
		}
	}
}

// page is that of the first content of e itself; 0 if it only holds elements.
func (e *element) page() int {
	for _, k := range e.kids {
		if k.element == nil {
			return int(k.page)
		}
	}
	return 0
}

// attributes appends what is said of e beside its role and its content.
func (t *tagger) attributes(b []byte, e *element) []byte {
	switch e.role {
	case roleNote:
		b = append(append(b, "/ID"...), noteID(len(t.notes))...)
		t.notes = append(t.notes, e.number)
	case roleHead:
		b = append(append(append(b, "/A<</O/Table/Scope/"...), e.about...), ">>"...)
	case roleSpan:
		if e.about != "" {
			b = appendWords(append(b, "/ActualText"...), "["+e.about+": "+strings.TrimRight(string(e.words), " ")+"] ")
		}
	case roleList:
		b = append(append(append(b, "/A<</O/List/ListNumbering/"...), e.about...), ">>"...)
	case roleFigure:
		b = append(appendWords(append(b, "/Alt"...), e.about), "/A<</O/Layout/Placement/Block/BBox["...)
		for _, l := range [4]length{e.bounds.left, e.bounds.bottom, e.bounds.right, e.bounds.top} {
			b = append(appendPoints(b, l), ' ')
		}
		b = append(b, "]>>"...)
	}
	return b
}

// kids appends the list of what e holds; page is where marks lie that do not
// say so.
func (t *tagger) kids(b []byte, e *element, pageNumber int) []byte {
	b = append(b, '[')
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			b = reference(b, k.element.number)
		case k.link != nil:
			b = reference(append(b, "<</Type/OBJR/Obj "...), k.link.number)
			b = append(t.onPage(b, int(k.page), pageNumber), ">>"...)
		case int(k.page) == pageNumber:
			b = append(strconv.AppendInt(b, int64(k.mark), 10), ' ')
		default:
			b = strconv.AppendInt(append(b, "<</Type/MCR/MCID "...), int64(k.mark), 10)
			b = append(t.onPage(b, int(k.page), pageNumber), ">>"...)
		}
	}
	return append(b, ']')
}

// onPage appends the page of a kid where it is another than that of its element.
func (t *tagger) onPage(b []byte, pageNumber, expected int) []byte {
	if pageNumber == expected {
		return b
	}
	return reference(append(b, "/Pg "...), pageObject(pageNumber))
}
