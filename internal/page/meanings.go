package page

import (
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// supposed are the facts of a deal if one question were answered otherwise. It does not
// know what only a draft tells.
type supposed struct {
	p     *Page
	path  string
	value deal.Value
}

func (s supposed) Value(path string) (deal.Value, bool) {
	if path == s.path {
		return s.value, true
	}
	return s.p.now.made.Choices.Value(path)
}

func (s supposed) Given(path string) condition.Verdict {
	return condition.VerdictOf(path == s.path || strings.HasPrefix(s.path, path+".") || s.p.now.made.Deal.Given(path))
}

func (s supposed) Omitted(id string) condition.Verdict {
	return condition.VerdictOf(s.p.now.made.Deal.LeavesOut(id))
}

func (s supposed) Wanted(id string) condition.Verdict {
	return condition.VerdictOf(!s.p.now.made.Template.Prints(id) && s.p.now.made.Deal.Wants(id))
}

func (s supposed) Named(c *library.Clause) *library.Variant {
	return c.Variant(s.p.now.made.Deal.Named(c.ID))
}

func (s supposed) Run(*language.Body) condition.Verdict       { return condition.Maybe }
func (s supposed) Circular(*library.Clause) condition.Verdict { return condition.Maybe }

// lookers are the clauses that look at each question themselves, to decide whether they
// enter, how they read, or what there is to think of.
func lookers(lib *library.Library) map[string][]*library.Clause {
	looking := map[string][]*library.Clause{}
	for _, id := range lib.ClauseIDs() {
		c := lib.Clauses[id]
		paths := map[string]bool{}
		look := func(b *language.Body) {
			if b != nil {
				condition.Each(condition.Of(b), func(part condition.Expr) {
					for _, path := range condition.Paths(part) {
						paths[path] = true
					}
				})
			}
		}
		look(c.When)
		for _, v := range c.Variants {
			look(v.When)
		}
		for _, n := range c.Notes() {
			look(n.When)
		}
		for path := range paths {
			looking[path] = append(looking[path], c)
		}
	}
	return looking
}

// meanings fills in what each word of a question would bring, as the library says it:
// clauses, wordings, and what negotiators think of it. What every word brings is left
// out.
func (p *Page) meanings(q *question) {
	t := p.now.made.Template
	if p.now.made.Choices == nil || len(q.Options) < 2 || q.MayStayOpen() {
		return
	}
	clauses := slices.DeleteFunc(slices.Clone(p.looking()[q.Path]), func(c *library.Clause) bool { return !t.Lists(c.ID) })
	if len(clauses) == 0 {
		return
	}
	count := map[string]int{}
	for i := range q.Options {
		v, err := deal.ReadText(q.Parameter, q.Options[i].Word, "")
		if err != nil {
			return
		}
		facts := choose.New(p.lib, t, supposed{p, q.Path, v})
		for _, c := range clauses {
			q.Options[i].Means = append(q.Options[i].Means, meansFor(facts, c)...)
		}
		for _, says := range q.Options[i].Means {
			count[says]++
		}
	}
	for i := range q.Options {
		q.Options[i].Means = slices.DeleteFunc(q.Options[i].Means, func(says string) bool { return count[says] == len(q.Options) })
	}
}

// meansFor is what some facts bring of a clause.
func meansFor(facts *choose.Chooser, c *library.Clause) []string {
	if facts.Has(c.ID) != condition.Yes {
		return nil
	}
	list := []string{"The draft has: " + c.Title + "."}
	if way := facts.Variant(c); way != nil && len(c.Variants) > 1 && way.Variant.Gives != "" {
		list = append(list, c.Title+": "+way.Variant.Gives)
	}
	for _, n := range c.Notes() {
		if n.When != nil && facts.Holds(n.When) == condition.Yes {
			list = append(list, c.Title+": "+n.String())
		}
	}
	return list
}
