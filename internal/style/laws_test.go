package style_test

import (
	"testing"

	"clausewright/internal/style"
)

// TestLaw: each pack names the law of a place in its own way, however a deal
// calls it.
func TestLaw(t *testing.T) {
	for _, test := range []struct{ pack, given, law, place string }{
		{"us", "New York", "", "the State of New York"},
		{"us", "the State of New York", "", "the State of New York"},
		{"us", "The laws of the State of New York", "", "the State of New York"},
		{"us", "New York law", "", "the State of New York"},
		{"us", "Virginia", "", "the Commonwealth of Virginia"},
		{"us", "Georgia", "", "the State of Georgia"},
		{"uk", "Georgia", "", "Georgia"},
		{"uk", "English law", "", "England and Wales"},
		{"uk", "the law of England and Wales", "", "England and Wales"},
		{"uk", "Victoria, Australia", "", "Victoria, Australia"},
		{"uk", "The Netherlands", "", "the Netherlands"},
		{"eu-civil", "Germany", "German law", ""},
		{"eu-civil", "the law of Germany", "German law", ""},
		{"eu-civil", "Swiss law", "Swiss law", ""},
		{"eu-civil", "Singapore", "", "Singapore"},
		{"eu-civil", "New York", "", "the State of New York"},
	} {
		if law, place := style.Of(test.pack).Law(test.given); law != test.law || place != test.place {
			t.Errorf("%s: %s: %q, %q", test.pack, test.given, law, place)
		}
	}
}
