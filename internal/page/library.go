package page

import (
	_ "embed"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// LibraryFolder is the folder of a library.
type LibraryFolder interface {
	Name() string // as a person calls it
	Dir() string  // what problems put before the names of its files
	FS() fs.FS    // out of which no link leads
	// Write puts new bytes in the place of those that were read; an error if the
	// file holds others by now.
	Write(name string, before, after []byte) error
}

// Library is the page of a library: its clauses, and its files.
type Library struct {
	*presence
	folder LibraryFolder
	mu     sync.Mutex // one at a time writes, or looks for faults
}

// NewLibrary is the page of the library in a folder.
func NewLibrary(folder LibraryFolder, beat Beat) *Library {
	return &Library{presence: newPresence(beat), folder: folder}
}

//go:embed library.js
var libraryScript []byte

func (s *Library) ServeHTTP(w http.ResponseWriter, r *http.Request) {
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

// libraryList is the list of the clauses and of the other files.
type libraryList struct {
	Name, Find string
	Clauses    []*library.Clause
	Broken     []string // folders of clauses that cannot be read as such
	Files      []string // that belong to no clause
	Problems   diag.List
}

// list lists what is in the library; of the clauses those that hold the words looked
// for.
func (s *Library) list(w http.ResponseWriter, r *http.Request) {
	lib, problems := library.Open(s.folder.FS(), s.folder.Dir())
	v := libraryList{Name: s.folder.Name(), Find: strings.TrimSpace(r.URL.Query().Get("find")), Problems: problems}
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
	sendPage(w, http.StatusOK, "library", v)
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
func (s *Library) folders() []string {
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
func (s *Library) files(below string) []string {
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
