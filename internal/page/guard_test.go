package page

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const testHost = "127.0.0.1:4711"

func testGuard() *Guard {
	return NewGuard([]string{testHost, "localhost:4711"}, "clausewright-4711", "the secret", "the token",
		http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("in")) }))
}

// TestGuard: whoever is not the page in the browser that opened it stays outside.
func TestGuard(t *testing.T) {
	for _, test := range []struct {
		name, method, host string
		headers            string // "Name: value" by "; ": in place of the cookie alone
		want               int
	}{
		{"the page", "GET", testHost, "Cookie: clausewright-4711=the secret", 200},
		{"by its name", "GET", "localhost:4711", "Cookie: clausewright-4711=the secret", 200},
		{"an answer", "POST", testHost, "Cookie: clausewright-4711=the secret; Origin: http://127.0.0.1:4711; Sec-Fetch-Site: same-origin", 200},
		{"no cookie", "GET", testHost, "", 401},
		{"another cookie", "GET", testHost, "Cookie: clausewright-4711=a secret", 401},
		{"an empty cookie", "GET", testHost, "Cookie: clausewright-4711=", 401},
		{"the cookie of another port", "GET", testHost, "Cookie: clausewright-4712=the secret", 401},
		{"a name that was made to lead here", "GET", "evil.example:4711", "Cookie: clausewright-4711=the secret", 421},
		{"a name that begins like ours", "GET", "127.0.0.1.evil.example:4711", "Cookie: clausewright-4711=the secret", 421},
		{"another port", "GET", "127.0.0.1:80", "Cookie: clausewright-4711=the secret", 421},
		{"no host", "GET", "", "Cookie: clausewright-4711=the secret", 421},
		{"a rebound page that asks of itself", "POST", "evil.example:4711", "Cookie: clausewright-4711=the secret; Origin: http://evil.example:4711; Sec-Fetch-Site: same-origin", 421},
		{"a foreign page", "POST", testHost, "Cookie: clausewright-4711=the secret; Origin: https://evil.example", 403},
		{"a foreign page that reads", "GET", testHost, "Cookie: clausewright-4711=the secret; Origin: https://evil.example", 403},
		{"a page from nowhere", "POST", testHost, "Cookie: clausewright-4711=the secret; Origin: null", 403},
		{"our name by another scheme", "POST", testHost, "Cookie: clausewright-4711=the secret; Origin: https://127.0.0.1:4711", 403},
		{"a program on another port", "POST", testHost, "Cookie: clausewright-4711=the secret; Origin: http://127.0.0.1:80", 403},
		{"two origins", "POST", testHost, "Cookie: clausewright-4711=the secret; Origin: http://127.0.0.1:4711; Origin: null", 403},
		{"a browser that says it is foreign", "POST", testHost, "Cookie: clausewright-4711=the secret; Sec-Fetch-Site: cross-site", 403},
		{"a browser that says it is of the same site", "POST", testHost, "Cookie: clausewright-4711=the secret; Sec-Fetch-Site: same-site", 403},
		{"another method", "DELETE", testHost, "Cookie: clausewright-4711=the secret; Origin: http://127.0.0.1:4711", 405},
		{"what asks for leave", "OPTIONS", testHost, "Cookie: clausewright-4711=the secret; Origin: https://evil.example; Access-Control-Request-Method: POST", 403},
	} {
		r := httptest.NewRequest(test.method, "http://"+testHost+"/", strings.NewReader(""))
		r.Host = test.host
		for header := range strings.SplitSeq(test.headers, "; ") {
			if name, value, ok := strings.Cut(header, ": "); ok {
				r.Header.Add(name, value)
			}
		}
		w := httptest.NewRecorder()
		testGuard().ServeHTTP(w, r)
		if w.Code != test.want {
			t.Errorf("%s: %d, want %d: %s", test.name, w.Code, test.want, w.Body)
		}
		for name := range w.Header() {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("%s: %s is sent", test.name, name)
			}
		}
		if w.Code != 200 && strings.Contains(w.Body.String(), "in\n") || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %s %v", test.name, w.Body, w.Header())
		}
	}
}

// TestToken: a token opens the page once, and no other text does. Who has the cookie may
// load the address again.
func TestToken(t *testing.T) {
	g := testGuard()
	for i, test := range []struct {
		method, path string
		want         int
	}{
		{"GET", "/open", 401},
		{"GET", "/open?token=", 401},
		{"GET", "/open?token=the+toke", 401},
		{"POST", "/open?token=the+token", 401},
		{"GET", "/open?token=the+token", 200},
		{"GET", "/open?token=the+token", 401},
		{"GET", "/open?token=", 401},
	} {
		r := httptest.NewRequest(test.method, "http://"+testHost+test.path, nil)
		w := httptest.NewRecorder()
		g.ServeHTTP(w, r)
		if w.Code != test.want {
			t.Errorf("%d: %s: %d, want %d", i, test.path, w.Code, test.want)
		}
		cookies := w.Result().Cookies()
		if (len(cookies) == 1) != (test.want == 200) {
			t.Errorf("%d: %v", i, cookies)
		}
		for _, c := range cookies {
			again := httptest.NewRequest("GET", "http://"+testHost+test.path, nil)
			again.AddCookie(c)
			w := httptest.NewRecorder()
			if g.ServeHTTP(w, again); w.Code != http.StatusOK || w.Body.String() != "in" {
				t.Errorf("%s, again: %d: %s", test.path, w.Code, w.Body)
			}
			if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Domain != "" || c.Name != "clausewright-4711" {
				t.Errorf("the cookie is %v", c)
			}
		}
	}
}
