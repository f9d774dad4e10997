package assemble

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template"
	"text/template/parse"

	"pgregory.net/rapid"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// Floor prepares the least that drafting can cost: executing the same
// templates with functions that only return text. The function it returns
// executes them once.
func Floor(lib *library.Library, t *library.Template, d *deal.Deal) func(w io.Writer) error {
	e, bodies := chosen(lib, t, d)
	var list []*template.Template
	for _, b := range bodies {
		t := templateOf(e.texts, b)
		list = append(list, t.Funcs(template.FuncMap{"definitions": func() string { return "" }, "surviving": func() string { return "" }}))
	}
	return func(w io.Writer) error {
		e.texts.Budget = language.Budget{}
		for _, t := range list {
			if err := t.Execute(w, e.texts.Answers); err != nil {
				return err
			}
		}
		return nil
	}
}

// chosen is the texts that a draft prints, and the engine that knows its answers.
func chosen(lib *library.Library, t *library.Template, d *deal.Deal) (*engine, []*language.Body) {
	e := newEngine(lib, d)
	e.answers(nil)
	e.choose(t)
	e.choosing.All()
	bodies := e.bodies()
	for _, d := range lib.Definitions {
		if e.neededDefinitions()[d] {
			bodies = append(bodies, d.Body)
		}
	}
	return e, bodies
}

// TestRulesJudgedAsRun: what the facts tell of a rule is what its text gives, of each
// row, with all answers and without each of them.
func TestRulesJudgedAsRun(t *testing.T) {
	lib, problems := library.Open(os.DirFS("../.."), "")
	if problems.HasErrors() {
		t.Fatal(problems[0])
	}
	told, open := 0, 0
	for _, file := range []string{"battery", "minimal", "ai-module"} {
		data, err := os.ReadFile("../../samples/" + file + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		d, _ := deal.Read(file, data, lib.Schema)
		e := newEngine(lib, d)
		e.answers(nil)
		e.choose(lib.Templates[d.Template])
		e.choosing.All()
		judge := func(path string) {
			for _, c := range e.choices.List {
				for _, r := range e.ruledBy(c.Clause) {
					if !c.Taken || path != "" && !slices.Contains(r.looks, path) || !e.known(&r) {
						continue
					}
					verdict := condition.Judge(r.states, e.judging.facts)
					if verdict == condition.Maybe {
						open++
						continue
					}
					told++
					for _, met := range metBy(e, &r) {
						if condition.VerdictOf(met) != verdict {
							t.Errorf("%s without %q: %s is judged %v, and run %v", file, path, r.ID, verdict, met)
						}
					}
				}
			}
		}
		judge("")
		for _, path := range d.Answers() {
			p, _ := lib.Schema.Find(path)
			answer := e.get(path)
			e.using.absent = path
			e.set(path, e.otherwise(p))
			judge(path)
			e.using.absent = ""
			e.set(path, answer)
		}
	}
	if told < 1000 || open < 500 {
		t.Errorf("only %d rules are told by the facts, %d are not", told, open)
	}
}

// metBy runs the condition of a rule, of each row of its table if it has one.
func metBy(e *engine, r *ruled) []bool {
	if r.Each == "" {
		return []bool{e.Run(r.If)}
	}
	rows, _ := e.get(r.Each).(deal.Table)
	var met []bool
	for i := range rows {
		e.texts.At(rows, i)
		met = append(met, e.Run(r.If))
	}
	e.texts.Leave()
	return met
}

// TestAsTextTemplate: a program prints what text/template prints of the same
// text, where functions give the same.
func TestAsTextTemplate(t *testing.T) {
	lib, problems := library.Open(os.DirFS("../.."), "")
	if problems.HasErrors() {
		t.Fatal(problems[0])
	}
	files, err := filepath.Glob("../../samples/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no samples")
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d, _ := deal.Read(file, data, lib.Schema)
		e, bodies := chosen(lib, lib.Templates[d.Template], d)
		for _, b := range bodies {
			var want strings.Builder
			got := &printout{texts: e.texts}
			if err := templateOf(e.texts, b).Execute(&want, e.texts.Answers); err != nil {
				t.Fatalf("%s, %s: %s", file, b.Start(), err)
			}
			if err := e.texts.Print(b, got); err != nil {
				t.Fatalf("%s: %s", file, err)
			}
			if got.String() != want.String() {
				t.Errorf("%s: %s prints\n%s\nby text/template\n%s", file, b.Start(), got, &want)
			}
		}
	}
}

// printout is what a text prints, as it is written in the library.
type printout struct {
	strings.Builder
	texts *language.Run
}

func (p *printout) Literal(b *language.Body, l language.Literal) error {
	for _, piece := range l {
		p.WriteString(piece.Text)
	}
	return nil
}

func (p *printout) Put(_ *language.Body, _ int, v any) error {
	phrase, _ := p.texts.Phrase(v)
	p.WriteString(phrase.String())
	return nil
}

// templateOf is a text as a template of text/template. Its copy of the
// author's tree calls back for literal texts, of which some lines leave no
// trace; for values, conditions and loops, which are typed; and for parts of entries.
func templateOf(texts *language.Run, b *language.Body) *template.Template {
	funcs := template.FuncMap{
		"_put": func(v any) string {
			p, _ := texts.Phrase(v)
			return p.String()
		},
		"_if":    language.IsTrue,
		"_each":  entriesOf,
		"_field": fieldOf,
	}
	for _, f := range language.Functions() {
		if f.Name != "and" && f.Name != "or" {
			funcs[f.Name] = func(args ...any) (any, error) { return texts.Call(f, args) }
		}
	}
	t := template.New("").Option("missingkey=error").Funcs(funcs)
	t.Tree = &parse.Tree{Root: b.Tree().CopyList()}
	(&rewriter{spelled: b.Spelled(texts.Family, texts.Spelling), body: b}).list(t.Tree.Root, false)
	return t
}

// entriesOf is what a loop runs over.
func entriesOf(v any) []any {
	var list []any
	switch v := v.(type) {
	case deal.Table:
		for _, row := range v {
			list = append(list, row)
		}
	case deal.List:
		for _, item := range v {
			list = append(list, item)
		}
	case deal.Territory:
		for _, code := range v {
			list = append(list, deal.Territory{code})
		}
	case deal.Triggers:
		for _, id := range v {
			list = append(list, deal.Text(id))
		}
	case deal.Blank:
		list = append(list, v)
	case []any:
		list = v
	}
	return list
}

// fieldOf is the part of an entry to which names lead.
func fieldOf(v any, names ...string) any {
	for _, name := range names {
		switch of := v.(type) {
		case deal.Row:
			v = of[name]
		case map[string]any:
			v = of[name]
		}
	}
	return v
}

// rewriter makes a copy of an author's tree call back.
type rewriter struct {
	body    *language.Body
	spelled []language.Literal
	next    int // index of the next literal text that prints something
}

// list rewrites a list of nodes; in a loop, dot is an entry.
func (r *rewriter) list(list *parse.ListNode, loop bool) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.TextNode:
			n.Text = r.text(n)
		case *parse.ActionNode:
			r.pipe(n.Pipe, loop)
			if len(n.Pipe.Decl) == 0 {
				n.Pipe.Cmds = append(n.Pipe.Cmds, command("_put"))
			}
		case *parse.IfNode:
			r.pipe(n.Pipe, loop)
			n.Pipe.Cmds = append(n.Pipe.Cmds, command("_if"))
			r.list(n.List, loop)
			r.list(n.ElseList, loop)
		case *parse.RangeNode:
			r.pipe(n.Pipe, loop)
			n.Pipe.Cmds = append(n.Pipe.Cmds, command("_each"))
			r.list(n.List, true)
			r.list(n.ElseList, loop)
		}
	}
}

// text is what a literal text prints.
func (r *rewriter) text(n *parse.TextNode) []byte {
	if len(r.body.Literal(n)) == 0 {
		return nil
	}
	r.next++
	var text []byte
	for _, p := range r.spelled[r.next-1] {
		text = append(text, p.Text...)
	}
	return text
}

func (r *rewriter) pipe(p *parse.PipeNode, loop bool) {
	for _, c := range p.Cmds {
		for i, arg := range c.Args {
			c.Args[i] = r.operand(arg, loop)
		}
		if name, ok := c.Args[0].(*parse.IdentifierNode); ok && (name.Ident == "and" || name.Ident == "or") {
			for i, arg := range c.Args[1:] {
				c.Args[i+1] = piped(command("_if", arg))
			}
		}
	}
}

func (r *rewriter) operand(arg parse.Node, loop bool) parse.Node {
	switch a := arg.(type) {
	case *parse.FieldNode:
		if loop {
			return part(&parse.DotNode{NodeType: parse.NodeDot}, a.Ident)
		}
	case *parse.VariableNode:
		if a.Ident[0] != "$" && len(a.Ident) > 1 {
			return part(&parse.VariableNode{NodeType: parse.NodeVariable, Ident: a.Ident[:1]}, a.Ident[1:])
		}
	case *parse.ChainNode:
		return part(r.operand(a.Node.Copy(), loop), a.Field) // which Copy shares
	case *parse.PipeNode:
		r.pipe(a, loop)
	case *parse.NumberNode:
		if !a.IsInt {
			return word(a.Text)
		}
	}
	return arg
}

// part looks up a part of a value by names.
func part(of parse.Node, names []string) parse.Node {
	c := command("_field", of)
	for _, name := range names {
		c.Args = append(c.Args, word(name))
	}
	return piped(c)
}

func word(text string) parse.Node {
	return &parse.StringNode{NodeType: parse.NodeString, Quoted: strconv.Quote(text), Text: text}
}

func command(name string, args ...parse.Node) *parse.CommandNode {
	return &parse.CommandNode{NodeType: parse.NodeCommand, Args: append([]parse.Node{parse.NewIdentifier(name)}, args...)}
}

func piped(c *parse.CommandNode) parse.Node {
	return &parse.PipeNode{NodeType: parse.NodePipe, Cmds: []*parse.CommandNode{c}}
}

// TestMayHoldValue: a text that is passed over holds nothing to write, such as "5 years";
// one with a date, a sum or a long number is looked at.
func TestMayHoldValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("12 -A(USDé.,"))).Draw(t, "text")
		if !mayHoldValue(text) && written.MatchString(text) {
			t.Fatalf("%q is passed over", text)
		}
	})
	if mayHoldValue("within 5 years of Section 8 and 2,000 units") {
		t.Error("an ordinary text is not passed over")
	}
}
