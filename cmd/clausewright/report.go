package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"clausewright/internal/diag"
	"clausewright/internal/lazy"
)

// report writes problems for a person, without those that -q leaves out.
func (a *app) report(w io.Writer, problems diag.List, from sources) error {
	w, color := inColour(w)
	p := diag.Printer{Color: color, Source: from.read}
	return p.Print(w, a.shown(problems))
}

// shown are the problems that are told: with -q no remarks, with -qq no
// warnings either.
func (a *app) shown(problems diag.List) diag.List {
	least := map[int]diag.Severity{0: diag.Info, 1: diag.Warning}
	severity, ok := least[a.quiet]
	if !ok {
		severity = diag.Error
	}
	return slices.DeleteFunc(slices.Clone(problems), func(p *diag.Problem) bool { return p.Severity > severity })
}

// colored reports whether to write colour: FORCE_COLOR, then NO_COLOR or a
// dumb terminal, then whether w is a terminal.
func colored(w io.Writer) bool {
	if force := os.Getenv("FORCE_COLOR"); force != "" && force != "0" {
		return true
	}
	if os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	return isTerminal(w)
}

func isTerminal(w any) bool {
	if p, ok := w.(printed); ok {
		w = p.to
	}
	if h, ok := w.(*held); ok {
		return isTerminal(h.of)
	}
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull
}

// tally counts problems by severity: "2 errors, 1 warning".
func tally(problems diag.List) string {
	counts := [3]int{}
	for _, p := range problems {
		counts[p.Severity]++
	}
	text := ""
	for s, n := range counts {
		if n == 0 {
			continue
		}
		if text != "" {
			text += ", "
		}
		text += diag.Plural(n, map[diag.Severity]string{diag.Error: "error", diag.Warning: "warning", diag.Info: "remark"}[diag.Severity(s)])
	}
	return text
}

// writeJSON writes a result for another program. Control characters, all of
// which JSON can name, come out by name.
func writeJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(controls.ReplaceAllFunc(b.Bytes(), func(c []byte) []byte {
		r, _ := utf8.DecodeRune(c)
		return fmt.Appendf(nil, `\u%04x`, r)
	}))
	return err
}

// controls are the control characters that encoding/json writes as they are.
var controls = lazy.Regexp(`[\x{7f}-\x{9f}]`)

// reportFormat is how a command reports: a word that its --format takes.
type reportFormat string

// formatVar gives a command the flag --format, which takes one of a few words.
func formatVar(cmd *cobra.Command, format *reportFormat, allowed ...string) {
	words := make([]string, len(allowed))
	for i, word := range allowed {
		words[i], _, _ = strings.Cut(word, " ")
	}
	*format = reportFormat(words[0])
	cmd.Flags().Var(&formatFlag{format, words}, "format", oneOf(allowed))
}

// oneOf lists words: "text, json or sarif".
func oneOf(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// formatFlag is the value of --format.
type formatFlag struct {
	format *reportFormat
	words  []string
}

func (f *formatFlag) String() string {
	if f.format == nil { // pflag asks the zero value for its text
		return ""
	}
	return string(*f.format)
}

func (f *formatFlag) Type() string { return strings.Join(f.words, "|") }

func (f *formatFlag) Set(s string) error {
	if !slices.Contains(f.words, s) {
		return fmt.Errorf("must be %s", oneOf(f.words))
	}
	*f.format = reportFormat(s)
	return nil
}

// refuse tells the problems that are errors, and is the end then. What else there
// is to say of a deal, check says.
func (a *app) refuse(problems diag.List, from sources) error {
	if !problems.HasErrors() {
		return nil
	}
	errorsOnly := slices.DeleteFunc(slices.Clone(problems), func(p *diag.Problem) bool { return p.Severity != diag.Error })
	if err := a.tellProblems(errorsOnly, from); err != nil {
		return err
	}
	return errFault
}
