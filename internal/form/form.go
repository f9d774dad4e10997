// Package form turns a library around: from the clauses of a template it
// writes the deal file that asks their questions, and the JSON Schema that
// checks one in an editor.
package form

import (
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// Extent tells how much a new deal file asks.
type Extent int

// The extents. The zero Extent is Usual.
const (
	Usual   Extent = iota // what must be answered, in brief, with what is commonly agreed
	Minimal               // what must be answered
	Full                  // everything
)

// DefaultTemplate is the template that a new deal takes if none is named: the
// one that lists more clauses than any other. It is nil if two list as many,
// or if there is none.
func DefaultTemplate(lib *library.Library) *library.Template {
	var most *library.Template
	alone := false
	for _, id := range lib.TemplateIDs() {
		t := lib.Templates[id]
		switch {
		case most == nil || len(t.Order()) > len(most.Order()):
			most, alone = t, true
		case len(t.Order()) == len(most.Order()):
			alone = false
		}
	}
	if !alone {
		return nil
	}
	return most
}

// topGroup is the first key of a path: "party" of "party.licensor.name".
func topGroup(path string) string {
	group, _, _ := strings.Cut(path, ".")
	return group
}

// clausesOf lists the clauses of a template in order.
func clausesOf(lib *library.Library, t *library.Template) []*library.Clause {
	var list []*library.Clause
	for _, id := range t.Order() {
		if c := lib.Clauses[id]; c != nil {
			list = append(list, c)
		}
	}
	return list
}

// Asked lists the questions of each clause of a template: its own, and those of
// clauses that the template leaves out but on which its wording depends.
func Asked(lib *library.Library, t *library.Template) map[string][]*deal.Parameter {
	asked, seen := map[string][]*deal.Parameter{}, map[string]bool{}
	for _, c := range clausesOf(lib, t) {
		asked[c.ID] = slices.Clone(t.CarriedBy(c))
		for _, p := range c.Parameters {
			seen[p.Path] = true
		}
	}
	borrow := func(clause string, paths ...string) {
		for _, path := range paths {
			if p, ok := lib.Schema.Find(path); ok && !seen[path] {
				seen[path] = true
				asked[clause] = append(asked[clause], p)
			}
		}
	}
	others := map[string][]string{} // questions that no clause of the template asks, by group
	for _, p := range lib.Schema.Parameters {
		if !seen[p.Path] {
			group, _, _ := strings.Cut(p.Path, ".")
			others[group] = append(others[group], p.Path)
		}
	}
	borrowIn := func(clause string, b *language.Body) {
		if mayName(b, others) { // few texts do, so that the others are not parsed for this
			borrow(clause, pathsIn(b)...)
		}
	}
	for i, c := range clausesOf(lib, t) {
		if i == 0 {
			borrow(c.ID, deal.OwnPaths()...)
			borrowIn(c.ID, t.Cover)
			borrowIn(c.ID, t.Legend)
		}
		borrowIn(c.ID, c.When)
		for _, v := range variantsOf(t, c) {
			borrowIn(c.ID, v.Body)
			borrowIn(c.ID, v.When)
		}
		for _, s := range schedulesOf(t, c) {
			borrowIn(c.ID, s.Body)
		}
		for _, k := range t.KeyTerms {
			if k.Clause == c.ID {
				borrowIn(c.ID, k.Value)
				borrowIn(c.ID, k.When)
			}
		}
	}
	return asked
}

// variantsOf are the wordings of a clause that a template prints; none of one that a
// compound clause says.
func variantsOf(t *library.Template, c *library.Clause) []*library.Variant {
	if !t.Prints(c.ID) {
		return nil
	}
	return c.Variants
}

// schedulesOf are the schedules of a clause that a template prints.
func schedulesOf(t *library.Template, c *library.Clause) []*library.Schedule {
	return slices.DeleteFunc(slices.Clone(c.Schedules), func(s *library.Schedule) bool { return !t.Attaches(s) })
}

// mayName reports whether a text can name one of some parameters, which are by group: it
// holds the path, or each of its words as a field. Of most groups it holds not even the name.
func mayName(b *language.Body, groups map[string][]string) bool {
	if b == nil {
		return false
	}
	source := b.Source()
	holds := func(path string) bool {
		for word := range strings.SplitSeq(path, ".") {
			if !strings.Contains(source, "."+word) {
				return strings.Contains(source, path)
			}
		}
		return true
	}
	for group, paths := range groups {
		if strings.Contains(source, group) && slices.ContainsFunc(paths, holds) {
			return true
		}
	}
	return false
}

// pathsIn lists the parameters that a body names.
func pathsIn(b *language.Body) []string {
	if b == nil {
		return nil
	}
	var paths []string
	for _, u := range b.Uses() {
		if u.Table == "" && !slices.Contains(paths, u.Path) {
			paths = append(paths, u.Path)
		}
	}
	for _, a := range b.Asks() {
		if a.Path != "" && !slices.Contains(paths, a.Path) {
			paths = append(paths, a.Path)
		}
	}
	return paths
}
