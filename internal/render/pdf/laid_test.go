package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	d "clausewright/internal/document"
	"clausewright/internal/measure"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// laid is a document laid out on the paper of its style.
func laid(t tester, doc *d.Document) *volume {
	t.Helper()
	v, err := layOut(doc, paperOf(Options{}), &workspace{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// verifyLaid checks all that must hold of laid-out pages, before any is drawn.
func verifyLaid(t tester, doc *d.Document, v *volume) {
	t.Helper()
	follow := &reader{t: t, got: laidText(v), book: *v}
	follow.document(doc)
	top, bottom := bodyOf(v, doc)
	for n, p := range v.pages {
		if len(p.rows) == 0 && len(v.pages) > 1 {
			t.Errorf("page %d is empty", n+1)
		}
		for i, r := range p.rows {
			verifyRow(t, v, n, r, top, bottom)
			if i > 0 && r.top < p.rows[i-1].top+p.rows[i-1].height {
				t.Errorf("page %d: row %d stands on the row above it", n+1, i)
			}
		}
	}
	verifyHolds(t, v, bottom-top)
	verifyHeads(t, v)
	verifyBookmarks(t, doc, v)
}

// laidText is the text of the pages in the order of reading, without repeated
// heads; lines are separated by line ends.
func laidText(v *volume) []rune {
	var b strings.Builder
	for _, p := range v.pages {
		for _, r := range p.rows {
			if r.repeat {
				continue
			}
			var last run
			for _, s := range r.runs {
				if s.pageNumber != nil {
					s = v.numberRun(s, itoa(v.where[*s.pageNumber].page))
				}
				if gap := s.x - last.x - last.width; s.base != last.base || gap > point/3 || gap < -point/3 {
					b.WriteByte('\n')
				}
				b.WriteString(lettersOf(s.glyphs))
				last = s
			}
			b.WriteByte('\n')
		}
	}
	return oneSpaced(b.String())
}

// bodyOf is between which heights the rows of a page may stand.
func bodyOf(v *volume, doc *d.Document) (top, bottom length) {
	header := &volume{paper: v.paper, book: v.book}
	f := frame{left: margin, width: v.paper.width - 2*margin, size: textSize, lead: textLead}
	return header.runningHeader(doc, f), v.paper.height - margin
}

// verifyRow checks that nothing of a row reaches out of the body of its page.
func verifyRow(t tester, v *volume, n int, r placed, top, bottom length) {
	t.Helper()
	left, right := margin, v.paper.width-margin
	inside := func(what string, x1, y1, x2, y2 length) {
		const slack = point / 3 // rounding; a rule on the edge
		if x1 < left-slack || x2 > right+slack || r.top+y1 < top-slack || r.top+y2 > bottom+slack {
			t.Errorf("page %d: %s from (%.1f, %.1f) to (%.1f, %.1f) is outside the body (%.1f, %.1f, %.1f, %.1f)", n+1, what, x1.Points(),
				(r.top + y1).Points(), x2.Points(), (r.top + y2).Points(), left.Points(), top.Points(), right.Points(), bottom.Points())
		}
	}
	inside("a row", left, 0, left, r.height)
	for _, s := range r.runs {
		if s.pageNumber != nil {
			s = v.numberRun(s, itoa(v.where[*s.pageNumber].page))
		}
		inside(fmt.Sprintf("%q", lettersOf(s.glyphs)), s.x, s.base-s.size*7/10, s.x+s.width, s.base+s.size/4)
	}
	for _, b := range r.boxes {
		if b.bridge {
			b.y, b.height = b.y-r.gap, b.height+r.gap
		}
		inside("a box", b.x, b.y, b.x+b.width, b.y+b.height)
	}
	for _, l := range r.rules {
		inside("a rule", min(l.x1, l.x2), min(l.y1, l.y2), max(l.x1, l.x2), max(l.y1, l.y2))
	}
	for _, l := range r.links {
		inside("a link", l.x, l.y, l.x+l.width, l.y+l.height)
	}
}

// verifyHolds checks that rows that are held together are parted by the end of
// a page only where so many of them are held as firmly that no page has room.
func verifyHolds(t tester, v *volume, body length) {
	t.Helper()
	var rows []*row
	var ends []int // indexes of the rows before which a page ends
	for _, p := range v.pages {
		ends = append(ends, len(rows))
		for _, r := range p.rows {
			if !r.repeat {
				rows = append(rows, r.row)
			}
		}
	}
	for _, end := range ends[1:] {
		if end == 0 || end == len(rows) || rows[end].newPage {
			continue
		}
		hold := rows[end-1].keep
		from, to := end-1, end+1
		for from > 0 && !rows[from].newPage && rows[from-1].keep >= hold {
			from--
		}
		for to < len(rows) && !rows[to].newPage && rows[to-1].keep >= hold {
			to++
		}
		if hold > free && stack(rows[from:to], true) <= body {
			t.Errorf("a page ends between rows that are held together (%d) and fit on one: %v | %v", hold, rows[end-1].runs, rows[end].runs)
		}
	}
}

// verifyHeads checks that a table that goes on on a page has its head there.
func verifyHeads(t tester, v *volume) {
	t.Helper()
	for n, p := range v.pages {
		repeated := 0
		for repeated < len(p.rows) && p.rows[repeated].repeat {
			repeated++
		}
		if repeated == len(p.rows) {
			continue
		}
		var head []*row
		for _, r := range p.rows[:repeated] {
			head = append(head, r.row)
		}
		var want []*row
		if first := p.rows[repeated]; first.continues() {
			want = first.table.head
		}
		if !slices.Equal(head, want) {
			t.Errorf("page %d repeats %d rows of a head, want %d", n+1, len(head), len(want))
		}
	}
}

// verifyBookmarks checks that every division with a name is in the outline.
func verifyBookmarks(t tester, doc *d.Document, v *volume) {
	t.Helper()
	var got, want []string
	for _, p := range v.pages {
		for _, r := range p.rows {
			for _, m := range r.bookmarks {
				if !r.repeat {
					got = append(got, m.text)
				}
			}
		}
	}
	var walk func([]d.Block)
	division := func(div *d.Division) {
		if name := plainLine(div.PrintedHeading()); name != "" && (div.Kind != d.Part || div.Heading != "") {
			want = append(want, name)
		}
		walk(div.Blocks)
	}
	walk = func(list []d.Block) {
		for _, b := range list {
			switch b := b.(type) {
			case *d.Division:
				division(b)
			case *d.List:
				for _, item := range b.Items {
					walk(item.Blocks)
				}
			case *d.Definitions:
				for _, e := range b.Entries {
					walk(e.Blocks)
				}
			case *d.Note:
				walk(b.Blocks)
			}
		}
	}
	for _, div := range doc.Body {
		division(div)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("bookmarks (-want +got):\n%s", diff)
	}
}

// TestAnyLayout holds that no word is lost or moved, nothing reaches into a
// margin and nothing is parted that belongs together, whatever the document.
func TestAnyLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := sketch{t}.document()
		verifyLaid(t, doc, laid(t, doc))
	})
}

// TestLongAgreement holds the same of more than 300 pages.
func TestLongAgreement(t *testing.T) {
	doc := agreement("us", 220)
	v := laid(t, doc)
	if len(v.pages) < 300 {
		t.Errorf("%d pages, want 300", len(v.pages))
	}
	verifyLaid(t, doc, v)
}

// TestLineEnds holds that no line begins with a closing mark or ends with an
// opening one, and that none is wider than its room.
func TestLineEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"word", "(see", "“Term”", "Section 4.2(b)", "€ 500", "1 February 2027", "USD 250,000", "10 Business Days", "7.5 %", "and/or", "x )", "( y", ", and", "– or",
			"§ 5", "longer-hyphenated-word", "[", "]", "non‑exclusive", "university—whether"})
		words := strings.Join(rapid.SliceOfN(piece, 1, 60).Draw(t, "pieces"), " ")
		room := length(rapid.IntRange(150, 500).Draw(t, "room")) * point
		fill := rapid.Bool().Draw(t, "justified")
		text := book(t).set("", reads(words), roman, textSize)
		for _, l := range text.lines(room, fill) {
			if em(l.width-l.spaces*shrink, textSize) > room {
				if s := lettersOf(text.glyphs[l.from:l.to]); strings.Count(s, " ") > 20 { // what can be broken
					t.Errorf("%q is wider than %.0f", s, room.Points())
				}
				continue
			}
			first, last := text.glyphs[l.from].r, text.glyphs[l.to-1].r
			if l.from > 0 && measure.NoLineStart(first) || l.to < len(text.glyphs) && measure.Opens(last) {
				t.Errorf("a line is %q", lettersOf(text.glyphs[l.from:l.to]))
			}
		}
	})
}

// TestHeldLines holds which lines of a paragraph stay together.
func TestHeldLines(t *testing.T) {
	for n, want := range []string{"", ".", "-.", "--.", "-.-.", "-..-.", "-...-."} {
		p := manyLines("x", n)
		if n > 0 {
			p.Inlines = p.Inlines[:2*n-1] // no break after the last line
		}
		var got strings.Builder
		for _, r := range book(t).set("", p.Inlines, roman, textSize).rows(frame{width: 300 * point, size: textSize, lead: textLead}) {
			got.WriteByte(map[keepStrength]byte{free: '.', always: '-'}[r.keep])
		}
		if got.String() != want && n > 0 {
			t.Errorf("%d lines are held as %q, want %q", n, got.String(), want)
		}
	}
}

func BenchmarkLayOut(b *testing.B) {
	for _, articles := range []int{14, 220} {
		doc := agreement("uk", articles)
		pages := len(laid(b, doc).pages)
		b.Run(fmt.Sprint(pages, " pages"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				laid(b, doc)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
		})
	}
}

// TestShortLastPage holds that a schedule with a few lines too many for a page
// is set closer, and one that needs its second page is not.
func TestShortLastPage(t *testing.T) {
	schedule := func(n int) (pages int, gap length) {
		div := &d.Division{Kind: d.Schedule, ID: "s", Label: "Schedule 1", Heading: "Lines"}
		for range n {
			div.Blocks = append(div.Blocks, says("line"))
		}
		v := laid(t, &d.Document{Style: "uk", Body: []*d.Division{{ID: "p", Heading: "Before"}, div}})
		return len(v.pages) - 1, v.pages[1].rows[2].gap
	}
	n := 10
	for pages, gap := schedule(n); pages == 1 && gap == paraGap; pages, gap = schedule(n) {
		n++
	}
	for _, more := range []int{0, 1} {
		if pages, gap := schedule(n + more); pages != 1 || gap >= paraGap {
			t.Errorf("%d paragraphs take %d pages with gaps of %.1f", n+more, pages, gap.Points())
		}
	}
	if pages, gap := schedule(n + 8); pages != 2 || gap != paraGap {
		t.Errorf("%d paragraphs take %d pages with gaps of %.1f", n+8, pages, gap.Points())
	}
}
