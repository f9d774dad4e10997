package assemble

import (
	"slices"
	"strings"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// readsOf is how the day of an entry reads: in the library's own words, or in
// those of its parts.
func (e *engine) readsOf(d *library.Date, one due) language.Phrase {
	switch {
	case d.Reads != nil:
		return e.phraseOf(d.Reads)
	case one.Group == calendar.Period:
		return e.periodWords(one)
	case one.Group == calendar.Recurring:
		return e.recurring(one)
	}
	return e.dayWords(one)
}

func says(text string) language.Phrase { return language.Phrase{{Text: text}} }

// day is a day as the draft writes it.
func (e *engine) day(d deal.Date) language.Phrase { return says(e.texts.Style.Write(d)) }

// periodWords are the words for a period: "from May 1, 2030 to April 30, 2031".
func (e *engine) periodWords(one due) language.Phrase {
	if calendar.Known(one.To) {
		return slices.Concat(says("from "), one.from, says(" to "), e.day(one.To))
	}
	return slices.Concat(says("from "), one.from, says(", with no fixed end"))
}

// dayWords are the words for the day, the first if there are several. One that
// is counted in Business Days depends on holidays, and is said, not counted.
func (e *engine) dayWords(one due) language.Phrase {
	first, known := one.Due()
	if known && one.Shift.Unit != deal.BusinessDay {
		return e.day(first)
	}
	return slices.Concat(one.shift, one.from)
}

// recurring are the words for what comes again.
func (e *engine) recurring(one due) language.Phrase {
	again := slices.Concat(says("every "), withoutOne(one.every))
	if one.Every.Calendar {
		again = says("once in each " + one.Every.Word())
		if len(one.shift) > 0 {
			again = slices.Concat(one.shift, says("the end of each "+one.Every.Word()))
		}
	}
	if one.OwnUntil {
		again = slices.Concat(again, says(" until "), e.day(one.Until))
	}
	switch {
	case !calendar.Known(one.First) && one.Every.Calendar:
		return slices.Concat(again, says(", beginning with "), one.from)
	case one.Every.Calendar && len(one.shift) == 0:
		return slices.Concat(e.dayWords(one), says(" at the latest, then "), again)
	}
	return slices.Concat(e.dayWords(one), says(", then "), again)
}

// withoutOne is a length after "every": "year" for 1 year.
func withoutOne(length language.Phrase) language.Phrase {
	if text, one := strings.CutPrefix(length.String(), "1\u00a0"); one {
		return says(text)
	}
	return length
}

// shiftWords are the words between a length and what it is counted from: "30
// days after ".
func shiftWords(length language.Phrase, back bool) language.Phrase {
	switch {
	case len(length) == 0:
		return nil
	case back:
		return slices.Concat(length, says(" before "))
	}
	return slices.Concat(length, says(" after "))
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
		p.phrase = append(p.phrase, language.Part{Text: p.spelled(piece.Text)})
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
