package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
)

// state is a deal file and what it comes to.
type state struct {
	data     []byte
	made     *draft.Draft
	problems diag.List
	assumed  []linkedProblem    // answers that doc takes for missing ones that decide its text
	doc      *document.Document // with rules that fire told on the cover, and what is missing left open; nil if there is none
	html     string             // doc as the page shows it, once it was drawn
	spots    map[string][]spot  // where doc shows the answer to a question, once somebody asked
	open     map[string]bool    // the questions whose answers doc prints as open, once somebody asked
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
func (p *Page) completed(made *draft.Draft, opts draft.Options) (tried *draft.Draft, taken []linkedProblem) {
	tried, assumed := made, made.Deal.Clone()
	for range rounds {
		if tried.Document != nil || tried.Choices == nil || !tried.Choices.Lacks() {
			break
		}
		for _, m := range tried.Choices.Missing {
			if q, ok := p.lib.Schema.Find(m.Path); ok {
				v := takenFor(q)
				assumed.Fill(m.Path, v)
				if !q.MayStayOpen() {
					taken = append(taken, linkedProblem{Problem: &diag.Problem{Path: m.Path, Message: q.Ask, Hint: v.Raw()}})
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
	v := q.Provisional()
	if _, open := v.(deal.Blank); open {
		if read, err := deal.ReadText(q, v.Raw(), ""); err == nil { // a table is open by its rows
			return read
		}
	}
	return v
}

func stampOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}
