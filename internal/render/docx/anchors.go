package docx

import (
	"slices"
	"strings"

	"clausewright/internal/document"
)

// refTarget is a division or an item that references can lead to, and what holds
// it.
type refTarget struct {
	division *document.Division // itself, or the innermost that holds it
	items    []*document.Item   // the items that hold it and itself, from outside; none for a division
	entry    bool               // the items belong to a definition
}

// anchors are the bookmarks of divisions and items.
type anchors struct {
	*bookmarkNames
	places   *document.Places
	targets  map[string]refTarget
	of       map[any][]string  // the names of a *document.Division's or *document.Item's bookmarks
	former   map[string]string // in a redline, the bookmarks of ids that are another now
	counters *counters
	style    string
}

// anchor finds what references can lead to and names it.
func anchor(doc *document.Document, c *counters) *anchors {
	a := &anchors{&bookmarkNames{taken: map[string]bool{}}, document.PlacesOf(doc), map[string]refTarget{}, map[any][]string{}, map[string]string{}, c, doc.Style}
	listed := false
	for _, d := range doc.Body {
		a.division(d)
		listed = listed || d.ID == document.ContentsPart
	}
	document.Walk(doc, func(node any) bool {
		if r, ok := node.(*document.Reference); ok {
			a.steps(r)
		}
		if d, ok := node.(*document.Division); ok && listed && d.Kind != document.Section && d.Heading != "" && len(a.of[d]) == 0 {
			a.of[d] = []string{a.give(contentsMark, strings.ReplaceAll(d.Label, " ", "-"))}
		}
		return true
	})
	return a
}

func (a *anchors) division(d *document.Division) {
	a.record(d, d.ID, refTarget{division: d})
	if d.Was != nil {
		a.was(d, d.Was.ID, d.ID)
	}
	a.blocks(d.Blocks, refTarget{division: d})
}

// record names a place that has an id; of two with one id, the first is what
// references lead to.
func (a *anchors) record(node any, id string, t refTarget) {
	if id == "" {
		return
	}
	a.of[node] = append(a.of[node], a.give(refMark, id))
	if _, known := a.targets[id]; !known && t.division != nil {
		a.targets[id] = t
	}
}

// was names the id that a place had before a redline's changes.
func (a *anchors) was(node any, before, now string) {
	if before != now {
		name := a.give(wasRefMark, before)
		a.of[node] = append(a.of[node], name)
		a.former[before] = name
	}
}

func (a *anchors) blocks(blocks []document.Block, in refTarget) {
	for _, block := range blocks {
		switch b := block.(type) {
		case *document.Division:
			a.division(b)
		case *document.List:
			for _, item := range b.Items {
				t := in
				t.items = append(t.items[:len(t.items):len(t.items)], item)
				a.record(item, item.ID, t)
				if item.Was != nil {
					a.was(item, item.Was.ID, item.ID)
				}
				a.blocks(item.Blocks, t)
			}
		case *document.Definitions:
			for _, e := range b.Entries {
				a.blocks(e.Blocks, refTarget{division: in.division, entry: true})
			}
		case *document.Note:
			a.blocks(b.Blocks, refTarget{}) // fields lead to nothing in a comment
		}
	}
}

// steps names what a reference's number is made of and has no id.
func (a *anchors) steps(r *document.Reference) {
	printed, t, ok := a.find(r)
	if !ok || printed.Title || a.whole(t) {
		return
	}
	for _, node := range a.chain(t) {
		a.step(node, r.Targets[0])
	}
	if d := printed.Within; d != nil && !printed.Title {
		a.step(d, r.Targets[0])
	}
}

func (a *anchors) step(node any, id string) {
	if len(a.of[node]) == 0 {
		a.of[node] = []string{a.give(stepMark, id)}
	}
}

// find is where a reference leads to and how it prints; false for one that
// leads nowhere or does not name its target.
func (a *anchors) find(r *document.Reference) (document.Printed, refTarget, bool) {
	printed, ok := a.places.Printed(r)
	t, known := a.targets[strings.Join(r.Targets, ",")]
	return printed, t, ok && known && !a.typed(t) && (printed.Title || len(a.chain(t)) > 0)
}

// typed reports whether a number of a target is one that Word does not count, so
// that no field can work it out.
func (a *anchors) typed(t refTarget) bool {
	return slices.ContainsFunc(a.chain(t), func(node any) bool {
		switch node := node.(type) {
		case *document.Division:
			return a.counters.typed[node]
		case *document.Item:
			return a.counters.spots[node].num == typedNumber
		}
		return false
	})
}

// chain is what the number of a target is made of: a section or an article,
// and items.
func (a *anchors) chain(t refTarget) []any {
	var chain []any
	outer := t.division.Number.Scheme
	top := t.division.Kind == document.Schedule || t.division.Kind == document.Part
	if len(t.items) == 0 || outer != document.Unnumbered && !t.entry && !top {
		chain = append(chain, t.division)
	}
	for _, item := range t.items {
		if item.Label != "" {
			chain = append(chain, item)
		}
	}
	return chain
}

// whole reports whether one field gives the whole number of a target: where
// all of it is one list, in which no number begins with a word. Word would set
// that word before the number.
func (a *anchors) whole(t refTarget) bool {
	chain := a.chain(t)
	kind, num := noList, 0
	for i, node := range chain {
		k, n := noList, 0
		switch node := node.(type) {
		case *document.Division:
			k = headingList(node)
			n = int(k)
		case *document.Item:
			s := a.counters.spots[node]
			k, n = s.kind, s.num
			if i == 0 && s.level != lists[k].firstItems() {
				return false
			}
		}
		if i > 0 && (k != kind || n != num) {
			return false
		}
		kind, num = k, n
	}
	if lists[kind].top == document.Unnumbered {
		return true
	}
	levels := document.Levels(a.style, lists[kind].top)
	return levels[0].Before == ""
}

// field is a reference field and what it shows.
type field struct{ bookmark, switches, shown string }

// Switches of a reference: the number by itself, without its words, or the
// number with all that it is inside.
const (
	ownNumber   = ` \n \h`
	bareNumber  = ` \n \t \h`
	wholeNumber = ` \w \h`
	ownText     = ` \h`
)

// fields is a reference as text and fields, which follow each other: a field
// without a bookmark is text, one without switches a link. A reference to nothing is text.
func (a *anchors) fields(r *document.Reference) []field {
	printed, t, ok := a.find(r)
	switch {
	case !ok:
		return a.linked(r)
	case printed.Title:
		return a.titled(t.division, r.Text)
	}
	var list []field
	if a.whole(t) {
		list = []field{{shown: printed.Noun}, {a.name(a.last(t)), wholeNumber, printed.Number}}
	} else {
		list = a.chained(t, printed)
	}
	return append(list, a.holder(printed)...)
}

// linked is a reference whose text no field works out, such as that of the old
// document in a redline: a link.
func (a *anchors) linked(r *document.Reference) []field {
	if len(r.Targets) == 1 && r.Text != "" {
		if t, known := a.targets[r.Targets[0]]; known {
			var node any = t.division
			if n := len(t.items); n > 0 {
				node = t.items[n-1]
			}
			if len(a.of[node]) > 0 {
				return []field{{bookmark: a.name(node), shown: r.Text}}
			}
		} else if name := a.former[r.Targets[0]]; name != "" {
			return []field{{bookmark: name, shown: r.Text}}
		}
	}
	return []field{{shown: r.Text}}
}

func (a *anchors) name(node any) string { return a.of[node][0] }

func (a *anchors) last(t refTarget) any {
	chain := a.chain(t)
	return chain[len(chain)-1]
}

// titled is a reference to a part, which goes by its heading.
func (a *anchors) titled(d *document.Division, text string) []field {
	switch {
	case len(a.of[d]) == 0:
		return []field{{shown: text}}
	case d.Heading != text || d.ID == document.CoverPart:
		return []field{{bookmark: a.name(d), shown: text}} // no heading says so: a link
	}
	return []field{{a.name(d), ownText, text}}
}

// chained is a number as a field for each of its pieces.
func (a *anchors) chained(t refTarget, printed document.Printed) []field {
	list := []field{{shown: printed.Noun}}
	rest := printed.Number
	for _, node := range a.chain(t) {
		switch node := node.(type) {
		case *document.Division:
			word := document.Levels(a.style, node.Number.Scheme)[node.Number.Level].Before
			number := strings.TrimPrefix(node.Label, word)
			rest = strings.TrimPrefix(rest, number)
			switch {
			case word == "":
				list = append(list, field{a.name(node), ownNumber, number})
			case word == printed.Noun:
				list = []field{{a.name(node), ownNumber, node.Label}}
			default:
				list = append(list, field{a.name(node), bareNumber, number})
			}
		case *document.Item:
			list = append(list, field{a.name(node), ownNumber, node.Label})
			rest = strings.TrimPrefix(rest, node.Label)
		}
	}
	if rest != "" {
		list = append(list, field{shown: rest})
	}
	return list
}

// holder is what follows a number: " of Schedule 1".
func (a *anchors) holder(printed document.Printed) []field {
	const of = " of "
	name, ok := strings.CutPrefix(printed.Of, of)
	d := printed.Within
	switch {
	case printed.Of == "":
		return nil
	case !ok || d == nil || len(a.of[d]) == 0:
		return []field{{shown: printed.Of}}
	case d.Label == name && name != "" && a.counters.typed[d]:
		return []field{{shown: of}, {bookmark: a.name(d), shown: name}}
	case d.Label == name && name != "":
		return []field{{shown: of}, {a.name(d), ownNumber, name}}
	}
	return append([]field{{shown: of}}, a.titled(d, name)...)
}
