package form

import (
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// spelling is a text that stands for the answer to a question.
type spelling struct {
	question *deal.Parameter
	text     string
}

// readValue is a value, or that none is known.
type readValue struct {
	deal.Value
	known bool
}

// templateQuestions is a template of a library, read for its questions.
type templateQuestions struct {
	lib      *library.Library
	template *library.Template
	asked    map[string][]*deal.Parameter // by clause
	all      map[string]bool              // the paths of these questions
	stated   map[*parse.PipeNode]condition.Expr
	answered map[spelling]readValue
	presets  bool                  // answers that are commonly agreed are filled in, even where TBD would do
	given    map[string]deal.Value // answers with which every deal begins
	deal     *deal.Deal            // whose answers these are; one that is empty, if they are of none
}

func questionsOf(lib *library.Library, t *library.Template) *templateQuestions {
	a := &templateQuestions{lib: lib, template: t, asked: Asked(lib, t), all: map[string]bool{},
		stated: map[*parse.PipeNode]condition.Expr{}, answered: map[spelling]readValue{}, deal: &deal.Deal{}}
	for _, list := range a.asked {
		for _, p := range list {
			a.all[p.Path] = true
		}
	}
	return a
}

// ask adds a question to those of a clause.
func (a *templateQuestions) ask(clause string, p *deal.Parameter) {
	a.asked[clause], a.all[p.Path] = append(a.asked[clause], p), true
}

// isAsked reports whether a clause asks the question.
func (a *templateQuestions) isAsked(path string) bool { return a.all[path] }

// read is the answer that a default writes; it is false if that is none.
func (a *templateQuestions) read(p *deal.Parameter, text string) (deal.Value, bool) {
	at := spelling{p, text}
	v, ok := a.answered[at]
	if !ok {
		answer, err := deal.ReadText(p, text, "")
		v = readValue{answer, err == nil}
		a.answered[at] = v
	}
	return v.Value, v.known
}

// condition is what a pipeline states.
func (a *templateQuestions) condition(p *parse.PipeNode, in condition.Scope) condition.Expr {
	e, ok := a.stated[p]
	if !ok {
		e = condition.Read(p, in)
		a.stated[p] = e
	}
	return e
}

// asks reports whether a clause has a question in the group.
func (a *templateQuestions) asks(c *library.Clause, group string) bool {
	for _, p := range a.asked[c.ID] {
		if topGroup(p.Path) == group {
			return true
		}
	}
	return false
}
