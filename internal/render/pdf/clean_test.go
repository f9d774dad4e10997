package pdf

import (
	"strings"
	"testing"

	"clausewright/internal/diag"
	d "clausewright/internal/document"

	"github.com/google/go-cmp/cmp"
)

func TestPrintable(t *testing.T) {
	for _, r := range "aZ \t\n\u00a0\u00ad\u200b\u200c\u2011\u2060\ufeff“”–§€№½≤Åß☐☑✓⇒①Ωж\u0301●" {
		if reason, ok := Printable(r); !ok {
			t.Errorf("%q (%U) is refused: it %s", r, r, reason)
		}
	}
	for r, want := range map[rune]string{
		'😀':      tooHigh,
		'א':      rightLeft,
		'ع':      rightLeft,
		0:        control,
		'\x7f':   control,
		'\v':     control,
		'\u202e': control,
		'\ue000': control,
		'合':      noGlyph,
		'अ':      noGlyph,
		-1:       notUTF8,
	} {
		if reason, ok := Printable(r); ok || reason != want {
			t.Errorf("%q (%U): %v, %q; want %q", r, r, ok, reason, want)
		}
	}
}

// TestCheck puts one bad character in every place that holds text.
func TestCheck(t *testing.T) {
	at := func(line int) d.Origin { return d.At(diag.Position{File: "f", Line: line}) }
	bad := func(line int) *d.Text { return &d.Text{Text: "合合", Origin: at(line)} }
	doc := &d.Document{Title: "合", Body: []*d.Division{{Heading: "合", Origin: at(1), Blocks: []d.Block{
		para(bad(2), &d.Strong{Inlines: []d.Inline{bad(3)}}, &d.Emphasis{Inlines: []d.Inline{bad(4)}}, &d.Definition{Term: "合", Origin: at(5)},
			&d.Use{Text: "合", Origin: at(6)}, &d.Reference{Text: "合", Origin: at(7)}, &d.Blank{}, &d.Break{}),
		&d.List{Items: []*d.Item{{Label: "合", Origin: at(8), Blocks: []d.Block{para(bad(9))}}}},
		&d.Table{Head: []d.Cell{{bad(10)}}, Rows: d.RowsOf([][]d.Cell{{{bad(11)}}})},
		&d.Definitions{Entries: []*d.Entry{{Blocks: []d.Block{para(bad(12))}}}},
		&d.Note{Blocks: []d.Block{para(bad(13))}},
	}}}}
	var lines []int
	for _, u := range Check(doc) {
		if u.Rune != '合' || u.Reason != noGlyph {
			t.Errorf("%q %s", u.Rune, u.Reason)
		}
		lines = append(lines, u.Origin.Pos().Line)
	}
	if diff := cmp.Diff([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}, lines); diff != "" {
		t.Errorf("places of the findings (-want +got):\n%s", diff)
	}
}

// TestComposed holds that a letter written as base and accent is printed as
// the one character it is.
func TestComposed(t *testing.T) {
	r, _ := verify(t, &d.Document{Title: "Zu\u0308rich", Body: []*d.Division{{Heading: "Lule\u030a", Blocks: []d.Block{says("Lulea\u030a ☑ ⇒ U\u0308")}}}})
	if got := strings.Join(strings.Fields(allText(r.pages[0])), " "); got != "Zürich Zürich Lule\u030a Luleå ☑ ⇒ Ü Page 1 of 1" {
		t.Errorf("the page reads %q", got)
	}
	if r.outline[0].title != "Lule\u030a" {
		t.Errorf("the outline reads %q", r.outline[0].title)
	}
}

// TestPrintableAgrees holds for every character that Printable, Check and the
// typesetting agree: what is accepted is drawn, or is a known control of line
// breaking, and in bookmarks as well; what is refused is refused everywhere.
func TestPrintableAgrees(t *testing.T) {
	b := book(t)
	for r := rune(0); r <= 0x10FFF; r++ {
		if r >= 0xD800 && r < 0xE000 || r == '\uFFFD' {
			continue // not characters; the mark for bad UTF-8 is told apart by its bytes
		}
		s := "x" + string(r) + "x"
		_, ok := Printable(r)
		found := Check(&d.Document{Body: []*d.Division{{Blocks: []d.Block{says(s)}}}})
		if ok != (len(found) == 0) {
			t.Errorf("%q (%U): Printable says %v, Check finds %v", r, r, ok, found)
		}
		if !ok {
			continue
		}
		want := plainLine(s)
		if drawn, _ := treat(r); drawn == ' ' {
			want = "x x"
		}
		for _, f := range []face{roman, bold, italic, bold | italic} {
			text := b.set("", reads(s), f, textSize)
			if got := lettersOf(text.glyphs[0:len(text.glyphs)]); got != want {
				t.Errorf("%q (%U) is drawn as %q in face %d, and is %q in bookmarks", r, r, got, f, want)
			}
		}
	}
}
