package language

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"clausewright/internal/deal"
)

// rewrite is a function that writes the words of a text in another way.
func rewrite(f func(string) string) func(*Run, []any) (any, error) {
	return func(r *Run, args []any) (any, error) {
		return r.onWords(args[0], func(text string, _, _ bool) (string, error) { return f(text), nil })
	}
}

// onWords is a text in which the words are others; what is open stays. The
// function is told whether nothing stands before the words or behind them.
func (r *Run) onWords(v any, f func(text string, first, last bool) (string, error)) (any, error) {
	p, err := r.words(v)
	if err != nil {
		return nil, err
	}
	if err := r.charge(1+sizeOf(p)/stepBytes, sizeOf(p)); err != nil {
		return nil, err
	}
	out := make(Phrase, len(p))
	for i, part := range p {
		if part.Open == "" {
			if part.Text, err = f(part.Text, i == 0, i == len(p)-1); err != nil {
				return nil, err
			}
		}
		out[i] = part
	}
	return out.value(), nil
}

// titled gives every word a capital first letter.
func titled(text string) string {
	inWord := false
	return strings.Map(func(r rune) rune {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '\'' || r == '’'
		if letter && !inWord {
			r = unicode.ToTitle(r)
		}
		inWord = letter
		return r
	}, text)
}

func unspaced(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}

// cutEnds cuts the ends of a text, the last argument; the first, if there are
// two, says what is cut.
func cutEnds(cut func(text, what string) string, start, end bool) func(*Run, []any) (any, error) {
	return func(r *Run, args []any) (any, error) {
		what, ok, err := r.closed(args[0])
		if err != nil || !ok && len(args) > 1 {
			return args[0], err
		}
		return r.onWords(args[len(args)-1], func(text string, first, last bool) (string, error) {
			// Words between open values have ends that are not those of the text: they
			// are kept from the cut by a mark that is no white space.
			const kept = "\x00"
			before, after := "", ""
			if !first || !start {
				before = kept
			}
			if !last || !end {
				after = kept
			}
			text = cut(before+text+after, what)
			return strings.TrimSuffix(strings.TrimPrefix(text, before), after), nil
		})
	}
}

// replace sets a text in place of another.
func (r *Run) replace(args []any) (any, error) {
	old, ok, err := r.closed(args[0])
	if err != nil || !ok {
		return args[0], err
	}
	with, ok, err := r.closed(args[1])
	if err != nil || !ok {
		return args[1], err
	}
	return r.onWords(args[2], func(text string, _, _ bool) (string, error) {
		if err := r.charge(0, strings.Count(text, old)*len(with)); err != nil {
			return "", err
		}
		return strings.ReplaceAll(text, old, with), nil
	})
}

// Which part of a phrase a test looks at.
func anyPart(Phrase) (from, to int)     { return 0, -1 }
func firstPart(p Phrase) (from, to int) { return 0, min(1, len(p)) }
func lastPart(p Phrase) (from, to int)  { return max(0, len(p)-1), len(p) }

// textTest is a test of a text, the last argument, for another. What is still
// open passes none.
func textTest(parts func(Phrase) (from, to int), test func(text, part string) bool) func(*Run, []any) (any, error) {
	return func(r *Run, args []any) (any, error) {
		part, ok, err := r.closed(args[0])
		if err != nil || !ok {
			return false, err
		}
		p, err := r.words(args[1])
		if err != nil {
			return false, err
		}
		from, to := parts(p)
		if to < 0 {
			to = len(p)
		}
		for _, words := range p[from:to] {
			if words.Open == "" && test(words.Text, part) {
				return true, r.charge(sizeOf(p)/stepBytes, 0)
			}
		}
		return false, r.charge(sizeOf(p)/stepBytes, 0)
	}
}

// quoted joins texts with spaces, each between quotation marks.
func quoted(mark string) func(*Run, []any) (any, error) {
	return func(r *Run, args []any) (any, error) {
		items := make([]Phrase, len(args))
		joints := make([]string, len(args))
		for i, arg := range args {
			p, err := r.words(arg)
			if err != nil {
				return nil, err
			}
			items[i] = append(append(wordsOf(mark), p...), Part{Text: mark})
			joints[i] = " "
		}
		out, err := r.joined(items, joints)
		return out.value(), err
	}
}

func (r *Run) repeat(args []any) (any, error) {
	n, err := wholeNumber(args[0], 0, maxMade)
	if err != nil {
		return nil, err
	}
	p, err := r.words(args[1])
	if err != nil {
		return nil, err
	}
	if err := r.charge(n, n*sizeOf(p)); err != nil {
		return nil, err
	}
	var out Phrase
	for range n {
		out = append(out, p...)
	}
	return out.value(), nil
}

// maxIndent is how far a line is moved in at most.
const maxIndent = 100

// indent moves every line of a text in, after a beginning.
func indent(beginning string) func(*Run, []any) (any, error) {
	return func(r *Run, args []any) (any, error) {
		n, err := wholeNumber(args[0], 0, maxIndent)
		if err != nil {
			return nil, err
		}
		margin := strings.Repeat(" ", n)
		return r.onWords(args[1], func(text string, first, _ bool) (string, error) {
			if first {
				text = beginning + margin + text
			}
			body, ok := strings.CutPrefix(text, "\n")
			if err := r.charge(0, strings.Count(text, "\n")*n); err != nil {
				return "", err
			}
			if ok {
				return "\n" + strings.ReplaceAll(body, "\n", "\n"+margin), nil
			}
			return strings.ReplaceAll(text, "\n", "\n"+margin), nil
		})
	}
}

func (r *Run) splitList(args []any) (any, error) {
	separator, ok, err := r.closed(args[0])
	if err != nil || !ok {
		return []any{args[0]}, err
	}
	p, err := r.words(args[1])
	if err != nil {
		return nil, err
	}
	parts := []any{}
	for _, words := range p {
		if words.Open != "" {
			parts = append(parts, deal.Blank{Path: words.Open})
			continue
		}
		if err := r.charge(0, 2*len(words.Text)); err != nil {
			return nil, err
		}
		for part := range strings.SplitSeq(words.Text, separator) {
			parts = append(parts, part)
		}
	}
	return parts, r.charge(len(parts), 0)
}

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
