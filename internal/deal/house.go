package deal

import (
	"fmt"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"clausewright/internal/diag"
)

// House is a house position: what one side signs without asking anybody, and who
// may agree to more.
type House struct {
	File      string
	Side      Party
	Templates []Named     // the forms that may be used; none: any
	Positions []*Position // in file order
	With      []Wanted    // clauses that every draft has
	Without   []Wanted    // clauses that no draft has
	Variants  []Wordings  // in file order
	Approvals []*ApprovalRule
}

// Named is a name that a house file gives, with its place.
type Named struct {
	Name string
	Pos  diag.Position
}

// Wordings are the variants of a clause that may be used.
type Wordings struct {
	Clause string
	Names  []Named
	Pos    diag.Position
}

// ApprovalRule tells who agrees to which departures.
type ApprovalRule struct {
	Who          string
	For          []Named // questions, groups, columns, clauses, rules and kinds of departures; none: what no other rule is for
	Above, Below []Value // one for each question of For: the rule is for answers beyond it, departures or not; nil: it is for departures
	Pos          diag.Position
}

// Kinds of departures that a rule of approval can name beside those of which a
// single one has a name.
var departureKinds = []string{"answers", TemplateDeparture, "variants", "clauses", "rules", "edits"}

// DepartureKinds are the words by which an approval is for all departures of a kind.
func DepartureKinds() []string { return slices.Clone(departureKinds) }

// houseKeys are the keys of a house file that hold no positions.
var houseKeys = []string{"side", "templates", "clauses", "variants", "approvals"}

// ReadHouse reads a house file. Like Read it returns every problem at its place,
// and what is right. Clauses, variants and rules are only names yet.
func ReadHouse(file string, data []byte, s *Schema) (*House, diag.List) {
	h := &houseReader{reader: newReader(file, s), house: &House{File: file}}
	if h.source = newSource(file, data, &h.problems); h.source != nil {
		if root := h.source.parse(&h.problems); root != nil {
			h.root(root)
		}
	}
	for _, p := range h.problems {
		if p.Rule == "empty-file" {
			p.Message = "the file holds no position"
			p.WithHint("start with \"side: licensor\" and groups such as \"exclusivity:\"; \"clausewright new house\" writes one")
		}
	}
	return h.house, h.sorted()
}

// houseReader walks one house file.
type houseReader struct {
	*reader
	house *House
}

func (h *houseReader) root(n *yaml.Node) {
	if h.refused("", n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		h.errorf(n, "", wrongKind, "a house position is a set of keys, not %s", described(n)).WithHint("start with \"side: licensor\" and groups such as \"exclusivity:\"")
		return
	}
	h.currency = h.ownCurrency(n)
	sided := false
	for _, p := range h.pairs("", n) {
		switch p.key {
		case "side":
			sided = true
			h.side(p.value)
		case "templates":
			h.names(p.key, p.value, "the name of a template", "exclusive-licence", &h.house.Templates)
		case "clauses":
			h.clauses(p.value)
		case "variants":
			h.variants(p.value)
		case "approvals":
			h.approvals(p.value)
		default:
			h.position("", p)
		}
	}
	if !sided {
		h.errorf(n, "side", "empty-answer", "the file does not say whose position it is").WithHint("side: licensor, or side: licensee")
	}
}

// ownCurrency is the currency that the house wants; amounts that name none are in
// it. Without one they hold for any currency.
func (h *houseReader) ownCurrency(n *yaml.Node) string {
	group, key := CutLast(CurrencyPath)
	code := child(n, CurrencyPath)
	if inner := child(n, group); code == nil && inner != nil {
		code = child(inner, key)
	}
	if code == nil || code.Kind != yaml.ScalarNode || checkCurrency(clean(code.Value)) != nil {
		return ""
	}
	return clean(code.Value)
}

func (h *houseReader) side(n *yaml.Node) {
	v, ok := h.answer(&Parameter{Path: "side", Kind: KindParty}, n)
	if whose, is := v.(Party); ok && is {
		h.house.Side = whose
	}
}

// names reads a name, or a list of names, that may stand below "any of".
func (h *houseReader) names(path string, n *yaml.Node, what, example string, into *[]Named) {
	if n.Kind == yaml.MappingNode && len(n.Content) == 2 && n.Content[0].Value == anyOf {
		n = n.Content[1]
	}
	h.eachClause(path, n, func(item *yaml.Node) {
		if name, ok := h.word(path, item, what, example); ok {
			*into = append(*into, Named{name, h.at(item)})
		}
	})
}

// clauses reads which clauses a draft has to have, and which it must not have.
func (h *houseReader) clauses(n *yaml.Node) {
	if isNull(n) || !h.mapping("clauses", n) {
		return
	}
	for _, p := range h.pairs("clauses", n) {
		list, how := &h.house.With, "wanted"
		switch p.key {
		case "add":
		case "omit":
			list, how = &h.house.Without, "left out"
		default:
			h.errorf(p.node, under("clauses", keyName(p.key)), "unknown-key", "there is no such key").WithHint("%s", suggestion(p.key, clauseKeys[:2]))
			continue
		}
		h.eachClause(under("clauses", p.key), p.value, func(item *yaml.Node) { h.want(under("clauses", p.key), how, item, list) })
	}
	for _, w := range h.house.With {
		for _, o := range h.house.Without {
			if w.Clause == o.Clause {
				h.problems.Errorf(o.Pos, "duplicate-entry", "%q is wanted and left out", o.Clause).WithPath("clauses.omit").WithHint("take one of them out").See(w.Pos, "it is wanted here")
			}
		}
	}
}

func (h *houseReader) variants(n *yaml.Node) {
	if isNull(n) || !h.mapping("variants", n) {
		return
	}
	for _, p := range h.pairs("variants", n) {
		id, ok := h.word("variants", p.node, "the id of a clause", "grant-back")
		if !ok {
			continue
		}
		w := Wordings{Clause: id, Pos: h.at(p.node)}
		h.names(under("variants", id), p.value, "the name of a variant", "licensor", &w.Names)
		h.house.Variants = append(h.house.Variants, w)
	}
}

// position reads one key of a group: what the house wants of the answer to a
// question, or a group within the group. A key may be the rest of a path.
func (h *houseReader) position(group string, p keyValue) {
	path := under(group, p.key)
	if question, ok := h.schema.Find(path); ok {
		h.question(question, p)
		return
	}
	if table, column, ok := h.columnOf(path); ok {
		h.limits(&Position{Question: table, Column: column, Pos: h.at(p.node)}, cell(table, column, table.Path), p.value)
		return
	}
	if !h.schema.HasGroup(path) {
		h.unknown(group, path, p)
		return
	}
	if !isNull(p.value) && h.mapping(path, p.value) {
		for _, inner := range h.pairs(path, p.value) {
			h.position(path, inner)
		}
	}
}

// columnOf is the column of a table that a path leads to.
func (h *houseReader) columnOf(path string) (table, column *Parameter, ok bool) {
	group, key := CutLast(path)
	if table, ok = h.schema.Find(group); ok {
		column, ok = table.column(key)
	}
	return table, column, ok
}

// unknown reports a key that leads to no question.
func (h *houseReader) unknown(group, path string, p keyValue) {
	if !strings.Contains(p.key, ".") && group != "" {
		h.unknownKey(group, p)
		return
	}
	problem := h.errorf(p.node, path, "unknown-key", "there is no such question")
	if near, ok := nearestWord(path, append(slices.Concat(houseKeys, h.schema.keys("")), h.paths()...)); ok {
		problem.WithHint("did you mean %q?", near)
		return
	}
	problem.Hint = listing(append(slices.Clone(houseKeys), h.schema.keys("")...))
}

// question reads what the house wants of the answer to a question: of a table
// that is a group of columns, in each row.
func (h *houseReader) question(q *Parameter, p keyValue) {
	if q.Kind == KindTable && p.value.Kind == yaml.MappingNode && !isLimit(p.value) {
		if h.refused(q.Path, p.value) {
			return
		}
		for _, inner := range h.pairs(q.Path, p.value) {
			c, ok := q.column(inner.key)
			if !ok {
				h.unknownColumn(q, q.Path, inner, map[string]bool{})
				continue
			}
			h.limits(&Position{Question: q, Column: c, Pos: h.at(inner.node)}, cell(q, c, q.Path), inner.value)
		}
		return
	}
	h.limits(&Position{Question: q, Pos: h.at(p.node)}, q, p.value)
}

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
			h.errorf(pair.node, under(q.Path, keyName(pair.key)), "unknown-key", "a limit has no such key").WithHint("%s", suggestion(strings.ReplaceAll(pair.key, "_", " "), limitKeys))
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

// Ordered reports whether of two answers of the kind one is more than the other.
func (k Kind) Ordered() bool {
	switch k {
	case KindInteger, KindNumber, KindPercent, KindMoney, KindDate, KindDuration:
		return true
	}
	return false
}

// bound reads the least or the most that an answer may be.
func (h *houseReader) bound(q *Parameter, p keyValue) (Value, bool) {
	if !q.Kind.Ordered() {
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
			h.errorf(p.node, at, "unknown-key", "a rule of approval has no such key").WithHint("%s", suggestion(p.key, []string{"who", "for", "above", "below"}))
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
		if !known || !q.Kind.Ordered() {
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
