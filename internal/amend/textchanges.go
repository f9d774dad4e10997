package amend

import (
	"slices"

	"clausewright/internal/document"
	"clausewright/internal/library"
	"clausewright/internal/style"
)

// tooMany reports whether a text is better restated than changed piece by piece.
func tooMany(list []Instruction, is []document.Block) bool {
	const most, share = 4, 60 // percent of the text
	if slices.ContainsFunc(is, func(b document.Block) bool {
		switch b.(type) {
		case *document.Table, *document.Definitions, *document.Picture:
			return true
		}
		return false
	}) {
		return false
	}
	length, quoted := 0, 0
	for _, l := range linesOf(is) {
		length += len(l.text)
	}
	for _, i := range list {
		for _, l := range linesOf(i.Text) {
			quoted += len(l.text)
		}
	}
	return len(list) > most || len(list) > 0 && quoted*100 > share*length
}

// same reports whether two texts read alike.
func same(a, b string) bool { return plainSpace(a) == plainSpace(b) }

// sameText reports whether blocks read alike, numbers and all.
func sameText(a, b []document.Block) bool {
	return slices.EqualFunc(linesOf(a), linesOf(b), func(x, y line) bool { return x.label == y.label && same(x.text, y.text) })
}

// blocks compares what stands in a place. It reports false where that is to be
// restated as a whole.
func (w *writer) blocks(at spot, was, is []document.Block) (list []Instruction, ok bool) {
	if sameText(was, is) {
		return nil, true
	}
	if !sameShape(was, is) {
		return w.gap(at, was, is)
	}
	paragraphs, tables := counted[*document.Paragraph](is), counted[*document.Table](is)
	paragraph, table := 0, 0
	for i := range is {
		here := at
		var more []Instruction
		ok := true
		switch b := is[i].(type) {
		case *document.Paragraph:
			if paragraph++; paragraphs > 1 {
				here.paragraph = paragraph
			}
			more, ok = w.paragraph(here, was, is, was[i].(*document.Paragraph), b)
		case *document.List:
			more, ok = w.list(here, was[i].(*document.List), b)
		case *document.Table:
			if table++; tables > 1 {
				here.table = table
			} else {
				here.table = -1
			}
			more = w.table(here, was[i].(*document.Table), b)
		case *document.Definitions:
			more = w.definitions(here, was[i].(*document.Definitions), b)
		case *document.Picture:
			if document.Key(was[i]) != document.Key(b) {
				more = []Instruction{w.say(library.ReplaceOne, "place", "the picture in "+at.name()).with([]document.Block{b})}
				ok = counted[*document.Picture](is) == 1
			}
		}
		if !ok {
			return nil, false
		}
		list = append(list, more...)
	}
	return list, true
}

// gap tells of paragraphs that come into a place or go from it. It reports false where
// more than that changed.
func (w *writer) gap(at spot, was, is []document.Block) ([]Instruction, bool) {
	if i, n := gap(is, was); n > 0 {
		list, ok := w.blocks(at, was, without(is, i, n))
		if !ok {
			return nil, false
		}
		place, where, ok := beside(at, was, i)
		what := style.Paragraph.One
		if n > 1 {
			what = style.Paragraph.Many
		}
		return append(list, w.insert(n > 1, what, where, place.name(), quotedBlocks(is[i:i+n])...)), ok
	}
	i, n := gap(was, is)
	if n != 1 || !sameText(without(was, i, n), is) {
		return nil, false
	}
	at.paragraph = counted[*document.Paragraph](was[:i+1])
	return []Instruction{w.change(library.DeleteOne, at)}, true
}

// beside is the place at which something comes in among the blocks of another one, before
// the i-th: at the end, or beside a paragraph; false if it is neither.
func beside(at spot, blocks []document.Block, i int) (place spot, where string, ok bool) {
	if whole := at.label == "" && at.term == ""; i == len(blocks) && (!whole || len(at.division.Sections()) == 0) {
		return at, atEnd, true
	}
	paragraphs := counted[*document.Paragraph](blocks[:i])
	if i > 0 && counted[*document.Paragraph](blocks[i-1:i]) > 0 {
		at.paragraph = paragraphs
		return at, goesAfter, true
	}
	if i < len(blocks) && counted[*document.Paragraph](blocks[i:i+1]) > 0 {
		at.paragraph = paragraphs + 1
		return at, goesBefore, true
	}
	return at, "", false
}

// counted is how many blocks of a kind there are.
func counted[T document.Block](blocks []document.Block) int {
	n := 0
	for _, b := range blocks {
		if _, ok := b.(T); ok {
			n++
		}
	}
	return n
}

// paragraph compares two states of a paragraph, which stands among others in its
// place.
func (w *writer) paragraph(at spot, among, now []document.Block, was, is *document.Paragraph) ([]Instruction, bool) {
	older, newer := document.PlainText(was.Inlines), document.PlainText(is.Inlines)
	if same(older, newer) {
		return nil, true
	}
	in := scope{older, newer}
	if at.paragraph == 0 {
		in = scope{wholeText(among), wholeText(now)}
	}
	edits, ok := wordEdits(in, older, newer)
	if !ok {
		return []Instruction{w.change(library.ReplaceAll, at, quotedBlocks([]document.Block{is})...)}, at.paragraph > 0
	}
	var list []Instruction
	for _, e := range edits {
		list = append(list, w.say(e.form, "place", at.name(), "old", e.old, "new", e.new))
	}
	return list, true
}

// list compares two states of a list. It reports false where its labels changed.
func (w *writer) list(at spot, was, is *document.List) ([]Instruction, bool) {
	if sameText([]document.Block{was}, []document.Block{is}) {
		return nil, true
	}
	if is.Marker == document.Bulleted || !keeps(was, is) {
		return nil, false
	}
	var list []Instruction
	var fresh []*document.Item
	last := ""
	end := func() {
		if len(fresh) > 0 {
			list = append(list, w.items(at, last, is.Marker, fresh))
		}
		fresh = nil
	}
	for _, item := range is.Items {
		s := itemOf(was, item.Label)
		if s == nil {
			fresh = append(fresh, item)
			continue
		}
		end()
		list = append(list, w.item(at.item(item.Label), is.Marker, s, item)...)
		last = item.Label
	}
	end()
	return list, true
}

// keeps reports whether a list still has the labels that it had, in their order.
func keeps(was, is *document.List) bool {
	i := 0
	for _, item := range is.Items {
		if i < len(was.Items) && was.Items[i].Label == item.Label {
			i++
		}
	}
	return i == len(was.Items) && len(is.Items) > 0 && is.Items[0].Label == was.Items[0].Label
}

func itemOf(list *document.List, label string) *document.Item {
	for _, item := range list.Items {
		if item.Label == label {
			return item
		}
	}
	return nil
}

// items is the instruction by which items come in after one.
func (w *writer) items(at spot, last string, marker document.Marker, fresh []*document.Item) Instruction {
	what := style.Paragraph.One
	if len(fresh) > 1 {
		what = style.Paragraph.Many
	}
	return w.insert(len(fresh) > 1, what, goesAfter, at.item(last).name(), quotedList(&document.List{Marker: marker, Items: fresh}))
}

// item compares two states of an item.
func (w *writer) item(at spot, marker document.Marker, was, is *document.Item) []Instruction {
	if sameText(was.Blocks, is.Blocks) {
		return nil
	}
	if itemText(is) == Omitted {
		return []Instruction{w.change(library.OmitOne, at)}
	}
	list, ok := w.blocks(at, was.Blocks, is.Blocks)
	if !ok || tooMany(list, is.Blocks) {
		return []Instruction{w.change(library.ReplaceAll, at, quotedList(&document.List{Marker: marker, Items: []*document.Item{is}}))}
	}
	return list
}
