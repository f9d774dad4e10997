package document

// Renumber sets every number and label of a document. References keep their
// texts.
func Renumber(doc *Document) { numberAll(doc) }

// numberAll sets every number and label of a document, in reading order.
func numberAll(doc *Document) {
	counts := map[DivisionKind]int{}
	for _, d := range doc.Body {
		d.Number, d.Label = Number{}, ""
		switch d.Kind {
		case Article, Schedule:
			counts[d.Kind]++
			d.number(doc.Style, d.Kind, counts[d.Kind], "")
		}
		outer := ""
		if d.Kind == Article {
			outer = Decimal.Write(counts[Article])
		}
		numberItems(d.Blocks, d.Kind == Part, 0)
		sections := 0
		for _, b := range d.Blocks {
			if s, ok := b.(*Division); ok {
				sections++
				s.number(doc.Style, d.Kind, sections, outer)
				numberItems(s.Blocks, d.Kind == Part, 0)
			}
		}
	}
}

// number makes d the n-th of its level in a division of the kind top. A section
// of a part has no number.
func (d *Division) number(styleName string, top DivisionKind, n int, outer string) {
	d.Number, d.Label = Number{}, ""
	scheme := ArticleScheme
	switch top {
	case Part:
		return
	case Schedule:
		scheme = ScheduleScheme
	}
	d.Number = Number{Scheme: scheme, N: n}
	if d.Kind == Section {
		d.Number.Level = 1
	}
	d.Label = Levels(styleName, scheme)[d.Number.Level].label(outer, n)
}

// numberItems labels the lists of one place, which stand depth lists deep.
// Lists of one marker directly in that place continue each other.
func numberItems(blocks []Block, part bool, depth int) {
	var counts [Bulleted + 1]int
	for _, block := range blocks {
		switch b := block.(type) {
		case *List:
			for _, item := range b.Items {
				counts[b.Marker]++
				item.Number, item.Label = itemNumber(part, b.Marker, depth, counts[b.Marker])
				numberItems(item.Blocks, part, depth+1)
			}
		case *Definitions:
			for _, e := range b.Entries {
				numberItems(e.Blocks, part, 0)
			}
		case *Note:
			numberItems(b.Blocks, part, 0)
		}
	}
}
