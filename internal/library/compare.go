package library

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/language"
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

// part is a clause, a template, or a part of one, as texts with names.
type part struct {
	kind, name string
	fields     []field
}

type field struct {
	name, text string
	drafts     bool
}

// find looks for the part of the same kind and name.
func find(parts []part, p part) (part, bool) {
	for _, q := range parts {
		if q.kind == p.kind && q.name == p.name {
			return q, true
		}
	}
	return part{kind: p.kind, name: p.name}, false
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

func clauseParts(l *Library, c *Clause) []part {
	parts := []part{{"clause", "", []field{
		{"title", c.Title, true}, {"summary", c.Summary, false}, {"when", sourceText(c.When), true}, {"survives", sourceText(c.Survives), true},
		{"notes", notesText(c.Notes()), false}, {"lint", namesText(c.Off), false},
	}}}
	for _, v := range c.Variants {
		parts = append(parts, part{"variant", v.Name, []field{{"when", sourceText(v.When), true}, {"gives", v.Gives, false}, {"rank", v.Ranked(), false}, {"text", sourceText(v.Body), true}}})
	}
	for _, s := range c.Schedules {
		parts = append(parts, part{"schedule", s.ID, []field{{"title", s.Title, true}, {"when", sourceText(s.When), true}, {"text", sourceText(s.Body), true}}})
	}
	for _, p := range c.Parameters {
		parts = append(parts, part{"parameter", p.Path, parameterFields(p)})
	}
	for _, r := range c.Rules() {
		parts = append(parts, part{"rule", r.ID, []field{
			{"severity", r.Severity.String(), true}, {"each", r.Each, true}, {"if", sourceText(r.If), true}, {"message", sourceText(r.Message), true},
			{"hint", sourceText(r.Hint), false}, {"at", strings.Join(r.At, ", "), false}, {"authority", r.Authority, false},
		}})
	}
	for _, p := range c.Provides {
		parts = append(parts, part{"promise", p.Name, []field{{"when", sourceText(p.When), true}, {"at", p.At, true}, {"as", p.As, true}}})
	}
	for _, s := range c.StandsFor {
		parts = append(parts, part{"clause said in short", s.For, []field{{"at", s.At, true}, {"ids", idsText(s.IDs), true}}})
	}
	for _, d := range c.Dates() {
		parts = append(parts, part{"date", d.Name, dateFields(d)})
	}
	if c.ID == DefinitionsClause {
		for _, d := range l.Definitions {
			parts = append(parts, part{"definition", d.Term, []field{
				{"forms", strings.Join(d.Forms, ", "), true}, {"when", sourceText(d.When), true}, {"text", sourceText(d.Body), true},
			}})
		}
	}
	return numbered(parts)
}

// dateFields are what a date is made of.
func dateFields(d *Date) []field {
	length := func(l Length) string {
		switch {
		case l.Fixed.Calendar:
			return l.Fixed.Word()
		case !l.Fixed.IsZero():
			return l.Fixed.Length.Raw()
		}
		return sourceText(l.Of)
	}
	return []field{
		{"variants", strings.Join(d.Variants, ", "), true}, {"each", d.Each, true}, {"when", sourceText(d.When), true}, {"on", sourceText(d.On), true}, {"event", sourceText(d.Event), true},
		{"shift", length(d.Shift), true}, {"before", flagText(d.Back), true}, {"every", length(d.Every), true}, {"from", sourceText(d.From), true}, {"until", sourceText(d.Until), true},
		{"to", sourceText(d.To), true}, {"reads", sourceText(d.Reads), true}, {"what", sourceText(d.What), true}, {"who", d.Who.Word + sourceText(d.Who.Of), true}, {"at", d.At, true},
		{"draw", d.Draw, true}, {"begins", flagText(d.Begins), true}, {"ends", flagText(d.Ends), true},
	}
}

// parameterFields are what a question is made of; columns are named "columns.n.kind".
func parameterFields(p *deal.Parameter) []field {
	fields := []field{
		{"kind", p.Kind.String(), true}, {"ask", p.Ask, true}, {"unit", p.Unit, false}, {"typical", p.Typical, false},
		{"choices", choicesText(p.Choices), true}, {"optional", flagText(p.Optional), true}, {"or_text", flagText(p.OrText), true},
		{"default", p.Default, true}, {"renames", strings.Join(p.Renames, ", "), true}, {"rows", p.Grouped, true},
	}
	var names []string
	for i := range p.Columns {
		column := &p.Columns[i]
		names = append(names, column.Path)
		for _, f := range parameterFields(column) {
			fields = append(fields, field{"columns." + column.Path + "." + f.name, f.text, f.drafts})
		}
	}
	return append(fields, field{"columns", strings.Join(names, ", "), true})
}

func choicesText(choices []deal.Choice) string {
	var words []string
	for _, c := range choices {
		word := c.Word
		if c.Label != "" {
			word += " (" + c.Label + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

// flagText is "" for false, which is what an absent flag means.
func flagText(flag bool) string {
	if flag {
		return strconv.FormatBool(flag)
	}
	return ""
}

func namesText(names []Name) string {
	var list []string
	for _, n := range names {
		list = append(list, n.Text)
	}
	return strings.Join(list, ", ")
}

func templateParts(t *Template) []part {
	parts := []part{{"template", "", []field{
		{"title", t.Title, true}, {"summary", t.Summary, false}, {"legend", sourceText(t.Legend), true}, {"contents", flagText(t.Contents), true},
		{"operative", flagText(t.Operative), true}, {"full_form", t.FullForm, true}, {"customary", sourceText(t.Customary), false}, {"customary_why", t.CustomaryWhy, false},
		{"opening", strings.Join(t.Opening, ", "), true}, {"closing", strings.Join(t.Closing, ", "), true},
		{"schedules", strings.Join(t.Schedules, ", "), true}, {"cover", sourceText(t.Cover), true},
	}}}
	for _, a := range t.Articles {
		parts = append(parts, part{"article", a.ID, []field{{"title", a.Title, true}, {"clauses", strings.Join(a.Clauses, ", "), true}}})
	}
	for _, k := range t.KeyTerms {
		parts = append(parts, part{"key term", k.Term, []field{{"defines", flagText(k.Defines), true}, {"value", sourceText(k.Value), true}, {"when", sourceText(k.When), true}, {"clause", k.Clause, true}}})
	}
	for _, n := range t.NotCarried {
		parts = append(parts, part{"not carried", n.Key, []field{{"words", strings.Join(n.Words, ", "), true}, {"why", n.Why, true}, {"harmless", flagText(n.Harmless), true}}})
	}
	return numbered(parts)
}

// idsText writes which id leads where.
func idsText(ids map[string]string) string {
	var list []string
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		list = append(list, id+": "+ids[id])
	}
	return strings.Join(list, ", ")
}

func settingsParts(l *Library) []part {
	parts := []part{{"settings", "", []field{{"names", strings.Join(l.Names, ", "), true}, {"lint", namesText(l.Off), false}}}}
	for _, style := range slices.Sorted(maps.Keys(l.Spelling)) {
		p := part{kind: "spelling", name: style}
		for _, word := range slices.Sorted(maps.Keys(l.Spelling[style])) {
			p.fields = append(p.fields, field{word, l.Spelling[style][word], true})
		}
		parts = append(parts, p)
	}
	return parts
}

// numbered tells parts of one name apart: the second "Term" is "Term (2)".
func numbered(parts []part) []part {
	seen := map[[2]string]int{}
	for i, p := range parts {
		key := [2]string{p.kind, p.name}
		if seen[key]++; seen[key] > 1 {
			parts[i].name += " (" + strconv.Itoa(seen[key]) + ")"
		}
	}
	return parts
}

// sourceText is the text as it stands in its file, "" if there is none.
func sourceText(b *language.Body) string {
	if b == nil {
		return ""
	}
	return strings.TrimSpace(b.Text())
}
