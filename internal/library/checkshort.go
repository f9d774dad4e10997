package library

import (
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
)

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
		p := o.problems.Errorf(t.fullPos, unknownTemplate, "there is no template %q", t.FullForm)
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
				o.problems.Errorf(s.places[to], UnknownID, "clause %q has nothing with the id %q", s.For, id)
			}
			targets = append(targets, to)
		}
		slices.Sort(targets)
		for _, to := range slices.Compact(targets) {
			if to != c.ID && !slices.Contains(partIDs, to) && !o.library.hasWithin(c, to) {
				o.problems.Errorf(s.places[to], UnknownID, "clause %q has no section %q", c.ID, to)
			}
		}
	}
}

// checkShort reports a call that asks whether a clause is said in short which is
// never.
func (o *opener) checkShort(pos diag.Position, clause string) {
	for _, id := range o.library.ClauseIDs() {
		if slices.ContainsFunc(o.library.Clauses[id].StandsFor, func(s *StandIn) bool { return s.For == clause }) {
			return
		}
	}
	o.problems.Errorf(pos, UnknownClause, "no compound clause stands for %q", clause).WithHint("has asks whether a clause is in the draft")
}
