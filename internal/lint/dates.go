package lint

import (
	"cmp"
	"slices"
	"strings"

	"clausewright/internal/calendar"
	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/lazy"
	"clausewright/internal/library"
	"clausewright/internal/logic"
	"clausewright/internal/markdown"
)

// unsupportedDate is the rule of dates that no wording states.
const unsupportedDate = "unsupported-date"

// dates reports dates that no wording states: the section that is said to do so
// is not in the draft then, or no wording names an answer on which they depend.
func (l *linter) dates(f *facts) {
	targets := f.targets()
	f.eachDate(func(d *library.Date, stated *logic.Formula) {
		if l.unknownID(d.At, d.AtPos()) {
			return
		}
		unstated := logic.All(stated, logic.Not(f.reached(targets, d.At)))
		if found := f.Find(unstated); found != nil {
			l.once(d.AtPos(), diag.Error, unsupportedDate, "the date %q is said to stand in %q, which is not in the draft %s%s", d.Name, d.At, found.Witness(unstated), l.inTemplate(f.template)).
				WithHint("state under when: how the section comes to be printed")
		}
	})
}

// unprintedDates reports dates that depend on an answer which no wording prints
// or looks at: the calendar would state what the agreement does not.
func (l *linter) unprintedDates() {
	printed := map[string]bool{}
	for _, w := range l.allWordings() {
		for _, u := range w.body.Uses() {
			printed[u.Question()] = true
		}
	}
	for _, id := range l.lib.ClauseIDs() {
		for _, d := range l.lib.Clauses[id].Dates() {
			for _, b := range []*language.Body{d.On, d.Shift.Of, d.Every.Of} {
				if b == nil {
					continue
				}
				for _, u := range b.Uses() {
					if p, ok := l.lib.Schema.Find(u.Question()); ok && !printed[p.Path] {
						l.once(b.Position(u.Offset), diag.Error, unsupportedDate, "the date %q depends on %q, at which no wording looks", d.Name, p.Path).WithHint("state the date in a wording, or take it out")
					}
				}
			}
		}
	}
}

// checkDate reports values of a date that are no day, no length or no party.
func (l *linter) checkDate(d *library.Date) {
	wants := func(b *language.Body, what string, fits func(v deal.Value) bool) {
		if b == nil {
			return
		}
		k := &typeChecker{linter: l, body: b}
		in := scope{vars: map[string]valueType{}}
		if p, ok := l.lib.Schema.Find(d.Each); ok {
			k.each, in.rows, in.loop = p, p, 1
		}
		pipe := b.Expression()
		if pipe == nil {
			return
		}
		s := k.pipe(pipe, in)
		if s.truth || s.list || s.table != nil || s.group != "" || len(s.samples) > 0 && !slices.ContainsFunc(s.samples, fits) {
			k.errorf(k.place(pipe), "wrong-kind", "%s is wanted here, not %s", what, s.noun())
		}
	}
	text := func(v deal.Value) bool {
		switch v.(type) {
		case deal.Text, deal.Chosen:
			return true
		}
		return false
	}
	day := func(v deal.Value) bool { _, ok := v.(deal.Date); return ok || text(v) }
	length := func(v deal.Value) bool { _, ok := v.(deal.Duration); return ok }
	for _, b := range []*language.Body{d.On, d.From, d.Until, d.To} {
		wants(b, "a day, or the words for an event,", day)
	}
	wants(d.Shift.Of, "a duration", length)
	wants(d.Every.Of, "a duration or a period of the calendar", func(v deal.Value) bool {
		word, chosen := v.(deal.Chosen)
		_, period := calendar.PeriodOf(word.Word)
		return length(v) || chosen && period || !chosen && text(v)
	})
	wants(d.Who.Of, "a party", func(v deal.Value) bool { _, ok := v.(deal.Party); return ok || text(v) })
}

// eachDate visits the dates of a template's clauses, with the condition under
// which a draft states them.
func (w *drafts) eachDate(visit func(d *library.Date, stated *logic.Formula)) {
	for _, id := range w.template.Order() {
		c := w.lib.Clauses[id]
		if c == nil {
			continue
		}
		in := w.In(id)
		if by := w.template.StandIn(id); by != nil && len(w.lib.Clauses[by.By].Dates()) > 0 {
			in = logic.All(in, logic.Not(w.Formula(choose.Said(w.template, condition.Short{Clause: id}))))
		}
		for _, d := range c.Dates() {
			visit(d, logic.All(in, w.inVariants(d), w.dateWhen(d), w.dayKnown(d)))
		}
	}
}

// inVariants holds if a variant that states a date is taken.
func (w *drafts) inVariants(d *library.Date) *logic.Formula {
	if len(d.Variants) == 0 {
		return logic.Always
	}
	taken := logic.Never
	for i, v := range d.Clause.Variants {
		if d.In(v.Name) {
			taken = logic.Any(taken, w.Chosen(d.Clause, i))
		}
	}
	return taken
}

// dateWhen holds if the condition of a date does, for a row of its table if it
// has one.
func (w *drafts) dateWhen(d *library.Date) *logic.Formula {
	when := logic.Always
	if d.Each != "" {
		if p, ok := w.lib.Schema.Find(d.Each); ok {
			when = w.True(p.Path)
		}
	}
	return logic.All(when, w.When(d.When))
}

// dayKnown holds if the answers from which a date is counted are not left out.
func (w *drafts) dayKnown(d *library.Date) *logic.Formula {
	known := logic.Always
	for _, b := range []*language.Body{d.On, d.Shift.Of, d.Every.Of} {
		if b == nil {
			continue
		}
		for _, u := range b.Uses() {
			if _, ok := w.lib.Schema.Find(u.Path); ok && u.Table == "" {
				known = logic.All(known, w.Filled(u.Path))
			}
		}
	}
	return known
}

// listsDates holds if a wording that lists what falls due is printed.
func (w *drafts) listsDates(texts []printedText) *logic.Formula {
	lists := logic.Never
	for _, t := range texts {
		if library.ListsDates(t.body) {
			lists = logic.Any(lists, t.when)
		}
	}
	return lists
}

// A duty falls due again and again, or within a period that begins on a day that
// the agreement knows: then it is one for the calendar. What answers a letter, a
// request or an event that nobody can foresee is none.
var (
	dutyWords = lazy.Regexp(`\b(shall|review|reviews)\b`)
	again     = lazy.Regexp(`\b([Oo]nce|[Tt]wice) (a|in (a|each|every)) (month|[Cc]alendar (Year|Quarter)|half)|\b([Ee]ach|[Ee]very) (Calendar (Year|Quarter)|Payment Period|Reporting Period|month|year)\b|\b[Ee]very (\{\{[^}]*\}\}|[0-9]+) ?(months|years)?|\bend of each\b|\beach anniversary\b`)
	fromDay   = lazy.Regexp(`\b([Ww]ithin|[Aa]t the latest|not later than) [^.,;]{0,60} after (the Effective Date|the Sunset Date|each Test Date|the end of (the|each) Calendar (Year|Quarter))`)
	onRequest = lazy.Regexp(`\b([Oo]n request|[Uu]p to|may|not more than once|after a request|if (Licensor|Licensee) states)\b`)
	endOf     = lazy.Regexp(`\.(\{\{[^}]*\}\})*\s+`)
)

// undatedDuties reports sentences that state such a duty in a section for which
// the calendar lists nothing.
func (l *linter) undatedDuties() {
	for _, id := range l.lib.ClauseIDs() {
		c := l.lib.Clauses[id]
		for _, v := range c.Variants {
			if v.Body != nil {
				l.undated(c, v)
			}
		}
	}
}

func (l *linter) undated(c *library.Clause, v *library.Variant) {
	section, text := c.ID, v.Body.Source()
	for at := 0; at < len(text); {
		line, _, _ := strings.Cut(text[at:], "\n")
		if markdown.Heading.In(line) || strings.HasPrefix(line, "#") {
			section = c.ID
			for m := range markdown.Naming.All(line) {
				section = m.Inside
			}
		}
		for offset, sentence := range sentences(line) {
			if isDatedDuty(sentence) && !l.dated(c, v.Name, section) {
				l.advise(owned{v.Body, c, false}, at+offset, undatedDuty, "state it under dates in clause.yaml", "the calendar does not list this duty of section %q", section)
			}
		}
		at += len(line) + 1
	}
}

// isDatedDuty reports whether a sentence states a duty for the calendar.
func isDatedDuty(sentence string) bool {
	holds := func(word string) bool { return strings.Contains(sentence, word) }
	if !slices.ContainsFunc([]string{"nce ", "wice ", "ach ", "very ", " after "}, holds) {
		return false // none of the patterns can be there
	}
	return dutyWords.MatchString(sentence) && (again.MatchString(sentence) || fromDay.MatchString(sentence)) && !onRequest.MatchString(sentence)
}

// dated reports whether a clause lists a date of a section, or a clause lists it
// that a compound clause stands for and says there.
func (l *linter) dated(c *library.Clause, variant, section string) bool {
	if slices.ContainsFunc(c.Dates(), func(d *library.Date) bool { return d.At == section && d.In(variant) }) {
		return true
	}
	return slices.ContainsFunc(c.StandsFor, func(s *library.StandIn) bool {
		long := l.lib.Clauses[s.For]
		return long != nil && slices.ContainsFunc(long.Dates(), func(d *library.Date) bool { return cmp.Or(s.IDs[d.At], s.At) == section })
	})
}

// sentences are the sentences of a line, by the offset at which each begins.
func sentences(line string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for at := 0; at < len(line); {
			end := len(line)
			if stop := endOf.FindStringIndex(line[at:]); stop != nil {
				end = at + stop[1]
			}
			if !yield(at, line[at:end]) {
				return
			}
			at = end
		}
	}
}
