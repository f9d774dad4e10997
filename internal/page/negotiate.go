package page

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/edits"
)

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
