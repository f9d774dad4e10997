package page

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// libraryInMemory is a library that a test holds.
type libraryInMemory struct {
	fstest.MapFS
	before func() // is called before a write looks at what is there
}

func (m *libraryInMemory) Name() string { return "a library" }
func (m *libraryInMemory) Dir() string  { return "a library" }
func (m *libraryInMemory) FS() fs.FS    { return m.MapFS }
func (m *libraryInMemory) Write(name string, before, after []byte) error {
	if m.before != nil {
		m.before()
	}
	if !bytes.Equal(m.MapFS[name].Data, before) {
		return ErrChanged
	}
	m.MapFS[name] = &fstest.MapFile{Data: after, Mode: 0o644}
	return nil
}

func openLibrary(t *testing.T) (*Library, *libraryInMemory) {
	t.Helper()
	root := filepath.Join("..", "lint", "testdata", "small")
	m := &libraryInMemory{MapFS: fstest.MapFS{}}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(root, name))
		m.MapFS[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return NewLibrary(m, func() (<-chan struct{}, func()) { return make(chan struct{}), func() {} }), m
}

func toFile(s *Library, name, was, do, text string) (code int, body string) {
	w := post(s, "/file", url.Values{"name": {name}, "was": {was}, "do": {do}, "text": {text}}.Encode())
	return w.Code, w.Body.String()
}

// TestLibrary: a library is listed, a clause shown with all that belongs to it.
func TestLibrary(t *testing.T) {
	s, _ := openLibrary(t)
	id, variant := "secrecy", "clauses/secrecy/strict.md"
	if body := get(s, "/").Body.String(); !strings.Contains(body, `href="/clause/`+id+`"`) || !strings.Contains(body, "name=templates%2F") {
		t.Errorf("the list lacks %s, or the other files", id)
	}
	if body := get(s, "/?find=no+such+word").Body.String(); strings.Contains(body, `href="/clause/`) || !strings.Contains(body, "No clause holds these words.") {
		t.Error("what is looked for is not all that is listed")
	}
	body := get(s, "/clause/"+id).Body.String()
	for _, want := range []string{"<ins>", "<del>", "Where it is printed", "balanced.md", "strict.md", "(nda)", "cases/wording.yaml"} {
		if !strings.Contains(body, want) {
			t.Errorf("the clause shows no %q", want)
		}
	}
	if body := get(s, "/file?"+url.Values{"name": {variant}}.Encode()).Body.String(); !strings.Contains(body, "<textarea") {
		t.Error("the file is not shown")
	}
}

// TestLibraryWrites: faults are found in what is typed, and nothing is written before it
// is saved; what somebody else wrote meanwhile is not lost.
func TestLibraryWrites(t *testing.T) {
	s, m := openLibrary(t)
	name, yaml := "clauses/secrecy/balanced.md", "clauses/secrecy/clause.yaml"
	text := string(m.MapFS[name].Data)
	was := stampOf([]byte(text))
	for _, test := range []struct {
		name, file, was, do, text string
		code                      int
		want, holds               string // on the page; in the file
	}{
		{"a fault is found", name, was, "lint", text + "\nSee [](#nowhere).\n", 200, "nowhere", text},
		{"none is", name, was, "lint", text, 200, "No fault of the clause", text},
		{"it is saved although there is one", name, was, "save", text + "\nSee [](#nowhere).\n", 200, "nowhere", text + "\nSee [](#nowhere).\n"},
		{"an old page", name, was, "save", "mine", 409, "what it holds now", text + "\nSee [](#nowhere).\n"},
		{"mine all the same", name, was, "mine", text, 200, "Saved.", text},
		{"line ends of a form", name, was, "save", strings.ReplaceAll(text, "\n", "\r\n"), 200, "Saved.", text},
		{"what cannot be read", yaml, stampOf(m.MapFS[yaml].Data), "save", "title: [", 422, "Not saved.", string(m.MapFS[yaml].Data)},
		{"no text", name, was, "save", "\xff\xfe", 422, "Not saved.", text},
		{"a hostile text", name, was, "lint", "</textarea><script>alert(1)</script>", 200, "&lt;script&gt;alert(1)", text},
	} {
		code, body := toFile(s, test.file, test.was, test.do, test.text)
		if code != test.code || !strings.Contains(body, test.want) || string(m.MapFS[test.file].Data) != test.holds {
			t.Errorf("%s: %d, or the page lacks %q, or the file holds\n%s", test.name, code, test.want, m.MapFS[test.file].Data)
		}
	}
	m.MapFS[name].Data = []byte("one\r\ntwo\r\n")
	if toFile(s, name, stampOf(m.MapFS[name].Data), "save", "one\r\nthree\r\n"); string(m.MapFS[name].Data) != "one\r\nthree\r\n" {
		t.Errorf("line ends: %q", m.MapFS[name].Data)
	}
	m.before = func() { m.MapFS[name] = &fstest.MapFile{Data: []byte("theirs"), Mode: 0o644} }
	if code, _ := toFile(s, name, stampOf(m.MapFS[name].Data), "save", "mine"); code != 422 || string(m.MapFS[name].Data) != "theirs" {
		t.Errorf("while it is written: %d %s", code, m.MapFS[name].Data)
	}
}

// TestLibraryPaths: there is nothing but the library.
func TestLibraryPaths(t *testing.T) {
	s, m := openLibrary(t)
	m.MapFS["secret.yaml"] = &fstest.MapFile{Data: []byte("secret"), Mode: 0o644}
	m.MapFS["clauses/.hidden/balanced.md"] = &fstest.MapFile{Data: []byte("secret"), Mode: 0o644}
	m.MapFS["clauses/link.md"] = &fstest.MapFile{Data: []byte("/etc/passwd"), Mode: 0o777 | fs.ModeSymlink}
	m.MapFS["clauses/program.sh"] = &fstest.MapFile{Data: []byte("secret"), Mode: 0o755}
	for _, name := range []string{
		"", "secret.yaml", "../secret.yaml", "clauses/../secret.yaml", "/etc/passwd", "clauses/link.md", "clauses/.hidden/balanced.md",
		"clauses/program.sh", "clauses", `clauses\..\secret.yaml`, "clauses/none/balanced.md", "clauses//library.yaml", "C:secret.yaml", "clauses/a\x00.md",
	} {
		query := url.Values{"name": {name}}.Encode()
		if w := get(s, "/file?"+query); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "secret\n") {
			t.Errorf("%q is shown: %d", name, w.Code)
		}
		for _, do := range []string{"save", "mine", "lint"} {
			if code, _ := toFile(s, name, "", do, "x"); code != http.StatusNotFound {
				t.Errorf("%q is written: %s %d", name, do, code)
			}
		}
	}
	for path, want := range map[string]int{
		"/":               200,
		"/page.css":       200,
		"/library.js":     200,
		"/here.js":        200,
		"/clause/":        404,
		"/clause/none":    404,
		"/clause/..":      404,
		"/clause/.hidden": 404,
		"/draft":          404,
		"/answer":         404,
	} {
		if w := get(s, path); w.Code != want {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
	if code, _ := toFile(s, "clauses/library.yaml", "", "save", strings.Repeat("x", maxBody)); code != http.StatusRequestEntityTooLarge && code != 404 {
		t.Errorf("a huge body: %d", code)
	}
}

// dealsInMemory is a folder of deals that a test holds.
type dealsInMemory map[string]*memory

func (m dealsInMemory) Name() string            { return "deals" }
func (m dealsInMemory) List() ([]string, error) { return []string{"one.yaml"}, nil }
func (m dealsInMemory) Open(name string) (File, Folder, error) {
	if strings.Contains(name, "/") {
		return nil, nil, fs.ErrInvalid
	}
	if m[name] == nil {
		m[name] = &memory{}
	}
	return m[name], nil, nil
}

// TestDealList: the deals of a folder are offered, one is opened, another begun.
func TestDealList(t *testing.T) {
	p, _ := openPage(t, sampleDeal(t, "minimal.yaml"))
	deals := dealsInMemory{"one.yaml": &memory{data: []byte(sampleDeal(t, "minimal.yaml"))}}
	d := NewDealList(p.lib, deals, p.beat)
	if body := get(d, "/").Body.String(); !strings.Contains(body, `value="one.yaml"`) {
		t.Error("the deal is not offered")
	}
	for path, want := range map[string]int{"/draft": 404, "/page.css": 200, "/here.js": 200, "/files/draft.md": 404} {
		if w := get(d, path); w.Code != want {
			t.Errorf("%s before a choice: %d", path, w.Code)
		}
	}
	if w := post(d, "/deal", "name=..%2Fone.yaml"); w.Code != 422 {
		t.Errorf("a name that leads out: %d", w.Code)
	}
	if w := post(d, "/deal", "name=one.yaml&new=yes"); w.Code != 409 {
		t.Errorf("a new deal that is there: %d", w.Code)
	}
	if w := post(d, "/deal", "name=one.yaml"); w.Code != 303 {
		t.Errorf("a deal: %d", w.Code)
	}
	if body := get(d, "/").Body.String(); !strings.Contains(body, `href="/deals"`) || !strings.Contains(get(d, "/draft").Body.String(), "ClearCoat") {
		t.Error("the deal is not shown")
	}
	if w := post(d, "/deal", "name=two.yaml&new=yes"); w.Code != 303 {
		t.Errorf("a new deal: %d", w.Code)
	}
	if body := get(d, "/").Body.String(); !strings.Contains(body, "What is licensed?") {
		t.Error("a new deal is not begun")
	}
	if body := get(d, "/deals").Body.String(); !strings.Contains(body, `value="one.yaml"`) {
		t.Error("there is no way back")
	}
}
