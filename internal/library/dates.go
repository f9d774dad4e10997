package library

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// Date is something that falls due under a clause, or a period: what the
// calendar and the timeline of a draft are made of.
type Date struct {
	Name     string
	Clause   *Clause
	Variants []string       // it is stated in these variants; none: in all
	Each     string         // path of a table: there is one for each row, which is dot; "": there is one
	When     *language.Body // it is stated while this holds; nil: whenever the clause is in the draft
	On       *language.Body // the day from which it is counted; nil: an event, or the end of a period of the calendar
	Event    *language.Body // the event from which it is counted, in words
	Shift    Length         // how long after that it is due
	Back     bool           // and not after it but before
	Every    Length         // how often it comes again
	From     *language.Body // the day on which the first period of the calendar runs; nil: the agreement begins
	Until    *language.Body // it does not come again after this day; nil: the agreement ends
	To       *language.Body // the last day of a period; nil: none is fixed
	Reads    *language.Body // how the day reads, where the program's own words do not say it
	What     *language.Body
	Who      Who
	At       string // id of the section or schedule that states it
	Draw     string // how the timeline shows it; "": not at all
	Begins   bool   // the agreement begins on this day
	Ends     bool   // the agreement ends on this day
	Pos      diag.Position

	eachPos, atPos diag.Position
	variantPos     []diag.Position
}

// Length is a duration, or how often something comes again: as it is written,
// or what an expression gives.
type Length struct {
	Fixed calendar.Interval
	Of    *language.Body // nil: it is fixed, or there is none
}

// Given reports whether there is a length.
func (l Length) Given() bool { return l.Of != nil || !l.Fixed.IsZero() }

// Who is whose a date is: a word for one or both parties, or an expression that
// gives a party.
type Who struct {
	Word string
	Of   *language.Body
}

// The words for whose a date is, and what the calendar calls them.
const (
	EitherParty = "either"
	BothParties = "both"
)

// Holders are those whose a date can be, and what the calendar calls them.
var Holders = map[string]string{
	string(deal.Licensor): Sides[string(deal.Licensor)], string(deal.Licensee): Sides[string(deal.Licensee)],
	BothParties: "Both parties", EitherParty: "Either party",
}

// holderWords are the words for whose a date can be.
var holderWords = append(deal.PartyWords(), BothParties, EitherParty)

// The ways in which a timeline shows a date, and those in which it shows a period.
var (
	dayMarks    = []string{"test", "window", "end"}
	periodMarks = []string{"firm", "possible", "frame"}
)

// AtPos is where the library says where a date is stated.
func (d *Date) AtPos() diag.Position { return d.atPos }

// IsPeriod reports whether it is no day but a time.
func (d *Date) IsPeriod() bool { return slices.Contains(periodMarks, d.Draw) }

// In reports whether a variant states the date.
func (d *Date) In(variant string) bool {
	return len(d.Variants) == 0 || slices.Contains(d.Variants, variant)
}

// Bodies lists the texts of a date.
func (d *Date) Bodies() []*language.Body {
	list := []*language.Body{d.When, d.On, d.Event, d.Shift.Of, d.Every.Of, d.From, d.Until, d.To, d.Reads, d.What, d.Who.Of}
	return slices.DeleteFunc(list, func(b *language.Body) bool { return b == nil })
}

// Words lists the texts that a calendar prints of a date.
func (d *Date) Words() []*language.Body {
	return slices.DeleteFunc([]*language.Body{d.Event, d.Reads, d.What}, func(b *language.Body) bool { return b == nil })
}

// dateKeys are the keys of a date.
var dateKeys = []string{"variants", "each", "when", "on", "event", "after", "before", "every", "from", "until", "to", "reads", "what", "who", "at", "draw", "begins", "ends"}

// dates reads what falls due under a clause.
func (o *opener) dates(c *Clause, n node) []*Date {
	var list []*Date
	for _, p := range n.pairs() {
		if !p.key.id("a date", p.key.Value) {
			continue
		}
		f := p.value.fields(dateKeys...)
		each := f.get("each").text()
		d := &Date{
			Name: p.key.Value, Clause: c, Variants: f.get("variants").texts(), variantPos: f.get("variants").textPlaces(), Each: each, eachPos: f.get("each").placeOr(p.key),
			When: f.get("when").bodyOver(each, language.Expression), On: f.get("on").bodyOver(each, language.Expression), Event: f.get("event").bodyOver(each, language.Plain),
			Shift: f.get("after").length(each), Every: f.get("every").length(each), From: f.get("from").bodyOver(each, language.Expression), Until: f.get("until").bodyOver(each, language.Expression),
			To: f.get("to").bodyOver(each, language.Expression), Reads: f.get("reads").bodyOver(each, language.Plain), What: f.get("what").bodyOver(each, language.Plain), Who: f.get("who").who(each),
			At: c.ID, atPos: f.get("at").placeOr(p.key), Draw: f.get("draw").text(), Begins: f.get("begins").flag(), Ends: f.get("ends").flag(), Pos: p.key.pos(),
		}
		if at := f.get("at").text(); at != "" {
			d.At = at
		}
		if f.get("before").Node != nil {
			d.Shift, d.Back = f.get("before").length(each), true
		}
		p.value.dateShape(d, f)
		if d.What != nil {
			list = append(list, d)
		}
	}
	return list
}

// dateShape reports keys of a date that do not go together.
func (n node) dateShape(d *Date, f keyed) {
	given := func(key string) bool { return f.get(key).Node != nil }
	if d.What == nil {
		n.errorf("a date says what falls due: it has what")
	}
	if !given("who") && !d.IsPeriod() {
		n.errorf("a date says whose it is: who is licensor, licensee, both or either, or an expression that gives a party")
	}
	for _, both := range [][2]string{{"on", "event"}, {"after", "before"}} {
		if given(both[0]) && given(both[1]) {
			f.get(both[1]).errorf("%s and %s do not go together", both[0], both[1])
		}
	}
	calendarPeriod := !given("on") && !given("event")
	switch {
	case calendarPeriod && !given("every"):
		n.errorf("a date has a day (on), an event (event), or a period of the calendar that comes again (every)")
	case !calendarPeriod && given("from"):
		f.get("from").errorf("from says when periods of the calendar begin, and on or event already says when this does")
	case calendarPeriod && given("every") && d.Every.Of == nil && !d.Every.Fixed.Calendar && !d.Every.Fixed.IsZero():
		f.get("every").errorf("without a day (on) or an event, what comes again does so at the end of each %s", strings.Join(calendar.PeriodWords(), ", "))
	}
	if given("until") && !given("every") {
		f.get("until").errorf("until says when something does not come again, and this does not: it has no every")
	}
	if given("to") && !d.IsPeriod() {
		f.get("to").errorf("to ends a period, which draw: %s shows", strings.Join(periodMarks, ", "))
	}
	if d.IsPeriod() && (given("every") || given("before") || given("after")) {
		f.get("draw").errorf("a period has a first day (on) and perhaps a last (to), and no every, after or before")
	}
	if d.Draw != "" && !d.IsPeriod() && !slices.Contains(dayMarks, d.Draw) {
		f.get("draw").fault("unknown-word", "a timeline shows a day as %s, a period as %s, not as %q", strings.Join(dayMarks, ", "), strings.Join(periodMarks, ", "), d.Draw)
	}
}

// length reads a duration, a period of the calendar or an expression. A word
// that is none of them is no expression that anybody meant.
func (n node) length(each string) Length {
	text := n.text()
	if text == "" {
		return Length{}
	}
	if period, ok := calendar.PeriodOf(text); ok {
		return Length{Fixed: period}
	}
	if isExpression(text) {
		return Length{Of: n.bodyOver(each, language.Expression)}
	}
	v, err := deal.ReadText(&deal.Parameter{Kind: deal.KindDuration}, text, "")
	d, ok := v.(deal.Duration)
	if err != nil || !ok {
		n.fault("wrong-kind", "%q is no duration", text).WithHint("write 30d, 10bd, 6mo or 2y, or an expression such as .payment.due; of what comes again also %s", strings.Join(calendar.PeriodWords(), ", "))
		return Length{}
	}
	return Length{Fixed: calendar.Interval{Length: d}}
}

// isExpression reports whether a value that may be a word is an expression.
func isExpression(text string) bool {
	first, _, more := strings.Cut(text, " ")
	return strings.HasPrefix(text, ".") || strings.HasPrefix(text, "$") || strings.HasPrefix(text, "(") || more && language.Find(first) != nil
}

// who reads whose a date is.
func (n node) who(each string) Who {
	text := n.text()
	switch {
	case text == "" || n.Kind != yaml.ScalarNode:
		return Who{}
	case Holders[text] != "":
		return Who{Word: text}
	case isExpression(text):
		return Who{Of: n.bodyOver(each, language.Expression)}
	}
	p := n.fault("unknown-word", "%q is no party", text)
	if near := diag.Nearest(text, holderWords); near != "" {
		p.WithHint("did you mean %q?", near)
	} else {
		p.WithHint("write %s, or an expression that gives a party", strings.Join(holderWords, ", "))
	}
	return Who{}
}

// checkDates reports dates over what is no table, and in variants that are not
// there.
func (o *opener) checkDates(c *Clause) {
	for _, d := range c.Dates() {
		o.checkEach(d.Each, d.eachPos)
		for i, name := range d.Variants {
			if c.Variant(name) == nil {
				o.problems.Errorf(d.variantPos[i], "unknown-word", "clause %q has no variant %q", c.ID, name)
			}
		}
	}
}

// ListsDates reports whether a text lists what falls due, so that it depends on
// what all clauses of a draft say of it.
func ListsDates(b *language.Body) bool {
	return slices.ContainsFunc(b.Asks(), func(a language.Asked) bool { return a.Dues != "" })
}

// DatesFor lists what falls due under all clauses, if a text lists it.
func (l *Library) DatesFor(b *language.Body) []*Date {
	if b == nil || !ListsDates(b) {
		return nil
	}
	var list []*Date
	for _, id := range l.ClauseIDs() {
		list = append(list, l.Clauses[id].Dates()...)
	}
	return list
}
