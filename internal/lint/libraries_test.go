package lint_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"clausewright/internal/lint"
)

// tiny is a whole library of its own: other clauses, other questions.
var tiny = map[string]string{
	"clauses/secrecy/clause.yaml": `title: Secrecy
parameters:
  secrecy.holder: {kind: text, ask: Who holds the secrets?}
  secrecy.level: {kind: choice, choices: [low, high], default: low, ask: How secret?}
  secrecy.end: {kind: date, optional: true, ask: Until when?}
variants:
  balanced: {gives: Mutual secrecy.}
  strict: {gives: More., when: eq .secrecy.level "high"}
rules:
  - {id: S-1, severity: error, if: lt .secrecy.end "2020-01-01", message: 'That was in the past: {{.secrecy.end}}', at: [secrecy.end]}
`,
	"clauses/secrecy/balanced.md":     "## Secrecy\n\n{{.secrecy.holder}} keeps the Secrets{{if .secrecy.end}} until {{.secrecy.end}}{{end}}. See [](#secrecy).\n\n## Terms\n\nHere:\n\n{{definitions}}\n",
	"clauses/secrecy/strict.md":       "## Secrecy\n\n{{.secrecy.holder}} keeps the Secrets for ever.\n\n## Terms\n\nHere:\n\n{{definitions}}\n",
	"clauses/definitions/clause.yaml": "title: Definitions\nvariants:\n  balanced: {gives: Nothing.}\n",
	"clauses/definitions/balanced.md": "## More\n\nNone.\n",
	"clauses/definitions/secrets.md":  "---\nterm: Secrets\n---\n**\"Secrets\"** means what nobody knows, and what those who know it keep to themselves because it is worth more while others do not know it, whether or not it stands in writing.\n",
	"templates/nda/template.yaml":     "title: Secrecy agreement\narticles:\n  - {id: main, title: Secrecy, clauses: [secrecy, definitions]}\n",
}

// TestSingleUse: a short definition of a term that one clause alone uses is
// told; one that another clause uses too, or that is long, is not.
func TestSingleUse(t *testing.T) {
	const short = "---\nterm: Secrets\n---\n**\"Secrets\"** means what nobody knows.\n"
	for name, change := range map[string][3]string{
		"one clause":   {"", "", `"Secrets" is used in clause secrecy only`},
		"another too":  {"clauses/definitions/balanced.md", "## More\n\nThe Secrets are kept.\n", ""},
		"a long text":  {"clauses/definitions/secrets.md", tiny["clauses/definitions/secrets.md"], ""},
		"switched off": {"clauses/library.yaml", "lint: {off: [language-single-use]}\n", ""},
	} {
		files := maps.Clone(tiny)
		files["clauses/definitions/secrets.md"] = short
		if change[0] != "" {
			files[change[0]] = change[1]
		}
		_, problems := lint.Library(libraryOf(files), "")
		got := ""
		for _, p := range problems {
			if p.Rule == "language-single-use" {
				got += p.Message
			}
		}
		if got != change[2] {
			t.Errorf("%s: %q, want %q", name, got, change[2])
		}
	}
}

func libraryOf(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestTinyLibrary(t *testing.T) {
	sound := maps.Clone(tiny)
	sound["clauses/secrecy/cases/wording.yaml"] = "A holder:\n  secrecy: {holder: Acme}\n"
	sound["clauses/.notes/x.txt"], sound["clauses/README.md"] = "x", "x"
	if _, problems := lint.Library(libraryOf(sound), "mine"); len(problems) > 0 {
		t.Errorf("problems in a sound library: %v", lines(problems))
	}
	files := maps.Clone(tiny)
	files["clauses/secrecy/strict.md"] = strings.Replace(files["clauses/secrecy/strict.md"], "for ever", "until {{.secrecy.level}}. See [](#balance)", 1)
	files["clauses/secrecy/clause.yaml"] = strings.Replace(files["clauses/secrecy/clause.yaml"], `"2020-01-01"`, `"soon"`, 1)
	_, problems := lint.Library(libraryOf(files), "mine")
	want := []string{
		`mine/clauses/secrecy/clause.yaml:10:53: error: "secrecy.end" is never "soon": "soon" is not a date; write year-month-day, such as 2027-02-01 [wrong-kind]`,
		`mine/clauses/secrecy/strict.md:3:73: error: nothing in the library has the id "balance" [unknown-id]`,
	}
	if got := lines(problems); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestWitness: the answers that a finding names are those under which a
// reference dangles, however the guard is written.
func TestWitness(t *testing.T) {
	for _, test := range []struct{ guard, want string }{
		{"", `if secrecy.level is low`},
		{`eq .secrecy.level "high"`, ""},
		{`not (eq .secrecy.level "low")`, ""},
		{`ne .secrecy.level "low"`, ""},
		{`has "extra"`, ""},
		{`and (has "extra") .secrecy.end`, ""},
		{`or (has "extra") .secrecy.end`, `if secrecy.end is not left out and secrecy.level is low`},
		{`given "secrecy.level"`, `if secrecy.level is given and secrecy.level is low`},
		{`.secrecy.end`, `if secrecy.end is not left out and secrecy.level is low`},
		{`eq .secrecy.level "low" "high"`, `if secrecy.level is low`},
	} {
		files := maps.Clone(tiny)
		reference := "See [](#extra)."
		if test.guard != "" {
			reference = "{{if " + test.guard + "}}" + reference + "{{end}}"
		}
		files["clauses/secrecy/balanced.md"] += "\n" + reference + "\n"
		files["clauses/secrecy/clause.yaml"] = strings.Replace(files["clauses/secrecy/clause.yaml"], `, when: eq .secrecy.level "high"}`, "}", 1)
		files["clauses/secrecy/strict.md"] = files["clauses/secrecy/balanced.md"]
		files["clauses/extra/clause.yaml"] = "title: Extra\nwhen: eq .secrecy.level \"high\"\nvariants:\n  balanced: {gives: Nothing.}\n"
		files["clauses/extra/balanced.md"] = "## Extra\n\nThis is so.\n"
		files["templates/nda/template.yaml"] = strings.Replace(files["templates/nda/template.yaml"], "definitions]", "definitions, extra]", 1)
		_, problems := lint.Library(libraryOf(files), "")
		got := ""
		for _, p := range problems {
			if p.Rule == "dangling-reference" && p.Pos.File == "clauses/secrecy/balanced.md" {
				_, got, _ = strings.Cut(p.Message, "leads nowhere ")
			}
		}
		if want := strings.TrimSuffix(test.want, " "); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("guard %q: %q, want %q", test.guard, got, want)
		}
	}
}

// TestLinks: a symbolic link that leads out of a real folder is told, and what
// it leads to is not.
func TestLinks(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "library")
	for name, text := range tiny {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	outside := filepath.Join(root, "outside.md")
	if err := os.WriteFile(outside, []byte(tiny["clauses/secrecy/strict.md"]), 0o644); err != nil {
		t.Fatal(err)
	}
	inside := filepath.Join(dir, "clauses", "secrecy")
	for name, target := range map[string]string{"strict.md": "../../../outside.md", "other.md": "balanced.md"} {
		path := filepath.Join(inside, name)
		os.Remove(path)
		if err := os.Symlink(target, path); err != nil {
			t.Fatal(err)
		}
	}
	opened, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	_, direct := lint.Library(os.DirFS(dir), "library")
	_, rooted := lint.Library(opened.FS(), "library")
	want := []string{
		`library/clauses/secrecy/other.md: error: no variant of clause "secrecy" is called "other" [library]`,
		`library/clauses/secrecy/strict.md: error: is a link that leads out of the library [link]`,
	}
	for _, problems := range [][]string{lines(direct), lines(rooted)} {
		if !slices.Equal(problems, want) {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(problems, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestMutations: whatever bytes a library holds, lint tells what is wrong with
// it, twice the same, at places that are there.
func TestMutations(t *testing.T) {
	names := slices.Sorted(maps.Keys(tiny))
	pieces := []string{"{{", "}}", "{{end}}", "{{if .secrecy.end}}", "{{else}}", "{{range .secrecy.holder}}", "[](#x)", "{#secrecy}", "\"", "'", ": ", "\n", "- ", "|", "\xff", "**\"Secrets\"**",
		"{{has}}", "{{eq}}", "{{given}}", "{{includes}}", "{{add 1 .secrecy.end}}", "{{$x := .secrecy}}", "{{$x.y.z}}", "(", ")", "{{.}}", "when: has \"secrecy\"", "## ", "\t", "\u200b", "{{column . \"x\"}}", "{{before \"x\"}}"}
	rapid.Check(t, func(rt *rapid.T) {
		files := maps.Clone(tiny)
		for range rapid.IntRange(1, 4).Draw(rt, "changes") {
			name := rapid.SampledFrom(names).Draw(rt, "file")
			text := files[name]
			at := rapid.IntRange(0, len(text)).Draw(rt, "at")
			end := min(len(text), at+rapid.IntRange(0, 8).Draw(rt, "length"))
			files[name] = text[:at] + rapid.SampledFrom(pieces).Draw(rt, "piece") + text[end:]
		}
		_, problems := lint.Library(libraryOf(files), "")
		_, again := lint.Library(libraryOf(files), "")
		if !slices.Equal(lines(problems), lines(again)) {
			rt.Fatalf("two runs differ:\n%v\n%v", lines(problems), lines(again))
		}
		for _, p := range problems {
			if text, ok := files[p.Pos.File]; ok && p.Pos.Line > strings.Count(text, "\n")+1 {
				rt.Fatalf("%v is behind the end of the file", p)
			}
		}
	})
}

func FuzzLibrary(f *testing.F) {
	f.Add("clauses/secrecy/balanced.md", tiny["clauses/secrecy/balanced.md"])
	f.Add("clauses/secrecy/clause.yaml", tiny["clauses/secrecy/clause.yaml"])
	f.Add("clauses/definitions/secrets.md", tiny["clauses/definitions/secrets.md"])
	f.Add("templates/nda/template.yaml", tiny["templates/nda/template.yaml"])
	f.Add("clauses/library.yaml", "names: [Alps]\nlint: {off: [language-promptly]}\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		if !fs.ValidPath(name) {
			t.Skip("no file has such a name")
		}
		files := maps.Clone(tiny)
		files[name] = text
		lint.Library(libraryOf(files), "")
	})
}

// TestManyWords: comparisons with more words and numbers than are looked into
// bring no false alarm.
func TestManyWords(t *testing.T) {
	files := maps.Clone(tiny)
	files["clauses/secrecy/clause.yaml"] = strings.Replace(files["clauses/secrecy/clause.yaml"], "parameters:\n", "parameters:\n  secrecy.count: {kind: integer, default: 1, ask: How many?}\n", 1)
	text := ""
	for i := range 200 {
		text += fmt.Sprintf("{{if eq .secrecy.holder \"w%d\"}}a;{{else if gt .secrecy.count %d}}b;{{end}} ", i, i)
	}
	files["clauses/secrecy/balanced.md"] += "\n" + text + "{{if .secrecy.count}}c{{end}}\n"
	if _, problems := lint.Library(libraryOf(files), ""); len(problems) > 0 {
		t.Errorf("%d problems, the first: %v", len(problems), lines(problems)[:min(5, len(problems))])
	}
}
