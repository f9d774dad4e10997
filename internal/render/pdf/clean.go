package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/document"
	"clausewright/internal/measure"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Unprintable is a character that the PDF cannot show.
type Unprintable struct {
	Rune   rune
	Reason string // completes the sentence "the character …": "is in none of the fonts"
	Origin document.Origin
}

// Reasons why a character cannot be shown.
const (
	notUTF8    = "is not valid UTF-8"
	tooHigh    = "is above U+FFFF, which the PDF fonts cannot hold"
	control    = "is a control character"
	rightLeft  = "is written from right to left, which the PDF does not support"
	noGlyph    = "is in none of the fonts"
	noBase     = "is in no font together with the letter that it stands on"
	fontBroken = "cannot be looked up, since a font is damaged"
)

// Printable reports whether the PDF can show r, and if not, why.
func Printable(r rune) (reason string, ok bool) {
	if isASCII(r) { // most are, and a book is not made for nothing
		return "", true
	}
	book, err := newFontBook(nil)
	if err != nil {
		return fontBroken, false
	}
	return book.printable(r)
}

// printable is Printable with the widths already looked up.
func (b *fontBook) printable(r rune) (reason string, ok bool) {
	if isASCII(r) {
		return "", true
	}
	drawn, _ := treat(r)
	switch {
	case r < 0:
		return notUTF8, false
	case r > 0xFFFF:
		return tooHigh, false
	case drawn == dropped || drawn == ' ':
		return "", true
	case unicode.In(r, unicode.C):
		return control, false
	case isRightToLeft(r):
		return rightLeft, false
	case !b.Covers(drawn):
		return noGlyph, false
	}
	return "", true
}

// parted is the first mark of a cluster that no face has with its letter, though
// each of them can be shown.
func (b *fontBook) parted(cluster string) (mark rune, parted bool) {
	_, first := utf8.DecodeRuneInString(cluster)
	if first == len(cluster) {
		return 0, false
	}
	for _, r := range cluster {
		if _, ok := b.printable(r); !ok {
			return 0, false // which is told for itself
		}
	}
	mark, _ = utf8.DecodeRuneInString(cluster[first:])
	for f := roman; f < fallback; f++ {
		if _, ok := b.Together(f, cluster); !ok {
			return mark, true
		}
	}
	return 0, false
}

// isASCII reports whether r is a printed character of ASCII, which every face has.
func isASCII(r rune) bool { return r >= ' ' && r <= '~' }

// isRightToLeft reports whether r belongs to a script such as Hebrew or Arabic.
func isRightToLeft(r rune) bool {
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

// bond is how a character holds to what follows it.
type bond uint8

const (
	usual bond = iota // the rules of line breaking decide
	tied              // never a break after it
	loose             // always allowed to break after it
)

// dropped stands for a character that is not drawn; its bond passes to the
// character before it.
const dropped rune = -1

// treat says how a character is drawn, and how it holds to the next: the
// non-breaking hyphen, which most fonts lack, is drawn as a hyphen, and every
// space as a word space, whatever its width.
func treat(r rune) (drawn rune, b bond) {
	switch r {
	case '\t', '\n', '\r', '\u2028', '\u2029':
		return ' ', usual
	case '\u00A0', '\u2007', '\u202F':
		return ' ', tied
	case '\u2011':
		return '-', tied
	case '\u00AD', '\uFEFF', '\u200C', '\u200D':
		return dropped, usual
	case '\u2060':
		return dropped, tied
	case '\u200B':
		return dropped, loose
	}
	if r > 0xA0 && unicode.Is(unicode.Zs, r) {
		return ' ', usual
	}
	return r, usual
}

// plainLine is s as it is drawn, on one line: for bookmarks, headers and the
// document information.
func plainLine(s string) string {
	cleaned := strings.Map(func(r rune) rune { r, _ = treat(r); return r }, norm.NFC.String(s))
	return strings.Join(strings.Fields(cleaned), " ")
}

// Check lists the characters of the document that the PDF cannot show, each
// once for every place it stands in, in the order of the document.
func Check(doc *document.Document) []Unprintable {
	book, err := newFontBook(nil)
	if err != nil {
		return []Unprintable{{Reason: fontBroken}}
	}
	c := &checker{book: book, seen: map[Unprintable]bool{}}
	for _, s := range []string{doc.Title, doc.ID, doc.Legend} {
		c.text(s, document.Origin{})
	}
	document.Walk(doc, c.node)
	return c.found
}

// checker walks a document and collects what cannot be shown.
type checker struct {
	book  *fontBook
	found []Unprintable
	seen  map[Unprintable]bool
}

func (c *checker) text(s string, at document.Origin) {
	if isPlain(s) {
		return
	}
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	if strings.IndexFunc(s, measure.Combining) >= 0 {
		for cluster := range measure.Clusters(s) {
			if mark, parted := c.book.parted(cluster); parted {
				c.add(Unprintable{mark, noBase, at})
			}
		}
	}
	for i, r := range s {
		reason, ok := c.book.printable(r)
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size == 1 {
				reason, ok = notUTF8, false
			}
		}
		if !ok {
			c.add(Unprintable{r, reason, at})
		}
	}
}

func (c *checker) add(u Unprintable) {
	if !c.seen[u] {
		c.seen[u] = true
		c.found = append(c.found, u)
	}
}

// node reads what a division, a block, an item or an inline says itself.
func (c *checker) node(node any) bool {
	switch n := node.(type) {
	case *document.Division:
		c.text(n.Label, n.Origin)
		c.text(n.Heading, n.Origin)
		if n.Was != nil {
			c.text(n.Was.Heading, n.Origin)
		}
	case *document.Item:
		c.text(n.Label, n.Origin)
	case *document.Picture:
		for _, words := range n.Words() {
			c.text(words, n.Origin)
		}
	case *document.Text:
		c.text(n.Text, n.Origin)
	case *document.Definition:
		c.text(n.Term, n.Origin)
	case *document.Use:
		c.text(n.Text, n.Origin)
	case *document.Reference:
		c.text(n.Text, n.Origin)
	}
	return true
}
