package comparison

import (
	"fmt"
	"io"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/redline"
)

// Text writes the report for a terminal, in colour if color is set.
func (r *Report) Text(w io.Writer, color bool) error {
	return Terminal(w, &document.Document{Title: fmt.Sprintf("From %s to %s", r.Old, r.New), Body: r.parts()}, color)
}

// parts are the report in parts of a document: what changed, with its words.
func (r *Report) parts() []*document.Division {
	if r.Empty() {
		return []*document.Division{partOf("", Say("Nothing differs."))}
	}
	var parts []*document.Division
	add := func(heading string, items []*document.Item) {
		if len(items) > 0 {
			parts = append(parts, partOf(heading, Bulleted(items)))
		}
	}
	var terms []*document.Item
	for _, t := range r.Terms {
		terms = append(terms, Item(Plain(t.String()), Item(Plain(t.reach()))))
	}
	add("Terms", terms)
	add("Clauses", r.ClauseItems())
	add("Text", SectionItems(r.Changes, nil))
	if end := r.End(); len(end) > 0 {
		parts = append(parts, partOf("", end...))
	}
	return parts
}

// ClauseItems lists the clauses that came in, left or are worded otherwise, each
// with its reasons.
func (r *Report) ClauseItems() []*document.Item {
	var items []*document.Item
	for _, c := range r.Clauses {
		var why []*document.Item
		for _, line := range c.Why {
			why = append(why, Item(Plain(line)))
		}
		items = append(items, Item(Plain(c.String()), why...))
	}
	return items
}

// End is what stands at the end of a report: what only shifted, and the totals.
func (r *Report) End() []document.Block {
	var end []document.Block
	if r.Shifted > 0 {
		end = append(end, Say(diag.Count(r.Shifted, "number or reference", "numbers and references")+" only shifted."))
	}
	if len(r.Changes) > 0 {
		end = append(end, Say(r.Totals.String()))
	}
	return end
}

// SectionItems lists changes by the section that they stand in, each with its
// words. Where known has words for the changes of a section, they stand in their
// place.
func SectionItems(changes []Change, known func([]Change) string) []*document.Item {
	var items []*document.Item
	for len(changes) > 0 {
		n := 1
		for n < len(changes) && changes[n].Section == changes[0].Section {
			n++
		}
		var below []*document.Item
		words := ""
		if known != nil {
			words = known(changes[:n])
		}
		for _, c := range changes[:n] {
			below = append(below, Item(Plain(c.Key+" "+c.because()), Item(c.Passage())))
		}
		if words != "" {
			below = []*document.Item{Item(Plain(words))}
		}
		items = append(items, Item(Plain(changes[0].Section), below...))
		changes = changes[n:]
	}
	return items
}

// String is the totals in one line.
func (t Totals) String() string {
	return fmt.Sprintf("%s: %s inserted, %s deleted.", diag.Count(t.Changes, "change", "changes"), diag.Count(t.Inserted, "word", "words"), diag.Count(t.Deleted, "word", "words"))
}

// String is a term that changed in one line.
func (t Term) String() string {
	return fmt.Sprintf("%s: %s → %s", t.Path, orNone(t.Old), orNone(t.New))
}

func orNone(answer string) string {
	if answer == "" {
		return "not answered"
	}
	return answer
}

// reach is where a term shows.
func (t Term) reach() string {
	if len(t.Reaches) == 0 {
		return "reaches nothing"
	}
	return strings.Join(t.Reaches, "; ")
}

// String is what became of a clause in one line.
func (c Clause) String() string {
	switch c.What {
	case "in":
		return fmt.Sprintf("in: %s (%s)", c.ID, c.Title)
	case "out":
		return fmt.Sprintf("out: %s (%s)", c.ID, c.Title)
	}
	return fmt.Sprintf("reworded: %s (%s), %s → %s", c.ID, c.Title, c.Old, c.New)
}

// because is why a passage changed, in one line.
func (c Change) because() string {
	if because := c.Because(); because != "" {
		return c.What + ", because of " + because
	}
	return c.What
}

// causeText is a cause in words.
func causeText(c document.Cause) string {
	switch c.Kind {
	case document.AnswerCause:
		return fmt.Sprintf("%s: %s → %s", c.Path, orNone(c.Old), orNone(c.New))
	case document.ClauseCause:
		what := "comes in"
		if c.New == "" {
			what = "is left out"
		}
		return fmt.Sprintf("clause %s, which %s", c.Clause, what)
	case document.VariantCause:
		return fmt.Sprintf("the variant of %s: %s → %s", c.Clause, c.Old, c.New)
	case document.EditCause:
		return "an edit"
	case document.EditionCause:
		return editionText(c)
	case document.ProgramCause:
		return fmt.Sprintf("another version of clausewright: %s → %s", c.Old, c.New)
	}
	return c.String()
}

// editionText is another edition of the library in words.
func editionText(c document.Cause) string {
	words := "another edition of the library"
	switch {
	case c.Old != "":
		words = fmt.Sprintf("edition %s → %s of %s", c.Old, c.New, c.Clause)
	case c.Clause != "":
		words += " (" + c.Clause + ")"
	}
	if c.Path != "" {
		words = fmt.Sprintf("the default of %s in %s", c.Path, words)
	}
	return words
}

// around is how many words of what stays are shown beside a change.
const around = 8

// Excerpt is the passage as a terminal shows it, of what stays a few words.
func (c Change) Excerpt() string { return Marked(c.Passage()) }

// Passage is the passage with its marks, of what stays a few words.
func (c Change) Passage() []document.Inline {
	switch {
	case c.passage != nil:
		return Excerpt(c.passage)
	case c.What == "renamed" && c.Old != "" && c.New != "":
		return []document.Inline{revision(document.Deleted, c.Old), &document.Text{Text: " "}, revision(document.Inserted, c.New)}
	case c.What == "moved":
		return Plain(Shorten(c.New))
	case c.New != "":
		return []document.Inline{revision(document.Inserted, Shorten(c.New))}
	case c.Old != "":
		return []document.Inline{revision(document.Deleted, Shorten(c.Old))}
	}
	return nil
}

// Revisions are the spans of two texts that were compared, as a passage.
func Revisions(spans []redline.Span) []document.Inline {
	list := make([]document.Inline, len(spans))
	for i, s := range spans {
		switch s.Mark {
		case redline.Deleted:
			list[i] = revision(document.Deleted, s.Text)
		case redline.Inserted:
			list[i] = revision(document.Inserted, s.Text)
		default:
			list[i] = &document.Text{Text: s.Text}
		}
	}
	return list
}

func revision(change document.Change, text string) document.Inline {
	return &document.Revision{Inlines: Plain(text), Mark: document.Mark{Change: change}}
}

// Shorten cuts a long passage that stands or goes as a whole.
func Shorten(text string) string {
	const most = 60
	words := strings.Fields(text)
	if len(words) <= most {
		return text
	}
	return strings.Join(words[:most], " ") + " …"
}

// Excerpt is a passage with its marks, what is far from any of them left out.
func Excerpt(passage []document.Inline) []document.Inline {
	var runs []piece
	for _, p := range piecesOf(passage) {
		if n := len(runs); n > 0 && runs[n-1].mark == p.mark {
			runs[n-1].text += p.text
		} else if p.text != "" {
			runs = append(runs, p)
		}
	}
	var list []document.Inline
	for i, r := range runs {
		words := strings.TrimSpace(r.text) // spaces at the ends stay outside of the mark
		if r.mark == document.Kept || words == "" {
			list = append(list, &document.Text{Text: Near(r.text, i > 0, i+1 < len(runs))})
			continue
		}
		change := document.Inserted
		if r.mark == document.Deleted || r.mark == document.MovedAway {
			change = document.Deleted
		}
		lead, trail, _ := strings.Cut(r.text, words)
		if lead != "" {
			list = append(list, &document.Text{Text: lead})
		}
		list = append(list, revision(change, words))
		if trail != "" {
			list = append(list, &document.Text{Text: trail})
		}
	}
	return list
}

// Near keeps the words of a text beside a change before it or after it.
func Near(text string, before, after bool) string {
	words := strings.Fields(text)
	if len(words) <= 2*around {
		return text
	}
	head, tail := "", ""
	if before {
		head = leading(text) + strings.Join(words[:around], " ") + " "
	}
	if after {
		tail = " " + strings.Join(words[len(words)-around:], " ") + trailing(text)
	}
	return head + "…" + tail
}

func leading(text string) string  { return text[:len(text)-len(strings.TrimLeft(text, " \u00a0"))] }
func trailing(text string) string { return text[len(strings.TrimRight(text, " \u00a0")):] }
