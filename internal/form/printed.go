package form

import (
	"maps"
	"slices"
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/language"
)

// printed asks for the optional answers that a wording of a clause prints
// whatever the deal says: under no condition, or under one that is known to
// hold.
func (b *newDeal) printed(clause string, body *language.Body) {
	if body != nil {
		w := &wordingWalk{b, clause}
		w.list(body.Tree(), condition.ScopeOf(body), aliases{})
	}
}

// wordingWalk goes through the wording of a clause.
type wordingWalk struct {
	*newDeal
	clause string
}

// aliases are the variables of a wording: each a word, or the path of a
// question or group.
type aliases map[string]string

func (w *wordingWalk) list(list *parse.ListNode, in condition.Scope, known aliases) {
	if list == nil {
		return
	}
	for _, child := range list.Nodes {
		switch n := child.(type) {
		case *parse.ActionNode:
			if len(n.Pipe.Decl) > 0 {
				known.declare(n.Pipe)
				continue
			}
			w.askPrinted(w.clause, known.path(condition.Printed(n.Pipe)))
		case *parse.IfNode:
			switch condition.Judge(w.condition(n.Pipe, in), w.choices) {
			case condition.Yes:
				w.list(n.List, in, known)
			case condition.No:
				w.list(n.ElseList, in, known)
			}
		case *parse.RangeNode:
			w.loop(n, in, known)
		}
	}
}

// loop looks at a loop: what it loops over, if a function makes that of
// an answer, and the body of a loop over constant words.
func (w *wordingWalk) loop(n *parse.RangeNode, in condition.Scope, known aliases) {
	args := n.Pipe.Cmds[0].Args
	if len(args) < 2 {
		if p, ok := w.lib.Schema.Find(known.path(args[0])); ok && !p.Optional && !w.template.Lists(p.Clause) {
			w.askPrinted(w.clause, p.Path)
			in.Loop = n.Pos
			w.list(n.List, in, maps.Clone(known))
		}
		return
	}
	w.askPrinted(w.clause, known.path(condition.Printed(n.Pipe)))
	if groups := w.groupsIn(n.Pipe); len(groups) > 0 && len(n.Pipe.Decl) > 0 {
		in.Loop = n.Pos
		for _, group := range groups {
			inner := maps.Clone(known)
			inner[n.Pipe.Decl[len(n.Pipe.Decl)-1].Ident[0]] = group
			w.list(n.List, in, inner)
		}
		return
	}
	function, ok := args[0].(*parse.IdentifierNode)
	words := wordsOf(args)
	if !ok || function.Ident != "list" || len(words) != len(args)-1 || len(n.Pipe.Decl) == 0 {
		return
	}
	in.Loop = n.Pos
	for _, word := range words {
		inner := maps.Clone(known)
		inner[n.Pipe.Decl[len(n.Pipe.Decl)-1].Ident[0]] = word
		w.list(n.List, in, inner)
	}
}

// groupsIn lists the groups of questions among the arguments of a pipeline, such as
// the parties.
func (w *wordingWalk) groupsIn(p *parse.PipeNode) []string {
	var groups []string
	for _, c := range p.Cmds {
		for _, arg := range c.Args {
			if inner, ok := arg.(*parse.PipeNode); ok {
				groups = append(groups, w.groupsIn(inner)...)
			} else if path := pathOf(arg); w.lib.Schema.HasGroup(path) {
				groups = append(groups, path)
			}
		}
	}
	slices.Sort(groups)
	return slices.Compact(groups)
}

// declare notes a variable: another name of a path, or of the member of a
// group that a variable names.
func (known aliases) declare(p *parse.PipeNode) {
	name, args := p.Decl[0].Ident[0], p.Cmds[0].Args
	delete(known, name)
	if len(p.Cmds) != 1 {
		return
	}
	if len(args) == 1 {
		known[name] = known.path(args[0])
		return
	}
	function, ok := args[0].(*parse.IdentifierNode)
	if !ok || function.Ident != "index" || len(args) != 3 {
		return
	}
	if v, ok := args[2].(*parse.VariableNode); ok && len(v.Ident) == 1 && known[v.Ident[0]] != "" {
		known[name] = pathOf(args[1]) + "." + known[v.Ident[0]]
	}
}

// path is pathOf for a node that may begin with a variable.
func (known aliases) path(n parse.Node) string {
	v, ok := n.(*parse.VariableNode)
	if !ok || v.Ident[0] == "$" || known[v.Ident[0]] == "" {
		return pathOf(n)
	}
	path := known[v.Ident[0]]
	for _, key := range v.Ident[1:] {
		path += "." + key
	}
	return path
}

// pathOf is the parameter that a node names in full: ".a.b" or "$.a.b".
func pathOf(n parse.Node) string { return condition.Scope{}.Path(n) }

// wordsOf lists the constant texts among arguments.
func wordsOf(args []parse.Node) []string {
	var words []string
	for _, arg := range args {
		if s, ok := arg.(*parse.StringNode); ok {
			words = append(words, s.Text)
		}
	}
	return words
}

// askPrinted asks for an answer that has no default. If no clause asks it, the
// one that prints it does.
func (b *newDeal) askPrinted(clause, path string) {
	p, ok := b.lib.Schema.Find(path)
	if !ok {
		return
	}
	if !b.isAsked(path) {
		b.ask(clause, p)
	}
	v, known := b.Value(path)
	if _, none := v.(deal.None); known && none {
		b.answer(p)
	}
}
