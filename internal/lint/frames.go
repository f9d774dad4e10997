package lint

import (
	"slices"
	"strings"

	"clausewright/internal/deal"
	"clausewright/internal/lazy"
)

// frames are ways to set an answer into a sentence that read badly for some
// answers: they are found in the wording with its actions.
var frames = []struct {
	name          string
	holds         []string // each match holds one of these, in small letters
	words         *lazy.Expression
	text, instead string
}{
	{"language-text-after-colon", []string{"following"}, lazy.Regexp(`(?i)\bfollowing\b[^:{}\n]{0,80}: \{\{ *(the |a |capital |sentence |first |either )?\.`), "an answer in words after a colon", "let the answer stand in the sentence"},
	{"language-each-of", []string{"each of the following"}, lazy.Regexp(`(?i)\beach of the following\b`), `"each of the following" for any number of entries`, `write {{frame LIST "the following" "each of the following"}}`},
	{"language-any-of", []string{"any of {{"}, lazy.Regexp(`(?i)\bany of \{\{`), `"any of" for any number of entries`, `write {{frame LIST "" "either of " "any of "}}`},
	{"language-capitals", []string{"upper ", "title "}, lazy.Regexp(`\{\{[^}]*\b(upper|title) [$.]`), "an answer in other letters than it was given", "a name stands as it is registered"},
}

// frames reports answers that are set into a sentence badly.
func (l *linter) frames() {
	for _, w := range l.allWordings() {
		text := w.body.Source()
		small := strings.ToLower(text)
		for _, f := range frames {
			if !slices.ContainsFunc(f.holds, func(part string) bool { return strings.Contains(small, part) }) {
				continue
			}
			for _, at := range f.words.FindAllStringIndex(text, -1) {
				if f.name == "language-text-after-colon" && !l.asksWords(text[at[0]:]) {
					continue
				}
				if f.name == "language-each-of" && (insideAction(text, at[0]) || branchForOne(text, at[0])) {
					continue
				}
				l.advise(w, at[0], f.name, f.instead, "%s", f.text)
			}
		}
	}
}

// listOfOne is the rule of sentences that lead into a list as if it had several
// entries, where an answer may have one.
const listOfOne = "language-list-of-one"

var (
	// leadsIn is a line that ends in a colon, and the loop after it that makes the list.
	leadsIn = lazy.Regexp(`(?m)^.*\bfollowing\b.*:(?:\{\{end\}\})*\n\n(?:\{\{(?:if|block|end)[^\n]*\n)*\{\{range [$]?\.?([a-z_.]+)\}\}\n(?:[^\n]+\n)+?\{\{end\}\}\n`)
	// inLine leads into a list in the same line.
	inLine = lazy.Regexp(`\bfollowing\b[^:\n]{0,160}: \{\{\.([a-z_.]+)\}\}`)
	// several are the words that only several entries take.
	several = lazy.Regexp(`(?i)\b(?:(?:each|any|all|one|more|first) of (?:the )?following\b|following (?:[a-z-]+ )?(?:[a-z]+[^s ]s\b|are\b|have\b|do\b|survive\b|bind\b))`)
)

// listsOfOne reports sentences about several entries before a list that may have
// one: a draft sets that into the sentence.
func (l *linter) listsOfOne() {
	for _, w := range l.allWordings() {
		text := w.body.Source()
		if !strings.Contains(text, "following") {
			continue // neither pattern can be there
		}
		leads := leadsIn.FindAllStringSubmatchIndex(text, -1)
		for _, at := range inLine.FindAllStringSubmatchIndex(text, -1) {
			at[0] = 1 + strings.LastIndexAny(text[:at[0]], ".\n")
			leads = append(leads, at)
		}
		for _, at := range leads {
			if q, ok := l.lib.Schema.Find(text[at[2]:at[3]]); !ok || q.Kind != deal.KindList || manyAtLeast(q) || strings.HasPrefix(text[at[1]:], "1. ") {
				continue
			}
			lead := text[at[0]:at[2]]
			for _, words := range several.FindAllStringIndex(lead, -1) {
				if at := at[0] + words[0]; !insideAction(text, at) && !branchForOne(text, at) {
					l.advise(w, at, listOfOne, `write {{frame LIST "the following" "any of the following"}}`, "%q before a list that may have one entry", lead[words[0]:words[1]])
				}
			}
		}
	}
}

// manyAtLeast reports whether an answer has two entries at least.
func manyAtLeast(q *deal.Parameter) bool {
	least, ok := q.Bounds().Min.(deal.Integer)
	return ok && least > 1
}

// branchForOne reports whether an offset lies in a branch of an if that asks for
// the length of a list, so that one entry has words of its own.
func branchForOne(text string, offset int) bool {
	var inside []bool // of what is open there, whether it asks for a length
	for _, at := range action.FindAllStringIndex(text[:offset], -1) {
		switch word, rest, _ := strings.Cut(strings.Trim(text[at[0]:at[1]], "{}- "), " "); word {
		case "if", "range", "block", "define", "with":
			inside = append(inside, strings.Contains(rest, "(len "))
		case "end":
			inside = inside[:max(0, len(inside)-1)]
		}
	}
	return slices.Contains(inside, true)
}

// action is what stands between double braces.
var action = lazy.Regexp(`\{\{[^{}]*\}\}`)

var firstPath = lazy.Regexp(`[.$]\.?([a-z_]+(\.[a-z_]+)+)`)

// asksWords reports whether the first answer of a text is one line of words: a
// list, and a text of several sentences, may stand after a colon.
func (l *linter) asksWords(text string) bool {
	m := firstPath.FindStringSubmatch(text)
	if m == nil {
		return true
	}
	q, ok := l.lib.Schema.Find(m[1])
	return !ok || q.Kind == deal.KindText
}
