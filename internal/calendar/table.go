package calendar

import (
	"strings"

	"clausewright/internal/document"
)

// Table is a document that holds rows of agreements.
func Table(list []*Agreement, rows []Row) *document.Document {
	text := func(words string) []document.Inline {
		return []document.Inline{&document.Text{Text: strings.ReplaceAll(words, "\u00a0", " ")}}
	}
	table := &document.Table{}
	heads := []string{"Date", "Due", "What", "Who", "Provision"}
	if len(list) > 1 {
		heads = append(heads, "Deal")
	}
	for _, head := range heads {
		table.Head = append(table.Head, text(head))
	}
	for _, r := range rows {
		row := document.Row{}
		for _, cell := range []string{r.Date, r.Due, r.What, r.Who, r.Provision, r.Deal}[:len(heads)] {
			row.Cells = append(row.Cells, text(cell))
		}
		table.Rows = append(table.Rows, row)
	}
	part := &document.Division{Kind: document.Part, ID: "calendar"}
	for _, one := range list {
		words := one.Deal + ": " + one.Title
		if one.CountsBusinessDays() {
			words += ". Business Days: " + one.Business.String()
		}
		part.Blocks = append(part.Blocks, &document.Paragraph{Inlines: text(words + ".")})
	}
	part.Blocks = append(part.Blocks, table)
	return &document.Document{Title: "Calendar", Body: []*document.Division{part}}
}
