// Package assemble fills in the answers of a deal, has choose decide which clauses and
// variants are in the draft, judges rules and runs the texts: a library and a deal become
// Markdown that remembers where every byte came from.
package assemble

import (
	"errors"
	"fmt"
	"slices"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// engine drafts one deal with one library. It runs texts and builds the draft
// of what they print; the selection chooses what is printed.
type engine struct {
	data     // a value for every question
	out      markdown.Builder
	part     bool // headings stay at their level: the clause is a part of its own
	lib      *library.Library
	deal     *deal.Deal
	texts    *language.Run
	choosing *choose.Selection // nil until the defaults are known
	choices  *choose.Choices
	notes    bool
	forced   diag.List // rules not met that the cover tells
	problems diag.List
	reads    *reads // nil: nobody asks which answers are used
	defaults *filler
	namedBy  map[string]string // words of the library -> the question whose answer stands in their place
	defined  map[string]bool   // terms that the key terms define

	judging judging
	using   using
	dated   datesSaid
	alone   *alone // nil: a whole draft
}

// newEngine is an engine for a deal, without its answers.
func newEngine(lib *library.Library, d *deal.Deal) *engine {
	e := &engine{lib: lib, deal: d, defined: map[string]bool{}, using: using{otherwise: map[*deal.Parameter]deal.Value{}}}
	e.texts = &language.Run{Draft: e, Faults: lib.Faults}
	return e
}

// run prints a text into an output and reports whether it ended well. Problems
// are noted at their place in the library.
func (e *engine) run(b *language.Body, out language.Output) bool {
	e.reads.print(b)
	if err := e.texts.Print(b, out); err != nil {
		e.fault(err)
		return false
	}
	return true
}

// fault notes why a text could not be run.
func (e *engine) fault(err error) {
	var fault *language.Fault
	if !errors.As(err, &fault) {
		return
	}
	var none *language.Unanswered
	var large *language.OutOfBounds
	switch {
	case errors.As(err, &none):
		e.choosing.Miss(none.Path, fault.Pos, "used here", e.judging.rule)
	case errors.As(err, &large) && large.Again: // told where it began
	case errors.As(err, &large):
		e.blame(e.problems.Errorf(fault.Pos, language.BadAction, "%s", fault.Text), fault.Body)
	case len(e.lib.Faults(fault.Body)) > 0:
		e.problems = append(e.problems, e.lib.Faults(fault.Body)...)
	default:
		e.problems.Errorf(fault.Pos, language.BadAction, "%s", fault.Text)
	}
}

// blame names the largest answer that the deal gives of those a text names, if
// one is large: it may have made the text grow out of bounds.
func (e *engine) blame(p *diag.Problem, b *language.Body) {
	const large = 100
	path, most := "", int64(large)
	for _, u := range b.Uses() {
		name := u.Path
		if u.Table != "" {
			name = u.Table
		}
		if v, ok := e.deal.Answer(name); ok && extent(v) > most {
			path, most = name, extent(v)
		}
	}
	if path != "" {
		p.See(e.deal.Pos(path), "%s is %s here", path, choose.Shown(e.get(path)))
	}
}

// extent is how much a text may make of an answer.
func extent(v deal.Value) int64 {
	switch v := v.(type) {
	case deal.Integer:
		return max(int64(v), -int64(v))
	case deal.Duration:
		return int64(v.N)
	case deal.Text:
		return int64(len(v))
	case deal.List:
		return int64(len(v))
	case deal.Table:
		return int64(len(v))
	}
	return 0
}

// message is what a text says to a person.
func (e *engine) message(b *language.Body) (string, bool) {
	m := &message{e: e}
	ok := e.run(b, m)
	return string(m.text), ok
}

// choose prepares to choose the clauses of a template.
func (e *engine) choose(t *library.Template) {
	e.choosing = choose.NewSelection(e.lib, t, e.deal, e)
	e.choices, e.judging.facts = e.choosing.Choices, &facts{e.choosing, e}
}

// holds reports whether a condition holds. No condition always holds.
func (e *engine) holds(b *language.Body) bool {
	e.reads.judge(b)
	return e.choosing.Holds(b) == condition.Yes
}

// Value is the answer to a question, its default, or a deal.None. It is false
// for what is no question.
func (e *engine) Value(path string) (deal.Value, bool) {
	if v, ok := e.values[path]; ok {
		return v, true
	}
	if _, ok := e.lib.Schema.Find(path); !ok {
		return nil, false
	}
	return deal.None{Path: path}, true
}

// Run reports whether a condition holds, by running its text.
func (e *engine) Run(b *language.Body) bool {
	v, err := e.texts.Value(b)
	if err != nil {
		e.fault(err)
		return false
	}
	return language.IsTrue(v)
}

// message collects plain text for a person.
type message struct {
	e    *engine
	text []byte
}

// Literal takes words of the library.
func (m *message) Literal(_ *language.Body, l language.Literal) error {
	for _, p := range l {
		m.text = append(m.text, p.Text...)
	}
	return nil
}

// Put takes a value as a contract prints it.
func (m *message) Put(b *language.Body, offset int, v any) error {
	p, err := m.e.texts.Phrase(v)
	if err != nil {
		return m.e.unprintable(b, offset, err)
	}
	text := p.String()
	m.text = append(m.text, text...)
	return m.e.texts.Budget.Charge(0, len(text))
}

// unprintable notes a value that cannot be printed: a missing answer at the
// deal, anything else at the wording. It gives back what ends the text.
func (e *engine) unprintable(b *language.Body, offset int, err error) error {
	var none *language.Unanswered
	var large *language.OutOfBounds
	switch {
	case errors.As(err, &none):
		e.choosing.Miss(none.Path, b.Position(offset), "printed here", e.judging.rule)
		return nil
	case errors.As(err, &large):
		return err
	}
	e.problems.Errorf(b.Position(offset), language.BadAction, "%s", err)
	return nil
}

// Has reports whether a clause is in the draft.
func (e *engine) Has(id string) (bool, error) {
	if e.choosing == nil {
		return false, errors.New("has cannot be used in a default: the clauses are chosen after the defaults are known")
	}
	return e.choosing.In(id), nil
}

// Short reports whether a compound clause says a clause in the draft.
func (e *engine) Short(id string) (bool, error) {
	if e.choosing == nil {
		return false, errors.New("short cannot be used in a default: the clauses are chosen after the defaults are known")
	}
	return condition.Judge(e.choosing.Said(condition.Short{Clause: id}), e.choosing) == condition.Yes, nil
}

// Provides reports whether a clause of the draft, or the one named, keeps a
// promise.
func (e *engine) Provides(promise, clause string) (bool, error) {
	if e.choosing == nil {
		return false, errors.New("provides cannot be used in a default: the clauses are chosen after the defaults are known")
	}
	return e.choosing.Keeps(promise, clause), nil
}

// Providing lists the sections that keep a promise. A clause that is assembled
// by itself refers to all that could.
func (e *engine) Providing(promise string) ([]language.Provision, error) {
	if e.choosing == nil {
		return nil, fmt.Errorf("what provides %q cannot be listed in a default: the clauses are chosen after the defaults are known", promise)
	}
	kept := e.choosing.Kept(promise, "")
	if len(kept) == 0 && e.alone != nil {
		kept = e.lib.Promises(promise, "")
	}
	if len(kept) == 0 {
		return nil, fmt.Errorf("nothing in the draft provides %q: guard the passage by provides", promise)
	}
	provisions := make([]language.Provision, len(kept))
	for i, p := range kept {
		provisions[i] = language.Provision{ID: p.At, As: e.spelled(p.As)}
	}
	return provisions, nil
}

// Given reports whether the deal answers a question or one of a group.
func (e *engine) Given(path string) bool {
	if !isIn(e.using.absent, path) {
		return e.deal.Given(path)
	}
	return slices.ContainsFunc(e.deal.Answers(), func(other string) bool {
		return other != e.using.absent && other != path && isIn(other, path) && e.deal.Given(other)
	})
}

// Passed notes an answer of which a wording prints the entries, as if it were
// printed in one piece, where no clause of the template asks for it: a wording of
// a clause that asks says by a condition when there is none.
func (e *engine) Passed(b *language.Body, path string) {
	p, ok := e.lib.Schema.Find(path)
	if ok && e.judging.rule == nil && e.choices != nil && !p.Optional && !e.choices.Template.Lists(p.Clause) {
		e.choosing.Miss(path, b.Start(), "printed here", nil)
	}
}
