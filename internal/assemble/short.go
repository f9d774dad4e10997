package assemble

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
)

// A short form never says less than the deal does: what it leaves to its full form
// is refused where the deal answers it.

// NotCarried is the rule of what a short form does not say.
const NotCarried = "not-carried"

// withheld reports answers that bring a clause which the template leaves to its full
// form, and cells and words of answers that it does not carry.
func (e *engine) withheld() {
	for _, n := range e.choices.Template.NotCarried {
		switch c := e.lib.Clauses[n.Key]; {
		case n.Harmless:
		case c != nil:
			e.withheldClause(n, c)
		case e.isQuestion(n.Key):
			e.withheldWords(n)
		default:
			e.withheldCells(n)
		}
	}
}

// isQuestion reports whether a path is that of a question, and not of a column.
func (e *engine) isQuestion(path string) bool {
	_, ok := e.lib.Schema.Find(path)
	return ok
}

func (e *engine) withheldClause(n *library.NotCarried, c *library.Clause) {
	if e.choices.Find(n.Key) != nil || e.choosing.Omission(n.Key) != nil || e.choosing.Holds(c.When) != condition.Yes {
		return
	}
	for _, r := range e.choosing.Why(condition.Of(c.When)) {
		if r.From == "answer" && r.Pos.Line > 0 && (e.lib.Schema.HasGroup(r.Path) || e.says(r.Path)) {
			p := e.problems.Errorf(r.Pos, NotCarried, "this form does not have clause %q, which this answer brings: %s", n.Key, n.Why).WithPath(r.Path).
				WithHint("%s", choose.WayOutOf(e.choices.Template, n.Key))
			p.About = n.Key
			return
		}
	}
}

// withheldWords reports an answer with a word that the template does not carry.
func (e *engine) withheldWords(n *library.NotCarried) {
	v, answered := e.deal.Answer(n.Key)
	if !answered || len(n.Words) == 0 || !e.short(n.Key) || !e.says(n.Key) {
		return
	}
	for i, word := range wordsOf(v) {
		if slices.Contains(n.Words, word) {
			pos := e.deal.Pos(n.Key)
			if _, list := v.(deal.List); list {
				pos = e.deal.Pos(fmt.Sprintf("%s[%d]", n.Key, i+1))
			}
			e.refuse(pos, n, "%q", word)
			return
		}
	}
}

// wordsOf are the words of a choice, or of a list of them.
func wordsOf(v deal.Value) []string {
	switch v := v.(type) {
	case deal.Chosen:
		return []string{v.Word}
	case deal.List:
		var words []string
		for _, item := range v {
			words = append(words, item.Raw())
		}
		return words
	}
	return nil
}

// withheldCells reports a cell in a column that the template does not carry, or with
// a word of it.
func (e *engine) withheldCells(n *library.NotCarried) {
	table, column := deal.CutLast(n.Key)
	v, _ := e.deal.Answer(table)
	rows, ok := v.(deal.Table)
	if !ok || !e.short(table) {
		return
	}
	for i, row := range rows {
		cell, _ := row[column].(deal.Value)
		pos := e.deal.Pos(fmt.Sprintf("%s[%d].%s", table, i+1, column))
		switch _, none := cell.(deal.None); {
		case cell == nil || none:
		case len(n.Words) == 0:
			e.refuse(pos, n, "the column %q", column)
			return
		case slices.ContainsFunc(wordsOf(cell), func(word string) bool { return slices.Contains(n.Words, word) }):
			e.refuse(pos, n, "%q", cell.Raw())
			return
		}
	}
}

// short reports whether a compound clause says what the clause that asks a question
// says in the full form.
func (e *engine) short(path string) bool {
	p, ok := e.lib.Schema.Find(path)
	if !ok {
		return false
	}
	c := e.choices.Find(p.Clause)
	return c != nil && c.By != nil
}

// refuse reports what a form does not carry.
func (e *engine) refuse(pos diag.Position, n *library.NotCarried, format string, args ...any) {
	path := n.Key
	if !e.isQuestion(path) {
		path, _ = deal.CutLast(path)
	}
	p, _ := e.lib.Schema.Find(path)
	e.problems.Errorf(pos, NotCarried, "this form does not carry %s: %s", fmt.Sprintf(format, args...), strings.TrimSuffix(n.Why, ".")).WithPath(path).
		WithHint("%s", choose.WayOutOf(e.choices.Template, p.Clause))
}
