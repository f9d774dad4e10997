package measure

import (
	"strings"
	"unicode"
)

// Letters is a text by its characters; each space is ' ', whatever its kind.
type Letters interface{ Letter(i int) rune }

// Ties are the places in a text of the spaces and hyphens that part what is read
// as one: no line ends there. A line feed ends a line.
func Ties(text string) []int {
	var places []int
	var l letters
	var at []int // where in the text each letter stands
	for i, r := range text + "\n" {
		if r != '\n' {
			if unicode.IsSpace(r) {
				r = ' '
			}
			l, at = append(l, r), append(at, i)
			continue
		}
		for k := 1; k+1 < len(l); k++ {
			switch text[at[k]] {
			case ' ':
				if TiedSpace(l, k, 0, len(l)) {
					places = append(places, at[k])
				}
			case '-':
				if l[k-1] != ' ' && l[k+1] != ' ' && TiedHyphen(l, k, 0) {
					places = append(places, at[k])
				}
			}
		}
		l, at = l[:0], at[:0]
	}
	return places
}

type letters []rune

func (l letters) Letter(i int) rune { return l[i] }

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

// TiedSpace reports whether the space at i, inside the letters from and up to
// others, parts what is read as one: a noun and its number, a number and its
// unit, the parts of a date or of an amount of money, a title and its name,
// punctuation and its word.
func TiedSpace(t Letters, i, from, to int) bool {
	last, next := t.Letter(i-1), t.Letter(i+1)
	switch {
	case NoLineStart(next) || Opens(last):
		return true
	case unicode.IsDigit(last):
		return isUnit(t, i+1, to)
	case unicode.IsDigit(next):
		w := wordBefore(t, i, from)
		return beforeNumber[w] || months[w] || isCurrency(t, i, from) || last == ',' && months[wordBefore(t, spaceBefore(t, i, from), from)]
	case next == '(' || isLetterNumber(t, i+1, to):
		return beforeNumber[wordBefore(t, i, from)]
	case last == '.' && unicode.IsUpper(next):
		return titles[wordBefore(t, i, from)]
	case unicode.IsLetter(last) && (next == 'd' || next == 'D') && wordAfter(t, i+1, to) == "days":
		space := spaceBefore(t, i, from)
		return space > from && unicode.IsDigit(t.Letter(space-1))
	}
	return false
}

// TiedHyphen reports whether the hyphen at i, inside the letters from one on,
// joins more than two words: a number or a sign is never parted there.
func TiedHyphen(t Letters, i, from int) bool {
	return i-1 < from || !unicode.IsLetter(t.Letter(i-1)) || !unicode.IsLetter(t.Letter(i+1))
}

// NoLineStart holds punctuation that belongs to the word before it.
func NoLineStart(r rune) bool {
	return !isLetter(r) && strings.ContainsRune(".,;:!?)]}”’»%…·–—", r)
}

// Opens holds punctuation that belongs to the word after it.
func Opens(r rune) bool { return !isLetter(r) && strings.ContainsRune("([{“„«§¶#€£$", r) }

// isLetter holds the letters of ASCII, which most characters are.
func isLetter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// isUnit reports whether the word at i is counted by a number before it: a
// month, a unit, a currency.
func isUnit(t Letters, i, to int) bool {
	end, capitals := i, 0
	for end < to && unicode.IsLetter(t.Letter(end)) {
		if end > i && unicode.IsUpper(t.Letter(end)) {
			capitals++
		}
		end++
	}
	switch n := end - i; {
	case n == 1:
		return unicode.IsLower(t.Letter(i))
	case n > 1 && n <= 4 && capitals > 0: // kWh, MW, EUR
		return true
	}
	w := wordAfter(t, i, to)
	return afterNumber[w] || months[w]
}

// isCurrency reports whether the word before i is the code of a currency.
func isCurrency(t Letters, i, from int) bool {
	start := i
	for start > from && i-start < 4 && unicode.IsUpper(t.Letter(start-1)) {
		start--
	}
	return i-start == 3 && (start == from || !unicode.IsLetter(t.Letter(start-1)))
}

// isLetterNumber reports whether the letter at i is a capital that stands alone
// or before a digit, as in "Exhibit A" and "Trigger T1".
func isLetterNumber(t Letters, i, to int) bool {
	return unicode.IsUpper(t.Letter(i)) && (i+1 == to || !unicode.IsLetter(t.Letter(i+1)))
}

// longestTied is how many letters the longest word that ties has.
const longestTied = 11

// spaceBefore is the place of the last space before i, not further than a word
// that ties is long; without one it is from.
func spaceBefore(t Letters, i, from int) int {
	for n := 0; i > from && n <= longestTied; n++ {
		if i--; t.Letter(i) == ' ' {
			return i
		}
	}
	return from
}

// wordBefore is the word that ends before i, in small letters, without a
// bracket or quotation mark in front of it; "" if it is too long or not ASCII.
func wordBefore(t Letters, i, from int) string {
	var word [longestTied]byte
	n := len(word)
	for ; i > from; i-- {
		r := t.Letter(i - 1)
		if t.Letter(i-1) == ' ' || Opens(r) {
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
func wordAfter(t Letters, i, to int) string {
	var word [longestTied]byte
	n := 0
	for ; i < to && unicode.IsLetter(t.Letter(i)); i++ {
		r := t.Letter(i)
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
