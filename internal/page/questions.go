package page

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/library"
	"clausewright/internal/render"
)

// view is all that the page shows.
type view struct {
	File, Title string
	Form        string // id of the template
	Desk        bool   // there is a list of deals to go back to
	Stamp       string // a sign of what the file holds
	Groups      []*group
	Now, Next   *group
	Problems    []told
	Notice      *notice
	Undo        string // the question whose answer would be taken back
	Assumed     []told // questions without an answer that decides the draft, and what it takes for them
	Older       bool   // the draft is that of an earlier state of the file
	Emptied     bool   // the file holds nothing any more
	Formats     []render.Format
	Negotiates  bool // the draft can be written into a folder
}

// Heading is the title of the page.
func (v *view) Heading() string {
	if v.Now == nil {
		return v.File
	}
	return v.Now.Title + " · " + v.File
}

// notice is what became of what was asked.
type notice struct {
	Path       string // the question that it is about; "" for none
	Says, Hint string
	Clash      bool       // the file says something else by now
	Typed      url.Values // that was not saved
}

// group is what is asked at once.
type group struct {
	ID, Title string
	Clauses   []*clause
	Current   bool

	Answered, Missing, Open, Prefilled, Wrong int // questions of it
}

// clause is a clause with its questions.
type clause struct {
	ID, Title, Summary string
	In                 bool // it is in the draft
	Waits              bool // it was asked for, and comes in with an answer to one of its questions
	Notes              []string
	Questions          []*question

	Was      string // what the file says of it by name
	Named    string // the wording that the file names
	InForce  string // the wording that is printed
	SaidBy   string // the clause that says it in short
	Wordings []rung
	Acts     []act
	Group    string
	Notice   *notice
}

// Anchor is the place of the clause on the page.
func (c *clause) Anchor() string { return anchorOf("clauses." + c.ID) }

// question is one question with what there is to be said of it.
type question struct {
	*deal.Parameter
	ID       string
	Group    string
	Raw      string // what the file says; "" if nothing
	Status   string // "missing", "open", "pre-filled", "answered", "default" or "nothing"
	Default  string // what holds without an answer
	Field    string // how it is asked
	Lines    []string
	Options  []option
	Number   string   // of a duration
	Words    []option // that can be given in place of a value
	Rows     []row
	Problems []told
	Notice   *notice
	Places   []spot // where the draft shows it
	None     bool   // the file says that there is none
	Try      bool   // what each word would change can be looked at
	Folded   bool   // it needs no answer, and nobody asked for it

	answer deal.Value // to begin with; nil for none
}

// option is a word of a choice.
type option struct {
	Word, Label string
	Chosen      bool
	Means       []string // what it brings
}

// row is a row of a table, or an empty one.
type row struct {
	N     int
	Cells []cell
}

// Nth is the number of the row as people count.
func (r row) Nth() int { return r.N + 1 }

// cell is a field of a row.
type cell struct {
	Name, ID, Label, Value string
	Options                []option
}

// told is a problem, with the question that it is about where there is one.
type told struct {
	*diag.Problem
	Link  string
	Parts []hintPart // of the hint
}

// hintPart is a part of a hint, and the question to which it leads; empty for none.
type hintPart struct{ Text, Link string }

// inHints are the words of a hint that may be a question or a group of questions.
var inHints = regexp.MustCompile(`[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+|\bgroup [a-z][a-z0-9_]*`)

// hintOn is a hint with each question and group that it names as a link.
func (p *Page) hintOn(hint string, linkOf func(*deal.Parameter) string) []hintPart {
	var pieces []hintPart
	at := 0
	for _, m := range inHints.FindAllStringIndex(hint, -1) {
		path, isGroup := strings.CutPrefix(hint[m[0]:m[1]], "group ")
		i := slices.IndexFunc(p.lib.Schema.Parameters, func(q *deal.Parameter) bool {
			return q.Path == path || isGroup && strings.HasPrefix(q.Path, path+".")
		})
		if i < 0 {
			continue
		}
		pieces = append(pieces, hintPart{Text: hint[at:m[0]]}, hintPart{hint[m[0]:m[1]], linkOf(p.lib.Schema.Parameters[i])})
		at = m[1]
	}
	return append(pieces, hintPart{Text: hint[at:]})
}

// Groups that are no article: the questions that decide the rest, and the clauses that
// can be added to a short form.
const (
	startGroup = "start"
	addGroup   = "add"
)

func anchorOf(path string) string { return "q-" + strings.ReplaceAll(path, ".", "-") }

func queryOf(id string) string { return url.Values{"group": {id}}.Encode() }

// shows is what the page shows of a group, or of that of a question.
func (p *Page) shows(current, about string, n *notice) *view {
	v := &view{File: p.file.Name(), Desk: p.desk, Stamp: stampOf(p.now.data), Notice: n, Formats: render.Formats, Negotiates: p.folder != nil, Older: p.shown != nil && p.shown != p.now, Emptied: p.emptied}
	if p.emptied {
		v.Stamp = stampOf(nil)
	}
	if k := len(p.earlier); k > 0 {
		v.Undo = p.earlier[k-1].path
	}
	t := p.now.made.Template
	if t != nil {
		v.Title, v.Form = t.Title, t.ID
		v.Groups = p.groups(t, n)
	}
	where := map[string]*question{}
	for _, g := range v.Groups {
		for _, c := range g.Clauses {
			for _, q := range c.Questions {
				where[q.Path] = q
			}
		}
	}
	if q := where[about]; q != nil {
		current = q.Group
	}
	if id, ok := strings.CutPrefix(about, "clauses."); ok {
		current = groupOf(v.Groups, id, current)
	}
	for _, g := range v.Groups {
		if g.ID == current {
			v.Now = g
		}
	}
	if v.Now == nil && len(v.Groups) > 0 {
		v.Now = v.Groups[0]
	}
	if v.Now != nil {
		v.Now.Current = true
		p.explain(v.Now)
		for _, q := range where {
			q.Folded = q.Group != startGroup && q.Group != addGroup && q.Path != about && q.Notice == nil && (q.Status == "default" || q.Status == "nothing")
		}
	}
	linkOf := func(q *deal.Parameter) string {
		switch {
		case where[q.Path] != nil:
			return where[q.Path].link()
		case groupOf(v.Groups, q.Clause, "") != "": // the clause that asks it can be added
			return questionLink("clauses." + q.Clause)
		}
		return ""
	}
	for _, problem := range p.now.problems {
		if problem.Rule == "pre-filled" { // which the groups count and the questions say
			continue
		}
		path, _, _ := strings.Cut(problem.Path, "[")
		at := told{Problem: problem, Parts: p.hintOn(problem.Hint, linkOf)}
		if q := where[path]; q != nil {
			at.Link = q.link()
			if problem.Rule != "F-65" { // each question says by itself that it is open
				q.Problems, q.Folded = append(q.Problems, at), false
			}
		}
		v.Problems = append(v.Problems, at)
	}
	for _, a := range p.now.assumed {
		if q := where[a.Path]; q != nil {
			a.Link = q.link()
		}
		v.Assumed = append(v.Assumed, a)
	}
	for _, g := range v.Groups {
		g.count()
	}
	v.Next = v.next()
	return v
}

// next is the next group in which there is something to do; nil if there is none in any.
func (v *view) next() *group {
	i := slices.Index(v.Groups, v.Now) + 1
	for _, g := range slices.Concat(v.Groups[i:], v.Groups[:i]) {
		if g != v.Now && g.Wrong+g.Missing+g.Open+g.Prefilled > 0 {
			return g
		}
	}
	return nil
}

// questionLink leads to the question of a path, wherever it is asked.
func questionLink(path string) string {
	path, _, _ = strings.Cut(path, "[")
	return "/?" + url.Values{"question": {path}}.Encode() + "#" + anchorOf(path)
}

// groupOf is the group in which a clause stands.
func groupOf(groups []*group, id, otherwise string) string {
	for _, g := range groups {
		for _, c := range g.Clauses {
			if c.ID == id {
				return g.ID
			}
		}
	}
	return otherwise
}

// explain fills in what is only said of the questions that are shown, and how they are
// asked.
func (p *Page) explain(g *group) {
	var places map[string][]spot
	if p.shown != nil {
		places = p.shown.places()
	}
	for _, c := range g.Clauses {
		for _, q := range c.Questions {
			q.ask()
			q.Places = places[q.Path]
			q.Try = len(q.Options) > 1 && (q.Field == "radios" || q.Field == "select")
			p.meanings(q)
		}
	}
}

// link leads to a question.
func (q *question) link() string { return "/?" + queryOf(q.Group) + "#" + q.ID }

// groups are the questions of a template: first those that decide the rest, then by
// article. Clauses that are not in the draft come last in theirs.
func (p *Page) groups(t *library.Template, n *notice) []*group {
	asked := p.asked[t]()
	begins, _ := p.lib.Beginning()
	start := &group{ID: startGroup, Title: "What decides the rest"}
	first := &clause{ID: startGroup, In: true}
	all := map[string]*deal.Parameter{}
	for _, list := range asked {
		for _, q := range list {
			all[q.Path] = q
		}
	}
	done := map[string]bool{}
	for _, path := range begins.First {
		if q := all[path]; q != nil {
			done[path] = true
			first.Questions = append(first.Questions, p.question(q, startGroup, n))
		}
	}
	start.Clauses = []*clause{first}
	list := []*group{start}
	groups := map[string]*group{}
	for _, id := range t.Order() {
		c := p.lib.Clauses[id]
		if c == nil {
			continue
		}
		groupID, title := articleOf(t, c)
		g := groups[groupID]
		if g == nil {
			g = &group{ID: groupID, Title: title}
			groups[groupID] = g
			list = append(list, g)
		}
		one := &clause{ID: c.ID, Title: c.Title, Summary: c.Summary}
		if became := p.became(id); became {
			one.In = true
		}
		for _, q := range asked[id] {
			if !done[q.Path] {
				done[q.Path] = true
				one.Questions = append(one.Questions, p.question(q, groupID, n))
			}
		}
		p.wordings(one, c)
		if n != nil && n.Path == "clauses."+id {
			one.Notice = n
		}
		one.Group = groupID
		if len(one.Questions) > 0 || one.In && len(one.Wordings) > 0 {
			if one.In {
				one.Notes = p.notes(c)
			}
			g.Clauses = append(g.Clauses, one)
		}
	}
	for _, g := range list {
		slices.SortStableFunc(g.Clauses, func(a, b *clause) int {
			switch {
			case a.In == b.In:
				return 0
			case a.In:
				return -1
			}
			return 1
		})
	}
	list = append(list, p.addable(t, done, n))
	return slices.DeleteFunc(list, func(g *group) bool {
		return len(g.Clauses) == 0 || g.Clauses[0] == first && len(first.Questions) == 0
	})
}

// addable are the clauses that a short form leaves to its full form, and that a deal can
// add to it.
func (p *Page) addable(t *library.Template, done map[string]bool, n *notice) *group {
	g := &group{ID: addGroup, Title: "What can be added in full"}
	for _, id := range t.All() {
		c := p.lib.Clauses[id]
		if c == nil || !t.Adds(id) {
			continue
		}
		one := &clause{ID: id, Title: c.Title, Summary: c.Summary, Group: g.ID, In: p.now.made.Deal.Wants(id)}
		one.Waits = one.In && !p.became(id)
		for _, q := range c.Parameters {
			if one.In && !done[q.Path] {
				done[q.Path] = true
				one.Questions = append(one.Questions, p.question(q, g.ID, n))
			}
		}
		if p.wordings(one, c); n != nil && n.Path == "clauses."+id {
			one.Notice = n
		}
		g.Clauses = append(g.Clauses, one)
	}
	return g
}

// became reports whether a clause is in the draft.
func (p *Page) became(id string) bool {
	if p.now.made.Choices == nil {
		return true // nobody can tell
	}
	c := p.now.made.Choices.Find(id)
	return c != nil && c.Taken
}

// notes are the guidance for negotiators that is about this draft.
func (p *Page) notes(c *library.Clause) []string {
	var list []string
	for _, n := range c.Notes() {
		if n.When != nil && (p.now.made.Choices == nil || !p.now.made.Choices.Holds(n.When)) {
			continue
		}
		says := n.Say
		if n.For != "" {
			says = "For the " + library.Sides[n.For] + ": " + says
		}
		list = append(list, says)
	}
	return list
}

// articleOf is the article in which a template has a clause, or that which says it.
func articleOf(t *library.Template, c *library.Clause) (id, title string) {
	said := c.ID
	if s := t.StandIn(c.ID); s != nil {
		said = s.By
	}
	for _, a := range t.Articles {
		if slices.Contains(a.Clauses, said) {
			return a.ID, a.Title
		}
	}
	return "others", "Parties, schedules and signature"
}

// count counts what there is to be done in a group.
func (g *group) count() {
	for _, c := range g.Clauses {
		for _, q := range c.Questions {
			if slices.ContainsFunc(q.Problems, func(t told) bool { return t.Severity != diag.Info && t.Rule != "missing-answer" }) {
				g.Wrong++
			}
			switch {
			case q.Status == "missing":
				g.Missing++
			case q.Status == "open":
				g.Open++
			case q.Status == "pre-filled":
				g.Prefilled++
			case q.Status == "answered":
				g.Answered++
			}
		}
	}
}

func (p *Page) prefilled(path string) bool {
	return slices.Contains(p.now.made.Deal.Prefilled(), path)
}

// question is a question as it stands in the file.
func (p *Page) question(q *deal.Parameter, groupID string, n *notice) *question {
	out := &question{Parameter: q, ID: anchorOf(q.Path), Group: groupID, Status: "nothing"}
	answer, answered := p.now.made.Deal.Answer(q.Path)
	choices := p.now.made.Choices
	shown := answer
	switch {
	case answered:
		out.Raw, out.Status, out.None = answer.Raw(), "answered", saysNone(answer)
		if _, open := answer.(deal.Blank); open {
			out.Status, shown = "open", nil
		} else if p.prefilled(q.Path) {
			out.Status = "pre-filled"
		} else if isOpenWithin(answer) {
			out.Status = "open"
		}
	case choices != nil:
		for _, m := range choices.Missing {
			if m.Path == q.Path {
				out.Status = "missing"
			}
		}
		if v, ok := choices.Value(q.Path); ok && out.Status == "nothing" {
			if _, none := v.(deal.None); !none && v.Raw() != "" {
				out.Default, out.Status = v.Raw(), "default"
			}
		}
	}
	if (out.Status == "nothing" || out.Status == "answered" && out.None) && p.shown != nil && p.shown.printsOpen(q.Path) {
		out.Status = "open"
	}
	if n != nil && n.Path == q.Path {
		out.Notice = n
	}
	out.answer = shown
	return out
}

// isOpenWithin reports whether a part of an answer is still open.
func isOpenWithin(v deal.Value) bool {
	switch v := v.(type) {
	case deal.Blank:
		return true
	case deal.List:
		return slices.ContainsFunc(v, isOpenWithin)
	case deal.Table:
		return slices.ContainsFunc(v, func(held deal.Row) bool {
			for _, v := range held {
				if one, ok := v.(deal.Value); ok && isOpenWithin(one) {
					return true
				}
			}
			return false
		})
	}
	return false
}

// ask says how a question is asked.
func (q *question) ask() {
	answer := q.answer
	typed := q.Notice != nil && q.Notice.Typed.Has("value")
	if typed {
		q.Lines = q.Notice.Typed["value"]
	} else {
		q.Lines = linesOf(answer)
	}
	switch q.Kind {
	case deal.KindChoice:
		q.Field, q.Options = "radios", q.options()
		if len(q.Options) > 8 {
			q.Field = "select"
		}
	case deal.KindFlag:
		q.Field = "radios"
		q.Options = q.words("true", "Yes", "false", "No")
	case deal.KindParty:
		q.Field = "radios"
		q.Options = q.words("licensor", "Licensor", "licensee", "Licensee")
	case deal.KindList:
		q.Field = "area"
		if q.Closed && !q.Other {
			q.Field, q.Options = "checks", q.options()
		}
	case deal.KindLongText:
		q.Field = "area"
	case deal.KindDate:
		q.Field = "line"
		if !q.OrText {
			q.Field = "date"
			q.orWord(answer)
		}
	case deal.KindDuration:
		q.Field = "line"
		d, ok := answer.(deal.Duration)
		if _, word := answer.(deal.Chosen); !q.OrText && (ok || word || answer == nil) {
			q.orWord(answer)
			if q.duration(d, ok); typed {
				q.Number = q.Text()
			}
		}
	case deal.KindTable:
		q.Field = "table"
		rows, _ := answer.(deal.Table)
		q.table(rows)
	default:
		q.Field = "line"
	}
}

// orWord offers the words that stand in place of a value.
func (q *question) orWord(answer deal.Value) {
	q.Words = q.options()
	if _, word := answer.(deal.Chosen); word {
		q.Lines = nil
	}
}

// options are the words of a choice.
func (q *question) options() []option {
	var list []option
	for _, c := range q.Choices {
		label := c.Label
		if label == "" {
			label = words(c.Word)
		}
		list = append(list, q.words(c.Word, label)...)
	}
	return list
}

// words are options from words and their labels.
func (q *question) words(pairs ...string) []option {
	var list []option
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, option{Word: pairs[i], Label: pairs[i+1], Chosen: slices.Contains(q.Lines, pairs[i])})
	}
	return list
}

// words are those of a name in a deal file.
func words(name string) string {
	return strings.NewReplacer("_", " ", "-", " ").Replace(name)
}

// linesOf are the parts of an answer as a person types them.
func linesOf(v deal.Value) []string {
	switch v := v.(type) {
	case nil, deal.None, deal.Blank:
		return nil
	case deal.List:
		var list []string
		for _, item := range v {
			list = append(list, linesOf(item)...)
		}
		return list
	case deal.Territory:
		return []string{strings.Join(v, ", ")}
	case deal.Triggers:
		return []string{strings.Join(v, ", ")}
	case deal.Text:
		return []string{string(v)}
	case deal.Chosen:
		return []string{v.Word}
	}
	return []string{v.Raw()}
}

// duration asks for a number and a unit.
func (q *question) duration(d deal.Duration, answered bool) {
	q.Field = "duration"
	for _, u := range []option{{Word: "d", Label: "days"}, {Word: "bd", Label: "Business Days"}, {Word: "w", Label: "weeks"}, {Word: "mo", Label: "months"}, {Word: "y", Label: "years"}} {
		number, ok := strings.CutSuffix(d.Raw(), u.Word)
		if ok && answered && strings.Trim(number, "0123456789-") == "" {
			q.Number, u.Chosen = number, true
		} else if !answered && strings.HasSuffix(q.Default, u.Word) && strings.Trim(strings.TrimSuffix(q.Default, u.Word), "0123456789") == "" {
			u.Chosen = true
		}
		q.Options = append(q.Options, u)
	}
	if !slices.ContainsFunc(q.Options, func(u option) bool { return u.Chosen }) { // no unit is meant that nobody chose
		q.Options = slices.Insert(q.Options, 0, option{Label: "unit", Chosen: true})
	}
}

// table asks for rows; there is an empty one for one more.
func (q *question) table(rows deal.Table) {
	for i := range len(rows) + 1 {
		r := row{N: i}
		for c := range q.Columns {
			column := &q.Columns[c]
			one := cell{Name: cellName(i, column.Path), Label: labelOf(column)}
			one.ID = q.ID + "-" + strings.ReplaceAll(one.Name, ".", "-")
			if i < len(rows) {
				v, _ := rows[i][column.Path].(deal.Value)
				if _, open := v.(deal.Blank); open {
					one.Value = "TBD"
				} else {
					one.Value = strings.Join(linesOf(v), ", ")
				}
			}
			if q.Notice != nil && q.Notice.Typed.Has(one.Name) {
				one.Value = q.Notice.Typed.Get(one.Name)
			}
			if column.Kind == deal.KindChoice {
				for _, choice := range column.Choices {
					one.Options = append(one.Options, option{Word: choice.Word, Label: words(choice.Word), Chosen: choice.Word == one.Value})
				}
			}
			r.Cells = append(r.Cells, one)
		}
		q.Rows = append(q.Rows, r)
	}
}

// labelOf is what a column asks for.
func labelOf(column *deal.Parameter) string {
	label := cmp.Or(column.Ask, words(column.Path))
	if column.Optional {
		label += " (need not be filled in)"
	}
	return label
}

// DefaultShown is the default as a form shows it.
func (q *question) DefaultShown() string {
	switch {
	case q.Kind == deal.KindFlag && q.Default == "true":
		return "yes"
	case q.Kind == deal.KindFlag:
		return "no"
	}
	for _, c := range q.Choices {
		if c.Word == q.Default {
			return cmp.Or(c.Label, words(c.Word))
		}
	}
	return q.Default
}

// WhollyOpen reports whether the answer is that nothing is decided.
func (q *question) WhollyOpen() bool { return q.Status == "open" && q.answer == nil }

// Text is the answer on one line.
func (q *question) Text() string { return strings.Join(q.Lines, ", ") }

// Area is the answer with one entry a line.
func (q *question) Area() string { return strings.Join(q.Lines, "\n") }

// OfCountries reports whether the answer is made of countries, which can be searched.
func (q *question) OfCountries() bool { return q.Kind == deal.KindTerritory }

// CanBeNone reports whether a question takes the answer that there is none, and does not
// have it.
func (q *question) CanBeNone() bool {
	_, err := noneOf(q.Parameter)
	return err == nil && !q.None
}

// CanStayOpen reports whether TBD answers the question.
func (q *question) CanStayOpen() bool { return q.Kind != deal.KindChoice && q.Kind != deal.KindFlag }

// Unfilled is the row for one more.
func (q *question) Unfilled() int { return len(q.Rows) - 1 }
