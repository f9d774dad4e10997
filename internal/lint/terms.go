package lint

import (
	"maps"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/library"
	"clausewright/internal/logic"
)

// terms finds the uses of every term that the library defines.
func (l *linter) terms() *document.Vocabulary {
	known := map[string][]string{}
	for _, d := range l.lib.Definitions {
		known[d.Term] = d.Forms
	}
	for _, b := range l.lib.Bodies() {
		for _, term := range termsIn(b) {
			if _, ok := known[term]; !ok {
				known[term] = nil
			}
		}
	}
	for _, t := range l.lib.Templates {
		for _, k := range t.KeyTerms {
			if _, ok := known[k.Term]; !ok && k.Defines {
				known[k.Term] = nil
			}
		}
	}
	return document.NewVocabulary(known)
}

// answersUse notes the terms that defaults and examples of answers use.
func (l *linter) answersUse(terms finder) {
	note := func(text string) {
		for _, term := range terms.Uses(text) {
			l.used[term] = true
			l.usedIn(term, inAnswers)
		}
	}
	var look func(p *deal.Parameter)
	look = func(p *deal.Parameter) {
		note(p.Default)
		note(p.Typical)
		for _, c := range p.Choices {
			note(c.Label)
		}
		for i := range p.Columns {
			look(&p.Columns[i])
		}
	}
	for _, p := range l.lib.Schema.Parameters {
		look(p)
	}
}

// definition finds the compiled definition of a term, or nil.
func (l *linter) definition(term string) *library.Definition {
	for _, d := range l.lib.Definitions {
		if d.Term == term {
			return d
		}
	}
	return nil
}

// usedTerms notes which terms the wordings of a template use.
func (l *linter) usedTerms(f *facts) {
	for term, uses := range f.used {
		for _, u := range uses {
			if u.in == nil || u.in.Term != term {
				l.used[term] = true
				l.usedIn(term, u.place())
			}
		}
	}
	for term, list := range f.defined {
		for _, d := range list {
			if d.in == nil {
				l.onSpot[term] = append(l.onSpot[term], d)
			}
		}
	}
}

// inAnswers is the place of what defaults, examples and labels say, which may
// be printed anywhere.
const inAnswers = "answers"

// usedIn notes a place that uses a term.
func (l *linter) usedIn(term, place string) {
	if l.places[term] == nil {
		l.places[term] = map[string]bool{}
	}
	l.places[term][place] = true
}

// place is the clause, the definition or else the file in which a fact stands.
func (f fact) place() string {
	switch {
	case f.in != nil:
		return "the definition of " + f.in.Term
	case f.owner != nil:
		return "clause " + f.owner.ID
	}
	return f.body.File
}

// undefinedTerms reports terms that a draft can use without defining them:
// those that only a wording defines which is not in it.
func (l *linter) undefinedTerms(f *facts) {
	for _, term := range slices.Sorted(maps.Keys(f.used)) {
		defined := logic.Never
		if d := l.definition(term); d != nil {
			defined = logic.All(f.compiled, f.compiles(d))
		}
		for _, d := range f.defined[term] {
			if d.in == nil {
				defined = logic.Any(defined, d.when)
			}
		}
		if defined.IsAlways() {
			continue
		}
		sound := map[*logic.Formula]bool{}
		for _, use := range f.used[term] {
			if sound[use.when] {
				continue
			}
			when := logic.All(use.when, logic.Not(defined))
			if use.in != nil || use.first && !strings.Contains(term, " ") {
				continue // a definition is printed where something uses it; the first word of a sentence promises nothing
			}
			found := f.Find(when)
			sound[use.when] = found == nil
			if found != nil {
				l.once(use.pos(), diag.Error, document.UndefinedTerm, "%q is used but not defined %s%s", term, found.Witness(when), l.inTemplate(f.template)).
					WithHint("define it in a file of clauses/definitions, or guard the sentence")
			}
		}
	}
}

// definedTwice reports terms that one draft can define in two places.
func (l *linter) definedTwice(f *facts) {
	for i, later := range f.lists {
		for _, earlier := range f.lists[:i] {
			both := logic.All(earlier.when, later.when)
			if found := f.Find(both); found != nil {
				l.once(later.pos(), diag.Error, "defined-twice", "the definitions are printed twice %s%s", found.Witness(both), l.inTemplate(f.template)).
					See(earlier.pos(), "the other place")
			}
		}
	}
	needed := f.needed()
	for _, term := range slices.Sorted(maps.Keys(f.defined)) {
		list := f.defined[term]
		for i, later := range list {
			for _, earlier := range list[:i] {
				if earlier.in != nil && later.in != nil && earlier.in != later.in && earlier.in.Term == later.in.Term {
					continue // two files for one term: opening the library tells it
				}
				both := logic.All(earlier.when, later.when)
				for _, d := range []*library.Definition{earlier.in, later.in} {
					if d != nil {
						both = logic.All(both, needed[d])
					}
				}
				if found := f.Find(both); found != nil {
					l.once(later.pos(), diag.Error, "defined-twice", "%q is defined twice %s%s", term, found.Witness(both), l.inTemplate(f.template)).
						See(earlier.pos(), "the other definition of %q", term)
				}
			}
		}
	}
}

// short is how long the text of a definition is that could stand at the one
// place that uses its term.
const short = 160

// unusedTerms reports terms that no wording uses, and short definitions of
// terms that one clause or definition alone uses.
func (l *linter) unusedTerms() {
	if len(l.lib.Templates) == 0 {
		return
	}
	for _, d := range l.lib.Definitions {
		if !l.used[d.Term] {
			l.once(d.Pos, diag.Warning, "unused-term", "%q is defined and never used", d.Term).
				WithHint("take the definition out, or use the term with its capitals")
		}
		if places := slices.Collect(maps.Keys(l.places[d.Term])); len(places) == 1 && places[0] != inAnswers && d.Body != nil && len(d.Body.Source()) < short && !l.off(l.lib.Clauses["definitions"], singleUse) {
			l.once(d.Pos, diag.Warning, singleUse, "%q is used in %s only", d.Term, places[0]).
				WithHint("define it there, (the **\"%s\"**), or say what it means", d.Term)
		}
	}
	for _, term := range slices.Sorted(maps.Keys(l.onSpot)) {
		if l.used[term] {
			continue
		}
		for _, d := range l.onSpot[term] {
			l.once(d.pos(), diag.Warning, "unused-term", "%q is defined and never used", term).
				WithHint("take the definition out, or use the term with its capitals")
		}
	}
}

// definitionFiles reports definitions whose wording does not define their term.
func (l *linter) definitionFiles() {
	for _, d := range l.lib.Definitions {
		if d.Body == nil || d.Term == "" {
			continue
		}
		if !slices.Contains(termsIn(d.Body), d.Term) {
			l.once(d.Pos, diag.Error, "definition-without-term", "the wording does not define %q", d.Term).
				WithHint("begin it with **\"%s\"** means …", d.Term)
		}
	}
}

// circular reports definitions that say what a term means by nothing but terms
// that lead back to it. Definitions that only use each other are no fault: each
// says something of its own.
func (l *linter) circular(terms finder) {
	equals := map[string]fact{} // a term whose definition is nothing but another term
	for _, d := range l.lib.Definitions {
		if d.Body == nil {
			continue
		}
		if at, other, ok := synonym(d, terms); ok {
			equals[d.Term] = fact{name: other, body: d.Body, at: at}
		}
	}
	for _, d := range l.lib.Definitions {
		chain := []string{d.Term}
		for next, ok := equals[d.Term]; ok; next, ok = equals[next.name] {
			if next.name == d.Term {
				chain = append(chain, next.name)
				l.once(equals[d.Term].pos(), diag.Error, "circular-definition", "the definition of %q leads back to itself: %s", d.Term, strings.Join(chain, " → ")).
					WithHint("say what it means in words that are not defined by it")
				break
			}
			if slices.Contains(chain, next.name) {
				break
			}
			chain = append(chain, next.name)
		}
	}
}

// synonym reports whether a definition says nothing beyond one term: the words
// after "means" are that term, alone or with little words.
func synonym(d *library.Definition, terms finder) (at int, term string, ok bool) {
	if len(d.Body.Tree().Nodes) != 1 || len(d.Body.Literals()) != 1 {
		return 0, "", false
	}
	for _, p := range d.Body.Literals()[0] {
		_, after, found := strings.Cut(p.Text, "** means ")
		if !found {
			_, after, found = strings.Cut(p.Text, "** has the meaning of ")
		}
		if !found {
			continue
		}
		start := p.Offset + len(p.Text) - len(after)
		rest := after
		count := 0
		for offset, name := range terms.Uses(after) {
			count++
			at, term = start+offset, name
			rest = after[offset:]
		}
		words := strings.FieldsFunc(strings.Replace(rest, term, "", 1), func(r rune) bool { return strings.ContainsRune(" .,;:\n", r) })
		lead := strings.Fields(after[:len(after)-len(rest)])
		if count == 1 && len(words) == 0 && !slices.ContainsFunc(lead, func(w string) bool { return !little[strings.ToLower(w)] }) {
			return at, term, true
		}
	}
	return 0, "", false
}

// little are words that add nothing to a term.
var little = map[string]bool{"a": true, "an": true, "any": true, "the": true, "each": true, "every": true, "all": true, "such": true, "that": true, "this": true}
