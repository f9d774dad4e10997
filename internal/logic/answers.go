package logic

import (
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// Answers makes the variables that stand for the answers of a deal: whether a
// parameter or group is given, and which of a few values a parameter has.
type Answers struct {
	lib    *library.Library
	fixed  map[string]deal.Value
	words  map[string][]string     // path -> texts that conditions compare it with
	limits map[string][]deal.Value // path -> numbers that conditions compare it with, in order
	values map[string]*Answer
	given  map[string]*Variable
	other  map[string]*Variable
}

// Answer is the variable of one parameter with the sets that conditions ask for.
type Answer struct {
	*Variable
	parameter *deal.Parameter
	none      Set // left out
	open      Set // TBD
	falsy     Set // an answer that counts as false, beside none
	words     map[string]Set
	numbers   []Set // below the first limit, at it, between it and the next, …
	rest      Set   // any other value
	more      Set   // a word that the question does not offer yet
}

// NewAnswers prepares the variables of a library's parameters.
func NewAnswers(lib *library.Library) *Answers {
	a := &Answers{
		lib: lib, fixed: lib.FixedDefaults("", ""), words: map[string][]string{}, limits: map[string][]deal.Value{},
		values: map[string]*Answer{}, given: map[string]*Variable{}, other: map[string]*Variable{},
	}
	a.collect()
	return a
}

// numeric reports whether a kind is ordered by its amount.
func numeric(k deal.Kind) bool {
	return k == deal.KindInteger || k == deal.KindNumber || k == deal.KindPercent || k == deal.KindMoney
}

// many reports whether an answer of the kind has entries.
func many(k deal.Kind) bool {
	return k == deal.KindList || k == deal.KindTable || k == deal.KindTerritory || k == deal.KindTriggers
}

// narrow holds of every answer that the question takes as it stands: lint leaves
// room for a word more in a choice of one, and for a list without entries.
func (a *Answers) narrow(p *deal.Parameter) *Formula {
	v := a.Of(p)
	return All(a.filled(p), among(v.Variable, v.full&^v.more))
}

// bounded holds of every answer: it is within the bounds of its question.
func (a *Answers) bounded(p *deal.Parameter) *Formula {
	v := a.Of(p)
	return among(v.Variable, v.full&^v.outside(a.limits[p.Path]))
}

// filled holds of every answer to a question that takes no empty list.
func (a *Answers) filled(p *deal.Parameter) *Formula {
	v := a.Of(p)
	if MayBeEmpty(p) {
		return Always
	}
	return among(v.Variable, v.full&^v.falsy)
}

// outside are the numbers that are out of the bounds of a question.
func (v *Answer) outside(limits []deal.Value) Set {
	if v.numbers == nil || !slices.Contains([]deal.Kind{deal.KindInteger, deal.KindNumber, deal.KindPercent}, v.parameter.Kind) {
		return 0
	}
	bounds, out := v.parameter.Bounds(), Set(0)
	least, _ := number(amountOf(bounds.Min))
	most, _ := number(amountOf(bounds.Max))
	for i, limit := range limits {
		toLeast, toMost := compareValues(limit, least), compareValues(limit, most)
		if toLeast < 0 || toMost > 0 {
			out |= v.numbers[2*i+1]
		}
		if toLeast <= 0 {
			out |= v.numbers[2*i]
		}
		if toMost >= 0 {
			out |= v.numbers[2*i+2]
		}
	}
	return out
}

// MayBeEmpty reports whether a list without entries answers a question.
func MayBeEmpty(p *deal.Parameter) bool {
	switch p.Kind {
	case deal.KindList, deal.KindTable, deal.KindTriggers:
		return p.Admits(deal.List{})
	}
	return true
}

// maxWords and maxLimits keep a variable within maxValues. A comparison with
// more than these is not looked into.
const (
	maxWords  = maxValues - 4
	maxLimits = maxValues/2 - 4
)

// compared notes that a condition compares a parameter with a constant.
func (a *Answers) compared(p *deal.Parameter, constant string) {
	if numeric(p.Kind) {
		if n, ok := number(constant); ok {
			if len(a.limits[p.Path]) == 0 {
				a.limits[p.Path] = []deal.Value{deal.Number{}} // what counts as false
			}
			at, found := slices.BinarySearchFunc(a.limits[p.Path], n, compareValues)
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

// number reads a constant as a number.
func number(text string) (deal.Value, bool) {
	v, err := deal.ReadText(&deal.Parameter{Kind: deal.KindNumber}, text, "")
	_, ok := v.(deal.Number)
	return v, err == nil && ok
}

func compareValues(a, b deal.Value) int {
	c, _ := deal.Compare(a, b)
	return c
}

// Of is the variable of a parameter.
func (a *Answers) Of(p *deal.Parameter) *Answer {
	if v := a.values[p.Path]; v != nil {
		return v
	}
	v := &Answer{Variable: &Variable{name: p.Path, path: p.Path}, parameter: p, words: map[string]Set{}}
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
			v.more = v.add("another word") // a choice of one word leaves room for more: a condition on it is not idle
		}
		return v
	}
	v.open = v.add(deal.OpenWord)
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

// add adds a value and returns the Set of it.
func (v *Variable) add(value string) Set {
	v.values = append(v.values, value)
	bit := Set(1) << (len(v.values) - 1)
	v.full |= bit
	return bit
}

func (v *Answer) word(w string) {
	if _, ok := v.words[w]; !ok && len(v.values) < maxWords {
		v.words[w] = v.add(w)
	}
}

// regions cuts the numbers at the limits.
func (a *Answers) regions(v *Answer) {
	below := ""
	for _, limit := range a.limits[v.path] {
		text := limit.Raw()
		v.numbers = append(v.numbers, v.add(strings.TrimPrefix(below+", below "+text, ", ")))
		at := v.add(text)
		v.numbers = append(v.numbers, at)
		if compareValues(limit, deal.Integer(0)) == 0 {
			v.falsy = at
		}
		below = "above " + text
	}
	v.numbers = append(v.numbers, v.add(below))
	for _, n := range v.numbers {
		v.rest |= n
	}
}

// compare is the Set of numbers for which "value op limit" holds.
func (v *Answer) compare(limit deal.Value, limits []deal.Value, holds func(int) bool) Set {
	var in Set
	for i, region := range v.numbers {
		sign := -1 // of the region against the limit
		switch at := slices.IndexFunc(limits, func(l deal.Value) bool { return compareValues(l, limit) == 0 }); {
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

// truth is the Set of values that count as true.
func (v *Answer) truth() Set { return v.full &^ v.none &^ v.falsy }

// setOf is the Set that a value is in.
func (v *Answer) setOf(value deal.Value, limits []deal.Value) Set {
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
				switch c := compareValues(n, l); {
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
func (a *Answers) isGiven(path string) *Variable {
	if v := a.given[path]; v != nil {
		return v
	}
	v := &Variable{name: path, path: path, given: true}
	v.add("not given")
	v.add("given")
	a.given[path] = v
	return v
}

// Holds is a variable for a condition that is not looked into.
func (a *Answers) Holds(key, name string) *Variable {
	if v := a.other[key]; v != nil {
		return v
	}
	v := &Variable{name: name}
	v.add("false")
	v.add("true")
	a.other[key] = v
	return v
}

// isTrue holds if a variable of two values has the second.
func isTrue(v *Variable) *Formula { return among(v, 1<<1) }

// lawsOf are what holds of a variable in every deal.
func (a *Answers) lawsOf(v *Variable) []*Formula {
	var list []*Formula
	if v.given {
		for group, _ := deal.CutLast(v.path); group != ""; group, _ = deal.CutLast(group) {
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
	given, value := isTrue(a.isGiven(p.Path)), a.Of(p)
	list = append(list, implies(given, among(value.Variable, value.full&^value.none)))
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
	return append(list, implies(Not(given), among(value.Variable, without)))
}

// collect notes every constant that a text of the library compares a parameter
// with, before the first variable is made.
func (a *Answers) collect() {
	for _, b := range a.lib.Bodies() {
		condition.EachPipe(b, func(p *parse.PipeNode, in condition.Scope) {
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
