package pdf

import (
	"testing"

	d "clausewright/internal/document"
)

// TestRepeatedHeadTakesRoom: rows that begin a page are as tall as they are
// with the head that is repeated above them, and without their own gap.
func TestRepeatedHeadTakesRoom(t *testing.T) {
	table := &tableFrame{head: []*row{{height: 20}}}
	rows := []*row{{height: 10, gap: 5, table: table}, {height: 10, gap: 5, table: table}}
	if got := stack(rows, true); got != 20+10+5+10 {
		t.Errorf("at the top of a page: %d", got)
	}
	if got := stack(rows, false); got != 5+10+5+10 {
		t.Errorf("further down: %d", got)
	}
}

// TestShortItemsAreHeld: a first or last item of one line stands on the page of
// its neighbour.
func TestShortItemsAreHeld(t *testing.T) {
	item := func(label, text string) *d.Item {
		return &d.Item{Label: label, Blocks: []d.Block{para(reads(text)...)}}
	}
	doc := &d.Document{Body: []*d.Division{{Kind: d.Part, ID: "p", Blocks: []d.Block{
		&d.List{Items: []*d.Item{item("(a)", "one"), item("(b)", lorem(60)), item("(c)", "three")}}}}}}
	book, err := newFontBook(&workspace{})
	if err != nil {
		t.Fatal(err)
	}
	c := &compositor{doc: doc, book: book, level: -1, body: 700 * point, at: newTree(&workspace{})}
	f := frame{left: margin, width: 400 * point, size: textSize, lead: textLead}
	c.measure = f
	c.blocks(doc.Body[0].Blocks, f, 0)
	last := len(c.rows) - 1
	if last < 4 {
		t.Fatalf("%d rows", last+1)
	}
	if c.rows[0].keep != always || c.rows[last-1].keep != always {
		t.Errorf("held are the first item by %d, what stands before the last by %d", c.rows[0].keep, c.rows[last-1].keep)
	}
}
