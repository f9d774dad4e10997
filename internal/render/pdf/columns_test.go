package pdf

import (
	"testing"

	d "clausewright/internal/document"

	"pgregory.net/rapid"
)

// TestColumns holds that columns fill the width, hold their longest words, and
// are chosen so that the table is no taller than with fair shares.
func TestColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := sketch{t}.table()
		width := length(rapid.IntRange(200, 500).Draw(t, "width")) * point
		c := &compositor{book: book(t)}
		g := c.grid(table, frame{left: margin, width: width, size: textSize, lead: textLead}, tableSizes[0])
		if len(g.columns) == 0 || !g.fit() {
			return
		}
		list, shapes := g.ask()
		spare, total := width, length(0)
		for i, w := range g.columns {
			if w < list[i].need {
				t.Errorf("column %d is %.1f wide and needs %.1f", i, w.points(), list[i].need.points())
			}
			spare -= list[i].need
			total += w
		}
		if total > width || total < width-point {
			t.Errorf("columns take %.2f of %.2f", total.points(), width.points())
		}
		if fair := tallness(share(list, spare), shapes); tallness(g.columns, shapes) > fair {
			t.Errorf("the columns cost %d, fair shares %d", tallness(g.columns, shapes), fair)
		}
	})
}

// TestFormTable holds that columns to be filled in are wide, equal and tall.
func TestFormTable(t *testing.T) {
	table := &d.Table{Head: cells("Entry", "So far", "Expected at the end"), Rows: d.RowsOf([][]d.Cell{cells(lorem(1), "", ""), cells("Date", "", "")})}
	c := &compositor{book: book(t), body: 500 * point, at: &element{role: roleDocument}}
	c.measure = frame{left: margin, width: 450 * point, size: textSize, lead: textLead}
	g := c.grid(table, c.measure, tableSizes[0])
	if !g.fit() {
		t.Fatal("the table does not fit")
	}
	if blank := g.columns[1]; blank != g.columns[2] || blank < 75*point {
		t.Errorf("blank columns are %.1f and %.1f wide", blank.points(), g.columns[2].points())
	}
	c.table(table, c.measure)
	if last := c.rows[len(c.rows)-1]; last.height < handwriting {
		t.Errorf("a row to fill in is %.1f tall", last.height.points())
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
		m := &compositor{book: book(t), body: 600 * point, at: &element{role: roleDocument}, measure: full}
		m.table(table, full.inset(c.indent))
		if records := len(m.rows) >= c.columns; records != c.records {
			t.Errorf("%d columns of %q in %d rows", c.columns, c.words[:5], len(m.rows))
		}
	}
}
