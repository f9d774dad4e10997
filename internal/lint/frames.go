package lint

import (
	"regexp"
	"slices"
	"strings"

	"clausewright/internal/deal"
)

// frames are ways to set an answer into a sentence that read badly for some
// answers: they are found in the wording with its actions.
var frames = []struct {
	name          string
	holds         []string // each match holds one of these, in small letters
	words         *regexp.Regexp
	text, instead string
}{
	{"language-text-after-colon", []string{"following"}, regexp.MustCompile(`(?i)\bfollowing\b[^:{}\n]{0,80}: \{\{ *(the |a |capital |sentence |first |either )?\.`), "an answer in words after a colon", "let the answer stand in the sentence"},
	{"language-each-of", []string{"each of the following"}, regexp.MustCompile(`(?i)\beach of the following\b`), `"each of the following" for any number of entries`, `write {{frame LIST "the following" "each of the following"}}`},
	{"language-any-of", []string{"any of {{"}, regexp.MustCompile(`(?i)\bany of \{\{`), `"any of" for any number of entries`, `write {{frame LIST "" "either of " "any of "}}`},
	{"language-capitals", []string{"upper ", "title "}, regexp.MustCompile(`\{\{[^}]*\b(upper|title) [$.]`), "an answer in other letters than it was given", "a name stands as it is registered"},
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

// branchForOne reports whether a line asks for the length of a list before an
// offset, and so has words of its own for one entry.
func branchForOne(text string, offset int) bool {
	return strings.Contains(text[strings.LastIndexByte(text[:offset], '\n')+1:offset], "(len ")
}

var firstPath = regexp.MustCompile(`[.$]\.?([a-z_]+(\.[a-z_]+)+)`)

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
