package assemble

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// Options are what a person may ask of a draft beside the deal.
type Options struct {
	Notes  bool // print the library's notes as Notes to Draft
	Force  bool // draft although rules speak against the deal, and say so on the cover
	Faulty bool // the deal file has errors: only look for answers that are missing besides
	Said   bool // tell which answers the draft says
}

// Run chooses the clauses of a template for a deal and assembles them. With
// errors there is no source. The problems of the deal file itself are not
// among those returned.
func Run(lib *library.Library, t *library.Template, d *deal.Deal, opts Options) (*choose.Choices, *markdown.Builder, diag.List) {
	e := newEngine(lib, d)
	e.reads = newReads()
	e.texts.Branch = e.reads.branch
	e.answers(nil)
	e.notes = opts.Notes
	e.choose(t)
	e.choices.Dates = e.entries
	e.choosing.All()
	e.problems = append(e.problems, e.choosing.Problems...)
	e.withheld()
	e.remarks()
	e.saysNothing()
	source := e.source(t, opts)
	if opts.Said {
		e.said()
	}
	e.dropUnjudged()
	for _, m := range e.choices.Missing {
		e.problems = append(e.problems, m.Problem(d, lib.Schema))
	}
	return e.choices, source, e.problems
}

// source is the text of the draft; nil if there are errors.
func (e *engine) source(t *library.Template, opts Options) *markdown.Builder {
	if opts.Faulty || e.problems.HasErrors() {
		e.askAhead(t)
		return nil
	}
	e.checkRules()
	e.accept()
	if opts.Force && !e.texts.Budget.Spent() {
		e.forced = forced(e.problems)
	}
	if e.stopped() {
		e.askAhead(t)
		return nil
	}
	e.write(t)
	if e.stopped() {
		return nil
	}
	e.choices.Unused = e.unused()
	e.tellUnused()
	return &e.out
}

// stopped reports whether nothing can be drafted.
func (e *engine) stopped() bool { return e.problems.HasErrors() || e.choices.Lacks() }

// askAhead runs the wordings of a deal that cannot be drafted, for the answers
// that they turn out to need: every missing answer is told at once. What else
// is wrong with them follows from what is told already.
func (e *engine) askAhead(t *library.Template) {
	known := len(e.problems)
	e.write(t)
	e.problems = e.problems[:known]
}

// size is about how many bytes the draft will have: half to three quarters of
// its wordings are printed.
func (e *engine) size() int {
	bytes := 0
	for _, c := range e.choices.List {
		if c.Printed() {
			bytes += len(c.Variant.Body.Source())
		}
	}
	return bytes * 3 / 4
}

// write assembles the whole draft in printed order.
func (e *engine) write(t *library.Template) {
	e.out.Reserve(e.size())
	e.header(t)
	e.out.Title(e.spelled(t.Title))
	e.cover(t)
	e.keyTerms(t)
	if t.Contents {
		e.out.Division(document.Part, document.ContentsPart, "Contents")
	}
	e.parts(t.With(t.Opening))
	for _, a := range t.Articles {
		e.article(a, t.With(a.Clauses))
	}
	e.parts(t.With(t.Closing))
	for _, s := range e.schedulesTaken() {
		e.schedule(s)
	}
}

// spelled is a text of the library in the style's spelling, with the names that
// the deal gives.
func (e *engine) spelled(text string) string { return e.texts.Spell(text) }

// header writes what a renderer needs to know about the draft as a whole.
func (e *engine) header(t *library.Template) {
	legend := ""
	if t.Legend != nil {
		text, _ := e.message(t.Legend)
		legend = strings.Join(strings.Fields(text), " ")
	}
	if e.notes {
		legend = strings.TrimSuffix("INTERNAL – "+legend, " – ")
	}
	head := markdown.Head{Style: e.texts.Family, Lang: e.texts.Style.Pack().Lang, ID: e.reference(t), Legend: legend, Names: e.names()}
	if service, ok := e.get(deal.AnchorsPath).(deal.Chosen); ok && service.Word != "none" {
		head.Anchors = document.Anchors(service.Word)
	}
	if date, ok := e.get(deal.DraftDatePath).(deal.Date); ok {
		head.Date = date.Raw()
	}
	e.out.Head(head)
}

// reference is what stands at the foot of each page: the reference that the
// parties use, or else the title and the number of the draft. No name of a file
// is in it: what is written goes to the other side.
func (e *engine) reference(t *library.Template) string {
	if r, ok := e.get(deal.ReferencePath).(deal.Text); ok {
		return string(r)
	}
	name := e.spelled(t.Title)
	if n, ok := e.get(deal.DraftNoPath).(deal.Integer); ok {
		name += ", draft " + n.Raw()
	}
	return name
}

func (e *engine) cover(t *library.Template) {
	if t.Cover == nil && !e.notes {
		return
	}
	e.out.Division(document.Part, document.CoverPart, "")
	if e.notes {
		e.out.Note("INTERNAL:", "this draft carries notes for those who prepare it, and is not for the other side.")
	}
	if t.Cover == nil {
		return
	}
	e.passage(t.Cover, true)
	if len(e.forced) == 0 {
		return
	}
	e.out.Paragraph(fmt.Sprintf("Rules that this draft does not meet: %d", len(e.forced)))
	e.out.Table("", "Rule", "What is wrong")
	for _, p := range e.forced {
		e.out.Row(markdown.Escape(p.Rule), markdown.Escape(p.Message))
	}
	e.out.End()
}

// forced turns the errors that rules found into warnings and returns them.
func forced(problems diag.List) diag.List {
	var list diag.List
	for _, p := range problems {
		if p.Severity == diag.Error {
			p.Severity = diag.Warning
			list = append(list, p)
		}
	}
	return list
}

// parts writes clauses that stand outside the articles, each a part of its own.
func (e *engine) parts(ids []string) {
	for _, id := range ids {
		if c := e.choices.Find(id); c != nil && c.Printed() {
			e.out.Division(document.Part, id, "")
			e.out.Clause(id)
			e.passage(c.Variant.Body, true)
			e.note(c)
		}
	}
}

// note writes what a negotiator should know of a clause as a Note to Draft, if
// notes are wanted: which wording was taken, and the guidance that is about the
// answers taken. Of a compound clause that is also the guidance of each clause that it
// says.
func (e *engine) note(c *choose.Choice) {
	if !e.notes {
		return
	}
	advice := e.advice(c.Clause)
	for _, s := range c.Clause.StandsFor {
		if said := e.choices.Find(s.For); said != nil && said.By == s {
			if about := e.advice(said.Clause); len(about) > 0 {
				advice = append(append(advice, said.Clause.Title+":"), about...)
			}
		}
	}
	if len(advice)+len(c.Clause.Notes()) > 0 {
		text := strings.Join(append([]string{"Wording: " + c.Variant.Name + "."}, advice...), " ")
		e.out.Note("Note to Draft:", markdown.Words(e.spelled(text)))
	}
}

// advice is the guidance of a clause that is about the answers taken. A draft for one
// side has the advice for that side only.
func (e *engine) advice(c *library.Clause) []string {
	var list []string
	side, _ := e.get(deal.SidePath).(deal.Chosen)
	for _, n := range c.Notes() {
		other := n.For != "" && library.Sides[side.Word] != "" && n.For != side.Word
		if !other && (n.When == nil || e.holds(n.When)) {
			list = append(list, n.String())
		}
	}
	return list
}

// article writes an article if a clause of it is printed, or leaves a notice.
func (e *engine) article(a library.Article, clauses []string) {
	shown := func(id string) bool {
		c := e.choices.Find(id)
		return c != nil && (c.Printed() || c.Notice != "")
	}
	if !slices.ContainsFunc(clauses, shown) {
		return
	}
	e.out.Division(document.Article, a.ID, e.spelled(a.TitleFor(shown)))
	for _, id := range clauses {
		if !shown(id) {
			continue
		}
		c := e.choices.Find(id)
		e.out.Clause(id)
		if c.Printed() {
			e.passage(c.Variant.Body, false)
			e.note(c)
			continue
		}
		e.out.Section(e.spelled(c.Clause.Title))
		e.out.Paragraph(markdown.Escape(c.Notice))
	}
}

// passage writes the body of a clause and ends it with a blank line.
func (e *engine) passage(b *language.Body, part bool) {
	e.part = part
	e.run(b, wording{e})
	e.part = false
	e.out.End()
}

// schedulesTaken lists the schedules that clauses in the draft bring: in the
// template's order, and then those that only its full form has.
func (e *engine) schedulesTaken() []*library.Schedule {
	t := e.choices.Template
	ids := t.Schedules
	if full := e.lib.Templates[t.FullForm]; full != nil {
		ids = slices.Concat(ids, slices.DeleteFunc(slices.Clone(full.Schedules), func(id string) bool { return slices.Contains(t.Schedules, id) }))
	}
	var list []*library.Schedule
	for _, id := range ids {
		if s := e.lib.Schedule(id); s != nil && e.choosing.In(s.Clause.ID) && e.attaches(s) && e.holds(s.When) {
			list = append(list, s)
		}
	}
	return list
}

// attaches reports whether the draft has a place for a schedule of a clause that is
// in it: the template lists it, or the clause is there in its own words, or another
// that the template does not have so and that refers to it.
func (e *engine) attaches(s *library.Schedule) bool {
	t := e.choices.Template
	return slices.Contains(t.Schedules, s.ID) || slices.ContainsFunc(e.choices.List, func(c *choose.Choice) bool {
		return c.Printed() && (c.Clause == s.Clause || !t.Prints(c.Clause.ID) && refersTo(c.Variant.Body, s.ID))
	})
}

// refersTo reports whether a text refers to an id.
func refersTo(b *language.Body, id string) bool {
	for m := range markdown.Referring.All(b.Source()) {
		if slices.Contains(strings.Split(m.Inside, ","), id) {
			return true
		}
	}
	return false
}

func (e *engine) schedule(s *library.Schedule) {
	e.out.Division(document.Schedule, s.ID, e.spelled(s.Title))
	e.passage(s.Body, false)
}

// Definitions writes the definitions of the library. The document keeps those
// that are used.
func (e *engine) Definitions() (language.Markup, error) {
	e.out.Definitions()
	needed := e.terms
	if needed == nil {
		needed = e.neededDefinitions()
	}
	for _, d := range e.lib.Definitions {
		if !needed[d] || e.defined[d.Term] || !e.holds(d.When) {
			continue
		}
		e.trace.note(library.Branch{Of: d, Yes: true})
		e.out.Definition(e.spelledAll(d.Forms))
		e.run(d.Body, wording{e})
		e.out.End()
	}
	e.out.EndDefinitions()
	return "", nil
}

// neededDefinitions finds the definitions that the wordings and answers of the
// draft may use, and those that these may use in turn.
func (e *engine) neededDefinitions() map[*library.Definition]bool {
	needed := map[*library.Definition]bool{}
	var queue []*library.Definition
	need := func(d *library.Definition) {
		if !needed[d] {
			needed[d] = true
			queue = append(queue, d)
		}
	}
	mentions := func(b *language.Body) {
		for _, d := range e.lib.Mentions(b) {
			need(d)
		}
	}
	bodies := e.bodies()
	for _, b := range bodies {
		mentions(b)
	}
	if slices.ContainsFunc(bodies, library.ListsDates) {
		e.eachDate(nil, func(d *library.Date, _ string) {
			for _, b := range d.Words() {
				mentions(b)
			}
		})
	}
	for _, p := range e.lib.Schema.Parameters {
		switch v := e.get(p.Path).(type) {
		case deal.Text, deal.List, deal.Table, deal.Chosen:
			for _, d := range e.mentionedIn(p, v) {
				need(d)
			}
		}
	}
	for len(queue) > 0 {
		d := queue[0]
		queue = queue[1:]
		for _, other := range e.lib.Mentions(d.Body) {
			need(other)
		}
	}
	return needed
}

// mentionedIn lists the definitions that the words of a value may use. Those of a default
// that is the same for every deal are found once.
func (e *engine) mentionedIn(p *deal.Parameter, v deal.Value) []*library.Definition {
	find := func() any {
		var list []*library.Definition
		e.lib.Mentioned(e.texts.Style.Write(v), func(d *library.Definition) { list = append(list, d) })
		return list
	}
	if _, answered := e.deal.Answer(p.Path); answered || e.lib.Default(p.Path) != nil {
		return find().([]*library.Definition)
	}
	return e.lib.Once(mentioning{p.Path, e.texts.Family}, find).([]*library.Definition)
}

// mentioning is the key of what the default of a question mentions in a style.
type mentioning struct{ path, family string }

// bodies lists the wordings of the draft, apart from its definitions.
func (e *engine) bodies() []*language.Body {
	var list []*language.Body
	t := e.choices.Template
	if t.Cover != nil {
		list = append(list, t.Cover)
	}
	for _, k := range t.KeyTerms {
		list = append(list, k.Value)
	}
	for _, c := range e.choices.List {
		if c.Printed() {
			list = append(list, c.Variant.Body)
		}
	}
	for _, s := range e.schedulesTaken() {
		list = append(list, s.Body)
	}
	return list
}

func (e *engine) spelledAll(words []string) []string {
	spelled := make([]string, len(words))
	for i, w := range words {
		spelled[i] = e.spelled(w)
	}
	return spelled
}

// Surviving makes references to all sections of the clauses that survive
// termination, and to those that clauses provide as surviving.
func (e *engine) Surviving() (language.Markup, error) {
	var ids []string
	for _, c := range e.choices.List {
		if c.Taken && c.Clause.Survives != nil && e.holds(c.Clause.Survives) {
			ids = append(ids, c.Clause.ID+document.WholeClause)
		}
		for _, p := range e.choosing.Kept(library.Surviving, c.Clause.ID) {
			ids = append(ids, p.At)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(e.with)) {
		if c := e.lib.Clauses[id]; c.Survives != nil && e.holds(c.Survives) {
			ids = append(ids, id+document.WholeClause)
		}
	}
	if len(ids) == 0 && e.alone {
		return language.Markup(markdown.ReferenceTo("surviving")), nil
	}
	if len(ids) == 0 {
		return "", errors.New("no clause of this draft survives: set survives in one clause.yaml")
	}
	return language.Markup(markdown.ReferenceTo(ids...)), nil
}

// Schedules lists the schedules of the draft with their titles.
func (e *engine) Schedules() (language.Markup, error) {
	var list []string
	for _, s := range e.schedulesTaken() {
		list = append(list, markdown.ReferenceTo(s.ID)+": "+markdown.Words(e.spelled(s.Title)))
	}
	return language.Markup(markdown.Bullets(list)), nil
}
