package lint

import (
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// answers makes the variables that stand for the answers of a deal: whether a
// parameter or group is given, and which of a few values a parameter has.
type answers struct {
	lib    *library.Library
	fixed  map[string]deal.Value
	words  map[string][]string     // path -> texts that conditions compare it with
	limits map[string][]deal.Value // path -> numbers that conditions compare it with, in order
	values map[string]*answer
	given  map[string]*variable
	other  map[string]*variable
}

// answer is the variable of one parameter with the sets that conditions ask for.
type answer struct {
	*variable
	parameter *deal.Parameter
	none      set // left out
	open      set // TBD
	falsy     set // an answer that counts as false, beside none
	words     map[string]set
	numbers   []set // below the first limit, at it, between it and the next, …
	rest      set   // any other value
}

func newAnswers(lib *library.Library) *answers {
	return &answers{
		lib: lib, fixed: lib.FixedDefaults("", ""), words: map[string][]string{}, limits: map[string][]deal.Value{},
		values: map[string]*answer{}, given: map[string]*variable{}, other: map[string]*variable{},
	}
}

// numeric reports whether a kind is ordered by its amount.
func numeric(k deal.Kind) bool {
	return k == deal.KindInteger || k == deal.KindNumber || k == deal.KindPercent || k == deal.KindMoney
}

// many reports whether an answer of the kind has entries.
func many(k deal.Kind) bool {
	return k == deal.KindList || k == deal.KindTable || k == deal.KindTerritory || k == deal.KindTriggers
}

// maxWords and maxLimits keep a variable within maxValues. A comparison with
// more than these is not looked into.
const (
	maxWords  = maxValues - 4
	maxLimits = maxValues/2 - 4
)

// compared notes that a condition compares a parameter with a constant.
func (a *answers) compared(p *deal.Parameter, constant string) {
	if numeric(p.Kind) {
		if n, ok := number(constant); ok {
			if len(a.limits[p.Path]) == 0 {
				a.limits[p.Path] = []deal.Value{zero} // what counts as false
			}
			at, found := slices.BinarySearchFunc(a.limits[p.Path], n, order)
			if !found && len(a.limits[p.Path]) < maxLimits {
				a.limits[p.Path] = slices.Insert(a.limits[p.Path], at, n)
			}
			return
		}
	}
	if p.Kind != deal.KindFlag && !slices.Contains(a.words[p.Path], constant) {
		a.words[p.Path] = append(a.words[p.Path], constant)
	}
}

var zero, _ = number("0")

// number reads a constant as a number.
func number(text string) (deal.Value, bool) {
	v, err := deal.ReadText(&deal.Parameter{Kind: deal.KindNumber}, text, "")
	_, ok := v.(deal.Number)
	return v, err == nil && ok
}

func order(a, b deal.Value) int {
	c, _ := deal.Compare(a, b)
	return c
}

// of is the variable of a parameter.
func (a *answers) of(p *deal.Parameter) *answer {
	if v := a.values[p.Path]; v != nil {
		return v
	}
	v := &answer{variable: &variable{name: p.Path, path: p.Path}, parameter: p, words: map[string]set{}}
	a.values[p.Path] = v
	v.none = v.add("left out")
	if p.Kind == deal.KindFlag {
		v.words["true"] = v.add("true")
		v.falsy = v.add("false")
		v.words["false"] = v.falsy
		return v
	}
	for _, c := range p.Choices {
		v.word(c.Word)
	}
	if p.Kind == deal.KindChoice {
		if len(p.Choices) == 1 {
			v.add("another word") // a choice of one word leaves room for more: a condition on it is not idle
		}
		return v
	}
	v.open = v.add("TBD")
	switch {
	case numeric(p.Kind):
		a.compared(p, "0")
		a.regions(v)
	case p.Kind == deal.KindParty:
		v.word(string(deal.Licensor))
		v.word(string(deal.Licensee))
	case many(p.Kind):
		v.falsy = v.add("empty")
		v.rest = v.add("something")
	default:
		if p.Kind == deal.KindDuration {
			v.falsy = v.add("0 days")
		}
		for _, w := range a.words[p.Path] {
			if _, err := deal.ReadText(p, w, "USD"); err == nil {
				v.word(w)
			}
		}
		v.rest = v.add("something else")
	}
	return v
}

// add adds a value and returns the set of it.
func (v *variable) add(value string) set {
	v.values = append(v.values, value)
	bit := set(1) << (len(v.values) - 1)
	v.full |= bit
	return bit
}

func (v *answer) word(w string) {
	if _, ok := v.words[w]; !ok && len(v.values) < maxWords {
		v.words[w] = v.add(w)
	}
}

// regions cuts the numbers at the limits.
func (a *answers) regions(v *answer) {
	below := ""
	for _, limit := range a.limits[v.path] {
		text := limit.Raw()
		v.numbers = append(v.numbers, v.add(strings.TrimPrefix(below+", below "+text, ", ")))
		at := v.add(text)
		v.numbers = append(v.numbers, at)
		if order(limit, deal.Integer(0)) == 0 {
			v.falsy = at
		}
		below = "above " + text
	}
	v.numbers = append(v.numbers, v.add(below))
	for _, n := range v.numbers {
		v.rest |= n
	}
}

// compare is the set of numbers for which "value op limit" holds.
func (v *answer) compare(limit deal.Value, limits []deal.Value, holds func(int) bool) set {
	var in set
	for i, region := range v.numbers {
		sign := -1 // of the region against the limit
		switch at := slices.IndexFunc(limits, func(l deal.Value) bool { return order(l, limit) == 0 }); {
		case i == 2*at+1:
			sign = 0
		case i > 2*at+1:
			sign = +1
		}
		if holds(sign) {
			in |= region
		}
	}
	return in
}

// truth is the set of values that count as true.
func (v *answer) truth() set { return v.full &^ v.none &^ v.falsy }

// setOf is the set that a value is in.
func (v *answer) setOf(value deal.Value, limits []deal.Value) set {
	switch x := value.(type) {
	case nil:
		return v.full
	case deal.None:
		return v.none
	case deal.Blank:
		return v.open
	case deal.Flag:
		if x {
			return v.words["true"]
		}
		return v.falsy
	}
	if in, ok := v.words[value.Raw()]; ok {
		return in
	}
	if v.numbers != nil {
		if n, ok := number(amountOf(value)); ok {
			for i, l := range limits {
				switch c := order(n, l); {
				case c < 0:
					return v.numbers[2*i]
				case c == 0:
					return v.numbers[2*i+1]
				}
			}
			return v.numbers[len(v.numbers)-1]
		}
		return v.rest
	}
	if !deal.Truth(value) && v.falsy != 0 {
		return v.falsy
	}
	return v.rest
}

// amountOf is the digits of a number, percentage or sum.
func amountOf(v deal.Value) string {
	switch v := v.(type) {
	case deal.Money:
		return v.Amount.String()
	case deal.Percent:
		return v.Amount.String()
	}
	return v.Raw()
}

// isGiven is the variable that tells whether the deal answers a parameter or
// holds a group.
func (a *answers) isGiven(path string) *variable {
	if v := a.given[path]; v != nil {
		return v
	}
	v := &variable{name: path, path: path, given: true}
	v.add("not given")
	v.add("given")
	a.given[path] = v
	return v
}

// holds is a variable for a condition that is not looked into.
func (a *answers) holds(key, name string) *variable {
	if v := a.other[key]; v != nil {
		return v
	}
	v := &variable{name: name}
	v.add("false")
	v.add("true")
	a.other[key] = v
	return v
}

// isTrue holds if a variable of two values has the second.
func isTrue(v *variable) *formula { return is(v, 1<<1) }

// laws are what holds of a variable in every deal.
func (a *answers) laws(v *variable) []*formula {
	var list []*formula
	if v.given {
		for group := parent(v.path); group != ""; group = parent(group) {
			list = append(list, implies(isTrue(v), isTrue(a.isGiven(group))))
		}
	}
	if v.path == "" {
		return list
	}
	p, ok := a.lib.Schema.Find(v.path)
	if !ok {
		return list
	}
	given, value := isTrue(a.isGiven(p.Path)), a.of(p)
	list = append(list, implies(given, is(value.variable, value.full&^value.none)))
	if a.lib.Default(p.Path) != nil {
		return list
	}
	without := value.none
	if fixed, ok := a.fixed[p.Path]; ok {
		without = value.setOf(fixed, a.limits[p.Path])
		if p.Optional {
			without |= value.none // the deal may say null
		}
	}
	return append(list, implies(not(given), is(value.variable, without)))
}

func parent(path string) string { return path[:max(0, strings.LastIndexByte(path, '.'))] }

// collect notes every constant that a text of the library compares a parameter
// with, before the first variable is made.
func (a *answers) collect() {
	for _, b := range a.lib.Bodies() {
		eachPipe(b.Tree(), condition.Scope{Body: b}, func(p *parse.PipeNode, in condition.Scope) {
			for path, words := range condition.Constants(condition.Read(p, in)) {
				if p, ok := a.lib.Schema.Find(path); ok {
					for _, word := range words {
						a.compared(p, word)
					}
				}
			}
		})
	}
}

// eachPipe visits every pipeline below a node, and every beginning of one,
// with what dot is there.
func eachPipe(n parse.Node, in condition.Scope, visit func(*parse.PipeNode, condition.Scope)) {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, inner := range n.Nodes {
				eachPipe(inner, in, visit)
			}
		}
	case *parse.ActionNode:
		eachPipe(n.Pipe, in, visit)
	case *parse.IfNode:
		eachPipe(n.Pipe, in, visit)
		eachPipe(n.List, in, visit)
		eachPipe(n.ElseList, in, visit)
	case *parse.RangeNode:
		eachPipe(n.Pipe, in, visit)
		inner := in
		inner.Loop = n.Pos
		eachPipe(n.List, inner, visit)
		eachPipe(n.ElseList, in, visit)
	case *parse.PipeNode:
		for i, c := range n.Cmds {
			visit(&parse.PipeNode{NodeType: parse.NodePipe, Pos: n.Pos, Cmds: n.Cmds[:i+1]}, in)
			for _, arg := range c.Args {
				eachPipe(arg, in, visit)
			}
		}
	case *parse.ChainNode:
		eachPipe(n.Node, in, visit)
	}
}
