package assemble

import (
	"errors"
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
	Force  bool // draft although rules are not met, and say so on the cover
	Faulty bool // the deal file has errors: only look for answers that are missing besides
	Said   bool // tell which answers the draft says
}

// Run chooses the clauses of a template for a deal and assembles them. With
// errors there is no source. The problems of the deal file itself are not
// among those returned.
func Run(lib *library.Library, t *library.Template, d *deal.Deal, opts Options) (*choose.Choices, *markdown.Builder, diag.List) {
	e := newEngine(lib, d)
	e.reads = newReads(lib.Schema)
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
		for _, p := range e.choosing.Kept(language.Survives, c.Clause.ID) {
			ids = append(ids, p.At)
		}
	}
	for _, id := range e.alone.besides() {
		if c := e.lib.Clauses[id]; c.Survives != nil && e.holds(c.Survives) {
			ids = append(ids, id+document.WholeClause)
		}
	}
	if len(ids) == 0 && e.alone != nil {
		return language.Markup(markdown.ReferenceTo("surviving")), nil
	}
	if len(ids) == 0 {
		return "", errors.New("no clause of this draft survives: set survives in one clause.yaml")
	}
	return language.Markup(markdown.ReferenceTo(ids...)), nil
}
