package deal

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	yaml "go.yaml.in/yaml/v4"

	"clausewright/internal/diag"
	"clausewright/internal/lazy"
)

// Set writes one answer into a deal file and leaves every other byte of it as it
// is: comments, order, spacing and line ends. The answer is spelt as the one
// before it, where there was one; of a list or a table those entries are written
// that changed. The error says why the file cannot be changed so; it is sure that
// the file holds the answer then, no other that it did not hold before, and every
// comment. What is wrong with other answers stays so.
func Set(data []byte, s *Schema, path string, v Value) ([]byte, error) {
	before, problems := Read("", data, s)
	w, r, root, err := rewrite(data, s)
	if err != nil {
		return nil, err
	}
	w.before, w.path, w.question = before, path, s.Question(path)
	if err := w.set(root, path, v, r.findCurrency(root)); err != nil {
		return nil, err
	}
	w.confirm(before, path)
	out := w.bytes()
	if table, row, column, ok := cutCell(path); ok {
		path, v = table, withCell(before, table, row, column, v)
	}
	if err := onlySet(before, out, s, path, v, problems); err != nil {
		return nil, err
	}
	return out, sameComments(before, data, out, path)
}

// Question is the question of a path, or the column of that of a cell; nil if there
// is none.
func (s *Schema) Question(path string) *Parameter {
	if table, _, column, ok := cutCell(path); ok {
		if p, known := s.Find(table); known {
			c, _ := p.column(column)
			return c
		}
	}
	p, _ := s.Find(path)
	return p
}

var cellPath = lazy.Regexp(`^([^[]+)\[(\d+)\]\.([^.]+)$`)

// cutCell splits the path of a cell, "royalty.tiers[1].rate", into that of its
// table, the number of its row and its column.
func cutCell(path string) (table string, row int, column string, ok bool) {
	m := cellPath.FindStringSubmatch(path)
	if m == nil {
		return "", 0, "", false
	}
	row, err := strconv.Atoi(m[2])
	return m[1], row, m[3], err == nil
}

// withCell is a table of a deal with another value in one cell.
func withCell(d *Deal, path string, row int, column string, v Value) Value {
	answer, _ := d.Answer(path)
	rows, _ := answer.(Table)
	rows = slices.Clone(rows)
	if row >= 1 && row <= len(rows) {
		rows[row-1] = maps.Clone(rows[row-1])
		rows[row-1][column] = v
	}
	return rows
}

// onlySet makes sure that a changed file holds the answer, and all others as
// they were.
func onlySet(before *Deal, data []byte, s *Schema, path string, v Value, known diag.List) error {
	after, err := stillReads(data, s, known)
	if err != nil {
		return err
	}
	if p, known := s.Find(path); known && v.Raw() == OpenWord {
		if read, err := ReadText(p, OpenWord, ""); err == nil { // what it is to be open, for this kind
			v = read
		}
	}
	if got, ok := after.Answer(path); !ok || !Same(got, v) {
		return fmt.Errorf("the file would not hold %s", v.Raw())
	}
	return onlyChanged(before, after, path)
}

// stillReads reads a changed file, in which nothing may be wrong that was right.
func stillReads(data []byte, s *Schema, known diag.List) (*Deal, error) {
	after, problems := Read("", data, s)
	for _, p := range problems {
		if p.Severity == diag.Error && !known.Tells(p) {
			return nil, errors.New(p.Message)
		}
	}
	return after, nil
}

// onlyChanged makes sure that two files hold the same answers but for one question.
// Amounts that name no currency are in that of the deal, whichever it is.
func onlyChanged(before, after *Deal, path string) error {
	if before.Template != after.Template {
		return errors.New("the file would hold another template")
	}
	for _, list := range [][]string{before.Answers(), after.Answers()} {
		for _, other := range list {
			was, had := before.Answer(other)
			is, has := after.Answer(other)
			if other != path && (had != has || was.Raw() != is.Raw()) && (path != CurrencyPath || had != has || before.unnamed(was) != after.unnamed(is)) {
				return fmt.Errorf("%s would change too", other)
			}
		}
	}
	return nil
}

// unnamed is an answer without the currency of the deal.
func (d *Deal) unnamed(v Value) string {
	code, _ := d.Answer(CurrencyPath)
	if code == nil {
		return v.Raw()
	}
	return strings.ReplaceAll(v.Raw(), code.Raw()+" ", "")
}

// Same reports whether two answers are one value, however it is written.
func Same(v, w Value) bool {
	if c, err := Compare(v, w); err == nil {
		return c == 0
	}
	return v.Raw() == w.Raw()
}

// writer changes the lines of a file.
type writer struct {
	mark  string // of the byte order, if the file has one
	lines []string

	before   *Deal      // as it was
	path     string     // of the answer
	question *Parameter // that is answered, or the column; nil if that is not known
	dropped  bool       // an entry of a list was taken out, not switched off
}

// rewrite begins to change a deal file that is sound YAML.
func rewrite(data []byte, s *Schema) (*writer, *reader, *yaml.Node, error) {
	var problems diag.List
	r := newReader("", s)
	r.source = newSource("", data, &problems)
	root := r.source.parse(&problems)
	if problems.HasErrors() || root == nil {
		return nil, nil, nil, errors.New("the deal is not YAML")
	}
	text, w := string(data), &writer{}
	if rest, marked := strings.CutPrefix(text, "\ufeff"); marked {
		w.mark, text = "\ufeff", rest
	}
	w.lines = strings.Split(text, "\n")
	return w, r, root, nil
}

// bytes is the file as it was changed.
func (w *writer) bytes() []byte { return []byte(w.mark + strings.Join(w.lines, "\n")) }

// errSeveral says that an answer is not on one line.
var errSeveral = errors.New("the answer is written over several lines")

// set writes the answer at a path, below the nearest group that is there.
func (w *writer) set(root *yaml.Node, path string, v Value, currency string) error {
	keys := strings.Split(path, ".")
	group, key := root, (*yaml.Node)(nil)
	for i, name := range keys {
		name, rest, isRow := strings.Cut(name, "[")
		k, value := pairOf(group, name)
		if value == nil {
			return w.insert(group, key, keys[i:], w.spelt("", v, currency))
		}
		group, key = value, k
		if isRow {
			row, _ := strconv.Atoi(strings.TrimSuffix(rest, "]"))
			if group.Kind != yaml.SequenceNode || row < 1 || row > len(group.Content) {
				return errors.New("there is no such row")
			}
			group, key = group.Content[row-1], nil
		}
	}
	return w.replace(group, v, currency)
}

// pairOf is the key of that name in a mapping and its value; nil if there is none.
func pairOf(n *yaml.Node, name string) (key, value *yaml.Node) {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i], n.Content[i+1]
		}
	}
	return nil, nil
}

// replace puts an answer in the place of another.
func (w *writer) replace(n *yaml.Node, v Value, currency string) error {
	if amount := child(n, "amount"); amount != nil && n.Kind == yaml.MappingNode {
		m, ok := v.(Money)
		if code := child(n, "currency"); !ok || code != nil && code.Value != m.Currency || code == nil && m.Currency != "" && m.Currency != currency {
			return errors.New("the answer is written in parts")
		}
		return w.replace(amount, Number{m.Amount}, "")
	}
	if n.Kind == yaml.SequenceNode && !isOpenMark(n) {
		if done, err := w.entries(n, v, currency); done || err != nil {
			return err
		}
	}
	if n.Style&yaml.TaggedStyle != 0 || n.Anchor != "" {
		return errors.New("the answer bears a tag or an anchor")
	}
	line, at, err := w.end(n)
	if err != nil {
		return err
	}
	start, _ := w.from(n)
	model := n.Value
	if n.Kind != yaml.ScalarNode || line > n.Line {
		model = ""
	}
	w.splice(n.Line, start, line, at, w.spelt(model, v, currency))
	return nil
}

// splice puts a text in the place of what stands from a byte of a line to a byte of
// a line, which are counted from one.
func (w *writer) splice(line, start, last, end int, text string) {
	w.lines = slices.Replace(w.lines, line-1, last, w.lines[line-1][:start]+text+w.lines[last-1][end:])
}

var (
	doubleQuoted = lazy.Regexp(`^"(\\.|[^"\\])*"`)
	singleQuoted = lazy.Regexp(`^'(''|[^'])*'`)
)

// from is the offset of a node in its line, and the line from there on.
func (w *writer) from(n *yaml.Node) (int, string) {
	line := w.lines[n.Line-1]
	at := 0
	for range n.Column - 1 {
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
	}
	return at, line[at:]
}

// insert adds an answer to a group: behind its brace, or on the line after its
// key; to the whole file at its end. Names are those of the groups that it lacks
// and of the answer.
func (w *writer) insert(group, key *yaml.Node, names []string, raw string) error {
	switch {
	case group.Kind != yaml.MappingNode:
		return errors.New("the group is not written as one")
	case group.Style&yaml.FlowStyle != 0:
		at, rest := w.from(group)
		if !strings.HasPrefix(rest, "{") {
			return errSeveral
		}
		line := w.lines[group.Line-1]
		entry := strings.Join(names, ": {") + ": " + raw + strings.Repeat("}", len(names)-1)
		if len(group.Content) > 0 {
			entry += ", "
		}
		w.lines[group.Line-1] = line[:at+1] + entry + line[at+1:]
		return nil
	case len(group.Content) == 0 || key == nil && group.Content[0].Column > 1:
		return errors.New("there is no place for it")
	}
	end := ""
	if strings.HasSuffix(w.lines[0], "\r") {
		end = "\r"
	}
	var added []string
	indent := strings.Repeat(" ", group.Content[0].Column-1)
	for i, name := range names {
		line := indent + strings.Repeat("  ", i) + name + ":"
		if i == len(names)-1 {
			line += " " + raw
		}
		added = append(added, line+end)
	}
	at := len(w.lines)
	switch {
	case key != nil:
		at = key.Line
	case w.lines[at-1] == "":
		at-- // before the empty line behind the last line end
	default:
		w.lines[at-1] += end
		added[len(added)-1] = strings.TrimSuffix(added[len(added)-1], end)
	}
	w.lines = slices.Insert(w.lines, at, added...)
	return nil
}

var anyNumber = lazy.Regexp(`\d[\d.,]*`)

// spelt is an answer as a deal file holds it, spelt as another answer is where
// it can be: without the currency of the deal, with the unit as a word.
func (w *writer) spelt(model string, v Value, currency string) string {
	outline := func(text string) string { return strings.TrimSuffix(anyNumber.ReplaceAllString(text, "0"), "s") }
	var ways []string
	switch v := v.(type) {
	case Money:
		if v.Currency == currency || v.Currency == "" {
			ways = append(ways, digits(v.Amount))
		}
	case Percent:
		ways = append(ways, digits(v.Amount))
	case List:
		return w.speltList(v, currency)
	case Table:
		return w.speltTable(v, currency)
	case Duration:
		ways = append(ways, v.Raw(), strings.ReplaceAll(duration(v), noBreak, " "))
	}
	ways = append(ways, v.Raw())
	for _, way := range ways {
		if outline(way) == outline(model) {
			return way
		}
	}
	return ways[0]
}
