package cases

import (
	"maps"
	"slices"
	"strings"

	"clausewright/internal/assemble"
	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// runner runs the cases of one library. It is not shared between goroutines.
type runner struct {
	lib   *library.Library
	parts *assemble.Parts
	empty *deal.Deal                       // a deal without answers
	base  map[string]map[string]deal.Value // template -> what its shortest deal must answer
	terms map[string]*library.Definition
	rules map[string]bool // ids that problems carry when a rule of the library fires
	ids   map[string]bool // that a reference can lead to

	printed map[printingOf][]string // what was printed already
}

// printingOf is a case in one variant.
type printingOf struct {
	of      *Case
	variant string
}

func newRunner(lib *library.Library) *runner {
	r := &runner{
		lib: lib, parts: assemble.NewParts(lib), base: map[string]map[string]deal.Value{}, terms: map[string]*library.Definition{},
		rules: map[string]bool{}, ids: lib.IDs(), printed: map[printingOf][]string{},
	}
	for _, id := range draft.Rules() {
		r.rules[id] = true
	}
	r.empty, _ = deal.Read("", []byte("{}"), lib.Schema)
	fillCurrency(lib, r.empty)
	for _, d := range lib.Definitions {
		r.terms[d.Term] = d
	}
	for _, c := range lib.Clauses {
		for _, rule := range c.Rules() {
			id := rule.Name()
			r.rules[id] = true
		}
	}
	return r
}

// partPrinted is what a case comes to when its clause is printed by itself.
type partPrinted struct {
	deal     *deal.Deal
	choice   *choose.Choice // nil for a template's own texts
	doc      *document.Document
	text     string    // as the draft would hold it
	problems diag.List // not from rules
	taken    map[library.Branch]bool
}

// printPart prints a case's clause by itself in one variant ("" for the one that
// the answers choose).
func (r *runner) printPart(c *Case, variant string, judge, write bool) *partPrinted {
	part := assemble.Part{Template: r.lib.Templates[c.Template], Clause: c.Clause, With: map[string]bool{}, Judge: judge, Write: write}
	for _, id := range c.With {
		part.With[id] = true
	}
	for _, term := range c.Terms {
		part.Terms = append(part.Terms, r.terms[term])
	}
	out := &partPrinted{deal: c.deal.Clone()}
	if variant != "" {
		out.deal.Variants = append(slices.Clone(out.deal.Variants), deal.NamedVariant{Clause: c.Clause, Variant: variant})
	}
	var source *markdown.Builder
	var needed []choose.Missing
	for range rounds { // what ran without an answer that it needs counts for nothing
		made := r.parts.Run(part, out.deal)
		out.choice, source, out.taken, out.problems = made.Choice, made.Source, made.Taken, made.Problems
		needed = made.Missing
		if !fill(r.lib, out.deal, needed) {
			break
		}
	}
	out.problems = slices.DeleteFunc(out.problems, func(p *diag.Problem) bool { return r.rules[p.Rule] })
	for _, m := range needed {
		if m.Rule == nil {
			out.problems = append(out.problems, m.Problem(out.deal, r.lib.Schema))
		}
	}
	if source != nil && write {
		doc, problems := markdown.Parse(source.Text(), source)
		out.doc, out.problems = doc, append(out.problems, problems...)
		out.problems = append(out.problems, document.Resolve(doc, document.Options{Part: true})...)
		out.text = strings.ReplaceAll(markdown.Excerpt(doc), "\u00a0", " ") // nobody sees the difference in an editor
		if c.Clause == "" {
			out.text = markdown.Comment(legendMark, doc.Legend) + "\n\n" + out.text
		}
	}
	return out
}

// lines are the lines that are printed, apart from those that are blank.
func (a *partPrinted) lines() []string {
	return slices.DeleteFunc(strings.Split(a.text, "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
}

// outcome is what running a case found.
type outcome struct {
	Case     *Case
	Got      string // the wording printed, in all variants of the case
	Compared bool   // the wording is part of the case
	Problems diag.List
	taken    map[library.Branch]bool
}

// run runs a case alone and, in so many of its variants, in every template that
// lists its clause.
func (r *runner) run(c *Case, whole int) *outcome {
	o := &outcome{Case: c, Compared: c.compared(), taken: map[library.Branch]bool{}}
	if c.Template == "" {
		o.Problems.Errorf(c.at(""), "case", "no template lists clause %q", c.Clause).WithHint("a clause is tested as part of a template: add it to one")
		return o
	}
	var own []printing
	for i, w := range c.variants() {
		out := r.printPart(c, w, c.Clause != "", o.Compared)
		r.judge(o, out)
		r.printed[printingOf{c, w}] = out.lines()
		own = append(own, printing{w, out.lines()})
		maps.Copy(o.taken, out.taken)
		if i < whole && c.Clause != "" {
			r.inTemplates(o, w)
		}
	}
	if o.Compared {
		o.Got = expect(r.above(c), own)
	}
	if c.Words > 0 {
		r.weigh(o)
	}
	r.checkRules(o)
	return o
}

// variants are those that a case names, or "" for the one that its
// answers choose.
func (c *Case) variants() []string {
	if len(c.Variants) == 0 {
		return []string{""}
	}
	return c.Variants
}

// above are the printings of the cases before one in its file.
func (r *runner) above(c *Case) []printing {
	var list []printing
	for _, other := range c.above {
		if !other.compared() {
			continue
		}
		for _, w := range other.variants() {
			key := printingOf{other, w}
			if _, ok := r.printed[key]; !ok {
				r.printed[key] = r.printPart(other, w, c.Clause != "", true).lines()
			}
			list = append(list, printing{w, r.printed[key]})
		}
	}
	return list
}

func (r *runner) rulesOf(c *Case) []*library.Rule {
	if clause := r.lib.Clauses[c.Clause]; clause != nil {
		return clause.Rules()
	}
	return nil
}

// judge notes what is wrong with a clause printed alone.
func (r *runner) judge(o *outcome, a *partPrinted) {
	c := o.Case
	o.Problems = append(o.Problems, a.problems...)
	switch {
	case a.choice != nil && a.choice.Taken && c.LeftOut:
		o.Problems.Errorf(c.at(keyExpect), "case", "the clause enters with these answers")
	case a.choice != nil && !a.choice.Taken && !c.LeftOut:
		when := r.lib.Clauses[c.Clause].When
		o.Problems.Errorf(c.at(""), "case", "the clause does not enter with these answers").
			WithHint("it enters when %s", strings.Trim(when.Source(), "{}")).See(when.Start(), "the condition stands here")
	}
	if a.doc != nil {
		o.Problems = append(o.Problems, r.leftovers(c.at(""), a.doc)...)
	}
}

// checkRules compares the rules that spoke with those that the case expects.
// An error that it does not expect is a fault: the case would be no deal.
func (r *runner) checkRules(o *outcome) {
	c := o.Case
	for _, rule := range r.rulesOf(c) {
		expected, spoke := slices.Contains(c.Rules, rule.ID), o.taken[library.Branch{Of: rule, Yes: true}]
		switch {
		case slices.Contains(c.Silent, rule.ID) && (spoke || !o.taken[library.Branch{Of: rule}]):
			does := "does not look at these answers"
			if spoke {
				does = "fires"
			}
			o.Problems.Errorf(c.at(keyExpect), "case", "rule %s is not silent: it %s", rule.ID, does).See(rule.Pos, "the rule stands here")
		case expected && !spoke:
			o.Problems.Errorf(c.at(keyExpect), "case", "rule %s does not fire", rule.ID).
				WithHint("it fires when %s", strings.Trim(rule.If.Source(), "{}")).See(rule.Pos, "the rule stands here")
		case !expected && spoke && rule.Severity == diag.Error:
			o.Problems.Errorf(c.at(""), "case", "rule %s fires on these answers", rule.ID).
				WithHint("mend the answers, or write expect: {rules: [%s]}", rule.ID).See(rule.Pos, "%s", strings.TrimSpace(rule.Message.Source()))
		}
	}
}

// inTemplates drafts the case's answers as part of every agreement that lists
// the clause. Rules may fire there: they are about other answers.
func (r *runner) inTemplates(o *outcome, variant string) {
	for _, t := range listing(r.lib, o.Case.Clause) {
		d := o.Case.deal.Clone()
		if variant != "" {
			d.Variants = append(d.Variants, deal.NamedVariant{Clause: o.Case.Clause, Variant: variant})
		}
		for _, p := range r.whole(t, d) {
			p.See(o.Case.at(""), "in a whole draft of template %q for this case", t.ID)
			o.Problems = append(o.Problems, p)
		}
	}
}

// weigh counts the words of the whole draft for a case of a template: of its texts,
// numbers and tables.
func (r *runner) weigh(o *outcome) {
	made, problems := r.complete(r.lib.Templates[o.Case.Template], o.Case.deal.Clone())
	if made.Document == nil {
		o.Problems = append(o.Problems, problems...)
		return
	}
	if n := document.CountWords(made.Document); n > o.Case.Words {
		o.Problems.Errorf(o.Case.at(keyExpect), "case", "the draft has %d words, %d more than it may", n, n-o.Case.Words).
			WithHint("say it shorter; raise the bound only if the form is to carry more")
	}
}

// whole drafts a deal with what else the template asks for and returns the
// errors, apart from what rules say.
func (r *runner) whole(t *library.Template, d *deal.Deal) diag.List {
	made, problems := r.complete(t, d)
	problems = slices.DeleteFunc(problems, func(p *diag.Problem) bool {
		return r.rules[p.Rule] || p.Severity != diag.Error || p.Rule == assemble.NotCarried // it is about the full form
	})
	if made.Document != nil {
		problems = append(problems, leftovers(made.Document)...)
	}
	return problems
}

// complete drafts a deal with what else the template asks for.
func (r *runner) complete(t *library.Template, d *deal.Deal) (*draft.Draft, diag.List) {
	d.Template = t.ID
	for path, v := range r.baseOf(t) {
		if !d.Given(path) {
			d.Fill(path, v)
		}
	}
	return r.draft(d)
}

// draft drafts a deal and fills what turns out to be missing.
func (r *runner) draft(d *deal.Deal) (*draft.Draft, diag.List) {
	for range rounds {
		made, problems := draft.From(r.lib, d, draft.Options{Force: true})
		if !fill(r.lib, d, missingAnswers(made)) {
			return made, problems
		}
	}
	return draft.From(r.lib, d, draft.Options{Force: true})
}

// baseOf is what the shortest deal of a template must answer.
func (r *runner) baseOf(t *library.Template) map[string]deal.Value {
	if base, ok := r.base[t.ID]; ok {
		return base
	}
	d, _ := deal.Read("", []byte("template: "+t.ID), r.lib.Schema)
	r.draft(d)
	base := map[string]deal.Value{}
	for _, path := range d.Answers() {
		base[path], _ = d.Answer(path)
	}
	r.base[t.ID] = base
	return base
}

// finding is a problem of a clause or draft with the answers that lead to it.
type finding struct {
	problem *diag.Problem
	answers string
}
