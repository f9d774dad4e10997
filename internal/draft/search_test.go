package draft_test

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"testing"
)

// search is an expression that is tried only on texts that hold a word without
// which it finds nothing: most texts hold none, and that is seen at once.
type search struct {
	*regexp.Regexp
	needs []string // in small letters; one of them is in whatever is found; nil: nobody knows
}

func searchFor(expr string) search {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	needs := needed(tree)
	if len(needs) > mostNeeded || shortest(needs) == 0 {
		needs = nil
	}
	return search{regexp.MustCompile(expr), needs}
}

// mostNeeded are as many words as are looked for sooner than an expression.
const mostNeeded = 12

// in reports whether a text may be one in which something is found; lower is the text in
// small letters.
func (s search) in(lower string) bool {
	return s.needs == nil || slices.ContainsFunc(s.needs, func(word string) bool { return strings.Contains(lower, word) })
}

// MatchString reports whether something is found in a text.
func (s search) MatchString(text string) bool {
	return s.in(strings.ToLower(text)) && s.Regexp.MatchString(text)
}

// FindString is what is found first in a text, or nothing.
func (s search) FindString(text string) string {
	if !s.in(strings.ToLower(text)) {
		return ""
	}
	return s.Regexp.FindString(text)
}

// needed are words of which each text that an expression matches holds one, in small
// letters: of parts that follow each other those of the part whose words are longest.
func needed(tree *syntax.Regexp) (list []string) {
	switch {
	case tree.Op == syntax.OpLiteral:
		return []string{strings.ToLower(string(tree.Rune))}
	case tree.Op == syntax.OpCapture, tree.Op == syntax.OpPlus, tree.Op == syntax.OpRepeat && tree.Min > 0:
		return needed(tree.Sub[0])
	case tree.Op == syntax.OpAlternate:
		for _, sub := range tree.Sub {
			of := needed(sub)
			if of == nil {
				return nil
			}
			list = append(list, of...)
		}
	case tree.Op == syntax.OpConcat:
		for _, sub := range tree.Sub {
			if of := needed(sub); len(of) <= mostNeeded && shortest(of) > shortest(list) {
				list = of
			}
		}
	}
	return list
}

func shortest(list []string) int {
	if len(list) == 0 {
		return 0
	}
	return len(slices.MinFunc(list, func(a, b string) int { return len(a) - len(b) }))
}

// TestNeeded: a search finds what its expression finds, whatever it looks for first.
func TestNeeded(t *testing.T) {
	for _, test := range []struct{ expr, needs string }{
		{`\bTriggers?\b`, "trigger"},
		{`(?i)\bInsur`, "insur"},
		{`JIPC|(?i)committee`, "jipc|committee"},
		{`Milestone (Payment|Event)`, "milestone "},
		{`\bof (State|Kingdom) of\b`, "state|kingdom"},
		{`(?:very )?\d+`, ""},
		{`(?:very ){0,3}long`, "long"},
		{`(?:very ){2,3}big`, "very "},
		{`a|[bc]`, ""},
		{`(?:word|)+`, ""},
		{`license|.*`, ""},
		{`one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen`, ""},
	} {
		if got := strings.Join(searchFor(test.expr).needs, "|"); got != test.needs {
			t.Errorf("%s looks for %q first, want %q", test.expr, got, test.needs)
		}
	}
	for _, expr := range []string{`(?i)insur`, `\bTriggers?\b|STAGES`, `(?:the |an )?Agree`} {
		for _, text := range []string{"", "Insurance", "reinsured", "a Trigger", "triggers", "STAGES", "stages", "Agreement", "the agreement"} {
			if s := searchFor(expr); s.MatchString(text) != s.Regexp.MatchString(text) || s.FindString(text) != s.Regexp.FindString(text) {
				t.Errorf("%s does not find in %q what is there", expr, text)
			}
		}
	}
}

// passage is a text with the lines of the corpus that read so.
type passage struct {
	text, lower string
	lines       []*said
}

// aspect is a text of each line; the passages of the corpus are collected once.
type aspect struct {
	of       func(l line) string
	once     sync.Once
	passages []*passage
}

var (
	words   = &aspect{of: func(l line) string { return l.words }}
	wording = &aspect{of: func(l line) string { return l.wording }}
)

// each are the passages of the corpus, each text once.
func (a *aspect) each(t *testing.T) []*passage {
	lines := everyLine(t)
	a.once.Do(func() {
		known := map[string]*passage{}
		for _, l := range lines {
			text := a.of(l.line)
			if known[text] == nil {
				known[text] = &passage{text: text, lower: strings.ToLower(text)}
				a.passages = append(a.passages, known[text])
			}
			known[text].lines = append(known[text].lines, l)
		}
	})
	return a.passages
}
