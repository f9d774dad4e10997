package language

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// maxPattern is how many steps the program of a regular expression may have.
const maxPattern = 2000

// maxMatched is the longest text, in bytes, in which matches are replaced: the
// list of them takes many times its length.
const maxMatched = 64 << 10

// patterns are the regular expressions compiled so far: the rules of a library
// match the same few against every deal.
var patterns sync.Map // text -> *compiled

type compiled struct {
	*regexp.Regexp
	cost  int
	needs []string // in small letters: a text in which none of them stands has no match; nil: any text may have one
	err   error
}

// CheckPattern says what is wrong with a regular expression; nil if nothing is.
func CheckPattern(pattern string) error { return compile(pattern).err }

// compile compiles a regular expression, if its program is not too long.
func compile(pattern string) *compiled {
	if kept, ok := patterns.Load(pattern); ok {
		return kept.(*compiled)
	}
	c := &compiled{}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		c.err = fmt.Errorf("%q is no regular expression: %s", pattern, strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	} else if c.cost = patternCost(tree); c.cost > maxPattern || len(pattern) > maxPattern {
		c.err = errors.New("the regular expression is too long")
	} else {
		c.Regexp, c.err = regexp.Compile(pattern)
		c.needs = needed(tree)
	}
	if c.err == nil {
		patterns.Store(pattern, c)
	}
	return c
}

// patternCost is how long the program of a regular expression is, roughly.
func patternCost(re *syntax.Regexp) int {
	cost := 1 + len(re.Rune)/8
	for _, sub := range re.Sub {
		cost += patternCost(sub)
	}
	if re.Op == syntax.OpRepeat {
		cost *= max(1, re.Min, re.Max)
	}
	return min(cost, maxPattern+1)
}

// needed are words of which one stands in every match of a regular expression, in
// small letters; nil if it has none such.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if word := string(re.Rune); isASCII(word) {
			return []string{strings.ToLower(word)}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if words := needed(sub); shortest(words) > shortest(best) {
				best = words
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			words := needed(sub)
			if words == nil {
				return nil
			}
			all = append(all, words...)
		}
		return all
	}
	return nil
}

// shortest is the length of the shortest of words, 0 of none.
func shortest(words []string) int {
	least := 0
	for _, w := range words {
		if least == 0 || len(w) < least {
			least = len(w)
		}
	}
	return least
}

func isASCII(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// matches reports whether a text holds a match. Most hold no word that one needs.
func (c *compiled) matches(text string) bool {
	if c.needs != nil && isASCII(text) { // else a letter of the word may be one of another alphabet
		small := strings.ToLower(text)
		if !slices.ContainsFunc(c.needs, func(word string) bool { return strings.Contains(small, word) }) {
			return false
		}
	}
	return c.MatchString(text)
}

// pattern is a compiled pattern, ready to be matched against a text.
func (r *Run) pattern(v any, text int) (*compiled, error) {
	pattern, err := nameOf(v)
	if err != nil {
		return nil, err
	}
	c := compile(pattern)
	if c.err != nil {
		return nil, c.err
	}
	return c, r.charge(c.cost*(1+text/stepBytes), 0)
}

// regexMatch reports whether a text holds a match of a pattern. A pattern in
// which something is open matches nothing.
func (r *Run) regexMatch(args []any) (any, error) {
	if isOpen(args[0]) {
		return false, nil
	}
	p, err := r.words(args[1])
	if err != nil {
		return false, err
	}
	c, err := r.pattern(args[0], sizeOf(p))
	if err != nil {
		return false, err
	}
	for _, words := range p {
		if words.Open == "" && c.matches(words.Text) {
			return true, nil
		}
	}
	return false, nil
}

// regexReplaceAll sets a text in place of what matches a pattern.
func (r *Run) regexReplaceAll(args []any) (any, error) {
	if isOpen(args[0]) {
		return args[0], nil
	}
	with, ok, err := r.closed(args[2])
	if err != nil || !ok {
		return args[2], err
	}
	return r.onWords(args[1], func(text string, _, _ bool) (string, error) {
		if len(text) > maxMatched {
			return "", fmt.Errorf("the text is too long to be searched: %d KiB", len(text)>>10)
		}
		c, err := r.pattern(args[0], len(text))
		if err != nil {
			return "", err
		}
		var out []byte
		done := 0
		for _, match := range c.FindAllStringSubmatchIndex(text, -1) {
			before := len(out)
			out = append(out, text[done:match[0]]...)
			out = c.ExpandString(out, with, text, match)
			done = match[1]
			if err := r.charge(1, len(out)-before); err != nil {
				return "", err
			}
		}
		return string(append(out, text[done:]...)), nil
	})
}
