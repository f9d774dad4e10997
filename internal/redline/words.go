package redline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Cut splits a text into words, runs of space, actions of a template and
// single other characters. Put together again they are the text.
func Cut(text string) Paragraph {
	var words Paragraph
	for text != "" {
		n := firstLength(text)
		words = append(words, Word{Text: text[:n]})
		text = text[n:]
	}
	return words
}

// firstLength is the length in bytes of the first word of a text that is not
// empty.
func firstLength(text string) int {
	if strings.HasPrefix(text, "{{") {
		if end := strings.Index(text, "}}"); end > 0 {
			return end + len("}}")
		}
	}
	r, size := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsSpace(r):
		return runLength(text, unicode.IsSpace)
	case isLetter(r):
		return wordLength(text)
	}
	return size
}

func runLength(text string, in func(rune) bool) int {
	for i, r := range text {
		if !in(r) {
			return i
		}
	}
	return len(text)
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// inner are the characters that belong to a word if they stand between its
// letters: "2.1", "7,5", "non-exclusive", "Licensee's".
const inner = ".,-'’"

func wordLength(text string) int {
	n := runLength(text, isLetter)
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if !strings.ContainsRune(inner, r) {
			break
		}
		more := runLength(text[n+size:], isLetter)
		if more == 0 {
			break
		}
		n += size + more
	}
	return n
}

// isWord reports whether w is more than space or punctuation.
func isWord(w Word) bool {
	r, _ := utf8.DecodeRuneInString(w.Text)
	return isLetter(r) || w.Key != "" || strings.HasPrefix(w.Text, "{{")
}

func isSpace(w Word) bool {
	r, _ := utf8.DecodeRuneInString(w.Text)
	return unicode.IsSpace(r)
}

// weighty are the short words that decide what a sentence means: they are
// never drawn into a change that they are no part of.
var weighty = map[string]bool{
	"not": true, "no": true, "never": true, "neither": true, "nor": true, "shall": true, "may": true, "must": true, "only": true,
	"unless": true, "if": true, "except": true, "all": true, "each": true,
}

// isWeighty reports whether w must stay outside of changes around it: a word
// that decides the meaning, a number, or a piece that never splits.
func isWeighty(w Word) bool {
	if w.Key != "" || strings.HasPrefix(w.Text, "{{") {
		return true
	}
	return weighty[strings.ToLower(w.Text)] || strings.ContainsFunc(w.Text, unicode.IsDigit)
}
