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
// its day and its period, in the Section that is named; a duty of the text that is for
// a calendar is listed; and what is listed would be missed.
func TestDates(t *testing.T) {
	lib := openShipped(t)
	deals := slices.Clone(printed(t))
	for _, r := range randoms(t) {
		if r.made.Document != nil {
			deals = append(deals, newDrafted("random", r.YAML(), r.made, r.problems))
		}
	}
	listed, demanded := 0, 0
	missed := map[string]bool{} // entries of a clause, by whether a text would miss them
	for _, d := range deals {
		entries := d.made.Choices.Dates()
		for _, e := range entries {
			if fault := unstated(lib, d, e); fault != "" {
				t.Errorf("%s: %s is listed (%s, %s), and %s does not say %s:\n%s", d.name, e.ID, e.Reads, e.What, e.At, fault, d.sections[e.At])
			}
			listed++
			if e.Group != calendar.Period { // which is no day
				missed[entryName(e)] = missed[entryName(e)]
			}
		}
		for _, l := range d.lines {
			for _, sentence := range sentencesOf(l.words) {
				for _, wants := range demands(d, l, plain(sentence)) {
					met := map[string]bool{}
					for _, e := range entries {
						if wants.met(e) {
							met[entryName(e)] = true
						}
					}
					if len(met) == 0 {
						t.Errorf("%s: %s states a duty, and the calendar does not list %s: %q", d.name, l.section, wants.what, sentence)
					}
					for name := range met {
						missed[name] = missed[name] || len(met) == 1
					}
					demanded++
				}
			}
		}
	}
	if listed < 1000 || demanded < 500 {
		t.Errorf("only %d entries and %d duties were looked at", listed, demanded)
	}
	for name, is := range missed {
		if why := notMissed[name]; is == (why != "") {
			t.Errorf("%s: no text would miss it in the calendar: %t, and %q is why", name, !is, why)
		}
	}
}

// entryName is what a clause calls an entry, whatever the row.
func entryName(e calendar.Entry) string {
	parts := strings.Split(e.ID, ".")
	return parts[0] + "." + parts[1]
}

// notMissed are the entries that no sentence of a draft demands in words that the test
// reads, and why.
var notMissed = map[string]string{
	"conditions.condition":  inTable,
	"maintenance-fee.other": inTable,

	"minimum-annual-royalty.advance":              forEach,
	"minimum-annual-royalty.later-payments":       forEach,
	"minimum-annual-royalty.payment":              forEach,
	"minimum-annual-royalty.payment-after-report": forEach,
	"minimum-annual-royalty.payment-late":         forEach,
	"joint-ip-ownership.account":                  forEach,

	"confidentiality.end":           isNoDuty,
	"exclusivity-sunset.sunset":     isNoDuty,
	"joint-development.end":         isNoDuty,
	"option.end":                    isNoDuty,
	"parties.effect":                isNoDuty,
	"product-supply.exclusive-end":  isNoDuty,
	"royalty-term.end":              isNoDuty,
	"sponsored-research.end":        isNoDuty,
	"term.latest-end":               isNoDuty,
	"termination-for-cause.lock-in": isNoDuty,
	"tiered-royalties.first-period": isNoDuty,

	"records-and-audit.audit":     isRight,
	"renegotiation-window.window": isRight,
	"royalty-term.buy-out":        isRight,
	"term.renewal-notice":         isRight,

	"financial-reporting.plan":         inOwnWords,
	"sublicence-survival.copies":       inOwnWords,
	"term.reminder":                    inOwnWords,
	"third-party-rights-review.review": inOwnWords,
}

// Why a text may not miss an entry.
const (
	inTable    = "it stands in a table, which says for each row when"
	forEach    = "one sentence says when, for each row of a table or each event"
	isNoDuty   = "something begins or ends, and nobody has to do anything for it"
	isRight    = "somebody may do it, and need not"
	inOwnWords = "it is said in words of its own"
)

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

// sentencesOf are the sentences of a text, and the parts of one that a semicolon or a
// colon ends.
func sentencesOf(text string) []string {
	var list []string
	from := 0
	for _, at := range sentenceBreak.FindAllStringIndex(text, -1) {
		list, from = append(list, text[from:at[0]]), at[1]-1
	}
	return append(list, text[from:])
}

// demand is what a text wants of the calendar.
type demand struct {
	what string
	met  func(calendar.Entry) bool
}

// A duty for a calendar recurs, or falls due within a period after a day that the
// agreement knows. What somebody may ask for is none.
var (
	sentenceBreak = regexp.MustCompile(`[.;:] [A-Z“]`)
	dutyOf        = regexp.MustCompile(`\b(shall|review|begins|gives notice)\b`)
	recurs        = regexp.MustCompile(`\b([Oo]nce|[Tt]wice) (a|in each|in every|in) (month|Calendar|half|\d+ months)|\bend of each (Calendar|Payment|half|period|of the next)|\b[Ee]very (\d+ (months|years)|month)\b|\beach anniversary\b|\bafterward every \d|\byearly plan\b`)
	askedFor      = regexp.MustCompile(`\b([Oo]n request|may|not more than|after a request|up to (once|twice)|if (Licensor|Licensee) states)\b`)
	andMay        = regexp.MustCompile(`,? and ([^.;]{0,40}\bmay\b.*|(Licensor|Licensee) shall do so on request)$`)
	dayInText     = regexp.MustCompile(`\b(?:[Oo]n or before|until|, beginning on|ending on|review the Exclusivity Tier on|ends at the end of|[Tt]he last day of the Term is) (\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})\b`)
	dueColumn     = []string{"Due", "Shown by", "Test Date", "Open by"}
	dayInCell     = regexp.MustCompile(`^(\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})$`)
)

// dueAfter are the words by which something is due so long after a day, or after each of
// several that come again.
var dueAfter = []struct {
	says   *regexp.Regexp
	recurs bool
}{
	{regexp.MustCompile(`\b(?:[Ww]ithin|[Nn]ot later than|in the(?: first)?) (\d+ (?:Business Days|days?|months?|years?)) (?:after the Effective Date|after the date in the last column|after it begins|after the Reassessment begins|after the Milestone Event occurs|after it happens)\b`), false},
	{regexp.MustCompile(`^Within (\d+ (?:Business Days|days?|months?)) after the end,`), false},
	{regexp.MustCompile(`\b[Ww]ithin (\d+ (?:Business Days|days?|months?)) after each Test Date\b`), false},
	{regexp.MustCompile(`\b[Ww]ithin (\d+ (?:Business Days|days?|months?)) after the end of (?:each|that) (?:Calendar|Payment)`), true},
	{regexp.MustCompile(`\bWithin (\d+ (?:Business Days|days?|months?)) after that day, Licensee shall report the measured value`), false},
	{regexp.MustCompile(`\bbegins (\d+ (?:Business Days|days?|months?)) before the Sunset Date`), false},
}

// saying is what a sentence says of days.
type saying struct {
	days   []string // that it names
	recurs bool     // it states a duty that recurs
	due    []dueIn  // periods in which it states a duty
}

// dueIn are words by which something is due in a period.
type dueIn struct {
	words, period string
	recurs        bool
}

// sayings are what sentences say of days: drafts say the same often.
var sayings = map[string]saying{}

// sayingOf is what a sentence says of days.
func sayingOf(sentence string) saying {
	if s, known := sayings[sentence]; known {
		return s
	}
	var s saying
	for _, m := range dayInText.FindAllStringSubmatch(sentence, -1) {
		s.days = append(s.days, m[1])
	}
	if duty := andMay.ReplaceAllString(sentence, ""); dutyOf.MatchString(duty) && !askedFor.MatchString(duty) {
		s.recurs = recurs.MatchString(duty)
		for _, times := range dueAfter {
			for _, m := range times.says.FindAllStringSubmatch(duty, -1) {
				s.due = append(s.due, dueIn{m[0], m[1], times.recurs})
			}
		}
	}
	sayings[sentence] = s
	return s
}

// demands are what a sentence or a cell wants of the calendar.
func demands(d *drafted, l line, sentence string) (list []demand) {
	want := func(what string, met func(calendar.Entry) bool) { list = append(list, demand{what, met}) }
	if l.cell != "" {
		if day := dayInCell.FindString(sentence); day != "" && slices.Contains(dueColumn, l.cell) && l.section != "calendar-recurring" && l.section != "calendar-open" {
			want(day, func(e calendar.Entry) bool { return e.Reads == day })
		}
		return list
	}
	if l.definition != "" || l.clause == "" {
		return nil
	}
	says := sayingOf(sentence)
	for _, day := range says.days {
		want(day, func(e calendar.Entry) bool {
			return e.At == l.section && e.Group != calendar.Period && strings.Contains(plain(e.Reads), day)
		})
	}
	if says.recurs {
		want("what recurs there", func(e calendar.Entry) bool { return e.At == l.section && !e.Every.IsZero() })
	}
	style := deal.StyleOf(d.style())
	for _, due := range says.due {
		want(due.words, func(e calendar.Entry) bool {
			long := deal.Duration{N: max(e.Shift.N, -e.Shift.N), Unit: e.Shift.Unit}
			return e.At == l.section && e.Group != calendar.Period && (!due.recurs || !e.Every.IsZero()) && (plain(style.Write(long)) == due.period || strings.HasPrefix(plain(e.Reads), due.period+" after"))
		})
	}
	return list
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
