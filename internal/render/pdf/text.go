package pdf

import (
	"slices"
	"strings"
	"unicode/utf8"

	"clausewright/internal/document"
	"clausewright/internal/measure"

	"golang.org/x/text/unicode/norm"
)

// A place is what a link leads to: the id of a division or item, a defined
// term, or a division that need not have an id. The zero place is nowhere.
type place struct {
	id       string
	term     string
	division *document.Division
}

// look is what neighbouring characters of one kind have in common.
type look struct {
	face  face
	link  place  // where a click leads
	term  string // the term that is defined here
	blank bool   // an open value, printed on yellow
	mark  document.Change
}

// glyph is one character to be drawn.
type glyph struct {
	r     rune
	width int16 // to the next glyph, in thousandths of the type size
	kern  int16 // which part of it is kerning
	style int16 // index into text.styles
	face  face
	bond  bond
}

// lettersOf is the characters of glyphs.
func lettersOf(glyphs []glyph) string {
	var b strings.Builder
	b.Grow(len(glyphs))
	for _, g := range glyphs {
		b.WriteRune(g.r)
	}
	return b.String()
}

// space reports whether a justified line may stretch here.
func (g glyph) space() bool { return g.r == ' ' }

// A text is a run of characters in one type size, ready to be broken into
// lines.
type text struct {
	glyphs []glyph
	styles []look
	ends   []int // indexes of glyphs before which a line must end
	size   length
	work   *workspace // of the book

	tag      *element // of the text
	span     span     // the link that was drawn last
	revision revision // the marked text that was drawn last
}

// maxStyles keeps a text's look indexes in range: a paragraph with more
// changes than this reads on in the last style.
const maxStyles = 1<<15 - 1

// set turns inlines into a text of the given size. Literal is set before them,
// in the base face; it holds labels that run into their text.
func (b *fontBook) set(literal string, inlines []document.Inline, base face, size length) *text {
	w := b.work
	t := w.texts.one()
	*t = text{size: size, work: w, glyphs: w.glyphs[:0]}
	if literal != "" {
		b.add(t, literal+" ", look{face: base, mark: b.mark})
	}
	b.addAll(t, inlines, look{face: base, mark: b.mark})
	w.glyphs = t.glyphs[:0]
	t.glyphs = w.drawn.keep(t.glyphs)
	return t
}

// widthOf is how wide words in one face are.
func (b *fontBook) widthOf(words string, f face, size length) length {
	t := text{size: size, work: b.work, glyphs: b.work.glyphs[:0]}
	b.add(&t, words, look{face: f})
	b.work.glyphs = t.glyphs[:0]
	return t.width(0, len(t.glyphs))
}

// addAll appends inlines in the style s.
func (b *fontBook) addAll(t *text, inlines []document.Inline, s look) {
	for _, n := range inlines {
		b.addInline(t, n, s)
	}
}

func (b *fontBook) addInline(t *text, n document.Inline, s look) {
	switch n := n.(type) {
	case *document.Text:
		b.add(t, n.Text, s)
	case *document.Strong:
		s.face |= bold
		b.addAll(t, n.Inlines, s)
	case *document.Emphasis:
		s.face ^= italic // inside italics, roman stands out
		b.addAll(t, n.Inlines, s)
	case *document.Definition:
		b.addDefinition(t, n.Term, s)
	case *document.Use:
		s.follow(place{term: n.Term})
		b.add(t, n.Text, s)
	case *document.Reference:
		if len(n.Targets) > 0 {
			s.follow(place{id: n.Targets[0]})
		}
		b.add(t, n.Text, s)
	case *document.Revision:
		s.mark = n.Mark.Change
		b.addAll(t, n.Inlines, s)
	case *document.Blank:
		s.blank = true
		b.add(t, document.OpenMark, s)
	case *document.Break:
		t.ends = append(t.ends, len(t.glyphs))
	}
}

// follow makes text a link, unless it is marked: what is said of it would hide
// the link.
func (s *look) follow(to place) {
	if s.mark == document.Kept {
		s.link = to
	}
}

// addDefinition sets a term in bold between quotation marks.
func (b *fontBook) addDefinition(t *text, term string, s look) {
	strong := s
	strong.face |= bold
	if strong.term = term; !(document.Mark{Change: s.mark}).New() {
		strong.term = ""
	}
	b.add(t, "“", s)
	b.add(t, term, strong)
	b.add(t, "”", s)
}

// add appends s in one style. Spaces in a row become one; dropped characters
// hand their bond to the character before. A character that no face has is
// left out here, because Check has refused it before.
func (b *fontBook) add(t *text, s string, st look) {
	index := t.styleIndex(st)
	if isPlain(s) {
		b.addPlain(t, s, st.face, index)
		return
	}
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	if strings.IndexFunc(s, measure.Combining) < 0 {
		b.addRunes(t, s, st.face, index)
		return
	}
	for cluster := range measure.Clusters(s) {
		f := st.face
		if utf8.RuneCountInString(cluster) > 1 {
			f, _ = b.Together(f, cluster)
		}
		b.addRunes(t, cluster, f, index)
	}
}

// isPlain reports whether s holds only printed characters of ASCII.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i]-' ' > '~'-' ' {
			return false
		}
	}
	return true
}

// addPlain is addRunes for characters that every face has and that are drawn as
// they are.
func (b *fontBook) addPlain(t *text, s string, f face, index int16) {
	for len(s) > 0 && s[0] == ' ' && t.atSpace() {
		s = s[1:]
	}
	if s == "" {
		return
	}
	t.kern(b, f, rune(s[0]))
	plain, last := b.Plain(f), byte(0)
	n := len(t.glyphs)
	glyphs := slices.Grow(t.glyphs, len(s))[:n+len(s)]
	for i := range len(s) {
		c := s[i]
		if c == ' ' && last == ' ' {
			continue
		}
		if last != 0 {
			before := &glyphs[n-1]
			before.kern = plain.Kern(last, c)
			before.width += before.kern
		}
		glyphs[n] = glyph{r: rune(c), width: plain.Widths[c&127], style: index, face: f}
		n, last = n+1, c
	}
	t.glyphs = glyphs[:n]
}

// kern kerns the last glyph before a character in face f.
func (t *text) kern(b *fontBook, f face, next rune) {
	if n := len(t.glyphs); n > 0 && t.glyphs[n-1].face == f && t.glyphs[n-1].bond == usual && !t.atEnd() {
		last := &t.glyphs[n-1]
		last.kern = int16(b.Kern(f, last.r, next))
		last.width += last.kern
	}
}

// addRunes appends the characters of s, in the face f where it has them.
func (b *fontBook) addRunes(t *text, s string, f face, index int16) {
	for _, r := range s {
		drawn, kept := treat(r)
		last := len(t.glyphs) - 1
		switch {
		case drawn == dropped:
			if last >= 0 && kept != usual {
				t.glyphs[last].bond = kept
			}
			continue
		case drawn == ' ' && kept == usual && t.atSpace():
			continue
		}
		if f, w, ok := b.Choose(f, drawn); ok {
			t.kern(b, f, drawn)
			if measure.Combining(drawn) {
				w = 0
			}
			t.glyphs = append(t.glyphs, glyph{r: drawn, width: int16(w), style: index, face: f, bond: kept})
		}
	}
}

// atEnd reports whether a line must end after the last glyph so far.
func (t *text) atEnd() bool {
	return len(t.ends) > 0 && t.ends[len(t.ends)-1] == len(t.glyphs)
}

// atSpace reports whether a space would add nothing: at the start of a line
// or after another ordinary space.
func (t *text) atSpace() bool {
	n := len(t.glyphs)
	if n == 0 || t.atEnd() {
		return true
	}
	return t.glyphs[n-1].space() && t.glyphs[n-1].bond != tied
}

// Letter is a character of the text as it is drawn.
func (t *text) Letter(i int) rune { return t.glyphs[i].r }

// styleIndex finds or adds a style; most often it is the last one or the
// first.
func (t *text) styleIndex(s look) int16 {
	n := len(t.styles)
	switch {
	case n > 0 && t.styles[n-1] == s:
		return int16(n - 1)
	case n > 0 && t.styles[0] == s:
		return 0
	case n == maxStyles:
		return maxStyles - 1
	}
	t.styles = t.work.styles.add(t.styles, s)
	return int16(n)
}

// width is the natural width of glyphs[from:to].
func (t *text) width(from, to int) length {
	w := 0
	for _, g := range t.glyphs[from:to] {
		w += int(g.width)
	}
	return em(w, t.size)
}
