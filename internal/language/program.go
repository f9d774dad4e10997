package language

import (
	"slices"
	"strings"
	"text/template/parse"
)

// program is the body as it runs.
func (b *Body) program() *routine {
	b.made.Do(func() {
		w := &programmer{body: b, variables: []string{"$"}}
		b.running.steps = w.list(b.parse().tree.Root)
		b.running.slots, b.running.branches = len(w.variables), w.branches
	})
	return &b.running
}

// Branches is how many conditions and loops the text has.
func (b *Body) Branches() int { return b.program().branches }

// A programmer makes a program of an author's tree. Variables become slots, a
// value that is piped on the last argument of what it is piped to.
type programmer struct {
	body      *Body
	variables []string // names of the variables, by slot; "" for one that is out of scope
	branches  int      // conditions and loops so far
}

// list is the program of a list of nodes. What is declared in it is in scope to
// its end.
func (w *programmer) list(list *parse.ListNode) []instruction {
	if list == nil {
		return nil
	}
	declared := len(w.variables)
	var steps []instruction
	for _, node := range list.Nodes {
		if s := w.step(node); s != nil {
			steps = append(steps, s)
		}
	}
	w.end(declared)
	return steps
}

// end ends the scope of the variables declared since there were so many.
func (w *programmer) end(declared int) { clear(w.variables[declared:]) }

// step is what runs for a node; nil if nothing does.
func (w *programmer) step(node parse.Node) instruction {
	switch n := node.(type) {
	case *parse.TextNode:
		if i := w.body.literalAt(int(n.Pos)); i >= 0 {
			return verbatim{n.Pos, i}
		}
	case *parse.ActionNode:
		if len(n.Pipe.Decl) > 0 {
			return setting{w.pipe(n.Pipe)}
		}
		return printing{n.Pos, w.pipe(n.Pipe)}
	case *parse.IfNode:
		declared := len(w.variables)
		of := w.pipe(n.Pipe)
		s := &choice{at: n.Pipe.Pos, branch: w.branch(), of: of}
		s.yes, s.no = w.list(n.List), w.list(n.ElseList)
		w.end(declared)
		return s
	case *parse.RangeNode:
		declared := len(w.variables)
		of := w.pipe(n.Pipe)
		s := &turns{at: n.Pipe.Pos, branch: w.branch(), cost: 1 + len(n.List.String())/stepBytes, of: of}
		for _, v := range n.Pipe.Decl {
			s.each = append(s.each, w.slot(v.Ident[0]))
		}
		s.body, s.none = w.list(n.List), w.list(n.ElseList)
		w.end(declared)
		return s
	case *parse.BreakNode:
		return jump(leaveLoop)
	case *parse.ContinueNode:
		return jump(nextTurn)
	}
	return nil
}

// branch is the index of the next condition or loop.
func (w *programmer) branch() int {
	w.branches++
	return w.branches - 1
}

// slot is that of the variable of a name in scope.
func (w *programmer) slot(name string) int {
	for i, other := range slices.Backward(w.variables) {
		if other == name {
			return i
		}
	}
	return 0 // the parser knows which are in scope
}

// pipe is the value of a pipeline. Variables that it declares are in scope from
// here on.
func (w *programmer) pipe(p *parse.PipeNode) expression {
	var value expression
	for _, c := range p.Cmds {
		value = w.command(c, value)
	}
	var slots []int
	for _, v := range p.Decl {
		if !p.IsAssign {
			w.variables = append(w.variables, v.Ident[0])
		}
		slots = append(slots, w.slot(v.Ident[0]))
	}
	if len(slots) > 0 {
		return assignment{slots, value}
	}
	return value
}

// command is the value of a command to which piped is handed on, if that is not nil.
func (w *programmer) command(c *parse.CommandNode, piped expression) expression {
	name, ok := c.Args[0].(*parse.IdentifierNode)
	if !ok {
		if len(c.Args) > 1 || piped != nil {
			return wrong{c.Pos, "can't give argument to non-function " + c.Args[0].String()}
		}
		return w.operand(c.Args[0])
	}
	f := Find(name.Ident)
	if f == nil {
		return wrong{c.Pos, "there is no function " + name.Ident}
	}
	args := make([]expression, len(c.Args)-1)
	for i, arg := range c.Args[1:] {
		args[i] = w.operand(arg)
		if f.call == nil && !isJudged(arg) {
			args[i] = truth{arg.Position(), args[i]}
		}
	}
	if f.call == nil {
		return deciding{c.Pos, f, f.Name == "or", args, piped}
	}
	return calling{c.Pos, f, args, piped}
}

// isJudged reports whether an argument is true or false by itself.
func isJudged(arg parse.Node) bool {
	if p, ok := arg.(*parse.PipeNode); ok && len(p.Cmds) > 0 {
		if name, ok := p.Cmds[len(p.Cmds)-1].Args[0].(*parse.IdentifierNode); ok {
			f := Find(name.Ident)
			return f != nil && f.Gives == Truth
		}
	}
	return arg.Type() == parse.NodeBool
}

// operand is the value of a part of a command.
func (w *programmer) operand(node parse.Node) expression {
	switch n := node.(type) {
	case *parse.FieldNode:
		return partOf(n.Pos, dot{}, n.Ident)
	case *parse.VariableNode:
		return partOf(n.Pos, variable(w.slot(n.Ident[0])), n.Ident[1:])
	case *parse.ChainNode:
		return partOf(n.Node.Position(), w.operand(n.Node), n.Field)
	case *parse.PipeNode:
		return w.pipe(n)
	case *parse.IdentifierNode:
		return w.command(&parse.CommandNode{NodeType: parse.NodeCommand, Pos: n.Pos, Args: []parse.Node{n}}, nil)
	case *parse.DotNode:
		return dot{}
	case *parse.BoolNode:
		return constant{n.True}
	case *parse.StringNode:
		return constant{n.Text}
	case *parse.NumberNode:
		return written(n)
	case *parse.NilNode:
		return constant{nil}
	}
	return wrong{node.Position(), "can't evaluate " + node.String()}
}

// written is a number as it is written: a whole number, else a text, so that a
// decimal stays exact.
func written(n *parse.NumberNode) expression {
	switch whole := int(n.Int64); {
	case !n.IsInt:
		return constant{n.Text}
	case n.IsFloat && !strings.ContainsAny(n.Text, "xX'") && strings.ContainsAny(n.Text, ".eEpP"):
		return constant{n.Float64}
	case int64(whole) != n.Int64:
		return wrong{n.Pos, n.Text + " overflows int"}
	default:
		return constant{whole}
	}
}

// partOf is the part of a value that names lead to.
func partOf(at parse.Pos, of expression, names []string) expression {
	if len(names) == 0 {
		return of
	}
	return lookup{at, of, names}
}
