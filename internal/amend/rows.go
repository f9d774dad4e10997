package amend

import (
	"slices"
	"strings"

	"clausewright/internal/document"
	"clausewright/internal/library"
)

// table compares two states of a table. Its rows go by what stands in their first
// cells, if that tells them apart.
func (w *writer) table(at spot, was, is *document.Table) []Instruction {
	if sameText([]document.Block{was}, []document.Block{is}) {
		return nil
	}
	rows, ok := w.rows(at, was, is)
	if !ok {
		return []Instruction{w.change(library.ReplaceOne, at, quotedTable(is, is.Rows))}
	}
	return rows
}

// rows compares the rows of two states of a table. It reports false where the table
// is better replaced.
func (w *writer) rows(at spot, was, is *document.Table) ([]Instruction, bool) {
	older, names, ok := rowNames(was, is)
	if !ok || !same(rowText(was.Head), rowText(is.Head)) || !inOrder(older, names) {
		return nil, false
	}
	c := rowChanges{writer: w, at: at, head: is, older: older, names: names}
	for _, name := range older {
		if !slices.Contains(names, name) {
			c.gone = append(c.gone, name)
		}
	}
	lost, kept := len(c.gone), 0
	for i, name := range names {
		j := slices.Index(older, name)
		if j < 0 {
			c.fresh = append(c.fresh, is.Rows[i])
			continue
		}
		c.comeIn()
		if c.last = name; same(rowText(was.Rows[j].Cells), rowText(is.Rows[i].Cells)) {
			kept++
			c.replace()
			continue
		}
		c.changed, c.other = append(c.changed, name), append(c.other, is.Rows[i])
	}
	c.comeIn()
	c.replace()
	c.leave()
	const few = 3
	return c.list, len(older) > lost && (len(c.list) <= few || kept*2 > len(names))
}

// rowChanges tells what becomes of the rows of a table, in the order of the new one.
type rowChanges struct {
	*writer
	at           spot
	head         *document.Table // whose head the quoted rows have
	older, names []string        // of all rows, as they were and as they are
	list         []Instruction

	last    string         // the signed row that came last
	fresh   []document.Row // that come in after it
	changed []string       // signed rows, up to the last, that read otherwise
	other   []document.Row // how they read
	gone    []string
}

// row is how an instruction calls rows.
func (c *rowChanges) row(names ...string) string {
	words := "the row "
	if len(names) > 1 {
		words = "the rows "
	}
	return words + quotedNames(c.pack, names) + " of " + c.at.name()
}

// put tells that rows take the place of signed ones.
func (c *rowChanges) put(rows []document.Row, names []string) {
	if len(names) > 0 {
		c.list = append(c.list, c.say(oneOrMany(names, library.ReplaceOne, library.ReplaceMany), "place", c.row(names...)).with([]document.Block{quotedTable(c.head, rows)}))
	}
}

// replace tells of the rows that read otherwise.
func (c *rowChanges) replace() {
	c.put(c.other, c.changed)
	c.changed, c.other = nil, nil
}

// comeIn tells of the rows that come in: in the place of those that stood there and are
// gone, or else beside a row that stays.
func (c *rowChanges) comeIn() {
	if len(c.fresh) == 0 {
		return
	}
	c.replace()
	what, where, place := "row", goesAfter, c.last
	if len(c.fresh) > 1 {
		what = "rows"
	}
	if place == "" && len(c.older) > 0 {
		where, place = goesBefore, c.older[0]
	}
	if went := goneAfter(c.older, c.names, c.last); len(went) > 0 {
		c.put(c.fresh, went)
		c.gone = slices.DeleteFunc(c.gone, func(name string) bool { return slices.Contains(went, name) })
	} else {
		c.list = append(c.list, c.insert(len(c.fresh) > 1, what, where, c.row(place), quotedTable(c.head, c.fresh)))
	}
	c.fresh = nil
}

// leave tells of the rows that go.
func (c *rowChanges) leave() {
	if len(c.gone) > 0 {
		c.list = append(c.list, c.say(oneOrMany(c.gone, library.DeleteOne, library.DeleteMany), "place", c.row(c.gone...)))
	}
}

// goneAfter are the rows that stood right after one, or first, and are no more.
func goneAfter(older, names []string, one string) (gone []string) {
	for _, name := range older[slices.Index(older, one)+1:] {
		if slices.Contains(names, name) {
			break
		}
		gone = append(gone, name)
	}
	return gone
}

// oneOrMany is the form for a list of one thing, or of many.
func oneOrMany(list []string, single, many library.Instruction) library.Instruction {
	if len(list) > 1 {
		return many
	}
	return single
}

// rowNames are what stands in the first cell of each row of two tables, or in the
// first two where it takes these to tell the rows apart; false where it takes more.
func rowNames(was, is *document.Table) (older, newer []string, ok bool) {
	for cells := 1; cells <= 2; cells++ {
		older, ok = namesOf(was, cells)
		also := false
		if newer, also = namesOf(is, cells); ok && also {
			return older, newer, true
		}
	}
	return nil, nil, false
}

// namesOf are the rows of a table by their first cells; false where two of them say
// the same, or one nothing.
func namesOf(t *document.Table, cells int) ([]string, bool) {
	names := make([]string, len(t.Rows))
	for i, row := range t.Rows {
		if len(row.Cells) < cells {
			return nil, false
		}
		var texts []string
		for _, c := range row.Cells[:cells] {
			texts = append(texts, document.PlainText(c))
		}
		name := plainSpace(strings.Join(texts, ", "))
		if plainSpace(texts[0]) == "" || slices.Contains(names[:i], name) || !quotable(name) {
			return nil, false
		}
		names[i] = name
	}
	return names, true
}

// inOrder reports whether the names that two lists share stand in one order.
func inOrder(was, is []string) bool {
	last := -1
	for _, name := range is {
		if i := slices.Index(was, name); i >= 0 {
			if i < last {
				return false
			}
			last = i
		}
	}
	return true
}
