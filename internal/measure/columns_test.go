package measure

import (
	"testing"

	"pgregory.net/rapid"
)

// drawTable is a table of any shapes; each has a word and lines no shorter.
func drawTable(t *rapid.T) (*Table, int) {
	n := rapid.IntRange(1, 6).Draw(t, "columns")
	row := func() []Shape {
		shapes := make([]Shape, n)
		for i := range shapes {
			word := Length(rapid.IntRange(0, 80).Draw(t, "word")) * Point
			shapes[i].Word = word
			for range rapid.IntRange(1, 3).Draw(t, "lines") {
				shapes[i].Lines = append(shapes[i].Lines, word*Length(rapid.IntRange(1, 9).Draw(t, "words")))
			}
		}
		return shapes
	}
	table := &Table{Width: Length(rapid.IntRange(200, 500).Draw(t, "width")) * Point, Space: 9 * Point, Size: 10 * Point, Head: row()}
	for range rapid.IntRange(0, 5).Draw(t, "rows") {
		table.Rows = append(table.Rows, row())
	}
	return table, n
}

// TestColumns holds that columns fill the width, hold their longest words, and
// are chosen so that the table is no taller than with fair shares.
func TestColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table, n := drawTable(t)
		columns, ok := table.Columns(n)
		if !ok {
			return
		}
		list, shapes := table.ask(n)
		spare, total := table.Width, Length(0)
		for i, w := range columns.Widths {
			if w < list[i].need {
				t.Errorf("column %d is %.1f wide and needs %.1f", i, w.Points(), list[i].need.Points())
			}
			spare -= list[i].need
			total += w
		}
		if total > table.Width || total < table.Width-Point {
			t.Errorf("columns take %.2f of %.2f", total.Points(), table.Width.Points())
		}
		if fair := table.tallness(share(list, spare), shapes); table.tallness(columns.Widths, shapes) > fair {
			t.Errorf("the columns cost %d, fair shares %d", table.tallness(columns.Widths, shapes), fair)
		}
	})
}

// TestWideWord: a word wider than its share takes from the column that can give.
func TestWideWord(t *testing.T) {
	cell := func(word, line Length) Shape { return Shape{word * Point, []Length{line * Point}} }
	table := &Table{Width: 100 * Point, Size: 10 * Point, Rows: [][]Shape{{cell(70, 70), cell(10, 60)}}}
	if columns, ok := table.Columns(2); !ok || columns.Widths[0] < 70*Point {
		t.Errorf("columns %v", columns)
	}
}
