package deal

import (
	"errors"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// errComment says that a comment stands inside of an answer, or would be lost.
var errComment = errors.New("a comment stands inside of the answer")

// end is where a value ends: the line, counted from one, and the byte behind it.
func (w *writer) end(n *yaml.Node) (line, at int, err error) {
	start, rest := w.from(n)
	switch {
	case n.Kind == yaml.ScalarNode && n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return w.endOfBlock(n, rest)
	case n.Kind == yaml.ScalarNode && n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		return w.endOfQuoted(n, start)
	case n.Kind == yaml.ScalarNode:
		return w.endOfPlain(n, start)
	case n.Style&yaml.FlowStyle != 0:
		return w.endOfBraces(n, start)
	case n.Kind == yaml.SequenceNode && len(n.Content) > 0:
		last := n.Content[len(n.Content)-1]
		for last.Kind == yaml.MappingNode && last.Style&yaml.FlowStyle == 0 && len(last.Content) > 0 {
			last = last.Content[len(last.Content)-1]
		}
		return w.end(last)
	}
	return 0, 0, errSeveral
}

// endOfBlock is the end of a text that stands under its mark, "|" or ">".
func (w *writer) endOfBlock(n *yaml.Node, head string) (line, at int, err error) {
	if strings.Contains(head, "#") {
		return 0, 0, errComment
	}
	line = n.Line
	inner := 0
	for i := n.Line; i < len(w.lines); i++ {
		text := strings.TrimRight(w.lines[i], " \r")
		if text == "" {
			continue
		}
		if inner == 0 {
			inner = max(1, indentOf(text))
		}
		if indentOf(text) < inner || inner <= indentOf(w.lines[n.Line-1]) {
			break
		}
		line = i + 1
	}
	return line, len(strings.TrimRight(w.lines[line-1], "\r")), nil
}

// endOfQuoted is the end of a text in quotation marks.
func (w *writer) endOfQuoted(n *yaml.Node, start int) (line, at int, err error) {
	pattern := singleQuoted
	if n.Style&yaml.DoubleQuotedStyle != 0 {
		pattern = doubleQuoted
	}
	text := w.lines[n.Line-1][start:]
	for line = n.Line; ; line++ {
		if found := pattern.FindString(text); found != "" {
			return line, len(w.lines[line-1]) - (len(text) - len(found)), nil
		}
		if line == len(w.lines) {
			return 0, 0, errSeveral
		}
		text += "\n" + w.lines[line]
	}
}

// endOfPlain is the end of a text without quotation marks, whose words may stand on
// several lines.
func (w *writer) endOfPlain(n *yaml.Node, start int) (line, at int, err error) {
	words := strings.Fields(n.Value)
	line, at = n.Line, start
	for i, word := range words {
		rest := w.lines[line-1][at:]
		for i > 0 && strings.TrimSpace(rest) == "" && line < len(w.lines) {
			line, at = line+1, 0
			rest = w.lines[line-1]
		}
		space := len(rest) - len(strings.TrimLeft(rest, " \t"))
		if !strings.HasPrefix(rest[space:], word) {
			return 0, 0, errSeveral
		}
		at += space + len(word)
	}
	if len(words) == 0 && n.Value == "" {
		at = start
	}
	return line, at, nil
}

// endOfBraces is the end of what stands in brackets or braces.
func (w *writer) endOfBraces(n *yaml.Node, start int) (line, at int, err error) {
	text := w.lines[n.Line-1][start:]
	for line = n.Line; ; line++ {
		if size := braced(text); size > 0 {
			return line, len(w.lines[line-1]) - (len(text) - size), nil
		}
		if hasComment(w.lines[line-1]) {
			return 0, 0, errComment
		}
		if line == len(w.lines) {
			return 0, 0, errSeveral
		}
		text += "\n" + w.lines[line]
	}
}

// hasComment reports whether a line ends with a comment.
func hasComment(line string) bool { return commentOf(line) != "" }

// commentOf is the comment at the end of a line, or all of it; "" if there is none.
func commentOf(line string) string {
	until := rune(0)
	for i, c := range line {
		begins := i == 0 || strings.ContainsRune(" {[,:\t", rune(line[i-1]))
		switch {
		case until != 0:
			if c == until && line[i-1] != '\\' {
				until = 0
			}
		case (c == '"' || c == '\'') && begins:
			until = c
		case c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			return strings.TrimRight(line[i:], " \r")
		}
	}
	return ""
}
