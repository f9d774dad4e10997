package pdf

import (
	"math/rand/v2"
	"strings"
	"testing"

	d "clausewright/internal/document"

	"github.com/google/go-cmp/cmp"
)

func book(t tester) *fontBook {
	t.Helper()
	b, err := newFontBook(&workspace{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestBreaks shows with "|" every place where a line may end.
func TestBreaks(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"one two", "one|two"},
		{"Section 4.2 and clause 3", "Section 4.2|and|clause 3"},
		{"(Section 4) of Exhibit A to", "(Section 4)|of|Exhibit A|to"},
		{"Sections (a) to Section Licence", "Sections (a)|to|Section|Licence"},
		{"paragraph 2 of Schedule 1", "paragraph 2|of|Schedule 1"},
		{"EUR\u00a01,500 due", "EUR 1,500|due"},
		{"up to 3.5 t of", "up|to|3.5 t|of"},
		{"on 1 February 2027 at", "on|1 February 2027|at"},
		{"by March 1, 2027, or", "by|March 1, 2027,|or"},
		{"in 1 2027, or 3, 2027", "in|1|2027,|or|3,|2027"},
		{"of USD 250,000 and (EUR 5) PAGES 3", "of|USD 250,000|and|(EUR 5)|PAGES 3"},
		{"for 10 Business Days after Business Days", "for|10 Business Days|after|Business|Days"},
		{"a 7.5 % rate; 3 percentage points", "a|7.5 %|rate;|3 percentage|points"},
		{"1,000,000 kWh, 62 EUR per kWh", "1,000,000 kWh,|62 EUR|per|kWh"},
		{"in 2027 the 30 days to Trigger T3 (T4)", "in|2027|the|30 days|to|Trigger T3|(T4)"},
		{"by Dr. Jonas Reuter. Any party", "by|Dr. Jonas|Reuter.|Any|party"},
		{"(No. 5) “Article 12” § 3 or 4", "(No. 5)|“Article 12”|§ 3|or|4"},
		{"battery-electric 3-month", "battery-|electric|3-month"},
		{"non\u2011exclusive use", "non-exclusive|use"},
		{"EEA/CH and/or 24/7", "EEA/|CH|and/|or|24/7"},
		{"2027–2029 word – word", "2027–|2029|word –|word"},
		{"university—whether", "university—|whether"},
		{"the “Term” ( x ) end .", "the|“Term”|( x )|end ."},
		{"zero\u200bwidth join\u2060-\u2060ed", "zero|width|join-ed"},
		{"soft\u00adhyphen  two   spaces ", "softhyphen|two|spaces"},
	} {
		b := book(t)
		text := b.set("", reads(c.text), roman, textSize)
		var parts []string
		list := text.candidates(0, len(text.glyphs), 1<<30)
		for i := 1; i < len(list); i++ {
			parts = append(parts, lettersOf(text.glyphs[list[i-1].next:list[i].to]))
		}
		if got := strings.Join(parts, "|"); got != c.want {
			t.Errorf("%q breaks as %q, want %q", c.text, got, c.want)
		}
	}
}

// TestBreaksAcrossInlines holds that a change of style is no place to break.
func TestBreaksAcrossInlines(t *testing.T) {
	inlines := []d.Inline{&d.Text{Text: "by "}, &d.Strong{Inlines: reads("Licensor")}, &d.Text{Text: ", see Section "},
		&d.Reference{Text: "4.2"}, &d.Text{Text: "("}, &d.Emphasis{Inlines: reads("b")}, &d.Text{Text: ")"}}
	text := book(t).set("", inlines, roman, textSize)
	var parts []string
	for _, l := range text.lines(point, false) { // nothing fits, so that every word stands alone
		parts = append(parts, lettersOf(text.glyphs[l.from:l.to]))
	}
	list := text.candidates(0, len(text.glyphs), 1<<30)
	var words []string
	for i := 1; i < len(list); i++ {
		words = append(words, lettersOf(text.glyphs[list[i-1].next:list[i].to]))
	}
	if diff := cmp.Diff([]string{"by", "Licensor,", "see", "Section 4.2(b)"}, words); diff != "" {
		t.Error(diff)
	}
	if got := strings.ReplaceAll(strings.Join(parts, ""), " ", ""); got != "byLicensor,seeSection4.2(b)" {
		t.Errorf("a measure of one point loses text: %q", got)
	}
}

// TestTotalFit compares the chosen lines with the best of all ways to break.
func TestTotalFit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var words []string
		for range 2 + random.IntN(11) {
			words = append(words, strings.Repeat("n", 1+random.IntN(9)))
		}
		text := book(t).set("", reads(strings.Join(words, " ")), roman, textSize)
		const measure = 9000
		c := text.candidates(0, len(text.glyphs), measure)
		got := int64(0)
		text.work.lines = nil
		text.work.totalFit(c, measure)
		for _, l := range text.work.lines {
			got += costOf(l.width, l.spaces, l.end, measure)
		}
		if want := leastCost(c, 0, measure); got != want {
			t.Errorf("%v: cost %d, the least is %d", words, got, want)
		}
	}
}

// TestLonelyWord holds that fewer paragraphs end with one short word than if
// each line took as much as fits.
func TestLonelyWord(t *testing.T) {
	lonely := map[bool]int{}
	for n := range 5 {
		for measure := 300 * point; measure < 450*point; measure += 2 * point {
			for _, fill := range []bool{false, true} {
				list := book(t).set("", reads(lorem(n+1)+" or"), roman, textSize).lines(measure, fill)
				if list[len(list)-1].width < shortest {
					lonely[fill]++
				}
			}
		}
	}
	if lonely[true] > lonely[false]*2/3 || lonely[false] == 0 {
		t.Errorf("%d lonely words, %d if lines are filled one by one", lonely[true], lonely[false])
	}
}

// leastCost tries every way to break from candidate i on.
func leastCost(c []candidate, i, measure int) int64 {
	if i == len(c)-1 {
		return 0
	}
	least := int64(-1)
	for j := i + 1; j < len(c); j++ {
		l := between(&c[i], &c[j], j == len(c)-1)
		if l.width-l.spaces*shrink > measure && j > i+1 {
			break
		}
		if cost := costOf(l.width, l.spaces, l.end, measure) + leastCost(c, j, measure); least < 0 || cost < least {
			least = cost
		}
	}
	return least
}

// TestJustified holds that every line but the last fills the measure.
func TestJustified(t *testing.T) {
	r, v := verify(t, &d.Document{Body: []*d.Division{{ID: "p", Blocks: []d.Block{says(lorem(8))}}}})
	lines := v.pages[0].rows
	right := (v.paper.width - margin).Points()
	var ends []float64
	for _, s := range r.pages[0].shown {
		if !s.grey && s.size == textSize.Points() {
			ends = append(ends, s.x+s.width-s.trailing)
		}
	}
	if len(ends) < 8 || len(ends) > len(lines)+1 {
		t.Fatalf("%d lines read, %d rows laid out", len(ends), len(lines))
	}
	for n, end := range ends[:len(ends)-1] {
		if end < right-0.1 || end > right+0.1 {
			t.Errorf("line %d ends at %.2f, the measure at %.2f", n+1, end, right)
		}
	}
}

func TestLongWord(t *testing.T) {
	_, v := verify(t, &d.Document{Body: []*d.Division{{ID: "p", Blocks: []d.Block{
		says("before " + strings.Repeat("abcdefghij", 30) + " after"),
		&d.Table{Head: cells("Id", "Url"), Rows: d.RowsOf([][]d.Cell{cells("1", "https://example.org/"+strings.Repeat("x", 300))})},
	}}}})
	if len(v.pages) != 1 {
		t.Errorf("%d pages, want 1", len(v.pages))
	}
}

// TestEvenSpaces holds that the spaces of a justified line are equally wide,
// also inside a link whose last letter is kerned to what follows it.
func TestEvenSpaces(t *testing.T) {
	inlines := []d.Inline{&d.Text{Text: "not a "}, &d.Use{Term: "Business Day", Text: "Business Day"}, &d.Text{Text: ", the act is in time on the next "},
		&d.Use{Term: "Business Day", Text: "Business Day"}, &d.Text{Text: ". " + lorem(1)}}
	set := book(t).set("", inlines, roman, textSize)
	line := &row{}
	f := frame{left: margin, width: 430 * point, size: textSize, lead: textLead}
	set.draw(line, set.lines(f.width, true)[0], f, 0)
	least, most := length(1)<<40, length(-1)<<40
	for _, r := range line.runs {
		piece := lettersOf(r.glyphs)
		alone := book(t).set("", reads(piece), r.face, textSize)
		natural, spaces := alone.width(0, len(alone.glyphs)), strings.Count(piece, " ")
		if piece[0] == ' ' || piece[len(piece)-1] == ' ' { // spaces at the ends are not set alone
			continue
		}
		if extra := r.width - natural; spaces > 0 {
			least, most = min(least, extra/length(spaces)), max(most, extra/length(spaces))
		} else if extra > 10 || extra < -10 {
			t.Errorf("%q without a space is widened by %.3f", piece, extra.Points())
		}
	}
	if most-least > point/50 || most == 0 {
		t.Errorf("spaces are widened by %.3f to %.3f", least.Points(), most.Points())
	}
}

// TestKerning holds that pairs of letters move together as the font piece, on
// the page as in the layout, and figures never.
func TestKerning(t *testing.T) {
	b := book(t)
	for words, kerned := range map[string]bool{"AVA": true, "To": true, "r,": true, "11.11": false, "nn": false, "A V": false} {
		natural := length(0)
		for _, r := range words {
			w, _ := b.Width(roman, r)
			natural += em(w, textSize)
		}
		r, _ := verify(t, &d.Document{Body: []*d.Division{{ID: "p", Blocks: []d.Block{says(words)}}}})
		set := b.set("", reads(words), roman, textSize)
		got := set.width(0, len(set.glyphs))
		if got < natural != kerned || !near(r.pages[0].shown[0].width, got.Points()) {
			t.Errorf("%q is %.2f wide, %.2f on the page, %.2f without kerning", words, got.Points(), r.pages[0].shown[0].width, natural.Points())
		}
	}
}
