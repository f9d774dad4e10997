package deal

import (
	"fmt"

	yaml "go.yaml.in/yaml/v4"
)

// approvals reads who agrees to what.
func (h *houseReader) approvals(n *yaml.Node) {
	switch {
	case isNull(n) || h.refused("approvals", n):
		return
	case n.Kind != yaml.SequenceNode:
		h.errorf(n, "approvals", wrongKind, "a list of rules is wanted here, not %s", described(n)).WithHint("write one a line: \"- {who: CFO, for: [royalty, fees]}\"")
		return
	}
	for i, item := range n.Content {
		path := fmt.Sprintf("approvals[%d]", i+1)
		if !h.mapping(path, item) {
			continue
		}
		rule := &ApprovalRule{Pos: h.at(item)}
		if h.approvalRule(path, item, rule) {
			h.house.Approvals = append(h.house.Approvals, rule)
		}
	}
}

// approvalRule reads one rule of approval.
func (h *houseReader) approvalRule(path string, n *yaml.Node, rule *ApprovalRule) bool {
	ok := true
	for _, p := range h.pairs(path, n) {
		at := under(path, keyName(p.key))
		switch p.key {
		case "who":
			if isNull(p.value) {
				continue
			}
			who, good := h.text(&Parameter{Path: at}, p.value)
			rule.Who, ok = who, ok && good
		case "for":
			h.eachClause(at, p.value, func(item *yaml.Node) {
				name, good := h.text(&Parameter{Path: at}, item)
				if ok = ok && good; good {
					rule.For = append(rule.For, Named{name, h.at(item)})
				}
			})
		case "above", "below": // what they are of is known when all is read
		default:
			h.errorf(p.node, at, UnknownKey, "a rule of approval has no such key").WithHint("%s", suggestion(p.key, []string{"who", "for", "above", "below"}))
			ok = false
		}
	}
	if ok && rule.Who == "" {
		h.errorf(n, path, "empty-answer", "does not say who agrees").WithHint("write {who: CFO, for: [royalty, fees]}")
		return false
	}
	for _, beyond := range []struct {
		key  string
		into *[]Value
	}{{"above", &rule.Above}, {"below", &rule.Below}} {
		if sum := child(n, beyond.key); sum != nil {
			ok = h.beyond(under(path, beyond.key), rule, sum, beyond.into) && ok
		}
	}
	return ok
}

// beyond reads the value above or below which a rule of approval is for an answer,
// under the kind of each question that it is for.
func (h *houseReader) beyond(path string, rule *ApprovalRule, n *yaml.Node, into *[]Value) bool {
	if len(rule.For) == 0 {
		h.errorf(n, path, "empty-answer", "says nothing of which answer").WithHint("name the question: for: [fees.upfront]")
		return false
	}
	ok := true
	for _, name := range rule.For {
		q, known := h.schema.Find(name.Name)
		if table, column, is := h.columnOf(name.Name); is {
			q, known = cell(table, column, table.Path), true
		}
		if !known || !q.Kind.ordered() {
			problem := h.problems.Errorf(name.Pos, wrongKind, "nothing of %q is above or below another", name.Name).WithPath(path)
			if near, found := nearestWord(name.Name, h.paths()); found && !known {
				problem.WithHint("did you mean %q?", near)
			} else {
				problem.WithHint("name questions whose answers are sums, percentages, numbers, dates or periods, such as fees.upfront")
			}
			ok = false
			continue
		}
		apart := *q
		apart.OrText, apart.Choices, apart.Optional = false, nil, false
		v, good := h.firm(&apart, n)
		*into, ok = append(*into, v), ok && good
	}
	return ok
}
