package lint

import (
	"slices"
	"strings"

	"clausewright/internal/diag"
	"clausewright/internal/language"
	"clausewright/internal/lazy"
	"clausewright/internal/library"
	"clausewright/internal/markdown"
)

// phrase is a turn of phrase that the language rules refuse.
type phrase struct {
	name    string
	keys    []string // one of these texts, in small letters, is in the words
	words   *lazy.Expression
	text    string // what is wrong, in one line
	instead string
}

// phrases are the turns of phrase that clauses/README.md refuses: one verb form
// for each function of a sentence, and no words that say nothing.
var phrases = []phrase{
	{"language-and-or", []string{"and/or"}, lazy.Regexp(`(?i)\band/or\b`), `"and/or"`, "write a, b or both"},
	{"language-pointer", []string{"herein", "hereof", "hereunder", "hereto", "herewith", "hereafter", "therein", "thereof", "thereunder", "thereto", "therewith", "therefrom"}, lazy.Regexp(`(?i)\b(here(in|of|under|to|with|after|inafter)|there(in|of|under|to|with|from))\b`),
		`"herein", "thereof" and their like`, "name the provision"},
	{"language-hereby", []string{"hereby"}, lazy.Regexp(`(?i)\bhereby (agree|acknowledge|undertake|covenant)`), `"hereby" before anything but a grant`, "write shall, or the bare verb"},
	{"language-null-and-void", []string{"null and"}, lazy.Regexp(`(?i)\bnull and void\b`), `"null and void"`, "write void"},
	{"language-provided-that", []string{"provided that", "provided however"}, lazy.Regexp(`(?i)\bprovided (that|however)\b`), `"provided that"`, "write if, unless or on condition that"},
	{"language-entitled", []string{"shall be entitled"}, lazy.Regexp(`(?i)\bshall be entitled to\b`), `"shall be entitled to"`, "write may"},
	{"language-right-no-obligation", []string{"but not the"}, lazy.Regexp(`(?i)\bright but not the obligation\b`), `"has the right but not the obligation"`, "write may, and is not required to"},
	{"language-best-efforts", []string{"best efforts"}, lazy.Regexp(`(?i)\bbest efforts\b`), `"best efforts"`, "write Commercially Reasonable Efforts"},
	{"language-promptly", []string{"promptly"}, lazy.Regexp(`(?i)\bpromptly\b`), `"promptly"`, "state a period"},
	{"language-reasonable-period", []string{"reasonable period", "reasonable time"}, lazy.Regexp(`(?i)\breasonable (period|time)\b`), `"a reasonable period"`, "state a period"},
	{"language-agree-later", []string{"may agree"}, lazy.Regexp(`(?i)\bas the parties may agree\b`), `"as the parties may agree"`, "say what applies if they do not"},
	{"language-not-limited-to", []string{"not limited"}, lazy.Regexp(`(?i)\bincluding,? but not limited to\b`), `"including but not limited to"`, "write including"},
	{"language-agrees-to", []string{"agrees to", "undertakes to"}, lazy.Regexp(`(?i)\b(agrees|undertakes) to\b`), `"agrees to" and "undertakes to"`, "write shall"},
	{"language-the-said", []string{"the said"}, lazy.Regexp(`(?i)\bthe said\b`), `"the said"`, "write this"},
	{"language-may-not", []string{"may not"}, lazy.Regexp(`(?i)\bmay not\b`), `"may not", which can mean two things`, "write shall not, or might not"},
	{"language-no-party-shall", []string{"no party"}, lazy.Regexp(`(?i)\bno party shall\b`), `"no party shall"`, "write neither party shall"},
	{"language-shall-state", []string{"ll mean", "ll be deemed", "ll accrue"}, lazy.Regexp(`(?i)\b(shall|will) (mean|be deemed|accrue)\b`), `"shall" for what is so and not a duty`, "use the present tense"},
	{"language-shall-rule", []string{"ll terminate", "ll end", "ll expire", "ll begin"}, lazy.Regexp(`(?i)\b(agreement|licence|right|term|period|interest)s? (shall|will) (terminate|end|expire|begin)\b`),
		`"shall" for a rule of the deal`, "use the present tense"},
	{"language-will-duty", []string{"licensor will", "licensee will", "party will", "parties will"}, lazy.Regexp(`(?m)(?:^|[.;:] )(Licensor|Licensee|Each party|The parties) will\b`), `"will" for a duty`, "write shall"},
	{"language-typed-number", []string{"section ", "article ", "schedule ", "annex ", "exhibit "}, lazy.Regexp(`\b(Section|Article|Schedule|Annex|Exhibit) (\d|[A-Z]\b)`), "the number of a section written by hand", "refer to its id: " + markdown.ReferenceTo("id")},
	{"language-double-number", []string{"one (", "two (", "three (", "ten (", "thirty (", "sixty (", "ninety ("}, lazy.Regexp(`(?i)\b(one|two|three|ten|thirty|sixty|ninety) \(\d`), "a number in words and in digits", "write the numeral only"},
}

// Rules of language that are no single phrase.
const (
	shallSubject   = "language-shall-subject"
	definitionDuty = "language-definition-duty"
	singleUse      = "language-single-use"
	undatedDuty    = "language-undated-duty"
)

// subjects are who can owe a duty: "shall" follows one of them.
var subjects = lazy.Regexp(`\b(Licensor|Licensee|LICENSOR|LICENSEE|[Pp]art(y|ies)|PARTY|PARTIES|JIPC|Expert|Auditor|Verifier|Recipients?|Disclosers?|Representatives?|Affiliates?|` +
	`Sublicensees?|Persons?|Escrow Agent|members?|executives?|representatives?|signator(y|ies)|tribunal|arbitrators?|mediator|chair|court|it|they|who|each|neither|both|[Ii]t|one|other|sender|claimant|recipient|payer|payee|managers?|which|that|he or she|` +
	`indemnif(ying|ied)|owner|maker|lead|committee|transferee|assignee|acquirer|successor|third part(y|ies)|Third Part(y|ies)|persons?|company|co-owner|contractors?|subcontractors?|buyer|proposer)\b`)

var shall = lazy.Regexp(`\b(shall|SHALL)\b`)

// idleSwitch is the rule of rules that are switched off for nothing.
const idleSwitch = "idle-switch"

// language reports wording that breaks the language rules.
func (l *linter) language() {
	for _, w := range l.allWordings() {
		for _, literal := range w.body.Literals() {
			for _, p := range literal {
				l.phrases(w, p)
			}
		}
		l.shall(w)
	}
}

func (l *linter) phrases(w owned, p language.Piece) {
	small := strings.ToLower(p.Text)
	for _, f := range phrases {
		if !slices.ContainsFunc(f.keys, func(key string) bool { return strings.Contains(small, key) }) {
			continue
		}
		for _, at := range f.words.FindAllStringIndex(p.Text, -1) {
			words := strings.TrimLeft(p.Text[at[0]:at[1]], ".;: ")
			l.advise(w, p.Offset+at[1]-len(words), f.name, f.instead, "%q is not the language of the library", words)
		}
	}
}

// shall reports a "shall" whose line names nobody before it, and one in a
// definition. Actions in the line may stand for a party.
func (l *linter) shall(w owned) {
	text := w.body.Source()
	for _, at := range shall.FindAllStringIndex(text, -1) {
		if insideAction(text, at[0]) {
			continue
		}
		before := text[strings.LastIndexByte(text[:at[0]], '\n')+1 : at[0]]
		clause := before[strings.LastIndexAny(before, ".;:")+1:]
		switch {
		case w.definition:
			l.advise(w, at[0], definitionDuty, "a definition says what a term means; put the duty into a clause", "a definition holds no duty")
		case !subjects.MatchString(clause) && !strings.Contains(before, "{{"):
			l.advise(w, at[0], shallSubject, "name the party that owes the duty, or use the present tense", "nobody is named who shall")
		}
	}
}

// insideAction reports whether an offset lies between braces.
func insideAction(text string, offset int) bool {
	return strings.LastIndex(text[:offset], "{{") > strings.LastIndex(text[:offset], "}}")
}

// advise adds a warning about language, unless it is switched off.
func (l *linter) advise(w owned, offset int, rule, hint, format string, args ...any) {
	if l.off(w.clause, rule) {
		return
	}
	l.once(w.body.Position(offset), diag.Warning, rule, format, args...).WithHint("%s", hint)
}

// owned is a wording with the clause whose switches apply to it.
type owned struct {
	body       *language.Body
	clause     *library.Clause // nil for a template's cover
	definition bool
}

// allWordings lists the wordings of variants, schedules, definitions and covers.
func (l *linter) allWordings() []owned {
	var list []owned
	for _, id := range l.lib.ClauseIDs() {
		c := l.lib.Clauses[id]
		for _, v := range c.Variants {
			list = append(list, owned{v.Body, c, false})
		}
		for _, s := range c.Schedules {
			list = append(list, owned{s.Body, c, false})
		}
	}
	for _, d := range l.lib.Definitions {
		list = append(list, owned{d.Body, l.lib.Clauses["definitions"], true})
	}
	for _, id := range l.lib.TemplateIDs() {
		list = append(list, owned{l.lib.Templates[id].Cover, nil, false})
	}
	return slices.DeleteFunc(list, func(w owned) bool { return w.body == nil })
}

// off reports whether a clause or the library switches a rule off, and notes
// that the switch was needed.
func (l *linter) off(c *library.Clause, rule string) bool {
	found := false
	look := func(names []library.Name) {
		for _, n := range names {
			if n.Text == rule {
				l.needed[n] = true
				found = true
			}
		}
	}
	if c != nil {
		look(c.Off)
	}
	if !found {
		look(l.lib.Off)
	}
	return found
}

// switches reports names that are switched off and are not there, or suppress
// nothing.
func (l *linter) switches() {
	look := func(names []library.Name) {
		for _, n := range names {
			switch {
			case !strings.HasPrefix(n.Text, "language-") && knownRule(n.Text):
				l.once(n.Pos, diag.Error, "wrong-switch", "%q cannot be switched off: only rules of language can", n.Text)
			case !knownRule(n.Text):
				p := l.once(n.Pos, diag.Error, "wrong-switch", "there is no rule %q", n.Text)
				if near := diag.Nearest(n.Text, languageNames()); near != "" {
					p.WithHint("did you mean %q?", near)
				} else {
					p.WithHint("\"clausewright lint --rules\" lists them")
				}
			case !l.needed[n] && !l.lost:
				l.once(n.Pos, diag.Warning, idleSwitch, "switching off %q suppresses nothing", n.Text).WithHint("take it out")
			}
		}
	}
	look(l.lib.Off)
	for _, id := range l.lib.ClauseIDs() {
		look(l.lib.Clauses[id].Off)
	}
}

func knownRule(rule string) bool {
	return slices.ContainsFunc(Rules, func(r Rule) bool { return r.Name == rule })
}

func languageNames() []string {
	var names []string
	for _, r := range Rules {
		if strings.HasPrefix(r.Name, "language-") {
			names = append(names, r.Name)
		}
	}
	return names
}
