package measure

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Letters is a text by its characters; each space is ' ', whatever its kind.
type Letters interface{ Letter(i int) rune }

// Ties are the places in a text of the spaces and hyphens that part what is read
// as one: no line ends there. A line feed ends a line.
func Ties(text string) []int {
	l := scanned.Get().(*letters)
	defer scanned.Put(l)
	var places []int
	start := 0
	for line := range strings.SplitSeq(text, "\n") {
		l.begin(line)
		for i := 1; i+1 < len(line); i++ {
			if mayTie(line, i) && l.tied(i) {
				places = append(places, start+i)
			}
		}
		start += len(line) + 1
	}
	return places
}

// mayTie reports whether a tie may be at i. Most spaces stand between words in
// small letters, and tell so by their neighbours.
func mayTie(line string, i int) bool {
	before, after := rune(line[i-1]), rune(line[i+1])
	switch line[i] {
	case '-':
		return !isLetter(before) || !isLetter(after)
	case ' ':
		inside := isLetter(after) && after|0x20 != 'd' && (after >= 'a' || i+2 < len(line) && isLetter(rune(line[i+2])))
		return !inside || !isLetter(before) && before != ','
	}
	return false
}

// letters are those of a line.
type letters struct {
	line  string
	runes []rune  // if not all are ASCII
	at    []int32 // where in the line each of the runes stands
}

// scanned are letters that are no longer looked at: a document has many lines.
var scanned = sync.Pool{New: func() any { return &letters{} }}

// begin takes another line.
func (l *letters) begin(line string) {
	l.line, l.runes, l.at = line, l.runes[:0], l.at[:0]
	if isASCII(line) {
		return
	}
	for i, r := range line {
		l.runes, l.at = append(l.runes, r), append(l.at, int32(i))
	}
}

// tied reports whether the space or hyphen at i of the line ties.
func (l *letters) tied(i int) bool {
	k, n := i, len(l.line)
	if len(l.runes) > 0 {
		k, _ = slices.BinarySearch(l.at, int32(i))
		n = len(l.runes)
	}
	if l.line[i] == ' ' {
		return TiedSpace(l, k, 0, n)
	}
	return l.Letter(k-1) != ' ' && l.Letter(k+1) != ' ' && TiedHyphen(l, k, 0)
}

// Letter is the letter at i, by which any white space is a space.
func (l *letters) Letter(i int) rune {
	r := rune(0)
	if len(l.runes) > 0 {
		r = l.runes[i]
	} else {
		r = rune(l.line[i])
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// isASCII reports whether s holds only ASCII.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

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
		return w.in(beforeNumber) || w.in(months) || isCurrency(t, i, from) || last == ',' && wordBefore(t, spaceBefore(t, i, from), from).in(months)
	case next == '(' || isLetterNumber(t, i+1, to):
		return wordBefore(t, i, from).in(beforeNumber)
	case last == '.' && unicode.IsUpper(next):
		return wordBefore(t, i, from).in(titles)
	case unicode.IsLetter(last) && (next == 'd' || next == 'D') && wordAfter(t, i+1, to).is("days"):
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
	return w.in(afterNumber) || w.in(months)
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

// word is a word in small letters; none if it is too long to tie, or not ASCII.
type word struct {
	letters  [longestTied]byte
	from, to int
}

func (w word) in(set map[string]bool) bool { return set[string(w.letters[w.from:w.to])] }

func (w word) is(other string) bool { return string(w.letters[w.from:w.to]) == other }

// wordBefore is the word that ends before i, without a bracket or quotation mark
// in front of it.
func wordBefore(t Letters, i, from int) word {
	w := word{from: longestTied, to: longestTied}
	for ; i > from; i-- {
		r := t.Letter(i - 1)
		if r == ' ' || Opens(r) {
			break
		}
		if w.from == 0 || r >= 0x80 {
			return word{}
		}
		w.from--
		w.letters[w.from] = lower(r)
	}
	return w
}

// wordAfter is the letters at i, as wordBefore gives them.
func wordAfter(t Letters, i, to int) word {
	var w word
	for ; i < to && unicode.IsLetter(t.Letter(i)); i++ {
		r := t.Letter(i)
		if w.to == longestTied || r >= 0x80 {
			return word{}
		}
		w.letters[w.to] = lower(r)
		w.to++
	}
	return w
}

// lower is an ASCII character in small letters.
func lower(r rune) byte {
	if 'A' <= r && r <= 'Z' {
		r += 'a' - 'A'
	}
	return byte(r)
}
