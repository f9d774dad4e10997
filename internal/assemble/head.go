package assemble

import (
	"fmt"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// header writes what a renderer needs to know about the draft as a whole.
func (e *engine) header(t *library.Template) {
	legend := ""
	if t.Legend != nil {
		text, _ := e.message(t.Legend)
		legend = strings.Join(strings.Fields(text), " ")
	}
	if e.notes {
		legend = strings.TrimSuffix("INTERNAL – "+legend, " – ")
	}
	head := markdown.Head{Style: e.texts.Family, Lang: e.texts.Style.Pack().Lang, ID: e.reference(t), Legend: legend, Names: e.names()}
	if service, ok := e.get(deal.AnchorsPath).(deal.Chosen); ok {
		head.Anchors = services[service.Word]
	}
	if date, ok := e.get(deal.DraftDatePath).(deal.Date); ok {
		head.Date = date.Raw()
	}
	e.out.Head(head)
}

// services are the services for electronic signatures, by the words of the answer.
var services = map[string]document.Anchors{deal.NoService: document.NoAnchors, deal.DocuSign: document.DocuSign, deal.AdobeSign: document.AdobeSign}

// reference is what stands at the foot of each page: the reference that the
// parties use, or else the title and the number of the draft. No name of a file
// is in it: what is written goes to the other side.
func (e *engine) reference(t *library.Template) string {
	if r, ok := e.get(deal.ReferencePath).(deal.Text); ok {
		return string(r)
	}
	name := e.spelled(t.Title)
	if n, ok := e.get(deal.DraftNoPath).(deal.Integer); ok {
		name += ", draft " + n.Raw()
	}
	return name
}

func (e *engine) cover(t *library.Template) {
	if t.Cover == nil && !e.notes {
		return
	}
	e.out.Division(document.Part, document.CoverPart, "")
	if e.notes {
		e.out.Note("INTERNAL:", "this draft carries notes for those who prepare it, and is not for the other side.")
	}
	if t.Cover == nil {
		return
	}
	e.passage(t.Cover, true)
	if len(e.forced) == 0 {
		return
	}
	e.out.Paragraph(fmt.Sprintf("Rules that this draft does not meet: %d", len(e.forced)))
	e.out.Table("", "Rule", "What is wrong")
	for _, p := range e.forced {
		e.out.Row(markdown.Escape(p.Rule), markdown.Escape(p.Message))
	}
	e.out.End()
}

// forced turns the errors that rules found into warnings and returns them.
func forced(problems diag.List) diag.List {
	var list diag.List
	for _, p := range problems {
		if p.Severity == diag.Error {
			p.Severity = diag.Warning
			list = append(list, p)
		}
	}
	return list
}
