package library

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/language"
)

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
