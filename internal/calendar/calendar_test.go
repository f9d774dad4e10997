package calendar_test

import (
	"slices"
	"strings"
	"testing"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
)

func day(t *testing.T, text string) deal.Date {
	t.Helper()
	if text == "" {
		return deal.Date{}
	}
	v, err := deal.ReadText(&deal.Parameter{Kind: deal.KindDate}, text, "")
	if err != nil {
		t.Fatal(err)
	}
	return v.(deal.Date)
}

func duration(n int, unit deal.Unit) deal.Duration { return deal.Duration{N: n, Unit: unit} }

func every(t *testing.T, word string) calendar.Interval {
	t.Helper()
	interval, ok := calendar.PeriodOf(word)
	if !ok && word != "" {
		t.Fatalf("%q is no period", word)
	}
	return interval
}

// TestDays: on which days an entry is due.
func TestDays(t *testing.T) {
	yearly := calendar.Interval{Length: duration(12, deal.Month)}
	for _, test := range []struct {
		name        string
		first       string
		shift       deal.Duration
		every       calendar.Interval
		until, last string
		want        string
	}{
		{"once", "2027-02-01", deal.Duration{}, calendar.Interval{}, "", "2030-01-01", "2027-02-01"},
		{"once, later", "2027-12-31", duration(45, deal.Day), calendar.Interval{}, "", "2027-12-31", "2028-02-14"},
		{"once, before", "2035-01-31", duration(-12, deal.Month), calendar.Interval{}, "", "", "2034-01-31"},
		{"once, in Business Days", "2027-02-26", duration(2, deal.BusinessDay), calendar.Interval{}, "", "", "2027-03-02"},
		{"no day", "", deal.Duration{}, every(t, "year"), "", "2030-01-01", ""},
		{"each quarter", "2027-03-31", duration(30, deal.Day), every(t, "quarter"), "", "2027-12-31", "2027-04-30 2027-07-30 2027-10-30 2028-01-30"},
		{"each month's end", "2027-01-31", deal.Duration{}, every(t, "monthly"), "", "2027-04-30", "2027-01-31 2027-02-28 2027-03-31 2027-04-30"},
		{"60 days after each year", "2027-12-31", duration(60, deal.Day), every(t, "annual"), "", "2028-12-31", "2028-02-29 2029-03-01"},
		{"each year of a month's end", "2028-02-29", deal.Duration{}, yearly, "", "2032-03-01", "2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-29"},
		{"until a day", "2028-02-01", deal.Duration{}, yearly, "2030-02-01", "2040-01-01", "2028-02-01 2029-02-01 2030-02-01"},
		{"until a day before the first", "2028-02-01", deal.Duration{}, yearly, "2027-02-01", "", "2028-02-01"},
		{"without an end", "2028-02-01", deal.Duration{}, yearly, "", "", "2028-02-01"},
	} {
		e := calendar.Entry{First: day(t, test.first), Shift: test.shift, Every: test.every, Until: day(t, test.until)}
		var got []string
		for _, d := range e.Days(day(t, test.last), nil) {
			got = append(got, d.Raw())
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %s, want %s", test.name, strings.Join(got, " "), test.want)
		}
	}
}

// TestEnding: where a period of the calendar ends.
func TestEnding(t *testing.T) {
	for _, test := range []struct{ word, day, want string }{
		{"month", "2028-02-10", "2028-02-29"},
		{"quarter", "2027-01-01", "2027-03-31"},
		{"quarterly", "2027-12-31", "2027-12-31"},
		{"half-year", "2027-06-30", "2027-06-30"},
		{"semiannual", "2027-07-01", "2027-12-31"},
		{"year", "2027-02-01", "2027-12-31"},
	} {
		if got := every(t, test.word).Ending(day(t, test.day)).Raw(); got != test.want {
			t.Errorf("%s of %s ends on %s, want %s", test.word, test.day, got, test.want)
		}
	}
}

// TestSort: days in their order, then what has none, in the order it had.
func TestSort(t *testing.T) {
	list := []calendar.Entry{{ID: "open"}, {ID: "later", First: day(t, "2028-01-01")}, {ID: "also open"}, {ID: "shifted", First: day(t, "2028-01-02"), Shift: duration(-3, deal.Day)}}
	calendar.Sort(list, calendar.Entry.Due)
	var got []string
	for _, e := range list {
		got = append(got, e.ID)
	}
	if want := []string{"shifted", "later", "open", "also open"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestRows: what somebody sees of a calendar, by whose it is and between which days;
// both of these days are within.
func TestRows(t *testing.T) {
	yearly := calendar.Interval{Length: duration(12, deal.Month)}
	agreement := &calendar.Agreement{Provision: func(id string) string { return id }, Entries: []calendar.Entry{
		{What: "notice", Group: calendar.Open, Parties: []deal.Party{deal.Licensee}},
		{What: "fee", Group: calendar.Fixed, First: day(t, "2027-06-30"), Parties: []deal.Party{deal.Licensee}},
		{What: "papers", Group: calendar.Fixed, First: day(t, "2027-03-01"), Parties: []deal.Party{deal.Licensor}},
		{What: "report", Group: calendar.Recurring, First: day(t, "2027-12-31"), Every: yearly},
		{What: "review", Group: calendar.Recurring, First: day(t, "2027-09-30"), Every: yearly, Until: day(t, "2028-09-30")},
		{What: "term", Group: calendar.Period, First: day(t, "2027-01-01")},
	}}
	for _, test := range []struct {
		name, from, until string
		party             deal.Party
		want              string
	}{
		{"all", "", "", "", "2027-03-01 papers, 2027-06-30 fee, 2027-09-30 review until 2028-09-30, 2027-12-31 report,  notice"},
		{"of one party, and of both", "", "", deal.Licensor, "2027-03-01 papers, 2027-09-30 review until 2028-09-30, 2027-12-31 report"},
		{"of the other", "", "", deal.Licensee, "2027-06-30 fee, 2027-09-30 review until 2028-09-30, 2027-12-31 report,  notice"},
		{"from a day", "2027-06-30", "", "", "2027-06-30 fee, 2027-09-30 review until 2028-09-30, 2027-12-31 report,  notice"},
		{"from the day after", "2027-07-01", "", "", "2027-09-30 review until 2028-09-30, 2027-12-31 report,  notice"},
		{"once what ends has ended", "2028-10-01", "", "", "2028-12-31 report,  notice"},
		{"up to a day", "", "2027-06-30", "", "2027-03-01 papers, 2027-06-30 fee,  notice"},
		{"up to the day before", "", "2027-06-29", "", "2027-03-01 papers,  notice"},
		{"what comes again, up to a day", "2027-12-31", "2029-12-31", "", "2027-12-31 report, 2028-09-30 review until 2028-09-30, 2028-12-31 report, 2029-12-31 report,  notice"},
	} {
		var rows []string
		for _, row := range calendar.Rows([]*calendar.Agreement{agreement}, calendar.Window{From: day(t, test.from), Until: day(t, test.until), For: test.party}) {
			text := row.Date + " " + row.What
			if row.Until != "" {
				text += " until " + row.Until
			}
			rows = append(rows, text)
		}
		if got := strings.Join(rows, ", "); got != test.want {
			t.Errorf("%s: %s\nwant %s", test.name, got, test.want)
		}
	}
}
