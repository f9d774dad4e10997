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

// clauses reads what every folder under clauses/ says of its clause. The
// wordings are read when they are asked for, and so are rules, notes and
// editions.
func (o *opener) clauses() {
	var files []clauseFile
	var heads []string
	for _, id := range o.folders("clauses") {
		name := path.Join("clauses", id, "clause.yaml")
		if text, ok := o.file(name); ok {
			f := clauseFile{id: id, name: name, text: text}
			f.head, f.rest = halves(text)
			files, heads = append(files, f), append(heads, f.head)
		}
	}
	for i, p := range o.withOthers(heads) {
		f := files[i]
		if p.err != nil && f.head != f.text { // perhaps because of the cut
			f.head, f.rest, p = f.text, f.text, parse(f.text)
		}
		if root, ok := o.root(f.name, f.head, 0, p); ok {
			o.clause(f, root)
		}
	}
	if o.library.Clauses[DefinitionsClause] != nil {
		o.definitions()
	}
	o.nested()
}

func (o *opener) clause(file clauseFile, root node) {
	root.id("the folder of a clause", file.id)
	f := root.fields(clauseKeys...)
	c := &Clause{
		ID: file.id, Title: f["title"].text(), Summary: f["summary"].text(),
		When: f["when"].body(language.Expression), Survives: f["survives"].body(language.Expression), Pos: root.pos(), Off: f["lint"].off(),
	}
	if c.Title == "" {
		root.errorf("clause %q has no title", c.ID)
	}
	o.parameters(c, f["parameters"])
	o.variants(c, root, f["variants"])
	o.schedules(c, f["schedules"])
	o.promises(c, f["provides"])
	o.standsFor(c, f["stands_for"])
	o.library.promises = append(o.library.promises, c.Provides...)
	c.later = o.readLater(c, file)
	o.library.Clauses[c.ID] = c
}

func (o *opener) parameters(c *Clause, n node) {
	for _, p := range n.pairs() {
		q := o.parameter(p.key, p.value)
		q.Clause = c.ID
		if other := o.declared[q.Path]; other != nil {
			p.key.fault("duplicate-id", "the parameter %q is declared twice", q.Path).See(other.Pos, "declared here by clause %q", other.Clause)
			continue
		}
		if !o.questionName(p.key) {
			continue
		}
		if q.Ask == "" {
			o.problems.Add(p.key.pos(), diag.Warning, "question", "%q asks nothing", q.Path).WithHint("ask: the question in words, for who answers it and for who reads what is open")
		}
		o.declared[q.Path] = q
		c.Parameters = append(c.Parameters, q)
		o.library.Schema.Parameters = append(o.library.Schema.Parameters, q)
	}
}

// parameter reads one question.
func (o *opener) parameter(key, n node) *deal.Parameter {
	f := n.fields("kind", "ask", "unit", "typical", "choices", "columns", "rows", "optional", "default", "or_text", "min", "max", "name", "renames", "closed", "other")
	q := &deal.Parameter{
		Path: key.Value, Ask: f["ask"].text(), Unit: f["unit"].text(), Typical: f["typical"].text(),
		Optional: f["optional"].flag(), OrText: f["or_text"].flag(), Name: f["name"].flag(), Renames: f["renames"].texts(), Grouped: f["rows"].text(), Closed: f["closed"].flag(), Other: f["other"].flag(), Pos: key.pos(),
	}
	kind, ok := deal.ParseKind(f["kind"].text())
	if !ok {
		at := n
		if f["kind"].Node != nil {
			at = f["kind"]
		}
		p := at.fault("unknown-kind", "the parameter %q has no known kind", q.Path)
		if near := diag.Nearest(f["kind"].text(), kindNames); near != "" {
			p.WithHint("did you mean %q?", near)
		} else {
			p.WithHint("kinds: %s", strings.Join(kindNames, ", "))
		}
	}
	q.Kind = kind
	q.Choices = readChoices(f["choices"])
	if kind == deal.KindChoice && len(q.Choices) == 0 && ok {
		n.errorf("the choice %q lists no choices", q.Path)
	}
	if q.Closed && (kind != deal.KindList || len(q.Choices) == 0) && ok {
		n.errorf("%q is closed, which only a list with choices can be", q.Path)
	}
	for _, column := range f["columns"].pairs() {
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
	q.Min, q.Max = f["min"].text(), f["max"].text()
	if err := q.CheckBounds(); err != nil && ok {
		n.errorf("the bounds of %q are wrong: %s", q.Path, err)
	}
	o.defaultOf(q, f["default"])
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
			o.library.defaults[q.Path] = b
		}
		return
	}
	v, err := deal.ReadText(q, q.Default, "")
	if err != nil {
		n.fault("wrong-default", "the default of %q does not fit its kind: %s", q.Path, err)
		return
	}
	o.library.fixed[q.Path] = v
}

// defaultText is a default as one line of YAML.
func defaultText(n node) string {
	if n.Kind == yaml.ScalarNode {
		return n.Value
	}
	flow := *n.Node
	setFlow(&flow)
	text, err := yaml.Marshal(&flow)
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
		v := &Variant{Name: p.key.Value, Gives: f["gives"].text(), When: f["when"].body(language.Expression), Ranks: f["rank"].ranks(), Pos: p.key.pos()}
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
		s := &Schedule{ID: p.key.Value, Title: f["title"].text(), Clause: c, When: f["when"].body(language.Expression), Pos: p.key.pos()}
		s.Body = o.whole(path.Join("clauses", c.ID, "schedule-"+s.ID+".md"))
		if s.Title == "" {
			p.key.errorf("schedule %q has no title", s.ID)
		}
		if other := o.library.schedules[s.ID]; other != nil {
			p.key.fault("duplicate-id", "the schedule %q is brought by clause %q already", s.ID, other.Clause.ID)
		}
		o.library.schedules[s.ID] = s
		c.Schedules = append(c.Schedules, s)
	}
}

func (o *opener) rules(n node) []*Rule {
	var list []*Rule
	for _, item := range n.items() {
		f := item.fields("id", "severity", "each", "if", "message", "hint", "at", "authority")
		each := f["each"].text()
		r := &Rule{
			ID: f["id"].text(), Each: each, If: f["if"].bodyOver(each, language.Expression), Message: f["message"].bodyOver(each, language.Plain),
			Hint: f["hint"].bodyOver(each, language.Plain), At: f["at"].texts(), Authority: f["authority"].text(), Pos: item.pos(),
			idPos: f["id"].placeOr(item), eachPos: f["each"].placeOr(item), atPos: f["at"].textPlaces(),
		}
		severity, ok := diag.ParseSeverity(f["severity"].text())
		r.Severity = severity
		if !ok || r.ID == "" || f["if"].blank() || f["message"].blank() {
			item.errorf("a rule has an id, a severity (error, warning, info), if and message")
			continue
		}
		if !ruleID.MatchString(r.ID) {
			f["id"].errorf("the id of a rule is such as F-12 or TRAP-3, not %q", r.ID)
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

// definitions reads the defined terms beside the definitions clause.
func (o *opener) definitions() {
	names := o.others(o.library.Clauses[DefinitionsClause])
	var list []termFile
	var fronts []string
	for _, name := range names {
		if f, ok := o.termFile(name); ok {
			list, fronts = append(list, f), append(fronts, f.front)
		}
	}
	for i, p := range parseAll(fronts) {
		o.definition(list[i], p)
	}
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

// definition notes a defined term.
func (o *opener) definition(file termFile, p *parsedYAML) {
	root, ok := o.root(file.name, file.front, 1, p)
	if !ok {
		return
	}
	f := root.fields("term", "forms", "when")
	d := &Definition{Term: f["term"].text(), Forms: f["forms"].texts(), When: f["when"].body(language.Expression), Pos: f["term"].placeOr(root)}
	o.checkTerm(d, root, f)
	base := diag.Position{File: o.place(file.name).File, Line: strings.Count(file.front, "\n") + 4, Column: 1}
	d.Body = language.NewBody(base.File, language.FilePlaces(base, file.body), file.body, language.Wording, "")
	o.library.Definitions = append(o.library.Definitions, d)
}
