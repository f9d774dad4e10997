package document

import "strings"

// CountAround sets every number and label of a document but those that are typed:
// the sequences go on as if these were not there. References keep their texts.
func CountAround(doc *Document) { numberingOf(doc, true).document(doc) }

// numberAll sets every number and label of a document, in reading order; in a
// conformed copy, those that are typed stay.
func numberAll(doc *Document) { numberingOf(doc, doc.Conformed).document(doc) }

// numbering numbers a document.
type numbering struct {
	articles, schedules []Level
	kept                bool // numbers that are typed stay
}

func numberingOf(doc *Document, kept bool) numbering {
	return numbering{Levels(doc.Style, ArticleScheme), Levels(doc.Style, ScheduleScheme), kept}
}

// stays reports whether a number is none that is counted.
func (n numbering) stays(number Number, label string) bool { return n.kept && number.Typed(label) }

func (n numbering) document(doc *Document) {
	counts := map[DivisionKind]int{}
	for _, d := range doc.Body {
		n.division(d, d.Kind, "", counts)
		outer := ""
		if d.Kind == Article {
			outer = strings.TrimPrefix(d.Label, n.articles[0].Before)
		}
		n.items(d.Blocks, d.Kind == Part, 0)
		sections := map[DivisionKind]int{}
		for _, b := range d.Blocks {
			if s, ok := b.(*Division); ok {
				n.division(s, d.Kind, outer, sections)
				n.items(s.Blocks, d.Kind == Part, 0)
			}
		}
	}
}

// division makes d the next of its level in a division of the kind top. A part, and a
// section of one, has no number.
func (n numbering) division(d *Division, top DivisionKind, outer string, counts map[DivisionKind]int) {
	if top == Part {
		d.Number, d.Label = Number{}, ""
		return
	}
	if n.stays(d.Number, d.Label) {
		return
	}
	counts[d.Kind]++
	d.Number = Number{Scheme: ArticleScheme, N: counts[d.Kind]}
	levels := n.articles
	if top == Schedule {
		d.Number.Scheme, levels = ScheduleScheme, n.schedules
	}
	if d.Kind == Section {
		d.Number.Level = 1
	}
	d.Label = levels[d.Number.Level].label(outer, d.Number.N)
}

// items labels the lists of one place, which stand depth lists deep. Lists of one
// marker directly in that place continue each other.
func (n numbering) items(blocks []Block, part bool, depth int) {
	var counts [Bulleted + 1]int
	for _, block := range blocks {
		switch b := block.(type) {
		case *List:
			for _, item := range b.Items {
				if !n.stays(item.Number, item.Label) {
					counts[b.Marker]++
					item.Number, item.Label = itemNumber(part, b.Marker, depth, counts[b.Marker])
				}
				n.items(item.Blocks, part, depth+1)
			}
		case *Definitions:
			for _, e := range b.Entries {
				n.items(e.Blocks, part, 0)
			}
		case *Note:
			n.items(b.Blocks, part, 0)
		}
	}
}
