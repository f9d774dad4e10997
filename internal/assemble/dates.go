package assemble

import (
	"cmp"
	"slices"
	"strings"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// datesSaid is what a draft says of days.
type datesSaid struct {
	stated []stated // the dates that the draft states; nil: not listed yet
	dues   []*due   // what falls due; nil: not worked out yet
}

// due is something that falls due, with the words that a wording prints of it.
type due struct {
	calendar.Entry
	what, reads, who   language.Phrase
	from, shift, every language.Phrase // from what it is counted, how long after or before, how often
}

// compileDates lists what falls due under the clauses of the draft: days in
// their order, then what comes again, then what waits for an event.
func (e *engine) compileDates() {
	if e.dated.dues != nil {
		return
	}
	e.dated.dues = []*due{}
	begins := e.bound(func(d *library.Date) bool { return d.Begins })
	ends, _ := e.bound(func(d *library.Date) bool { return d.Ends }).Due()
	e.eachDate(nil, func(d *library.Date, row string) {
		if one, ok := e.due(d, row, begins, ends); ok {
			e.dated.dues = append(e.dated.dues, &one)
		}
	})
	calendar.Sort(e.dated.dues, firstDay)
	order := []calendar.Group{calendar.Fixed, calendar.Recurring, calendar.Open, calendar.Period}
	slices.SortStableFunc(e.dated.dues, func(a, b *due) int { return slices.Index(order, a.Group) - slices.Index(order, b.Group) })
}

// entries are what falls due, as data.
func (e *engine) entries() []calendar.Entry {
	e.compileDates()
	list := make([]calendar.Entry, len(e.dated.dues))
	for i, d := range e.dated.dues {
		list[i] = d.Entry
		list[i].What, list[i].Reads = e.plain(d.what), e.plain(d.reads)
	}
	return list
}

// Dates makes dicts of what falls due, of a group.
func (e *engine) Dates(group string) []map[string]any {
	if e.choosing == nil {
		return nil
	}
	e.compileDates()
	list := slices.Clone(e.dated.dues)
	if calendar.Group(group) == calendar.Drawn {
		calendar.Sort(list, firstDay)
		slices.SortStableFunc(list, func(a, b *due) int { return frameFirst(a) - frameFirst(b) })
	}
	var dicts []map[string]any
	for _, d := range list {
		if d.Group == calendar.Group(group) || d.Drawn != "" && calendar.Group(group) == calendar.Drawn {
			dicts = append(dicts, d.dict())
		}
	}
	return dicts
}

// firstDay is the first day of an entry; false if none is known.
func firstDay(d *due) (deal.Date, bool) { return d.Due() }

// frameFirst puts what the others lie in before them.
func frameFirst(d *due) int {
	if d.Drawn == string(document.FrameSpan) {
		return 0
	}
	return 1
}

// dict is what a wording sees of an entry.
func (d *due) dict() map[string]any {
	dict := map[string]any{"what": d.what, "when": d.reads, "who": d.who, "where": language.Markup(markdown.ReferenceTo(d.At)), "kind": d.Drawn}
	if first, ok := d.Due(); ok {
		dict["date"] = first
	}
	if calendar.Known(d.To) {
		dict["to"] = d.To
	}
	if !d.Every.IsZero() && calendar.Known(d.Until) {
		dict["every"], dict["until"] = d.Every.Length, d.Until
	}
	return dict
}

// stated is a date that the draft states: once, or of a row of a table.
type stated struct {
	date *library.Date
	rows deal.Table // nil: it is stated once
	at   int        // which of the rows
	row  string     // its name
}

// eachDate visits what falls due under the clauses of the draft, once for each
// row where it is stated of the rows of a table. row names the row. Of asks for some
// only; nil for all.
func (e *engine) eachDate(of func(*library.Date) bool, visit func(d *library.Date, row string)) {
	if e.dated.stated == nil {
		e.dated.stated = e.listStated()
	}
	for _, s := range e.dated.stated {
		if of != nil && !of(s.date) {
			continue
		}
		if s.rows != nil {
			e.texts.At(s.rows, s.at)
		}
		visit(s.date, s.row)
		e.texts.Leave()
	}
}

// listStated lists the dates that the draft states, in its order.
func (e *engine) listStated() []stated {
	list := []stated{}
	for _, id := range e.choices.Template.Order() {
		c := e.lib.Clauses[id]
		if c == nil || !e.choosing.In(id) || len(c.Dates()) == 0 || e.datedShort(id) {
			continue
		}
		way := e.choosing.Chooser.Variant(c)
		for _, d := range c.Dates() {
			if way != nil && d.In(way.Variant.Name) {
				list = e.appendStated(list, d)
			}
		}
	}
	return list
}

// datedShort reports whether a compound clause says a clause, and states the dates
// of what it says itself.
func (e *engine) datedShort(id string) bool {
	by := e.choices.Template.StandIn(id)
	if by == nil || len(e.lib.Clauses[by.By].Dates()) == 0 {
		return false
	}
	short, err := e.Short(id)
	return short && err == nil
}

// appendStated adds a date, or each of its rows, where it is stated.
func (e *engine) appendStated(list []stated, d *library.Date) []stated {
	if d.Each == "" {
		if e.holds(d.When) {
			list = append(list, stated{date: d})
		}
		return list
	}
	table, _ := e.get(d.Each).(deal.Table)
	names := rowNames(e.lib.Schema, d.Each, table)
	for i := range table {
		e.texts.At(table, i)
		if d.When == nil || e.Run(d.When) {
			list = append(list, stated{d, table, i, names[i]})
		}
	}
	e.texts.Leave()
	return list
}

// rowNames are names of the rows of a table by which they can be told apart in
// later drafts: the cell of the first column, if it is a name or a number, where no
// row before has the same, and else where the row stands.
func rowNames(schema *deal.Schema, path string, table deal.Table) []string {
	names, seen := make([]string, len(table)), map[string]int{}
	p, ok := schema.Find(path)
	for i, row := range table {
		if ok {
			switch cell := row[p.Columns[0].Path].(type) {
			case deal.Text:
				names[i] = uidPart(string(cell))
			case deal.Integer:
				names[i] = cell.Raw()
			case deal.Chosen:
				names[i] = uidPart(cell.Word)
			}
		}
		name := names[i]
		if seen[name]++; name == "" || seen[name] > 1 {
			names[i] = strings.TrimPrefix(name+"-"+deal.Integer(seen[name]).Raw(), "-")
		}
	}
	return names
}

// uidPart is a text as it stands in the name of an entry: small letters, digits and
// hyphens.
func uidPart(text string) string {
	const longest = 40
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	name := strings.Join(words, "-")
	return strings.Trim(name[:min(len(name), longest)], "-")
}

// bound is the first of the dates that begin, or end, the agreement.
func (e *engine) bound(is func(*library.Date) bool) (first due) {
	found := false
	e.eachDate(is, func(d *library.Date, row string) {
		if !found {
			first, found = e.due(d, row, due{}, deal.Date{})
		}
	})
	return first
}

// dateOf is the day that an expression gives; the zero day if it gives none.
func (e *engine) dateOf(b *language.Body, needed bool) (deal.Date, any) {
	v := e.valueOf(b, needed)
	day, _ := v.(deal.Date)
	return day, v
}

// valueOf is what an expression of a date gives; a deal.None if there is none,
// or an answer was left out. One that is needed is asked for even where a deal
// may leave it out.
func (e *engine) valueOf(b *language.Body, needed bool) any {
	if b == nil {
		return deal.None{}
	}
	e.reads.print(b)
	v, err := e.texts.Value(b)
	if err != nil {
		e.fault(err)
		return deal.None{}
	}
	switch v := v.(type) {
	case string:
		return dayOrWords(v)
	case deal.None:
		if p, ok := e.lib.Schema.Find(v.Path); ok && (needed || !p.Optional) && e.choosing.In(p.Clause) {
			e.choosing.Miss(v.Path, b.Start(), "used here", nil)
		}
	}
	return v
}

// dayOrWords is a text that an expression made: the day that it writes as a deal
// does, or its words.
func dayOrWords(text string) any {
	if day, err := deal.ReadText(&deal.Parameter{Kind: deal.KindDate}, text, ""); err == nil {
		return day
	}
	return text
}

// due works out one date of a draft; false if an answer on which it depends was
// left out.
func (e *engine) due(d *library.Date, row string, begins due, ends deal.Date) (due, bool) {
	one := due{Entry: calendar.Entry{Clause: d.Clause.ID, ID: d.Clause.ID + "." + d.Name, At: d.At, Drawn: d.Draw}}
	if row != "" {
		one.ID += "." + row
	}
	shift, shifted := e.length(d.Shift)
	every, again := e.length(d.Every)
	if d.Shift.Given() && !shifted || d.Every.Given() && !again || !e.counted(d, &one, every.Interval, begins) {
		return one, false
	}
	one.Every, one.every = every.Interval, every.words
	one.Shift, one.shift = shift.Length, shiftWords(shift.words, d.Back)
	if d.Back {
		one.Shift.N = -one.Shift.N
	}
	if shift.open || every.open {
		one.First = deal.Date{} // nobody knows the day as long as an answer is open
	}
	if after, err := deal.Add(one.First, one.Shift); err == nil && calendar.Known(one.First) && !one.Every.Calendar && one.Shift == one.Every.Length {
		one.First, one.Shift = after.(deal.Date), deal.Duration{} // due at the end of each interval, of the first too
	}
	e.group(d, &one, ends)
	one.what, one.reads = e.phraseOf(d.What), e.readsOf(d, one)
	e.holder(d.Who, &one)
	return one, true
}

// group notes what kind of entry one is, and where it ends.
func (e *engine) group(d *library.Date, one *due, ends deal.Date) {
	switch {
	case d.IsPeriod():
		one.Group = calendar.Period
		one.To, _ = e.dateOf(d.To, d.Reads == nil) // words of its own say where a period without a last day ends
	case len(one.every) > 0:
		one.Group = calendar.Recurring
		one.Until, _ = e.dateOf(d.Until, false)
		if one.OwnUntil = calendar.Known(one.Until); !one.OwnUntil {
			one.Until = ends
		}
	case calendar.Known(one.First):
		one.Group = calendar.Fixed
	default:
		one.Group = calendar.Open
	}
}

// counted works out from which day a date is counted, or from what in words;
// false if the answer was left out.
func (e *engine) counted(d *library.Date, one *due, every calendar.Interval, begins due) bool {
	if d.Event != nil {
		one.from = e.phraseOf(d.Event)
		return true
	}
	day, v := e.dateOf(cmp.Or(d.On, d.From), false)
	_, none := v.(deal.None)
	switch {
	case none && d.On != nil:
		return false
	case none && !calendar.Known(begins.First):
		one.from = slices.Concat(says("that of "), begins.from)
		return true
	case none:
		day, v = begins.First, begins.First
	}
	one.First = day
	if d.On == nil && calendar.Known(day) && every.Calendar {
		one.First = every.Ending(day)
		v = one.First
	}
	from, err := e.texts.Phrase(v)
	if err != nil {
		e.unprintable(cmp.Or(d.On, d.From), 0, err)
		return false
	}
	one.from = from
	return true
}

// stretch is a duration, or how often something comes again, with its words.
type stretch struct {
	calendar.Interval
	words language.Phrase
	open  bool // the answer is
}

// length is a length of the library; false if there is none, or its answer was
// left out.
func (e *engine) length(l library.Length) (stretch, bool) {
	interval := l.Fixed
	if l.Of != nil {
		ok := false
		switch v := e.valueOf(l.Of, false).(type) {
		case deal.Blank:
			return stretch{words: language.Phrase{{Open: v.Path}}, open: true}, true
		case deal.Duration:
			interval, ok = calendar.Interval{Length: v}, v.N > 0
		default:
			switch word := wordOf(v); word {
			case "":
			case calendar.Once:
				return stretch{}, true
			default:
				interval, ok = e.period(l.Of, word)
			}
		}
		if !ok {
			return stretch{}, false
		}
	}
	if interval.IsZero() {
		return stretch{}, false
	}
	text := e.texts.Style.Write(interval.Length)
	return stretch{Interval: interval, words: says(text)}, true
}

// wordOf is the word that an answer or an expression is; "" if it is none.
func wordOf(v any) string {
	switch v := v.(type) {
	case deal.Party:
		return string(v)
	case deal.Chosen:
		return v.Word
	case deal.Text:
		return string(v)
	case string:
		return v
	}
	return ""
}

// period is the period of the calendar that a word names.
func (e *engine) period(b *language.Body, word string) (calendar.Interval, bool) {
	interval, ok := calendar.PeriodOf(word)
	if !ok {
		e.problems.Errorf(b.Start(), language.BadAction, "%q is no period of the calendar", word)
	}
	return interval, ok
}

// holder notes whose a date is.
func (e *engine) holder(w library.Who, one *due) {
	word := w.Word
	if w.Of != nil {
		switch v := e.valueOf(w.Of, false).(type) {
		case deal.Blank:
			one.Who, one.who = deal.OpenMark, language.Phrase{{Open: v.Path}}
			return
		default:
			word = wordOf(v)
		}
	}
	if one.Who = library.Holders[word]; one.Who == "" && w.Of != nil {
		e.problems.Errorf(w.Of.Start(), language.BadAction, "%q is no party", word)
	}
	one.who = language.Phrase{{Text: one.Who}}
	switch word {
	case library.BothParties, library.EitherParty:
		one.Parties = []deal.Party{deal.Licensor, deal.Licensee}
	case string(deal.Licensor), string(deal.Licensee):
		one.Parties = []deal.Party{deal.Party(word)}
	}
}
