package page

import (
	"cmp"
	"slices"

	"clausewright/internal/deal"
)

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
	Problems []linkedProblem
	Notice   *notice
	Places   []spot // where the draft shows it
	None     bool   // the file says that there is none
	Try      bool   // what each word would change can be looked at
	Folded   bool   // it needs no answer, and nobody asked for it

	answer deal.Value // to begin with; nil for none
}

// link leads to a question.
func (q *question) link() string { return "/?" + queryOf(q.Group) + "#" + q.ID }

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
		} else if deal.OpenWithin(answer) {
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

// CanBeNone reports whether a question takes the answer that there is none, and does not
// have it.
func (q *question) CanBeNone() bool {
	_, err := noneOf(q.Parameter)
	return err == nil && !q.None
}
