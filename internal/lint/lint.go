// Package lint looks for every fault of a library that can be found without a
// deal.
package lint

import (
	"io/fs"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/library"
)

// Library opens the library in fsys, whose files problems call by their name
// prefixed with dir, and returns it with everything that is wrong with it,
// sorted by place: what opening it reports, and what only a look at the whole
// finds.
func Library(fsys fs.FS, dir string) (*library.Library, diag.List) {
	lib, problems := library.Open(fsys, dir)
	l := &linter{lib: lib, fsys: fsys, dir: dir, problems: problems, told: map[string]*diag.Problem{}}
	l.run()
	l.problems.Sort()
	return lib, l.problems
}

// linter looks at one library.
type linter struct {
	lib      *library.Library
	fsys     fs.FS
	dir      string
	problems diag.List
	told     map[string]*diag.Problem // by place and rule
	lost     bool                     // a text could not be read: what seems unused may be used there
	allIDs   map[string]bool
}

func (l *linter) run() {
	for _, p := range l.problems {
		switch p.Rule {
		case "file", "encoding", "yaml", "template":
			l.lost = true
		}
	}
	l.allIDs = idsOf(l.lib)
	answers := newAnswers(l.lib)
	answers.collect()
	terms := l.terms()
	for _, id := range l.lib.TemplateIDs() {
		w := newWorld(l.lib, l.lib.Templates[id], answers, &l.problems)
		f := w.gather(terms)
		l.references(f)
		l.duplicateIDs(f)
	}
}

// once adds a finding; a second one under the same rule at the same place, such
// as for another template, is not told.
func (l *linter) once(pos diag.Position, severity diag.Severity, rule, format string, args ...any) *diag.Problem {
	key := rule + " " + pos.String()
	if p := l.told[key]; p != nil {
		return &diag.Problem{}
	}
	p := l.problems.Add(pos, severity, rule, format, args...)
	l.told[key] = p
	return p
}

// terms finds the uses of every term that the library defines.
func (l *linter) terms() *document.Vocabulary {
	known := map[string][]string{}
	for _, d := range l.lib.Definitions {
		known[d.Term] = d.Forms
	}
	for _, b := range l.lib.Bodies() {
		for _, literal := range b.Literals {
			for _, p := range literal.Pieces {
				for _, m := range definingMark.FindAllStringSubmatch(p.Text, -1) {
					if _, ok := known[m[1]]; !ok {
						known[m[1]] = nil
					}
				}
			}
		}
	}
	return document.NewVocabulary(known)
}
