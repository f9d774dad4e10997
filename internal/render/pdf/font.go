package pdf

import (
	"fmt"
	"math"
	"slices"
	"sync"

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
	roman:         {"serif-roman", liberationserifregular.TTF},
	bold:          {"serif-bold", liberationserifbold.TTF},
	italic:        {"serif-italic", liberationserifitalic.TTF},
	bold | italic: {"serif-bolditalic", liberationserifbolditalic.TTF},
	fallback:      {"sans", dejavusans.TTF},
}

// copyOf is the face's outline file in memory of its own: gofpdf writes into
// the slice it is given, so two documents must never share one.
func copyOf(f face) []byte { return slices.Clone(typefaces[f].data) }

// outlines are the parsed typefaces, which are safe to share.
var outlines = sync.OnceValues(func() (fonts [faces]*sfnt.Font, err error) {
	for f, t := range typefaces {
		if fonts[f], err = sfnt.Parse(t.data); err != nil {
			return fonts, fmt.Errorf("font %s: %w", t.name, err)
		}
	}
	return fonts, nil
})

// A fontBook knows the width of every character in every face. It belongs to
// one document, since it fills its tables as characters are met.
type fontBook struct {
	fonts  [faces]*sfnt.Font
	buffer sfnt.Buffer
	widths [faces][256]*[256]int16 // by the two bytes of a rune; entries are explained at width
}

// newFontBook fails only if a built-in font is damaged.
func newFontBook() (*fontBook, error) {
	fonts, err := outlines()
	return &fontBook{fonts: fonts}, err
}

// width is how wide r is in face f, in thousandths of the type size, and
// whether the face has a glyph for it. Table entries are 0 before the first
// look, -1 for a missing glyph, and one more than the width otherwise.
func (b *fontBook) width(f face, r rune) (int, bool) {
	if r < 0 || r > 0xFFFF {
		return 0, false
	}
	table := b.widths[f][r>>8]
	if table == nil {
		table = new([256]int16)
		b.widths[f][r>>8] = table
	}
	entry := &table[r&0xFF]
	if *entry == 0 {
		*entry = b.measure(f, r)
	}
	return int(*entry) - 1, *entry > 0
}

// measure reads the table entry for r from the font. The width is rounded as
// the PDF's own width table is.
func (b *fontBook) measure(f face, r rune) int16 {
	glyph, err := b.fonts[f].GlyphIndex(&b.buffer, r)
	if err != nil || glyph == 0 {
		return -1
	}
	units := b.fonts[f].UnitsPerEm()
	advance, err := b.fonts[f].GlyphAdvance(&b.buffer, glyph, fixed.Int26_6(units), font.HintingNone)
	if err != nil {
		return -1
	}
	return int16(math.Round(float64(advance)*1000/float64(units))) + 1
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
