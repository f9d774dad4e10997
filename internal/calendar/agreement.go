package calendar

import (
	"encoding/csv"
	"io"
	"slices"

	"clausewright/internal/deal"
)

// Agreement is what falls due under one agreement.
type Agreement struct {
	Deal      string    // what the deal is called, short; no two of one calendar are called alike
	Key       string    // by which calendar programs know its entries again; likewise
	Title     string    // what a calendar calls the agreement
	Drafted   deal.Date // the day of the draft
	Number    int       // of the draft
	Entries   []Entry
	Business  *BusinessDays
	Provision func(id string) string // how the agreement calls a section or a schedule
}

// CountsBusinessDays reports whether a day of the agreement is counted in them.
func (a *Agreement) CountsBusinessDays() bool {
	return slices.ContainsFunc(a.Entries, func(e Entry) bool { return Known(e.First) && e.Shift.Unit == deal.BusinessDay && e.Shift.N != 0 })
}

// Window is what somebody wants to see of calendars.
type Window struct {
	From, Until deal.Date  // zero: without bound. With Until, what comes again is counted out up to there
	For         deal.Party // whose; "" for both
}

// Row is something that falls due, on one day or on a day that nobody knows.
type Row struct {
	Deal      string `json:"deal"`
	Date      string `json:"date"` // "" if it is not known
	Due       string `json:"due"`  // in the words of the agreement
	What      string `json:"what"`
	Who       string `json:"who"`
	Provision string `json:"provision"`
	Recurs    bool   `json:"recurs"`
	Until     string `json:"until,omitempty"` // the last day on which it can come again
	Clause    string `json:"clause"`
	ID        string `json:"id"`
}

// Horizon is for how many years what comes again stands where nothing says when it
// ends.
const Horizon = 10

// horizon is the day up to which what comes again is looked at where nothing else
// says when it ends.
func (w Window) horizon(e Entry) deal.Date {
	switch {
	case Known(w.Until):
		return w.Until
	case Known(e.Until):
		return e.Until
	}
	last, _ := plus(later(e.First, w.From), deal.Duration{N: Horizon, Unit: deal.Year})
	return last
}

func later(a, b deal.Date) deal.Date {
	if !Known(b) || Known(a) && Before(b, a) {
		return a
	}
	return b
}

// Shows reports whether an entry is one that somebody wants to see at all.
func (w Window) Shows(e Entry) bool {
	return e.Group != Period && (w.For == "" || len(e.Parties) == 0 || slices.Contains(e.Parties, w.For))
}

// within are the days of an entry that lie in the window, and whether it has any
// known day.
func (w Window) within(e Entry, b *BusinessDays) (days []deal.Date, known bool) {
	all := e.Days(w.horizon(e), b)
	for _, day := range all {
		if (!Known(w.From) || !Before(day, w.From)) && (!Known(w.Until) || !Before(w.Until, day)) {
			days = append(days, day)
		}
	}
	return days, len(all) > 0
}

// Rows lists what falls due, by day; what has none comes last. Without a last day
// of the window what comes again stands once, on its next day.
func Rows(list []*Agreement, w Window) []Row {
	var rows []Row
	for _, a := range list {
		for _, e := range a.Entries {
			if !w.Shows(e) {
				continue
			}
			row := Row{Deal: a.Deal, Due: e.Reads, What: e.What, Who: e.Who, Provision: a.Provision(e.At), Recurs: e.Group == Recurring, Clause: e.Clause, ID: e.ID}
			if row.Recurs && Known(e.Until) {
				row.Until = e.Until.Raw()
			}
			days, known := w.within(e, a.Business)
			if !known {
				rows = append(rows, row)
			}
			if len(days) > 1 && !Known(w.Until) {
				days = days[:1]
			}
			for _, day := range days {
				row.Date = day.Raw()
				rows = append(rows, row)
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return byDay(a.Date, b.Date) })
	return rows
}

// csvColumns are the columns of a table of rows.
var csvColumns = []string{"deal", "date", "due", "what", "who", "provision", "recurs", "until", "clause", "id"}

// CSV writes rows as a table of comma-separated values.
func CSV(out io.Writer, rows []Row) error {
	w := csv.NewWriter(out)
	w.UseCRLF = true
	if err := w.Write(csvColumns); err != nil {
		return err
	}
	for _, r := range rows {
		recurs := "no"
		if r.Recurs {
			recurs = "yes"
		}
		if err := w.Write([]string{r.Deal, r.Date, r.Due, r.What, r.Who, r.Provision, recurs, r.Until, r.Clause, r.ID}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}
