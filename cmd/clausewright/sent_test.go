package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausewright/internal/render/docx"
)

// TestSentBefore: what comes back of a draft that was sent two drafts ago is
// measured against that one: what the deal and others changed since stays. Where it
// is not kept any more, nothing is written.
func TestSentBefore(t *testing.T) {
	start := t.TempDir()
	at := func(dir string, names ...string) string { return filepath.Join(append([]string{dir}, names...)...) }
	draftIn := func(dir string, status int, more ...string) string {
		t.Helper()
		args := append([]string{"draft", at(dir, "deal.yaml"), "-o", at(dir, "drafts"), "-f", "md,docx", "-q"}, more...)
		got, _, stderr := runFor(t, "", args...)
		if got != status {
			t.Fatalf("%v: exit %d\n%s", more, got, stderr)
		}
		return stderr
	}
	must(os.WriteFile(at(start, "deal.yaml"), []byte(sample(t, "minimal.yaml")), 0o666))
	draftIn(start, exitDone)
	must(os.CopyFS(at(start, "sent"), os.DirFS(at(start, "drafts"))))
	inMarkdown(t, at(start, "deal.yaml"), "upfront: 250000", "upfront: 300000")
	draftIn(start, exitDone)
	inMarkdown(t, at(start, "drafts", "deal.md"), "accruing from day to day", "accruing from week to week")
	inMarkdown(t, at(start, "drafts", "deal.md"), "\nLicensee shall correct an error within 30 days after it finds the error.\n", "\n")
	draftIn(start, exitDone)
	inMarkdown(t, at(start, "sent", "deal.md"), "Any other result is not", "Any other result, however close, is not")
	inWord(t, at(start, "sent", "deal.docx"), "Any other result is not", "Any other result, however close, is not")
	const near = "does not say which draft it began as"
	for _, test := range []struct {
		name   string
		change func(dir string)
		flags  []string // those that begin with sent/ are in the folder
		status int
		told   string
	}{
		{"in Word", func(string) {}, []string{"--theirs", "sent/deal.docx"}, exitDone, "edits are kept"},
		{"in Markdown", func(string) {}, []string{"--theirs", "sent/deal.md"}, exitDone, near},
		{"in place of the Word file", func(dir string) { must(os.Rename(at(dir, "sent", "deal.docx"), at(dir, "drafts", "deal.docx"))) }, nil, exitDone, "edits are kept"},
		{"a draft that is not kept", func(dir string) { must(os.RemoveAll(at(dir, "drafts", ".clausewright", "deal", "sent"))) }, []string{"--theirs", "sent/deal.docx"}, exitUsage, "is not kept"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			must(os.CopyFS(dir, os.DirFS(start)))
			test.change(dir)
			for i, flag := range test.flags {
				if strings.HasPrefix(flag, "sent/") {
					test.flags[i] = at(dir, flag)
				}
			}
			theirs := map[int]string{exitDone: "however close", exitUsage: "Any other result is not"}[test.status]
			stderr := draftIn(dir, test.status, test.flags...)
			if !strings.Contains(stderr, test.told) || strings.Contains(stderr, near) != (test.told == near) {
				t.Errorf("not told: %s\n%s", test.told, stderr)
			}
			if told := strings.Count(stderr, "stays deleted"); test.status == exitDone && told != 1 {
				t.Errorf("told %d times what stays deleted\n%s", told, stderr)
			}
			text, err := os.ReadFile(at(dir, "drafts", "deal.md"))
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{theirs, "from week to week", "pay Licensor $300,000"} {
				if !strings.Contains(string(text), want) {
					t.Errorf("the draft does not say %q\n%s", want, stderr)
				}
			}
		})
	}
}

// TestSentAsComparison: a comparison for Word that is sent says which draft it
// shows, as the draft itself does.
func TestSentAsComparison(t *testing.T) {
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	dir := t.TempDir()
	run := func(args ...string) {
		t.Helper()
		if status, _, stderr := runFor(t, "", args...); status != exitDone {
			t.Fatal(stderr)
		}
	}
	digest := func(file string) string {
		data, err := os.ReadFile(filepath.Join(dir, file))
		must(err)
		read, err := docx.Read(data, docx.Accepted)
		must(err)
		return read.Digest
	}
	run("draft", deal, "-o", filepath.Join(dir, "old"), "-f", "docx", "-qq")
	inMarkdown(t, deal, "upfront: 250000", "upfront: 300000")
	run("draft", deal, "-o", filepath.Join(dir, "new"), "-f", "docx", "-qq")
	run("redline", filepath.Join(dir, "old", "deal.docx"), filepath.Join(dir, "new", "deal.docx"), "-f", "docx", "-o", dir)
	older, newer, both := digest("old/deal.docx"), digest("new/deal.docx"), digest("deal.redline.docx")
	if older == newer || newer == "" || both != newer {
		t.Errorf("%q became %q, shown as %q", older, newer, both)
	}
}

// TestAnotherDocument: a Word file that holds nothing of the draft is not the draft with all
// of it deleted; one that only lost the marks of its program is.
func TestAnotherDocument(t *testing.T) {
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	dir := t.TempDir()
	draftTo := func(more ...string) (int, string) {
		t.Helper()
		status, _, stderr := runFor(t, "", append([]string{"draft", deal, "-o", filepath.Join(dir, "drafts"), "-f", "md,docx", "-qq"}, more...)...)
		return status, stderr
	}
	draftTo()
	data, err := os.ReadFile(filepath.Join(dir, "drafts", "deal.docx"))
	must(err)
	unmarked, other := filepath.Join(dir, "unmarked.docx"), filepath.Join(dir, "other.docx")
	must(os.WriteFile(unmarked, withoutProperties(t, data), 0o666))
	must(os.WriteFile(other, withoutProperties(t, data), 0o666))
	inWord(t, other, "</w:t>", " quite</w:t>")
	if status, stderr := draftTo("--theirs", unmarked); status != exitDone || !strings.Contains(stderr, "0 changes") {
		t.Errorf("unmarked: exit %d\n%s", status, stderr)
	}
	if status, stderr := draftTo("--theirs", other); status != exitUsage || !strings.Contains(stderr, "other.docx is another document") {
		t.Errorf("another: exit %d\n%s", status, stderr)
	}
	must(os.Rename(other, filepath.Join(dir, "drafts", "deal.docx")))
	if status, stderr := draftTo(); status != exitUsage || !strings.Contains(stderr, "deal.docx is another document") {
		t.Errorf("in place of the draft: exit %d\n%s", status, stderr)
	}
}

// TestStraysTold: what people wrote into the head of the pages is told by each command that
// reads the file, and is no part of what was agreed.
func TestStraysTold(t *testing.T) {
	deal, dir := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml")), t.TempDir()
	drafts := filepath.Join(dir, "drafts")
	draft := []string{"draft", deal, "-o", drafts, "-f", "md,docx"}
	runFor(t, "", draft...)
	came, clean := filepath.Join(dir, "came.docx"), filepath.Join(dir, "clean.docx")
	data, err := os.ReadFile(filepath.Join(drafts, "deal.docx"))
	must(err)
	must(os.WriteFile(came, data, 0o666))
	must(os.WriteFile(clean, data, 0o666))
	inPart(t, came, "word/header1.xml", "Confidential", "Strictly secret")
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{append(draft, "--theirs", came), exitDone, "Strictly secret"},
		{[]string{"redline", filepath.Join(drafts, "deal.docx"), came}, exitDone, "Strictly secret"},
		{[]string{"verify", deal, came, "-o", drafts}, exitFault, "Strictly secret"},
		{[]string{"verify", deal, clean, "-o", drafts}, exitDone, ""},
	} {
		status, stdout, stderr := runFor(t, "", c.args...)
		if status != c.status || !strings.Contains(stdout+stderr, c.want) || c.want == "" && strings.Contains(stdout+stderr, "foot of") {
			t.Errorf("%s: exit %d\n%s%s", c.args[0], status, stdout, stderr)
		}
	}
}

// TestTakenBack: an edit that was sent and that comes back taken out is gone.
func TestTakenBack(t *testing.T) {
	deal := writeDeal(t, "deal.yaml", sample(t, "minimal.yaml"))
	out := filepath.Join(t.TempDir(), "drafts")
	returned := filepath.Join(t.TempDir(), "returned.docx")
	md := filepath.Join(out, "deal.md")
	draftTo := func(more ...string) {
		t.Helper()
		if status, _, stderr := runFor(t, "", append([]string{"draft", deal, "-o", out, "-f", "md,docx", "-qq"}, more...)...); status != exitDone {
			t.Fatal(stderr)
		}
	}
	draftTo()
	inMarkdown(t, md, "Any other result is not", "Any other result, however close, is not")
	draftTo()
	data, err := os.ReadFile(filepath.Join(out, "deal.docx"))
	must(err)
	must(os.WriteFile(returned, data, 0o666))
	inWord(t, returned, "Any other result, however close, is not", "Any other result is not")
	inMarkdown(t, md, "accruing from day to day", "accruing from week to week")
	draftTo("--theirs", returned)
	text, err := os.ReadFile(md)
	must(err)
	if strings.Contains(string(text), "however close") || !strings.Contains(string(text), "from week to week") {
		t.Error("what was taken out came back, or an edit is lost")
	}
}
