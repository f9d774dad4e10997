package lint

import (
	"slices"
	"strings"
	"text/template/parse"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// A short form decides about everything that its full form says: it says it too, or
// says that it does not carry it, and why. What is added to the full form is so
// decided about before any deal finds out.

// parities holds each short form to its full form.
func (l *linter) parities() {
	for _, id := range l.lib.TemplateIDs() {
		l.parity(l.lib.Templates[id])
	}
}

// parity reports what the full form of a template says and the template does not
// decide about.
func (l *linter) parity(t *library.Template) {
	full := l.lib.Templates[t.FullForm]
	if full == nil {
		return
	}
	for _, id := range full.Order() {
		if c := l.lib.Clauses[id]; c != nil && !t.Lists(id) && t.Withholds(id) == nil {
			l.once(c.Pos, diag.Warning, "not-decided", "template %q does not decide about clause %q", t.ID, id).
				WithHint("list it, let a compound clause stand for it, or give under not_carried the reason why the form does without it").See(t.Pos, "the short form")
		}
	}
	inShort, inFull := newSays(l.lib, l.shortTexts(t)), newSays(l.lib, l.fullTexts(t, full))
	for _, p := range l.lib.Schema.Parameters {
		l.decided(t, p, p.Path, inShort, inFull)
		for i := range p.Columns {
			l.decided(t, &p.Columns[i], p.Path+"."+p.Columns[i].Path, inShort, inFull)
		}
	}
	for _, id := range t.Order() {
		if by := t.StandIn(id); by != nil && l.lib.Clauses[id].When != nil && !newSays(l.lib, l.lib.Clauses[by.By].Printing()).asks[id] {
			l.once(by.Pos, diag.Error, "stands-for", "clause %q says the same whether %q is in the draft or not", by.By, id).
				WithHint("guard what it says of it: {{if short %q}} … {{end}}", id)
		}
	}
}

// decided reports a question, or a column of a table, that the full form says and the
// short form does not decide about; and words of a choice likewise.
func (l *linter) decided(t *library.Template, p *deal.Parameter, path string, inShort, inFull *says) {
	clause := p.Clause
	if clause == "" { // a column
		table, _ := deal.CutLast(path)
		q, _ := l.lib.Schema.Find(table)
		if clause = q.Clause; t.Withholds(table) != nil || !inShort.paths[table] {
			return // told of the table
		}
	}
	if !inFull.paths[path] || t.Withholds(path) != nil || t.Withholds(clause) != nil {
		return
	}
	missing, left := undecided(t, p, path, inShort, inFull)
	switch {
	case len(p.Choices) > 0 && left <= 1: // the other words are given up, or told apart
	case !inShort.paths[path]:
		l.once(p.Pos, diag.Warning, "not-decided", "template %q does not say %s", t.ID, path).
			WithHint("print it in a compound clause, or give under not_carried the reason why the form does without it").See(t.Pos, "the short form")
	case len(missing) > 0 && !inShort.printed[path]:
		l.once(p.Pos, diag.Warning, "not-decided", "template %q says the same for %s of %s as for other words", t.ID, strings.Join(missing, ", "), path).
			WithHint("tell them apart in a compound clause, or list them under not_carried").See(t.Pos, "the short form")
	}
}

// undecided lists the words of a choice that the full form tells from others, and the
// short form neither does nor gives up. left is how many words it takes for the same.
func undecided(t *library.Template, p *deal.Parameter, path string, inShort, inFull *says) (missing []string, left int) {
	for _, c := range p.Choices {
		if t.GivesUp(path, c.Word) || inShort.words[path][c.Word] {
			continue
		}
		if left++; inFull.words[path][c.Word] {
			missing = append(missing, c.Word)
		}
	}
	return missing, left
}

// fullTexts are the texts of the full form that a compound clause has to say, and its
// own.
func (l *linter) fullTexts(t, full *library.Template) []*language.Body {
	list := ownTexts(full)
	for _, id := range full.Order() {
		if c := l.lib.Clauses[id]; c != nil && t.StandIn(id) != nil {
			list = append(list, c.Printing()...)
		}
	}
	return list
}

// ownTexts are the texts of a template itself that a draft prints, and the conditions
// that decide about them.
func ownTexts(t *library.Template) []*language.Body {
	return slices.DeleteFunc(t.Bodies(), func(b *language.Body) bool { return b == t.Customary })
}

// shortTexts are the texts that a short form prints.
func (l *linter) shortTexts(t *library.Template) []*language.Body {
	list := ownTexts(t)
	for _, id := range t.Order() {
		c := l.lib.Clauses[id]
		switch {
		case c == nil:
		case t.Prints(id):
			list = append(list, c.Printing()...)
		default:
			for _, s := range c.Schedules {
				if slices.Contains(t.Schedules, s.ID) {
					list = append(list, s.Body)
				}
			}
		}
	}
	for _, d := range l.lib.Definitions {
		list = append(list, d.Body)
	}
	return list
}

// says is what texts say of answers.
type says struct {
	paths   map[string]bool            // questions, groups' questions and "table.column" that a text names
	printed map[string]bool            // whose value it prints
	words   map[string]map[string]bool // by question: the words that it tells from others
	asks    map[string]bool            // clauses of which it asks whether they are in the draft
}

func newSays(lib *library.Library, texts []*language.Body) *says {
	s := &says{map[string]bool{}, map[string]bool{}, map[string]map[string]bool{}, map[string]bool{}}
	for _, b := range texts {
		if b != nil {
			s.names(lib, b)
			s.reads(b.Tree(), condition.ScopeOf(b))
		}
	}
	return s
}

// names notes what a text names.
func (s *says) names(lib *library.Library, b *language.Body) {
	columns := map[string]bool{}
	for _, u := range b.Uses() {
		switch {
		case u.Table == "?":
			columns[u.Path] = true
		case u.Table != "":
			s.paths[u.Table], s.paths[u.Table+"."+u.Path] = true, true
		case lib.Schema.HasGroup(u.Path):
			for _, p := range lib.Schema.Under(u.Path) {
				s.paths[p.Path] = true
			}
		default:
			s.paths[u.Path] = true
		}
	}
	for _, c := range b.Calls() {
		for _, word := range c.Args {
			columns[word] = true
		}
	}
	for _, a := range b.Asks() {
		if a.Clause != "" {
			s.asks[a.Clause] = true
		}
	}
	noteColumns(b, columns)
	for _, u := range b.Uses() {
		if p, ok := lib.Schema.Find(u.Question()); ok {
			for i := range p.Columns {
				if columns[p.Columns[i].Path] {
					s.paths[p.Path+"."+p.Columns[i].Path] = true
				}
			}
		}
	}
}

// reads notes what a text prints, and the words by which it decides.
func (s *says) reads(list *parse.ListNode, in condition.Scope) {
	if list == nil {
		return
	}
	for _, node := range list.Nodes {
		switch n := node.(type) {
		case *parse.ActionNode:
			s.value(n.Pipe, in)
		case *parse.IfNode:
			s.condition(condition.Read(n.Pipe, in))
			s.reads(n.List, in)
			s.reads(n.ElseList, in)
		case *parse.RangeNode:
			s.value(n.Pipe, in)
			inner := in
			inner.Loop = n.Pos
			s.reads(n.List, inner)
			s.reads(n.ElseList, in)
		}
	}
}

// value notes the answers that a pipeline names, which prints them or calculates
// with them.
func (s *says) value(p *parse.PipeNode, in condition.Scope) {
	for _, c := range p.Cmds {
		for _, arg := range c.Args {
			if path := in.Path(arg); path != "" {
				s.printed[path] = true
			} else if inner, ok := arg.(*parse.PipeNode); ok {
				s.value(inner, in)
			}
		}
	}
}

// condition notes the words that a condition tells from others.
func (s *says) condition(e condition.Expr) {
	note := func(path, word string) {
		if s.words[path] == nil {
			s.words[path] = map[string]bool{}
		}
		s.words[path][word] = true
	}
	switch e := e.(type) {
	case condition.All:
		for _, part := range e {
			s.condition(part)
		}
	case condition.Any:
		for _, part := range e {
			s.condition(part)
		}
	case condition.Not:
		s.condition(e.Of)
	case condition.Compare:
		if word, ok := e.Right.Constant.(string); ok && e.Left.Path != "" {
			note(e.Left.Path, word)
		}
	case condition.Includes:
		note(e.Path, e.Word)
	}
}
