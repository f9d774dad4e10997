// Package lint looks for every fault of a library that can be found without a
// deal.
package lint

import (
	"io/fs"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/logic"
)

// Library opens the library in fsys, whose files problems call by their name
// prefixed with dir, and returns it with everything that is wrong with it,
// sorted by place: what opening it reports, and what only a look at the whole
// finds.
func Library(fsys fs.FS, dir string) (*library.Library, diag.List) {
	lib, _ := library.Open(fsys, dir)
	problems := lib.Check()
	l := &linter{lib: lib, fsys: fsys, dir: dir, problems: problems, told: map[string]*diag.Problem{}, used: map[string]bool{}, places: map[string]map[string]bool{}, onSpot: map[string][]fact{}, needed: map[library.Name]bool{}}
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
	missing  map[string]*diag.Problem // clauses that a template lists and that are not there, with what tells it
	allIDs   map[string]bool
	used     map[string]bool            // terms that a wording uses
	places   map[string]map[string]bool // by term, where it is used
	onSpot   map[string][]fact          // terms that a wording defines
	needed   map[library.Name]bool      // switches that suppress something
}

func (l *linter) run() {
	l.findLost()
	l.findMissing()
	l.allIDs = l.lib.IDs()
	terms := l.terms()
	l.checkTypes()
	l.definitionFiles()
	l.circular(terms)
	l.circularDefaults()
	l.defaultClauses()
	l.files()
	l.literals()
	l.language()
	l.frames()
	l.listsOfOne()
	l.lostWhenOpen()
	l.ladders()
	l.ownQuestions()
	if !l.lost {
		l.headings()
		l.drafts(terms)
		l.answersUse(terms)
		if len(l.missing) == 0 { // else what seems to be said, used or dated nowhere may be there
			l.parities()
			l.undatedDuties()
			l.unusedTerms()
			l.unused()
		}
		l.relied()
		l.unprintedDates()
		l.prose()
	}
	l.switches()
	l.consequences()
}

// drafts looks at the drafts that each template can make.
func (l *linter) drafts(terms *document.Vocabulary) {
	answers := logic.NewAnswers(l.lib)
	d := newOutcomes()
	for _, id := range l.lib.TemplateIDs() {
		t := l.lib.Templates[id]
		w := newDrafts(l.lib, t, answers, &l.problems, false)
		f := w.gather(terms)
		l.operative(f)
		l.references(f)
		l.promises(f)
		l.dates(f)
		l.duplicateIDs(f)
		l.usedTerms(f)
		l.undefinedTerms(f)
		l.definedTwice(f)
		l.overlaps(w)
		l.emptyRows(w)
		d.look(newDrafts(l.lib, t, answers, &l.problems, true), w)
	}
	l.deadParts(d)
}

// findLost notes whether a text could not be read. What seems to be missing may
// then stand in it: what it leads to is not told.
func (l *linter) findLost() {
	for _, p := range l.problems {
		l.lost = l.lost || library.Unread(p) || p.Rule == language.BadAction || p.Rule == library.UnknownKind
	}
	l.problems = library.WithoutConsequences(l.problems)
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
