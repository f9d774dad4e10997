package style

import (
	"slices"
	"testing"
)

func TestOf(t *testing.T) {
	if got := Names(); !slices.Equal(got, []string{"us", "uk", "eu-civil"}) {
		t.Errorf("the packs are %v", got)
	}
	for family, want := range map[string]string{"us": "us", "uk": "uk", "eu-civil": "eu-civil", "": "eu-civil", "mars": "eu-civil", "US": "eu-civil"} {
		if got := Of(family).Name; got != want {
			t.Errorf("%q is written as %s is, not as %s", family, got, want)
		}
		if Known(family) != (family == want) {
			t.Errorf("%q is known: %t", family, Known(family))
		}
	}
}

func TestUnit(t *testing.T) {
	for _, test := range []struct{ family, word, want string }{
		{"us", "schedules", "exhibits"},
		{"uk", "schedules", "schedules"},
		{"eu-civil", "schedule", "annex"},
		{"uk", "section", "clause"},
		{"us", "articles", "articles"},
		{"us", "article", "article"},
		{"us", "chapter", ""},
	} {
		if got := Of(test.family).Unit(test.word); got != test.want {
			t.Errorf("%s calls %s %q, not %q", test.family, test.word, got, test.want)
		}
	}
}

func TestBefore(t *testing.T) {
	for _, test := range []struct {
		family, want string
		entries      []string
	}{
		{"us", "a", []string{"a"}},
		{"us", "a and b", []string{"a", "b"}},
		{"us", "a, b, and c", []string{"a", "b", "c"}},
		{"uk", "a, b and c", []string{"a", "b", "c"}},
		{"eu-civil", "a, b, c and d", []string{"a", "b", "c", "d"}},
	} {
		got := ""
		for i, entry := range test.entries {
			got += Of(test.family).Before(i, len(test.entries), "and") + entry
		}
		if got != test.want {
			t.Errorf("%s: %q, not %q", test.family, got, test.want)
		}
	}
}

func TestPaper(t *testing.T) {
	for _, test := range []struct {
		paper  Paper
		family string
		letter bool
	}{
		{Usual, "us", true},
		{Usual, "uk", false},
		{Usual, "mars", false},
		{A4, "us", false},
		{Letter, "uk", true},
	} {
		if got := test.paper.IsLetter(test.family); got != test.letter {
			t.Errorf("paper %q of %s: letter is %t", test.paper, test.family, got)
		}
	}
}

// A family that has no pack is written as the last one is, and paper has one size
// whoever prints on it: Letter is 8.5 by 11 inches, A4 is 210 by 297 millimetres.
func TestFallbackAndSheets(t *testing.T) {
	if Of("la") != Fallback() || Fallback().Name != Names()[len(Names())-1] {
		t.Errorf("%q falls back on %q", "la", Of("la").Name)
	}
	const inch = 7200
	for letter, inches := range map[bool][2]float64{true: {8.5, 11}, false: {210 / 25.4, 297 / 25.4}} {
		s := SheetOf(letter)
		if want := (Sheet{int(inches[0]*inch + 0.5), int(inches[1]*inch + 0.5)}); s != want {
			t.Errorf("letter %v: %v, want %v", letter, s, want)
		}
	}
}
