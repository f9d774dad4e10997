package document

import "strings"

// Resolve makes two tables from the rest of a document: the open points, where
// a placeholder stands, and the index of terms. Each has a paragraph before it.

// openLead is what the paragraph before the open points begins with.
const openLead = "Open points: "

// unmake takes out the index and puts placeholders where open points stand, as
// it was before Resolve made them.
func unmake(doc *Document) {
	eachDivision(doc, func(d *Division) {
		kept := d.Blocks[:0]
		for _, b := range d.Blocks {
			switch t, table := b.(*Table); {
			case saysOpenPoints(b):
				kept = append(kept, &Table{Class: OpenPoints})
			case table && t.Class == OpenPoints && len(t.Head) > 0:
				if n := len(kept) - 1; n < 0 || !isPlaceholder(kept[n]) {
					kept = append(kept, &Table{Class: OpenPoints})
				}
			case table && t.Class == TermIndex:
				if n := len(kept) - 1; n >= 0 && isIndexLead(kept[n]) {
					kept = kept[:n]
				}
			default:
				kept = append(kept, b)
			}
		}
		clear(d.Blocks[len(kept):])
		d.Blocks = kept
	})
}

func isIndexLead(b Block) bool {
	p, ok := b.(*Paragraph)
	return ok && PlainText(p.Inlines) == indexLead
}

func saysOpenPoints(b Block) bool {
	p, ok := b.(*Paragraph)
	if !ok || len(p.Inlines) == 0 {
		return false
	}
	if begin := PlainText(p.Inlines[:1]); !strings.HasPrefix(begin, openLead) && !strings.HasPrefix(openLead, begin) {
		return false
	}
	count, ok := strings.CutPrefix(PlainText(p.Inlines), openLead)
	return ok && (count == "none" || digitsOnly(count))
}

// isPlaceholder reports whether the open points are to be made here.
func isPlaceholder(b Block) bool {
	t, ok := b.(*Table)
	return ok && t.Class == OpenPoints && len(t.Head) == 0
}
