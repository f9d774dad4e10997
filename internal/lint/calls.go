package lint

import (
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/calendar"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/style"
)

// call is the type of a function's outcome. It reports arguments that the
// function cannot take.
func (k *typeChecker) call(name *parse.IdentifierNode, args []operand) valueType {
	f := language.Find(name.Ident)
	if f == nil {
		return valueType{} // told with the text's own faults
	}
	if err := f.CheckArity(len(args)); err != nil {
		k.errorf(name.Pos, "wrong-arguments", "%s", err)
		return valueType{}
	}
	for i := range args {
		k.argument(f, name, args, i)
	}
	return k.outcome(f, name, args)
}

// argument reports an argument that a function can never take.
func (k *typeChecker) argument(f *language.Function, name *parse.IdentifierNode, args []operand, i int) {
	switch p, a := f.Param(i), args[i]; p.Kind {
	case language.Same:
		k.compare(args[0], a, "compare", equal)
	case language.Ordered:
		k.compare(args[0], a, "compare", ordered)
	case language.Entry:
		k.includes(args[0], a)
	case language.Country:
		if f.Param(0).Kind == language.Territory {
			k.touches(args[0], a)
		} else {
			k.country(a)
		}
	case language.Entries:
		k.needsEntries(name, a)
	case language.Party:
		k.needsParty(name, a)
	case language.Number:
		k.needsNumber(name, p, a)
	case language.Pattern:
		k.needsPattern(name, a)
	case language.Format:
		k.needsFormat(a, args[1:])
	case language.Target:
		k.needsTarget(name, a)
	case language.Unit:
		k.needsOneOf(name, a, "is no unit of an agreement", "units", style.Units())
	case language.Dues:
		k.needsOneOf(name, a, "is no group of dates", "groups", calendar.Groups())
	}
}

// outcome is the type of what a function gives.
func (k *typeChecker) outcome(f *language.Function, name *parse.IdentifierNode, args []operand) valueType {
	switch f.Gives {
	case language.Truth:
		return valueType{truth: true}
	case language.Calculated:
		return k.arithmetic(name, args, f.Sum)
	case language.Total:
		return k.fold(name, args, f.Sum)
	case language.CellsOf, language.RowsOf, language.RowOf:
		return k.tableCall(f, args)
	case language.EntryOf:
		return args[0].valueType.entry()
	case language.ListOf:
		return listOf(args[0].valueType)
	case language.OtherParty:
		return ofKind(deal.KindParty)
	case language.CellBefore:
		return k.before(args[0])
	case language.OneOf:
		return unionOf(slices.DeleteFunc(slices.Clone(args), func(a operand) bool { return a.valueType.truth }))
	case language.Whole:
		return ofKind(deal.KindInteger)
	case language.Texts:
		s := anyText()
		s.list = true
		return s
	case language.Wholes:
		s := ofKind(deal.KindInteger)
		s.list = true
		return s
	case language.People:
		return valueType{table: signatories}
	case language.Passage:
		return valueType{markup: true}
	case language.Text:
		return anyText()
	}
	if f.Name == "index" {
		k.index(args)
	}
	return valueType{}
}

// index reports a place in a list that need not be there.
func (k *typeChecker) index(args []operand) {
	if len(args) < 2 || !args[0].valueType.hasEntries() || args[0].valueType.unknown() {
		return
	}
	k.errorf(k.place(args[1].node), "wrong-arguments", "the list may be shorter").WithHint("take first or last, or loop over it")
}

// needsNumber reports a number that can be larger than a function takes.
func (k *typeChecker) needsNumber(name *parse.IdentifierNode, p language.Param, a operand) {
	if n, ok := a.node.(*parse.NumberNode); ok && p.Most > 0 && (!n.IsInt || n.Int64 > p.Most || n.Int64 < 0) {
		k.errorf(n.Pos, "wrong-arguments", "%s takes at most %d, not %s", name.Ident, p.Most, n.Text)
		return
	}
	if !a.valueType.unknown() && !slices.ContainsFunc(a.valueType.samples, isInteger) {
		k.errorf(k.place(a.node), "wrong-kind", "%s needs a whole number, not %s", name.Ident, a.valueType.noun())
		return
	}
	if q := a.param; q != nil && p.Most > 0 {
		if most, ok := q.Bounds().Max.(deal.Integer); !ok || int64(most) > p.Most {
			k.once(k.body.Position(int(k.place(a.node))), diag.Warning, "unbounded", "%s takes at most %d, and %s may be more", name.Ident, p.Most, q.Path).
				WithHint("set max at the question")
		}
	}
}

func isInteger(v deal.Value) bool { _, ok := v.(deal.Integer); return ok }

// needsPattern reports what is no regular expression.
func (k *typeChecker) needsPattern(name *parse.IdentifierNode, a operand) {
	if a.param != nil {
		k.errorf(k.place(a.node), "wrong-kind", "%s needs a regular expression, not the answer to %q", name.Ident, a.param.Path)
	}
	if !a.fixed {
		return
	}
	if err := language.CheckPattern(a.text); err != nil {
		k.errorf(k.inString(a), "wrong-arguments", "%s", err)
	}
}

// needsFormat reports verbs that printf does not have, and values too few or
// too many.
func (k *typeChecker) needsFormat(a operand, values []operand) {
	if !a.fixed {
		return
	}
	verbs, err := language.FormatVerbs(a.text, len(values))
	if err != nil {
		k.errorf(k.inString(a), "wrong-arguments", "%s", err)
		return
	}
	for i, verb := range verbs {
		if v := values[i]; verb == "%d" && !v.valueType.unknown() && !slices.ContainsFunc(v.valueType.samples, isInteger) {
			k.errorf(k.place(v.node), "wrong-kind", "%%d prints a whole number, not %s", v.valueType.noun())
		}
	}
}

// needsTarget reports a reference to what is no id.
func (k *typeChecker) needsTarget(name *parse.IdentifierNode, a operand) {
	switch {
	case a.fixed && !deal.ValidID(a.text):
		k.errorf(k.inString(a), "wrong-arguments", "%q is not an id", a.text)
	case a.param != nil && a.param.Kind != deal.KindReference && a.param.Kind != deal.KindChoice:
		k.errorf(k.place(a.node), "wrong-kind", "%s needs an id, not the answer to %q", name.Ident, a.param.Path).
			WithHint("write the id, or ask for it with kind: reference")
	}
}

// needsOneOf reports what is none of the words that a function takes.
func (k *typeChecker) needsOneOf(name *parse.IdentifierNode, a operand, wrong, all string, words []string) {
	switch {
	case a.fixed && !slices.Contains(words, a.text):
		k.errorf(k.inString(a), "wrong-arguments", "%q %s", a.text, wrong).WithHint("%s: %s", all, strings.Join(words, ", "))
	case !a.fixed:
		k.errorf(k.place(a.node), "wrong-kind", "%s needs a word in quotation marks", name.Ident)
	}
}

// signatories is the table that the function of that name makes.
var signatories = &deal.Parameter{Path: "signatories", Kind: deal.KindTable, Columns: []deal.Parameter{{Path: "name"}, {Path: "title"}}}

// arithmetic is the type of a calculation: what it makes of the samples.
func (k *typeChecker) arithmetic(name *parse.IdentifierNode, args []operand, do func(...any) (deal.Value, error)) valueType {
	for _, a := range args {
		if a.valueType.unknown() {
			return valueType{}
		}
		if len(a.valueType.samples) == 0 || a.valueType.list {
			k.errorf(k.place(a.node), "wrong-kind", "%s cannot calculate with %s", name.Ident, a.valueType.noun())
			return valueType{}
		}
	}
	var out valueType
	var why error
	for _, x := range args[0].valueType.samples {
		ys := []deal.Value{nil}
		if len(args) > 1 {
			ys = args[1].valueType.samples
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
		return valueType{}
	}
	out.any = args[0].valueType.any
	return out
}

// fold is the type of sum, min and max.
func (k *typeChecker) fold(name *parse.IdentifierNode, args []operand, do func(...any) (deal.Value, error)) valueType {
	out := valueType{}
	for _, a := range args {
		if a.valueType.unknown() {
			return valueType{}
		}
		if a.valueType.table != nil || a.valueType.truth || a.valueType.markup {
			k.errorf(k.place(a.node), "wrong-kind", "%s cannot calculate with %s", name.Ident, a.valueType.noun())
			return valueType{}
		}
	}
	one := args[0]
	one.valueType.list = false
	other := args[len(args)-1]
	other.valueType.list = false
	out = k.arithmetic(name, []operand{one, other}, do)
	return out
}

// needsEntries reports an argument that has no entries.
func (k *typeChecker) needsEntries(name *parse.IdentifierNode, a operand) {
	if !a.valueType.hasEntries() {
		k.errorf(k.place(a.node), "wrong-kind", "%s needs a list or a table, not %s", name.Ident, a.valueType.noun())
	}
}

// listOf is a list of a value's entries.
func listOf(s valueType) valueType {
	if s.table != nil || s.list {
		return s
	}
	entry := s.entry()
	if !entry.unknown() {
		entry.list = true
	}
	return entry
}

func unionOf(args []operand) valueType {
	var types []valueType
	for _, a := range args {
		types = append(types, a.valueType)
	}
	return union(types...)
}

// includes reports a list that can never have an entry.
func (k *typeChecker) includes(list, x operand) {
	if list.valueType.unknown() || k.code(list, x) {
		return
	}
	if list.valueType.table != nil {
		k.errorf(k.place(list.node), "wrong-kind", "includes needs a list, not %s", list.valueType.noun()).WithHint("name a column: includes (column TABLE \"name\") X")
		return
	}
	entry := list
	entry.param = nil
	if list.valueType.hasEntries() {
		entry.valueType = list.valueType.entry()
	}
	k.compare(entry, x, "compare", equal)
}

// touches needs a territory and the code of a country or group.
func (k *typeChecker) touches(territory, code operand) {
	s := territory.valueType
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
func (k *typeChecker) code(territory, code operand) bool {
	if !slices.ContainsFunc(territory.valueType.samples, isTerritory) {
		return false
	}
	if code.fixed && !(territory.valueType.words != nil && slices.Contains(territory.valueType.words.Words(), code.text)) {
		k.country(code)
	}
	return true
}

// country reports a constant that is no code of a country or of a group.
func (k *typeChecker) country(code operand) {
	if !code.fixed {
		return
	}
	if _, err := deal.ReadText(&deal.Parameter{Kind: deal.KindTerritory}, "["+code.text+"]", ""); err != nil {
		k.errorf(k.inString(code), "unknown-word", "%s", err)
	}
}

// tableCall is the type of column, rows and row.
func (k *typeChecker) tableCall(f *language.Function, args []operand) valueType {
	table, column := args[0], args[1]
	if table.valueType.unknown() {
		return valueType{}
	}
	if table.valueType.table == nil || table.valueType.row {
		k.errorf(k.place(table.node), "wrong-kind", "%s needs a table, not %s", f.Name, table.valueType.noun())
		return valueType{}
	}
	if !column.fixed {
		return valueType{}
	}
	cell, ok := table.valueType.column(column.text)
	if !ok {
		k.unknownColumn(table.valueType, column)
		return valueType{}
	}
	if f.Gives == language.CellsOf {
		if cell.list || cell.table != nil || cell.unknown() {
			return valueType{}
		}
		if slices.ContainsFunc(cell.samples, func(v deal.Value) bool { _, many := v.(deal.Triggers); return many || isTerritory(v) }) {
			return valueType{} // a list of lists
		}
		cell.list = true
		return cell
	}
	x := operand{node: column.node, valueType: cell}
	k.compare(x, args[2], "compare", equal)
	if f.Gives == language.RowOf {
		return valueType{table: table.valueType.table, row: true}
	}
	return valueType{table: table.valueType.table}
}

func (k *typeChecker) unknownColumn(table valueType, column operand) {
	p := k.errorf(k.inString(column), library.UnknownParameter, "%q has no column %q", table.table.Path, column.text)
	if near := diag.Nearest(column.text, table.columns()); near != "" {
		p.WithHint("did you mean %q?", near)
	} else {
		p.WithHint("columns: %v", table.columns())
	}
}

// needsParty reports what is never one of the parties.
func (k *typeChecker) needsParty(name *parse.IdentifierNode, a operand) {
	if !a.valueType.unknown() && !slices.ContainsFunc(a.valueType.samples, func(v deal.Value) bool {
		return slices.Contains(deal.PartyWords(), v.Raw())
	}) {
		k.errorf(k.place(a.node), "wrong-kind", "%s needs a party, not %s", name.Ident, a.valueType.noun())
	}
}

// before is the type of a cell of the row before, in a rule with each.
func (k *typeChecker) before(column operand) valueType {
	if k.each == nil {
		k.errorf(k.place(column.node), "wrong-arguments", "before is for rules with each")
		return valueType{}
	}
	rows := valueType{table: k.each}
	if !column.fixed {
		return valueType{}
	}
	cell, ok := rows.column(column.text)
	if !ok {
		k.unknownColumn(rows, column)
	}
	return cell
}
