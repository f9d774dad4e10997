package assemble

import (
	"slices"

	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// Definitions writes the definitions of the library. The document keeps those
// that are used.
func (e *engine) Definitions() (language.Markup, error) {
	e.out.Definitions()
	needed := e.terms
	if needed == nil {
		needed = e.neededDefinitions()
	}
	for _, d := range e.lib.Definitions {
		if !needed[d] || e.defined[d.Term] || !e.holds(d.When) {
			continue
		}
		e.trace.note(library.Branch{Of: d, Yes: true})
		e.out.Definition(e.spelledAll(d.Forms))
		e.run(d.Body, wording{e})
		e.out.End()
	}
	e.out.EndDefinitions()
	return "", nil
}

// neededDefinitions finds the definitions that the wordings and answers of the
// draft may use, and those that these may use in turn.
func (e *engine) neededDefinitions() map[*library.Definition]bool {
	needed := map[*library.Definition]bool{}
	var queue []*library.Definition
	need := func(d *library.Definition) {
		if !needed[d] {
			needed[d] = true
			queue = append(queue, d)
		}
	}
	mentions := func(b *language.Body) {
		for _, d := range e.lib.Mentions(b) {
			need(d)
		}
	}
	bodies := e.bodies()
	for _, b := range bodies {
		mentions(b)
	}
	if slices.ContainsFunc(bodies, library.ListsDates) {
		e.eachDate(nil, func(d *library.Date, _ string) {
			for _, b := range d.Words() {
				mentions(b)
			}
		})
	}
	for _, p := range e.lib.Schema.Parameters {
		switch v := e.get(p.Path).(type) {
		case deal.Text, deal.List, deal.Table, deal.Chosen:
			for _, d := range e.mentionedIn(p, v) {
				need(d)
			}
		}
	}
	for len(queue) > 0 {
		d := queue[0]
		queue = queue[1:]
		for _, other := range e.lib.Mentions(d.Body) {
			need(other)
		}
	}
	return needed
}

// mentionedIn lists the definitions that the words of a value may use. Those of a default
// that is the same for every deal are found once.
func (e *engine) mentionedIn(p *deal.Parameter, v deal.Value) []*library.Definition {
	find := func() any {
		var list []*library.Definition
		e.lib.Mentioned(e.texts.Style.Write(v), func(d *library.Definition) { list = append(list, d) })
		return list
	}
	if _, answered := e.deal.Answer(p.Path); answered || e.lib.Default(p.Path) != nil {
		return find().([]*library.Definition)
	}
	return e.lib.Once(mentioning{p.Path, e.texts.Family}, find).([]*library.Definition)
}

// mentioning is the key of what the default of a question mentions in a style.
type mentioning struct{ path, family string }

// bodies lists the wordings of the draft, apart from its definitions.
func (e *engine) bodies() []*language.Body {
	var list []*language.Body
	t := e.choices.Template
	if t.Cover != nil {
		list = append(list, t.Cover)
	}
	for _, k := range t.KeyTerms {
		list = append(list, k.Value)
	}
	for _, c := range e.choices.List {
		if c.Printed() {
			list = append(list, c.Variant.Body)
		}
	}
	for _, s := range e.schedulesTaken() {
		list = append(list, s.Body)
	}
	return list
}
