package amend

import (
	"slices"
	"strings"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
)

// Late is a place into which days come that are past when an amendment has effect.
type Late struct {
	Place string
	Days  []deal.Date
}

// Past are the places into which days come that are before one, such as that on which
// an amendment has effect: nobody can do then what is due on them.
func (a *Amendment) Past(day deal.Date) []Late {
	var late []Late
	for _, g := range a.Groups {
		past := slices.DeleteFunc(slices.Clone(g.days), func(d deal.Date) bool { return !calendar.Before(d, day) })
		if len(past) > 0 {
			late = append(late, Late{g.Place, past})
		}
	}
	return late
}

// FromEffectiveDate are the places where what comes in counts from the Effective Date,
// which is past when an agreement is amended.
func (a *Amendment) FromEffectiveDate() []string {
	const term = "the Effective Date"
	var places []string
	for _, g := range a.Groups {
		if strings.Contains(g.newWords(), term) {
			places = append(places, g.Place)
		}
	}
	return places
}

// newDays are the days that a text names oftener than it did, each once, in order.
func newDays(was, is string) []deal.Date {
	older := deal.DatesIn(was)
	var days []deal.Date
	for _, d := range deal.DatesIn(is) {
		if i := slices.Index(older, d); i >= 0 {
			older = slices.Delete(older, i, i+1)
		} else if !slices.Contains(days, d) {
			days = append(days, d)
		}
	}
	return days
}
