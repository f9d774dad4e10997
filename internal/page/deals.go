package page

import (
	_ "embed"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// Deals is a folder of deal files.
type Deals interface {
	Name() string
	List() ([]string, error) // the names of those that are there
	// Open is a deal that is there, or is to be begun, with the folder of its drafts;
	// an error if it can be no deal of the folder.
	Open(name string) (File, Folder, error)
}

// DealList offers the deals of a folder, and is the page of the one that was chosen.
type DealList struct {
	*presence
	lib   *library.Library
	deals Deals

	mu   sync.Mutex
	page *Page // nil until a deal was chosen
}

// NewDealList is the list of the deals of a folder.
func NewDealList(lib *library.Library, deals Deals, beat Beat) *DealList {
	return &DealList{presence: newPresence(beat), lib: lib, deals: deals}
}

//go:embed here.js
var hereScript []byte

// offer is what a list of deals shows.
type offer struct {
	Folder, Says, Typed string
	Names               []string
}

func (d *DealList) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	chosen := d.page
	d.mu.Unlock()
	list := r.URL.Path == "/deals" || chosen == nil
	switch post := r.Method == http.MethodPost; {
	case chosen == nil && r.URL.Path == "/events" && !post:
		d.events(w, r, d.news())
		return
	case post && r.URL.Path == "/deal":
		d.choose(w, r)
	case list && !post && (r.URL.Path == "/" || r.URL.Path == "/deals"):
		d.offer(w, http.StatusOK, "", "")
	case own(w, r): // what all pages have
	case chosen != nil:
		chosen.ServeHTTP(w, r)
		return
	default:
		refuse(w, http.StatusNotFound, "There is no such page: choose a deal first.")
	}
	d.asks()
}

// own sends what all pages have, if that is asked for.
func own(w http.ResponseWriter, r *http.Request) bool {
	part, ok := parts[r.URL.Path]
	switch {
	case r.Method == http.MethodPost:
		return false
	case ok:
		send(w, part.kind, part.data)
	case r.URL.Path == "/territories":
		send(w, "application/json", territories())
	case r.URL.Path == "/favicon.ico": // which browsers ask for by themselves
		w.WriteHeader(http.StatusNoContent)
	default:
		return false
	}
	return true
}

// news tells a page when the folder holds other deals.
func (d *DealList) news() func() string {
	stamp := func() string {
		names, _ := d.deals.List()
		return stampOf([]byte(strings.Join(names, "\n")))
	}
	last := stamp()
	return func() string {
		now := stamp()
		if now == last {
			return ""
		}
		last = now
		return "event: changed\ndata: " + now + "\n\n"
	}
}

func (d *DealList) offer(w http.ResponseWriter, status int, says, typed string) {
	names, err := d.deals.List()
	if err != nil {
		says = diag.Reason(err)
	}
	sendPage(w, status, "deals", offer{d.deals.Name(), says, typed, names})
}

// choose opens a deal of the folder, or one that is to be begun.
func (d *DealList) choose(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	name := strings.TrimSpace(r.FormValue("name"))
	names, _ := d.deals.List()
	if r.FormValue("new") != "" && slices.Contains(names, name) {
		d.offer(w, http.StatusConflict, fmt.Sprintf("There is a deal %s already: it is in the list.", name), name)
		return
	}
	file, beside, err := d.deals.Open(name)
	if err == nil {
		var p *Page
		if p, err = pageOf(d.lib, file, d.presence); err == nil {
			p.listed = true
			p.Negotiate(beside)
			d.mu.Lock()
			d.page = p
			d.mu.Unlock()
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
	}
	d.offer(w, http.StatusUnprocessableEntity, diag.Reason(err), name)
}
