package deviation

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/library"
)

// Document is the sheet as the formats of drafts write it.
func (s *Sheet) Document() *document.Document {
	doc := &document.Document{Title: "Deviations from the house position", Style: s.doc, Lang: "en", ID: s.Title, Legend: "INTERNAL", Date: s.Date}
	part := func(heading, id string, blocks ...document.Block) {
		doc.Body = append(doc.Body, &document.Division{Kind: document.Part, ID: id, Heading: heading, Blocks: blocks})
	}
	var about []document.Block
	for _, sentence := range s.summary() {
		about = append(about, comparison.Say(sentence))
	}
	part("Position of "+library.Sides[string(s.Side)], "summary", about...)
	if len(s.Departures) > 0 {
		part("Approvals", "approvals", s.approvalsTable())
		part("Departures", "departures", s.departuresTable())
	}
	if len(s.Ladders) > 0 {
		part("Fallback ladders", "ladders", s.laddersTable())
	}
	if len(s.Open) > 0 {
		t := comparison.Table("Question", "House position")
		for _, o := range s.Open {
			t.Rows = append(t.Rows, rowOf(comparison.Cell(o.Ask, o.Path), comparison.Cell(o.House)))
		}
		part("Still open", "open", comparison.Say("These answers are judged when they are there."), t)
	}
	return doc
}

// summary is the sheet in a few sentences.
func (s *Sheet) summary() []string {
	name := s.Title
	if s.Date != "" {
		if day, err := deal.ReadText(&deal.Parameter{Kind: deal.KindDate}, s.Date, ""); err == nil {
			name += " of " + s.style.Write(day)
		}
	}
	sentences := []string{name + "."}
	switch n := s.OpenApprovals(); {
	case len(s.Departures) == 0:
		sentences = append(sentences, fmt.Sprintf("The draft keeps the house position in every point that was judged: %d.", s.Within))
	default:
		sentences = append(sentences, fmt.Sprintf("The draft departs from the house position in %s and keeps it in %d.", diag.Count(len(s.Departures), "point", "points"), s.Within))
		if n == 0 {
			sentences = append(sentences, "Every approval was given.")
		} else {
			sentences = append(sentences, fmt.Sprintf("Approval is open in %s.", diag.Count(n, "point", "points")))
		}
	}
	if len(s.Open) > 0 {
		sentences = append(sentences, diag.Count(len(s.Open), "answer is", "answers are")+" still open and not judged.")
	}
	return sentences
}

// askedOf is somebody with the departures that he or she has to decide, and those that
// are decided.
type askedOf struct {
	who         string
	open, given []string
}

// asked lists who has to agree, in the order of the departures.
func (s *Sheet) asked() []*askedOf {
	var list []*askedOf
	for i, d := range s.Departures {
		for _, a := range d.Approvals {
			at := slices.IndexFunc(list, func(o *askedOf) bool { return strings.EqualFold(o.who, a.Who) })
			if at < 0 {
				at = len(list)
				list = append(list, &askedOf{who: a.Who})
			}
			no := fmt.Sprint(i + 1)
			if a.Status == Given {
				list[at].given = append(list[at].given, no)
			} else {
				list[at].open = append(list[at].open, no)
			}
		}
	}
	return list
}

func (s *Sheet) approvalsTable() *document.Table {
	t := comparison.Table("Who", "Open", "Given")
	for _, a := range s.asked() {
		t.Rows = append(t.Rows, rowOf(comparison.Cell(whoever(a.who)), comparison.Cell(strings.Join(a.open, ", ")), comparison.Cell(strings.Join(a.given, ", "))))
	}
	return t
}

// whoever is who has to agree; the house may name nobody.
func whoever(who string) string {
	if who == "" {
		return "Anybody (the house names nobody)"
	}
	return who
}

func (s *Sheet) departuresTable() *document.Table {
	t := comparison.Table("No.", "Term", "House position", "This draft", library.Sides[string(s.Side.Other())]+" gains", "Approval")
	for i, d := range s.Departures {
		var approvals []string
		for _, a := range d.Approvals {
			approvals = append(approvals, s.became(a))
		}
		place := d.Section
		if place == "" {
			place = "not in the draft"
		}
		t.Rows = append(t.Rows, rowOf(comparison.Cell(fmt.Sprint(i+1)), comparison.Cell(d.Title, place), comparison.Cell(d.House), comparison.Cell(d.Deal...), comparison.Cell(strings.Join(d.Gained, "\n")), comparison.Cell(approvals...)))
	}
	return t
}

// became is what became of an approval, in words.
func (s *Sheet) became(a Approval) string {
	on := a.On
	if day, err := deal.ReadText(&deal.Parameter{Kind: deal.KindDate}, a.On, ""); a.On != "" && err == nil {
		on = s.style.Write(day)
	}
	switch a.Status {
	case Given:
		words := a.By + ", " + on
		if a.Reason != "" {
			words += ": " + a.Reason
		}
		return words
	case Lapsed:
		return fmt.Sprintf("%s: open again; approved on %s when %s", a.By, on, a.Since)
	}
	return whoever(a.Who) + ": open"
}

// laddersTable are the ladders, one a row, from the top down.
func (s *Sheet) laddersTable() *document.Table {
	ranks := []library.Rank{library.Preferred, library.Acceptable, library.WalkAway}
	t := comparison.Table("Clause", "Preferred", "Acceptable", "Walk-away")
	for _, l := range s.Ladders {
		cells := []document.Cell{comparison.Cell(l.Title)}
		for _, rank := range ranks {
			var steps []string
			for _, step := range l.Steps {
				if step.Rank == rank {
					steps = append(steps, strings.TrimSuffix(step.name()+": "+step.Gives, ": "))
				}
			}
			cells = append(cells, comparison.Cell(strings.Join(steps, "\n")))
		}
		t.Rows = append(t.Rows, rowOf(cells...))
	}
	return t
}

// name is the name of a step, with the one that was taken told.
func (s Step) name() string {
	if s.Taken {
		return s.Variant + " (in this draft)"
	}
	return s.Variant
}

func rowOf(cells ...document.Cell) document.Row { return document.Row{Cells: cells} }

// Report is the sheet as comparison.Terminal prints it.
func (s *Sheet) Report() *document.Document {
	doc := &document.Document{Title: s.Deal + ": the house position of " + library.Sides[string(s.Side)]}
	part := func(heading string, items []*document.Item) {
		if len(items) > 0 {
			doc.Body = append(doc.Body, &document.Division{Kind: document.Part, ID: strings.ToLower(heading), Heading: heading, Blocks: []document.Block{comparison.Bulleted(items)}})
		}
	}
	var departures, open, about []*document.Item
	for i, d := range s.Departures {
		departures = append(departures, s.departureItem(i+1, d))
	}
	part("Departures", departures)
	for _, o := range s.Open {
		open = append(open, item(fmt.Sprintf("%s: %s", o.Path, o.House)))
	}
	part("Still open", open)
	for _, sentence := range s.summary()[1:] {
		about = append(about, item(sentence))
	}
	doc.Body = append(doc.Body, &document.Division{Kind: document.Part, ID: "summary", Blocks: []document.Block{comparison.Bulleted(about)}})
	return doc
}

func item(line string, below ...*document.Item) *document.Item {
	return comparison.Item(comparison.Plain(line), below...)
}

// departureItem is a departure with all that there is to say of it.
func (s *Sheet) departureItem(no int, d *Departure) *document.Item {
	head := fmt.Sprintf("%d. %s", no, d.Name)
	if d.Section != "" {
		head += ", " + d.Section
	}
	it := item(head, item("house: "+d.House))
	for _, line := range d.Deal {
		comparison.Put(it, item("draft: "+line))
	}
	for _, line := range d.Gained {
		comparison.Put(it, item(string(s.Side.Other())+" gains: "+line))
	}
	for _, l := range s.Ladders {
		if l.Clause == d.Clause {
			var steps []string
			for _, step := range l.Steps {
				steps = append(steps, step.name()+", "+step.Rank.String())
			}
			comparison.Put(it, item("ladder: "+strings.Join(steps, "; ")))
		}
	}
	for _, a := range d.Approvals {
		comparison.Put(it, item("approval: "+s.became(a)))
	}
	if d.Open() {
		comparison.Put(it, item("to record it: approve: {"+d.Entry+"}"))
	}
	return it
}
