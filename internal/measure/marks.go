package measure

import (
	"bytes"
	"fmt"
	"iter"
	"math"
	"sync"
	"unicode"

	opentype "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// Combining reports whether r is drawn on the character before it, as the
// accents are that no letter carries ready-made.
func Combining(r rune) bool { return r >= 0x300 && unicode.Is(unicode.Mn, r) }

// Clusters yields the pieces of s that are drawn together: a character and the
// marks on it.
func Clusters(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		from := 0
		for i, r := range s {
			if i > from && !Combining(r) {
				if !yield(s[from:i]) {
					return
				}
				from = i
			}
		}
		if from < len(s) {
			yield(s[from:])
		}
	}
}

// A Shift is how far a character is drawn right of, and above, the place of
// the first of its cluster, in thousandths of the type size.
type Shift struct{ Right, Up int }

// shapers are the faces as HarfBuzz reads them, parsed when a mark is drawn.
var shapers [faces]func() (*harfbuzz.Font, error)

func init() {
	for f, file := range Files {
		shapers[f] = sync.OnceValues(func() (*harfbuzz.Font, error) {
			face, err := opentype.ParseTTF(bytes.NewReader(file.Data))
			if err != nil {
				return nil, fmt.Errorf("font %s: %w", file.Name, err)
			}
			return harfbuzz.NewFont(face), nil
		})
	}
}

// Marks are the shifts of the characters of a cluster, as the anchors in the
// font f place them (OpenType, GPOS: mark to base, mark to mark). The first is
// the zero Shift. Where the font has no anchor for a second mark on the same
// side of the letter, it stands beyond the first.
func (b *Book) Marks(f Face, cluster []rune) []Shift {
	shifts := make([]Shift, len(cluster))
	shaper, err := shapers[f]()
	if err != nil {
		return shifts // Outlines has told of a damaged font
	}
	buffer := harfbuzz.NewBuffer()
	buffer.ClusterLevel = harfbuzz.MonotoneCharacters // a mark is told from its letter
	buffer.AddRunes(cluster, 0, len(cluster))
	buffer.GuessSegmentProperties()
	buffer.Props.Direction = harfbuzz.LeftToRight
	buffer.Shape(shaper, nil)
	right, em := int32(0), int32(shaper.Face().Upem())
	for i, at := range buffer.Pos {
		if n := buffer.Info[i].Cluster; n > 0 {
			shifts[n] = Shift{int((right + at.XOffset) * 1000 / em), int(at.YOffset * 1000 / em)}
		}
		right += at.XAdvance
	}
	b.stack(f, cluster, shifts)
	return shifts
}

// markGap is the white between two marks, in thousandths of the type size.
const markGap = 40

// Sides of a letter, as the combining classes of Unicode name them.
const (
	sideBelow = 220
	sideAbove = 230
)

// stack moves marks that would stand on earlier ones of their side away from
// the letter.
func (b *Book) stack(f Face, cluster []rune, shifts []Shift) {
	var high, low = math.MinInt, math.MaxInt // what is taken above and below
	for i, r := range cluster {
		side := norm.NFC.PropertiesString(string(r)).CCC()
		if i == 0 || side != sideAbove && side != sideBelow {
			continue
		}
		bottom, top := b.extent(f, r)
		bottom, top = bottom+shifts[i].Up, top+shifts[i].Up
		move := 0
		switch {
		case side == sideAbove && bottom < high:
			move = high + markGap - bottom
		case side == sideBelow && top > low:
			move = low - markGap - top
		}
		shifts[i].Up += move
		if side == sideAbove {
			high = max(high, top+move)
		} else {
			low = min(low, bottom+move)
		}
	}
}

// extent is from where to where the outline of r in face f reaches, above the
// base line, in thousandths of the type size.
func (b *Book) extent(f Face, r rune) (bottom, top int) {
	bounds, _, err := b.fonts[f].GlyphBounds(&b.buffer, sfnt.GlyphIndex(b.Glyph(f, r)), 1000, font.HintingNone)
	if err != nil {
		return 0, 0
	}
	return -int(bounds.Max.Y), -int(bounds.Min.Y) // sfnt counts downwards
}

// Together is the face that a cluster is drawn in where f is wanted, and whether
// any face has all of it: a mark stands well only on a letter of its own face.
func (b *Book) Together(f Face, cluster string) (Face, bool) {
	if b.has(f, cluster) {
		return f, true
	}
	return Fallback, b.has(Fallback, cluster)
}

func (b *Book) has(f Face, cluster string) bool {
	for _, r := range cluster {
		if _, ok := b.Width(f, r); !ok {
			return false
		}
	}
	return true
}
