package terms

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"clausewright/internal/document"
	"clausewright/internal/markdown"
)

// compared orders two values that are there.
func compared(a, b any) int {
	x, isNumber := a.(json.Number)
	y, both := b.(json.Number)
	if isNumber && both {
		first, err := decimal.NewFromString(string(x))
		second, failed := decimal.NewFromString(string(y))
		if err == nil && failed == nil {
			return first.Cmp(second)
		}
	}
	return strings.Compare(written(a), written(b))
}

// written is a value in a cell of text.
func written(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case []string:
		return strings.Join(v, "; ")
	case []any:
		var items []string
		for _, item := range v {
			items = append(items, written(item))
		}
		return strings.Join(items, "; ")
	case []map[string]any:
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if enc.Encode(v) == nil { // which sorts the names
			return strings.TrimSpace(b.String())
		}
	}
	return fmt.Sprint(v)
}

// CSV writes rows with a head.
func CSV(out io.Writer, columns []Column, list []Row) error {
	w := csv.NewWriter(out)
	lines := [][]string{heads(columns)}
	for _, row := range list {
		lines = append(lines, cells(row))
	}
	return w.WriteAll(lines)
}

func heads(columns []Column) []string {
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
	}
	return names
}

func cells(row Row) []string {
	line := make([]string, len(row))
	for i, v := range row {
		line[i] = written(v)
	}
	return line
}

// Markdown writes rows as a table.
func Markdown(out io.Writer, columns []Column, list []Row) error {
	line := func(words []string) (all []document.Cell) {
		for _, word := range words {
			all = append(all, document.Cell{&document.Text{Text: word}})
		}
		return all
	}
	grid := &document.Table{Head: line(heads(columns))}
	for _, row := range list {
		grid.Rows = append(grid.Rows, document.Row{Cells: line(cells(row))})
	}
	part := &document.Division{Kind: document.Part, ID: "terms", Blocks: []document.Block{grid}}
	return markdown.Write(out, &document.Document{Title: "Terms", Body: []*document.Division{part}})
}

// Objects are rows as another program reads them: each value by the name of its column.
func Objects(columns []Column, list []Row) []map[string]any {
	all := []map[string]any{}
	for _, row := range list {
		one := map[string]any{}
		for i, c := range columns {
			one[c.Name] = row[i]
		}
		all = append(all, one)
	}
	return all
}
