package assemble_test

import (
	"strings"
	"testing"

	"clausewright/internal/calendar"
)

// dated is the small library with questions about days and the dates given.
func dated(dates string) map[string]string {
	return map[string]string{
		"clauses/grant/clause.yaml": strings.Replace(small["clauses/grant/clause.yaml"], "variants:", `  deal.day: {kind: date, optional: true, choices: {signature: the last signature}, ask: When?}
  deal.cycle: {kind: choice, choices: [quarterly, often], default: quarterly, ask: How often?}
  deal.lead: {kind: party, default: licensee, ask: Who?}
  deal.who: {kind: text, default: nobody, ask: Who else?}
  deal.steps: {kind: table, optional: true, columns: {step: {kind: text}, on: {kind: date, or_text: true}}, ask: Which steps?}
dates:
`+dates+"variants:", 1),
	}
}

// TestDates: how a date reads, and on which day it is due.
func TestDates(t *testing.T) {
	const end = "  end: {on: .deal.day, what: End, who: both}\n"
	for _, test := range []struct{ name, dates, answers, want string }{
		{"a day", end, "day: 2030-01-31", "grant.end 2030-01-31 Both parties: January 31, 2030"},
		{"left out", end, "flag: false", ""},
		{"open", end, "day: TBD", "grant.end - Both parties: [●]"},
		{"a word for a day", end, "day: signature", "grant.end - Both parties: the last signature"},
		{"later", "  end: {on: .deal.day, after: 30d, what: End, who: licensee}\n", "day: 2030-01-31", "grant.end 2030-03-02 Licensee: March 2, 2030"},
		{"later than a word", "  end: {on: .deal.day, after: 30d, what: End, who: licensee}\n", "day: signature", "grant.end - Licensee: 30 days after the last signature"},
		{"an open period", "  end: {on: .deal.day, after: .deal.term, what: End, who: licensee}\n", "day: 2030-01-31, term: TBD", "grant.end - Licensee: [●] after January 31, 2030"},
		{"a period left out", "  end: {on: .deal.day, after: .deal.term, what: End, who: licensee}\n", "day: 2030-01-31", ""},
		{"before", "  end: {on: .deal.day, before: 1mo, what: End, who: either}\n", "day: 2030-01-31", "grant.end 2029-12-31 Either party: December 31, 2029"},
		{"Business Days", "  end: {on: .deal.day, after: 10bd, what: End, who: licensor}\n", "day: 2030-01-31", "grant.end 2030-02-14 Licensor: 10 Business Days after January 31, 2030"},
		{"an event", "  end: {event: 'the end of {{.deal.name}}', after: 2y, what: End, who: licensor}\n", "day: TBD", "grant.end - Licensor: 2 years after the end of A"},
		{"every quarter", "  begin: {on: .deal.day, begins: true, what: Begin, who: both}\n  pay: {every: .deal.cycle, after: 30d, what: Pay, who: .deal.lead}\n", "day: 2030-02-01",
			"grant.begin 2030-02-01 Both parties: February 1, 2030; grant.pay 2030-04-30 Licensee: April 30, 2030, then 30 days after the end of each quarter"},
		{"every quarter from nobody knows when", "  begin: {on: .deal.day, begins: true, what: Begin, who: both}\n  pay: {every: .deal.cycle, what: Pay, who: .deal.lead}\n", "day: signature",
			"grant.pay - Licensee: once in each quarter, beginning with that of the last signature; grant.begin - Both parties: the last signature"},
		{"every year until the end", "  look: {on: .deal.day, every: 1y, what: Look, who: both}\n  stop: {on: .deal.day, after: 2y, ends: true, what: Stop, who: both}\n", "day: 2030-02-01",
			"grant.stop 2032-02-01 Both parties: February 1, 2032; grant.look 2030-02-01 Both parties: February 1, 2030, then every year"},
		{"at the end of each interval", "  look: {on: .deal.day, after: 6mo, every: 6mo, what: Look, who: both}\n", "day: 2030-02-01", "grant.look 2030-08-01 Both parties: August 1, 2030, then every 6 months"},
		{"rows", "  step: {each: deal.steps, on: .on, what: 'Step {{.step}} of {{$.deal.name}}', who: both}\n", "steps: [{step: A b, on: 2030-01-01}, {step: a B, on: the launch}]",
			"grant.step.a-b 2030-01-01 Both parties: January 1, 2030; grant.step.a-b-2 - Both parties: the launch"},
		{"another variant", "  end: {variants: [licensor], on: .deal.day, what: End, who: both}\n", "day: 2030-01-31", ""},
		{"its own words", "  end: {on: .deal.day, reads: 'not later than {{.deal.day}}', what: End, who: both}\n", "day: 2030-01-31", "grant.end 2030-01-31 Both parties: not later than January 31, 2030"},
	} {
		choices, _, problems := run(t, dated(test.dates), "deal: {name: A, "+test.answers+"}")
		if problems.HasErrors() {
			t.Errorf("%s: %v", test.name, problems)
			continue
		}
		var got []string
		for _, e := range choices.Dates() {
			day := "-"
			if due, ok := e.Due(); ok {
				day = due.Raw()
			}
			got = append(got, e.ID+" "+day+" "+e.Who+": "+e.Reads)
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: %s\nwant %s", test.name, strings.Join(got, "; "), test.want)
		}
	}
}

// TestDatesAtFault: a word that is no period and no party is told, where a wording
// lists the dates.
func TestDatesAtFault(t *testing.T) {
	for dates, want := range map[string]string{
		"  pay: {every: .deal.cycle, what: Pay, who: both}\n": `"often" is no period of the calendar`,
		"  end: {on: .deal.day, what: End, who: .deal.who}\n": `"nobody" is no party`,
	} {
		files := dated(dates)
		files["clauses/grant/balanced.md"] = "## Grant\n\n{{range dates \"fixed\"}}{{.what}}{{end}}So.\n"
		_, _, problems := run(t, files, "deal: {name: A, day: 2030-01-01, cycle: often}")
		if len(problems) == 0 || problems[0].Message != want {
			t.Errorf("%v, want %s", problems, want)
		}
	}
}

// TestDatesInShort: a compound clause that has dates states those of all that it
// says, and leaves them to the clauses themselves where it has none.
func TestDatesInShort(t *testing.T) {
	files := dated("  end: {on: .deal.day, what: End, who: both}\n")
	files["clauses/brief/balanced.md"] = "## Brief\n\n{{.deal.name}} grants.\n"
	files["templates/t/template.yaml"] = "title: Licence\narticles:\n  - {id: one, title: One, clauses: [brief]}\n"
	for own, want := range map[string]string{"": "grant.end", "dates: {stop: {on: .deal.day, after: 1d, what: Stop, who: both}}\n": "brief.stop"} {
		files["clauses/brief/clause.yaml"] = "title: Brief\nstands_for: {grant: }\n" + own + "variants:\n  balanced: {gives: Less.}\n"
		choices, _, problems := run(t, files, "deal: {name: A, day: 2030-01-31}")
		var entries []calendar.Entry
		if !problems.HasErrors() {
			entries = choices.Dates()
		}
		if len(entries) != 1 || entries[0].ID != want {
			t.Errorf("%v %v, want %s", entries, problems, want)
		}
	}
}
