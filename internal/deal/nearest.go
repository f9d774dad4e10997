package deal

import (
	"strings"

	"clausewright/internal/diag"
)

// nearestWord is diag.Nearest for a word of a deal file, which may hold characters
// that cannot be seen.
func nearestWord(word string, words []string) (string, bool) {
	near := diag.Nearest(strings.Map(func(r rune) rune {
		if WhyRefused(r) != "" {
			return -1
		}
		return r
	}, word), words)
	return near, near != ""
}

// suggestion is a hint that names the nearest word, or else lists what is
// allowed.
func suggestion(word string, words []string) string {
	if near, ok := nearestWord(word, words); ok {
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
