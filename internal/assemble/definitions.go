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
	needed := e.termsToPrint()
	for _, d := range e.lib.Definitions {
		if !needed[d] || e.defined[d.Term] || !e.holds(d.When) {
			continue
		}
		e.alone.take(library.Branch{Of: d, Yes: true})
		e.out.Definition(e.spelledAll(d.Forms))
		e.run(d.Body, wording{e})
		e.out.End()
	}
	e.out.EndDefinitions()
	return "", nil
}

// termsToPrint are those that a part names, or that a whole draft may use.
func (e *engine) termsToPrint() map[*library.Definition]bool {
	if e.alone != nil {
		return e.alone.terms
	}
	return e.neededDefinitions()
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
	for _, p := range e.ownValues() {
		e.lib.Mentioned(e.texts.Style.Write(e.get(p.Path)), need)
	}
	for _, m := range e.mentioningDefaults() {
		if _, answered := e.deal.Answer(m.path); !answered {
			for _, d := range m.definitions {
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

// ownValues lists the questions whose value is of this deal, and can use a term.
func (e *engine) ownValues() []*deal.Parameter {
	var list []*deal.Parameter
	add := func(p *deal.Parameter) {
		if usesTerms(e.get(p.Path)) {
			list = append(list, p)
		}
	}
	for _, path := range e.deal.Answers() {
		if p, ok := e.lib.Schema.Find(path); ok {
			add(p)
		}
	}
	for _, p := range e.lib.Computed() {
		if _, answered := e.deal.Answer(p.Path); !answered {
			add(p)
		}
	}
	return list
}

// usesTerms reports whether a value has words that can use a term.
func usesTerms(v deal.Value) bool {
	switch v.(type) {
	case deal.Text, deal.List, deal.Table, deal.Chosen:
		return true
	}
	return false
}

// mentioning is a default that is the same for every deal, with the definitions that it
// may use.
type mentioning struct {
	path        string
	definitions []*library.Definition
}

// mentioningDefaults lists the defaults of that kind that may use a definition, in the
// style of the draft.
func (e *engine) mentioningDefaults() []mentioning {
	return e.lib.Once(mentioningIn{e.texts.Family}, func() any {
		var list []mentioning
		fixed := e.lib.FixedDefaults(e.texts.Family, "")
		for _, p := range e.lib.Schema.Parameters {
			m := mentioning{path: p.Path}
			if v := fixed[p.Path]; usesTerms(v) {
				e.lib.Mentioned(e.texts.Style.Write(v), func(d *library.Definition) { m.definitions = append(m.definitions, d) })
			}
			if len(m.definitions) > 0 {
				list = append(list, m)
			}
		}
		return list
	}).([]mentioning)
}

// mentioningIn is the key of the defaults that may use a definition in a style.
type mentioningIn struct{ family string }

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
