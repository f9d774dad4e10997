package pdf

import (
	"testing"

	d "clausewright/internal/document"
)

// TestFormTable holds that columns to be filled in are wide, equal and tall.
func TestFormTable(t *testing.T) {
	table := &d.Table{Head: cells("Entry", "So far", "Expected at the end"), Rows: d.RowsOf([][]d.Cell{cells(lorem(1), "", ""), cells("Date", "", "")})}
	c := &compositor{book: book(t), body: 500 * point, at: newTree(&workspace{})}
	c.measure = frame{left: margin, width: 450 * point, size: textSize, lead: textLead}
	g := c.grid(table, c.measure)
	if !g.fit(cellFrame(c.measure, tableSizes[0])) {
		t.Fatal("the table does not fit")
	}
	if blank := g.columns[1]; blank != g.columns[2] || blank < 75*point {
		t.Errorf("blank columns are %.1f and %.1f wide", blank.Points(), g.columns[2].Points())
	}
	c.table(table, c.measure)
	if last := c.rows[len(c.rows)-1]; last.height < handwriting {
		t.Errorf("a row to fill in is %.1f tall", last.height.Points())
	}
}

// TestSqueezedTable holds that long texts in narrow columns become records,
// and that a table in an indented column may take the whole measure.
func TestSqueezedTable(t *testing.T) {
	for _, c := range []struct {
		words   string
		columns int
		indent  length
		records bool
	}{{"short", 8, 0, false}, {lorem(1), 3, 0, false}, {lorem(1), 12, 0, true}, {"considerations", 6, 40 * point, false}} {
		var row []string
		for range c.columns {
			row = append(row, c.words)
		}
		table := &d.Table{Head: cells(make([]string, c.columns)...), Rows: d.RowsOf([][]d.Cell{cells(row...)})}
		full := frame{left: margin, width: 450 * point, size: textSize, lead: textLead}
		m := &compositor{book: book(t), body: 600 * point, at: newTree(&workspace{}), measure: full}
		m.table(table, full.inset(c.indent))
		if records := len(m.rows) >= c.columns; records != c.records {
			t.Errorf("%d columns of %q in %d rows", c.columns, c.words[:5], len(m.rows))
		}
	}
}
