// Package deviation tells where a deal leaves a house position, what the other side
// gains by it, and who has to agree.
package deviation

import (
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// Read reads a house file for a library: what deal.ReadHouse reads, with every name of
// a clause, a variant, a template and a rule looked up.
func Read(lib *library.Library, file string, data []byte) (*deal.House, diag.List) {
	h, problems := deal.ReadHouse(file, data, lib.Schema)
	c := &lookup{lib: lib, problems: problems}
	for _, t := range h.Templates {
		c.one("templates", "template", t, lib.TemplateIDs())
	}
	for _, list := range [][]deal.Wanted{h.With, h.Without} {
		for _, w := range list {
			c.one("clauses", "clause", deal.Named{Name: w.Clause, Pos: w.Pos}, lib.ClauseIDs())
		}
	}
	for _, w := range h.Variants {
		path := deal.VariantDeparture + w.Clause
		if c.one(path, "clause", deal.Named{Name: w.Clause, Pos: w.Pos}, lib.ClauseIDs()) {
			for _, name := range w.Names {
				c.one(path, "variant of it", name, variantNames(lib.Clauses[w.Clause]))
			}
		}
	}
	for _, rule := range h.Approvals {
		for _, name := range rule.For {
			c.departure(name)
		}
	}
	c.problems.Sort()
	return h, c.problems
}

// lookup looks up the names of a house file.
type lookup struct {
	lib      *library.Library
	problems diag.List
}

// one reports whether a name is one of those that there are, and the problem if not.
func (c *lookup) one(path, what string, name deal.Named, there []string) bool {
	if slices.Contains(there, name.Name) {
		return true
	}
	p := c.problems.Errorf(name.Pos, "unknown-"+strings.Fields(what)[0], "there is no %s called %q", what, name.Name).WithPath(path)
	switch near := diag.Nearest(name.Name, there); {
	case near != "":
		p.WithHint("did you mean %q?", near)
	case len(there) <= 12:
		p.WithHint("there is: %s", strings.Join(there, ", "))
	default:
		p.WithHint("\"clausewright list clauses\" names them")
	}
	return false
}

func variantNames(c *library.Clause) []string {
	var list []string
	for _, v := range c.Variants {
		list = append(list, v.Name)
	}
	return list
}

// departure looks up what a rule of approval is for.
func (c *lookup) departure(name deal.Named) {
	kind, of, named := deal.CutDeparture(name.Name)
	switch {
	case named && kind == deal.RuleDeparture:
		c.one("approvals", "rule", deal.Named{Name: of, Pos: name.Pos}, c.lib.RuleIDs())
		return
	case named && of != deal.OutsideClauses:
		c.one("approvals", "clause", deal.Named{Name: of, Pos: name.Pos}, c.lib.ClauseIDs())
		return
	case named:
		return
	}
	known := slices.Concat(deal.DepartureKinds(), c.lib.ClauseIDs(), c.lib.RuleIDs())
	for _, q := range c.lib.Schema.Parameters {
		known = append(known, q.Path)
		for i := range q.Columns {
			known = append(known, q.Path+"."+q.Columns[i].Path)
		}
	}
	if c.lib.Schema.HasGroup(name.Name) || slices.Contains(known, name.Name) {
		return
	}
	p := c.problems.Errorf(name.Pos, "unknown-name", "there is no question, group of questions, clause or rule called %q", name.Name).WithPath("approvals")
	if near := diag.Nearest(name.Name, known); near != "" {
		p.WithHint("did you mean %q?", near)
	} else {
		p.WithHint("name what is departed from, such as fees.upfront, royalty, grant-back or F-56, or one of: %s", strings.Join(deal.DepartureKinds(), ", "))
	}
}
