package docx

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	d "clausewright/internal/document"
	"clausewright/internal/redline"
)

// libreOffice has LibreOffice save files in another format, and returns what it
// wrote.
func libreOffice(t *testing.T, filter, ending string, files map[string][]byte) map[string][]byte {
	t.Helper()
	program, dir := soffice(t), t.TempDir()
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
		data, err := os.ReadFile(filepath.Join(dir, "out", name+"."+ending))
		if err != nil {
			t.Fatal(err)
		}
		saved[name] = data
	}
	return saved
}

// soffice is the program. Where it is missing the test is skipped, but not under
// CI, where it must be there.
func soffice(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("soffice is not installed")
		}
		t.Skip("soffice is not installed; apt-get install libreoffice-writer")
	}
	return program
}

// TestLibreOfficeChanges: LibreOffice makes the new document of a redline when
// it accepts all changes, and the old one when it rejects them.
func TestLibreOfficeChanges(t *testing.T) {
	program, dir := soffice(t), t.TempDir()
	run := func(arguments ...string) {
		if out, err := exec.Command(program, append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless"}, arguments...)...).CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v\n%s", err, out)
		}
	}
	run("--terminate_after_init") // makes the folder of macros
	basic := filepath.Join(dir, "profile", "user", "basic", "Standard")
	for _, name := range []string{"Changes.xba", "script.xlb"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(basic, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	styles := []string{"us", "uk", "eu-civil"}
	sides := map[string][2]*d.Document{}
	for _, style := range styles {
		older, newer := changedPair(t, style)
		sides[style] = [2]*d.Document{newer, older}
		data := rendered(t, redline.Documents(older, newer), Options{Date: "2026-11-23T00:00:00Z"})
		if err := os.WriteFile(filepath.Join(dir, style+".docx"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for side, command := range []string{"AcceptAllTrackedChanges", "RejectAllTrackedChanges"} {
		run(`macro:///Standard.Changes.Settle("file://` + dir + `","` + strings.Join(styles, "+") + `","` + command + `")`)
		for _, style := range styles {
			data, err := os.ReadFile(filepath.Join(dir, style+"."+command+".docx"))
			if err != nil {
				t.Fatal(err)
			}
			got, err := Read(data, Side(side)) // what a piece was called before stays beside it
			if err != nil {
				t.Fatal(err)
			}
			if got.Changes > 0 {
				t.Errorf("%s %s: %d changes are left", style, command, got.Changes)
			}
			same(t, style+" "+command, asMarkdown(t, pointed(sides[style][side])), asMarkdown(t, pointed(got.Document)))
		}
	}
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
