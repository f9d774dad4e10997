package amend

import (
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/style"
)

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
