package lint

import (
	"fmt"
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// lostWhenOpen is the rule of conditions that take words away, without a word,
// because an answer is still open. A comparison with what is open holds for
// neither eq nor ne, and for no order: what such a condition guards is gone, the
// mark of the open value with it.
const lostWhenOpen = "lost-when-open"

// lostWhenOpen looks at the conditions of passages, rows, dates and clauses. That
// a rule is silent about what is open is right.
func (l *linter) lostWhenOpen() {
	for _, id := range l.lib.ClauseIDs() {
		c := l.lib.Clauses[id]
		when := l.differs(c.When, fmt.Sprintf("clause %q", id))
		for _, v := range c.Variants {
			l.openText(v.Body, when)
		}
		for _, s := range c.Schedules {
			l.openText(s.Body, append(l.differs(s.When, fmt.Sprintf("schedule %q", s.ID)), when...))
		}
		for _, d := range c.Dates() {
			l.differs(d.When, fmt.Sprintf("the date %q", d.Name))
		}
	}
	for _, d := range l.lib.Definitions {
		l.openText(d.Body, l.differs(d.When, fmt.Sprintf("the definition of %q", d.Term)))
	}
	for _, id := range l.lib.TemplateIDs() {
		for _, k := range l.lib.Templates[id].KeyTerms {
			l.openText(k.Value, l.differs(k.When, fmt.Sprintf("the row %q", k.Term)))
		}
	}
}

// differs reports a condition of clause.yaml or template.yaml that fails because
// what it sets apart from a word is open, and gives the condition as a guard.
func (l *linter) differs(when *language.Body, what string) []guard {
	if when == nil {
		return nil
	}
	g := guard{condition.Of(when), when.Start()}
	l.gone(g, what)
	return []guard{g}
}

// guard is a condition under which something is printed, and where it stands.
type guard struct {
	condition condition.Expr
	pos       diag.Position
}

// gone reports a guard that sets an answer apart from something by ne, and fails
// whenever that answer is open.
func (l *linter) gone(g guard, what string) {
	for _, path := range l.compared(g.condition, true) {
		if fails(g.condition, path) {
			l.once(g.pos, diag.Warning, lostWhenOpen, "%s is gone without a word while %q is open: neither eq nor ne holds", what, path).
				WithHint("write not (eq …)")
		}
	}
}

// compared are the answers that a condition compares and that a deal may leave
// open; with apart, those that it sets apart by ne.
func (l *linter) compared(e condition.Expr, apart bool) (paths []string) {
	condition.Each(e, func(part condition.Expr) {
		c, ok := part.(condition.Compare)
		if !ok || apart && c.Op != condition.Different {
			return
		}
		for _, path := range []string{c.Left.Path, c.Right.Path} {
			if q, ok := l.lib.Schema.Find(path); ok && q.MayStayOpen() {
				paths = append(paths, path)
			}
		}
	})
	return paths
}

// fails reports whether a condition fails whenever an answer is open.
func fails(e condition.Expr, path string) bool { return condition.Judge(e, open(path)) == condition.No }

// openText reports passages of a text that are gone because an answer is open
// which they print, or which their condition sets apart by ne.
func (l *linter) openText(b *language.Body, guards []guard) {
	if b == nil {
		return
	}
	o := opening{linter: l, body: b, kept: map[string]bool{}}
	o.list(b.Tree(), condition.ScopeOf(b), guards)
	for _, p := range o.lost {
		if !o.kept[p.path] {
			l.once(p.guard.pos, diag.Warning, lostWhenOpen, "this passage prints %q, and is gone while that is open", p.path).
				WithHint("let the condition hold while it is open: not (le …) in place of gt …")
		}
	}
}

// opening walks a text.
type opening struct {
	*linter
	body *language.Body
	lost []lostPrint
	kept map[string]bool // by answer, that it is printed when it is open
}

type lostPrint struct {
	path  string
	guard guard
}

func (o *opening) list(list *parse.ListNode, in condition.Scope, guards []guard) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			o.print(condition.Printed(n.Pipe), in, guards)
		case *parse.IfNode:
			g := guard{condition.Read(n.Pipe, in), o.body.Position(int(n.Pipe.Pos))}
			if !hasElse(n) {
				o.gone(g, "this passage")
			}
			o.list(n.List, in, append(guards[:len(guards):len(guards)], g))
			o.list(n.ElseList, in, append(guards[:len(guards):len(guards)], guard{condition.Not{Of: g.condition}, g.pos}))
		case *parse.RangeNode:
			inner := in
			inner.Loop = n.Pos
			o.list(n.List, inner, guards)
			o.list(n.ElseList, in, guards)
		}
	}
}

// hasElse reports whether an if says something where none of its conditions holds.
func hasElse(n *parse.IfNode) bool {
	if next := isElseIf(n); next != nil {
		return hasElse(next)
	}
	return n.ElseList != nil
}

// print notes an answer that is printed.
func (o *opening) print(n parse.Node, in condition.Scope, guards []guard) {
	if n == nil {
		return
	}
	path := in.Path(n)
	if q, ok := o.lib.Schema.Find(path); !ok || !q.MayStayOpen() {
		return
	}
	for _, g := range guards {
		if fails(g.condition, path) {
			o.lost = append(o.lost, lostPrint{path, g})
			return
		}
	}
	o.kept[path] = true
}

// open are the facts of a deal that leaves one answer open.
type open string

func (o open) Value(path string) (deal.Value, bool) {
	return deal.Blank{Path: path}, path == string(o)
}

func (o open) Given(path string) condition.Verdict {
	if path == string(o) {
		return condition.Yes
	}
	return condition.Maybe
}
func (o open) Has(string) condition.Verdict               { return condition.Maybe }
func (o open) Promised(condition.Provides) condition.Expr { return condition.Opaque{} }
func (o open) Said(condition.Short) condition.Expr        { return condition.Opaque{} }
func (o open) Omitted(string) condition.Verdict           { return condition.Maybe }
func (o open) Wanted(string) condition.Verdict            { return condition.Maybe }
