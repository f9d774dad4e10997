// Package page asks the questions of a deal on a page of the browser, with the draft
// beside them as it becomes, and writes the answers into the deal file.
//
// The server draws all of it, so that it works where no script runs: every question is
// a form of its own. The script of the page sends the same forms and takes from the
// answer what changed. A Guard stands in front of it. It knows no disk, no clock and no
// chance: who serves it hands over the file, and a beat.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/form"
	"clausewright/internal/library"
	"clausewright/internal/render/html"
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
	lib  *library.Library
	file File
	desk bool // it was chosen from a list, to which the page leads back

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

// step is an answer that was written.
type step struct {
	path          string
	before, after []byte
}

// state is a deal file and what it comes to.
type state struct {
	data     []byte
	made     *draft.Draft
	problems diag.List
	assumed  []told             // answers that doc takes for missing ones that decide its text
	doc      *document.Document // with rules that fire told on the cover, and what is missing left open; nil if there is none
	html     string             // doc as the page shows it, once it was drawn
	spots    map[string][]spot  // where doc shows the answer to a question, once somebody asked
	open     map[string]bool    // the questions whose answers doc prints as open, once somebody asked
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

// foresee finds what the questions of a deal file need beside its draft.
func (p *Page) foresee(data []byte) {
	d, _ := deal.Read(p.file.Name(), data, p.lib.Schema)
	if asked := p.asked[p.lib.Templates[d.Template]]; asked != nil {
		asked()
	}
	_, _ = p.lib.Beginning()
	p.looking()
}

// look reads the file and drafts it, if it is another than before. A file that held a
// deal and holds nothing is in the middle of being saved, or was taken away: what it
// held stays on the page.
func (p *Page) look() error {
	data, err := p.file.Read()
	if err != nil {
		return err
	}
	if p.emptied = len(data) == 0 && p.now != nil && len(p.now.data) > 0; p.emptied {
		return nil
	}
	if p.now == nil || !bytes.Equal(data, p.now.data) {
		p.become(p.stateOf(data))
	}
	return nil
}

// become takes over what the file holds now.
func (p *Page) become(s *state) {
	p.now = s
	if s.doc != nil {
		p.before, p.shown = p.shown, s
	}
}

// save writes new bytes into the file, and drafts them meanwhile.
func (p *Page) save(path string, after []byte) error {
	before, next := p.now.data, make(chan *state, 1)
	go func() { next <- p.stateOf(after) }()
	err := p.file.Write(before, after)
	s := <-next
	if err == nil {
		p.become(s)
		p.earlier = append(p.earlier, step{path, before, after})
	}
	return err
}

// stateOf drafts a deal file, so that there is a draft to look at from the first answer on.
func (p *Page) stateOf(data []byte) *state {
	s := &state{data: data}
	s.made, s.problems = draft.Make(p.lib, p.file.Name(), data, forShow)
	var shown *draft.Draft
	shown, s.assumed = p.completed(s.made, forShow)
	s.doc = shown.Document
	return s
}

// completed is a draft in which what is missing is taken to be open, and where it decides
// the text, to be the word that is typical or the first: that is told.
func (p *Page) completed(made *draft.Draft, opts draft.Options) (tried *draft.Draft, taken []told) {
	tried, assumed := made, made.Deal.Clone()
	for range rounds {
		if tried.Document != nil || tried.Choices == nil || !tried.Choices.Lacks() {
			break
		}
		for _, m := range tried.Choices.Missing {
			if q, ok := p.lib.Schema.Find(m.Path); ok {
				v := takenFor(q)
				assumed.Fill(m.Path, v)
				if v.Raw() != "TBD" && v.Raw() != "[TBD]" {
					taken = append(taken, told{Problem: &diag.Problem{Path: m.Path, Message: q.Ask, Hint: v.Raw()}})
				}
			}
		}
		tried, _ = draft.From(p.lib, assumed, opts)
	}
	return tried, taken
}

// rounds is how often an answer that is taken for a missing one may let others be
// missed.
const rounds = 8

// forShow drafts although rules fire: the cover says so.
var forShow = draft.Options{Force: true}

// takenFor is what the draft shown takes for an answer that is missing.
func takenFor(q *deal.Parameter) deal.Value {
	switch {
	case q.Kind == deal.KindFlag:
		return deal.Flag(false)
	case q.Kind == deal.KindChoice && len(q.Choices) > 0:
		for _, c := range q.Choices {
			if c.Word == q.Typical {
				return deal.Chosen(c)
			}
		}
		return deal.Chosen(q.Choices[0])
	}
	if v, err := deal.ReadText(q, "TBD", ""); err == nil { // a table is open by its rows
		return v
	}
	return deal.Blank{Path: q.Path, Ask: q.Ask}
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
	"/shelf.js":      {"text/javascript; charset=utf-8", shelfScript},
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
		last := heard{p.stamp(), r.URL.Query().Get("sign")}
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

// within lets a page of the draft stand beside the questions. What it may load, the
// draft says itself.
func within(w http.ResponseWriter) {
	w.Header().Set("Content-Security-Policy", "frame-ancestors 'self'; object-src 'none'; base-uri 'none'; form-action 'none'")
}

// draft shows the draft, the last that could be made.
func (p *Page) draft(w http.ResponseWriter) {
	within(w)
	if p.shown == nil {
		p.note(w, "There is no draft yet: the deal file cannot be drafted as it stands.")
		return
	}
	drawn, err := p.shown.drawn()
	if err != nil {
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	send(w, htmlKind, []byte(drawn))
}

// changes shows as a redline what the last answer changed, or all since the page was
// opened.
func (p *Page) changes(w http.ResponseWriter, r *http.Request) {
	within(w)
	older := p.start
	if r.URL.Query().Get("since") != "start" {
		if len(p.earlier) == 0 {
			p.note(w, "No answer was given here yet.")
			return
		}
		older = p.stateOf(p.earlier[len(p.earlier)-1].before)
	}
	p.compared(w, older, p.now, "The text of the draft did not change.")
}

// sideOf is a state of the deal, to be compared.
func (p *Page) sideOf(s *state) comparison.Side {
	return comparison.Side{Document: s.doc, Draft: s.made, Library: p.lib}
}

// redline shows what changed from one side to the other, or says that nothing did.
func (p *Page) redline(w http.ResponseWriter, older, newer comparison.Side, unchanged string) {
	report := comparison.Compare(older, newer)
	if report.Empty() {
		p.note(w, unchanged)
		return
	}
	p.page(w, comparison.ChangedOnly(report.Document))
}

// page sends a document as a page.
func (p *Page) page(w http.ResponseWriter, doc *document.Document) {
	var out bytes.Buffer
	if err := html.RenderAsked(&out, doc); err != nil {
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	send(w, htmlKind, out.Bytes())
}

// baseName is the name of a draft: that of its deal file without folder and ending,
// of letters that any header and disk can hold.
func baseName(file string) string {
	base := file[strings.LastIndexAny(file, `/\`)+1:]
	if i := strings.LastIndexByte(base, '.'); i > 0 {
		base = base[:i]
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"%\/`, r) {
			return '_'
		}
		return r
	}, base)
}

// undo takes the last answer back, if the file is as it left it.
func (p *Page) undo(w http.ResponseWriter, r *http.Request) {
	if len(p.earlier) == 0 {
		p.write(w, r, http.StatusConflict, &notice{Says: "There is nothing to undo."})
		return
	}
	last := p.earlier[len(p.earlier)-1]
	if !bytes.Equal(last.after, p.now.data) {
		p.write(w, r, http.StatusConflict, &notice{Says: "The file was changed elsewhere since, so that the answer is not taken back by itself.", Path: last.path})
		return
	}
	if err := p.save(last.path, last.before); err != nil {
		p.write(w, r, http.StatusConflict, &notice{Says: err.Error(), Path: last.path})
		return
	}
	p.earlier = p.earlier[:len(p.earlier)-2] // the answer, and that it was taken back
	p.back(w, r, last.path)
}

// restore writes what the file held last into a file that holds nothing any more.
func (p *Page) restore(w http.ResponseWriter, r *http.Request) {
	err := ErrChanged
	if p.emptied {
		err = p.file.Write(nil, p.now.data)
	}
	if err != nil {
		p.write(w, r, http.StatusConflict, &notice{Says: err.Error()})
		return
	}
	http.Redirect(w, r, "/?"+queryOf(r.PostForm.Get("group")), http.StatusSeeOther)
}

// back leads to the question that was answered; the script has it at once.
func (p *Page) back(w http.ResponseWriter, r *http.Request, path string) {
	if r.Header.Get(liveHeader) != "" {
		p.writeAt(w, r, path)
		return
	}
	http.Redirect(w, r, "/?"+queryOf(r.PostForm.Get("group"))+"#"+anchorOf(path), http.StatusSeeOther)
}

// heard is what a page knows of: what the file holds, and what a decision rests on where
// somebody decides.
type heard struct{ stamp, sign string }

// news tells what changed since a page heard of it last.
func (p *Page) news(last *heard) string {
	text := ""
	if stamp := p.stamp(); stamp != last.stamp {
		last.stamp, text = stamp, "event: changed\ndata: "+stamp+"\n\n"
	}
	if last.sign == "" || p.folder == nil {
		return text
	}
	data, _ := p.file.Read()
	p.mu.Lock()
	sign := p.signOf(data)
	p.mu.Unlock()
	if sign != last.sign {
		last.sign = sign
		text += "event: sign\ndata: " + sign + "\n\n"
	}
	return text
}

// stamp is a sign of what the file holds, by which the page knows what it shows.
func (p *Page) stamp() string {
	data, _ := p.file.Read()
	return stampOf(data)
}

func stampOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}
