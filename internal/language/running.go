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
//     stop at the first that decides, goes through TruthFunc.
//
// The functions are bound by the package that executes the text.
const (
	LiteralFunc = "_literal"
	PutFunc     = "_put"
	IfFunc      = "_if"
	EachFunc    = "_each"
	TruthFunc   = "_truth"
)

// added are the functions that no text can call by itself.
var added = []string{LiteralFunc, PutFunc, IfFunc, EachFunc, TruthFunc}

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
		(&rewriter{body: b}).list(b.running.Root)
	})
	return b.running
}

// rewriter makes a copy of an author's tree executable.
type rewriter struct {
	body     *Body
	branches int // conditions and loops so far
}

func (r *rewriter) list(list *parse.ListNode) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		list.Nodes[i] = r.node(node)
	}
}

func (r *rewriter) node(node parse.Node) parse.Node {
	switch n := node.(type) {
	case *parse.TextNode:
		return r.text(n)
	case *parse.ActionNode:
		r.pipe(n.Pipe)
		if len(n.Pipe.Decl) == 0 {
			n.Pipe.Cmds = append(n.Pipe.Cmds, call(n.Pos, PutFunc, int(n.Pos)))
		}
	case *parse.IfNode:
		r.branch(&n.BranchNode, IfFunc)
	case *parse.RangeNode:
		r.branch(&n.BranchNode, EachFunc)
	}
	return node
}

// branch rewrites a condition or a loop.
func (r *rewriter) branch(n *parse.BranchNode, name string) {
	r.pipe(n.Pipe)
	n.Pipe.Cmds = append(n.Pipe.Cmds, call(n.Pipe.Pos, name, r.branches))
	r.branches++
	r.list(n.List)
	r.list(n.ElseList)
}

func (r *rewriter) pipe(p *parse.PipeNode) {
	for _, c := range p.Cmds {
		for i, arg := range c.Args {
			c.Args[i] = r.operand(arg)
		}
		if name := functionOf(c); name == "and" || name == "or" {
			judge(c)
		}
	}
}

func (r *rewriter) operand(arg parse.Node) parse.Node {
	switch a := arg.(type) {
	case *parse.ChainNode:
		a.Node = r.operand(a.Node)
	case *parse.PipeNode:
		r.pipe(a)
	case *parse.NumberNode:
		if !a.IsInt { // a decimal stays exact: it is handed over as it is written
			return &parse.StringNode{NodeType: parse.NodeString, Pos: a.Pos, Quoted: strconv.Quote(a.Text), Text: a.Text}
		}
	}
	return arg
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
		truth := call(arg.Position(), TruthFunc, -1)
		truth.Args = append(truth.Args, arg)
		c.Args[i+1] = &parse.PipeNode{NodeType: parse.NodePipe, Pos: arg.Position(), Cmds: []*parse.CommandNode{truth}}
	}
}

// judges are functions whose outcome is true or false.
var judges = map[string]bool{
	"and": true, "or": true, "not": true, "eq": true, "ne": true, "lt": true, "le": true, "gt": true, "ge": true,
	"has": true, "given": true, "includes": true, "touches": true, "empty": true,
}

// isJudged reports whether an argument is true or false by itself.
func isJudged(arg parse.Node) bool {
	if p, ok := arg.(*parse.PipeNode); ok && len(p.Cmds) > 0 {
		return judges[functionOf(p.Cmds[len(p.Cmds)-1])]
	}
	return arg.Type() == parse.NodeBool
}

// call makes the command "name index" ("name" if index is negative).
func call(pos parse.Pos, name string, index int) *parse.CommandNode {
	c := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: pos}
	c.Args = append(c.Args, parse.NewIdentifier(name).SetPos(pos))
	if index >= 0 {
		text := strconv.Itoa(index)
		c.Args = append(c.Args, &parse.NumberNode{NodeType: parse.NodeNumber, Pos: pos, IsInt: true, Int64: int64(index), Text: text})
	}
	return c
}

// text turns a literal text into a call that writes it, or into nothing if no
// draft prints any of it.
func (r *rewriter) text(n *parse.TextNode) parse.Node {
	i := r.body.literalAt(int(n.Pos))
	if i < 0 {
		return &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos}
	}
	return &parse.ActionNode{NodeType: parse.NodeAction, Pos: n.Pos, Pipe: &parse.PipeNode{
		NodeType: parse.NodePipe, Pos: n.Pos, Cmds: []*parse.CommandNode{call(n.Pos, LiteralFunc, i)},
	}}
}
