package document

import (
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// Picture is a drawing of values that the table after it states as well: it
// shows, and the words prevail. Formats that cannot draw leave it out.
type Picture struct {
	Title   string // printed above the drawing
	Alt     string // said in place of the drawing to who cannot see it
	Drawing Drawing
	Origin  Origin
	Mark    Mark
}

// Drawing is a *Timeline or a *Chart. Numbers and dates in it are data; texts
// are printed as they stand, in the language and the style of the draft.
type Drawing interface{ drawing() }

// Timeline is periods and days on one axis of time.
type Timeline struct {
	Spans []Span      `json:"spans,omitempty"`
	Marks []Milestone `json:"marks,omitempty"`
}

// SpanKind tells how firm a period is.
type SpanKind string

// A firm span is in force; a possible one depends on a condition or a choice;
// a frame is what the others lie in, such as the term.
const (
	FirmSpan     SpanKind = "firm"
	PossibleSpan SpanKind = "possible"
	FrameSpan    SpanKind = "frame"
)

// Span is a period: its first and its last day, YYYY-MM-DD. Without a last day
// its end is not fixed.
type Span struct {
	From  string   `json:"from"`
	To    string   `json:"to,omitempty"`
	Label string   `json:"label"`
	Kind  SpanKind `json:"kind"`
}

// MilestoneKind tells what happens on a day.
type MilestoneKind string

// On a test day something is measured, on a window day negotiation or review
// may begin, and on an end day something ends.
const (
	TestDay   MilestoneKind = "test"
	WindowDay MilestoneKind = "window"
	EndDay    MilestoneKind = "end"
)

// Milestone is a day, or a series of days in order, YYYY-MM-DD.
type Milestone struct {
	Dates []string      `json:"dates"`
	Label string        `json:"label"`
	Kind  MilestoneKind `json:"kind"`
}

// Chart is a rate that changes in steps as a quantity grows.
type Chart struct {
	X     string `json:"x"` // what is counted, and in which unit
	Y     string `json:"y"` // the unit of the rates
	Steps []Step `json:"steps"`
}

// Step is one rate and the quantities above From, up to To, for which it
// applies: decimal numbers as text. Without To the step has no end. FromText,
// ToText and RateText are how the numbers print.
type Step struct {
	From     string `json:"from"`
	To       string `json:"to,omitempty"`
	Rate     string `json:"rate"`
	FromText string `json:"from_text"`
	ToText   string `json:"to_text,omitempty"`
	RateText string `json:"rate_text"`
}

func (*Timeline) drawing() {}
func (*Chart) drawing()    {}

// Words are all texts of a picture, in the order of its data.
func (p *Picture) Words() []string {
	words := []string{p.Title, p.Alt}
	switch d := p.Drawing.(type) {
	case *Timeline:
		for _, s := range d.Spans {
			words = append(words, s.Label)
		}
		for _, m := range d.Marks {
			words = append(words, m.Label)
		}
	case *Chart:
		words = append(words, d.X, d.Y)
		for _, s := range d.Steps {
			words = append(words, s.FromText, s.ToText, s.RateText)
		}
	}
	return words
}

// Limits of what one drawing shows.
const (
	maxEntries = 500 // spans, dates and steps together
	maxDigits  = 40  // of a number
)

// Check reports what is wrong with a picture: what cannot be drawn, or would
// be drawn wrongly. A picture without fault has words for everything, at least
// one span or two steps, spans that begin before they end, and steps that
// follow each other.
func (p *Picture) Check() error {
	if strings.TrimSpace(p.Title) == "" || strings.TrimSpace(p.Alt) == "" {
		return errors.New("a picture needs a title and an alternative in words (alt)")
	}
	switch d := p.Drawing.(type) {
	case *Timeline:
		return d.check()
	case *Chart:
		return d.check()
	}
	return errors.New("a picture needs a timeline or a chart")
}

func (t *Timeline) check() error {
	if len(t.Spans) == 0 {
		return errors.New("a timeline needs a span")
	}
	entries := len(t.Spans)
	for i, s := range t.Spans {
		if err := s.check(); err != nil {
			return fmt.Errorf("span %d: %w", i+1, err)
		}
	}
	for i, m := range t.Marks {
		if err := m.check(); err != nil {
			return fmt.Errorf("mark %d: %w", i+1, err)
		}
		entries += len(m.Dates)
	}
	if entries > maxEntries {
		return fmt.Errorf("a timeline shows at most %d periods and days, not %d", maxEntries, entries)
	}
	return nil
}

func (s Span) check() error {
	if err := checkDay(s.From); err != nil {
		return err
	}
	if s.To != "" {
		if err := checkDay(s.To); err != nil {
			return err
		}
		if s.To < s.From {
			return fmt.Errorf("it ends on %s, before it begins on %s", s.To, s.From)
		}
	}
	switch s.Kind {
	case FirmSpan, PossibleSpan, FrameSpan:
		return checkLabel(s.Label)
	}
	return fmt.Errorf("%q is no kind of span", s.Kind)
}

func (m Milestone) check() error {
	if len(m.Dates) == 0 {
		return errors.New("it has no date")
	}
	for i, date := range m.Dates {
		if err := checkDay(date); err != nil {
			return err
		}
		if i > 0 && date <= m.Dates[i-1] {
			return fmt.Errorf("%s does not follow %s", date, m.Dates[i-1])
		}
	}
	switch m.Kind {
	case TestDay, WindowDay, EndDay:
		return checkLabel(m.Label)
	}
	return fmt.Errorf("%q is no kind of mark", m.Kind)
}

func checkLabel(label string) error {
	if strings.TrimSpace(label) == "" {
		return errors.New("it has no label")
	}
	return nil
}

// checkDay accepts the days that a deal can hold.
func checkDay(day string) error {
	if date, err := time.Parse(time.DateOnly, day); err != nil || date.Year() < 1000 {
		return fmt.Errorf("%q is no date: write it YYYY-MM-DD", day)
	}
	return nil
}

func (c *Chart) check() error {
	if len(c.Steps) < 2 || len(c.Steps) > maxEntries {
		return fmt.Errorf("a chart shows 2 to %d steps, not %d", maxEntries, len(c.Steps))
	}
	if strings.TrimSpace(c.X) == "" || strings.TrimSpace(c.Y) == "" {
		return errors.New("a chart needs a text for each axis")
	}
	for i, s := range c.Steps {
		if err := s.check(); err != nil {
			return fmt.Errorf("step %d: %w", i+1, err)
		}
		if i > 0 && compareDecimals(s.From, c.Steps[i-1].To) != 0 {
			return fmt.Errorf("step %d begins at %s, not where the one before ends", i+1, s.From)
		}
	}
	return nil
}

func (s Step) check() error {
	for _, number := range []string{s.From, s.To, s.Rate} {
		if number != "" && !IsDecimal(number) {
			return fmt.Errorf("%q is no decimal number of at most %d digits", number, maxDigits)
		}
	}
	if s.From == "" || s.Rate == "" {
		return errors.New("it needs a lower limit and a rate")
	}
	if s.To != "" && compareDecimals(s.To, s.From) <= 0 {
		return fmt.Errorf("it ends at %s, not above its beginning %s", s.To, s.From)
	}
	if strings.TrimSpace(s.FromText) == "" || strings.TrimSpace(s.RateText) == "" || (s.To == "") != (strings.TrimSpace(s.ToText) == "") {
		return errors.New("its numbers and their texts do not go together")
	}
	return nil
}

// IsDecimal reports whether s is what a Step holds: digits, at most one point
// between them, no sign.
func IsDecimal(s string) bool {
	whole, fraction, point := strings.Cut(s, ".")
	return len(s) <= maxDigits && digitsOnly(whole) && (!point || digitsOnly(fraction))
}

func digitsOnly(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// compareDecimals orders two numbers; what is no number comes last.
func compareDecimals(a, b string) int {
	x, ok := new(big.Rat).SetString(a)
	y, also := new(big.Rat).SetString(b)
	switch {
	case ok && also:
		return x.Cmp(y)
	case ok:
		return -1
	}
	return 1
}
