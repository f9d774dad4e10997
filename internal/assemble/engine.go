// Package assemble chooses the clauses and wordings of a draft and runs them:
// a library and a deal become Markdown that remembers where every byte came
// from and why it is there.
package assemble

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"text/template"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// Limits on what one draft may do, so that a mistake in a library ends in an
// error and not in a full disk.
const (
	maxOutput = 4 << 20 // bytes
	maxSteps  = 2 << 20 // pieces of text, values and loop entries
)

// mode tells what running a body makes.
type mode int

const (
	wording mode = iota // Markdown; values are escaped
	message             // plain text for a person
	answer              // text as a deal file would hold it
	capture             // the value of an expression
)

// engine runs bodies of one library for one deal.
type engine struct {
	lib       *library.Library
	deal      *deal.Deal
	style     *deal.Style
	styleName string
	data      map[string]any // a value for every parameter of the library
	root      *template.Template
	choices   *Choices // nil until selection is done
	choosing  *selection
	rows      deal.Table     // that a rule with each looks at
	row       int            // the row it is at
	overlay   map[string]any // the answers with the cells of that row before them
	notes     bool
	forced    diag.List // rules not met that the cover tells
	problems  diag.List

	alone       bool                         // a clause is assembled by itself
	terms       map[*library.Definition]bool // the definitions to print; nil: those that the draft may use
	trace       *trace                       // nil: nobody asks which branches are taken
	body        *language.Body               // being run
	literals    []language.Literal           // its literal text
	mode        mode
	part        bool // headings stay at their level: the clause is a part of its own
	out         []byte
	spans       []span
	afterAnswer bool // the last text emitted was an answer
	captured    any
	incomplete  bool // a default printed an answer that was left out
	steps       int
}

// markup is Markdown that our own functions make; it is not escaped.
type markup string

// newEngine is an engine with all answers of a deal.
func newEngine(lib *library.Library, d *deal.Deal) *engine {
	e := &engine{lib: lib, data: map[string]any{}, deal: d}
	e.bind()
	e.answers(nil)
	return e
}

// bind binds the functions of the wordings to the engine.
func (e *engine) bind() {
	e.root = template.New("library").Option("missingkey=error").Funcs(e.functions())
}

// forget empties the groups of the answers, and keeps the groups.
func forget(group map[string]any) {
	for key, v := range group {
		if inner, ok := v.(map[string]any); ok {
			forget(inner)
		} else {
			delete(group, key)
		}
	}
}

// run executes a body in a mode and reports whether it ended well. Problems
// are noted at their place in the library.
func (e *engine) run(b *language.Body, m mode) bool {
	body, literals, before := e.body, e.literals, e.mode
	e.body, e.literals, e.mode = b, b.Literals(), m
	if m == wording {
		e.literals = b.Spelled(e.styleName, e.lib.Spelling[e.styleName])
	}
	if faults := b.Faults(); len(faults) > 0 {
		e.problems = append(e.problems, faults...)
		return false
	}
	err := b.Template(e.root).Execute(io.Discard, e.dot())
	e.body, e.literals, e.mode = body, literals, before
	if err == nil {
		return true
	}
	pos, text := b.ErrorPlace(err)
	var none *unanswered
	if errors.As(err, &none) {
		if m == answer {
			e.incomplete = true // who needs the default asks for what it needs
		} else {
			e.missingAt(none.path, pos, "used here")
		}
		return false
	}
	e.problems.Errorf(pos, "template", "%s", text)
	return false
}

// dot is what a body sees: all answers, or in a rule with each the row it is
// at, with the answers beside its cells.
func (e *engine) dot() any {
	if e.rows == nil {
		return e.data
	}
	return e.overlay
}

// at moves a rule with each to a row of its table.
func (e *engine) at(rows deal.Table, row int) {
	e.leave()
	if e.overlay == nil {
		e.overlay = maps.Clone(e.data)
	}
	e.rows, e.row = rows, row
	maps.Copy(e.overlay, rows[row])
}

// leave ends a rule with each: the cells give way to the answers again.
func (e *engine) leave() {
	if e.rows == nil {
		return
	}
	for name := range e.rows[e.row] {
		if group, ok := e.data[name]; ok {
			e.overlay[name] = group
		} else {
			delete(e.overlay, name)
		}
	}
	e.rows, e.row = nil, 0
}

// text runs a body apart from the draft and returns what it makes.
func (e *engine) text(b *language.Body, m mode) (string, bool) {
	out, spans := e.out, e.spans
	e.out, e.spans = nil, nil
	ok := e.run(b, m)
	text := string(e.out)
	e.out, e.spans = out, spans
	return text, ok
}

// value is the value of an expression.
func (e *engine) value(b *language.Body) (any, bool) {
	e.captured = nil
	ok := e.run(b, capture)
	return e.captured, ok
}

// holds reports whether a condition holds. No condition always holds.
func (e *engine) holds(b *language.Body) bool {
	if b == nil {
		return true
	}
	v, ok := e.value(b)
	return ok && truth(v)
}

// step counts work and stops a draft that grows out of bounds.
func (e *engine) step(n int) error {
	e.steps += n
	if e.steps > maxSteps || len(e.out) > maxOutput {
		return fmt.Errorf("the draft grows out of bounds here: more than %d MiB of text or %d steps", maxOutput>>20, maxSteps)
	}
	return nil
}

// literal writes the i-th piece of literal text of the running body.
func (e *engine) literal(i int) (string, error) {
	if e.mode == capture {
		return "", nil
	}
	if e.mode != wording {
		for _, p := range e.literals[i] {
			e.out = append(e.out, p.Text...)
		}
		return "", e.step(1)
	}
	for _, p := range e.literals[i] {
		if e.part && p.Shift {
			continue
		}
		e.emit(p.Text, span{body: e.body, offset: p.Offset})
	}
	return "", e.step(1)
}

// put writes the value of the action at an offset of the running body.
func (e *engine) put(offset int, v any) (string, error) {
	switch e.mode {
	case capture:
		e.captured = v
		return "", nil
	case answer:
		_, none := v.(deal.None)
		e.incomplete = e.incomplete || none
		e.out = append(e.out, raw(v)...)
		return "", e.step(1)
	}
	place := span{body: e.body, offset: offset, answer: true}
	if m, ok := v.(markup); ok {
		e.emit(string(m), place)
		return "", e.step(1)
	}
	text, err := e.plain(v)
	if err != nil {
		e.unprintable(place, err)
		return "", nil
	}
	if e.mode == message {
		e.out = append(e.out, openMarks(text)...)
		return "", e.step(1)
	}
	e.emitAnswer(text, place)
	return "", e.step(1)
}

// unprintable notes a value that cannot be printed: a missing answer at the
// deal, anything else at the wording.
func (e *engine) unprintable(place span, err error) {
	pos := place.body.Position(place.offset)
	var none *unanswered
	if errors.As(err, &none) {
		e.missingAt(none.path, pos, "printed here")
		return
	}
	e.problems.Errorf(pos, "template", "%s", err)
}

// emitAnswer writes an inserted text escaped, with its blanks as marks that
// the document counts.
func (e *engine) emitAnswer(text string, place span) {
	for text != "" {
		before, rest, open := strings.Cut(text, blankStart)
		if before != "" {
			e.emit(escape(before), place)
		}
		if !open {
			return
		}
		path, after, _ := strings.Cut(rest, blankEnd)
		e.emit(e.blank(path), span{body: place.body, offset: place.offset})
		text = after
	}
}

// escape escapes a text as Markdown and keeps the spaces at its ends, which
// matter where a blank stands beside it.
func escape(text string) string {
	escaped := markdown.Escape(text)
	if strings.HasPrefix(text, " ") && !strings.HasPrefix(escaped, " ") {
		escaped = " " + escaped
	}
	if strings.HasSuffix(text, " ") && !strings.HasSuffix(escaped, " ") {
		escaped += " "
	}
	return escaped
}

// blank is the mark of an open value with its name and question.
func (e *engine) blank(path string) string {
	ask := path
	if p, ok := e.lib.Schema.Find(parameterOf(path)); ok && p.Ask != "" {
		ask = p.Ask
	}
	ask = strings.NewReplacer("--", "-", "<", "", ">", "").Replace(ask)
	return fmt.Sprintf("[●]<!-- %s: %s -->", path, ask)
}

// parameterOf is the parameter to which a cell's path belongs.
func parameterOf(path string) string {
	parameter, _, _ := strings.Cut(path, "[")
	return parameter
}

// emit appends to the draft. Where a condition left words out it closes the
// gap: no two spaces in a row, none before a comma or full stop, and no second
// full stop after an answer that ends in one.
func (e *engine) emit(text string, from span) {
	if n := len(e.out); n > 0 && text != "" {
		switch last := e.out[n-1]; {
		case last == ' ' && strings.IndexByte(",.;:)", text[0]) >= 0 && e.midLine():
			e.out = e.out[:n-1]
		case last == ' ' && e.midLine():
			trimmed := strings.TrimLeft(text, " ")
			from.offset += len(text) - len(trimmed)
			text = trimmed
		case last == '.' && e.afterAnswer && text[0] == '.':
			from.offset++
			text = text[1:]
		}
	}
	if text == "" {
		return
	}
	e.afterAnswer = from.answer
	from.start = len(e.out)
	e.spans = append(e.spans, from)
	e.out = append(e.out, text...)
}

// midLine reports whether words stand on the last line of the output: spaces
// that begin a line are indentation.
func (e *engine) midLine() bool {
	line := e.out[bytes.LastIndexByte(e.out, '\n')+1:]
	return len(bytes.Trim(line, " ")) > 0
}
