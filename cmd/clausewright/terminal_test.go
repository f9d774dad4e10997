package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

func TestShown(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"plain ● text\n\tand more\r\n", "plain ● text\n\tand more\r\n"},
		{"\x1b]0;title\a", `\x1b]0;title\x07`},
		{"\x1b[2J", `\x1b[2J`},
		{"\u009b2J \x7f", `\x9b2J \x7f`},
		{"\x9b2J", `\x9b2J`},
		{"over\rwritten", `over\x0dwritten`},
		{"\x1b[31merror\x1b[0m", `\x1b[31merror\x1b[0m`},
		{"\r3 of 10\r\x1b[K", `\x0d3 of 10\x0d\x1b[K`},
	} {
		if got := string(writtenOut([]byte(test.text), false)); got != test.want {
			t.Errorf("%q comes out as %q, want %q", test.text, got, test.want)
		}
	}
}

// TestPainted: where the program paints, its colours come out and nothing else.
func TestPainted(t *testing.T) {
	for text, want := range map[string]string{
		"\x1b[31merror\x1b[0m: \x1b[2J": "\x1b[31merror\x1b[0m: \\x1b[2J",
		"\x1b[31;9m[-old-]\x1b[0m":      "\x1b[31;9m[-old-]\x1b[0m",
		"\x1b[1;31;40mhidden":           `\x1b[1;31;40mhidden`,
	} {
		if got := string(writtenOut([]byte(text), true)); got != want {
			t.Errorf("%q comes out as %q, want %q", text, got, want)
		}
	}
}

func TestJSONWithControls(t *testing.T) {
	var b bytes.Buffer
	if err := writeJSON(printed{to: &b}, "\x1b \u009b \x7f"); err != nil {
		t.Fatal(err)
	}
	var back string
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || back != "\x1b \u009b \x7f" || strings.ContainsAny(b.String(), "\x1b\x7f\u009b") {
		t.Errorf("%q, %v", b.String(), err)
	}
}

// ownColours are those that the program paints problems in.
var ownColours = strings.NewReplacer("\x1b[31merror\x1b[0m", "error", "\x1b[33mwarning\x1b[0m", "warning", "\x1b[36minfo\x1b[0m", "info")

// TestHostileNames runs every command that prints on a library whose ids,
// titles, messages and notes hold terminal controls: none comes out.
func TestHostileNames(t *testing.T) {
	dir := t.TempDir()
	const esc = `\e]0;OWNED\a\e[2J\e[8mhidden`
	for name, text := range map[string]string{
		"clauses/parties/clause.yaml": `title: "Parties ` + esc + `"
summary: "Sum ` + esc + `"
parameters:
  party.name: {kind: text, ask: "Who ` + esc + `?", default: "x ` + esc + `"}
  party.mode: {kind: choice, choices: ["a", "b ` + esc + `"], default: a, ask: "Mode?"}
variants: {balanced: {gives: "Nothing ` + esc + `."}}
notes: "Note ` + esc + `"
rules:
  - {id: "R ` + esc + `", severity: warning, if: 'eq .party.mode "a"', message: "Bad ` + esc + `.", hint: "Do ` + esc + `."}
`,
		"clauses/parties/balanced.md":   "## Parties\n\n{{.party.name}} keeps \x1b[2J secrets.\n",
		"templates/small/template.yaml": "title: \"Small " + esc + "\"\narticles:\n  - {id: one, title: One, clauses: [parties]}\n",
		"deal.yaml":                     "template: small\nparty: {name: Ada}\n",
		"wrong.yaml":                    "template: \"sm" + esc + "\"\n\"par" + esc + "\": {name: 1}\n",
	} {
		writeFile(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	t.Chdir(dir)
	for _, line := range []string{
		"check deal.yaml", "check wrong.yaml", "check deal.yaml --format json", "draft deal.yaml -f md", "explain deal.yaml", "list", "list templates", "list parameters",
		"list parameters --format json", "show parties", "lint", "lint --format sarif", "new", "schema",
		"show \x1b[2J", "draft \x1b[2J.yaml", "\x1b[2J", "draft --\x1b[2J",
	} {
		args := strings.Split(line, " ")
		args = append(args, "--library", ".")
		_, stdout, stderr := runFor(t, "", args...)
		if strings.ContainsAny(stdout+stderr, "\x1b\a\u009b") {
			t.Errorf("%q prints controls: %q", line, stdout+stderr)
		}
		t.Setenv("FORCE_COLOR", "1")
		_, painted, told := runFor(t, "", args...)
		t.Setenv("FORCE_COLOR", "0")
		if rest := ownColours.Replace(painted + told); strings.ContainsAny(rest, "\x1b\a\u009b") {
			t.Errorf("%q prints controls in colour: %q", line, rest)
		}
		if stdout+stderr == "" {
			t.Errorf("%q prints nothing", line)
		}
	}
}
