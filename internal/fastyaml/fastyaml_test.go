package fastyaml_test

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"clausewright/internal/fastyaml"
)

// TestShapes: what is read, and what is left to go-yaml.
func TestShapes(t *testing.T) {
	for _, c := range []struct {
		text string
		fast bool
	}{
		{"a: b", true},
		{"# first\na: b # behind\n\n  # apart\nc: d\n", true},
		{"a:\n  b:\n    c: 1\n  d: 2\ne:\n", true},
		{"a:\nb: ~\n", true},
		{"- a\n-\n- - b\n  - c\n- d: e\n  f: g\n", true},
		{"a:\n- b\n- c\nd: e", true},
		{"a: [b, {c: d, 'e': \"f\"}, 3, [], {}]", true},
		{"a: [b,\n    c, # why\n    d]\ne: f", true},
		{"a: 'it''s'\nb: \"say \\\"no\\\"\\n\"", true},
		{"a: \"one\n  two\n\n  three \"\nb: c", true},
		{"a: one\n  two\n\n  three\nb: c", true},
		{"a: |\n  one\n   two\n\nb: >-\n  one\n  two\n\n   three\n  four\nc: |+\n  one\n\n", true},
		{"é: ü — [x] # y\nb: [é, ü]", true},
		{"http: see http://x.org:80/a#b\n", true},
		{"a: 0x1F\nb: 1_000\nc: 2026-11-28\nd: 1e3\ne: .5\nf: -0\ng: yes\nh: 0o7\n", true},
		{"'a b': c\n\"d\": e", true},
		{"a: -1\nb: - 1", false},
		{"a: &x b\nc: *x", false},
		{"a: !!str b", false},
		{"<<: a", true},
		{"? a\n: b", false},
		{"%YAML 1.2\n---\na: b", false},
		{"---\na: b", false},
		{"a: b\n---\nc: d", false},
		{"a:\tb", false},
		{"a: b: c", false},
		{"a: [b: c]", false},
		{"a: {b}", false},
		{"a: [b\n c]", false},
		{"a: \"\\u00e9\"", false},
		{"a: |2\n   b", false},
		{"a: 'b", false},
		{"a: [b", false},
		{"a:\n  b: c\n d: e", false},
		{"just a text", false},
		{"", false},
		{"a: \u0085b", false},
		{"\ufeffa: b", false},
		{"a: b\xff", false},
		{strings.Repeat("[", 200) + strings.Repeat("]", 200), false},
	} {
		if got := asGoYAML(t, c.text); got != c.fast {
			t.Errorf("%q is read: %v", c.text, got)
		}
	}
}

// TestLibrary: the files of a library and of deals are read as go-yaml reads them, and
// nearly all of them here.
func TestLibrary(t *testing.T) {
	left := 0
	texts := yamlFiles(t)
	for _, text := range texts {
		if !asGoYAML(t, text) {
			left++
		}
	}
	if left > len(texts)/100 {
		t.Errorf("%d of %d files are left to go-yaml", left, len(texts))
	}
}

// TestSpoiled spoils stretches of files: whatever is still read, go-yaml reads alike.
func TestSpoiled(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	texts, rounds, read := yamlFiles(t), 20000, 0
	if testing.Short() {
		rounds /= 10
	}
	for range rounds {
		text := spoiled(r, texts[r.IntN(len(texts))])
		if asGoYAML(t, text) {
			read++
		}
		if t.Failed() {
			t.Fatalf("%q", text)
		}
	}
	if read < rounds/4 {
		t.Errorf("only %d of %d texts are read", read, rounds)
	}
}

// marks are what YAML takes for marks, in the places where they could be some.
var marks = []string{
	" ", "  ", "\n", "\n\n", "\n  ", "\n    ", "- ", ": ", ":", "#", " #c", "'", `"`, "[", "]", "{", "}", ",", "|", ">", "|\n", ">-\n", "|+\n", "a", "é", "—", "1", "~", "null",
	"---", "...", "\n---\n", "-", "?", "&", "*", "!", `\`, `\n`, `\"`, "''", "%", "@", "key: ", "2026-11-28", "true", "0x1F", "1_000", "1e3", ".5", "<<: ", "\t", "\r",
}

// spoiled is a stretch of a text with a few marks more and characters less.
func spoiled(r *rand.Rand, text string) string {
	lines := strings.SplitAfter(text, "\n")
	from := r.IntN(len(lines))
	text = strings.Join(lines[from:min(len(lines), from+1+r.IntN(12))], "")
	if r.IntN(2) == 0 {
		indent := strings.Repeat(" ", len(text)-len(strings.TrimLeft(text, " ")))
		text = strings.ReplaceAll("\n"+text, "\n"+indent, "\n")[1:]
	}
	for range r.IntN(4) {
		at := r.IntN(len(text) + 1)
		if r.IntN(4) == 0 {
			text = text[:at] + text[min(len(text), at+r.IntN(6)):]
			continue
		}
		text = text[:at] + marks[r.IntN(len(marks))] + text[at:]
	}
	return text
}

func FuzzRead(f *testing.F) {
	for _, text := range yamlFiles(f) {
		f.Add(text[:min(len(text), 400)])
	}
	f.Fuzz(func(t *testing.T, text string) { asGoYAML(t, text) })
}

// asGoYAML reports whether a text is read, and compares what is read with what
// go-yaml makes of it.
func asGoYAML(t *testing.T, text string) bool {
	t.Helper()
	if fastyaml.Read(text) == nil {
		return false
	}
	if n := fastyaml.Differs(text); n != nil {
		t.Errorf("%q, line %d, column %d is read as %q, otherwise than go-yaml does", text, n.Line, n.Column, n.Value)
	}
	return true
}

// yamlFiles are the texts of the library, its cases and the samples.
func yamlFiles(t testing.TB) []string {
	t.Helper()
	var texts []string
	for _, folder := range []string{"clauses", "templates", "samples"} {
		err := filepath.WalkDir(filepath.Join("..", "..", folder), func(name string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(name) != ".yaml" {
				return err
			}
			data, err := os.ReadFile(name)
			texts = append(texts, string(data))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return texts
}
