package terms

import (
	"maps"

	"clausewright/internal/deal"
)

// Schema is the JSON Schema (draft 2020-12) of the terms of deals in these columns.
func Schema(columns []Column) map[string]any {
	return map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:clausewright:terms", "title": "Terms of deals",
		"type": "array", "items": object(columns),
	}
}

// object is the schema of a row of these columns.
func object(columns []Column) map[string]any {
	properties, names := map[string]any{}, []string{}
	for _, c := range columns {
		properties[c.Name] = c.schema()
		names = append(names, c.Name)
	}
	return map[string]any{"type": "object", "properties": properties, "required": names, "additionalProperties": false}
}

// schema is what a column can hold: a value of its shape, a word or words in its place,
// what is still open, or nothing.
func (c Column) schema() map[string]any {
	about := map[string]any{"description": c.about}
	if c.question == nil {
		about["type"] = "string"
		return about
	}
	one := map[string]any{"type": "string"}
	switch c.dataType {
	case asNumber:
		one = map[string]any{"type": "number"}
	case asDate:
		one["format"] = "date"
	case asFlag:
		one = map[string]any{"type": "boolean"}
	case asList:
		one = map[string]any{"type": "array", "items": map[string]any{"type": "string"}}
	case asTable:
		one = map[string]any{"type": "array", "items": object(columnsOfTable(c.question))}
	}
	forms := []any{one, map[string]any{"const": deal.OpenWord}, map[string]any{"type": "null"}}
	if c.question.OrText {
		forms = append(forms, map[string]any{"type": "string"})
	} else if words := c.question.Words(); len(words) > 0 && c.dataType != asText {
		forms = append(forms, map[string]any{"enum": words})
	}
	maps.Copy(about, map[string]any{"anyOf": forms})
	return about
}

// columnsOfTable are the columns of a row of a table.
func columnsOfTable(q *deal.Parameter) (columns []Column) {
	for i := range q.Columns {
		columns = append(columns, columnsOf(&q.Columns[i])...)
	}
	return columns
}
