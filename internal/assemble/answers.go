package assemble

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/language"
	"clausewright/internal/library"
	"clausewright/internal/style"
)

// answers fills the data that bodies see: a value for every parameter of the
// library, at its path. It is the answer of the deal, else the default, else
// deal.None. If only names paths or groups, defaults of other parameters are
// not computed.
func (e *engine) answers(only []string) {
	e.useStyle(style.Of("").Name)
	e.defaults = &filler{engine: e}
	if family, ok := e.defaults.family().(deal.Chosen); ok {
		e.useStyle(family.Word)
	}
	currency, _ := e.deal.Answer(deal.CurrencyPath)
	code, _ := currency.(deal.Text)
	e.defaults.begin(e.texts.Family, string(code))
	for _, path := range only {
		for _, p := range e.lib.Schema.Under(path) {
			e.defaults.fillOne(p)
		}
	}
	if only == nil {
		for _, p := range e.lib.Computed() {
			e.defaults.fillOne(p)
		}
	}
	e.useNames()
}

// useStyle has texts written as a family of law writes.
func (e *engine) useStyle(family string) {
	e.texts.Family, e.texts.Style, e.texts.Spelling = family, deal.StyleOf(family), e.lib.Spelling[family]
}

// useNames has the answers that rename words of the library stand in their
// place.
func (e *engine) useNames() {
	e.texts.Names, e.namedBy = nil, nil
	for _, p := range e.lib.Schema.Parameters {
		if len(p.Renames) == 0 {
			continue
		}
		name, ok := e.get(p.Path).(deal.Text)
		if !ok {
			continue
		}
		if e.texts.Names == nil {
			e.texts.Names, e.namedBy = map[string]string{}, map[string]string{}
		}
		for _, words := range p.Renames {
			e.texts.Names[words], e.namedBy[words] = string(name), p.Path
		}
	}
}

type fillState int

const (
	unfilled fillState = iota
	filling
	filled
)

// filler fills the data in the order in which defaults need each other.
type filler struct {
	*engine
	state    map[*deal.Parameter]fillState // of questions whose default depends on answers
	currency string
	fixed    map[string]deal.Value
}

// family is the answer that names the family of law, or its default.
func (f *filler) family() deal.Value {
	if v, ok := f.deal.Answer(deal.StylePath); ok {
		return v
	}
	if p, ok := f.lib.Schema.Find(deal.StylePath); ok && f.lib.Default(p.Path) != nil {
		f.begin("", "")
		f.fillOne(p)
		return f.get(p.Path)
	}
	return unanswered(f.lib, "", "").get(deal.StylePath)
}

// begin fills in what does not depend on other answers, in the style of a family of
// law and with the currency of amounts that name none.
func (f *filler) begin(family, currency string) {
	f.state, f.currency, f.fixed = map[*deal.Parameter]fillState{}, currency, f.lib.FixedDefaults(family, currency)
	f.data = unanswered(f.lib, family, currency).clone()
	f.texts.Answers = f.tree
	for _, path := range f.deal.Answers() {
		v, _ := f.deal.Answer(path)
		f.set(path, v)
	}
}

// fillOne fills in the default of a question, if it depends on answers and the deal
// does not answer it.
func (f *filler) fillOne(p *deal.Parameter) {
	if _, answered := f.deal.Answer(p.Path); answered || f.lib.Default(p.Path) == nil {
		return
	}
	switch f.state[p] {
	case filled:
		return
	case filling:
		f.problems.Errorf(p.Pos, "circular-default", "the default of %q depends on itself", p.Path)
		return
	}
	f.state[p] = filling
	f.set(p.Path, f.defaultOf(p))
	f.state[p] = filled
}

// defaultOf is what holds where the deal gives no answer.
func (f *filler) defaultOf(p *deal.Parameter) deal.Value {
	body := f.lib.Default(p.Path)
	if body == nil {
		if v, ok := f.fixed[p.Path]; ok {
			return v
		}
		return deal.None{Path: p.Path}
	}
	for _, q := range f.before(body) {
		f.fillOne(q)
	}
	out := &answerText{budget: &f.texts.Budget}
	switch err := f.texts.Print(body, out); {
	case errors.As(err, new(*language.Unanswered)): // who needs the default asks for what it needs
		return deal.None{Path: p.Path}
	case err != nil:
		f.fault(err)
		return deal.None{Path: p.Path}
	case out.incomplete:
		return deal.None{Path: p.Path}
	case out.open == within, out.open == whole && (p.Kind == deal.KindText || p.Kind == deal.KindLongText):
		return deal.Blank{Path: p.Path, Ask: p.Ask}
	}
	if same, ok := out.only().(deal.List); ok && p.Takes(same) {
		return same
	}
	return f.computed(p, strings.TrimSpace(string(out.text)))
}

// answerText collects a text as a deal file would hold it.
type answerText struct {
	budget     *language.Budget
	text       []byte
	incomplete bool // an answer that was left out stands in it
	open       openness
	put        []any // the values that stand in it
	words      bool  // words of the library stand beside them
}

// only is the value that is all of the text.
func (a *answerText) only() deal.Value {
	if a.words || len(a.put) != 1 {
		return nil
	}
	v, _ := a.put[0].(deal.Value)
	return v
}

// openness is what is still open in a text.
type openness int

const (
	closed openness = iota
	whole           // a value is; in a list, a deal file can say so
	within          // something inside a value is
)

// Literal takes words of the library.
func (a *answerText) Literal(_ *language.Body, l language.Literal) error {
	for _, p := range l {
		a.text = append(a.text, p.Text...)
		a.words = a.words || strings.TrimSpace(p.Text) != ""
	}
	return nil
}

// Put takes a value.
func (a *answerText) Put(_ *language.Body, _ int, v any) error {
	switch v.(type) {
	case deal.None:
		a.incomplete = true
	case deal.Blank:
		a.open = max(a.open, whole)
	case language.Phrase:
		a.open = within
	}
	a.put = append(a.put, v)
	return a.raw(v)
}

// raw adds what a deal file would hold for a value.
func (a *answerText) raw(v any) error {
	text := ""
	switch v := v.(type) {
	case deal.Value:
		text = v.Raw()
	case []any:
		return a.list(v)
	case language.Markup:
	default:
		text = fmt.Sprint(v)
	}
	a.text = append(a.text, text...)
	return a.budget.Charge(1, len(text))
}

// list adds a list that a function made.
func (a *answerText) list(items []any) error {
	a.text = append(a.text, '[')
	for i, item := range items {
		if i > 0 {
			a.text = append(a.text, ", "...)
		}
		if err := a.raw(item); err != nil {
			return err
		}
	}
	a.text = append(a.text, ']')
	return nil
}

// before are the questions that have to be filled in before a default is computed.
func (f *filler) before(body *language.Body) []*deal.Parameter {
	return body.Once(filledBefore{f.lib}, func() any {
		var list []*deal.Parameter
		for _, u := range body.Uses() {
			for _, q := range f.lib.Schema.Under(cmp.Or(u.Table, u.Path)) {
				if f.lib.Default(q.Path) != nil {
					list = append(list, q)
				}
			}
		}
		return list
	}).([]*deal.Parameter)
}

// filledBefore is the key of the questions that a default waits for.
type filledBefore struct{ lib *library.Library }

// computed reads what a default's actions made. Nothing, or a null, means that
// there is no default for these answers.
func (f *filler) computed(p *deal.Parameter, text string) deal.Value {
	if text == "" || text == "null" {
		return deal.None{Path: p.Path}
	}
	v, err := f.lib.ReadDefault(p, text, f.texts.Family, f.currency)
	if err != nil {
		f.problems.Errorf(f.lib.Default(p.Path).Position(0), "default", "the default of %q comes out as %q: %s", p.Path, text, err)
		return deal.None{Path: p.Path}
	}
	return v
}
