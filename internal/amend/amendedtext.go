package amend

import (
	"slices"

	"clausewright/internal/document"
	"clausewright/internal/redline"
)

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

func itemTexts(list *document.List) []redline.Paragraph {
	texts := make([]redline.Paragraph, len(list.Items))
	for i, item := range list.Items {
		texts[i] = redline.Cut(itemText(item))
	}
	return texts
}

// itemText is all that an item says.
func itemText(item *document.Item) string { return wholeText(item.Blocks) }

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
