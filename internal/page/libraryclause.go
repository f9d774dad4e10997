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

// libraryClause is what a clause is.
type libraryClause struct {
	Name      string // of the library
	ID        string
	Clause    *library.Clause // nil if it cannot be read
	Enters    string
	Questions []libraryQuestion
	Variants  []libraryVariant
	Printed   []string
	To, From  []*library.Clause // to which its wordings refer, and that refer to it
	Cases     []libraryCase
	Tested    bool
	Files     []string
	Problems  diag.List
}

// libraryQuestion is a question of a clause.
type libraryQuestion struct {
	*deal.Parameter
	Kind string
}

// libraryVariant is a variant with what differs from the balanced one.
type libraryVariant struct {
	variant
	When       string
	File       string
	Paragraphs [][]piece
}

// piece is a run of a paragraph that is in both texts, or in one: "", "ins" or "del".
type piece struct{ Mark, Text string }

// libraryCase is a case with what it expects, and what became of it where it was run.
type libraryCase struct {
	*cases.Case
	Faults []string
	Passed bool
}

// clause shows a clause.
func (s *Library) clause(w http.ResponseWriter, r *http.Request, id string) {
	if !slices.Contains(s.folders(), id) {
		refuse(w, http.StatusNotFound, "There is no such clause.")
		return
	}
	lib, problems := library.Open(s.folder.FS(), s.folder.Dir())
	v := libraryClause{Name: s.folder.Name(), ID: id, Clause: lib.Clauses[id], Files: s.files("clauses/" + id), Tested: r.URL.Query().Has("test")}
	if v.Clause == nil {
		v.Problems = s.of(problems, id)
		sendPage(w, http.StatusOK, "library-clause", v)
		return
	}
	v.Problems = append(s.of(problems, id), v.Clause.Faults()...)
	if c := v.Clause; c.When != nil {
		v.Enters = strings.Trim(c.When.Source(), "{}")
	}
	for _, q := range v.Clause.Parameters {
		v.Questions = append(v.Questions, libraryQuestion{q, q.Kind.String()})
	}
	v.Variants = libraryVariants(v.Clause)
	v.Printed = printedIn(lib, v.Clause)
	v.To, v.From = references(lib, v.Clause)
	v.Cases = s.cases(lib, id, v.Tested)
	sendPage(w, http.StatusOK, "library-clause", v)
}

// of are those problems that are in the files of a clause.
func (s *Library) of(problems diag.List, id string) diag.List {
	below := path.Join(s.folder.Dir(), "clauses", id) + "/"
	return slices.DeleteFunc(slices.Clone(problems), func(p *diag.Problem) bool { return !strings.HasPrefix(p.Pos.File, below) })
}

// cases are those of a clause; they are run if that is asked for.
func (s *Library) cases(lib *library.Library, id string, run bool) []libraryCase {
	var list []libraryCase
	all, _ := cases.Read(lib, s.folder.FS(), s.folder.Dir())
	for _, c := range all {
		if c.Clause == id {
			list = append(list, libraryCase{Case: c})
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
