// Package language is the language of the wordings: texts with actions, parsed
// once and placed, and the functions that they call.
package language

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"text/template/parse"

	"clausewright/internal/diag"
	"clausewright/internal/lazy"
)

// Body is a text with template actions: the wording of a clause, a default, a
// message, a condition. A text that has a file of its own is read when it is
// first asked for, and any is parsed when it is asked for more than its source
// and its start. It may be shared between goroutines.
//
// Who reads a text sees the author's parse tree, as it was written. What a
// draft runs is a program made of that tree (see running.go).
type Body struct {
	File string

	kind   Kind
	table  string // path of the table whose row dot is; "" for all answers
	before int    // bytes of source before the text that stands in the file

	load   func() FileText // nil once the text is there
	loaded sync.Once
	source string
	at     Places
	unread diag.List // why the text could not be read

	once   sync.Once
	parsed parsed

	made    sync.Once
	running routine

	spelled memo // style -> []Literal
	found   memo // what readers made of the text
	within  atomic.Pointer[faultsIn]
}

// parsed is what parsing finds in a text.
type parsed struct {
	tree     *parse.Tree
	faults   diag.List
	literals []Literal // of the tree's literal texts that print something, in order
	offsets  []int     // of those texts, in the source
	uses     []Use
	calls    []Call
	asks     []Asked
}

// Literal is a run of literal text in pieces, each with its offset in the source.
type Literal []Piece

// Piece is text that stands at one place of the source.
type Piece struct {
	Text   string
	Offset int
	Was    string // the words of the library in whose place it stands, if it is what the draft calls them
	Shift  bool   // the mark that moves a heading one level down; it is not in the source
}

// Use is a parameter that a body names.
type Use struct {
	Path  string // "royalty.tiers", or a column's name if Table is set
	Table string // path of the table whose row the name belongs to; "?" if it is not known which

	Offset int // in the source
}

// Question is the path of the question that a use is about, for a column that of
// its table; empty if it is not known.
func (u Use) Question() string {
	if u.Table == "?" {
		return ""
	}
	return cmp.Or(u.Table, u.Path)
}

// Call is a function that a body calls with a constant string first argument,
// or without one.
type Call struct {
	Name   string
	Args   []string
	Offset int // in the source
}

// BadAction is the rule of an action that the clause language does not have, or that
// cannot be run.
const BadAction = "template"

// Kind tells how a text is read.
type Kind int

// The kinds of texts.
const (
	Wording    Kind = iota // Markdown; headings move one level down in the draft
	Plain                  // a default or a message
	Expression             // a pipeline without braces
)

// NewBody is a text of a file, which stands at the places given. In one with
// a table, dot is a row of that table.
func NewBody(file string, at Places, text string, kind Kind, table string) *Body {
	b := &Body{File: file, at: at, source: text, kind: kind, table: table}
	if kind == Expression {
		b.source = "{{" + text + "}}"
		b.before = len("{{")
	}
	return b
}

// FileText is what stands in a file.
type FileText struct {
	Words  string
	At     Places
	Faults diag.List // why it cannot be read, or is not all there
}

// FileBody is the wording in a file, which is read when it is first asked for.
func FileBody(file string, load func() FileText) *Body {
	return &Body{File: file, kind: Wording, load: load}
}

// read is the source, read from its file if nobody has before.
func (b *Body) read() string {
	if b.load != nil {
		b.loaded.Do(func() {
			text := b.load()
			b.source, b.at, b.unread = text.Words, text.At, text.Faults
		})
	}
	return b.source
}

// Position is the place of a source offset.
func (b *Body) Position(offset int) diag.Position {
	b.read()
	return b.at(offset - b.before)
}

// Start is the place of the body's first character.
func (b *Body) Start() diag.Position {
	b.read()
	return b.at(0)
}

// Source is the parsed text: that of an expression with braces around it.
func (b *Body) Source() string { return b.read() }

// Text is the text as it stands in the library.
func (b *Body) Text() string { return b.read()[b.before : len(b.source)-b.before] }

// OfRow reports whether dot is a row of a table in the text, and not all answers.
func (b *Body) OfRow() bool { return b.table != "" }

// Faults are what is wrong with the text by itself: its file, its syntax, words
// that are no functions. A text whose syntax is at fault counts as empty.
func (b *Body) Faults() diag.List {
	var faults diag.List
	for _, p := range slices.Concat(b.parse().faults, b.unread) {
		own := *p
		faults = append(faults, &own)
	}
	return faults
}

// FaultsIn are what is wrong with the text in a library, found when it is first asked
// for there: by the library that asked last, since a text hardly ever stands in two.
func (b *Body) FaultsIn(library any, find func() diag.List) diag.List {
	kept := b.within.Load()
	if kept == nil || kept.library != library {
		kept = &faultsIn{library, find()}
		b.within.Store(kept)
	}
	return kept.faults
}

// faultsIn are the faults of a text in a library.
type faultsIn struct {
	library any
	faults  diag.List
}

// Tree is the text as its author wrote it. The places of its nodes are source
// offsets. It must not be changed.
func (b *Body) Tree() *parse.ListNode { return b.parse().tree.Root }

// Literals are the literal texts of the tree that print something, in order.
func (b *Body) Literals() []Literal { return b.parse().literals }

// Uses are the parameters that the text names, in order.
func (b *Body) Uses() []Use { return b.parse().uses }

// Printed is the path of the one parameter that the action at an offset names,
// the table's for a column; empty if it names none or several.
func (b *Body) Printed(offset int) string {
	end := offset + strings.Index(b.read()[offset:], "}}")
	path, uses := "", b.Uses()
	first, _ := slices.BinarySearchFunc(uses, offset, func(u Use, at int) int { return cmp.Compare(u.Offset, at) })
	for _, u := range uses[first:] {
		named := u.Question()
		switch {
		case u.Offset >= end:
			return path
		case named == "":
		case path == "" || path == named:
			path = named
		default:
			return ""
		}
	}
	return path
}

// Calls are the functions that the text calls.
func (b *Body) Calls() []Call { return b.parse().calls }

// Asks are what the text asks for by words of its calls, in order.
func (b *Body) Asks() []Asked { return b.parse().asks }

// Prints reports whether the text calls a function that makes blocks, such as
// definitions.
func (b *Body) Prints(function string) bool {
	return slices.ContainsFunc(b.Calls(), func(c Call) bool { return c.Name == function })
}

// Literal is what a draft prints of a literal text of the tree; nothing of a
// text that stands only beside logic.
func (b *Body) Literal(n *parse.TextNode) Literal {
	if i := b.literalAt(int(n.Pos)); i >= 0 {
		return b.parse().literals[i]
	}
	return nil
}

// Once is what a reader makes of the text, made when it is first asked for under
// the key. It must not be changed.
func (b *Body) Once(key any, made func() any) any {
	if v, ok := b.found.of(key); ok {
		return v
	}
	return b.found.keep(key, made())
}

// Expression is the pipeline of a text that is one expression; nil if it is not.
func (b *Body) Expression() *parse.PipeNode {
	if nodes := b.Tree().Nodes; len(nodes) == 1 {
		if a, ok := nodes[0].(*parse.ActionNode); ok {
			return a.Pipe
		}
	}
	return nil
}

// literalAt is the index of the literal text at a source offset, or -1.
func (b *Body) literalAt(offset int) int {
	for low, high := 0, len(b.parsed.offsets); low < high; {
		mid := (low + high) / 2
		switch at := b.parsed.offsets[mid]; {
		case at == offset:
			return mid
		case at < offset:
			low = mid + 1
		default:
			high = mid
		}
	}
	return -1
}

// parse parses the text if nobody has before.
func (b *Body) parse() *parsed {
	b.once.Do(func() {
		b.read()
		b.parsed.tree = b.syntax()
		r := &reader{body: b, out: &b.parsed, lines: lineStarts(b.source), standalone: standaloneLines(b.source)}
		r.list(b.parsed.tree.Root, scope{inLoop: b.table != "", table: b.table})
		r.characters()
		slices.SortStableFunc(b.parsed.uses, func(u, v Use) int { return cmp.Compare(u.Offset, v.Offset) })
		if r.tooDeep {
			b.parsed = parsed{tree: emptyTree(), faults: b.parsed.faults}
		}
	})
	return &b.parsed
}

// templateName is the name of a text in the messages of text/template.
const templateName = "text"

// syntax is the parse tree of the source, an empty one if it has none.
func (b *Body) syntax() *parse.Tree {
	tree, faults := parse.New(templateName), &b.parsed.faults
	tree.Mode = parse.SkipFuncCheck
	trees := map[string]*parse.Tree{}
	switch _, err := tree.Parse(b.source, "", "", trees); {
	case err != nil:
		b.syntaxError(err, faults)
	case len(trees) > 1 || tree.Root == nil:
		faults.Errorf(b.Start(), BadAction, "define and block are not part of the clause language").
			WithHint("repeat the words, or make the passage a clause of its own")
	default:
		return tree
	}
	return emptyTree()
}

func emptyTree() *parse.Tree {
	empty := parse.New(templateName)
	empty.Root = &parse.ListNode{NodeType: parse.NodeList}
	return empty
}

// parses reports whether a text is a template.
func parses(text string) bool {
	tree := parse.New("")
	tree.Mode = parse.SkipFuncCheck
	_, err := tree.Parse(text, "", "", map[string]*parse.Tree{})
	return err == nil
}

var templateError = lazy.Regexp(`^template: ` + templateName + `:(\d+)(?::(\d+))?: (?:executing "[^"]*" at )?(?s:(.*))$`)

// comparison matches what the parser says of a sign that compares.
var comparison = lazy.Regexp(`^unexpected (bad character [^']*'[<>!=]'|"[<>=!]+") in `)

// syntaxError turns a parse error of text/template into a problem at the action
// at fault, or else at its line.
func (b *Body) syntaxError(err error, problems *diag.List) {
	pos, message := b.Start(), err.Error()
	if m := templateError.FindStringSubmatch(message); m != nil {
		lines := lineStarts(b.source)
		pos, message = b.Position(lines[min(templateLine(m[1]), len(lines))-1]), m[3]
	}
	if at, ok := syntaxPlace(b.source); ok {
		pos = b.Position(at)
	}
	hint := "each {{if}} and {{range}} needs its {{end}}, each {{ its }}"
	if comparison.MatchString(message) {
		hint = "compare by words that stand first: eq, ne, lt, le, gt, ge, such as gt .fees.upfront 1000"
	}
	problems.Errorf(pos, BadAction, "%s", message).WithHint("%s", hint)
}
