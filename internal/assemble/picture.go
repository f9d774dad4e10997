package assemble

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/markdown"
)

// drawn is the comment that stands for a picture, or nothing for a picture
// that has nothing to show: open values, one rate, tiers that contradict each
// other.
func drawn(p *document.Picture) language.Markup {
	if p.Check() != nil {
		return ""
	}
	return language.Markup(markdown.PictureComment(p))
}

// shown is a text as a picture holds it.
func (e *engine) shown(v any) (string, error) {
	p, err := e.texts.Phrase(v)
	return strings.TrimSpace(p.String()), err
}

// unbroken puts no-break spaces into the dates of a text: "1 May 2030",
// "May 1, 2030".
func unbroken(text string) string {
	words := strings.Split(text, " ")
	var b strings.Builder
	for i, word := range words {
		b.WriteString(word)
		switch {
		case i+1 == len(words):
		case isMonth(word), isMonth(words[i+1]) && isDay(word), i > 0 && isMonth(words[i-1]) && isDay(strings.TrimSuffix(word, ",")):
			b.WriteString("\u00a0")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func isDay(word string) bool { return len(word) < 3 && document.IsDecimal(word) }

func isMonth(word string) bool {
	for month := time.January; month <= time.December; month++ {
		if word == month.String() {
			return true
		}
	}
	return false
}

// Timeline draws a list of dicts. In each, "what" says what happens, "when"
// how its date reads, and "kind" which sign stands for it; "date" is a day, or
// with "to" the first of a period whose last is "to". A day with "every" comes
// again at intervals of that duration until "until". A dict without a date, or
// with an open or worded one, is left out, and so is a timeline on which
// nothing but the frame would be seen.
func (e *engine) Timeline(title, alt string, dicts []map[string]any) (language.Markup, error) {
	line := &document.Timeline{}
	for _, dict := range dicts {
		if err := e.entry(line, dict); err != nil {
			return "", err
		}
	}
	if !worthDrawing(line) {
		return "", nil
	}
	return drawn(&document.Picture{Title: title, Alt: alt, Drawing: line}), nil
}

// worthDrawing reports whether a period other than a frame is on the line.
func worthDrawing(line *document.Timeline) bool {
	return slices.ContainsFunc(line.Spans, func(s document.Span) bool { return s.Kind != document.FrameSpan })
}

// entry adds one dict to a timeline.
func (e *engine) entry(line *document.Timeline, dict map[string]any) error {
	var words [3]string
	for i, key := range [...]string{"kind", "what", "when"} {
		if dict[key] == nil {
			return fmt.Errorf("an entry needs %q", key)
		}
		var err error
		if words[i], err = e.shown(dict[key]); err != nil {
			return err
		}
	}
	kind, label := words[0], words[1]+": "+unbroken(words[2])
	span, mark := document.SpanKind(kind), document.MilestoneKind(kind)
	date, dated := dict["date"].(deal.Date)
	switch span {
	case document.FirmSpan, document.PossibleSpan, document.FrameSpan:
		if to, ok := dict["to"].(deal.Date); dated && ok && date.Raw() <= to.Raw() {
			line.Spans = append(line.Spans, document.Span{From: date.Raw(), To: to.Raw(), Label: label, Kind: span})
		} else if dated && !ok {
			line.Spans = append(line.Spans, document.Span{From: date.Raw(), Label: label, Kind: span})
		}
		return nil
	}
	switch mark {
	case document.TestDay, document.WindowDay, document.EndDay:
		if dated {
			line.Marks = append(line.Marks, document.Milestone{Dates: repeated(date, dict["every"], dict["until"]), Label: label, Kind: mark})
		}
		return nil
	}
	return fmt.Errorf("%q is no kind of entry: write firm, possible, frame, test, window or end", kind)
}

// maxRepeats is how many times a day comes again at most.
const maxRepeats = 100

// repeated are the days from a date at intervals, up to the last. Each is
// counted from the first, so that a month's end stays one.
func repeated(date deal.Date, every, until any) []string {
	days := []string{date.Raw()}
	interval, ok := every.(deal.Duration)
	last, also := until.(deal.Date)
	if !ok || !also || interval.N <= 0 || interval.Unit == deal.BusinessDay {
		return days
	}
	for n := 1; n <= maxRepeats; n++ {
		next, err := deal.Add(date, deal.Duration{N: n * interval.N, Unit: interval.Unit})
		if err != nil || next.Raw() > last.Raw() {
			break
		}
		days = append(days, next.Raw())
	}
	return days
}

// Chart draws the rows of a table with the columns from, to and rate as steps;
// x says what is counted, y in which unit the rates are. A table with an open
// value, of one row, or whose rows do not follow each other is left out.
func (e *engine) Chart(title, alt, x, y string, rows deal.Table) (language.Markup, error) {
	c := &document.Chart{X: x, Y: y}
	for _, row := range rows {
		c.Steps = append(c.Steps, e.tier(row))
	}
	return drawn(&document.Picture{Title: title, Alt: alt, Drawing: c}), nil
}

// tier is a row as a step. What is open or no number is left empty, and one
// step left empty leaves out the picture.
func (e *engine) tier(row deal.Row) document.Step {
	var s document.Step
	s.From, s.FromText = e.number(row["from"])
	s.To, s.ToText = e.number(row["to"])
	s.Rate, s.RateText = e.number(row["rate"])
	if _, none := row["to"].(deal.None); !none && s.To == "" {
		s.From = "" // an open limit is not the same as none
	}
	return s
}

// number is a number as a picture holds it and as it prints.
func (e *engine) number(v any) (digits, text string) {
	var amount decimal.Decimal
	switch v := v.(type) {
	case deal.Number:
		amount = v.Amount
	case deal.Percent:
		amount = v.Amount
	case deal.Money:
		amount = v.Amount
	case deal.Integer:
		amount = decimal.NewFromInt(int64(v))
	default:
		return "", ""
	}
	digits = amount.String()
	if !document.IsDecimal(digits) {
		return "", ""
	}
	return digits, e.texts.Style.Write(v.(deal.Value))
}
