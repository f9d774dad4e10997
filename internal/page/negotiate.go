package page

import (
	"cmp"
	"errors"
	"net/http"
	"path"
	"slices"
	"strings"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/deviation"
	"clausewright/internal/document"
	"clausewright/internal/edits"
	"clausewright/internal/issues"
)

// Folder is the folder of drafts that holds the draft of the deal. What is done there
// the commands do: draft, redline, issues-list, deviations.
type Folder interface {
	Standing() (Standing, error)
	Sign() string                              // another one once the deal's draft is written, or written into
	Written(format string) ([]byte, error)     // a file of the draft
	LastWritten() (*comparison.Side, error)    // the draft without what people wrote
	Read(came *Came) (*comparison.Side, error) // what a file says
	Edits(came *Came) ([]Edited, error)        // what people wrote, in each file
	Look(came *Came) (*Looked, error)          // what becomes of that in a draft that is written now
	Write(order Order) (Done, error)           // writes the draft
	Undo() (Done, error)                       // brings back what the last draft replaced
	// Settled reads a list of issues that somebody filled in; ErrNoList if it is none.
	Settled(list, came *Came) (*issues.Settled, error)

	Houses() []string // the names of house positions
	Deviations(house string, came *Came) (*deviation.Sheet, error)
	Issues(house string, came *Came) (*issues.List, error) // without a house position, if none is named
}

// Done is what was done in the folder, and what there is to tell of it.
type Done struct {
	Told    []Message
	Written []string // files
}

// Message is something that is told, and the words that it is about where there are any.
type Message struct{ Says, About string }

// Refusal is why something was not done, and what to do.
type Refusal struct {
	Says, Hint string
	Path       string    // the question that it is about; empty for none
	Told       []Message // what else there is to tell
	Conflicts  int       // that are open
}

// ErrNoList says that a file is no list of issues.
var ErrNoList = errors.New("no list of issues")

func (r *Refusal) Error() string { return r.Says }

// Standing is how the draft stands in its folder.
type Standing struct {
	Folder  string
	Formats []string // in which it is there
	Undo    bool     // the last draft replaced something
}

// Came is a draft that came back. Nothing of it is on the disk.
type Came struct {
	Name string
	Data []byte
}

// Edited is a file that people wrote into, and what it was before.
type Edited struct {
	Name         string
	Came         bool // it came back
	Older, Newer comparison.Side
}

// Report is what they wrote.
func (e Edited) Report() *comparison.Report { return comparison.Compare(e.Older, e.Newer) }

// Looked is what becomes of what people wrote in a draft that is written now.
type Looked struct {
	*edits.Outcome          // nil if nobody wrote anything
	Because        []string // why the deal wants it otherwise, for each conflict; empty if nobody knows
	Values         []Value  // answers that people wrote over, as far as no conflict is open
	Comments       []string
}

// Value is an answer over which somebody wrote other words.
type Value struct {
	Path, Says string // the question, and what the deal says
	Section    string // where it was written over
	Passage    []document.Inline
}

// Marked is how it was written over.
func (v Value) Marked() []span { return spansOf(v.Passage) }

// Order is what a person decided about a draft that is to be written.
type Order struct {
	Came     *Came
	Take     []string // who wins where two sides cannot both stand, as draft --take takes it
	Refused  []string // what people wrote and is taken back, by its references in a list of issues
	Accept   bool     // values that people wrote over go into the deal file
	Reviewed bool     // what is to be read was read
	Discard  bool     // what people wrote is dropped
	Force    bool     // although rules of the library are not met
	Strict   bool     // not while there are warnings
	Attach   bool     // the deal file goes into the PDF
}

// Negotiate gives the page the folder of drafts to work in.
func (p *Page) Negotiate(f Folder) { p.folder = f }

// negotiates answers a request that is about the draft in its folder. It reports whether
// it is one.
func (p *Page) negotiates(w http.ResponseWriter, r *http.Request) bool {
	posts := map[string]func(http.ResponseWriter, *http.Request){"/write": p.writeDraft, "/back": p.bringBack, "/came": p.receive, "/away": p.putAway}
	gets := map[string]func(http.ResponseWriter, *http.Request){"/negotiate": p.negotiation, "/since": p.since, "/edits": p.edits, "/against": p.against, "/sheet": p.sheet}
	answers := gets
	if r.Method == http.MethodPost {
		answers = posts
	}
	answer := answers[r.URL.Path]
	if answer == nil || p.folder == nil {
		return false
	}
	answer(w, r)
	return true
}

// negotiation shows the draft in its folder, and what people wrote into it.
func (p *Page) negotiation(w http.ResponseWriter, r *http.Request) {
	s := p.said
	p.said = nil
	p.negotiate(w, r, http.StatusOK, s)
}

// saying is what became of what was asked, told once.
type saying struct {
	notice
	Link string // of the question that it is about; empty for none
	Done
}

func (p *Page) negotiate(w http.ResponseWriter, r *http.Request, status int, s *saying) {
	sendPage(w, status, "negotiation", p.standsAt(r, s))
}

// refused tells that something was not done, and shows what it is about.
func (p *Page) refused(w http.ResponseWriter, r *http.Request, status int, says string, err error) {
	s := &saying{notice: notice{Says: says, Typed: r.PostForm}}
	if err != nil {
		s.Says += ": " + err.Error()
		s.Hint = hintOf(err)
	}
	var refusal *Refusal
	if errors.As(err, &refusal) {
		if s.Told = refusal.Told; refusal.Path != "" {
			s.Link = questionLink(refusal.Path)
		}
	}
	p.negotiate(w, r, status, s)
}

func hintOf(err error) string {
	var refusal *Refusal
	if errors.As(err, &refusal) {
		return refusal.Hint
	}
	return ""
}

// sign is a sign of all that a decision rests on: the deal, the draft, what came back.
func (p *Page) sign() string { return p.signOf(p.now.data) }

func (p *Page) signOf(data []byte) string {
	came := ""
	if p.came != nil {
		came = p.came.Name + "\n" + stampOf(p.came.Data)
	}
	return stampOf([]byte(strings.Join([]string{stampOf(data), p.folder.Sign(), came}, "\n")))
}

// writeDraft writes the draft as it was decided, if all is as it was when that was decided.
func (p *Page) writeDraft(w http.ResponseWriter, r *http.Request) {
	if r.PostForm.Get("sign") != p.sign() {
		p.refused(w, r, http.StatusConflict, "Nothing was written: the deal or the draft was changed meanwhile. Look at it as it is now", nil)
		return
	}
	before := p.now.data
	done, err := p.folder.Write(p.orderOf(r))
	if err != nil {
		p.refused(w, r, http.StatusConflict, "Nothing was written", inWordsOfPage(err))
		return
	}
	p.came, p.list = nil, nil
	p.tellDone(w, r, "The draft is written.", done, before)
}

// inWordsOfPage is why a draft was not written, without the flags of a command where
// conflicts are open.
func inWordsOfPage(err error) error {
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Conflicts > 0 {
		return &Refusal{Says: "a conflict is open", Hint: "Say of each conflict whose words stand."}
	}
	return err
}

// orderOf is what a form decides.
func (p *Page) orderOf(r *http.Request) Order {
	form := r.PostForm
	o := Order{Came: p.came, Refused: form["refuse"], Accept: form.Has("accept"), Reviewed: form.Has("reviewed"), Discard: form.Has("discard")}
	o.Force, o.Strict, o.Attach = form.Has("force"), form.Has("strict"), form.Has("attach")
	for name, values := range form {
		place, is := strings.CutPrefix(name, "take:")
		if side := values[0]; is && slices.Contains([]string{edits.Mine, edits.Deal, edits.Theirs}, side) && !strings.ContainsAny(place, ",=") {
			o.Take = append(o.Take, side+"="+place)
		}
	}
	slices.Sort(o.Take)
	return o
}

// bringBack brings back what the last draft replaced.
func (p *Page) bringBack(w http.ResponseWriter, r *http.Request) {
	if r.PostForm.Get("sign") != p.sign() {
		p.refused(w, r, http.StatusConflict, "Nothing was brought back: the deal or the draft was changed meanwhile. Look at it as it is now", nil)
		return
	}
	done, err := p.folder.Undo()
	if err != nil {
		p.refused(w, r, http.StatusConflict, "Nothing was brought back", err)
		return
	}
	p.tellDone(w, r, "The draft is again what it was before it was written last.", done, p.now.data)
}

// tellDone tells what was done. If the deal file changed by it, that can be undone as an
// answer can.
func (p *Page) tellDone(w http.ResponseWriter, r *http.Request, says string, done Done, before []byte) {
	was := p.now.made.Deal
	if err := p.look(); err == nil && string(before) != string(p.now.data) {
		p.earlier = append(p.earlier, step{p.firstChanged(was), before, p.now.data})
	}
	p.said = &saying{notice: notice{Says: says}, Done: done}
	http.Redirect(w, r, "/negotiate", http.StatusSeeOther)
}

// firstChanged is the first question that the deal answers otherwise than another.
func (p *Page) firstChanged(was *deal.Deal) string {
	for _, q := range p.lib.Schema.Parameters {
		older, _ := was.Answer(q.Path)
		if newer, answered := p.now.made.Deal.Answer(q.Path); answered && (older == nil || older.Raw() != newer.Raw()) {
			return q.Path
		}
	}
	return ""
}

// receive takes a file that came back, to be looked at: a draft, or a list of issues that
// was filled in. It is kept until it is put away or in the draft.
func (p *Page) receive(w http.ResponseWriter, r *http.Request) {
	came, err := cameWith(r)
	if err == nil {
		err = p.takeIn(came)
	}
	if err != nil {
		p.refused(w, r, http.StatusUnprocessableEntity, "The file was not taken", err)
		return
	}
	http.Redirect(w, r, "/negotiate", http.StatusSeeOther)
}

func (p *Page) takeIn(came *Came) error {
	settled, err := p.folder.Settled(came, p.came)
	if !errors.Is(err, ErrNoList) {
		if err == nil {
			p.list = &filledIn{came.Name, settled}
		}
		return err
	}
	if _, err = p.folder.Read(came); err == nil {
		p.came, p.list = came, nil
	}
	return err
}

// filledIn is a list of issues in which somebody settled what others wrote.
type filledIn struct {
	Name string
	*issues.Settled
}

// cameWith is the file that a form brings.
func cameWith(r *http.Request) (*Came, error) {
	if r.MultipartForm == nil || len(r.MultipartForm.File["file"]) == 0 {
		return nil, &Refusal{Says: "no file was chosen", Hint: "Choose a Word file or a Markdown file."}
	}
	part := r.MultipartForm.File["file"][0]
	name := fileName(part.Filename)
	if ext := path.Ext(name); ext != ".docx" && ext != ".md" {
		return nil, &Refusal{Says: name + ": a draft that came back is .md or .docx", Hint: "Ask for the Word file; \"clausewright verify\" compares a PDF."}
	}
	f, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data := make([]byte, part.Size)
	for n := 0; n < len(data); {
		k, err := f.Read(data[n:])
		if n += k; err != nil && n < len(data) {
			return nil, err
		}
	}
	return &Came{name, data}, nil
}

// fileName is the name of a file without folders, its ending in small letters.
func fileName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '_'
		}
		return r
	}, name)
	ext := path.Ext(name)
	return cmp.Or(strings.TrimSuffix(name, ext), "draft") + strings.ToLower(ext)
}

// putAway forgets what came back.
func (p *Page) putAway(w http.ResponseWriter, r *http.Request) {
	p.list = nil
	if !r.PostForm.Has("list") {
		p.came = nil
	}
	http.Redirect(w, r, "/negotiate", http.StatusSeeOther)
}

// since shows what changed since the draft was written.
func (p *Page) since(w http.ResponseWriter, _ *http.Request) {
	within(w)
	older, err := p.folder.LastWritten()
	if err != nil {
		p.note(w, "Nothing to compare with: "+err.Error()+".")
		return
	}
	if p.now.doc == nil {
		p.note(w, "The deal cannot be drafted as it stands, so that nothing can be compared.")
		return
	}
	p.redline(w, *older, p.sideOf(p.now), "The draft as it was written last says the same.")
}

// edits shows what people wrote into a file.
func (p *Page) edits(w http.ResponseWriter, r *http.Request) {
	within(w)
	one, err := p.editedIn(r)
	if err != nil {
		p.note(w, err.Error())
		return
	}
	p.redline(w, one.Older, one.Newer, "Nobody wrote anything into it.")
}

// editedIn is the edited file that a request names.
func (p *Page) editedIn(r *http.Request) (*Edited, error) {
	list, err := p.folder.Edits(p.came)
	if err != nil {
		return nil, err
	}
	name := r.URL.Query().Get("file")
	for i := range list {
		if list[i].Name == name {
			return &list[i], nil
		}
	}
	return nil, &Refusal{Says: "Nobody wrote into such a file."}
}

// against shows what the draft as it is now says otherwise than the file that came back.
func (p *Page) against(w http.ResponseWriter, _ *http.Request) {
	within(w)
	older, err := p.cameSide()
	if err != nil {
		p.note(w, err.Error())
		return
	}
	if p.now.doc == nil {
		p.note(w, "The deal cannot be drafted as it stands, so that nothing can be compared.")
		return
	}
	p.redline(w, *older, p.sideOf(p.now), "The file says what the draft says.")
}

// cameSide is the file that came back, to be compared.
func (p *Page) cameSide() (*comparison.Side, error) {
	if p.came == nil {
		return nil, &Refusal{Says: "No file came back."}
	}
	return p.folder.Read(p.came)
}

// sheet shows a list about the draft.
func (p *Page) sheet(w http.ResponseWriter, r *http.Request) {
	within(w)
	name := r.URL.Query().Get("of")
	doc, err := p.sheetOf(name, r)
	if err != nil {
		p.note(w, err.Error())
		return
	}
	p.page(w, doc)
}

// The lists about a draft.
const (
	issuesSheet     = "issues"
	issuesToSend    = "issues-to-send"
	deviationsSheet = "deviations"
)

// sheetOf makes a list about the draft.
func (p *Page) sheetOf(name string, r *http.Request) (*document.Document, error) {
	house := p.houseOf(r)
	switch name {
	case issuesSheet, issuesToSend:
		list, err := p.folder.Issues(house, p.came)
		if err != nil {
			return nil, err
		}
		return list.Document(name == issuesToSend), nil
	case deviationsSheet:
		if house == "" {
			return nil, &Refusal{Says: "There is no house position beside the deal.", Hint: "\"clausewright new house\" begins one."}
		}
		list, err := p.folder.Deviations(house, p.came)
		if err != nil {
			return nil, err
		}
		return list.Document(), nil
	}
	return nil, &Refusal{Says: "There is no such list."}
}

// houseOf is the house position that a request names, or the first; empty if there is
// none.
func (p *Page) houseOf(r *http.Request) string {
	houses := p.folder.Houses()
	if len(houses) == 0 {
		return ""
	}
	return houses[max(0, slices.Index(houses, r.FormValue("house")))]
}
