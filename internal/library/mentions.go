package library

import (
	"slices"
	"unicode"

	"clausewright/internal/document"
	"clausewright/internal/language"
)

// Which definitions a text may use is known from the words it holds: a use
// begins with the first two words of the term, of a form, or of the plural of
// either. What is found here and not used after all, the document leaves out.

// termStart is how a phrase that uses a term begins.
type termStart struct {
	second     string // second word; "" for a phrase of one word
	definition *Definition
}

// indexTerms notes the definitions by the first words of their terms.
func (l *Library) indexTerms() {
	l.terms = map[string][]termStart{}
	for _, d := range l.Definitions {
		for _, form := range append([]string{d.Term}, d.Forms...) {
			for _, phrase := range []string{form, document.Plural(form)} {
				first, second := firstWords(phrase)
				start := termStart{second, d}
				if !slices.Contains(l.terms[first], start) {
					l.terms[first] = append(l.terms[first], start)
				}
			}
		}
	}
}

// Terms lists the terms that the library defines for all clauses.
func (l *Library) Terms() []string {
	terms := make([]string, len(l.Definitions))
	for i, d := range l.Definitions {
		terms[i] = d.Term
	}
	return terms
}

// firstWords are the first two words of a text, "" where there are none.
func firstWords(text string) (first, second string) {
	text = text[gapLength(text):]
	n := language.WordLength(text)
	rest := text[n:]
	rest = rest[gapLength(rest):]
	return text[:n], rest[:language.WordLength(rest)]
}

// gapLength is the length of what stands before the first word of text.
func gapLength(text string) int {
	for i, r := range text {
		if unicode.IsLetter(r) {
			return i
		}
	}
	return len(text)
}

// Mentioned calls found for every definition that a text may use, some more
// than once.
func (l *Library) Mentioned(text string, found func(*Definition)) {
	for text = text[gapLength(text):]; text != ""; text = text[gapLength(text):] {
		n := language.WordLength(text)
		if starts := l.terms[text[:n]]; len(starts) > 0 {
			_, second := firstWords(text)
			for _, s := range starts {
				if s.second == "" || s.second == second {
					found(s.definition)
				}
			}
		}
		text = text[n:]
	}
}

// Mentions lists the definitions that the literal text of a body may use.
func (l *Library) Mentions(b *language.Body) []*Definition {
	return b.Once(mentionsIn{l}, func() any {
		var mentions []*Definition
		for _, literal := range b.Literals() {
			for _, p := range literal {
				l.Mentioned(p.Text, func(d *Definition) {
					if !slices.Contains(mentions, d) {
						mentions = append(mentions, d)
					}
				})
			}
		}
		return mentions
	}).([]*Definition)
}

// mentionsIn is the key of the definitions of a library that a text may use.
type mentionsIn struct{ library *Library }
