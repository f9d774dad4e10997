package draft_test

import (
	"fmt"
	"strings"
	"testing"

	"clausewright/internal/diag"
	"clausewright/internal/draft"
)

// omitting drafts a sample without some clauses. Its last line is the omission.
func omitting(t *testing.T, name, clauses string) (*draft.Draft, diag.List, int) {
	t.Helper()
	text := sample(t, name)
	text = strings.TrimSuffix(text, "\n") + "\nclauses: {omit: [" + clauses + "]}\n"
	made, problems := draft.Make(openShipped(t), "deal.yaml", []byte(text), draft.Options{})
	return made, problems, strings.Count(text, "\n")
}

// A clause on which others depend cannot be left out: that is told at the
// omission, with what depends on it and both ways out.
func TestOmission(t *testing.T) {
	for _, test := range []struct{ omit, message, hint string }{
		{"marking", "", ""}, // nothing depends on it
		{"escrow", "", ""},  // it is not in the draft
		{"enforcement", `"enforcement" cannot be left out: "patent-challenge" and "third-party-claims" depend on it`,
			"keep the clause, or leave out what depends on it as well: omit: [enforcement, patent-challenge, third-party-claims]"},
		{"enforcement, patent-challenge, third-party-claims", "", ""}, // as the hint says
		{"enforcement, marking", `"enforcement" cannot be left out: "patent-challenge" and "third-party-claims" depend on it`,
			"keep the clause, or leave out what depends on it as well: omit: [enforcement, marking, patent-challenge, third-party-claims]"},
		{"net-sales", `"net-sales" cannot be left out: the definition of Net Sales depends on it`, "keep the clause: too much depends on it to be left out as well"},
		{"exclusivity-sunset", "The licence is exclusive without an end and no benchmark keeps it alive: a court may find no duty to exploit at all",
			"Answer benchmarks.triggers, or choose an earlier sunset and a named field"},
	} {
		_, problems, line := omitting(t, "minimal.yaml", test.omit)
		var message, hint string
		for _, p := range problems {
			if p.Severity == diag.Error {
				message, hint = message+p.Message, hint+p.Hint
				if p.Pos.Line != line || p.Path != "clauses.omit" {
					t.Errorf("%s: told elsewhere: %v", test.omit, p)
				}
			}
		}
		if message != test.message || hint != test.hint {
			t.Errorf("%s:\n%s\n%s\nwant\n%s\n%s", test.omit, message, hint, test.message, test.hint)
		}
	}
}

// TestOmissions: leaving out one clause, whichever it is, gives a draft or one
// error at the omission. Of the longer sample every third is tried.
func TestOmissions(t *testing.T) {
	lib := openShipped(t)
	refused := 0
	for name, step := range map[string]int{"minimal.yaml": 1, "battery.yaml": 3} {
		if testing.Short() {
			step *= 11
		}
		for i := 0; i < len(lib.ClauseIDs()); i += step {
			id := lib.ClauseIDs()[i]
			made, problems, line := omitting(t, name, id)
			var errors []string
			for _, p := range problems {
				if p.Severity != diag.Error {
					continue
				}
				errors = append(errors, fmt.Sprint(p))
				if p.Pos.File != "deal.yaml" || p.Pos.Line != line {
					t.Errorf("%s without %s: told elsewhere: %v", name, id, p)
				}
			}
			if made.Document == nil && len(errors) != 1 || made.Document != nil && len(errors) > 0 {
				t.Errorf("%s without %s: %d errors: %v", name, id, len(errors), errors)
			}
			refused += len(errors)
		}
	}
	if refused == 0 && !testing.Short() {
		t.Error("every clause could be left out")
	}
}

// TestPlaceholders: where a notice stands in place of a clause, what still
// refers to the clause is told at the omission, and nothing else.
func TestPlaceholders(t *testing.T) {
	for omit, want := range map[string]string{
		"limitation-of-liability": `clause "limitation-of-liability" is left out, and the draft refers to the notice in its place: 18.1 Indemnities`,
		"publicity":               "",
	} {
		text := sample(t, "minimal.yaml") + "clauses: {omit: {" + omit + ": '[Intentionally Omitted]'}}\n"
		_, problems := draft.Make(openShipped(t), "deal.yaml", []byte(text), draft.Options{})
		got := ""
		for _, p := range problems {
			if p.Rule == "omitted-clause" {
				got += p.Message
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", omit, got, want)
		}
	}
}
