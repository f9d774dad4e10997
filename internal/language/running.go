package language

import (
	"errors"
	"fmt"
	"strings"
	"text/template/parse"
)

// A program is what a draft runs of a text: the author's tree, in which
// every literal text, condition and loop knows its index, and every value its
// place, so that it is known where each byte comes from and which ways were
// taken. It prints what text/template would; but our typed values decide
// conditions, no text reaches a method of a Go type, and it is charged for.
type routine struct {
	steps    []instruction
	slots    int // that its variables need; the first holds $, all answers
	branches int // conditions and loops
}

// An instruction of a routine does something. It tells where to go on.
type instruction interface {
	do(p *process) (onto, error)
}

// An expression is worked out.
type expression interface {
	value(p *process) (any, error)
}

// onto is where a program goes on after a step.
type onto uint8

const (
	onward onto = iota
	nextTurn
	leaveLoop
)

// process is a program that is running.
type process struct {
	*Run
	dot       any
	variables []any
}

// follow runs steps until one leads elsewhere.
func (p *process) follow(steps []instruction) (onto, error) {
	for _, s := range steps {
		if way, err := s.do(p); way != onward || err != nil {
			return way, err
		}
	}
	return onward, nil
}

// failed is an error of the running text at its place.
func (p *process) failed(at parse.Pos, err error) error {
	return &Fault{p.body, p.body.Position(int(at)), err.Error(), err}
}

// verbatim prints a literal text.
type verbatim struct {
	at    parse.Pos
	index int
}

func (l verbatim) do(p *process) (onto, error) {
	err := p.charge(1, 0)
	if err == nil {
		err = p.out.Literal(p.body, p.spelled[l.index])
	}
	if err != nil {
		return onward, p.failed(l.at, err)
	}
	return onward, nil
}

// printing prints a value.
type printing struct {
	at parse.Pos
	of expression
}

func (s printing) do(p *process) (onto, error) {
	v, err := s.of.value(p)
	if err != nil {
		return onward, err
	}
	if err = p.charge(1, 0); err == nil {
		err = p.out.Put(p.body, int(s.at), v)
	}
	if err != nil {
		return onward, p.failed(s.at, err)
	}
	return onward, nil
}

// setting only sets variables.
type setting struct{ of expression }

func (s setting) do(p *process) (onto, error) {
	_, err := s.of.value(p)
	return onward, err
}

// choice goes one way of two.
type choice struct {
	at      parse.Pos
	branch  int
	of      expression
	yes, no []instruction
}

func (s *choice) do(p *process) (onto, error) {
	v, err := s.of.value(p)
	if err != nil {
		return onward, err
	}
	yes := IsTrue(v)
	p.note(s.branch, yes)
	if err := p.charge(1, 0); err != nil {
		return onward, p.failed(s.at, err)
	}
	if yes {
		return p.follow(s.yes)
	}
	return p.follow(s.no)
}

// turns runs its body for each row of a table or entry of a list, or else what
// runs for none. What a turn costs is charged for all before the first, by the
// length of what is in it.
type turns struct {
	at         parse.Pos
	branch     int
	cost       int
	of         expression
	each       []int // slots of the index and the entry, or of the entry
	body, none []instruction
}

func (s *turns) do(p *process) (onto, error) {
	v, err := s.of.value(p)
	if err != nil {
		return onward, err
	}
	list, err := entries(v)
	if err == nil {
		p.passed(v)
		p.note(s.branch, len(list) > 0)
		err = p.charge(1+len(list)*s.cost, 0)
	}
	switch {
	case err != nil:
		return onward, p.failed(s.at, err)
	case len(list) == 0:
		return p.follow(s.none)
	}
	around := p.dot
	defer func() { p.dot = around }()
	for i, entry := range list {
		p.dot = entry
		if n := len(s.each); n > 0 {
			p.variables[s.each[0]] = i
			p.variables[s.each[n-1]] = entry
		}
		if way, err := p.follow(s.body); way == leaveLoop || err != nil {
			return onward, err
		}
	}
	return onward, nil
}

// jump leaves a loop, or its turn.
type jump onto

func (j jump) do(*process) (onto, error) { return onto(j), nil }

// constant is a value that the text states.
type constant struct{ v any }

func (c constant) value(*process) (any, error) { return c.v, nil }

// dot is the answers, or an entry in a loop, or the row that a rule looks at.
type dot struct{}

func (dot) value(p *process) (any, error) { return p.dot, nil }

// variable is what the variable in a slot holds.
type variable int

func (v variable) value(p *process) (any, error) { return p.variables[v], nil }

// assignment sets variables, by their slots, to a value.
type assignment struct {
	slots []int
	of    expression
}

func (a assignment) value(p *process) (any, error) {
	v, err := a.of.value(p)
	if err != nil {
		return nil, err
	}
	for _, slot := range a.slots {
		p.variables[slot] = v
	}
	return v, nil
}

// lookup is a part of a value, by names that lead to it.
type lookup struct {
	at    parse.Pos
	of    expression
	names []string
}

func (e lookup) value(p *process) (any, error) {
	v, err := e.of.value(p)
	if err != nil {
		return nil, err
	}
	if v, err = field(v, e.names); err != nil {
		return nil, p.failed(e.at, err)
	}
	return v, nil
}

// truth is whether a value counts as true.
type truth struct {
	at parse.Pos
	of expression
}

func (e truth) value(p *process) (any, error) {
	v, err := e.of.value(p)
	if err != nil {
		return nil, err
	}
	if err := p.charge(1, 0); err != nil {
		return nil, p.failed(e.at, err)
	}
	return IsTrue(v), nil
}

// deciding is a call of and or or, which work out arguments up to the first
// that decides.
type deciding struct {
	at    parse.Pos
	of    *Function
	by    bool // what decides
	args  []expression
	piped expression // the last argument, worked out first; nil if there is none
}

func (e deciding) value(p *process) (v any, err error) {
	var last any
	if e.piped != nil {
		if last, err = e.piped.value(p); err != nil {
			return nil, err
		}
	}
	for _, arg := range e.args {
		if v, err = arg.value(p); err != nil || v == e.by {
			return v, err
		}
	}
	switch {
	case e.piped != nil:
		return last, nil
	case len(e.args) == 0:
		return nil, p.failed(e.at, e.of.CheckArity(0))
	}
	return v, nil
}

// calling is a call of a function.
type calling struct {
	at    parse.Pos
	of    *Function
	args  []expression
	piped expression // the last argument, worked out first; nil if there is none
}

func (e calling) value(p *process) (any, error) {
	n := len(e.args)
	if e.piped != nil {
		n++
	}
	args := make([]any, n)
	if e.piped != nil {
		v, err := e.piped.value(p)
		if err != nil {
			return nil, err
		}
		args[n-1] = v
	}
	for i, arg := range e.args {
		v, err := arg.value(p)
		if err != nil {
			return nil, err
		}
		args[i] = v
	}
	v, err := p.Call(e.of, args)
	if err != nil {
		return nil, &Fault{p.body, p.body.Position(int(e.at)), e.of.message(err), err}
	}
	return v, nil
}

// message is the message of an error of the function: its name stands before it,
// unless the message names it or another function would fail in its place.
func (f *Function) message(err error) string {
	message := err.Error()
	if strings.HasPrefix(message, f.Name+" takes ") || strings.HasPrefix(message, outOfBounds) {
		return message
	}
	return fmt.Sprintf("error calling %s: %s", f.Name, message)
}

// wrong is what cannot be worked out.
type wrong struct {
	at   parse.Pos
	text string
}

func (e wrong) value(p *process) (any, error) { return nil, p.failed(e.at, errors.New(e.text)) }
