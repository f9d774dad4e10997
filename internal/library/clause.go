package library

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

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

// declare notes a question with its default, and reports one that is there already.
func (o *opener) declare(q *deal.Parameter) bool {
	if other := o.declared[q.Path]; other != nil {
		o.problems.Errorf(q.Pos, "duplicate-id", "the parameter %q is declared twice", q.Path).See(other.Pos, "declared here by clause %q", other.Clause)
		return false
	}
	o.declared[q.Path] = q
	return true
}

func (o *opener) parameters(c *Clause, n node) {
	for _, p := range n.pairs() {
		q := o.parameter(p.key, p.value)
		q.Clause = c.ID
		if !o.questionName(p.key) {
			continue
		}
		if q.Ask == "" {
			o.problems.Add(p.key.pos(), diag.Warning, "question", "%q asks nothing", q.Path).WithHint("ask: the question in words, for who answers it and for who reads what is open")
		}
		c.Parameters = append(c.Parameters, q)
	}
}

// parameter reads one question.
func (o *opener) parameter(key, n node) *deal.Parameter {
	f := n.fields("kind", "ask", "unit", "typical", "choices", "columns", "rows", "optional", "default", "or_text", "min", "max", "name", "renames", "closed", "other")
	q := &deal.Parameter{
		Path: key.Value, Ask: f.get("ask").text(), Unit: f.get("unit").text(), Typical: f.get("typical").text(),
		Optional: f.get("optional").flag(), OrText: f.get("or_text").flag(), Name: f.get("name").flag(), Renames: f.get("renames").texts(), Grouped: f.get("rows").text(), Closed: f.get("closed").flag(), Other: f.get("other").flag(), Pos: key.pos(),
	}
	kind, ok := deal.ParseKind(f.get("kind").text())
	if !ok {
		at := n
		if f.get("kind").Node != nil {
			at = f.get("kind")
		}
		p := at.fault("unknown-kind", "the parameter %q has no known kind", q.Path)
		if near := diag.Nearest(f.get("kind").text(), kindNames); near != "" {
			p.WithHint("did you mean %q?", near)
		} else {
			p.WithHint("kinds: %s", strings.Join(kindNames, ", "))
		}
	}
	q.Kind = kind
	q.Choices = readChoices(f.get("choices"))
	if kind == deal.KindChoice && len(q.Choices) == 0 && ok {
		n.errorf("the choice %q lists no choices", q.Path)
	}
	if q.Closed && (kind != deal.KindList || len(q.Choices) == 0) && ok {
		n.errorf("%q is closed, which only a list with choices can be", q.Path)
	}
	for _, column := range f.get("columns").pairs() {
		if !columnName.MatchString(column.key.Value) {
			column.key.errorf("a column is named by small letters, digits and underscores, not %q", column.key.Value)
		}
		q.Columns = append(q.Columns, *o.parameter(column.key, column.value))
	}
	if ok {
		questionKeys(q, f)
	}
	if kind == deal.KindTable && len(q.Columns) == 0 && ok {
		n.errorf("the table %q lists no columns", q.Path)
	}
	q.Min, q.Max = f.get("min").text(), f.get("max").text()
	if err := q.CheckBounds(); err != nil && ok {
		n.errorf("the bounds of %q are wrong: %s", q.Path, err)
	}
	o.defaultOf(q, f.get("default"))
	if err := q.CheckOwn(); err != nil && ok {
		n.errorf("%s", err)
	}
	return q
}

// defaultOf keeps a default as the text that a deal file would hold. One with
// actions is computed for each deal; any other is read now, so that a wrong
// one is found at once.
func (o *opener) defaultOf(q *deal.Parameter, n node) {
	if n.Node == nil {
		return
	}
	q.Default = defaultText(n)
	if strings.Contains(q.Default, "{{") {
		if b := n.body(language.Plain); b != nil {
			o.defaults = append(o.defaults, defaulted{path: q.Path, body: b})
		}
		return
	}
	v, err := deal.ReadText(q, q.Default, "")
	if err != nil {
		n.fault("wrong-default", "the default of %q does not fit its kind: %s", q.Path, err)
		return
	}
	o.defaults = append(o.defaults, defaulted{path: q.Path, value: v})
}

// defaulted is the default of a question: a text with actions, or else a value.
type defaulted struct {
	path  string
	body  *language.Body
	value deal.Value
}

// defaultText is a default as one line of YAML.
func defaultText(n node) string {
	if n.Kind == yaml.ScalarNode {
		return n.Value
	}
	flow := n.Tree()
	setFlow(flow)
	text, err := yaml.Marshal(flow)
	if err != nil {
		n.errorf("the default cannot be read: %s", err)
	}
	return strings.TrimSpace(string(text))
}

// setFlow writes a node and all below it between brackets.
func setFlow(n *yaml.Node) {
	n.Style |= yaml.FlowStyle
	for _, c := range n.Content {
		if c.Kind != yaml.ScalarNode {
			setFlow(c)
		}
	}
}

// kindNames lists the words of all kinds, for hints.
var kindNames = func() []string {
	var names []string
	for k := deal.KindText; k <= deal.KindReference; k++ {
		names = append(names, k.String())
	}
	return names
}()

// readChoices reads a list of words, or a map from words to labels.
func readChoices(n node) []deal.Choice {
	var list []deal.Choice
	if n.Node != nil && n.Kind == yaml.MappingNode {
		for _, p := range n.pairs() {
			list = append(list, deal.Choice{Word: p.key.Value, Label: p.value.text()})
		}
		return list
	}
	for _, word := range n.texts() {
		list = append(list, deal.Choice{Word: word})
	}
	return list
}

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
		o.problems.Errorf(o.place(dir), "file", "cannot be read: %s", diag.Reason(err))
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

// termFile is the file of a defined term: YAML between two lines of dashes, then
// the wording.
type termFile struct{ name, front, body string }

// termFile reads the file of a defined term.
func (o *opener) termFile(name string) (termFile, bool) {
	text, ok := o.file(name)
	if !ok {
		return termFile{}, false
	}
	front, body, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	if !ok || !strings.HasPrefix(text, "---\n") {
		o.problems.Errorf(lineOne(o.place(name)), "library", "a definition begins with its term between two lines of three dashes").
			WithHint("---\nterm: Net Sales\n---")
		return termFile{}, false
	}
	return termFile{name, front, body}, true
}

// definition reads the file of a defined term; nil if there is none in it.
func (o *opener) definition(name string) *Definition {
	file, ok := o.termFile(name)
	if !ok {
		return nil
	}
	root, ok := o.root(file.name, file.front, 1)
	if !ok {
		return nil
	}
	f := root.fields("term", "forms", "when")
	d := &Definition{Term: f.get("term").text(), Forms: f.get("forms").texts(), When: f.get("when").body(language.Expression), Pos: f.get("term").placeOr(root)}
	o.checkTerm(d, root, f)
	base := diag.Position{File: o.place(file.name).File, Line: strings.Count(file.front, "\n") + 4, Column: 1}
	d.Body = language.NewBody(base.File, language.FilePlaces(base, file.body), file.body, language.Wording, "")
	return d
}
