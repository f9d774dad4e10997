package document

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// vocabulary finds phrases in running text in one pass: candidates are looked
// up by the word that a phrase begins with, the longest first.
type vocabulary struct {
	first  [256]bool           // the bytes that a phrase begins with
	byWord map[string][]phrase // by the first word of the phrase
	terms  map[string]bool
}

// phrase is one form of a term, without possessive.
type phrase struct{ text, term string }

// add makes a term known with its other forms and the plural of each.
func (v *vocabulary) add(term string, forms []string) {
	if v.byWord == nil {
		v.byWord, v.terms = map[string][]phrase{}, map[string]bool{}
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
			word := text[:wordEnd(text, 0)]
			v.byWord[word] = append(v.byWord[word], phrase{text, term})
		}
	}
}

// sort puts longer phrases first; of equal ones, a term before another's form.
func (v *vocabulary) sort() {
	for _, phrases := range v.byWord {
		slices.SortStableFunc(phrases, func(a, b phrase) int {
			if n := len(b.text) - len(a.text); n != 0 {
				return n
			}
			own := func(p phrase) int {
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
// with a possessive, and its term. The end is 0 if there is none.
func (v *vocabulary) match(s string, i, wordEnd int) (end int, term string) {
	for _, p := range v.byWord[s[i:wordEnd]] {
		n := prefix(s[i:], p.text)
		if n == 0 || startsWord(s[i+n:]) {
			continue
		}
		n += possessive(s[i+n:], hasAnySuffix(p.text, "s", "S"))
		return i + n, p.term
	}
	return 0, ""
}

// prefix is how much of s the phrase takes at its start, 0 if s does not start
// with it. A no-break space is a space, and every apostrophe is the same.
func prefix(s, phrase string) int {
	if strings.HasPrefix(s, phrase) {
		return len(phrase)
	}
	i, j := 0, 0
	for j < len(phrase) {
		if i == len(s) {
			return 0
		}
		if a, b := apostrophe(s[i:]), apostrophe(phrase[j:]); a > 0 && b > 0 {
			i, j = i+a, j+b
			continue
		}
		if a, b := space(s[i:]), space(phrase[j:]); a > 0 && b > 0 {
			i, j = i+a, j+b
			continue
		}
		if s[i] != phrase[j] {
			return 0
		}
		i, j = i+1, j+1
	}
	return i
}

// space is the length of the space at the start of s, or 0.
func space(s string) int {
	switch {
	case strings.HasPrefix(s, " "):
		return 1
	case strings.HasPrefix(s, "\u00a0"), strings.HasPrefix(s, "\u202f"):
		return utf8.RuneLen([]rune(s)[0])
	}
	return 0
}

// vocabularyOf is the terms that doc defines, with their forms.
func vocabularyOf(doc *Document) *vocabulary {
	forms := map[string][]string{}
	var terms []string
	var entry *Entry
	Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *Entry:
			entry = n
		case *Definition:
			terms = append(terms, n.Term)
			if entry != nil {
				forms[n.Term] = entry.Forms
				entry = nil
			}
		}
		return true
	})
	v := &vocabulary{}
	slices.Sort(terms)
	for _, term := range slices.Compact(terms) {
		v.add(term, forms[term])
	}
	v.sort()
	return v
}

// LinkTerms makes every use of a defined term a Use, and text of every Use
// whose term is no longer defined: the term, one of its forms, the plural of
// either, with or without possessive, spelt and capitalised as defined, in
// whole words, the longest match first.
func LinkTerms(doc *Document) {
	link(doc, vocabularyOf(doc))
}

func link(doc *Document, v *vocabulary) {
	l := linker{vocabulary: v}
	eachSite(doc, func(s *site) { l.run(s.inlines) })
}

// linker links one run at a time. A run of neighbouring texts is read as one
// string, so that the pieces it came in do not matter.
type linker struct {
	*vocabulary
	pieces []*Text
	out    []Inline
}

func (l *linker) run(inlines *[]Inline) {
	unlink(*inlines)
	if !l.worth(*inlines) {
		return
	}
	outer := l.out
	l.out = make([]Inline, 0, len(*inlines)+4)
	for _, inline := range *inlines {
		switch n := inline.(type) {
		case *Text:
			l.pieces = append(l.pieces, n)
			continue
		case *Strong:
			l.inner(&n.Inlines)
		case *Emphasis:
			l.inner(&n.Inlines)
		default:
			l.flush()
		}
		l.out = append(l.out, inline)
	}
	l.flush()
	*inlines, l.out = l.out, outer
}

func (l *linker) inner(inlines *[]Inline) {
	l.flush()
	l.run(inlines)
}

// worth reports whether a run can change at all.
func (l *linker) worth(inlines []Inline) bool {
	if len(l.terms) == 0 {
		return false
	}
	if len(inlines) == 1 {
		if t, ok := inlines[0].(*Text); ok {
			end, _, _ := l.next(t.Text, 0)
			return end >= 0
		}
	}
	return true
}

// next finds the first use at or after i: its bounds and term, or -1.
func (l *linker) next(s string, i int) (start, end int, term string) {
	for i < len(s) {
		if !l.first[s[i]] {
			i = skip(s, i)
			continue
		}
		e := wordEnd(s, i)
		if e == i {
			i++
			continue
		}
		if end, term := l.match(s, i, e); end > 0 {
			return i, end, term
		}
		i = skip(s, i)
	}
	return -1, -1, ""
}

// skip is where the next word starts after the one at i. A hyphen joins words.
func skip(s string, i int) int {
	for i < len(s) {
		e := wordEnd(s, i)
		if e == i {
			return i + 1
		}
		if i = e; i == len(s) || s[i] != '-' {
			return i
		}
		i++
	}
	return i
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
		at = end
	}
	l.out = c.texts(l.out, len(text))
}

func join(pieces []*Text) string {
	if len(pieces) == 1 {
		return pieces[0].Text
	}
	var b strings.Builder
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
	if p := c.pieces[0]; p.Origin.Pos.Column > 0 {
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
	if o.Pos.Column > 0 && !o.Answer {
		o.Pos.Column += c.runes
	}
	return o
}

// originAt is the place of byte i of a text.
func originAt(t *Text, i int) Origin {
	o := t.Origin
	if o.Pos.Column > 0 && !o.Answer {
		o.Pos.Column += utf8.RuneCountInString(t.Text[:i])
	}
	return o
}

// unlink makes text of every Use of a run.
func unlink(inlines []Inline) {
	for i, inline := range inlines {
		if u, ok := inline.(*Use); ok {
			inlines[i] = &Text{u.Text, u.Origin}
		}
	}
}
