// Package amend writes the agreement by which the parties to a signed licence amend
// it: each change is an instruction against the numbers that were signed.
package amend

import (
	"slices"

	"clausewright/internal/document"
)

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
