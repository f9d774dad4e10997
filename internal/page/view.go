package page

import (
	"net/url"
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/draft"
	"clausewright/internal/render"
)

// view is all that the page shows.
type view struct {
	File, Title string
	Form        string // id of the template
	Listed      bool   // there is a list of deals to go back to
	Stamp       string // a sign of what the file holds
	Groups      []*group
	Now, Next   *group
	Problems    []linkedProblem
	Notice      *notice
	Undo        string          // the question whose answer would be taken back
	Assumed     []linkedProblem // questions without an answer that decides the draft, and what it takes for them
	Older       bool            // the draft is that of an earlier state of the file
	Emptied     bool            // the file holds nothing any more
	Formats     []render.Format
	Negotiates  bool // the draft can be written into a folder

	asked map[string]*question // the questions of all groups, by path
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

// shows is what the page shows of a group, or of that of a question.
func (p *Page) shows(current, about string, n *notice) *view {
	v := p.stands(n)
	v.turnTo(current, about)
	if v.Now != nil {
		p.explain(v.Now)
		v.fold(about)
	}
	p.tell(v)
	for _, g := range v.Groups {
		g.count()
	}
	v.Next = v.next()
	return v
}

// stands is how the deal stands, of which no group is shown yet.
func (p *Page) stands(n *notice) *view {
	v := &view{File: p.file.Name(), Listed: p.listed, Stamp: stampOf(p.now.data), Notice: n, Formats: render.Formats,
		Negotiates: p.folder != nil, Older: p.shown != nil && p.shown != p.now, Emptied: p.emptied, asked: map[string]*question{}}
	if p.emptied {
		v.Stamp = stampOf(nil)
	}
	if k := len(p.earlier); k > 0 {
		v.Undo = p.earlier[k-1].path
	}
	if t := p.now.made.Template; t != nil {
		v.Title, v.Form = t.Title, t.ID
		v.Groups = p.groups(t, n)
	}
	for _, g := range v.Groups {
		for _, c := range g.Clauses {
			for _, q := range c.Questions {
				v.asked[q.Path] = q
			}
		}
	}
	return v
}

// turnTo shows a group, or that of what a path is about: a question, or a clause; else
// the first.
func (v *view) turnTo(current, about string) {
	if q := v.asked[about]; q != nil {
		current = q.Group
	}
	if id, ok := strings.CutPrefix(about, "clauses."); ok {
		current = groupOfClause(v.Groups, id, current)
	}
	i := slices.IndexFunc(v.Groups, func(g *group) bool { return g.ID == current })
	if len(v.Groups) > 0 {
		v.Now = v.Groups[max(0, i)]
		v.Now.Current = true
	}
}

// fold folds the questions that need no answer, but for the one that the page is about.
func (v *view) fold(about string) {
	for _, q := range v.asked {
		q.Folded = q.Group != startGroup && q.Group != addGroup && q.Path != about && q.Notice == nil && (q.Status == "default" || q.Status == "nothing")
	}
}

// tell tells the problems of the deal and what its draft takes for missing answers, each
// at its question too.
func (p *Page) tell(v *view) {
	for _, problem := range p.now.problems {
		if problem.Rule == draft.Unconfirmed { // which the groups count and the questions say
			continue
		}
		path, _, _ := strings.Cut(problem.Path, "[")
		at := linkedProblem{Problem: problem, Parts: p.hintOn(problem.Hint, v.linkTo)}
		if q := v.asked[path]; q != nil {
			at.Link = q.link()
			if problem.Rule != draft.RuleOpen { // each question says by itself that it is open
				q.Problems, q.Folded = append(q.Problems, at), false
			}
		}
		v.Problems = append(v.Problems, at)
	}
	for _, a := range p.now.assumed {
		if q := v.asked[a.Path]; q != nil {
			a.Link = q.link()
		}
		v.Assumed = append(v.Assumed, a)
	}
}

// linkTo leads to a question, or to the clause that asks it where that can be added;
// empty where the page has neither.
func (v *view) linkTo(q *deal.Parameter) string {
	switch {
	case v.asked[q.Path] != nil:
		return v.asked[q.Path].link()
	case groupOfClause(v.Groups, q.Clause, "") != "":
		return questionLink("clauses." + q.Clause)
	}
	return ""
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

func anchorOf(path string) string { return "q-" + strings.ReplaceAll(path, ".", "-") }

func queryOf(id string) string { return url.Values{"group": {id}}.Encode() }

// questionLink leads to the question of a path, wherever it is asked.
func questionLink(path string) string {
	path, _, _ = strings.Cut(path, "[")
	return "/?" + url.Values{"question": {path}}.Encode() + "#" + anchorOf(path)
}

// groupOfClause is the group in which a clause stands.
func groupOfClause(groups []*group, id, otherwise string) string {
	for _, g := range groups {
		for _, c := range g.Clauses {
			if c.ID == id {
				return g.ID
			}
		}
	}
	return otherwise
}
