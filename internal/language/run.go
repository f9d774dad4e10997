package language

import (
	"fmt"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
)

// Draft is what functions ask of the draft in which a text stands.
type Draft interface {
	Has(clause string) (bool, error)
	Short(clause string) (bool, error)             // a compound clause says it
	Provides(promise, clause string) (bool, error) // any clause, if clause is ""
	Providing(promise string) ([]Provision, error) // the places that keep it
	Given(path string) bool
	Passed(b *Body, path string) // a text loops over an answer, or takes its cells, that is not there
	Definitions() (Markup, error)
	Surviving() (Markup, error)
	Schedules() (Markup, error)
	KeyTerms(label, value string) (Markup, error)
	Dates(group string) []map[string]any // what falls due, of a group of the calendar
	Timeline(title, alt string, dicts []map[string]any) (Markup, error)
	Chart(title, alt, x, y string, rows deal.Table) (Markup, error)
}

// Output takes what a text prints.
type Output interface {
	// Literal takes a literal text, in the spelling of the draft if it is a wording.
	Literal(b *Body, l Literal) error
	// Put takes the value of the action at a source offset.
	Put(b *Body, offset int, v any) error
}

// Run executes texts for one draft.
type Run struct {
	Answers  map[string]any // a value for every parameter of the library, in groups
	Style    *deal.Style
	Family   string            // the style pack that words are spelt in
	Spelling map[string]string // word -> word in that style
	Names    map[string]string // words of the library -> what the deal calls it
	Draft    Draft
	Budget   Budget
	Branch   func(b *Body, index int, yes bool) // told of every branch that is taken; nil: nobody asks
	Faults   func(b *Body) diag.List            // what is wrong with a text before it runs; nil: only what it shows by itself

	body    *Body // that is running
	out     Output
	spelled []Literal // the literal texts of the running body
	asking  bool      // an expression is running: what was left out is no missing answer

	idle    []*process // that have ended, for texts to come
	ruled   deal.Table // that a rule with each looks at
	ruledAt int        // the row it is at
}

// Fault is why a text could not be run.
type Fault struct {
	Body *Body
	Pos  diag.Position
	Text string
	Err  error // of the function that failed, or of what else did
}

func (f *Fault) Error() string { return f.Text }
func (f *Fault) Unwrap() error { return f.Err }

// Print runs a text into an output. A wording is printed in the spelling of
// the draft. The error is a *Fault.
func (r *Run) Print(b *Body, out Output) error { return r.execute(b, out, false) }

// Value is the value of an expression.
func (r *Run) Value(b *Body) (any, error) {
	var c capture
	err := r.execute(b, &c, true)
	return c.value, err
}

// capture keeps the last value that a text puts.
type capture struct{ value any }

func (c *capture) Literal(*Body, Literal) error { return nil }

func (c *capture) Put(_ *Body, _ int, v any) error {
	c.value = v
	return nil
}

// execute runs a text, within another if one is running.
func (r *Run) execute(b *Body, out Output, asking bool) error {
	faults := b.Faults
	if r.Faults != nil {
		faults = func() diag.List { return r.Faults(b) }
	}
	if list := faults(); len(list) > 0 {
		return &Fault{Body: b, Pos: list[0].Pos, Text: list[0].Message}
	}
	if err := r.charge(1+len(b.source)/stepBytes, 0); err != nil {
		return &Fault{b, b.Start(), err.Error(), err}
	}
	body, before, spelled, asked := r.body, r.out, r.spelled, r.asking
	r.body, r.out, r.spelled, r.asking = b, out, b.Literals(), asking
	if b.kind == Wording {
		r.spelled = b.Spelled(r.Family, r.Spelling)
	}
	program := b.program()
	p := r.begin(program)
	_, err := p.follow(program.steps)
	r.end(p)
	r.body, r.out, r.spelled, r.asking = body, before, spelled, asked
	return err
}

// begin is a process for a program.
func (r *Run) begin(program *routine) *process {
	var p *process
	if n := len(r.idle); n > 0 {
		p, r.idle = r.idle[n-1], r.idle[:n-1]
	} else {
		p = &process{Run: r}
	}
	p.dot = r.dot()
	p.variables = append(p.variables, make([]any, program.slots)...)
	p.variables[0] = r.Answers
	return p
}

// end keeps a process for another program.
func (r *Run) end(p *process) {
	clear(p.variables)
	p.variables, p.dot = p.variables[:0], nil
	r.idle = append(r.idle, p)
}

// Call calls a function and charges what it makes. One that panics has failed.
func (r *Run) Call(f *Function, args []any) (v any, err error) {
	defer func() {
		if p := recover(); p != nil {
			v, err = nil, fmt.Errorf("%v", p)
		}
	}()
	if err := f.CheckArity(len(args)); err != nil {
		return nil, err
	}
	if err := r.charge(1, 0); err != nil {
		return nil, err
	}
	if v, err = f.call(r, args); err != nil {
		return nil, err
	}
	return v, r.charge(0, sizeOf(v))
}

// passed tells the draft of a list that is not there.
func (r *Run) passed(v any) {
	if none, ok := v.(deal.None); ok {
		r.Draft.Passed(r.body, none.Path)
	}
}

func (r *Run) note(branch int, yes bool) {
	if r.Branch != nil {
		r.Branch(r.body, branch, yes)
	}
}

// field is a part of a variable or of an entry: a cell of a row, an entry of a
// dict, an answer of a group. Values have no parts; the methods of their Go
// types are none.
func field(v any, names []string) (any, error) {
	for _, name := range names {
		var ok bool
		switch of := v.(type) {
		case deal.Row:
			v, ok = of[name]
		case map[string]any:
			v, ok = of[name]
		default:
			return nil, fmt.Errorf("%s has no part %q", describe(v), name)
		}
		if !ok {
			return nil, fmt.Errorf("there is no %q here", name)
		}
	}
	return v, nil
}

// dot is what the text that is running sees: all answers, or in one of a rule with each
// the row it is at.
func (r *Run) dot() any {
	if r.ruled == nil || !r.body.OfRow() {
		return r.Answers
	}
	return r.ruled[r.ruledAt]
}

// At moves a rule with each to a row of its table.
func (r *Run) At(rows deal.Table, row int) { r.ruled, r.ruledAt = rows, row }

// Leave ends a rule with each.
func (r *Run) Leave() { r.ruled, r.ruledAt = nil, 0 }
