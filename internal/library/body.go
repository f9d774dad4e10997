package library

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"

	"clausewright/internal/diag"
)

// Body is a text with template actions: the wording of a clause, a default, a
// message, a condition. It is parsed once and rewritten, so that executing it
// calls back for every piece of output:
//
//   - a piece of literal text becomes a call of LiteralFunc with the index of
//     the piece, so that the place of every byte is known and words can be
//     respelt for a style pack;
//   - the value of an action is handed to PutFunc, which escapes it: nothing a
//     deal says can change the structure of a draft;
//   - a condition goes through TruthFunc and a loop through EachFunc, which
//     know our typed values. So does each argument of and and or, which stop at
//     the first that decides.
//
// The functions are bound by the package that executes it.
type Body struct {
	File     string
	Literals []Literal
	Places   []int // source offsets of the actions whose value is put, by index
	Uses     []Use
	Calls    []Call

	name   string // of the template in the library's root
	source string
	tree   *parse.Tree
	at     places
	before int // bytes of source before the text that stands in the file
	lines  func() []int

	spelled   sync.Map // style -> []Literal
	mentioned sync.Once
	mentions  []*Definition
}

// Names of the functions that rewriting calls. No wording can call them.
const (
	LiteralFunc = "_literal"
	PutFunc     = "_put"
	TruthFunc   = "_truth"
	EachFunc    = "_each"
)

// Literal is a run of literal text in pieces, each with its offset in the source.
type Literal []Piece

// Piece is text that stands at one place of the source.
type Piece struct {
	Text   string
	Offset int
	Shift  bool // the mark that moves a heading one level down; it is not in the source
}

// Use is a parameter that a body names.
type Use struct {
	Path  string // "royalty.tiers", or a column's name if Table is set
	Table string // path of the table whose row the name belongs to; "?" if it is not known which
	Pos   diag.Position
}

// Call is a function that a body calls with a constant string first argument,
// or without one.
type Call struct {
	Name string
	Args []string
	Pos  diag.Position
}

// Position is the place of a source offset.
func (b *Body) Position(offset int) diag.Position { return b.at(offset - b.before) }

// Start is the place of the body's first character.
func (b *Body) Start() diag.Position { return b.at(0) }

// Tree is the parsed and rewritten text. Its nodes' places are source offsets.
// It must not be changed.
func (b *Body) Tree() *parse.Tree { return b.tree }

// bodyKind tells how a text is read.
type bodyKind int

const (
	wording    bodyKind = iota // Markdown; headings move one level down in the draft
	plain                      // a default or a message
	expression                 // a pipeline without braces
)

// parseBody parses and rewrites text, which stands at the places given, and
// adds it to the library's templates. If table is set, dot is a row of that table.
func (l *Library) parseBody(at places, text string, kind bodyKind, table string, problems *diag.List) *Body {
	b := &Body{File: at(0).File, at: at, source: text}
	if kind == expression {
		b.source = "{{" + text + "}}"
		b.before = len("{{")
	}
	b.lines = sync.OnceValue(func() []int { return lineStarts(b.source) })
	l.bodies++
	b.name = fmt.Sprintf("%s#%d", b.File, l.bodies)
	b.tree = parse.New(b.name)
	b.tree.Mode = parse.SkipFuncCheck
	trees := map[string]*parse.Tree{}
	if _, err := b.tree.Parse(b.source, "", "", trees); err != nil {
		b.syntaxError(err, problems)
		return nil
	}
	if len(trees) > 1 || b.tree.Root == nil {
		problems.Errorf(b.Start(), "template", "define and block are not part of the clause language").
			WithHint("repeat the words, or make the passage a clause of its own")
		return nil
	}
	r := &rewriter{body: b, kind: kind, problems: problems, standalone: standaloneLines(b.source)}
	r.list(b.tree.Root, scope{inLoop: table != "", table: table})
	if _, err := l.root.AddParseTree(b.name, b.tree); err != nil {
		problems.Errorf(b.Start(), "template", "%s", err)
		return nil
	}
	return b
}

// parses reports whether a text is a template.
func parses(text string) bool {
	tree := parse.New("")
	tree.Mode = parse.SkipFuncCheck
	_, err := tree.Parse(text, "", "", map[string]*parse.Tree{})
	return err == nil
}

// Template is the executable form of the body within root, a clone of the
// library's templates with all functions bound.
func (b *Body) Template(root *template.Template) *template.Template { return root.Lookup(b.name) }

var templateError = regexp.MustCompile(`^template: (?s:.*)#\d+:(\d+)(?::(\d+))?: (?:executing "[^"]*" at )?(?s:(.*))$`)

// comparison matches what the parser says of a sign that compares.
var comparison = regexp.MustCompile(`^unexpected (bad character [^']*'[<>!=]'|"[<>=!]+") in `)

// syntaxError turns a parse error of text/template into a problem at the action
// at fault, or else at its line.
func (b *Body) syntaxError(err error, problems *diag.List) {
	pos, message := b.Start(), err.Error()
	if m := templateError.FindStringSubmatch(message); m != nil {
		lines := b.lines()
		pos, message = b.Position(lines[min(templateLine(m[1]), len(lines))-1]), m[3]
	}
	if at, ok := syntaxPlace(b.source); ok {
		pos = b.Position(at)
	}
	hint := "each {{if}} and {{range}} needs its {{end}}, each {{ its }}"
	if comparison.MatchString(message) {
		hint = "compare by words that stand first: eq, ne, lt, le, gt, ge, such as gt .fees.upfront 1000"
	}
	problems.Errorf(pos, "template", "%s", message).WithHint("%s", hint)
}

// ErrorPlace splits an execution error of text/template into its place and message.
func (b *Body) ErrorPlace(err error) (diag.Position, string) {
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		return b.Position(0), err.Error()
	}
	line, _ := strconv.Atoi(m[1])
	column, _ := strconv.Atoi(m[2])
	lines := b.lines()
	message := m[3]
	if _, after, ok := strings.Cut(message, ">: "); ok {
		message = after
	}
	if line < 1 || line > len(lines) {
		return b.Position(0), message
	}
	for _, own := range []string{LiteralFunc, PutFunc, TruthFunc, EachFunc} {
		message = strings.TrimPrefix(message, "error calling "+own+": ")
	}
	return b.Position(lines[line-1] + column), message
}

// scope tells what dot is.
type scope struct {
	inLoop bool
	table  string // path of the table whose row dot is; "?" if unknown
}

// rewriter walks a parse tree once: it rewrites output, conditions and loops
// and notes what the text uses.
type rewriter struct {
	body       *Body
	kind       bodyKind
	problems   *diag.List
	standalone []bool // by line
}

func (r *rewriter) list(list *parse.ListNode, in scope) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		list.Nodes[i] = r.node(node, in)
	}
}

func (r *rewriter) node(node parse.Node, in scope) parse.Node {
	switch n := node.(type) {
	case *parse.TextNode:
		return r.text(n)
	case *parse.ActionNode:
		r.pipe(n.Pipe, in)
		if len(n.Pipe.Decl) == 0 {
			r.body.Places = append(r.body.Places, int(n.Pos))
			n.Pipe.Cmds = append(n.Pipe.Cmds, call(n.Pos, PutFunc, len(r.body.Places)-1))
		}
	case *parse.IfNode:
		r.condition(n.Pipe, in)
		r.list(n.List, in)
		r.list(n.ElseList, in)
	case *parse.RangeNode:
		r.pipe(n.Pipe, in)
		inner := scope{inLoop: true, table: loopTable(n.Pipe, in)}
		n.Pipe.Cmds = append(n.Pipe.Cmds, call(n.Pos, EachFunc, -1))
		r.list(n.List, inner)
		r.list(n.ElseList, in)
	case *parse.WithNode:
		r.refuse(n.Pos, "with", "use if, and name the parameter in full")
	case *parse.TemplateNode:
		r.refuse(n.Pos, "template", "repeat the words, or make the passage a clause of its own")
	}
	return node
}

func (r *rewriter) refuse(pos parse.Pos, word, hint string) {
	r.problems.Errorf(r.body.Position(int(pos)), "template", "%q is not part of the clause language", word).WithHint("%s", hint)
}

// condition rewrites the pipeline of an if.
func (r *rewriter) condition(p *parse.PipeNode, in scope) {
	r.pipe(p, in)
	if len(p.Decl) > 0 {
		r.refuse(p.Pos, "if with a variable", "set the variable on a line of its own")
		return
	}
	p.Cmds = append(p.Cmds, call(p.Pos, TruthFunc, -1))
}

// pipe notes the parameters and functions that a pipeline names.
func (r *rewriter) pipe(p *parse.PipeNode, in scope) {
	for _, c := range p.Cmds {
		for i, arg := range c.Args {
			r.operand(c, i, arg, in)
		}
		if name := functionOf(c); name == "and" || name == "or" {
			judge(c)
		}
	}
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

func (r *rewriter) operand(c *parse.CommandNode, i int, arg parse.Node, in scope) {
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
	case *parse.NumberNode:
		if !a.IsInt && i >= 0 { // a decimal stays exact: it is handed over as it is written
			c.Args[i] = &parse.StringNode{NodeType: parse.NodeString, Pos: a.Pos, Quoted: strconv.Quote(a.Text), Text: a.Text}
		}
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

func (r *rewriter) use(ident []string, in scope, pos parse.Pos) {
	u := Use{Path: strings.Join(ident, "."), Pos: r.body.Position(int(pos))}
	if in.inLoop {
		u.Path, u.Table = ident[0], in.table
	}
	r.body.Uses = append(r.body.Uses, u)
}

func (r *rewriter) call(c *parse.CommandNode, i int, name *parse.IdentifierNode) {
	pos := r.body.Position(int(name.Pos))
	if _, ok := Functions[name.Ident]; !ok {
		p := r.problems.Errorf(pos, "unknown-function", "there is no function %q", name.Ident)
		if near := diag.Nearest(name.Ident, FunctionNames()); near != "" {
			p.WithHint("did you mean %q?", near)
		}
		return
	}
	call := Call{Name: name.Ident, Pos: pos}
	for _, arg := range c.Args[i+1:] {
		if s, ok := arg.(*parse.StringNode); ok {
			call.Args = append(call.Args, s.Text)
		}
	}
	r.body.Calls = append(r.body.Calls, call)
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

// text turns literal text into a call that writes it.
func (r *rewriter) text(n *parse.TextNode) parse.Node {
	literal := Literal(r.pieces(string(n.Text), int(n.Pos)))
	if len(literal) == 0 {
		return &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos}
	}
	r.body.Literals = append(r.body.Literals, literal)
	return &parse.ActionNode{NodeType: parse.NodeAction, Pos: n.Pos, Pipe: &parse.PipeNode{
		NodeType: parse.NodePipe, Pos: n.Pos,
		Cmds: []*parse.CommandNode{call(n.Pos, LiteralFunc, len(r.body.Literals)-1)},
	}}
}

// pieces cuts literal text at the lines that hold only logic, which leave no
// trace, and moves headings of a wording one level down.
func (r *rewriter) pieces(text string, offset int) []Piece {
	var pieces []Piece
	lines := r.body.lines()
	line := 0
	for line+1 < len(lines) && lines[line+1] <= offset {
		line++
	}
	for len(text) > 0 {
		rest := ""
		length := len(text)
		if line+1 < len(lines) && lines[line+1]-offset < len(text) {
			length = lines[line+1] - offset
		}
		text, rest = text[:length], text[length:]
		if !r.standalone[line] {
			if r.kind == wording && offset == lines[line] && isHeading(text) {
				pieces = append(pieces, Piece{Text: "#", Offset: offset, Shift: true})
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
func merge(pieces []Piece) []Piece {
	var merged []Piece
	for _, p := range pieces {
		if n := len(merged); n > 0 && !merged[n-1].Shift && merged[n-1].Offset+len(merged[n-1].Text) == p.Offset {
			merged[n-1].Text += p.Text
			continue
		}
		merged = append(merged, p)
	}
	return merged
}

func isHeading(line string) bool {
	hashes := len(line) - len(strings.TrimLeft(line, "#"))
	return hashes > 0 && len(line) > hashes && line[hashes] == ' '
}

// lineStarts lists the offsets at which the lines of text begin.
func lineStarts(text string) []int {
	starts := []int{0}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

var logicLine = regexp.MustCompile(`^[ \t]*(\{\{-?\s*(if\b|else\b|end\b|range\b|break\b|continue\b|\$\w+\s*:?=|/\*)[^{}]*\}\}[ \t]*)+\r?$`)

// standaloneLines tells for each line whether it holds only logic.
func standaloneLines(text string) []bool {
	var lines []bool
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, strings.Contains(line, "{{") && logicLine.MatchString(line))
	}
	return lines
}

// Source is the text as it stands in the library.
func (b *Body) Source() string { return b.source }
