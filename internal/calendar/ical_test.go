package calendar_test

import (
	"strings"
	"testing"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
)

// TestBusinessDays: public holidays are left out where the places are known, and
// it is said which are.
func TestBusinessDays(t *testing.T) {
	for _, test := range []struct{ places, from, shift, want, says string }{
		{"", "2026-12-23", "2bd", "2026-12-25", "Monday to Friday, public holidays not left out"},
		{"London", "2026-12-23", "2bd", "2026-12-29", "Monday to Friday without the public holidays of London"},
		{"Stuttgart and Stockholm", "2027-01-04", "2bd", "2027-01-07", "Monday to Friday without the public holidays of Stuttgart and Stockholm"},
		{"Berlin", "2027-01-04", "2bd", "2027-01-06", "Monday to Friday without the public holidays of Berlin"},
		{"New York, United States", "2027-07-01", "3bd", "2027-07-07", "Monday to Friday without the public holidays of New York and United States"},
		{"the place of Licensor", "2026-12-23", "2bd", "2026-12-25", "Monday to Friday, public holidays not left out; those of the place of Licensor are not known"},
	} {
		shift, err := deal.ReadText(&deal.Parameter{Kind: deal.KindDuration}, test.shift, "")
		if err != nil {
			t.Fatal(err)
		}
		business := calendar.BusinessDaysIn(test.places)
		got := calendar.Entry{First: day(t, test.from), Shift: shift.(deal.Duration)}.Days(deal.Date{}, business)
		if len(got) != 1 || got[0].Raw() != test.want || business.String() != test.says {
			t.Errorf("%s after %s in %q: %v, %s; want %s", test.shift, test.from, test.places, got, business, test.want)
		}
	}
}

// TestICalLines: rules of what comes again, texts that need escapes, long lines.
func TestICalLines(t *testing.T) {
	end := day(t, "2031-12-31")
	base := func(first string, every calendar.Interval, shift deal.Duration) calendar.Entry {
		return calendar.Entry{ID: "a.b", At: "a", What: "Pay; now, or \\ never", Who: "Licensee", Reads: "soon", Group: calendar.Recurring, First: day(t, first), Every: every, Shift: shift, Until: end}
	}
	for _, test := range []struct {
		name  string
		entry calendar.Entry
		want  string
	}{
		{"once", calendar.Entry{ID: "a.b", At: "a", What: strings.Repeat("漢字", 40), Who: "Licensee", First: end}, "SUMMARY:" + strings.Repeat("漢字", 40) + " (Licensee)\r\n"},
		{"escapes", base("2028-01-31", every(t, "year"), deal.Duration{}), `SUMMARY:Pay\; now\, or \\ never (Licensee)`},
		{"month ends", base("2028-01-31", every(t, "month"), deal.Duration{}), "RRULE:FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1;UNTIL=20311231\r\n"},
		{"a day of the quarter", base("2028-03-31", every(t, "quarter"), duration(30, deal.Day)), "RRULE:FREQ=MONTHLY;INTERVAL=3;UNTIL=20320130\r\n"},
		{"a year", base("2028-02-01", calendar.Interval{Length: duration(1, deal.Year)}, deal.Duration{}), "RRULE:FREQ=YEARLY;INTERVAL=1;UNTIL=20310201\r\n"},
		{"weeks", base("2031-12-01", calendar.Interval{Length: duration(2, deal.Week)}, deal.Duration{}), "RRULE:FREQ=DAILY;INTERVAL=14;UNTIL=20311229\r\n"},
		{"no rule", base("2027-12-31", every(t, "year"), duration(60, deal.Day)), "RDATE;VALUE=DATE:20280229,20290301,20300301,20310301,20320229\r\n"},
	} {
		var out strings.Builder
		a := &calendar.Agreement{Deal: "x", Drafted: end, Number: 1, Entries: []calendar.Entry{test.entry}, Business: calendar.BusinessDaysIn(""), Provision: func(id string) string { return id }}
		if undated, err := calendar.ICal(&out, []*calendar.Agreement{a}, calendar.Window{}, nil); err != nil || len(undated) > 0 {
			t.Fatal(err, undated)
		}
		for line := range strings.SplitSeq(out.String(), "\r\n") {
			if len(line) > 75 {
				t.Errorf("%s: a line of %d bytes", test.name, len(line))
			}
		}
		if got := strings.ReplaceAll(out.String(), "\r\n ", ""); !strings.Contains(got, test.want) {
			t.Errorf("%s: no %q in\n%s", test.name, test.want, got)
		}
	}
}
