package assemble

import (
	"slices"

	"clausewright/internal/choose"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// keyTerm writes the term of a row of the key terms. Where the row defines it, the
// library's definition is not printed.
func (e *engine) keyTerm(k library.KeyTerm) {
	term := e.spelled(k.Term)
	c, template := e.choices.Find(k.Clause), e.choices.Template // neither where a case prints the key terms alone
	inFull := c != nil && c.By == nil && template != nil && template.StandIn(k.Clause) != nil
	if !k.Defines || inFull { // in full, the clause says what it means
		e.out.Put(markdown.Words(term), markdown.Place{})
		return
	}
	e.defined[k.Term] = true
	var singular []string
	for _, d := range e.lib.Definitions {
		for _, form := range d.Forms {
			if d.Term == k.Term && document.Plural(form) == d.Term {
				singular = append(singular, e.spelled(form))
			}
		}
	}
	e.out.Put(markdown.Defined(term, singular...), markdown.Place{Wording: k.Value})
}

// keyTerms writes the table of key terms with a reference to the clause of each,
// unless a clause of the draft prints them.
func (e *engine) keyTerms(t *library.Template) {
	rows := e.rowsTaken(t)
	prints := func(c *choose.Choice) bool { return c.Printed() && c.Variant.Body.Prints("key_terms") }
	if len(rows) == 0 || slices.ContainsFunc(e.choices.List, prints) {
		return
	}
	e.out.Division(document.Part, document.KeyTermsPart, "Key Terms")
	e.out.Table(document.KeyTermsTable, "Key term", "Agreed", "Provision")
	for _, row := range rows {
		e.row(row, markdown.ReferenceTo(row[0].Target))
	}
	e.out.End()
}

// KeyTerms writes the table of key terms under two heads, without references.
func (e *engine) KeyTerms(label, value string) (language.Markup, error) {
	e.out.Table(document.KeyTermsTable, markdown.Words(e.spelled(label)), markdown.Words(e.spelled(value)))
	for _, row := range e.rowsTaken(e.choices.Template) {
		e.row(row)
	}
	return "", nil
}

// rowsTaken lists the key terms that hold, those of one label together.
func (e *engine) rowsTaken(t *library.Template) [][]library.KeyTerm {
	var rows [][]library.KeyTerm
	for _, k := range t.KeyTerms {
		if !e.choosing.In(k.Clause) || !e.holds(k.When) {
			continue
		}
		if last := len(rows) - 1; last >= 0 && rows[last][0].Term == k.Term {
			rows[last] = append(rows[last], k)
			continue
		}
		rows = append(rows, []library.KeyTerm{k})
	}
	return rows
}

// row writes key terms of one label, their values one after the other, and
// further cells.
func (e *engine) row(terms []library.KeyTerm, further ...string) {
	e.out.RowAround(func() { e.keyTerm(terms[0]) }, func() {
		for i, k := range terms {
			if i > 0 {
				e.out.Put(" ", markdown.Place{Wording: k.Value})
			}
			e.run(k.Value, wording{e})
		}
	}, further...)
}
