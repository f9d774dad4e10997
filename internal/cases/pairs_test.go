package cases

import (
	"testing"

	"pgregory.net/rapid"
)

// TestPairs: every two values of every two places stand together in a row, and
// there are not many more rows than the two largest places need.
func TestPairs(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(1, 6), 0, 12).Draw(rt, "sizes")
		rows := pairs(sizes)
		for i := range sizes {
			for j := range i {
				for a := range sizes[i] {
					for b := range sizes[j] {
						if !together(rows, i, a, j, b) {
							rt.Fatalf("value %d of place %d never stands with value %d of place %d", a, i, b, j)
						}
					}
				}
			}
		}
		for _, row := range rows {
			for i, v := range row {
				if v < 0 || v >= sizes[i] {
					rt.Fatalf("%v does not fit %v", row, sizes)
				}
			}
		}
		if len(rows) > 90 {
			rt.Fatalf("%d rows for %v", len(rows), sizes)
		}
	})
}

func together(rows [][]int, i, a, j, b int) bool {
	for _, row := range rows {
		if row[i] == a && row[j] == b {
			return true
		}
	}
	return false
}
