package amend

import (
	"cmp"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/library"
	"clausewright/internal/style"
)

// Group is what becomes of one place of the signed agreement.
type Group struct {
	Place string // as a heading: "Section 9.2 (Royalty)"
	Lead  string // before a list of several instructions
	List  []Instruction
	days  []deal.Date // that come into the place
}

// newWords is all that comes into the agreement.
func (g Group) newWords() string {
	var list []string
	for _, i := range g.List {
		list = append(list, i.Words, wholeText(i.Text))
	}
	return strings.Join(list, " ")
}

// Instruction is one change against the signed numbers.
type Instruction struct {
	Words string
	Text  []document.Block // what stands in the agreement from now on
}

// untouched are the parts of an agreement that an amendment leaves alone: they frame
// it, or are made from the rest of it.
var untouched = []string{document.CoverPart, document.ContentsPart, document.ChangesPart}

// Untouched reports whether an amendment leaves a division alone.
func Untouched(d *document.Division) bool {
	return d.Kind == document.Part && (slices.Contains(untouched, d.ID) || Signs(d))
}

// Signs reports whether the parties sign in a division: it is library.Called so, by itself or
// by its form of agreement.
func Signs(d *document.Division) bool {
	return d.ID == "signature" || strings.HasSuffix(d.ID, "-signature")
}

// Instructions are what turns a signed agreement into an amended one, which has the
// signed numbers, in the order of the agreement.
func Instructions(forms Forms, signed, amended *document.Document) []Group {
	w := &writer{pack: style.Of(amended.Style), forms: forms}
	w.divisions(nil, tops(signed), tops(amended))
	return w.groups
}

// tops are the divisions of an agreement that can be amended.
func tops(doc *document.Document) []*document.Division {
	return slices.DeleteFunc(slices.Clone(doc.Body), Untouched)
}

// writer writes instructions.
type writer struct {
	pack   *style.Pack
	forms  Forms
	groups []Group
}

// say is an instruction.
func (w *writer) say(f library.Instruction, parts ...string) Instruction {
	return Instruction{Words: document.Capitalised(w.forms.say(f, parts...))}
}

// change is an instruction about a place.
func (w *writer) change(f library.Instruction, at spot, text ...document.Block) Instruction {
	if many, ok := manyOf[f]; ok && at.several() {
		f = many
	}
	i := w.say(f, "place", at.name())
	i.Text = text
	return i
}

// insert is an instruction by which something comes in beside a place.
func (w *writer) insert(many bool, what, where, place string, text ...document.Block) Instruction {
	f := library.InsertOne
	switch {
	case where == atEnd && many:
		f = library.AppendMany
	case where == atEnd:
		f = library.AppendOne
	case many:
		f = library.InsertMany
	}
	i := w.say(f, "new", what, "where", where, "place", place)
	i.Text = text
	return i
}

// Where something comes in.
const (
	goesAfter  = "after"
	goesBefore = "before"
	atEnd      = "at the end of"
)

// keyOf is what tells a division apart under its outer one.
func keyOf(d *document.Division) string {
	return cmp.Or(d.Label, d.ID, d.Heading)
}

func find(list []*document.Division, key string) *document.Division {
	for _, d := range list {
		if keyOf(d) == key {
			return d
		}
	}
	return nil
}

// divisions compares the divisions of one level; outer holds them, or is nil. What
// goes or comes in together is one group.
func (w *writer) divisions(outer *document.Division, signed, amended []*document.Division) {
	var fresh, gone []*document.Division
	last := (*document.Division)(nil)
	end := func() {
		w.comeIn(outer, last, signed, fresh)
		w.leave(outer, gone)
		fresh, gone = nil, nil
	}
	for _, s := range signed {
		if s.Kind == document.Part && find(amended, keyOf(s)) == nil {
			w.groups = append(w.groups, Group{Place: document.Capitalised(w.at(s, outer).name()), List: []Instruction{w.change(library.DeleteOne, w.at(s, outer))}})
		}
	}
	for _, a := range amended {
		s := find(signed, keyOf(a))
		switch {
		case s == nil:
			if len(gone) > 0 || len(fresh) > 0 && fresh[0].Kind != a.Kind {
				end()
			}
			fresh = append(fresh, a)
			continue
		case isOmitted(a) && !isOmitted(s):
			if len(fresh) > 0 {
				end()
			}
			gone = append(gone, s)
		default:
			end()
			w.division(s, a, outer)
		}
		last = s
	}
	end()
}

func (w *writer) at(d, outer *document.Division) spot {
	return spot{pack: w.pack, division: d, outer: outer}
}

// comeIn tells what comes in after a division of the same level, or before all.
func (w *writer) comeIn(outer, last *document.Division, signed, fresh []*document.Division) {
	if len(fresh) == 0 {
		return
	}
	what := noun(w.pack, fresh, outer)
	where, place := goesAfter, ""
	switch {
	case last != nil && last.Kind != document.Schedule && fresh[0].Kind == document.Schedule:
		where, place = atEnd, "the Agreement"
	case last != nil:
		place = w.at(last, outer).name()
	case len(signed) > 0:
		where, place = goesBefore, w.at(signed[0], outer).name()
	case outer != nil:
		where, place = atEnd, w.at(outer, nil).name()
	}
	var text []document.Block
	for _, d := range fresh {
		text = append(text, quotedDivision(d)...)
	}
	g := Group{Place: document.Capitalised(what), List: []Instruction{w.insert(len(fresh) > 1, what, where, place, text...)}, days: newDays("", wholeText(text))}
	if len(fresh) == 1 {
		g.Place = titled(what, fresh[0])
	}
	w.groups = append(w.groups, g)
}

// leave tells what goes and leaves its number behind.
func (w *writer) leave(outer *document.Division, gone []*document.Division) {
	if len(gone) == 0 {
		return
	}
	what, f := noun(w.pack, gone, outer), library.OmitOne
	if len(gone) > 1 {
		f = library.OmitMany
	}
	g := Group{Place: document.Capitalised(what), List: []Instruction{w.say(f, "place", what)}}
	if len(gone) == 1 {
		g.Place = titled(what, gone[0])
	}
	w.groups = append(w.groups, g)
}

// titled is a place with its heading.
func titled(place string, d *document.Division) string {
	if d.Heading == "" || d.Kind == document.Part || isOmitted(d) {
		return document.Capitalised(place)
	}
	return document.Capitalised(place) + " (" + d.Heading + ")"
}

// division compares two states of a division, and then its sections.
func (w *writer) division(s, a, outer *document.Division) {
	at := w.at(s, outer)
	if isOmitted(s) && !isOmitted(a) {
		w.groups = append(w.groups, Group{Place: titled(at.name(), a), List: []Instruction{w.change(library.ReplaceAll, at, quotedDivision(a)...)}})
		return
	}
	was, _ := ownBlocks(s)
	is, _ := ownBlocks(a)
	list, ok := w.blocks(at, was, is)
	if s.Heading != a.Heading {
		list = append([]Instruction{w.say(library.ChangeTitle, "place", at.name(), "new", a.Heading)}, list...)
	}
	if !ok || tooMany(list, is) {
		list = []Instruction{w.restated(at, a, is)}
	}
	if len(list) > 0 {
		g := Group{Place: titled(at.name(), s), List: list, days: newDays(wholeText(was), wholeText(is))}
		if len(list) > 1 {
			g.Lead = w.change(library.AmendOne, at).Words
		}
		w.groups = append(w.groups, g)
	}
	if s.Kind != document.Section {
		w.divisions(s, s.Sections(), a.Sections())
	}
}

// restated is the instruction that puts the whole text of a division in the place of
// what it says; its sections are not part of that.
func (w *writer) restated(at spot, a *document.Division, own []document.Block) Instruction {
	text := quotedBlocks(own)
	if a.Kind == document.Part || len(a.Sections()) > 0 {
		if at.several() {
			return w.change(library.ReplaceOne, at, text...)
		}
		if len(text) == 0 {
			return w.say(library.DeleteOne, "place", ownText(at, a))
		}
		return w.say(library.ReplaceAll, "place", ownText(at, a)).with(text)
	}
	return w.change(library.ReplaceAll, at, append([]document.Block{quotedHeading(a)}, text...)...)
}

func (i Instruction) with(text []document.Block) Instruction {
	i.Text = text
	return i
}

// ownText names the text of a division apart from its sections.
func ownText(at spot, a *document.Division) string {
	if len(a.Sections()) == 0 {
		return at.name()
	}
	first := at
	first.division, first.outer = a.Sections()[0], at.division
	return "the text of " + at.name() + " before " + first.name()
}

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

// definitions compares two states of the compiled definitions.
func (w *writer) definitions(at spot, was, is *document.Definitions) []Instruction {
	var list []Instruction
	var fresh []*document.Entry
	var gone []string
	older := map[string]*document.Entry{}
	for _, e := range was.Entries {
		older[document.TermOf(e)] = e
	}
	of := func(term string) spot {
		s := at
		s.term = term
		return s
	}
	last := ""
	end := func() {
		if len(fresh) == 0 {
			return
		}
		what, where, place := "definition", goesAfter, last
		if len(fresh) > 1 {
			what = "definitions"
		}
		if place == "" && len(was.Entries) > 0 {
			where, place = goesBefore, document.TermOf(was.Entries[0])
		}
		var text []document.Block
		for _, e := range fresh {
			text = append(text, quotedBlocks(e.Blocks)...)
		}
		list = append(list, w.insert(len(fresh) > 1, what, where, of(place).name(), text...))
		fresh = nil
	}
	there := map[string]bool{}
	for _, e := range is.Entries {
		term := document.TermOf(e)
		there[term] = true
		s := older[term]
		if s == nil {
			fresh = append(fresh, e)
			continue
		}
		end()
		list = append(list, w.entry(of(term), s, e)...)
		last = term
	}
	end()
	for _, e := range was.Entries {
		if term := document.TermOf(e); !there[term] {
			gone = append(gone, term)
		}
	}
	if len(gone) > 0 {
		what := "the definition of "
		if len(gone) > 1 {
			what = "the definitions of "
		}
		list = append(list, w.say(oneOrMany(gone, library.DeleteOne, library.DeleteMany), "place", what+quotedNames(w.pack, gone)+" in "+at.name()))
	}
	return list
}

// entry compares two states of a definition.
func (w *writer) entry(at spot, was, is *document.Entry) []Instruction {
	list, ok := w.blocks(at, was.Blocks, is.Blocks)
	if !ok || tooMany(list, is.Blocks) {
		return []Instruction{w.change(library.ReplaceAll, at, quotedBlocks(is.Blocks)...)}
	}
	return list
}

// table compares two states of a table. Its rows go by what stands in their first
// cells, if that tells them apart.
func (w *writer) table(at spot, was, is *document.Table) []Instruction {
	if sameText([]document.Block{was}, []document.Block{is}) {
		return nil
	}
	rows, ok := w.rows(at, was, is)
	if !ok {
		return []Instruction{w.change(library.ReplaceOne, at, quotedTable(is, is.Rows))}
	}
	return rows
}

// rows compares the rows of two states of a table. It reports false where the table
// is better replaced.
func (w *writer) rows(at spot, was, is *document.Table) ([]Instruction, bool) {
	older, names, ok := rowNames(was, is)
	if !ok || !same(rowText(was.Head), rowText(is.Head)) || !inOrder(older, names) {
		return nil, false
	}
	row := func(names ...string) string {
		words := "the row "
		if len(names) > 1 {
			words = "the rows "
		}
		return words + quotedNames(w.pack, names) + " of " + at.name()
	}
	var list []Instruction
	var fresh, other []document.Row
	var gone, changed []string
	last, kept := "", 0
	replaced := func() {
		if len(changed) > 0 {
			list = append(list, w.say(oneOrMany(changed, library.ReplaceOne, library.ReplaceMany), "place", row(changed...)).with([]document.Block{quotedTable(is, other)}))
		}
		changed, other = nil, nil
	}
	end := func() {
		if len(fresh) == 0 {
			return
		}
		replaced()
		if went := goneAfter(older, names, last); len(went) > 0 { // what comes in stands in their place
			list = append(list, w.say(oneOrMany(went, library.ReplaceOne, library.ReplaceMany), "place", row(went...)).with([]document.Block{quotedTable(is, fresh)}))
			gone, fresh = slices.DeleteFunc(gone, func(name string) bool { return slices.Contains(went, name) }), nil
			return
		}
		what, where, place := "row", goesAfter, last
		if len(fresh) > 1 {
			what = "rows"
		}
		if place == "" && len(older) > 0 {
			where, place = goesBefore, older[0]
		}
		list = append(list, w.insert(len(fresh) > 1, what, where, row(place), quotedTable(is, fresh)))
		fresh = nil
	}
	for _, name := range older {
		if !slices.Contains(names, name) {
			gone = append(gone, name)
		}
	}
	lost := len(gone)
	for i, name := range names {
		j := slices.Index(older, name)
		if j < 0 {
			fresh = append(fresh, is.Rows[i])
			continue
		}
		end()
		if last = name; same(rowText(was.Rows[j].Cells), rowText(is.Rows[i].Cells)) {
			kept++
			replaced()
			continue
		}
		changed, other = append(changed, name), append(other, is.Rows[i])
	}
	end()
	replaced()
	if len(gone) > 0 {
		list = append(list, w.say(oneOrMany(gone, library.DeleteOne, library.DeleteMany), "place", row(gone...)))
	}
	const few = 3
	return list, len(older) > lost && (len(list) <= few || kept*2 > len(names))
}

// goneAfter are the rows that stood right after one, or first, and are no more.
func goneAfter(older, names []string, one string) (gone []string) {
	for _, name := range older[slices.Index(older, one)+1:] {
		if slices.Contains(names, name) {
			break
		}
		gone = append(gone, name)
	}
	return gone
}

// oneOrMany is the form for a list of one thing, or of many.
func oneOrMany(list []string, single, many library.Instruction) library.Instruction {
	if len(list) > 1 {
		return many
	}
	return single
}

// rowNames are what stands in the first cell of each row of two tables, or in the
// first two where it takes these to tell the rows apart; false where it takes more.
func rowNames(was, is *document.Table) (older, newer []string, ok bool) {
	for cells := 1; cells <= 2; cells++ {
		older, ok = namesOf(was, cells)
		also := false
		if newer, also = namesOf(is, cells); ok && also {
			return older, newer, true
		}
	}
	return nil, nil, false
}

// namesOf are the rows of a table by their first cells; false where two of them say
// the same, or one nothing.
func namesOf(t *document.Table, cells int) ([]string, bool) {
	names := make([]string, len(t.Rows))
	for i, row := range t.Rows {
		if len(row.Cells) < cells {
			return nil, false
		}
		var texts []string
		for _, c := range row.Cells[:cells] {
			texts = append(texts, document.PlainText(c))
		}
		name := plainSpace(strings.Join(texts, ", "))
		if plainSpace(texts[0]) == "" || slices.Contains(names[:i], name) || !quotable(name) {
			return nil, false
		}
		names[i] = name
	}
	return names, true
}

// inOrder reports whether the names that two lists share stand in one order.
func inOrder(was, is []string) bool {
	last := -1
	for _, name := range is {
		if i := slices.Index(was, name); i >= 0 {
			if i < last {
				return false
			}
			last = i
		}
	}
	return true
}
