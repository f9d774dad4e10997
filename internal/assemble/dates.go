package assemble

import (
	"slices"
	"strings"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// due is something that falls due, with the words that a wording prints of it.
type due struct {
	calendar.Entry
	what, reads, who language.Phrase
}

// compileDates lists what falls due under the clauses of the draft: days in
// their order, then what comes again, then what waits for an event.
func (e *engine) compileDates() {
	if e.dues != nil {
		return
	}
	e.dues = []due{}
	begins, ends := e.bound(func(d *library.Date) bool { return d.Begins }), e.bound(func(d *library.Date) bool { return d.Ends })
	e.eachDate(func(d *library.Date, row string) {
		if one, ok := e.due(d, row, begins, ends); ok {
			e.dues = append(e.dues, one)
		}
	})
	calendar.Sort(e.dues, func(d due) calendar.Entry { return d.Entry })
	order := []calendar.Group{calendar.Fixed, calendar.Recurring, calendar.Open, calendar.Period}
	slices.SortStableFunc(e.dues, func(a, b due) int { return slices.Index(order, a.Group) - slices.Index(order, b.Group) })
	for _, d := range e.dues {
		e.choices.Dates = append(e.choices.Dates, d.Entry)
	}
}

// Dates makes dicts of what falls due, of a group.
func (e *engine) Dates(group string) []map[string]any {
	if e.choosing == nil {
		return nil
	}
	e.compileDates()
	list := slices.Clone(e.dues)
	if calendar.Group(group) == calendar.Drawn {
		calendar.Sort(list, func(d due) calendar.Entry { return d.Entry })
		slices.SortStableFunc(list, func(a, b due) int { return frameFirst(a) - frameFirst(b) })
	}
	var dicts []map[string]any
	for _, d := range list {
		if d.Group == calendar.Group(group) || d.Drawn != "" && calendar.Group(group) == calendar.Drawn {
			dicts = append(dicts, d.dict())
		}
	}
	return dicts
}

// frameFirst puts what the others lie in before them.
func frameFirst(d due) int {
	if d.Drawn == string(document.FrameSpan) {
		return 0
	}
	return 1
}

// dict is what a wording sees of an entry.
func (d due) dict() map[string]any {
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

// eachDate visits what falls due under the clauses of the draft, once for each
// row where it is stated of the rows of a table. row names the row.
func (e *engine) eachDate(visit func(d *library.Date, row string)) {
	for _, id := range e.choices.Template.Order() {
		c := e.lib.Clauses[id]
		if c == nil || !e.choosing.In(id) || len(c.Dates()) == 0 {
			continue
		}
		way := e.choosing.Chooser.Variant(c)
		for _, d := range c.Dates() {
			if way != nil && d.In(way.Variant.Name) {
				e.rowsOf(d, visit)
			}
		}
	}
}

// rowsOf visits a date, or each of its rows, where it is stated.
func (e *engine) rowsOf(d *library.Date, visit func(d *library.Date, row string)) {
	if d.Each == "" {
		if e.holds(d.When) {
			visit(d, "")
		}
		return
	}
	table, _ := e.get(d.Each).(deal.Table)
	names := rowNames(e.lib.Schema, d.Each, table)
	for i := range table {
		e.texts.At(table, i)
		if d.When == nil || e.Run(d.When) {
			visit(d, names[i])
		}
	}
	e.texts.Leave()
}

// rowNames are names of the rows of a table by which they can be told apart in
// later drafts: the cell of the first column where no other row has the same.
func rowNames(schema *deal.Schema, path string, table deal.Table) []string {
	names, seen := make([]string, len(table)), map[string]int{}
	p, ok := schema.Find(path)
	for i, row := range table {
		if ok {
			if cell, is := row[p.Columns[0].Path].(deal.Value); is {
				names[i] = slug(cell.Raw())
			}
		}
		seen[names[i]]++
		if n := seen[names[i]]; n > 1 || names[i] == "" {
			names[i] += "-" + deal.Integer(n).Raw()
		}
	}
	return names
}

// slug is a text in small letters, digits and hyphens.
func slug(text string) string {
	const longest = 40
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	name := strings.Join(words, "-")
	return strings.Trim(name[:min(len(name), longest)], "-")
}

// bound is the first day of the dates that are the first or the last day of the
// agreement; the zero day if none is known.
func (e *engine) bound(is func(*library.Date) bool) deal.Date {
	var first deal.Date
	e.eachDate(func(d *library.Date, _ string) {
		if !is(d) || calendar.Known(first) {
			return
		}
		if one, ok := e.due(d, "", deal.Date{}, deal.Date{}); ok {
			first, _ = one.Due()
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
func (e *engine) due(d *library.Date, row string, begins, ends deal.Date) (due, bool) {
	one := due{Entry: calendar.Entry{Clause: d.Clause.ID, ID: d.Clause.ID + "." + d.Name, At: d.At, Drawn: d.Draw, Group: calendar.Fixed}}
	if row != "" {
		one.ID += "." + row
	}
	shift, shifted := e.length(d.Shift)
	every, again := e.length(d.Every)
	if d.Shift.Given() && !shifted || d.Every.Given() && !again {
		return one, false
	}
	one.Shift, one.Every = shift.Length, every
	if d.Back {
		one.Shift.N = -one.Shift.N
	}
	from, ok := e.counted(d, &one, begins)
	if !ok {
		return one, false
	}
	if again {
		one.Until, _ = e.dateOf(d.Until, false)
		if one.OwnUntil = calendar.Known(one.Until); !one.OwnUntil {
			one.Until = ends
		}
	}
	switch {
	case d.IsPeriod():
		one.Group = calendar.Period
		one.To, _ = e.dateOf(d.To, true)
	case again:
		one.Group = calendar.Recurring
	case !calendar.Known(one.First):
		one.Group = calendar.Open
	}
	one.what = e.phraseOf(d.What)
	one.reads = e.readsOf(d, one.Entry, from)
	e.holder(d.Who, &one)
	one.What, one.Reads = e.plain(one.what), e.plain(one.reads)
	return one, true
}

// counted works out from which day a date is counted, or from what in words.
func (e *engine) counted(d *library.Date, one *due, begins deal.Date) (from language.Phrase, ok bool) {
	switch {
	case d.On != nil:
		day, v := e.dateOf(d.On, false)
		one.First = day
		if _, none := v.(deal.None); none {
			return nil, false
		}
		from, err := e.texts.Phrase(v)
		if err != nil {
			e.unprintable(d.On, 0, err)
			return nil, false
		}
		return from, true
	case d.Event != nil:
		return e.phraseOf(d.Event), true
	}
	day, v := e.dateOf(d.From, false)
	if _, none := v.(deal.None); none {
		day = begins
	}
	if !calendar.Known(day) {
		from, _ := e.texts.Phrase(v)
		return from, true
	}
	one.First = one.Every.Ending(day)
	return language.Phrase{{Text: e.texts.Style.Write(one.First)}}, true
}

// length is a duration, or how often something comes again; false if there is
// none, or its answer was left out or is open.
func (e *engine) length(l library.Length) (calendar.Interval, bool) {
	if l.Of == nil {
		return l.Fixed, l.Given()
	}
	switch v := e.valueOf(l.Of, false).(type) {
	case deal.Duration:
		return calendar.Interval{Length: v}, v.N != 0
	case deal.Chosen:
		return calendar.PeriodOf(v.Word)
	case deal.Text:
		return calendar.PeriodOf(string(v))
	case string:
		return calendar.PeriodOf(v)
	}
	return calendar.Interval{}, false
}

// holder notes whose a date is.
func (e *engine) holder(w library.Who, one *due) {
	word := w.Word
	if w.Of != nil {
		v := e.valueOf(w.Of, false)
		switch v := v.(type) {
		case deal.Party:
			word = string(v)
		case deal.Chosen:
			word = v.Word
		case string:
			word = v
		}
	}
	one.Who = library.Holders[word]
	one.who = language.Phrase{{Text: one.Who}}
	switch word {
	case library.BothParties, library.EitherParty:
		one.Parties = []deal.Party{deal.Licensor, deal.Licensee}
	case "licensor", "licensee":
		one.Parties = []deal.Party{deal.Party(word)}
	}
}

// readsOf is how the day of a date reads, counted from the words given.
func (e *engine) readsOf(d *library.Date, entry calendar.Entry, from language.Phrase) language.Phrase {
	if d.Reads != nil {
		return e.phraseOf(d.Reads)
	}
	words := func(text string) language.Phrase { return language.Phrase{{Text: text}} }
	join := func(parts ...language.Phrase) language.Phrase { return slices.Concat(parts...) }
	shift := e.shiftWords(entry.Shift)
	if entry.Group == calendar.Period {
		if calendar.Known(entry.To) {
			return join(words("from "), from, words(" to "+e.texts.Style.Write(entry.To)))
		}
		return join(words("from "), from, words(", with no fixed end"))
	}
	first, known := entry.Due()
	counted := known && entry.Shift.Unit != deal.BusinessDay
	if counted {
		from = words(e.texts.Style.Write(first))
	} else if shift != "" && !entry.Every.Calendar {
		from = join(words(shift+" "), from)
	}
	if entry.Every.IsZero() {
		return from
	}
	again := "every " + strings.TrimPrefix(e.texts.Style.Write(entry.Every.Length), "1\u00a0")
	if entry.Every.Calendar {
		again = "once in each " + entry.Every.Word()
		if shift != "" {
			again = shift + " the end of each " + entry.Every.Word()
		}
	}
	until := ""
	if entry.OwnUntil {
		until = " until " + e.texts.Style.Write(entry.Until)
	}
	switch {
	case !known:
		return join(words(again+", beginning with "), from, words(until))
	case entry.Every.Calendar && shift == "":
		return join(from, words(" at the latest, then "+again+until))
	}
	return join(from, words(", then "+again+until))
}

// shiftWords are the words between a length and what it is counted from: "30
// days after".
func (e *engine) shiftWords(shift deal.Duration) string {
	switch {
	case shift.N > 0:
		return e.texts.Style.Write(shift) + " after"
	case shift.N < 0:
		return e.texts.Style.Write(deal.Duration{N: -shift.N, Unit: shift.Unit}) + " before"
	}
	return ""
}

// phraseOf is what a text prints, with the values that are open in it.
func (e *engine) phraseOf(b *language.Body) language.Phrase {
	p := &phrased{engine: e}
	e.run(b, p)
	return p.phrase
}

// plain is a phrase in one line of text, its values written as the draft does.
func (e *engine) plain(p language.Phrase) string {
	return strings.Join(strings.Fields(e.styled(p.String())), " ")
}

// phrased collects what a text prints as a phrase.
type phrased struct {
	*engine
	phrase language.Phrase
}

// Literal takes words of the library.
func (p *phrased) Literal(_ *language.Body, l language.Literal) error {
	for _, piece := range l {
		p.phrase = append(p.phrase, language.Part{Text: language.Respell(piece.Text, p.texts.Spelling)})
	}
	return nil
}

// Put takes a value.
func (p *phrased) Put(b *language.Body, offset int, v any) error {
	phrase, err := p.texts.Phrase(v)
	if err != nil {
		return p.unprintable(b, offset, err)
	}
	p.phrase = append(p.phrase, phrase...)
	return p.texts.Budget.Charge(0, len(phrase.String()))
}
