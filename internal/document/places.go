package document

import (
	"strings"

	"clausewright/internal/style"
)

// Places are what references can point at: the divisions and items that have an
// id, and how each is named.
type Places struct {
	pack  *style.Pack
	byID  map[string]place
	named map[*Division]place
}

// place is what a reference to a division or an item says.
type place struct {
	division *Division  // itself, or the innermost that the item stands in
	noun     style.Noun // empty where the unit goes by its title
	number   string     // "4.2(b)(i)", or the title
	of       string     // what follows the number: " of Schedule 1"
	within   *Division  // what of names, or nil
	rank     int        // of a division, in reading order
}

// PlacesOf reads the places of a numbered document.
func PlacesOf(doc *Document) *Places {
	divisions := 0
	for _, d := range doc.Body {
		divisions += 1 + len(d.Blocks)
	}
	p := &Places{style.Of(doc.Style), make(map[string]place, divisions), make(map[*Division]place, divisions)}
	for _, d := range doc.Body {
		at := place{division: d, number: title(d)}
		switch d.Kind {
		case Article:
			at = place{division: d, noun: p.pack.Article, number: strings.TrimPrefix(d.Label, p.pack.ArticleBefore)}
		case Schedule:
			at = place{division: d, noun: p.pack.Schedule, number: strings.TrimPrefix(d.Label, p.pack.ScheduleBefore)}
		}
		p.top(d, at)
	}
	return p
}

// top records a division of the body, its items and its sections.
func (p *Places) top(d *Division, at place) {
	p.divide(d, at)
	inside := at
	if d.Kind == Part || d.Kind == Schedule {
		inside = place{division: d, noun: style.Paragraph, of: " of " + at.name(), within: d}
	}
	p.items(d.Blocks, inside)
	for _, s := range d.Sections() {
		p.section(d, s, inside)
	}
}

// section records a section of a top division. In a part it goes by its title.
func (p *Places) section(outer, s *Division, inside place) {
	at := place{division: s, noun: p.pack.Section, number: s.Label}
	switch outer.Kind {
	case Part:
		at = place{division: s, number: title(s)}
		inside = place{division: s, noun: style.Paragraph, of: " of " + title(s), within: s}
	case Schedule:
		inside.division, inside.number = s, s.Label
		at = inside
	default:
		inside = at
	}
	p.divide(s, at)
	p.items(s.Blocks, inside)
}

func (p *Places) items(blocks []Block, inside place) {
	for _, block := range blocks {
		switch b := block.(type) {
		case *List:
			for _, item := range b.Items {
				at := inside
				at.number += item.Label
				p.record(item.ID, at)
				p.items(item.Blocks, at)
			}
		case *Definitions:
			for _, e := range b.Entries {
				p.items(e.Blocks, place{division: inside.division, noun: style.Paragraph, of: " of the definition of " + firstTerm(e)})
			}
		case *Note:
			p.items(b.Blocks, inside)
		}
	}
}

// divide records the next division in reading order.
func (p *Places) divide(d *Division, at place) {
	at.rank = len(p.named)
	p.named[d] = at
	p.record(d.ID, at)
}

// record keeps the first place of an id.
func (p *Places) record(id string, at place) {
	if id == "" {
		return
	}
	if _, known := p.byID[id]; !known {
		p.byID[id] = at
	}
}

// name is a place in words: "Section 4.2", "paragraph 2 of Schedule 1".
func (p place) name() string {
	if p.noun.One == "" {
		return p.number + p.of
	}
	return p.noun.One + " " + p.number + p.of
}

// Printed is how one reference prints its target: Noun, Number and Of follow
// each other and are its text. "Section " + "4.2(b)"; "" + "2" + " of
// Schedule 1".
type Printed struct {
	Noun   string    // "Sections ", with its space; empty after the first of a list
	Number string    // the number, or the title of a part
	Of     string    // what holds the target, where its number alone would not do
	Title  bool      // Number is a title
	Within *Division // what Of names: a schedule, a part or a section of a part; nil for a definition
}

// Printed takes the text of a reference apart. It reports false for a text
// that does not name the target as Resolve does, such as a text typed by hand
// or that of a place whose number has changed since.
func (p *Places) Printed(r *Reference) (Printed, bool) {
	at, ok := p.byID[strings.Join(r.Targets, ",")]
	if !ok {
		return Printed{}, false
	}
	printed := Printed{Number: r.Text, Title: at.noun.One == ""}
	for _, word := range []string{at.noun.One, at.noun.Many} {
		if n := len(word); n > 0 && len(r.Text) > n && r.Text[n] == ' ' && strings.EqualFold(r.Text[:n], word) {
			printed.Noun, printed.Number = r.Text[:n+1], r.Text[n+1:]
		}
	}
	if number, of := strings.CutSuffix(printed.Number, at.of); of && at.of != "" && number != "" {
		printed.Number, printed.Of, printed.Within = number, at.of, at.within
	}
	return printed, printed.Number == at.number
}

// Named is how a reference to an id alone is printed, and its noun in the
// plural, without a space. It reports false for an id that is not there.
func (p *Places) Named(id string) (printed Printed, many string, ok bool) {
	at, ok := p.byID[id]
	if at.noun.One != "" {
		printed.Noun = at.noun.One + " "
	}
	printed.Number, printed.Of, printed.Title, printed.Within = at.number, at.of, at.noun.One == "", at.within
	return printed, at.noun.Many, ok
}

// title is what a part is called where it has no number.
func title(d *Division) string {
	if d.Heading != "" {
		return d.Heading
	}
	return Capitalised(strings.ReplaceAll(d.ID, "-", " "))
}
