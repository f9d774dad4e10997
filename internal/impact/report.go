package impact

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/comparison"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
	"clausewright/internal/redline"
)

// Document is the report as a document, which the formats of drafts can write and
// comparison.Terminal too. With brief, the words themselves are left out.
func (m *Impact) Document(brief bool) *document.Document {
	r := &report{brief: brief}
	var summary []document.Block
	for _, s := range m.summary() {
		summary = append(summary, comparison.Say(s))
	}
	r.part("", "summary", summary...)
	r.part("Clauses", "clauses", r.entries("clause", m.Clauses, m.Deals)...)
	r.part("Templates", "templates", r.entries("template", m.Templates, nil)...)
	r.part("Settings of the library", "settings", r.differences(m.Settings, true)...)
	r.part("Drafts", "drafts", r.deals(m.Deals)...)
	return &document.Document{Title: fmt.Sprintf("From %s to %s", m.Base, m.Head), Lang: "en", Body: r.body}
}

// Unmentioning is a report for a place where an @ before a name would call
// somebody.
func Unmentioning(doc *document.Document) *document.Document {
	const joiner = "\u2060" // is not seen, and parts the name from its sign
	calm := func(text string) string { return strings.ReplaceAll(text, "@", "@"+joiner) }
	doc.Title = calm(doc.Title)
	document.Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *document.Division:
			n.Heading = calm(n.Heading)
		case *document.Text:
			n.Text = calm(n.Text)
		}
		return true
	})
	return doc
}

// report writes an impact as the parts of a document.
type report struct {
	body  []*document.Division
	brief bool
}

func (r *report) part(heading, id string, blocks ...document.Block) {
	if len(blocks) > 0 {
		r.body = append(r.body, &document.Division{Kind: document.Part, ID: id, Heading: heading, Blocks: blocks})
	}
}

// section is what is told of a clause, a template or a deal.
func section(heading, id string, blocks ...document.Block) document.Block {
	return &document.Division{Kind: document.Section, ID: id, Heading: heading, Blocks: blocks}
}

// isTold reports whether there is more to say of a deal than that nothing
// became of it.
func (d DealImpact) isTold() bool {
	return d.Outcome.differs() || d.Comparison != nil && d.Comparison.Shifted > 0
}

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
				parts = append(parts, diag.Plural(n, list.noun)+" "+s.String())
			}
		}
	}
	if len(m.Settings) > 0 {
		parts = append(parts, "settings changed")
	}
	var sentences []string
	if len(parts) > 0 {
		sentences = append(sentences, document.Capitalised(strings.Join(parts, ", "))+".")
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
	return []string{fmt.Sprintf("Of %s, %s.", diag.Plural(len(m.Deals), "deal"), strings.Join(parts, ", "))}
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

// entries tells what became of clauses or templates, each in a section.
func (r *report) entries(kind string, list []library.Entry, deals []DealImpact) []document.Block {
	var sections []document.Block
	for _, e := range list {
		var blocks []document.Block
		for _, c := range e.Changes {
			blocks = append(blocks, comparison.Say(fmt.Sprintf("%s: %s. Why: %s.", c.Date, trimStop(c.What), trimStop(c.Why))))
		}
		if e.Drafts() && len(deals) > 0 {
			blocks = append(blocks, comparison.Say(readersText(e.ID, deals)))
		}
		if e.Status == library.Removed {
			blocks = append(blocks, comparison.Say("It had: "+partsText(e.Differences)+"."))
		} else {
			blocks = append(blocks, r.differences(e.Differences, e.Status == library.Changed)...)
		}
		sections = append(sections, section(fmt.Sprintf("%s: %s (%s)", e.ID, e.Title, entryStatus(e)), kind+"-"+e.ID, blocks...))
	}
	return sections
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
		if slices.ContainsFunc(d.changes(), func(c comparison.Change) bool { return c.Clause == clause }) {
			n++
		}
	}
	if n == 0 {
		return "It changes no draft of the given deals."
	}
	return fmt.Sprintf("It changes %d of %s.", n, diag.Plural(all, "draft"))
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
func (r *report) differences(list []library.Difference, marks bool) []document.Block {
	var items []*document.Item
	told := map[string]string{} // what was told -> of which part
	for _, d := range list {
		fields := r.fields(d.Fields, marks)
		title := d.Part + " " + d.Name
		switch {
		case isOrder(d):
			title = "order of " + d.Part + "s"
		case d.Name == "":
			items = append(items, fields...)
			continue
		case d.Status != library.Changed && marks:
			title += " (" + d.Status.String() + ")"
		}
		if said := textOf(fields); !r.brief && told[said] != "" {
			fields = []*document.Item{comparison.Item(comparison.Plain("As in " + told[said] + "."))}
		} else {
			told[said] = d.Part + " " + d.Name
		}
		items = append(items, comparison.Item(comparison.Plain(title), fields...))
	}
	if items == nil {
		return nil
	}
	return []document.Block{comparison.Bulleted(items)}
}

// textOf tells items apart by all that they say.
func textOf(items []*document.Item) string {
	var b strings.Builder
	for _, item := range items {
		for _, block := range item.Blocks {
			switch n := block.(type) {
			case *document.Paragraph:
				b.WriteString(comparison.Marked(n.Inlines) + "\n")
			case *document.List:
				b.WriteString("(" + textOf(n.Items) + ")")
			}
		}
	}
	return b.String()
}

func isOrder(d library.Difference) bool {
	return d.Name == "" && len(d.Fields) == 1 && d.Fields[0].Name == "order"
}

// fields are the texts of a part that differ, or only their names.
func (r *report) fields(fields []library.Field, marks bool) []*document.Item {
	var items []*document.Item
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
		items = append(items, passages(f, marks)...)
	}
	if r.brief {
		return []*document.Item{comparison.Item(comparison.Plain(strings.Join(names, ", ")))}
	}
	return items
}

// passages are the paragraphs of a text that differ, each below the heading that
// it stands under. Of a text that is more than one wording the name comes first.
func passages(f library.Field, marks bool) []*document.Item {
	older, newer := redline.Split(f.Old), redline.Split(f.New)
	var items []*document.Item
	heading := ""
	for _, p := range redline.Compare(older, newer) {
		if !p.Changed() {
			continue
		}
		list, i := newer, p.New
		if i < 0 {
			list, i = older, p.Old
		}
		words := comparison.Excerpt(comparison.Revisions(p.Spans))
		if !marks { // of what is new or gone as a whole they would say nothing
			words = comparison.Plain(list[i].Text())
		}
		above, own := headingOf(list, i)
		if own && !marks {
			words = comparison.Plain(above)
		}
		if f.Name != "text" && f.Name != "order" {
			words = append(comparison.Plain(f.Name+": "), words...)
		}
		switch {
		case own || above == "":
			items = append(items, comparison.Item(words))
		case above == heading:
			comparison.Put(items[len(items)-1], comparison.Item(words))
		default:
			items = append(items, comparison.Item(comparison.Plain(above), comparison.Item(words)))
		}
		heading = above
	}
	return items
}

// headingOf is the Markdown heading above paragraph i, without marks and id,
// and whether the paragraph is that heading.
func headingOf(list []redline.Paragraph, i int) (heading string, own bool) {
	for at := i; at >= 0; at-- {
		words, ok := markdown.CutHeading(list[at].Text())
		if !ok {
			continue
		}
		if end := strings.LastIndex(words, " "); end >= 0 {
			if _, named := markdown.CutName(words[end+1:]); named {
				words = words[:end]
			}
		}
		return words, at == i
	}
	return "", false
}

// deals tells what became of deals, each in a section. What is told of one is not
// told of the next.
func (r *report) deals(list []DealImpact) []document.Block {
	var sections []document.Block
	told := map[string]string{} // what became of a passage -> in which deal
	for i, d := range list {
		if !d.isTold() {
			continue
		}
		var blocks []document.Block
		for _, problems := range []struct {
			word string
			list diag.List
		}{{"New", d.New}, {"Gone", d.Gone}} {
			for _, p := range problems.list {
				blocks = append(blocks, comparison.Say(problems.word+": "+p.Error()))
			}
		}
		if d.Comparison != nil {
			blocks = append(blocks, r.comparison(d.Comparison, told)...)
		}
		for _, c := range d.changes() {
			if told[changeText(c)] == "" {
				told[changeText(c)] = d.Deal
			}
		}
		sections = append(sections, section(d.Deal+" "+d.Outcome.text(1), fmt.Sprintf("deal-%d", i+1), blocks...))
	}
	return sections
}

// changeText tells changes apart by what they say, and not by their numbers.
func changeText(c comparison.Change) string { return c.Clause + "\n" + c.What + "\n" + c.Excerpt() }

// comparison is what changed in a draft.
func (r *report) comparison(c *comparison.Report, told map[string]string) []document.Block {
	items := append(c.ClauseItems(), comparison.SectionItems(c.Changes, func(changes []comparison.Change) string {
		if r.brief {
			return diag.Plural(len(changes), "change")
		}
		in := told[changeText(changes[0])]
		for _, change := range changes {
			if other := told[changeText(change)]; other == "" || other != in {
				return ""
			}
		}
		return "As in " + in + "."
	})...)
	var blocks []document.Block
	if len(items) > 0 {
		blocks = append(blocks, comparison.Bulleted(items))
	}
	return append(blocks, c.End()...)
}

func trimStop(text string) string { return strings.TrimSuffix(text, ".") }
