// Package edits keeps what people wrote into a draft when the program writes it
// anew: what they changed since it was written last is put into the new draft.
package edits

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/markdown"
	"clausewright/internal/merge"
)

// Edited is a draft that a person worked on.
type Edited struct {
	Name     string // how messages call it
	Document *document.Document
}

// Conflict is a place where two sides cannot both stand. Mine is the first of
// Between, Theirs the second.
type Conflict struct {
	merge.Clash
	Between [2]string
}

// Outcome is what became of the edits.
type Outcome struct {
	Document  *document.Document // nil while conflicts are open
	Conflicts []Conflict         // that nobody has decided
	Decided   int                // conflicts that were decided
	Reviews   []merge.Place      // where an edit and the deal changed one sentence: please read
	Deleted   []merge.Place      // what was deleted by hand and stays deleted
	Problems  diag.List          // that the edits bring: an error is a reference whose target left

	met map[string]bool // clauses with a conflict
}

// TheDeal is how messages call what the program would write now.
const TheDeal = "the deal"

// Keep puts edits of base into newer, which the program would write now. Each
// document is as read from Markdown. Edits of several people are put together
// first. The error says that the edits do not fit into one document.
func Keep(base, newer *document.Document, list []Edited, take Take, options document.Options) (*Outcome, error) {
	out := &Outcome{}
	own := list[0]
	for _, more := range list[1:] {
		doc, err := out.step(base, own, more, take, options)
		if err != nil || doc == nil {
			return out, err
		}
		if doc, err = Reread(doc); err != nil {
			return out, err
		}
		own = Edited{own.Name, doc}
	}
	doc, err := out.step(base, own, Edited{TheDeal, newer}, take, options)
	if err != nil || doc == nil {
		return out, err
	}
	out.Document = doc
	return out, nil
}

// step merges two revisions of base; nil if a conflict is open.
func (out *Outcome) step(base *document.Document, own, other Edited, take Take, options document.Options) (*document.Document, error) {
	options.Edited = true
	written := inserted(base, own.Document)
	was, err := Reread(base)
	if err != nil {
		return nil, err
	}
	known, err := usual(other.Document, options)
	if err != nil {
		return nil, err
	}
	m, err := merge.Documents(was, own.Document, other.Document)
	if err != nil {
		return nil, err
	}
	out.Reviews = append(out.Reviews, m.Reviews...)
	out.Deleted = append(out.Deleted, m.Deleted...)
	for _, clash := range m.Clashes {
		if out.met == nil {
			out.met = map[string]bool{}
		}
		out.met[clash.Clause] = true
		if _, decided := take.mine(clash); decided {
			out.Decided++
			continue
		}
		out.Conflicts = append(out.Conflicts, Conflict{clash, [2]string{own.Name, other.Name}})
	}
	if len(out.Conflicts) > 0 {
		return nil, nil
	}
	doc, err := m.Document(func(c merge.Clash) bool {
		mine, _ := take.mine(c)
		return mine
	})
	if err != nil {
		return nil, err
	}
	found := document.Resolve(doc, options)
	if lost := missing(written, doc, m.Clashes); lost != nil {
		return nil, fmt.Errorf("these words of %s would be lost: %s", own.Name, strings.Join(lost, " "))
	}
	found = slices.DeleteFunc(found, func(p *diag.Problem) bool { return known[p.Message] })
	for _, p := range found {
		if p.Rule != "dangling-reference" && p.Rule != "duplicate-id" {
			p.Severity = diag.Warning // a person may write so
		}
	}
	out.Problems = found
	return doc, nil
}

// wordsOf counts the words of a document.
func wordsOf(doc *document.Document) map[string]int {
	count := map[string]int{}
	add := func(text string) {
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			count[word]++
		}
	}
	document.EachRun(doc, add, func(*document.Reference) {}) // the number of a reference is worked out
	return count
}

// inserted are the words that an edited draft holds more often than its base.
func inserted(base, own *document.Document) []string {
	was, is := wordsOf(base), wordsOf(own)
	var words []string
	for word, n := range is {
		if n > was[word] {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	return words
}

// missing are the words that a person wrote and that are neither in the outcome
// nor in what both sides want differently.
func missing(written []string, doc *document.Document, clashes []merge.Clash) []string {
	there := wordsOf(doc)
	var disputed strings.Builder
	for _, c := range clashes {
		disputed.WriteString(c.Mine + " ")
	}
	var lost []string
	for _, word := range written {
		if there[word] == 0 && !strings.Contains(disputed.String(), word) {
			lost = append(lost, word)
		}
	}
	return lost
}

// usual are the problems that a draft shows when it is read from a file, in
// which nothing tells answers from the words around them.
func usual(doc *document.Document, options document.Options) (map[string]bool, error) {
	read, err := Reread(doc)
	if err != nil {
		return nil, err
	}
	document.Unfinish(read)
	found := map[string]bool{}
	for _, p := range document.Resolve(read, options) {
		found[p.Message] = true
	}
	return found, nil
}

// Reread is a document as it is read from its own Markdown. The error is that it
// cannot be written, or is no draft when it is read.
func Reread(doc *document.Document) (*document.Document, error) {
	var b bytes.Buffer
	if err := markdown.Write(&b, doc); err != nil {
		return nil, err
	}
	read, problems := markdown.Parse(b.Bytes(), nil)
	if problems.HasErrors() {
		return nil, problems[0]
	}
	return read, nil
}

// Take tells who wins where an edit and the deal cannot both stand.
type Take struct {
	all     string
	clauses map[string]string
}

// The sides that can win.
const (
	Mine = "mine"
	Deal = "deal"
)

// ParseTake reads "mine", "deal", "mine=CLAUSE,…" and "deal=CLAUSE,…".
func ParseTake(words []string) (Take, error) {
	t := Take{clauses: map[string]string{}}
	for _, word := range words {
		side, clauses, some := strings.Cut(strings.TrimSpace(word), "=")
		if side != Mine && side != Deal {
			return t, fmt.Errorf("%q is neither mine nor deal", word)
		}
		if !some {
			if t.all != "" && t.all != side {
				return t, fmt.Errorf("both mine and deal are to win everywhere")
			}
			t.all = side
			continue
		}
		for id := range strings.SplitSeq(clauses, ",") {
			id = strings.TrimSpace(id)
			if id == "" {
				return t, fmt.Errorf("%q names no clause", word)
			}
			if other := t.clauses[id]; other != "" && other != side {
				return t, fmt.Errorf("both mine and deal are to win in %s", id)
			}
			t.clauses[id] = side
		}
	}
	return t, nil
}

// mine reports whether the edit wins, and whether anybody has decided it.
func (t Take) mine(c merge.Clash) (wins, decided bool) {
	side := t.all
	if own := t.clauses[c.Clause]; own != "" {
		side = own
	}
	return side == Mine, side != ""
}

// Unmet lists the clauses that a decision names and in which there is no
// conflict, by name.
func (out *Outcome) Unmet(take Take) []string {
	var ids []string
	for id := range take.clauses {
		if !out.met[id] {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}
