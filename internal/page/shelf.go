package page

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"clausewright/internal/cases"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/lint"
)

// Stock is the folder of a library.
type Stock interface {
	Name() string // as a person calls it
	Dir() string  // what problems put before the names of its files
	FS() fs.FS    // out of which no link leads
	// Write puts new bytes in the place of those that were read; an error if the
	// file holds others by now.
	Write(name string, before, after []byte) error
}

// Shelf is the page of a library: its clauses, and its files.
type Shelf struct {
	*presence
	folder Stock
	mu     sync.Mutex // one at a time writes, or looks for faults
}

// NewShelf is the page of the library in a folder.
func NewShelf(folder Stock, beat Beat) *Shelf {
	return &Shelf{presence: newPresence(beat), folder: folder}
}

//go:embed shelf.js
var shelfScript []byte

func (s *Shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id, isClause := strings.CutPrefix(r.URL.Path, "/clause/")
	post := r.Method == http.MethodPost
	if r.URL.Path == "/events" && !post {
		s.events(w, r, func() string { return "" })
		return
	}
	s.asks()
	switch {
	case own(w, r):
	case post && r.URL.Path == "/file":
		s.put(w, r)
	case post:
		refuse(w, http.StatusNotFound, "There is nothing to be sent to.")
	case r.URL.Path == "/":
		s.list(w, r)
	case isClause:
		s.clause(w, r, id)
	case r.URL.Path == "/file":
		s.file(w, r.URL.Query().Get("name"))
	default:
		refuse(w, http.StatusNotFound, "There is no such page.")
	}
}

// shelfList is the list of the clauses and of the other files.
type shelfList struct {
	Name, Find string
	Clauses    []*library.Clause
	Broken     []string // folders of clauses that cannot be read as such
	Files      []string // that belong to no clause
	Problems   diag.List
}

// list lists what is in the library; of the clauses those that hold the words looked
// for.
func (s *Shelf) list(w http.ResponseWriter, r *http.Request) {
	lib, problems := library.Open(s.folder.FS(), s.folder.Dir())
	v := shelfList{Name: s.folder.Name(), Find: strings.TrimSpace(r.URL.Query().Get("find")), Problems: problems}
	for _, id := range s.folders() {
		c := lib.Clauses[id]
		if c == nil {
			v.Broken = append(v.Broken, id)
		} else if holdsAll(c.ID+" "+c.Title+" "+c.Summary, v.Find) {
			v.Clauses = append(v.Clauses, c)
		}
	}
	for _, name := range s.files("") {
		if !strings.HasPrefix(name, "clauses/") || strings.Count(name, "/") < 2 {
			v.Files = append(v.Files, name)
		}
	}
	sendPage(w, http.StatusOK, "shelf", v)
}

func holdsAll(text, wanted string) bool {
	text = strings.ToLower(text)
	for word := range strings.FieldsSeq(strings.ToLower(wanted)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// folders are those of the clauses.
func (s *Shelf) folders() []string {
	entries, _ := fs.ReadDir(s.folder.FS(), "clauses")
	var list []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			list = append(list, e.Name())
		}
	}
	return list
}

// files are the texts of the library below a folder, all for "". Nothing else is read
// or written: a name that is asked for is looked up here.
func (s *Shelf) files(below string) []string {
	var list []string
	for _, root := range []string{"clauses", "templates"} {
		_ = fs.WalkDir(s.folder.FS(), root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil // what cannot be read is not offered
			case strings.HasPrefix(d.Name(), "."):
				if d.IsDir() {
					return fs.SkipDir
				}
			case d.Type().IsRegular() && slices.Contains([]string{".md", ".yaml"}, path.Ext(name)) && (below == "" || strings.HasPrefix(name, below+"/")):
				list = append(list, name)
			}
			return nil
		})
	}
	return list
}

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

// shelfFile is a file that is looked at, and what somebody typed into it.
type shelfFile struct {
	Name     string // of the library
	File     string
	Clause   string // to which it belongs; "" for none
	Was      string // a sign of what it held
	Text     string
	Now      string // what it holds by now, if that is another
	Says     string // why it is not saved
	Saved    bool
	Linted   bool
	Problems diag.List
	Others   int // problems in other files
}

// file shows a file.
func (s *Shelf) file(w http.ResponseWriter, name string) {
	v, _, ok := s.read(w, name)
	if ok {
		sendPage(w, http.StatusOK, "shelf-file", v)
	}
}

// read is a file of the library as it is, with its bytes.
func (s *Shelf) read(w http.ResponseWriter, name string) (*shelfFile, []byte, bool) {
	if !slices.Contains(s.files(""), name) {
		refuse(w, http.StatusNotFound, "The library has no such file.")
		return nil, nil, false
	}
	data, err := library.ReadFile(s.folder.FS(), name)
	if err != nil {
		refuse(w, http.StatusUnprocessableEntity, name+": "+diag.Reason(err))
		return nil, nil, false
	}
	v := &shelfFile{Name: s.folder.Name(), File: name, Was: stampOf(data), Text: string(data)}
	if steps := strings.Split(name, "/"); steps[0] == "clauses" && len(steps) > 2 {
		v.Clause = steps[1]
	}
	return v, data, true
}

// put looks for faults in a text as it was typed, or writes it into its file.
func (s *Shelf) put(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		refuse(w, http.StatusRequestEntityTooLarge, "The text is longer than a file of a library may be.")
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.Context().Err() != nil {
		return // who asked typed on meanwhile
	}
	v, data, ok := s.read(w, r.PostForm.Get("name"))
	if !ok {
		return
	}
	after := asTyped(data, r.PostForm.Get("text"))
	do := r.PostForm.Get("do")
	changed := r.PostForm.Get("was") != v.Was
	if v.Text = string(after); do == "lint" {
		s.lint(v, after)
		if name := "shelf-file"; r.PostForm.Get("part") == "" {
			sendPage(w, http.StatusOK, name, v)
		} else {
			sendPage(w, http.StatusOK, "shelf-faults", v)
		}
		return
	}
	err := s.readable(v.File, after)
	switch {
	case changed && do != doKeep:
		v.Now, v.Says = string(data), "The file was changed meanwhile: below is what it holds now."
	case err != nil:
		v.Says = err.Error()
	default:
		if err := s.folder.Write(v.File, data, after); err != nil {
			v.Says = diag.Reason(err)
			break
		}
		v.Was, v.Saved = stampOf(after), true
		s.lint(v, after)
		sendPage(w, http.StatusOK, "shelf-file", v)
		return
	}
	status := http.StatusUnprocessableEntity
	if v.Now != "" {
		status = http.StatusConflict
	}
	sendPage(w, status, "shelf-file", v)
}

// asTyped is a text from a form, with the line ends of the file.
func asTyped(before []byte, text string) []byte {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.Contains(string(before), "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return []byte(text)
}

// unreadable are the rules of what a library cannot be read with.
var unreadable = []string{"file", "encoding", "yaml"}

// readable refuses a text that could not be read as what it is. All else is saved,
// whatever lint says of it: two files that need each other could never be changed else.
func (s *Shelf) readable(name string, text []byte) error {
	if !utf8.Valid(text) {
		return errors.New("the text is not UTF-8")
	}
	_, problems := library.Open(s.with(name, text), "")
	for _, p := range problems {
		if p.Pos.File == name && p.Severity == diag.Error && slices.Contains(unreadable, p.Rule) {
			return fmt.Errorf("line %d: %s", p.Pos.Line, p.Message)
		}
	}
	return nil
}

// lint looks for faults in the library as it would be with a text.
func (s *Shelf) lint(v *shelfFile, text []byte) {
	_, problems := lint.Library(s.with(v.File, text), s.folder.Dir())
	below := path.Join(s.folder.Dir(), path.Dir(v.File)) + "/"
	if v.Clause != "" {
		below = path.Join(s.folder.Dir(), "clauses", v.Clause) + "/"
	}
	v.Linted = true
	for _, p := range problems {
		if strings.HasPrefix(p.Pos.File, below) {
			v.Problems = append(v.Problems, p)
		} else {
			v.Others++
		}
	}
}
