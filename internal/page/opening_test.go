package page

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestOpening: while a page is opened its browser has its beginning, what that names, and
// nothing else; then the page, the same as later, or why there is none.
func TestOpening(t *testing.T) {
	p, _ := openPage(t, sampleDeal(t, "minimal.yaml"))
	whole := get(p, "/").Body.String()
	name := p.file.Name()
	head, top := string(pageHead()), string(fragment("top", name))
	title := string(fragment("title", name))
	_, rest, ok := strings.Cut(whole, top)
	if !ok || !strings.Contains(title, name) {
		t.Fatalf("the page does not begin with %q", top)
	}
	for _, test := range []struct {
		name, deal string
		err        error
		sent, want string // at once, and in all
	}{
		{"a page", "", nil, head, whole},
		{"a deal", name, nil, head + title + top, head + title + top + rest},
		{"another page", "other.yaml", nil, head, head + string(fragment("title", "other.yaml")) + string(fragment("top", "other.yaml")) + `</h1></header><meta http-equiv="refresh" content="0">`},
		{"an error", "", errors.New("a <b> is no library"), head, head + "a &lt;b&gt; is no library"},
		{"an error of a deal", name, errors.New("a <b> is no library"), head + title + top, head + title + top + "</h1></header><main>a &lt;b&gt; is no library"},
	} {
		t.Run(test.name, func(t *testing.T) {
			there := make(chan bool)
			o := NewOpening(test.deal, func() (Served, error) { <-there; return p, test.err })
			server := httptest.NewServer(o)
			defer server.Close()
			if w := get(o, "/page.css"); w.Code != http.StatusOK {
				t.Errorf("the style is not there: %d", w.Code)
			}
			answer, err := http.Get(server.URL + "/")
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			first := make([]byte, len(test.sent))
			if _, err := io.ReadFull(answer.Body, first); err != nil || string(first) != test.sent || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
				t.Errorf("first comes %q, %v", first, err)
			}
			close(there)
			more, err := io.ReadAll(answer.Body)
			if err != nil || string(first)+string(more) != test.want {
				t.Errorf("then comes %.300q, %v", more, err)
			}
			if w := get(o, "/"); test.err != nil && w.Code != http.StatusInternalServerError || test.err == nil && w.Body.String() != whole {
				t.Errorf("later: %d: %.300s", w.Code, w.Body)
			}
		})
	}
}
