package lint

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// typeChecker judges every expression of a text by the kinds of what it names.
type typeChecker struct {
	*linter
	body   *language.Body
	prints bool            // values are printed as a contract does
	each   *deal.Parameter // the table over which a rule runs
}

// checkTypes looks at every text of the library.
func (l *linter) checkTypes() {
	look := func(b *language.Body, prints bool, each string) {
		if b == nil {
			return
		}
		k := &typeChecker{linter: l, body: b, prints: prints}
		in := scope{vars: map[string]valueType{}}
		if p, ok := l.lib.Schema.Find(each); ok {
			k.each, in.rows, in.loop = p, p, 1
		}
		k.list(b.Tree(), in)
	}
	for _, id := range l.lib.ClauseIDs() {
		c := l.lib.Clauses[id]
		look(c.When, false, "")
		look(c.Survives, false, "")
		for _, v := range c.Variants {
			look(v.When, false, "")
			look(v.Body, true, "")
		}
		for _, s := range c.Schedules {
			look(s.When, false, "")
			look(s.Body, true, "")
		}
		for _, r := range c.Rules() {
			look(r.If, false, r.Each)
			look(r.Message, true, r.Each)
			look(r.Hint, true, r.Each)
		}
		for _, d := range c.Dates() {
			for _, b := range d.Bodies() {
				look(b, slices.Contains(d.Words(), b), d.Each)
			}
			l.checkDate(d)
		}
	}
	for _, d := range l.lib.Definitions {
		look(d.When, false, "")
		look(d.Body, true, "")
	}
	for _, p := range l.lib.Schema.Parameters {
		if b := l.lib.Default(p.Path); b != nil {
			look(b, false, "")
			l.checkAnswer(p, b, "default")
		}
	}
	l.checkPresets()
	for _, id := range l.lib.TemplateIDs() {
		t := l.lib.Templates[id]
		look(t.Cover, true, "")
		look(t.Legend, true, "")
		look(t.Customary, false, "")
		for _, k := range t.KeyTerms {
			look(k.Value, true, "")
			look(k.When, false, "")
		}
	}
}

// scope is where an expression stands.
type scope struct {
	loop parse.Pos            // of the innermost loop; 0 outside of loops
	rows *deal.Parameter      // the table whose row dot is, if it is known
	vars map[string]valueType // of the variables in sight
}

// inLoop reports whether dot is not the answers as a whole.
func (s scope) inLoop() bool { return s.loop > 0 }

// command is the only command of a pipeline; nil if there are several.
func command(p *parse.PipeNode) *parse.CommandNode {
	if len(p.Cmds) != 1 {
		return nil
	}
	return p.Cmds[0]
}

func (k *typeChecker) errorf(at parse.Pos, rule, format string, args ...any) *diag.Problem {
	return k.once(k.body.Position(int(at)), diag.Error, rule, format, args...)
}

func (k *typeChecker) list(list *parse.ListNode, in scope) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			s := k.pipe(n.Pipe, in)
			k.declare(n.Pipe, in, s)
			if k.prints && len(n.Pipe.Decl) == 0 {
				k.printed(n.Pipe, s)
			}
		case *parse.IfNode:
			k.pipe(n.Pipe, in)
			k.list(n.List, in)
			k.list(n.ElseList, in)
		case *parse.RangeNode:
			k.list(n.List, k.loop(n, in))
			k.list(n.ElseList, in)
		}
	}
}

// declare notes the type of a variable.
func (k *typeChecker) declare(p *parse.PipeNode, in scope, s valueType) {
	for _, v := range p.Decl {
		if before, ok := in.vars[v.Ident[0]]; ok && p.IsAssign {
			s = union(before, s)
		}
		in.vars[v.Ident[0]] = s
	}
}

// loop is the scope inside a range.
func (k *typeChecker) loop(n *parse.RangeNode, in scope) scope {
	over := k.pipe(n.Pipe, in)
	if !over.hasEntries() {
		k.errorf(k.place(n.Pipe), "wrong-kind", "range needs a list or a table, not %s", over.noun())
		over = valueType{}
	}
	inner := in
	inner.loop, inner.rows = n.Pos, nil
	inner.vars = maps.Clone(in.vars)
	entry := over.entry()
	if entry.row {
		inner.rows = entry.table
	}
	inner.vars["."] = entry
	switch decl := n.Pipe.Decl; len(decl) {
	case 1:
		inner.vars[decl[0].Ident[0]] = entry
	case 2:
		inner.vars[decl[0].Ident[0]] = ofKind(deal.KindInteger)
		inner.vars[decl[1].Ident[0]] = entry
	}
	return inner
}

// printed reports a value that has no words of its own.
func (k *typeChecker) printed(p *parse.PipeNode, s valueType) {
	only := func(is func(deal.Value) bool) bool {
		for _, v := range s.samples {
			if !is(v) {
				return false
			}
		}
		return len(s.samples) > 0 && !s.list
	}
	switch {
	case s.truth:
		k.errorf(k.place(p), "not-printable", "a condition has no words of its own").WithHint("write them with if")
	case only(func(v deal.Value) bool { _, flag := v.(deal.Flag); return flag }):
		k.errorf(k.place(p), "not-printable", "a flag has no words of its own").WithHint("write them with if")
	case s.group != "":
		k.errorf(k.place(p), "not-printable", "a group of answers is not printed whole").WithHint("name one of %s", s.group)
	case s.table != nil && !s.row:
		k.errorf(k.place(p), "not-printable", "a table is not printed whole").WithHint("loop over it, or name a column")
	case s.row:
		k.errorf(k.place(p), "not-printable", "a row is not printed whole").WithHint("name a column: %s", strings.Join(s.columns(), ", "))
	}
}

// place is where an expression begins.
func (k *typeChecker) place(n parse.Node) parse.Pos {
	switch n := n.(type) {
	case *parse.PipeNode:
		return k.place(n.Cmds[0].Args[0])
	case *parse.FieldNode:
		if len(n.Ident) > 1 {
			return n.Pos - parse.Pos(len("."+n.Ident[0]))
		}
	case *parse.VariableNode:
		if len(n.Ident) > 1 {
			return n.Pos - parse.Pos(len(n.Ident[0]))
		}
	case *parse.ChainNode:
		return k.place(n.Node)
	}
	return n.Position()
}

// pipe is the type of a pipeline: each command gets the outcome of the one
// before as its last argument.
func (k *typeChecker) pipe(p *parse.PipeNode, in scope) valueType {
	var s valueType
	for i, c := range p.Cmds {
		var piped []operand
		if i > 0 {
			piped = []operand{{node: p, valueType: s}}
		}
		s = k.command(c, piped, in)
	}
	return s
}

// operand is an argument of a call.
type operand struct {
	node      parse.Node
	valueType valueType
	text      string // of a constant
	fixed     bool   // it is a constant
	param     *deal.Parameter
}

func (k *typeChecker) command(c *parse.CommandNode, piped []operand, in scope) valueType {
	name, isCall := c.Args[0].(*parse.IdentifierNode)
	if !isCall {
		return k.operand(c.Args[0], in).valueType
	}
	var args []operand
	for _, a := range c.Args[1:] {
		args = append(args, k.operand(a, in))
	}
	return k.call(name, append(args, piped...))
}

func (k *typeChecker) operand(n parse.Node, in scope) operand {
	o := operand{node: n}
	switch n := n.(type) {
	case *parse.StringNode:
		o.text, o.fixed = n.Text, true
		o.valueType = valueType{samples: []deal.Value{deal.Text(n.Text)}}
	case *parse.NumberNode:
		o.text, o.fixed = n.Text, true
		o.valueType = valueType{samples: []deal.Value{deal.Integer(n.Int64)}}
		if !n.IsInt {
			o.valueType.samples[0] = deal.Text(n.Text) // as a draft hands it over
		}
	case *parse.BoolNode:
		o.valueType = valueType{truth: true}
	case *parse.DotNode:
		o.valueType = in.vars["."]
		if in.rows != nil {
			o.valueType = valueType{table: in.rows, row: true}
		}
	case *parse.FieldNode:
		if in.inLoop() {
			o.valueType = k.field(rowType(in), n.Ident, n)
		} else {
			o.valueType, o.param = k.answer(n.Ident)
		}
	case *parse.VariableNode:
		switch {
		case n.Ident[0] == "$" && len(n.Ident) > 1:
			o.valueType, o.param = k.answer(n.Ident[1:])
		case n.Ident[0] != "$":
			o.valueType = k.field(in.vars[n.Ident[0]], n.Ident[1:], n)
		}
	case *parse.ChainNode:
		o.valueType = k.field(k.operand(n.Node, in).valueType, n.Field, n)
	case *parse.PipeNode:
		if cmd := command(n); cmd != nil && len(cmd.Args) == 1 {
			if _, isCall := cmd.Args[0].(*parse.IdentifierNode); !isCall {
				return k.operand(cmd.Args[0], in)
			}
		}
		o.valueType = k.pipe(n, in)
	case *parse.IdentifierNode:
		o.valueType = k.call(n, nil)
	}
	return o
}

func rowType(in scope) valueType {
	if in.rows != nil {
		return valueType{table: in.rows, row: true}
	}
	return in.vars["."]
}

// answer is the type of a parameter or of a group.
func (k *typeChecker) answer(ident []string) (valueType, *deal.Parameter) {
	path := strings.Join(ident, ".")
	if p, ok := k.lib.Schema.Find(path); ok {
		return typeOf(p), p
	}
	if k.lib.Schema.HasGroup(path) {
		return valueType{group: path}, nil
	}
	return valueType{}, nil
}

// field is the type of a column of a row.
func (k *typeChecker) field(of valueType, names []string, n parse.Node) valueType {
	if len(names) == 0 {
		return of
	}
	if of.group != "" {
		return k.member(of.group, names, n)
	}
	if of.unknown() {
		return of
	}
	if !of.row {
		k.errorf(k.place(n), "wrong-kind", "%s has no part %q", of.noun(), names[0])
		return valueType{}
	}
	s, ok := of.column(names[0])
	if !ok {
		p := k.errorf(k.place(n), library.UnknownParameter, "%q has no column %q", of.table.Path, names[0])
		if near := diag.Nearest(names[0], of.columns()); near != "" {
			p.WithHint("did you mean %q?", near)
		}
		return valueType{}
	}
	return k.field(s, names[1:], n)
}

// member is the type of an answer in a group that a variable names.
func (k *typeChecker) member(group string, names []string, n parse.Node) valueType {
	path := group + "." + names[0]
	s, p := k.answer(strings.Split(path, "."))
	if s.group == "" && p == nil {
		k.errorf(k.place(n), library.UnknownParameter, "no clause declares the parameter %q", path).About = path
		return valueType{}
	}
	return k.field(s, names[1:], n)
}

// compare reports a comparison that can never be made. do is the comparison.
func (k *typeChecker) compare(a, b operand, verb string, do func(x, y deal.Value) error) {
	if k.impossible(a, b) || k.impossible(b, a) || a.valueType.unknown() || b.valueType.unknown() {
		return
	}
	if a.valueType.truth || b.valueType.truth || a.valueType.markup || b.valueType.markup {
		return
	}
	if a.valueType.table != nil || b.valueType.table != nil || a.valueType.list != b.valueType.list {
		k.errorf(k.place(a.node), "wrong-kind", "cannot %s %s with %s", verb, a.valueType.noun(), b.valueType.noun())
		return
	}
	var why error
	for _, x := range a.valueType.samples {
		for _, y := range b.valueType.samples {
			err := do(x, y)
			if err == nil || errors.Is(err, deal.ErrOpen) || errors.Is(err, deal.ErrCurrencies) {
				return
			}
			if why == nil {
				why = err
			}
		}
	}
	if why != nil {
		k.errorf(k.place(a.node), "wrong-kind", "%s", why)
	}
}

// impossible reports a constant that a parameter can never equal.
func (k *typeChecker) impossible(a, b operand) bool {
	if !b.fixed || b.text == "" {
		return false
	}
	if p := a.valueType.words; p != nil && (p.Kind == deal.KindChoice || p.Kind == deal.KindList) {
		for _, w := range p.Words() {
			if w == b.text {
				return false
			}
		}
		hint := "it offers: " + strings.Join(p.Words(), ", ")
		if near := diag.Nearest(b.text, p.Words()); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		k.errorf(k.inString(b), "unknown-word", "%q does not offer the word %q", p.Path, b.text).WithHint("%s", hint)
		return true
	}
	if p := a.param; p != nil && !p.TakesText() && !a.valueType.list && a.valueType.table == nil {
		if _, err := deal.ReadText(p, b.text, "USD"); err != nil {
			k.errorf(k.inString(b), "wrong-kind", "%q is never %q: %s", p.Path, b.text, err)
			return true
		}
	}
	return false
}

// inString is the place of the first character of a constant.
func (k *typeChecker) inString(o operand) parse.Pos {
	if s, ok := o.node.(*parse.StringNode); ok && strings.HasPrefix(s.Quoted, "\"") && s.Pos > 0 && strings.HasPrefix(k.body.Source()[s.Pos:], "\"") {
		return s.Pos + 1
	}
	return o.node.Position()
}

func equal(x, y deal.Value) error {
	_, err := deal.Equal(x, y)
	return err
}

// ordered is the comparison of lt and its like: a word beside a date has no
// order, and no comparison with it holds.
func ordered(x, y deal.Value) error {
	if wordFor(x, y) || wordFor(y, x) {
		return nil
	}
	_, err := deal.Compare(x, y)
	return err
}

func wordFor(word, date deal.Value) bool {
	_, free := word.(deal.Text) // which a draft compares, but no library means to
	return !free && language.WordForDate(word, date)
}
