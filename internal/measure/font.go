// Package measure tells how wide text is in the faces that drafts are set in,
// and how wide the columns of a table are best. Whole numbers make the same
// page on every machine.
package measure

import (
	"fmt"
	"math"
	"sync"
	"sync/atomic"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/liberation/liberationserifbold"
	"github.com/go-fonts/liberation/liberationserifbolditalic"
	"github.com/go-fonts/liberation/liberationserifitalic"
	"github.com/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A Face is one of the typefaces a character is drawn in. The four text
// faces are the sums of bold and italic.
type Face uint8

const (
	Roman    Face = 0
	Bold     Face = 1
	Italic   Face = 2
	Fallback Face = 4 // one upright face for what the text faces lack
	faces         = 5
)

// File is the outline file behind a face.
type File struct {
	Name string // how the face is called inside the PDF
	Data []byte
}

// Files are those of the faces.
var Files = [faces]File{
	Roman:         {"LiberationSerif", liberationserifregular.TTF},
	Bold:          {"LiberationSerif-Bold", liberationserifbold.TTF},
	Italic:        {"LiberationSerif-Italic", liberationserifitalic.TTF},
	Bold | Italic: {"LiberationSerif-BoldItalic", liberationserifbolditalic.TTF},
	Fallback:      {"DejaVuSans", dejavusans.TTF},
}

// Outlines are the parsed typefaces, which are safe to share.
var Outlines = sync.OnceValues(func() (fonts [faces]*sfnt.Font, err error) {
	for f, t := range Files {
		if fonts[f], err = sfnt.Parse(t.Data); err != nil {
			return fonts, fmt.Errorf("font %s: %w", t.Name, err)
		}
	}
	return fonts, nil
})

// A Book knows the width and the glyph of every character in every face.
// It belongs to one document; what it learns is kept for the next one.
type Book struct {
	fonts  [faces]*sfnt.Font
	buffer sfnt.Buffer
}

// NewBook fails only if a built-in font is damaged.
func NewBook() (*Book, error) {
	fonts, err := Outlines()
	return &Book{fonts: fonts}, err
}

// A measure is the glyph of a character in the upper half, and one more than
// its width, in thousandths of the type size, in the lower half. It is 0
// before the first look.
type measure uint32

// missing is the measure of a character that a face lacks.
const missing measure = 0xFFFF

// measures are all that were looked up so far, by face and the two bytes of a
// rune. All documents share them.
var measures [faces][256]atomic.Pointer[[256]atomic.Uint32]

// measure is that of r in face f.
func (b *Book) measure(f Face, r rune) measure {
	if r < 0 || r > 0xFFFF {
		return missing
	}
	table := measures[f][r>>8].Load()
	if table == nil {
		measures[f][r>>8].CompareAndSwap(nil, new([256]atomic.Uint32))
		table = measures[f][r>>8].Load()
	}
	m := measure(table[r&0xFF].Load())
	if m == 0 {
		m = b.look(f, r)
		table[r&0xFF].Store(uint32(m))
	}
	return m
}

// look reads the measure of r from the font.
func (b *Book) look(f Face, r rune) measure {
	glyph, err := b.fonts[f].GlyphIndex(&b.buffer, r)
	if err != nil || glyph == 0 {
		return missing
	}
	units := b.fonts[f].UnitsPerEm()
	advance, err := b.fonts[f].GlyphAdvance(&b.buffer, glyph, fixed.Int26_6(units), font.HintingNone)
	if err != nil {
		return missing
	}
	return measure(glyph)<<16 | measure(math.Round(float64(advance)*1000/float64(units))) + 1
}

// Width is how wide r is in face f, in thousandths of the type size, and
// whether the face has a glyph for it.
func (b *Book) Width(f Face, r rune) (int, bool) {
	m := b.measure(f, r)
	return int(m&0xFFFF) - 1, m != missing
}

// Glyph is the number of r's outline in face f; 0 if the face lacks it.
func (b *Book) Glyph(f Face, r rune) uint16 { return uint16(b.measure(f, r) >> 16) }

// Plain are the measures of the printed characters of ASCII in a text face, which
// has them all. Most text is made of them.
type Plain struct {
	Widths *[128]int16 // in thousandths of the type size
	kerns  *[128 * 128]atomic.Int32
	book   *Book
	face   Face
}

// Plain gives those of the text face f.
func (b *Book) Plain(f Face) Plain {
	return Plain{Widths: plainWidths[f](), kerns: &kerns[f], book: b, face: f}
}

// plainWidths are the widths of each text face, looked up at first use.
var plainWidths [Fallback]func() *[128]int16

func init() {
	for f := range plainWidths {
		plainWidths[f] = sync.OnceValue(func() *[128]int16 {
			widths := new([128]int16)
			b, _ := NewBook() // who asks for widths has a book
			for r := rune(' '); r <= '~'; r++ {
				w, _ := b.Width(Face(f), r)
				widths[r] = int16(w)
			}
			return widths
		})
	}
}

// Kern is that of the book.
func (p *Plain) Kern(left, right byte) int16 {
	if known := p.kerns[int(left&127)<<7|int(right&127)].Load(); known != 0 {
		return int16(known - kernBias)
	}
	return int16(p.book.Kern(p.face, rune(left), rune(right)))
}

// kerns are the kerning pairs looked up so far, by face and the two characters;
// an entry is 0 before the first look, else the kern plus kernBias. All
// documents share them.
var kerns [Fallback][128 * 128]atomic.Int32

const kernBias = 1 << 16

// Kern is how much further apart than their widths two characters of a text
// face stand, in thousandths of the type size; most often it is 0, else less.
// Letters, full stops and commas are kerned, figures never: they stand in line.
func (b *Book) Kern(f Face, left, right rune) int {
	if f >= Fallback || uint32(left|right) >= 128 {
		return 0
	}
	known := kerns[f][left<<7|right].Load()
	if known == 0 {
		known = b.learnKern(f, left, right)
	}
	return int(known - kernBias)
}

// learnKern is the entry of a pair that was never looked up.
func (b *Book) learnKern(f Face, left, right rune) int32 {
	known := int32(kernBias)
	if kerned(left) && kerned(right) {
		known += b.lookKern(f, left, right)
	}
	kerns[f][left<<7|right].Store(known)
	return known
}

// lookKern reads a kerning pair from the font, which has none for most.
func (b *Book) lookKern(f Face, left, right rune) int32 {
	k, err := b.fonts[f].Kern(&b.buffer, sfnt.GlyphIndex(b.Glyph(f, left)), sfnt.GlyphIndex(b.Glyph(f, right)), 1000, font.HintingNone)
	if err != nil {
		return 0
	}
	return int32(k)
}

// kerned reports whether a character is kerned.
func kerned(r rune) bool {
	return isLetter(r) || r == '.' || r == ','
}

// Choose is the face that r is drawn in where f is wanted, its width there,
// and whether any face has it.
func (b *Book) Choose(f Face, r rune) (Face, int, bool) {
	if w, ok := b.Width(f, r); ok {
		return f, w, true
	}
	w, ok := b.Width(Fallback, r)
	return Fallback, w, ok
}

// Covers reports whether r can be drawn in every text face.
func (b *Book) Covers(r rune) bool {
	for f := Roman; f < Fallback; f++ {
		if _, _, ok := b.Choose(f, r); !ok {
			return false
		}
	}
	return true
}
