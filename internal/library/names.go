package library

import (
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/lazy"
)

var (
	ruleID     = lazy.Regexp(`^[A-Z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$`)
	question   = lazy.Regexp(`^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$`)
	columnName = lazy.Regexp(`^[a-z][a-z0-9_]*$`)
)

// isTerm reports whether a term can be found in a text by its words, and be printed
// between quotation marks.
func isTerm(words string) bool {
	for i, r := range words {
		begins := unicode.IsUpper(r) || unicode.IsTitle(r) || unicode.IsNumber(r)
		if !begins && (i == 0 || !unicode.IsLetter(r) && !strings.ContainsRune(" '’.,/&()-", r)) {
			return false
		}
	}
	return words != ""
}

// id reports a name that references, files and links could not bear.
func (n node) id(what, text string) bool {
	if deal.ValidID(text) {
		return true
	}
	n.errorf("%s is "+deal.NamedSo+", not %q", what, text)
	return false
}

// questionName reports a name of a question that no deal and no wording can
// write.
func (o *opener) questionName(key node) bool {
	parameter := key.Value
	group, _, _ := strings.Cut(parameter, ".")
	switch {
	case !question.MatchString(parameter):
		key.errorf("a parameter is named by small letters, digits and underscores, not %q", parameter)
	case deal.Reserved(group):
		key.errorf("the group %q of a deal holds no answers", group).WithHint("name the group otherwise")
	default:
		return true
	}
	return false
}

// nested reports a question whose name is that of a group of others.
func (o *opener) nested() {
	for _, p := range o.library.Schema.Parameters {
		for parameter := p.Path; ; {
			i := strings.LastIndexByte(parameter, '.')
			if i < 0 {
				break
			}
			parameter = parameter[:i]
			if other := o.declared[parameter]; other != nil {
				o.problems.Errorf(p.Pos, "library", "%q is a parameter already: none can stand below it", parameter).See(other.Pos, "declared here")
			}
		}
	}
}

// fits are the kinds of questions for which a key has a meaning.
var fits = map[string]func(k deal.Kind) bool{
	"choices": func(k deal.Kind) bool { return k != deal.KindTable },
	"columns": only(deal.KindTable),
	"rows":    only(deal.KindTable),
	"name":    only(deal.KindText),
	"renames": only(deal.KindText),
	"other":   only(deal.KindList),
}

func only(kind deal.Kind) func(deal.Kind) bool { return func(k deal.Kind) bool { return k == kind } }

// questionKeys reports keys that mean nothing for a question's kind, and words
// that it could not tell apart.
func questionKeys(q *deal.Parameter, f keyed) {
	for key, fit := range fits {
		if n := f.get(key); n.Node != nil && !fit(q.Kind) {
			n.errorf("%s means nothing for a question of kind %s", key, q.Kind)
		}
	}
	seen := map[string]bool{}
	for i, c := range q.Choices {
		at := f.get("choices")
		if at.Kind == yaml.SequenceNode {
			at = at.child(at.Content[i])
		}
		switch {
		case c.Word == "":
			at.errorf("a choice of %q has no word", q.Path)
		case seen[c.Word]:
			at.fault("duplicate-id", "%q offers the word %q twice", q.Path, c.Word)
		}
		seen[c.Word] = true
	}
	for i := range q.Columns {
		if q.Columns[i].Kind == deal.KindTable {
			f.get("columns").errorf("the column %q of %q is a table, which no cell holds", q.Columns[i].Path, q.Path)
		}
		if q.Columns[i].Path == q.Grouped {
			f.get("rows").errorf("rows of %q are grouped under %q, which is a column", q.Path, q.Grouped)
		}
	}
}

// checkTerm reports a term, or a form of it, that no text could use.
func (o *opener) checkTerm(d *Definition, root node, f keyed) {
	places := f.get("forms").textPlaces()
	d.formPos = places
	if d.Term == "" {
		root.errorf("the definition has no term")
		return
	}
	wrong := func(at diag.Position, words string) {
		if !isTerm(words) {
			o.problems.Errorf(at, "library", "a term is words of which the first begins with a capital, not %q", words)
		}
	}
	wrong(d.Pos, d.Term)
	for i, form := range d.Forms {
		wrong(places[i], form)
		if form == d.Term {
			o.problems.Errorf(places[i], "duplicate-id", "a form of %q is the term itself", d.Term)
		}
	}
}

// checkForms reports a form of one term that is another term.
func (o *opener) checkForms() {
	terms := map[string]*Definition{}
	for _, d := range o.library.Definitions {
		terms[d.Term] = d
	}
	forms := map[string]diag.Position{}
	for _, d := range o.library.Definitions {
		for i, form := range d.Forms {
			if other := terms[form]; other != nil && other != d {
				o.problems.Errorf(d.formPos[i], "duplicate-id", "%q is a form of %q and a term of its own", form, d.Term).See(other.Pos, "defined here")
			}
			if at, taken := forms[form]; taken {
				o.problems.Errorf(d.formPos[i], "duplicate-id", "%q is a form of two terms", form).See(at, "and here")
			}
			forms[form] = d.formPos[i]
		}
	}
}

// Name is the id by which findings of a rule are told: F-27.2 is a part of F-27.
func (r *Rule) Name() string {
	name, _, _ := strings.Cut(r.ID, ".")
	return name
}

// RuleIDs are the ids by which findings of rules are told, each once, by clause.
func (l *Library) RuleIDs() []string {
	var ids []string
	for _, clause := range l.ClauseIDs() {
		for _, r := range l.Clauses[clause].Rules() {
			if name := r.Name(); !slices.Contains(ids, name) {
				ids = append(ids, name)
			}
		}
	}
	return ids
}
