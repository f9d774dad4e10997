package deal

import "clausewright/internal/lazy"

// saysNothing reports whether a text says in words that there is no answer:
// "none", "n/a", "not applicable", a dash. It is judged here and nowhere else,
// while the deal is read, so that conditions, wordings and rules see the same.
func saysNothing(text string) bool { return nothingText.MatchString(clean(text)) }

// NothingPattern matches what says that there is no answer.
const NothingPattern = `([Nn]one([ -](yet|so far|known|planned|expected|at present|at the Effective Date|at the [Ee]ffective [Dd]ate))?|NONE|[Nn]il|NIL|[Nn]othing|` +
	`[Nn]/?[Aa]|[Nn]\.[Aa]\.?|[Nn]ot ([Aa]pplicable|[Ee]xpected|[Aa]vailable|[Yy]et|[Pp]lanned|[Rr]egistered|[Yy]et known)|[Nn]o such|-{1,3}|–|—|/)\.?`

var nothingText = lazy.Regexp(`^` + NothingPattern + `$`)
