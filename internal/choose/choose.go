// Package choose decides which clauses of a template a deal takes, and in
// which variant: for a whole deal, or as far as a part of one tells.
package choose

import (
	"cmp"
	"slices"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// Enters is the condition under which a clause is in the drafts of a template: in
// its own words, or in those of a compound clause. A compound clause is in them
// while it has something to say.
func Enters(lib *library.Library, t *library.Template, id string) condition.Expr {
	return lib.Once(entering{t, id}, func() any { return enters(lib, t, id) }).(condition.Expr)
}

// What follows are the keys of what the library is asked for again and again.
type (
	entering struct {
		into   *library.Template
		clause string
	}
	waysTo     struct{ clause *library.Clause }
	promisedBy condition.Provides
)

func enters(lib *library.Library, t *library.Template, id string) condition.Expr {
	c := lib.Clauses[id]
	if c == nil {
		return condition.Any{}
	}
	own := condition.All{condition.Not{Of: condition.Omitted{Clause: id}}, condition.Of(c.When)}
	switch by := t.StandIn(id); {
	case t.Prints(id) && len(c.StandsFor) > 0:
		return append(own, saysAny(t, c))
	case t.Prints(id):
		return own
	case by != nil:
		return append(own, condition.Any{condition.Wanted{Clause: id}, condition.Not{Of: condition.Omitted{Clause: by.By}}})
	case t.Adds(id):
		return append(condition.All{condition.Wanted{Clause: id}}, own...)
	}
	return condition.Any{}
}

// saysAny is the condition that a compound clause says one of the clauses for
// which it stands.
func saysAny(t *library.Template, c *library.Clause) condition.Expr {
	var either condition.Any
	for _, s := range c.StandsFor {
		either = append(either, Said(t, condition.Short{Clause: s.For}))
	}
	return either
}

// Said is what has to hold for a compound clause of a template to say another
// clause: that is in the draft, and not in its own words.
func Said(t *library.Template, s condition.Short) condition.Expr {
	if t.StandIn(s.Clause) == nil {
		return condition.Any{}
	}
	return condition.All{condition.Has(s), condition.Not{Of: condition.Wanted(s)}}
}

// Way is one way to a variant of a clause.
type Way struct {
	Variant *library.Variant
	If      condition.Expr
	When    *language.Body // that If states; nil for the drafting side, and where nothing else decides
	BySide  bool           // the deal is drafted for a side, and this is its variant
}

// Ways lists the ways to the variants of a clause, where the deal names none.
// The first whose condition holds is taken: the first variant that has a
// condition which holds, else the drafting side's, else the balanced one. The list is
// shared: it must not be changed.
func Ways(lib *library.Library, c *library.Clause) []Way {
	return lib.Once(waysTo{c}, func() any { return ways(lib, c) }).([]Way)
}

func ways(lib *library.Library, c *library.Clause) []Way {
	var list []Way
	for _, v := range c.Variants {
		if v.When != nil {
			list = append(list, Way{Variant: v, If: condition.Of(v.When), When: v.When})
		}
	}
	if side, ok := lib.Schema.Find(deal.SidePath); ok {
		for _, word := range side.Choices {
			if v := c.Variant(word.Word); v != nil {
				list = append(list, Way{Variant: v, If: condition.Is(side.Path, word.Word), BySide: true})
			}
		}
	}
	if v := c.Variant(library.Balanced); v != nil {
		list = append(list, Way{Variant: v, If: condition.All{}})
	}
	return list
}

// Facts are what is known of a deal: everything, or a part.
type Facts interface {
	// Value is the answer to a question, else its default, else a deal.None. It
	// is false if that is not known.
	Value(path string) (v deal.Value, known bool)
	// Given tells whether the deal answers a question, or holds the group.
	Given(path string) condition.Verdict
	// Omitted tells whether the deal leaves a clause out.
	Omitted(clause string) condition.Verdict
	// Wanted tells whether the deal wants a clause in its own words.
	Wanted(clause string) condition.Verdict
	// Named is the variant that the deal names for a clause; nil if it names none.
	Named(c *library.Clause) *library.Variant
	// Run works out what the text of a condition does not tell by itself: Maybe
	// unless the deal is whole.
	Run(b *language.Body) condition.Verdict
	// Circular is what becomes of a clause whose condition asks whether the
	// clause itself is in.
	Circular(c *library.Clause) condition.Verdict
}

// Chooser decides about the clauses of a template, each when it is first
// needed: a condition may ask about another clause.
type Chooser struct {
	Facts
	lib      *library.Library
	template *library.Template
	decided  map[string]condition.Verdict // nil: the facts may change
	deciding map[string]bool
}

// New is a chooser by facts that stay as they are.
func New(lib *library.Library, t *library.Template, f Facts) *Chooser {
	c := Changing(lib, t, f)
	c.decided = map[string]condition.Verdict{}
	return c
}

// Changing is a chooser by facts that may change from one question to the next.
func Changing(lib *library.Library, t *library.Template, f Facts) *Chooser {
	return &Chooser{Facts: f, lib: lib, template: t, deciding: map[string]bool{}}
}

// Has tells whether a clause is in the draft.
func (c *Chooser) Has(id string) condition.Verdict {
	if v, ok := c.decided[id]; ok {
		return v
	}
	if c.deciding[id] {
		return c.Circular(c.lib.Clauses[id])
	}
	c.deciding[id] = true
	v := c.judge(Enters(c.lib, c.template, id), whenOf(c.lib.Clauses[id]))
	delete(c.deciding, id)
	if c.decided != nil {
		c.decided[id] = v
	}
	return v
}

// Said is what has to hold for a compound clause to say another clause.
func (c *Chooser) Said(s condition.Short) condition.Expr { return Said(c.template, s) }

// Promised is what has to hold for a promise to be kept: a clause that makes it
// is in the draft, and its condition holds.
func (c *Chooser) Promised(p condition.Provides) condition.Expr { return Promised(c.lib, p) }

// Promised is what has to hold for a promise to be kept: a clause that makes it
// is in the draft, and its condition holds.
func Promised(lib *library.Library, p condition.Provides) condition.Expr {
	return lib.Once(promisedBy(p), func() any {
		var either condition.Any
		for _, promise := range lib.Promises(p.Promise, p.Clause) {
			either = append(either, condition.All{condition.Has{Clause: promise.Clause.ID}, condition.Of(promise.When)})
		}
		return condition.Expr(either)
	}).(condition.Expr)
}

// Kept lists the promises of a name that clauses of the draft keep, in the
// order of the draft. If clause is not "", those of others are left out.
func (c *Chooser) Kept(name, clause string) []*library.Promise {
	var kept []*library.Promise
	for _, p := range c.lib.Promises(name, clause) {
		if c.keeps(p) {
			kept = append(kept, p)
		}
	}
	slices.SortStableFunc(kept, func(a, b *library.Promise) int { return cmp.Compare(c.position(a), c.position(b)) })
	return kept
}

// Keeps reports whether a clause of the draft keeps a promise of a name; that clause,
// if it is not "".
func (c *Chooser) Keeps(name, clause string) bool {
	return slices.ContainsFunc(c.lib.Promises(name, clause), c.keeps)
}

// keeps reports whether a promise is kept.
func (c *Chooser) keeps(p *library.Promise) bool {
	_, listed := c.template.Position(p.Clause.ID)
	return listed && c.Has(p.Clause.ID) == condition.Yes && c.Holds(p.When) == condition.Yes
}

// position is the place of a promise's clause in the template.
func (c *Chooser) position(p *library.Promise) int {
	i, _ := c.template.Position(p.Clause.ID)
	return i
}

func whenOf(c *library.Clause) *language.Body {
	if c == nil {
		return nil
	}
	return c.When
}

// Holds tells whether a condition of the library holds. No condition always
// holds.
func (c *Chooser) Holds(b *language.Body) condition.Verdict { return c.judge(condition.Of(b), b) }

// judge works out a condition, with the text that only a whole deal can run.
func (c *Chooser) judge(e condition.Expr, b *language.Body) condition.Verdict {
	v := condition.Judge(e, c)
	if v == condition.Maybe && b != nil {
		return c.Run(b)
	}
	return v
}

// Variant is the way to the variant of a clause that is in the draft; nil if
// that is not known. A variant that the deal names is a way without reason.
func (c *Chooser) Variant(of *library.Clause) *Way {
	if v := c.Named(of); v != nil {
		return &Way{Variant: v}
	}
	for _, way := range Ways(c.lib, of) {
		switch c.judge(way.If, way.When) {
		case condition.Yes:
			return &way
		case condition.Maybe:
			return nil
		}
	}
	return nil
}
