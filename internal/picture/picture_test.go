package picture_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"clausewright/internal/document"
	"clausewright/internal/picture"
)

// monospaced is type in which every character is six tenths of the size wide.
func monospaced(size int) picture.Type {
	return picture.Type{Size: size, Width: func(text string) int { return utf8.RuneCountInString(text) * size * 6 / 10 }}
}

var (
	labels = []string{"x", "Exclusivity Period: 1 February 2027 to 31 January 2035", "Trigger T1 (Pilot-line commitment): 31 December 2027",
		strings.Repeat("Donaudampfschifffahrt", 12), strings.Repeat("a long name in words ", 30), "Ünïcödé “quoted” – 1\u00a0day", "[●]"}
	numbers = []string{"5", "1.60", "0.9", "12,500,000.55", "2,000,000", strings.Repeat("9", 40)}
)

func drawLabel(t *rapid.T) string { return rapid.SampledFrom(labels).Draw(t, "label") }

// drawDay draws a day within so many years; often many lie close together.
func drawDay(t *rapid.T, years int) string {
	year := 2027 + rapid.IntRange(0, years).Draw(t, "year")
	return fmt.Sprintf("%04d-%02d-%02d", year, rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 28).Draw(t, "day"))
}

func drawTimeline(t *rapid.T) *document.Picture {
	years := rapid.SampledFrom([]int{0, 1, 2, 5, 8, 15, 40, 900}).Draw(t, "years")
	line := &document.Timeline{}
	for range rapid.IntRange(1, 12).Draw(t, "spans") {
		span := document.Span{From: drawDay(t, years), To: drawDay(t, years), Label: drawLabel(t),
			Kind: rapid.SampledFrom([]document.SpanKind{document.FirmSpan, document.PossibleSpan, document.FrameSpan}).Draw(t, "kind")}
		if span.To < span.From {
			span.To = ""
		}
		line.Spans = append(line.Spans, span)
	}
	for range rapid.IntRange(0, 40).Draw(t, "marks") {
		var dates []string
		for range rapid.SampledFrom([]int{1, 1, 1, 2, 12}).Draw(t, "dates") {
			dates = append(dates, drawDay(t, years))
		}
		slices.Sort(dates)
		line.Marks = append(line.Marks, document.Milestone{Dates: slices.Compact(dates), Label: drawLabel(t),
			Kind: rapid.SampledFrom([]document.MilestoneKind{document.TestDay, document.WindowDay, document.EndDay}).Draw(t, "kind")})
	}
	return &document.Picture{Title: "t", Alt: "a", Drawing: line}
}

func drawChart(t *rapid.T) *document.Picture {
	c := &document.Chart{X: drawLabel(t), Y: drawLabel(t)}
	from := "0"
	count := rapid.IntRange(2, 20).Draw(t, "tiers")
	size := rapid.SampledFrom([]int{1, 1000, 100_000_000}).Draw(t, "size")
	at := 0
	for i := range count {
		at += rapid.IntRange(1, size).Draw(t, "width")
		s := document.Step{From: from, To: fmt.Sprint(at), Rate: rapid.SampledFrom([]string{"0", "0.01", "5", "12.75", strings.Repeat("9", 40)}).Draw(t, "rate"),
			FromText: from, ToText: fmt.Sprint(at), RateText: rapid.SampledFrom(numbers).Draw(t, "rate text")}
		if i == count-1 && rapid.Bool().Draw(t, "open") {
			s.To, s.ToText = "", ""
		}
		c.Steps = append(c.Steps, s)
		from = fmt.Sprint(at)
	}
	return &document.Picture{Title: "t", Alt: "a", Drawing: c}
}

// TestGeometry: whatever the picture and the width, texts keep clear of each
// other, everything is inside its row and the sheet, and all is said.
func TestGeometry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawTimeline(t)
		if rapid.Bool().Draw(t, "chart") {
			p = drawChart(t)
		}
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
		size := rapid.IntRange(6*picture.Point, 14*picture.Point).Draw(t, "size")
		ty := monospaced(size)
		sheet := picture.Draw(p, rapid.IntRange(20*size, 90*size).Draw(t, "width"), ty)
		for i, r := range sheet.Rows {
			checkRow(t, sheet.Width, i, r, ty)
			if r.Height > 40*size {
				t.Fatalf("row %d is %d high", i, r.Height)
			}
		}
		for _, r := range sheet.Rulers {
			if r.X < 0 || r.X > sheet.Width {
				t.Fatalf("a ruler at %d, out of %d", r.X, sheet.Width)
			}
		}
		checkWords(t, p, sheet)
	})
}

func checkRow(t *rapid.T, width, i int, r picture.Row, ty picture.Type) {
	inside := func(what string, x1, y1, x2, y2 int) {
		if x1 < 0 || y1 < 0 || x2 > width || y2 > r.Height || x1 > x2 || y1 > y2 {
			t.Fatalf("row %d, %d × %d: %s from %d,%d to %d,%d", i, width, r.Height, what, x1, y1, x2, y2)
		}
	}
	var texts [][4]int
	for _, shape := range r.Shapes {
		switch s := shape.(type) {
		case *picture.Line:
			inside("line", min(s.X1, s.X2), min(s.Y1, s.Y2), max(s.X1, s.X2), max(s.Y1, s.Y2))
		case *picture.Box:
			inside("box", s.X, s.Y, s.X+s.Width, s.Y+s.Height)
		case *picture.Symbol:
			for k := 0; k < len(s.Corners); k += 2 {
				inside("corner", s.Corners[k], s.Corners[k+1], s.Corners[k], s.Corners[k+1])
			}
		case *picture.Text:
			left, wide := s.X, ty.Width(s.Text)
			switch s.Anchor {
			case picture.Middle:
				left -= wide / 2
			case picture.End:
				left -= wide
			}
			box := [4]int{left, s.Base - ty.Size*8/10, left + wide, s.Base + ty.Size*2/10}
			inside(fmt.Sprintf("text %q", s.Text), box[0], box[1], box[2], box[3])
			for _, o := range texts {
				if box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3] {
					t.Fatalf("row %d: %q runs into another text", i, s.Text)
				}
			}
			texts = append(texts, box)
		}
	}
}

// checkWords: every label is there, cut short only if it is very long.
func checkWords(t *rapid.T, p *document.Picture, sheet *picture.Sheet) {
	drawn := squeezed(strings.Join(sheet.Words(), ""))
	for _, label := range wanted(p) {
		label = strings.Join(strings.Fields(label), " ")
		if runes := []rune(label); len(runes) > 200 {
			label = string(runes[:180])
		}
		if !strings.Contains(drawn, squeezed(label)) {
			t.Fatalf("%q is not drawn", label)
		}
	}
}

func squeezed(s string) string {
	return strings.NewReplacer(" ", "", "\u00a0", "").Replace(s)
}

func wanted(p *document.Picture) []string {
	var list []string
	switch d := p.Drawing.(type) {
	case *document.Timeline:
		for _, s := range d.Spans {
			list = append(list, s.Label)
		}
		for _, m := range d.Marks {
			list = append(list, m.Label)
		}
	case *document.Chart:
		list = append(list, d.X, d.Y)
		for _, s := range d.Steps {
			list = append(list, s.FromText, s.ToText, s.RateText)
		}
	}
	return list
}

// TestScale: the places on a timeline follow the calendar, the sizes of a
// chart its numbers.
func TestScale(t *testing.T) {
	line := picture.Draw(&document.Picture{Title: "t", Alt: "a", Drawing: &document.Timeline{
		Spans: []document.Span{{From: "2027-01-01", To: "2028-12-31", Label: "x", Kind: document.FirmSpan},
			{From: "2027-01-01", To: "2027-12-31", Label: "y", Kind: document.FirmSpan}}}}, 1000*picture.Point, monospaced(10*picture.Point))
	whole, half := firstBox(t, line.Rows[1]), firstBox(t, line.Rows[2])
	if whole.Width != 975*picture.Point || half.Width != whole.Width*365/731 {
		t.Errorf("two years are %d wide, the first of them %d", whole.Width, half.Width)
	}
	chart := picture.Draw(&document.Picture{Title: "t", Alt: "a", Drawing: &document.Chart{X: "x", Y: "y", Steps: []document.Step{
		{From: "0", To: "100", Rate: "8", FromText: "0", ToText: "100", RateText: "8"}, {From: "100", Rate: "2.0", FromText: "100", RateText: "2.0"}}}},
		320*picture.Point, monospaced(10*picture.Point))
	var boxes []*picture.Box
	for _, shape := range chart.Rows[1].Shapes {
		if b, ok := shape.(*picture.Box); ok && b.Fill == picture.Pale {
			boxes = append(boxes, b)
		}
	}
	if len(boxes) != 2 || boxes[0].Width != 200*picture.Point || boxes[1].Width != 100*picture.Point || boxes[0].Height != 4*boxes[1].Height {
		t.Errorf("columns %v %v", boxes[0], boxes[1])
	}
}

func firstBox(t *testing.T, r picture.Row) *picture.Box {
	for _, shape := range r.Shapes {
		if b, ok := shape.(*picture.Box); ok && b.Fill == picture.Solid {
			return b
		}
	}
	t.Fatal("no bar")
	return nil
}

// TestManyTiers: twenty tiers of very different sizes become bars of one width each.
func TestManyTiers(t *testing.T) {
	c := &document.Chart{X: "x", Y: "y"}
	for i := range 20 {
		c.Steps = append(c.Steps, document.Step{From: fmt.Sprint(i * i * i), To: fmt.Sprint((i + 1) * (i + 1) * (i + 1)), Rate: "1", FromText: "a", ToText: "b", RateText: "1"})
	}
	sheet := picture.Draw(&document.Picture{Title: "t", Alt: "a", Drawing: c}, 300*picture.Point, monospaced(9*picture.Point))
	if len(sheet.Rows) != 21 {
		t.Errorf("%d rows, want a head and one for each tier", len(sheet.Rows))
	}
}

// TestNumbersStayWhole: limits too wide for one line are broken between them.
func TestNumbersStayWhole(t *testing.T) {
	c := &document.Chart{X: "x", Y: "y"}
	for i := range 20 {
		c.Steps = append(c.Steps, document.Step{From: fmt.Sprint(i), To: fmt.Sprint(i + 1), Rate: "1",
			FromText: fmt.Sprint(65+i, ",536,000"), ToText: fmt.Sprint(66+i, ",536,000"), RateText: "1"})
	}
	words := picture.Draw(&document.Picture{Title: "t", Alt: "a", Drawing: c}, 200*picture.Point, monospaced(10*picture.Point)).Words()
	if !slices.Contains(words, "65,536,000–") || !slices.Contains(words, "66,536,000") {
		t.Errorf("%q", words)
	}
}

func BenchmarkDraw(b *testing.B) {
	line := &document.Timeline{Spans: []document.Span{{From: "2027-02-01", To: "2035-01-31", Label: labels[1], Kind: document.FirmSpan}}}
	for i := range 15 {
		line.Marks = append(line.Marks, document.Milestone{Dates: []string{fmt.Sprintf("20%d-06-30", 28+i/2)}, Label: labels[2], Kind: document.TestDay})
	}
	p := &document.Picture{Title: "t", Alt: "a", Drawing: line}
	for b.Loop() {
		picture.Draw(p, 580*picture.Point, monospaced(12*picture.Point))
	}
}
