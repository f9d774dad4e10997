// Package amend writes the agreement by which the parties to a signed licence amend
// it: each change is an instruction against the numbers that were signed.
package amend

import (
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/redline"
	"clausewright/internal/style"
)

// Omitted stands where something signed was deleted, so that its number stays.
const Omitted = "[Intentionally Omitted]"

// Amended is the agreement as it is once it is amended: it says what newer says
// under the numbers that are signed. What was signed keeps its number and its place;
// what was deleted leaves its number behind, and what comes in gets a number after
// one that was signed. References name these numbers. Both documents stay as they
// are.
func Amended(signed, newer *document.Document) *document.Document {
	newer = document.Copy(newer)
	m := amender{pairs: pairsOf(signed, newer), style: newer.Style, ids: map[string]bool{}}
	document.Walk(newer, func(node any) bool {
		if item, ok := node.(*document.Item); ok {
			m.ids[item.ID] = true
		}
		return true
	})
	out := *newer
	out.Body = m.body(signed.Body, newer.Body)
	m.refer(&out, newer)
	document.LinkTerms(&out)
	out.Conformed = true
	return &out
}

// amender puts what newer says under the numbers that are signed.
type amender struct {
	pairs
	style string
	ids   map[string]bool // of the items of newer
}

// pairs are the divisions of two documents that are the same one, in both
// directions.
type pairs struct {
	was, is map[*document.Division]*document.Division
}

// pairsOf pairs the divisions of two documents: by kind and id, sections by clause
// and id wherever they stand, or without an id by their heading.
func pairsOf(signed, newer *document.Document) pairs {
	p := pairs{map[*document.Division]*document.Division{}, map[*document.Division]*document.Division{}}
	others := named(newer)
	for name, s := range named(signed) {
		if n := others[name]; n != nil {
			p.was[n], p.is[s] = s, n
		}
	}
	return p
}

// named are the divisions of a document by what pairs them; those that share a name
// are named by their order too.
func named(doc *document.Document) map[string]*document.Division {
	found := map[string]*document.Division{}
	note := func(name string, d *document.Division) {
		for n := 1; ; n++ {
			if key := name + "#" + strconv.Itoa(n); found[key] == nil {
				found[key] = d
				return
			}
		}
	}
	for _, d := range doc.Body {
		note("division "+strconv.Itoa(int(d.Kind))+" "+d.ID, d)
		for _, s := range d.Sections() {
			switch {
			case s.ID != "" && d.Kind == document.Part: // is labelled otherwise than elsewhere
				note("part "+d.ID+" "+s.ID, s)
			case s.ID != "":
				note("section "+s.ID, s)
			default:
				note("section in "+d.ID+" "+s.Clause+" "+s.Heading, s)
			}
		}
	}
	return found
}

// body is the divisions of the amended agreement.
func (m *amender) body(signed, newer []*document.Division) []*document.Division {
	var out []*document.Division
	for _, s := range signed {
		if n := m.is[s]; n != nil {
			out = append(out, m.top(s, n))
		} else if d := m.gone(s); d != nil {
			out = append(out, d)
		}
	}
	for i, n := range newer {
		if m.was[n] != nil {
			continue
		}
		if d := m.fresh(n); d != nil {
			out = m.insertTop(out, d, newer[:i])
		}
	}
	return out
}

// top is a part, an article or a schedule that stays.
func (m *amender) top(s, n *document.Division) *document.Division {
	out := m.under(s, n)
	own, _ := ownBlocks(n)
	was, _ := ownBlocks(s)
	out.Blocks = append(m.blocks(was, own), asBlocks(m.sections(s, n))...)
	return out
}

// under is a division as it is now under the number of a signed one.
func (m *amender) under(s, n *document.Division) *document.Division {
	out := *n
	out.Number, out.Label = s.Number, s.Label
	if out.Clause == "" {
		out.Clause = s.Clause
	}
	return &out
}

// gone is what stays of a division that newer does not have: its number, and those
// of its sections that moved elsewhere there.
func (m *amender) gone(s *document.Division) *document.Division {
	moved := slices.ContainsFunc(s.Sections(), func(section *document.Division) bool { return m.is[section] != nil })
	if moved {
		return m.top(s, &document.Division{Kind: s.Kind, ID: s.ID, Clause: s.Clause, Heading: s.Heading})
	}
	if s.Kind == document.Part {
		return nil
	}
	return omitted(s)
}

// omitted is what stays of a division that was deleted.
func omitted(s *document.Division) *document.Division {
	return &document.Division{Kind: s.Kind, ID: s.ID, Clause: s.Clause, Number: s.Number, Label: s.Label, Heading: Omitted}
}

// isOmitted reports whether nothing but the number stands here.
func isOmitted(d *document.Division) bool { return d.Heading == Omitted }

// WithoutOmitted takes what was omitted out of a conformed copy, so that it can be held
// against a draft, in which nothing is.
func WithoutOmitted(doc *document.Document) *document.Document {
	out := document.Copy(doc)
	out.Conformed = false
	out.Body = slices.DeleteFunc(out.Body, isOmitted)
	var within func(blocks []document.Block) []document.Block
	within = func(blocks []document.Block) []document.Block {
		return slices.DeleteFunc(blocks, func(b document.Block) bool {
			switch b := b.(type) {
			case *document.Division:
				b.Blocks = within(b.Blocks)
				return isOmitted(b)
			case *document.List:
				b.Items = slices.DeleteFunc(b.Items, func(item *document.Item) bool { return itemText(item) == Omitted })
				for _, item := range b.Items {
					item.Blocks = within(item.Blocks)
				}
				return len(b.Items) == 0
			case *document.Definitions:
				for _, e := range b.Entries {
					e.Blocks = within(e.Blocks)
				}
			}
			return false
		})
	}
	for _, d := range out.Body {
		d.Blocks = within(d.Blocks)
	}
	return out
}

// sections are those of an amended division: the signed ones as they are now, and
// after them what comes in.
func (m *amender) sections(s, n *document.Division) []*document.Division {
	var out []*document.Division
	signed := s.Sections()
	for _, section := range signed {
		if is := m.is[section]; is != nil {
			now := m.under(section, is)
			now.Blocks = m.blocks(section.Blocks, is.Blocks)
			out = append(out, now)
		} else {
			out = append(out, omitted(section))
		}
	}
	last := ""
	if len(signed) > 0 {
		last = signed[len(signed)-1].Label
	}
	fresh := n.Sections()
	for i, section := range fresh {
		if m.was[section] != nil {
			continue
		}
		now := *section
		at := m.behind(out, signed, fresh[:i])
		m.label(&now, out, at, last, s)
		out = slices.Insert(out, at, &now)
	}
	return out
}

// behind is where a division comes in: after the nearest of those before it in newer
// that stand here, or else after the first.
func (m *amender) behind(out, signed, before []*document.Division) int {
	for _, b := range slices.Backward(before) {
		for i, d := range out {
			if d.ID == b.ID && d.Heading == b.Heading && d.Kind == b.Kind || m.was[b] != nil && d.Label == m.was[b].Label && slices.Contains(signed, m.was[b]) {
				return afterInserted(out, i)
			}
		}
	}
	if len(out) == 0 {
		return 0
	}
	return afterInserted(out, 0)
}

// afterInserted is the place after a division and those that came in after it.
func afterInserted(list []*document.Division, i int) int {
	after, _ := document.CutInserted(list[i].Label)
	for i++; i < len(list) && list[i].Label != ""; i++ {
		if base, n := document.CutInserted(list[i].Label); n == 0 || base != after {
			break
		}
	}
	return i
}

// label numbers a section that comes in at a place: after the last one that is signed
// numbers go on, elsewhere they are those of what came in.
func (m *amender) label(d *document.Division, list []*document.Division, at int, last string, outer *document.Division) {
	if outer.Kind == document.Part {
		return
	}
	d.Number = document.Number{Scheme: document.ArticleScheme, Level: 1}
	if outer.Kind == document.Schedule {
		d.Number.Scheme = document.ScheduleScheme
	}
	level := document.Levels(m.style, d.Number.Scheme)[1]
	switch {
	case at == len(list):
		n := 0
		if last != "" {
			n = document.DivisionNumber(m.style, outer.Kind, document.Section, signedLabel(last)).N
			if _, typed := document.CutInserted(outer.Label); typed > 0 {
				n, _ = strconv.Atoi(last[strings.LastIndexByte(last, '.')+1:])
			}
		}
		for _, other := range list[min(at, lastIndex(list, last)+1):] {
			if _, inserted := document.CutInserted(other.Label); inserted == 0 {
				n++
			}
		}
		d.Number.N = n + 1
		d.Label = level.Before + level.Format.Write(n+1) + level.After
		if level.Outer {
			d.Label = numberOf(m.style, outer) + "." + d.Label
		}
		if _, typed := document.CutInserted(outer.Label); typed > 0 {
			d.Number.N = 0
		}
	default:
		d.Label = nextAfter(list[at-1].Label)
	}
}

// lastIndex is the index of the division with a label, or -1.
func lastIndex(list []*document.Division, label string) int {
	return slices.IndexFunc(list, func(d *document.Division) bool { return d.Label == label })
}

// nextAfter is the label that comes in right after another one.
func nextAfter(label string) string {
	after, n := document.CutInserted(label)
	return document.InsertedLabel(after, n+1)
}

// signedLabel is a label without what tells that it came in.
func signedLabel(label string) string {
	after, _ := document.CutInserted(label)
	return after
}

// numberOf is the number of an article, as those of its sections begin.
func numberOf(styleName string, d *document.Division) string {
	return strings.TrimPrefix(d.Label, style.Of(styleName).ArticleBefore)
}

// fresh is a division that newer has and that was not signed; nil if all that it
// holds stands elsewhere.
func (m *amender) fresh(n *document.Division) *document.Division {
	own, sections := ownBlocks(n)
	out := *n
	out.Blocks = slices.Clone(own)
	for _, b := range sections {
		if s := b.(*document.Division); m.was[s] == nil {
			section := *s
			out.Blocks = append(out.Blocks, &section)
		}
	}
	if len(out.Blocks) == 0 {
		return nil
	}
	return &out
}

// insertTop puts a division that comes in after the nearest of its kind before it in
// newer, and numbers it.
func (m *amender) insertTop(out []*document.Division, d *document.Division, before []*document.Division) []*document.Division {
	at, first, last := -1, -1, -1
	for i, other := range out {
		if other.Kind == d.Kind {
			last = i
			if first < 0 {
				first = i
			}
		}
		for _, b := range before {
			if b.Kind == d.Kind && b.ID == other.ID && b.Kind == other.Kind {
				at = i
			}
		}
	}
	switch {
	case d.Kind == document.Part: // has no number, so that its place is that in newer
		at = 0
		for i, other := range out {
			if len(before) > 0 && before[len(before)-1].ID == other.ID {
				at = i + 1
			}
		}
		return slices.Insert(out, at, d)
	case last < 0: // the first of its kind
		at = len(out)
		if d.Kind == document.Article {
			if i := slices.IndexFunc(out, Signs); i >= 0 {
				at = i
			}
		}
		m.labelTop(d, 1)
		return slices.Insert(out, at, d)
	case at < 0:
		at = first
	}
	if at = afterInserted(out, at); at == last+1 {
		n := 0
		for _, other := range out {
			if other.Kind == d.Kind && other.Number.N > 0 {
				n = max(n, other.Number.N)
			}
		}
		m.labelTop(d, n+1)
	} else {
		d.Label = nextAfter(out[at-1].Label)
		d.Number.N = 0
		m.labelInside(d)
	}
	return slices.Insert(out, at, d)
}

// labelTop gives an article or a schedule the n-th number.
func (m *amender) labelTop(d *document.Division, n int) {
	d.Number = document.Number{Scheme: document.ArticleScheme, N: n}
	if d.Kind == document.Schedule {
		d.Number.Scheme = document.ScheduleScheme
	}
	level := document.Levels(m.style, d.Number.Scheme)[0]
	d.Label = level.Before + level.Format.Write(n) + level.After
	m.labelInside(d)
}

// labelInside numbers the sections of a division that comes in.
func (m *amender) labelInside(d *document.Division) {
	for i, s := range d.Sections() {
		s.Number.N = i + 1
		s.Label = strconv.Itoa(i + 1)
		if d.Kind == document.Article {
			s.Label = numberOf(m.style, d) + "." + s.Label
		}
		if d.Number.Typed(d.Label) {
			s.Number.N = 0
		}
	}
}

// blocks are those of a division that stays: as they are now, with the signed labels
// where the lists are the same ones.
func (m *amender) blocks(signed, newer []document.Block) []document.Block {
	if !sameShape(signed, newer) {
		if at, n := gap(newer, signed); n > 0 {
			return slices.Insert(m.blocks(signed, without(newer, at, n)), at, newer[at:at+n]...)
		}
		if at, n := gap(signed, newer); n > 0 {
			return m.blocks(without(signed, at, n), newer)
		}
		return newer
	}
	out := make([]document.Block, len(newer))
	labels := map[string]bool{}
	for i, b := range newer {
		out[i] = b
		if list, ok := b.(*document.List); ok {
			now := m.list(signed[i].(*document.List), list)
			for _, item := range now.Items {
				if item.Label != "" && labels[item.Label] { // lists that go on with each other's labels
					return newer
				}
				labels[item.Label] = true
			}
			out[i] = now
		}
		if list, ok := b.(*document.Definitions); ok {
			out[i] = m.definitions(signed[i].(*document.Definitions), list)
		}
	}
	return out
}

// sameShape reports whether blocks are of the same kinds in the same order.
func sameShape(signed, newer []document.Block) bool {
	return slices.EqualFunc(signed, newer, func(a, b document.Block) bool {
		switch a := a.(type) {
		case *document.Paragraph:
			_, ok := b.(*document.Paragraph)
			return ok
		case *document.List:
			other, ok := b.(*document.List)
			return ok && a.Marker == other.Marker
		case *document.Table:
			other, ok := b.(*document.Table)
			return ok && a.Class == other.Class && len(a.Head) == len(other.Head)
		case *document.Definitions:
			_, ok := b.(*document.Definitions)
			return ok
		case *document.Picture:
			_, ok := b.(*document.Picture)
			return ok
		}
		return false
	})
}

// gap is where the longer of two states of a text has paragraphs that the other one has
// not, and how many; 0 if there is more to it.
func gap(longer, shorter []document.Block) (at, n int) {
	const most = 2
	n = len(longer) - len(shorter)
	if n < 1 || n > most || len(shorter) == 0 {
		return 0, 0
	}
	alike := -1
	for i := range len(shorter) + 1 {
		rest := without(longer, i, n)
		if counted[*document.Paragraph](longer[i:i+n]) < n || !sameShape(rest, shorter) {
			continue
		}
		matching := 0
		for k := range rest {
			if sameText(rest[k:k+1], shorter[k:k+1]) {
				matching++
			}
		}
		if matching > alike {
			at, alike = i, matching
		}
	}
	if alike < 0 {
		return 0, 0
	}
	return at, n
}

// without is blocks without n of them from one on.
func without(blocks []document.Block, at, n int) []document.Block {
	return slices.Concat(blocks[:at], blocks[at+n:])
}

// list is a list that stays. Where too little of it does it is lettered anew.
func (m *amender) list(signed, newer *document.List) *document.List {
	if newer.Marker == document.Bulleted {
		return newer
	}
	matches := redline.Align(itemTexts(signed), itemTexts(newer))
	kept := 0
	for _, match := range matches {
		if match.Old >= 0 && match.New >= 0 {
			kept++
		}
	}
	if kept*2 < len(signed.Items) || matches[0].Old < 0 {
		return newer
	}
	out := &document.List{Marker: newer.Marker}
	for _, match := range matches {
		switch {
		case match.New < 0:
			out.Items = append(out.Items, m.omittedItem(signed.Items[match.Old]))
		case match.Old >= 0:
			out.Items = append(out.Items, m.item(signed.Items[match.Old], newer.Items[match.New]))
		default:
			item := *newer.Items[match.New]
			item.Label = nextAfter(out.Items[len(out.Items)-1].Label)
			item.Number.N = 0
			out.Items = append(out.Items, &item)
		}
	}
	goOn(signed, out)
	return out
}

// goOn gives what comes in after the last signed item of a list the numbers that
// follow.
func goOn(signed, out *document.List) {
	last := signed.Items[len(signed.Items)-1]
	at := slices.IndexFunc(out.Items, func(item *document.Item) bool { return item.Label == last.Label })
	if at < 0 || last.Number.N == 0 {
		return
	}
	for i, item := range out.Items[at+1:] {
		item.Number = last.Number
		item.Number.N += i + 1
		item.Label = document.ItemLabel(item.Number)
	}
}

func itemTexts(list *document.List) []redline.Paragraph {
	texts := make([]redline.Paragraph, len(list.Items))
	for i, item := range list.Items {
		texts[i] = redline.Cut(itemText(item))
	}
	return texts
}

// itemText is all that an item says.
func itemText(item *document.Item) string { return wholeText(item.Blocks) }

// omittedItem is what stays of an item that was deleted. Its id may be that of
// another now.
func (m *amender) omittedItem(signed *document.Item) *document.Item {
	out := &document.Item{Number: signed.Number, Label: signed.Label, Blocks: []document.Block{say(Omitted)}}
	if !m.ids[signed.ID] {
		out.ID = signed.ID
	}
	return out
}

func (m *amender) item(signed, newer *document.Item) *document.Item {
	out := *newer
	out.Number, out.Label = signed.Number, signed.Label
	out.Blocks = m.blocks(signed.Blocks, newer.Blocks)
	return &out
}

func (m *amender) definitions(signed, newer *document.Definitions) *document.Definitions {
	was := map[string]*document.Entry{}
	for _, e := range signed.Entries {
		was[document.TermOf(e)] = e
	}
	out := &document.Definitions{}
	for _, e := range newer.Entries {
		entry := *e
		if s := was[document.TermOf(e)]; s != nil {
			entry.Blocks = m.blocks(s.Blocks, e.Blocks)
		}
		out.Entries = append(out.Entries, &entry)
	}
	return out
}

// ownBlocks parts the blocks of a division from its sections, which follow.
func ownBlocks(d *document.Division) (own, sections []document.Block) {
	for _, b := range d.Blocks {
		if _, ok := b.(*document.Division); ok {
			sections = append(sections, b)
		} else {
			own = append(own, b)
		}
	}
	return own, sections
}

func asBlocks(list []*document.Division) []document.Block {
	blocks := make([]document.Block, len(list))
	for i, d := range list {
		blocks[i] = d
	}
	return blocks
}

func say(text string) *document.Paragraph {
	return &document.Paragraph{Inlines: []document.Inline{&document.Text{Text: text}}}
}
