package assemble_test

import (
	"strings"
	"testing"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// pictureOf drafts a small library whose wording draws a picture, and gives the
// picture, or nil if it was left out.
func pictureOf(t *testing.T, wording, answers string) *document.Picture {
	t.Helper()
	_, source, problems := run(t, map[string]string{
		"clauses/grant/clause.yaml": strings.Replace(small["clauses/grant/clause.yaml"], "variants:", `  deal.from: {kind: date, choices: [last-signature], optional: true, ask: When?}
  deal.unit: {kind: text, default: '"% of sales"', ask: Which?}
  deal.tiers:
    kind: table
    optional: true
    columns: {from: {kind: number, ask: a}, to: {kind: number, optional: true, ask: b}, rate: {kind: number, ask: c}}
    ask: Which?
variants:`, 1),
		"clauses/grant/balanced.md": "## Grant\n\nText.\n\n" + wording + "\n\n| x |\n|---|\n",
	}, "deal: {name: A, "+answers+"}")
	if source == nil {
		t.Fatal(problems[0])
	}
	doc, problems := markdown.Parse(source.Text(), source)
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	var found *document.Picture
	document.Walk(doc, func(node any) bool {
		if p, ok := node.(*document.Picture); ok {
			found = p
		}
		return true
	})
	return found
}

func TestChart(t *testing.T) {
	const wording = `{{chart "Rates" "A chart." "Sales" .deal.unit .deal.tiers}}`
	p := pictureOf(t, wording, "tiers: [{from: 0, to: 1000000, rate: 5.50}, {from: 1000000, to: null, rate: 4}]")
	if p == nil {
		t.Fatal("no picture")
	}
	c := p.Drawing.(*document.Chart)
	want := []document.Step{{From: "0", To: "1000000", Rate: "5.5", FromText: "0", ToText: "1,000,000", RateText: "5.50"},
		{From: "1000000", Rate: "4", FromText: "1,000,000", RateText: "4"}}
	if len(c.Steps) != 2 || c.Steps[0] != want[0] || c.Steps[1] != want[1] || c.X != "Sales" || c.Y != "% of sales" {
		t.Errorf("%+v", c)
	}
	for name, answers := range map[string]string{
		"one tier":         "tiers: [{from: 0, to: null, rate: 5}]",
		"an open rate":     "tiers: [{from: 0, to: 10, rate: TBD}, {from: 10, to: null, rate: 4}]",
		"an open limit":    "tiers: [{from: 0, to: 10, rate: 5}, {from: 10, to: TBD, rate: 4}]",
		"an open table":    "tiers: TBD",
		"an open unit":     "unit: TBD, tiers: [{from: 0, to: 10, rate: 5}, {from: 10, to: null, rate: 4}]",
		"no table":         "flag: false",
		"a gap":            "tiers: [{from: 0, to: 10, rate: 5}, {from: 20, to: null, rate: 4}]",
		"an end too early": "tiers: [{from: 0, to: null, rate: 5}, {from: 20, to: null, rate: 4}]",
		"tiers backwards":  "tiers: [{from: 10, to: 0, rate: 5}, {from: 0, to: null, rate: 4}]",
	} {
		if p := pictureOf(t, wording, answers); p != nil {
			t.Errorf("%s: %+v", name, p.Drawing)
		}
	}
}

func TestTimeline(t *testing.T) {
	const wording = `{{$rows := list (dict "date" .deal.from "when" (print "from " .deal.from) "what" "Period" "kind" "firm")}}
{{$rows = append $rows (dict "date" .deal.from "every" .deal.term "until" (add .deal.from "1y") "when" .deal.from "what" .deal.name "kind" "window")}}
{{timeline "Time" "A timeline." $rows}}`
	p := pictureOf(t, wording, "from: 2027-12-31, term: 2mo")
	if p == nil {
		t.Fatal("no picture")
	}
	line := p.Drawing.(*document.Timeline)
	if want := (document.Span{From: "2027-12-31", Label: "Period: from December\u00a031,\u00a02027", Kind: document.FirmSpan}); len(line.Spans) != 1 || line.Spans[0] != want {
		t.Errorf("spans %+v", line.Spans)
	}
	if m := line.Marks; len(m) != 1 || m[0].Label != "A: December\u00a031,\u00a02027" ||
		strings.Join(m[0].Dates, " ") != "2027-12-31 2028-02-29 2028-04-30 2028-06-30 2028-08-31 2028-10-31 2028-12-31" {
		t.Errorf("marks %+v", m)
	}
	const dated = `{{$rows := list (dict "date" .deal.from "when" .deal.from "what" "Period" "kind" "firm")}}
{{timeline "Time" "A timeline." $rows}}`
	for name, answers := range map[string]string{"an open date": "from: TBD", "a worded date": "from: last-signature"} {
		if p := pictureOf(t, dated, answers); p != nil {
			t.Errorf("%s: %+v", name, p.Drawing)
		}
	}
	if p := pictureOf(t, strings.Replace(dated, "firm", "frame", 1), "from: 2027-12-31"); p != nil {
		t.Errorf("nothing but a frame is drawn: %+v", p.Drawing)
	}
}

// TestPictureFaults: what a picture cannot be made of is a fault of the wording.
func TestPictureFaults(t *testing.T) {
	for wording, want := range map[string]string{
		`{{timeline "a" "b" (list "x")}}`:                                       `timeline takes a list of dicts, not x`,
		`{{timeline "a" "b" (list (dict "kind" "odd" "what" "x" "when" "x"))}}`: `"odd" is no kind of entry`,
		`{{timeline "a" "b" (list (dict "kind" "firm"))}}`:                      `an entry needs "what"`,
		`{{chart "a" "b" "c" "d" (list 1 2)}}`:                                  `chart takes a table with the columns from, to and rate`,
		`{{timeline "a" "b"}}`:                                                  `timeline takes 3 arguments, not 2`,
	} {
		_, _, problems := run(t, map[string]string{"clauses/grant/balanced.md": wording}, "deal: {name: A}")
		if len(problems) != 1 || !strings.Contains(problems[0].Error(), want) || !strings.HasPrefix(problems[0].Error(), "clauses/grant/balanced.md:1:3: error") {
			t.Errorf("%s: %v", wording, problems)
		}
	}
}
