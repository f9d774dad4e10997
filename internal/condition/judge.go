package condition

import (
	"clausewright/internal/deal"
	"clausewright/internal/language"
)

// Verdict is how a condition comes out.
type Verdict int

// The verdicts, so ordered that min is and, max is or.
const (
	No    Verdict = iota
	Maybe         // not known
	Yes
)

// VerdictOf is Yes or No.
func VerdictOf(holds bool) Verdict {
	if holds {
		return Yes
	}
	return No
}

// Facts are what is known of a deal: everything, or a part.
type Facts interface {
	// Value is the answer to a question, else its default, else a deal.None. It
	// is false if that is not known.
	Value(path string) (v deal.Value, known bool)
	// Given tells whether the deal answers a question, or holds the group.
	Given(path string) Verdict
	// Has tells whether a clause is in the draft.
	Has(clause string) Verdict
	// Promised is what has to hold for a promise to be kept.
	Promised(p Provides) Expr
	// Said is what has to hold for a compound clause to say a clause.
	Said(s Short) Expr
	// Omitted tells whether the deal leaves a clause out.
	Omitted(clause string) Verdict
	// Wanted tells whether the deal wants a clause in its own wording.
	Wanted(clause string) Verdict
}

// Judge works out a condition. It is Maybe, or what a draft does with any deal
// of which these are facts.
func Judge(e Expr, f Facts) Verdict {
	switch e := e.(type) {
	case All:
		least := Yes
		for _, part := range e {
			if least = min(least, Judge(part, f)); least == No {
				break
			}
		}
		return least
	case Any:
		most := No
		for _, part := range e {
			if most = max(most, Judge(part, f)); most == Yes {
				break
			}
		}
		return most
	case Not:
		return Yes - Judge(e.Of, f)
	case Given:
		return f.Given(e.Path)
	case Has:
		return f.Has(e.Clause)
	case Short:
		return Judge(f.Said(e), f)
	case Provides:
		return Judge(f.Promised(e), f)
	case Omitted:
		return f.Omitted(e.Clause)
	case Wanted:
		return f.Wanted(e.Clause)
	case Truth:
		if v, known := f.Value(e.Path); known {
			return VerdictOf(deal.Truth(v))
		}
	case Compare:
		return judgeCompare(e, f)
	case Includes:
		if v, known := f.Value(e.Path); known {
			return outcome(language.Holds("includes", v, e.Word))
		}
	case Opaque:
		if e.Within == "" {
			return Maybe
		}
		if v, known := f.Value(e.Within); known && !deal.Truth(v) {
			return No
		}
	}
	return Maybe
}

func judgeCompare(c Compare, f Facts) Verdict {
	left, known := valueOf(c.Left, f)
	right, also := valueOf(c.Right, f)
	if !known || !also {
		return Maybe
	}
	return outcome(language.Holds(string(c.Op), left, right))
}

// valueOf is what an operand comes to, if it is known.
func valueOf(o Operand, f Facts) (any, bool) {
	if o.Constant != nil {
		return o.Constant, true
	}
	if o.Path == "" {
		return nil, false
	}
	return f.Value(o.Path)
}

// outcome is the verdict of a calculation. What cannot be calculated is a
// fault of the library, which shows where the condition is run.
func outcome(holds bool, err error) Verdict {
	if err != nil {
		return Maybe
	}
	return VerdictOf(holds)
}
