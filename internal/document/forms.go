package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plural is the regular English plural of a term, formed on its last word:
// Party, Parties; Licensed Process, Licensed Processes; Affiliate, Affiliates.
func Plural(term string) string {
	lower := strings.ToLower(term[max(0, len(term)-2):])
	switch {
	case term == "":
		return ""
	case strings.HasSuffix(lower, "y") && len(lower) > 1 && !strings.ContainsRune("aeiou", rune(lower[len(lower)-2])):
		return term[:len(term)-1] + "ies"
	case hasAnySuffix(lower, "s", "x", "z", "ch", "sh"):
		return term + "es"
	}
	return term + "s"
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// possessive is the length of the possessive ending at the start of rest,
// which follows a term; bare tells that the term ends in s, so that an
// apostrophe alone will do.
func possessive(rest string, bare bool) int {
	n := apostrophe(rest)
	if n == 0 {
		return 0
	}
	if strings.HasPrefix(rest[n:], "s") && !startsWord(rest[n+1:]) {
		return n + 1
	}
	if bare && !startsWord(rest[n:]) {
		return n
	}
	return 0
}

// apostrophe is the length of the apostrophe at the start of s, or 0.
func apostrophe(s string) int {
	switch {
	case strings.HasPrefix(s, "’"):
		return len("’")
	case strings.HasPrefix(s, "'"):
		return 1
	}
	return 0
}

// startsWord reports whether s starts inside or at a word.
func startsWord(s string) bool {
	if s == "" {
		return false
	}
	if s[0] < utf8.RuneSelf {
		return isWordByte(s[0])
	}
	r, _ := utf8.DecodeRuneInString(s)
	return isWordRune(r)
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isWordByte(c byte) bool { return wordBytes[c] }

var wordBytes = func() (table [256]bool) {
	for c := range table {
		table[c] = 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return table
}()

// endOfWord is where the word that starts at i ends.
func endOfWord(s string, i int) int {
	for i < len(s) {
		if wordBytes[s[i]] {
			i++
			continue
		}
		if s[i] < utf8.RuneSelf {
			return i
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if !isWordRune(r) {
			return i
		}
		i += size
	}
	return i
}
