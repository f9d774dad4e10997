package sample

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// matching is a text that a constant of a library stands for: one that matches
// it if it is a pattern, else the constant itself.
func matching(constant string) string {
	if !isPattern(constant) {
		return strings.TrimSpace(constant)
	}
	tree, err := syntax.Parse(constant, syntax.Perl)
	if err != nil {
		return ""
	}
	text := example(tree.Simplify())
	if m, err := regexp.MatchString(constant, strings.TrimSpace(text)); err != nil || !m {
		return ""
	}
	return strings.TrimSpace(text)
}

// isPattern reports whether a constant is a regular expression.
func isPattern(constant string) bool { return strings.ContainsAny(constant, `^$()[]|\*+?`) }

// example is a short text that a pattern matches.
func example(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1] && r < 0x7f; r++ {
				if r == ' ' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
					return string(r)
				}
			}
		}
		return " "
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return "x"
	case syntax.OpCapture, syntax.OpPlus:
		return example(re.Sub[0])
	case syntax.OpRepeat:
		return strings.Repeat(example(re.Sub[0]), re.Min)
	case syntax.OpConcat:
		var b strings.Builder
		for _, sub := range re.Sub {
			b.WriteString(example(sub))
		}
		return b.String()
	case syntax.OpAlternate:
		least := example(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			if text := example(sub); len(least) == 0 || len(text) > 0 && len(text) < len(least) && len(least) == 1 {
				least = text
			}
		}
		return least
	}
	return ""
}
