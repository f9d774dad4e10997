package amend

import (
	"errors"
	"strconv"

	"clausewright/internal/document"
)

// ChangesClause is the clause of a library in whose article the instructions stand,
// after its own sections.
const ChangesClause = "amendment-changes"

// Fill puts instructions into an amendment agreement that was drafted, as sections
// after those of ChangesClause.
func Fill(agreement *document.Document, groups []Group) error {
	for _, d := range agreement.Body {
		sections := d.Sections()
		if n := len(sections); n > 0 && d.Kind == document.Article && sections[n-1].Clause == ChangesClause {
			for i, g := range groups {
				d.Blocks = append(d.Blocks, g.section(agreement.Style, d, n+i+1))
			}
			return nil
		}
	}
	return errors.New("the template has no article that ends with the clause " + ChangesClause)
}

// section is a group as the n-th section of an article.
func (g Group) section(styleName string, outer *document.Division, n int) *document.Division {
	s := &document.Division{
		Kind: document.Section, ID: "amendment-" + strconv.Itoa(n), Clause: ChangesClause, Heading: g.Place,
		Number: document.Number{Scheme: document.ArticleScheme, Level: 1, N: n},
		Label:  numberOf(styleName, outer) + "." + strconv.Itoa(n),
	}
	if len(g.List) == 1 {
		s.Blocks = append([]document.Block{say(g.List[0].Words)}, deeper(g.List[0].Text, 0)...)
		return s
	}
	list := &document.List{Marker: document.Lettered}
	for i, instruction := range g.List {
		number := document.Number{Scheme: document.LetteredScheme, N: i + 1}
		list.Items = append(list.Items, &document.Item{
			Number: number, Label: document.ItemLabel(number),
			Blocks: append([]document.Block{say(instruction.Words)}, deeper(instruction.Text, 1)...),
		})
	}
	s.Blocks = []document.Block{say(g.Lead), list}
	return s
}

// deeper sets the lists of a quoted text as many levels deeper as they stand now; their
// labels stay.
func deeper(blocks []document.Block, levels int) []document.Block {
	for _, b := range blocks {
		if list, ok := b.(*document.List); ok {
			for _, item := range list.Items {
				item.Number.Level = min(item.Number.Level+levels, document.MaxDepth-1)
				deeper(item.Blocks, levels)
			}
		}
	}
	return blocks
}
