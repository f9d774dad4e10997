package main

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"clausewright/internal/page"
	"clausewright/internal/render/docx"
)

// table is a page that is used, with the deal and the drafts that it works on.
type table struct {
	*testing.T
	page           *page.Page
	deal, md, word string
}

// openTable opens the page of a deal in a folder of its own.
func openTable(t *testing.T, house string) *table {
	t.Helper()
	if testing.Short() {
		t.Skip("whole drafts in all formats")
	}
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	a := &app{stdin: strings.NewReader(""), stdout: &bytes.Buffer{}, stderr: &bytes.Buffer{}}
	lib, err := a.soundLibrary()
	if err != nil {
		t.Fatal(err)
	}
	p, err := page.New(lib, dealFile(deal), func() (<-chan struct{}, func()) { return nil, func() {} })
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "drafts")
	folder, err := a.draftsBeside(deal, editFlags{output: out, house: house})
	if err != nil {
		t.Fatal(err)
	}
	p.Negotiate(folder)
	return &table{t, p, deal, filepath.Join(out, "deal.md"), filepath.Join(out, "deal.docx")}
}

func (t *table) ask(r *http.Request, want int) string {
	t.Helper()
	w := httptest.NewRecorder()
	t.page.ServeHTTP(w, r)
	if w.Code != want {
		_, body, _ := strings.Cut(w.Body.String(), `id="status"`)
		t.Fatalf("%s %s: %d, want %d: %.600s", r.Method, r.URL, w.Code, want, body)
	}
	return html.UnescapeString(w.Body.String())
}

// see is a page that is looked at.
func (t *table) see(path string) string {
	t.Helper()
	return t.ask(httptest.NewRequest("GET", path, nil), http.StatusOK)
}

var signed = regexp.MustCompile(`name="sign" value="([0-9a-f]+)"`)

// send sends the form of the page, as it is drawn, with what is decided.
func (t *table) send(path string, want int, decided ...string) string {
	t.Helper()
	form := url.Values{"sign": {signed.FindStringSubmatch(t.see("/negotiate"))[1]}}
	for i := 0; i+1 < len(decided); i += 2 {
		form.Add(decided[i], decided[i+1])
	}
	return t.post(path, form, want)
}

func (t *table) post(path string, form url.Values, want int) string {
	t.Helper()
	r := httptest.NewRequest("POST", path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return t.ask(r, want)
}

// brings sends a file as a form without script does.
func (t *table) brings(name string, data []byte, want int) string {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	_, err = part.Write(data)
	if err != nil || form.Close() != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/came", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return t.ask(r, want)
}

func (t *table) read(file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// holds requires that a text holds some words, or with a ! before them, does not.
func (t *table) holds(what, text string, words ...string) {
	t.Helper()
	for _, word := range words {
		not := strings.HasPrefix(word, "!")
		if strings.Contains(text, strings.TrimPrefix(word, "!")) == not {
			t.Errorf("%s: %q", what, word)
		}
	}
}

// TestWriteOnPage: the page writes what draft writes, with a conflict settled, an edit
// taken back, values that go into the deal; and brings back what was there before.
func TestWriteOnPage(t *testing.T) {
	p := openTable(t, "")
	p.holds("nothing is written", p.see("/negotiate"), "Not written yet", "!Since last written", "!Drop all")
	p.send("/write", http.StatusSeeOther)
	page := p.see("/negotiate")
	p.holds("written", page, "The draft is written.", "/files/written.docx", "Nobody wrote into the draft")
	p.holds("told once", p.see("/negotiate"), "!The draft is written.")
	plain := draftAll(t, p.deal)
	for name, data := range plain {
		if p.read(filepath.Join(filepath.Dir(p.md), "deal"+name)) != string(data) {
			t.Errorf("%s is not what draft writes", name)
		}
	}

	// edits, one of which the deal is against
	inMarkdown(t, p.md, "Any other result is not", "Any other result, however close, is not")
	inMarkdown(t, p.md, "written notice of at least 30\u00a0days", "written notice of at least 10 Business Days")
	inMarkdown(t, p.md, "pay Licensor $250,000 on", "pay Licensor $275,000 on")
	inMarkdown(t, p.deal, "upfront: 250000", "upfront: 300000")
	page = p.see("/negotiate")
	p.holds("edits", page, "<ins>, however close,</ins>", "Conflicts: 1", "take:upfront-fee", "275,000", "300,000", "Because of fees.upfront: USD 250000 → USD 300000", "3 changes")
	p.holds("the redline of the edits", p.see("/edits?file="+url.QueryEscape(filepath.ToSlash(p.md))), "however close")
	p.holds("since it was written", p.see("/since"), "300,000")
	before := p.read(p.md)
	p.holds("an open conflict", p.send("/write", http.StatusConflict), "a conflict is open", "Conflicts: 1")
	p.ask(httptest.NewRequest("GET", "/files/draft.md", nil), http.StatusConflict)
	if p.read(p.md) != before {
		t.Fatal("it was written with a conflict open")
	}

	// what was decided holds for what was looked at
	form := url.Values{"sign": {signed.FindStringSubmatch(page)[1]}, "take:upfront-fee": {"mine"}}
	inMarkdown(t, p.md, "however close", "however near")
	p.holds("edited meanwhile", p.post("/write", form, http.StatusConflict), "changed meanwhile", `value="mine" checked`)
	inMarkdown(t, p.md, "however near", "however close")
	inMarkdown(t, p.deal, "period: 5y", "period: 4y")
	p.holds("the deal changed meanwhile", p.post("/write", form, http.StatusConflict), "changed meanwhile")
	inMarkdown(t, p.deal, "period: 4y", "period: 5y")

	ref := regexp.MustCompile(`Any other result.*\n<label><input type="checkbox" name="refuse" value="([^"]+)"`).FindStringSubmatch(page)
	if ref == nil {
		t.Fatal("an edit cannot be taken back")
	}
	p.send("/write", http.StatusSeeOther, "take:upfront-fee", "deal", "refuse", ref[1], "accept", "yes")
	page = p.see("/negotiate")
	p.holds("what became of it", page, "audit.notice: 30d → 10bd", "issues: 0 accepted, 1 refused, 2 open")
	p.holds("the deal", p.read(p.deal), "notice: 10bd", "upfront: 300000")
	p.holds("the draft", p.read(p.md), "10 Business Days", "$300,000", "!however close", "!275,000")
	p.holds("the answer can be undone", p.see("/"), "Undo the last answer", "audit.notice")

	p.send("/back", http.StatusSeeOther)
	p.holds("brought back", p.read(p.md), "however close", "275,000")
	p.holds("the deal file stays", p.read(p.deal), "notice: 10bd")
	p.holds("all edits", p.see("/negotiate"), "Drop all that people wrote")
	p.send("/write", http.StatusSeeOther, "discard", "yes")
	p.holds("dropped", p.read(p.md), "!however close", "!275,000")
}

// TestHowItIsWritten: what draft is told by --strict, --force and --attach, the page is told
// by a box; what keeps it from being written leads to its question.
func TestHowItIsWritten(t *testing.T) {
	p := openTable(t, "")
	inMarkdown(t, p.deal, "upfront: 250000", "upfront: TBD")
	page := p.send("/write", http.StatusConflict, "strict", "yes")
	p.holds("strict", page, "Nothing was written: ", "/?question=fees.upfront#q-fees-upfront", `name="strict" value="yes" checked`, `!name="force" value="yes" checked`)
	p.send("/write", http.StatusSeeOther, "attach", "yes")
	pdf := p.read(filepath.Join(filepath.Dir(p.md), "deal.pdf"))
	p.holds("attached", pdf, "/EmbeddedFile")
	p.send("/write", http.StatusSeeOther)
	p.holds("not attached", p.read(filepath.Join(filepath.Dir(p.md), "deal.pdf")), "!/EmbeddedFile")

	inMarkdown(t, p.deal, "period: 5y", "period: 50y")
	p.holds("a rule fires", p.send("/write", http.StatusConflict), "Nothing was written: ", "exclusivity.period")
	p.send("/write", http.StatusSeeOther, "force", "yes")
	p.holds("by force", p.read(p.md), "50\u00a0years")
}

// TestIssuesOnPage: a list of issues that was filled in settles what was written as draft
// --issues does, after somebody looked at it; one of something else is refused.
func TestIssuesOnPage(t *testing.T) {
	p := openTable(t, "")
	p.send("/write", http.StatusSeeOther)
	inMarkdown(t, p.md, "Any other result is not", "Any other result, however close, is not")
	inMarkdown(t, p.md, "written notice of at least 30\u00a0days", "written notice of at least 10 Business Days")
	list := p.raw("/files/issues.md")
	filled := strings.Replace(list, "| open |", "| refused |", 1)
	if filled == list {
		t.Fatalf("the list has no open issue:\n%s", list)
	}
	p.brings("issues.md", []byte(strings.ReplaceAll(filled, "refused", "refuzed")), http.StatusUnprocessableEntity)
	other := regexp.MustCompile(`[0-9a-f]{6} \|`).ReplaceAllString(filled, "000000 |")
	p.holds("of something else", p.brings("issues.md", []byte(strings.Replace(other, "000000", "000001", 1)), http.StatusUnprocessableEntity), "nobody wrote what issue 000001")
	p.brings("issues.md", []byte(filled), http.StatusSeeOther)
	page := p.see("/negotiate")
	p.holds("read", page, "The issues list <b>issues.md</b> is read", "The list says: <b>refused</b>", "The list says: <b>open</b>")
	boxes := regexp.MustCompile(`name="refuse" value="([^"]+)" checked`).FindAllStringSubmatch(page, -1)
	if len(boxes) != 1 {
		t.Fatalf("%d boxes are ticked", len(boxes))
	}
	before := p.read(p.md)
	p.post("/away", url.Values{"list": {"yes"}}, http.StatusSeeOther)
	p.holds("put away", p.see("/negotiate"), "!The list says", "!checked> <span>Take it back")
	p.brings("issues.md", []byte(filled), http.StatusSeeOther)
	p.send("/write", http.StatusSeeOther, "refuse", boxes[0][1])
	p.holds("settled", p.see("/negotiate"), "issues: 0 accepted, 1 refused, 1 open", "!The list says")

	// the same from the command line
	deal := writeDeal(t, "deal.yaml", p.read(p.deal))
	out := filepath.Join(t.TempDir(), "drafts")
	runFor(t, "", "draft", deal, "-o", out)
	if err := os.WriteFile(filepath.Join(out, "deal.md"), []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	issuesFile := filepath.Join(t.TempDir(), "issues.md")
	if err := os.WriteFile(issuesFile, []byte(filled), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, told := runFor(t, "", "draft", deal, "-o", out, "--issues", issuesFile)
	p.holds("from the command line", told, "issues: 0 accepted, 1 refused, 1 open")
	if p.read(filepath.Join(out, "deal.md")) != p.read(p.md) {
		t.Error("the page settles otherwise than the command")
	}
}

// TestCameOnPage: a Word file that came back is compared, and goes into the draft when
// that is written; one that is none is refused, and nothing of it is kept.
func TestCameOnPage(t *testing.T) {
	p := openTable(t, "")
	p.brings("early.md", []byte(strings.ReplaceAll(sample(t, "minimal.md"), "Any other result", "Any other outcome")), http.StatusSeeOther)
	p.holds("no draft to measure by", p.see("/negotiate"), "It cannot be told.", "no draft of this deal is in", "nobody knows what was written into early.md")
	p.holds("it is compared all the same", p.see("/against"), "outcome", "result")
	p.brings("<img src=x>.md", []byte(sample(t, "minimal.md")), http.StatusSeeOther)
	p.holds("a name stays text", p.raw("/negotiate"), "!<img src=x>", "&lt;img src=x&gt;.md</b>")
	p.send("/away", http.StatusSeeOther)
	p.send("/write", http.StatusSeeOther)
	word := filepath.Join(t.TempDir(), "returned.docx")
	if err := os.WriteFile(word, []byte(p.read(p.word)), 0o600); err != nil {
		t.Fatal(err)
	}
	inWord(t, word, "Any other result", "Any other outcome")
	sent := p.read(p.md)
	p.brings(`C:\Users\them\Returned.DOCX`, []byte(p.read(word)), http.StatusSeeOther)
	page := p.see("/negotiate")
	p.holds("what came", page, "<b>Returned.docx</b>", "<del>result</del>", "<ins>outcome</ins>", "/edits?file=Returned.docx", "!Users")
	p.holds("its redline", p.see("/edits?file=Returned.docx"), "outcome")
	p.holds("against the draft", p.see("/against"), "outcome")
	for _, file := range []string{"edits.docx?file=Returned.docx", "against.docx", "issues.docx"} {
		if _, err := docx.Read([]byte(p.raw("/files/"+file)), docx.Accepted); err != nil {
			t.Errorf("%s: %s", file, err)
		}
	}
	p.holds("the list of issues", p.see("/sheet?of=issues"), "outcome", "INTERNAL")
	if p.read(p.md) != sent {
		t.Error("it was written before anybody said so")
	}
	p.send("/write", http.StatusSeeOther)
	p.holds("merged", p.read(p.md), "Any other outcome")
	p.holds("it is in the draft", p.see("/negotiate"), "!Returned.docx</b>")

	for _, test := range []struct {
		name, data string
		want       string
	}{
		{"a.exe", "MZ", "a.exe: a draft that came back is .md or .docx"},
		{"../../deal.yaml", "template: short-form", "deal.yaml: a draft that came back is .md or .docx"},
		{"a.docx", "PK\x03\x04 broken", "is no Word document"},
		{"a.docx", "", "is no Word document"},
		{"a.docx", strings.Repeat("PK\x05\x06", 100000), "a.docx"},
		{"", "x", "no file was chosen"},
	} {
		p.holds(test.name, p.brings(test.name, []byte(test.data), http.StatusUnprocessableEntity), "The file was not taken", test.want, "!id=\"returned\"><b>")
	}
	p.holds("nothing of them is kept", p.see("/negotiate"), "!is here to be looked at")
	p.brings("big.docx", make([]byte, 33<<20), http.StatusRequestEntityTooLarge)
	p.brings("plain.md", []byte("# No draft\n"), http.StatusSeeOther)
	p.holds("no draft any more", p.see("/negotiate"), "It cannot be told.", "has lost its first line", "Put it away")
	p.send("/write", http.StatusConflict)
	p.send("/away", http.StatusSeeOther)
	p.holds("put away", p.see("/negotiate"), "!plain.md")
	if files, _ := filepath.Glob(filepath.Join(filepath.Dir(p.md), "*")); len(files) != 5 {
		t.Errorf("the folder holds %q", files)
	}
}

// raw is a file that is taken home.
func (t *table) raw(path string) string {
	t.Helper()
	w := httptest.NewRecorder()
	t.page.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d", path, w.Code)
	}
	return w.Body.String()
}

// TestHomeFromPage: all there is to take home comes in each format, and no other.
func TestHomeFromPage(t *testing.T) {
	house := filepath.Join("..", "..", "samples", "house", "licensor.yaml")
	p := openTable(t, house)
	p.send("/write", http.StatusSeeOther)
	inMarkdown(t, p.md, "Any other result", "Any other outcome")
	file := "?file=" + url.QueryEscape(filepath.ToSlash(p.md))
	for path, want := range map[string]string{
		"draft.md":                          "outcome",
		"written.md":                        "outcome",
		"since.md":                          "",
		"edits.md" + file:                   "outcome",
		"issues.md":                         "outcome",
		"issues-to-send.md":                 "outcome",
		"deviations.md?house=licensor.yaml": "outcome",
		"calendar.md":                       "Calendar",
		"calendar.csv":                      "Date",
		"calendar.ics":                      "BEGIN:VCALENDAR",
		"draft.pdf":                         "%PDF",
		"since.pdf":                         "%PDF",
		"issues.pdf":                        "%PDF",
		"deviations.docx":                   "PK",
		"since.docx":                        "PK",
		"edits.html" + file:                 "outcome",
	} {
		p.holds(path, p.raw("/files/"+path), want)
	}
	for _, path := range []string{"deviations.ics", "calendar.pdf", "calendar.", "since.exe", "against", "house.md", "written.yaml"} {
		p.ask(httptest.NewRequest("GET", "/files/"+path, nil), http.StatusNotFound)
	}
	for _, path := range []string{"edits.md?file=/etc/passwd", "edits.md", "against.md"} {
		p.ask(httptest.NewRequest("GET", "/files/"+path, nil), http.StatusConflict)
	}
	for _, link := range regexp.MustCompile(`(?:href|src)="(/[^"]*)"`).FindAllStringSubmatch(p.see("/negotiate"), -1) {
		if p.raw(link[1]); strings.Contains(link[1], "%25") {
			t.Errorf("%s is escaped twice", link[1])
		}
	}
	p.holds("a house position that nobody named", p.see("/sheet?of=deviations&house=../../etc/passwd"), "Deviations from the house position")
	position := filepath.Join(filepath.Dir(p.deal), "position.yaml")
	if err := os.WriteFile(position, []byte("side: licensee\nfees: {upfront: {max: 1}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.holds("a house position beside the deal", p.see("/negotiate?house=position.yaml"), "Deviations from position.yaml", ">licensor.yaml</option>")
}

// TestFormsOnPage: before a form is chosen, the page says what it leaves out.
func TestFormsOnPage(t *testing.T) {
	p := openTable(t, "")
	inMarkdown(t, p.deal, "law: {governing: New York}", "law: {governing: New York}\nescrow: {enabled: true, agent: Deposit Ltd, materials: [recipes]}\nnon_exclusive: {enabled: true, fields: [research], territory: [US]}")
	_, stdout, _ := runFor(t, "", "check", p.deal, "--template", "short-form")
	page := p.see("/forms")
	short := page[strings.Index(page, `id="form-short-form"`):]
	told := regexp.MustCompile(`error: ([a-z_.]+): this form.*\[not-carried\]`).FindAllStringSubmatch(stdout, -1)
	if len(told) == 0 {
		t.Fatalf("check refuses nothing:\n%s", stdout)
	}
	for _, one := range told {
		p.holds("what check refuses", short, "<code>"+one[1]+"</code></a>: this form")
	}
	p.holds("the form of the deal", page, "The deal has this form.")
	heads := page[strings.Index(page, `id="form-heads-of-terms"`):]
	p.holds("what has no place in heads", heads, "It has no use for", "<code>escrow.agent</code>")
}
