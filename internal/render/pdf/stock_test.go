package pdf

import (
	"fmt"
	"io"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestStock: lists that grow by turns, and copies, hold what was put into each of
// them and share no memory. What was emptied is handed out as if it were new.
func TestStock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s stock[int]
		var got, want [4][]int
		for n := range rapid.IntRange(1, 300).Draw(t, "steps") {
			i := rapid.IntRange(0, len(got)-1).Draw(t, "list")
			switch rapid.IntRange(0, 9).Draw(t, "what") {
			case 0:
				k := rapid.IntRange(0, len(got)-1).Draw(t, "other")
				got[i], want[i] = s.keep(got[k]), slices.Clone(want[k])
			case 1:
				if rapid.IntRange(0, 9).Draw(t, "emptied") == 0 {
					s.empty()
					got, want = [4][]int{}, [4][]int{}
				}
			case 2:
				if one := s.one(); *one != 0 {
					t.Fatalf("a new thing is %d", *one)
				} else {
					*one = -1
				}
			default:
				got[i], want[i] = s.add(got[i], n), append(want[i], n)
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("after step %d: %v, want %v", n, got, want)
			}
		}
	})
}

// TestStockGrowsInPlace: a list to which things are added one after the other is
// not copied while there is room behind it.
func TestStockGrowsInPlace(t *testing.T) {
	var s stock[int]
	list := s.add(nil, 0)
	first := &list[0]
	for n := range firstPiece - 1 {
		list = s.add(list, n+1)
	}
	if &list[0] != first || len(list) != firstPiece {
		t.Errorf("%d things were moved", len(list))
	}
}

// TestMemoryOfAPage: where a document was set before, the next takes little memory
// of its own. The collector would take longer than the setting.
func TestMemoryOfAPage(t *testing.T) {
	if testing.Short() {
		t.Skip("with the race detector, which the gate has in short, pools forget")
	}
	doc, w := agreement("uk", 3), &workspace{}
	render := func() {
		if err := w.render(io.Discard, doc, Options{}); err != nil {
			t.Fatal(err)
		}
	}
	for range 3 {
		render()
	}
	var before, after runtime.MemStats
	const runs = 5
	runtime.ReadMemStats(&before)
	for range runs {
		render()
	}
	runtime.ReadMemStats(&after)
	pages := uint64(len(laid(t, doc).pages))
	size, count := (after.TotalAlloc-before.TotalAlloc)/runs/pages, (after.Mallocs-before.Mallocs)/runs/pages
	if t.Logf("a page takes %d bytes in %d pieces", size, count); size > 80_000 || count > 500 {
		t.Errorf("a page takes %d bytes in %d pieces", size, count)
	}
}

// TestStockIsUsedAgain: what is needed again after all was given up, the stock has.
func TestStockIsUsedAgain(t *testing.T) {
	var s stock[int]
	fill := func() {
		for range 3 * lastPiece {
			s.one()
		}
		s.empty()
	}
	fill() // in many pieces
	fill() // in one
	if n := testing.AllocsPerRun(10, fill); n > 0 {
		t.Errorf("memory was asked for %.0f times", n)
	}
}
