package lint

import (
	"fmt"
	"slices"
	"text/template/parse"

	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/logic"
)

// outcome notes, over all templates, whether something can hold and can fail.
type outcome struct{ holds, fails bool }

// outcomes collect what the drafts of all templates reach, so that what none does is told.
type outcomes struct {
	branches map[*parse.IfNode]*outcome
	where    map[*parse.IfNode]branch
	order    []*parse.IfNode
	whens    map[*language.Body]*outcome
	variants map[*library.Variant]*outcome // holds: alone; fails: after those before it
	rules    map[*library.Rule]*outcome    // holds: it fires; fails: it is silent
}

func newOutcomes() *outcomes {
	return &outcomes{
		branches: map[*parse.IfNode]*outcome{}, where: map[*parse.IfNode]branch{}, whens: map[*language.Body]*outcome{},
		variants: map[*library.Variant]*outcome{}, rules: map[*library.Rule]*outcome{},
	}
}

// look notes what the drafts of one template reach, where a deal may leave out
// any clause and name any variant; strict is the world in which it does neither.
func (d *outcomes) look(f, strict *drafts) {
	for _, b := range f.conditions() {
		d.branch(f, b)
	}
	for _, id := range f.template.Order() {
		c := f.lib.Clauses[id]
		if c == nil {
			continue
		}
		d.when(f, c.When, logic.Always)
		for _, p := range c.Provides {
			d.when(f, p.When, f.In(id))
		}
		for _, s := range c.Schedules {
			d.when(f, s.When, f.In(id))
		}
		for _, date := range c.Dates() {
			if date.When != nil {
				o, when := outcomeOf(d.whens, date.When), f.dateWhen(date)
				o.holds = o.holds || f.Possible(logic.All(f.In(id), when))
				o.fails = o.fails || f.Possible(logic.All(f.In(id), logic.Not(when)))
			}
		}
		for i, v := range c.Variants {
			if v.When != nil {
				o := outcomeOf(d.variants, v)
				o.holds = o.holds || f.Possible(logic.All(f.In(id), f.When(v.When)))
				o.fails = o.fails || strict.Possible(logic.All(strict.Printed(id), strict.Chosen(c, i)))
			}
		}
		if !f.Possible(f.In(id)) {
			continue
		}
		for _, r := range c.Rules() {
			d.rule(f, c, r)
		}
	}
	for _, k := range f.template.KeyTerms {
		d.when(f, k.When, f.In(k.Clause))
	}
	for _, def := range f.lib.Definitions {
		d.when(f, def.When, logic.Always)
	}
}

func outcomeOf[K comparable](m map[K]*outcome, key K) *outcome {
	if m[key] == nil {
		m[key] = &outcome{}
	}
	return m[key]
}

func (d *outcomes) branch(w *drafts, b branch) {
	o := d.branches[b.node]
	if o == nil {
		o = &outcome{}
		d.branches[b.node], d.where[b.node] = o, b
		d.order = append(d.order, b.node)
	}
	o.holds = o.holds || w.Possible(logic.All(b.when, b.condition))
	o.fails = o.fails || w.Possible(logic.All(b.when, logic.Not(b.condition)))
}

func (d *outcomes) when(w *drafts, b *language.Body, before *logic.Formula) {
	if b == nil {
		return
	}
	o, f := outcomeOf(d.whens, b), w.When(b)
	o.holds = o.holds || w.Possible(logic.All(before, f))
	o.fails = o.fails || w.Possible(logic.All(before, logic.Not(f)))
}

// rule notes whether a rule can fire, and whether it can be silent, in a draft
// that has its clause. A rule says nothing about answers that are open.
func (d *outcomes) rule(w *drafts, c *library.Clause, r *library.Rule) {
	o := outcomeOf(d.rules, r)
	when := w.In(c.ID)
	if r.Each != "" {
		if p, ok := w.lib.Schema.Find(r.Each); ok {
			when = logic.All(when, w.True(p.Path))
		}
	}
	for _, u := range r.If.Uses() {
		if p, ok := w.lib.Schema.Find(u.Path); ok && u.Table == "" {
			when = logic.All(when, w.Closed(p.Path))
		}
	}
	met := w.When(r.If)
	o.holds = o.holds || w.Possible(logic.All(when, met))
	o.fails = o.fails || w.Possible(logic.All(when, logic.Not(met)))
}

// deadParts reports what no draft can reach.
func (l *linter) deadParts(d *outcomes) {
	for _, n := range d.order {
		l.deadBranch(d.where[n], d.branches[n])
	}
	for _, id := range l.lib.ClauseIDs() {
		c := l.lib.Clauses[id]
		l.constantWhen(d, c.When, fmt.Sprintf("clause %q", id))
		for _, s := range c.Schedules {
			l.constantWhen(d, s.When, fmt.Sprintf("schedule %q", s.ID))
		}
		for _, date := range c.Dates() {
			l.constantWhen(d, date.When, fmt.Sprintf("the date %q of clause %q", date.Name, id))
		}
		for _, p := range c.Provides {
			if o := d.whens[p.When]; o != nil && !o.holds {
				l.once(p.When.Start(), diag.Warning, "constant-condition", "clause %q never provides %q: the condition cannot hold", id, p.Name)
			}
		}
		for _, v := range c.Variants {
			l.deadVariant(c, v, d.variants[v])
		}
		for _, r := range c.Rules() {
			switch o := d.rules[r]; {
			case o == nil:
			case !o.holds:
				l.once(r.If.Start(), diag.Warning, "dead-rule", "rule %s can never fire: no answers meet its condition in a draft that has clause %q", r.ID, id).
					WithHint("correct the condition, or take the rule out")
			case !o.fails:
				l.once(r.If.Start(), diag.Warning, "constant-condition", "rule %s always fires: no answers fail its condition", r.ID).
					WithHint("correct the condition, or say it in the notes of the clause")
			}
		}
	}
	for _, def := range l.lib.Definitions {
		l.constantWhen(d, def.When, fmt.Sprintf("the definition of %q", def.Term))
	}
	for _, id := range l.lib.TemplateIDs() {
		for _, k := range l.lib.Templates[id].KeyTerms {
			l.constantWhen(d, k.When, fmt.Sprintf("the row %q", k.Term))
		}
	}
}

// deadBranch reports an if whose condition no answers can change. A last "else
// if" may name the only case that is left.
func (l *linter) deadBranch(b branch, o *outcome) {
	pos := b.body.Position(int(b.node.Pipe.Pos))
	switch {
	case !o.holds && !o.fails: // the passage around it is never printed, which is told there
	case !o.holds:
		l.once(pos, diag.Warning, "constant-condition", "this condition never holds where it stands").
			WithHint("take the passage out, or correct the condition")
	case !o.fails && (b.node.ElseList != nil || !b.isElse):
		l.once(pos, diag.Warning, "constant-condition", "this condition always holds where it stands").
			WithHint("take the condition out, with its else if it has one")
	}
}

// constantWhen reports a condition of clause.yaml that no answers can change.
func (l *linter) constantWhen(d *outcomes, b *language.Body, what string) {
	if b == nil || d.whens[b] == nil {
		return
	}
	switch o := d.whens[b]; {
	case !o.holds:
		l.once(b.Start(), diag.Warning, "constant-condition", "%s is never in a draft: its condition cannot hold", what)
	case !o.fails:
		l.once(b.Start(), diag.Warning, "constant-condition", "the condition of %s always holds", what).WithHint("take it out")
	}
}

func (l *linter) deadVariant(c *library.Clause, v *library.Variant, o *outcome) {
	switch {
	case o == nil:
	case !o.holds:
		l.once(v.When.Start(), diag.Warning, "unreachable-variant", "the variant %q of clause %q is never chosen: its condition cannot hold", v.Name, c.ID)
	case !o.fails:
		l.once(v.When.Start(), diag.Warning, "unreachable-variant", "the variant %q of clause %q is never chosen: wherever its condition holds, that of a variant before it holds too", v.Name, c.ID).
			WithHint("put it first, or narrow the conditions before it")
	}
}

// overlaps reports variants of one clause whose conditions can hold together:
// only their order decides between them.
func (l *linter) overlaps(w *drafts) {
	for _, id := range w.template.Order() {
		c := w.lib.Clauses[id]
		if c == nil {
			continue
		}
		for i, later := range c.Variants {
			for _, earlier := range c.Variants[:i] {
				if later.When == nil || earlier.When == nil {
					continue
				}
				both := logic.All(w.In(id), w.When(earlier.When), w.When(later.When))
				if found := w.Find(both); found != nil && w.Possible(logic.All(w.In(id), w.Chosen(c, i))) {
					l.once(later.When.Start(), diag.Warning, "overlapping-variants", "the variants %q and %q of clause %q both fit %s: the first is taken",
						earlier.Name, later.Name, id, found.Witness(both)).See(earlier.When.Start(), "the other condition").
						WithHint("make the conditions exclude each other")
				}
			}
		}
	}
}

// isElseIf finds the ifs that continue another.
func isElseIf(parent *parse.IfNode) *parse.IfNode {
	if parent.ElseList == nil || len(parent.ElseList.Nodes) != 1 {
		return nil
	}
	inner, _ := parent.ElseList.Nodes[0].(*parse.IfNode)
	return inner
}

// elseIfs notes which branches continue another.
func elseIfs(branches []branch) {
	var inner []*parse.IfNode
	for _, b := range branches {
		if n := isElseIf(b.node); n != nil {
			inner = append(inner, n)
		}
	}
	for i := range branches {
		branches[i].isElse = slices.Contains(inner, branches[i].node)
	}
}
