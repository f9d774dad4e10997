package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"clausewright/internal/render/docx"
)

// tenAnswers are what the parties agreed on meanwhile; a clause comes in.
var tenAnswers = []string{
	"report_lag: 45d", "report_lag: 40d", "challenge_window: 30d", "challenge_window: 40d", "per_year: 1, notice: 30d", "per_year: 1, notice: 45d",
	"payment: {due: 60d", "payment: {due: 50d", "cgl: 10000000", "cgl: 12000000", "copy_within: 30d", "copy_within: 20d", "termination: {cure: 60d", "termination: {cure: 90d",
	"disclose_within: 60d", "disclose_within: 50d", "anti_shelving: {enabled: true", "anti_shelving: {enabled: false", "escrow: {enabled: false}", "escrow: {enabled: true, agent: Escrow Europe BV, materials: [process recipes]}",
}

// fiveClauses are those of which the library has a new edition. In one of them two
// Sections change places.
var fiveClauses = []string{"confidentiality", "payment-mechanics", "force-majeure", "insurance", "assignment"}

// newEdition writes a library in which clauses are worded otherwise, and returns
// the beginning of a paragraph that moved.
func newEdition(t *testing.T, dir string) (moved string) {
	t.Helper()
	root := os.DirFS(filepath.Join("..", ".."))
	for _, folder := range []string{"clauses", "templates"} {
		err := fs.WalkDir(root, folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				if d.IsDir() && d.Name() == "cases" {
					return fs.SkipDir
				}
				return err
			}
			data, err := fs.ReadFile(root, name)
			if err != nil {
				return err
			}
			text := string(data)
			for i, id := range fiveClauses {
				if name != "clauses/"+id+"/balanced.md" {
					continue
				}
				text = strings.ReplaceAll(text, " shall ", fmt.Sprintf(" shall in edition %d ", i))
				if moved == "" {
					text, moved = swapped(text)
				}
			}
			to := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
				return err
			}
			return os.WriteFile(to, []byte(text), 0o666)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if moved == "" {
		t.Fatal("no clause has Sections that can change places")
	}
	return moved
}

// swapped puts the third Section of a wording before the second, and returns how
// its first paragraph begins.
func swapped(text string) (out, moved string) {
	sections := strings.Split(text, "\n## ")
	if len(sections) < 3 {
		return text, ""
	}
	for _, s := range sections[1:3] {
		if strings.Count(s, "{{if")+strings.Count(s, "{{range")+strings.Count(s, "{{block") != strings.Count(s, "{{end}}") {
			return text, ""
		}
	}
	_, body, _ := strings.Cut(sections[2], "\n\n")
	if !editable(body) || strings.ContainsAny(body[:70], "{[") {
		return text, ""
	}
	sections[1], sections[2] = strings.TrimRight(sections[2], "\n")+"\n", sections[1]
	return strings.Join(sections, "\n## "), body
}

var linkNumber = regexp.MustCompile(`\[[^]]*\]\(#`)

// editable reports whether a person would write into a line of a draft.
func editable(line string) bool {
	return len(line) > 90 && !strings.ContainsAny(line[:1], "<|#-*“") && !strings.Contains(line, "**")
}

// twentyEdits are the edits of one who works on a draft, knowing nothing of how
// it will be written next: in paragraphs that stay, of which only the numbers of
// references shift, and that the deal changes elsewhere; one against the deal,
// one in a paragraph that moves, a Section where a clause comes in, and a
// paragraph deleted that the deal changes. It returns the words that were added.
func twentyEdits(t *testing.T, base, newer, moved string) (edited string, marks []string) {
	t.Helper()
	after := map[string][]string{}
	for _, line := range strings.Split(newer, "\n") {
		key := linkNumber.ReplaceAllString(line, "[](#")
		after[key] = append(after[key], line)
	}
	lines := strings.Split(base, "\n")
	want := map[string]int{"stays": 6, "numbers": 5, "elsewhere": 5, "against": 1, "deleted": 1}
	add := func(i int, words int) {
		mark := fmt.Sprintf("edit%02dx", len(marks)+1)
		marks = append(marks, mark)
		at := 0
		for range words {
			at += strings.IndexByte(lines[i][at:], ' ') + 1
		}
		lines[i] = lines[i][:at] + mark + " " + lines[i][at:]
	}
	take := func(kind string) bool { want[kind]--; return want[kind] >= 0 }
	numbers := regexp.MustCompile(`\d+[ \x{a0}]days`)
	for i, line := range lines {
		if !editable(line) || i < 700 {
			continue
		}
		switch same := after[linkNumber.ReplaceAllString(line, "[](#")]; {
		case strings.HasPrefix(moved, line[:60]):
			add(i, 3)
		case len(same) > 0 && same[0] == line && i%11 == 0 && !strings.Contains(line, "]("):
			if take("stays") {
				add(i, 2)
			}
		case len(same) > 0 && same[0] != line && strings.Contains(line, "]("):
			if words := strings.Count(line[:strings.Index(line, "[")], " "); words > 1 && take("numbers") {
				add(i, 1)
			}
		case strings.Contains(line, "](#competing-products)"): // the deal takes that clause out
		case len(same) == 0 && numbers.MatchString(line) && strings.Count(line, " ") > 8:
			switch {
			case take("against"):
				mark := "77 days"
				marks = append(marks, mark)
				lines[i] = numbers.ReplaceAllString(line, mark)
			case take("deleted"):
				lines[i] = ""
			case take("elsewhere"):
				add(i, strings.Count(line, " ")-1) // among its last words
			}
		}
	}
	edited = strings.Join(lines, "\n")
	before := newer[:strings.Index(newer, "<!-- clause: escrow -->")]
	clause := before[strings.LastIndex(before, "<!-- clause: "):]
	_, next, _ := strings.Cut(edited[strings.Index(edited, clause[:strings.IndexByte(clause, '\n')])+1:], "\n<!-- ")
	next = "\n<!-- " + next
	mark := fmt.Sprintf("edit%02dx", len(marks)+1)
	marks = append(marks, mark)
	edited = strings.Replace(edited, next, "\n### Wishes\n\nLicensor shall hear the "+mark+" wishes of Licensee.\n"+next, 1)
	for kind, n := range want {
		if n > 0 {
			t.Errorf("%s: %d edits are missing", kind, n)
		}
	}
	return edited, marks
}

// TestNegotiation: twenty edits of a long agreement, ten changes of answers, and
// a library that words five clauses anew. Two conflicts are left, which are true
// ones; every other edit is in all formats.
func TestNegotiation(t *testing.T) {
	library, out := t.TempDir(), filepath.Join(t.TempDir(), "drafts")
	moved := newEdition(t, library)
	deal := writeDeal(t, "battery.yaml", sample(t, "battery.yaml"))
	md := filepath.Join(out, "battery.md")
	read := func(file string) string {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	run := func(want int, args ...string) string {
		t.Helper()
		status, _, stderr := runFor(t, "", append([]string{"draft", "-qq"}, args...)...)
		if status != want {
			t.Fatalf("exit %d\n%s", status, stderr)
		}
		return stderr
	}
	run(exitDone, deal, "-o", out, "-f", "md")
	base := read(md)
	if err := os.WriteFile(deal, []byte(strings.NewReplacer(tenAnswers...).Replace(read(deal))), 0o666); err != nil {
		t.Fatal(err)
	}
	ahead := filepath.Join(t.TempDir(), "ahead")
	run(exitDone, deal, "-o", ahead, "-f", "md", "--library", library)
	newer := read(filepath.Join(ahead, "battery.md"))
	edited, marks := twentyEdits(t, base, newer, moved)
	if len(marks) != 19 {
		t.Errorf("%d marks, not 19", len(marks))
	}
	if err := os.WriteFile(md, []byte(edited), 0o666); err != nil {
		t.Fatal(err)
	}
	stderr := run(exitFault, deal, "-o", out, "--library", library)
	if n := strings.Count(stderr, "conflict in "); n > 2 || !strings.Contains(stderr, "77 days") && !strings.Contains(stderr, "77") {
		t.Errorf("%d conflicts, want the 2 true ones\n%s", n, stderr)
	}
	run(exitDone, deal, "-o", out, "--library", library, "--take", "mine")
	word, err := docx.Read([]byte(read(filepath.Join(out, "battery.docx"))), docx.Accepted)
	if err != nil {
		t.Fatal(err)
	}
	formats := map[string]string{"Markdown": read(md), "HTML": read(filepath.Join(out, "battery.html")), "Word": plainWords(word.Document)}
	if text, ok := pdfText(t, []byte(read(filepath.Join(out, "battery.pdf")))); ok {
		formats["PDF"] = text
	}
	for name, text := range formats {
		for _, mark := range marks {
			if !strings.Contains(squeezed(text), squeezed(mark)) {
				t.Errorf("%s does not say %q", name, mark)
			}
		}
		for _, answer := range []string{"Escrow Europe BV", "in edition 0", "in edition 1", "in edition 2", "in edition 3", "in edition 4"} {
			if !strings.Contains(squeezed(text), squeezed(answer)) {
				t.Errorf("%s does not say %q", name, answer)
			}
		}
	}
}
