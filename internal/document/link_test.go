package document

import (
	"testing"

	"pgregory.net/rapid"
)

// TestNextByWords: the first use of a term is the one that reading word by word comes to;
// in "Sub-Licence of a Licence" that is the second Licence.
func TestNextByWords(t *testing.T) {
	v := &vocabulary{}
	v.add("Licence", nil)
	v.add("Éclat Part", []string{"Part"})
	v.addName("Licence Office")
	v.sort()
	l := linker{vocabulary: v}
	if start, end, term := l.next("Sub-Licence of a Licence", 0); start != len("Sub-Licence of a ") || end != len("Sub-Licence of a Licence") || term != "Licence" {
		t.Error(start, end, term)
	}
	piece := rapid.SampledFrom([]string{"Licence", "Licences", "Licence’s", "Éclat Part", "Part", "Office", "é", "É", "a", "L", "P", " ", "-", "--", ".", "“", "\u00a0", "7", "x-"})
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for _, p := range rapid.SliceOfN(piece, 0, 9).Draw(t, "pieces") {
			text += p
		}
		for at := range text {
			start, end, term := l.next(text, at)
			if s, e, want := nextByWords(l, text, at); s != start || e != end || want != term {
				t.Fatalf("%q from %d: %d %d %q, by words %d %d %q", text, at, start, end, term, s, e, want)
			}
		}
	})
}

// nextByWords finds the first use word by word.
func nextByWords(l linker, s string, i int) (start, end int, term string) {
	for i < len(s) {
		e := endOfWord(s, i)
		if e == i {
			i++
			continue
		}
		end, term := l.match(s, i, e)
		if term != "" {
			return i, end, term
		}
		if end > 0 {
			i = end
			continue
		}
		for i = e; i < len(s) && s[i] == '-'; i = e {
			if e = endOfWord(s, i+1); e == i+1 {
				i = e
				break
			}
		}
	}
	return -1, -1, ""
}
