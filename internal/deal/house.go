package deal

import (
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
	Templates []Named           // the forms that may be used; none: any
	Positions []*Position       // in file order
	With      []Wanted          // clauses that every draft has
	Without   []Wanted          // clauses that no draft has
	Variants  []AllowedVariants // in file order
	Approvals []*ApprovalRule
}

// Named is a name that a house file gives, with its place.
type Named struct {
	Name string
	Pos  diag.Position
}

// AllowedVariants are the variants of a clause that may be used.
type AllowedVariants struct {
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
		if p.Rule == emptyFile {
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
			h.errorf(p.node, under("clauses", keyName(p.key)), UnknownKey, "there is no such key").WithHint("%s", suggestion(p.key, clauseKeys[:2]))
			continue
		}
		h.eachClause(under("clauses", p.key), p.value, func(item *yaml.Node) { h.want(under("clauses", p.key), how, item, list) })
	}
	for _, w := range h.house.With {
		for _, o := range h.house.Without {
			if w.Clause == o.Clause {
				h.problems.Errorf(o.Pos, "duplicate-entry", "%q is wanted and left out", o.Clause).WithPath(OmitPath).WithHint("take one of them out").See(w.Pos, "it is wanted here")
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
		w := AllowedVariants{Clause: id, Pos: h.at(p.node)}
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
	problem := h.errorf(p.node, path, UnknownKey, "there is no such question")
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
