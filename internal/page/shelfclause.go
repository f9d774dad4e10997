package page

import (
	_ "embed"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"

	"clausewright/internal/cases"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// shelfClause is what a clause is.
type shelfClause struct {
	Name      string // of the library
	ID        string
	Clause    *library.Clause // nil if it cannot be read
	Enters    string
	Questions []shelfQuestion
	Wordings  []shelfWording
	Printed   []string
	To, From  []*library.Clause // to which its wordings refer, and that refer to it
	Cases     []shelfCase
	Tested    bool
	Files     []string
	Problems  diag.List
}

// shelfQuestion is a question of a clause.
type shelfQuestion struct {
	*deal.Parameter
	Kind string
}

// shelfWording is a wording with what differs from the balanced one.
type shelfWording struct {
	rung
	When       string
	File       string
	Paragraphs [][]piece
}

// piece is a run of a paragraph that is in both texts, or in one: "", "ins" or "del".
type piece struct{ Mark, Text string }

// shelfCase is a case with what it expects, and what became of it where it was run.
type shelfCase struct {
	*cases.Case
	Faults []string
	Passed bool
}

// clause shows a clause.
func (s *Shelf) clause(w http.ResponseWriter, r *http.Request, id string) {
	if !slices.Contains(s.folders(), id) {
		refuse(w, http.StatusNotFound, "There is no such clause.")
		return
	}
	lib, problems := library.Open(s.folder.FS(), s.folder.Dir())
	v := shelfClause{Name: s.folder.Name(), ID: id, Clause: lib.Clauses[id], Files: s.files("clauses/" + id), Tested: r.URL.Query().Has("test")}
	if v.Clause == nil {
		v.Problems = s.of(problems, id)
		sendPage(w, http.StatusOK, "shelf-clause", v)
		return
	}
	v.Problems = append(s.of(problems, id), v.Clause.Faults()...)
	if c := v.Clause; c.When != nil {
		v.Enters = strings.Trim(c.When.Source(), "{}")
	}
	for _, q := range v.Clause.Parameters {
		v.Questions = append(v.Questions, shelfQuestion{q, q.Kind.String()})
	}
	v.Wordings = wordingsOf(v.Clause)
	v.Printed = printedIn(lib, v.Clause)
	v.To, v.From = references(lib, v.Clause)
	v.Cases = s.cases(lib, id, v.Tested)
	sendPage(w, http.StatusOK, "shelf-clause", v)
}

// of are those problems that are in the files of a clause.
func (s *Shelf) of(problems diag.List, id string) diag.List {
	below := path.Join(s.folder.Dir(), "clauses", id) + "/"
	return slices.DeleteFunc(slices.Clone(problems), func(p *diag.Problem) bool { return !strings.HasPrefix(p.Pos.File, below) })
}

// cases are those of a clause; they are run if that is asked for.
func (s *Shelf) cases(lib *library.Library, id string, run bool) []shelfCase {
	var list []shelfCase
	all, _ := cases.Read(lib, s.folder.FS(), s.folder.Dir())
	for _, c := range all {
		if c.Clause == id {
			list = append(list, shelfCase{Case: c})
		}
	}
	if !run {
		return list
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	only := regexp.MustCompile("^" + regexp.QuoteMeta(path.Join(s.folder.Dir(), "clauses", id, cases.Folder)+"/"))
	report := cases.Run(lib, s.folder.FS(), s.folder.Dir(), cases.Options{Only: only, Workers: 1})
	for _, result := range report.Results {
		for i := range list {
			if list[i].ID() == result.Case.ID() {
				list[i].Passed = !result.Problems.HasErrors()
				for _, p := range result.Problems {
					list[i].Faults = append(list[i].Faults, p.Message)
				}
				if result.Diff != "" {
					list[i].Faults = append(list[i].Faults, result.Diff)
				}
			}
		}
	}
	return list
}
