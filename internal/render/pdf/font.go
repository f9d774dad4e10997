package pdf

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

// A length is a distance on the page in ten-thousandths of a point. Whole
// numbers make the same page on every machine.
type length int64

// Units of length.
const (
	point      length = 10000
	millimetre length = 28346
)

// points is the distance in PDF points.
func (l length) points() float64 { return float64(l) / float64(point) }

// em is the distance of w thousandths of the type size.
func em(w int, size length) length { return length(w) * (size / 1000) }

// A face is one of the typefaces a character is drawn in. The four text
// faces are the sums of bold and italic.
type face uint8

const (
	roman    face = 0
	bold     face = 1
	italic   face = 2
	fallback face = 4 // one upright face for what the text faces lack
	faces         = 5
)

// typeface is the outline file behind a face.
type typeface struct {
	name string // how the face is called inside the PDF
	data []byte
}

var typefaces = [faces]typeface{
	roman:         {"LiberationSerif", liberationserifregular.TTF},
	bold:          {"LiberationSerif-Bold", liberationserifbold.TTF},
	italic:        {"LiberationSerif-Italic", liberationserifitalic.TTF},
	bold | italic: {"LiberationSerif-BoldItalic", liberationserifbolditalic.TTF},
	fallback:      {"DejaVuSans", dejavusans.TTF},
}

// outlines are the parsed typefaces, which are safe to share.
var outlines = sync.OnceValues(func() (fonts [faces]*sfnt.Font, err error) {
	for f, t := range typefaces {
		if fonts[f], err = sfnt.Parse(t.data); err != nil {
			return fonts, fmt.Errorf("font %s: %w", t.name, err)
		}
	}
	return fonts, nil
})

// A fontBook knows the width and the glyph of every character in every face.
// It belongs to one document; what it learns is kept for the next one.
type fontBook struct {
	fonts  [faces]*sfnt.Font
	buffer sfnt.Buffer
	work   workspace
}

// newFontBook fails only if a built-in font is damaged.
func newFontBook() (*fontBook, error) {
	fonts, err := outlines()
	return &fontBook{fonts: fonts}, err
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
func (b *fontBook) measure(f face, r rune) measure {
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
func (b *fontBook) look(f face, r rune) measure {
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

// width is how wide r is in face f, in thousandths of the type size, and
// whether the face has a glyph for it.
func (b *fontBook) width(f face, r rune) (int, bool) {
	m := b.measure(f, r)
	return int(m&0xFFFF) - 1, m != missing
}

// glyph is the number of r's outline in face f; 0 if the face lacks it.
func (b *fontBook) glyph(f face, r rune) uint16 { return uint16(b.measure(f, r) >> 16) }

// kerns are the kerning pairs looked up so far, by face and the two characters;
// an entry is 0 before the first look, else the kern plus kernBias. All
// documents share them.
var kerns [fallback][128 * 128]atomic.Int32

const kernBias = 1 << 16

// kern is how much further apart than their widths two characters of a text
// face stand, in thousandths of the type size; most often it is 0, else less.
// Letters, full stops and commas are kerned, figures never: they stand in line.
func (b *fontBook) kern(f face, left, right rune) int {
	if f >= fallback || !kerned(left) || !kerned(right) {
		return 0
	}
	entry := &kerns[f][left<<7|right]
	known := entry.Load()
	if known == 0 {
		known = kernBias + b.lookKern(f, left, right)
		entry.Store(known)
	}
	return int(known - kernBias)
}

// lookKern reads a kerning pair from the font, which has none for most.
func (b *fontBook) lookKern(f face, left, right rune) int32 {
	k, err := b.fonts[f].Kern(&b.buffer, sfnt.GlyphIndex(b.glyph(f, left)), sfnt.GlyphIndex(b.glyph(f, right)), 1000, font.HintingNone)
	if err != nil {
		return 0
	}
	return int32(k)
}

// kerned reports whether a character is kerned.
func kerned(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '.' || r == ','
}

// choose is the face that r is drawn in where f is wanted, its width there,
// and whether any face has it.
func (b *fontBook) choose(f face, r rune) (face, int, bool) {
	if w, ok := b.width(f, r); ok {
		return f, w, true
	}
	w, ok := b.width(fallback, r)
	return fallback, w, ok
}

// covers reports whether r can be drawn in every text face.
func (b *fontBook) covers(r rune) bool {
	for f := roman; f < fallback; f++ {
		if _, _, ok := b.choose(f, r); !ok {
			return false
		}
	}
	return true
}
