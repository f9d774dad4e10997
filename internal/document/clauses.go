package document

import "slices"

// Own are the blocks of a division before its sections.
func (d *Division) Own() []Block {
	n := slices.IndexFunc(d.Blocks, func(b Block) bool { _, section := b.(*Division); return section })
	if n < 0 {
		return d.Blocks
	}
	return d.Blocks[:n]
}

// Sections are the sections of a division, in order.
func (d *Division) Sections() []*Division {
	own := len(d.Own())
	if own == len(d.Blocks) {
		return nil
	}
	list := make([]*Division, 0, len(d.Blocks)-own)
	for _, b := range d.Blocks[own:] {
		if s, ok := b.(*Division); ok {
			list = append(list, s)
		}
	}
	return list
}

// Clause is what a document holds of one clause of the library, wherever it
// stands.
type Clause struct {
	ID        string
	Home      *Division   // the part, article or schedule in which it begins
	Divisions []*Division // that hold its wording, in order: sections, and before them Home if wording stands there outside the sections
}

// First is the division in which a clause begins: whose number and heading stand
// for the clause.
func (c *Clause) First() *Division { return c.Divisions[0] }

// Sections are those of a clause, in order.
func (c *Clause) Sections() []*Division {
	if c.First() == c.Home {
		return c.Divisions[1:]
	}
	return c.Divisions
}

// Clauses are the clauses of a document in reading order, each once.
func (doc *Document) Clauses() []*Clause {
	var list []*Clause
	known := map[string]*Clause{}
	note := func(home, d *Division) {
		if d.Clause == "" {
			return
		}
		c := known[d.Clause]
		if c == nil {
			c = &Clause{ID: d.Clause, Home: home}
			known[d.Clause], list = c, append(list, c)
		}
		c.Divisions = append(c.Divisions, d)
	}
	for _, home := range doc.Body {
		note(home, home)
		for _, s := range home.Sections() {
			note(home, s)
		}
	}
	return list
}
