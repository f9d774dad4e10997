package deal

import (
	"errors"
	"slices"

	"clausewright/internal/diag"
)

// Position is what a house wants of the answer to a question, or of each cell of a
// column. An answer is right that is Is, or lies between Min and Max, or is one of
// AnyOf; a list, if each of its entries is one of Each.
type Position struct {
	Question *Parameter
	Column   *Parameter // nil: the answer itself
	Is       Value      // nil: limits
	Min, Max Value      // nil: open
	AnyOf    []Value
	Each     Value // a List, a Territory or Triggers; nil: none
	None     bool  // the answer may be left out
	Pos      diag.Position
}

// Path is the question, or the column, that the position is about.
func (p *Position) Path() string {
	if p.Column == nil {
		return p.Question.Path
	}
	return under(p.Question.Path, p.Column.Path)
}

// Says is the position in words, as a style writes its values.
func (p *Position) Says(s *Style) string {
	var ways []string
	switch {
	case p.Is != nil && s.Write(p.Is) != "":
		ways = append(ways, s.Write(p.Is))
	case p.Is != nil:
		ways = append(ways, noneWord)
	case p.Min != nil && p.Max != nil:
		ways = append(ways, s.Write(p.Min)+" to "+s.Write(p.Max))
	case p.Min != nil:
		ways = append(ways, "at least "+s.Write(p.Min))
	case p.Max != nil:
		ways = append(ways, "at most "+s.Write(p.Max))
	}
	for _, v := range p.AnyOf {
		ways = append(ways, s.Write(v))
	}
	if p.Each != nil {
		var entries []string
		for _, v := range parts(p.Each) {
			if code, ok := v.(Text); ok && p.Question.Kind == KindTerritory {
				v = Text(CountryName(string(code)))
			}
			entries = append(entries, s.Write(v))
		}
		ways = append(ways, "only "+s.Join(entries, "and"))
	}
	if p.None {
		ways = append(ways, "left out")
	}
	return s.Join(ways, "or")
}

// Verdict is what a house says of an answer.
type Verdict int

// An answer that is still open is not judged yet.
const (
	Within Verdict = iota
	Beyond
	StillOpen
)

// Judgement is a verdict with what is beyond the position: by how much, or which
// entries. Both may be missing.
type Judgement struct {
	Verdict
	By      Value
	Entries []string
}

// Judge holds an answer, or a cell, against the position.
func (p *Position) Judge(v Value) Judgement {
	switch {
	case v == nil || isNone(v):
		if p.None || p.Is != nil && isNone(p.Is) {
			return Judgement{}
		}
		return Judgement{Verdict: Beyond}
	case isOpenValue(v):
		return Judgement{Verdict: StillOpen}
	case p.Is != nil:
		if equal, err := Equal(v, p.Is); err == nil && equal {
			return Judgement{}
		} else if errors.Is(err, ErrOpen) {
			return Judgement{Verdict: StillOpen}
		}
		return Judgement{Verdict: Beyond, By: difference(v, p.Is), Entries: p.strange(v, p.Is)}
	case p.Each != nil:
		if strange := p.strange(v, p.Each); strange != nil {
			return Judgement{Verdict: Beyond, Entries: strange}
		}
		return Judgement{}
	}
	for _, allowed := range p.AnyOf {
		if equal, err := Equal(v, allowed); err == nil && equal {
			return Judgement{}
		}
	}
	if p.Min == nil && p.Max == nil {
		return Judgement{Verdict: Beyond}
	}
	for _, end := range []struct {
		limit Value
		wrong int
	}{{p.Min, -1}, {p.Max, +1}} {
		if end.limit == nil {
			continue
		}
		if order, err := Compare(v, end.limit); err != nil || order == end.wrong {
			return Judgement{Verdict: Beyond, By: difference(v, end.limit)}
		}
	}
	return Judgement{}
}

// isOpenValue reports whether an answer, or an entry of a list, is still open.
func isOpenValue(v Value) bool {
	_, open := isBlank(parts(v)...)
	_, alone := v.(Blank)
	return open || alone
}

// difference is by how much an answer lies off a limit; nil if nobody can tell.
func difference(v, limit Value) Value {
	if order, err := Compare(v, limit); err == nil && order < 0 {
		v, limit = limit, v
	} else if err != nil {
		return nil
	}
	switch v.(type) {
	case Date, Text, Chosen, Party, Reference:
		return nil
	}
	d, err := Sub(v, limit)
	if err != nil {
		return nil
	}
	return d
}

// strange are the entries of a list, a territory or triggers that are none of those
// allowed, as they print: of a territory, those of which a country is not.
func (p *Position) strange(v, allowed Value) []string {
	var names []string
	for _, entry := range parts(v) {
		code, isCode := entry.(Text)
		name := (&Style{}).Write(entry)
		within, err := false, error(nil)
		switch list := allowed.(type) {
		case Territory:
			within, name = isCode && list.covers(string(code)), CountryName(name)
		case List, Triggers:
			within, err = Includes(list, entry)
		default:
			return nil
		}
		if !within || err != nil {
			names = append(names, name)
		}
	}
	return names
}

// covers reports whether all countries of an entry are in a territory.
func (t Territory) covers(code string) bool {
	if slices.Contains(t, world) || slices.Contains(t, code) {
		return true
	}
	countries := members(code)
	return len(countries) > 0 && !slices.ContainsFunc(countries, func(country string) bool {
		return !slices.ContainsFunc(t, func(group string) bool { return slices.Contains(members(group), country) })
	})
}
