package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/edits"
	"clausewright/internal/page"
)

// memo is what a command did and told, for a page that draws it itself. A terminal is
// told each as it comes.
type memo struct {
	page.Done
	problems  diag.List // of the files that were read
	why       string    // why nothing was written
	conflicts int       // that are open
}

// refusal is why nothing came of it: the first error of what was read, or else what the
// command says.
func (r *memo) refusal() *page.Refusal {
	out := &page.Refusal{Says: r.why, Told: r.Told, Conflicts: r.conflicts}
	errs := slices.DeleteFunc(slices.Clone(r.problems), func(p *diag.Problem) bool { return p.Severity != diag.Error })
	for i, p := range errs {
		if i == 0 {
			out.Says, out.Hint, out.Path = p.Message, p.Hint, p.Path
		} else {
			out.Told = append(out.Told, page.Message{Says: p.Message, About: p.Hint})
		}
	}
	return out
}

// tellf tells a message.
func (a *app) tellf(format string, args ...any) { a.tellAbout("", format, args...) }

// tellAbout tells a message and the words that it is about; empty for none.
func (a *app) tellAbout(words, format string, args ...any) {
	m := page.Message{Says: fmt.Sprintf(format, args...), About: words}
	if a.memo != nil {
		a.memo.Told = append(a.memo.Told, m)
		return
	}
	fmt.Fprintf(a.stderr, "clausewright: %s\n", m.Says)
	if m.About != "" {
		fmt.Fprintf(a.stderr, "    %s\n", m.About)
	}
}

// nothing tells why nothing is written, and is the end then.
func (a *app) nothing(format string, args ...any) error {
	if a.memo != nil {
		a.memo.why = fmt.Sprintf(format, args...)
		return errFault
	}
	a.tellf("nothing written: "+format, args...)
	return errFault
}

// tellProblems tells what was found in files.
func (a *app) tellProblems(problems diag.List, from sources) error {
	if a.memo != nil {
		a.memo.problems = append(a.memo.problems, problems...)
		return nil
	}
	return a.report(a.stderr, problems, from)
}

// tellWritten lists the files that were written.
func (a *app) tellWritten(written []string) error {
	for _, path := range written {
		if a.memo != nil {
			a.memo.Written = append(a.memo.Written, filepath.ToSlash(path))
			continue
		}
		if _, err := fmt.Fprintln(a.stdout, path); err != nil {
			return err
		}
	}
	return nil
}

// tellConflict tells what two sides want in one place, and why the deal does; empty if
// nobody knows. The page shows that by itself.
func (a *app) tellConflict(c edits.Conflict, reason string) {
	if a.memo != nil {
		a.memo.conflicts++
		return
	}
	around := ""
	if c.Before != "" || c.After != "" {
		around = fmt.Sprintf(" %s", strings.TrimSpace(comparison.Near(c.Before, false, true)+"["+c.Mine+"]"+comparison.Near(c.After, true, false)))
	}
	fmt.Fprintf(a.stderr, "conflict in %s:%s\n", placeName(c.Place), around)
	for _, side := range [][2]string{{"it was", c.Base}, {c.Between[0], c.Mine}, {c.Between[1], c.Theirs}} {
		text := side[1]
		if text == "" {
			text = "(nothing)"
		}
		fmt.Fprintf(a.stderr, "    %s: %s\n", side[0], text)
	}
	if reason != "" {
		fmt.Fprintf(a.stderr, "    because of %s\n", reason)
	}
}
