package page

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
)

//go:embed page.html negotiate.html
var sources embed.FS

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{"query": func(id string) template.URL { return template.URL(queryOf(id)) }}).ParseFS(sources, "*.html"))

// write sends the page for the group that a request asks for.
func (p *Page) write(w http.ResponseWriter, r *http.Request, status int, n *notice) {
	current, about := "", ""
	if r != nil {
		current, about = r.FormValue("group"), r.FormValue("question")
	}
	if n != nil && n.Path != "" {
		about = n.Path
	}
	p.send(w, status, "page", p.shows(current, about, n))
}

// note sends a page that says one thing, in the place of the draft.
func (p *Page) note(w http.ResponseWriter, says string) {
	p.send(w, http.StatusOK, "note", says)
}

func (p *Page) send(w http.ResponseWriter, status int, name string, data any) {
	var out bytes.Buffer
	if err := pageTemplate.ExecuteTemplate(&out, name, data); err != nil {
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(out.Bytes())
}
