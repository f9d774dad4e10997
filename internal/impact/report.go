package impact

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/redline"
)

// page is what a report is written on. Levels are 1 for the whole, 2 for a
// kind of thing, 3 for a clause, template or deal, 4 for a part of one.
type page interface {
	heading(level int, text string)
	line(level int, text string)                          // one sentence below a heading of that level
	place(level int, lead string, heading []redline.Span) // where the passages that follow stand
	passage(level int, lead string, spans []redline.Span) // what differs, at that level
	fold(summary string)                                  // what follows until unfold is folded away, where a page can do that
	unfold()
	String() string
}

// Text writes the report for a terminal: deleted words between [- and -],
// inserted words between {+ and +}, in colour too if color is set. With brief,
// the words themselves are left out.
func (m *Impact) Text(w io.Writer, color, brief bool) error {
	return m.write(w, &textPage{color: color}, brief)
}

// Markdown writes the report for a pull request: deleted words in del, inserted
// words in ins elements. With brief, the words themselves are left out.
func (m *Impact) Markdown(w io.Writer, brief bool) error {
	return m.write(w, &markdownPage{}, brief)
}

func (m *Impact) write(w io.Writer, p page, brief bool) error {
	r := &report{page: p, brief: brief}
	r.impact(m)
	_, err := io.WriteString(w, p.String())
	return err
}

// report writes an impact on a page.
type report struct {
	page
	brief bool
}

func (r *report) impact(m *Impact) {
	r.heading(1, fmt.Sprintf("From %s to %s", m.Base, m.Head))
	for _, s := range m.summary() {
		r.line(1, s)
	}
	r.entries("Clauses", m.Clauses, m.Deals)
	r.entries("Templates", m.Templates, nil)
	if len(m.Settings) > 0 {
		r.heading(2, "Settings of the library")
		r.differences(m.Settings, true)
	}
	if slices.ContainsFunc(m.Deals, DealImpact.isTold) {
		r.heading(2, "Drafts")
		for i, d := range m.Deals {
			if d.isTold() {
				r.deal(d, m.Deals[:i])
			}
		}
	}
}

// isTold reports whether there is more to say of a deal than that nothing
// became of it.
func (d DealImpact) isTold() bool { return d.Outcome.differs() || d.Numbers+d.References > 0 }

// summary is the whole in a few sentences.
func (m *Impact) summary() []string {
	if m.Empty() {
		sentences := []string{"Nothing differs."}
		if len(m.Deals) > 0 {
			sentences = append(sentences, fmt.Sprintf("All deals draft the same: %d.", len(m.Deals)))
		}
		return sentences
	}
	var parts []string
	for _, list := range []struct {
		noun    string
		entries []library.Entry
	}{{"clause", m.Clauses}, {"template", m.Templates}} {
		for _, s := range []library.Status{library.Changed, library.Added, library.Removed} {
			n := 0
			for _, e := range list.entries {
				if e.Status == s {
					n++
				}
			}
			if n > 0 {
				parts = append(parts, plural(n, list.noun)+" "+s.String())
			}
		}
	}
	if len(m.Settings) > 0 {
		parts = append(parts, "settings changed")
	}
	var sentences []string
	if len(parts) > 0 {
		sentences = append(sentences, capital(strings.Join(parts, ", "))+".")
	}
	if len(m.Faulty) > 0 {
		sentences = append(sentences, "Not compared because of errors: "+strings.Join(m.Faulty, ", ")+".")
	}
	if len(m.Undrafted) > 0 {
		sentences = append(sentences, "No deal was drafted because of errors in "+strings.Join(m.Undrafted, " and ")+".")
	}
	return append(sentences, m.outcomes()...)
}

func (m *Impact) outcomes() []string {
	if len(m.Deals) == 0 {
		return nil
	}
	var parts []string
	for _, o := range []Outcome{Differs, Fails, Succeeds, Same, NoDraft} {
		n := 0
		for _, d := range m.Deals {
			if d.Outcome == o {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, o.text(n)))
		}
	}
	return []string{fmt.Sprintf("Of %s, %s.", plural(len(m.Deals), "deal"), strings.Join(parts, ", "))}
}

// text is what became of so many deals.
func (o Outcome) text(n int) string {
	come := "come"
	if n == 1 {
		come = "comes"
	}
	return map[Outcome]string{
		Same: come + " out the same", Differs: come + " out differently", Fails: "can no longer be drafted", Succeeds: "can be drafted now",
		NoDraft: "can still not be drafted",
	}[o]
}

func (r *report) entries(title string, list []library.Entry, deals []DealImpact) {
	if len(list) == 0 {
		return
	}
	r.heading(2, title)
	for _, e := range list {
		r.heading(3, fmt.Sprintf("%s: %s (%s)", e.ID, e.Title, entryStatus(e)))
		for _, c := range e.Changes {
			r.line(3, fmt.Sprintf("%s: %s. Why: %s.", c.Date, trimStop(c.What), trimStop(c.Why)))
		}
		if e.Drafts() && len(deals) > 0 {
			r.line(3, readersText(e.ID, deals))
		}
		if e.Status == library.Removed {
			r.line(3, "It had: "+partsText(e.Differences)+".")
			continue
		}
		r.differences(e.Differences, e.Status == library.Changed)
	}
}

// readersText tells in how many drafts a clause reads differently, of those
// that there are with both libraries.
func readersText(clause string, deals []DealImpact) string {
	n, all := 0, 0
	for _, d := range deals {
		if d.Outcome != Same && d.Outcome != Differs {
			continue
		}
		all++
		if slices.ContainsFunc(d.Clauses, func(c ClauseImpact) bool { return c.ID == clause }) {
			n++
		}
	}
	if n == 0 {
		return "It changes no draft of the given deals."
	}
	return fmt.Sprintf("It changes %d of %s.", n, plural(all, "draft"))
}

// entryStatus is what became of a clause, with its edition.
func entryStatus(e library.Entry) string {
	switch {
	case e.Status == library.Changed && e.OldEdition != e.NewEdition:
		return fmt.Sprintf("edition %d to %d", e.OldEdition, e.NewEdition)
	case e.Status == library.Changed && e.NewEdition > 0 && e.Drafts():
		return fmt.Sprintf("edition %d, not raised", e.NewEdition)
	case e.Status == library.Added && e.NewEdition > 0:
		return fmt.Sprintf("added, edition %d", e.NewEdition)
	}
	return e.Status.String()
}

// partsText names the parts of a clause: "variant balanced, parameter x.y".
func partsText(list []library.Difference) string {
	var names []string
	for _, d := range list {
		if d.Name != "" {
			names = append(names, d.Part+" "+d.Name)
		}
	}
	if len(names) == 0 {
		return "nothing"
	}
	return strings.Join(names, ", ")
}

// differences tells what differs in parts. Of what was added or removed, the
// words are marked only where the whole was there before. Wordings that change
// in the same way are told once.
func (r *report) differences(list []library.Difference, marked bool) {
	var told []named
	for _, d := range list {
		if d.Name == "" && !isOrder(d) {
			r.fields(3, fieldsPassages(d.Fields, marked))
			continue
		}
		title := d.Part + " " + d.Name
		switch {
		case isOrder(d):
			title = "order of " + d.Part + "s"
		case d.Status != library.Changed && marked:
			title += " (" + d.Status.String() + ")"
		}
		r.heading(4, title)
		n := named{d.Part + " " + d.Name, fieldsPassages(d.Fields, marked)}
		if i := slices.IndexFunc(told, n.equal); i >= 0 && !r.brief {
			r.line(4, "As in "+told[i].name+".")
			continue
		}
		told = append(told, n)
		r.fields(4, n.fields)
	}
}

// named are the texts of a part that differ.
type named struct {
	name   string
	fields []fieldPassages
}

func (n named) equal(other named) bool {
	return slices.EqualFunc(n.fields, other.fields, func(a, b fieldPassages) bool {
		return a.name == b.name && slices.EqualFunc(a.passages, b.passages, Passage.equal)
	})
}

// equal reports whether two passages read the same in a report, under headings
// that may have other numbers.
func (p Passage) equal(q Passage) bool { return slices.Equal(p.Spans, q.Spans) }

func isOrder(d library.Difference) bool {
	return d.Name == "" && len(d.Fields) == 1 && d.Fields[0].Name == "order"
}

// fieldPassages are the paragraphs of a text that differ, each with the
// heading that it stands under.
type fieldPassages struct {
	name     string
	passages []Passage
}

func fieldsPassages(fields []library.Field, marked bool) []fieldPassages {
	var list []fieldPassages
	for _, f := range fields {
		passages := passagesOf(f)
		if !marked {
			unmark(passages)
		}
		list = append(list, fieldPassages{f.Name, passages})
	}
	return list
}

func (r *report) fields(level int, fields []fieldPassages) {
	if r.brief {
		var names []string
		for _, f := range fields {
			names = append(names, f.name)
		}
		r.line(level, strings.Join(names, ", "))
		return
	}
	for _, f := range fields {
		name := f.name
		if name == "text" || name == "order" {
			name = ""
		}
		r.passages(level, name, f.passages)
	}
}

// unmark makes passages read as plain text: of a clause that is new as a
// whole, marks would say nothing.
func unmark(passages []Passage) {
	for _, p := range passages {
		for i := range p.Spans {
			p.Spans[i].Mark = redline.Same
		}
	}
}

// passages tells passages, each below the heading it stands under. Name is the
// name of a text that is more than one wording.
func (r *report) passages(level int, name string, passages []Passage) {
	told := ""
	for _, p := range passages {
		where := join(p.Number, p.Heading)
		switch {
		case p.IsHeading:
			r.place(level, p.Number, p.Spans)
			told = where
			continue
		case where != told && where != "":
			r.place(level, "", []redline.Span{{Text: where}})
			told = where
		}
		lead := p.Item
		if name != "" {
			lead = name + ":"
		}
		if where == "" {
			r.passage(level, lead, p.Spans)
		} else {
			r.passage(level+1, lead, p.Spans)
		}
	}
}

// join puts a space between two texts if there are two.
func join(a, b string) string { return strings.TrimSpace(a + " " + b) }

// passagesOf lists the paragraphs of a text that differ, shortened to what a
// reader needs.
func passagesOf(f library.Field) []Passage {
	older, newer := redline.Split(f.Old), redline.Split(f.New)
	var passages []Passage
	for _, p := range redline.Compare(older, newer) {
		if !p.Changed() {
			continue
		}
		list, i := newer, p.New
		if i < 0 {
			list, i = older, p.Old
		}
		heading, own := headingOf(list, i)
		passages = append(passages, Passage{Heading: heading, IsHeading: own, Spans: excerpt(p.Spans)})
	}
	return passages
}

// headingOf is the Markdown heading above paragraph i, without marks and id,
// and whether the paragraph is that heading.
func headingOf(list []redline.Paragraph, i int) (heading string, own bool) {
	for at := i; at >= 0; at-- {
		if text, ok := strings.CutPrefix(list[at].Text(), "## "); ok {
			text, _, _ = strings.Cut(text, " {#")
			return text, at == i
		}
	}
	return "", false
}

func (r *report) deal(d DealImpact, before []DealImpact) {
	r.heading(3, fmt.Sprintf("%s %s", d.Deal, d.Outcome.text(1)))
	for _, list := range []struct {
		word     string
		problems diag.List
	}{{"New", d.New}, {"Gone", d.Gone}} {
		for _, p := range list.problems {
			r.line(3, list.word+": "+p.Error())
		}
	}
	if d.Numbers+d.References > 0 {
		r.line(3, shiftedText(d.Numbers, d.References)+" shifted.")
	}
	if len(d.Clauses) == 0 {
		return
	}
	r.fold(plural(len(d.Clauses), "clause") + " that " + map[bool]string{true: "reads", false: "read"}[len(d.Clauses) == 1] + " differently")
	for _, c := range d.Clauses {
		r.clause(c, before)
	}
	r.unfold()
}

func shiftedText(numbers, references int) string {
	switch {
	case references == 0:
		return plural(numbers, "number")
	case numbers == 0:
		return plural(references, "reference")
	}
	return plural(numbers, "number") + " and " + plural(references, "reference")
}

func (r *report) clause(c ClauseImpact, before []DealImpact) {
	title := c.ID + ": " + c.Title
	if c.Status != library.Changed {
		title += " (" + c.Status.String() + ")"
	}
	if c.OldWording != "" {
		title += fmt.Sprintf(" (wording %s, was %s)", c.NewWording, c.OldWording)
	}
	r.heading(4, title)
	if r.brief {
		return
	}
	if deal, ok := sameAs(c, before); ok {
		r.line(4, "As in "+deal+".")
		return
	}
	passages := slices.Clone(c.Passages)
	for i := range passages {
		passages[i].Spans = excerpt(passages[i].Spans)
	}
	r.passages(4, "", passages)
}

// sameAs finds a deal told before in which the clause changes in the same words.
func sameAs(c ClauseImpact, before []DealImpact) (string, bool) {
	for _, d := range before {
		for _, other := range d.Clauses {
			if other.ID == c.ID && slices.EqualFunc(c.Passages, other.Passages, Passage.equal) {
				return d.Deal, true
			}
		}
	}
	return "", false
}

// excerpt leaves out the sentences of a paragraph that do not differ and are
// not next to a difference.
func excerpt(spans []redline.Span) []redline.Span {
	short := make([]redline.Span, 0, len(spans))
	for i, s := range spans {
		if s.Mark == redline.Same {
			first, last := i == 0, i == len(spans)-1
			s.Text = shorten(s.Text, !first, !last)
		}
		short = append(short, s)
	}
	return short
}

// shorten keeps the first sentence of a text, the last or both, and puts three
// dots for the rest.
func shorten(text string, keepFirst, keepLast bool) string {
	const dots = "…"
	head, tail := sentenceEnd(text), sentenceStart(text)
	switch {
	case keepFirst && keepLast && head < tail:
		return text[:head] + " " + dots + " " + strings.TrimPrefix(text[tail:], "{{end}}")
	case keepFirst && !keepLast && head < len(text):
		return text[:head] + " " + dots
	case keepLast && !keepFirst && tail > 0:
		return dots + " " + strings.TrimPrefix(text[tail:], "{{end}}")
	}
	return text
}

// ends are the marks after which a sentence, or an item that reads like one,
// begins anew.
var ends = []string{". ", "; ", "? ", "! "}

// sentenceEnd is the offset behind the first sentence of a text.
func sentenceEnd(text string) int {
	end := len(text)
	for _, mark := range ends {
		if i := strings.Index(text, mark); i >= 0 {
			end = min(end, i+1)
		}
	}
	return end
}

// sentenceStart is the offset at which the last sentence of a text begins.
func sentenceStart(text string) int {
	start := 0
	for _, mark := range ends {
		if i := strings.LastIndex(text, mark); i >= 0 && i+len(mark) < len(text) {
			start = max(start, i+len(mark))
		}
	}
	return start
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

func trimStop(text string) string { return strings.TrimSuffix(text, ".") }
