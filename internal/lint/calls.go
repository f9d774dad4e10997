package lint

import (
	"fmt"
	"slices"
	"text/template/parse"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
)

// arity is how many arguments a function takes; most is -1 for any number.
type arity struct{ least, most int }

var arities = map[string]arity{
	"not": {1, 1}, "eq": {2, -1}, "ne": {2, 2}, "lt": {2, 2}, "le": {2, 2}, "gt": {2, 2}, "ge": {2, 2}, "len": {1, 1}, "index": {1, -1}, "printf": {1, -1},
	"has": {1, 1}, "given": {1, 1}, "ref": {1, -1}, "includes": {2, 2}, "touches": {2, 2}, "add": {2, 2}, "sub": {2, 2}, "mul": {2, 2}, "div": {2, 2},
	"sum": {1, 1}, "column": {2, 2}, "rows": {3, 3}, "row": {3, 3}, "first": {1, 1}, "last": {1, 1}, "lastday": {2, 2}, "days": {1, 1}, "count": {2, 3},
	"times": {1, 1}, "ordinal": {1, 1}, "adjective": {1, 1}, "sentence": {1, 1}, "capital": {1, 1}, "either": {1, 1}, "other": {1, 1}, "definitions": {0, 0},
	"surviving": {0, 0}, "schedules": {0, 0}, "open_points": {0, 0}, "before": {1, 1}, "number": {0, 0}, "common": {2, 2}, "lacking": {2, 2},
	"sorted": {2, 2}, "signatories": {1, 1}, "timeline": {3, 3}, "chart": {5, 5}, "upper": {1, 1}, "lower": {1, 1}, "title": {1, 1}, "trim": {1, 1}, "trimAll": {2, 2}, "trimPrefix": {2, 2},
	"trimSuffix": {2, 2}, "nospace": {1, 1}, "replace": {3, 3}, "contains": {2, 2}, "hasPrefix": {2, 2}, "hasSuffix": {2, 2}, "join": {2, 2},
	"splitList": {2, 2}, "repeat": {2, 2}, "indent": {2, 2}, "nindent": {2, 2}, "regexMatch": {2, 2}, "regexReplaceAll": {3, 3}, "default": {2, 2},
	"ternary": {3, 3}, "empty": {1, 1}, "get": {2, 2}, "hasKey": {2, 2}, "rest": {1, 1}, "initial": {1, 1}, "append": {2, 2}, "prepend": {2, 2},
	"reverse": {1, 1}, "uniq": {1, 1}, "without": {1, -1}, "compact": {1, 1}, "sortAlpha": {1, 1}, "until": {1, 1}, "seq": {2, 2},
}

// call is the shape of a function's outcome. It reports arguments that the
// function cannot take.
func (k *kinds) call(name *parse.IdentifierNode, args []operand, in scope) shape {
	if n, ok := arities[name.Ident]; ok && (len(args) < n.least || n.most >= 0 && len(args) > n.most) {
		k.errorf(name.Pos, "wrong-arguments", "%s takes %s, not %d", name.Ident, n, len(args))
		return shape{}
	}
	switch name.Ident {
	case "and", "or", "not", "has", "given", "contains", "hasPrefix", "hasSuffix", "regexMatch", "empty", "hasKey":
		return shape{truth: true}
	case "eq", "ne":
		for _, b := range args[1:] {
			k.compare(args[0], b, "compare", equal)
		}
		return shape{truth: true}
	case "lt", "le", "gt", "ge":
		k.compare(args[0], args[1], "compare", ordered)
		return shape{truth: true}
	case "includes":
		k.includes(args[0], args[1])
		return shape{truth: true}
	case "touches":
		k.touches(args[0], args[1])
		return shape{truth: true}
	case "add", "sub", "mul", "div", "lastday":
		return k.arithmetic(name, args, operations[name.Ident])
	case "days":
		return k.arithmetic(name, args, func(v ...any) (deal.Value, error) { return deal.Days(v[0]) })
	case "sum", "min", "max":
		return k.fold(name, args)
	case "column", "rows", "row":
		return k.tableCall(name, args)
	case "first", "last":
		k.needsEntries(name, args[0])
		return args[0].shape.entry()
	case "either":
		k.needsEntries(name, args[0])
		return anyText()
	case "rest", "initial", "reverse", "uniq", "compact", "without", "common", "lacking":
		k.needsEntries(name, args[0])
		return listOf(args[0].shape)
	case "other":
		return k.otherParty(name, args[0])
	case "before":
		return k.before(args[0])
	case "ternary":
		return union(args[0].shape, args[1].shape)
	case "default", "coalesce":
		return unionOf(args)
	case "list", "append", "prepend", "concat", "flat":
		return shape{}
	case "len", "number":
		return ofKind(deal.KindInteger)
	case "splitList", "sortAlpha":
		s := anyText()
		s.list = true
		return s
	case "until", "seq":
		s := ofKind(deal.KindInteger)
		s.list = true
		return s
	case "signatories":
		return shape{table: signatories}
	case "definitions", "surviving", "schedules", "open_points", "ref":
		return shape{markup: true}
	case "index", "dict", "get", "sorted":
		return shape{}
	}
	return anyText()
}

// String tells how many arguments: "1 argument", "2 or 3 arguments".
func (a arity) String() string {
	switch {
	case a.most < 0:
		return fmt.Sprintf("at least %d arguments", a.least)
	case a.least != a.most:
		return fmt.Sprintf("%d or %d arguments", a.least, a.most)
	case a.least == 1:
		return "1 argument"
	case a.least == 0:
		return "no arguments"
	}
	return fmt.Sprintf("%d arguments", a.least)
}

// signatories is the table that the function of that name makes.
var signatories = &deal.Parameter{Path: "signatories", Kind: deal.KindTable, Columns: []deal.Parameter{{Path: "name"}, {Path: "title"}}}

// operations are the calculations by name.
var operations = map[string]func(...any) (deal.Value, error){
	"add": two(deal.Add), "sub": two(deal.Sub), "mul": two(deal.Mul), "div": two(deal.Div), "lastday": two(deal.End),
}

func two(f func(a, b any) (deal.Value, error)) func(...any) (deal.Value, error) {
	return func(v ...any) (deal.Value, error) { return f(v[0], v[1]) }
}

// arithmetic is the shape of a calculation: what it makes of the samples.
func (k *kinds) arithmetic(name *parse.IdentifierNode, args []operand, do func(...any) (deal.Value, error)) shape {
	for _, a := range args {
		if a.shape.unknown() {
			return shape{}
		}
		if len(a.shape.samples) == 0 || a.shape.list {
			k.errorf(k.place(a.node), "wrong-kind", "%s cannot calculate with %s", name.Ident, a.shape.noun())
			return shape{}
		}
	}
	var out shape
	var why error
	for _, x := range args[0].shape.samples {
		ys := []deal.Value{nil}
		if len(args) > 1 {
			ys = args[1].shape.samples
		}
		for _, y := range ys {
			v, err := do(x, y)
			switch {
			case err == nil:
				out.samples = append(out.samples, v)
			case why == nil:
				why = err
			}
		}
	}
	if out.samples == nil && why != nil {
		k.errorf(k.place(args[0].node), "wrong-kind", "%s", why)
		return shape{}
	}
	out.any = args[0].shape.any
	return out
}

// fold is the shape of sum, min and max.
func (k *kinds) fold(name *parse.IdentifierNode, args []operand) shape {
	out := shape{}
	for _, a := range args {
		if a.shape.unknown() {
			return shape{}
		}
		if a.shape.table != nil || a.shape.truth || a.shape.markup {
			k.errorf(k.place(a.node), "wrong-kind", "%s cannot calculate with %s", name.Ident, a.shape.noun())
			return shape{}
		}
	}
	do := operations["add"]
	if name.Ident != "sum" {
		do = func(v ...any) (deal.Value, error) { return deal.Min(v...) }
	}
	one := args[0]
	one.shape.list = false
	other := args[len(args)-1]
	other.shape.list = false
	out = k.arithmetic(name, []operand{one, other}, do)
	return out
}

// needsEntries reports an argument that has no entries.
func (k *kinds) needsEntries(name *parse.IdentifierNode, a operand) {
	if !a.shape.hasEntries() {
		k.errorf(k.place(a.node), "wrong-kind", "%s needs a list or a table, not %s", name.Ident, a.shape.noun())
	}
}

// listOf is a list of a value's entries.
func listOf(s shape) shape {
	if s.table != nil || s.list {
		return s
	}
	entry := s.entry()
	if !entry.unknown() {
		entry.list = true
	}
	return entry
}

func unionOf(args []operand) shape {
	var shapes []shape
	for _, a := range args {
		shapes = append(shapes, a.shape)
	}
	return union(shapes...)
}

// includes reports a list that can never have an entry.
func (k *kinds) includes(list, x operand) {
	if list.shape.unknown() || k.code(list, x) {
		return
	}
	if list.shape.table != nil {
		k.errorf(k.place(list.node), "wrong-kind", "includes needs a list, not %s", list.shape.noun()).WithHint("name a column: includes (column TABLE \"name\") X")
		return
	}
	entry := list
	entry.param = nil
	if list.shape.hasEntries() {
		entry.shape = list.shape.entry()
	}
	k.compare(entry, x, "compare", equal)
}

// touches needs a territory and the code of a country or group.
func (k *kinds) touches(territory, code operand) {
	s := territory.shape
	if s.unknown() {
		return
	}
	if !slices.ContainsFunc(s.samples, isTerritory) || s.list {
		k.errorf(k.place(territory.node), "wrong-kind", "touches needs a territory, not %s", s.noun())
		return
	}
	k.code(territory, code)
}

func isTerritory(v deal.Value) bool { _, ok := v.(deal.Territory); return ok }

// code reports a constant beside a territory that is no code of a country. It
// reports whether it looked.
func (k *kinds) code(territory, code operand) bool {
	if !slices.ContainsFunc(territory.shape.samples, isTerritory) {
		return false
	}
	if code.fixed && !(territory.shape.words != nil && slices.Contains(offers(territory.shape.words), code.text)) {
		if _, err := deal.ReadText(&deal.Parameter{Kind: deal.KindTerritory}, "["+code.text+"]", ""); err != nil {
			k.errorf(k.inString(code), "unknown-word", "%s", err)
		}
	}
	return true
}

// tableCall is the shape of column, rows and row.
func (k *kinds) tableCall(name *parse.IdentifierNode, args []operand) shape {
	table, column := args[0], args[1]
	if table.shape.unknown() {
		return shape{}
	}
	if table.shape.table == nil || table.shape.row {
		k.errorf(k.place(table.node), "wrong-kind", "%s needs a table, not %s", name.Ident, table.shape.noun())
		return shape{}
	}
	if !column.fixed {
		return shape{}
	}
	cell, ok := table.shape.column(column.text)
	if !ok {
		k.unknownColumn(table.shape, column)
		return shape{}
	}
	if name.Ident == "column" {
		if cell.list || cell.table != nil || cell.unknown() {
			return shape{}
		}
		if slices.ContainsFunc(cell.samples, func(v deal.Value) bool { _, many := v.(deal.Triggers); return many || isTerritory(v) }) {
			return shape{} // a list of lists
		}
		cell.list = true
		return cell
	}
	x := operand{node: column.node, shape: cell}
	k.compare(x, args[2], "compare", equal)
	if name.Ident == "row" {
		return shape{table: table.shape.table, row: true}
	}
	return shape{table: table.shape.table}
}

func (k *kinds) unknownColumn(table shape, column operand) {
	p := k.errorf(k.inString(column), "unknown-parameter", "%q has no column %q", table.table.Path, column.text)
	if near := diag.Nearest(column.text, table.columns()); near != "" {
		p.WithHint("did you mean %q?", near)
	} else {
		p.WithHint("columns: %v", table.columns())
	}
}

// otherParty needs one of the parties.
func (k *kinds) otherParty(name *parse.IdentifierNode, a operand) shape {
	if !a.shape.unknown() && !slices.ContainsFunc(a.shape.samples, func(v deal.Value) bool {
		return slices.Contains([]string{"licensor", "licensee"}, v.Raw())
	}) {
		k.errorf(k.place(a.node), "wrong-kind", "%s needs a party, not %s", name.Ident, a.shape.noun())
	}
	return ofKind(deal.KindParty)
}

// before is the shape of a cell of the row before, in a rule with each.
func (k *kinds) before(column operand) shape {
	if k.each == nil {
		k.errorf(k.place(column.node), "wrong-arguments", "before is for rules with each")
		return shape{}
	}
	rows := shape{table: k.each}
	if !column.fixed {
		return shape{}
	}
	cell, ok := rows.column(column.text)
	if !ok {
		k.unknownColumn(rows, column)
	}
	return cell
}
