package deal

import (
	"errors"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// entries writes those entries of a list, or rows of a table, that changed, and takes
// out or adds the others; it is false where the answer is to be written as a whole.
func (w *writer) entries(n *yaml.Node, v Value, currency string) (bool, error) {
	old, _ := w.before.Answer(w.path)
	was, list := entriesOf(old), entriesOf(v)
	if len(was) != len(n.Content) || len(was) == 0 || len(list) == 0 {
		return false, nil
	}
	same, after := 0, 0
	for same < min(len(was), len(list)) && was[same].Raw() == list[same].Raw() {
		same++
	}
	for after < min(len(was), len(list))-same && was[len(was)-1-after].Raw() == list[len(list)-1-after].Raw() {
		after++
	}
	changed := min(len(was), len(list)) - same - after
	at := same + changed
	for _, added := range slices.Backward(list[at : len(list)-after]) {
		if err := w.addEntry(n, at, added, currency); err != nil {
			return false, err
		}
	}
	for i := len(was) - after - 1; i >= at; i-- {
		if err := w.dropEntry(n, i); err != nil {
			return false, err
		}
	}
	for i := at - 1; i >= same; i-- {
		if err := w.changeEntry(n.Content[i], list[i], currency); err != nil {
			return false, err
		}
	}
	return true, nil
}

// entriesOf are the entries of a list, the rows of a table, the codes of a territory.
func entriesOf(v Value) List {
	var list List
	switch v := v.(type) {
	case List:
		return v
	case Table:
		for _, row := range v {
			list = append(list, Table{row})
		}
	case Territory, Triggers:
		return parts(v)
	}
	return list
}

// changeEntry writes an entry in the place of another; of a row that stands on
// several lines, the cells that changed.
func (w *writer) changeEntry(n *yaml.Node, v Value, currency string) error {
	line, at, err := w.end(n)
	if err == nil && (n.Kind != yaml.MappingNode || n.Style&yaml.FlowStyle != 0) {
		start, _ := w.from(n)
		w.splice(n.Line, start, line, at, w.speltEntry(v, currency))
		return nil
	}
	rows, isTable := v.(Table)
	if !isTable || n.Kind != yaml.MappingNode {
		return errSeveral
	}
	cells := &writer{mark: w.mark, lines: w.lines, before: &Deal{}}
	var added []addedCell
	for _, c := range slices.Backward(w.question.Columns) {
		cells.question = &c
		v := rows[0].cell(c.Path)
		_, node := pairOf(n, c.Path)
		_, none := v.(None)
		switch {
		case node == nil && none:
		case node == nil:
			line, _, err := w.end(lastOf(w.cellBefore(n, c.Path)))
			if err != nil {
				return err
			}
			added = append(added, addedCell{line, c.Path + ": " + cells.spelt("", v, currency)})
		case node.Value != v.Raw():
			if err := cells.replace(node, v, currency); err != nil {
				return err
			}
		}
	}
	w.lines = cells.lines
	slices.SortStableFunc(added, func(a, b addedCell) int { return b.behind - a.behind }) // what is written moves no line that is to come
	for _, c := range added {
		w.insertLine(n, c.behind, strings.Repeat(" ", n.Content[0].Column-1)+c.text)
	}
	return nil
}

// addedCell is a cell that a row gets, and the line behind which it stands.
type addedCell struct {
	behind int
	text   string
}

// cellBefore is the cell of a row behind which one of a column stands: that of the
// nearest column before it, or the first.
func (w *writer) cellBefore(row *yaml.Node, column string) *yaml.Node {
	before := row.Content[1]
	for _, c := range w.question.Columns {
		if c.Path == column {
			break
		}
		if _, node := pairOf(row, c.Path); node != nil {
			before = node
		}
	}
	return before
}

// addEntry writes a new entry before the one with a number, or behind the last.
func (w *writer) addEntry(n *yaml.Node, i int, v Value, currency string) error {
	text := w.speltEntry(v, currency)
	behind := i == len(n.Content)
	if behind {
		i--
	}
	entry := n.Content[i]
	flow := n.Style&yaml.FlowStyle != 0
	if !behind { // which may have moved back in its line meanwhile, but does not begin earlier
		if start, _ := w.from(entry); flow {
			w.splice(entry.Line, start, entry.Line, start, text+", ")
		} else {
			w.addLine(n, entry.Line-1, text)
		}
		return nil
	}
	line, at, err := w.end(lastOf(entry))
	switch {
	case err != nil:
		return err
	case flow:
		w.splice(line, at, line, at, ", "+text)
	default:
		w.addLine(n, line, text)
	}
	return nil
}

// addLine writes an entry of a list in lines behind a line.
func (w *writer) addLine(n *yaml.Node, line int, text string) {
	w.insertLine(n, line, strings.Repeat(" ", n.Column-1)+"- "+text)
}

// insertLine writes a line behind another, which ends as that of a node does.
func (w *writer) insertLine(n *yaml.Node, line int, text string) {
	if strings.HasSuffix(w.lines[n.Line-1], "\r") {
		text += "\r"
	}
	w.lines = slices.Insert(w.lines, line, text)
}

// lastOf is the last node of a row that stands on several lines, else the node.
func lastOf(n *yaml.Node) *yaml.Node {
	for n.Style&yaml.FlowStyle == 0 && n.Kind != yaml.ScalarNode && len(n.Content) > 0 {
		n = n.Content[len(n.Content)-1]
	}
	return n
}

// dropEntry takes out an entry.
func (w *writer) dropEntry(n *yaml.Node, i int) error {
	entry := n.Content[i]
	line, at, err := w.end(lastOf(entry))
	start, _ := w.from(entry)
	switch {
	case err != nil:
		return err
	case n.Style&yaml.FlowStyle == 0:
		w.lines = slices.Delete(w.lines, entry.Line-1, line)
	case i > 0:
		before, from, err := w.end(lastOf(n.Content[i-1]))
		if err != nil {
			return err
		}
		w.splice(before, from, line, at, "")
	case len(n.Content) > 1:
		next := n.Content[1]
		to, _ := w.from(next)
		w.splice(entry.Line, start, next.Line, to, "")
	default:
		w.splice(entry.Line, start, line, at, "")
	}
	return nil
}

func (w *writer) speltEntry(v Value, currency string) string {
	if rows, ok := v.(Table); ok {
		return w.speltRow(rows[0], currency)
	}
	return w.spelt("", v, currency)
}

func (w *writer) speltList(v List, currency string) string {
	var items []string
	for _, item := range v {
		items = append(items, w.spelt("", item, currency))
	}
	return "[" + strings.Join(items, ", ") + "]"
}

func (w *writer) speltTable(v Table, currency string) string {
	var rows []string
	for _, row := range v {
		rows = append(rows, w.speltRow(row, currency))
	}
	return "[" + strings.Join(rows, ", ") + "]"
}

// speltRow is a row with its cells in the order of the columns, without those that are
// left out.
func (w *writer) speltRow(row Row, currency string) string {
	if w.question == nil || row.raw() == OpenWord {
		return row.raw()
	}
	var cells []string
	for i := range w.question.Columns {
		c := &w.question.Columns[i]
		v := row.cell(c.Path)
		if _, none := v.(None); none && c.Optional {
			continue
		}
		cells = append(cells, c.Path+": "+w.spelt("", v, currency))
	}
	return "{" + strings.Join(cells, ", ") + "}"
}

// sameComments makes sure that no comment of a file was lost but the mark of the
// answer that was given.
func sameComments(before *Deal, old, changed []byte, path string) error {
	left := map[string]int{}
	for line := range strings.SplitSeq(string(changed), "\n") {
		left[commentOf(line)]++
	}
	marked := slices.Contains(before.prefilled, path)
	for line := range strings.SplitSeq(string(old), "\n") {
		comment := commentOf(line)
		if left[comment]--; left[comment] < 0 && comment != "" && !(marked && prefilled.MatchString(" "+comment)) {
			return errComment
		}
	}
	return nil
}

// Clear takes an answer off a deal file, so that the default holds: its lines become
// comments, as answers are that are switched off; between braces its entry goes. A
// group that would hold nothing is switched off too.
func Clear(data []byte, s *Schema, path string) ([]byte, error) {
	before, problems := Read("", data, s)
	w, _, root, err := rewrite(data, s)
	if err != nil {
		return nil, err
	}
	if err := w.clear(root, path); err != nil {
		return nil, err
	}
	out := w.bytes()
	after, err := stillReads(out, s, problems)
	if err != nil {
		return nil, err
	}
	if _, has := after.Answer(path); has {
		return nil, errors.New("the answer would stay")
	}
	return out, onlyChanged(before, after, path)
}

// clear takes what stands at a path off, with each group that would hold nothing.
func (w *writer) clear(root *yaml.Node, path string) error {
	key, value, group := (*yaml.Node)(nil), root, (*yaml.Node)(nil)
	var keys, groups []*yaml.Node
	for name := range strings.SplitSeq(path, ".") {
		group = value
		if key, value = pairOf(group, name); value == nil {
			return nil
		}
		keys, groups = append(keys, key), append(groups, group)
	}
	i := len(keys) - 1
	for i > 0 && len(groups[i].Content) == 2 {
		i--
	}
	line, at, err := w.end(lastOf(value))
	if err != nil {
		return err
	}
	return w.cut(groups[i], keys[i], line, at, i < len(keys)-1)
}

// cut takes the entry of a key out of a group; whole groups end with the braces around
// the entry.
func (w *writer) cut(group, key *yaml.Node, line, at int, whole bool) error {
	if group.Style&yaml.FlowStyle == 0 {
		for i := key.Line - 1; i < line; i++ {
			w.lines[i] = "#" + w.lines[i]
		}
		return nil
	}
	if whole {
		return errors.New("the group would hold nothing")
	}
	i := slices.Index(group.Content, key)
	start, _ := w.from(key)
	if i+2 < len(group.Content) {
		next := group.Content[i+2]
		to, _ := w.from(next)
		w.splice(key.Line, start, next.Line, to, "")
		return nil
	}
	if i > 0 {
		before, from, err := w.end(lastOf(group.Content[i-1]))
		if err != nil {
			return err
		}
		w.splice(before, from, line, at, "")
		return nil
	}
	return errors.New("the group would hold nothing")
}
