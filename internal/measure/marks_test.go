package measure

import (
	"slices"
	"testing"
)

func TestClusters(t *testing.T) {
	for s, want := range map[string][]string{
		"":              nil,
		"ab":            {"a", "b"},
		"x\u0302y":      {"x\u0302", "y"},
		"\u1eb9\u0301n": {"\u1eb9\u0301", "n"},
		"x\u0302\u0301": {"x\u0302\u0301"},
		"\u0301a":       {"\u0301", "a"},
	} {
		if got := slices.Collect(Clusters(s)); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// TestMarks: a mark stands on the middle of its letter, above a tall one higher
// than above a low one, a second one above the first, and one below stays there.
func TestMarks(t *testing.T) {
	b, err := NewBook()
	if err != nil {
		t.Fatal(err)
	}
	for f := range Face(faces) {
		low, tall := b.Marks(f, []rune("x\u0302")), b.Marks(f, []rune("X\u0302"))
		if tall[1].Up <= low[1].Up {
			t.Errorf("face %d: the mark stands %d above a tall letter, %d above a low one", f, tall[1].Up, low[1].Up)
		}
		if two := b.Marks(f, []rune("x\u0302\u0302")); two[2].Up <= two[1].Up {
			t.Errorf("face %d: the second mark stands at %d, the first at %d", f, two[2].Up, two[1].Up)
		}
		if below := b.Marks(f, []rune("x\u0331\u0302\u0331")); below[1].Up >= low[1].Up+100 || below[3].Up >= below[1].Up || below[2] != low[1] {
			t.Errorf("face %d: marks below and above stand at %v, above alone at %v", f, below[1:], low[1])
		}
		if low[0] != (Shift{}) {
			t.Errorf("face %d: the letter itself moves by %v", f, low[0])
		}
	}
}
