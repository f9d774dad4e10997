package library

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/diag"
)

// places is the place in a file of each byte of a text.
type places func(offset int) diag.Position

// filePlaces is the places of a text that stands in a file as it is, from base on.
func filePlaces(base diag.Position, text string) places {
	lines := lineStarts(text)
	return func(offset int) diag.Position {
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

// scalarPlaces is the places of a YAML scalar's value, from byte start of the
// value on. YAML folds lines, drops indentation and resolves escapes, so value
// and file are read side by side.
func scalarPlaces(n node, start int) places {
	var offsets []int // in the file, of each byte of the value
	file := filePlaces(diag.Position{File: n.o.place(n.file).File, Line: n.base + 1, Column: 1}, n.source)
	return func(offset int) diag.Position {
		if offsets == nil {
			offsets = alignScalar(n)
		}
		return file(offsets[min(max(start+offset, 0), len(offsets)-1)])
	}
}

// alignScalar finds, for each byte of a scalar's value and its end, the byte of
// the source that it comes from.
func alignScalar(n node) []int {
	src, at := n.source, scalarStart(n)
	offsets := make([]int, 0, len(n.Value)+1)
	for _, r := range n.Value {
		size := utf8.RuneLen(r)
		if r == ' ' || r == '\n' {
			offsets = append(offsets, min(at, len(src)))
			at += blankLength(src[min(at, len(src)):])
			continue
		}
		if n.Style&yaml.DoubleQuotedStyle != 0 {
			at += continuation(src[min(at, len(src)):])
		}
		for range size {
			offsets = append(offsets, min(at, len(src)))
		}
		at += sourceLength(n.Style, src[min(at, len(src)):], r)
	}
	return append(offsets, min(at, len(src)))
}

// scalarStart is the offset in the source at which a scalar's text begins.
func scalarStart(n node) int {
	lines := lineStarts(n.source)
	at := lines[min(max(n.Line-1, 0), len(lines)-1)]
	for range n.Column - 1 {
		_, size := utf8.DecodeRuneInString(n.source[at:])
		at += size
	}
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		if end := strings.IndexByte(n.source[at:], '\n'); end >= 0 {
			at += end
		}
		at += blankLength(n.source[at:])
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		at++
	}
	return at
}

// blankLength is the length of the white space at the start of text.
func blankLength(text string) int { return len(text) - len(strings.TrimLeft(text, " \t\r\n")) }

// continuation is the length of a line end that a backslash takes back, with
// the indentation after it.
func continuation(text string) int {
	if strings.HasPrefix(text, "\\\n") {
		return 1 + blankLength(text[1:])
	}
	return 0
}

// sourceLength is how much of the source one character of a value takes.
func sourceLength(style yaml.Style, text string, r rune) int {
	switch {
	case style&yaml.SingleQuotedStyle != 0 && r == '\'':
		return len("''")
	case style&yaml.DoubleQuotedStyle != 0 && strings.HasPrefix(text, `\`):
		for _, escape := range []struct {
			letter byte
			length int
		}{{'x', 4}, {'u', 6}, {'U', 10}} {
			if len(text) > 1 && text[1] == escape.letter {
				return escape.length
			}
		}
		return len(`\n`)
	}
	return utf8.RuneLen(r)
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
	return text[:wordLength(text)]
}

// templateLine is the line that an error of text/template names, from 1.
func templateLine(text string) int {
	line, _ := strconv.Atoi(text)
	return max(line, 1)
}
