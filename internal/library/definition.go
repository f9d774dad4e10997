package library

import (
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// termFile is the file of a defined term: YAML between two lines of dashes, then
// the wording.
type termFile struct{ name, front, body string }

// termFile reads the file of a defined term.
func (o *opener) termFile(name string) (termFile, bool) {
	text, ok := o.file(name)
	if !ok {
		return termFile{}, false
	}
	front, body, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	if !ok || !strings.HasPrefix(text, "---\n") {
		o.problems.Errorf(lineOne(o.place(name)), "library", "a definition begins with its term between two lines of three dashes").
			WithHint("---\nterm: Net Sales\n---")
		return termFile{}, false
	}
	return termFile{name, front, body}, true
}

// definition reads the file of a defined term; nil if there is none in it.
func (o *opener) definition(name string) *Definition {
	file, ok := o.termFile(name)
	if !ok {
		return nil
	}
	root, ok := o.root(file.name, file.front, 1)
	if !ok {
		return nil
	}
	f := root.fields("term", "forms", "when")
	d := &Definition{Term: f.get("term").text(), Forms: f.get("forms").texts(), When: f.get("when").body(language.Expression), Pos: f.get("term").placeOr(root)}
	o.checkTerm(d, root, f)
	base := diag.Position{File: o.place(file.name).File, Line: strings.Count(file.front, "\n") + 4, Column: 1}
	d.Body = language.NewBody(base.File, language.FilePlaces(base, file.body), file.body, language.Wording, "")
	return d
}
