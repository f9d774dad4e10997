package choose

import (
	"fmt"
	"slices"

	"clausewright/internal/condition"
	"clausewright/internal/deal"
	"clausewright/internal/diag"
)

// Reason is an answer that decided something.
type Reason struct {
	Path   string        // a parameter, a group, or "clauses.omit", "variants"; how a clause is called
	Clause string        // that is in the draft or not, if that decided; else ""
	Value  string        // the answer as a deal file would hold it; "not given" if there is none
	From   string        // "answer", "default" or "not given"
	Pos    diag.Position // of the answer, if the deal gives it
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

// Why lists the answers that make a condition come out as it does.
func (s *Selection) Why(e condition.Expr) []Reason {
	var list []Reason
	for _, part := range condition.Deciding(e, s) {
		switch part := part.(type) {
		case condition.Has:
			list = add(list, s.inOrOut(part.Clause))
		case condition.Short:
			list = add(list, s.inOrOut(part.Clause))
		}
		for _, path := range condition.Paths(part) {
			if _, question := s.lib.Schema.Find(path); question || s.lib.Schema.HasGroup(path) {
				list = add(list, s.reason(path))
			}
		}
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

// inOrOut tells whether a clause is in the draft.
func (s *Selection) inOrOut(clause string) Reason {
	r := Reason{Path: "clause " + clause, Clause: clause, Value: "not in the draft", From: "answer"}
	if s.In(clause) {
		r.Value = "in the draft"
	}
	return r
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
