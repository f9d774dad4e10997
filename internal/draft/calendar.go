package draft

import (
	"clausewright/internal/calendar"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/library"
)

// Calendar is what falls due under a draft, called by a short name.
func (d *Draft) Calendar(lib *library.Library, name string) *calendar.Agreement {
	a := &calendar.Agreement{Deal: name, Key: name, Title: d.Document.Title, Number: 1, Entries: d.Choices.Dates(), Provision: d.Provisions(lib)}
	if day, ok := d.answer(deal.DraftDatePath).(deal.Date); ok {
		a.Drafted = day
	}
	if n, ok := d.answer(deal.DraftNoPath).(deal.Integer); ok {
		a.Number = int(n)
	}
	if reference, ok := d.answer(deal.ReferencePath).(deal.Text); ok {
		a.Title += ", " + string(reference)
		a.Key = string(reference)
	}
	places, _ := d.answer(deal.BusinessDaysPath).(deal.Text)
	a.Business = calendar.BusinessDaysIn(string(places))
	return a
}

// answer is what the deal comes to for a question.
func (d *Draft) answer(path string) deal.Value {
	v, _ := d.Choices.Value(path)
	return v
}

// Provisions tells how the draft calls a section, a clause or a schedule.
func (d *Draft) Provisions(lib *library.Library) func(id string) string {
	places := document.PlacesOf(d.Document)
	first := map[string]string{}
	for _, c := range d.Document.Clauses() {
		first[c.ID] = c.First().ID
	}
	return func(id string) string {
		for _, leads := range append([]string{id}, lib.Leads(d.Template, id)...) {
			for _, at := range []string{leads, first[leads]} {
				if printed, _, ok := places.Named(at); ok && at != "" {
					return document.Capitalised(printed.Noun + printed.Number + printed.Of)
				}
			}
		}
		return ""
	}
}
