// Package calendar is what falls due under an agreement, as data: on which days,
// for whom, and which provision says so.
package calendar

import (
	"cmp"
	"slices"

	"clausewright/internal/deal"
)

// Entry is something that falls due, or a period.
type Entry struct {
	Clause  string       // that states it
	ID      string       // the clause, the name that the clause gives it, and the row of a table if there is one for each
	At      string       // id of the section or schedule that states it
	What    string       // in words
	Who     string       // as the calendar prints it: "Licensee", "Both parties"
	Parties []deal.Party // whose it is; both, if either may act
	Reads   string       // when it is due, in words
	Group   Group

	First    deal.Date     // the day from which it is counted: the first, if it comes again; the first of a period. Zero: nobody knows
	Shift    deal.Duration // how long after that day it is due; negative: before it
	Every    Interval      // how often First comes again; zero: once
	Until    deal.Date     // First does not come again after this day; zero: no end is known
	To       deal.Date     // the last day of a period; zero: no end is fixed
	Drawn    string        // how a timeline shows it; "" for not at all
	OwnUntil bool          // Until is said of this entry, and not the end of the agreement
}

// Group is what entries of a calendar have in common.
type Group string

// The groups of entries.
const (
	Fixed     Group = "fixed"     // due once, on a day that the agreement states
	Recurring Group = "recurring" // due again and again
	Open      Group = "open"      // due on a day that depends on an event or is not agreed
	Drawn     Group = "drawn"     // what a timeline shows, periods among it
	Period    Group = "period"    // no day but a time
)

// Groups are the groups that a wording can list.
func Groups() []string {
	return []string{string(Fixed), string(Recurring), string(Open), string(Drawn)}
}

// Interval is how often something comes again.
type Interval struct {
	Length   deal.Duration
	Calendar bool // it comes at the end of each month, quarter, half-year or year of the calendar
}

// periods are the words for how often something comes again, by what a clause
// or a choice calls it.
var periods = map[string]int{
	"month": 1, "monthly": 1, "quarter": 3, "quarterly": 3, "half-year": 6, "semiannual": 6, "semi-annual": 6, "twice-yearly": 6, "year": 12, "annual": 12, "yearly": 12,
}

// Once is the word for what does not come again, in place of a period.
const Once = "once"

// PeriodWords are the words that name a period of the calendar.
func PeriodWords() []string { return []string{"month", "quarter", "half-year", "year"} }

// PeriodOf is the period of the calendar that a word names.
func PeriodOf(word string) (Interval, bool) {
	months, ok := periods[word]
	return Interval{deal.Duration{N: months, Unit: deal.Month}, true}, ok
}

// Word is what a period of the calendar is called: "quarter".
func (i Interval) Word() string {
	switch i.Length.N {
	case 1:
		return "month"
	case 3:
		return "quarter"
	case 6:
		return "half-year"
	}
	return "year"
}

// Ending is the end of the period of the calendar in which a day lies.
func (i Interval) Ending(day deal.Date) deal.Date {
	months := i.Length.N
	month := (int(day.Month)-1)/months*months + months
	return deal.MonthEnd(day.Year, month)
}

// IsZero reports whether nothing comes again.
func (i Interval) IsZero() bool { return i.Length.N == 0 }

// Known reports whether a day is known.
func Known(d deal.Date) bool { return d != deal.Date{} }

// nth is the day from which the n-th time is counted, from 0. Each is counted
// from the first, so that a month's end stays one.
func (e Entry) nth(n int) (deal.Date, bool) {
	if n == 0 {
		return e.First, true
	}
	length := deal.Duration{N: n * e.Every.Length.N, Unit: e.Every.Length.Unit}
	if e.Every.Calendar {
		return deal.MonthEnd(e.First.Year, int(e.First.Month)+length.N), true
	}
	return plus(e.First, length)
}

func plus(day deal.Date, length deal.Duration) (deal.Date, bool) {
	v, err := deal.Add(day, length)
	moved, ok := v.(deal.Date)
	return moved, ok && err == nil
}

// most is how many times an entry comes again at most: a month for 200 years.
const most = 2400

// Days are the days on which an entry is due, counted from days up to the last;
// none if no day is known. Where no end is known either, that is the last day
// given. Without business, Business Days are Monday to Friday.
func (e Entry) Days(last deal.Date, business *BusinessDays) []deal.Date {
	if !Known(e.First) || e.Group == Period {
		return nil
	}
	if Known(e.Until) && (!Known(last) || Before(e.Until, last)) {
		last = e.Until
	}
	var days []deal.Date
	for n := range most {
		counted, ok := e.nth(n)
		if !ok || n > 0 && (e.Every.IsZero() || !Known(last) || Before(last, counted)) {
			break
		}
		due, ok := plus(counted, e.Shift)
		if !ok {
			break
		}
		if business != nil && e.Shift.Unit == deal.BusinessDay {
			due = business.after(counted, e.Shift.N)
		}
		days = append(days, due)
	}
	return days
}

// Due is the first day on which an entry is due.
func (e Entry) Due() (deal.Date, bool) {
	if !Known(e.First) {
		return deal.Date{}, false
	}
	return plus(e.First, e.Shift)
}

// Before reports whether a day is earlier than another.
func Before(a, b deal.Date) bool { return a.Raw() < b.Raw() }

// Sort puts entries in the order of their first days. Those without a day come
// last, in the order they had.
func Sort[E any](list []E, firstDay func(E) (deal.Date, bool)) {
	type dated struct {
		entry E
		day   string // as days compare; "" without one
	}
	all := make([]dated, len(list))
	for i, entry := range list {
		all[i].entry = entry
		if day, known := firstDay(entry); known {
			all[i].day = day.Raw()
		}
	}
	slices.SortStableFunc(all, func(a, b dated) int { return byDay(a.day, b.day) })
	for i := range all {
		list[i] = all[i].entry
	}
}

// byDay compares two days as they are written; "" comes last.
func byDay(a, b string) int {
	if a == "" || b == "" {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}
