package deviation

import (
	"cmp"
	"fmt"
	"slices"

	"clausewright/internal/choose"
	"clausewright/internal/comparison"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/document"
	"clausewright/internal/draft"
	"clausewright/internal/library"
)

// Made is a draft that is held against a house position.
type Made struct {
	Name     string
	Draft    *draft.Draft
	Library  *library.Library
	Problems diag.List           // of the draft
	Edits    []comparison.Change // what people wrote into it
}

// Against holds a draft against a house position.
func Against(h *deal.House, m Made) *Sheet {
	family, _ := m.Draft.Choices.Value(deal.StylePath)
	s := &Sheet{
		Deal: m.Name, Title: cmp.Or(m.Draft.Document.ID, m.Draft.Document.Title), Date: m.Draft.Document.Date, Side: h.Side,
		Departures: []*Departure{}, Open: []Open{}, Ladders: []Ladder{}, Problems: diag.List{}, style: deal.StyleOf(wordOf(family)), doc: m.Draft.Document.Style,
	}
	f := &finder{house: h, made: m, sheet: s, where: m.Draft.Provisions(m.Library)}
	f.template()
	for _, p := range h.Positions {
		f.position(p)
	}
	f.clauses()
	f.variants()
	f.rules()
	f.edits()
	f.beyond()
	f.approve()
	f.ladders()
	return s
}

func wordOf(v deal.Value) string {
	if c, ok := v.(deal.Chosen); ok {
		return c.Word
	}
	return ""
}

// finder finds the departures of a draft.
type finder struct {
	house *deal.House
	made  Made
	sheet *Sheet
	where func(id string) string // the place of a clause in the draft
}

// add adds a departure and returns it.
func (f *finder) add(d Departure) *Departure {
	if d.Clause != "" {
		d.Section = f.where(d.Clause)
	}
	if d.Gained == nil {
		d.Gained = []string{}
	}
	d.Approvals = []Approval{}
	f.sheet.Departures = append(f.sheet.Departures, &d)
	return &d
}

func (f *finder) deal() *deal.Deal { return f.made.Draft.Deal }

// template holds the form of the agreement against those that may be used.
func (f *finder) template() {
	if len(f.house.Templates) == 0 {
		return
	}
	id := f.made.Draft.Template.ID
	if slices.ContainsFunc(f.house.Templates, func(n deal.Named) bool { return n.Name == id }) {
		f.sheet.Within++
		return
	}
	f.add(Departure{Name: deal.TemplateDeparture, Title: "Form of the agreement", House: f.sheet.style.Join(namesOf(f.house.Templates), "or"), Deal: []string{id}, Pos: f.deal().TemplatePos})
}

func namesOf(list []deal.Named) []string {
	var words []string
	for _, n := range list {
		words = append(words, n.Name)
	}
	return words
}

// value is what the draft says for a question: nothing where its clause is not in it
// and nothing else uses the answer.
func (f *finder) value(q *deal.Parameter) deal.Value {
	choices := f.made.Draft.Choices
	c := choices.Find(q.Clause)
	_, answered := f.deal().Answer(q.Path)
	idle := slices.ContainsFunc(choices.Unused, func(u choose.Unused) bool { return u.Path == q.Path })
	if (c == nil || !c.Taken) && (!answered || idle) {
		return deal.None{Path: q.Path}
	}
	v, _ := choices.Value(q.Path)
	return v
}

// held is an answer, or a cell, that a position is held against.
type held struct {
	path, row string
	value     deal.Value
}

// cells are what a position is held against: the answer, or the cells of a column; the
// answer too where it is no table.
func (f *finder) cells(q, column *deal.Parameter) []held {
	v := f.value(q)
	rows, ok := v.(deal.Table)
	if column == nil || !ok {
		return []held{{q.Path, "", v}}
	}
	var list []held
	for i, row := range rows {
		cell, _ := row[column.Path].(deal.Value)
		list = append(list, held{fmt.Sprintf("%s[%d].%s", q.Path, i+1, column.Path), fmt.Sprintf("row %d: ", i+1), cell})
	}
	return list
}

// position holds the answer to a question, or the cells of a column, against what the
// house wants of it.
func (f *finder) position(p *deal.Position) {
	var found *Departure
	open := false
	house := p.Says(f.sheet.style)
	for _, c := range f.cells(p.Question, p.Column) {
		j := p.Judge(c.value)
		switch {
		case j.Verdict == deal.StillOpen && !open:
			open = true
			f.sheet.Open = append(f.sheet.Open, Open{Path: p.Path(), Ask: p.Question.Ask, House: house})
		case j.Verdict != deal.Beyond:
		case found == nil:
			found = f.add(Departure{Name: p.Question.Path, Clause: p.Question.Clause, Title: titleOf(p), House: house, Pos: f.deal().Pos(c.path), paths: []string{p.Path()}})
			fallthrough
		default:
			found.Deal = append(found.Deal, c.row+f.says(p.Question, c.value))
			if more := f.gain(p, c.value, j); more != "" {
				found.Gained = append(found.Gained, c.row+more)
			}
		}
	}
	if found == nil && !open {
		f.sheet.Within++
	}
}

// titleOf is what a position is about, in words.
func titleOf(p *deal.Position) string {
	if p.Column != nil && p.Column.Ask != "" {
		return p.Column.Ask
	}
	return p.Question.Ask
}

// says is an answer in words, and that there is none, or no clause that asks it.
func (f *finder) says(q *deal.Parameter, v deal.Value) string {
	if v != nil {
		if text := f.sheet.style.Write(v); text != "" {
			return text
		}
	}
	if c := f.made.Draft.Choices.Find(q.Clause); c == nil || !c.Taken {
		return "nothing: " + q.Clause + " is not in the draft"
	}
	return "nothing"
}

// gain is what an answer gives the other side beyond the position.
func (f *finder) gain(p *deal.Position, v deal.Value, j deal.Judgement) string {
	switch {
	case j.By != nil && f.sheet.style.Write(j.By) != "":
		way := " more"
		for _, least := range []deal.Value{p.Is, p.Min} {
			if least == nil {
				continue
			}
			if order, err := deal.Compare(v, least); err == nil && order < 0 {
				way = " less"
			}
		}
		return f.sheet.style.Write(j.By) + way
	case len(j.Entries) > 0:
		return f.sheet.style.Join(j.Entries, "and")
	}
	return ""
}

// clauses tells the clauses that the house wants and the draft lacks, and the other
// way round.
func (f *finder) clauses() {
	for _, list := range []struct {
		clauses   []deal.Wanted
		in        bool
		house, is string
	}{{f.house.With, true, "in every draft", "not in the draft"}, {f.house.Without, false, "in no draft", "in the draft"}} {
		for _, w := range list.clauses {
			c := f.made.Library.Clauses[w.Clause]
			choice := f.made.Draft.Choices.Find(w.Clause)
			if taken := choice != nil && choice.Taken; taken == list.in {
				f.sheet.Within++
				continue
			}
			d := f.add(Departure{Name: deal.ClauseDeparture + w.Clause, Clause: w.Clause, Title: c.Title, House: list.house, Deal: []string{list.is}, Pos: f.posOf(choice)})
			if !list.in {
				d.Gained = append(d.Gained, c.Summary)
			}
		}
	}
}

// posOf is the place of what decided on a clause.
func (f *finder) posOf(c *choose.Choice) diag.Position {
	if c != nil {
		for _, r := range slices.Backward(c.Because) {
			if r.Pos.Line > 0 {
				return r.Pos
			}
		}
	}
	return f.deal().TemplatePos
}

// variants holds the wordings that were taken against those that may be.
func (f *finder) variants() {
	for _, w := range f.house.Variants {
		choice := f.made.Draft.Choices.Find(w.Clause)
		if choice == nil || choice.Variant == nil {
			continue // nothing of it is printed
		}
		if slices.ContainsFunc(w.Names, func(n deal.Named) bool { return n.Name == choice.Variant.Name }) {
			f.sheet.Within++
			continue
		}
		d := Departure{Name: deal.VariantDeparture + w.Clause, Clause: w.Clause, Title: choice.Clause.Title, House: f.named(namesOf(w.Names)), Deal: []string{f.named([]string{choice.Variant.Name})}, Pos: f.posOf(choice)}
		if choice.Variant.Gives != "" {
			d.Gained = []string{choice.Variant.Gives}
		}
		f.add(d)
	}
}

// named names variants: "the wording “balanced” or “licensor”".
func (f *finder) named(names []string) string {
	for i, name := range names {
		names[i] = "“" + name + "”"
	}
	return "the wording " + f.sheet.style.Join(names, "or")
}

// rules tells the rules of the library that the deal does not meet, those that it
// accepts too.
func (f *finder) rules() {
	asked := map[string]*library.Rule{}
	clause := map[string]string{}
	for _, c := range f.made.Draft.Choices.List {
		for _, r := range c.Clause.Rules() {
			if id := r.Name(); c.Taken && asked[id] == nil {
				asked[id], clause[id] = r, c.Clause.ID
			}
		}
	}
	add := func(p *diag.Problem, accepted string) {
		r := asked[p.Rule]
		if r == nil || p.Severity == diag.Info {
			return
		}
		said := []string{document.Capitalised(p.Message)}
		if accepted != "" {
			said = append(said, "Accepted in the deal: "+accepted)
		}
		for _, d := range f.sheet.Departures {
			if d.Name == deal.RuleDeparture+p.Rule {
				d.Deal = append(d.Deal, said...)
				return
			}
		}
		d := f.add(Departure{Name: deal.RuleDeparture + p.Rule, Clause: clause[p.Rule], Title: "Rule " + p.Rule, House: "the rule is met", Deal: said, Pos: p.Pos})
		if p.Path != "" {
			d.paths = append(d.paths, p.Path)
		}
	}
	for _, p := range f.made.Problems {
		add(p, "")
	}
	for _, a := range f.made.Draft.Choices.Accepted {
		add(a.Finding, a.By.Reason)
	}
}

// edits tells what people wrote into the draft, by clause.
func (f *finder) edits() {
	byName := map[string]*Departure{}
	for _, c := range f.made.Edits {
		of, title := c.Clause, c.Section
		if f.made.Library.Clauses[of] == nil {
			of = deal.OutsideClauses
		} else {
			title = f.made.Library.Clauses[of].Title
		}
		d := byName[of]
		if d == nil {
			d = f.add(Departure{Name: deal.EditDeparture + of, Title: title, House: "as drafted", Pos: f.deal().Pos("")})
			if of != deal.OutsideClauses {
				d.Clause, d.Section = of, f.where(of)
			}
			byName[of] = d
		}
		d.Deal = append(d.Deal, c.Section+": "+written(c))
	}
	for _, d := range byName {
		d.paths = f.pathsOf(d.Clause)
	}
}

// written is what somebody wrote, in words.
func written(c comparison.Change) string {
	older, newer := c.Sides()
	switch {
	case c.What == "moved":
		return fmt.Sprintf("moved: “%s”", comparison.Shorten(newer))
	case older == "":
		return fmt.Sprintf("added: “%s”", comparison.Shorten(newer))
	case newer == "":
		return fmt.Sprintf("struck: “%s”", comparison.Shorten(older))
	}
	return fmt.Sprintf("“%s” in place of “%s”", newer, older)
}

// pathsOf are the questions of a clause: an edit may be about each of them.
func (f *finder) pathsOf(clause string) []string {
	var paths []string
	if c := f.made.Library.Clauses[clause]; c != nil {
		for _, q := range c.Parameters {
			paths = append(paths, q.Path)
		}
	}
	return paths
}
