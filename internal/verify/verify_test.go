package verify

import (
	"strings"
	"testing"
)

func wordsOf(text string) (words []Word) {
	for _, word := range strings.Fields(text) {
		words = append(words, Word{word, "here"})
	}
	return words
}

// TestCompare: how words are set makes no difference, what they are does.
func TestCompare(t *testing.T) {
	for _, c := range []struct{ agreed, came, repeated, want string }{
		{"one final word", "one ﬁnal word", "", ""},
		{"one final word", "onefinal word", "", ""},
		{"non-exclusive licence", "non\u00ADexclusive licence", "", ""},
		{"non-exclusive licence", "non\u2011exclusive licence", "", ""},
		{"the information is", "the infor\u00ADmation is", "", ""},
		{"re-sign the deal", "resign the deal", "", "re-sign>resign"},
		{"1 Tiers", "1. Tiers", "", ""},
		{"due in 30 days", "due in 45 days", "", "30>45"},
		{"shall not pay", "shall pay", "", "not>"},
		{"shall pay", "shall not pay", "", ">not"},
		{"a b Rate c", "a b Rate Tier Rate c", "Tier Rate", ""},
		{"a b c", "a b Tier Rate c", "", ">Tier Rate"},
		{"", "", "", ""},
		{"a", "", "", "a>"},
	} {
		var got []string
		for _, d := range Compare(wordsOf(c.agreed), wordsOf(c.came), []string{c.repeated}) {
			got = append(got, d.Agreed+">"+d.Came)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%q and %q: %q, want %q", c.agreed, c.came, strings.Join(got, "; "), c.want)
		}
	}
}

// TestStrip: what most pages have at their edges is not of the agreement; what stands in
// the middle is, and what one page has.
func TestStrip(t *testing.T) {
	var pages [][]line
	for _, number := range []string{"1", "2", "3", "4"} {
		pages = append(pages, []line{
			{"Draft 1", 800},
			{strings.Repeat("a", len(pages)) + " first", 700},
			{"the same line", 400},
			{"the same line", 300},
			{"last of " + strings.Repeat("x", len(pages)), 100},
			{"Page " + number + " of 4", 30},
		})
	}
	strip(pages)
	for _, lines := range pages {
		var all []string
		for _, l := range lines {
			all = append(all, l.text)
		}
		if text := strings.Join(all, "|"); strings.Contains(text, "Draft") || strings.Contains(text, "Page") || strings.Count(text, "the same line") != 2 || !strings.Contains(text, "last of") || !strings.Contains(text, "first") {
			t.Errorf("%q", text)
		}
	}
}

// TestBroken: no file makes the program fall over.
func TestBroken(t *testing.T) {
	for _, text := range []string{"", "%PDF-1.7\n", "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"} {
		if words, err := PDF([]byte(text), nil); err == nil {
			t.Errorf("%q holds %v", text, words)
		}
	}
}
