package language

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"clausewright/internal/diag"
)

// Places is the place in a file of each byte of a text.
type Places func(offset int) diag.Position

// FilePlaces is the places of a text that stands in a file as it is, from base on.
func FilePlaces(base diag.Position, text string) Places {
	starts := sync.OnceValue(func() []int { return lineStarts(text) })
	return func(offset int) diag.Position {
		lines := starts()
		offset = min(max(offset, 0), len(text))
		line := lineOf(lines, offset)
		column := utf8.RuneCountInString(text[lines[line]:offset]) + 1
		if line == 0 {
			column += base.Column - 1
		}
		return diag.Position{File: base.File, Line: base.Line + line, Column: column}
	}
}

// lineOf is the index of the last line that starts at or before offset.
func lineOf(lines []int, offset int) int {
	line := 0
	for low, high := 0, len(lines)-1; low <= high; {
		mid := (low + high) / 2
		if lines[mid] <= offset {
			line, low = mid, mid+1
		} else {
			high = mid - 1
		}
	}
	return line
}

// lineStarts lists the offsets at which the lines of text begin.
func lineStarts(text string) []int {
	starts := []int{0}
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// syntaxPlace finds the action that keeps a text from being parsed: the first
// that is wrong by itself, else the one that has no end or is one too many.
// found is false if there is none.
func syntaxPlace(source string) (offset int, found bool) {
	var open []int
	for at := 0; ; {
		start := strings.Index(source[at:], "{{")
		if start < 0 {
			break
		}
		start += at
		end := strings.Index(source[start:], "}}")
		if end < 0 {
			return start, true
		}
		at = start + end + len("}}")
		action := source[start:at]
		switch word := keyword(action); {
		case word == "if" || word == "range" || word == "with":
			if !parses(action + "{{end}}") {
				return start, true
			}
			open = append(open, start)
		case word == "end" || word == "else":
			if len(open) == 0 {
				return start, true
			}
			if word == "end" {
				open = open[:len(open)-1]
			} else if !parses("{{if 1}}" + action + "{{end}}") {
				return start, true
			}
		case word == "break" || word == "continue":
		case !parses(action):
			return start, true
		}
	}
	if len(open) > 0 {
		return open[len(open)-1], true
	}
	return 0, false
}

// keyword is the first word of an action.
func keyword(action string) string {
	text := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(action, "{{"), "-"), " \t\n")
	return text[:WordLength(text)]
}

// templateLine is the line that an error of text/template names, from 1.
func templateLine(text string) int {
	line, _ := strconv.Atoi(text)
	return max(line, 1)
}
