package html

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"clausewright/internal/document"
	"clausewright/internal/picture"
)

// drawnIn is the words in the pictures of a document, once for each layout.
func drawnIn(doc *document.Document) string {
	var b strings.Builder
	document.Walk(doc, func(node any) bool {
		if p, ok := node.(*document.Picture); ok {
			for _, l := range layouts {
				for _, word := range picture.Draw(p, l.width*picture.Point, lettering).Words() {
					b.WriteString(valid(word) + " ")
				}
			}
		}
		return true
	})
	return b.String()
}

// TestPictureMarkup: a figure with its title, and two drawings that say the
// alternative to who cannot see them.
func TestPictureMarkup(t *testing.T) {
	p := &document.Picture{Title: "Rates & volume", Alt: `A "chart"`, Drawing: &document.Chart{X: "x", Y: "y", Steps: []document.Step{
		{From: "0", To: "5", Rate: "2", FromText: "0", ToText: "5", RateText: "2"}, {From: "5", Rate: "1.5", FromText: "5", RateText: "1.5"}}}}
	file := render(t, &document.Document{Title: "T", Body: []*document.Division{{ID: "a", Heading: "A", Blocks: []document.Block{p}}}})
	for _, want := range []string{
		`<figure class="picture"><figcaption>Rates &amp; volume</figcaption>`,
		`<svg class="large" viewBox="0 0 580 `, `<svg class="small" viewBox="0 0 328 `,
		`" role="img" aria-label="A &#34;chart&#34;">`,
	} {
		if !strings.Contains(file, want) {
			t.Errorf("no %s in\n%s", want, file[strings.Index(file, "<figure"):])
		}
	}
}

var update = flag.Bool("update", false, "rewrite the golden pictures")

// shapes are pictures of deals of several shapes.
func shapes() map[string]document.Drawing {
	firm := func(from, to, label string) document.Span {
		return document.Span{From: from, To: to, Label: label, Kind: document.FirmSpan}
	}
	sunset := func(date string) document.Milestone {
		return document.Milestone{Dates: []string{date}, Label: "Sunset Date: " + date, Kind: document.EndDay}
	}
	dense := &document.Timeline{Spans: []document.Span{firm("2027-03-01", "2032-02-29", "Exclusivity Period")}, Marks: []document.Milestone{sunset("2032-02-29")}}
	for n := range 12 {
		dense.Marks = append(dense.Marks, document.Milestone{Dates: []string{fmt.Sprintf("2028-%02d-15", 1+n/2)}, Kind: document.TestDay,
			Label: []string{"T1 (Pilot)", "T2 (Delivery of the complete documentation of the process, with all annexes and translations)"}[n%2]})
	}
	windows := document.Milestone{Label: "Renegotiation Window: each month", Kind: document.WindowDay}
	for n := range 40 {
		windows.Dates = append(windows.Dates, fmt.Sprintf("%d-%02d-01", 2028+n/12, 1+n%12))
	}
	tiers := func(n int, size func(i int) int) *document.Chart {
		c := &document.Chart{X: "Net Sales, in CHF", Y: "Rate (% of Net Sales)"}
		for i := range n {
			from, to := fmt.Sprint(size(i)), fmt.Sprint(size(i+1))
			c.Steps = append(c.Steps, document.Step{From: from, To: to, Rate: fmt.Sprintf("%d.25", 1+i), FromText: from, ToText: to, RateText: fmt.Sprintf("%d.25", 1+i)})
		}
		return c
	}
	open := tiers(3, func(i int) int { return i * 5_000_000 })
	open.Steps[2].To, open.Steps[2].ToText = "", ""
	return map[string]document.Drawing{
		"plain": &document.Timeline{Spans: []document.Span{firm("2027-03-01", "2032-02-29", "Exclusivity Period")}, Marks: []document.Milestone{sunset("2032-02-29")}},
		"stages": &document.Timeline{Spans: []document.Span{{From: "2027-02-01", Label: "Term", Kind: document.FrameSpan}, firm("2027-02-01", "2035-01-31", "Stage 1"),
			{From: "2027-02-01", To: "2030-12-31", Label: "Stage 2 may enter into force", Kind: document.PossibleSpan},
			{From: "2035-01-31", To: "2037-01-31", Label: "Extension", Kind: document.PossibleSpan}}, Marks: []document.Milestone{sunset("2035-01-31")}},
		"close":   dense,
		"windows": &document.Timeline{Spans: []document.Span{firm("2027-03-01", "2031-08-31", "Exclusivity Period")}, Marks: []document.Milestone{windows}},
		"forty":   &document.Timeline{Spans: []document.Span{firm("2027-03-01", "2067-02-28", "Exclusivity Period")}, Marks: []document.Milestone{sunset("2067-02-28")}},
		"months":  &document.Timeline{Spans: []document.Span{firm("2027-03-01", "2027-08-31", "Exclusivity Period")}},
		"rising":  tiers(4, func(i int) int { return i * i * 1000 }),
		"open":    open,
		"twenty":  tiers(20, func(i int) int { return (1<<i - 1) * 1000 }),
	}
}

// TestGoldenPictures: go test -update rewrites them; look at them in a browser.
func TestGoldenPictures(t *testing.T) {
	for name, drawing := range shapes() {
		p := &document.Picture{Title: name, Alt: "A picture.", Drawing: drawing}
		if err := p.Check(); err != nil {
			t.Fatal(name, err)
		}
		out := &printer{}
		out.picture(p)
		golden := filepath.Join("testdata", "picture-"+name+".svg.html")
		if *update {
			if err := os.WriteFile(golden, out.buf, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != string(out.buf) {
			t.Errorf("%s is drawn otherwise; go test -update shows how", golden)
		}
	}
}

// TestEstimate: the estimated widths are somewhat above those of usual faces.
func TestEstimate(t *testing.T) {
	face, err := sfnt.Parse(liberationsansregular.TTF)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"Exclusivity Period: from 1 February 2027 to 31 January 2035", "Test of Trigger T1 (Pilot-line commitment)",
		"10,000,000", "Wimbledon MMXXVII", "“Größe” – Łódź", "illicit filling"} {
		var buffer sfnt.Buffer
		usual := 0
		for _, r := range text {
			glyph, err := face.GlyphIndex(&buffer, r)
			if err != nil {
				t.Fatal(err)
			}
			advance, err := face.GlyphAdvance(&buffer, glyph, fixed.I(1200), font.HintingNone)
			if err != nil {
				t.Fatal(err)
			}
			usual += advance.Round()
		}
		if got := estimate(text); got < usual*105/100 || got > usual*140/100 {
			t.Errorf("%q: %d, in a usual face %d", text, got, usual)
		}
	}
}
