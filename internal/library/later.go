package library

import (
	"path"
	"slices"
	"strings"
	"sync"

	"clausewright/internal/diag"
	"clausewright/internal/fastyaml"
)

// More than half of a clause.yaml is needed by few runs: rules and dates by the
// clauses that are in the draft, notes and editions by those who ask for them. It
// stands at the end of the file, and is read apart.

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
type clauseFile struct {
	name, text, head, rest string
	root                   *fastyaml.Node // of the head
	err                    error
}

// clauseFile reads the file of a clause.
func (o *opener) clauseFile(id string) (clauseFile, bool) {
	f := clauseFile{name: path.Join("clauses", id, "clause.yaml")}
	var ok bool
	if f.text, ok = o.file(f.name); !ok {
		return f, false
	}
	f.head, f.rest = halves(f.text)
	f.root, f.err = fastyaml.Parse(f.head)
	if f.err != nil && f.head != f.text { // perhaps because of the cut
		f.head, f.rest = f.text, f.text
		f.root, f.err = fastyaml.Parse(f.text)
	}
	return f, true
}

// readLater reads the rest of a clause.yaml when it is first asked for.
func (o *opener) readLater(c *Clause, file clauseFile) func() *later {
	return sync.OnceValue(func() *later {
		own, l := o.apart(), &later{}
		if file.rest == "" {
			return l
		}
		rest, err := fastyaml.Parse(file.rest)
		if err != nil { // perhaps because of the cut
			if whole, wrong := fastyaml.Parse(file.text); wrong == nil {
				file.rest, rest, err = file.text, whole, nil
			}
		}
		base := strings.Count(file.text[:len(file.text)-len(file.rest)], "\n")
		if root, ok := own.parsedRoot(file.name, file.rest, base, rest, err); ok {
			f := root.fields(clauseKeys...)
			l.rules = own.rules(f.get("rules"))
			l.dates = own.dates(c, f.get("dates"))
			l.notes = own.notes(f.get("notes"))
			l.edition = readEdition(f.get("edition"))
		}
		l.problems = own.problems
		return l
	})
}

// halves splits a clause.yaml before the first key of what is read later. A file is not
// split that has another key behind it, or that is not a plain mapping of keys at
// the beginning of lines.
func halves(text string) (head, rest string) {
	cut, at := len(text), 0
	for line := range strings.Lines(text) {
		switch key := topKey(line); {
		case slices.Contains(laterKeys, key):
			cut = min(cut, at)
		case key != "" && cut < at, key == "" && !strings.ContainsAny(line[:1], " #\n"):
			return text, text
		}
		at += len(line)
	}
	if cut == 0 {
		return text, text
	}
	return text[:cut], text[cut:]
}

// topKey is the key with which a line begins; "" if it begins with none.
func topKey(line string) string {
	key := line[:keyLength(line)]
	if rest := line[len(key):]; len(rest) > 1 && rest[0] == ':' && (rest[1] == ' ' || rest[1] == '\n') {
		return key
	}
	return ""
}

// keyLength is the length of the letters and underscores at the start of a line.
func keyLength(line string) int {
	for i := range len(line) {
		if c := line[i]; c != '_' && (c < 'a' || c > 'z') {
			return i
		}
	}
	return len(line)
}
