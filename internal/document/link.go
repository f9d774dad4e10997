package document

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Vocabulary finds the uses of terms in text that is not a document yet. The
// zero Vocabulary knows no term.
type Vocabulary struct{ linker linker }

// NewVocabulary knows terms, each with its other forms.
func NewVocabulary(terms map[string][]string) *Vocabulary {
	v := &vocabulary{}
	for _, term := range slices.Sorted(maps.Keys(terms)) {
		v.add(term, terms[term])
	}
	v.sort()
	return &Vocabulary{linker{vocabulary: v}}
}

// Uses are the offsets of the uses in a text with their terms, as LinkTerms
// finds them.
func (v *Vocabulary) Uses(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		if v.linker.vocabulary == nil {
			return
		}
		for at := 0; ; {
			start, end, term := v.linker.next(text, at)
			if start < 0 || !yield(start, term) {
				return
			}
			at = end
		}
	}
}

// LinkTerms makes every use of a defined term a Use, and text of every Use
// whose term is no longer defined: the term, one of its forms, the plural of
// either, with or without possessive, spelt and capitalised as defined, in
// whole words, the longest match first.
func LinkTerms(doc *Document) {
	link(doc, vocabularyOf(definedIn(doc), doc.Names))
}

// uses are the terms that each entry uses, in reading order and each as often as it
// is used; under nil those used outside all entries. Tables made from the document
// itself use nothing.
type uses map[*Entry][]string

func link(doc *Document, v *vocabulary) uses {
	l := linker{vocabulary: v}
	found := uses{}
	eachSite(doc, func(s *site) {
		l.used = l.used[:0]
		l.run(s.inlines)
		if len(l.used) > 0 && !s.generated() {
			found[s.entry] = append(found[s.entry], l.used...)
		}
	})
	return found
}

// linker links one run at a time. A run of neighbouring texts is read as one
// string, so that the pieces it came in do not matter.
type linker struct {
	*vocabulary
	pieces []*Text
	out    []Inline // of the run at hand and of those around it
	used   []string // the terms of the run
}

func (l *linker) run(inlines *[]Inline) {
	unlink(*inlines)
	if len(l.terms) == 0 {
		return
	}
	outer, used := len(l.out), len(l.used)
	for _, inline := range *inlines {
		switch n := inline.(type) {
		case *Text:
			l.pieces = append(l.pieces, n)
			continue
		case *Strong:
			l.inner(&n.Inlines)
		case *Emphasis:
			l.inner(&n.Inlines)
		case *Revision:
			l.inner(&n.Inlines)
		default:
			l.flush()
		}
		l.out = append(l.out, inline)
	}
	l.flush()
	if len(l.used) > used {
		*inlines = slices.Clone(l.out[outer:])
	}
	l.out = l.out[:outer]
}

func (l *linker) inner(inlines *[]Inline) {
	l.flush()
	l.run(inlines)
}

// next finds the first use at or after i: its bounds and term, or -1.
func (l *linker) next(s string, i int) (start, end int, term string) {
	for from := i; i < len(s); i++ {
		if !l.first[s[i]] || !startsUnit(s, from, i) {
			continue
		}
		if end, term := l.match(s, i, endOfWord(s, i)); term != "" {
			return i, end, term
		} else if end > 0 {
			i, from = end-1, end
		}
	}
	return -1, -1, ""
}

// startsUnit reports whether a word that begins at i stands by itself in what follows
// from: a hyphen joins words.
func startsUnit(s string, from, i int) bool {
	if i > from && s[i-1] == '-' {
		i--
	}
	return i == from || !endsWord(s[from:i])
}

// endsWord reports whether s ends with a character of a word.
func endsWord(s string) bool {
	if c := s[len(s)-1]; c < utf8.RuneSelf {
		return wordBytes[c]
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return isWordRune(r)
}

// flush links the texts collected since the last other inline.
func (l *linker) flush() {
	pieces := l.pieces
	l.pieces = l.pieces[:0]
	if len(pieces) == 0 {
		return
	}
	text := join(pieces)
	c := cutter{pieces: pieces}
	at := 0
	for {
		start, end, term := l.next(text, at)
		if start < 0 {
			break
		}
		l.out = c.texts(l.out, start)
		origin := c.origin()
		c.skip(end)
		l.out = append(l.out, &Use{term, text[start:end], origin})
		l.used = append(l.used, term)
		at = end
	}
	l.out = c.texts(l.out, len(text))
}

func join(pieces []*Text) string {
	if len(pieces) == 1 {
		return pieces[0].Text
	}
	size := 0
	for _, p := range pieces {
		size += len(p.Text)
	}
	var b strings.Builder
	b.Grow(size)
	for _, p := range pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// cutter gives back the texts that a joined run was made of, piece by piece.
type cutter struct {
	pieces []*Text
	at     int // offset in the run
	from   int // offset in pieces[0]
	runes  int // characters of pieces[0] before from
}

// texts appends the run up to offset end.
func (c *cutter) texts(out []Inline, end int) []Inline {
	for c.at < end {
		p := c.pieces[0]
		n := min(end-c.at, len(p.Text)-c.from)
		if n == len(p.Text) {
			out = append(out, p)
		} else if n > 0 {
			out = append(out, &Text{p.Text[c.from : c.from+n], c.origin()})
		}
		c.advance(n)
	}
	return out
}

// skip passes over the run up to offset end.
func (c *cutter) skip(end int) {
	for c.at < end {
		c.advance(min(end-c.at, len(c.pieces[0].Text)-c.from))
	}
}

func (c *cutter) advance(n int) {
	if p := c.pieces[0]; p.Origin.Source != nil {
		c.runes += utf8.RuneCountInString(p.Text[c.from : c.from+n])
	}
	c.at, c.from = c.at+n, c.from+n
	for len(c.pieces) > 0 && c.from == len(c.pieces[0].Text) {
		c.pieces, c.from, c.runes = c.pieces[1:], 0, 0
	}
}

// origin is the place of the current offset.
func (c *cutter) origin() Origin {
	if len(c.pieces) == 0 {
		return Origin{}
	}
	o := c.pieces[0].Origin
	o.Runes += c.runes
	return o
}

// originAt is the place of byte i of a text.
func originAt(t *Text, i int) Origin {
	o := t.Origin
	o.Runes += utf8.RuneCountInString(t.Text[:i])
	return o
}

// unlink makes text of every Use of a run, marked text included.
func unlink(inlines []Inline) {
	for i, inline := range inlines {
		switch n := inline.(type) {
		case *Use:
			inlines[i] = &Text{n.Text, n.Origin}
		case *Strong:
			unlink(n.Inlines)
		case *Emphasis:
			unlink(n.Inlines)
		case *Revision:
			unlink(n.Inlines)
		}
	}
}
