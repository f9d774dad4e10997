package document

import (
	"strings"
	"testing"
)

// TestPictureCheck: a picture that cannot be drawn, or would mislead, is told
// apart.
func TestPictureCheck(t *testing.T) {
	timeline := func(change func(*Timeline)) *Picture {
		d := &Timeline{Spans: []Span{{From: "2027-02-01", To: "2028-01-31", Label: "x", Kind: FirmSpan}},
			Marks: []Milestone{{Dates: []string{"2027-06-30", "2027-12-31"}, Label: "y", Kind: TestDay}}}
		change(d)
		return &Picture{Title: "t", Alt: "a", Drawing: d}
	}
	chart := func(change func(*Chart)) *Picture {
		d := &Chart{X: "x", Y: "y", Steps: []Step{{From: "0", To: "10.0", Rate: "5", FromText: "0", ToText: "10", RateText: "5"},
			{From: "10", Rate: "4", FromText: "10", RateText: "4"}}}
		change(d)
		return &Picture{Title: "t", Alt: "a", Drawing: d}
	}
	for _, p := range []*Picture{timeline(func(*Timeline) {}), chart(func(*Chart) {}), timeline(func(d *Timeline) { d.Spans[0].To, d.Marks = "", nil })} {
		if err := p.Check(); err != nil {
			t.Errorf("a picture without fault: %v", err)
		}
	}
	for want, p := range map[string]*Picture{
		"needs a title":                   {Alt: "a", Drawing: &Timeline{}},
		"an alternative in words":         {Title: "t", Alt: " ", Drawing: &Timeline{}},
		"a timeline or a chart":           {Title: "t", Alt: "a"},
		"needs a span":                    timeline(func(d *Timeline) { d.Spans = nil }),
		`span 1: "2027-02-30" is no date`: timeline(func(d *Timeline) { d.Spans[0].From = "2027-02-30" }),
		`span 1: "0027-02-01" is no date`: timeline(func(d *Timeline) { d.Spans[0].From = "0027-02-01" }),
		`span 1: "soon" is no date`:       timeline(func(d *Timeline) { d.Spans[0].To = "soon" }),
		"before it begins on 2027-02-01":  timeline(func(d *Timeline) { d.Spans[0].To = "2027-01-31" }),
		`"" is no kind of span`:           timeline(func(d *Timeline) { d.Spans[0].Kind = "" }),
		"span 1: it has no label":         timeline(func(d *Timeline) { d.Spans[0].Label = " " }),
		"mark 1: it has no date":          timeline(func(d *Timeline) { d.Marks[0].Dates = nil }),
		"2027-06-30 does not follow":      timeline(func(d *Timeline) { d.Marks[0].Dates[1] = "2027-06-30" }),
		`"odd" is no kind of mark`:        timeline(func(d *Timeline) { d.Marks[0].Kind = "odd" }),
		"at most 500":                     timeline(func(d *Timeline) { d.Spans = append(d.Spans, make([]Span, 500)...); fill(d.Spans) }),
		"shows 2 to 500 steps, not 1":     chart(func(d *Chart) { d.Steps = d.Steps[:1] }),
		"a text for each axis":            chart(func(d *Chart) { d.Y = "" }),
		`"1e9" is no decimal number`:      chart(func(d *Chart) { d.Steps[0].Rate = "1e9" }),
		`"-1" is no decimal number`:       chart(func(d *Chart) { d.Steps[0].From = "-1" }),
		`"1." is no decimal number`:       chart(func(d *Chart) { d.Steps[0].To = "1." }),
		"needs a lower limit and a rate":  chart(func(d *Chart) { d.Steps[1].Rate = "" }),
		"not above its beginning":         chart(func(d *Chart) { d.Steps[0].To = "0.0" }),
		"not where the one before ends":   chart(func(d *Chart) { d.Steps[1].From = "11" }),
		"step 2 begins at 10, not where":  chart(func(d *Chart) { d.Steps[0].To, d.Steps[0].ToText = "", "" }),
		"their texts do not go together":  chart(func(d *Chart) { d.Steps[0].ToText = "" }),
		"of at most 40 digits":            chart(func(d *Chart) { d.Steps[0].To = strings.Repeat("9", 41) }),
	} {
		if err := p.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func fill(spans []Span) {
	for i := range spans {
		spans[i] = spans[0]
	}
}
