package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"

	"clausewright/internal/measure"
)

// A runeSet is a set of characters up to U+FFFF, by their two bytes.
type runeSet [256]*[256]bool

func (s *runeSet) add(r rune) {
	part := s[r>>8]
	if part == nil {
		part = new([256]bool)
		s[r>>8] = part
	}
	part[r&0xFF] = true
}

// list is the characters in ascending order.
func (s *runeSet) list() []rune {
	var list []rune
	for high, part := range s {
		if part == nil {
			continue
		}
		for low, in := range part {
			if in {
				list = append(list, rune(high<<8|low))
			}
		}
	}
	return list
}

// A subset is a face as a file holds it: only the characters in use. It is
// never written to.
type subset struct {
	name    string // of the font, with the tag that marks a subset
	runes   []rune // in use, in ascending order
	widths  []int  // of each of the runes, in thousandths of the type size
	glyphs  []byte // the glyph of each code, compressed; codes are runes
	unicode []byte // the character of each code, compressed
	size    int    // of the font file, in bytes
	program []byte // the font file, compressed
	face    *program
}

// earlierSubsets are those of the documents before: drafts of one kind use the same
// characters, most often.
var earlierSubsets = struct {
	sync.Mutex
	known map[string]*subset
}{known: map[string]*subset{}}

// maxSubsets bounds what is kept; each takes up some 30 kilobytes.
const maxSubsets = 64

// subsetOf is the face f cut down to the runes given, in ascending order.
func (b *fontBook) subsetOf(f face, runes []rune) (*subset, error) {
	key := string(rune(f)) + string(runes)
	earlierSubsets.Lock()
	s := earlierSubsets.known[key]
	earlierSubsets.Unlock()
	if s != nil {
		return s, nil
	}
	s, err := b.cut(f, runes, key)
	if err != nil {
		return nil, err
	}
	earlierSubsets.Lock()
	defer earlierSubsets.Unlock()
	if len(earlierSubsets.known) >= maxSubsets {
		clear(earlierSubsets.known)
	}
	earlierSubsets.known[key] = s
	return s, nil
}

// cut makes a subset. Its tag is made from the characters, as key names them.
func (b *fontBook) cut(f face, runes []rune, key string) (*subset, error) {
	p, err := programs[f]()
	if err != nil {
		return nil, err
	}
	s := &subset{runes: runes, face: p, name: subsetTag(key) + "+" + measure.Files[f].Name, glyphs: make([]byte, 2*(runes[len(runes)-1]+1))}
	var order []uint16
	number := map[uint16]int{}
	for _, r := range runes {
		g := b.Glyph(f, r)
		if number[g] == 0 { // some characters share a glyph
			order = append(order, g)
			number[g] = len(order)
		}
		binary.BigEndian.PutUint16(s.glyphs[2*r:], uint16(number[g]))
		w, _ := b.Width(f, r)
		s.widths = append(s.widths, w)
	}
	data := p.cut(order)
	s.size = len(data)
	s.program = deflated(data)
	s.glyphs = deflated(s.glyphs)
	s.unicode = deflated(s.toUnicode())
	return s, nil
}

// subsetTag is six letters made from the digest of key.
func subsetTag(key string) string {
	digest := sha256.Sum256([]byte(key))
	var b strings.Builder
	for _, n := range digest[:6] {
		b.WriteByte('A' + n%26)
	}
	return b.String()
}

// fonts writes the fonts and gives gofpdf's resources with them. Faces that are
// not used are left out.
func (f *file) fonts(resources []byte, subsets [faces]*subset) []byte {
	list := []byte("/Font <<\n")
	for n, s := range subsets {
		if s != nil {
			list = fmt.Appendf(list, "/F%d %d 0 R\n", n, f.font(s, face(n)))
		}
	}
	return bytes.Replace(resources, []byte("/Font <<\n"), list, 1)
}

// font writes one font and gives its number. Its codes are characters.
func (f *file) font(s *subset, of face) int {
	font, descendant, descriptor := f.reserve(), f.reserve(), f.reserve()
	glyphs, fontFile, toUnicode := f.reserve(), f.reserve(), f.reserve()
	f.object(font, fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		s.name, descendant, toUnicode))
	f.object(descendant, fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/W[%s]>>", s.name, descriptor, glyphs, s.widthArray()))
	f.object(descriptor, fmt.Appendf(nil, "<</Type/FontDescriptor/FontName/%s%s/FontFile2 %d 0 R>>", s.name, s.face.description(of), fontFile))
	f.packed(glyphs, "", s.glyphs)
	f.raw(fontFile, fmt.Sprintf("/Filter/FlateDecode/Length1 %d", s.size), s.program)
	f.packed(toUnicode, "", s.unicode)
	return font
}

// stretches calls f with the bounds of each stretch of runes that follow each
// other without a gap and have the upper byte in common.
func (s *subset) stretches(f func(from, to int)) {
	for from := 0; from < len(s.runes); {
		to := from + 1
		for to < len(s.runes) && s.runes[to] == s.runes[to-1]+1 && s.runes[to]>>8 == s.runes[from]>>8 {
			to++
		}
		f(from, to)
		from = to
	}
}

// widthArray is the widths of the characters as a PDF lists them.
func (s *subset) widthArray() []byte {
	var b []byte
	s.stretches(func(from, to int) {
		b = fmt.Appendf(b, "%d%d ", s.runes[from], s.widths[from:to])
	})
	return b
}

// toUnicode tells readers which character each code is.
func (s *subset) toUnicode() []byte {
	var ranges []string
	s.stretches(func(from, to int) {
		ranges = append(ranges, fmt.Sprintf("<%04X> <%04X> <%04[1]X>\n", s.runes[from], s.runes[to-1]))
	})
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for block := range slices.Chunk(ranges, 100) {
		fmt.Fprintf(&b, "%d beginbfrange\n%sendbfrange\n", len(block), strings.Join(block, ""))
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}

// Flags of a font.
const (
	serif    = 1 << 1
	symbolic = 1 << 2 // holds characters beyond the standard Latin ones
	slanted  = 1 << 6
)

// description is the entries of a font descriptor that hold of the whole face.
func (p *program) description(of face) string {
	head, hhea, post := p.tables["head"], p.tables["hhea"], p.tables["post"]
	flags, stem := serif|symbolic, 80 // the width of an upright stroke, in thousandths of the size
	if of&bold != 0 {
		stem = 140
	}
	if of&italic != 0 {
		flags |= slanted
	}
	if of == fallback {
		flags = symbolic
	}
	var corners [4]int
	for i := range corners {
		corners[i] = p.em(u16(head, 36+2*i))
	}
	return fmt.Sprintf("/Flags %d/FontBBox%d/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d",
		flags, corners, int16(u16(post, 4)), p.em(u16(hhea, 4)), p.em(u16(hhea, 6)), p.capHeight(), stem)
}
