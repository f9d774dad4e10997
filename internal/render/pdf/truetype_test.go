package pdf

import (
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/google/go-cmp/cmp"

	"clausewright/internal/measure"
)

// TestCut holds that each glyph of a cut font is drawn as before, composed
// ones too, and that another reader takes the font.
func TestCut(t *testing.T) {
	outlines, err := measure.Outlines()
	if err != nil {
		t.Fatal(err)
	}
	for f := range measure.Files {
		b := book(t)
		p, err := programs[f]()
		if err != nil {
			t.Fatal(err)
		}
		var glyphs []uint16
		for _, r := range "AaÄéŐ“½☑● ğ" {
			if g := b.Glyph(face(f), r); g != 0 {
				glyphs = append(glyphs, g)
			}
		}
		if len(glyphs) < 9 && f != int(bold|italic) {
			t.Errorf("%s: only %d glyphs", measure.Files[f].Name, len(glyphs))
		}
		whole := outlines[f]
		part, err := sfnt.Parse(withNames(t, p.cut(glyphs), p))
		if err != nil {
			t.Fatalf("%s: %v", measure.Files[f].Name, err)
		}
		var buffer sfnt.Buffer
		size := fixed.Int26_6(whole.UnitsPerEm())
		for n, g := range append([]uint16{0}, glyphs...) {
			want, err := whole.LoadGlyph(&buffer, sfnt.GlyphIndex(g), size, nil)
			if err != nil {
				t.Fatal(err)
			}
			want = append(sfnt.Segments{}, want...)
			got, err := part.LoadGlyph(&buffer, sfnt.GlyphIndex(n), size, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, append(sfnt.Segments{}, got...)); diff != "" {
				t.Errorf("%s: glyph %d is drawn otherwise:\n%s", measure.Files[f].Name, g, diff)
			}
		}
	}
}

// withNames adds the tables that a font inside a PDF need not have.
func withNames(t *testing.T, file []byte, from *program) []byte {
	t.Helper()
	tables := map[string][]byte{}
	for n := range int(u16(file, 4)) {
		at := 12 + 16*n
		data := file[u32(file, at+8):]
		data = data[:u32(file, at+12)]
		if sum := checkSum(data); string(file[at:at+4]) != "head" && int(sum) != u32(file, at+4) {
			t.Errorf("table %q has a wrong check sum", file[at:at+4])
		}
		tables[string(file[at:at+4])] = data
	}
	if sum := checkSum(file); sum != 0xB1B0AFBA {
		t.Errorf("the check sum of the file is %08X", sum)
	}
	for _, name := range []string{"cmap", "name", "post"} {
		tables[name] = from.tables[name]
	}
	// As of version 2 the table says how tall capitals are, and nobody looks
	// for the letters of the whole font.
	tables["OS/2"] = append(append([]byte{}, from.tables["OS/2"]...), make([]byte, 20)...)[:96]
	tables["OS/2"][1] = 2
	return assembleFont(tables)
}

// FuzzReadProgram holds that a damaged font is refused, or cut without a panic.
func FuzzReadProgram(f *testing.F) {
	f.Add([]byte("\x00\x01\x00\x00"), 12)
	f.Fuzz(func(t *testing.T, damage []byte, at int) {
		data := append([]byte{}, measure.Files[roman].Data...)
		if at < 0 || at > len(data) {
			return
		}
		copy(data[at:], damage)
		if p, err := readProgram(data); err == nil {
			p.cut([]uint16{3, 36, 100, 0xFFFF})
		}
	})
}
