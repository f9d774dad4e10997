package docx

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// libreOffice has LibreOffice save files in another format, and returns what it
// wrote. Where it is missing the test is skipped, but not under CI, where it
// must be there.
func libreOffice(t *testing.T, filter, ending string, files map[string][]byte) map[string][]byte {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("soffice is not installed")
		}
		t.Skip("soffice is not installed; apt-get install libreoffice-writer")
	}
	dir := t.TempDir()
	arguments := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", filter, "--outdir", filepath.Join(dir, "out")}
	for name, data := range files {
		file := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, file)
	}
	if out, err := exec.Command(program, arguments...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	saved := map[string][]byte{}
	for name := range files {
		if saved[name], err = os.ReadFile(filepath.Join(dir, "out", name+"."+ending)); err != nil {
			t.Fatal(err)
		}
	}
	return saved
}

// TestLibreOffice: LibreOffice shows the words, the numbers and the references
// of the document, which it works out by itself, and what it saves reads back.
// It does not know the switch that takes the word off a number: where a list of
// articles has a reference, it repeats "Article"; and it shows other bullets.
func TestLibreOffice(t *testing.T) {
	files := map[string][]byte{}
	for _, style := range []string{"us", "uk", "eu-civil"} {
		files[style] = rendered(t, everything(t, style), Options{})
	}
	repeated := strings.NewReplacer("Articles Article", "Articles", "and Article ", "and ", "Exhibits Exhibit", "Exhibits", "and Exhibit ", "and ", "Schedules Schedule", "Schedules",
		"and Schedule ", "and ", "◦ ", bulletText+" ", "▪ ", bulletText+" ", "Annexes Annex", "Annexes", "and Annex ", "and ")
	for style, text := range libreOffice(t, "txt:Text (encoded):UTF8", "txt", files) {
		got := strings.Fields(repeated.Replace(strings.Join(strings.Fields(string(bytes.TrimPrefix(text, []byte("\ufeff")))), " ")))
		want := strings.Fields(repeated.Replace(strings.Join(linesOf(everything(t, style)), " ")))
		sameLines(t, style, got, want)
	}
	for _, style := range []string{"us", "uk", "eu-civil"} {
		files[style] = rendered(t, sample(t, style, false), Options{})
	}
	for style, data := range libreOffice(t, "docx:MS Word 2007 XML", "docx", files) {
		readBack(t, data, sample(t, style, false))
	}
}
