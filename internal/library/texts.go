package library

import (
	"maps"
	"slices"

	"clausewright/internal/language"
)

// Bodies lists every text of the library: wordings, conditions, defaults, rules.
func (l *Library) Bodies() []*language.Body {
	var list []*language.Body
	for _, id := range l.ClauseIDs() {
		list = append(list, l.Clauses[id].bodies()...)
	}
	for _, d := range l.Definitions {
		list = append(list, d.When, d.Body)
	}
	for _, parameter := range slices.Sorted(maps.Keys(l.defaults)) {
		list = append(list, l.defaults[parameter])
	}
	for _, id := range l.TemplateIDs() {
		list = append(list, l.Templates[id].Bodies()...)
	}
	return slices.DeleteFunc(list, isMissing)
}

// bodies lists the texts in a clause's own folder; some may be nil.
func (c *Clause) bodies() []*language.Body {
	list := append([]*language.Body{c.When, c.Survives}, c.Printing()...)
	for _, r := range c.Rules() {
		list = append(list, r.If, r.Message, r.Hint)
	}
	for _, p := range c.Provides {
		list = append(list, p.When)
	}
	for _, d := range c.Dates() {
		list = append(list, d.Bodies()...)
	}
	for _, n := range c.Notes() {
		list = append(list, n.When)
	}
	return list
}

// Wordings lists what a draft can print of a clause: its variants and its schedules.
func (c *Clause) Wordings() []*language.Body {
	var list []*language.Body
	for _, v := range c.Variants {
		list = append(list, v.Body)
	}
	for _, s := range c.Schedules {
		list = append(list, s.Body)
	}
	return slices.DeleteFunc(list, isMissing)
}

// Printing lists the wordings of a clause, each after the condition that decides about
// it.
func (c *Clause) Printing() []*language.Body {
	var list []*language.Body
	for _, v := range c.Variants {
		list = append(list, v.When, v.Body)
	}
	for _, s := range c.Schedules {
		list = append(list, s.When, s.Body)
	}
	return slices.DeleteFunc(list, isMissing)
}

func isMissing(b *language.Body) bool { return b == nil }

// BodiesOf lists every text that belongs to a clause: its own, the defaults of
// its parameters and, for the definitions clause, the defined terms.
func (l *Library) BodiesOf(c *Clause) []*language.Body {
	list := c.bodies()
	for _, p := range c.Parameters {
		list = append(list, l.defaults[p.Path])
	}
	if c.ID == DefinitionsClause {
		for _, d := range l.Definitions {
			list = append(list, d.When, d.Body)
		}
	}
	return slices.DeleteFunc(list, isMissing)
}

// Bodies lists a template's own texts: cover, legend and key terms; some may
// be nil.
func (t *Template) Bodies() []*language.Body {
	list := []*language.Body{t.Cover, t.Legend, t.Customary}
	for _, k := range t.KeyTerms {
		list = append(list, k.Value, k.When)
	}
	return list
}
