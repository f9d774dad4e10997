package library

import (
	"maps"
	"slices"
	"strings"
)

// Status tells what became of something. The zero Status is Changed.
type Status int

// Something is in both libraries and says something else, or is in one of them only.
const (
	Changed Status = iota
	Added
	Removed
)

// String is the word for the status.
func (s Status) String() string { return [...]string{"changed", "added", "removed"}[s] }

// MarshalText writes the status as its word.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Comparison is what differs between two libraries, each list in order of id.
type Comparison struct {
	Clauses   []Entry      `json:"clauses"`
	Templates []Entry      `json:"templates"`
	Settings  []Difference `json:"settings"` // of clauses/library.yaml
}

// Empty reports whether nothing differs.
func (c *Comparison) Empty() bool { return len(c.Clauses)+len(c.Templates)+len(c.Settings) == 0 }

// Entry is a clause or a template that differs. One that was added or removed
// lists all its parts.
type Entry struct {
	Status      Status       `json:"status"`
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	OldEdition  int          `json:"old_edition,omitempty"` // 0 for none, and for templates
	NewEdition  int          `json:"new_edition,omitempty"`
	Changes     []Change     `json:"changes,omitempty"` // what the edition's history adds
	Differences []Difference `json:"differences"`
}

// Drafts reports whether a draft can come out differently.
func (e Entry) Drafts() bool { return slices.ContainsFunc(e.Differences, Difference.Drafts) }

// Difference is a part of a clause, a template or the settings that differs.
type Difference struct {
	Status Status  `json:"status"`
	Part   string  `json:"part"`           // "variant", "schedule", "definition", "parameter", "rule", "article", "key term", …
	Name   string  `json:"name,omitempty"` // of the part; "" for the clause or template itself, and for the order of its parts
	Fields []Field `json:"fields"`         // what differs; all fields of a part that was added or removed
}

// Drafts reports whether a draft can come out differently.
func (d Difference) Drafts() bool {
	return slices.ContainsFunc(d.Fields, func(f Field) bool { return f.Drafts })
}

// Field is a text with a name that differs.
type Field struct {
	Name   string `json:"name"`          // the key in the YAML file; "text" for the wording itself, "order" for the order of parts
	Old    string `json:"old,omitempty"` // "" if it was not there
	New    string `json:"new,omitempty"` // "" if it is gone
	Drafts bool   `json:"drafts"`        // a draft can come out differently; not so for notes, summaries and the like
}

// Compare lists what differs between two libraries. What could not be read
// counts as absent.
func Compare(older, newer *Library) *Comparison {
	return &Comparison{
		Clauses:   compareClauses(older, newer),
		Templates: compareTemplates(older, newer),
		Settings:  compareParts(settingsParts(older), settingsParts(newer)),
	}
}

func compareClauses(older, newer *Library) []Entry {
	list := []Entry{}
	for _, id := range bothKeys(older.Clauses, newer.Clauses) {
		was, is := older.Clauses[id], newer.Clauses[id]
		e := Entry{ID: id, Status: status(was != nil, is != nil)}
		var a, b []part
		var history []Change
		if was != nil {
			a, e.Title, e.OldEdition = clauseParts(older, was), was.Title, was.Edition().Number
			history = was.Edition().Changes
		}
		if is != nil {
			b, e.Title, e.NewEdition = clauseParts(newer, is), is.Title, is.Edition().Number
			e.Changes = newChanges(history, is.Edition().Changes)
		}
		if e.Differences = compareParts(a, b); len(e.Differences)+len(e.Changes) > 0 || e.OldEdition != e.NewEdition {
			list = append(list, e)
		}
	}
	return list
}

// newChanges are the entries of a history that the one before did not have.
func newChanges(older, newer []Change) []Change {
	return slices.DeleteFunc(slices.Clone(newer), func(c Change) bool { return slices.Contains(older, c) })
}

func compareTemplates(older, newer *Library) []Entry {
	list := []Entry{}
	for _, id := range bothKeys(older.Templates, newer.Templates) {
		was, is := older.Templates[id], newer.Templates[id]
		e := Entry{ID: id, Status: status(was != nil, is != nil)}
		var a, b []part
		if was != nil {
			a, e.Title = templateParts(was), was.Title
		}
		if is != nil {
			b, e.Title = templateParts(is), is.Title
		}
		if e.Differences = compareParts(a, b); len(e.Differences) > 0 {
			list = append(list, e)
		}
	}
	return list
}

func status(was, is bool) Status {
	switch {
	case !was:
		return Added
	case !is:
		return Removed
	}
	return Changed
}

// bothKeys lists the keys of two maps in order.
func bothKeys[V any](a, b map[string]V) []string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

// compareParts lists the parts that differ: in the order of the new ones, and
// then those that are gone.
func compareParts(older, newer []part) []Difference {
	list := []Difference{}
	add := func(was, is part, s Status) {
		if fields := compareFields(was.fields, is.fields); len(fields) > 0 || s != Changed {
			list = append(list, Difference{Status: s, Part: is.kind, Name: is.name, Fields: fields})
		}
	}
	for _, is := range newer {
		was, ok := find(older, is)
		add(was, is, status(ok, true))
	}
	for _, was := range older {
		if is, ok := find(newer, was); !ok {
			add(was, is, Removed)
		}
	}
	return append(list, compareOrder(older, newer)...)
}

func compareFields(older, newer []field) []Field {
	list := []Field{}
	text := func(fields []field, name string) string {
		if i := slices.IndexFunc(fields, func(f field) bool { return f.name == name }); i >= 0 {
			return fields[i].text
		}
		return ""
	}
	for _, f := range newer {
		if was := text(older, f.name); was != f.text {
			list = append(list, Field{f.name, was, f.text, f.drafts})
		}
	}
	for _, f := range older {
		if f.text != "" && !slices.ContainsFunc(newer, func(g field) bool { return g.name == f.name }) {
			list = append(list, Field{f.name, f.text, "", f.drafts})
		}
	}
	return list
}

// ordered are the parts whose order means something, and whether a draft
// depends on it: the first variant whose condition holds is taken.
var ordered = []struct {
	kind   string
	drafts bool
}{{"variant", true}, {"article", true}, {"key term", true}, {"parameter", false}}

// compareOrder reports parts of both that stand in another order.
func compareOrder(older, newer []part) []Difference {
	var list []Difference
	for _, o := range ordered {
		was, is := sharedNames(o.kind, older, newer), sharedNames(o.kind, newer, older)
		if !slices.Equal(was, is) {
			list = append(list, Difference{Part: o.kind, Fields: []Field{{"order", strings.Join(was, ", "), strings.Join(is, ", "), o.drafts}}})
		}
	}
	return list
}

// sharedNames are the names of the parts of a kind that others have too.
func sharedNames(kind string, parts, others []part) []string {
	var names []string
	for _, p := range parts {
		if _, ok := find(others, p); ok && p.kind == kind {
			names = append(names, p.name)
		}
	}
	return names
}
