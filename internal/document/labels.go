package document

// place is what a reference to a division or an item says.
type place struct {
	division *Division // itself, or the innermost that the item stands in
	noun     noun      // empty where the unit goes by its title
	number   string    // "4.2(b)(i)", or the title
	of       string    // what follows the number: " of Schedule 1"
}

// numberer labels a document from its start to its end.
type numberer struct {
	style  *style
	places map[string]place // by id
	named  map[*Division]place
}

// number sets every label and returns it with the places that references can
// point at.
func number(doc *Document) *numberer {
	n := &numberer{styleOf(doc.Style), map[string]place{}, map[*Division]place{}}
	articles, schedules := 0, 0
	for _, d := range doc.Body {
		switch d.Kind {
		case Article, Section:
			articles++
			d.Label = n.style.article + decimal(articles)
			n.division(d, place{d, n.style.nouns[articleNoun], decimal(articles), ""}, decimal(articles)+".")
		case Schedule:
			schedules++
			count := n.style.schedules(schedules)
			d.Label = n.style.schedule + count
			n.division(d, place{d, n.style.nouns[scheduleNoun], count, ""}, "")
		default:
			d.Label = ""
			n.division(d, place{d, noun{}, title(d), ""}, "")
		}
	}
	return n
}

// division labels what a division holds; before is what the numbers of its
// sections begin with.
func (n *numberer) division(d *Division, at place, before string) {
	n.record(d.ID, at)
	n.named[d] = at
	inside := at
	if d.Kind == Part || d.Kind == Schedule {
		inside = place{d, paragraphNoun, "", " of " + n.name(at)}
	}
	l := lister{numberer: n, scheme: schemeOf(d.Kind == Part)}
	l.blocks(d.Blocks, inside, 0)
	sections := 0
	for _, b := range d.Blocks {
		s, ok := b.(*Division)
		if !ok {
			continue
		}
		sections++
		n.section(d, s, inside, before+decimal(sections))
	}
}

// section labels a section of a top division. In a part it has no number.
func (n *numberer) section(outer, s *Division, inside place, count string) {
	at := place{s, n.style.nouns[sectionNoun], count, ""}
	s.Label = count
	switch outer.Kind {
	case Part:
		s.Label = ""
		at = place{s, noun{}, title(s), ""}
		inside = place{s, paragraphNoun, "", " of " + title(s)}
	case Schedule:
		inside.division, inside.number = s, count
		at = inside
	default:
		inside = at
	}
	n.record(s.ID, at)
	n.named[s] = at
	l := lister{numberer: n, scheme: schemeOf(outer.Kind == Part)}
	l.blocks(s.Blocks, inside, 0)
	for _, b := range s.Blocks {
		if deeper, ok := b.(*Division); ok {
			n.section(s, deeper, inside, count+".1")
		}
	}
}

// record keeps the first place of an id.
func (n *numberer) record(id string, at place) {
	if id == "" {
		return
	}
	if _, known := n.places[id]; !known {
		n.places[id] = at
	}
}

// name is a place in words: "Section 4.2", "paragraph 2 of Schedule 1".
func (n *numberer) name(p place) string {
	if p.noun.one == "" {
		return p.number + p.of
	}
	return p.noun.one + " " + p.number + p.of
}

// lister labels the lists of one place. Lists of one marker directly in that
// place continue each other.
type lister struct {
	*numberer
	scheme *scheme
}

func (l *lister) blocks(blocks []Block, inside place, depth int) {
	var counts [Bulleted + 1]int
	for _, block := range blocks {
		switch b := block.(type) {
		case *List:
			for _, item := range b.Items {
				counts[b.Marker]++
				l.item(item, b.Marker, counts[b.Marker], inside, depth)
			}
		case *Definitions:
			for _, e := range b.Entries {
				own := place{inside.division, paragraphNoun, "", " of the definition of " + firstTerm(e)}
				l.blocks(e.Blocks, own, 0)
			}
		case *Note:
			l.blocks(b.Blocks, inside, 0)
		}
	}
}

func (l *lister) item(item *Item, marker Marker, n int, inside place, depth int) {
	item.Label = l.scheme.label(marker, depth, n)
	inside.number += item.Label
	l.record(item.ID, inside)
	l.blocks(item.Blocks, inside, depth+1)
}
