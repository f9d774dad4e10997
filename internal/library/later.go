package library

import (
	"slices"
	"strings"
	"sync"

	"clausewright/internal/diag"
)

// More than half of a clause.yaml is needed by few runs: rules and dates by the
// clauses that are in the draft, notes and editions by those who ask for them. The file
// is read in two parts, each with the lines of the other left empty, so that
// places stay what they are.

// later is what is read of a clause when it is first asked for.
type later struct {
	rules    []*Rule
	dates    []*Date
	notes    []*Note
	edition  Edition
	problems diag.List
}

// laterKeys are the keys of what is read later.
var laterKeys = []string{"dates", "rules", "notes", "edition"}

// Rules are the clause's rules, in order.
func (c *Clause) Rules() []*Rule { return c.later().rules }

// Dates are what falls due under the clause, in order.
func (c *Clause) Dates() []*Date { return c.later().dates }

// Notes is the guidance for negotiators.
func (c *Clause) Notes() []*Note { return c.later().notes }

// Edition tells how many times the clause was changed, and how.
func (c *Clause) Edition() Edition { return c.later().edition }

// Faults are what is wrong with the clause's dates, rules, notes and edition.
func (c *Clause) Faults() diag.List { return c.later().problems }

// clauseFile is a clause.yaml in its two parts. Both are the whole text if it
// cannot be split.
type clauseFile struct{ id, name, text, head, rest string }

// readLater reads the rest of a clause.yaml when it is first asked for.
func (o *opener) readLater(c *Clause, file clauseFile) func() *later {
	return sync.OnceValue(func() *later {
		own, l := o.apart(), &later{}
		if strings.TrimSpace(file.rest) == "" {
			return l
		}
		p := parse(file.rest)
		if p.err != nil { // perhaps because of the cut
			if whole := parse(file.text); whole.err == nil {
				file.rest, p = file.text, whole
			}
		}
		if root, ok := own.root(file.name, file.rest, 0, p); ok {
			f := root.fields(clauseKeys...)
			l.rules = own.rules(f["rules"])
			l.dates = own.dates(c, f["dates"])
			l.notes = own.notes(f["notes"])
			l.edition = readEdition(f["edition"])
		}
		l.problems = own.problems
		return l
	})
}

// topKey is the key with which a line begins; "" if it begins with none.
func topKey(line string) string {
	key, after, ok := strings.Cut(line, ":")
	if !ok || strings.Trim(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_") != "" || after != "" && !strings.ContainsAny(after[:1], " \t\n\f\r") {
		return ""
	}
	return key
}

// halves splits a clause.yaml into what is read at once and what is read later.
// A file that is not a plain mapping of keys at the beginning of lines is not
// split.
func halves(text string) (head, rest string) {
	var first, second strings.Builder
	into, other := &first, &second
	for line := range strings.Lines(text) {
		switch key := topKey(line); {
		case slices.Contains(laterKeys, key):
			into, other = &second, &first
		case key != "":
			into, other = &first, &second
		case strings.TrimSpace(line) != "" && line[0] != ' ' && line[0] != '#':
			return text, text
		}
		into.WriteString(line)
		if strings.HasSuffix(line, "\n") {
			other.WriteByte('\n')
		}
	}
	return first.String(), second.String()
}
