package cases

import (
	"maps"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/sample"
)

// proposal is a case that the library does not have yet.
type proposal struct {
	file string // name in the library's folder
	text string // to be added to it
}

// The files to which proposed cases are added.
const (
	wordingFile = "wording.yaml"
	rulesFile   = "rules.yaml"
)

// search looks for answers that reach branches of one clause.
type search struct {
	*runner
	clause  *library.Clause
	all     []BranchPoint
	points  map[library.Branch]BranchPoint
	missing map[library.Branch]bool
	rand    splitmix
	names   map[string]bool // of cases that the clause has
	made    []proposal
}

// Bounds on the search for one clause, in rows tried.
const (
	maxRows   = 160  // of the grid
	moreRows  = 300  // at random, while branches are missing
	ruleTries = 2500 // for one rule
)

// propose finds cases for the branches of a clause that taken does not hold.
func (r *runner) propose(c *library.Clause, points []BranchPoint, taken map[library.Branch]bool, names map[string]bool) []proposal {
	s := &search{runner: r, clause: c, all: points, points: map[library.Branch]BranchPoint{}, missing: map[library.Branch]bool{}, rand: 1, names: names}
	for _, p := range points {
		s.points[p.Branch] = p
		if !taken[p.Branch] {
			s.missing[p.Branch] = true
		}
	}
	if len(s.missing) == 0 || len(listing(r.lib, c.ID)) == 0 {
		return nil
	}
	s.wordings()
	for _, rule := range c.Rules() {
		s.rule(rule, s.firing(rule))
	}
	for _, rule := range c.Rules() {
		s.rule(rule, []library.Branch{{Of: rule}})
	}
	return s.made
}

// attempt is one row of levels with what it reaches.
type attempt struct {
	levels   []level
	variants []string
	terms    []string
	taken    map[library.Branch]bool
	fired    []string // rules that stop a draft
}

// try runs a row in its variants; nil if something is wrong with it.
func (s *search) try(a attempt, write bool) *attempt {
	one := s.set(s.clause, a.levels)
	if prints(s.clause) {
		one.Terms = a.terms
	}
	a.taken, a.fired = map[library.Branch]bool{}, nil
	variants := a.variants
	if !write {
		variants = variants[:1]
	}
	for _, w := range variants {
		out := s.printPart(one, w, true, write)
		if write && (out.doc == nil || out.choice == nil || !out.choice.Taken || out.problems.HasErrors() || len(s.leftovers(diag.Position{}, out.doc)) > 0) {
			return nil
		}
		maps.Copy(a.taken, out.taken)
	}
	for _, rule := range s.clause.Rules() {
		if rule.Severity == diag.Error && a.taken[library.Branch{Of: rule, Yes: true}] {
			a.fired = append(a.fired, rule.ID)
		}
	}
	return &a
}

// ofRule reports whether a branch belongs to the rules of the clause.
func (s *search) ofRule(b library.Branch) bool {
	if _, ok := b.Of.(*library.Rule); ok {
		return true
	}
	return slices.ContainsFunc(s.clause.Rules(), func(r *library.Rule) bool { return b.Of == any(r.Message) || r.Hint != nil && b.Of == any(r.Hint) })
}

// gain lists the missing branches that an attempt reaches; those of rules are
// looked for apart.
func (s *search) gain(taken map[library.Branch]bool) []library.Branch {
	var list []library.Branch
	for b := range taken {
		if s.missing[b] && !s.ofRule(b) {
			list = append(list, b)
		}
	}
	return list
}

// open reports whether a branch other than a rule's is missing.
func (s *search) open() bool {
	for b := range s.missing {
		if !s.ofRule(b) {
			return true
		}
	}
	return false
}

// wordings finds few rows that reach every branch of the wordings, schedules,
// definitions and defaults, those first on which no rule fires.
func (s *search) wordings() {
	if !s.open() {
		return
	}
	deciding := s.structural(s.clause)
	full := attempt{terms: s.lib.Terms()}
	for _, v := range s.clause.Variants {
		full.variants = append(full.variants, v.Name)
	}
	var attempts []*attempt
	reached := map[library.Branch]bool{}
	add := func(row []level) {
		full.levels = row
		if a := s.try(full, true); a != nil {
			attempts = append(attempts, a)
			maps.Copy(reached, a.taken)
		}
	}
	enter := s.enter(s.clause)
	add(slices.Clone(enter))
	for i, row := range gridRows(deciding, enter) {
		if i < maxRows {
			add(row)
		}
	}
	found := s.scan(append(decidingBodies(s.lib, s.clause), ruleBodies(s.clause)...), []string{deal.StylePath})
	rich := s.listed(found)
	for range moreRows {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(s.missing)), func(b library.Branch) bool { return !s.ofRule(b) && !reached[b] }) {
			break
		}
		row := s.random(rich, 3)
		if s.rand.below(2) == 0 {
			s.vary(row, found)
		}
		add(overlay(row, enter))
	}
	for _, clean := range []bool{true, false} {
		for s.open() {
			best, most := (*attempt)(nil), 0
			for _, a := range attempts {
				if clean && len(a.fired) > 0 {
					continue
				}
				if n := len(s.gain(a.taken)); n > most {
					best, most = a, n
				}
			}
			if best == nil {
				break
			}
			s.keep(best)
		}
	}
}

func ruleBodies(c *library.Clause) []*language.Body {
	var list []*language.Body
	for _, r := range c.Rules() {
		list = append(list, r.If)
	}
	return list
}

// random is a row in which one factor in leave is left alone.
func (s *search) random(list []factor, leave int) []level {
	row := make([]level, len(list))
	for i, f := range list {
		if s.rand.below(leave) > 0 {
			row[i] = pick(&s.rand, f.levels)
		}
	}
	return row
}

// keep makes an attempt as small as what it is there for allows, and a case of
// it.
func (s *search) keep(a *attempt) {
	goal := s.gain(a.taken)
	reaches := func(b *attempt) bool {
		if b == nil || len(b.fired) > len(a.fired) {
			return false
		}
		return !slices.ContainsFunc(goal, func(g library.Branch) bool { return !b.taken[g] })
	}
	if len(a.variants) > 1 {
		for _, w := range slices.Clone(a.variants) {
			smaller := *a
			smaller.variants = slices.DeleteFunc(slices.Clone(a.variants), func(other string) bool { return other == w })
			if b := s.try(smaller, true); len(smaller.variants) > 0 && reaches(b) {
				a = b
			}
		}
	}
	a = s.shrink(a, true, reaches)
	if prints(s.clause) {
		for _, term := range slices.Clone(a.terms) {
			smaller := *a
			smaller.terms = slices.DeleteFunc(slices.Clone(a.terms), func(other string) bool { return other == term })
			if b := s.try(smaller, true); reaches(b) {
				a = b
			}
		}
	}
	for b := range a.taken {
		if !s.ofRule(b) || !b.Yes || len(a.fired) == 0 {
			delete(s.missing, b)
		}
	}
	for _, id := range a.fired {
		for _, r := range s.clause.Rules() {
			if r.ID == id {
				delete(s.missing, library.Branch{Of: r, Yes: true})
			}
		}
	}
	s.write(a, nil, "", s.settled(a))
}

// firing are the branches of a rule that fires: that it does, and those of its
// message and hint.
func (s *search) firing(rule *library.Rule) []library.Branch {
	goals := []library.Branch{{Of: rule, Yes: true}}
	for _, p := range s.all {
		if p.Of == any(rule.Message) || rule.Hint != nil && p.Of == any(rule.Hint) {
			goals = append(goals, p.Branch)
		}
	}
	return goals
}

// rule finds a deal for each branch of a rule that is missing.
func (s *search) rule(rule *library.Rule, goals []library.Branch) {
	bodies := []*language.Body{rule.If, rule.Message}
	if rule.Hint != nil {
		bodies = append(bodies, rule.Hint)
	}
	var paths []string
	if rule.Each != "" {
		paths = append(paths, rule.Each)
	}
	found := s.scan(bodies, paths)
	list := s.listed(found)
	for _, goal := range goals {
		if !s.missing[goal] {
			continue
		}
		a := s.find(goal, list, found)
		if a == nil {
			continue
		}
		for b := range a.taken {
			if s.ofRule(b) && (b.Of == any(rule) || b.Of == any(rule.Message) || b.Of == any(rule.Hint) || !b.Yes) {
				delete(s.missing, b)
			}
		}
		rules := slices.Clone(a.fired)
		if (goal.Of != any(rule) || goal.Yes) && !slices.Contains(rules, rule.ID) {
			rules = append([]string{rule.ID}, rules...)
		}
		silent := ""
		if goal.Of == any(rule) && !goal.Yes {
			silent = rule.ID
		}
		s.write(a, rules, silent, s.ruleFacts(rule, goal, a))
	}
}

// find looks for a short deal that reaches a branch of a rule, one that makes
// no other rule fire if it can; nil if there is none.
func (s *search) find(goal library.Branch, list []factor, found *scan) *attempt {
	var best *attempt
	enter := s.enter(s.clause)
	least := 1 // the rule itself
	if r, ok := goal.Of.(*library.Rule); ok && (!goal.Yes || r.Severity != diag.Error) {
		least = 0
	}
	for n := 0; n < ruleTries; n++ {
		full := attempt{levels: make([]level, len(list)), variants: []string{""}}
		if n > 0 {
			full.levels = s.random(list, 4)
			s.vary(full.levels, found)
		}
		full.levels = overlay(full.levels, enter)
		a := s.try(full, false)
		if !a.taken[goal] || best != nil && len(a.fired) >= len(best.fired) {
			continue
		}
		best = s.shrink(a, false, func(b *attempt) bool { return b.taken[goal] && len(b.fired) <= len(a.fired) })
		if len(best.fired) <= least {
			break
		}
		n = max(n, ruleTries*9/10) // the rest may find one with fewer rules
	}
	return best
}

// vary draws anew what has more values than a grid needs: tables, amounts,
// dates.
func (s *search) vary(row []level, found *scan) {
	for i, set := range row {
		q, ok := s.lib.Schema.Find(set.path)
		if !ok || set.path == "" {
			continue
		}
		text := ""
		switch {
		case q.Kind == deal.KindTable:
			text = s.randomTable(q, found)
		case sample.Of(q.Kind).Extreme != nil && s.rand.below(2) == 0:
			text = pick(&s.rand, sample.Of(q.Kind).Extreme)
		}
		if a := answer(q, text); text != "" && a.value != nil {
			row[i] = a
		}
	}
}

// randomTable is a table of one to three rows.
func (s *search) randomTable(q *deal.Parameter, found *scan) string {
	cells := found.compared.Cells(q)
	var rows []string
	for n := range 1 + s.rand.below(3) {
		rows = append(rows, sample.Row(q, n+1, func(table, c *deal.Parameter, n int) string {
			i := slices.IndexFunc(q.Columns, func(other deal.Parameter) bool { return other.Path == c.Path })
			from := append(slices.Clone(cells[i]), sample.Of(c.Kind).Extreme...)
			if fit := sample.FittingCell(table, c, n); s.rand.below(3) == 0 || len(from) == 0 {
				return fit
			}
			return pick(&s.rand, from)
		}))
	}
	return "[" + strings.Join(rows, ", ") + "]"
}
