package language

import (
	"strings"
	"text/template/parse"

	"clausewright/internal/diag"
	"clausewright/internal/lazy"
	"clausewright/internal/markdown"
)

// scope tells what dot is.
type scope struct {
	inLoop bool
	table  string // path of the table whose row dot is; "?" if unknown
}

// reader walks a parse tree once and notes what the text holds and uses.
type reader struct {
	body       *Body
	out        *parsed
	lines      []int  // offsets at which lines begin
	standalone []bool // by line: it holds only logic
	depth      int    // of conditions, loops and brackets around the node
	tooDeep    bool
}

// maxDepth is how deep conditions, loops and brackets may stand in each other.
// An else if stands in the if before it.
const maxDepth = 250

// enter goes one level deeper, if there is one.
func (r *reader) enter(pos parse.Pos) bool {
	if r.depth++; r.depth <= maxDepth {
		return true
	}
	if !r.tooDeep {
		r.tooDeep = true
		r.out.faults.Errorf(r.body.Position(int(pos)), BadAction, "more than %d conditions, loops and brackets stand in each other here", maxDepth)
	}
	return false
}

func (r *reader) leave() { r.depth-- }

func (r *reader) list(list *parse.ListNode, in scope) {
	if list == nil {
		return
	}
	defer r.leave()
	if !r.enter(list.Pos) {
		return
	}
	for _, node := range list.Nodes {
		r.node(node, in)
	}
}

func (r *reader) node(node parse.Node, in scope) {
	switch n := node.(type) {
	case *parse.TextNode:
		if pieces := r.pieces(string(n.Text), int(n.Pos)); len(pieces) > 0 {
			r.out.literals = append(r.out.literals, pieces)
			r.out.offsets = append(r.out.offsets, int(n.Pos))
		}
	case *parse.ActionNode:
		r.pipe(n.Pipe, in)
		r.ownLine(n)
	case *parse.IfNode:
		r.pipe(n.Pipe, in)
		if len(n.Pipe.Decl) > 0 {
			r.refuse(n.Pipe.Pos, "if with a variable", "set the variable on a line of its own")
		}
		r.list(n.List, in)
		r.list(n.ElseList, in)
	case *parse.RangeNode:
		r.pipe(n.Pipe, in)
		r.list(n.List, scope{inLoop: true, table: loopTable(n.Pipe, in)})
		r.list(n.ElseList, in)
	case *parse.WithNode:
		r.refuse(n.Pos, "with", "use if, and name the parameter in full")
	case *parse.TemplateNode:
		r.refuse(n.Pos, BadAction, "repeat the words, or make the passage a clause of its own")
	}
}

// ownLine reports a function that makes blocks within a line of text.
func (r *reader) ownLine(n *parse.ActionNode) {
	name, ok := n.Pipe.Cmds[0].Args[0].(*parse.IdentifierNode)
	if !ok || r.body.kind != Wording {
		return
	}
	if f := Find(name.Ident); f == nil || !f.Blocks {
		return
	}
	source := r.body.source
	start := strings.LastIndexByte(source[:n.Pos], '\n') + 1
	line, _, _ := strings.Cut(source[start:], "\n")
	if outside := actions.ReplaceAllString(line, ""); strings.TrimSpace(outside) != "" {
		r.out.faults.Errorf(r.body.Position(int(name.Pos)), BadAction, "%s makes paragraphs and tables, and stands within a line", name.Ident).
			WithHint("put it on a line of its own")
	}
}

// actions matches the actions of a line.
var actions = lazy.Regexp(`\{\{[^{}]*\}\}`)

func (r *reader) refuse(pos parse.Pos, word, hint string) {
	r.out.faults.Errorf(r.body.Position(int(pos)), BadAction, "%q is not part of the clause language", word).WithHint("%s", hint)
}

// pipe notes the parameters and functions that a pipeline names.
func (r *reader) pipe(p *parse.PipeNode, in scope) {
	defer r.leave()
	if !r.enter(p.Pos) {
		return
	}
	for i, c := range p.Cmds {
		for j, arg := range c.Args {
			r.operand(c, j, arg, in)
		}
		if a, asks := AskedIn(p, i); asks {
			r.out.asks = append(r.out.asks, a)
		}
	}
}

func (r *reader) operand(c *parse.CommandNode, i int, arg parse.Node, in scope) {
	switch a := arg.(type) {
	case *parse.FieldNode:
		r.use(a.Ident, in, chainStart(a.Pos, "."+a.Ident[0], len(a.Ident)))
	case *parse.VariableNode:
		if a.Ident[0] == "$" && len(a.Ident) > 1 {
			r.use(a.Ident[1:], scope{}, chainStart(a.Pos, "$", len(a.Ident)))
		}
	case *parse.ChainNode:
		r.operand(c, -1, a.Node, in)
	case *parse.PipeNode:
		r.pipe(a, in)
	case *parse.IdentifierNode:
		r.call(c, i, a)
	}
}

// chainStart is where a chain of fields begins: text/template gives the place
// of its second link.
func chainStart(pos parse.Pos, first string, links int) parse.Pos {
	if links > 1 {
		return pos - parse.Pos(len(first))
	}
	return pos
}

func (r *reader) use(ident []string, in scope, pos parse.Pos) {
	u := Use{Path: strings.Join(ident, "."), Offset: int(pos)}
	if in.inLoop {
		u.Path, u.Table = ident[0], in.table
	}
	r.out.uses = append(r.out.uses, u)
}

func (r *reader) call(c *parse.CommandNode, i int, name *parse.IdentifierNode) {
	if Find(name.Ident) == nil {
		p := r.out.faults.Errorf(r.body.Position(int(name.Pos)), "unknown-function", "there is no function %q", name.Ident)
		if near := diag.Nearest(name.Ident, FunctionNames()); near != "" {
			p.WithHint("did you mean %q?", near)
		}
		return
	}
	call := Call{Name: name.Ident, Offset: int(name.Pos)}
	for _, arg := range c.Args[i+1:] {
		if s, ok := arg.(*parse.StringNode); ok {
			call.Args = append(call.Args, s.Text)
		}
	}
	r.out.calls = append(r.out.calls, call)
}

// loopTable is the path of the parameter that a range loops over.
func loopTable(p *parse.PipeNode, in scope) string {
	if len(p.Cmds) == 1 && len(p.Cmds[0].Args) == 1 {
		switch a := p.Cmds[0].Args[0].(type) {
		case *parse.FieldNode:
			if !in.inLoop {
				return strings.Join(a.Ident, ".")
			}
		case *parse.VariableNode:
			if a.Ident[0] == "$" {
				return strings.Join(a.Ident[1:], ".")
			}
		}
	}
	return "?"
}

// pieces cuts literal text at the lines that hold only logic, which leave no
// trace, and moves headings of a wording one level down.
func (r *reader) pieces(text string, offset int) Literal {
	var pieces Literal
	line := lineOf(r.lines, offset)
	for len(text) > 0 {
		rest := ""
		length := len(text)
		if line+1 < len(r.lines) && r.lines[line+1]-offset < len(text) {
			length = r.lines[line+1] - offset
		}
		text, rest = text[:length], text[length:]
		if !r.standalone[line] {
			if r.body.kind == Wording && offset == r.lines[line] && markdown.IsHeading(text) {
				pieces = append(pieces, Piece{Text: markdown.Deeper, Offset: offset, Shift: true})
			}
			pieces = append(pieces, Piece{Text: text, Offset: offset})
		}
		offset += length
		text = rest
		line++
	}
	return merge(pieces)
}

// merge joins pieces that follow each other in the source.
func merge(pieces Literal) Literal {
	var merged Literal
	for _, p := range pieces {
		if n := len(merged); n > 0 && !merged[n-1].Shift && merged[n-1].Offset+len(merged[n-1].Text) == p.Offset {
			merged[n-1].Text += p.Text
			continue
		}
		merged = append(merged, p)
	}
	return merged
}

var logicLine = lazy.Regexp(`^[ \t]*(\{\{-?\s*(if\b|else\b|end\b|range\b|break\b|continue\b|\$\w+\s*:?=|/\*)[^{}]*\}\}[ \t]*)+\r?$`)

// standaloneLines tells for each line whether it holds only logic.
func standaloneLines(text string) []bool {
	var lines []bool
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, strings.Contains(line, "{{") && logicLine.MatchString(line))
	}
	return lines
}
