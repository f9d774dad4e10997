// Package fastyaml reads the files of a library, which every run reads before it can
// do anything. They are YAML as people write it: keys and values by indentation,
// lists, brackets, quoted texts, texts of several lines. It makes the tree that go-yaml
// makes of them, many times faster; what else YAML knows (anchors, tags, directives,
// tabs, keys of several lines), and every text that is at fault, it leaves to go-yaml.
// Lint has go-yaml read every file beside it, see Differs. Deals are read by go-yaml
// alone, but for single answers in texts such as defaults.
package fastyaml

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Node is what go-yaml makes of a value, its kind, style and resolved tag, in a third
// of the room: there are no comments, and of an alias it is only known that it is one.
type Node struct {
	Kind         yaml.Kind
	Style        yaml.Style
	Tag, Value   string
	Content      []*Node
	Line, Column int
}

// Tree is the node as go-yaml has it.
func (n *Node) Tree() *yaml.Node {
	t := &yaml.Node{Kind: n.Kind, Style: n.Style, Tag: n.Tag, Value: n.Value, Line: n.Line, Column: n.Column}
	for _, c := range n.Content {
		t.Content = append(t.Content, c.Tree())
	}
	return t
}

// fromTree is what go-yaml read.
func fromTree(t *yaml.Node) *Node {
	n := &Node{Kind: t.Kind, Style: t.Style, Tag: t.Tag, Value: t.Value, Line: t.Line, Column: t.Column}
	for _, c := range t.Content {
		n.Content = append(n.Content, fromTree(c))
	}
	return n
}

// Read is the root of the one document in a text, without comments: a mapping or
// a list. It is nil if go-yaml has to read the text.
func Read(text string) *Node {
	if !readable(text) {
		return nil
	}
	r := &reader{text: text, line: 1, column: 1}
	if r.toToken(); r.ended() || !r.inBlock() {
		return nil
	}
	root := r.node(0)
	if root == nil || root.Kind == yaml.ScalarNode || !r.ended() {
		return nil
	}
	return root
}

// Parse is the root of the first document in a text, whoever reads it; nil if there
// is none. The error is go-yaml's.
func Parse(text string) (*Node, error) {
	if root := Read(text); root != nil {
		return root, nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil || len(doc.Content) == 0 {
		return nil, err
	}
	return fromTree(doc.Content[0]), nil
}

// readable reports whether a text holds nothing but characters that have one
// meaning for every reader of YAML.
func readable(text string) bool {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c >= ' ' && c <= '~' || c == '\n':
			i++
			continue
		case c < utf8.RuneSelf:
			return false
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r < 0xA0 || r == 0x2028 || r == 0x2029 || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError && size == 1 {
			return false
		}
		i += size
	}
	return true
}

// reader goes through a text once. Its methods return nil for what is not plain.
type reader struct {
	text    string
	at      int // the byte that is read next
	line    int // its line, from 1
	start   int // where this line begins
	counted int // up to which byte the characters of the line are counted
	column  int // of that byte, from 1
	depth   int // of lists and mappings around it

	nodes []Node  // room for those to come
	links []*Node // the same
	open  []*Node // the children so far of what is being read
}

// maxDepth is how deep lists and mappings may stand in each other.
const maxDepth = 100

// room is for how many nodes there is made room at a time: for as many as what is left
// of the text usually holds, within bounds.
func (r *reader) room() int { return min(max((len(r.text)-r.at)/perNode, 4), 128) }

// perNode is how many bytes of a clause.yaml make a node.
const perNode = 20

// new is a node that begins at the byte that is read next.
func (r *reader) new(kind yaml.Kind, style yaml.Style, tag string) *Node {
	if r.counted < r.start {
		r.counted, r.column = r.start, 1
	}
	r.column += utf8.RuneCountInString(r.text[r.counted:r.at])
	r.counted = r.at
	return r.placed(kind, style, tag, r.line, r.column)
}

// placed is a node at a place.
func (r *reader) placed(kind yaml.Kind, style yaml.Style, tag string, line, column int) *Node {
	if len(r.nodes) == 0 {
		r.nodes = make([]Node, r.room())
	}
	n := &r.nodes[0]
	r.nodes = r.nodes[1:]
	n.Kind, n.Style, n.Tag, n.Line, n.Column = kind, style, tag, line, column
	return n
}

// close gives a node the children that were read since from.
func (r *reader) close(n *Node, from int) *Node {
	r.depth--
	children := r.open[from:]
	if len(r.links) < len(children) {
		r.links = make([]*Node, r.room()+len(children))
	}
	if len(children) > 0 {
		n.Content = r.links[:len(children):len(children)]
		copy(n.Content, children)
		r.links = r.links[len(children):]
		r.open = r.open[:from]
	}
	return n
}

func (r *reader) ended() bool { return r.at == len(r.text) }

// next is the byte that is read next, a line end at the end of the text.
func (r *reader) next() byte { return r.byteAt(r.at) }

func (r *reader) byteAt(i int) byte {
	if i < len(r.text) {
		return r.text[i]
	}
	return '\n'
}

// blankAt reports whether a space, a line end or the end of the text stands at i.
func (r *reader) blankAt(i int) bool { c := r.byteAt(i); return c == ' ' || c == '\n' }

// indent is the column of the byte that is read next, where only spaces and dashes
// stand before it.
func (r *reader) indent() int { return r.at - r.start + 1 }

// inBlock reports whether the line may go on with a node of a block: no mark of
// a document or of a directive.
func (r *reader) inBlock() bool {
	return r.at > r.start || r.next() != '%' && !isDivider(r.text[r.at:])
}

// isDivider reports whether a line begins or ends a document.
func isDivider(line string) bool {
	return strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...")
}

// newLine goes on behind the line end that is read next.
func (r *reader) newLine() {
	r.at++
	r.line++
	r.start = r.at
}

// spaces skips spaces.
func (r *reader) spaces() {
	for r.at < len(r.text) && r.text[r.at] == ' ' {
		r.at++
	}
}

// toToken skips spaces, line ends and comments.
func (r *reader) toToken() {
	for {
		r.spaces()
		if r.at < len(r.text) && r.text[r.at] == '#' {
			r.toLineEnd()
		}
		if r.ended() || r.text[r.at] != '\n' {
			return
		}
		r.newLine()
	}
}

func (r *reader) toLineEnd() {
	if i := strings.IndexByte(r.text[r.at:], '\n'); i >= 0 {
		r.at += i
	} else {
		r.at = len(r.text)
	}
}

// lineEnds skips what may stand behind a value on its line, and goes to the next
// token. It reports whether nothing else stands there.
func (r *reader) lineEnds() bool {
	if !r.blankAt(r.at) {
		return false
	}
	r.spaces()
	if c := r.next(); c != '\n' && c != '#' {
		return false
	}
	r.toToken()
	return r.ended() || r.inBlock()
}

// dash reports whether an item of a list begins here.
func (r *reader) dash() bool { return r.next() == '-' && r.blankAt(r.at+1) }

// node reads what begins here in a block that is set in as far as a column, and
// goes to the next token.
func (r *reader) node(indent int) *Node {
	if r.dash() {
		return r.list(r.indent())
	}
	if end, _ := r.key(); end > 0 {
		return r.mapping(r.indent())
	}
	return r.value(indent)
}

// value reads what is no list by dashes, and no mapping by indentation.
func (r *reader) value(indent int) *Node {
	switch r.next() {
	case '|', '>':
		return r.lines(indent)
	case '[', '{':
		if n := r.bracket(indent); n != nil && r.lineEnds() {
			return n
		}
		return nil
	case '"', '\'':
		if n := r.quoted(); n != nil && r.lineEnds() {
			return n
		}
		return nil
	}
	return r.plain(indent)
}

// key finds the end of a key that begins here, and the byte of its colon; 0 if
// there is none.
func (r *reader) key() (end, colon int) {
	switch c := r.next(); {
	case c == '"' || c == '\'':
		if end = r.quoteEnd(); end > 0 && r.byteAt(end) == ':' && r.blankAt(end+1) {
			return end, end
		}
	case r.startsPlain(c):
		if end, stop := r.plainEnd(false); r.byteAt(stop) == ':' && end == stop {
			return end, stop
		}
	}
	return 0, 0
}

// quoteEnd is the byte behind a quoted text that ends on its line; 0 if it does
// not.
func (r *reader) quoteEnd() int {
	quote := r.text[r.at]
	for i := r.at + 1; i < len(r.text) && r.text[i] != '\n'; i++ {
		switch c := r.text[i]; {
		case c == '\\' && quote == '"':
			i++
		case c != quote:
		case quote == '\'' && r.byteAt(i+1) == quote:
			i++
		default:
			return i + 1
		}
	}
	return 0
}

// mapping reads the keys that begin in a column.
func (r *reader) mapping(column int) *Node {
	n, from := r.new(yaml.MappingNode, 0, "!!map"), len(r.open)
	if r.depth++; r.depth > maxDepth {
		return nil
	}
	for {
		end, colon := r.key()
		if end == 0 {
			return nil
		}
		key := r.keyNode(end)
		if key == nil {
			return nil
		}
		r.at = colon + 1
		value := r.behind(column, true)
		if value == nil {
			return nil
		}
		r.open = append(r.open, key, value)
		if r.ended() || r.indent() < column {
			return r.close(n, from)
		}
		if r.indent() > column {
			return nil
		}
	}
}

// keyNode reads a key.
func (r *reader) keyNode(end int) *Node {
	if c := r.next(); c == '"' || c == '\'' {
		return r.quoted()
	}
	return r.scalar(r.text[r.at:end])
}

// list reads the items whose dashes stand in a column.
func (r *reader) list(column int) *Node {
	n, from := r.new(yaml.SequenceNode, 0, "!!seq"), len(r.open)
	if r.depth++; r.depth > maxDepth {
		return nil
	}
	for {
		r.at++
		item := r.behind(column, false)
		if item == nil {
			return nil
		}
		r.open = append(r.open, item)
		if r.ended() || r.indent() < column || r.indent() == column && !r.dash() {
			return r.close(n, from)
		}
		if r.indent() > column {
			return nil
		}
	}
}

// behind reads what stands behind the colon of a key, or behind a dash, that is
// set in as far as a column; nothing is a value too.
func (r *reader) behind(column int, ofKey bool) *Node {
	before, line := r.text[r.start:r.at], r.line
	r.spaces()
	if c := r.next(); c != '\n' && c != '#' {
		if ofKey {
			return r.value(column)
		}
		return r.node(column)
	}
	r.toToken()
	switch {
	case !r.ended() && !r.inBlock():
		return nil
	case !r.ended() && r.indent() > column:
		return r.node(column)
	case !r.ended() && r.indent() == column && ofKey && r.dash():
		return r.list(column)
	}
	return r.placed(yaml.ScalarNode, 0, "!!null", line, 1+utf8.RuneCountInString(before))
}

// bracket reads a list or a mapping between brackets.
func (r *reader) bracket(indent int) *Node {
	if r.depth++; r.depth > maxDepth {
		return nil
	}
	from, closing := len(r.open), byte(']')
	n := (*Node)(nil)
	if r.next() == '[' {
		n = r.new(yaml.SequenceNode, yaml.FlowStyle, "!!seq")
	} else {
		n, closing = r.new(yaml.MappingNode, yaml.FlowStyle, "!!map"), '}'
	}
	r.at++
	for {
		if !r.within(indent) {
			return nil
		}
		if r.next() == closing {
			r.at++
			return r.close(n, from)
		}
		if closing == '}' {
			key := r.entry(indent)
			if key == nil || key.Kind != yaml.ScalarNode || key.Line != r.line || r.next() != ':' || !r.blankAt(r.at+1) {
				return nil
			}
			r.open = append(r.open, key)
			r.at++
			if !r.within(indent) {
				return nil
			}
		}
		value := r.entry(indent)
		if value == nil {
			return nil
		}
		r.open = append(r.open, value)
		switch {
		case !r.within(indent):
			return nil
		case r.next() == ',':
			r.at++
		case r.next() != closing:
			return nil
		}
	}
}

// within goes to the next token between brackets, which is set in further than
// what is around them.
func (r *reader) within(indent int) bool {
	if !r.blankAt(r.at) {
		return r.next() != '#'
	}
	r.toToken()
	return !r.ended() && r.at-r.start+1 > indent && r.inBlock()
}

// entry reads what stands between brackets.
func (r *reader) entry(indent int) *Node {
	switch c := r.next(); {
	case c == '[' || c == '{':
		return r.bracket(indent)
	case c == '"' || c == '\'':
		return r.quoted()
	case r.startsPlain(c):
		end, stop := r.plainEnd(true)
		n := r.scalar(r.text[r.at:end])
		r.at = stop
		if r.next() == '\n' && !r.breaksAfter() {
			return nil
		}
		return n
	}
	return nil
}

// breaksAfter reports whether a plain text between brackets ends with its line.
func (r *reader) breaksAfter() bool {
	rest := strings.TrimLeft(r.text[r.at:], " \n")
	return rest != "" && (rest[0] == ',' || rest[0] == ']' || rest[0] == '}')
}
