package language

import (
	"strconv"
	"text/template"
	"text/template/parse"
)

// The copy of a text that is executed calls back for every piece of output:
//
//   - a literal text becomes a call of LiteralFunc with its index in Literals,
//     so that the place of every byte is known and words can be respelt for a
//     style pack;
//   - the value of an action is handed to PutFunc with the action's source
//     offset, which escapes it: nothing a deal says can change the structure of
//     a draft;
//   - a condition goes through IfFunc and a loop through EachFunc, with their
//     index, counted together in the order of the text: they know our typed
//     values, and which branch is taken. Each argument of and and or, which
//     stop at the first that decides, goes through TruthFunc;
//   - a part of a variable or of a loop's entry is looked up by FieldFunc, so
//     that no text reaches a method of a Go type.
const (
	LiteralFunc = "_literal"
	PutFunc     = "_put"
	IfFunc      = "_if"
	EachFunc    = "_each"
	TruthFunc   = "_truth"
	FieldFunc   = "_field"
)

// added are the functions that no text can call by itself.
var added = []string{LiteralFunc, PutFunc, IfFunc, EachFunc, TruthFunc, FieldFunc}

// Template is the executable form of the body with the functions that are
// bound to root.
func (b *Body) Template(root *template.Template) *template.Template {
	t := root.New(templateName)
	t.Tree = b.runningTree()
	return t
}

// runningTree is the copy of the author's tree that is executed.
func (b *Body) runningTree() *parse.Tree {
	b.copied.Do(func() {
		b.running = b.parse().tree.Copy()
		(&rewriter{body: b}).list(b.running.Root, b.table != "")
	})
	return b.running
}

// rewriter makes a copy of an author's tree executable.
type rewriter struct {
	body     *Body
	branches int // conditions and loops so far
}

// list rewrites a list of nodes; in a loop, dot is an entry.
func (r *rewriter) list(list *parse.ListNode, loop bool) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		list.Nodes[i] = r.node(node, loop)
	}
}

func (r *rewriter) node(node parse.Node, loop bool) parse.Node {
	switch n := node.(type) {
	case *parse.TextNode:
		return r.text(n)
	case *parse.ActionNode:
		r.pipe(n.Pipe, loop)
		if len(n.Pipe.Decl) == 0 {
			n.Pipe.Cmds = append(n.Pipe.Cmds, command(n.Pos, PutFunc, numberNode(n.Pos, int(n.Pos))))
		}
	case *parse.IfNode:
		r.pipe(n.Pipe, loop)
		n.Pipe.Cmds = append(n.Pipe.Cmds, command(n.Pipe.Pos, IfFunc, r.branch(n.Pipe.Pos)))
		r.list(n.List, loop)
		r.list(n.ElseList, loop)
	case *parse.RangeNode:
		r.pipe(n.Pipe, loop)
		cost := 1 + len(n.List.String())/stepBytes
		n.Pipe.Cmds = append(n.Pipe.Cmds, command(n.Pipe.Pos, EachFunc, r.branch(n.Pipe.Pos), numberNode(n.Pipe.Pos, cost)))
		r.list(n.List, true)
		r.list(n.ElseList, loop)
	}
	return node
}

// branch is the index of the next condition or loop.
func (r *rewriter) branch(pos parse.Pos) parse.Node {
	r.branches++
	return numberNode(pos, r.branches-1)
}

func (r *rewriter) pipe(p *parse.PipeNode, loop bool) {
	for _, c := range p.Cmds {
		for i, arg := range c.Args {
			c.Args[i] = r.operand(arg, loop)
		}
		if name := functionOf(c); name == "and" || name == "or" {
			judge(c)
		}
	}
}

func (r *rewriter) operand(arg parse.Node, loop bool) parse.Node {
	switch a := arg.(type) {
	case *parse.FieldNode:
		if loop {
			return partOf(&parse.DotNode{NodeType: parse.NodeDot, Pos: a.Pos}, a.Ident)
		}
	case *parse.VariableNode:
		if a.Ident[0] != "$" && len(a.Ident) > 1 {
			return partOf(&parse.VariableNode{NodeType: parse.NodeVariable, Pos: a.Pos, Ident: a.Ident[:1]}, a.Ident[1:])
		}
	case *parse.ChainNode:
		return partOf(r.operand(a.Node, loop), a.Field)
	case *parse.PipeNode:
		r.pipe(a, loop)
	case *parse.NumberNode:
		if !a.IsInt { // a decimal stays exact: it is handed over as it is written
			return stringNode(a.Pos, a.Text)
		}
	}
	return arg
}

// partOf looks up a part of a value by names.
func partOf(of parse.Node, names []string) parse.Node {
	c := command(of.Position(), FieldFunc, of)
	for _, name := range names {
		c.Args = append(c.Args, stringNode(of.Position(), name))
	}
	return &parse.PipeNode{NodeType: parse.NodePipe, Pos: of.Position(), Cmds: []*parse.CommandNode{c}}
}

// functionOf is the name of the function that a command calls, or "".
func functionOf(c *parse.CommandNode) string {
	if name, ok := c.Args[0].(*parse.IdentifierNode); ok {
		return name.Ident
	}
	return ""
}

// judge makes the arguments of a command true or false.
func judge(c *parse.CommandNode) {
	for i, arg := range c.Args[1:] {
		if isJudged(arg) {
			continue
		}
		truth := command(arg.Position(), TruthFunc, arg)
		c.Args[i+1] = &parse.PipeNode{NodeType: parse.NodePipe, Pos: arg.Position(), Cmds: []*parse.CommandNode{truth}}
	}
}

// isJudged reports whether an argument is true or false by itself.
func isJudged(arg parse.Node) bool {
	if p, ok := arg.(*parse.PipeNode); ok && len(p.Cmds) > 0 {
		f := Find(functionOf(p.Cmds[len(p.Cmds)-1]))
		return f != nil && f.Gives == Truth
	}
	return arg.Type() == parse.NodeBool
}

// command makes a command.
func command(pos parse.Pos, name string, args ...parse.Node) *parse.CommandNode {
	c := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: pos}
	c.Args = append([]parse.Node{parse.NewIdentifier(name).SetPos(pos)}, args...)
	return c
}

// numberNode is a whole number as an argument.
func numberNode(pos parse.Pos, n int) parse.Node {
	return &parse.NumberNode{NodeType: parse.NodeNumber, Pos: pos, IsInt: true, Int64: int64(n), Text: strconv.Itoa(n)}
}

// stringNode is a text as an argument.
func stringNode(pos parse.Pos, text string) parse.Node {
	return &parse.StringNode{NodeType: parse.NodeString, Pos: pos, Quoted: strconv.Quote(text), Text: text}
}

// text turns a literal text into a call that writes it, or into nothing if no
// draft prints any of it.
func (r *rewriter) text(n *parse.TextNode) parse.Node {
	i := r.body.literalAt(int(n.Pos))
	if i < 0 {
		return &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos}
	}
	return &parse.ActionNode{NodeType: parse.NodeAction, Pos: n.Pos, Pipe: &parse.PipeNode{
		NodeType: parse.NodePipe, Pos: n.Pos, Cmds: []*parse.CommandNode{command(n.Pos, LiteralFunc, numberNode(n.Pos, i))},
	}}
}
