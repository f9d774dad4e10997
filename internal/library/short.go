package library

import (
	"maps"
	"slices"
	"strings"
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
			at = f["at"]
			for _, id := range f["ids"].pairs() {
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
			why, c.Words, c.Harmless = f["why"], f["words"].texts(), f["harmless"].flag()
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

// All is Order with the clauses that a deal can add, each in its place.
func (t *Template) All() []string { return t.With(t.listing()) }

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
		for _, b := range l.printedOf(c) {
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
	return c.hasSchedule(id) || slices.ContainsFunc(l.printedOf(c), func(b *language.Body) bool { return markdown.Naming.Holds(b.Source(), id) })
}

// printedOf lists the wordings of a clause and of its schedules.
func (l *Library) printedOf(c *Clause) []*language.Body {
	var list []*language.Body
	for _, v := range c.Variants {
		list = append(list, v.Body)
	}
	for _, s := range c.Schedules {
		list = append(list, s.Body)
	}
	return slices.DeleteFunc(list, func(b *language.Body) bool { return b == nil })
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
	return slices.ContainsFunc(b.Calls(), func(c language.Call) bool {
		return c.Name == "short" && slices.Contains(c.Args, clause)
	})
}

// checkCompound looks at what a compound clause says of itself.
func (o *opener) checkCompound(c *Clause) {
	for _, s := range c.StandsFor {
		switch other := o.library.Clauses[s.For]; {
		case other == nil:
			o.unknownClause(s.Pos, s.For)
		case len(other.StandsFor) > 0:
			o.problems.Errorf(s.Pos, "stands-for", "%q stands for other clauses itself", s.For).WithHint("name those")
		}
	}
	if len(c.StandsFor) > 0 && c.When != nil {
		o.problems.Errorf(c.When.Start(), "stands-for", "clause %q is in a draft where one is for which it stands", c.ID).WithHint("take the condition out")
	}
	if len(c.StandsFor) > 0 && len(c.Parameters) > 0 {
		o.problems.Errorf(c.Parameters[0].Pos, "stands-for", "clause %q stands for others, and asks their questions only", c.ID).
			WithHint("ask this in one of the clauses for which it stands")
	}
}

// checkShortForm looks at what a template says of its full form.
func (o *opener) checkShortForm(t *Template) {
	full := o.library.Templates[t.FullForm]
	switch {
	case t.FullForm == "" && len(t.NotCarried) > 0:
		o.problems.Errorf(t.NotCarried[0].Pos, "stands-for", "what is not carried is measured by the full form").WithHint("name that template under full_form")
	case t.FullForm != "" && full == nil:
		p := o.problems.Errorf(t.fullPos, "unknown-template", "there is no template %q", t.FullForm)
		if near := diag.Nearest(t.FullForm, o.library.TemplateIDs()); near != "" {
			p.WithHint("did you mean %q?", near)
		}
	case full != nil && full.FullForm != "":
		o.problems.Errorf(t.fullPos, "stands-for", "template %q is a short form itself", t.FullForm).WithHint("name the form of which it is one")
	}
	listed := t.listing()
	first := map[string]*StandIn{}
	for _, id := range listed {
		c := o.library.Clauses[id]
		if c == nil {
			continue
		}
		for _, s := range c.StandsFor {
			if t.printed[s.For] {
				o.problems.Errorf(t.places[s.For], "stands-for", "clause %q is listed, and %q stands for it", s.For, id).WithHint("take one of them out").See(s.Pos, "it stands for it here")
			} else if other := first[s.For]; other != nil {
				o.problems.Errorf(t.places[id], "stands-for", "%q and %q stand for clause %q", other.By, id, s.For).WithHint("take one of them out")
			}
			first[s.For] = s
		}
	}
	for _, c := range t.NotCarried {
		o.checkNotCarried(t, c)
	}
}

// checkNotCarried looks at one thing that a template does not carry.
func (o *opener) checkNotCarried(t *Template, n *NotCarried) {
	if c := o.library.Clauses[n.Key]; c != nil {
		switch {
		case t.Lists(n.Key):
			o.problems.Errorf(n.Pos, "stands-for", "the template does carry clause %q", n.Key).WithHint("take the line out")
		case c.When == nil:
			o.problems.Errorf(n.Pos, "stands-for", "every full form has clause %q", n.Key).WithHint("let a compound clause stand for it, and list its questions that are not carried")
		case len(n.Words) > 0 || n.Harmless:
			o.problems.Errorf(n.Pos, "stands-for", "a clause has no words, and is not harmless").WithHint("say only why it is not carried")
		}
		return
	}
	p := o.library.question(n.Key)
	if p == nil {
		o.unknownParameter(n.Pos, n.Key)
		return
	}
	if _, whole := o.library.Schema.Find(n.Key); !whole && !p.Optional && p.Default == "" && len(n.Words) == 0 && !n.Harmless {
		o.problems.Errorf(n.Pos, "stands-for", "every row has %q: no deal with the table could be carried", n.Key).WithHint("give up the whole table, or some words of the column, or let the form say it")
	}
	for _, word := range n.Words {
		if !slices.ContainsFunc(p.Choices, func(c deal.Choice) bool { return c.Word == word }) {
			o.problems.Errorf(n.Pos, "unknown-word", "%q is no word of %q", word, n.Key).WithHint("one of: %s", strings.Join(p.Words(), ", "))
		}
	}
}

// question is the question at a path, or the column of a table; nil if there is
// none.
func (l *Library) question(path string) *deal.Parameter {
	if p, ok := l.Schema.Find(path); ok {
		return p
	}
	table, column := deal.CutLast(path)
	p, ok := l.Schema.Find(table)
	if !ok {
		return nil
	}
	for i := range p.Columns {
		if p.Columns[i].Path == column {
			return &p.Columns[i]
		}
	}
	return nil
}

// checkStandIns reports sections that a clause is said to have and has not.
func (o *opener) checkStandIns(c *Clause) {
	for _, s := range c.StandsFor {
		other := o.library.Clauses[s.For]
		if other == nil {
			continue
		}
		targets := []string{s.At}
		for id, to := range s.IDs {
			if !o.library.hasWithin(other, id) {
				o.problems.Errorf(s.places[to], "unknown-id", "clause %q has nothing with the id %q", s.For, id)
			}
			targets = append(targets, to)
		}
		slices.Sort(targets)
		for _, to := range slices.Compact(targets) {
			if to != c.ID && !slices.Contains(partIDs, to) && !o.library.hasWithin(c, to) {
				o.problems.Errorf(s.places[to], "unknown-id", "clause %q has no section %q", c.ID, to)
			}
		}
	}
}

// checkShort reports a call that asks whether a clause is said in short which is
// never.
func (o *opener) checkShort(b *language.Body, c language.Call) {
	for _, id := range o.library.ClauseIDs() {
		if slices.ContainsFunc(o.library.Clauses[id].StandsFor, func(s *StandIn) bool { return s.For == c.Args[0] }) {
			return
		}
	}
	o.problems.Errorf(b.Position(c.Offset), "unknown-clause", "no compound clause stands for %q", c.Args[0]).WithHint("has asks whether a clause is in the draft")
}
