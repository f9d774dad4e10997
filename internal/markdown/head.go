package markdown

import (
	"encoding/json"
	"strings"

	"clausewright/internal/document"
)

// Head describes a draft as a whole: what a renderer has to know beside the
// text.
type Head struct {
	Style   string           `json:"style,omitempty"`   // style pack
	Lang    string           `json:"lang,omitempty"`    // BCP 47 tag
	ID      string           `json:"id,omitempty"`      // for the foot of each page
	Legend  string           `json:"legend,omitempty"`  // for the top of each page
	Date    string           `json:"date,omitempty"`    // the draft date, YYYY-MM-DD
	Anchors document.Anchors `json:"anchors,omitempty"` // the service for signatures that is to find its fields
	Names   []string         `json:"names,omitempty"`   // proper names, in which no term is looked for

	Conformed bool `json:"conformed,omitempty"` // it is a signed agreement as amended
}

// headOf is the head of a document.
func headOf(doc *document.Document) Head {
	return Head{Style: doc.Style, Lang: doc.Lang, ID: doc.ID, Legend: doc.Legend, Date: doc.Date, Anchors: doc.Anchors, Names: doc.Names, Conformed: doc.Conformed}
}

// describe gives a document its head.
func (h Head) describe(doc *document.Document) {
	doc.Style, doc.Lang, doc.ID, doc.Legend, doc.Date, doc.Anchors, doc.Names = h.Style, h.Lang, h.ID, h.Legend, h.Date, h.Anchors, h.Names
	doc.Conformed = h.Conformed
}

// metadata is the first line of a draft, in the order of its keys.
type metadata struct {
	Head
	Was    *former          `json:"was,omitempty"`    // in a redline
	Causes []document.Cause `json:"causes,omitempty"` // in a redline
}

// former is what the old document of a redline has in place of its metadata.
type former struct {
	Title  string `json:"title"`
	Style  string `json:"style"`
	Lang   string `json:"lang"`
	ID     string `json:"id"`
	Legend string `json:"legend"`
	Date   string `json:"date"`

	Conformed bool `json:"conformed,omitempty"`
}

// headComment is the first line of a draft; empty if there is nothing to tell.
func headComment(m metadata) string {
	text, err := json.Marshal(m)
	if err != nil || string(text) == "{}" { // strings always marshal
		return ""
	}
	return Comment(headName, string(text))
}

// metadata reads the first line of a draft.
func (r *reader) metadata(value string, offset int) {
	if len(r.doc.Body) > 0 {
		r.problem(offset, "what describes the draft belongs into its first line")
		return
	}
	var m metadata
	d := json.NewDecoder(strings.NewReader(value))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		r.problem(offset, "this description of the draft cannot be read: %v", err)
	}
	m.describe(r.doc)
	if w := m.Was; w != nil {
		r.doc.Was = &document.Document{Title: w.Title, Style: w.Style, Lang: w.Lang, ID: w.ID, Legend: w.Legend, Date: w.Date, Conformed: w.Conformed}
	}
	r.doc.Causes = m.Causes
}

// front writes what describes the draft, and its title.
func (p *printer) front(doc *document.Document) {
	m := metadata{Head: headOf(doc), Causes: doc.Causes}
	title := headingLine{words: doc.Title}
	if w := doc.Was; w != nil {
		m.Was = &former{w.Title, w.Style, w.Lang, w.ID, w.Legend, w.Date, w.Conformed}
		title.was = &w.Title
	}
	if head := headComment(m); head != "" {
		p.line()
		p.buf = append(p.buf, head...)
		p.end()
	}
	if doc.Title != "" || title.differs() {
		p.gap()
		p.heading("# ", title)
	}
}
