package library

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// DefinitionsClause is the clause whose folder also holds the defined terms.
const DefinitionsClause = "definitions"

// clauseKeys are the keys of a clause.yaml.
var clauseKeys = []string{"title", "summary", "when", "survives", "parameters", "schedules", "variants", "provides", "stands_for", "dates", "rules", "notes", "edition", "lint"}

// clause reads what a folder says of its clause; nil if it says nothing. The wordings
// are read when they are asked for, and so are rules, dates, notes and editions.
func (o *opener) clause(id string) *Clause {
	file, ok := o.clauseFile(id)
	if !ok {
		return nil
	}
	root, ok := o.parsedRoot(file.name, file.head, 0, file.root, file.err)
	if !ok {
		return nil
	}
	root.id("the folder of a clause", id)
	f := root.fields(clauseKeys...)
	c := &Clause{
		ID: id, Title: f.get("title").text(), Summary: f.get("summary").text(),
		When: f.get("when").body(language.Expression), Survives: f.get("survives").body(language.Expression), Pos: root.pos(), Off: f.get("lint").off(),
	}
	if c.Title == "" {
		root.errorf("clause %q has no title", c.ID)
	}
	o.parameters(c, f.get("parameters"))
	o.variants(c, root, f.get("variants"))
	o.schedules(c, f.get("schedules"))
	o.promises(c, f.get("provides"))
	o.standsFor(c, f.get("stands_for"))
	c.defaults, c.later = o.defaults, o.readLater(c, file)
	return c
}

// enter enters a clause into the library, and reports what another has already.
func (o *opener) enter(c *Clause) {
	l := o.library
	c.Parameters = slices.DeleteFunc(c.Parameters, func(q *deal.Parameter) bool { return !o.declare(q) })
	l.Schema.Parameters = append(l.Schema.Parameters, c.Parameters...)
	for _, d := range c.defaults {
		if d.body != nil {
			l.defaults[d.path] = d.body
		} else {
			l.fixed[d.path] = d.value
		}
	}
	for _, s := range c.Schedules {
		if other := l.schedules[s.ID]; other != nil {
			o.problems.Errorf(s.Pos, "duplicate-id", "the schedule %q is brought by clause %q already", s.ID, other.Clause.ID)
		}
		l.schedules[s.ID] = s
	}
	l.promises = append(l.promises, c.Provides...)
	l.Clauses[c.ID] = c
}

// kindNames lists the words of all kinds, for hints.
var kindNames = func() []string {
	var names []string
	for k := deal.KindText; k <= deal.KindReference; k++ {
		names = append(names, k.String())
	}
	return names
}()

// Balanced is the variant that every clause has, and from which others
// take what they share with it.
const Balanced = "balanced"

func (o *opener) variants(c *Clause, root, n node) {
	c.files = map[string]func() *variantFile{}
	for _, p := range n.pairs() {
		f := p.value.fields("gives", "when", "rank")
		if !p.key.id("a variant", p.key.Value) {
			continue
		}
		v := &Variant{Name: p.key.Value, Gives: f.get("gives").text(), When: f.get("when").body(language.Expression), Ranks: f.get("rank").ranks(), Pos: p.key.pos()}
		c.Variants = append(c.Variants, v)
		c.files[v.Name] = o.variantFile(path.Join("clauses", c.ID, v.Name+".md"))
		v.Body = o.variantBody(c, v.Name)
	}
	if c.Variant(Balanced) == nil {
		root.errorf("clause %q has no balanced variant", c.ID).WithHint("add balanced.md and list it under variants")
	}
}

func (o *opener) schedules(c *Clause, n node) {
	for _, p := range n.pairs() {
		f := p.value.fields("title", "when")
		if !p.key.id("a schedule", p.key.Value) {
			continue
		}
		s := &Schedule{ID: p.key.Value, Title: f.get("title").text(), Clause: c, When: f.get("when").body(language.Expression), Pos: p.key.pos()}
		s.Body = o.whole(path.Join("clauses", c.ID, "schedule-"+s.ID+".md"))
		if s.Title == "" {
			p.key.errorf("schedule %q has no title", s.ID)
		}
		c.Schedules = append(c.Schedules, s)
	}
}

func (o *opener) rules(n node) []*Rule {
	var list []*Rule
	for _, item := range n.items() {
		f := item.fields("id", "severity", "each", "if", "message", "hint", "at", "authority")
		each := f.get("each").text()
		r := &Rule{
			ID: f.get("id").text(), Each: each, If: f.get("if").bodyOver(each, language.Expression), Message: f.get("message").bodyOver(each, language.Plain),
			Hint: f.get("hint").bodyOver(each, language.Plain), At: f.get("at").texts(), Authority: f.get("authority").text(), Pos: item.pos(),
			idPos: f.get("id").placeOr(item), eachPos: f.get("each").placeOr(item), atPos: f.get("at").textPlaces(),
		}
		severity, ok := diag.ParseSeverity(f.get("severity").text())
		r.Severity = severity
		if !ok || r.ID == "" || f.get("if").blank() || f.get("message").blank() {
			item.errorf("a rule has an id, a severity (error, warning, info), if and message")
			continue
		}
		if !ruleID.MatchString(r.ID) {
			f.get("id").errorf("the id of a rule is such as F-12 or TRAP-3, not %q", r.ID)
		}
		list = append(list, r)
	}
	return list
}

// whole is the wording in a Markdown file.
func (o *opener) whole(name string) *language.Body {
	at := lineOne(o.place(name))
	return language.FileBody(at.File, func() language.FileText {
		own := o.apart()
		text, _ := own.file(name)
		return language.FileText{Words: text, At: language.FilePlaces(at, text), Faults: own.problems}
	})
}

func lineOne(p diag.Position) diag.Position {
	p.Line, p.Column = 1, 1
	return p
}

// others lists the Markdown files in the folder of a clause that no variant or
// schedule names.
func (o *opener) others(c *Clause) []string {
	dir := path.Join("clauses", c.ID)
	entries, err := fs.ReadDir(o.fsys, dir)
	if err != nil {
		o.problems.Errorf(o.place(dir), BadFile, "cannot be read: %s", diag.Reason(err))
		return nil
	}
	var names []string
	for _, e := range entries {
		name, isMarkdown := strings.CutSuffix(e.Name(), ".md")
		if isMarkdown && c.Variant(name) == nil && !c.hasSchedule(strings.TrimPrefix(name, "schedule-")) {
			names = append(names, path.Join(dir, e.Name()))
		}
	}
	return names
}

// checkFiles reports files that no variant or schedule names.
func (o *opener) checkFiles(c *Clause) {
	if c.ID == DefinitionsClause {
		return // they are terms
	}
	for _, name := range o.others(c) {
		o.problems.Errorf(o.place(name), "library", "no variant of clause %q is called %q", c.ID, strings.TrimSuffix(path.Base(name), ".md")).
			WithHint("list it under variants in clause.yaml")
	}
}

func (c *Clause) hasSchedule(id string) bool {
	return slices.ContainsFunc(c.Schedules, func(s *Schedule) bool { return s.ID == id })
}
