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
		{"us", "chapter", ""},
	} {
		if got := Of(test.family).Unit(test.word); got != test.want {
			t.Errorf("%s calls %s %q, not %q", test.family, test.word, got, test.want)
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
