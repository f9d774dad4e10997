package condition

import "slices"

// Deciding lists the parts that make a condition come out as it does, in its
// order: while they stay as they are, so does it, whatever becomes of the rest.
// They are of the kinds Given, Has, Truth, Compare, Includes and Opaque.
func Deciding(e Expr, f Facts) []Expr {
	var list []Expr
	EachDeciding(e, f, func(part Expr) { list = append(list, part) })
	return list
}

// EachDeciding visits the parts that Deciding lists.
func EachDeciding(e Expr, f Facts, visit func(Expr)) {
	switch e := e.(type) {
	case All:
		eachDecidingOf(e, No, f, visit)
		return
	case Any:
		eachDecidingOf(e, Yes, f, visit)
		return
	case Not:
		EachDeciding(e.Of, f, visit)
		return
	case Provides:
		EachDeciding(f.Promised(e), f, visit)
		return
	case Omitted:
		return
	case Opaque:
		if e.Within != "" && Judge(e, f) == No {
			visit(Truth{e.Within})
			return
		}
	}
	visit(e)
}

// eachDecidingOf visits the deciding parts of parts of which one alone decides if it
// comes out as told. What is calculated before that one counts too: it can fail.
func eachDecidingOf(parts []Expr, alone Verdict, f Facts, visit func(Expr)) {
	var few [8]Verdict
	verdicts := few[:0]
	for _, part := range parts {
		verdicts = append(verdicts, Judge(part, f))
	}
	first := slices.Index(verdicts, alone)
	for i, part := range parts {
		if first < 0 || verdicts[i] == alone || verdicts[i] == Maybe && i < first {
			EachDeciding(part, f, visit)
		}
	}
}

// Paths lists the paths that a part of a condition names, as far as they are
// answers: those of questions, and of groups. What it calls by other names is
// among them.
func Paths(e Expr) []string {
	var list []string
	EachPath(e, func(path string) { list = append(list, path) })
	return list
}

// EachPath visits the paths that Paths lists.
func EachPath(e Expr, visit func(path string)) {
	switch e := e.(type) {
	case Given:
		visit(e.Path)
	case Truth:
		visit(e.Path)
	case Includes:
		visit(e.Path)
	case Compare:
		e.Left.eachPath(visit)
		e.Right.eachPath(visit)
	case Opaque:
		eachPathIn(e.Text, visit)
	}
}

func (o Operand) eachPath(visit func(path string)) {
	switch {
	case o.Path != "":
		visit(o.Path)
	case o.Constant == nil:
		eachPathIn(o.Text, visit)
	}
}

// eachPathIn visits what may be the path of an answer within an expression: names
// joined by points, after a point or a dollar sign, or as a word in quotation marks.
func eachPathIn(text string, visit func(path string)) {
	for at := 0; at < len(text); at++ {
		if c := text[at]; c != '.' && c != '$' && c != '"' {
			continue
		}
		start, end := at+1, at+1
		for end < len(text) && (isNamed(text[end]) || text[end] == '.' && end > start && end+1 < len(text) && isNamed(text[end+1])) {
			end++
		}
		if end > start {
			visit(text[start:end])
			at = end - 1
		}
	}
}

// isNamed reports whether a character may stand in the name of an answer.
func isNamed(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' }
