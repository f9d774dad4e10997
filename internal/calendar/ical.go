package calendar

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"clausewright/internal/deal"
)

// ICal writes agreements as one calendar that other programs read (RFC 5545), and
// returns the entries that have no day and are not in it. Each reminder is so long
// before the day, in days or weeks.
//
// The format is written here, in one screen: the libraries that were looked at
// either pull in a client of HTTP or do not fold lines. The gate has two other
// programs read it.
func ICal(out io.Writer, list []*Agreement, w Window, reminders []deal.Duration) (undated []Entry, err error) {
	c := &icalWriter{}
	c.line("BEGIN", "VCALENDAR")
	c.line("VERSION", "2.0")
	c.line("PRODID", "-//clausewright//calendar//EN")
	c.line("CALSCALE", "GREGORIAN")
	c.line("METHOD", "PUBLISH")
	for _, a := range list {
		for _, e := range a.Entries {
			if !w.Shows(e) {
				continue
			}
			days, known := w.within(e, a.Business)
			if len(days) > 0 {
				c.event(a, e, days, reminders)
			}
			if !known {
				undated = append(undated, e)
			}
		}
	}
	c.line("END", "VCALENDAR")
	_, err = io.WriteString(out, c.String())
	return undated, err
}

type icalWriter struct{ strings.Builder }

// line writes a property in lines of at most 75 bytes, never within a character.
func (c *icalWriter) line(name, value string) {
	const width = 75
	room := width
	for _, r := range name + ":" + value {
		if n := utf8.RuneLen(r); n > room {
			c.WriteString("\r\n ")
			room = width - 1
		}
		c.WriteRune(r)
		room -= utf8.RuneLen(r)
	}
	c.WriteString("\r\n")
}

var icalText = strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,", "\r", "", "\n", "\\n", "\u00a0", " ")

func (c *icalWriter) text(name, value string) { c.line(name, icalText.Replace(value)) }

func icalDay(d deal.Date) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) }

// event writes an entry with the days on which it is due.
func (c *icalWriter) event(a *Agreement, e Entry, days []deal.Date, reminders []deal.Duration) {
	c.line("BEGIN", "VEVENT")
	c.text("UID", e.ID+"."+a.Key+"@clausewright")
	c.line("DTSTAMP", icalDay(a.Drafted)+"T000000Z")
	c.line("SEQUENCE", fmt.Sprint(a.Number))
	c.line("DTSTART;VALUE=DATE", icalDay(days[0]))
	switch rule := recurrence(days); {
	case len(days) == 1:
	case rule != "":
		c.line("RRULE", rule+";UNTIL="+icalDay(days[len(days)-1]))
	default:
		var all []string // the first too, which some readers do not count otherwise
		for _, day := range days {
			all = append(all, icalDay(day))
		}
		c.line("RDATE;VALUE=DATE", strings.Join(all, ","))
	}
	c.text("SUMMARY", e.What+" ("+e.Who+")")
	about := []string{a.Title, "Due: " + e.Reads, "Provision: " + a.Provision(e.At), "The provision prevails, and a date that is extended or postponed is not changed here."}
	if e.Shift.Unit == deal.BusinessDay && e.Shift.N != 0 {
		about = append(about, "Business Days counted here: "+a.Business.String()+".")
	}
	c.text("DESCRIPTION", strings.Join(about, "\n"))
	c.line("TRANSP", "TRANSPARENT")
	for _, before := range reminders {
		c.line("BEGIN", "VALARM")
		c.line("ACTION", "DISPLAY")
		c.line("TRIGGER", "-P"+strings.ToUpper(before.Raw()))
		c.text("DESCRIPTION", e.What)
		c.line("END", "VALARM")
	}
	c.line("END", "VEVENT")
}

// recurrence is the rule by which days follow each other; "" if none does that a
// calendar knows, such as 60 days after the end of each year.
func recurrence(days []deal.Date) string {
	if len(days) < 2 {
		return ""
	}
	months := (days[1].Year-days[0].Year)*12 + int(days[1].Month) - int(days[0].Month)
	same, ends, even := months > 0, months > 0, true
	gap := daysBetween(days[0], days[1])
	for i, day := range days {
		step := (day.Year-days[0].Year)*12 + int(day.Month) - int(days[0].Month)
		same = same && day.Day == days[0].Day && step == i*months
		ends = ends && day == deal.MonthEnd(day.Year, int(day.Month)) && step == i*months
		even = even && (i == 0 || daysBetween(days[i-1], day) == gap)
	}
	switch {
	case same && months%12 == 0:
		return fmt.Sprintf("FREQ=YEARLY;INTERVAL=%d", months/12)
	case same:
		return fmt.Sprintf("FREQ=MONTHLY;INTERVAL=%d", months)
	case ends:
		return fmt.Sprintf("FREQ=MONTHLY;INTERVAL=%d;BYMONTHDAY=-1", months)
	case even:
		return fmt.Sprintf("FREQ=DAILY;INTERVAL=%d", gap)
	}
	return ""
}

func daysBetween(a, b deal.Date) int {
	at := func(d deal.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }
	return int(at(b).Sub(at(a)).Hours() / 24)
}
