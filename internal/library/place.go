package library

import (
	"strings"
	"sync"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"clausewright/internal/diag"
	"clausewright/internal/language"
)

// scalarPlaces is the places of a YAML scalar's value, from byte start of the
// value on. YAML folds lines, drops indentation and resolves escapes, so value
// and file are read side by side.
func scalarPlaces(n node, start int) language.Places {
	of, file := scalar{n.source, n.Value, n.Style, n.Line, n.Column}, n.places
	offsets := sync.OnceValue(of.align) // in the file, of each byte of the value
	return func(offset int) diag.Position {
		at := offsets()
		return file(at[min(max(start+offset, 0), len(at)-1)])
	}
}

// scalar is what is to be known of a node to find the places of its value: the
// node itself would keep others in memory.
type scalar struct {
	source, value string
	style         yaml.Style
	line, column  int
}

// align finds, for each byte of the value and its end, the byte of the source that
// it comes from.
func (s scalar) align() []int {
	src, at := s.source, s.start()
	offsets := make([]int, 0, len(s.value)+1)
	for _, r := range s.value {
		size := utf8.RuneLen(r)
		if r == ' ' || r == '\n' {
			offsets = append(offsets, min(at, len(src)))
			at += blankLength(src[min(at, len(src)):])
			continue
		}
		if s.style&yaml.DoubleQuotedStyle != 0 {
			at += continuation(src[min(at, len(src)):])
		}
		for range size {
			offsets = append(offsets, min(at, len(src)))
		}
		at += sourceLength(s.style, src[min(at, len(src)):], r)
	}
	return append(offsets, min(at, len(src)))
}

// start is the offset in the source at which the text begins.
func (s scalar) start() int {
	at := 0
	for range s.line - 1 {
		at += strings.IndexByte(s.source[at:], '\n') + 1
	}
	for range s.column - 1 {
		_, size := utf8.DecodeRuneInString(s.source[at:])
		at += size
	}
	switch {
	case s.style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		if end := strings.IndexByte(s.source[at:], '\n'); end >= 0 {
			at += end
		}
		at += blankLength(s.source[at:])
	case s.style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
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
