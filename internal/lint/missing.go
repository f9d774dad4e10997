package lint

import (
	"maps"
	"slices"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/library"
)

// A clause that a template lists and that is not there, because its folder was
// renamed, say, is one fault with many places: whatever leads to the clause,
// asks for one of its parameters, uses a term that it defines or refers to a
// section of it. It is told once, at the template.

// findMissing notes those clauses.
func (l *linter) findMissing() {
	l.missing = map[string]*diag.Problem{}
	for _, id := range l.lib.TemplateIDs() {
		t := l.lib.Templates[id]
		for _, p := range l.problems {
			if p.Rule == library.UnknownClause && t.Lists(p.About) && p.Pos == t.Place(p.About) && l.missing[p.About] == nil {
				l.missing[p.About] = p
			}
		}
	}
}

// consequences moves what follows from a missing clause to what tells that it
// is missing.
func (l *linter) consequences() {
	if len(l.missing) == 0 {
		return
	}
	var rest diag.List
	for _, p := range l.problems {
		if cause := l.causeOf(p); cause != nil && cause != p {
			cause.See(p.Pos, "%s", p.Message)
			continue
		}
		rest = append(rest, p)
	}
	l.problems = slices.DeleteFunc(rest, func(p *diag.Problem) bool { return p.Rule == idleSwitch }) // what it suppresses may be there
	for _, cause := range l.missing {
		slices.SortFunc(cause.Related, func(a, b diag.Related) int { return a.Pos.Compare(b.Pos) })
	}
}

// causeOf is the problem from which p follows, nil for none. Which clause brought
// a parameter, a term, a section or a schedule nobody can tell when it is not
// there: that counts for the first.
func (l *linter) causeOf(p *diag.Problem) *diag.Problem {
	first := l.missing[slices.Min(slices.Collect(maps.Keys(l.missing)))]
	switch p.Rule {
	case library.UnknownClause:
		if l.lib.Clauses[p.About] != nil {
			return first // the clause that stands for it in a template is missing
		}
		return l.missing[p.About]
	case library.UnknownID:
		return l.missing[p.About]
	case library.UnknownParameter, document.UndefinedTerm, library.UnknownSchedule, library.UnknownPromise, document.DanglingReference, brokenPromise, unsupportedDate:
		return first
	}
	return nil
}
