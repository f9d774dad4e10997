package page

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"sync"
)

// Served is a page, and whether somebody still looks at it.
type Served interface {
	http.Handler
	Gone() <-chan struct{} // closed when nobody does any more
}

// Opening is a page that is opened while its browser comes. What all pages have is sent
// at once, and the head of the page itself, so that the browser holds what that names
// when the rest is there.
type Opening struct {
	opened chan struct{} // closed when it is
	page   Served
	err    error
}

// NewOpening begins to open a page.
func NewOpening(open func() (Served, error)) *Opening {
	o := &Opening{opened: make(chan struct{})}
	go func() {
		defer close(o.opened)
		o.page, o.err = open()
	}()
	return o
}

// Opened is the page once it is there, or why it is not.
func (o *Opening) Opened() (Served, error) {
	<-o.opened
	return o.page, o.err
}

func (o *Opening) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case <-o.opened:
	default:
		if own(w, r) {
			return
		}
		if r.Method == http.MethodGet && r.URL.Path == "/" {
			w = sendHead(w)
		}
	}
	page, err := o.Opened()
	if err != nil {
		refuse(w, http.StatusInternalServerError, err.Error())
		return
	}
	page.ServeHTTP(w, r)
}

//go:embed opened.js
var openedScript []byte

// ahead is an answer whose head was sent before it was known.
type ahead struct{ http.ResponseWriter }

// pageHead is what all pages begin with.
var pageHead = sync.OnceValue(func() []byte {
	var out bytes.Buffer
	template.Must(pageTemplate(), pageTemplate().ExecuteTemplate(&out, "head", nil))
	return out.Bytes()
})

// sendHead sends the head of a page.
func sendHead(w http.ResponseWriter) ahead {
	send(w, htmlKind, pageHead())
	_ = http.NewResponseController(w).Flush()
	return ahead{w}
}

const htmlKind = "text/html; charset=utf-8"

// refuse sends why there is no answer.
func refuse(w http.ResponseWriter, status int, says string) {
	if _, sent := w.(ahead); sent {
		template.HTMLEscape(w, []byte(says))
		return
	}
	http.Error(w, says, status)
}
