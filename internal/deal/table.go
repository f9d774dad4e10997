package deal

import (
	"fmt"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// table reads the rows of a table. "none" and an empty list are a table
// without rows; TBD is one row in which every cell is open.
func (r *reader) table(p *Parameter, n *yaml.Node) (Value, bool) {
	if n.Kind == yaml.ScalarNode && !isOpen(n.Value) && !saysNothing(n.Value) || n.Kind == yaml.MappingNode {
		r.notTable(p, n)
		return nil, false
	}
	rows, ok := r.items(p, n)
	rows = ungrouped(p, rows)
	if len(rows) > MaxItems {
		r.errorf(n, p.Path, "too-many-items", "has %d rows, more than the %d that one answer may have", len(rows), MaxItems)
		return nil, false
	}
	table := Table{}
	for i, node := range rows {
		if r.full() {
			return nil, false
		}
		row, good := r.row(p, fmt.Sprintf("%s[%d]", p.Path, i+1), node)
		ok = ok && good
		table = append(table, row)
	}
	return table, ok
}

// ungrouped puts in place of each row that holds rows under the key for them
// those rows, each with the other cells of the row around it. What is no list
// of rows stays as it is, and is told as an unknown column.
func ungrouped(p *Parameter, rows []*yaml.Node) []*yaml.Node {
	if p.Grouped == "" {
		return rows
	}
	var all []*yaml.Node
	for _, row := range rows {
		common, inner := partedAt(row, p.Grouped)
		if inner == nil {
			all = append(all, row)
			continue
		}
		for _, in := range inner {
			one := *in
			one.Content = append(slices.Clone(common), in.Content...)
			all = append(all, &one)
		}
	}
	return all
}

// partedAt parts the rows that a row holds under a key from its other cells.
func partedAt(row *yaml.Node, key string) (common, inner []*yaml.Node) {
	if row.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(row.Content); i += 2 {
		name, value := row.Content[i], row.Content[i+1]
		if name.Value != key || inner != nil {
			common = append(common, name, value)
			continue
		}
		if value.Kind != yaml.SequenceNode || slices.ContainsFunc(value.Content, func(n *yaml.Node) bool { return n.Kind != yaml.MappingNode }) {
			return nil, nil
		}
		inner = value.Content
	}
	return common, inner
}

func (r *reader) notTable(p *Parameter, n *yaml.Node) {
	problem := r.errorf(n, p.Path, wrongKind, "a table is wanted here, not %s", described(n))
	problem.Hint = "write one row a line: \"- " + rowExample(p) + "\""
}

// rowExample shows how a row of the table is written.
func rowExample(p *Parameter) string {
	return "{" + strings.Join(p.columnNames(), ": …, ") + ": …}"
}

func (r *reader) row(p *Parameter, path string, n *yaml.Node) (Row, bool) {
	r.deal.places[path] = r.at(n)
	if r.refused(path, n) {
		return nil, false
	}
	if n.Kind == yaml.ScalarNode && isOpen(n.Value) {
		return openRow(p, path), true
	}
	if n.Kind != yaml.MappingNode {
		r.errorf(n, path, wrongKind, "a row is wanted here, not %s", described(n)).WithHint("write %s", rowExample(p))
		return nil, false
	}
	row, ok := Row{}, true
	written := map[string]bool{} // columns that the row has, or misspells
	split := false
	for _, pair := range r.pairs(path, n) {
		if r.full() {
			break
		}
		name := strings.ReplaceAll(pair.key, " ", "_") // "each later" is each_later
		if c, known := p.column(name); known && !written[name] {
			written[name] = true
			v, good := r.answer(cell(p, c, path), pair.value)
			row[name], ok = v, ok && good
			continue
		}
		ok = false
		if splitByComma(n, pair.node, pair.value) {
			if !split {
				r.errorf(pair.node, path, UnknownKey, "%s has no value", show(pair.key)).
					WithHint("a comma inside {…} begins a new entry: put a text that holds a comma in quotation marks, and write numbers without commas")
			}
			split = true
			continue
		}
		r.unknownColumn(p, path, pair, written)
	}
	return row, r.fill(p, path, n, row, written) && ok
}

// cell is the question that one cell of a table answers.
func cell(table, column *Parameter, row string) *Parameter {
	c := *column
	c.Path = under(row, column.Path)
	if c.Ask == "" {
		c.Ask = table.Ask
	}
	return &c
}

func openRow(p *Parameter, path string) Row {
	row := Row{}
	for i := range p.Columns {
		c := cell(p, &p.Columns[i], path)
		row[p.Columns[i].Path] = Blank{Path: c.Path, Ask: c.Ask}
	}
	return row
}

// unknownColumn reports a key that is no column, and notes the column that it
// most probably misspells.
func (r *reader) unknownColumn(p *Parameter, path string, pair keyValue, written map[string]bool) {
	var free []string
	for _, c := range p.columnNames() {
		if !written[c] {
			free = append(free, c)
		}
	}
	problem := r.errorf(pair.node, under(path, keyName(pair.key)), UnknownKey, "the table has no such column")
	if near, ok := nearestWord(pair.key, free); ok {
		written[near] = true
		problem.WithHint("did you mean %q?", near)
		return
	}
	if pair.key == p.Grouped {
		problem.Message = "holds no rows"
		problem.WithHint("write %s: [{%s: …}], with the columns in which the rows differ", p.Grouped, p.columnNames()[len(p.Columns)-1])
		return
	}
	problem.WithHint("columns: %s", strings.Join(p.columnNames(), ", "))
}

// fill gives every column that the row leaves out its default or None, and
// reports those that may not be left out.
func (r *reader) fill(p *Parameter, path string, n *yaml.Node, row Row, written map[string]bool) bool {
	var missing []string
	for i := range p.Columns {
		c := cell(p, &p.Columns[i], path)
		name := p.Columns[i].Path
		switch {
		case written[name]:
		case c.Fixed():
			v, err := ReadText(c, c.Default, r.currency)
			if err != nil {
				missing = append(missing, name)
				continue
			}
			row[name] = v
		case c.Optional || c.Default != "":
			row[name] = None{Path: c.Path}
		default:
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return true
	}
	column := "column"
	if len(missing) > 1 {
		column = "columns"
	}
	problem := r.errorf(n, path, "missing-column", "the row lacks the %s %s", column, strings.Join(missing, ", "))
	problem.WithHint("a row is written %s", rowExample(p))
	return false
}
