package library

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// declare notes a question with its default, and reports one that is there already.
func (o *opener) declare(q *deal.Parameter) bool {
	if other := o.declared[q.Path]; other != nil {
		o.problems.Errorf(q.Pos, "duplicate-id", "the parameter %q is declared twice", q.Path).See(other.Pos, "declared here by clause %q", other.Clause)
		return false
	}
	o.declared[q.Path] = q
	return true
}

func (o *opener) parameters(c *Clause, n node) {
	for _, p := range n.pairs() {
		q := o.parameter(p.key, p.value)
		q.Clause = c.ID
		if !o.questionName(p.key) {
			continue
		}
		if q.Ask == "" {
			o.problems.Add(p.key.pos(), diag.Warning, "question", "%q asks nothing", q.Path).WithHint("ask: the question in words, for who answers it and for who reads what is open")
		}
		c.Parameters = append(c.Parameters, q)
	}
}

// parameter reads one question.
func (o *opener) parameter(key, n node) *deal.Parameter {
	f := n.fields("kind", "ask", "unit", "typical", "choices", "columns", "rows", "optional", "default", "or_text", "min", "max", "name", "renames", "closed", "other")
	q := &deal.Parameter{
		Path: key.Value, Ask: f.get("ask").text(), Unit: f.get("unit").text(), Typical: f.get("typical").text(),
		Optional: f.get("optional").flag(), OrText: f.get("or_text").flag(), Name: f.get("name").flag(), Renames: f.get("renames").texts(), Grouped: f.get("rows").text(), Closed: f.get("closed").flag(), Other: f.get("other").flag(), Pos: key.pos(),
	}
	kind, ok := deal.ParseKind(f.get("kind").text())
	if !ok {
		at := n
		if f.get("kind").Node != nil {
			at = f.get("kind")
		}
		p := at.fault(UnknownKind, "the parameter %q has no known kind", q.Path)
		if near := diag.Nearest(f.get("kind").text(), kindNames); near != "" {
			p.WithHint("did you mean %q?", near)
		} else {
			p.WithHint("kinds: %s", strings.Join(kindNames, ", "))
		}
	}
	q.Kind = kind
	q.Choices = readChoices(f.get("choices"))
	if kind == deal.KindChoice && len(q.Choices) == 0 && ok {
		n.errorf("the choice %q lists no choices", q.Path)
	}
	if q.Closed && (kind != deal.KindList || len(q.Choices) == 0) && ok {
		n.errorf("%q is closed, which only a list with choices can be", q.Path)
	}
	for _, column := range f.get("columns").pairs() {
		if !columnName.MatchString(column.key.Value) {
			column.key.errorf("a column is named by small letters, digits and underscores, not %q", column.key.Value)
		}
		q.Columns = append(q.Columns, *o.parameter(column.key, column.value))
	}
	if ok {
		questionKeys(q, f)
	}
	if kind == deal.KindTable && len(q.Columns) == 0 && ok {
		n.errorf("the table %q lists no columns", q.Path)
	}
	q.Min, q.Max = f.get("min").text(), f.get("max").text()
	if err := q.CheckBounds(); err != nil && ok {
		n.errorf("the bounds of %q are wrong: %s", q.Path, err)
	}
	o.defaultOf(q, f.get("default"))
	if err := q.CheckOwn(); err != nil && ok && slices.Contains(deal.OwnPaths(), q.Path) { // others lint tells
		n.errorf("%s", err)
	}
	return q
}

// defaultOf keeps a default as the text that a deal file would hold. One with
// actions is computed for each deal; any other is read now, so that a wrong
// one is found at once.
func (o *opener) defaultOf(q *deal.Parameter, n node) {
	if n.Node == nil {
		return
	}
	q.Default = defaultText(n)
	if q.Computed() {
		if b := n.body(language.Plain); b != nil {
			o.defaults = append(o.defaults, defaulted{path: q.Path, body: b})
		}
		return
	}
	v, err := deal.ReadText(q, q.Default, "")
	if err != nil {
		n.fault("wrong-default", "the default of %q does not fit its kind: %s", q.Path, err)
		return
	}
	o.defaults = append(o.defaults, defaulted{path: q.Path, value: v})
}

// defaulted is the default of a question: a text with actions, or else a value.
type defaulted struct {
	path  string
	body  *language.Body
	value deal.Value
}

// defaultText is a default as one line of YAML.
func defaultText(n node) string {
	if n.Kind == yaml.ScalarNode {
		return n.Value
	}
	flow := n.Tree()
	setFlow(flow)
	text, err := yaml.Marshal(flow)
	if err != nil {
		n.errorf("the default cannot be read: %s", err)
	}
	return strings.TrimSpace(string(text))
}

// setFlow writes a node and all below it between brackets.
func setFlow(n *yaml.Node) {
	n.Style |= yaml.FlowStyle
	for _, c := range n.Content {
		if c.Kind != yaml.ScalarNode {
			setFlow(c)
		}
	}
}

// readChoices reads a list of words, or a map from words to labels.
func readChoices(n node) []deal.Choice {
	var list []deal.Choice
	if n.Node != nil && n.Kind == yaml.MappingNode {
		for _, p := range n.pairs() {
			list = append(list, deal.Choice{Word: p.key.Value, Label: p.value.text()})
		}
		return list
	}
	for _, word := range n.texts() {
		list = append(list, deal.Choice{Word: word})
	}
	return list
}
