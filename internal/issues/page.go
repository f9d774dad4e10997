package issues

import (
	"cmp"
	"fmt"
	"strings"

	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/document"
	"clausewright/internal/library"
)

// Heads of the columns by which a list is known when it is read back. The reference of
// an issue is the last word of its section's cell.
const (
	sectionHead = "Section"
	statusHead  = "Status"
	ownerHead   = "Owner"
)

// Document is the list as the formats of drafts write it. One to be sent says nothing
// that is for our side only: no reason, no fallback, no owner.
func (l *List) Document(toSend bool) *document.Document {
	doc := &document.Document{Title: "Issues list", Style: l.style, Lang: "en", ID: l.Title, Date: l.Date}
	heads := []string{sectionHead, "Ours", "Theirs", "Why it matters", "Fallback", ownerHead, statusHead}
	if !toSend {
		doc.Legend = "INTERNAL"
	} else {
		heads = []string{sectionHead, "Draft", "Proposed", statusHead}
	}
	t := comparison.Table(heads...)
	told := map[string]string{} // clause -> the issue that says why it matters
	for _, is := range l.Issues {
		cells := []document.Cell{comparison.Cell(l.place(is) + "\n" + is.Ref), comparison.Cell(is.Ours), comparison.Cell(is.Theirs)}
		if !toSend {
			cells = append(cells, l.advice(is, told)...)
		}
		t.Rows = append(t.Rows, document.Row{Cells: append(cells, comparison.Cell(string(is.Status)))})
	}
	blocks := []document.Block{comparison.Say(l.subject()), comparison.Say(howTo)}
	if len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	doc.Body = []*document.Division{{Kind: document.Part, ID: "issues", Blocks: blocks}}
	return doc
}

// howTo tells how an issue is settled in the list itself.
const howTo = "Under Status write accepted or refused; what is open stays as it was proposed until somebody decides. Leave the reference below each Section as it is: the list is read back by it."

// subject is what the list is about, in a sentence.
func (l *List) subject() string {
	name := l.Title
	if day, err := deal.ReadText(&deal.Parameter{Kind: deal.KindDate}, l.Date, ""); l.Date != "" && err == nil {
		name += " of " + deal.StyleOf(l.style).Write(day)
	}
	open := 0
	for _, is := range l.Issues {
		if is.Status == Open {
			open++
		}
	}
	if len(l.Issues) == 0 {
		return name + ". There is no issue."
	}
	return fmt.Sprintf("%s. Issues: %d, of which open: %d.", name, len(l.Issues), open)
}

// place is where an issue stands, with the file that has it where there are several.
func (l *List) place(is *Issue) string {
	for _, other := range l.Issues {
		if strings.Join(other.From, ", ") != strings.Join(is.From, ", ") {
			return is.Section + "\n" + strings.Join(is.From, ", ")
		}
	}
	return is.Section
}

// advice is what is for our side only: once for each clause.
func (l *List) advice(is *Issue, told map[string]string) []document.Cell {
	why, instead := strings.Join(is.Why, "\n"), strings.Join(is.Fallback, "\n")
	if first := told[is.Clause]; first != "" && is.Clause != "" {
		why, instead = "as "+first, "as "+first
	} else {
		told[is.Clause] = is.Ref
	}
	return []document.Cell{comparison.Cell(why), comparison.Cell(instead), comparison.Cell(is.Owner)}
}

// Report is the list as comparison.Terminal prints it.
func (l *List) Report() *document.Document {
	doc := &document.Document{Title: l.Deal + ": issues"}
	if l.Side != "" {
		doc.Title += ", for " + library.Sides[string(l.Side)]
	}
	var items []*document.Item
	for _, is := range l.Issues {
		it := comparison.Item(comparison.Plain(fmt.Sprintf("%s %s: %s", is.Ref, strings.ReplaceAll(l.place(is), "\n", ", "), is.Status)))
		for _, line := range [][2]string{{"ours", cmp.Or(is.Ours, "–")}, {"theirs", cmp.Or(is.Theirs, "–")}, {"why", strings.Join(is.Why, " ")}, {"fallback", strings.Join(is.Fallback, " ")}, {"owner", is.Owner}} {
			if line[1] != "" {
				comparison.Put(it, comparison.Item(comparison.Plain(line[0]+": "+line[1])))
			}
		}
		items = append(items, it)
	}
	part := &document.Division{Kind: document.Part, ID: "issues"}
	if len(items) > 0 {
		part.Blocks = append(part.Blocks, comparison.Bulleted(items))
	}
	doc.Body = []*document.Division{part, {Kind: document.Part, ID: "about", Blocks: []document.Block{comparison.Say(l.subject())}}}
	return doc
}
