package draft_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// TestDates holds the calendar to the text of drafts: what is listed stands, with
// its day and its period, in the Section that is named; and a duty of the text
// that is for a calendar is listed.
func TestDates(t *testing.T) {
	lib := openShipped(t)
	deals := slices.Clone(printed(t))
	for _, r := range randoms(t) {
		if r.made.Document != nil {
			deals = append(deals, newDrafted("random", r.YAML(), r.made, r.problems))
		}
	}
	listed, duties := 0, 0
	for _, d := range deals {
		entries := d.made.Choices.Dates()
		for _, e := range entries {
			if fault := unstated(lib, d, e); fault != "" {
				t.Errorf("%s: %s is listed (%s, %s), and %s does not say %s:\n%s", d.name, e.ID, e.Reads, e.What, e.At, fault, d.sections[e.At])
			}
			listed++
		}
		for _, l := range d.lines {
			for _, sentence := range sentenceEnd.Split(l.words, -1) {
				if fault := unlisted(d, entries, l, sentence); fault != "" {
					t.Errorf("%s: %s states a duty, and the calendar does not list %s: %q", d.name, l.section, fault, sentence)
				} else if isDuty(l, sentence) {
					duties++
				}
			}
		}
		if t.Failed() {
			return
		}
	}
	if listed < 1000 || duties < 500 {
		t.Errorf("only %d entries and %d duties were looked at", listed, duties)
	}
}

// dateOf is what the library says of an entry of the calendar.
func dateOf(lib *library.Library, e calendar.Entry) *library.Date {
	name := strings.Split(e.ID, ".")[1]
	for _, d := range lib.Clauses[e.Clause].Dates() {
		if d.Name == name {
			return d
		}
	}
	return nil
}

// stated are the words in which a Section can say how often something comes again.
var stated = map[string]*regexp.Regexp{
	"month":     regexp.MustCompile(`once a month|every month`),
	"quarter":   regexp.MustCompile(`Calendar Quarter|Payment Period|Reporting Period`),
	"half-year": regexp.MustCompile(`6 months|half of a Calendar Year|[Tt]wice in each Calendar Year|Payment Period`),
	"year":      regexp.MustCompile(`Calendar Year|Payment Period`),
}

// unstated is what the Section that an entry names does not say; "" if it says all.
func unstated(lib *library.Library, d *drafted, e calendar.Entry) string {
	says := plain(saidAt(d, e.At))
	has := func(words string) bool { return strings.Contains(says, plain(words)) }
	style := deal.StyleOf(d.style())
	switch shift := e.Shift; {
	case e.What == "" || e.Reads == "" || e.Who == "" && e.Group != calendar.Period:
		return "what, when or who"
	case says == "":
		return "anything"
	case dateOf(lib, e).Reads != nil, e.Group == calendar.Period:
		return ""
	case shift.N != 0 && !has(style.Write(deal.Duration{N: max(shift.N, -shift.N), Unit: shift.Unit})):
		return style.Write(shift)
	}
	switch {
	case e.Every.Calendar && !stated[e.Every.Word()].MatchString(says):
		return "each " + e.Every.Word()
	case !e.Every.IsZero() && !e.Every.Calendar && !has(style.Write(e.Every.Length)) && !has("each anniversary") && !has("each later year"):
		return style.Write(e.Every.Length)
	case e.Every.IsZero() && e.Shift.N == 0 && calendar.Known(e.First) && !has(style.Write(e.First)) && !saysByName(d, e.First, says):
		return style.Write(e.First)
	}
	return ""
}

// saidAt is what a Section says, and what it refers to.
func saidAt(d *drafted, section string) string {
	says := d.sections[section]
	for _, l := range d.lines {
		if l.section != section {
			continue
		}
		document.WalkInlines(l.inlines, func(node any) bool {
			if r, ok := node.(*document.Reference); ok {
				for _, target := range r.Targets {
					says += d.sections[target]
				}
			}
			return true
		})
	}
	return says
}

// saysByName reports whether a text names a day by a defined term.
func saysByName(d *drafted, day deal.Date, says string) bool {
	return strings.Contains(says, "Effective Date") && d.value("deal.effective_date") == day.Raw() || strings.Contains(says, "Sunset Date") && d.value("sunset.date") == day.Raw()
}

// A duty for a calendar recurs, or falls due within a period after a day that the
// agreement knows. What somebody may ask for is none.
var (
	dutyOf    = regexp.MustCompile(`\b(shall|review)\b`)
	recurs    = regexp.MustCompile(`\b([Oo]nce|[Tt]wice) (a|in each|in every) (month|Calendar|half)|\bend of each (Calendar|Payment|half|period)|\b[Ee]very \d+ (months|years)|\bwithin .{1,40} after the end of (the|each) (Calendar|Payment)|\beach anniversary\b`)
	afterDay  = regexp.MustCompile(`\b([Ww]ithin|[Nn]ot later than) [^.,;]{1,40} after the Effective Date\b`)
	askedFor  = regexp.MustCompile(`\b([Oo]n request|may|not more than|after a request|up to (once|twice)|if (Licensor|Licensee) states)\b`)
	dayInText = regexp.MustCompile(`\b(on|On or before|on or before|until|by) (\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})`)
	dueColumn = []string{"Due", "Shown by", "Test Date", "Open by"}
	dayInCell = regexp.MustCompile(`^(\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})$`)
)

func isDuty(l line, sentence string) bool {
	if l.definition != "" || l.clause == "" || l.cell != "" {
		return false
	}
	if !strings.Contains(sentence, "shall") && !strings.Contains(sentence, "review") {
		return false
	}
	return dutyOf.MatchString(sentence) && !askedFor.MatchString(sentence) && (recurs.MatchString(sentence) || afterDay.MatchString(sentence))
}

// unlisted is what the calendar lacks of a sentence or a cell; "" if it has all.
func unlisted(d *drafted, entries []calendar.Entry, l line, sentence string) string {
	sentence = plain(sentence)
	lists := func(is func(calendar.Entry) bool) bool { return slices.ContainsFunc(entries, is) }
	if slices.Contains(dueColumn, l.cell) && l.section != "calendar-recurring" && l.section != "calendar-open" {
		if day := dayInCell.FindString(sentence); day != "" && !lists(func(e calendar.Entry) bool { return e.Reads == day }) {
			return day
		}
		return ""
	}
	if isDuty(l, sentence) && !lists(func(e calendar.Entry) bool { return e.At == l.section }) {
		return "anything there"
	}
	if !strings.ContainsAny(sentence, "0123456789") {
		return ""
	}
	if m := dayInText.FindStringSubmatch(sentence); m != nil && l.definition == "" && l.clause != "" && l.cell == "" && dutyOf.MatchString(sentence) &&
		!lists(func(e calendar.Entry) bool { return e.At == l.section && strings.Contains(plain(e.Reads), m[2]) }) {
		return m[2]
	}
	return ""
}

// TestDatesOfSamples: what a manager would look for first.
func TestDatesOfSamples(t *testing.T) {
	made, _ := draft.Make(openShipped(t), "battery.yaml", []byte(sample(t, "battery.yaml")), draft.Options{})
	for id, want := range map[string]string{
		"progress-reports.report":        "14 August 2027, then 45 days after the end of each half-year",
		"exclusivity-pricing.fee":        "1 February 2028, then every 12 months until 31 January 2035",
		"performance-triggers.report.t1": "14 February 2028",
		"payment-mechanics.royalty":      "60 days after the end of each quarter, beginning with that of the First Commercial Sale",
		"milestone-payments.payment.m1":  "45 days after achievement of Trigger T2",
	} {
		at := slices.IndexFunc(made.Choices.Dates(), func(e calendar.Entry) bool { return e.ID == id })
		if at < 0 || plain(made.Choices.Dates()[at].Reads) != want {
			t.Errorf("%s: %v, want %s", id, made.Choices.Dates()[max(at, 0)], want)
		}
	}
}
