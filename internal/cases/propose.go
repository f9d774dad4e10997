package cases

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
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
	for _, rule := range c.Rules {
		s.rule(rule, s.loud(rule))
	}
	for _, rule := range c.Rules {
		s.rule(rule, []library.Branch{{Of: rule}})
	}
	return s.made
}

// attempt is one row of settings with what it reaches.
type attempt struct {
	settings []setting
	wordings []string
	terms    []string
	taken    map[library.Branch]bool
	spoken   []string // rules that stop a draft
}

// try runs a row in its wordings; nil if something is wrong with it.
func (s *search) try(a attempt, write bool) *attempt {
	one := s.set(s.clause, a.settings)
	if prints(s.clause) {
		one.Terms = a.terms
	}
	a.taken, a.spoken = map[library.Branch]bool{}, nil
	wordings := a.wordings
	if !write {
		wordings = wordings[:1]
	}
	for _, w := range wordings {
		out := s.alone(one, w, true, write)
		if write && (out.doc == nil || out.choice == nil || !out.choice.Taken || out.problems.HasErrors() || len(s.leftovers(diag.Position{}, out.doc)) > 0) {
			return nil
		}
		maps.Copy(a.taken, out.taken)
	}
	for _, rule := range s.clause.Rules {
		if rule.Severity == diag.Error && a.taken[library.Branch{Of: rule, Yes: true}] {
			a.spoken = append(a.spoken, rule.ID)
		}
	}
	return &a
}

// ofRule reports whether a branch belongs to the rules of the clause.
func (s *search) ofRule(b library.Branch) bool {
	if _, ok := b.Of.(*library.Rule); ok {
		return true
	}
	return slices.ContainsFunc(s.clause.Rules, func(r *library.Rule) bool { return b.Of == any(r.Message) || r.Hint != nil && b.Of == any(r.Hint) })
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
// definitions and defaults, those first that no rule speaks against.
func (s *search) wordings() {
	if !s.open() {
		return
	}
	dims := s.structural(s.clause)
	full := attempt{terms: s.lib.Terms()}
	for _, v := range s.clause.Variants {
		full.wordings = append(full.wordings, v.Name)
	}
	var attempts []*attempt
	reached := map[library.Branch]bool{}
	add := func(row []setting) {
		full.settings = row
		if a := s.try(full, true); a != nil {
			attempts = append(attempts, a)
			maps.Copy(reached, a.taken)
		}
	}
	enter := s.enter(s.clause)
	add(slices.Clone(enter))
	for i, row := range gridRows(dims, enter) {
		if i < maxRows {
			add(row)
		}
	}
	rich, found := s.scanned(append(decidingBodies(s.lib, s.clause), ruleBodies(s.clause)...), []string{deal.StylePath})
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
				if clean && len(a.spoken) > 0 {
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
	for _, r := range c.Rules {
		list = append(list, r.If)
	}
	return list
}

// random is a row in which one dimension in leave is left alone.
func (s *search) random(dims []dimension, leave int) []setting {
	row := make([]setting, len(dims))
	for i, d := range dims {
		if s.rand.below(leave) > 0 {
			row[i] = one(&s.rand, d.settings)
		}
	}
	return row
}

// keep makes an attempt as small as what it is there for allows, and a case of
// it.
func (s *search) keep(a *attempt) {
	goal := s.gain(a.taken)
	reaches := func(b *attempt) bool {
		if b == nil || len(b.spoken) > len(a.spoken) {
			return false
		}
		return !slices.ContainsFunc(goal, func(g library.Branch) bool { return !b.taken[g] })
	}
	if len(a.wordings) > 1 {
		for _, w := range slices.Clone(a.wordings) {
			smaller := *a
			smaller.wordings = slices.DeleteFunc(slices.Clone(a.wordings), func(other string) bool { return other == w })
			if b := s.try(smaller, true); len(smaller.wordings) > 0 && reaches(b) {
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
		if !s.ofRule(b) || !b.Yes || len(a.spoken) == 0 {
			delete(s.missing, b)
		}
	}
	for _, id := range a.spoken {
		for _, r := range s.clause.Rules {
			if r.ID == id {
				delete(s.missing, library.Branch{Of: r, Yes: true})
			}
		}
	}
	s.write(a, nil, "", s.settled(a))
}

// shrink leaves out every setting that an attempt does not need, and gives the
// others fitting answers where these do as well.
func (s *search) shrink(a *attempt, write bool, reaches func(*attempt) bool) *attempt {
	change := func(i int, to setting) bool {
		smaller := *a
		smaller.settings = slices.Clone(a.settings)
		smaller.settings[i] = to
		b := s.try(smaller, write)
		if b == nil || !reaches(b) {
			return false
		}
		a = b
		return true
	}
	for i, old := range a.settings {
		if old == (setting{}) || change(i, setting{}) || old.with != "" {
			continue
		}
		q, _ := s.lib.Schema.Find(old.path)
		fit := fitting(q)
		if q.Kind != deal.KindChoice && q.Kind != deal.KindFlag && fit != old.text {
			change(i, answer(q, fit))
		}
	}
	for i := range a.settings {
		s.shorten(i, func() setting { return a.settings[i] }, change)
	}
	a.settings = slices.DeleteFunc(slices.Clone(a.settings), func(s setting) bool { return s == setting{} })
	return a
}

// answer is the setting of an answer; the zero setting if it cannot be read.
func answer(q *deal.Parameter, text string) setting {
	v, err := deal.ReadText(q, text, "EUR")
	if err != nil {
		return setting{}
	}
	return setting{path: q.Path, text: text, value: v}
}

// shorten leaves out the rows of a table that are not needed, and gives the
// cells of the others fitting answers.
func (s *search) shorten(i int, now func() setting, change func(int, setting) bool) {
	rows := splitRows(now().text)
	q, ok := s.lib.Schema.Find(now().path)
	if !ok || q.Kind != deal.KindTable {
		return
	}
	with := func(rows []string) bool {
		to := answer(q, "["+strings.Join(rows, ", ")+"]")
		return to.value != nil && change(i, to)
	}
	for n := len(rows) - 1; n >= 0; n-- {
		if fewer := slices.Delete(slices.Clone(rows), n, n+1); len(fewer) > 0 && with(fewer) {
			rows = fewer
		}
	}
	for n := range rows {
		table, _ := now().value.(deal.Table)
		for _, c := range q.Columns {
			plainer := slices.Clone(rows)
			plainer[n] = row(q, n+1, func(_, other *deal.Parameter, _ int) string {
				if other.Path == c.Path {
					return fittingCell(q, other, n+1)
				}
				return cellText(table[n][other.Path])
			})
			if plainer[n] != rows[n] && with(plainer) {
				rows = plainer
				table, _ = now().value.(deal.Table)
			}
		}
	}
}

// cellText is a cell as a row in braces holds it; "" for none.
func cellText(cell any) string {
	switch v := cell.(type) {
	case deal.Text:
		return quoted(string(v))
	case deal.Chosen:
		return quoted(v.Word)
	case deal.Percent:
		return strings.TrimSuffix(v.Raw(), "%")
	case deal.Money:
		return strings.TrimPrefix(v.Raw(), "EUR ")
	case deal.None, nil:
		return ""
	case deal.Value:
		return v.Raw()
	}
	return ""
}

// splitRows cuts the text of a table at the ends of its rows.
func splitRows(text string) []string {
	var rows []string
	depth, start, quote := 0, 0, false
	for i, c := range text {
		switch {
		case c == '\'':
			quote = !quote
		case quote:
		case c == '{':
			if depth++; depth == 1 {
				start = i
			}
		case c == '}':
			if depth--; depth == 0 {
				rows = append(rows, text[start:i+1])
			}
		}
	}
	return rows
}

// loud are the branches of a rule that speaks: that it does, and those of its
// message and hint.
func (s *search) loud(rule *library.Rule) []library.Branch {
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
	dims, found := s.scanned(bodies, paths)
	for _, goal := range goals {
		if !s.missing[goal] {
			continue
		}
		a := s.find(goal, dims, found)
		if a == nil {
			continue
		}
		for b := range a.taken {
			if s.ofRule(b) && (b.Of == any(rule) || b.Of == any(rule.Message) || b.Of == any(rule.Hint) || !b.Yes) {
				delete(s.missing, b)
			}
		}
		rules := slices.Clone(a.spoken)
		if (goal.Of != any(rule) || goal.Yes) && !slices.Contains(rules, rule.ID) {
			rules = append([]string{rule.ID}, rules...)
		}
		silent := ""
		if goal.Of == any(rule) && !goal.Yes {
			silent = rule.ID
		}
		s.write(a, rules, silent, s.about(rule, goal, a))
	}
}

// find looks for a short deal that reaches a branch of a rule, one that makes
// no other rule speak if it can; nil if there is none.
func (s *search) find(goal library.Branch, dims []dimension, found *scan) *attempt {
	var best *attempt
	enter := s.enter(s.clause)
	least := 1 // the rule itself
	if r, ok := goal.Of.(*library.Rule); ok && (!goal.Yes || r.Severity != diag.Error) {
		least = 0
	}
	for n := 0; n < ruleTries; n++ {
		full := attempt{settings: make([]setting, len(dims)), wordings: []string{""}}
		if n > 0 {
			full.settings = s.random(dims, 4)
			s.vary(full.settings, found)
		}
		full.settings = overlay(full.settings, enter)
		a := s.try(full, false)
		if !a.taken[goal] || best != nil && len(a.spoken) >= len(best.spoken) {
			continue
		}
		best = s.shrink(a, false, func(b *attempt) bool { return b.taken[goal] && len(b.spoken) <= len(a.spoken) })
		if len(best.spoken) <= least {
			break
		}
		n = max(n, ruleTries*9/10) // the rest may find one with fewer rules
	}
	return best
}

// scanned is dimensions with what they were made from.
func (s *search) scanned(bodies []*language.Body, paths []string) ([]dimension, *scan) {
	found := &scan{lib: s.lib, compared: map[string][]string{}}
	for _, p := range paths {
		found.path(p)
	}
	for _, b := range bodies {
		found.body(b)
	}
	return s.listed(found), found
}

// extreme are answers beside the ordinary ones, for rules about order and size.
var extreme = map[deal.Kind][]string{
	deal.KindInteger: {"2", "12", "100", "-1"}, deal.KindNumber: {"-1", "2", "10", "500"}, deal.KindPercent: {"-5", "20", "60", "150"},
	deal.KindMoney: {"-5", "1", "999999999", "USD 100000"}, deal.KindDate: {"2025-01-01", "2027-02-01", "2028-01-01", "2029-01-01", "2035-01-01", "2060-01-01"},
	deal.KindDuration: {"1d", "6mo", "5y", "30y", "60d"}, deal.KindTriggers: {"[T9]", "[]"},
	deal.KindTerritory: {"[DE]", "[UK]", "[EEA]", "[CN]", "[US, EEA, UK, CN]", "[JP, KR]"},
}

// vary draws anew what has more values than a grid needs: tables, amounts,
// dates.
func (s *search) vary(row []setting, found *scan) {
	for i, set := range row {
		q, ok := s.lib.Schema.Find(set.path)
		if !ok || set.path == "" {
			continue
		}
		text := ""
		switch {
		case q.Kind == deal.KindTable:
			text = s.randomTable(q, found)
		case extreme[q.Kind] != nil && s.rand.below(2) == 0:
			text = one(&s.rand, extreme[q.Kind])
		}
		if v, err := deal.ReadText(q, text, "EUR"); text != "" && err == nil {
			row[i].text, row[i].value = text, v
		}
	}
}

// randomTable is a table of one to three rows.
func (s *search) randomTable(q *deal.Parameter, found *scan) string {
	cells := found.cells(q)
	var rows []string
	for n := range 1 + s.rand.below(3) {
		rows = append(rows, row(q, n+1, func(table, c *deal.Parameter, n int) string {
			i := slices.IndexFunc(q.Columns, func(other deal.Parameter) bool { return other.Path == c.Path })
			from := append(slices.Clone(cells[i]), extreme[c.Kind]...)
			if fit := fittingCell(table, c, n); s.rand.below(3) == 0 || len(from) == 0 {
				return fit
			}
			return one(&s.rand, from)
		}))
	}
	return "[" + strings.Join(rows, ", ") + "]"
}

// write adds a case to those proposed.
func (s *search) write(a *attempt, rules []string, silent string, facts []string) {
	var b strings.Builder
	if len(rules) == 0 && len(a.spoken) > 0 {
		rules = a.spoken
	}
	var variants []string
	if len(a.wordings) > 0 && a.wordings[0] != "" && (len(s.clause.Variants) > 1 || len(rules) > 0) {
		variants = a.wordings
	}
	writeList(&b, keyVariant, variants)
	answers := map[string]string{}
	var with []string
	for _, set := range a.settings {
		if set.with != "" {
			with = append(with, set.with)
		} else if set.path != "" {
			answers[set.path] = s.brief(set)
		}
	}
	writeList(&b, keyWith, with)
	if prints(s.clause) {
		writeList(&b, keyTerms, a.terms)
	}
	writeAnswers(&b, answers)
	var expected []string
	if len(rules) > 0 {
		expected = append(expected, "rules: ["+strings.Join(rules, ", ")+"]")
	}
	if silent != "" {
		expected = append(expected, "silent: ["+silent+"]")
	}
	if len(expected) > 0 {
		fmt.Fprintf(&b, "  %s: {%s}\n", keyExpect, strings.Join(expected, ", "))
	}
	file := wordingFile
	if len(expected) > 0 && len(variants) == 0 {
		file = rulesFile
	}
	s.made = append(s.made, proposal{path.Join("clauses", s.clause.ID, Folder, file), nameLine(s.free(facts)) + b.String()})
}

// nameLine is the line with the name of a case.
func nameLine(name string) string {
	if !plainName.MatchString(name) {
		name = "'" + strings.ReplaceAll(name, "'", "''") + "'"
	}
	return name + ":\n"
}

// plainName matches names that YAML reads as they are.
var plainName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9 ,;.()/…-]*$`)

// writeList writes one of a case's own keys; nothing without a value.
func writeList(b *strings.Builder, key string, values []string) {
	switch len(values) {
	case 0:
	case 1:
		fmt.Fprintf(b, "  %s: %s\n", key, values[0])
	default:
		fmt.Fprintf(b, "  %s: [%s]\n", key, strings.Join(values, ", "))
	}
}

// writeAnswers writes the answers of a case, one group a line.
func writeAnswers(b *strings.Builder, answers map[string]string) {
	if len(answers) == 0 {
		return
	}
	var block strings.Builder
	writeGroup(&block, "", answers, "")
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(block.String()), &doc); err != nil {
		panic(err) // every answer was read before
	}
	for i := 0; i+1 < len(doc.Content[0].Content); i += 2 {
		fmt.Fprintf(b, "  %s: %s\n", doc.Content[0].Content[i].Value, flow(doc.Content[0].Content[i+1]))
	}
}

// flow is a value of YAML on one line.
func flow(n *yaml.Node) string {
	var parts []string
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			parts = append(parts, n.Content[i].Value+": "+flow(n.Content[i+1]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case yaml.SequenceNode:
		for _, c := range n.Content {
			parts = append(parts, flow(c))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 || !plainScalar.MatchString(n.Value) {
		return "'" + strings.ReplaceAll(n.Value, "'", "''") + "'"
	}
	return n.Value
}

// plainScalar matches scalars that mean the same between brackets.
var plainScalar = regexp.MustCompile(`^[A-Za-z0-9.-][A-Za-z0-9 ./%_-]*$`)

// brief is the text of an answer without the cells of tables that are filled
// anyway.
func (s *search) brief(set setting) string {
	table, ok := set.value.(deal.Table)
	if !ok {
		return set.text
	}
	q, _ := s.lib.Schema.Find(set.path)
	rows := make([]string, len(table))
	for n := range table {
		rows[n] = row(q, n+1, func(_, c *deal.Parameter, _ int) string {
			if text := cellText(table[n][c.Path]); text != fittingCell(q, c, n+1) {
				return text
			}
			return ""
		})
		if rows[n] == "{}" {
			rows[n] = "{" + q.Columns[0].Path + ": " + cellText(table[n][q.Columns[0].Path]) + "}"
		}
	}
	return "[" + strings.Join(rows, ", ") + "]"
}

// free is a name that no case of the clause has: as few facts, most telling
// first, as set the case apart.
func (s *search) free(facts []string) string {
	const few = 3
	for n := min(few, len(facts)); n <= len(facts); n++ {
		if name := inOne(facts[:n]); !s.names[name] {
			s.names[name] = true
			return name
		}
	}
	for n := 2; ; n++ {
		if name := fmt.Sprintf("%s (%d)", inOne(facts), n); !s.names[name] {
			s.names[name] = true
			return name
		}
	}
}

func inOne(facts []string) string {
	name := strings.Join(facts, "; ")
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// settled is what sets a case apart: its answers in words.
func (s *search) settled(a *attempt) []string {
	settings := slices.Clone(a.settings)
	slices.SortStableFunc(settings, func(a, b setting) int { return weight(b) - weight(a) })
	var facts []string
	for _, set := range settings {
		if fact := s.inWords(set); fact != "" {
			facts = append(facts, fact)
		}
	}
	if len(facts) == 0 {
		return []string{"The ordinary answers"}
	}
	return facts
}

// weight puts first what says most: chosen words, then other answers, other
// clauses, the style.
func weight(set setting) int {
	if set.with != "" {
		return 1
	}
	if set.path == deal.StylePath || set.path == deal.SidePath {
		return 0
	}
	if _, ok := set.value.(deal.Chosen); ok {
		return 3
	}
	return 2
}

// inWords is a setting as a reader would put it.
func (s *search) inWords(set setting) string {
	if set.with != "" {
		return "beside " + strings.ToLower(s.lib.Clauses[set.with].Title)
	}
	q, ok := s.lib.Schema.Find(set.path)
	if !ok {
		return ""
	}
	what := subject(set.path)
	switch v := set.value.(type) {
	case deal.Chosen:
		switch set.path {
		case deal.StylePath:
			return map[string]string{"us": "style of the United States", "uk": "style of the United Kingdom", "eu-civil": "civil-law style"}[v.Word]
		case deal.SidePath:
			return "drafted for " + v.Word
		}
		return what + " is " + strings.ReplaceAll(v.Word, "-", " ")
	case deal.Flag:
		if bool(v) {
			return "with " + what
		}
		return "without " + what
	case deal.List:
		return quantity(len(v), what, "entry", "entries")
	case deal.Table:
		return quantity(len(v), what, "row", "rows")
	case deal.Territory:
		return what + " is " + strings.Join(v, ", ")
	}
	if set.text == fitting(q) {
		return "with " + what
	}
	return what + " is " + strings.Trim(set.text, "[]'\"")
}

// subject names a parameter in words: its key, after its group where the key
// alone would not tell.
func subject(path string) string {
	keys := strings.Split(strings.ReplaceAll(path, "_", " "), ".")
	group, key := keys[0], keys[len(keys)-1]
	switch {
	case key == "enabled", key == "table", key == "type", key == "mode":
		return group
	case len(keys) == 3 && group == "party": // party.licensor.name
		return "the " + key + " of " + strings.ToUpper(keys[1][:1]) + keys[1][1:]
	case group == "deal", strings.Contains(key, " "):
		return key
	}
	return group + " " + key
}

func quantity(n int, what, one, many string) string {
	switch n {
	case 0:
		return "no " + what
	case 1:
		return "one " + one + " of " + what
	}
	return fmt.Sprintf("%d %s of %s", n, many, what)
}

var (
	action  = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	dots    = regexp.MustCompile(`…[\s…]*…`)
	unnamed = regexp.MustCompile(`^[a-z0-9]*[.…"]|["“”]`)
)

// about names the case of a rule after what the rule says.
func (s *search) about(rule *library.Rule, goal library.Branch, a *attempt) []string {
	if goal.Of == any(rule) && !goal.Yes {
		return []string{rule.ID + " is silent"}
	}
	name := rule.ID + " speaks: " + gist(action.ReplaceAllString(rule.Message.Source(), "…"))
	if goal.Of == any(rule) {
		return []string{name}
	}
	return append([]string{name}, s.settled(a)...)
}

// gist is what a message says first.
func gist(message string) string {
	const few, enough = 4, 14
	message = dots.ReplaceAllString(strings.Join(strings.Fields(message), " "), "…")
	message = unnamed.ReplaceAllString(strings.ReplaceAll(message, " (…)", ""), "")
	var words []string
	for w := range strings.FieldsSeq(message) {
		words = append(words, strings.TrimRight(w, ".:;"))
		if len(words) >= few && strings.TrimRight(w, ".:;") != w || len(words) == enough {
			break
		}
	}
	for len(words) > 1 && dangling[strings.TrimRight(words[len(words)-1], ",")] {
		words = words[:len(words)-1]
	}
	return strings.TrimRight(strings.Join(words, " "), ",")
}

// dangling are words at which no gist ends.
var dangling = map[string]bool{
	"…": true, "a": true, "an": true, "the": true, "of": true, "to": true, "in": true, "is": true, "are": true, "and": true, "or": true, "for": true, "on": true, "by": true,
	"its": true, "be": true, "that": true, "but": true, "as": true, "at": true, "from": true, "has": true, "which": true, "where": true, "with": true, "not": true, "one": true, "no": true, "than": true, "may": true, "can": true, "if": true,
}

// writeGroup writes answers as a deal file does, one group under another.
func writeGroup(b *strings.Builder, prefix string, answers map[string]string, indent string) {
	var keys []string
	for path := range answers {
		if rest, ok := strings.CutPrefix(path, prefix); ok {
			key, _, _ := strings.Cut(rest, ".")
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		if value, ok := answers[prefix+key]; ok {
			fmt.Fprintf(b, "%s%s: %s\n", indent, key, value)
			continue
		}
		fmt.Fprintf(b, "%s%s:\n", indent, key)
		writeGroup(b, prefix+key+".", answers, indent+"  ")
	}
}
