package pdf

import (
	"bytes"
	"errors"
	"math"
	"strconv"
	"strings"
	"sync"
	"testing"

	d "clausewright/internal/document"

	"github.com/google/go-cmp/cmp"
)

func itoa(n int) string { return strconv.Itoa(n) }

// tester is a *testing.T, *testing.B or *rapid.T.
type tester interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Error(args ...any)
	Fatal(args ...any)
}

func rendered(t tester, doc *d.Document, opts Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, doc, opts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func verify(t tester, doc *d.Document) (*readBack, *volume) {
	t.Helper()
	return verifyFile(t, rendered(t, doc, Options{}), doc, Options{})
}

// verifyFile checks all that must hold of every PDF: paper, words in the pages
// and along the structure tree, margins, links, outline, attachment.
func verifyFile(t tester, file []byte, doc *d.Document, opts Options) (*readBack, *volume) {
	t.Helper()
	r := read(t, file)
	v, err := layOut(doc, paperOf(opts), &workspace{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.pages) != len(v.pages) {
		t.Fatalf("%d pages in the file, %d laid out", len(r.pages), len(v.pages))
	}
	follow := &reader{t: t, got: body(r, v), book: *v}
	follow.document(doc)
	verifyTree(t, r, v, doc)
	verifyMargins(t, r, v)
	verifyLinks(t, r, v)
	verifyOutline(t, r, v)
	verifyPaper(t, r, v)
	verifyAttachment(t, r, opts.Attachment)
	return r, v
}

func verifyPaper(t tester, r *readBack, v *volume) {
	t.Helper()
	box := r.dict(r.catalog["Pages"])["MediaBox"].([]any)
	if w, h := box[2].(float64), box[3].(float64); !near(w, v.paper.width.Points()) || !near(h, v.paper.height.Points()) {
		t.Errorf("the paper is %v by %v", w, h)
	}
}

func verifyAttachment(t tester, r *readBack, want Attachment) {
	t.Helper()
	names := r.list(r.dict(r.dict(r.catalog["Names"])["EmbeddedFiles"])["Names"])
	if want.Name == "" {
		if len(names) > 0 || r.catalog["AF"] != nil {
			t.Errorf("there is an attachment: %v", names)
		}
		return
	}
	if len(names) != 2 || len(r.list(r.catalog["AF"])) != 1 || r.list(r.catalog["AF"])[0] != names[1] {
		t.Fatalf("attachments: %v and %v", names, r.catalog["AF"])
	}
	spec := r.dict(names[1])
	data := r.get(r.dict(spec["EF"])["UF"]).(pdfData)
	if name := textOf(spec["UF"].(pdfText)); name != want.Name || spec["AFRelationship"] != pdfName("Source") || !bytes.Equal(data.data, want.Data) ||
		r.dict(data.dict["Params"])["Size"] != float64(len(want.Data)) {
		t.Errorf("%q of %d bytes, %v, is not the attachment %q of %d bytes", name, len(data.data), spec, want.Name, len(want.Data))
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.03 }

func verifyMargins(t tester, r *readBack, v *volume) {
	t.Helper()
	left, right := margin.Points(), (v.paper.width - margin).Points()
	for n, p := range r.pages {
		for _, s := range p.shown {
			if s.x < left-0.05 || s.x+s.width-s.trailing > right+0.3 {
				t.Errorf("page %d: %q reaches from %.2f to %.2f, the measure from %.2f to %.2f", n+1, s.text, s.x, s.x+s.width, left, right)
			}
			bottom := (v.paper.height - margin).Points()
			if !s.grey && (s.base-0.8*s.size < margin.Points()-1 || s.base+0.25*s.size > bottom+1) {
				t.Errorf("page %d: %q at height %.2f is in the margin", n+1, s.text, s.base)
			}
		}
	}
}

// verifyLinks checks each link's rectangle and where it leads, in the order
// of drawing.
func verifyLinks(t tester, r *readBack, v *volume) {
	t.Helper()
	for n, p := range v.pages {
		var want []readTarget
		for _, row := range p.rows {
			for _, l := range row.links {
				if row.repeat {
					continue
				}
				if to, ok := v.where[l.to]; ok {
					want = append(want, readTarget{x: l.x.Points(), y: (l.y + row.top).Points(), w: l.width.Points(),
						h: l.height.Points(), page: to.page, top: to.top.Points()})
				}
			}
		}
		verifyTargets(t, r.pages[n].links, want)
	}
}

func verifyOutline(t tester, r *readBack, v *volume) {
	t.Helper()
	var want []readTarget
	level := -1
	for n, p := range v.pages {
		for _, row := range p.rows {
			if row.repeat {
				continue
			}
			for _, m := range row.bookmarks {
				want = append(want, readTarget{title: m.text, page: n + 1, top: row.top.Points()})
				if m.level > level+1 {
					t.Errorf("bookmark %q jumps from level %d to %d", m.text, level, m.level)
				}
				level = m.level
			}
		}
	}
	verifyTargets(t, r.outline, want)
}

func verifyTargets(t tester, got, want []readTarget) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(readTarget{}), cmp.Comparer(near)); diff != "" {
		t.Errorf("targets differ (-laid out +in the file):\n%s", diff)
	}
}

func TestWholeAgreement(t *testing.T) {
	for _, style := range []string{"us", "uk", "eu-civil"} {
		t.Run(style, func(t *testing.T) {
			_, v := verify(t, agreement(style, 5))
			for n, p := range v.pages[:len(v.pages)-1] {
				if last := p.rows[len(p.rows)-1]; last.keep > together {
					t.Errorf("page %d ends with a row that belongs to the next page: %+v", n+1, last.runs)
				}
			}
		})
	}
}

// TestTargets reads what stands where each reference and used term leads.
func TestTargets(t *testing.T) {
	r, _ := verify(t, agreement("uk", 3))
	leads := map[string]string{
		"Schedule 1":       "Schedule 1. Trigger Register",
		"Section 1.1":      "1.1",
		"Section 2.1":      "2.1",
		"Section 3.1":      "3.1",
		"Section 1.2":      "1.2",
		"Section 1.1(a)":   "(a)",
		"Licensor":         "“Licensor”",
		"Licensee":         "“Licensee”",
		"Licensed Patents": "“Licensed Patents” means",
	}
	seen := map[string]int{}
	for _, p := range r.pages {
		for _, l := range p.links {
			text := strings.TrimSpace(under(p, l))
			want, ok := leads[text]
			if !ok {
				continue // a line of the contents, or half a reference
			}
			seen[text]++
			if got := lineAt(r.pages[l.page-1], l.top); !strings.HasPrefix(got, want) && !(want[0] > '~' && strings.Contains(got, want)) {
				t.Errorf("%q leads to %q on page %d, want %q", text, got, l.page, want)
			}
		}
	}
	for text := range leads {
		if seen[text] == 0 {
			t.Errorf("no link on %q", text)
		}
	}
}

// under is the text inside a link's rectangle.
func under(p readPage, l readTarget) string {
	for _, s := range p.shown {
		if near(s.x, l.x) && s.base > l.y && s.base < l.y+l.h {
			return s.text
		}
	}
	return ""
}

// lineAt is the first line of text below a height.
func lineAt(p readPage, top float64) string {
	line, base := "", 0.0
	for _, s := range p.shown {
		if base == 0 && !s.grey && s.base > top {
			base = s.base
		}
		if base > 0 && near(s.base, base) {
			line += s.text
		}
	}
	return line
}

func TestRunningHeaderAndFooter(t *testing.T) {
	doc := agreement("us", 1)
	r, _ := verify(t, doc)
	for n, p := range r.pages {
		var grey []string
		for _, s := range p.shown {
			if s.grey {
				grey = append(grey, s.text)
			}
		}
		want := []string{doc.Title, doc.Legend, doc.ID, "Page " + itoa(n+1) + " of " + itoa(len(r.pages))}
		if n == 0 {
			want = want[2:]
		}
		if diff := cmp.Diff(want, grey); diff != "" {
			t.Errorf("page %d: (-want +got)\n%s", n+1, diff)
		}
	}
}

func TestCatalogue(t *testing.T) {
	doc := agreement("uk", 1)
	doc.Title = `Licence (A & B) <\> „Ä“`
	r, _ := verify(t, doc)
	if lang := r.catalog["Lang"].(pdfText); string(lang) != "en-GB" {
		t.Errorf("the language is %q", lang)
	}
	if r.dict(r.catalog["ViewerPreferences"])["DisplayDocTitle"] != true {
		t.Error("the window does not show the title")
	}
	if title := textOf(r.info["Title"].(pdfText)); title != doc.Title {
		t.Errorf("the title is %q", title)
	}
	xmp := string(r.get(r.catalog["Metadata"]).(pdfData).data)
	for _, want := range []string{`Licence (A &amp; B) &lt;\&gt; „Ä“</rdf:li>`, "<rdf:li>en-GB</rdf:li>", "<xmp:CreateDate>2026-11-23T00:00:00Z<", "<xmpMM:DocumentID>uuid:"} {
		if !strings.Contains(xmp, want) {
			t.Errorf("the metadata lack %s:\n%s", want, xmp)
		}
	}
}

// TestSameBytes renders at once on several goroutines, so that the race
// detector sees what documents share.
func TestSameBytes(t *testing.T) {
	want := rendered(t, agreement("eu-civil", 2), Options{})
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			var b bytes.Buffer
			if err := Render(&b, agreement("eu-civil", 2), Options{}); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("a second rendering differs (error %v)", err)
			}
		})
	}
	wait.Wait()
}

// TestWorkspaceIsLeftEmpty: a document is set where others were before it, longer
// and shorter ones, as if it were the first.
func TestWorkspaceIsLeftEmpty(t *testing.T) {
	w := &workspace{}
	for _, articles := range []int{2, 0, 2, 1} {
		doc := agreement("uk", articles)
		want := rendered(t, doc, Options{})
		var b bytes.Buffer
		if err := w.render(&b, doc, Options{}); err != nil || !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%d articles differ (error %v)", articles, err)
		}
		if got := *w.texts.one(); got.glyphs != nil || got.tag != nil {
			t.Errorf("after %d articles a new text is %v", articles, got)
		}
		w.empty()
	}
}

func TestEmptyDocuments(t *testing.T) {
	for _, doc := range []*d.Document{{}, {Title: "Only a title"}, {Style: "us", Body: []*d.Division{{ID: d.CoverPart}}},
		{Body: []*d.Division{{Kind: d.Article}, {Kind: d.Schedule}, {ID: d.ContentsPart}, {Kind: d.Section, Label: "1"}}},
		{Body: []*d.Division{{ID: "x", Blocks: []d.Block{&d.Table{}, &d.Table{Rows: d.RowsOf([][]d.Cell{{}})}, &d.List{Items: []*d.Item{{}}}, &d.Note{}, &d.Definitions{}, para()}}}},
	} {
		verify(t, doc)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"emoji", "a😀", "above U+FFFF"},
		{"Hebrew", "שלום", "right to left"},
		{"Arabic", "س", "right to left"},
		{"control", "a\x00b", "control"},
		{"no glyph", "合同", "none of the fonts"},
		{"bad UTF-8", "ab\xe2cd", "not valid UTF-8"},
		{"cut short", "ab\xc3", "not valid UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := &d.Document{Body: []*d.Division{{Blocks: []d.Block{says(c.text)}}}}
			var b bytes.Buffer
			if err := Render(&b, doc, Options{}); err == nil || !strings.Contains(err.Error(), c.want) || b.Len() > 0 {
				t.Errorf("error %v with %d bytes written, want %q and none", err, b.Len(), c.want)
			}
		})
	}
	if err := Render(&bytes.Buffer{}, &d.Document{Date: "tomorrow"}, Options{}); err == nil {
		t.Error("no error for a date that is none")
	}
	if err := Render(full{}, &d.Document{}, Options{}); !errors.Is(err, errFull) {
		t.Errorf("error %v, want that of the writer", err)
	}
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestGuard(t *testing.T) {
	if err := guard(func() { panic("index out of range") }); err == nil || !strings.Contains(err.Error(), "index out of range") {
		t.Errorf("error %v, want the panic", err)
	}
}
