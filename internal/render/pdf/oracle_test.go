package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// runProgram runs another program on a drawn file. Where it is missing the test
// is skipped, but not under CI, where it must be there.
func runProgram(t *testing.T, style, name string, arguments ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed; apt-get install poppler-utils qpdf", name)
	}
	file := filepath.Join(t.TempDir(), "draft.pdf")
	if err := os.WriteFile(file, rendered(t, agreement(style, 3), Options{}), 0o600); err != nil {
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

func TestPdfinfo(t *testing.T) {
	out := runProgram(t, "us", "pdfinfo", "FILE")
	for _, want := range []string{"Exclusive Technology Licence Agreement", "clausewright", "612 x 792", "Metadata Stream: yes"} {
		if !strings.Contains(out, want) {
			t.Errorf("pdfinfo does not say %q:\n%s", want, out)
		}
	}
}
