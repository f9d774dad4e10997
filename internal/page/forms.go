package page

import (
	"net/http"

	"clausewright/internal/assemble"
	"clausewright/internal/diag"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// formsView are the forms that the agreement can have.
type formsView struct {
	File, Title string
	Forms       []formView
}

// formView is a form of the agreement with what it leaves out of what the deal answers.
type formView struct {
	*library.Template
	Chosen  bool
	Refused []linkedProblem // what it does not say, and is not drafted with
	Unused  []left          // what it has no use for, and the form of the deal has
	Unknown bool            // the deal does not fit together, so that nobody can tell
}

// left is an answer that a form has no use for.
type left struct{ Ask, Path, Link string }

// showForms lists the forms of the agreement, each with what it leaves out of what the
// deal answers, before one is chosen.
func (p *Page) showForms(w http.ResponseWriter) {
	v := &formsView{File: p.file.Name()}
	used := p.now.made.Template
	if used != nil {
		v.Title = used.Title
	}
	idle := map[string]bool{}
	if p.now.made.Choices != nil {
		for _, u := range p.now.made.Choices.Unused {
			idle[u.Path] = true
		}
	}
	for _, t := range p.forms() {
		one := formView{Template: t, Chosen: t == used}
		if !one.Chosen {
			p.leftOut(&one, idle)
		}
		v.Forms = append(v.Forms, one)
	}
	sendPage(w, http.StatusOK, "forms", v)
}

// leftOut finds what a form leaves out of what the deal answers, but for what is idle as
// it is.
func (p *Page) leftOut(one *formView, idle map[string]bool) {
	opts := draft.Options{Template: one.ID, Force: true}
	made, problems := draft.Make(p.lib, p.file.Name(), p.now.data, opts)
	for _, problem := range problems {
		if problem.Rule == assemble.NotCarried && problem.Severity == diag.Error {
			one.Refused = append(one.Refused, linkedProblem{Problem: problem, Link: questionLink(problem.Path)})
		}
	}
	made, _ = p.completed(made, opts)
	if made.Document == nil {
		one.Unknown = len(one.Refused) == 0
		return
	}
	for _, u := range made.Choices.Unused {
		if q, ok := p.lib.Schema.Find(u.Path); ok && !idle[u.Path] {
			one.Unused = append(one.Unused, left{q.Ask, u.Path, questionLink(u.Path)})
		}
	}
}
