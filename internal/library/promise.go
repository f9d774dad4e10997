package library

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// Promise is something that a clause provides, so that other texts can rely on
// it by name: that it ends exclusivity, asks for an approval, and so on.
type Promise struct {
	Name   string
	Clause *Clause
	When   *language.Body // it is kept while this holds; nil: whenever the clause is in the draft
	At     string         // id of the section that keeps it; that of the clause, if the library does not say
	As     string         // what a list calls it, in British spelling; "" if no list does
	Pos    diag.Position

	atPos diag.Position
}

// AtPos is where the library says where the promise is kept.
func (p *Promise) AtPos() diag.Position { return p.atPos }

// promises reads what a clause provides: for each name a condition, or where
// and under which condition, or a list of these.
func (o *opener) promises(c *Clause, n node) {
	for _, p := range n.pairs() {
		if !deal.ValidID(p.key.Value) {
			p.key.errorf("%q is no name of a promise", p.key.Value).WithHint("it is %s", deal.NamedSo)
			continue
		}
		entries := []node{p.value}
		if p.value.Kind == yaml.SequenceNode {
			entries = p.value.items()
		}
		for _, entry := range entries {
			promise := &Promise{Name: p.key.Value, Clause: c, At: c.ID, Pos: p.key.pos(), atPos: entry.pos()}
			when := entry
			if entry.Kind == yaml.MappingNode {
				f := entry.fields("when", "at", "as")
				when, promise.As = f.get("when"), f.get("as").text()
				if at := f.get("at").text(); at != "" {
					promise.At, promise.atPos = at, f.get("at").pos()
				}
			}
			if when.Node != nil && when.Value != "true" {
				promise.When = when.body(language.Expression)
			}
			c.Provides = append(c.Provides, promise)
		}
	}
}

// Promises lists the clauses' promises of a name, by clause. If clause is not
// "", those of other clauses are left out.
func (l *Library) Promises(name, clause string) []*Promise {
	from := l.promises
	if c := l.Clauses[clause]; c != nil {
		from = c.Provides
	}
	var list []*Promise
	for _, p := range from {
		if p.Name == name && (clause == "" || p.Clause.ID == clause) {
			list = append(list, p)
		}
	}
	return list
}

// Relied lists the promises that a text asks for, each once.
func (l *Library) Relied(b *language.Body) []*Promise {
	var list []*Promise
	for _, a := range b.Asks() {
		for _, p := range l.Promises(a.Promise, a.Clause) {
			if !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	}
	return list
}

// checkPromise reports a call that asks for what nothing provides.
func (o *opener) checkPromise(pos diag.Position, asked language.Asked) {
	if len(o.library.Promises(asked.Promise, asked.Clause)) > 0 {
		return
	}
	if len(o.library.Promises(asked.Promise, "")) > 0 {
		o.problems.Errorf(pos, UnknownPromise, "clause %q does not provide %q", asked.Clause, asked.Promise)
		return
	}
	p := o.problems.Errorf(pos, UnknownPromise, "no clause provides %q", asked.Promise)
	if near := diag.Nearest(asked.Promise, o.library.promiseNames()); near != "" {
		p.WithHint("did you mean %q?", near)
	} else {
		p.WithHint("state it under provides in the clause.yaml of the clause that does it")
	}
}

// checkDependent reports a promise that depends on others: nobody could follow
// it.
func (o *opener) checkDependent(p *Promise) {
	if p.When == nil {
		return
	}
	for _, a := range p.When.Asks() {
		if a.Promise != "" {
			o.problems.Errorf(p.When.Position(a.Offset), "dependent-promise", "what a clause provides cannot depend on what another provides").
				WithHint("ask has and the answers that decide")
			p.When = nil
			return
		}
	}
}

// promiseNames lists the names of all promises.
func (l *Library) promiseNames() []string {
	var names []string
	for _, p := range l.promises {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}
