package pdf

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	d "clausewright/internal/document"

	"pgregory.net/rapid"
)

// picture follows a picture: its title, the years of a scale, and then every
// label, whichever row it has found room in.
func (r *reader) picture(p *d.Picture) {
	r.t.Helper()
	r.expect(p.Title)
	for _, words := range drawnForms(p) {
		at := r.at
		if _, ok := p.Drawing.(*d.Timeline); ok {
			r.at += len([]rune(years.FindString(string(r.got[r.at:]))))
		}
		if next, ok := r.matchBag(words); ok {
			r.at = next
			return
		}
		r.at = at
	}
	r.t.Fatalf("the picture %q is not next: %q", p.Title, string(r.got[r.at:min(len(r.got), r.at+200)]))
}

var years = regexp.MustCompile(`^([\n ]*[0-9]{4})+`)

// drawnForms is what a picture says beside its title; a chart says it in
// columns, or else in bars.
func drawnForms(p *d.Picture) []string {
	var labels []string
	c, ok := p.Drawing.(*d.Chart)
	if !ok {
		return []string{strings.Join(p.Words()[2:], " ")}
	}
	columns, bars := []string{c.X, c.Y, c.Steps[len(c.Steps)-1].ToText}, []string{c.X, c.Y}
	for _, s := range c.Steps {
		columns = append(columns, s.FromText, s.RateText)
		if s.To == "" {
			bars = append(bars, ">", s.FromText, s.RateText)
		} else {
			bars = append(bars, s.FromText, "–", s.ToText, s.RateText)
		}
	}
	return append(labels, strings.Join(columns, " "), strings.Join(bars, " "))
}

// labels are texts that are not too long for a label.
var labels = rapid.Custom(func(t *rapid.T) string {
	label := []rune(strings.Join(rapid.SliceOfN(word, 0, 12).Draw(t, "words"), " "))
	return "x" + string(label[:min(len(label), 150)])
})

// pictures are any pictures without fault.
var pictures = rapid.Custom(func(t *rapid.T) *d.Picture {
	p := &d.Picture{Title: labels.Draw(t, "label"), Alt: labels.Draw(t, "label")}
	if rapid.IntRange(0, 1).Draw(t, "chart") == 1 {
		c := &d.Chart{X: labels.Draw(t, "label"), Y: labels.Draw(t, "label")}
		for n := range rapid.IntRange(2, 20).Draw(t, "steps") {
			c.Steps = append(c.Steps, d.Step{From: fmt.Sprint(n * n), To: fmt.Sprint((n + 1) * (n + 1)), Rate: fmt.Sprint(20 - n),
				FromText: fmt.Sprint(n*n, ",000"), ToText: fmt.Sprint((n+1)*(n+1), ",000"), RateText: fmt.Sprint(20-n, ".50")})
		}
		p.Drawing = c
		return p
	}
	line := &d.Timeline{Spans: []d.Span{{From: "2027-02-01", Label: labels.Draw(t, "label"), Kind: d.FrameSpan}}}
	for n := range rapid.IntRange(0, 4).Draw(t, "spans") {
		line.Spans = append(line.Spans, d.Span{From: "2027-02-01", To: fmt.Sprint(2028+n*3, "-12-31"), Label: labels.Draw(t, "label"),
			Kind: rapid.SampledFrom([]d.SpanKind{d.FirmSpan, d.PossibleSpan}).Draw(t, "span")})
	}
	for n := range rapid.IntRange(0, 60).Draw(t, "marks") {
		line.Marks = append(line.Marks, d.Milestone{Dates: []string{fmt.Sprintf("%d-06-30", 2027+n/3), fmt.Sprintf("%d-06-30", 2028+n/3)}[:rapid.IntRange(1, 2).Draw(t, "days")],
			Label: labels.Draw(t, "label"), Kind: rapid.SampledFrom([]d.MilestoneKind{d.TestDay, d.WindowDay, d.EndDay}).Draw(t, "mark")})
	}
	p.Drawing = line
	return p
})

// TestPictureStaysWhole slides a picture over the end of a page: it stays on
// one page with its title and the head of the table after it.
func TestPictureStaysWhole(t *testing.T) {
	p := &d.Picture{Title: "Exclusivity", Alt: "A timeline.", Drawing: &d.Timeline{
		Spans: []d.Span{{From: "2027-02-01", To: "2032-01-31", Label: "Exclusivity Period", Kind: d.FirmSpan}},
		Marks: []d.Milestone{
			{Dates: []string{"2029-12-31"}, Label: "Trigger T1", Kind: d.TestDay},
			{Dates: []string{"2032-01-31"}, Label: "Sunset Date", Kind: d.EndDay},
		}}}
	table := &d.Table{Head: cells("What", "When"), Rows: d.RowsOf([][]d.Cell{cells("Sunset Date", "31 January 2032")})}
	pages := map[int]bool{}
	for n := 25; n < 48; n++ {
		r, _ := verify(t, &d.Document{Body: []*d.Division{{ID: "a", Blocks: []d.Block{manyLines("line", n), p, table}}}})
		for page := range r.pages {
			said := allText(r.pages[page])
			if !strings.Contains(said, "Exclusivity 2027") {
				continue
			}
			pages[page] = true
			for _, words := range []string{"Exclusivity Period", "Trigger T1", "Sunset Date", "What When"} {
				if !strings.Contains(said, words) {
					t.Errorf("%d lines before: %q is not on the page of the picture: %q", n, words, said)
				}
			}
		}
	}
	if !pages[0] || !pages[1] {
		t.Errorf("the picture was on pages %v, want the first and the second", pages)
	}
}

// TestPictureIsChecked: a character that no font has is refused in a picture
// too.
func TestPictureIsChecked(t *testing.T) {
	p := &d.Picture{Title: "T", Alt: "a", Drawing: &d.Timeline{Spans: []d.Span{{From: "2027-02-01", Label: "a😀", Kind: d.FirmSpan}}}}
	if bad := Check(&d.Document{Body: []*d.Division{{Blocks: []d.Block{p}}}}); len(bad) != 1 || bad[0].Rune != '😀' {
		t.Errorf("found %v", bad)
	}
}
