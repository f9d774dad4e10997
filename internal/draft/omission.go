package draft

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// A library keeps every reference and every term of a draft whatever the
// answers are (lint holds that), but not if a deal leaves out a clause which the
// others count on. What then shows in their wordings is the fault of the
// omission, and is told there, once.

// rounds is how often the clauses that depend on an omission are left out as
// well, to see whether that ends it.
const rounds = 4

// most is how many clauses an omission may take along to be a way out.
const most = 12

// omissions tells, in place of the faults in the library's texts, which
// omission is at fault, what depends on the clause, and both ways out.
func omissions(lib *library.Library, d *deal.Deal, opts Options, problems diag.List) diag.List {
	faults := ofTexts(d, problems)
	if len(faults) == 0 || !lastsWithout(lib, d, opts, faults) {
		return problems
	}
	rest := slices.DeleteFunc(slices.Clone(problems), func(p *diag.Problem) bool {
		return slices.Contains(faults, p) || p.Rule == choose.UnusedAnswer // which answers are used is to be seen when the clause is back
	})
	by := map[string]diag.List{}
	for _, f := range faults {
		o := atFault(lib, d, f)
		by[o.Clause] = append(by[o.Clause], f)
	}
	for i := range d.Omit {
		if own := by[d.Omit[i].Clause]; own != nil {
			rest = append(rest, refuse(lib, d, opts, &d.Omit[i], own))
		}
	}
	rest.Sort()
	return rest
}

// ofTexts are the errors that show in texts of the library.
func ofTexts(d *deal.Deal, problems diag.List) diag.List {
	var faults diag.List
	for _, p := range problems {
		if p.Severity == diag.Error && p.Pos.File != d.File {
			faults = append(faults, p)
		}
	}
	return faults
}

// lastsWithout reports whether the faults end when no clause is left out: others
// are the library's own.
func lastsWithout(lib *library.Library, d *deal.Deal, opts Options, faults diag.List) bool {
	whole := d.Clone()
	whole.Omit = nil
	_, others := attempt(lib, whole, nil, opts)
	return !slices.ContainsFunc(ofTexts(d, others), func(p *diag.Problem) bool {
		return slices.ContainsFunc(faults, p.SameAs)
	})
}

// atFault is the omission that is to blame for a fault: that of the clause which
// has what the fault is about.
func atFault(lib *library.Library, d *deal.Deal, f *diag.Problem) *deal.Omission {
	for _, has := range []func(*library.Clause, string) bool{
		func(c *library.Clause, about string) bool { return c.ID == about || defines(lib, c, about) },
		func(c *library.Clause, about string) bool {
			return holds(lib, c, func(text string) bool {
				return markdown.Naming.Holds(text, about) || markdown.Defining.Holds(text, about)
			})
		},
		func(c *library.Clause, about string) bool {
			return about != "" && holds(lib, c, func(text string) bool { return strings.Contains(text, about) })
		},
	} {
		for i := range d.Omit {
			if c := lib.Clauses[d.Omit[i].Clause]; c != nil && has(c, f.About) {
				return &d.Omit[i]
			}
		}
	}
	return &d.Omit[0]
}

// holds reports whether a text of a clause has something in it.
func holds(lib *library.Library, c *library.Clause, has func(text string) bool) bool {
	return slices.ContainsFunc(lib.BodiesOf(c), func(b *language.Body) bool { return has(b.Source()) })
}

// defines reports whether a term is defined only beside a clause, or a schedule is
// brought by it.
func defines(lib *library.Library, c *library.Clause, about string) bool {
	if s := lib.Schedule(about); s != nil && s.Clause == c {
		return true
	}
	for _, d := range lib.Definitions {
		named := d.Term == about || slices.Contains(d.Forms, about)
		if named && condition.Judge(condition.Of(d.When), leftOut(c.ID)) == condition.No {
			return true
		}
	}
	return false
}

// leftOut is the id of a clause that is left out. Of the rest of the deal nothing is
// known.
type leftOut string

func (id leftOut) Has(clause string) condition.Verdict {
	if clause == string(id) {
		return condition.No
	}
	return condition.Maybe
}

func (id leftOut) Said(s condition.Short) condition.Expr {
	if s.Clause == string(id) {
		return condition.Any{}
	}
	return condition.Opaque{}
}

func (leftOut) Value(string) (deal.Value, bool)            { return nil, false }
func (leftOut) Given(string) condition.Verdict             { return condition.Maybe }
func (leftOut) Promised(condition.Provides) condition.Expr { return condition.Opaque{} }
func (leftOut) Omitted(string) condition.Verdict           { return condition.Maybe }
func (leftOut) Wanted(string) condition.Verdict            { return condition.Maybe }

// refuse is the error at an omission.
func refuse(lib *library.Library, d *deal.Deal, opts Options, o *deal.Omission, faults diag.List) *diag.Problem {
	clauses, terms := dependents(lib, faults)
	var list diag.List
	p := list.Errorf(o.Pos, "omitted-clause", "%q cannot be left out: %s on it", o.Clause, depend(clauses, terms)).WithPath(deal.OmitPath)
	for _, f := range faults[:min(len(faults), 3)] {
		p.See(f.Pos, "%s", f.Message)
	}
	if more := followers(lib, d, opts); more != nil {
		return p.WithHint("keep the clause, or leave out what depends on it as well: omit: [%s]", strings.Join(more, ", "))
	}
	return p.WithHint("keep the clause: too much depends on it to be left out as well")
}

// dependents are the clauses whose texts have the faults, and the terms whose
// definitions have them.
func dependents(lib *library.Library, faults diag.List) (clauses, terms []string) {
	for _, f := range faults {
		if at := slices.IndexFunc(lib.Definitions, func(d *library.Definition) bool { return d.Body.File == f.Pos.File }); at >= 0 {
			terms = append(terms, lib.Definitions[at].Term)
		} else if id := path.Base(path.Dir(f.Pos.File)); lib.Clauses[id] != nil {
			clauses = append(clauses, id)
		}
	}
	slices.Sort(clauses)
	slices.Sort(terms)
	return slices.Compact(clauses), slices.Compact(terms)
}

// depend names what depends on a clause, with its verb.
func depend(clauses, terms []string) string {
	const few = 6
	var names []string
	for _, id := range clauses {
		names = append(names, fmt.Sprintf("%q", id))
	}
	for _, term := range terms {
		names = append(names, "the definition of "+term)
	}
	switch n := len(names); {
	case n == 0:
		return "other texts depend"
	case n == 1:
		return names[0] + " depends"
	case n > few:
		return fmt.Sprintf("%s and %d others depend", strings.Join(names[:few-1], ", "), n-few+1)
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1] + " depend"
	}
}

// followers are all clauses to leave out so that nothing is left which depends
// on one of them; nil if there is no such draft, or too many of them.
func followers(lib *library.Library, d *deal.Deal, opts Options) []string {
	d = d.Clone()
	for range rounds {
		_, problems := attempt(lib, d, nil, opts)
		if !problems.HasErrors() {
			return left(d)
		}
		clauses, terms := dependents(lib, ofTexts(d, problems))
		clauses = append(clauses, using(lib, terms)...)
		before := len(d.Omit)
		for _, id := range clauses {
			if !slices.Contains(left(d), id) {
				d.Omit = append(d.Omit, deal.Omission{Clause: id})
			}
		}
		if len(d.Omit) == before || len(d.Omit) > most {
			return nil
		}
	}
	return nil
}

// left lists the clauses that a deal leaves out.
func left(d *deal.Deal) []string {
	var list []string
	for _, o := range d.Omit {
		list = append(list, o.Clause)
	}
	return list
}

// using lists the clauses of which a wording uses one of the terms.
func using(lib *library.Library, terms []string) []string {
	var list []string
	for _, id := range lib.ClauseIDs() {
		for _, v := range lib.Clauses[id].Variants {
			if slices.ContainsFunc(lib.Mentions(v.Body), func(d *library.Definition) bool { return slices.Contains(terms, d.Term) }) {
				list = append(list, id)
				break
			}
		}
	}
	return list
}

// placeholders tells where a draft refers to a clause in whose place only a
// notice stands: what the reference promises is not there.
func placeholders(d *deal.Deal, doc *document.Document) diag.List {
	var problems diag.List
	for _, o := range d.Omit {
		if o.Notice == "" {
			continue
		}
		var referring []string
		for _, part := range doc.Body {
			for _, section := range sectionsOf(part) {
				name := section.Name()
				if refersTo(section, o.Clause) && !slices.Contains(referring, name) {
					referring = append(referring, name)
				}
			}
		}
		if len(referring) > 0 {
			problems.Add(o.Pos, diag.Warning, "omitted-clause", "clause %q is left out, and the draft refers to the notice in its place: %s", o.Clause, strings.Join(referring, "; ")).
				WithPath(deal.OmitPath).WithHint("keep the clause, or answer so that nothing refers to it")
		}
	}
	return problems
}

// sectionsOf are the sections of a division, or the division itself if it has
// none.
func sectionsOf(d *document.Division) []*document.Division {
	if list := d.Sections(); list != nil {
		return list
	}
	return []*document.Division{d}
}

// refersTo reports whether a division refers to a clause.
func refersTo(d *document.Division, clause string) bool {
	found := false
	document.WalkBlock(d, func(node any) bool {
		r, ok := node.(*document.Reference)
		found = found || ok && slices.Contains(r.Targets, clause)
		return !found
	})
	return found
}
