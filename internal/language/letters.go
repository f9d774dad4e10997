package language

import (
	"strings"
	"unicode"

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
