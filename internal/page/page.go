// Package page asks the questions of a deal on a page of the browser, with the draft
// beside them as it becomes, and writes the answers into the deal file.
//
// The server draws all of it, so that it works where no script runs: every question is
// a form of its own. The script of the page sends the same forms and takes from the
// answer what changed. A Guard stands in front of it. It knows no disk, no clock and no
// chance: who serves it hands over the file, and a beat.
package page

import (
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/form"
	"clausewright/internal/library"
)

// File is the deal file.
type File interface {
	Name() string          // as a person calls it
	Read() ([]byte, error) // nothing if it is not there
	// Write puts new bytes in the place of those that were read; an error if the
	// file holds others by now.
	Write(before, after []byte) error
}

// Page is the page of one deal.
type Page struct {
	*presence
	lib    *library.Library
	file   File
	listed bool // it was chosen from a list, to which the page leads back

	folder Folder // nil if the page works in none

	mu      sync.Mutex
	came    *Came     // that nobody put away or took into the draft yet
	list    *filledIn // likewise
	said    *saying   // that is to be told
	now     *state
	start   *state                                                    // when the page was opened
	shown   *state                                                    // the last that could be drafted
	before  *state                                                    // that was shown before it
	earlier []step                                                    // what can be undone
	emptied bool                                                      // the file holds nothing any more: now is what it held last
	asked   map[*library.Template]func() map[string][]*deal.Parameter // the questions of a template, by clause
	looking func() map[string][]*library.Clause                       // the clauses that look at a question
}

// New is the page of a deal. Beats are those by which it looks at the file.
func New(lib *library.Library, file File, beat Beat) (*Page, error) {
	return pageOf(lib, file, newPresence(beat))
}

func pageOf(lib *library.Library, file File, by *presence) (*Page, error) {
	p := &Page{presence: by, lib: lib, file: file, asked: map[*library.Template]func() map[string][]*deal.Parameter{}}
	for _, t := range lib.Templates {
		p.asked[t] = sync.OnceValue(func() map[string][]*deal.Parameter { return form.Asked(lib, t) })
	}
	p.looking = sync.OnceValue(func() map[string][]*library.Clause { return lookers(lib) })
	data, err := file.Read()
	if err != nil {
		return nil, err
	}
	go p.foresee(data)
	p.become(p.stateOf(data))
	p.start = p.now
	return p, nil
}

//go:embed page.css
var styleSheet []byte

//go:embed page.js
var script []byte

//go:embed negotiate.css
var negotiateStyle []byte

//go:embed negotiate.js
var negotiateScript []byte

// parts are what the pages are made of beside their text.
var parts = map[string]struct {
	kind string
	data []byte
}{
	"/page.css":      {"text/css; charset=utf-8", styleSheet},
	"/page.js":       {"text/javascript; charset=utf-8", script},
	"/here.js":       {"text/javascript; charset=utf-8", hereScript},
	"/opened.js":     {"text/javascript; charset=utf-8", openedScript},
	"/library.js":    {"text/javascript; charset=utf-8", libraryScript},
	"/negotiate.css": {"text/css; charset=utf-8", negotiateStyle},
	"/negotiate.js":  {"text/javascript; charset=utf-8", negotiateScript},
}

// readForm reads what a form sends, and says so if that is too much.
func readForm(w http.ResponseWriter, r *http.Request) bool {
	most, longer, read := int64(maxBody), "The answer is longer than a deal file may be.", r.ParseForm
	if r.URL.Path == "/came" {
		most, longer = maxFile, "The file is longer than a draft may be."
		read = func() error { return r.ParseMultipartForm(maxFile) } // none of it goes to a disk
	}
	r.Body = http.MaxBytesReader(w, r.Body, most)
	if err := read(); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		refuse(w, http.StatusRequestEntityTooLarge, longer)
		return false
	}
	return true
}

func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/events" && r.Method == http.MethodGet {
		last := version{p.stamp(), r.URL.Query().Get("sign")}
		p.events(w, r, func() string { return p.news(&last) })
		return
	}
	p.asks()
	if own(w, r) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.look(); err != nil {
		refuse(w, http.StatusInternalServerError, fmt.Sprintf("%s cannot be read: %s", p.file.Name(), diag.Reason(err)))
		return
	}
	if r.Method == http.MethodPost && !readForm(w, r) {
		return
	}
	if len(p.now.data) == 0 {
		p.unbegun(w, r)
		return
	}
	name, isFile := strings.CutPrefix(r.URL.Path, "/files/")
	switch post := r.Method == http.MethodPost; {
	case p.negotiates(w, r):
	case post && r.URL.Path == "/answer":
		p.answer(w, r)
	case post && r.URL.Path == "/confirm":
		p.confirm(w, r)
	case post && r.URL.Path == "/clause":
		p.clauseForm(w, r)
	case post && r.URL.Path == "/undo":
		p.undo(w, r)
	case post && r.URL.Path == "/form":
		p.changeForm(w, r)
	case post && r.URL.Path == "/restore":
		p.restore(w, r)
	case post:
		refuse(w, http.StatusNotFound, "There is nothing to be sent to.")
	case r.URL.Path == "/":
		p.write(w, r, http.StatusOK, nil)
	case r.URL.Path == "/forms":
		p.showForms(w)
	case r.URL.Path == "/draft":
		p.draft(w)
	case r.URL.Path == "/changes":
		p.changes(w, r)
	case r.URL.Path == "/try":
		within(w)
		p.try(w, r)
	case isFile:
		p.download(w, r, name)
	default:
		refuse(w, http.StatusNotFound, "There is no such page.")
	}
}

// unbegun is the page of a file that is not there yet.
func (p *Page) unbegun(w http.ResponseWriter, r *http.Request) {
	switch post := r.Method == http.MethodPost; {
	case post && r.URL.Path == "/begin":
		p.begin(w, r)
	case !post && r.URL.Path == "/":
		p.asksToBegin(w, http.StatusOK, "")
	default:
		refuse(w, http.StatusNotFound, "The deal is not begun yet.")
	}
}

func send(w http.ResponseWriter, kind string, data []byte) {
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(data)
}

// back leads to the question that was answered; the script has it at once.
func (p *Page) back(w http.ResponseWriter, r *http.Request, path string) {
	if r.Header.Get(liveHeader) != "" {
		p.writeAt(w, r, path)
		return
	}
	http.Redirect(w, r, "/?"+queryOf(r.PostForm.Get("group"))+"#"+anchorOf(path), http.StatusSeeOther)
}
