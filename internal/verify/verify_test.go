package verify

import (
	"strings"
	"testing"

	"clausewright/internal/document"
)

func wordsOf(text string) (words []Word) {
	for _, word := range strings.Fields(text) {
		words = append(words, Word{Text: word, Place: "here"})
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
		for _, d := range Compare(wordsOf(c.agreed), wordsOf(c.came), OnPages, []string{c.repeated}) {
			got = append(got, d.Agreed+">"+d.Came)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%q and %q: %q, want %q", c.agreed, c.came, strings.Join(got, "; "), c.want)
		}
	}
}

// TestSpacing: in a file of text a space parts words, and where one is put in or taken out
// another thing is said; around a mark it says nothing.
func TestSpacing(t *testing.T) {
	for _, c := range []struct{ agreed, came, want string }{
		{"the invalid patent", "the in valid patent", "invalid>in valid"},
		{"it may be paid", "it maybe paid", "may be>maybe"},
		{"5 000 units, or 10", "5000 units, or 1 0", "5 000>5000; 10>1 0"},
		{"one final word", "one ﬁnal word", ""},
		{"non-exclusive (a) licence", "non - exclusive ( a ) licence", ""},
		{"$5 or 5% of it", "$ 5 or 5 % of it", ""},
		{"the information is", "the infor\u00ADmation is", ""},
		{"1 Tiers", "1. Tiers", ""},
		{"due in 30 days, may be", "due in 45 days, maybe", "30>45; may be>maybe"},
	} {
		var got []string
		for _, d := range Compare(wordsOf(c.agreed), wordsOf(c.came), InText, nil) {
			got = append(got, d.Agreed+">"+d.Came)
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%q and %q: %q, want %q", c.agreed, c.came, strings.Join(got, "; "), c.want)
		}
		if squeezed(c.agreed) == squeezed(c.came) && Compare(wordsOf(c.agreed), wordsOf(c.came), OnPages, nil) != nil {
			t.Errorf("%q and %q on pages", c.agreed, c.came)
		}
	}
}

// TestStrip: what most pages have at their edges is not of the agreement; what stands in
// the middle is, and what one page has, or has with another number.
func TestStrip(t *testing.T) {
	for _, c := range []struct {
		name, head, foot string // of the third page
		kept             bool
	}{
		{"as the others", "Draft 1 of 2026", "Page 3 of 4", false},
		{"another number", "Draft 2 of 2026", "Page 3 of 4", true},
		{"another year", "Draft 1 of 2027", "Page 3 of 4", true},
		{"another page", "Draft 1 of 2026", "Page 5 of 4", true},
		{"another sum of pages", "Draft 1 of 2026", "Page 3 of 5", true},
	} {
		var pages [][]line
		for _, number := range []string{"1", "2", "3", "4"} {
			head, foot := "Draft 1 of 2026", "Page "+number+" of 4"
			if number == "3" {
				head, foot = c.head, c.foot
			}
			pages = append(pages, []line{
				{text: head, height: 800},
				{text: strings.Repeat("a", len(pages)) + " first", height: 700},
				{text: "the same line", height: 400},
				{text: "the same line", height: 300},
				{text: "last of " + strings.Repeat("x", len(pages)), height: 100},
				{text: foot, height: 30},
			})
		}
		strip(pages)
		kept := false
		for _, lines := range pages {
			var all []string
			for _, l := range lines {
				all = append(all, l.text)
			}
			text := strings.Join(all, "|")
			kept = kept || strings.Contains(text, "Draft") || strings.Contains(text, "Page")
			if strings.Count(text, "the same line") != 2 || !strings.Contains(text, "last of") || !strings.Contains(text, "first") {
				t.Errorf("%s: %q", c.name, text)
			}
		}
		if kept != c.kept {
			t.Errorf("%s: kept %t", c.name, kept)
		}
	}
}

// TestRunning: heads and feet bear the numbers of the draft.
func TestRunning(t *testing.T) {
	doc := &document.Document{Title: "Licence", ID: "M-1, draft 2", Legend: "DRAFT 2 – 23 November 2026"}
	for line, want := range map[string]int{
		"Licence DRAFT 2 – 23 November 2026": 0,
		"M-1, draft 2 Page 3 of 9":           0,
		"Envelope 77AB-1":                    0,
		"Licence DRAFT 2 – 24 November 2026": 1,
		"Licence DRAFT 3 – 23 November 2026": 1,
		"M-1, draft 3 Page 3 of 9":           1,
	} {
		if found := Running(doc, []string{line}); len(found) != want {
			t.Errorf("%q: %+v", line, found)
		}
	}
}

// TestPictures: the words of a picture may stand elsewhere and in another order, and no
// other words may.
func TestPictures(t *testing.T) {
	agreed := wordsOf("before 1 2 Rate in USD after it Tier 1 Rate 2")
	for i := 1; i <= 5; i++ {
		agreed[i].drawn = true
	}
	for came, same := range map[string]bool{
		"before 1 2 Rate in USD after it Tier 1 Rate 2": true,
		"before after it Tier 1 in USD Rate 2 1 Rate 2": true,
		"before after it Tier 1 in USD Rate 3 1 Rate 2": false,
		"before after it Tier 1 Rate 2":                 false,
		"before 1 2 Rate in USD it after Tier 1 Rate 2": false,
	} {
		if found := Compare(agreed, wordsOf(came), OnPages, nil); (len(found) == 0) != same {
			t.Errorf("%q: %+v", came, found)
		}
	}
}

// TestBroken: no file makes the program fall over.
func TestBroken(t *testing.T) {
	for _, text := range []string{"", "%PDF-1.7\n", "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF"} {
		if words, _, err := PDF([]byte(text), nil); err == nil {
			t.Errorf("%q holds %v", text, words)
		}
	}
}
