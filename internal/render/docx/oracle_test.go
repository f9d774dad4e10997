package docx

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	d "clausewright/internal/document"
	"clausewright/internal/redline"
)

// asTheyAre is the command of libreOffice that does nothing.
const asTheyAre = "AsTheyAre"

// libreOffice is what LibreOffice makes of files, by command and name: the file that it
// saves, and the text that it shows. A command takes or refuses every tracked change before.
func libreOffice(t *testing.T, files map[string][]byte, commands ...string) (saved, texts map[string]map[string][]byte) {
	t.Helper()
	needsOffice(t)
	dir := t.TempDir()
	if err := profile(dir); err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) []byte {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		write(name+".docx", files[name])
	}
	if err := runOffice(dir, `macro:///Standard.Changes.Save("file://`+dir+`","`+strings.Join(names, "+")+`","`+strings.Join(commands, "+")+`")`); err != nil {
		t.Fatal(err)
	}
	saved, texts = map[string]map[string][]byte{}, map[string]map[string][]byte{}
	for _, command := range commands {
		saved[command], texts[command] = map[string][]byte{}, map[string][]byte{}
		for _, name := range names {
			saved[command][name] = read(filepath.Join(dir, name+command+".saved.docx"))
			texts[command][name] = bytes.TrimPrefix(read(filepath.Join(dir, name+command+".txt")), []byte("\ufeff"))
		}
	}
	return saved, texts
}

// runOffice runs LibreOffice with the profile that a folder holds.
func runOffice(dir string, arguments ...string) error {
	out, err := exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless"}, arguments...)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("soffice: %w\n%s", err, out)
	}
	return nil
}

// profile writes a profile of LibreOffice that has our macros into a folder:
// each run needs one of its own, and the first makes what all are copied from.
func profile(dir string) error {
	fresh, err := firstProfile()
	if err != nil {
		return err
	}
	return os.CopyFS(dir, fresh)
}

var firstProfile = sync.OnceValues(func() (fs.FS, error) {
	dir, err := os.MkdirTemp("", "profile")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if err := runOffice(dir, "--terminate_after_init"); err != nil { // makes the folder of macros
		return nil, err
	}
	files := fstest.MapFS{}
	add := func(name, from string) error {
		data, err := os.ReadFile(from)
		files[name] = &fstest.MapFile{Data: data, Mode: 0o600}
		return err
	}
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		return add(name, filepath.Join(dir, name))
	})
	for _, name := range []string{"Changes.xba", "script.xlb"} {
		err = errors.Join(err, add("profile/user/basic/Standard/"+name, filepath.Join("testdata", name)))
	}
	return files, err
})

// needsOffice skips a test where LibreOffice is missing, but not under CI, where
// it must be there.
func needsOffice(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("soffice is not installed")
		}
		t.Skip("soffice is not installed; apt-get install libreoffice-writer")
	}
}

// TestLibreOfficeChanges: LibreOffice makes the new document of a redline when
// it accepts all changes, and the old one when it rejects them.
func TestLibreOfficeChanges(t *testing.T) {
	t.Parallel()
	files, sides := map[string][]byte{}, map[string][2]*d.Document{}
	for _, style := range []string{"us", "uk", "eu-civil"} {
		older, newer := changedPair(t, style)
		sides[style] = [2]*d.Document{newer, older}
		files[style] = rendered(t, redline.Documents(older, newer), Options{Date: "2026-11-23T00:00:00Z"})
	}
	commands := []string{"AcceptAllTrackedChanges", "RejectAllTrackedChanges"}
	saved, _ := libreOffice(t, files, commands...)
	for side, command := range commands {
		for style, data := range saved[command] {
			got, err := Read(data, Side(side)) // what a piece was called before stays beside it
			if err != nil {
				t.Fatal(err)
			}
			if got.Changes > 0 {
				t.Errorf("%s %s: %d changes are left", style, command, got.Changes)
			}
			same(t, style+" "+command, asMarkdown(t, pointed(savedBy(sides[style][side]))), asMarkdown(t, pointed(got.Document)))
		}
	}
}

// repeated takes out what LibreOffice shows otherwise: it does not know the
// switch that takes the word off a number, so that it repeats the word where a
// list of articles or schedules is referred to, and it has other bullets.
var repeated = strings.NewReplacer("Articles Article", "Articles", "and Article ", "and ", "Exhibits Exhibit", "Exhibits", "and Exhibit ", "and ", "Schedules Schedule", "Schedules",
	"and Schedule ", "and ", "◦ ", bulletText+" ", "▪ ", bulletText+" ", "Annexes Annex", "Annexes", "and Annex ", "and ")

// agree fails the test unless LibreOffice shows the words, the numbers and the
// references of documents, which it works out by itself, and what it saves of
// them reads back.
func agree(t *testing.T, docs map[string]*d.Document) {
	files := map[string][]byte{}
	for name, doc := range docs {
		files[name] = rendered(t, doc, Options{Letter: doc.Style == "us"})
	}
	saved, texts := libreOffice(t, files, asTheyAre)
	for name, doc := range docs {
		words := func(text string) []string { return strings.Fields(repeated.Replace(shownLine(text))) }
		sameLines(t, name, words(string(texts[asTheyAre][name])), words(strings.Join(linesOf(doc), " ")))
		readBack(t, saved[asTheyAre][name], savedBy(doc))
	}
}

// savedBy is what LibreOffice keeps of a document when it saves it: all but the
// data of pictures and the numbers of lists in comments.
func savedBy(doc *d.Document) *d.Document {
	doc = d.Accept(doc)
	for _, div := range doc.Body {
		div.Blocks = keptBy(div.Blocks, false)
	}
	return doc
}

func keptBy(blocks []d.Block, note bool) []d.Block {
	var kept []d.Block
	for _, block := range blocks {
		switch b := block.(type) {
		case *d.Picture:
			continue
		case *d.Division:
			b.Blocks = keptBy(b.Blocks, note)
		case *d.List:
			for _, item := range b.Items {
				item.Blocks = keptBy(item.Blocks, note)
				if note {
					kept = append(kept, item.Blocks...)
				}
			}
			if note {
				continue
			}
		case *d.Definitions:
			for _, e := range b.Entries {
				e.Blocks = keptBy(e.Blocks, note)
			}
		case *d.Note:
			b.Blocks = keptBy(b.Blocks, true)
		}
		kept = append(kept, block)
	}
	return kept
}

// TestLibreOffice: LibreOffice shows what documents say that hold something of
// each kind, and saves it.
func TestLibreOffice(t *testing.T) {
	t.Parallel()
	random := 4
	if testing.Short() {
		random = 1
	}
	docs := conformed(t)
	for _, style := range []string{"us", "uk", "eu-civil"} {
		docs[style] = everything(t, style)
		for i := range random {
			docs[style+strconv.Itoa(i)] = randomDocument(style, i)
		}
	}
	agree(t, docs)
}

// validate fails the test unless the validator of the format finds no fault in
// the files of documents, of redlines and of random documents.
func validate(t *testing.T, docs map[string]*d.Document) {
	t.Helper()
	program := filepath.Join("..", "..", "..", ".ci", "node_modules", "@xarsh", "ooxml-validator-linux-x64", "ooxml-validator")
	if _, err := os.Stat(program); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the validator is not installed")
		}
		t.Skip("the validator is not installed; npm ci --prefix .ci")
	}
	docs = maps.Clone(docs)
	for _, style := range []string{"us", "uk", "eu-civil"} {
		docs["everything-"+style] = everything(t, style)
		docs["redline-"+style] = redline.Documents(changedPair(t, style))
		docs["random-"+style] = randomDocument(style, 1)
	}
	dir := t.TempDir()
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		file := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(file, rendered(t, docs[name], Options{Date: "2026-11-23T00:00:00Z"}), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if out, err := exec.Command(program, file).CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
