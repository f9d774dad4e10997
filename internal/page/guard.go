package page

import (
	"crypto/subtle"
	"net/http"
	"slices"
	"sync"
)

// Guard lets in who opened the page, and nobody else: no other site that the browser
// shows, whatever its name is made to mean, and no other program that does not know
// the token. It stands in front of the page.
type Guard struct {
	Hosts  []string // exactly those that a request may be for: "127.0.0.1:4711"
	Cookie string   // its name; cookies do not tell ports apart, so that it holds the port
	Secret string   // what the cookie holds
	Page   http.Handler

	mu    sync.Mutex
	token string // that is swapped for the cookie, once; "" when it was
	cross *http.CrossOriginProtection
}

// NewGuard is a guard for a page at hosts that are opened with a token.
func NewGuard(hosts []string, cookie, secret, token string, p http.Handler) *Guard {
	return &Guard{Hosts: hosts, Cookie: cookie, Secret: secret, Page: p, token: token, cross: http.NewCrossOriginProtection()}
}

// The limits of a request: an answer, and a Word file that came back.
const (
	maxBody = 1 << 20
	maxFile = 32 << 20
)

// policy is what the page may load: its own style, script and frames.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

func (g *Guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin") // with none, a browser says of its own forms that they come from nowhere
	h.Set("Cache-Control", "no-store")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	switch {
	case !slices.Contains(g.Hosts, r.Host): // a name that somebody else chose leads here
		refuse(w, http.StatusMisdirectedRequest, "This page is not at that address.")
	case !g.ownOrigin(r), g.cross.Check(r) != nil:
		refuse(w, http.StatusForbidden, "Another page asked for this.")
	case r.Method != http.MethodGet && r.Method != http.MethodPost && r.Method != http.MethodHead:
		refuse(w, http.StatusMethodNotAllowed, "The page knows no such method.")
	case r.URL.Path == "/open":
		g.open(w, r)
	case !g.known(r):
		refuse(w, http.StatusUnauthorized, "Open the page with the address that clausewright printed: it holds for one browser, once. Start clausewright edit again for another.")
	default:
		r.Body = http.MaxBytesReader(w, r.Body, maxFile)
		g.Page.ServeHTTP(w, r)
	}
}

// ownOrigin reports whether a request comes from the page itself, or from where no
// page is.
func (g *Guard) ownOrigin(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	return len(origins) == 0 || len(origins) == 1 && slices.ContainsFunc(g.Hosts, func(host string) bool { return origins[0] == "http://"+host })
}

// open swaps the token for the cookie, and answers with the page: a cookie for this site
// alone would not go along to where another site is redirected. Who has the cookie may
// load that address again.
func (g *Guard) open(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet || !g.known(r) && !g.swap(r.URL.Query().Get("token")) {
		refuse(w, http.StatusUnauthorized, "This address was used. Start clausewright edit again for another.")
		return
	}
	if !g.known(r) {
		http.SetCookie(w, &http.Cookie{Name: g.Cookie, Value: g.Secret, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	}
	first := r.Clone(r.Context())
	first.URL.Path, first.URL.RawQuery = "/", ""
	g.Page.ServeHTTP(w, first)
}

// swap takes the token, which it does once.
func (g *Guard) swap(token string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !same(token, g.token) {
		return false
	}
	g.token = ""
	return true
}

// known reports whether a request bears the cookie.
func (g *Guard) known(r *http.Request) bool {
	c, err := r.Cookie(g.Cookie)
	return err == nil && same(c.Value, g.Secret)
}

// same compares two secrets in a time that tells nothing of them.
func same(a, b string) bool { return b != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
