package cases

import (
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// set builds a case of a clause from levels.
func (r *runner) set(c *library.Clause, levels []level) *Case {
	out := &Case{Clause: c.ID, File: "clauses/" + c.ID, deal: r.empty.Clone()}
	if t := listing(r.lib, c.ID); len(t) > 0 {
		out.Template = t[0].ID
	}
	for _, s := range levels {
		switch {
		case s.with != "":
			out.With = append(out.With, s.with)
		case s.path != "":
			out.deal.Fill(s.path, s.value)
		}
	}
	if prints(c) {
		out.Terms = r.lib.Terms()
	}
	return out
}

// prints reports whether the clause prints the compiled definitions.
func prints(c *library.Clause) bool {
	for _, v := range c.Variants {
		if v.Body.Prints("definitions") {
			return true
		}
	}
	return false
}

// enter finds levels with which a clause enters a draft: none are needed if it
// always does.
func (r *runner) enter(c *library.Clause) []level {
	if c.When == nil || len(listing(r.lib, c.ID)) == 0 {
		return nil
	}
	list := r.factors([]*language.Body{c.When}, nil)
	rand := splitmix(1)
	row := make([]level, len(list))
	for range 200 {
		if out := r.printPart(r.set(c, row), "", false, false); out.choice.Taken {
			return row
		}
		for i, f := range list {
			row[i] = pick(&rand, f.levels)
		}
	}
	return nil
}

// gridRows are the levels that the grid tries for a clause: all pairs of its
// factors, with what makes the clause enter.
func gridRows(list []factor, enter []level) [][]level {
	sizes := make([]int, len(list))
	for i, f := range list {
		sizes[i] = len(f.levels)
	}
	if len(sizes) == 0 {
		return [][]level{enter}
	}
	var rows [][]level
	for _, picked := range pairs(sizes) {
		row := make([]level, len(picked))
		for i, v := range picked {
			row[i] = list[i].levels[v]
		}
		rows = append(rows, overlay(row, enter))
	}
	return rows
}

// grid tries one row in every variant of the clause and tells what is wrong.
func (r *runner) grid(c *library.Clause, levels []level) []finding {
	var found []finding
	one := r.set(c, levels)
	if one.Template == "" {
		return nil
	}
	for _, v := range c.Variants {
		out := r.printPart(one, v.Name, false, true)
		problems := out.problems
		if out.doc != nil {
			problems = append(problems, r.leftovers(one.at(""), out.doc)...)
		}
		for _, p := range problems {
			found = append(found, finding{p, "variant " + v.Name + ", " + describe(levels)})
		}
	}
	return found
}
