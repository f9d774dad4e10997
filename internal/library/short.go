package library

import (
	"maps"
	"slices"
	"sync"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/markdown"
)

// A short form is a template of compound clauses. Each of them says in a few
// words what clauses of the full form say at length, and stands for them: their
// questions, defaults, rules and promises hold in the draft as if they were in it
// themselves.

// StandIn is a compound clause that stands for another clause.
type StandIn struct {
	By, For string            // ids of the compound clause, and of the clause that it stands for
	At      string            // the section of the compound clause that says it; its own id if the library names none
	IDs     map[string]string // id within the clause stood for -> id within the compound clause that says it
	Pos     diag.Position
	places  map[string]diag.Position // of the values of IDs and of At, by id
}

// NotCarried is a clause, a question, or words of a question, that a short form
// leaves to the full form on purpose.
type NotCarried struct {
	Key   string   // id of a clause, path of a question or of a column of a table
	Words []string // those of its answers that are not carried; none: no answer is
	Why   string   // a part of a sentence
	Pos   diag.Position

	Harmless bool // the answers say nothing that the parties agree on, such as a number for a row: they are not refused
}

// standsFor reads which clauses a compound clause stands for.
func (o *opener) standsFor(c *Clause, n node) {
	for _, p := range n.pairs() {
		s := &StandIn{By: c.ID, For: p.key.Value, At: c.ID, IDs: map[string]string{}, Pos: p.key.pos(), places: map[string]diag.Position{}}
		at := p.value
		if p.value.Kind == yaml.MappingNode {
			f := p.value.fields("at", "ids")
			at = f.get("at")
			for _, id := range f.get("ids").pairs() {
				s.IDs[id.key.Value] = id.value.text()
				s.places[id.value.text()] = id.value.pos()
			}
		}
		if !at.blank() {
			s.At = at.text()
			s.places[s.At] = at.pos()
		}
		c.StandsFor = append(c.StandsFor, s)
	}
}

// notCarried reads what a template leaves to its full form.
func (t *Template) notCarried(n node) {
	for _, p := range n.pairs() {
		c := &NotCarried{Key: p.key.Value, Pos: p.key.pos()}
		why := p.value
		if p.value.Kind == yaml.MappingNode {
			f := p.value.fields("words", "why", "harmless")
			why, c.Words, c.Harmless = f.get("why"), f.get("words").texts(), f.get("harmless").flag()
		}
		if c.Why = why.text(); c.Why == "" {
			p.key.errorf("say why the form does not carry %q", c.Key)
		}
		t.NotCarried = append(t.NotCarried, c)
	}
}

// arrange works out which clauses the drafts of a template can hold, and in which
// order: those that it lists, after each the clauses for which it stands, and
// where the full form has them the clauses that a deal can add.
func (l *Library) arrange(t *Template) {
	t.printed, t.standing, t.following = map[string]bool{}, map[string]*StandIn{}, map[string][]string{}
	listed := t.listing()
	for _, id := range listed {
		t.printed[id] = true
	}
	for _, id := range listed {
		c := l.Clauses[id]
		if c == nil {
			continue
		}
		for _, s := range c.StandsFor {
			if l.Clauses[s.For] != nil && !t.printed[s.For] && t.standing[s.For] == nil {
				t.standing[s.For] = s
				t.following[id] = append(t.following[id], s.For)
			}
		}
	}
	t.order = t.With(listed)
	l.placeAdded(t)
	t.all, t.position = t.With(listed), map[string]int{}
	for i, id := range t.all {
		t.position[id] = i
	}
	t.leads = sync.OnceValue(func() map[string][]string { return l.leadsOf(t) })
}

// placeAdded places the clauses of the full form that a template leaves out:
// after the clause before which they do not stand there.
func (l *Library) placeAdded(t *Template) {
	full := l.Templates[t.FullForm]
	if full == nil {
		return
	}
	place := func(ids, into []string) {
		if len(into) == 0 {
			return
		}
		after := ""
		for _, id := range ids {
			switch {
			case l.Clauses[id] == nil:
			case t.printed[id] || t.standing[id] != nil:
				if home := t.home(id); slices.Contains(into, home) {
					after = id
				}
			default:
				t.addable = append(t.addable, id)
				t.insert(id, after, into[0])
				after = id
			}
		}
	}
	var inArticles, articles []string
	for _, a := range full.Articles {
		inArticles = append(inArticles, a.Clauses...)
	}
	for _, a := range t.Articles {
		articles = append(articles, a.Clauses...)
	}
	place(full.Opening, t.Opening)
	place(inArticles, articles)
	place(full.Closing, t.Closing)
}

// home is the clause that the template lists and with which another is printed.
func (t *Template) home(id string) string {
	for listed, ids := range t.following {
		if slices.Contains(ids, id) {
			return listed
		}
	}
	return id
}

// insert places a clause after another; after the first one listed, if that is "".
func (t *Template) insert(id, after, first string) {
	if after == "" {
		after = first
	}
	home := t.home(after)
	at := slices.Index(t.following[home], after) + 1
	t.following[home] = slices.Insert(t.following[home], at, id)
}

// listing lists the clauses that a template names, in order.
func (t *Template) listing() []string {
	list := slices.Clone(t.Opening)
	for _, a := range t.Articles {
		list = append(list, a.Clauses...)
	}
	return append(list, t.Closing...)
}

// Order lists the clauses whose matter the template has: those that it lists
// itself, and after each those for which it stands. The list is shared: it must
// not be changed.
func (t *Template) Order() []string { return t.order }

// Lists reports whether the matter of a clause is in the template: in its own
// words or in those of a compound clause.
func (t *Template) Lists(clause string) bool { return t.printed[clause] || t.standing[clause] != nil }

// Prints reports whether the template itself lists a clause.
func (t *Template) Prints(clause string) bool { return t.printed[clause] }

// Apart reports whether the template lists a clause outside its articles.
func (t *Template) Apart(clause string) bool {
	return slices.Contains(t.Opening, clause) || slices.Contains(t.Closing, clause)
}

// StandIn tells which compound clause stands for a clause; nil if none does.
func (t *Template) StandIn(clause string) *StandIn { return t.standing[clause] }

// SaidIn are the sections of a compound clause that say a clause for which it
// stands, sorted; none if no compound clause stands for it.
func (t *Template) SaidIn(clause string) []string {
	s := t.standing[clause]
	if s == nil {
		return nil
	}
	return slices.Compact(slices.Sorted(slices.Values(slices.AppendSeq([]string{s.At}, maps.Values(s.IDs)))))
}

// Adds reports whether a deal can add a clause to the draft.
func (t *Template) Adds(clause string) bool { return slices.Contains(t.addable, clause) }

// All is Order with the clauses that a deal can add, each in its place. The list is
// shared: it must not be changed.
func (t *Template) All() []string { return t.all }

// Position is the place of a clause in All; false if it is not there.
func (t *Template) Position(clause string) (int, bool) {
	i, ok := t.position[clause]
	return i, ok
}

// With lists clauses that the template lists, and after each those that a draft can
// print with it in their own words.
func (t *Template) With(ids []string) []string {
	var list []string
	for _, id := range ids {
		list = append(append(list, id), t.following[id]...)
	}
	return list
}

// Leads are the ids to which a reference leads in the drafts of a template where they
// do not have the one it names, the first that they have: of the section which says
// the same in short, or of the clause that is there in its own words instead.
func (l *Library) Leads(t *Template, id string) []string {
	if len(t.standing) == 0 {
		return nil
	}
	return t.leads()[id]
}

// leadsOf tells where references lead that name what compound clauses of a template
// stand for, a clause or what has an id within one, or what they say in its place.
func (l *Library) leadsOf(t *Template) map[string][]string {
	leads := map[string][]string{}
	for _, id := range t.order {
		s := t.standing[id]
		if s == nil {
			continue
		}
		c := l.Clauses[id]
		lead := func(from, to string) {
			if from != to && !slices.Contains(leads[from], to) {
				leads[from] = append(leads[from], to)
			}
		}
		lead(id, s.At)
		for _, within := range slices.Sorted(maps.Keys(s.IDs)) {
			lead(within, s.IDs[within])
			lead(s.IDs[within], within)
		}
		for _, schedule := range c.Schedules {
			lead(schedule.ID, s.At)
		}
		for _, b := range c.Wordings() {
			for m := range markdown.Naming.All(b.Source()) {
				lead(m.Inside, s.At)
			}
		}
		lead(s.At, id)
		lead(s.By, id)
	}
	return leads
}

// hasWithin reports whether a clause brings a schedule, or has a section or an
// item, with an id.
func (l *Library) hasWithin(c *Clause, id string) bool {
	return c.hasSchedule(id) || slices.ContainsFunc(c.Wordings(), func(b *language.Body) bool { return markdown.Naming.Holds(b.Source(), id) })
}

// Withholds is what a template says of a clause or a question that it does not
// carry; nil if it carries it.
func (t *Template) Withholds(key string) *NotCarried {
	for _, c := range t.NotCarried {
		if c.Key == key && len(c.Words) == 0 {
			return c
		}
	}
	return nil
}

// Carries reports whether a draft has to know the answer to a question: a compound
// clause asks for nothing that the template leaves to its full form.
func (t *Template) Carries(p *deal.Parameter) bool {
	return t.standing[p.Clause] == nil || t.Withholds(p.Path) == nil
}

// CarriedBy lists the questions of a clause that the template asks.
func (t *Template) CarriedBy(c *Clause) []*deal.Parameter {
	if t.standing[c.ID] == nil {
		return c.Parameters
	}
	return slices.DeleteFunc(slices.Clone(c.Parameters), func(p *deal.Parameter) bool { return !t.Carries(p) })
}

// Attaches reports whether the template lists a schedule of a clause of its order, or
// prints the clause.
func (t *Template) Attaches(s *Schedule) bool {
	return slices.Contains(t.Schedules, s.ID) || t.printed[s.Clause.ID]
}

// GivesUp reports whether a template does not carry a word of a choice or a list.
func (t *Template) GivesUp(path, word string) bool {
	return slices.ContainsFunc(t.NotCarried, func(n *NotCarried) bool { return n.Key == path && slices.Contains(n.Words, word) })
}

// AsksShort reports whether a text asks whether a clause is said in short: where
// it is not, the text does without it.
func AsksShort(b *language.Body, clause string) bool {
	return slices.ContainsFunc(b.Asks(), func(a language.Asked) bool { return a.By.Name == "short" && a.Clause == clause })
}
