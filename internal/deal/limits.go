package deal

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// anyOf is the key under which a house lists what an answer may be.
const anyOf = "any of"

// limitKeys are the keys of a limit.
var limitKeys = []string{"min", "max", anyOf}

// isLimit reports whether a mapping holds a key of a limit, or one that is nearly
// one.
func isLimit(n *yaml.Node) bool {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if slices.Contains(limitKeys, n.Content[i].Value) || fold(n.Content[i].Value) == anyOf {
			return true
		}
	}
	return n.Kind == yaml.MappingNode && len(n.Content) == 0
}

// limits reads a position: an answer, or limits.
func (h *houseReader) limits(p *Position, q *Parameter, n *yaml.Node) {
	if h.refused(q.Path, n) {
		return
	}
	ok := true
	switch {
	case n.Kind == yaml.MappingNode && (isLimit(n) || q.Kind != KindMoney && q.Kind != KindTable):
		ok = h.limit(p, q, n)
	case saysLeftOut(q, n):
		p.None = true
	default:
		p.Is, ok = h.firm(q, n)
	}
	for _, other := range h.house.Positions {
		if other.Question == p.Question && other.Column == p.Column {
			h.errorf(n, q.Path, "duplicate-key", "has two positions").WithHint("keep one of the two").See(other.Pos, "the first is here")
			ok = false
		}
	}
	if ok {
		h.house.Positions = append(h.house.Positions, p)
	}
}

// saysLeftOut reports whether a position is that a question is left out.
func saysLeftOut(q *Parameter, n *yaml.Node) bool {
	return isNull(n) || n.Kind == yaml.ScalarNode && n.Value == noneWord && !q.isWord(noneWord) && q.Kind != KindTable
}

// noneWord says in a house file that an answer may be left out.
const noneWord = "none"

// firm reads an answer that is decided.
func (h *houseReader) firm(q *Parameter, n *yaml.Node) (Value, bool) {
	v, ok := h.answer(q, n)
	if _, blank := v.(Blank); ok && blank {
		h.errorf(n, q.Path, undecided, "a house position is not open").WithHint("write what the house wants, or leave the line out")
		return nil, false
	}
	return v, ok
}

// limit reads {min: …, max: …, any of: […]}.
func (h *houseReader) limit(p *Position, q *Parameter, n *yaml.Node) bool {
	ok := true
	for _, pair := range h.pairs(q.Path, n) {
		if isNull(pair.value) {
			h.errorf(pair.value, q.Path, "empty-answer", "%s says nothing", pair.key).WithHint("write a limit, or take the line out")
			ok = false
			continue
		}
		switch pair.key {
		case "min", "max":
			v, good := h.bound(q, pair)
			if pair.key == "min" {
				p.Min = v
			} else {
				p.Max = v
			}
			ok = ok && good
		case anyOf:
			ok = h.anyOf(p, q, pair.value) && ok
		default:
			h.errorf(pair.node, under(q.Path, keyName(pair.key)), UnknownKey, "a limit has no such key").WithHint("%s", suggestion(strings.ReplaceAll(pair.key, "_", " "), limitKeys))
			ok = false
		}
	}
	switch {
	case ok && len(n.Content) == 0:
		h.errorf(n, q.Path, "empty-answer", "says no limit").WithHint("write {min: …}, {max: …} or {any of: […]}")
		return false
	case ok && p.Min != nil && p.Max != nil:
		order, err := Compare(p.Min, p.Max)
		if err != nil || order > 0 {
			h.errorf(n, q.Path, "no-range", "nothing is at least %s and at most %s", p.Min.Raw(), p.Max.Raw()).WithHint("write the lower of the two under min, both in one currency")
			return false
		}
	}
	return ok
}

// ordered reports whether of two answers of the kind one is more than the other.
func (k Kind) ordered() bool {
	switch k {
	case KindInteger, KindNumber, KindPercent, KindMoney, KindDate, KindDuration:
		return true
	}
	return false
}

// bound reads the least or the most that an answer may be.
func (h *houseReader) bound(q *Parameter, p keyValue) (Value, bool) {
	if !q.Kind.ordered() {
		h.errorf(p.node, q.Path, wrongKind, "%s has no least and no most", q.Kind.noun()).WithHint("%s", otherLimit(q))
		return nil, false
	}
	apart := *q
	apart.OrText, apart.Choices, apart.Optional = false, nil, false // a limit is a value
	return h.firm(&apart, p.value)
}

// otherLimit says how a question is limited whose answers have no order.
func otherLimit(q *Parameter) string {
	if q.Kind == KindTable {
		return "limit a column, in each row: " + q.columnNames()[0] + ": {…}"
	}
	return "list what it may be: {any of: […]}"
}

// anyOf reads what an answer may be beside what lies between the limits; of a list,
// what each of its entries may be.
func (h *houseReader) anyOf(p *Position, q *Parameter, n *yaml.Node) bool {
	if q.Kind == KindTable {
		h.errorf(n, q.Path, wrongKind, "a table is not one of several").WithHint("%s", otherLimit(q))
		return false
	}
	items := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		items = n.Content
	}
	var entries []*yaml.Node
	for _, item := range items {
		if saysLeftOut(q, item) {
			p.None = true
		} else {
			entries = append(entries, item)
		}
	}
	switch {
	case len(items) == 0:
		h.errorf(n, q.Path, "empty-answer", "lists nothing").WithHint("write what the answer may be, and none if it may be left out")
		return false
	case len(entries) == 0:
		return true
	}
	switch q.Kind {
	case KindList, KindTerritory, KindTriggers:
		list := *n
		if n.Kind == yaml.SequenceNode {
			list.Content = entries
		}
		v, ok := h.firm(q, &list)
		p.Each = v
		return ok
	}
	ok := true
	for _, entry := range entries {
		one := *q
		one.Optional = false
		v, good := h.firm(&one, entry)
		if ok = ok && good; good && v != nil {
			p.AnyOf = append(p.AnyOf, v)
		}
	}
	return ok
}
