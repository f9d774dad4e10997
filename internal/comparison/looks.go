package comparison

import (
	"slices"

	"clausewright/internal/language"
	"clausewright/internal/library"
)

// bodies are the texts that make what stands at a site.
func (c *causes) bodies(side Side, at site) []*language.Body {
	lib, t := side.Library, side.Draft.Template
	var list []*language.Body
	switch {
	case at.term != "":
		for _, d := range lib.Definitions {
			if d.Term == at.term {
				list = append(list, d.When, d.Body)
			}
		}
	case at.row != "":
		for _, k := range t.KeyTerms {
			if k.Term == at.row {
				list = append(list, k.When, k.Value)
			}
		}
	case at.clause != "":
		if choice := side.Draft.Choices.Find(at.clause); choice != nil && choice.Variant != nil {
			list = append(list, choice.Variant.Body)
		}
		if clause := lib.Clauses[at.clause]; clause != nil {
			for _, s := range clause.Schedules {
				list = append(list, s.When, s.Body)
			}
		}
	default:
		list = append(list, t.Cover, t.Legend)
	}
	return slices.DeleteFunc(list, func(b *language.Body) bool { return b == nil })
}

func mentions(lib *library.Library, b *language.Body, term string) bool {
	return slices.ContainsFunc(lib.Mentions(b), func(d *library.Definition) bool { return d.Term == term })
}

// pathsOf lists the questions that a text looks at; those of a group, if it
// looks at the group.
func pathsOf(lib *library.Library, b *language.Body) []string {
	var named []string
	for _, u := range b.Uses() {
		named = append(named, u.Question())
	}
	for _, a := range b.Asks() {
		if a.Path != "" {
			named = append(named, a.Path)
		}
	}
	for _, p := range lib.Relied(b) {
		if p.When != nil {
			named = append(named, pathsOf(lib, p.When)...)
		}
	}
	for _, d := range lib.DatesFor(b) {
		for _, text := range d.Bodies() {
			named = append(named, pathsOf(lib, text)...)
		}
	}
	var paths []string
	for _, name := range named {
		for _, p := range lib.Schema.Under(name) {
			paths = appendNew(paths, p.Path)
		}
	}
	return paths
}

// clausesOf lists the clauses that a text asks for.
func clausesOf(lib *library.Library, b *language.Body) []string {
	var ids []string
	for _, a := range b.Asks() {
		if a.Clause != "" {
			ids = appendNew(ids, a.Clause)
		}
	}
	for _, p := range lib.Relied(b) {
		ids = appendNew(ids, p.Clause.ID)
	}
	for _, d := range lib.DatesFor(b) {
		ids = appendNew(ids, d.Clause.ID)
	}
	return ids
}

// appendNew appends what a list does not hold yet.
func appendNew[T comparable](list []T, more ...T) []T {
	for _, one := range more {
		if !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	return list
}
