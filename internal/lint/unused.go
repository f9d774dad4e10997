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

// ownQuestions reports questions at which the program itself looks for more than drafts,
// and whose answers it will not understand.
func (l *linter) ownQuestions() {
	for _, p := range l.lib.Schema.Parameters {
		if err := p.CheckOwn(); err != nil {
			l.once(p.Pos, diag.Warning, "own-question", "%s", err).WithHint("ask it so, or call it otherwise")
		}
	}
}

// unused reports questions whose answer has no effect, and clauses that no
// template prints.
func (l *linter) unused() {
	own := deal.OwnPaths()
	paths, groups, columns := l.names()
	for _, p := range l.lib.Schema.Parameters {
		used := paths[p.Path] || slices.Contains(own, p.Path)
		for group := groupOf(p.Path); group != ""; group = groupOf(group) {
			used = used || groups[group]
		}
		if !used {
			l.once(p.Pos, diag.Warning, "unused-parameter", "the answer to %q has no effect: no wording, condition, default or rule looks at it", p.Path).
				WithHint("use it, or take the question out")
			continue
		}
		for _, c := range p.Columns {
			if !columns[c.Path] {
				l.once(c.Pos, diag.Warning, "unused-parameter", "nothing looks at the column %q of %q", c.Path, p.Path).
					WithHint("use it, or take the column out")
			}
		}
	}
	if len(l.lib.Templates) == 0 {
		return
	}
	for _, id := range l.lib.ClauseIDs() {
		if !slices.ContainsFunc(l.lib.TemplateIDs(), func(t string) bool { return l.lib.Templates[t].Lists(id) }) {
			l.once(l.lib.Clauses[id].Pos, diag.Warning, "unlisted-clause", "clause %q is in no template", id).
				WithHint("list it in an article of a template, or take its folder out")
		}
	}
}

// names collects the parameters that something looks at, the groups that are
// handed over as a whole, and every name that may be a column.
func (l *linter) names() (paths, groups, columns map[string]bool) {
	paths, groups, columns = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, b := range l.lib.Bodies() {
		for _, u := range b.Uses() {
			if u.Table != "" {
				columns[u.Path] = true
				continue
			}
			if _, ok := l.lib.Schema.Find(u.Path); !ok {
				groups[u.Path] = true
			}
			paths[u.Path] = true
		}
		for _, a := range b.Asks() {
			if a.Path != "" {
				paths[a.Path] = true
			}
		}
		noteColumns(b, columns)
	}
	for _, id := range l.lib.ClauseIDs() {
		for _, r := range l.lib.Clauses[id].Rules() {
			paths[r.Each] = true
		}
		for _, d := range l.lib.Clauses[id].Dates() {
			paths[d.Each] = true
		}
	}
	return paths, groups, columns
}

// noteColumns notes the words of a text that may name a column of a row that it has in
// hand: texts between quotes, and what follows a variable or a row looked up.
func noteColumns(b *language.Body, columns map[string]bool) {
	condition.EachPipe(b, func(p *parse.PipeNode, _ condition.Scope) {
		for _, arg := range p.Cmds[len(p.Cmds)-1].Args {
			switch a := arg.(type) {
			case *parse.StringNode:
				columns[a.Text] = true
			case *parse.VariableNode:
				if len(a.Ident) > 1 {
					columns[a.Ident[1]] = true
				}
			case *parse.ChainNode:
				columns[a.Field[0]] = true
			}
		}
	})
}

// circularDefaults reports defaults that need each other.
func (l *linter) circularDefaults() {
	needs := func(path string) []string {
		var list []string
		if b := l.lib.Default(path); b != nil {
			for _, u := range b.Uses() {
				if u.Table == "" {
					list = append(list, u.Path)
				}
			}
		}
		return list
	}
	for _, p := range l.lib.Schema.Parameters {
		if chain := cycle(p.Path, needs); chain != nil {
			l.once(l.lib.Default(p.Path).Start(), diag.Error, "circular-default", "the default of %q depends on itself: %s", p.Path, strings.Join(chain, " → "))
		}
	}
}

// cycle is a way from a name back to itself; nil if there is none.
func cycle(start string, next func(string) []string) []string {
	seen := map[string]bool{}
	var way func(name string) []string
	way = func(name string) []string {
		for _, n := range next(name) {
			if n == start {
				return []string{name, start}
			}
			if !seen[n] {
				seen[n] = true
				if rest := way(n); rest != nil {
					return append([]string{name}, rest...)
				}
			}
		}
		return nil
	}
	return way(start)
}

// defaultClauses reports defaults that name a clause which is not there, and
// defaults that ask which clauses are in a draft.
func (l *linter) defaultClauses() {
	fixed := l.lib.FixedDefaults("", "")
	for _, p := range l.lib.Schema.Parameters {
		if id, ok := fixed[p.Path].(deal.Reference); ok && l.lib.Clauses[string(id)] == nil && !l.lost {
			l.once(p.Pos, diag.Error, library.UnknownClause, "the default of %q names the clause %q, which is not there", p.Path, string(id))
		}
		b := l.lib.Default(p.Path)
		if b == nil {
			continue
		}
		for _, c := range b.Calls() {
			if language.Find(c.Name).AfterChoice {
				l.once(b.Position(c.Offset), diag.Error, "wrong-default", "%s cannot be used in a default: the clauses are chosen after the defaults are known", c.Name)
			}
		}
	}
}

// groupOf is the group in which a question or group stands.
func groupOf(path string) string { return path[:max(0, strings.LastIndexByte(path, '.'))] }
