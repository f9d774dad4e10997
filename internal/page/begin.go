package page

import (
	"fmt"
	"maps"
	"net/http"
	"slices"

	"clausewright/internal/amend"
	"clausewright/internal/deal"
	"clausewright/internal/form"
	"clausewright/internal/library"
)

// newDeal is what a new deal is begun with.
type newDeal struct {
	File, Says  string
	Assets      []library.Asset
	Asked       []*deal.Parameter // that decide most, and have a few words to choose from
	Chosen      map[string]string
	Forms       []*library.Template
	DefaultForm string
}

// beginsWith are the questions that are asked before there is a file.
var beginsWith = []string{deal.SectorPath, deal.StylePath}

// asksToBegin shows what a new deal is begun with.
func (p *Page) asksToBegin(w http.ResponseWriter, status int, says string) {
	begins, _ := p.lib.Beginning()
	b := &newDeal{File: p.file.Name(), Says: says, Assets: begins.Assets, Forms: p.forms()}
	for _, path := range beginsWith {
		if q, ok := p.lib.Schema.Find(path); ok && len(q.Choices) > 0 {
			b.Asked = append(b.Asked, q)
		}
	}
	if t := form.DefaultTemplate(p.lib); t != nil {
		b.DefaultForm = t.ID
	}
	sendPage(w, status, "begin", b)
}

// forms are the templates of the library that a deal can begin with.
func (p *Page) forms() []*library.Template {
	var list []*library.Template
	for _, id := range p.lib.TemplateIDs() {
		if id != amend.Template { // which is written about two deals
			list = append(list, p.lib.Templates[id])
		}
	}
	return list
}

// begin writes the file of a new deal.
func (p *Page) begin(w http.ResponseWriter, r *http.Request) {
	t := p.lib.Templates[r.PostForm.Get("template")]
	if t == nil {
		p.asksToBegin(w, http.StatusUnprocessableEntity, "Say which form the agreement is to have.")
		return
	}
	texts := map[string]string{}
	begins, _ := p.lib.Beginning()
	if asset := begins.Asset(r.PostForm.Get("asset")); asset != nil {
		maps.Copy(texts, asset.Answers)
	}
	for _, path := range beginsWith {
		if text := r.PostForm.Get(path); text != "" {
			texts[path] = text
		}
	}
	answers := map[string]deal.Value{}
	for _, path := range slices.Sorted(maps.Keys(texts)) {
		q, ok := p.lib.Schema.Find(path)
		if !ok {
			continue
		}
		v, err := deal.ReadText(q, texts[path], "")
		if err != nil {
			p.asksToBegin(w, http.StatusUnprocessableEntity, fmt.Sprintf("%s %s", q.Ask, err))
			return
		}
		answers[path] = v
	}
	text := form.Deal(p.lib, t, form.Options{Answers: answers})
	err := p.file.Write(p.now.data, text)
	if err == nil {
		err = p.look()
	}
	if err != nil {
		p.asksToBegin(w, http.StatusConflict, err.Error())
		return
	}
	p.start = p.now
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// changeForm writes the name of another form of the agreement into the file.
func (p *Page) changeForm(w http.ResponseWriter, r *http.Request) {
	id := r.PostForm.Get("template")
	before := p.now.data
	after, err := deal.SetTemplate(before, p.lib.Schema, id)
	if p.lib.Templates[id] == nil {
		err = fmt.Errorf("there is no form %q", id)
	}
	if err == nil {
		if d, _ := deal.Read(p.file.Name(), after, p.lib.Schema); d.Template != id {
			err = fmt.Errorf("the file would hold the form %q", d.Template)
		}
	}
	if err == nil && string(before) != string(after) {
		err = p.save("template", after)
	}
	if err != nil {
		p.write(w, r, http.StatusUnprocessableEntity, &notice{Says: "The form was not changed: " + err.Error()})
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}
