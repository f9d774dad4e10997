// Package cases runs a library's own tests. A case is a few answers with the
// wording that a clause is to print for them, or the rules that are to fire.
// Beside the cases it tries every clause with all pairs of answers that its
// conditions look at, and drafts whole random deals.
package cases

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/fastyaml"
	"clausewright/internal/library"
	"clausewright/internal/sample"
)

// Case is one test of a clause, or of the cover and key terms of a template.
type Case struct {
	Clause   string   // "" for a template's own texts
	Template string   // the template that the clause is printed as part of; "" if no template lists it
	Name     string   // what it shows, in words
	Variants []string // of the clause; none: the one that the answers choose
	With     []string // other clauses that are taken to be in the draft
	Terms    []string // the definitions to print, of a case of the definitions clause
	Rules    []string // rules that must fire
	Silent   []string // rules that must look at the answers and have nothing to say
	LeftOut  bool     // the clause must stay out of the draft
	Words    int      // of a template: how many words a whole draft has at most; 0: that is not looked at
	File     string   // as problems name it
	Expected string   // the wording expected, as the file beside the cases holds it
	IsThere  bool     // whether that file holds one
	Result   string   // name of that file in the library's folder

	deal  *deal.Deal
	start diag.Position            // of its name
	pos   map[string]diag.Position // of its own keys
	line  int                      // where the wording expected begins in its file
	above []*Case                  // the cases before it in the same file
}

// ID is what "clausewright test --run" looks at.
func (c *Case) ID() string { return c.File + ": " + c.Name }

// compared reports whether the wording printed is part of the case.
func (c *Case) compared() bool {
	return c.IsThere || len(c.Rules)+len(c.Silent)+c.Words == 0 && !c.LeftOut || len(c.Variants) > 0
}

// at is the place of one of the case's own keys, else of its name.
func (c *Case) at(key string) diag.Position {
	if p, ok := c.pos[key]; ok {
		return p
	}
	return c.start
}

// Folder is the folder of a clause or template that holds its cases.
const Folder = "cases"

// reader reads the cases of one library.
type reader struct {
	lib      *library.Library
	fsys     fs.FS
	dir      string
	schema   *deal.Schema // of the library, with columns that a case may leave out
	update   bool         // wordings of cases that are no longer there are left out
	problems diag.List
}

// Read reads the cases of a library from its folder. Problems name files as
// they are called in fsys, prefixed with dir. What is wrong with a case file is
// told, and the case left out.
func Read(lib *library.Library, fsys fs.FS, dir string) ([]*Case, diag.List) {
	r := &reader{lib: lib, fsys: fsys, dir: dir, schema: lenient(lib.Schema)}
	return r.all(), r.problems
}

func (r *reader) all() []*Case {
	var cases []*Case
	lib := r.lib
	for _, id := range lib.ClauseIDs() {
		template := ""
		if t := listing(lib, id); len(t) > 0 {
			template = t[0].ID
		}
		cases = append(cases, r.folder(path.Join("clauses", id, Folder), Case{Clause: id, Template: template})...)
	}
	for _, id := range lib.TemplateIDs() {
		cases = append(cases, r.folder(path.Join("templates", id, Folder), Case{Template: id})...)
	}
	r.problems.Sort()
	return cases
}

// listing lists the templates that print a clause in its own words.
func listing(lib *library.Library, clause string) []*library.Template {
	var list []*library.Template
	for _, id := range lib.TemplateIDs() {
		if t := lib.Templates[id]; t.Prints(clause) {
			list = append(list, t)
		}
	}
	return list
}

// folder reads the cases in one folder.
func (r *reader) folder(dir string, of Case) []*Case {
	entries, err := fs.ReadDir(r.fsys, dir)
	if err != nil {
		return nil // no cases yet
	}
	var cases []*Case
	for _, e := range entries {
		name, ending := strings.TrimSuffix(e.Name(), path.Ext(e.Name())), path.Ext(e.Name())
		at := diag.Position{File: path.Join(r.dir, dir, e.Name())}
		switch {
		case ending == ".yaml":
			c := of
			c.File, c.Result = at.File, path.Join(dir, name+".md")
			cases = append(cases, r.file(path.Join(dir, e.Name()), c)...)
		case ending == ".md" && !slices.ContainsFunc(entries, func(other fs.DirEntry) bool { return other.Name() == name+".yaml" }):
			r.problems.Errorf(at, "case", "belongs to no cases").WithHint("add %s.yaml with the answers, or remove the file", name)
		case ending != ".md":
			r.problems.Errorf(at, "case", "holds no cases").WithHint("cases stand in NAME.yaml, the wordings expected in NAME.md")
		}
	}
	return cases
}

// file reads the cases of one file, and the wordings expected of them.
func (r *reader) file(name string, of Case) []*Case {
	data, err := library.ReadFile(r.fsys, name)
	if err != nil {
		r.problems.Errorf(diag.Position{File: of.File}, "case", "cannot be read: %s", err)
		return nil
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	root, err := fastyaml.Parse(text)
	if err != nil {
		_, problems := deal.Read(of.File, []byte(text), r.schema) // it tells where the YAML is at fault
		r.problems = append(r.problems, problems...)
		return nil
	}
	if root == nil {
		return nil
	}
	if root.Kind != yaml.MappingNode || root.Style&yaml.FlowStyle != 0 {
		r.problems.Errorf(r.place(&of, root), "case", "cases are wanted, each under its name").WithHint("What the case shows:\\n  variant: licensor")
		return nil
	}
	expected := r.expected(of.Result)
	lines := strings.Split(text, "\n")
	var all, sound []*Case
	for i := 0; i+1 < len(root.Content); i += 2 {
		c := of
		c.Name, c.start = root.Content[i].Value, r.place(&of, root.Content[i])
		end := len(lines)
		if i+2 < len(root.Content) {
			end = root.Content[i+2].Line - 1
		}
		if slices.ContainsFunc(all, func(other *Case) bool { return other.Name == c.Name }) {
			r.problems.Errorf(c.start, "case", "there are two cases %q", c.Name).WithHint("say what this one shows")
			continue
		}
		if e, ok := expected[c.Name]; ok {
			c.Expected, c.line, c.IsThere = e.text, e.line, true
			delete(expected, c.Name)
		}
		c.above = slices.Clone(sound)
		all = append(all, &c)
		if r.read(&c, root.Content[i+1], lines, end) {
			sound = append(sound, &c)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(expected)) {
		if r.update {
			break
		}
		at := diag.Position{File: path.Join(r.dir, of.Result), Line: expected[name].line - 1}
		r.problems.Errorf(at, "case", "there is no case %q", name).WithHint("\"clausewright test --update\" leaves its wording out")
	}
	return sound
}

// read reads one case, whose value ends before a line.
func (r *reader) read(c *Case, value *fastyaml.Node, lines []string, end int) bool {
	before := len(r.problems)
	only := make([]string, len(lines)) // the case alone, so that everything keeps its place
	switch {
	case value.Kind == yaml.ScalarNode && value.Tag == "!!null", value.Kind == yaml.MappingNode && len(value.Content) == 0:
		only = []string{"{}"}
	case value.Kind != yaml.MappingNode || value.Line == c.start.Line:
		r.problems.Errorf(r.place(c, value), "case", "answers are wanted here, one key a line").WithHint("%s:\\n  variant: licensor", c.Name)
		return false
	default:
		copy(only[value.Line-1:], lines[value.Line-1:end])
	}
	r.parse(c, strings.Join(only, "\n"))
	return !r.problems[before:].HasErrors()
}

// Keys of a case beside those of a deal.
const (
	keyVariant = "variant"
	keyWith    = "with"
	keyTerms   = "terms"
	keyExpect  = "expect"
)

// parse reads the text of a case: its own keys, and the rest as a deal.
func (r *reader) parse(c *Case, text string) {
	c.pos = map[string]diag.Position{}
	if c.Name == "" {
		r.problems.Errorf(c.at(""), "case", "does not say what it shows").WithHint("name it in words")
	}
	rest := r.ownKeys(c, text)
	d, problems := deal.Read(c.File, []byte(rest), r.schema)
	r.problems = append(r.problems, problems...)
	if d.Template != "" && c.Clause != "" {
		r.template(c, d)
	}
	fillRows(r.lib, d)
	fillCurrency(r.lib, d)
	c.deal = d
}

// lenient is a schema in which the rows of a table need not answer every
// column: those left out are filled.
func lenient(s *deal.Schema) *deal.Schema {
	out := &deal.Schema{}
	for _, p := range s.Parameters {
		if p.Kind == deal.KindTable {
			q := *p
			q.Columns = slices.Clone(p.Columns)
			for i := range q.Columns {
				q.Columns[i].Optional = true
			}
			p = &q
		}
		if p.Path == deal.CurrencyPath && p.Default == "" {
			q := *p
			q.Default = sample.Known[deal.CurrencyPath]
			p = &q
		}
		out.Parameters = append(out.Parameters, p)
	}
	return out
}

// template takes the template that a case of a clause names.
func (r *reader) template(c *Case, d *deal.Deal) {
	t := r.lib.Templates[d.Template]
	if t == nil || !t.Prints(c.Clause) {
		p := r.problems.Errorf(d.TemplatePos, "case", "there is no template %q that lists clause %q", d.Template, c.Clause)
		if near := diag.Nearest(d.Template, r.lib.TemplateIDs()); near != "" && t == nil {
			p.WithHint("did you mean %q?", near)
		}
		return
	}
	c.Template = t.ID
}

// ownKeys reads the keys that a deal does not have and returns the text with
// their lines empty, so that everything else keeps its place.
func (r *reader) ownKeys(c *Case, text string) string {
	root, err := fastyaml.Parse(text)
	if err != nil || root == nil || root.Kind != yaml.MappingNode {
		if strings.TrimSpace(stripComments(text)) == "" {
			return "{}" // a case without answers
		}
		return text // the reader of deals tells what is wrong
	}
	lines := strings.Split(text, "\n")
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if !slices.Contains([]string{keyVariant, keyWith, keyTerms, keyExpect}, key.Value) {
			continue
		}
		if root.Style&yaml.FlowStyle != 0 {
			r.problems.Errorf(r.place(c, key), "case", "%q stands between braces", key.Value).WithHint("write one key a line")
			return "{}"
		}
		if _, twice := c.pos[key.Value]; twice {
			r.problems.Errorf(r.place(c, key), "case", "%q is there twice", key.Value).WithHint("keep one of the two")
		}
		c.pos[key.Value] = r.place(c, value)
		r.own(c, key.Value, value)
		last := len(lines)
		if i+2 < len(root.Content) {
			last = root.Content[i+2].Line - 1
		}
		for line := key.Line - 1; line < last; line++ {
			lines[line] = ""
		}
	}
	rest := strings.Join(lines, "\n")
	if strings.TrimSpace(stripComments(rest)) == "" {
		return "{}"
	}
	return rest
}

// stripComments leaves out lines that hold only a comment.
func stripComments(text string) string {
	var kept []string
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(strings.TrimSpace(line), "#") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func (r *reader) place(c *Case, n *fastyaml.Node) diag.Position {
	return diag.Position{File: c.File, Line: n.Line, Column: n.Column}
}

// own reads the value of one of a case's own keys.
func (r *reader) own(c *Case, key string, n *fastyaml.Node) {
	switch key {
	case keyVariant:
		var names []string
		if clause := r.lib.Clauses[c.Clause]; clause != nil {
			for _, v := range clause.Variants {
				names = append(names, v.Name)
			}
		}
		c.Variants = r.words(c, n, "variant", names)
	case keyWith:
		c.With = r.words(c, n, "clause", r.lib.ClauseIDs())
	case keyTerms:
		c.Terms = r.words(c, n, "definition", r.lib.Terms())
	case keyExpect:
		r.expect(c, n)
	}
}

func (r *reader) expect(c *Case, n *fastyaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.problems.Errorf(r.place(c, n), "case", "expect is a group of keys").WithHint("expect: {rules: [F-12]}")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if key := n.Content[i]; key.Value == "left_out" && c.Clause != "" && n.Content[i+1].Value == "true" {
			c.LeftOut = true
			continue
		} else if key.Value == "words" && c.Clause == "" {
			r.budget(c, n.Content[i+1])
			continue
		} else if key.Value != "rules" && key.Value != "silent" {
			r.problems.Errorf(r.place(c, key), "case", "there is no %q to expect", key.Value).WithHint("expect: {rules: [F-12]}")
			continue
		}
		var ids []string
		if clause := r.lib.Clauses[c.Clause]; clause != nil {
			for _, rule := range clause.Rules() {
				ids = append(ids, rule.ID)
			}
		}
		if list := r.words(c, n.Content[i+1], "rule", ids); n.Content[i].Value == "rules" {
			c.Rules = list
		} else {
			c.Silent = list
		}
	}
}

// budget reads how many words a draft may have.
func (r *reader) budget(c *Case, n *fastyaml.Node) {
	if most, err := strconv.Atoi(n.Value); err == nil && most > 0 {
		c.Words = most
		return
	}
	r.problems.Errorf(r.place(c, n), "case", "a number of words is wanted here").WithHint("expect: {words: 6500}")
}

// words reads one word or a list of words, each of which must be known.
func (r *reader) words(c *Case, n *fastyaml.Node, what string, known []string) []string {
	items := n.Content
	if n.Kind == yaml.ScalarNode {
		items = []*fastyaml.Node{n}
	}
	var list []string
	for _, item := range items {
		switch {
		case n.Kind == yaml.MappingNode || item.Kind != yaml.ScalarNode:
			r.problems.Errorf(r.place(c, n), "case", "a list of names is wanted here").WithHint("[first, second]")
			return nil
		case slices.Contains(list, item.Value):
			r.problems.Errorf(r.place(c, item), "case", "%q is there twice", item.Value)
		case !slices.Contains(known, item.Value):
			p := r.problems.Errorf(r.place(c, item), "case", "there is no %s %q here", what, item.Value)
			if near := diag.Nearest(item.Value, known); near != "" {
				p.WithHint("did you mean %q?", near)
			} else if len(known) > 0 && len(known) < 12 {
				p.WithHint("there is: %s", strings.Join(known, ", "))
			}
		default:
			list = append(list, item.Value)
		}
	}
	return list
}
