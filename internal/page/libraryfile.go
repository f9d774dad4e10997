package page

import (
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/lint"
)

// libraryFile is a file that is looked at, and what somebody typed into it.
type libraryFile struct {
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
func (s *Library) file(w http.ResponseWriter, name string) {
	v, _, ok := s.read(w, name)
	if ok {
		sendPage(w, http.StatusOK, "library-file", v)
	}
}

// read is a file of the library as it is, with its bytes.
func (s *Library) read(w http.ResponseWriter, name string) (*libraryFile, []byte, bool) {
	if !slices.Contains(s.files(""), name) {
		refuse(w, http.StatusNotFound, "The library has no such file.")
		return nil, nil, false
	}
	data, err := library.ReadFile(s.folder.FS(), name)
	if err != nil {
		refuse(w, http.StatusUnprocessableEntity, name+": "+diag.Reason(err))
		return nil, nil, false
	}
	v := &libraryFile{Name: s.folder.Name(), File: name, Was: stampOf(data), Text: string(data)}
	if steps := strings.Split(name, "/"); steps[0] == "clauses" && len(steps) > 2 {
		v.Clause = steps[1]
	}
	return v, data, true
}

// put looks for faults in a text as it was typed, or writes it into its file.
func (s *Library) put(w http.ResponseWriter, r *http.Request) {
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
		if name := "library-file"; r.PostForm.Get("part") == "" {
			sendPage(w, http.StatusOK, name, v)
		} else {
			sendPage(w, http.StatusOK, "library-faults", v)
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
		sendPage(w, http.StatusOK, "library-file", v)
		return
	}
	status := http.StatusUnprocessableEntity
	if v.Now != "" {
		status = http.StatusConflict
	}
	sendPage(w, status, "library-file", v)
}

// asTyped is a text from a form, with the line ends of the file.
func asTyped(before []byte, text string) []byte {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.Contains(string(before), "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return []byte(text)
}

// readable refuses a text that could not be read as what it is. All else is saved,
// whatever lint says of it: two files that need each other could never be changed else.
func (s *Library) readable(name string, text []byte) error {
	if !utf8.Valid(text) {
		return errors.New("the text is not UTF-8")
	}
	_, problems := library.Open(s.with(name, text), "")
	for _, p := range problems {
		if p.Pos.File == name && p.Severity == diag.Error && library.Unread(p) {
			return fmt.Errorf("line %d: %s", p.Pos.Line, p.Message)
		}
	}
	return nil
}

// lint looks for faults in the library as it would be with a text.
func (s *Library) lint(v *libraryFile, text []byte) {
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
