package lint

import (
	"fmt"
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/deal"
	"clausewright/internal/language"
)

// scope is where an expression stands.
type scope struct {
	body *language.Body
	loop parse.Pos        // of the innermost loop; 0 outside of loops
	rows *deal.Parameter  // the table whose row dot is, if it is known
	vars map[string]shape // of the variables in sight
}

// inLoop reports whether dot is not the answers as a whole.
func (s scope) inLoop() bool { return s.loop > 0 }

// parameter is the parameter that an operand names, or nil.
func (w *world) parameter(n parse.Node, in scope) *deal.Parameter {
	p, _ := w.lib.Schema.Find(pathOf(n, in))
	return p
}

// pathOf is the path of the parameter or group that an operand names; "" if it
// names none.
func pathOf(n parse.Node, in scope) string {
	switch n := n.(type) {
	case *parse.FieldNode:
		if !in.inLoop() {
			return strings.Join(n.Ident, ".")
		}
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return strings.Join(n.Ident[1:], ".")
		}
	case *parse.PipeNode:
		if c := command(n); c != nil && len(c.Args) == 1 {
			return pathOf(c.Args[0], in)
		}
	}
	return ""
}

// constant is the text of a constant operand.
func constant(n parse.Node) (string, bool) {
	switch n := n.(type) {
	case *parse.StringNode:
		return n.Text, true
	case *parse.NumberNode:
		return n.Text, true
	case *parse.BoolNode:
		return n.String(), true
	}
	return "", false
}

// command is the only command of a pipeline; nil if there are several.
func command(p *parse.PipeNode) *parse.CommandNode {
	if len(p.Cmds) != 1 {
		return nil
	}
	return p.Cmds[0]
}

// condition is the formula of a pipeline in a condition.
func (w *world) condition(p *parse.PipeNode, in scope) *formula {
	c := command(p)
	if c == nil {
		return w.opaque(p, in)
	}
	if len(c.Args) == 1 {
		return w.operand(c.Args[0], in)
	}
	name, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok {
		return w.opaque(p, in)
	}
	args := c.Args[1:]
	if f := w.call(name.Ident, args, in); f != nil {
		return f
	}
	return w.opaque(p, in)
}

// operand is the formula of an operand that counts as true.
func (w *world) operand(n parse.Node, in scope) *formula {
	if b, ok := n.(*parse.BoolNode); ok {
		if b.True {
			return always
		}
		return never
	}
	if p := w.parameter(n, in); p != nil {
		v := w.answers.of(p)
		return is(v.variable, v.truth())
	}
	if path := pathOf(n, in); path != "" && !w.lib.Schema.HasGroup(path) {
		return w.unsure(path)
	}
	if pipe, ok := n.(*parse.PipeNode); ok {
		return w.condition(pipe, in)
	}
	return w.opaque(n, in)
}

// call is the formula of a function call; nil if it is not looked into.
func (w *world) call(name string, args []parse.Node, in scope) *formula {
	operands := func() []*formula {
		list := make([]*formula, len(args))
		for i, a := range args {
			list[i] = w.operand(a, in)
		}
		return list
	}
	switch name {
	case "and":
		return all(operands()...)
	case "or":
		return either(operands()...)
	case "not", "empty":
		if len(args) == 1 {
			return not(w.operand(args[0], in))
		}
	case "has":
		if len(args) == 0 {
			return nil
		}
		if id, ok := constant(args[0]); ok {
			return w.in(id)
		}
	case "given":
		if len(args) == 0 {
			return nil
		}
		if path, ok := constant(args[0]); ok {
			if _, is := w.lib.Schema.Find(path); !is && !w.lib.Schema.HasGroup(path) {
				return w.unsure("given " + path)
			}
			return isTrue(w.answers.isGiven(path))
		}
	case "eq":
		if len(args) < 2 {
			return nil
		}
		var list []*formula
		for _, b := range args[1:] {
			list = append(list, w.compare(args[0], b, in, func(c int) bool { return c == 0 }))
		}
		return either(list...)
	case "ne":
		if len(args) == 2 {
			return w.different(args[0], args[1], in)
		}
	case "lt", "le", "gt", "ge":
		if len(args) == 2 {
			return w.compare(args[0], args[1], in, comparisons[name])
		}
	case "includes", "touches", "rows":
		if len(args) == 0 {
			return nil
		}
		return w.member(name, args, in)
	}
	return nil
}

var comparisons = map[string]func(int) bool{
	"lt": func(c int) bool { return c < 0 }, "le": func(c int) bool { return c <= 0 },
	"gt": func(c int) bool { return c > 0 }, "ge": func(c int) bool { return c >= 0 },
}

// compare is the formula of a comparison that holds for some signs of the order
// of a and b. With an answer that is open or left out none holds.
func (w *world) compare(a, b parse.Node, in scope, holds func(int) bool) *formula {
	if _, ok := constant(a); ok {
		if w.parameter(b, in) != nil {
			return w.compare(b, a, in, func(c int) bool { return holds(-c) })
		}
	}
	p := w.parameter(a, in)
	text, isConstant := constant(b)
	if p != nil && isConstant {
		if f := w.against(p, text, holds); f != nil {
			return f
		}
	}
	x, y := w.text(a, in), w.text(b, in)
	sign := func(c int) int { return c }
	if y < x {
		x, y, a, b = y, x, b, a
		sign = func(c int) int { return -c }
	}
	v := w.answers.order(x, y, w.local(a, in)+w.local(b, in))
	var signs set
	for i, c := range [...]int{-1, 0, +1} {
		if holds(sign(c)) {
			signs |= 1 << i
		}
	}
	return all(is(v, signs), w.judged(a, in), w.judged(b, in))
}

// order is the variable of how two expressions compare: less, equal, more, or
// not at all.
func (a *answers) order(x, y, local string) *variable {
	key := "order " + x + " | " + y + local
	if v := a.other[key]; v != nil {
		return v
	}
	v := &variable{name: x}
	v.add("less than " + y)
	v.add("equal to " + y)
	v.add("more than " + y)
	v.add("not comparable with " + y)
	a.other[key] = v
	return v
}

// against compares a parameter with a constant; nil if its values do not tell.
func (w *world) against(p *deal.Parameter, text string, holds func(int) bool) *formula {
	v := w.answers.of(p)
	if v.numbers != nil {
		limit, ok := number(text)
		if !ok || !slices.ContainsFunc(w.answers.limits[p.Path], func(l deal.Value) bool { return order(l, limit) == 0 }) {
			return nil
		}
		return is(v.variable, v.compare(limit, w.answers.limits[p.Path], holds))
	}
	if holds(-1) || holds(+1) {
		return nil
	}
	if many(p.Kind) {
		return nil
	}
	if _, offered := v.words[text]; !offered {
		if textual(p) {
			return nil // one of too many words
		}
		return w.unsure(p.Path + " is " + text) // told elsewhere
	}
	return is(v.variable, v.words[text])
}

// different is the formula of ne: an open answer does not differ from anything.
func (w *world) different(a, b parse.Node, in scope) *formula {
	if _, ok := constant(a); ok {
		a, b = b, a
	}
	same := w.compare(a, b, in, func(c int) bool { return c == 0 })
	var open []*formula
	for _, n := range []parse.Node{a, b} {
		if p := w.parameter(n, in); p != nil {
			v := w.answers.of(p)
			open = append(open, is(v.variable, v.open))
		}
	}
	return all(not(same), not(either(open...)))
}

// judged holds if an operand is an answer that is there to judge.
func (w *world) judged(n parse.Node, in scope) *formula {
	p := w.parameter(n, in)
	if p == nil {
		return always
	}
	v := w.answers.of(p)
	return is(v.variable, v.full&^v.none&^v.open)
}

// member is the formula of a search in a list: nothing is in one left out.
func (w *world) member(name string, args []parse.Node, in scope) *formula {
	p := w.parameter(args[0], in)
	if p == nil {
		return nil
	}
	if text, ok := constant(args[len(args)-1]); ok && name == "includes" && len(args) == 2 && !many(p.Kind) {
		return w.against(p, text, func(c int) bool { return c == 0 })
	}
	v := w.answers.of(p)
	text := name + " " + w.texts(args, in)
	return all(isTrue(w.answers.holds(text+w.localAll(args, in), text)), is(v.variable, v.truth()))
}

// opaque is a condition that is not looked into: the same words hold or not
// together.
func (w *world) opaque(n parse.Node, in scope) *formula {
	text := w.text(n, in)
	return isTrue(w.answers.holds(text+w.local(n, in), text))
}

// text writes an expression in one way, whether it names an answer by . or by $.
func (w *world) text(n parse.Node, in scope) string {
	if path := pathOf(n, in); path != "" {
		return "." + path
	}
	switch n := n.(type) {
	case *parse.PipeNode:
		var parts []string
		for _, c := range n.Cmds {
			parts = append(parts, w.texts(c.Args, in))
		}
		if len(parts) == 1 && len(n.Cmds[0].Args) == 1 {
			return parts[0]
		}
		return "(" + strings.Join(parts, " | ") + ")"
	case *parse.ChainNode:
		return w.text(n.Node, in) + "." + strings.Join(n.Field, ".")
	}
	return n.String()
}

func (w *world) texts(args []parse.Node, in scope) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = w.text(a, in)
	}
	return strings.Join(parts, " ")
}

// local sets an expression that names a row or a variable apart from the same
// words in another place.
func (w *world) local(n parse.Node, in scope) string {
	switch n := n.(type) {
	case *parse.DotNode, *parse.FieldNode:
		if in.inLoop() {
			return fmt.Sprintf(" @%s:%d", in.body.File, in.loop)
		}
	case *parse.VariableNode:
		if n.Ident[0] != "$" {
			return fmt.Sprintf(" @%s:%d", in.body.File, n.Pos)
		}
	case *parse.ChainNode:
		return w.local(n.Node, in)
	case *parse.PipeNode:
		text := ""
		for _, c := range n.Cmds {
			text += w.localAll(c.Args, in)
		}
		return text
	}
	return ""
}

func (w *world) localAll(args []parse.Node, in scope) string {
	text := ""
	for _, a := range args {
		text += w.local(a, in)
	}
	return text
}
