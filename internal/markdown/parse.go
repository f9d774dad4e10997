// Package markdown reads and writes drafts in the project's dialect of
// CommonMark, which internal/README.md describes. What Write writes of a
// resolved document, Parse reads back as an equal one.
package markdown

import (
	"bytes"
	"cmp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"clausewright/internal/diag"
	"clausewright/internal/document"
)

// BadMark is the rule of what the dialect has no place for.
const BadMark = "markdown"

// Parse reads a draft. At tells where the byte at an offset of the text came from;
// it may be nil. Parse always returns a document; what the dialect has no
// place for is in the list, with the rule BadMark, and is kept as plain
// text where it holds any. Terms are linked if at is nil, as in a draft that is
// read back; nothing is numbered or filled in.
func Parse(written []byte, at Origins) (*document.Document, diag.List) {
	return parse(dialect, written, at)
}

// parse is Parse by any parser of CommonMark with tables.
func parse(by parser.Parser, written []byte, at Origins) (*document.Document, diag.List) {
	r := &reader{doc: &document.Document{}}
	r.source = &source{at: at}
	if len(written) > Limit {
		r.problem(0, "the text is longer than %d bytes", Limit)
		return r.doc, r.problems
	}
	r.source = clean(written, at, &r.problems)
	if offset, deep := tooDeep(r.text); deep {
		r.problem(offset, "this line nests more than %d levels deep", maxNesting)
		return r.doc, r.problems
	}
	r.read(by.Parse(text.NewReader(r.text)))
	document.Tidy(r.doc)
	if at == nil { // an assembled text is not complete before it is resolved, which links it
		document.LinkTerms(r.doc)
	}
	r.problems.Sort()
	return r.doc, r.problems
}

// reader turns goldmark's tree into ours. It holds what is open: the top
// division, its last section, the clause, the compiled definitions.
type reader struct {
	*source
	whole       string // the source's text, which texts share
	scratch     []byte
	doc         *document.Document
	problems    diag.List
	top         *document.Division
	section     *document.Division
	untitled    bool   // the top division may still get its heading
	clause      string // whose wording follows
	class       string // of the table that follows
	definitions *document.Definitions
	entry       *document.Entry
	opened      int           // where the open definitions began
	began       int           // where the open definition began
	within      document.Mark // of what holds what is being read
	mark        document.Mark // that a comment gave to what follows
	forms       []string      // that a comment gives the definition that follows in the old document
	differ      bool          // a comment gave forms
	outside     document.Mark // of what holds the open definition
}

func (r *reader) problem(offset int, format string, args ...any) *diag.Problem {
	return r.problems.Errorf(r.origin(offset).Pos(), BadMark, format, args...)
}

// read reads what goldmark read.
func (r *reader) read(root ast.Node) {
	r.whole = string(r.text)
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			r.heading(n)
		case *ast.HTMLBlock:
			for _, b := range r.comments(n, r.directive) {
				r.add(b, textStart(n))
			}
		default:
			for _, b := range r.block(n, 0) {
				r.add(b, textStart(n))
			}
		}
	}
	r.closeDefinitions(len(r.text))
}

// textStart is the offset at which a block's own text starts.
func textStart(n ast.Node) int {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() != ast.TypeInline {
			if lines := n.Lines(); lines != nil && lines.Len() > 0 {
				return lines.At(0).Start
			}
		}
		if pos := n.Pos(); pos >= 0 {
			return pos
		}
	}
	return 0
}

// open starts a part, an article or a schedule.
func (r *reader) open(kind document.DivisionKind, id string, offset int) {
	r.closeDefinitions(offset)
	r.top = &document.Division{Kind: kind, ID: id, Origin: r.origin(offset)}
	r.doc.Body = append(r.doc.Body, r.top)
	r.section, r.untitled, r.clause, r.within = nil, true, "", document.Mark{}
}

// add puts a block where the text has come to.
func (r *reader) add(b document.Block, offset int) {
	if r.class != "" {
		r.problem(offset, "the table of class %q does not follow its comment", r.class)
		r.class = ""
	}
	if r.mark != (document.Mark{}) {
		r.problem(offset, "no block that can be marked follows its mark")
		r.mark = document.Mark{}
	}
	if r.definitions != nil {
		if r.entry == nil {
			r.problem(offset, "this text stands before the first definition").
				WithHint("begin each definition with <!-- definition: -->")
			r.entry = &document.Entry{Origin: r.origin(offset)}
			r.definitions.Entries = append(r.definitions.Entries, r.entry)
		}
		r.entry.Blocks = append(r.entry.Blocks, b)
		return
	}
	r.home(offset)
	if r.top.Kind == document.Part && r.top.ID == document.ContentsPart {
		if list, ok := b.(*document.List); !ok || list.Marker != document.Bulleted {
			r.problem(offset, "the contents are made from the headings: other text has no place there")
		}
		return
	}
	r.untitled = false
	if s := r.section; s != nil {
		if s.Clause != r.clause {
			r.problem(offset, "the wording of %q starts without a heading, after a section of another clause", r.clause)
		}
		s.Blocks = append(s.Blocks, b)
		return
	}
	if r.top.Clause == "" {
		r.top.Clause = r.clause
	}
	r.top.Blocks = append(r.top.Blocks, b)
}

// home makes sure that there is a division to hold what comes.
func (r *reader) home(offset int) {
	if r.top == nil {
		r.problem(offset, "this text stands before the first part or article").
			WithHint("begin with <!-- part: id --> or <!-- article: id -->")
		r.open(document.Part, "", offset)
	}
}

// heading reads a heading line: the title, a division's heading or a section.
func (r *reader) heading(n *ast.Heading) {
	offset := textStart(n)
	r.closeDefinitions(offset)
	mark := document.Mark{}
	if n.Level == 3 && r.top != nil {
		mark = r.takeMark()
		r.within = cmp.Or(mark, r.top.Mark)
	}
	words := r.words(n)
	switch {
	case n.Level == 1 && r.doc.Title == "" && r.clause == "" && r.section == nil:
		r.doc.Title = words.text
		return
	case n.Level == 2 && r.top == nil || n.Level == 2 && !r.untitled && r.clause == "":
		r.problem(offset, "a heading of the second level stands without <!-- part: id --> or <!-- article: id -->").
			WithHint("a Section is headed by three marks: ### %s; an article and a schedule have such a comment on the line before", words.text)
		r.open(document.Article, "", offset)
		fallthrough
	case n.Level == 2 && r.untitled && (r.clause == "" || r.top.Kind == document.Part && len(r.top.Blocks) == 0):
		r.untitled = false
		r.title(r.top, document.Part, words)
		if words.id != "" {
			r.problem(offset, "the comment before it gives this heading its id, not %q", words.id)
		}
		return
	case n.Level != 3:
		r.problem(offset, "a heading of level %d has no place here: a section's has three marks", n.Level)
	}
	r.home(offset)
	r.untitled = false
	r.section = &document.Division{Kind: document.Section, ID: words.id, Clause: r.clause, Mark: mark, Origin: r.origin(offset)}
	r.title(r.section, r.top.Kind, words)
	if r.section.Was != nil {
		r.section.Was.ID, r.section.Was.Clause = words.id, r.clause
		if words.was != nil {
			r.section.Was.ID = *words.was
		}
	}
	r.top.Blocks = append(r.top.Blocks, r.section)
}

// title parts a heading into number and words. A number that is written with
// escapes is a word.
func (r *reader) title(d *document.Division, outer document.DivisionKind, words headingText) {
	style := r.doc.Style
	if r.doc.Was != nil && !r.within.New() {
		style = r.doc.Was.Style
	}
	d.Heading = words.text
	d.Origin.Answer = d.Origin.Answer || words.answer
	label, rest, ok := document.CutLabel(style, outer, d.Kind, words.text)
	if ok = ok && bytes.HasPrefix(words.raw, []byte(label)); ok {
		d.Label, d.Heading = label, rest
		d.Number = document.DivisionNumber(style, outer, d.Kind, label)
	}
	if d.Was == nil && !words.differ && words.was == nil {
		return
	}
	if d.Was == nil {
		d.Was = new(document.Division)
	}
	if d.Was.Heading = d.Heading; words.differ {
		d.Was.Heading = words.old
		if ok {
			_, d.Was.Heading, _ = document.CutLabel(style, outer, d.Kind, words.old)
		}
	}
}

// headingText is a heading's text.
type headingText struct {
	text   string
	id     string
	was    *string // the id in the old document, if another
	old    string  // the text in the old document
	differ bool    // the texts differ
	answer bool    // an answer stands in it
	raw    []byte  // how it is written
}

func (r *reader) words(n *ast.Heading) headingText {
	p := r.titled(n, 0)
	inlines, mark := r.unmark(p.out)
	if mark != (document.Mark{}) {
		inlines = p.out
	}
	w := headingText{id: p.id, was: p.was}
	w.old, w.text, w.differ = halves(inlines)
	for _, inline := range inlines {
		t, plain := inline.(*document.Text)
		w.answer = w.answer || plain && t.Origin.Answer
		if _, revised := inline.(*document.Revision); !plain && !revised {
			r.problem(textStart(n), "a heading is plain text")
			break
		}
	}
	if lines := n.Lines(); lines.Len() > 0 {
		w.raw = r.text[lines.At(0).Start:lines.At(0).Stop]
		if r.at == nil {
			w.raw = w.raw[tagAtStart(string(w.raw)):]
		}
	}
	return w
}

func (r *reader) closeDefinitions(offset int) {
	if r.definitions != nil {
		r.problem(r.opened, "these definitions do not end").WithHint("end them with <!-- /definitions -->")
		r.endEntry()
		r.definitions = nil
	}
	if r.class != "" {
		r.problem(offset, "the table of class %q does not follow its comment", r.class)
		r.class = ""
	}
}
