package condition_test

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// expression is a condition as clause.yaml holds it.
func expression(text string) *language.Body {
	at := language.FilePlaces(diag.Position{File: "clause.yaml", Line: 1, Column: 1}, text)
	return language.NewBody("clause.yaml", at, text, language.Expression, "")
}

func answer(path string) condition.Operand {
	return condition.Operand{Path: path, Text: "." + path}
}

func word(text string) condition.Operand {
	return condition.Operand{Constant: text, Text: strconv.Quote(text)}
}

func number(n int) condition.Operand {
	return condition.Operand{Constant: n, Text: strconv.Itoa(n)}
}

// TestRead: what a condition says, however its author spells it.
func TestRead(t *testing.T) {
	strict := condition.Compare{Left: answer("base.mode"), Op: condition.Equal, Right: word("strict")}
	for text, want := range map[string]condition.Expr{
		`eq .base.mode "strict"`:   strict,
		`eq "strict" .base.mode`:   strict,
		`.base.mode | eq "strict"`: strict,
		`eq $.base.mode "strict"`:  strict,
		`eq (.base.mode) "strict"`: strict,

		`eq .base.mode "a" "b"`: condition.Any{
			condition.Compare{Left: answer("base.mode"), Op: condition.Equal, Right: word("a")},
			condition.Compare{Left: answer("base.mode"), Op: condition.Equal, Right: word("b")},
		},
		`lt 3 .fee.sum`:              condition.Compare{Left: answer("fee.sum"), Op: condition.More, Right: number(3)},
		`.fee.sum | le 3`:            condition.Compare{Left: answer("fee.sum"), Op: condition.AtLeast, Right: number(3)},
		`gt .fee.sum .fee.cap`:       condition.Compare{Left: answer("fee.sum"), Op: condition.More, Right: answer("fee.cap")},
		`ne .base.mode "strict"`:     condition.Compare{Left: answer("base.mode"), Op: condition.Different, Right: word("strict")},
		`eq .fee.sum 0.5`:            condition.Compare{Left: answer("fee.sum"), Op: condition.Equal, Right: condition.Operand{Constant: "0.5", Text: "0.5"}},
		`eq "a" "a"`:                 condition.All{},
		`eq 1 2`:                     condition.Any{},
		`true`:                       condition.All{},
		`has "escrow"`:               condition.Has{Clause: "escrow"},
		`"escrow" | has | not`:       condition.Not{Of: condition.Has{Clause: "escrow"}},
		`provides "end"`:             condition.Provides{Promise: "end"},
		`provides "end" "escrow"`:    condition.Provides{Promise: "end", Clause: "escrow"},
		`given "fee"`:                condition.Given{Path: "fee"},
		`.base.flag`:                 condition.Truth{Path: "base.flag"},
		`empty .base.flag`:           condition.Not{Of: condition.Truth{Path: "base.flag"}},
		`includes .base.list "a"`:    condition.Includes{Path: "base.list", Word: "a"},
		`touches .base.land "EU"`:    condition.Opaque{Key: `touches .base.land "EU"`, Text: `touches .base.land "EU"`, Within: "base.land"},
		`contains "x" .base.text`:    condition.Opaque{Key: `(contains "x" .base.text)`, Text: `(contains "x" .base.text)`},
		`.base.text | contains "x"`:  condition.Opaque{Key: `(contains "x" .base.text)`, Text: `(contains "x" .base.text)`},
		`and .a.b (or (not .a.c))`:   condition.All{condition.Truth{Path: "a.b"}, condition.Any{condition.Not{Of: condition.Truth{Path: "a.c"}}}},
		`and (has "x") .a.b | not`:   condition.Not{Of: condition.All{condition.Has{Clause: "x"}, condition.Truth{Path: "a.b"}}},
		`eq (len .base.list) 2`:      condition.Compare{Left: condition.Operand{Text: "(len .base.list)"}, Op: condition.Equal, Right: number(2)},
		`gt (len .base.list) 1`:      condition.All{condition.Truth{Path: "base.list"}, condition.Compare{Left: condition.Operand{Text: "(len .base.list)"}, Op: condition.More, Right: number(1)}},
		`ge (add .fee.sum 1) .fee.x`: condition.Compare{Left: condition.Operand{Text: "(add .fee.sum 1)"}, Op: condition.AtLeast, Right: answer("fee.x")},
	} {
		if diff := cmp.Diff(want, condition.Of(expression(text))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
	if diff := cmp.Diff(condition.Expr(condition.All{}), condition.Of(nil)); diff != "" {
		t.Errorf("no condition: %s", diff)
	}
}

// TestConstants: what a condition compares each answer with.
func TestConstants(t *testing.T) {
	got := condition.Constants(condition.Of(expression(`and (eq .a.b "x" "y") (or (lt 3 .c.d) (not (includes .e.f "z"))) (eq .a.b "x")`)))
	want := map[string][]string{"a.b": {"x", "y"}, "c.d": {"3"}, "e.f": {"z"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// part is a part of a deal: what is not in it is not known, nil was left out.
type part map[string]any

func (p part) Value(path string) (deal.Value, bool) {
	switch v := p[path].(type) {
	case deal.Value:
		return v, true
	case string:
		return deal.Text(v), true
	}
	_, known := p[path]
	return deal.None{Path: path}, known
}

func (p part) Given(path string) condition.Verdict {
	given, known := p["given "+path].(bool)
	if !known {
		return condition.Maybe
	}
	return condition.VerdictOf(given)
}

func (p part) Omitted(clause string) condition.Verdict { return p.Given("omitted " + clause) }

func (p part) Wanted(clause string) condition.Verdict { return p.Given("wanted " + clause) }

// Said: a clause that is in the draft is said in short.
func (p part) Said(of condition.Short) condition.Expr { return condition.Has(of) }

// Promised: a promise is kept by the clause of its name.
func (p part) Promised(of condition.Provides) condition.Expr {
	return condition.Has{Clause: of.Promise}
}

func (p part) Has(clause string) condition.Verdict { return p.Given("clause " + clause) }

// TestJudge: a condition is judged by what is known. An open value and one
// that was left out decide as they do in a draft.
func TestJudge(t *testing.T) {
	day := deal.Date{Year: 2027, Month: 2, Day: 1}
	dollars, euros := readMoney(t, "USD 5"), readMoney(t, "EUR 3")
	facts := part{
		"a.open": deal.Blank{}, "a.none": nil, "a.word": "x", "a.on": deal.Flag(true), "a.off": deal.Flag(false), "a.two": deal.Integer(2),
		"a.day": day, "a.last": deal.Chosen{Word: "last-signature"}, "a.list": deal.List{deal.Text("x")}, "a.empty": deal.List{},
		"a.dollars": dollars, "a.euros": euros,
		"given a": true, "given b": false, "given clause in": true, "given clause out": false,
	}
	const no, maybe, yes = condition.No, condition.Maybe, condition.Yes
	for text, want := range map[string]condition.Verdict{
		`.a.on`:      yes,
		`.a.off`:     no,
		`.a.none`:    no,
		`.a.unknown`: maybe,
		`.a.open`:    yes, // it will be answered

		`eq .a.word "x"`:        yes,
		`eq .a.word "y"`:        no,
		`eq .a.word "y" "x"`:    yes,
		`ne .a.word "y"`:        yes,
		`eq .a.unknown "x"`:     maybe,
		`eq .a.word .a.unknown`: maybe,
		`eq .a.two 2`:           yes,
		`gt .a.two 1.5`:         yes,
		`gt 3 .a.two`:           yes,
		`gt .a.two 3`:           no,

		// nothing compares with a value that is still open
		`eq .a.open "x"`: no,
		`ne .a.open "x"`: no,
		`gt .a.open 0`:   no,
		`le .a.open 0`:   no,

		// what was left out is different from everything, and neither more nor less
		`eq .a.none "x"`: no,
		`ne .a.none "x"`: yes,
		`gt .a.none 0`:   no,
		`le .a.none 0`:   no,

		// amounts in two currencies, and a word beside a date, have no order
		`gt .a.dollars .a.euros`: no,
		`lt .a.dollars .a.euros`: no,
		`gt .a.day .a.last`:      no,
		`lt .a.last .a.day`:      no,
		`lt .a.day .a.last`:      no,

		`includes .a.list "x"`:  yes,
		`includes .a.list "y"`:  no,
		`includes .a.none "x"`:  no,
		`includes .a.open "x"`:  no,
		`includes .a.word "x"`:  yes,
		`touches .a.empty "US"`: no, // nothing is in it

		`provides "in"`:      yes,
		`provides "out" "x"`: no,
		`provides "unknown"`: maybe,

		`has "in"`:      yes,
		`has "out"`:     no,
		`has "unknown"`: maybe,
		`given "a"`:     yes,
		`given "b"`:     no,
		`given "c"`:     maybe,

		`and .a.on .a.unknown`:       maybe,
		`and .a.off .a.unknown`:      no,
		`or .a.on .a.unknown`:        yes,
		`or .a.off .a.unknown`:       maybe,
		`not .a.unknown`:             maybe,
		`not .a.off`:                 yes,
		`contains "x" .a.word`:       maybe, // only a whole deal can tell
		`eq .a.day .a.two`:           maybe, // a fault, which shows where it is run
		`or (eq .a.day .a.two) true`: yes,
	} {
		if got := condition.Judge(condition.Of(expression(text)), facts); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}

func readMoney(t *testing.T, text string) deal.Value {
	t.Helper()
	v, err := deal.ReadText(&deal.Parameter{Kind: deal.KindMoney}, text, "")
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestReadOfRow: in a text over rows a name is that of a cell, and no answer; all answers
// are named by $.
func TestReadOfRow(t *testing.T) {
	for text, want := range map[string][]string{
		`eq .mode "strict"`:       nil,
		`gt .sum $.fee.sum`:       {"fee.sum"},
		`.flag`:                   nil,
		`$.base.flag`:             {"base.flag"},
		`includes .base.list "a"`: nil,
	} {
		at := language.FilePlaces(diag.Position{File: "clause.yaml", Line: 1, Column: 1}, text)
		var answers []string
		condition.Each(condition.Of(language.NewBody("clause.yaml", at, text, language.Expression, "base.rows")), func(part condition.Expr) {
			switch part := part.(type) {
			case condition.Truth:
				answers = append(answers, part.Path)
			case condition.Includes:
				answers = append(answers, part.Path)
			case condition.Compare:
				for _, o := range []condition.Operand{part.Left, part.Right} {
					if o.Path != "" {
						answers = append(answers, o.Path)
					}
				}
			}
		})
		if diff := cmp.Diff(want, answers); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}
