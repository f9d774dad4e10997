package cases

import (
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/document"
)

// unmeant are texts that only a fault of a calculation prints.
var unmeant = []string{"<no value>", "map[", "%!"}

// gap finds what no sentence of a draft may hold: what a condition, or an
// answer that was not given, leaves behind. It returns "" if there is none. The
// answers of cases are whole, so that what they print is looked at as well.
func gap(text string) string {
	if text != "" && strings.ContainsRune(",.;", rune(text[0])) {
		return text[:1]
	}
	for i := 1; i < len(text); i++ {
		if document.Gap(text[i-1], text[i]) {
			return text[i-1 : i+1]
		}
	}
	for _, u := range unmeant {
		if strings.Contains(text, u) {
			return u
		}
	}
	return ""
}

// leftovers lists gaps, empty items and references without text.
func leftovers(doc *document.Document) diag.List {
	var problems diag.List
	document.Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *document.Paragraph:
			text := strings.ReplaceAll(document.PlainText(n.Inlines), "\u00a0", " ")
			if found := gap(text); found != "" {
				problems.Errorf(placeOf(n.Inlines), "leftover", "%q in %q", found, text)
			}
		case *document.Item:
			if p, ok := firstParagraph(n.Blocks); !ok || strings.Trim(document.PlainText(p.Inlines), " .;:,") == "" {
				problems.Errorf(n.Origin.Pos(), "leftover", "an item of a list is empty")
			}
		case *document.Reference:
			if n.Text == "" || len(n.Targets) != 1 {
				problems.Errorf(n.Origin.Pos(), "leftover", "a reference leads nowhere")
			}
		}
		return true
	})
	return problems
}

func firstParagraph(blocks []document.Block) (*document.Paragraph, bool) {
	if len(blocks) == 0 {
		return nil, false
	}
	p, ok := blocks[0].(*document.Paragraph)
	return p, ok
}

// placeOf is where a line of text comes from in the library.
func placeOf(inlines []document.Inline) diag.Position {
	for _, inline := range inlines {
		if t, ok := inline.(*document.Text); ok && !t.Origin.Answer {
			return t.Origin.Pos()
		}
	}
	return diag.Position{}
}

// leftovers are those of a clause that is printed alone; its references may
// lead to any place that the library has.
func (r *runner) leftovers(at diag.Position, doc *document.Document) diag.List {
	problems := leftovers(doc)
	own := map[string]bool{}
	document.Walk(doc, func(node any) bool {
		switch n := node.(type) {
		case *document.Division:
			own[n.ID] = true
		case *document.Item:
			own[n.ID] = true
		case *document.Reference:
			if id := strings.TrimSuffix(n.Targets[0], document.WholeClause); !r.ids[id] && !own[id] && id != "surviving" {
				problems.Errorf(n.Origin.Pos(), document.DanglingReference, "nothing in the library has the id %q", id)
			}
		}
		return true
	})
	for _, p := range problems {
		if p.Pos.File == "" {
			p.Pos = at
		}
	}
	return problems
}
