package deal

import (
	"slices"
	"strings"
)

// nearest returns the word that the given one most probably misspells: the
// first of those that take the fewest changed, added, dropped or swapped
// letters, if few enough of its letters are wrong.
func nearest(word string, words []string) (string, bool) {
	word = strings.Map(func(r rune) rune {
		if whyRefused(r) != "" {
			return -1
		}
		return r
	}, strings.ToLower(strings.ReplaceAll(word, "-", "_")))
	best, found := "", false
	least := max(1, len(word)/3) + 1
	if len(word) > 100 {
		return "", false
	}
	for _, w := range words {
		plain := strings.ToLower(strings.ReplaceAll(w, "-", "_"))
		if gap := len(plain) - len(word); gap >= least || -gap >= least {
			continue
		}
		if d := distance(word, plain); d < least && d < len(plain) {
			best, least, found = w, d, true
		}
	}
	return best, found
}

// distance counts the single letters to change, add, drop or swap with their
// neighbour to turn a into b.
func distance(a, b string) int {
	before, last, row := []int(nil), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, slices.Clone(last)
	}
	return last[len(b)]
}

// suggestion is a hint that names the nearest word, or else lists what is
// allowed.
func suggestion(word string, words []string) string {
	if near, ok := nearest(word, words); ok {
		return "did you mean \"" + near + "\"?"
	}
	return listing(words)
}

// listing names the allowed words in a hint, the first dozen of many.
func listing(words []string) string {
	const most = 12
	switch {
	case len(words) == 0:
		return ""
	case len(words) > most:
		return "allowed: " + strings.Join(words[:most], ", ") + ", …"
	}
	return "allowed: " + strings.Join(words, ", ")
}
