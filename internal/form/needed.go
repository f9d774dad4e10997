package form

import (
	"slices"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/library"
)

// needed states, for each clause of a template, the answers that it cannot do
// without: under no condition or under one that a schema can state, and unless
// the deal leaves the clause out. An optional answer that a wording turns out
// to print, and a default that cannot be worked out, are beyond a schema.
func (s *schema) needed(t *library.Template, several bool) []any {
	a := questionsOf(s.lib, t)
	n := &needs{templateQuestions: a, unanswered: emptyDeal(a).choices}
	var rules []any
	for _, c := range clausesOf(s.lib, t) {
		answers := object{}
		for _, q := range t.CarriedBy(c) {
			if !q.Optional && q.Default == "" {
				answers = merge(answers, within(q.Path, nil))
			}
		}
		when := n.enters(c)
		if len(answers) == 0 || when.schema == nil {
			continue
		}
		holds := when.schema
		if several {
			holds = allOf(within("template", object{{"const", t.ID}}), holds)
		}
		rules = append(rules, object{{"description", "Clause " + c.ID}, {"if", holds}, {"then", answers}})
	}
	return rules
}

// needs turns the conditions of a template's clauses into schemas.
type needs struct {
	*templateQuestions
	unanswered condition.Facts // of a deal that answers nothing
	deciding   []string
}

// statement is a condition as a schema, which accepts only deals for which the
// condition holds; exact if it accepts all of them. The zero statement says
// that there is no such schema.
type statement struct {
	schema object
	exact  bool
}

// The statements of what always and never holds.
var (
	always = statement{object{}, true}
	never  = statement{notThat(object{}), true}
)

// enters states that a clause is in the draft.
func (n *needs) enters(c *library.Clause) statement {
	if slices.Contains(n.deciding, c.ID) {
		return statement{}
	}
	n.deciding = append(n.deciding, c.ID)
	defer func() { n.deciding = n.deciding[:len(n.deciding)-1] }()
	return n.state(choose.Enters(n.lib, n.template, c.ID))
}

// leavesOut accepts deals that leave a clause out.
func leavesOut(id string) object {
	return anyOf(names(deal.OmitPath, id), within(deal.OmitPath, object{{"type", "object"}, {"required", []string{id}}}))
}

// names accepts deals that name a clause in a list.
func names(list, id string) object {
	return within(list, anyOf(object{{"const", id}}, object{{"type", "array"}, {"contains", object{{"const", id}}}}))
}

func (n *needs) state(e condition.Expr) statement {
	switch e := e.(type) {
	case condition.All:
		return all(n.states(e))
	case condition.Any:
		return atLeastOne(n.states(e))
	case condition.Not:
		if inner := n.state(e.Of); inner.exact {
			return statement{notThat(inner.schema), true}
		}
		if c, ok := e.Of.(condition.Compare); ok {
			return n.leftOut(c)
		}
	case condition.Omitted:
		return statement{leavesOut(e.Clause), true}
	case condition.Wanted:
		return statement{anyOf(names(deal.AddPath, e.Clause), names(deal.FullPath, e.Clause)), true}
	case condition.Given:
		return n.given(e.Path)
	case condition.Has:
		if c := n.lib.Clauses[e.Clause]; c != nil {
			return n.enters(c)
		}
		return never
	case condition.Short:
		return n.state(choose.Said(n.template, e))
	case condition.Provides:
		return n.state(choose.Promised(n.lib, e))
	case condition.Truth:
		return n.answered(e, e.Path, deal.KindFlag, isTrue)
	case condition.Compare:
		word, ok := e.Right.Constant.(string)
		if !ok {
			return statement{}
		}
		is := object{{"enum", scalars(word)}}
		switch e.Op {
		case condition.Equal:
			return n.answered(e, e.Left.Path, deal.KindChoice, is)
		case condition.Different:
			return n.answered(e, e.Left.Path, deal.KindChoice, notThat(is))
		}
	case condition.Includes:
		word := object{{"enum", scalars(e.Word)}}
		return n.answered(e, e.Path, deal.KindList, anyOf(word, object{{"type", "array"}, {"contains", word}}))
	}
	return statement{}
}

// leftOut states that a comparison does not hold because the answer is left out:
// with such an answer nothing compares, but that it differs.
func (n *needs) leftOut(c condition.Compare) statement {
	q, ok := n.lib.Schema.Find(c.Left.Path)
	if !ok || c.Op == condition.Different || q.Default != "" {
		return statement{}
	}
	return statement{notThat(within(q.Path, nil)), false}
}

func (n *needs) states(list []condition.Expr) []statement {
	var statements []statement
	for _, e := range list {
		statements = append(statements, n.state(e))
	}
	return statements
}

// isTrue accepts the ways to write true.
var isTrue = anyOf(object{{"const", true}}, pattern(`^\s*([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss])\s*$`))

// given states that a deal holds a group, or answers a question.
func (n *needs) given(path string) statement {
	if n.lib.Schema.HasGroup(path) {
		return statement{within(path, notThat(object{{"type", "null"}})), true}
	}
	empty := anyOf(object{{"enum", []any{nil, "none", []string{}, []string{"none"}}}}, pattern(`^\s*$`))
	return statement{within(path, notThat(empty)), false}
}

// answered states that the answer to a question, or its default where there is
// none, meets a condition: a schema tells of an answer whether it does.
// Questions of another kind than the one given are beyond it.
func (n *needs) answered(e condition.Expr, path string, kind deal.Kind, sort object) statement {
	q, ok := n.lib.Schema.Find(path)
	if !ok || q.Kind != kind {
		return statement{}
	}
	if n.lib.Default(path) != nil {
		return statement{within(path, sort), false}
	}
	if condition.Judge(e, n.unanswered) == condition.Yes {
		return statement{notThat(within(path, notThat(sort))), true}
	}
	return statement{within(path, sort), true}
}

// all states that every statement holds.
func all(list []statement) statement {
	var parts []any
	exact := true
	for _, s := range list {
		if s.schema == nil {
			return statement{}
		}
		exact = exact && s.exact
		if len(s.schema) > 0 { // one that says something
			parts = append(parts, s.schema)
		}
	}
	if len(parts) == 0 {
		return always
	}
	return statement{allOf(parts...), exact}
}

// atLeastOne states that at least one statement holds.
func atLeastOne(list []statement) statement {
	if len(list) == 0 {
		return never
	}
	var parts []any
	exact := true
	for _, s := range list {
		exact = exact && s.exact
		if s.schema != nil {
			parts = append(parts, s.schema)
		}
	}
	if len(parts) == 0 {
		return statement{}
	}
	return statement{anyOf(parts...), exact}
}

// within accepts deals that hold something at a path; what is there must be as
// the schema says, or anything if it is nil.
func within(path string, s object) object {
	group, key := deal.CutLast(path)
	o := object{{"required", []string{key}}}
	if s != nil {
		o = append(o, member{"properties", object{{key, s}}})
	}
	if group == "" {
		return o
	}
	return within(group, append(object{{"type", "object"}}, o...))
}

// merge accepts what both accept, two schemas that within has made.
func merge(a, b object) object {
	for _, m := range b {
		i := slices.IndexFunc(a, func(other member) bool { return other.key == m.key })
		if i < 0 {
			a = append(a, m)
			continue
		}
		switch v := m.value.(type) {
		case object:
			a[i].value = merge(a[i].value.(object), v)
		case []string:
			for _, key := range v {
				if old := a[i].value.([]string); !slices.Contains(old, key) {
					a[i].value = append(old, key)
				}
			}
		}
	}
	return a
}
