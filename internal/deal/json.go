package deal

import (
	"encoding/json"
	"strings"
)

// JSON is a value as a deal file would hold it, in JSON.
func JSON(v Value) any {
	switch v := v.(type) {
	case Text:
		return string(v)
	case Chosen:
		return v.Word
	case Flag:
		return bool(v)
	case Integer, Number:
		return json.Number(v.Raw())
	case Percent:
		return json.Number(strings.TrimSuffix(v.Raw(), "%"))
	case Money:
		if v.Currency == "" {
			return json.Number(v.Raw())
		}
	case Territory:
		return []string(v)
	case Triggers:
		return []string(v)
	case List:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = JSON(item)
		}
		return items
	case Table:
		rows := make([]any, len(v))
		for i, row := range v {
			cells := map[string]any{}
			for name := range row {
				if held, ok := row[name].(Value); ok {
					cells[name] = JSON(held)
				}
			}
			rows[i] = cells
		}
		return rows
	case None:
		return nil
	}
	return v.Raw()
}
