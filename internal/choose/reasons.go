package choose

import (
	"fmt"
	"slices"

	"clausewright/internal/deal"
	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// Reason is an answer that decided something.
type Reason struct {
	Path  string        // a parameter, a group, or "clauses.omit", "variants"
	Value string        // the answer as a deal file would hold it; "not given" if there is none
	From  string        // "answer", "default" or "not given"
	Pos   diag.Position // of the answer, if the deal gives it
}

// String is a reason as explain prints it.
func (r Reason) String() string {
	switch r.From {
	case "default":
		return fmt.Sprintf("%s is %s by default", r.Path, r.Value)
	case "answer":
		if r.Pos.Line > 0 {
			return fmt.Sprintf("%s is %s (line %d)", r.Path, r.Value, r.Pos.Line)
		}
		return fmt.Sprintf("%s is %s", r.Path, r.Value)
	}
	return fmt.Sprintf("%s is not given", r.Path)
}

// reasons are the answers that a condition looks at.
func (s *Selection) reasons(b *language.Body) []Reason {
	if b == nil {
		return nil
	}
	var list []Reason
	for _, c := range b.Calls() {
		switch {
		case len(c.Args) == 0:
		case c.Name == "given":
			list = add(list, s.reason(c.Args[0]))
		case c.Name == "has" || c.Name == "short":
			list = add(list, Reason{Path: "clause " + c.Args[0], Value: inOrOut(s.In(c.Args[0])), From: "answer"})
		case c.Name == "provides":
			for _, r := range s.promised(c.Args) {
				list = add(list, r)
			}
		}
	}
	for _, u := range b.Uses() {
		list = add(list, s.reason(u.Path))
	}
	return list
}

// add adds a reason, once for each path.
func add(list []Reason, r Reason) []Reason {
	if slices.ContainsFunc(list, func(other Reason) bool { return other.Path == r.Path }) {
		return list
	}
	return append(list, r)
}

// promised are the clauses that a call of provides asks about, and the answers
// by which they keep what they promise.
func (s *Selection) promised(args []string) []Reason {
	clause := ""
	if len(args) > 1 {
		clause = args[1]
	}
	var list []Reason
	for _, p := range s.lib.Promises(args[0], clause) {
		in := s.In(p.Clause.ID)
		list = append(list, Reason{Path: "clause " + p.Clause.ID, Value: inOrOut(in), From: "answer"})
		if in {
			list = append(list, s.reasons(p.When)...)
		}
	}
	return list
}

func inOrOut(in bool) string {
	if in {
		return "in the draft"
	}
	return "not in the draft"
}

// reason tells how a parameter or group is answered.
func (s *Selection) reason(path string) Reason {
	r := Reason{Path: path, From: "not given", Value: "not given"}
	v, isQuestion := s.Value(path)
	_, none := v.(deal.None)
	_, answered := s.deal.Answer(path)
	switch {
	case !isQuestion && s.deal.Given(path):
		r.From, r.Value, r.Pos = "answer", "given", s.deal.Pos(path)
	case !isQuestion:
	case answered:
		r.From, r.Pos, r.Value = "answer", s.deal.Pos(path), Shown(v)
	case !none:
		r.From, r.Value = "default", Shown(v)
	}
	return r
}

// Shown is an answer as a deal file would hold it, cut for a list of reasons.
func Shown(v deal.Value) string {
	const most = 60
	runes := []rune(v.Raw())
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most-1]) + "…"
}
