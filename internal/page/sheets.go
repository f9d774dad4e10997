package page

import (
	"net/http"
	"slices"

	"clausewright/internal/document"
)

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
