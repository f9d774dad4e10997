package page

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestOpening: while a page is opened its browser has the head, what that names, and
// nothing else; then the page, the same as later, or why there is none.
func TestOpening(t *testing.T) {
	p, _ := openPage(t, sampleDeal(t, "minimal.yaml"))
	for _, test := range []struct {
		name string
		err  error
		want string
	}{
		{"a page", nil, get(p, "/").Body.String()},
		{"an error", errors.New("a <b> is no library"), string(pageHead()) + "a &lt;b&gt; is no library"},
	} {
		t.Run(test.name, func(t *testing.T) {
			there := make(chan bool)
			o := NewOpening(func() (Served, error) { <-there; return p, test.err })
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
			first := make([]byte, len(pageHead()))
			if _, err := io.ReadFull(answer.Body, first); err != nil || string(first) != string(pageHead()) || !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
				t.Errorf("first comes %q, %v", first, err)
			}
			close(there)
			rest, err := io.ReadAll(answer.Body)
			if err != nil || string(first)+string(rest) != test.want {
				t.Errorf("then comes %.300q, %v", rest, err)
			}
			if w := get(o, "/"); test.err != nil && w.Code != http.StatusInternalServerError || test.err == nil && w.Body.String() != test.want {
				t.Errorf("later: %d: %.300s", w.Code, w.Body)
			}
		})
	}
}
