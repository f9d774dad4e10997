package draft

import (
	"path"
	"slices"
	"strings"

	"clausewright/internal/assemble"
	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// unsaid reports the answers of a deal that its full form would say, and the short
// form which it takes does not: nobody is to believe that they stand in the draft.
// The full form tells, by being drafted from the same deal. What known tells already
// is not told again, and several answers of one clause are told at the first.
func unsaid(lib *library.Library, t *library.Template, d *deal.Deal, short *choose.Choices, known diag.List) diag.List {
	full := lib.Templates[t.FullForm]
	if full == nil {
		return nil
	}
	asked := slices.DeleteFunc(slices.Clone(short.Unsaid), func(answer string) bool {
		q, _ := lib.Schema.Find(answer)
		n := t.Withholds(answer)
		return n != nil && n.Harmless || slices.ContainsFunc(known, func(p *diag.Problem) bool {
			return p.Rule == assemble.NotCarried && (p.Path == answer || p.About == q.Clause)
		})
	})
	if len(asked) == 0 {
		return nil
	}
	whole, _, _ := assemble.Run(lib, full, d, assemble.Options{Said: true, Faulty: true})
	var problems diag.List
	first := map[[2]string]*diag.Problem{}
	for _, answer := range asked {
		q, _ := lib.Schema.Find(answer)
		if _, said := slices.BinarySearch(whole.Said, answer); !said {
			continue
		}
		about := [2]string{q.Clause, whyUnsaid(t, q)}
		if p := first[about]; p != nil {
			p.See(d.Pos(answer), "nor %s", answer)
			continue
		}
		p := problems.Errorf(d.Pos(answer), assemble.NotCarried, "this form does not say it%s", about[1]).WithPath(answer)
		first[about] = p.WithHint("%s", choose.WayOutOf(t, q.Clause))
	}
	return problems
}

// whyUnsaid is the reason that the template gives for what it does not say; "" if it
// gives none.
func whyUnsaid(t *library.Template, q *deal.Parameter) string {
	for _, key := range []string{q.Path, q.Clause} {
		if n := t.Withholds(key); n != nil {
			return ": " + strings.TrimSuffix(n.Why, ".")
		}
	}
	return ""
}

// customary remarks that another form of the agreement is customary for a deal, if it
// says so, the form that the deal takes does not, and nothing of the deal would be lost.
func customary(lib *library.Library, made *Draft) diag.List {
	var problems diag.List
	t := made.Template
	if t.Customary != nil && made.Choices.Holds(t.Customary) {
		return nil
	}
	for _, id := range lib.TemplateIDs() {
		other := lib.Templates[id]
		if other.FullForm != t.ID && t.FullForm != id || other.Customary == nil || !made.Choices.Holds(other.Customary) {
			continue
		}
		_, found := from(lib, made.Deal, nil, Options{Template: id})
		if !slices.ContainsFunc(found, func(p *diag.Problem) bool { return p.Severity == diag.Error }) {
			problems.Add(made.Deal.TemplatePos, diag.Info, "customary-form", "the form %q is customary for such a deal: %s", id, other.CustomaryWhy).
				WithPath("template").WithHint("draft --template %s shows it", id)
		}
	}
	return problems
}

// together tells, in place of a fault that shows in a text of the library, which clause
// a deal has to take in full as well: the one that defines a term of a clause that it
// takes in full, and is said in short here.
func together(lib *library.Library, made *Draft, found diag.List) diag.List {
	d := made.Deal
	wanted := slices.Concat(d.Full, d.Add)
	if made.Template == nil || made.Choices == nil || len(wanted) == 0 {
		return found
	}
	told := map[string]bool{}
	var list diag.List
	for _, p := range found {
		definer := ""
		if p.Rule == document.UndefinedTerm && p.Severity == diag.Error && p.Pos.File != d.File {
			definer = definedBy(lib, made, p.About)
		}
		if definer == "" {
			list = append(list, p)
			continue
		}
		at := wanted[0]
		for _, w := range wanted {
			if path.Base(path.Dir(p.Pos.File)) == w.Clause {
				at = w
			}
		}
		if !told[at.Clause+definer] {
			told[at.Clause+definer] = true
			list.Errorf(at.Pos, assemble.NotCarried, "%q cannot be in full alone: it uses %q, which clause %q defines and this form says otherwise", at.Clause, p.About, definer).
				WithPath("clauses").See(p.Pos, "it is used here").WithHint("%s", choose.WayOutOf(made.Template, definer))
		}
	}
	list.Sort()
	return list
}

// definedBy is the clause said in short whose own wording defines a term; "" if there
// is none.
func definedBy(lib *library.Library, made *Draft, term string) string {
	for _, id := range made.Template.Order() {
		c := made.Choices.Find(id)
		if c == nil || c.By == nil {
			continue
		}
		for _, v := range c.Clause.Variants {
			for m := range markdown.Defining.All(v.Body.Source()) {
				if m.Inside == term || strings.HasSuffix(m.Inside, " "+term) || strings.HasPrefix(m.Inside, term+" ") {
					return id
				}
			}
		}
	}
	return ""
}
