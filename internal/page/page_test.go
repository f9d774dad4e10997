package page

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// memory is a deal file that a test holds.
type memory struct {
	data   []byte
	before func() // is called before a write looks at what is there
}

func (m *memory) Name() string          { return "deals/a deal.yaml" }
func (m *memory) Read() ([]byte, error) { return bytes.Clone(m.data), nil }
func (m *memory) Write(before, after []byte) error {
	if m.before != nil {
		m.before()
	}
	if !bytes.Equal(m.data, before) {
		return ErrChanged
	}
	m.data = after
	return nil
}

func openPage(t testing.TB, text string) (*Page, *memory) {
	t.Helper()
	root := filepath.Join("..", "..")
	lib, problems := library.Open(os.DirFS(root), "")
	if problems.HasErrors() {
		t.Fatal(problems.FirstError())
	}
	file := &memory{data: []byte(text)}
	p, err := New(lib, file, func() (<-chan struct{}, func()) { return make(chan struct{}), func() {} })
	if err != nil {
		t.Fatal(err)
	}
	return p, file
}

func sampleDeal(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func get(p http.Handler, path string) *httptest.ResponseRecorder {
	return serve(p, httptest.NewRequest("GET", path, nil))
}

func post(p http.Handler, path, form string) *httptest.ResponseRecorder {
	return serve(p, request(path, form))
}

func request(path, form string) *http.Request {
	r := httptest.NewRequest("POST", path, strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

func serve(p http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

func answerTo(p *Page, path, was string, more ...string) *httptest.ResponseRecorder {
	form := url.Values{"path": {path}, "was": {was}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Add(more[i], more[i+1])
	}
	return post(p, "/answer", form.Encode())
}

// TestAnswers: what a form says is in the file, on the line of the answer; what it
// cannot hold is told, and the file stays.
func TestAnswers(t *testing.T) {
	p, file := openPage(t, sampleDeal(t, "minimal.yaml"))
	for _, test := range []struct {
		name, path string
		form       []string
		status     int
		want       string // in the file, or in the answer
	}{
		{"a choice", "exclusivity.level", []string{"value", "sole"}, 303, "{level: sole, field:"},
		{"a duration", "exclusivity.period", []string{"value", "84", "unit", "mo"}, 303, "period: 84mo}"},
		{"a duration with its unit", "exclusivity.period", []string{"value", "7 years", "unit", "d"}, 303, "period: 7y}"},
		{"a duration without a unit", "exclusivity.period", []string{"value", "84", "unit", ""}, 422, "choose a unit"},
		{"an amount", "fees.upfront", []string{"value", "300000"}, 303, "fees: {upfront: 300000}"},
		{"an amount in another currency", "fees.upfront", []string{"value", "EUR 5"}, 303, "fees: {upfront: EUR 5}"},
		{"left open", "fees.upfront", []string{"do", "open", "value", "7"}, 303, "fees: {upfront: TBD}"},
		{"an amount as it is printed", "fees.upfront", []string{"value", "$40,000"}, 303, "fees: {upfront: 40000}"},
		{"a word in place of a date", "deal.effective_date", []string{"value", "", "word", "last-signature"}, 303, "effective_date: last-signature\n"},
		{"a date in place of the word", "deal.effective_date", []string{"value", "May 2, 2027", "word", "last-signature"}, 303, "effective_date: 2027-05-02\n"},
		{"the word in place of the date", "deal.effective_date", []string{"value", "2027-05-02", "word", "last-signature"}, 303, "effective_date: last-signature\n"},
		{"a date", "deal.effective_date", []string{"value", "2027-04-01"}, 303, "effective_date: 2027-04-01\n"},
		{"a territory", "exclusivity.territory", []string{"value", "US, EEA"}, 303, "territory: [US, EEA]"},
		{"a list", "reserved_rights.fields", []string{"value", "medical optics\r\n\r\n#1: lenses\r\n"}, 303, `fields: [medical optics, "#1: lenses"]`},
		{"words of a list", "technology.rights", []string{"value", "patents", "value", "data"}, 303, "rights: [patents, data]"},
		{"text that looks like something else", "technology.name", []string{"value", `"x" {a: b} # no`}, 303, `name: "\"x\" {a: b} # no"`},
		{"a row more", "royalty.tiers", []string{"rows", "3", "row0.from", "0", "row0.to", "10000000", "row0.rate", "5", "row1.from", "10000000", "row1.rate", "4", "row2.rate", ""}, 303, "{from: 10000000, to: null, rate: 4}]"},
		{"a cell", "royalty.tiers", []string{"rows", "2", "row0.from", "0", "row0.to", "10000000", "row0.rate", "6", "row1.from", "10000000", "row1.rate", "4"}, 303, "rate: 6}, {from: 10000000, to: null, rate: 4}]"},
		{"a row less", "royalty.tiers", []string{"rows", "2", "row0.from", "0", "row0.rate", "6", "row1.from", "9", "row1.rate", "4", "row1.", "drop"}, 303, "rate: 6}]}"},
		{"a new group", "escrow.agent", []string{"value", "Deposit Ltd"}, 303, "\nescrow:\n  agent: Deposit Ltd\n"},
		{"taken off", "escrow.agent", []string{"do", "clear"}, 303, "\n#escrow:\n#  agent: Deposit Ltd\n"},
		{"no such word", "exclusivity.level", []string{"value", "total"}, 422, "total"},
		{"out of bounds", "exclusivity.period", []string{"value", "-1", "unit", "y"}, 422, "Not saved."},
		{"an empty cell", "royalty.tiers", []string{"rows", "1", "row0.to", "7"}, 422, "row 1: from is still empty"},
		{"a wrong cell", "royalty.tiers", []string{"rows", "1", "row0.from", "many", "row0.rate", "1"}, 422, "row 1, from"},
		{"no such question", "fees.up.front", []string{"value", "7"}, 404, "no such question"},
		{"a text in two lines", "technology.name", []string{"value", "one\ntemplate: two"}, 303, "name: \"one template: two\""},
	} {
		before := string(file.data)
		if err := p.look(); err != nil {
			t.Fatal(err)
		}
		w := answerTo(p, test.path, p.rawOf(test.path), test.form...)
		if w.Code != test.status {
			t.Errorf("%s: %d: %s", test.name, w.Code, says(w))
			continue
		}
		if test.status != http.StatusSeeOther {
			if string(file.data) != before || !strings.Contains(w.Body.String(), test.want) {
				t.Errorf("%s: %s", test.name, says(w))
			}
			continue
		}
		if !strings.Contains(string(file.data), test.want) {
			t.Errorf("%s: the file holds\n%s", test.name, file.data)
		}
	}
	for len(p.earlier) > 0 {
		post(p, "/undo", "")
	}
	if string(file.data) != sampleDeal(t, "minimal.yaml") {
		t.Error("undone, the file is another")
	}
}

// says is what a page says of what went wrong.
func says(w *httptest.ResponseRecorder) string {
	_, text, _ := strings.Cut(w.Body.String(), "Not saved.")
	text, _, _ = strings.Cut(text, "</p>")
	return text
}

// TestOthersWrite: what somebody else writes into the file meanwhile is never lost.
func TestOthersWrite(t *testing.T) {
	text := sampleDeal(t, "minimal.yaml")
	change := func(m *memory, old, changed string) { m.data = bytes.Replace(m.data, []byte(old), []byte(changed), 1) }
	p, file := openPage(t, text)
	change(file, "period: 5y", "period: 6y")
	if w := answerTo(p, "fees.upfront", "250000", "value", "1"); w.Code == 303 {
		t.Error("an answer was taken for one that the page did not show")
	}
	was := "USD 250000"
	if w := answerTo(p, "fees.upfront", was, "value", "1"); w.Code != 303 || !bytes.Contains(file.data, []byte("period: 6y")) || !bytes.Contains(file.data, []byte("upfront: 1}")) {
		t.Errorf("another answer: %d\n%s", w.Code, file.data)
	}
	change(file, "upfront: 1}", "upfront: 2}")
	if w := answerTo(p, "fees.upfront", "USD 1", "value", "3"); w.Code != 409 || !strings.Contains(w.Body.String(), "Save mine all the same") || bytes.Contains(file.data, []byte("upfront: 3}")) {
		t.Errorf("the same answer: %d\n%s", w.Code, file.data)
	}
	if w := post(p, "/undo", ""); w.Code != 409 || !bytes.Contains(file.data, []byte("upfront: 2}")) {
		t.Errorf("undo after somebody else: %d", w.Code)
	}
	if w := answerTo(p, "fees.upfront", "USD 1", "value", "3", "do", "mine"); w.Code != 303 || !bytes.Contains(file.data, []byte("upfront: 3}")) {
		t.Errorf("mine: %d", w.Code)
	}
	file.before = func() { change(file, "upfront: 3}", "upfront: 4}") }
	if w := answerTo(p, "exclusivity.level", "exclusive", "value", "sole"); w.Code != 422 || !bytes.Contains(file.data, []byte("upfront: 4}")) || bytes.Contains(file.data, []byte("level: sole")) {
		t.Errorf("while it is written: %d", w.Code)
	}
}

// TestEmptied: a file that is empty for a moment, as while an editor saves it, or that
// is gone, does not take what it held off the page; nothing is written over it.
func TestEmptied(t *testing.T) {
	text := sampleDeal(t, "minimal.yaml")
	p, file := openPage(t, text)
	file.data = nil
	for _, path := range []string{"/", "/draft", "/changes?since=start", "/files/draft.md"} {
		if w := get(p, path); w.Code != 200 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if body := get(p, "/").Body.String(); !strings.Contains(body, "empty or gone") || !strings.Contains(body, "Write it back") {
		t.Error("the page does not say that the file is empty")
	}
	if w := answerTo(p, "fees.upfront", "USD 250000", "value", "1"); w.Code != 422 || len(file.data) > 0 {
		t.Errorf("an answer: %d\n%s", w.Code, file.data)
	}
	if w := post(p, "/restore", ""); w.Code != 303 || string(file.data) != text {
		t.Errorf("back: %d\n%s", w.Code, file.data)
	}
	if w := post(p, "/restore", ""); w.Code != 409 || string(file.data) != text {
		t.Errorf("back again: %d", w.Code)
	}
	if body := get(p, "/").Body.String(); strings.Contains(body, "empty or gone") {
		t.Error("the page still says that the file is empty")
	}
}

// TestHostileAnswers: an answer stays text wherever the page shows it.
func TestHostileAnswers(t *testing.T) {
	p, _ := openPage(t, sampleDeal(t, "minimal.yaml"))
	hostile := `<script>alert(1)</script>"' onfocus=x <b>&amp;`
	answerTo(p, "technology.name", p.rawOf("technology.name"), "value", hostile)
	for _, path := range []string{"/?question=technology.name", "/draft", "/changes", "/changes?since=start"} {
		body := get(p, path).Body.String()
		if strings.Contains(body, "<script>alert") || strings.Contains(body, "<b>&amp;amp;") || !strings.Contains(body, "alert(1)") {
			t.Errorf("%s shows it otherwise", path)
		}
	}
}

// TestPaths: there are these pages and no others, and nothing of the disk.
func TestPaths(t *testing.T) {
	p, file := openPage(t, sampleDeal(t, "minimal.yaml"))
	for path, want := range map[string]int{
		"/":                       200,
		"/draft":                  200,
		"/changes":                200,
		"/page.css":               200,
		"/page.js":                200,
		"/files/draft.md":         200,
		"/files/draft.html":       200,
		"/?group=none":            200,
		"/files/":                 404,
		"/files/draft":            404,
		"/files/draft.exe":        404,
		"/files/../../etc/passwd": 404,
		"/files/%2e%2e%2fpage.go": 404,
		"/..%2f":                  404,
		"//draft":                 404,
		"/draft/":                 404,
		"/page.html":              404,
		"/answer":                 404,
		"/undo":                   404,
		"/open/x":                 404,
	} {
		if w := get(p, path); w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
	if w := get(p, "/files/draft.md"); w.Header().Get("Content-Disposition") != `attachment; filename="a deal.md"` || !bytes.Contains(w.Body.Bytes(), []byte("ClearCoat")) {
		t.Error(w.Header())
	}
	before := string(file.data)
	if w := post(p, "/answer", "path=technology.name&value="+strings.Repeat("x", maxBody)); w.Code != http.StatusRequestEntityTooLarge || string(file.data) != before {
		t.Errorf("a huge body: %d", w.Code)
	}
}

// TestBegun: a file that answers next to nothing is asked everything, and has a draft
// to look at; one that is no deal says why.
func TestBegun(t *testing.T) {
	p, file := openPage(t, "template: short-form\n# mine\nparty:\n  licensor: {name: Acme Ltd}\n")
	if body := get(p, "/").Body.String(); !strings.Contains(body, "Needs an answer.") || !strings.Contains(body, `value="Acme Ltd"`) {
		t.Error("it does not ask")
	}
	if body := get(p, "/draft").Body.String(); !strings.Contains(body, "Acme Ltd") {
		t.Errorf("no draft: %s", body)
	}
	if w := answerTo(p, "exclusivity.level", "", "value", "exclusive"); w.Code != 303 || !bytes.Contains(file.data, []byte("# mine")) {
		t.Errorf("%d: %s", w.Code, says(w))
	}
	for _, text := range []string{"# nothing", "a: [", "template: none\n", "template: short-form\nnonsense: 1\n", "\xff"} {
		p, _ := openPage(t, text)
		if w := get(p, "/"); w.Code != 200 || !strings.Contains(w.Body.String(), "To mend or to know") {
			t.Errorf("%q: %d %s", text, w.Code, w.Body)
		}
	}
}

// TestNew: a deal that is not there is begun, in each form, and has a draft at once.
func TestNew(t *testing.T) {
	p, file := openPage(t, "")
	if body := get(p, "/").Body.String(); !strings.Contains(body, "What is licensed?") || !strings.Contains(body, `value="short-form"`) || strings.Contains(body, `value="amendment"`) {
		t.Fatal("it does not ask what to begin with")
	}
	if w := post(p, "/begin", "asset=software&deal.law_family=mars&template=short-form"); w.Code != 422 || len(file.data) > 0 {
		t.Errorf("a style that is none: %d", w.Code)
	}
	if w := post(p, "/begin", "asset=software"); w.Code != 422 || len(file.data) > 0 {
		t.Errorf("no form: %d", w.Code)
	}
	if w := get(p, "/draft"); w.Code != 404 {
		t.Errorf("a draft of nothing: %d", w.Code)
	}
	if w := post(p, "/begin", "asset=software&deal.sector=software&deal.law_family=uk&template=short-form"); w.Code != 303 || !bytes.Contains(file.data, []byte("law_family: uk")) {
		t.Fatalf("%d: %s", w.Code, file.data)
	}
	for _, id := range []string{"heads-of-terms", "exclusive-licence", "short-form"} {
		if w := post(p, "/form", "template="+id); w.Code != 303 || !bytes.Contains(file.data, []byte("template: "+id)) {
			t.Errorf("%s: %d", id, w.Code)
		}
		if body := get(p, "/draft").Body.String(); strings.Contains(body, "no draft yet") || !strings.Contains(body, "data-path") {
			t.Errorf("%s has no draft", id)
		}
	}
	if body := get(p, "/").Body.String(); strings.Count(body, `<li><a href="/?group=`) < 6 {
		t.Error("the short form asks all at once")
	}
	if w := post(p, "/form", "template=none"); w.Code != 422 {
		t.Errorf("no such form: %d", w.Code)
	}
	if w := post(p, "/begin", "asset=data&template=short-form"); w.Code != 404 {
		t.Errorf("begun again: %d", w.Code)
	}
	for _, m := range p.now.made.Choices.Missing {
		if q, _ := p.lib.Schema.Find(m.Path); q.Kind == deal.KindChoice {
			answerTo(p, m.Path, "", "value", q.Choices[0].Word)
		} else {
			answerTo(p, m.Path, "", "do", "open")
		}
	}
	for _, f := range []string{"md", "html", "pdf", "docx"} {
		if w := get(p, "/files/draft."+f); w.Code != 200 || w.Body.Len() < 10000 {
			_, told, _ := strings.Cut(w.Body.String(), `class="notice"`)
			t.Errorf("%s: %d: %.300s", f, w.Code, told)
		}
	}
}

// TestEnds: the page is gone when nobody has viewed it for a while, and not while it is
// only loaded again.
func TestEnds(t *testing.T) {
	p, _ := openPage(t, sampleDeal(t, "minimal.yaml"))
	beats := make(chan struct{})
	p.beat = func() (<-chan struct{}, func()) { return beats, func() {} }
	gone := func() bool {
		select {
		case <-p.Gone():
			return true
		default:
			return false
		}
	}
	visit := func() (leave func()) {
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			p.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/events", nil).WithContext(ctx))
			close(done)
		}()
		beats <- struct{}{} // it is there
		return func() { cancel(); <-done }
	}
	visit()()
	get(p, "/") // loaded again
	for range patience {
		beats <- struct{}{}
	}
	if visit()(); gone() {
		t.Fatal("it went while it was there")
	}
	for range patience {
		beats <- struct{}{}
	}
	<-p.Gone()
}
