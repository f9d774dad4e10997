package cases

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// dimension is one thing that a clause's text can depend on, with the settings
// that matter: an answer, a variant, another clause.
type dimension struct {
	name     string
	settings []setting
}

// setting is what a dimension is set to. The zero setting leaves it alone.
type setting struct {
	path, text string     // an answer, as a deal file would hold it
	value      deal.Value // the same, read
	with       string     // another clause in the draft
}

// structural lists the dimensions of a clause's texts: the answers that its
// conditions and loops look at, the clauses that it asks for, and the style.
// The variant is none of them: a row is tried in all of them.
func (r *runner) structural(c *library.Clause) []dimension {
	list := r.dimensions(decidingBodies(r.lib, c), []string{deal.StylePath, deal.SidePath})
	return slices.DeleteFunc(list, func(d dimension) bool { return d.name == withClause(c.ID) }) // it is in, whatever it asks
}

// withClause names the dimension of another clause in the draft.
func withClause(id string) string { return "with " + id }

// dimensions lists what the bodies look at, and the paths given.
func (r *runner) dimensions(bodies []*language.Body, paths []string) []dimension {
	s := &scan{lib: r.lib, compared: map[string][]string{}}
	for _, p := range paths {
		s.path(p)
	}
	for _, b := range bodies {
		s.body(b)
	}
	return r.listed(s)
}

// listed makes dimensions of what a scan found.
func (r *runner) listed(s *scan) []dimension {
	var list []dimension
	for _, path := range s.paths {
		if d := r.answers(path, s); len(d.settings) > 1 {
			list = append(list, d)
		}
	}
	for _, id := range s.clauses {
		list = append(list, dimension{withClause(id), []setting{{}, {with: id}}})
	}
	return list
}

// scan collects what texts look at.
type scan struct {
	lib      *library.Library
	paths    []string
	clauses  []string
	compared map[string][]string // parameter or column -> what it is compared with
}

func (s *scan) path(path string) {
	if _, ok := s.lib.Schema.Find(path); ok && !slices.Contains(s.paths, path) {
		s.paths = append(s.paths, path)
	}
}

func (s *scan) body(b *language.Body) {
	for _, u := range b.Uses() {
		s.path(u.Question())
	}
	for _, c := range b.Calls() {
		switch {
		case c.Name == "has" && len(c.Args) > 0 && !slices.Contains(s.clauses, c.Args[0]):
			s.clauses = append(s.clauses, c.Args[0])
		case c.Name == "given" && len(c.Args) > 0:
			s.given(c.Args[0])
		}
	}
	for _, p := range s.lib.Relied(b) {
		if !slices.Contains(s.clauses, p.Clause.ID) {
			s.clauses = append(s.clauses, p.Clause.ID)
		}
		if p.When != nil {
			s.body(p.When)
		}
	}
	for path, texts := range compared(b) {
		for _, text := range texts {
			if !slices.Contains(s.compared[path], text) {
				s.compared[path] = append(s.compared[path], text)
			}
		}
	}
}

// given adds a parameter, or the first of a group, which brings the group.
func (s *scan) given(path string) {
	if !s.lib.Schema.HasGroup(path) {
		s.path(path)
		return
	}
	for _, p := range s.lib.Schema.Parameters {
		if strings.HasPrefix(p.Path, path+".") {
			s.path(p.Path)
			return
		}
	}
}

// answers is the dimension of one question.
func (r *runner) answers(path string, s *scan) dimension {
	q, _ := r.lib.Schema.Find(path)
	d := dimension{name: path, settings: []setting{{}}}
	if q.Kind == deal.KindChoice || q.Kind == deal.KindFlag && q.Default == "" && !q.Optional {
		d.settings = nil // one of the words it is
	}
	texts := s.candidates(q)
	if q.Kind == deal.KindTable {
		texts = s.tables(q)
	}
	for _, text := range texts {
		v, err := deal.ReadText(q, text, "EUR")
		if err != nil {
			continue
		}
		d.settings = append(d.settings, setting{path: path, text: text, value: v})
	}
	return d
}

// ordinary are answers of each kind at which conditions often turn.
var ordinary = map[deal.Kind][]string{
	deal.KindFlag: {"true", "false"}, deal.KindInteger: {"0", "1", "3"}, deal.KindNumber: {"0", "1", "1000"}, deal.KindPercent: {"0", "50", "100"},
	deal.KindMoney: {"0", "100000"}, deal.KindDate: {"2030-06-30"}, deal.KindDuration: {"30d", "2y", "10bd"}, deal.KindParty: {"licensor", "licensee"},
	deal.KindTerritory: {"[US]", "[EEA, UK]", "[WORLD]"}, deal.KindTriggers: {"[T1]", "[T1, T2]"}, deal.KindReference: {"grant-back"},
}

// candidates are answers to a question that conditions may tell apart: its
// words, ordinary answers of its kind, and what texts compare answers with.
func (s *scan) candidates(q *deal.Parameter) []string {
	constants := s.compared[q.Path]
	var list []string
	add := func(text string) {
		if text != "" && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	for _, c := range q.Choices {
		add(quoted(c.Word))
	}
	switch q.Kind {
	case deal.KindChoice:
	case deal.KindText, deal.KindLongText:
		add(fitting(q))
		for _, text := range constants {
			if sample := sampleOf(text); isWords.MatchString(sample) {
				add(quoted(sample))
			}
			if isPattern(text) { // and what it may not match
				for _, other := range []string{"company", "a company", "English company", "university"} {
					add(other)
				}
			}
		}
	case deal.KindList:
		name := nameOf(q.Path)
		add("[]")
		var words []string
		for _, c := range q.Choices {
			words = append(words, quoted(c.Word))
		}
		for _, text := range slices.Concat(constants, s.compared["."]) {
			if sample := sampleOf(text); isWords.MatchString(sample) && !slices.Contains(words, quoted(sample)) {
				words = append(words, quoted(sample))
			}
		}
		if len(words) > 0 {
			add("[" + strings.Join(words, ", ") + "]")
			add("[" + words[0] + "]")
			add("[" + words[len(words)-1] + "]")
		}
		add("[" + quoted("the "+name) + "]")
		add("[" + quoted("the first of the "+name) + ", " + quoted("the second of the "+name) + ", " + quoted("the third of the "+name) + "]")
	default:
		for _, text := range ordinary[q.Kind] {
			add(text)
		}
		for _, text := range constants {
			if numberPattern.MatchString(text) && (q.Kind == deal.KindInteger || q.Kind == deal.KindNumber || q.Kind == deal.KindPercent) {
				add(text)
			}
		}
	}
	return list
}

var numberPattern = regexp.MustCompile(`^\d{1,6}(\.\d+)?$`)

// tables are answers to a table: none, one row, and as many rows as a column
// has candidates, each row with the next of every column.
func (s *scan) tables(q *deal.Parameter) []string {
	cells, most := s.cells(q), 2
	for _, texts := range cells {
		most = max(most, min(len(texts), 5))
	}
	list := []string{"[]", "[" + rowText(q, 1, fittingCell) + "]"}
	var rows []string
	for n := range most {
		rows = append(rows, rowText(q, n+1, func(table, c *deal.Parameter, n int) string {
			i := slices.IndexFunc(q.Columns, func(other deal.Parameter) bool { return other.Path == c.Path })
			structural := c.Kind == deal.KindChoice || c.Kind == deal.KindFlag || c.Kind == deal.KindParty
			switch {
			case structural && len(cells[i]) > 0:
				return cells[i][(n-1)%len(cells[i])]
			case c.Optional && n%2 == 0 && len(cells[i]) > 0:
				return cells[i][0]
			}
			return fittingCell(table, c, n)
		}))
	}
	return append(list, "["+strings.Join(rows, ", ")+"]")
}

// cells are the candidates of each column.
func (s *scan) cells(q *deal.Parameter) [][]string {
	cells := make([][]string, len(q.Columns))
	for i, c := range q.Columns {
		cells[i] = s.candidates(&c)
		if c.Kind == deal.KindText || c.Kind == deal.KindLongText {
			for _, text := range s.compared[q.Path] {
				if sample := sampleOf(text); isWords.MatchString(sample) && !slices.Contains(cells[i], quoted(sample)) {
					cells[i] = append(cells[i], quoted(sample))
				}
			}
		}
	}
	return cells
}

// isWords matches texts that can stand as an answer in a sentence.
var isWords = regexp.MustCompile(`^[\pL\pN].*[\pL\pN]$`)

// sampleOf is a text that a constant stands for: one that matches it if it is
// a pattern, else the constant itself.
func sampleOf(constant string) string {
	if !isPattern(constant) {
		return strings.TrimSpace(constant)
	}
	tree, err := syntax.Parse(constant, syntax.Perl)
	if err != nil {
		return ""
	}
	text := matching(tree.Simplify())
	if m, err := regexp.MatchString(constant, strings.TrimSpace(text)); err != nil || !m {
		return ""
	}
	return strings.TrimSpace(text)
}

// isPattern reports whether a constant is a regular expression.
func isPattern(constant string) bool { return strings.ContainsAny(constant, `^$()[]|\*+?`) }

// matching is a short text that a pattern matches.
func matching(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1] && r < 0x7f; r++ {
				if r == ' ' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
					return string(r)
				}
			}
		}
		return " "
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "x"
	case syntax.OpCapture, syntax.OpPlus:
		return matching(re.Sub[0])
	case syntax.OpRepeat:
		return strings.Repeat(matching(re.Sub[0]), re.Min)
	case syntax.OpConcat:
		var b strings.Builder
		for _, sub := range re.Sub {
			b.WriteString(matching(sub))
		}
		return b.String()
	case syntax.OpAlternate:
		shortest := matching(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			if text := matching(sub); len(shortest) == 0 || len(text) > 0 && len(text) < len(shortest) && len(shortest) == 1 {
				shortest = text
			}
		}
		return shortest
	}
	return ""
}

// set builds a case of a clause from settings.
func (r *runner) set(c *library.Clause, settings []setting) *Case {
	out := &Case{Clause: c.ID, File: "clauses/" + c.ID, deal: r.empty.Clone()}
	if t := listing(r.lib, c.ID); len(t) > 0 {
		out.Template = t[0].ID
	}
	for _, s := range settings {
		switch {
		case s.with != "":
			out.With = append(out.With, s.with)
		case s.path != "":
			out.deal.Fill(s.path, s.value)
		}
	}
	if prints(c) {
		out.Terms = r.lib.Terms()
	}
	return out
}

// prints reports whether the clause prints the compiled definitions.
func prints(c *library.Clause) bool {
	for _, v := range c.Variants {
		if slices.ContainsFunc(v.Body.Calls(), func(call language.Call) bool { return call.Name == "definitions" }) {
			return true
		}
	}
	return false
}

// describe names settings for a message: answers in the words of a deal file.
func describe(settings []setting) string {
	var parts []string
	for _, s := range settings {
		switch {
		case s.with != "":
			parts = append(parts, "with "+s.with)
		case s.path != "":
			parts = append(parts, fmt.Sprintf("%s: %s", s.path, s.text))
		}
	}
	return strings.Join(parts, ", ")
}

// enter finds settings with which a clause enters a draft: none are needed if it
// always does.
func (r *runner) enter(c *library.Clause) []setting {
	if c.When == nil || len(listing(r.lib, c.ID)) == 0 {
		return nil
	}
	dims := r.dimensions([]*language.Body{c.When}, nil)
	rand := splitmix(1)
	row := make([]setting, len(dims))
	for range 200 {
		if out := r.alone(r.set(c, row), "", false, false); out.choice.Taken {
			return row
		}
		for i, d := range dims {
			row[i] = pick(&rand, d.settings)
		}
	}
	return nil
}

// overlay replaces the settings of a row that others contradict.
func overlay(row, others []setting) []setting {
	for _, o := range others {
		if o == (setting{}) {
			continue
		}
		i := slices.IndexFunc(row, func(s setting) bool { return s.path == o.path && s.with == o.with })
		if i < 0 {
			row = append(row, o)
		} else {
			row[i] = o
		}
	}
	return row
}

// gridRows are the settings that the grid tries for a clause: all pairs of its
// dimensions, with what makes the clause enter.
func gridRows(dimensions []dimension, enter []setting) [][]setting {
	sizes := make([]int, len(dimensions))
	for i, d := range dimensions {
		sizes[i] = len(d.settings)
	}
	if len(sizes) == 0 {
		return [][]setting{enter}
	}
	var rows [][]setting
	for _, picked := range pairs(sizes) {
		row := make([]setting, len(picked))
		for i, v := range picked {
			row[i] = dimensions[i].settings[v]
		}
		row = overlay(row, enter)
		rows = append(rows, row)
	}
	return rows
}

// grid tries one row in every variant of the clause and tells what is wrong.
func (r *runner) grid(c *library.Clause, settings []setting) []finding {
	var found []finding
	one := r.set(c, settings)
	if one.Template == "" {
		return nil
	}
	for _, v := range c.Variants {
		out := r.alone(one, v.Name, false, true)
		problems := out.problems
		if out.doc != nil {
			problems = append(problems, r.leftovers(one.at(""), out.doc)...)
		}
		for _, p := range problems {
			found = append(found, finding{p, "variant " + v.Name + ", " + describe(settings)})
		}
	}
	return found
}
