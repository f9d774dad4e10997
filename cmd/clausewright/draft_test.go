package main

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
	"unicode"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/markdown"
)

func sample(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func writeDeal(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// draftAll drafts a deal in all formats and returns the files by ending.
func draftAll(t *testing.T, deal string, flags ...string) map[string][]byte {
	t.Helper()
	out := t.TempDir()
	if status, _, stderr := runFor(t, "", append([]string{"draft", deal, "-o", out}, flags...)...); status != exitDone {
		t.Fatalf("exit %d\n%s", status, stderr)
	}
	files := map[string][]byte{}
	for _, ext := range []string{".md", ".html", ".pdf"} {
		data, err := os.ReadFile(filepath.Join(out, baseName(deal)+ext))
		if err != nil {
			t.Fatal(err)
		}
		files[ext] = data
	}
	return files
}

// TestSameBytes drafts one deal in 20 processes, in other time zones and
// locales, and compares what they write.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	zones := []string{"UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati"}
	locales := []string{"C", "de_DE.UTF-8", "tr_TR.UTF-8", "ja_JP.UTF-8"}
	runs := 20
	if testing.Short() {
		runs = 4
	}
	var first string
	for i := range runs {
		out := t.TempDir()
		cmd := exec.Command(os.Args[0], "draft", deal, "-o", out)
		cmd.Env = append(os.Environ(), asProgram+"=1", "TZ="+zones[i%len(zones)], "LC_ALL="+locales[i/4%len(locales)], "LANG="+locales[i%len(locales)])
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		sum := sha256.New()
		for _, name := range []string{"deal.md", "deal.html", "deal.pdf"} {
			data, err := os.ReadFile(filepath.Join(out, name))
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(sum, "%s %d\n", name, len(data))
			sum.Write(data)
		}
		if got := fmt.Sprintf("%x", sum.Sum(nil)); first == "" {
			first = got
		} else if got != first {
			t.Fatalf("run %d wrote other bytes than the first", i+1)
		}
	}
}

// TestKeyOrder drafts a deal whose keys stand in reverse order. The deal file
// itself, which is another, stays outside.
func TestKeyOrder(t *testing.T) {
	for _, name := range []string{"minimal.yaml", "battery.yaml"} {
		text := sample(t, name)
		var root yaml.Node
		if err := yaml.Unmarshal([]byte(text), &root); err != nil {
			t.Fatal(err)
		}
		reverseKeys(&root)
		reversed, err := yaml.Marshal(&root)
		if err != nil {
			t.Fatal(err)
		}
		want, got := draftAll(t, writeDeal(t, name, text)), draftAll(t, writeDeal(t, name, string(reversed)))
		for ext := range want {
			if !bytes.Equal(want[ext], got[ext]) {
				t.Errorf("%s: the order of keys changes %s", name, ext)
			}
		}
	}
}

// reverseKeys reverses the order of keys in every mapping; lists keep theirs.
func reverseKeys(n *yaml.Node) {
	if n.Kind == yaml.MappingNode {
		for i, j := 0, len(n.Content)-2; i < j; i, j = i+2, j-2 {
			n.Content[i], n.Content[j] = n.Content[j], n.Content[i]
			n.Content[i+1], n.Content[j+1] = n.Content[j+1], n.Content[i+1]
		}
	}
	for _, c := range n.Content {
		reverseKeys(c)
	}
}

// oddNames are names of parties that look like something else, or that not
// every format can print. Refused are those that come out nowhere, onlyText
// those that PDF refuses and the other formats print.
var oddNames = []struct {
	name, text        string
	refused, onlyText bool
}{
	{name: "markup", text: `*Acme* & <b>Söhne</b> #1 {{.x}} [a](b) 1. \`},
	{name: "long", text: strings.Repeat("Donaudampfschifffahrt", 15)},
	{name: "Greek", text: "Ελληνική Εταιρεία Α.Ε."},
	{name: "item", text: "(a) 1986. A great company – no. 2"},
	{name: "quotes", text: `"Smith's" 'Sons' “curly”`},
	{name: "comment", text: "<!-- clause: x --> Ltd"},
	{name: "percent", text: "100%!d(x) map[a:b]"},
	{name: "entity", text: "A &amp; B &#42; C"},
	{name: "emoji", text: "Rocket 🚀 Ltd", onlyText: true},
	{name: "Hebrew", text: "חברה בע״מ", onlyText: true},
	{name: "soft hyphen", text: "Soft\u00adware Ltd", refused: true},
	{name: "zero width", text: "Zero\u200bwidth Ltd", refused: true},
	{name: "bidi", text: "Bidi \u202egnp.exe", refused: true},
	{name: "control", text: "Bell \a Ltd", refused: true},
}

func TestOddNames(t *testing.T) {
	t.Parallel()
	for i, odd := range oddNames {
		if testing.Short() && i%4 > 0 {
			continue
		}
		t.Run(odd.name, func(t *testing.T) {
			text := strings.Replace(sample(t, "minimal.yaml"), `"Clearwater Optics, Inc."`, yamlQuoted(odd.text), 1)
			deal := writeDeal(t, "deal.yaml", text)
			out := filepath.Join(t.TempDir(), "out")
			status, stdout, stderr := runFor(t, "", "draft", deal, "-o", out)
			if odd.refused || odd.onlyText {
				if status != exitFault || stdout != "" || !regexp.MustCompile(`deal\.yaml:13:\d+: error: `).MatchString(stderr) {
					t.Fatalf("exit %d, want a refusal with its place\n%s%s", status, stdout, stderr)
				}
				if odd.refused {
					return
				}
				status, _, stderr = runFor(t, "", "draft", deal, "-o", out, "-f", "md,html")
			}
			if status != exitDone {
				t.Fatalf("exit %d\n%s", status, stderr)
			}
			checkName(t, filepath.Join(out, "deal"), odd.text, !odd.onlyText)
		})
	}
}

// yamlQuoted is a text in quotation marks: JSON is YAML.
func yamlQuoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(data)
}

// checkName reads the name back from every file of a draft.
func checkName(t *testing.T, draft, name string, inPDF bool) {
	read := func(ext string) []byte {
		data, err := os.ReadFile(draft + ext)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	doc, problems := markdown.Parse(read(".md"), nil)
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	if !strings.Contains(plainWords(doc), name) {
		t.Errorf("the Markdown does not say %q", name)
	}
	if !strings.Contains(html.UnescapeString(string(read(".html"))), name) {
		t.Errorf("the HTML does not say %q", name)
	}
	if !inPDF {
		return
	}
	if text, ok := pdfText(t, read(".pdf")); ok && !strings.Contains(squeezed(text), squeezed(name)) {
		t.Errorf("the PDF does not say %q", name)
	}
}

// pdfText reads a PDF with pdftotext. Without that program the test goes on
// without it, unless this is the gate.
func pdfText(t *testing.T, pdf []byte) (string, bool) {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("pdftotext is missing")
		}
		t.Log("pdftotext is missing: the text of the PDF is not compared")
		return "", false
	}
	cmd := exec.Command(program, "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	text, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text), true
}

// squeezed is a text without white space.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// plainWords is the running text of a document, a line for each paragraph.
func plainWords(doc *document.Document) string {
	var b strings.Builder
	b.WriteString(doc.Title + "\n")
	document.Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *document.Division:
			if n.ID != document.ContentsPart {
				fmt.Fprintf(&b, "%s %s\n", n.Label, n.Heading)
			}
		case *document.Item:
			fmt.Fprintf(&b, "%s ", n.Label)
		case *document.Paragraph:
			fmt.Fprintln(&b, document.PlainText(n.Inlines))
		case *document.Picture:
			fmt.Fprintln(&b, n.Title)
		case *document.Table:
			for _, row := range append([]document.Row{{Cells: n.Head}}, n.Rows...) {
				for _, cell := range row.Cells {
					fmt.Fprintln(&b, document.PlainText(cell))
				}
			}
			return false
		}
		return true
	})
	return b.String()
}

// TestFormatsAgree reads every format of every sample back: the Markdown gives
// the same document, and HTML and PDF say its words in its order.
func TestFormatsAgree(t *testing.T) {
	t.Parallel()
	lib, problems := openShipped()
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	for _, name := range []string{"minimal.yaml", "battery.yaml", "ai-module.yaml"} {
		t.Run(name, func(t *testing.T) {
			text := sample(t, name)
			made, _ := draft.Make(lib, name, []byte(text), draft.Options{})
			files := draftAll(t, writeDeal(t, name, text))
			back, problems := markdown.Parse(files[".md"], nil)
			if len(problems) > 0 {
				t.Fatal(problems[0])
			}
			var again bytes.Buffer
			if err := markdown.Write(&again, back); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(again.Bytes(), files[".md"]) {
				t.Errorf("the Markdown reads back as another document: %s", firstDifference(string(files[".md"]), again.String()))
			}
			words := strings.Fields(plainWords(made.Document))
			inOrder(t, "HTML", words, squeezed(visible(string(files[".html"]))))
			picturesDrawn(t, "HTML", made.Document, squeezed(strings.Join(drawings.FindAllString(string(files[".html"]), -1), " ")))
			if text, ok := pdfText(t, files[".pdf"]); ok {
				inPDF(t, made.Document, squeezed(text))
				picturesDrawn(t, "PDF", made.Document, squeezed(text))
			}
		})
	}
}

var (
	tags    = regexp.MustCompile(`<[^>]*>`)
	unsaid  = regexp.MustCompile(`(?s)<style.*?</style>|<script.*?</script>|<nav.*?</nav>|<footer.*?</footer>|<svg.*?</svg>`)
	tooMany = 10

	drawings = regexp.MustCompile(`(?s)<svg.*?</svg>`)
)

// picturesDrawn reports a document without pictures, and labels of pictures
// that a format does not draw. A label may be broken into lines, so that only
// its beginning is sure to stand together.
func picturesDrawn(t *testing.T, format string, doc *document.Document, text string) {
	t.Helper()
	pictures := 0
	document.Walk(doc, func(node any) bool {
		p, ok := node.(*document.Picture)
		if !ok {
			return true
		}
		pictures++
		for _, words := range p.Words()[2:] { // after the title and the alternative
			start := []rune(squeezed(words))
			if start = start[:min(len(start), 12)]; !strings.Contains(text, string(start)) {
				t.Errorf("%s does not draw %q", format, words)
			}
		}
		return true
	})
	if pictures == 0 {
		t.Errorf("%s: no picture was looked for", format)
	}
}

// visible is the text of a page without its contents, pictures and footer.
func visible(page string) string {
	return html.UnescapeString(tags.ReplaceAllString(unsaid.ReplaceAllString(page, " "), " "))
}

// inOrder reports words that a text does not say after the words before them.
func inOrder(t *testing.T, format string, words []string, text string) {
	t.Helper()
	at, missing := 0, 0
	for i, word := range words {
		next := strings.Index(text[at:], word)
		if next < 0 || next > 4000 {
			if missing++; missing > tooMany {
				t.Fatal("and more")
			}
			t.Errorf("%s does not say %q after %q", format, word, strings.Join(words[max(0, i-8):i], " "))
			continue
		}
		at += next + len(word)
	}
}

// inPDF reports paragraphs that the PDF does not say. What stands in tables is
// set in columns, so that only paragraphs are whole in the extracted text; one
// that is broken by the end of a page is compared by its halves.
func inPDF(t *testing.T, doc *document.Document, text string) {
	t.Helper()
	missing := 0
	document.Walk(doc, func(node any) bool {
		p, ok := node.(*document.Paragraph)
		if !ok {
			_, table := node.(*document.Table)
			return !table
		}
		said := squeezed(document.PlainText(p.Inlines))
		if strings.Contains(text, said) || inHalves(text, said) {
			return false
		}
		if missing++; missing <= tooMany {
			t.Errorf("the PDF does not say %q", document.PlainText(p.Inlines))
		}
		return false
	})
}

// inHalves reports whether a text says the two halves of a paragraph, wherever
// the page ends between them: the longest beginning that it says, and the rest.
func inHalves(text, said string) bool {
	runes := []rune(said)
	head := sort.Search(len(runes), func(n int) bool { return !strings.Contains(text, string(runes[:n+1])) })
	return head > 0 && strings.Contains(text, string(runes[head:]))
}

// inflated is all that is compressed in a PDF.
func inflated(t *testing.T, file []byte) []byte {
	t.Helper()
	var all bytes.Buffer
	for _, stream := range bytes.Split(file, []byte("stream\n")) {
		z, err := zlib.NewReader(bytes.NewReader(stream))
		if err != nil {
			continue
		}
		if _, err := io.Copy(&all, z); err != nil {
			t.Fatal(err)
		}
	}
	return all.Bytes()
}

// TestAttachment holds that a PDF carries the deal as it was read, under its
// name, if it is told to, and nothing otherwise.
func TestAttachment(t *testing.T) {
	text := sample(t, "minimal.yaml") + "# über alles: 合同\n"
	path := writeDeal(t, "our deal.yaml", text)
	for _, c := range []struct {
		stdin, name string
		flags       []string
	}{
		{"", "our deal.yaml", []string{path, "--attach"}},
		{text, "deal.yaml", []string{"-", "--attach"}},
		{"", "", []string{path}},
	} {
		out := t.TempDir()
		if status, _, stderr := runFor(t, c.stdin, append([]string{"draft", "-f", "pdf", "-o", out}, c.flags...)...); status != exitDone {
			t.Fatalf("exit %d\n%s", status, stderr)
		}
		data, err := os.ReadFile(filepath.Join(out, baseName(c.flags[0])+".pdf"))
		if err != nil {
			t.Fatal(err)
		}
		all := inflated(t, data)
		if got, want := bytes.Contains(all, []byte(text)), c.name != ""; got != want {
			t.Errorf("%v: the deal is inside: %v", c.flags, got)
		}
		if got := bytes.Contains(all, fmt.Appendf(nil, "/UF(%s)", c.name)); c.name != "" && !got {
			t.Errorf("%v: there is no file %q", c.flags, c.name)
		}
		if c.name == "" && bytes.Contains(all, []byte("Filespec")) {
			t.Errorf("%v: something is attached", c.flags)
		}
	}
}
