package lint

import (
	"iter"
	"strings"
	"text/template/parse"

	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/logic"
	"clausewright/internal/markdown"
)

// fact is something that stands in a wording: a reference, an id, a term
// defined or used. when is the condition under which a draft prints it.
type fact struct {
	name string
	body *language.Body
	at   int // offset in the body
	when *logic.Formula
	in   *library.Definition // the compiled definition that it stands in, if any

	owner *library.Clause // whose wording or schedule it stands in, if any

	first bool // it may be the first word of a sentence
}

func (f fact) pos() diag.Position { return f.body.Position(f.at) }

// facts are what the drafts of one template hold.
type facts struct {
	*drafts
	references []fact
	providing  []fact            // references to whatever keeps a promise, by its name
	ids        map[string][]fact // a clause's own id is not among them
	headings   map[string]*logic.Formula
	defined    map[string][]fact // on the spot, by term
	used       map[string][]fact // by term
	compiled   *logic.Formula    // holds if the compiled definitions are printed
	lists      []fact            // where they are printed
}

// branch is an if of a wording.
type branch struct {
	node            *parse.IfNode
	body            *language.Body
	when, condition *logic.Formula
	isElse          bool // it continues another: {{else if …}}
}

// printedText is a wording that a template can print, and when.
type printedText struct {
	body       *language.Body
	clause     *library.Clause     // whose wording it is, if any
	owner      *library.Clause     // the same, or that which brings the schedule
	definition *library.Definition // may be nil
	when       *logic.Formula
}

// wordingsOf lists everything that the template can print.
func (w *drafts) wordingsOf() []printedText {
	var list []printedText
	add := func(t printedText, when *logic.Formula) {
		if t.body != nil {
			t.when = when
			list = append(list, t)
		}
	}
	for _, id := range w.template.Order() {
		c := w.lib.Clauses[id]
		if c == nil {
			continue
		}
		for i, v := range c.Variants {
			add(printedText{body: v.Body, clause: c, owner: c}, logic.All(w.Printed(id), w.Chosen(c, i)))
		}
		for _, s := range c.Schedules {
			add(printedText{body: s.Body, owner: c}, logic.All(w.brings(s), w.When(s.When)))
		}
	}
	add(printedText{body: w.template.Cover}, logic.Always)
	for _, k := range w.template.KeyTerms {
		add(printedText{body: k.Value}, w.row(k))
	}
	if lists := w.listsDates(list); lists != logic.Never {
		w.eachDate(func(d *library.Date, stated *logic.Formula) {
			for _, b := range d.Words() {
				add(printedText{body: b, owner: d.Clause}, logic.All(lists, stated))
			}
		})
	}
	for _, d := range w.lib.Definitions {
		add(printedText{body: d.Body, definition: d}, w.compiles(d))
	}
	return list
}

// row holds if a draft prints a row of the key terms.
func (w *drafts) row(k library.KeyTerm) *logic.Formula {
	return logic.All(w.In(k.Clause), w.When(k.When))
}

// defines holds if a row of the key terms is the definition of its term: its clause is
// not there in its own words, which would define it themselves.
func (w *drafts) defines(k library.KeyTerm) *logic.Formula {
	if w.template.StandIn(k.Clause) == nil {
		return w.row(k)
	}
	return logic.All(w.row(k), logic.Not(w.Printed(k.Clause)))
}

// compiles holds if the library's definition of a term may be printed: no row of
// the key terms defines it.
func (w *drafts) compiles(d *library.Definition) *logic.Formula {
	when := w.When(d.When)
	for _, k := range w.template.KeyTerms {
		if k.Defines && k.Term == d.Term {
			when = logic.All(when, logic.Not(w.defines(k)))
		}
	}
	return when
}

// gather reads all wordings of a template.
func (w *drafts) gather(terms finder) *facts {
	f := &facts{
		drafts: w, ids: map[string][]fact{}, headings: map[string]*logic.Formula{}, defined: map[string][]fact{}, used: map[string][]fact{},
		compiled: logic.Never,
	}
	for _, t := range w.wordingsOf() {
		f.read(t, terms)
	}
	for _, k := range w.template.KeyTerms {
		if k.Defines {
			f.defined[k.Term] = append(f.defined[k.Term], fact{name: k.Term, body: k.Value, when: w.defines(k)})
		}
	}
	return f
}

// conditions lists the ifs of all wordings of a template.
func (w *drafts) conditions() []branch {
	var list []branch
	for _, t := range w.wordingsOf() {
		w.walk(t.body, t.when, visitor{branch: func(n *parse.IfNode, when, holds *logic.Formula) {
			list = append(list, branch{node: n, body: t.body, when: when, condition: holds})
		}})
	}
	elseIfs(list)
	return list
}

// finder finds the uses of terms in a text.
type finder interface {
	Uses(text string) iter.Seq2[int, string]
}

func (f *facts) read(t printedText, terms finder) {
	at := func(name string, offset int, when *logic.Formula) fact {
		return fact{name: name, body: t.body, at: offset, when: when, in: t.definition, owner: t.owner}
	}
	f.walk(t.body, t.when, visitor{
		piece: func(p language.Piece, when *logic.Formula) {
			for m := range markdown.Referring.All(p.Text) {
				offset := m.Inner
				for _, id := range strings.Split(m.Inside, ",") {
					f.references = append(f.references, at(strings.TrimSuffix(id, document.WholeClause), p.Offset+offset, when))
					offset += len(id) + 1
				}
			}
			for m := range markdown.Naming.All(p.Text) {
				f.ids[m.Inside] = append(f.ids[m.Inside], at(m.Inside, p.Offset+m.Inner, when))
			}
			for m := range markdown.Defining.All(p.Text) {
				f.defined[m.Inside] = append(f.defined[m.Inside], at(m.Inside, p.Offset+m.Inner, when))
			}
			if t.clause != nil && markdown.Heading.In(p.Text) {
				f.headings[t.clause.ID] = logic.Any(orNever(f.headings[t.clause.ID]), when)
			}
			words := markdown.Running(p.Text)
			for offset, term := range terms.Uses(words) {
				use := at(term, p.Offset+offset, when)
				use.first = mayStartSentence(words[:offset])
				f.used[term] = append(f.used[term], use)
			}
		},
		call: func(c *parse.CommandNode, name string, when *logic.Formula) {
			switch name {
			case "definitions":
				f.compiled = logic.Any(f.compiled, when)
				f.lists = append(f.lists, at("", int(c.Position()), when))
			case "providing", "provisions":
				for _, arg := range c.Args[1:] {
					if s, ok := arg.(*parse.StringNode); ok {
						f.providing = append(f.providing, at(s.Text, int(s.Pos)+1, when))
					}
				}
			case "ref":
				for _, arg := range c.Args[1:] {
					if s, ok := arg.(*parse.StringNode); ok {
						f.references = append(f.references, at(s.Text, int(s.Pos)+1, when))
					}
				}
			}
		},
	})
}

// termsIn lists the terms that a text defines.
func termsIn(b *language.Body) []string {
	var terms []string
	for _, literal := range b.Literals() {
		for _, p := range literal {
			for m := range markdown.Defining.All(p.Text) {
				terms = append(terms, m.Inside)
			}
		}
	}
	return terms
}

func orNever(f *logic.Formula) *logic.Formula {
	if f == nil {
		return logic.Never
	}
	return f
}

// mayStartSentence reports whether a word after this text may begin a sentence.
func mayStartSentence(before string) bool {
	before = strings.TrimRight(before, " ")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".:?!|\n")
}

// needed is, for each compiled definition, the condition under which it is
// printed: a wording uses its term, or another definition does that is printed
// itself.
func (f *facts) needed() map[*library.Definition]*logic.Formula {
	const rounds = 3 // definitions that need definitions that need definitions
	by := map[*library.Definition]*logic.Formula{}
	for range rounds {
		next := map[*library.Definition]*logic.Formula{}
		for _, d := range f.lib.Definitions {
			list := []*logic.Formula{orNever(by[d])}
			for _, use := range f.used[d.Term] {
				switch {
				case use.in == nil:
					list = append(list, use.when)
				case use.in != d:
					list = append(list, logic.All(use.when, orNever(by[use.in])))
				}
			}
			next[d] = logic.All(f.compiled, logic.Any(list...))
		}
		by = next
	}
	return by
}
