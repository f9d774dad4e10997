package lint

import (
	"slices"
	"strings"

	"clausewright/internal/condition"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/logic"
)

// brokenPromise is the rule of what a clause says that a draft does not have.
const brokenPromise = "broken-promise"

// promises reports references to what nothing in the draft provides, and
// promises whose section is not there.
func (l *linter) promises(f *facts) {
	needed, targets := f.needed(), f.targets()
	for _, r := range f.providing {
		when := r.when
		if r.in != nil {
			when = logic.All(when, needed[r.in])
		}
		broken := logic.All(when, logic.Not(f.Formula(condition.Provides{Promise: r.name})))
		if found := f.Find(broken); found != nil {
			l.once(r.pos(), diag.Error, brokenPromise, "nothing provides %q %s%s", r.name, found.Witness(broken), l.inTemplate(f.template)).
				WithHint("guard it: {{if provides %q}} … {{end}}", r.name)
		}
	}
	for _, id := range f.template.Order() {
		if c := f.lib.Clauses[id]; c != nil {
			for _, p := range c.Provides {
				l.promise(f, p, targets)
			}
		}
	}
}

// promise reports a promise that is said to be kept by a section which is not
// in the draft then.
func (l *linter) promise(f *facts, p *library.Promise, targets map[string]*logic.Formula) {
	if l.unknownID(p.At, p.AtPos()) {
		return
	}
	broken := logic.All(f.In(p.Clause.ID), f.When(p.When), logic.Not(f.reached(targets, p.At)))
	if found := f.Find(broken); found != nil {
		l.once(p.AtPos(), diag.Error, brokenPromise, "%q is said to stand in %q, which is not in the draft %s%s", p.Name, p.At, found.Witness(broken), l.inTemplate(f.template)).
			WithHint("state under when: how the section comes to be printed")
	}
}

// relied reports promises that no text asks for, and lists that ask some
// clauses by name whether they keep a promise and leave out another that does.
func (l *linter) relied() {
	asked, owner := map[*library.Promise]bool{}, map[*language.Body]string{}
	for _, id := range l.lib.ClauseIDs() {
		for _, b := range l.lib.BodiesOf(l.lib.Clauses[id]) {
			owner[b] = id
		}
	}
	for _, b := range l.lib.Bodies() {
		for _, p := range l.lib.Relied(b) {
			asked[p] = true
		}
		l.incomplete(b, owner[b])
	}
	for _, id := range l.lib.ClauseIDs() {
		for _, p := range l.lib.Clauses[id].Provides {
			if !asked[p] {
				l.once(p.Pos, diag.Warning, "unused-promise", "no text asks whether clause %q provides %q", id, p.Name).
					WithHint("ask for it by provides, providing or provisions, or take it out")
			}
		}
	}
}

// incomplete reports a text that asks two clauses or more by name for the same
// promise, as a list of provisions does, and does not ask another that makes it. The
// clause in whose folder the text stands need not be asked.
func (l *linter) incomplete(b *language.Body, owner string) {
	named := map[string][]string{} // promise -> clauses
	first := map[string]int{}
	for _, a := range b.Asks() {
		if a.Promise == "" {
			continue
		}
		if _, ok := first[a.Promise]; !ok {
			first[a.Promise] = a.Offset
		}
		if a.Clause != "" && !slices.Contains(named[a.Promise], a.Clause) {
			named[a.Promise] = append(named[a.Promise], a.Clause)
		}
	}
	for name, clauses := range named {
		var missing []string
		for _, p := range l.lib.Promises(name, "") {
			if id := p.Clause.ID; !slices.Contains(clauses, id) && !slices.Contains(missing, id) && id != owner {
				missing = append(missing, id)
			}
		}
		if len(clauses) > 1 && len(missing) > 0 {
			l.once(b.Position(first[name]), diag.Error, "incomplete-list", "the list of what provides %q leaves out %s", name, strings.Join(missing, ", ")).
				WithHint("add it with its own passage, or let providing make the list")
		}
	}
}
