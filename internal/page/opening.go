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
// at once, and of the page itself its head, so that the browser holds what that names
// when the rest is there, and the name of the deal, for a person to see.
type Opening struct {
	deal   string        // whose page it is; "" if it is another, or not known
	opened chan struct{} // closed when it is
	page   Served
	err    error
}

// NewOpening begins to open the page of a deal that is called so; "" for any other page.
func NewOpening(deal string, open func() (Served, error)) *Opening {
	o := &Opening{deal: deal, opened: make(chan struct{})}
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
			w = sendTop(w, o.deal)
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

// ahead is an answer whose beginning was sent before it was known.
type ahead struct {
	http.ResponseWriter
	top []byte // of the page of a deal, how the body begins that was sent; nil if none was
}

// pageHead is what all pages begin with.
var pageHead = sync.OnceValue(func() []byte { return fragment("head", nil) })

// fragment is a part that all pages of a kind have.
func fragment(part string, data any) []byte {
	var out bytes.Buffer
	template.Must(pageTemplate(), pageTemplate().ExecuteTemplate(&out, part, data))
	return out.Bytes()
}

// sendTop sends the head of a page, and how that of a deal begins.
func sendTop(w http.ResponseWriter, deal string) ahead {
	sent := ahead{w, nil}
	send(w, htmlKind, pageHead())
	if deal != "" {
		sent.top = fragment("top", deal)
		_, _ = w.Write(append(fragment("title", deal), sent.top...))
	}
	_ = http.NewResponseController(w).Flush()
	return sent
}

// goOn sends the rest of a page whose beginning was sent. If it has become another page,
// such as that of a deal which is not begun, the browser asks again.
func (a ahead) goOn(page []byte) {
	if a.top == nil {
		_, _ = a.Write(bytes.TrimPrefix(page, pageHead()))
		return
	}
	if _, rest, ok := bytes.Cut(page, a.top); ok {
		_, _ = a.Write(rest)
		return
	}
	_, _ = a.Write([]byte(`</h1></header><meta http-equiv="refresh" content="0">`))
}

// refuse ends a page whose beginning was sent with why there is no more of it.
func (a ahead) refuse(says string) {
	if a.top != nil {
		_, _ = a.Write([]byte("</h1></header><main>"))
	}
	template.HTMLEscape(a, []byte(says))
}

const htmlKind = "text/html; charset=utf-8"

// refuse sends why there is no answer.
func refuse(w http.ResponseWriter, status int, says string) {
	if a, sent := w.(ahead); sent {
		a.refuse(says)
		return
	}
	http.Error(w, says, status)
}
