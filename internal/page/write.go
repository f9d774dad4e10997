package page

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"sync"
)

//go:embed *.html
var sources embed.FS

// pageTemplate is read when a page is first asked for: most runs show none.
var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(pageFuncs).ParseFS(sources, "*.html"))
})

var pageFuncs = template.FuncMap{
	"query":   func(id string) template.URL { return template.URL(queryOf(id)) },
	"words":   words,
	"answer":  func(path, word string) template.URL { return queryWith("path", path, "value", word) },
	"variant": func(id, name string) template.URL { return queryWith("clause", id, "do", doVariant, "variant", name) },
	"file":    func(name string) template.URL { return queryWith("name", name) },
	"act":     func(id, do string) template.URL { return queryWith("clause", id, "do", do) },
}

// queryWith is the query of an address, from names and values.
func queryWith(pairs ...string) template.URL {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		query.Set(pairs[i], pairs[i+1])
	}
	return template.URL(query.Encode())
}

// write sends the page for the group that a request asks for.
func (p *Page) write(w http.ResponseWriter, r *http.Request, status int, n *notice) {
	current, about := "", ""
	if r != nil {
		current, about = r.FormValue("group"), r.FormValue("question")
	}
	if n != nil && n.Path != "" {
		about = n.Path
	}
	live := p.sendDelta(w, r, status)
	v := p.shows(current, about, n)
	if live {
		_ = pageTemplate().ExecuteTemplate(w, "parts", v)
		return
	}
	sendPage(w, status, "page", v)
}

// writeAt sends the page at a question.
func (p *Page) writeAt(w http.ResponseWriter, r *http.Request, path string) {
	r.Form.Set("question", path)
	p.write(w, r, http.StatusOK, nil)
}

// note sends a page that says one thing, in the place of the draft.
func (p *Page) note(w http.ResponseWriter, says string) {
	sendPage(w, http.StatusOK, "note", says)
}

func sendPage(w http.ResponseWriter, status int, name string, data any) {
	var out bytes.Buffer
	if err := pageTemplate().ExecuteTemplate(&out, name, data); err != nil {
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	if a, sent := w.(ahead); sent {
		a.goOn(out.Bytes())
		return
	}
	w.Header().Set("Content-Type", htmlKind)
	w.WriteHeader(status)
	_, _ = w.Write(out.Bytes())
}
