package assemble

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// An answer is used if something that the draft ran needs it: a text printed
// its value, a condition came out as it does because of it, a default that is
// in effect was made of it, a rule fires on it or would fire without it.
// Without the others the draft says the same, word for word.

// using is what the search for used answers has found.
type using struct {
	absent    string                         // path of an answer that is taken not to be given
	otherwise map[*deal.Parameter]deal.Value // what holds where the deal does not answer, as far as it was asked
	texts     []printed                      // the texts of the draft once it is written; nil: not listed yet
	found     *usage                         // the answers that these use; nil: not found yet
}

// usage finds the answers that a draft uses.
type usage struct {
	*engine
	used   map[*deal.Parameter]bool
	groups []string // that decided something by being given
}

// unused lists the answers of the deal that nothing in the finished draft
// uses, in the order of the file. An answer that says what holds without it is
// no reason for a word.
func (e *engine) unused() []choose.Unused {
	u := e.usage().apart()
	u.rules()
	u.needed()
	u.keepGroups()
	var list []choose.Unused
	for _, path := range e.deal.Answers() {
		if u.uses(path) || !e.says(path) || u.silences(path) {
			continue
		}
		list = append(list, e.idle(path))
	}
	return list
}

// apart is a copy to which more can be added.
func (u *usage) apart() *usage {
	return &usage{engine: u.engine, used: maps.Clone(u.used), groups: slices.Clone(u.groups)}
}

// usage finds what the texts of the draft use, and what decided about them, once it is
// written.
func (e *engine) usage() *usage {
	if e.using.found == nil {
		e.using.found = e.findUsage()
	}
	return e.using.found
}

func (e *engine) findUsage() *usage {
	u := &usage{engine: e, used: map[*deal.Parameter]bool{}}
	for _, path := range deal.OwnPaths() {
		u.read(path)
	}
	u.conditions()
	e.eachText(func(b *language.Body, unmet *gate) {
		if unmet == nil {
			u.text(b)
		}
	})
	return u
}

// said tells which answers the draft says, and which it does not.
func (e *engine) said() {
	u := e.usage().apart()
	u.keepGroups()
	e.choices.Said = []string{}
	for p := range u.used {
		e.choices.Said = append(e.choices.Said, p.Path)
	}
	slices.Sort(e.choices.Said)
	e.choices.Unsaid = []string{}
	for _, path := range e.deal.Answers() {
		if !u.uses(path) && e.says(path) {
			e.choices.Unsaid = append(e.choices.Unsaid, path)
		}
	}
}

// says reports whether an answer says anything but what holds without it.
func (e *engine) says(path string) bool {
	v, _ := e.deal.Answer(path)
	p, ok := e.lib.Schema.Find(path)
	if _, none := v.(deal.None); none || !ok {
		return false
	}
	without := e.otherwise(p)
	if _, none := without.(deal.None); none {
		_, words := v.(deal.Text) // which may be empty
		return !words || v.Raw() != without.Raw()
	}
	return v.Raw() != without.Raw()
}

// otherwise is what holds where the deal does not answer.
func (e *engine) otherwise(p *deal.Parameter) deal.Value {
	if v, ok := e.using.otherwise[p]; ok {
		return v
	}
	problems := len(e.problems)
	v := e.defaults.defaultOf(p)
	e.problems = e.problems[:problems]
	e.using.otherwise[p] = v
	return v
}

// read notes that an answer is used, or all of a group; where it is not given,
// what its default is made of.
func (u *usage) read(path string) {
	for _, p := range u.lib.Schema.Under(path) {
		u.readOne(p)
	}
}

func (u *usage) readOne(p *deal.Parameter) {
	if u.used[p] {
		return
	}
	u.used[p] = true
	if _, answered := u.deal.Answer(p.Path); answered {
		return
	}
	if body := u.lib.Default(p.Path); body != nil {
		u.text(body)
	}
}

// uses reports whether the answer to a question is used.
func (u *usage) uses(path string) bool {
	p, ok := u.lib.Schema.Find(path)
	return ok && u.used[p]
}

// decided notes the answers because of which a condition comes out as it does.
func (u *usage) decided(e condition.Expr) {
	condition.EachDeciding(e, u.choosing, func(part condition.Expr) {
		if g, ok := part.(condition.Given); ok && u.lib.Schema.HasGroup(g.Path) {
			u.groups = append(u.groups, g.Path)
			return
		}
		condition.EachPath(part, u.read)
	})
}

// conditions notes what decided which clauses, wordings, schedules, definitions
// and key terms are in the draft.
func (u *usage) conditions() {
	asked := sync.OnceValue(u.askedFor)
	for _, c := range u.choices.List {
		if c.By != nil && !asked()[c.Clause.ID] {
			continue // the compound clause says the same without it
		}
		u.decided(choose.Enters(u.lib, u.choices.Template, c.Clause.ID))
		if c.Printed() {
			for _, when := range u.choosing.Tried(c.Clause) {
				u.decided(condition.Of(when))
			}
		}
	}
	for _, b := range u.reads.asked {
		u.decided(condition.Of(b))
	}
}

// askedFor are the clauses of which the printed texts ask whether they are in.
func (u *usage) askedFor() map[string]bool {
	asked := map[string]bool{}
	u.eachText(func(b *language.Body, unmet *gate) {
		for _, a := range b.Asks() {
			if unmet == nil && a.Clause != "" {
				asked[a.Clause] = true
			}
		}
		for _, p := range u.lib.Relied(b) {
			if unmet == nil {
				asked[p.Clause.ID] = true
			}
		}
	})
	return asked
}

// text notes what a text that was printed used.
func (u *usage) text(b *language.Body) {
	u.reads.each(b, func(n *naming) {
		if n.decides {
			if !n.only || slices.ContainsFunc(n.weighs, func(p *deal.Parameter) bool { return !u.used[p] }) {
				u.decided(n.states)
			}
			return
		}
		for _, p := range n.names {
			u.readOne(p)
		}
		for _, e := range n.asked {
			u.decided(e)
		}
	})
}

// rules notes what the rules that fire look at.
func (u *usage) rules() {
	for _, r := range u.judging.fired {
		for _, path := range looksAt(r) {
			u.read(path)
		}
	}
}

// looksAt lists the answers that a rule looks at, its table first. The list is shared:
// it must not be changed.
func looksAt(r *library.Rule) []string {
	return r.If.Once(lookedAt{}, func() any { return lookingAt(r) }).([]string)
}

// lookedAt is the key of what the condition of a rule looks at.
type lookedAt struct{}

func lookingAt(r *library.Rule) []string {
	var paths []string
	if r.Each != "" {
		paths = append(paths, r.Each)
	}
	for _, u := range r.If.Uses() {
		if u.Table == "" && !slices.Contains(paths, u.Path) {
			paths = append(paths, u.Path)
		}
	}
	for _, a := range r.If.Asks() {
		if a.Path != "" && !slices.Contains(paths, a.Path) {
			paths = append(paths, a.Path)
		}
	}
	return paths
}

// needed notes the answers without which the deal would be asked for them.
func (u *usage) needed() {
	for _, c := range u.choices.List {
		for _, p := range c.Clause.Parameters {
			if c.Taken && (c.By == nil || u.choices.Template.Carries(p)) && !p.Optional && p.Default == "" {
				u.read(p.Path)
			}
		}
	}
}

// keepGroups notes all answers of a group that decided something by being
// given, if nothing else keeps the group.
func (u *usage) keepGroups() {
	slices.Sort(u.groups)
	answers := u.deal.Answers()
	for _, group := range slices.Compact(u.groups) {
		kept := func(path string) bool { return isIn(path, group) && u.uses(path) && u.deal.Given(path) }
		if !slices.ContainsFunc(answers, kept) {
			u.read(group)
		}
	}
}

// silences reports whether a rule would fire if the answer were not there.
func (e *engine) silences(path string) bool {
	p, _ := e.lib.Schema.Find(path)
	answer, problems, missing := e.get(path), len(e.problems), len(e.choices.Missing)
	e.set(path, e.otherwise(p))
	e.using.absent = path
	for _, c := range e.choices.List {
		if !c.Taken {
			continue
		}
		rules := e.ruledBy(c.Clause)
		for i, r := range rules {
			if slices.ContainsFunc(r.looks, func(at string) bool { return isIn(path, at) }) {
				e.rule(c, &rules[i])
			}
		}
	}
	spoken := len(e.problems) > problems || len(e.choices.Missing) > missing
	e.problems, e.choices.Missing = e.problems[:problems], e.choices.Missing[:missing]
	e.using.absent = ""
	e.set(path, answer)
	return spoken
}

// isIn reports whether a path is another, or in that group.
func isIn(path, group string) bool {
	rest, in := strings.CutPrefix(path, group)
	return in && (rest == "" || rest[0] == '.')
}

// tellUnused adds a warning for each reason why answers are not used: at the
// first of them, with the others beside it. That a template asks for less than
// another is no reason to take answers out of a deal: it is a remark.
func (e *engine) tellUnused() {
	first := map[string]*diag.Problem{}
	var beyond []choose.Unused
	for _, u := range e.choices.Unused {
		why := u.Why()
		if u.Beyond() {
			beyond = append(beyond, u)
			continue
		}
		if p := first[why]; p != nil {
			p.See(u.Pos, "nor %s", u.Path)
			continue
		}
		p := e.problems.Add(u.Pos, diag.Warning, choose.UnusedAnswer, "nothing in the draft uses this answer: %s", why).WithPath(u.Path)
		p.WithHint("leave the answer out, or change what it depends on")
		for _, r := range u.Because {
			if r.Pos.Line > 0 {
				p.See(r.Pos, "%s is answered here", r.Path)
			}
		}
		first[why] = p
	}
	if len(beyond) > 0 {
		more := ""
		if n := len(beyond) - 1; n > 0 {
			more = " and " + diag.Plural(n, "other")
		}
		e.problems.Add(beyond[0].Pos, diag.Info, choose.UnusedAnswer, "the template %q has no clause for this answer%s", e.choices.Template.ID, more).
			WithPath(beyond[0].Path).WithHint("explain lists them; another template may use them")
	}
}

// idle tells what keeps the draft from using an answer.
func (e *engine) idle(path string) choose.Unused {
	u := choose.Unused{Path: path, Pos: e.deal.Pos(path)}
	p, _ := e.lib.Schema.Find(path)
	c := e.choices.Find(p.Clause)
	if c == nil || !c.Taken {
		u.Clause, u.Because = p.Clause, e.choosing.WhyOut(c)
		return u
	}
	own := e.lib.BodiesOf(c.Clause)
	for _, others := range []bool{false, true} { // the texts of the clause that asks say it best
		e.eachText(func(b *language.Body, unmet *gate) {
			if len(u.Because) == 0 && namesPath(b, path) && slices.Contains(own, b) != others {
				u.Because = e.passedBy(b, unmet, path)
			}
		})
	}
	for _, b := range e.reads.asked {
		if len(u.Because) == 0 && namesPath(b, path) {
			u.Because = e.choosing.Why(condition.Of(b))
		}
	}
	if len(u.Because) == 0 {
		e.elsewhere(&u)
	}
	return u
}

// namesPath reports whether a text names an answer.
func namesPath(b *language.Body, path string) bool {
	return slices.ContainsFunc(b.Uses(), func(u language.Use) bool { return u.Table == "" && u.Path == path })
}

// passedBy tells what keeps the draft from the first place of a text that
// names an answer, or decides there in its stead.
func (e *engine) passedBy(b *language.Body, unmet *gate, path string) (because []choose.Reason) {
	e.reads.walk(b, unmet, func(s site) {
		switch {
		case len(because) > 0 || !slices.Contains(s.paths, path):
		case s.unmet != nil:
			because = e.choosing.Why(s.unmet.condition())
		case s.decides:
			because = e.choosing.Why(s.states)
		}
	})
	return because
}

// elsewhere names the clause that would use an answer: another one that is not
// in the draft, or the one that asks, in another variant.
func (e *engine) elsewhere(u *choose.Unused) {
	for _, c := range e.choices.List {
		if !c.Taken && slices.ContainsFunc(e.lib.BodiesOf(c.Clause), func(b *language.Body) bool { return namesPath(b, u.Path) }) {
			u.Clause, u.Because = c.Clause.ID, e.choosing.WhyOut(c)
			return
		}
	}
	for _, c := range e.choices.List {
		if c.Printed() && slices.ContainsFunc(c.Clause.Variants, func(v *library.Variant) bool { return v != c.Variant && namesPath(v.Body, u.Path) }) {
			u.Variant = c.Clause.ID + ": " + c.Variant.Name
			return
		}
	}
}

// printed is a text that a draft prints, or would print but for a condition that is not
// met.
type printed struct {
	body  *language.Body
	unmet *gate // nil: the draft prints it
}

// eachText visits the texts that a draft prints, and those that it would print
// but for a condition that is not met.
func (e *engine) eachText(visit func(b *language.Body, unmet *gate)) {
	if e.using.texts == nil {
		e.using.texts = e.listTexts()
	}
	for _, p := range e.using.texts {
		visit(p.body, p.unmet)
	}
}

func (e *engine) listTexts() []printed {
	list := []printed{}
	add := func(b *language.Body, when *language.Body, holds bool) {
		switch {
		case b == nil:
		case holds:
			list = append(list, printed{b, nil})
		default:
			list = append(list, printed{b, &gate{when: when}})
		}
	}
	t := e.choices.Template
	add(t.Legend, nil, true)
	add(t.Cover, nil, true)
	for _, k := range t.KeyTerms {
		if e.choosing.In(k.Clause) {
			add(k.Value, k.When, e.holds(k.When))
		}
	}
	for _, c := range e.choices.List {
		if !c.Taken {
			continue
		}
		if c.Printed() {
			add(c.Variant.Body, nil, true)
		}
		for _, s := range c.Clause.Schedules {
			if e.attaches(s) {
				add(s.Body, s.When, e.holds(s.When))
			}
		}
		for _, d := range c.Clause.Dates() {
			for _, b := range d.Bodies() {
				if e.reads.printed(b) {
					add(b, nil, true)
				}
			}
		}
	}
	for _, d := range e.lib.Definitions {
		if e.reads.printed(d.Body) {
			add(d.Body, nil, true)
		} else if d.When != nil && !e.holds(d.When) {
			add(d.Body, d.When, false)
		}
	}
	return list
}
