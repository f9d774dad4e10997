package lint

import (
	"fmt"
	"slices"
	"strings"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// world is all drafts that one template can make: which clauses and wordings
// are in them under which answers.
type world struct {
	lib      *library.Library
	template *library.Template
	answers  *answers
	problems *diag.List
	free     bool // a deal may also leave out any clause and name any wording

	taken    map[string]*formula // by clause
	deciding []string
	wordings map[string]*variable // by clause: which variant is taken
	known    map[*variable]*about
}

func newWorld(l *library.Library, t *library.Template, a *answers, problems *diag.List, free bool) *world {
	return &world{
		lib: l, template: t, answers: a, problems: problems, free: free,
		taken: map[string]*formula{}, wordings: map[string]*variable{}, known: map[*variable]*about{},
	}
}

// in holds if a clause is in the draft.
func (w *world) in(id string) *formula {
	c := w.lib.Clauses[id]
	if c == nil || w.free && !w.listed(id) {
		return w.unsure("in " + id) // told elsewhere
	}
	if f := w.taken[id]; f != nil {
		return f
	}
	if slices.Contains(w.deciding, id) {
		w.problems.Errorf(c.When.Start(), "circular-condition", "whether clause %q is in a draft depends on itself", id).
			WithHint("take has %q out of the condition", w.deciding[len(w.deciding)-1])
		return w.unsure("in " + id)
	}
	w.deciding = append(w.deciding, id)
	f := w.formula(choose.Enters(w.lib, w.template, id))
	w.deciding = w.deciding[:len(w.deciding)-1]
	w.taken[id] = f
	return f
}

// unsure is a condition about something that the library misnames.
func (w *world) unsure(key string) *formula {
	v := w.answers.holds(key, key)
	v.unsure = true
	return isTrue(v)
}

// listed reports whether some template has a place for a clause.
func (w *world) listed(id string) bool {
	for _, t := range w.lib.Templates {
		if t.Lists(id) {
			return true
		}
	}
	return false
}

// when is the formula of a condition of clause.yaml; none holds always.
func (w *world) when(b *language.Body) *formula { return w.formula(condition.Of(b)) }

// omitted holds if a deal leaves a clause out by name.
func (w *world) omitted(id string) *formula {
	if !w.free {
		return never
	}
	return isTrue(w.answers.holds("omit "+id, fmt.Sprintf("%q is omitted", id)))
}

// chosen holds if the i-th variant of a clause is taken: the first whose
// condition holds, else any of those without one, because a deal may name it.
func (w *world) chosen(c *library.Clause, i int) *formula {
	if w.free {
		return w.wording(c, i)
	}
	var before []*formula
	for _, way := range choose.Ways(w.lib, c) {
		switch {
		case way.When == nil:
		case way.Variant == c.Variants[i]:
			return all(append(before, w.formula(way.If))...)
		default:
			before = append(before, not(w.formula(way.If)))
		}
	}
	return all(append(before, w.wording(c, i))...)
}

// wording holds if the i-th variant is the one that the deal or the drafting
// side takes where no condition decides.
func (w *world) wording(c *library.Clause, i int) *formula {
	v := w.wordings[c.ID]
	if v == nil {
		v = &variable{name: fmt.Sprintf("the wording of %q", c.ID)}
		for _, variant := range c.Variants[:min(len(c.Variants), maxValues)] {
			v.add(variant.Name)
		}
		for n, variant := range c.Variants[:len(v.values)] {
			if variant.When != nil && !w.free {
				v.full &^= 1 << n
			}
		}
		w.wordings[c.ID] = v
	}
	if i >= maxValues {
		return w.unsure(fmt.Sprintf("the wording %q of %q", c.Variants[i].Name, c.ID))
	}
	return is(v, 1<<i)
}

// find looks for a deal in which f holds; nil if there is none, or if nobody can
// tell because the library misnames something.
func (w *world) find(f *formula) assignment {
	if f.op == opTrue {
		return assignment{}
	}
	if f.op == opFalse {
		return nil
	}
	todo := variables(f)
	if slices.ContainsFunc(todo, func(v *variable) bool { return v.unsure }) {
		return nil
	}
	laws := []*formula{f}
	seen := map[*variable]bool{}
	for len(todo) > 0 {
		v := todo[0]
		todo = todo[1:]
		if seen[v] {
			continue
		}
		seen[v] = true
		about := w.laws(v)
		laws = append(laws, about.laws...)
		todo = append(todo, about.others...)
	}
	return search(laws...)
}

// about is what holds of a variable in every draft, and the other variables
// that it has to do with.
type about struct {
	laws   []*formula
	others []*variable
}

// laws are what holds of a variable in every draft: a question that must be
// answered is answered if its clause is in.
func (w *world) laws(v *variable) *about {
	if known := w.known[v]; known != nil {
		return known
	}
	found := &about{laws: w.answers.laws(v)}
	if p, ok := w.lib.Schema.Find(v.path); ok && !p.Optional {
		value := w.answers.of(p)
		found.laws = append(found.laws, implies(w.in(p.Clause), is(value.variable, value.full&^value.none)))
	}
	found.others = variables(found.laws...)
	w.known[v] = found
	return found
}

// possible reports whether a formula holds for some deal, as far as one can tell.
func (w *world) possible(f *formula) bool {
	return slices.ContainsFunc(variables(f), func(v *variable) bool { return v.unsure }) || w.find(f) != nil
}

// witness tells, in words, the answers under which f holds: those of the
// variables that f names.
func (w *world) witness(f *formula, found assignment) string {
	var parts []string
	for _, v := range variables(f) {
		in := found.of(v)
		if in == v.full {
			continue
		}
		parts = append(parts, v.phrase(in))
	}
	if len(parts) == 0 {
		return "in every draft"
	}
	slices.Sort(parts)
	return "if " + strings.Join(parts, " and ")
}

// phrase says that the variable has one of the values.
func (v *variable) phrase(in set) string {
	if v.path == "" && len(v.values) == 2 && v.values[1] == "true" {
		if in == 1 {
			return "not " + v.name
		}
		return v.name
	}
	if out := v.full &^ in; out.count() < in.count() {
		return fmt.Sprintf("%s is not %s", v.name, v.list(out))
	}
	return fmt.Sprintf("%s is %s", v.name, v.list(in))
}

func (v *variable) list(in set) string {
	var words []string
	for i, word := range v.values {
		if in&(1<<i) != 0 {
			words = append(words, word)
		}
	}
	return strings.Join(words, " or ")
}
