package assemble

import (
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// schedulesTaken lists the schedules that clauses in the draft bring: in the
// template's order, and then those that only its full form has.
func (e *engine) schedulesTaken() []*library.Schedule {
	t := e.choices.Template
	ids := t.Schedules
	if full := e.lib.Templates[t.FullForm]; full != nil {
		ids = slices.Concat(ids, slices.DeleteFunc(slices.Clone(full.Schedules), func(id string) bool { return slices.Contains(t.Schedules, id) }))
	}
	var list []*library.Schedule
	for _, id := range ids {
		if s := e.lib.Schedule(id); s != nil && e.choosing.In(s.Clause.ID) && e.attaches(s) && e.holds(s.When) {
			list = append(list, s)
		}
	}
	return list
}

// attaches reports whether the draft has a place for a schedule of a clause that is
// in it: the template lists it, or the clause is there in its own words, or another
// that the template does not have so and that refers to it.
func (e *engine) attaches(s *library.Schedule) bool {
	t := e.choices.Template
	return slices.Contains(t.Schedules, s.ID) || slices.ContainsFunc(e.choices.List, func(c *choose.Choice) bool {
		return c.Printed() && (c.Clause == s.Clause || !t.Prints(c.Clause.ID) && refersTo(c.Variant.Body, s.ID))
	})
}

// refersTo reports whether a text refers to an id.
func refersTo(b *language.Body, id string) bool {
	for m := range markdown.Referring.All(b.Source()) {
		if slices.Contains(strings.Split(m.Inside, ","), id) {
			return true
		}
	}
	return false
}

func (e *engine) schedule(s *library.Schedule) {
	e.out.Division(document.Schedule, s.ID, e.spelled(s.Title))
	e.passage(s.Body, false)
}

// Schedules lists the schedules of the draft with their titles.
func (e *engine) Schedules() (language.Markup, error) {
	var list []string
	for _, s := range e.schedulesTaken() {
		list = append(list, markdown.ReferenceTo(s.ID)+": "+markdown.Words(e.spelled(s.Title)))
	}
	return language.Markup(markdown.Bullets(list)), nil
}
