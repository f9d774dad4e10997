package document

import (
	"slices"
	"strconv"
	"strings"
)

// indexLead is the paragraph before the index of terms.
const indexLead = "The following terms have the meanings given in the provisions named beside them:"

// identifiers gives ids to places that need one, each once.
type identifiers struct{ taken map[string]bool }

func identifiersOf(doc *Document) *identifiers {
	ids := &identifiers{make(map[string]bool, 512)}
	Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *Division:
			ids.taken[n.ID], ids.taken[n.Clause] = true, true
		case *Item:
			ids.taken[n.ID] = true
		case *Paragraph, *Table:
			return false
		}
		return true
	})
	return ids
}

// give is the id, or a new one made of prefix and name if there is none.
func (ids *identifiers) give(id *string, prefix, name string) string {
	if *id != "" {
		return *id
	}
	base := prefix + slug(name)
	*id = base
	for n := 2; ids.taken[*id]; n++ {
		*id = base + "-" + strconv.Itoa(n)
	}
	ids.taken[*id] = true
	return *id
}

// slug is name in lower-case letters, digits and single hyphens.
func slug(name string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(name) {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(r)
		case r != '\'' && r != '’':
			hyphen = true
		}
	}
	if b.Len() == 0 {
		return "it"
	}
	return b.String()
}

// eachDivision visits every division, outer ones first.
func eachDivision(doc *Document, visit func(d *Division)) {
	for _, d := range doc.Body {
		visit(d)
		for _, b := range d.Blocks {
			if s, ok := b.(*Division); ok {
				visit(s)
			}
		}
	}
}

// RunsOn reports whether a document is to be read from its first word to its last:
// it has key terms and no contents. Then neither the key terms nor the schedules
// begin a page for themselves, and no index says where its terms are defined.
func RunsOn(doc *Document) bool {
	has := func(id string) bool {
		return slices.ContainsFunc(doc.Body, func(d *Division) bool { return d.ID == id })
	}
	return has(KeyTermsPart) && !has(ContentsPart)
}

// addIndex lists the terms defined outside the compiled definitions, with the
// place of each, after the first block of definitions. It returns the blocks
// that it made.
func addIndex(doc *Document, definitions []defined, ids *identifiers) []Block {
	var home *Division
	eachDivision(doc, func(d *Division) {
		for _, b := range d.Blocks {
			if _, ok := b.(*Definitions); ok && home == nil {
				home = d
			}
		}
	})
	if home == nil || RunsOn(doc) {
		return nil
	}
	rows := indexRows(definitions, ids)
	if len(rows) == 0 {
		return nil
	}
	table := &Table{Class: TermIndex, Head: []Cell{textCell("Defined term"), textCell("Defined in")}, Rows: rows}
	made := []Block{&Paragraph{Inlines: textCell(indexLead)}, table}
	home.Blocks = slices.Insert(home.Blocks, len(home.Own()), made...)
	return made
}

func indexRows(definitions []defined, ids *identifiers) []Row {
	type row struct{ term, target string }
	rows := make([]row, 0, len(definitions))
	seen := make(map[string]bool, len(definitions))
	for _, d := range definitions {
		if d.entry != nil || seen[d.Term] {
			continue
		}
		seen[d.Term] = true
		id := &d.division.ID
		if d.item != nil && d.item.Label != "" {
			id = &d.item.ID
		}
		rows = append(rows, row{d.Term, ids.give(id, "def-", d.Term)})
	}
	sortByTerm(rows, func(r row) string { return r.term })
	cells := make([]Row, len(rows))
	for i, r := range rows {
		cells[i] = Row{Cells: []Cell{textCell(r.term), {&Reference{Targets: []string{r.target}}}}}
	}
	return cells
}

func textCell(text string) Cell {
	if text == "" {
		return nil
	}
	return Cell{&Text{Text: text}}
}
