package library

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/fastyaml"
	"clausewright/internal/language"
	"clausewright/internal/markdown"
)

// checkHeads looks at what every draft depends on: which clauses, terms and
// schedules there are, and the conditions that choose among them.
func (o *opener) checkHeads() {
	l := o.library
	slices.SortStableFunc(l.Definitions, func(a, b *Definition) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Term), strings.ToLower(b.Term)), a.Pos.Compare(b.Pos))
	})
	l.indexTerms()
	o.checkDefinitions()
	o.checkForms()
	for _, id := range l.ClauseIDs() {
		for _, p := range l.Clauses[id].Provides {
			o.checkDependent(p)
		}
	}
	for _, faults := range together(o, l.deciding(), func(_ *opener, b *language.Body) diag.List { return l.Faults(b) }) {
		o.problems = append(o.problems, faults...)
	}
	for _, id := range l.ClauseIDs() {
		o.checkCompound(l.Clauses[id])
	}
	for _, id := range l.TemplateIDs() {
		o.checkTemplate(l.Templates[id])
		o.checkShortForm(l.Templates[id])
	}
}

// checkAll looks at everything else.
func (o *opener) checkAll() {
	l := o.library
	o.checkRead()
	rules := map[string]diag.Position{}
	for _, id := range l.ClauseIDs() {
		c := l.Clauses[id]
		o.problems = append(o.problems, c.Faults()...)
		o.checkRules(c, rules)
		o.checkDates(c)
		o.checkFiles(c)
		o.checkPassages(c)
		o.checkStandIns(c)
	}
	for _, b := range l.Bodies() {
		o.problems = append(o.problems, l.Faults(b)...)
	}
	_, begins := l.Beginning()
	_, amends := l.Amending(commonFamily)
	o.problems = append(o.problems, slices.Concat(begins, amends)...)
	for _, id := range l.TemplateIDs() {
		o.checkSections(l.Templates[id])
	}
}

// checkRead has go-yaml read the files of the library too, and reports what it reads
// otherwise.
func (o *opener) checkRead() {
	for _, folder := range []string{"clauses", "templates"} {
		fs.WalkDir(o.fsys, folder, func(name string, _ fs.DirEntry, err error) error {
			if err != nil || path.Ext(name) != ".yaml" {
				return nil
			}
			data, err := ReadFile(o.fsys, name)
			if err != nil {
				return nil // told where it is read
			}
			if n := fastyaml.Differs(plainLines(data)); n != nil {
				pos := diag.Position{File: path.Join(o.dir, name), Line: n.Line, Column: n.Column}
				o.problems.Errorf(pos, badYAML, "%q can be read in two ways", n.Value).WithHint("put it in quotation marks, or write it in a plainer way")
			}
			return nil
		})
	}
}

// Faults are what is wrong with a text: what it shows by itself, and what it
// names that the library does not have.
func (l *Library) Faults(b *language.Body) diag.List {
	return b.FaultsIn(l, func() diag.List {
		o := l.opener.apart()
		o.problems = b.Faults()
		o.checkUses(b)
		o.checkAsks(b)
		return o.problems
	})
}

// deciding lists the conditions that choose clauses, variants and schedules.
func (l *Library) deciding() []*language.Body {
	var list []*language.Body
	add := func(b *language.Body) {
		if b != nil {
			list = append(list, b)
		}
	}
	for _, id := range l.ClauseIDs() {
		c := l.Clauses[id]
		add(c.When)
		for _, v := range c.Variants {
			add(v.When)
		}
		for _, s := range c.Schedules {
			add(s.When)
		}
		for _, p := range c.Provides {
			add(p.When)
		}
	}
	for _, d := range l.Definitions {
		add(d.When)
	}
	return list
}

func (o *opener) checkDefinitions() {
	list := o.library.Definitions
	for i := 1; i < len(list); i++ {
		if before, d := list[i-1], list[i]; before.Term == d.Term {
			o.problems.Errorf(d.Pos, "defined-twice", "%q is defined twice", d.Term).See(before.Pos, "defined here as well")
		}
	}
}

func (o *opener) checkRules(c *Clause, seen map[string]diag.Position) {
	for _, r := range c.Rules() {
		if at, ok := seen[r.ID]; ok {
			o.problems.Errorf(r.idPos, "duplicate-id", "the rule %q is there twice", r.ID).See(at, "and here")
		}
		seen[r.ID] = r.idPos
		o.checkEach(r.Each, r.eachPos)
		for i, parameter := range r.At {
			if _, ok := o.library.Schema.Find(parameter); !ok {
				o.unknownParameter(r.atPos[i], parameter)
			}
		}
	}
}

// checkEach reports what is no table that a rule or a date could look through.
func (o *opener) checkEach(each string, pos diag.Position) {
	if p, ok := o.library.Schema.Find(each); !ok && each != "" {
		o.unknownParameter(pos, each)
	} else if ok && p.Kind != deal.KindTable {
		o.problems.Errorf(pos, "wrong-kind", "each needs a table, and %q is of kind %s", each, p.Kind)
	}
}

// checkUses reports parameters and columns that no clause declares.
func (o *opener) checkUses(b *language.Body) {
	schema := o.library.Schema
	for _, u := range b.Uses() {
		switch u.Table {
		case "?":
		case "":
			if _, ok := schema.Find(u.Path); !ok && !schema.HasGroup(u.Path) {
				o.unknownParameter(b.Position(u.Offset), u.Path)
			}
		default:
			o.checkColumn(b, u)
		}
	}
}

func (o *opener) checkColumn(b *language.Body, u language.Use) {
	table, ok := o.library.Schema.Find(u.Table)
	if !ok {
		return // reported where the loop names it
	}
	var names []string
	for _, c := range table.Columns {
		names = append(names, c.Path)
	}
	if slices.Contains(names, u.Path) {
		return
	}
	p := o.problems.Errorf(b.Position(u.Offset), UnknownParameter, "%q has no column %q", u.Table, u.Path)
	if near := diag.Nearest(u.Path, names); near != "" {
		p.WithHint("did you mean %q?", near)
	} else if _, ok := o.library.Schema.Find(u.Path); ok || o.library.Schema.HasGroup(u.Path) {
		p.WithHint("inside a loop, write $.%s for a parameter", u.Path)
	}
}

// paths lists the parameters of all clauses.
func (o *opener) paths() []string { return slices.Sorted(maps.Keys(o.declared)) }

func (o *opener) unknownParameter(pos diag.Position, parameter string) {
	p := o.problems.Errorf(pos, UnknownParameter, "no clause declares the parameter %q", parameter)
	p.About = parameter
	if near := diag.Nearest(parameter, o.paths()); near != "" {
		p.WithHint("did you mean %q?", near)
	}
}

// checkAsks reports clauses, promises and parameters that calls name in vain.
func (o *opener) checkAsks(b *language.Body) {
	for _, a := range b.Asks() {
		pos := b.Position(a.Offset)
		switch {
		case a.Promise != "":
			if a.By.Lists == "" { // a list of its own may be empty
				o.checkPromise(pos, a)
			}
		case a.Clause != "" && a.By.Name == "short":
			o.checkShort(pos, a.Clause)
		case a.Clause != "" && o.library.Clauses[a.Clause] == nil:
			o.unknownClause(pos, a.Clause)
		case a.Path != "" && len(o.library.Schema.Under(a.Path)) == 0:
			o.unknownParameter(pos, a.Path)
		}
	}
}

func (o *opener) unknownClause(pos diag.Position, id string) {
	p := o.problems.Errorf(pos, UnknownClause, "there is no clause %q", id)
	p.About = id
	if near := diag.Nearest(id, o.library.ClauseIDs()); near != "" {
		p.WithHint("did you mean %q?", near)
	}
}

func (o *opener) checkTemplate(t *Template) {
	for _, id := range t.listing() {
		if o.library.Clauses[id] == nil {
			o.unknownClause(t.places[id], id)
		}
	}
	rows := map[string]diag.Position{}
	for i, k := range t.KeyTerms {
		if first, ok := rows[k.Term]; ok && (t.KeyTerms[i-1].Term != k.Term || k.When == nil) {
			o.problems.Errorf(k.Pos, "duplicate-id", "the row %q is there twice", k.Term).See(first, "and here")
		}
		rows[k.Term] = k.Pos
		if !t.Lists(k.Clause) {
			o.unknownClause(k.clausePos, k.Clause)
		}
	}
	o.checkUnlisted(t)
	known := o.library.scheduleIDs()
	for _, id := range t.Schedules {
		if !slices.Contains(known, id) {
			p := o.problems.Errorf(t.places[id], UnknownSchedule, "no clause brings a schedule %q", id)
			if near := diag.Nearest(id, known); near != "" {
				p.WithHint("did you mean %q?", near)
			}
		}
	}
}

// checkSections reports rows of the key terms that refer to sections which are
// not there.
func (o *opener) checkSections(t *Template) {
	for _, k := range t.KeyTerms {
		if t.Prints(k.Clause) && k.Target != k.Clause {
			o.checkSection(o.library.Clauses[k.Clause], k)
		}
	}
}

// checkSection reports a row of the key terms that refers to a section which a
// wording of its clause does not have.
func (o *opener) checkSection(c *Clause, k KeyTerm) {
	if c == nil {
		return
	}
	for _, v := range c.Variants {
		if v.Body != nil && !markdown.Naming.Holds(v.Body.Source(), k.Target) {
			o.problems.Errorf(k.targetPos, UnknownID, "the variant %q of clause %q has no section %q", v.Name, k.Clause, k.Target)
		}
	}
}

// checkUnlisted reports schedules that a clause of the template brings and the
// template does not place: they would be lost.
func (o *opener) checkUnlisted(t *Template) {
	for _, id := range t.listing() {
		c := o.library.Clauses[id]
		if c == nil {
			continue
		}
		for _, s := range c.Schedules {
			if !slices.Contains(t.Schedules, s.ID) {
				o.problems.Errorf(t.Pos, "unplaced-schedule", "clause %q brings the schedule %q, which template %q does not list", id, s.ID, t.ID).
					WithHint("add %s under schedules", s.ID)
			}
		}
	}
}
