package pdf

import (
	"strings"
	"unicode"
)

// wordSet makes a set of words.
func wordSet(words string) map[string]bool {
	list := map[string]bool{}
	for _, w := range strings.Fields(words) {
		list[w] = true
	}
	return list
}

// Words that are never parted from their neighbour; small letters, ASCII.
var (
	// beforeNumber stand before their number, letter or bracketed item.
	beforeNumber = wordSet(`section sections clause clauses article articles schedule schedules annex annexes exhibit exhibits
		appendix paragraph paragraphs part parts item items recital recitals trigger triggers stage stages tier tiers step
		phase level draft column row page pages version rule no. nos. art. arts. sec. p. pp.`)
	// afterNumber are what a number counts.
	afterNumber = wordSet(`day days week weeks month months year years hour hours minute minutes second seconds business
		working calendar thousand million billion percent percentage basis km cm mm nm kg mg`)
	months = wordSet(`january february march april may june july august september october november december
		jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.`)
	// titles stand before a name.
	titles = wordSet("dr. prof. mr. mrs. ms.")
)

// tiedSpace reports whether the space at i, inside glyphs[from:to], parts what
// is read as one: a noun and its number, a number and its unit, the parts of a
// date or of an amount of money, a title and its name.
func (t *text) tiedSpace(i, from, to int) bool {
	last, next := t.glyphs[i-1].r, t.glyphs[i+1].r
	switch {
	case unicode.IsDigit(last):
		return t.isUnit(i+1, to)
	case unicode.IsDigit(next):
		w := t.wordBefore(i, from)
		return beforeNumber[w] || months[w] || t.isCurrency(i, from) || last == ',' && months[t.wordBefore(t.spaceBefore(i, from), from)]
	case next == '(' || t.isLetterNumber(i+1, to):
		return beforeNumber[t.wordBefore(i, from)]
	case last == '.' && unicode.IsUpper(next):
		return titles[t.wordBefore(i, from)]
	case unicode.IsLetter(last) && unicode.IsLetter(next):
		space := t.spaceBefore(i, from)
		return space > from && unicode.IsDigit(t.glyphs[space-1].r) && t.wordAfter(i+1, to) == "days"
	}
	return false
}

// isUnit reports whether the word at i is counted by a number before it: a
// month, a unit, a currency.
func (t *text) isUnit(i, to int) bool {
	end, capitals := i, 0
	for end < to && unicode.IsLetter(t.glyphs[end].r) {
		if end > i && unicode.IsUpper(t.glyphs[end].r) {
			capitals++
		}
		end++
	}
	switch n := end - i; {
	case n == 1:
		return unicode.IsLower(t.glyphs[i].r)
	case n > 1 && n <= 4 && capitals > 0: // kWh, MW, EUR
		return true
	}
	w := t.wordAfter(i, to)
	return afterNumber[w] || months[w]
}

// isCurrency reports whether the word before i is the code of a currency.
func (t *text) isCurrency(i, from int) bool {
	start := i
	for start > from && i-start < 4 && unicode.IsUpper(t.glyphs[start-1].r) {
		start--
	}
	return i-start == 3 && (start == from || !unicode.IsLetter(t.glyphs[start-1].r))
}

// isLetterNumber reports whether the glyph at i is a capital that stands alone
// or before a digit, as in "Exhibit A" and "Trigger T1".
func (t *text) isLetterNumber(i, to int) bool {
	return unicode.IsUpper(t.glyphs[i].r) && (i+1 == to || !unicode.IsLetter(t.glyphs[i+1].r))
}

// longestTied is how many letters the longest word that ties has.
const longestTied = 11

// spaceBefore is the place of the last space before i, not further than a word
// that ties is long; without one it is from.
func (t *text) spaceBefore(i, from int) int {
	for n := 0; i > from && n <= longestTied; n++ {
		if i--; t.glyphs[i].space() {
			return i
		}
	}
	return from
}

// wordBefore is the word that ends before i, in small letters, without a
// bracket or quotation mark in front of it; "" if it is too long or not ASCII.
func (t *text) wordBefore(i, from int) string {
	var word [longestTied]byte
	n := len(word)
	for ; i > from; i-- {
		r := t.glyphs[i-1].r
		if t.glyphs[i-1].space() || opens(r) {
			break
		}
		if n == 0 || r >= 0x80 {
			return ""
		}
		n--
		word[n] = lower(r)
	}
	return string(word[n:])
}

// wordAfter is the letters at i, as wordBefore gives them.
func (t *text) wordAfter(i, to int) string {
	var word [longestTied]byte
	n := 0
	for ; i < to && unicode.IsLetter(t.glyphs[i].r); i++ {
		r := t.glyphs[i].r
		if n == len(word) || r >= 0x80 {
			return ""
		}
		word[n] = lower(r)
		n++
	}
	return string(word[:n])
}

// lower is an ASCII character in small letters.
func lower(r rune) byte {
	if 'A' <= r && r <= 'Z' {
		r += 'a' - 'A'
	}
	return byte(r)
}
