package redline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/markdown"
)

// Cut splits a text into words, runs of space, marks of the library's Markdown
// and single other characters. Put together again they are the text.
func Cut(text string) Paragraph {
	words := make(Paragraph, 0, len(text)/3+1)
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
	if n := markLength(text); n > 0 {
		return n
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

// markLength is the length of a mark at the start of a text that never splits,
// an action or a mark of Markdown, or 0.
func markLength(text string) int {
	if text == "" || text[0] == ' ' || isLetter(rune(text[0])) { // no mark begins so
		return 0
	}
	if rest, ok := strings.CutPrefix(text, "{{"); ok {
		if end := strings.Index(rest, "}}"); end >= 0 {
			return end + len("{{}}")
		}
	}
	return markdown.MarkLength(text)
}

// isAtom reports whether w is a piece that never splits.
func isAtom(w Word) bool { return w.Key != "" || markLength(w.Text) > 0 }

func runLength(text string, in func(rune) bool) int {
	for i, r := range text {
		if !in(r) {
			return i
		}
	}
	return len(text)
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// innerChars are the characters that belong to a word if they stand between its
// letters: "2.1", "7,5", "non-exclusive", "Licensee's".
const innerChars = ".,-'’"

func wordLength(text string) int {
	n := runLength(text, isLetter)
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if !strings.ContainsRune(innerChars, r) {
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
	return isLetter(r) || isAtom(w)
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
	return isAtom(w) || weighty[strings.ToLower(w.Text)] || strings.ContainsFunc(w.Text, unicode.IsDigit)
}
