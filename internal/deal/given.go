package deal

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"clausewright/internal/diag"
)

// Deal is one set of answers, each with its place in the file.
type Deal struct {
	File        string
	Template    string // "" if the deal names none
	TemplatePos diag.Position
	Omit        []Omission     // in file order
	Add         []Wanted       // clauses that the template leaves out, in file order
	Full        []Wanted       // clauses to print in full where the template says them in short, in file order
	Variants    []NamedVariant // in file order
	Accept      []Acceptance   // in file order
	Approve     []Approval     // in file order

	order   []string // paths of answers in file order
	answers map[string]Value
	places  map[string]diag.Position // of answers, groups, rows, cells and items
	given   map[string]bool          // paths and groups that the file answers
	faulty  map[string]bool          // paths and groups that it answers wrongly; "" is the whole file
	words   []Words
	nothing []Words // answers that say in words that there is none

	prefilled []string // paths of answers that are marked as pre-filled, in file order
}

// Omission is a clause that the deal leaves out. Notice is what stands in its
// place; it is empty if nothing does.
type Omission struct {
	Clause, Notice string
	Pos            diag.Position // of the clause's id
}

// Wanted is a clause that the deal wants in the draft.
type Wanted struct {
	Clause string
	Pos    diag.Position // of the clause's id
}

// NamedVariant is the variant that the deal chooses for a clause.
type NamedVariant struct {
	Clause, Variant string
	Pos             diag.Position // of the clause's id
	VariantPos      diag.Position // of the variant's name
}

// Words is one text of the deal file at its place.
type Words struct {
	Path string
	Text string
	Pos  diag.Position
}

// Answer returns the answer to a question. It is a None if the deal says that
// there is none, and false if the deal does not answer or answers wrongly.
func (d *Deal) Answer(path string) (Value, bool) {
	v, ok := d.answers[path]
	return v, ok
}

// Answers lists the paths of the answered questions in file order.
func (d *Deal) Answers() []string { return slices.Clone(d.order) }

// Given reports whether the deal answers a question, or holds the group,
// other than by null. It holds for a wrong answer too: the deal meant to give
// it.
func (d *Deal) Given(pathOrGroup string) bool { return d.given[pathOrGroup] }

// Faulty reports whether the deal has a problem that explains why a question
// has no answer: a wrong answer, a key that misspells the question or its
// group, or a file that could not be read. A missing answer is not worth a
// second problem then.
func (d *Deal) Faulty(path string) bool {
	if len(d.faulty) == 0 {
		return false
	}
	for ; path != ""; path = parent(path) {
		if d.faulty[path] {
			return true
		}
	}
	return d.faulty[""]
}

// Pos is the place of an answer, a group's key, a row ("royalty.tiers[1]",
// counted from 1), a cell ("royalty.tiers[1].rate") or an item of a list
// ("exclusivity.territory[2]"). For anything that is not there it is the place
// of the nearest group that is, and else the first line of the file.
func (d *Deal) Pos(path string) diag.Position {
	for ; path != ""; path = parent(path) {
		if pos, ok := d.places[path]; ok {
			return pos
		}
	}
	return diag.Position{File: d.File, Line: 1, Column: 1}
}

// parent takes the last step off a path: a row's index or a key.
func parent(path string) string { return path[:max(0, strings.LastIndexAny(path, ".["))] }

// Texts lists every single text that the deal's answers hold, normalised, in
// file order: whole answers, items of lists and cells of tables.
func (d *Deal) Texts() iter.Seq[Words] { return slices.Values(d.words) }

// LeavesOut reports whether the deal leaves a clause out.
func (d *Deal) LeavesOut(clause string) bool {
	return slices.ContainsFunc(d.Omit, func(o Omission) bool { return o.Clause == clause })
}

// Wants reports whether the deal wants a clause in the draft in its own words.
func (d *Deal) Wants(clause string) bool {
	is := func(w Wanted) bool { return w.Clause == clause }
	return slices.ContainsFunc(d.Full, is) || slices.ContainsFunc(d.Add, is)
}

// Nothings lists the answers to optional questions that say in words that there
// is none, in file order. They count as left out.
func (d *Deal) Nothings() []Words { return slices.Clone(d.nothing) }

// Clone is a copy of the deal to which answers can be added.
func (d *Deal) Clone() *Deal {
	c := *d
	c.Omit, c.Variants, c.order, c.words = slices.Clone(d.Omit), slices.Clone(d.Variants), slices.Clone(d.order), slices.Clone(d.words)
	c.Add, c.Full = slices.Clone(d.Add), slices.Clone(d.Full)
	c.answers, c.places, c.given, c.faulty = maps.Clone(d.answers), maps.Clone(d.places), maps.Clone(d.given), maps.Clone(d.faulty)
	return &c
}

// Fill answers a question that the file does not answer. From then on the
// question and its groups are given; the place is that of the nearest group
// in the file.
func (d *Deal) Fill(path string, v Value) {
	if _, ok := d.answers[path]; ok {
		return
	}
	d.answers[path] = v
	d.order = append(d.order, path)
	for ; path != ""; path = parent(path) {
		d.given[path] = true
	}
}
