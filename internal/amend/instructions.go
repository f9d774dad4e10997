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

// Signs reports whether the parties sign in a division: it is called so, by itself or
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
