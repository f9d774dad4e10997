package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inWord changes the text of a Word file: each old text becomes the new one.
func inWord(t *testing.T, file string, replacements ...string) {
	t.Helper()
	inPart(t, file, "word/document.xml", replacements...)
}

// inPart changes the text of a part of a Word file.
func inPart(t *testing.T, file, name string, replacements ...string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, part := range in.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == name {
			for i := 0; i < len(replacements); i += 2 {
				if !bytes.Contains(text, []byte(replacements[i])) {
					t.Fatalf("the Word file does not hold %q", replacements[i])
				}
			}
			text = []byte(strings.NewReplacer(replacements...).Replace(string(text)))
		}
		w, err := out.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// withoutProperties is a Word file as a program leaves it that drops what it does not know.
func withoutProperties(t *testing.T, data []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, part := range in.File {
		if part.Name != "docProps/custom.xml" {
			must(out.Copy(part))
		}
	}
	must(out.Close())
	return b.Bytes()
}

// inMarkdown changes the text of a file.
func inMarkdown(t *testing.T, file, old, text string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte(old)) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	if err := os.WriteFile(file, bytes.ReplaceAll(data, []byte(old), []byte(text)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTwoPeople: one edits the Markdown and another the Word file, with tracked
// changes, while the deal changes; a third sends a file back. All of it is in
// the next draft, and where two of them meet the conflict names both.
func TestTwoPeople(t *testing.T) {
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	out := filepath.Join(t.TempDir(), "drafts")
	md, word := filepath.Join(out, "deal.md"), filepath.Join(out, "deal.docx")
	run := func(want int, args ...string) string {
		t.Helper()
		status, _, stderr := runFor(t, "", append([]string{"draft", deal, "-o", out, "-f", "md,docx", "-qq"}, args...)...)
		if status != want {
			t.Fatalf("exit %d\n%s", status, stderr)
		}
		return stderr
	}
	holds := func(texts ...string) {
		t.Helper()
		data, err := os.ReadFile(md)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if !strings.Contains(string(data), text) {
				t.Errorf("the draft does not say %q", text)
			}
		}
	}
	run(exitDone)
	returned := filepath.Join(t.TempDir(), "returned.docx")
	sent, err := os.ReadFile(word)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(returned, sent, 0o644); err != nil {
		t.Fatal(err)
	}
	inWord(t, returned, "Any other result is not", "Any other result, however close, is not")
	inMarkdown(t, md, "accruing from day to day", "accruing from week to week")
	inWord(t, word, "exclude other remedies.</w:t></w:r>", `exclude other </w:t></w:r><w:del w:id="9001" w:author="Ada" w:date="2027-01-01T00:00:00Z"><w:r><w:delText>remedies</w:delText></w:r></w:del>`+
		`<w:ins w:id="9002" w:author="Ada" w:date="2027-01-01T00:00:00Z"><w:r><w:t>rights</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>`)
	if _, stdout, stderr := runFor(t, "", "redline", deal, "-o", out, "--edits"); !strings.Contains(stdout, "{+rights+}") || !strings.Contains(stdout, "{+week to week+}") {
		t.Errorf("the edits of both are not shown:\n%s%s", stdout, stderr)
	}
	inMarkdown(t, deal, "upfront: 250000", "upfront: 300000")
	run(exitDone, "--theirs", returned)
	holds("accruing from week to week", "exclude other rights.", "Any other result, however close, is not", "$300,000")

	// An edit that somebody takes back in one of the files is gone, also if
	// somebody edits the other.
	inWord(t, word, "Any other result, however close, is not", "Any other result is not")
	run(exitDone)
	holds("Any other result is not")
	inWord(t, word, "exclude other rights", "exclude other remedies")
	inMarkdown(t, md, "is not an Improvement", "is no Improvement")
	run(exitDone)
	holds("exclude other remedies", "Any other result is no Improvement", "$300,000")

	inMarkdown(t, md, "from week to week", "from month to month")
	inWord(t, word, "from week to week", "from year to year")
	stderr := run(exitFault)
	for _, want := range []string{"conflict in 10.2 Late payment (payment-mechanics/1): …", "accruing from [month] to month, at the prime rate", filepath.ToSlash(md) + ": month", filepath.ToSlash(word) + ": year", "--take mine or --take theirs settles all"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("not told: %s\n%s", want, stderr)
		}
	}
	run(exitFault, "--take", "deal")
	run(exitDone, "--take", "theirs=payment-mechanics")
	holds("from year to year")
}

// TestMovedInWord: a Section that was moved with changes tracked has no bookmark where
// it went. It is that Section all the same, and references to it lead there.
func TestMovedInWord(t *testing.T) {
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	out := filepath.Join(t.TempDir(), "drafts")
	draft := func() {
		t.Helper()
		if status, _, stderr := runFor(t, "", "draft", deal, "-o", out, "-f", "md,docx", "-qq"); status != exitDone {
			t.Fatalf("exit %d\n%s", status, stderr)
		}
	}
	draft()
	word := filepath.Join(out, "deal.docx")
	text := mainPart(t, word)
	paragraphs := func(id string, n int) string {
		at := strings.Index(text, `w:name="_Ref_`+id+`"`)
		from, to := strings.LastIndex(text[:at], "<w:p>"), at
		for range n {
			to += strings.Index(text[to:], "</w:p>") + len("</w:p>")
		}
		return text[from:to]
	}
	section, next := paragraphs("manufacture", 2), paragraphs("sublicensing_terms", 1)
	inWord(t, word, section, "", next, strings.Replace(section, `w:name="_Ref_manufacture"`, `w:name="_GoBack"`, 1)+next)
	draft()
	data, err := os.ReadFile(filepath.Join(out, "deal.md"))
	must(err)
	for _, want := range []string{`### 5.2 Place of manufacture <a id="manufacture"></a>`, `the places that [Section 5.2](#manufacture) allows`} {
		if strings.Count(string(data), want) != 1 {
			t.Errorf("the draft does not say %q once", want)
		}
	}
}

// mainPart is the XML of the text of a Word file.
func mainPart(t *testing.T, file string) string {
	t.Helper()
	in, err := zip.OpenReader(file)
	must(err)
	defer in.Close()
	part, err := in.Open("word/document.xml")
	must(err)
	text, err := io.ReadAll(part)
	must(err)
	return string(text)
}

// TestUnlinked: a program that makes text of fields takes the links off references. Where
// the draft works one out, as in its table of terms, it is one again, and no word is lost.
func TestUnlinked(t *testing.T) {
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	out := filepath.Join(t.TempDir(), "drafts")
	file := filepath.Join(out, "deal.md")
	for range 2 {
		if status, _, stderr := runFor(t, "", "draft", deal, "-o", out, "-f", "md", "-qq"); status != exitDone {
			t.Fatalf("exit %d\n%s", status, stderr)
		}
		inMarkdown(t, file, "[Paragraph (A) of Background](#def-technology)", "Paragraph (A) of Background")
	}
}
