package document

import (
	"slices"
	"strings"
)

// vocabulary finds phrases in running text in one pass: candidates are looked
// up by the word that a phrase begins with, the longest first.
type vocabulary struct {
	first  [256]bool             // the bytes that a phrase begins with
	byWord map[string][]termForm // by the first word of the phrase
	terms  map[string]bool
}

// termForm is one form of a term, without possessive.
type termForm struct{ text, term string }

// add makes a term known with its other forms and the plural of each.
func (v *vocabulary) add(term string, forms []string) {
	if v.byWord == nil {
		v.byWord, v.terms = map[string][]termForm{}, map[string]bool{}
	}
	if term == "" || !startsWord(term) {
		return
	}
	v.terms[term] = true
	for _, form := range append([]string{term}, forms...) {
		if !startsWord(form) {
			continue
		}
		for _, text := range []string{form, Plural(form)} {
			v.first[text[0]] = true
			word := text[:endOfWord(text, 0)]
			v.byWord[word] = append(v.byWord[word], termForm{text, term})
		}
	}
}

// addName makes a proper name known: where it stands, no term does. A name that
// is nothing but a term is not known, because the term would be lost.
func (v *vocabulary) addName(name string) {
	if v.terms[name] || !startsWord(name) {
		return
	}
	v.first[name[0]] = true
	word := name[:endOfWord(name, 0)]
	v.byWord[word] = append(v.byWord[word], termForm{text: name})
}

// sort puts longer phrases first; of equal ones, a term before another's form.
func (v *vocabulary) sort() {
	for _, phrases := range v.byWord {
		slices.SortStableFunc(phrases, func(a, b termForm) int {
			if n := len(b.text) - len(a.text); n != 0 {
				return n
			}
			own := func(p termForm) int {
				if p.text == p.term {
					return 0
				}
				return 1
			}
			return own(a) - own(b)
		})
	}
}

// match is the longest phrase at s[i], which starts a word: where it ends,
// with a possessive, and its term, which is "" for a proper name. The end is 0
// if there is none.
func (v *vocabulary) match(s string, i, wordEnd int) (end int, term string) {
	for _, p := range v.byWord[s[i:wordEnd]] {
		n := phraseLength(s[i:], p.text)
		if n == 0 || startsWord(s[i+n:]) {
			continue
		}
		n += possessive(s[i+n:], hasAnySuffix(p.text, "s", "S"))
		return i + n, p.term
	}
	return 0, ""
}

// phraseLength is how much of s the phrase takes at its start, 0 if s does not start
// with it. A no-break space is a space, and every apostrophe is the same.
func phraseLength(s, phrase string) int {
	if strings.HasPrefix(s, phrase) {
		return len(phrase)
	}
	i, j := 0, 0
	for j < len(phrase) {
		if i == len(s) {
			return 0
		}
		if s[i] == phrase[j] {
			i, j = i+1, j+1
			continue
		}
		if a, b := apostrophe(s[i:]), apostrophe(phrase[j:]); a > 0 && b > 0 {
			i, j = i+a, j+b
			continue
		}
		if a, b := space(s[i:]), space(phrase[j:]); a > 0 && b > 0 {
			i, j = i+a, j+b
			continue
		}
		return 0
	}
	return i
}

// space is the length of the space at the start of s, or 0.
func space(s string) int {
	switch {
	case strings.HasPrefix(s, " "):
		return 1
	case strings.HasPrefix(s, "\u00a0"):
		return len("\u00a0")
	case strings.HasPrefix(s, "\u202f"):
		return len("\u202f")
	}
	return 0
}

// vocabularyOf is the terms that a document defines, with their forms, and proper
// names in which no term is looked for.
func vocabularyOf(definitions []defined, names []string) *vocabulary {
	forms := make(map[string][]string, len(definitions))
	terms := make([]string, 0, len(definitions))
	var entry *Entry // whose first term was met last
	for _, d := range definitions {
		terms = append(terms, d.Term)
		if d.entry != nil && d.entry != entry {
			entry = d.entry
			forms[d.Term] = append(forms[d.Term], entry.Forms...)
		}
	}
	v := &vocabulary{byWord: make(map[string][]termForm, 2*len(terms)), terms: make(map[string]bool, len(terms))}
	slices.Sort(terms)
	for _, term := range slices.Compact(terms) {
		v.add(term, forms[term])
	}
	if len(v.terms) > 0 {
		for _, name := range names {
			v.addName(name)
		}
	}
	v.sort()
	return v
}
