package condition

import (
	"regexp"
	"slices"
)

// Deciding lists the parts that make a condition come out as it does, in its
// order: while they stay as they are, so does it, whatever becomes of the rest.
// They are of the kinds Given, Has, Truth, Compare, Includes and Opaque.
func Deciding(e Expr, f Facts) []Expr {
	switch e := e.(type) {
	case All:
		return decidingOf(e, No, f)
	case Any:
		return decidingOf(e, Yes, f)
	case Not:
		return Deciding(e.Of, f)
	case Provides:
		return Deciding(f.Promised(e), f)
	case Omitted:
		return nil
	case Opaque:
		if e.Within != "" && Judge(e, f) == No {
			return []Expr{Truth{e.Within}}
		}
	}
	return []Expr{e}
}

// decidingOf lists the deciding parts of parts of which one alone decides if it
// comes out as told. What is calculated before that one counts too: it can fail.
func decidingOf(parts []Expr, alone Verdict, f Facts) []Expr {
	verdicts := make([]Verdict, len(parts))
	for i, part := range parts {
		verdicts[i] = Judge(part, f)
	}
	first := slices.Index(verdicts, alone)
	var list []Expr
	for i, part := range parts {
		if first < 0 || verdicts[i] == alone || verdicts[i] == Maybe && i < first {
			list = append(list, Deciding(part, f)...)
		}
	}
	return list
}

// named matches the path of an answer within an expression: after a point, or
// as a word in quotation marks.
var named = regexp.MustCompile(`[.$"]([a-z0-9_]+(?:\.[a-z0-9_]+)*)`)

// Paths lists the paths that a part of a condition names, as far as they are
// answers: those of questions, and of groups. What it calls by other names is
// among them.
func Paths(e Expr) []string {
	switch e := e.(type) {
	case Given:
		return []string{e.Path}
	case Truth:
		return []string{e.Path}
	case Includes:
		return []string{e.Path}
	case Compare:
		return append(e.Left.paths(), e.Right.paths()...)
	case Opaque:
		return pathsIn(e.Text)
	}
	return nil
}

func (o Operand) paths() []string {
	switch {
	case o.Path != "":
		return []string{o.Path}
	case o.Constant != nil:
		return nil
	}
	return pathsIn(o.Text)
}

func pathsIn(text string) []string {
	var list []string
	for _, m := range named.FindAllStringSubmatch(text, -1) {
		list = append(list, m[1])
	}
	return list
}
