package page

import (
	"bytes"
	_ "embed"
	"net/http"

	"clausewright/internal/comparison"
	"clausewright/internal/document"
	"clausewright/internal/render/html"
)

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
