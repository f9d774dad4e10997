package language_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"clausewright/internal/deal"
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
			_, _ = (&language.Run{Answers: map[string]any{}}).Value(b)
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

// TestPrograms: a text prints what text/template would, or fails at the place of
// what failed.
func TestPrograms(t *testing.T) {
	table := deal.Table{{"n": deal.Integer(1)}, {"n": deal.Integer(2)}, {"n": deal.Integer(3)}}
	answers := map[string]any{"a": map[string]any{"yes": deal.Flag(true), "no": deal.Flag(false), "name": deal.Text("Acme"), "rows": table, "none": deal.List{}}}
	for text, want := range map[string]string{
		`{{$x := 1}}{{if .a.yes}}{{$x = 2}}{{$x := 3}}{{$x}}{{end}}{{$x}}`:          "32",
		`{{range .a.rows}}{{.n}}{{else}}none{{end}}`:                                "123",
		`{{range .a.none}}{{.n}}{{else}}none{{end}}`:                                "none",
		`{{range $i, $r := .a.rows}}{{$i}}{{$r.n}} {{end}}`:                         "01 12 23 ",
		`{{range $r := .a.rows}}{{if eq .n 2}}{{continue}}{{end}}{{$r.n}}{{end}}`:   "13",
		`{{range .a.rows}}{{if eq .n 2}}{{break}}{{end}}{{.n}}{{end}}!`:             "1!",
		`{{range .a.rows}}{{range $.a.rows}}{{break}}{{end}}{{.n}}{{end}}`:          "123",
		`{{range .a.rows}}{{$.a.name}}{{end}}{{.a.name | upper}}`:                   "AcmeAcmeAcmeACME",
		`{{if and .a.yes (gt (len .a.rows) 2)}}a{{else if .a.no}}b{{else}}c{{end}}`: "a",
		`{{if or .a.no .a.none}}a{{else if .a.no}}b{{else}}c{{end}}`:                "c",
		`{{if and .a.no (div 1 0)}}a{{end}}{{if or .a.yes (div 1 0)}}b{{end}}`:      "b",
		`{{if .a.no | and .a.yes}}a{{else}}b{{end}}{{(first .a.rows).n}}`:           "b1",
		`{{print 0x10 " " 'a' " " 0.50 " " "\"q\""}}`:                               `16 97 0.50 "q"`,
		"x\n{{if .a.yes}}\ny\n{{end}}\nz":                                           "x\ny\nz",
		`{{.a.name.Raw}}`:                                                           `a.md:1:5: "Acme" has no part "Raw"`,
		`{{(.a.rows | first).m}}`:                                                   `a.md:1:4: there is no "m" here`,
		`one {{upper}}`:                                                             `a.md:1:7: upper takes 1 argument, not 0`,
		`{{if lt 1 "b"}}{{end}}`:                                                    `a.md:1:6: error calling lt: cannot compare a whole number with a text`,
		`{{.a.name "x"}}`:                                                           `a.md:1:3: can't give argument to non-function .a.name`,
		`{{range .a.name}}{{end}}`:                                                  `a.md:1:9: range needs a list or a table, not "Acme"`,
	} {
		var out strings.Builder
		r := &language.Run{Answers: answers, Style: deal.StyleOf("uk")}
		got := ""
		if err := r.Print(body(language.Plain, text), plain{&out, r}); err != nil {
			got = err.(*language.Fault).Pos.String() + ": " + err.Error()
		} else {
			got = out.String()
		}
		if got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

// plain takes what a text prints as a person reads it.
type plain struct {
	*strings.Builder
	texts *language.Run
}

func (p plain) Literal(_ *language.Body, l language.Literal) error {
	for _, piece := range l {
		p.WriteString(piece.Text)
	}
	return nil
}

func (p plain) Put(_ *language.Body, _ int, v any) error {
	phrase, err := p.texts.Phrase(v)
	p.WriteString(phrase.String())
	return err
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

// TestAsks: what a text asks for by words is told by what its functions take, however
// they are called.
func TestAsks(t *testing.T) {
	for text, want := range map[string]language.Asked{
		`{{if has "escrow"}}x{{end}}`:                              {Clause: "escrow"},
		`{{if "escrow" | has}}x{{end}}`:                            {Clause: "escrow"},
		`{{if not (short "audit")}}x{{end}}`:                       {Clause: "audit"},
		`{{provides "permits"}}`:                                   {Promise: "permits"},
		`{{provides "permits" "grant"}}`:                           {Promise: "permits", Clause: "grant"},
		`{{"grant" | provides "permits"}}`:                         {Promise: "permits", Clause: "grant"},
		`{{provisions "permits"}}`:                                 {Promise: "permits"},
		`{{surviving}}`:                                            {Promise: language.Survives},
		`{{given "fees"}}`:                                         {Path: "fees"},
		`{{range dates "payments"}}x{{end}}`:                       {Dues: "payments"},
		`{{ternary "a" "b" (given "fees.upfront")}}`:               {Path: "fees.upfront"},
		`{{upper "escrow"}}{{has .deal.name}}{{other "licensor"}}`: {},
	} {
		var got language.Asked
		for _, a := range body(language.Plain, text).Asks() {
			got = language.Asked{Clause: a.Clause, Promise: a.Promise, Path: a.Path, Dues: a.Dues}
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}
