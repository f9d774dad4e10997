package cases

import (
	"os"
	"strings"
	"sync"
	"testing"
	"text/template/parse"

	"clausewright/internal/assemble"
	"clausewright/internal/choose"
	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
)

// shipped is the library that the program ships.
var shipped = sync.OnceValue(func() *library.Library {
	lib, _ := library.Open(os.DirFS("../.."), "")
	return lib
})

// part is what is known of a deal whose other answers are hidden. A default
// that has to be worked out is not known.
type part struct {
	*deal.Deal
	lib    *library.Library
	fixed  map[string]deal.Value
	hidden map[string]bool
	in     string // the clause that is in the draft, if it is there alone
}

// hide hides one answer in n of a deal, or none if n is 0.
func hide(lib *library.Library, d *deal.Deal, rand *splitmix, n int) *part {
	style, currency := "us", ""
	if v, ok := d.Answer(deal.StylePath); ok {
		style = v.Raw()
	}
	if v, ok := d.Answer(deal.CurrencyPath); ok {
		currency = v.Raw()
	}
	p := &part{Deal: d, lib: lib, fixed: lib.FixedDefaults(style, currency), hidden: map[string]bool{}}
	for _, q := range lib.Schema.Parameters {
		p.hidden[q.Path] = n > 0 && rand.below(n) == 0
	}
	return p
}

func (p *part) Value(path string) (deal.Value, bool) {
	if _, ok := p.lib.Schema.Find(path); !ok || p.hidden[path] {
		return nil, false
	}
	if v, ok := p.Answer(path); ok {
		return v, true
	}
	if v, ok := p.fixed[path]; ok {
		return v, true
	}
	return deal.None{Path: path}, p.lib.Default(path) == nil
}

func (p *part) Given(path string) condition.Verdict {
	for hidden, is := range p.hidden {
		if is && (hidden == path || strings.HasPrefix(hidden, path+".")) {
			return condition.Maybe
		}
	}
	return condition.VerdictOf(p.Deal.Given(path))
}

func (p *part) Has(clause string) condition.Verdict { return condition.VerdictOf(clause == p.in) }
func (p *part) Promised(of condition.Provides) condition.Expr {
	return choose.Promised(p.lib, of)
}
func (p *part) Said(of condition.Short) condition.Expr {
	return choose.Said(p.lib.Templates["exclusive-licence"], of)
}
func (p *part) Omitted(string) condition.Verdict           { return condition.No }
func (p *part) Wanted(string) condition.Verdict            { return condition.No }
func (p *part) Named(*library.Clause) *library.Variant     { return nil }
func (p *part) Run(*language.Body) condition.Verdict       { return condition.Maybe }
func (p *part) Circular(*library.Clause) condition.Verdict { return condition.Maybe }
func (p *part) wrong(v condition.Verdict, does bool) bool {
	return v != condition.Maybe && v != condition.VerdictOf(does)
}

// TestChosenAsDrafted: which clauses and variants a part of a deal takes is not
// known, or what the draft of the whole does.
func TestChosenAsDrafted(t *testing.T) {
	lib, rand, decided := shipped(), splitmix(7), 0
	for seed := range uint64(6) {
		g := NewRandom(lib, "exclusive-licence", seed, true)
		made, _ := g.Make()
		for _, n := range []int{0, 2, 8} {
			facts := hide(lib, made.Deal, &rand, n)
			chooser := choose.New(lib, made.Template, facts)
			for _, c := range made.Choices.List {
				in := chooser.Has(c.Clause.ID)
				if facts.wrong(in, c.Taken) {
					t.Errorf("deal %d: clause %s is judged %d, in the draft: %v", seed, c.Clause.ID, in, c.Taken)
				}
				if !c.Taken {
					continue
				}
				if way := chooser.Variant(c.Clause); way != nil {
					decided++
					if way.Variant != c.Variant {
						t.Errorf("deal %d: clause %s is judged to be %s, the draft has %s", seed, c.Clause.ID, way.Variant.Name, c.Variant.Name)
					}
				}
			}
		}
	}
	if decided < 300 {
		t.Errorf("only %d variants are decided", decided)
	}
}

// TestJudgedAsDrafted: a condition of a wording, judged with a part of the
// answers, is not known, or what the draft does there.
func TestJudgedAsDrafted(t *testing.T) {
	lib, rand, decided, open := shipped(), splitmix(9), 0, 0
	parts, template := assemble.NewParts(lib), lib.Templates["exclusive-licence"]
	for seed := range uint64(3) {
		made, _ := NewRandom(lib, template.ID, seed, true).Make()
		for _, id := range template.Order() {
			taken := parts.Run(assemble.Part{Template: template, Clause: id, Write: true}, made.Deal).Taken
			for _, n := range []int{0, 3} {
				facts := hide(lib, made.Deal, &rand, n)
				facts.in = id
				for b := range taken {
					e := conditionOf(b)
					if e == nil || taken[library.Branch{Of: b.Of, Index: b.Index, Yes: !b.Yes}] { // in a loop
						continue
					}
					v := condition.Judge(e, facts)
					if facts.wrong(v, b.Yes) {
						t.Errorf("deal %d, clause %s: %v is judged %d, in the draft: %v", seed, id, e, v, b.Yes)
					}
					if v == condition.Maybe {
						open++
					} else {
						decided++
					}
				}
			}
		}
	}
	if decided < 1000 || open < 100 {
		t.Errorf("only %d conditions are decided, %d are not", decided, open)
	}
}

// conditionOf is the condition of a branch; nil if it is none of a text.
func conditionOf(b library.Branch) condition.Expr {
	body, ok := b.Of.(*language.Body)
	if !ok {
		return nil
	}
	in, found := condition.Scope{Body: body}, condition.Expr(nil)
	index := 0
	var list func(l *parse.ListNode, in condition.Scope)
	list = func(l *parse.ListNode, in condition.Scope) {
		if l == nil {
			return
		}
		for _, n := range l.Nodes {
			switch n := n.(type) {
			case *parse.IfNode:
				if index == b.Index {
					found = condition.Read(n.Pipe, in)
				}
				index++
				list(n.List, in)
				list(n.ElseList, in)
			case *parse.RangeNode:
				index++
				inner := in
				inner.Loop = n.Pos
				list(n.List, inner)
				list(n.ElseList, in)
			}
		}
	}
	list(body.Tree(), in)
	return found
}
