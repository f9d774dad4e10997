package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// attached is what every file of these tests carries.
var attached = Attachment{Name: "our deal.yaml", Data: []byte("template: exclusive-licence\r\nparties: []\n\x00endstream\n")}

// runProgram runs another program on a document with everything.
func runProgram(t *testing.T, style, name string, arguments ...string) string {
	t.Helper()
	return runOn(t, rendered(t, agreement(style, 3), Options{Attachment: attached}), name, arguments...)
}

// runOn runs another program on a file. Where it is missing the test is
// skipped, but not under CI, where it must be there.
func runOn(t *testing.T, data []byte, name string, arguments ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed; apt-get install poppler-utils qpdf", name)
	}
	file := filepath.Join(t.TempDir(), "draft.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range arguments {
		arguments[i] = strings.ReplaceAll(a, "FILE", file)
	}
	out, err := exec.Command(path, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestQpdfCheck(t *testing.T) {
	for _, style := range []string{"us", "uk"} {
		if out := runProgram(t, style, "qpdf", "--check", "FILE"); strings.Contains(strings.ToLower(out), "warning") {
			t.Error(out)
		}
	}
}

// TestQpdfOutline holds that qpdf finds the page of every outline entry.
func TestQpdfOutline(t *testing.T) {
	out := runProgram(t, "uk", "qpdf", "--json", "--json-key=outlines", "FILE")
	if n := strings.Count(out, `"destpageposfrom1": `); n < 10 || strings.Contains(out, `"destpageposfrom1": null`) {
		t.Errorf("%d destinations; some may be null:\n%s", n, out)
	}
}

// TestPdftotext compares poppler's text with our own reading of it.
func TestPdftotext(t *testing.T) {
	out := runProgram(t, "uk", "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-")
	r := read(t, rendered(t, agreement("uk", 3), Options{}))
	var own strings.Builder
	for _, p := range r.pages {
		for _, s := range p.shown {
			own.WriteString(s.text + " ")
		}
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "\f", "")), "") }
	if got, want := squeeze(out), squeeze(own.String()); got != want {
		t.Errorf("poppler reads %d characters, we read %d; first difference near %q", len(got), len(want), difference(got, want))
	}
}

func difference(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[max(0, n-20):min(len(a), n+40)]
}

// verifyStructure compares the text that poppler finds along the structure
// tree with the text that we find, and gives what poppler says.
func verifyStructure(t *testing.T, file []byte) string {
	t.Helper()
	out := runOn(t, file, "pdfinfo", "-struct-text", "FILE")
	var text strings.Builder
	for line := range strings.Lines(out) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, `"`) {
			text.WriteString(strings.Trim(line, `"`))
		}
	}
	squeeze := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, `"`, "")), "") }
	if got, want := squeeze(text.String()), squeeze(read(t, file).tree.text); got != want {
		t.Errorf("poppler reads %d characters, we read %d; first difference near %q", len(got), len(want), difference(got, want))
	}
	return out
}

func TestPdfinfoStructure(t *testing.T) {
	out := verifyStructure(t, rendered(t, agreement("uk", 1), Options{}))
	for _, role := range []string{"H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "TOC", "TOCI", "Note", "Link"} {
		if !regexp.MustCompile(`(?m)^ +` + role + `\b`).MatchString(out) {
			t.Errorf("poppler finds no %s", role)
		}
	}
}

func TestPdffonts(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(runProgram(t, "us", "pdffonts", "FILE")), "\n")
	if len(lines) < 6 {
		t.Errorf("only %d lines", len(lines))
	}
	for _, line := range lines[2:] {
		if f := strings.Fields(line); len(f) < 5 || strings.Join(f[len(f)-5:len(f)-2], " ") != "yes yes yes" {
			t.Errorf("not embedded as a subset with its characters: %s", line)
		}
	}
}

func TestPdfdetach(t *testing.T) {
	copied := filepath.Join(t.TempDir(), "deal")
	runProgram(t, "us", "pdfdetach", "-savefile", attached.Name, "-o", copied, "FILE")
	data, err := os.ReadFile(copied)
	if err != nil || !bytes.Equal(data, attached.Data) {
		t.Errorf("error %v; taken out: %q", err, data)
	}
}

func TestPdfinfo(t *testing.T) {
	out := runProgram(t, "us", "pdfinfo", "FILE")
	for _, want := range []string{"Exclusive Technology Licence Agreement", "clausewright", "595.28 x 841.89", "Tagged:          yes", "PDF version:     1.7"} {
		if !strings.Contains(out, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, out)
		}
	}
}
