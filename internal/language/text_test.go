package language_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"text/template"

	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// body is a text of a file, which begins at its first line.
func body(kind language.Kind, text string) *language.Body {
	return language.NewBody("a.md", language.FilePlaces(diag.Position{File: "a.md", Line: 1, Column: 1}, text), text, kind, "")
}

// TestLogicLeavesNoTrace: a line that holds only logic is gone with its end.
func TestLogicLeavesNoTrace(t *testing.T) {
	b := body(language.Wording, "## Parties\n\n{{.party.name}} is a Person.\n\n{{range .party.rows}}\n1. {{.n}};\n{{end}}\n")
	var text strings.Builder
	for _, l := range b.Literals() {
		for _, p := range l {
			text.WriteString(p.Text)
		}
		text.WriteString("|")
	}
	if want := "### Parties\n\n| is a Person.\n\n|1. |;\n|"; text.String() != want {
		t.Errorf("%q, want %q", text.String(), want)
	}
}

func TestRespell(t *testing.T) {
	words := map[string]string{"licence": "license", "favour": "favor", "trade mark": "trademark", "trade marks": "trademarks"}
	for text, want := range map[string]string{
		"The Licence favours a licence.":            "The License favours a license.",
		"LICENCE in favour":                         "LICENSE in favor",
		"see [](#exclusive-licence) {#licence}":     "see [](#exclusive-licence) {#licence}",
		"A trade mark, TRADE MARKS and the trade":   "A trademark, TRADEMARKS and the trade",
		"<!-- licence --> sublicence licence-maker": "<!-- licence --> sublicence license-maker",
	} {
		if got := language.Respell(text, words); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestAuthorsTree: what readers see is what the author wrote, also after the
// copy that is executed was made; and every reader sees the same.
func TestAuthorsTree(t *testing.T) {
	const text = "A {{if and .a.b (eq .a.c 0.5)}}{{.a.d}}{{else}}no{{end}}."
	b := body(language.Wording, text)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			b.Template(template.New(""))
			if got := b.Tree().String(); got != text {
				t.Errorf("%q, want %q", got, text)
			}
		})
	}
	all.Wait()
	var paths []string
	for _, u := range b.Uses() {
		paths = append(paths, u.Path+" "+b.Position(u.Offset).String())
	}
	if want := []string{"a.b a.md:1:12", "a.c a.md:1:21", "a.d a.md:1:34"}; !slices.Equal(paths, want) {
		t.Errorf("%q, want %q", paths, want)
	}
}

// TestFaults: what is wrong with a text by itself is told at its place, each
// time anew, and the text counts as empty if it cannot be parsed.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"fine {{.a.b}}":              "",
		"one\n{{if .a.b}}two":        "a.md:2:1: error: unexpected EOF [template]",
		"{{define \"x\"}}y{{end}}":   "a.md:1:1: error: define and block are not part of the clause language [template]",
		"{{with .a.b}}{{.}}{{end}}":  "a.md:1:8: error: \"with\" is not part of the clause language [template]",
		"{{if $x := .a.b}}{{end}}":   "a.md:1:6: error: \"if with a variable\" is not part of the clause language [template]",
		"x {{uper .a.b}}":            "a.md:1:5: error: there is no function \"uper\" [unknown-function]",
		"{{range .a.b}}x{{end}} {{{": "a.md:1:24: error: unexpected \"{\" in command [template]",
	} {
		b := body(language.Wording, text)
		for range 2 {
			faults := b.Faults()
			got := ""
			if len(faults) > 0 {
				got = faults[0].Error()
				faults[0].Severity = diag.Info // belongs to who asked
			}
			if got != want {
				t.Errorf("%s\n got %s\nwant %s", text, got, want)
			}
		}
		if b.Tree() == nil {
			t.Errorf("%s has no tree", text)
		}
	}
}
