package page

import (
	"slices"

	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// group is what is asked at once.
type group struct {
	ID, Title string
	Clauses   []*clause
	Current   bool

	Answered, Missing, Open, Prefilled, Wrong int // questions of it
}

// clause is a clause with its questions.
type clause struct {
	ID, Title, Summary string
	In                 bool // it is in the draft
	Waits              bool // it was asked for, and comes in with an answer to one of its questions
	Notes              []string
	Questions          []*question

	Was      string // what the file says of it by name
	Named    string // the variant that the file names
	InForce  string // the variant that is printed
	SaidBy   string // the clause that says it in short
	Variants []variant
	Acts     []act
	Group    string
	Notice   *notice
}

// Anchor is the place of the clause on the page.
func (c *clause) Anchor() string { return anchorOf("clauses." + c.ID) }

// Groups that are no article: the questions that decide the rest, and the clauses that
// can be added to a short form.
const (
	startGroup = "start"
	addGroup   = "add"
)

// groups are the questions of a template: first those that decide the rest, then by
// article, then those of what can be added.
func (p *Page) groups(t *library.Template, n *notice) []*group {
	by := grouping{p, t, p.asked[t](), map[string]bool{}, n}
	list := append([]*group{by.deciding()}, by.articles()...)
	list = append(list, by.addable())
	return slices.DeleteFunc(list, func(g *group) bool { return len(g.Clauses) == 0 })
}

// grouping puts the questions of a template into groups, each question into one.
type grouping struct {
	*Page
	template *library.Template
	asks     map[string][]*deal.Parameter // the questions of each clause
	placed   map[string]bool              // questions that stand in a group
	notice   *notice
}

// deciding are the questions that decide the rest.
func (by grouping) deciding() *group {
	all := map[string]*deal.Parameter{}
	for _, list := range by.asks {
		for _, q := range list {
			all[q.Path] = q
		}
	}
	begins, _ := by.lib.Beginning()
	var asked []*deal.Parameter
	for _, path := range begins.First {
		if q := all[path]; q != nil {
			asked = append(asked, q)
		}
	}
	g := &group{ID: startGroup, Title: "What decides the rest"}
	if len(asked) > 0 {
		g.Clauses = []*clause{{ID: startGroup, In: true, Questions: by.questions(asked, startGroup)}}
	}
	return g
}

// articles are the clauses that a template prints, by article. Clauses that are not in
// the draft come last in theirs.
func (by grouping) articles() []*group {
	var list []*group
	groups := map[string]*group{}
	for _, id := range by.template.Order() {
		c := by.lib.Clauses[id]
		if c == nil {
			continue
		}
		groupID, title := articleOf(by.template, c)
		g := groups[groupID]
		if g == nil {
			g = &group{ID: groupID, Title: title}
			groups[groupID] = g
			list = append(list, g)
		}
		one := by.clause(c, g, by.became(id), by.asks[id])
		if one.In {
			one.Notes = by.notes(c)
		}
		if len(one.Questions) > 0 || one.In && len(one.Variants) > 0 {
			g.Clauses = append(g.Clauses, one)
		}
	}
	for _, g := range list {
		slices.SortStableFunc(g.Clauses, func(a, b *clause) int {
			switch {
			case a.In == b.In:
				return 0
			case a.In:
				return -1
			}
			return 1
		})
	}
	return list
}

// addable are the clauses that a short form leaves to its full form, and that a deal can
// add to it.
func (by grouping) addable() *group {
	g := &group{ID: addGroup, Title: "What can be added in full"}
	for _, id := range by.template.All() {
		c := by.lib.Clauses[id]
		if c == nil || !by.template.Adds(id) {
			continue
		}
		wanted, asked := by.now.made.Deal.Wants(id), c.Parameters
		if !wanted {
			asked = nil
		}
		one := by.clause(c, g, wanted, asked)
		one.Waits = wanted && !by.became(id)
		g.Clauses = append(g.Clauses, one)
	}
	return g
}

// clause is a clause in a group, with its questions.
func (by grouping) clause(c *library.Clause, g *group, in bool, asked []*deal.Parameter) *clause {
	one := &clause{ID: c.ID, Title: c.Title, Summary: c.Summary, Group: g.ID, In: in, Questions: by.questions(asked, g.ID)}
	by.fillClause(one, c)
	if by.notice != nil && by.notice.Path == "clauses."+c.ID {
		one.Notice = by.notice
	}
	return one
}

// questions are those that stand in no group yet.
func (by grouping) questions(asked []*deal.Parameter, groupID string) []*question {
	var list []*question
	for _, q := range asked {
		if !by.placed[q.Path] {
			by.placed[q.Path] = true
			list = append(list, by.question(q, groupID, by.notice))
		}
	}
	return list
}

// became reports whether a clause is in the draft.
func (p *Page) became(id string) bool {
	if p.now.made.Choices == nil {
		return true // nobody can tell
	}
	c := p.now.made.Choices.Find(id)
	return c != nil && c.Taken
}

// notes are the guidance for negotiators that is about this draft.
func (p *Page) notes(c *library.Clause) []string {
	var list []string
	for _, n := range c.Notes() {
		if n.When != nil && (p.now.made.Choices == nil || !p.now.made.Choices.Holds(n.When)) {
			continue
		}
		says := n.Say
		if n.For != "" {
			says = "For the " + library.Sides[n.For] + ": " + says
		}
		list = append(list, says)
	}
	return list
}

// articleOf is the article in which a template has a clause, or that which says it.
func articleOf(t *library.Template, c *library.Clause) (id, title string) {
	said := c.ID
	if s := t.StandIn(c.ID); s != nil {
		said = s.By
	}
	for _, a := range t.Articles {
		if slices.Contains(a.Clauses, said) {
			return a.ID, a.Title
		}
	}
	return "others", "Parties, schedules and signature"
}

// count counts what there is to be done in a group.
func (g *group) count() {
	for _, c := range g.Clauses {
		for _, q := range c.Questions {
			if slices.ContainsFunc(q.Problems, func(t linkedProblem) bool { return t.Severity != diag.Info && t.Rule != choose.MissingAnswer }) {
				g.Wrong++
			}
			switch {
			case q.Status == "missing":
				g.Missing++
			case q.Status == "open":
				g.Open++
			case q.Status == "pre-filled":
				g.Prefilled++
			case q.Status == "answered":
				g.Answered++
			}
		}
	}
}
