package page

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"clausewright/internal/comparison"
	"clausewright/internal/document"
	"clausewright/internal/edits"
	"clausewright/internal/issues"
	"clausewright/internal/merge"
	"clausewright/internal/redline"
	"clausewright/internal/render"
)

// negotiationView is the draft in its folder and all that is to be decided about it.
type negotiationView struct {
	File, Title string
	Sign        string
	Standing
	Notice    *saying
	Unread    *notice // why nobody can tell what people wrote
	Came      *Came
	List      *filledIn
	typed     url.Values // what a form decided that was not done
	Edited    []editedView
	Conflicts []clashView
	Reviews   []clashView
	*Looked
	Frame  string // what is shown beside
	All    []render.Format
	Dates  []string // the formats of what falls due
	Houses []string
	House  string
}

// editedView is a file that people wrote into.
type editedView struct {
	Name   string
	Came   bool
	Totals string
	Edits  []editView
}

// editView is one thing that somebody wrote.
type editView struct {
	Ref, Section, What string
	Passage            []span
	Refused            bool
	Settled            string // in a list of issues; empty without one
}

// span is a part of a passage, and whether it went or came.
type span struct {
	Text     string
	Old, New bool
}

// clashView is a place where two sides wrote, with what is to be decided.
type clashView struct {
	edits.Conflict
	Field   string // what the decision is called in the form
	Because string
	Passage []span
	Taken   string // who was decided for
}

// Where is how a person finds the place.
func (c clashView) Where() string { return placed(c.Place) }

func placed(p merge.Place) string {
	return cmp.Or(strings.TrimSpace(p.Label+" "+p.Heading), "the draft")
}

// Ticked reports whether a form that was not done ticked a box.
func (v *negotiationView) Ticked(name string) bool { return v.typed.Has(name) }

// Gone are the places of what stays deleted.
func (v *negotiationView) Gone() []deleted {
	var list []deleted
	if v.Looked != nil && v.Outcome != nil {
		for _, p := range v.Deleted {
			list = append(list, deleted{placed(p), comparison.Shorten(p.Text)})
		}
	}
	return list
}

// deleted is what was deleted by hand and stays deleted.
type deleted struct{ Where, Text string }

// standsAt is what the page shows of the draft in its folder.
func (p *Page) standsAt(r *http.Request, s *saying) *negotiationView {
	v := &negotiationView{File: p.file.Name(), Sign: p.sign(), Notice: s, Came: p.came, List: p.list, typed: url.Values{}, All: render.Formats, Dates: calendarFormats, Houses: p.folder.Houses(), House: p.houseOf(r)}
	if t := p.now.made.Template; t != nil {
		v.Title = t.Title
	}
	if s != nil && s.Typed != nil {
		v.typed = s.Typed
	}
	var err error
	if v.Standing, err = p.folder.Standing(); err == nil {
		err = v.look(p)
	}
	if err != nil {
		v.Unread = &notice{Says: err.Error(), Hint: hintOf(err)}
	}
	v.Frame = v.frame()
	return v
}

// look finds what people wrote, and what is to be decided about it.
func (v *negotiationView) look(p *Page) error {
	if len(v.Formats) == 0 && p.came == nil {
		return nil
	}
	list, err := p.folder.Edits(p.came)
	if err != nil {
		return err
	}
	for _, e := range list {
		v.edited(e)
	}
	if v.Looked, err = p.folder.Look(p.came); err != nil || v.Outcome == nil {
		return err
	}
	for i, c := range v.Looked.Conflicts {
		v.Conflicts = append(v.Conflicts, clashOf(c, v.Because[i], nil, v.typed))
	}
	for _, c := range v.Looked.Reviews {
		v.Reviews = append(v.Reviews, clashOf(c, "", redline.Texts(c.Base, c.Text), v.typed))
	}
	return nil
}

// edited adds what people wrote into a file.
func (v *negotiationView) edited(e Edited) {
	report := e.Report()
	if len(report.Changes) == 0 {
		return
	}
	one := editedView{Name: e.Name, Came: e.Came, Totals: report.Totals.String()}
	for i, ref := range issues.Refs(report.Changes) {
		c := report.Changes[i]
		wrote := editView{ref, c.Section, c.What, spansOf(c.Passage()), slices.Contains(v.typed["refuse"], ref), ""}
		if v.List != nil {
			status := v.List.Status(ref)
			wrote.Settled = string(status)
			wrote.Refused = wrote.Refused || status == issues.Refused && !v.typed.Has("sign")
		}
		one.Edits = append(one.Edits, wrote)
	}
	v.Edited = append(v.Edited, one)
}

// frame is what is shown beside at first: what is the newest to be looked at.
func (v *negotiationView) frame() string {
	for _, e := range v.Edited {
		if e.Came || v.Came == nil {
			return "/edits?" + url.Values{"file": {e.Name}}.Encode()
		}
	}
	switch {
	case v.Came != nil:
		return "/against"
	case v.Notice != nil && len(v.Notice.Written) > 0: // which says what the deal says
		return "/draft"
	case len(v.Formats) > 0:
		return "/since"
	}
	return "/draft"
}

// clashOf is a place where two sides wrote, with what a form said of it.
func clashOf(c edits.Conflict, because string, texts []redline.Pair, typed url.Values) clashView {
	v := clashView{Conflict: c, Field: "take:" + c.Name, Because: because, Taken: typed.Get("take:" + c.Name)}
	for i, text := range texts {
		if i > 0 {
			v.Passage = append(v.Passage, span{Text: " "})
		}
		v.Passage = append(v.Passage, spansOf(comparison.Revisions(text.Spans))...)
	}
	return v
}

// spansOf are the parts of a passage.
func spansOf(passage []document.Inline) []span {
	var list []span
	for _, n := range passage {
		one, inner := span{}, []document.Inline{n}
		if r, marked := n.(*document.Revision); marked {
			inner, one.New = r.Inlines, r.Mark.New()
			one.Old = !one.New
		}
		one.Text = document.PlainText(inner)
		list = append(list, one)
	}
	return list
}
