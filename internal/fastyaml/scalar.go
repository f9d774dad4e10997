package fastyaml

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v4"
)

// scalar is a plain text of one line.
func (r *reader) scalar(text string) *Node {
	n := r.new(yaml.ScalarNode, 0, tagOf(text))
	n.Value = text
	return n
}

// startsPlain reports whether a text without quotation marks can begin with a
// byte, and the one behind it.
func (r *reader) startsPlain(c byte) bool {
	switch c {
	case ' ', '\n', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`':
		return false
	case '-':
		c := r.byteAt(r.at + 1)
		return c != ' ' && c != '\n' && !isBracket(c)
	}
	return true
}

// isBracket reports whether a byte ends a plain text between brackets.
func isBracket(c byte) bool { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}' }

// plainEnd is where a plain text ends on its line, without the spaces behind it,
// and what ends it: a colon, a bracket, a comment or the end of the line.
func (r *reader) plainEnd(bracketed bool) (end, stop int) {
	i := r.at
	for ; i < len(r.text); i++ {
		c := r.text[i]
		if c == '\n' || c == ':' && (r.blankAt(i+1) || bracketed && isBracket(r.text[i+1])) || bracketed && isBracket(c) || c == '#' && i > r.at && r.text[i-1] == ' ' {
			break
		}
	}
	for end = i; end > r.at && r.text[end-1] == ' '; end-- {
	}
	return end, i
}

// plain reads a text without quotation marks that may go on in lines which are set
// in further than a column, and goes to the next token.
func (r *reader) plain(indent int) *Node {
	if !r.startsPlain(r.next()) {
		return nil
	}
	end, stop := r.plainEnd(false)
	if r.byteAt(stop) == ':' {
		return nil
	}
	n := r.new(yaml.ScalarNode, 0, "")
	first, more := r.text[r.at:end], []byte(nil)
	for r.at = stop; r.next() == '\n'; r.at = stop {
		breaks := r.breaks()
		if r.ended() || r.indent() <= indent || r.next() == '#' {
			break
		}
		if r.at == r.start && isDivider(r.text[r.at:]) {
			return nil
		}
		if end, stop = r.plainEnd(false); r.byteAt(stop) == ':' {
			return nil
		}
		if more == nil {
			more = append(more, first...)
		}
		more = append(folded(more, breaks), r.text[r.at:end]...)
	}
	if n.Value = first; more != nil {
		n.Value = string(more)
	}
	n.Tag = tagOf(n.Value)
	r.toToken()
	if !r.ended() && !r.inBlock() {
		return nil
	}
	return n
}

// breaks skips line ends and the spaces around them, and tells how many they were.
func (r *reader) breaks() int {
	count := 0
	for ; !r.ended() && r.text[r.at] == '\n'; r.spaces() {
		r.newLine()
		count++
	}
	return count
}

// folded adds line ends within a text: one is a space, more are one less.
func folded(text []byte, breaks int) []byte {
	if breaks == 1 {
		return append(text, ' ')
	}
	for range breaks - 1 {
		text = append(text, '\n')
	}
	return text
}

// escapes are the letters behind a backslash that are read here.
var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'n': '\n', 't': '\t'}

// quoted reads a text between quotation marks.
func (r *reader) quoted() *Node {
	quote, style := r.next(), yaml.SingleQuotedStyle
	if quote == '"' {
		style = yaml.DoubleQuotedStyle
	}
	n := r.new(yaml.ScalarNode, style, "!!str")
	r.at++
	if end := strings.IndexByte(r.text[r.at:], quote); end >= 0 {
		if words := r.text[r.at : r.at+end]; strings.IndexByte(words, '\n') < 0 && (quote == '\'' && r.byteAt(r.at+end+1) != quote || quote == '"' && strings.IndexByte(words, '\\') < 0) {
			r.at += end + 1
			n.Value = words
			return n
		}
	}
	var value []byte
	for !r.ended() {
		switch c := r.text[r.at]; {
		case c == quote && (quote == '"' || r.byteAt(r.at+1) != quote):
			r.at++
			n.Value = string(value)
			return n
		case c == quote:
			value = append(value, c)
			r.at += 2
		case c == '\\' && quote == '"':
			letter, ok := escapes[r.byteAt(r.at+1)]
			if !ok {
				return nil
			}
			value = append(value, letter)
			r.at += 2
		case c == ' ' || c == '\n':
			from := r.at
			r.spaces()
			breaks := r.breaks()
			if breaks == 0 {
				value = append(value, r.text[from:r.at]...)
				continue
			}
			if r.at == r.start && isDivider(r.text[r.at:]) {
				return nil
			}
			value = folded(value, breaks)
		default:
			value = append(value, c)
			r.at++
		}
	}
	return nil
}

// lines reads a text of several lines that | or > announces, each set in further
// than a column, and goes to the next token.
func (r *reader) lines(indent int) *Node {
	style := yaml.LiteralStyle
	if r.next() == '>' {
		style = yaml.FoldedStyle
	}
	n := r.new(yaml.ScalarNode, style, "!!str")
	chomp, ok := r.announced()
	if !ok {
		return nil
	}
	value, ends, ok := r.linesFrom(r.ownIndent(indent), style == yaml.FoldedStyle)
	switch {
	case !ok:
		return nil
	case chomp == '+':
		value = append(value, bytes.Repeat([]byte{'\n'}, ends)...)
	case chomp != '-' && len(value) > 0 && ends > 0:
		value = append(value, '\n')
	}
	n.Value = string(value)
	r.toToken()
	if !r.ended() && !r.inBlock() {
		return nil
	}
	return n
}

// announced reads the line that announces a text of several lines, and what it
// says of the line ends behind that: - none, + all, else one.
func (r *reader) announced() (chomp byte, ok bool) {
	r.at++
	chomp = r.next()
	if chomp == '-' || chomp == '+' {
		r.at++
	}
	if !r.blankAt(r.at) {
		return 0, false // an indentation of its own
	}
	r.spaces()
	if r.next() == '#' {
		r.toLineEnd()
	}
	if r.ended() || r.text[r.at] != '\n' {
		return 0, false
	}
	r.newLine()
	return chomp, true
}

// linesFrom reads the lines that begin in a column or behind it, up to the last
// that has words, and counts the line ends behind that.
func (r *reader) linesFrom(own int, fold bool) (value []byte, ends int, ok bool) {
	wide := false // the line before begins with a space
	for {
		breaks, ok := r.blankLines(own)
		if ends += breaks; !ok || r.ended() && r.at > r.start {
			return nil, 0, false // spaces at the end of the file count as a line
		}
		if r.ended() || r.indent() < own {
			return value, ends, true
		}
		space := r.next() == ' '
		if len(value) > 0 && fold && !wide && !space {
			value = folded(value, ends)
		} else {
			value = append(value, bytes.Repeat([]byte{'\n'}, ends)...)
		}
		from := r.at
		r.toLineEnd()
		value = append(value, r.text[from:r.at]...)
		if r.ended() {
			return value, 0, strings.TrimLeft(r.text[from:], " ") != ""
		}
		r.newLine()
		wide, ends = space, 1
	}
}

// ownIndent is the column in which the lines of a text begin: that of the first
// with words, or the widest of the empty lines before it.
func (r *reader) ownIndent(indent int) int {
	column, own := 1, indent+1
	for _, c := range []byte(r.text[r.at:]) {
		switch c {
		case ' ':
			column++
			continue
		case '\n':
			own, column = max(own, column), 1
			continue
		}
		break
	}
	return max(own, column)
}

// blankLines skips the empty lines of a text, and the indentation of the line behind
// them.
func (r *reader) blankLines(own int) (count int, ok bool) {
	for {
		for r.at < len(r.text) && r.text[r.at] == ' ' && r.indent() < own {
			r.at++
		}
		if r.ended() || r.text[r.at] != '\n' {
			return count, true
		}
		r.newLine()
		count++
	}
}
